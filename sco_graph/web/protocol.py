"""Requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), read from what HTTP hands over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

from sco_graph.web.failures import HttpError

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 1000
_BARE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update.

    Attributes:
        text: The SPARQL.
        default_graphs: ``default-graph-uri``, or ``using-graph-uri`` of an update.
        named_graphs: ``named-graph-uri``, or ``using-named-graph-uri``.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def fields(raw: bytes) -> list[tuple[str, str]]:
    """The fields of a query string or a form.

    Raises:
        HttpError: if they are no UTF-8, or too many.
    """
    parts = [part.partition(b"=") for part in raw.split(b"&", _MOST_FIELDS) if part]
    if len(parts) > _MOST_FIELDS:
        raise HttpError(400, "bad_request", f"the request has more than {_MOST_FIELDS} fields")
    try:
        raw.decode("utf-8")  # what is not escaped must be text by itself
        return [(_unquoted(name), _unquoted(value)) for name, _, value in parts]
    except UnicodeDecodeError as error:
        raise HttpError(400, "bad_request", "the request is not UTF-8 text") from error


def _unquoted(quoted: bytes) -> str:
    spaced = quoted.replace(b"+", b" ")
    try:
        return _unescaped(spaced).decode("utf-8")
    except UnicodeDecodeError:  # if because of a percent sign that escapes nothing, it stands for itself
        return _unescaped(_BARE.sub(b"%25", spaced)).decode("utf-8")


def _unescaped(quoted: bytes) -> bytes:
    """Percent escapes as escapes of a Python string, which C code reads: a loop over a query's hundreds takes long."""
    return quoted.replace(b"\\", b"\\\\").replace(b"%", b"\\x").decode("unicode_escape").encode("latin-1")


def media_type(header: str | None) -> tuple[str, str]:
    """Media type and charset (utf-8 unless it says otherwise) of a Content-Type header, in small letters."""
    message = Message()
    message["content-type"] = header or ""
    charset = message.get_param("charset", "utf-8")
    return message.get_content_type() if header else "", str(charset).lower()


def read_query(method: str, query_string: bytes, content_type: str | None, body: bytes) -> Operation:
    """Read a query operation (section 2.1).

    Raises:
        HttpError: if the request is none.
    """
    return _read("query", method, query_string, content_type, body)


def read_update(query_string: bytes, content_type: str | None, body: bytes) -> Operation:
    """Read an update operation (section 2.2), which is always a POST.

    Raises:
        HttpError: if the request is none.
    """
    return _read("update", "POST", query_string, content_type, body)


def _read(kind: str, method: str, query_string: bytes, content_type: str | None, body: bytes) -> Operation:
    found = fields(query_string)
    if method == "POST":
        media, charset = media_type(content_type)
        if media not in {_FORM, f"application/sparql-{kind}"}:
            raise HttpError(415, "bad_request", f"send a form, or the {kind} itself as application/sparql-{kind}")
        if charset not in {"utf-8", "utf8", "us-ascii"}:
            raise HttpError(415, "bad_request", f"send the {kind} in UTF-8")
        if media == _FORM:
            found = fields(body)
        else:
            found = [(name, value) for name, value in found if name != kind]
            found.append((kind, _text(body)))
    texts = [value for name, value in found if name == kind]
    other = "update" if kind == "query" else "query"
    if any(name == other for name, _ in found):
        raise HttpError(400, "bad_request", f"no {other} is taken here: this address is for the operation {kind}")
    if len(texts) != 1:
        raise HttpError(400, "bad_request", f"the request has {len(texts) or 'no'} {kind} fields: send one")
    prefix = "using-" if kind == "update" else "default-"
    named = "using-named-graph-uri" if kind == "update" else "named-graph-uri"
    return Operation(
        texts[0],
        tuple(value for name, value in found if name == f"{prefix}graph-uri"),
        tuple(value for name, value in found if name == named),
    )


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HttpError(400, "bad_request", "the request's body is not UTF-8 text") from error
