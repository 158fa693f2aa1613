"""What tells a thing from another, gathered from what an article says of it or from the reference tables.

``blocking_keys`` names the groups that a thing belongs to: only things that share a key can be one, so that comparing
stays cheap, and a group-by on the same keys spreads it over many machines.  What has exact dates is compared with its
like within the day, and with what has none within the year: so groups do not grow with the number of articles, unless
many tell no day.
"""

from __future__ import annotations

import calendar
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sco_graph.formats import SUMMITS, code_base, formats, title_words
from sco_graph.gazetteer import class_of
from sco_graph.model import Extraction, is_a
from sco_graph.names import name_key, person_key
from sco_graph.reference import (
    Agreement,
    Event,
    Organization,
    Person,
    Place,
    Record,
    Reference,
    Series,
    load_reference,
)

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from ``first`` to ``last`` (proleptic ordinals); ``exact`` if the source gave the very days."""

    first: int
    last: int
    exact: bool

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it touches."""
        return tuple(range(date.fromordinal(self.first).year, date.fromordinal(self.last).year + 1))

    @property
    def short(self) -> bool:
        """Whether it tells the very days, and few of them."""
        return self.exact and self.last - self.first < _MONTH


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What is known of one thing.

    Attributes:
        id: Its local name.
        type: Its most specific class.
        names: Label and other names.
        known: Whether it is from the reference tables.
        series: Event series that it is in.
        owners: Organisations that hold, adopt or own it; of a person, what the person represents.
        editions: Numbers in the series, as digits.
        spans: When it was held or adopted, one a source.
        near: Around when articles speak of it, for what has no date of its own.
        places: Where.
        participants: Of an event.
        code_names: Of an exercise.
        events: At which a document was adopted.
        parties: Of a document.
        topics: Of an event or document.
        positions: Of a person.
    """

    id: str
    type: str
    names: frozenset[str]
    known: bool = False
    series: frozenset[str] = NOTHING
    owners: frozenset[str] = NOTHING
    editions: frozenset[str] = NOTHING
    spans: tuple[Span, ...] = ()
    near: tuple[Span, ...] = ()
    places: frozenset[str] = NOTHING
    participants: frozenset[str] = NOTHING
    code_names: frozenset[str] = NOTHING
    events: frozenset[str] = NOTHING
    parties: frozenset[str] = NOTHING
    topics: frozenset[str] = NOTHING
    positions: frozenset[str] = NOTHING

    @property
    def years(self) -> tuple[int, ...]:
        """The years that its dates touch, sorted."""
        return tuple(sorted({year for span in self.spans for year in span.years}))

    @property
    def exact(self) -> bool:
        """Whether every source gave the very days, and few of them."""
        return bool(self.spans) and all(span.short for span in self.spans)

    @property
    def family(self) -> str:
        """The broad class within which things are compared."""
        return next((f for f in FAMILIES if is_a(self.type, f)), self.type)


_MONTH = 31
_COARSE = "~"  # marks a group in which things with exact dates are not compared with their like

FAMILIES = ("Event", "EventSeries", "Agreement", "Person", "Organization", "State", "Place")

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def span(start: str | None, end: str | None = None) -> Span | None:
    """The days that ISO dates cover; None if there is none, or none that the calendar knows.

    Args:
        start: First day, month or year.
        end: Last day, month or year; None for the same.
    """
    first, last = _days(start or end), _days(end or start)
    if first is None or last is None:
        return None
    exact = first[0] == first[1] and last[0] == last[1]
    return Span(min(first[0], last[0]), max(first[1], last[1]), exact)


def _days(text: str | None) -> tuple[int, int] | None:
    match = _ISO.fullmatch(text or "")
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


@functools.cache
def around(place: str) -> frozenset[str] | None:
    """What a place lies in, by the reference tables; None if they do not know it."""
    by_id = load_reference().by_id
    record = by_id.get(place)
    if record is None:
        return None
    found: set[str] = set()
    while isinstance(record, Place) and record.located_in:
        found.add(record.located_in)
        record = by_id.get(record.located_in)
    return frozenset(found)


def blocking_keys(thing: Descriptor) -> Iterator[str]:
    """The groups within which a thing may find itself again; equal things share at least one."""
    family = thing.family
    if family == "Event":
        kinds = thing.series | formats(thing.names)
        kinds |= {"summit"} if kinds & SUMMITS else NOTHING
        yield from (f"event|{kind}|{edition}" for kind in kinds for edition in thing.editions)
        named = thing.series if thing.type == "Exercise" and not thing.code_names else NOTHING
        codes = thing.code_names.union(series.replace("_", " ") for series in named)
        yield from sorted({f"event|code|{code_base(name)}" for name in codes})
        wider = kinds.union(thing.places, *(around(place) or NOTHING for place in thing.places))
        yield from (f"event|{time}|{word}" for time in _times(thing) for word in wider)
    elif family == "Agreement":
        yield from (f"agreement|{event}" for event in thing.events)
        titles = {title_words(name) for name in thing.names} - {NOTHING}
        yield from (f"agreement|{_COARSE}|{' '.join(sorted(words))}" for words in titles)
        words = frozenset({thing.type}).union(*titles)
        yield from (f"agreement|{time}|{word}" for time in _times(thing) for word in words)
    elif family == "Person":
        keys = [person_key(name).split() for name in thing.names]
        yield from {f"person|{words[i]}" for words in keys if words for i in (0, -1)}
    else:
        yield from sorted({f"{family}|{name_key(name)}" for name in thing.names} - {f"{family}|"})


def _times(thing: Descriptor) -> Iterator[str]:
    """The days of exact dates, with a day after as reports differ; and the years of everything."""
    days = {day for span in thing.spans if span.short for day in range(span.first, span.last + 2)}
    yield from map(str, sorted(days))
    years = thing.years or sorted({year for span in thing.near for year in span.years})
    yield from (f"{_COARSE}{year}" for year in years)


def pairs(key: str, things: Iterable[Descriptor]) -> Iterator[tuple[Descriptor, Descriptor]]:
    """The pairs of things that are to be compared as they share a blocking key, each pair in the order of names."""
    ordered = sorted(things, key=lambda thing: thing.id)
    if f"|{_COARSE}" not in key:
        yield from itertools.combinations(ordered, 2)
        return
    vague = [thing for thing in ordered if not thing.exact]
    yield from itertools.combinations(vague, 2)
    for one, other in itertools.product(vague, (thing for thing in ordered if thing.exact)):
        yield (one, other) if one.id < other.id else (other, one)


def of_extractions(extractions: Iterable[Extraction]) -> dict[str, Descriptor]:
    """Gather what articles say of each thing, by local name."""
    types: dict[str, str] = {}
    names: dict[str, set[str]] = defaultdict(set)
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    spans: dict[str, set[Span]] = defaultdict(set)
    near: dict[str, set[Span]] = defaultdict(set)
    for extraction in extractions:
        for entity in extraction.entities:
            old = types.get(entity.id)
            if old is None or is_a(entity.type, old) or (not is_a(old, entity.type) and entity.type < old):
                types[entity.id] = entity.type
            names[entity.id].update((entity.label, *entity.alt_labels))
            if is_a(entity.type, "Event"):
                near[entity.id].update(_report(extraction.article.issued))
        for subject, found in _spans(extraction).items():
            spans[subject].update(found)
        for fact in extraction.facts:
            values[fact.subject, fact.predicate].add(fact.value)

    def get(thing: str, *predicates: str) -> frozenset[str]:
        return frozenset(value for predicate in predicates for value in values.get((thing, predicate), ()))

    return {
        thing: Descriptor(
            id=thing,
            type=cls,
            names=frozenset(names[thing]),
            series=get(thing, "inSeries"),
            owners=get(thing, "organizedBy", "adoptedBy", "bodyOf", "represents"),
            editions=get(thing, "edition"),
            near=tuple(sorted(near[thing])),
            spans=tuple(sorted(spans[thing])) or _named_year(names[thing] | get(thing, "codeName")),
            places=get(thing, "place", "locatedIn"),
            participants=get(thing, "participant"),
            code_names=get(thing, "codeName"),
            events=get(thing, "adoptedAt"),
            parties=get(thing, "party"),
            topics=get(thing, "topic"),
            positions=get(thing, "position"),
        )
        for thing, cls in sorted(types.items())
    }


def _spans(extraction: Extraction) -> Mapping[str, set[Span]]:
    dates: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in extraction.facts:
        if fact.predicate in ("startDate", "endDate", "adoptedOn"):
            dates[fact.subject][fact.predicate].append(fact.value)
    out: dict[str, set[Span]] = {}
    for subject, by in dates.items():
        starts = sorted(by["startDate"] or by["adoptedOn"])
        ends = sorted(by["endDate"])
        found = [span(start, ends[-1] if ends else None) for start in starts] or [span(None, end) for end in ends]
        out[subject] = {s for s in found if s is not None}
    return out


_HALF_YEAR = 183


def _report(issued: str | None) -> tuple[Span, ...]:
    """The time of which an article speaks when it says no other: half a year before and after its day."""
    day = span(issued)
    return (Span(day.first - _HALF_YEAR, day.last + _HALF_YEAR, exact=False),) if day is not None and day.exact else ()


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _named_year(names: Iterable[str]) -> tuple[Span, ...]:
    """The one year that names tell ("Peace Mission 2014"), for what has no other date."""
    years = {year for name in names for year in _YEAR.findall(name)}
    found = span(years.pop()) if len(years) == 1 else None
    return (found,) if found else ()


def of_reference(reference: Reference) -> dict[str, Descriptor]:
    """Describe the events, documents, series, people, organisations and places of the tables."""
    return {record.id: _of_record(record) for record in reference.by_id.values() if class_of(record) != "Topic"}


def _of_record(record: Record) -> Descriptor:
    names = frozenset((record.label, *record.alt_labels))
    base = Descriptor(record.id, class_of(record), names, known=True)
    if isinstance(record, Event):
        held = span(record.start, record.end)
        return replace(
            base,
            series=_set(record.series),
            owners=_set(record.organized_by),
            editions=_set(str(record.edition) if record.edition else None),
            spans=(held,) if held else (),
            places=frozenset(record.places),
            code_names=_set(record.code_name),
            topics=frozenset(record.topics),
        )
    if isinstance(record, Agreement):
        made = span(record.adopted_on)
        return replace(
            base,
            owners=_set(record.adopted_by),
            spans=(made,) if made else (),
            events=_set(record.adopted_at),
            parties=frozenset(record.parties),
            topics=frozenset(record.topics),
        )
    if isinstance(record, Person):
        terms = record.terms
        return replace(
            base,
            owners=frozenset(term.represents for term in terms),
            positions=frozenset(term.position for term in terms),
        )
    owner = record.organized_by if isinstance(record, Series) else None
    owner = record.body_of if isinstance(record, Organization) else owner
    places = _set(record.located_in) if isinstance(record, Place) else NOTHING
    return replace(base, owners=_set(owner), places=places)


def _set(value: str | None) -> frozenset[str]:
    return frozenset({value}) if value else NOTHING


@functools.cache
def reference_descriptors() -> Mapping[str, Descriptor]:
    """Descriptors of the tables that ship with the installation (made once)."""
    return of_reference(load_reference())
