"""Watching feeds: what is new in them is added to a store.  Needs the extra ``watch``."""

from __future__ import annotations

from sco_graph.errors import ExtraError

try:
    from sco_graph.watching.loop import EVERY, WatchReport, watch
except ModuleNotFoundError as error:
    raise ExtraError("watching feeds", "watch") from error

__all__ = ["EVERY", "WatchReport", "watch"]
