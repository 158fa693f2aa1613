"""Where the explorer's tests find a server of its pages over the example graph."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


def explorer_server() -> Iterator[str]:
    """Address of the server, with a slash at its end.

    ``SCO_EXPLORER_URL`` names one that serves the built pages and the JSON API over ``explorer_example.snapshot()``;
    without it the tests are skipped, as this version has no ``sco-graph serve`` to start.
    """
    address = os.environ.get("SCO_EXPLORER_URL")
    if not address:
        pytest.skip("no server of the explorer here: set SCO_EXPLORER_URL")
    yield address
