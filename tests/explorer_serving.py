"""The explorer over a real server of the example graph, in a browser that is watched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Page, watched
from explorer_example import extractions, hostile
from graphs import content
from web_server import serving

from sco_graph.errors import ResourceError
from sco_graph.resources import explorer_dir
from sco_graph.store import replace


def need_pages() -> None:
    """Skip, with the reason, where the explorer was not built."""
    try:
        explorer_dir()
    except ResourceError as error:
        pytest.skip(str(error))


def served_example(folder: Path) -> Iterator[str]:
    """The address of a server over the example articles."""
    need_pages()
    replace(folder / "store", content(*extractions(), hostile()))
    with serving(folder / "store", folder, "--workers", "2") as server:
        yield server.url


def quiet_page(browser: Any, address: str | None, **options: Any) -> Iterator[Page]:
    """A page that must neither leave the host nor complain."""
    context = browser.new_context(**{"viewport": {"width": 1300, "height": 800}, "accept_downloads": True, **options})
    context.set_default_timeout(120_000)  # many tests may share two cores
    made = watched(context, host=address)
    yield made
    assert made.requests == []
    assert made.complaints == []
    assert made.evaluate("window.hacked") is None
    context.close()


def open_view(page: Page, address: str, view: str = "#/network", *, things: str | None = None) -> None:
    """Go to a view and wait for what it draws.

    Args:
        page: The page.
        address: Where the explorer is.
        view: What follows it.
        things: Words that the figures above the network must hold.
    """
    page.goto(address + view)
    if view.startswith("#/network"):
        page.wait_for_selector("html[data-drawn]")
    if things:
        page.locator(".figures", has_text=things).wait_for()


def figures(page: Page) -> tuple[int, int]:
    """How many things and facts the page says it shows."""
    found = re.search(r"([\d,]+) things, ([\d,]+) facts", page.locator(".figures").inner_text())
    assert found
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))
