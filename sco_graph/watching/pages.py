"""From a feed to its entries, and from an entry and its page to an article."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

from sco_graph.articles.decoding import UndecodableError, decode
from sco_graph.articles.feeds import entries
from sco_graph.articles.html import page
from sco_graph.articles.making import Ids, Maker, url_id
from sco_graph.articles.values import MAX_TEXT, Fault, Input, Record
from sco_graph.model import Article
from sco_graph.watching.network import Reply
from sco_graph.watching.state import Entry

_PAGES = frozenset({"text/html", "application/xhtml+xml", ""})


def entries_of(reply: Reply, feed: str) -> Iterator[Entry | Fault]:
    """The entries of a feed as a server gave it, the oldest first."""
    found = list(entries(reply.body, reply.charset))
    for item in reversed(found):
        if isinstance(item, Fault):
            yield item
            continue
        parts = [item.text, item.title or "", item.issued or ""]
        key = item.source or f"{feed}\0{item.title}\0{item.text[:200]}"
        yield Entry(_digest(key), _digest("\0".join(parts)), feed, item)


def has_page(entry: Entry) -> bool:
    """Whether an entry is the beginning of a story that stands elsewhere."""
    source = entry.record.source or ""
    return entry.record.excerpt and source.startswith(("http://", "https://"))


def from_page(entry: Entry, reply: Reply) -> Record | None:
    """The story in an entry's page, or None if there is none in it.

    What the feed says of its date goes before what the page is guessed to say.
    """
    if reply.mime not in _PAGES:
        if reply.mime != "text/plain":
            return None
        try:
            text = decode(reply.body, reply.charset).strip()
        except UndecodableError:
            return None
        return replace(entry.record, text=text, source=reply.url) if text and len(text) <= MAX_TEXT else None
    found = page(reply.body, reply.charset, reply.url)
    if isinstance(found, Fault) or len(found.text) > MAX_TEXT:
        return None
    told = entry.record
    return replace(
        found,
        title=found.title or told.title,
        issued=told.issued or found.issued,
        publisher=told.publisher or found.publisher,
        weak_publisher=told.weak_publisher,
        source=reply.url,
    )


def article_of(entry: Entry, record: Record) -> Iterator[Article | Fault]:
    """The article of an entry, under a name that its address gives it, and what had to be left out of it."""
    name = entry.record.source or entry.feed
    stem = url_id(name) if "://" in name else "entry"
    named = replace(record, id=url_id(entry.record.source) if entry.record.source else f"{stem}-{entry.key[:8]}")
    yield from Maker(None, None, Ids()).make(named, Input(name, entry.feed, stem, io.BytesIO()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
