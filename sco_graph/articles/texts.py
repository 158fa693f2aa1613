"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_graph.articles.decoding import UndecodableError, decode, newlines
from sco_graph.articles.streams import read_whole, too_large
from sco_graph.articles.values import MAX_FILE, Fault, Input, Record

_MAX_TITLE = 300
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_MARKDOWN = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:=+|(?:[-*_] ?){3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]*)\]\([^)\s]*(?:[ ]\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\([^)\s]*(?:[ ]\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def title_of(text: str) -> str | None:
    """The first line, if a blank line follows it and then more text."""
    first, _, rest = text.lstrip("\n").partition("\n")
    blank, _, body = rest.partition("\n")
    title = first.strip()
    return title if title and len(title) <= _MAX_TITLE and not blank.strip() and body.strip() else None


def read_text(document: Input) -> Iterator[Record | Fault]:
    """Read plain text: the file's content with its line ends made one."""
    text = _decoded(document)
    yield text if isinstance(text, Fault) else Record(text, title_of(text))


def read_markdown(document: Input) -> Iterator[Record | Fault]:
    """Read Markdown as the text that a reader sees; YAML front matter gives the fields."""
    text = _decoded(document)
    if isinstance(text, Fault):
        yield text
        return
    front = _FRONT_MATTER.match(text)
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front.group(1))} if front else {}
    body = text[front.end() :] if front else text
    for pattern, plain in _MARKDOWN:
        body = pattern.sub(plain, body)
    body = re.sub(r"\n{3,}", "\n\n", body).strip("\n")
    yield Record(
        body,
        fields.get("title") or title_of(body),
        issued=fields.get("issued") or fields.get("date"),
        publisher=fields.get("publisher"),
        source=fields.get("url") or fields.get("source"),
        language=fields.get("language") or fields.get("lang"),
        id=fields.get("id"),
    )


def _decoded(document: Input) -> str | Fault:
    data = read_whole(document.stream)
    if data is None:
        return Fault(too_large(MAX_FILE))
    try:
        return newlines(decode(data, document.charset))
    except UndecodableError as error:
        return Fault(str(error))
