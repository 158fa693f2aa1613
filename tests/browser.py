"""Headless Chromium for tests: Debian's, driven by Playwright; watched for errors and for requests that leave."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

Page = Any
"""A Playwright page with two more lists: ``requests`` to other hosts, and ``complaints`` of the console."""

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def launched() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        yield browser
        browser.close()


def open_browser() -> Iterator[Any]:
    """Start Chromium, or skip with the reason why there is none."""
    if shutil.which("chromium") is None:
        pytest.skip("no chromium here: apt-get install chromium")
    pytest.importorskip("playwright.sync_api", reason="no playwright here: pip install 'sco-graph[test]'")
    with launched() as browser:
        yield browser


def _is_complaint(message: Any) -> bool:
    # The software renderer that stands in for a graphics card says how slow it is; that is no fault of the page.
    return message.type in ("error", "warning") and "GL Driver Message" not in message.text


def watched(context: Any, *, host: str | None = None) -> Page:
    """A new page that remembers what it should not have done.

    Args:
        context: A browser context.
        host: Beginning of the addresses that may be asked, e.g. ``http://127.0.0.1:8000/``; files and data may always.
    """
    page = context.new_page()
    page.requests, page.complaints = [], []
    allowed = ("file:", "data:", "blob:", *([host] if host else []))
    page.on("request", lambda request: None if request.url.startswith(allowed) else page.requests.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text) if _is_complaint(message) else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (page.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return page
