"""Watching feeds: what is new in them is added to a store.  Needs the extra ``watch``."""

from __future__ import annotations

from sco_graph.watching.loop import EVERY, WatchReport, watch

__all__ = ["EVERY", "WatchReport", "watch"]
