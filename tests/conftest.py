"""What several test modules share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Page, open_browser
from explorer_serving import quiet_page, served_example

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium; a module's, as its event loop would be in the way of others."""
    yield from open_browser()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the explorer is served, over the example articles."""
    yield from served_example(tmp_path_factory.mktemp("explorer"))


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Page]:
    """A page of the explorer that must neither leave the host nor complain."""
    yield from quiet_page(browser, address)
