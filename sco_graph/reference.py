"""The curated tables of ``data/reference`` as frozen values.

They serve twice: the gazetteer reads names from them, and the graph side writes them to ``id:graph_reference``.  What
the columns mean stands in ``data/reference/README.md``.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from sco_graph.errors import ResourceError
from sco_graph.resources import reference_dir

_Row = Mapping[str, str]
_T = TypeVar("_T")

MEMBERSHIP_TERMS: Mapping[str, str] = MappingProxyType(
    {"full_member": "FullMember", "observer": "Observer", "dialogue_partner": "DialoguePartner"}
)
"""Status in the table -> local name of the individual in ``sco:``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row has.

    Attributes:
        id: Local name in ``id:``.
        label: The name to show.
        alt_labels: Other names, in the table's order.
        sources: Where the row was read.
        confidence: ``two_sources``, ``one_source`` or ``own_knowledge``.
        wikidata: Q-id, or None.
    """

    id: str
    label: str
    alt_labels: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = "own_knowledge"
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Record):
    """A country; ``demonyms`` are its adjectives and its people's names."""

    demonyms: tuple[str, ...] = ()
    iso3166: str | None = None
    capital: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """A city, region, venue, ...; ``lat`` and ``long`` are WGS 84 degrees."""

    kind: str
    located_in: str | None = None
    lat: float | None = None
    long: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Record):
    """An organisation or one of its organs (``type`` tells)."""

    type: str
    kind: str
    body_of: str | None = None
    established: str | None = None
    headquarters: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Record):
    """A recurring event; ``event_type`` is the class of one edition."""

    event_type: str
    organized_by: str | None = None
    established: str | None = None
    frequency: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """One edition of a series, or an event that stands alone."""

    type: str
    series: str | None = None
    edition: int | None = None
    start: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    organized_by: str | None = None
    code_name: str | None = None
    participants: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """A document."""

    type: str
    adopted_on: str | None = None
    place: str | None = None
    adopted_at: str | None = None
    adopted_by: str | None = None
    entered_into_force: str | None = None
    parties: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One state's standing in one organisation over one span of time; ``status`` is a ``sco:`` individual."""

    id: str
    organization: str
    state: str
    status: str
    start: str
    until: str | None
    decided: str | None
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One office of a person over one span of time."""

    id: str
    position: str
    represents: str
    start: str | None
    until: str | None
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A named person with the offices held, in the table's order."""

    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Record):
    """A subject of the closed list, or ``three_evils``."""

    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """All tables."""

    states: tuple[State, ...]
    places: tuple[Place, ...]
    organizations: tuple[Organization, ...]
    series: tuple[Series, ...]
    events: tuple[Event, ...]
    agreements: tuple[Agreement, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    memberships: tuple[Membership, ...]
    by_id: Mapping[str, Record]
    """Local name -> row, over all tables but memberships."""


@functools.cache
def load_reference() -> Reference:
    """Read the tables that ship with the installation (once).

    Raises:
        ResourceError: if a table is missing or malformed.
    """
    return read_reference(reference_dir())


def read_reference(folder: Path) -> Reference:
    """Read the tables of a folder.

    Args:
        folder: Holds ``states.csv`` and its companions.

    Raises:
        ResourceError: if a table is missing or malformed.
    """
    states = _table(folder, "states", _state)
    places = _table(folder, "places", _place)
    organizations = _table(folder, "organizations", _organization)
    series = _table(folder, "series", _series)
    events = _table(folder, "events", _event)
    agreements = _table(folder, "agreements", _agreement)
    topics = _table(folder, "topics", _topic)
    people = tuple(_people(_table(folder, "people", _term)))
    memberships = _table(folder, "memberships", _membership)
    tables: Iterable[tuple[Record, ...]]
    tables = (states, places, organizations, series, events, agreements, people, topics)
    by_id: dict[str, Record] = {}
    for row in (row for table in tables for row in table):
        if row.id in by_id:
            raise ResourceError(f"{folder}: the id {row.id} is used twice: give one of the rows another")
        by_id[row.id] = row
    return Reference(
        states, places, organizations, series, events, agreements, people, topics, memberships, MappingProxyType(by_id)
    )


def _table(folder: Path, name: str, convert: Callable[[_Row], _T]) -> tuple[_T, ...]:
    path = folder / f"{name}.csv"
    rows: list[_T] = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for row in reader:
                if None in row or None in row.values():
                    raise ResourceError(f"{path}:{reader.line_num}: the row has not as many fields as the header")
                rows.append(convert(row))
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError) as error:
        raise ResourceError(f"{path}: cannot be read as a reference table: {error!r}") from error
    return tuple(rows)


