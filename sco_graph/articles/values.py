"""What a reader of one format takes and gives, and the limits that all of them keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_FILE = 64 * 2**20
"""Bytes of a file that must be held as a whole (text, HTML, JSON, a feed)."""

MAX_LINE = 16 * 2**20
"""Bytes of one line, row or archived page."""

MAX_TEXT = 1_000_000
"""Characters of one article: what a language pipeline takes at once."""


@dataclass(frozen=True, slots=True)
class Input:
    """One opened file or answer.

    Attributes:
        name: What messages call it: the path or URL as the user named it.
        source: What an article says it was read from: a URL, or a path that holds nothing of this machine.
        stem: The identifier of an article that brings none.
        stream: Its bytes, decompressed.
        charset: The encoding that a server declared.
        first: Number of its first line or row, if it is a part of a file.
    """

    name: str
    source: str | None
    stem: str
    stream: BinaryIO
    charset: str | None = None
    first: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its format gives it; ``making.Maker`` completes it.

    Attributes:
        text: The article.
        title: Headline.
        issued: A date as written, in any of the common forms.
        publisher: Agency or paper.
        source: Its own address, if the format has one.
        language: BCP 47 tag.
        id: An identifier of its own.
        line: Where it starts in its file, 1-based.
        number: Its place among several, 1-based; None if the file holds one article.
        weak_publisher: Who published the collection: used only if nothing else tells.
        excerpt: Whether it may be only the beginning of what stands at ``source``.
    """

    text: str
    title: str | None = None
    issued: str | None = None
    publisher: str | None = None
    source: str | None = None
    language: str | None = None
    id: str | None = None
    line: int | None = None
    number: int | None = None
    weak_publisher: str | None = None
    excerpt: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an input that cannot be used; what comes after it is read all the same."""

    message: str
    line: int | None = None


Reader = Callable[[Input], Iterator[Record | Fault]]
