"""Values that a caller gives to a query, as RDF terms."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from sco_graph.errors import QueryError
from sco_graph.iris import PREFIXES, SCO, expand, local_name
from sco_graph.model import CLASSES, PROPERTIES
from sco_graph.rdf_terms import clean, date, decimal, integer, thing
from sco_graph.result_values import Iri
from sco_graph.sparql import Term

TYPES = frozenset({"thing", "date", "year", "integer", "number", "text", "iri", "class", "property"})
"""What a parameter of a named query can be."""

_LOCAL = re.compile(r"[\w.~-]+")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_RDF_PREDICATES = {"type": "rdf:type", "label": "rdfs:label"}


def plain_thing(name: str) -> NamedNode:
    """The IRI of a thing by local name (``Beijing``), prefixed name, IRI, or else by the name that it would mint."""
    text = name.strip()
    if _is_iri(text):
        return _iri("thing", text)
    return thing(text if _LOCAL.fullmatch(text) else local_name(text))


def _is_iri(text: str) -> bool:
    prefix, colon, _ = text.partition(":")
    return bool(colon) and (prefix in PREFIXES or "://" in text) and _IRI.fullmatch(text) is not None


def _iri(name: str, text: str) -> NamedNode:
    try:
        return NamedNode(expand(text))
    except ValueError as error:
        raise QueryError(f"{name} must be an IRI or a prefixed name, not {text!r}") from error


def typed_term(name: str, kind: str, value: Any, resolve: Callable[[str], NamedNode]) -> Term:
    """The term of a parameter's value.

    Args:
        name: The parameter's name, for the message.
        kind: One of ``TYPES``.
        value: As text or as a Python value.
        resolve: Finds the IRI of a thing by its name.

    Raises:
        QueryError: if the value is not of that type.
    """
    if isinstance(value, (NamedNode, Literal)):
        return value
    text = value.isoformat() if isinstance(value, dt.date) else str(value).strip()
    if kind == "thing":
        return resolve(text)
    convert = _CONVERT.get(kind)
    return convert(name, kind, text) if convert else Literal(clean(str(value)))


def _date(name: str, kind: str, text: str) -> Term:
    if not _DATE.fullmatch(text) or (kind == "year" and len(text) != 4):
        wanted = "a year (2016)" if kind == "year" else "a date (2016-01-31, 2016-01 or 2016)"
        raise QueryError(f"{name} must be {wanted}, not {text!r}")
    try:
        dt.date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError as error:
        raise QueryError(f"{name}: the calendar has no {text}") from error
    return date(text)


def _number(name: str, kind: str, text: str) -> Term:
    try:
        return integer(text) if kind == "integer" else decimal(_finite(float(text)))
    except (ValueError, OverflowError) as error:
        raise QueryError(f"{name} must be {'a whole' if kind == 'integer' else 'a'} number, not {text!r}") from error


def _finite(number: float) -> float:
    """The number, if it is one.

    Raises:
        ValueError: if it is infinite or NaN.
    """
    if not math.isfinite(number):
        raise ValueError(number)
    return number


def _vocabulary(name: str, kind: str, text: str) -> Term:
    if _is_iri(text):
        return _iri(name, text)
    known = CLASSES if kind == "class" else PROPERTIES
    if text in known:
        return NamedNode(SCO + text)
    if kind == "property" and text in _RDF_PREDICATES:
        return NamedNode(expand(_RDF_PREDICATES[text]))
    raise QueryError(f"{name}: the vocabulary has no {kind} {text!r}: take one of {', '.join(sorted(known))}")


_CONVERT: dict[str, Callable[[str, str, str], Term]] = {
    "date": _date,
    "year": _date,
    "integer": _number,
    "number": _number,
    "iri": lambda name, _, text: _iri(name, text),
    "class": _vocabulary,
    "property": _vocabulary,
}


def loose_term(name: str, value: Any) -> Term:
    """The term of a value for a query that declares no types: by the value's own type.

    Text that is an IRI or a prefixed name of ours (``id:Beijing``) is one; other text is a string.

    Raises:
        QueryError: if there is no term for such a value.
    """
    match value:
        case NamedNode() | BlankNode() | Literal():
            return value
        case bool() | int() | float():
            return Literal(value)
        case dt.datetime():
            return Literal(value.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "dateTime"))
        case dt.date():
            return date(value.isoformat())
        case Iri():
            return _iri(name, value)
        case str():
            return _iri(name, value) if _is_iri(value) else Literal(clean(value))
        case _:
            raise QueryError(f"{name}: a {type(value).__name__} cannot be bound: give text, a number, a date or a term")
