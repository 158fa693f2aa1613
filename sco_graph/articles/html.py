"""Web pages: the article in them by trafilatura, and what their metadata tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_graph.articles.decoding import UndecodableError, decode, meta_charset, newlines
from sco_graph.articles.streams import read_whole, too_large
from sco_graph.articles.values import MAX_FILE, Fault, Input, Record

# An open end: the date of a page must not depend on the day on which it is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|tr|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_INVISIBLE = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read_html(document: Input) -> Iterator[Record | Fault]:
    """Read one saved or fetched page."""
    data = read_whole(document.stream)
    url = document.source if document.source and "://" in document.source else None
    yield Fault(too_large(MAX_FILE)) if data is None else page(data, document.charset, url)


def page(data: bytes, charset: str | None = None, url: str | None = None) -> Record | Fault:
    """The article in a page.

    Args:
        data: The page's bytes.
        charset: The encoding that its server declared.
        url: Its address, from which its publisher may follow.
    """
    try:
        html = decode(data, charset or meta_charset(data))
    except UndecodableError as error:
        return Fault(str(error))
    import trafilatura  # 0.3 s, and only pages need it

    try:
        found = trafilatura.bare_extraction(
            html, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
        )
    except _FAULTS as error:  # what the parser's own code raises on pages it did not expect
        return Fault(f"the page cannot be parsed ({type(error).__name__})")
    if found is None or isinstance(found, dict) or not found.text or not found.text.strip():
        return Fault("no article was found in the page")
    title = " ".join(found.title.split()) if found.title else None
    body = "\n\n".join(line.strip() for line in newlines(found.text).split("\n") if line.strip())
    if title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    elif title and body.startswith(title + "\n") and not body.startswith(title + "\n\n"):
        body = f"{title}\n\n{body[len(title) :].lstrip()}"
    language = _LANGUAGE.search(html, 0, 5000)
    return Record(
        body,
        title,
        issued=found.date,
        publisher=found.sitename,
        source=url or found.url,
        language=language.group(1) if language else None,
    )


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML as feeds carry it, one paragraph a block, blank lines between."""
    from html import unescape

    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    marked = _BLOCK_END.sub("\n", _INVISIBLE.sub("", fragment.replace("\n", " ")))
    plain = unescape(_TAG.sub("", marked))
    return "\n\n".join(part for line in plain.split("\n") if (part := " ".join(line.split())))
