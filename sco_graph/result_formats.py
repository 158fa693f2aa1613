"""SPARQL result formats, written row by row, so that a result can be cut between two rows and still be well-formed.

What is not cut is serialised by Oxigraph, which is faster; both give the same document.  Not so in CSV, where Oxigraph
leaves IRIs with commas unquoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat

from sco_graph.iris import PREFIXES
from sco_graph.text import printable

RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
"""Name of a format -> pyoxigraph's."""

Cell = NamedNode | BlankNode | Literal | None
_STRING = PREFIXES["xsd"] + "string"
_LANG_STRING = PREFIXES["rdf"] + "langString"
_BARE = {
    PREFIXES["xsd"] + "integer": re.compile(r"[+-]?[0-9]+"),
    PREFIXES["xsd"] + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    PREFIXES["xsd"] + "double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
    PREFIXES["xsd"] + "boolean": re.compile(r"true|false"),
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_HEAD = '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'


class RowWriter:
    """Writes one result document in pieces.

    Args:
        form: One of ``RESULT_FORMATS``.
        variables: Names of the columns.
    """

    def __init__(self, form: str, variables: Sequence[str]) -> None:
        self._form, self._variables = form, variables
        self._first = True

    def head(self) -> bytes:
        """What comes before the first row."""
        match self._form:
            case "json":
                return f'{{"head":{{"vars":{json.dumps(list(self._variables))}}},"results":{{"bindings":['.encode()
            case "xml":
                names = "".join(f"<variable name={quoteattr(name)}/>" for name in self._variables)
                return f"{_XML_HEAD}<head>{names}</head><results>".encode()
            case "csv":
                return (",".join(self._variables) + "\r\n").encode()
            case _:
                return ("\t".join(f"?{name}" for name in self._variables) + "\n").encode()

    def row(self, cells: Iterable[Cell]) -> bytes:
        """One row, its cells in the order of the columns."""
        match self._form:
            case "json":
                pairs = zip(self._variables, cells, strict=True)
                text = json.dumps(
                    {name: json_term(cell) for name, cell in pairs if cell is not None}, ensure_ascii=False
                )
                comma, self._first = ("" if self._first else ","), False
                return (comma + text).encode()
            case "xml":
                pairs = zip(self._variables, cells, strict=True)
                bindings = (f"<binding name={quoteattr(n)}>{_xml_term(c)}</binding>" for n, c in pairs if c is not None)
                return f"<result>{''.join(bindings)}</result>".encode()
            case "csv":
                return (",".join(map(_csv_cell, cells)) + "\r\n").encode()
            case _:
                return ("\t".join("" if c is None else _tsv_term(c) for c in cells) + "\n").encode()

    def tail(self, *, truncated: bool = False) -> bytes:
        """What comes after the last row; says that rows are missing where the format has a place for it."""
        match self._form:
            case "json":
                return b']},"truncated":true}' if truncated else b"]}}"
            case "xml":
                return b"</results>" + (b"<!-- truncated -->" if truncated else b"") + b"</sparql>"
            case _:
                return b""


def json_term(term: NamedNode | BlankNode | Literal) -> dict[str, str]:
    """A term as the SPARQL JSON results format writes it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    written: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype.value not in {_STRING, _LANG_STRING}:
        written["datatype"] = term.datatype.value
    return written


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot hold, not even escaped; U+FFFD stands for each."""
    return _NOT_XML.sub("\ufffd", text)


def _xml_term(term: NamedNode | BlankNode | Literal) -> str:
    text = escape(xml_text(term.value), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{text}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    if term.datatype.value == _STRING:
        return f"<literal>{text}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{text}</literal>"


def _csv_cell(term: Cell) -> str:
    if term is None:
        return ""
    text = f"_:{term.value}" if isinstance(term, BlankNode) else term.value
    return '"' + text.replace('"', '""') + '"' if any(ch in text for ch in '",\r\n') else text


def _tsv_term(term: NamedNode | BlankNode | Literal) -> str:
    """As Turtle writes a term: numbers and truth values bare, where they are well-formed."""
    if isinstance(term, Literal):
        bare = _BARE.get(term.datatype.value)
        if bare is not None and bare.fullmatch(term.value):
            return term.value
    return str(term).replace("\t", "\\t")


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; what would end a cell or be markup is escaped."""
    lines = ["| " + " | ".join(map(_markdown_cell, columns)) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(map(_markdown_cell, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _markdown_cell(text: str) -> str:
    folded = printable(" ".join(text.split()))
    return "".join("\\" + ch if ch in "\\|`*_<>[]#" else ch for ch in folded)
