"""``read_articles``: from what a user names to articles."""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from sco_graph.articles.feeds import read_feed
from sco_graph.articles.finding import clean, files, format_of, stem_of
from sco_graph.articles.html import read_html
from sco_graph.articles.making import Ids, Maker, url_id
from sco_graph.articles.objects import read_csv, read_json, read_json_lines
from sco_graph.articles.parquet import read_parquet
from sco_graph.articles.streams import GZIP_MAGIC, Inflated
from sco_graph.articles.texts import read_markdown, read_text
from sco_graph.articles.values import Fault, Input, Reader
from sco_graph.articles.warc import read_warc
from sco_graph.articles.web import FetchError, fetch
from sco_graph.errors import ArticleError, InputError, NotFoundError
from sco_graph.model import Article
from sco_graph.partial_date import PartialDate

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "text": read_text,
        "markdown": read_markdown,
        "html": read_html,
        "json": read_json,
        "jsonl": read_json_lines,
        "csv": read_csv,
        "feed": read_feed,
        "warc": read_warc,
        "parquet": read_parquet,
    }
)
"""Format -> what reads it."""

_SNIFFED = (
    ("parquet", re.compile(rb"PAR1")),
    ("warc", re.compile(rb"WARC/\d")),
    ("html", re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)),
    (
        "feed",
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL),
    ),
    ("html", re.compile(rb"\s*<\?xml[^>]*>.{0,400}<html\b", re.IGNORECASE | re.DOTALL)),
    ("jsonl", re.compile(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")),
    ("json", re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[{\[\]])")),
)
_log = logging.getLogger("sco_graph.articles")

ErrorHandler = Callable[[ArticleError], None]


def read_articles(
    source: str | Path,
    *,
    issued: str | None = None,
    publisher: str | None = None,
    strict: bool = False,
    on_error: ErrorHandler | None = None,
    ids: Ids | None = None,
) -> Iterator[Article]:
    """Read the articles of a file, a folder, standard input (``-``) or an http(s) address.

    Bad input is handed to ``on_error`` and passed over; whatever is good around it is read.

    Args:
        source: A path, an address or ``-``.  A folder is read to its depth, sorted by path.
        issued: ISO date of articles that do not tell theirs; a year completes a dateline that lacks it.
        publisher: Publisher of articles that do not tell theirs.
        strict: Raise at the first thing that cannot be read.
        on_error: Is told what cannot be read; without it, a warning is logged.
        ids: Identifiers given out so far, if several sources make one run.

    Returns:
        The articles in a fixed order.

    Raises:
        NotFoundError: if the path does not exist.
        InputError: if ``issued`` is no ISO date.
        ArticleError: with ``strict``, at the first thing that cannot be read.
    """
    if issued is not None and PartialDate.parse(issued) is None:
        raise InputError(f"{issued!r} is no date: write 2012-04-11, 2012-04 or 2012")
    if not _is_special(source) and not Path(source).exists() and not Path(source).is_symlink():
        raise NotFoundError(f"{clean(str(source))} does not exist")
    maker = Maker(issued, publisher, ids or Ids())
    return _reported(_read(source, maker), strict, on_error or _warn)


def _reported(items: Iterator[tuple[str, Article | Fault]], strict: bool, on_error: ErrorHandler) -> Iterator[Article]:
    for name, item in items:
        if isinstance(item, Article):
            yield item
            continue
        error = ArticleError(item.message, source=name, line=item.line)
        if strict:
            raise error
        on_error(error)


def _warn(error: ArticleError) -> None:
    _log.warning("%s", error)


def _is_special(source: str | Path) -> bool:
    return isinstance(source, str) and (source == "-" or source.lower().startswith(("http://", "https://")))


def _read(source: str | Path, maker: Maker) -> Iterator[tuple[str, Article | Fault]]:
    if _is_special(source):
        yield from _stdin(maker) if source == "-" else _address(str(source), maker)
        return
    path = Path(source)
    if not path.is_dir():
        yield from _file(path, path.name, maker)
        return
    empty = True
    for found, relative in files(path):
        empty = False
        if isinstance(relative, Fault):
            yield clean(str(found)), relative
        else:
            yield from _file(found, relative, maker)
    if empty:
        yield clean(str(source)), Fault("an empty folder")


def _stdin(maker: Maker) -> Iterator[tuple[str, Article | Fault]]:
    yield from read_document(Input("standard input", None, "stdin", sys.stdin.buffer), None, maker)


def _address(url: str, maker: Maker) -> Iterator[tuple[str, Article | Fault]]:
    try:
        answer = fetch(url)
    except FetchError as error:
        yield url, Fault(str(error))
        return
    document = Input(url, answer.url, url_id(answer.url), io.BytesIO(answer.data), answer.charset)
    yield from read_document(document, answer.format or format_of(url.partition("?")[0]), maker)


def _file(path: Path, relative: str, maker: Maker) -> Iterator[tuple[str, Article | Fault]]:
    name = clean(str(path))
    try:
        with path.open("rb") as stream:
            document = Input(name, clean(relative), stem_of(relative), stream)
            yield from read_document(document, format_of(path.name), maker)
    except OSError as error:
        yield name, Fault(f"cannot be read: {error.strerror or error}")


def read_document(document: Input, form: str | None, maker: Maker) -> Iterator[tuple[str, Article | Fault]]:
    """Read one document, compressed or not.

    Args:
        document: Its bytes and names.
        form: A key of ``READERS``; None to have it told by the content.
        maker: Completes the articles.

    Returns:
        The document's name with each article, or with what cannot be read.
    """
    with ExitStack() as stack:
        stream = io.BufferedReader(cast(io.RawIOBase, document.stream), 2**16)
        stack.callback(stream.detach)  # whoever opened the stream closes it
        inflated: Inflated | None = None
        if stream.peek(2)[:2] == GZIP_MAGIC:
            inflated = Inflated(cast(BinaryIO, stream))
            stream = io.BufferedReader(inflated, 2**16)
        head = stream.peek(2**12)
        if head:
            opened = replace(document, stream=cast(BinaryIO, stream))
            nothing = True
            for item in READERS[form or _sniffed(head)](opened):
                nothing = False
                for made in (item,) if isinstance(item, Fault) else maker.make(item, opened):
                    yield document.name, made
            if nothing:
                yield document.name, Fault("no article was found in it")
        if inflated and inflated.fault:
            yield document.name, Fault(inflated.fault)
        elif not head:
            yield document.name, Fault("an empty file")


def _sniffed(head: bytes) -> str:
    """The format that a document's beginning tells; text, if it tells none."""
    return next((form for form, pattern in _SNIFFED if pattern.match(head)), "text")
