"""From a record to an Article: identifier, date, publisher and the checks that every format needs."""

from __future__ import annotations

import email.utils
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sco_graph.articles.values import MAX_TEXT, Fault, Input, Record
from sco_graph.dateline import Dateline, find_dateline, infer_issued
from sco_graph.iris import local_name
from sco_graph.model import Article
from sco_graph.partial_date import MONTH_PATTERN, PartialDate, month_number

_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_WORDED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s+(?P<month>{MONTH_PATTERN})|(?P<month2>{MONTH_PATTERN})\s+(?P<day2>\d{{1,2}})),?\s+(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?\Z", re.ASCII)
_SLUG = re.compile(r"[^A-Za-z0-9.]+")


class Ids:
    """The identifiers given out in one run, so that no two articles share one.

    An article that comes twice with the same content is given once.  Another article with an identifier that is taken
    keeps it with a suffix, a digest of where it was read, so that the same run gives it the same name again.
    """

    def __init__(self) -> None:
        self._contents: dict[int, int] = {}  # digests only: ten million articles fit in a gigabyte

    def claim(self, article_id: str, content: str, place: str) -> str | None:
        """Take an identifier.

        Args:
            article_id: The wish.
            content: What tells the article from others.
            place: Where it was read.

        Returns:
            The identifier to use, or None if this very article was given already.
        """
        digest = _number(content)
        for suffix in ("", place, f"{place}\0{content}"):
            name = f"{article_id}-{_hex(suffix, 8)}" if suffix else article_id
            key = _number(name)
            taken = self._contents.get(key)
            if taken is None:
                self._contents[key] = digest
                return name
            if taken == digest:
                return None
        return None


class Maker:
    """Completes the records of one run.

    Args:
        issued: ISO date for articles that do not tell theirs.
        publisher: The same for the publisher.
        ids: Identifiers given out so far.
    """

    def __init__(self, issued: str | None, publisher: str | None, ids: Ids) -> None:
        self._issued, self._publisher, self._ids = issued, publisher, ids

    def make(self, record: Record, document: Input) -> Iterator[Article | Fault]:
        """Make the article of a record, preceded by what had to be left out of it."""
        fault = _unusable(record)
        if fault:
            yield Fault(fault, record.line)
            return
        dateline = find_dateline(record.text)
        issued = parse_date(record.issued) if record.issued else None
        if record.issued and issued is None:
            yield Fault(f"{record.issued[:60]!r} is no date: the article was read without it", record.line)
        article_id = self._ids.claim(
            _wish(record, document),
            "\0".join([record.text, record.title or "", record.issued or ""]),
            f"{document.name}:{record.number}",
        )
        if article_id is None:
            return
        yield Article(
            id=article_id,
            text=record.text,
            title=record.title,
            issued=issued or self._dated(record.text, dateline),
            publisher=record.publisher or (dateline and dateline.publisher) or self._publisher or record.weak_publisher,
            source=record.source or document.source,
            language=_language(record.language),
        )

    def _dated(self, text: str, dateline: Dateline | None) -> str | None:
        """What the dateline says in full, else the option, else what the text lets one infer."""
        if dateline and dateline.issued:
            return dateline.issued
        if self._issued:
            return _day_of(dateline, self._issued) or self._issued
        return infer_issued(text, dateline)


def parse_date(text: str) -> str | None:
    """Read a date as metadata write it: ISO, RFC 2822, 20120411, "April 11, 2012".

    Returns:
        ISO date at its precision, the day as written (no time zone moves it), or None.
    """
    date = PartialDate.parse(text)
    if date:
        return date.iso
    compact = _COMPACT.match(text.strip())
    if compact:
        date = PartialDate.make(*map(int, compact.groups()))
        return date.iso if date else None
    worded = _WORDED.search(text)
    if worded:
        got = {key.rstrip("2"): value for key, value in worded.groupdict().items() if value}
        date = PartialDate.make(int(got["year"]), month_number(got["month"]), int(got["day"]))
        return date.iso if date else None
    stamp = email.utils.parsedate(text)
    date = PartialDate.make(*stamp[:3]) if stamp else None
    return date.iso if date else None


def url_id(url: str) -> str:
    """A readable identifier of an address, with a digest that tells it from others."""
    parts = urlsplit(url)
    last = [part for part in parts.path.split("/") if part][-1:]
    stem = re.sub(r"\.[a-z]{2,5}\Z", "", last[0]) if last else ""
    slug = _SLUG.sub("-", f"{parts.hostname or ''}_{stem}".strip("_").removeprefix("www.")).strip("-.")
    return f"{slug[:80].rstrip('-.')}-{_hex(url, 8)}".lstrip("-")


def _wish(record: Record, document: Input) -> str:
    """The identifier that a record would like to have."""
    if record.id:
        return record.id
    if record.source and "://" in record.source:
        return url_id(record.source)
    if record.number is not None:
        return f"{document.stem}-{record.number}"
    if document.source is None:  # standard input has no name
        title = local_name(record.title)[:60] if record.title else document.stem
        return f"{title}-{_hex(record.text, 8)}"
    return document.stem


def _unusable(record: Record) -> str | None:
    if not record.text.strip():
        return "its text is empty"
    if len(record.text) > MAX_TEXT:
        return f"{len(record.text):,} characters, more than the {MAX_TEXT:,} of one article: split it"
    parts = (record.text, record.title, record.id, record.publisher, record.source, record.issued)
    for part in parts:
        if part and "\0" in part:
            return "it holds NUL characters, which no text has"
        if part and not part.isascii() and _SURROGATE.search(part):
            return "it holds half a surrogate pair, which is no character"
    return None


def _day_of(dateline: Dateline | None, issued: str) -> str | None:
    """The dateline's day in the year that an option gives, where the two agree."""
    if not (dateline and dateline.month and dateline.day):
        return None
    date = PartialDate.make(int(issued[:4]), dateline.month, dateline.day)
    return date.iso if date and date.iso.startswith(issued) else None


def _language(tag: str | None) -> str:
    return tag.replace("_", "-") if tag and _LANGUAGE.match(tag) else "en"


def _hex(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
