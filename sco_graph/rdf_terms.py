"""RDF terms of our vocabulary, built from plain values: IRIs, typed literals, the classes of a thing."""

from __future__ import annotations

import functools
import re
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from sco_graph.iris import ID, PREFIXES, SCO
from sco_graph.model import CLASSES, PROPERTIES, Kind

_XSD = PREFIXES["xsd"]
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_SURROGATES = re.compile("[\ud800-\udfff]")
SAFE = "-._~!$&'()*+,;=:@"
"""What RFC 3987 lets stand in the last part of an IRI of ours; everything else is percent-encoded."""

DECIMAL = NamedNode(_XSD + "decimal")
INTEGER = NamedNode(_XSD + "integer")


@functools.cache
def term(name: str) -> NamedNode:
    """The IRI of a prefixed name of ours: ``rdfs:label``, ``sco:place``."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@functools.lru_cache(maxsize=65_536)
def thing(local: str) -> NamedNode:
    """The IRI of a thing by its local name; what an IRI cannot hold is percent-encoded."""
    return NamedNode(ID + quote(_SURROGATES.sub("\ufffd", local), safe=SAFE))


def clean(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 can hold, by U+FFFD; the length stays."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(clean(value))


def integer(value: int | str) -> Literal:
    """An xsd:integer in its canonical form."""
    return Literal(str(int(value)), datatype=INTEGER)


def decimal(value: float) -> Literal:
    """An xsd:decimal with at most four places and at least one."""
    whole, _, places = f"{value:.4f}".partition(".")
    return Literal(f"{whole}.{places.rstrip('0') or '0'}", datatype=DECIMAL)


def date(iso: str) -> Literal:
    """A date typed by its precision; what is no ISO date stays a plain string, so that validation can name it."""
    if not _DATE.fullmatch(iso):
        return text(iso)
    return Literal(iso, datatype=NamedNode(_XSD + _DATE_TYPES[len(iso)]))


def address(value: str) -> NamedNode | Literal:
    """A web address as an IRI, anything else as text."""
    if value.startswith(("http://", "https://")):
        try:
            return NamedNode(value)
        except ValueError:
            return text(value)
    return text(value)


def value_term(predicate: str, value: str) -> NamedNode | Literal:
    """The RDF term of a fact's value, as the property's kind says."""
    kind = PROPERTIES.get(predicate, Kind.TEXT)
    if kind in (Kind.THING, Kind.TOPIC):
        return thing(value)
    if kind is Kind.TERM:
        return NamedNode(SCO + quote(clean(value), safe=SAFE))
    if kind is Kind.DATE:
        return date(value)
    if kind is Kind.INTEGER and re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        return integer(value)
    return text(value)


@functools.cache
def classes(name: str) -> tuple[NamedNode, ...]:
    """A class and all its superclasses, so that a plain ``?m a sco:Meeting`` finds the summits too."""
    found = [name]
    while (parent := CLASSES[found[-1]]) is not None:
        found.append(parent)
    if "State" in found:
        found.append("Agent")
    return tuple(NamedNode(SCO + cls) for cls in found)
