"""Web archives: one article a page that was fetched with success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sco_graph.articles.decoding import UndecodableError, decode, newlines
from sco_graph.articles.html import page
from sco_graph.articles.texts import title_of
from sco_graph.articles.values import MAX_LINE, Fault, Input, Record

# What warcio lets through on a torn record, beside its own error.
_TORN = (EOFError, ValueError, AttributeError, LookupError, TypeError)
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(document: Input) -> Iterator[Record | Fault]:
    """Read the pages (and plain texts) of an archive; its images, redirections and errors are no articles."""
    from warcio.archiveiterator import ArchiveIterator  # only archives need it
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for item in ArchiveIterator(document.stream):
            number += 1
            got = _record(item)
            if got is not None:
                yield got
    except ArchiveLoadFailed as error:
        yield Fault(f"broken archive after {number} records ({str(error).splitlines()[0][:120] or 'no reason given'})")
    except _TORN as error:
        yield Fault(f"broken archive after {number} records ({type(error).__name__})")
    if not number:
        yield Fault("no record was found in the archive")


def _record(item: Any) -> Record | Fault | None:
    """The article in one record, if it holds a page or a text."""
    if item.rec_type not in {"response", "resource", "conversion"}:
        return None
    if item.http_headers and item.http_headers.get_statuscode() != "200":
        return None
    headers = item.http_headers or item.rec_headers
    mime, _, parameters = (headers.get_header("Content-Type") or "").lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip("\"' ") or None
    if mime.strip() not in {*_PAGES, "text/plain"}:
        return None
    url = item.rec_headers.get_header("WARC-Target-URI") or None
    data = item.content_stream().read(MAX_LINE + 1)
    if len(data) > MAX_LINE:
        got: Record | Fault = Fault(f"larger than {MAX_LINE // 2**20} MiB")
    else:
        got = page(data, charset, url) if mime.strip() in _PAGES else _plain(data, charset, url)
    return Fault(f"{url or 'a page without an address'}: {got.message}") if isinstance(got, Fault) else got


def _plain(data: bytes, charset: str | None, url: str | None) -> Record | Fault:
    try:
        text = newlines(decode(data, charset))
    except UndecodableError as error:
        return Fault(str(error))
    return Record(text, title_of(text), source=url)
