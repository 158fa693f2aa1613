"""Articles as objects with fields: JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sco_graph.articles.decoding import UndecodableError, decode
from sco_graph.articles.streams import lines, read_whole, too_large
from sco_graph.articles.texts import title_of
from sco_graph.articles.values import MAX_FILE, MAX_LINE, Fault, Input, Record

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "article_id"),
    "text": ("text", "body", "content", "articlebody", "maintext", "raw_text"),
    "title": ("title", "headline"),
    "issued": ("issued", "date", "published", "date_publish", "datepublished", "publication_date", "published_at"),
    "publisher": ("publisher", "agency", "sitename", "site_name", "source_name"),
    "source": ("url", "source", "link", "source_url"),
    "language": ("language", "lang"),
}
"""Our field -> the names by which common collections call it, best first; case does not matter."""


def read_json(document: Input) -> Iterator[Record | Fault]:
    """Read one object, or a list of them."""
    data = read_whole(document.stream)
    if data is None:
        yield Fault(too_large(MAX_FILE))
        return
    try:
        value = _parsed(decode(data, document.charset))
    except UndecodableError as error:
        yield Fault(str(error))
        return
    if isinstance(value, Fault):
        yield value
    elif not isinstance(value, list):
        yield record(value)
    elif not any(isinstance(item, dict) for item in value):
        yield Fault("a list without any object")
    else:
        for number, item in enumerate(value, 1):
            yield record(item, number=number, what=f"item {number}")


def read_json_lines(document: Input) -> Iterator[Record | Fault]:
    """Read one object a line; blank lines are passed over."""
    for item in lines(document.stream, first=document.first):
        if isinstance(item, Fault):
            yield item
            continue
        number, line = item
        if not line.strip():
            continue
        try:
            value = _parsed(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            value = Fault("not UTF-8: convert the file to UTF-8")
        if isinstance(value, Fault):
            yield Fault(value.message, number)
        else:
            yield record(value, number=number, line=number)


def read_csv(document: Input) -> Iterator[Record | Fault]:
    """Read a table with a header row; comma, semicolon and tab are told apart by the header."""
    # The limit is the interpreter's, not the reader's; raising it harms nobody, and an article may exceed the default.
    csv.field_size_limit(max(MAX_LINE, csv.field_size_limit()))
    faults: list[Fault] = []
    source = _text_lines(lines(document.stream), faults)
    head = next(source, "")
    delimiter = max(",;\t", key=head.count)
    try:
        names = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:  # line ends of another age, or no table at all
        names = []
    if not any(name.strip().lower() in FIELDS["text"] for name in names):
        yield from faults
        yield Fault("the header names no text column (text, body or content)", 1)
        return
    rows = csv.reader(source, delimiter=delimiter)
    number = 0
    while True:
        line = rows.line_num + 2
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield Fault(f"broken CSV ({error})", line)
            continue
        yield from faults
        faults.clear()
        if row:
            number += 1
            yield _row(names, row, number=number, line=line)
    yield from faults


def record(value: object, *, number: int | None = None, line: int | None = None, what: str = "") -> Record | Fault:
    """Make a record of an object with fields."""
    prefix = f"{what}: " if what else ""
    if not isinstance(value, dict):
        return Fault(f"{prefix}not an object with fields", line)
    lowered: dict[str, Any] = {}
    for key, item in value.items():
        lowered.setdefault(str(key).lower(), item)
    got = {field: _first(lowered, names) for field, names in FIELDS.items()}
    text = got["text"]
    if not text:
        known = any(name in lowered for name in FIELDS["text"])
        return Fault(prefix + ("its text is empty" if known else "no field text, body or content"), line)
    return Record(
        text,
        got["title"] or title_of(text),
        issued=got["issued"],
        publisher=got["publisher"],
        source=got["source"],
        language=got["language"],
        id=got["id"],
        number=number,
        line=line,
    )


def _first(value: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """The first of some fields that holds text or a number; of an object, its ``name`` (as schema.org nests them)."""
    for name in names:
        item = value.get(name)
        if isinstance(item, dict):
            item = item.get("name")
        if isinstance(item, (int, float)) and not isinstance(item, bool):
            item = str(item)
        if isinstance(item, str) and item.strip():
            return item if name in FIELDS["text"] else item.strip()
    return None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return Fault(f"broken JSON ({error.msg} at column {error.colno})", error.lineno)
    except RecursionError:
        return Fault("JSON nested too deeply")
    except ValueError as error:  # an integer of thousands of digits
        return Fault(f"broken JSON ({error})")


def _text_lines(source: Iterable[tuple[int, bytes] | Fault], faults: list[Fault]) -> Iterator[str]:
    """Lines as text; what cannot be read goes to ``faults``, which the caller empties."""
    for item in source:
        if isinstance(item, Fault):
            faults.append(item)
            continue
        number, line = item
        # A line of a quoted field must not be dropped, or its neighbours would be torn; surrogates mark it as bad.
        yield line.decode("utf-8-sig" if number == 1 else "utf-8", "surrogateescape")


def _row(names: list[str], row: list[str], *, number: int, line: int) -> Record | Fault:
    if len(row) != len(names):
        return Fault(f"{len(row)} fields where the header has {len(names)}", line)
    if any("\udc80" <= ch <= "\udcff" for cell in row if not cell.isascii() for ch in cell):
        return Fault("not UTF-8: convert the file to UTF-8", line)
    return record(dict(zip((name.strip() for name in names), row, strict=True)), number=number, line=line)
