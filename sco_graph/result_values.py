"""RDF terms as Python values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from sco_graph.iris import PREFIXES, shorten

_XSD = PREFIXES["xsd"]
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


class Iri(str):
    """An IRI: the whole of it, as text; ``short`` writes it with a known prefix (``id:Beijing``)."""

    __slots__ = ()

    @property
    def short(self) -> str:
        """With a prefix, where one is known."""
        return shorten(str(self))


_CONVERT: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(
        (_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")),
        int,
    ),
    **dict.fromkeys((_XSD + name for name in ("decimal", "double", "float")), float),
    _XSD + "boolean": lambda text: text in {"true", "1"},
    _XSD + "date": dt.date.fromisoformat,
    _XSD + "dateTime": dt.datetime.fromisoformat,
}


def python_value(term: NamedNode | BlankNode | Literal | Triple | None) -> Any:
    """A term as a Python value; a literal that is malformed for its type stays text."""
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if isinstance(term, Literal):
        return literal_value(term.value, term.datatype.value)
    return None if term is None else str(term)


def literal_value(text: str, datatype: str) -> Any:
    """The Python value of a literal."""
    convert = _CONVERT.get(datatype)
    if convert is None:
        return text
    try:
        return convert(text)
    except ValueError:
        return text


def unescaped(text: str) -> str:
    """The text that Turtle and SPARQL TSV write between the quotes of a literal."""
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def _unescape(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return _ESCAPED.get(match[3], match[3])
