"""RSS and Atom files: one article an entry."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from sco_graph.articles.html import fragment_text
from sco_graph.articles.streams import read_whole, too_large
from sco_graph.articles.values import MAX_FILE, Fault, Input, Record


def read_feed(document: Input) -> Iterator[Record | Fault]:
    """Read the entries of a saved or fetched feed."""
    data = read_whole(document.stream)
    if data is None:
        yield Fault(too_large(MAX_FILE))
        return
    yield from entries(data, document.charset)


def entries(data: bytes, charset: str | None = None) -> Iterator[Record | Fault]:
    """Read the entries of a feed.

    Args:
        data: The feed's bytes.
        charset: The encoding that its server declared.
    """
    import feedparser  # only feeds need it

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    # A stream, never the bytes themselves: feedparser would take a short text for the name of a file to open.
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    if not feed.version and not feed.entries:
        yield Fault("neither RSS nor Atom")
        return
    broken = feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride)
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, feed.feed, number)
    if broken:
        yield Fault(f"broken XML ({_first_line(feed.bozo_exception)}): the entries that could be read were read")


def _entry(entry: Any, feed: Any, number: int) -> Record | Fault:
    bodies = [item.get("value", "") for item in entry.get("content", [])]
    body = max([fragment_text(text) for text in (*bodies, entry.get("summary", ""))], key=len)
    title = " ".join(fragment_text(entry.get("title", "")).split()) or None
    if not body:
        return Fault(f"entry {number} ({title or 'without a title'}): it has no text")
    if title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    return Record(
        body,
        title,
        issued=entry.get("published") or entry.get("updated"),
        publisher=(entry.get("source") or {}).get("title") or entry.get("publisher"),
        source=_address(entry),
        language=entry.get("language") or feed.get("language"),
        number=number,
        weak_publisher=feed.get("publisher") or feed.get("title"),
        excerpt=not bodies,
    )


def _address(entry: Any) -> str | None:
    """Where the entry's story stands; a feed may give an identifier that is no address in its place."""
    link = entry.get("link") or ""
    return link if "://" in link else None


def _first_line(error: object) -> str:
    return str(error).split("\n", 1)[0][:120]