def _many(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _common(row: _Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "label": row["label"],
        "alt_labels": _many(row["alt_labels"]),
        "sources": _many(row["source"]),
        "confidence": row["confidence"],
        "wikidata": row.get("wikidata") or None,
    }


def _state(row: _Row) -> State:
    return State(
        **_common(row),  # type: ignore[arg-type]
        demonyms=_many(row["demonyms"]),
        iso3166=row["iso3166_alpha2"] or None,
        capital=row["capital"] or None,
    )


def _place(row: _Row) -> Place:
    return Place(
        **_common(row),  # type: ignore[arg-type]
        kind=row["kind"],
        located_in=row["located_in"] or None,
        lat=_number(row["lat"]),
        long=_number(row["long"]),
    )


def _organization(row: _Row) -> Organization:
    return Organization(
        **_common(row),  # type: ignore[arg-type]
        type=row["class"],
        kind=row["kind"],
        body_of=row["body_of"] or None,
        established=row["established"] or None,
        headquarters=row["headquarters"] or None,
    )


def _series(row: _Row) -> Series:
    return Series(
        **_common(row),  # type: ignore[arg-type]
        event_type=row["class"],
        organized_by=row["organized_by"] or None,
        established=row["established"] or None,
        frequency=row["frequency"] or None,
        topics=_many(row["topics"]),
    )


def _event(row: _Row) -> Event:
    return Event(
        **_common(row),  # type: ignore[arg-type]
        type=row["class"],
        series=row["series"] or None,
        edition=int(row["edition"]) if row["edition"] else None,
        start=row["start"] or None,
        end=row["end"] or None,
        places=_many(row["place"]),
        organized_by=row["organized_by"] or None,
        code_name=row["code_name"] or None,
        participants=_many(row["participants"]),
        topics=_many(row["topics"]),
        documents=_many(row["documents"]),
    )


def _agreement(row: _Row) -> Agreement:
    return Agreement(
        **_common(row),  # type: ignore[arg-type]
        type=row["class"],
        adopted_on=row["signed_on"] or None,
        place=row["place"] or None,
        adopted_at=row["adopted_at"] or None,
        adopted_by=row["adopted_by"] or None,
        entered_into_force=row["entry_into_force"] or None,
        parties=_many(row["parties"]),
        topics=_many(row["topics"]),
    )


def _topic(row: _Row) -> Topic:
    return Topic(**_common(row), broader=row["broader"] or None)  # type: ignore[arg-type]


def _membership(row: _Row) -> Membership:
    return Membership(
        id=row["id"],
        organization=row["organization"],
        state=row["state"],
        status=MEMBERSHIP_TERMS[row["status"]],
        start=row["from"],
        until=row["until"] or None,
        decided=row["decided"] or None,
        sources=_many(row["source"]),
        confidence=row["confidence"],
    )


def _term(row: _Row) -> tuple[str, str, tuple[str, ...], Term]:
    term = Term(
        id=row["term_id"],
        position=row["position"],
        represents=row["represents"],
        start=row["from"] or None,
        until=row["until"] or None,
        sources=_many(row["source"]),
        confidence=row["confidence"],
    )
    return row["person"], row["label"], _many(row["alt_labels"]), term


def _people(rows: Iterable[tuple[str, str, tuple[str, ...], Term]]) -> Iterator[Person]:
    """Gather the terms of office by person."""
    terms: dict[str, list[Term]] = {}
    names: dict[str, tuple[str, tuple[str, ...]]] = {}
    for person, label, alt_labels, term in rows:
        terms.setdefault(person, []).append(term)
        names.setdefault(person, (label, alt_labels))
    for person, held in terms.items():
        label, alt_labels = names[person]
        sources = tuple(dict.fromkeys(source for term in held for source in term.sources))
        yield Person(id=person, label=label, alt_labels=alt_labels, sources=sources, terms=tuple(held))
