"""What several test modules share, built once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import sco_graph
from sco_graph.graph import Graph
from sco_graph.resources import articles_dir


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that ``sco-graph demo`` builds: the reference tables and the sample articles."""
    folder = tmp_path_factory.mktemp("bundled") / "store"
    sco_graph.build([articles_dir()], folder)
    return folder


@pytest.fixture(scope="session")
def bundled(bundled_store: Path) -> Iterator[Graph]:
    """The graph of the reference tables and the sample articles."""
    with sco_graph.open(bundled_store) as graph:
        yield graph
