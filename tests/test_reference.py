"""The reference tables: what they hold and that they hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_graph.errors import ResourceError
from sco_graph.model import CLASSES, TOPICS
from sco_graph.reference import load_reference, read_reference
from sco_graph.resources import reference_dir

REFERENCE = load_reference()
ISO = re.compile(r"(18|19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def references() -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Each reference from one row to another: row, column, table names it may point to, id."""
    for state in REFERENCE.states:
        yield from ((state.id, "capital", ("places", "states"), i) for i in filter(None, [state.capital]))
    for place in REFERENCE.places:
        yield from ((place.id, "located_in", ("places", "states"), i) for i in filter(None, [place.located_in]))
    for body in REFERENCE.organizations:
        yield from ((body.id, "body_of", ("organizations",), i) for i in filter(None, [body.body_of]))
        yield from ((body.id, "headquarters", ("places", "states"), i) for i in filter(None, [body.headquarters]))
    for series in REFERENCE.series:
        yield from ((series.id, "organized_by", ("organizations",), i) for i in filter(None, [series.organized_by]))
    for event in REFERENCE.events:
        yield from ((event.id, "series", ("series",), i) for i in filter(None, [event.series]))
        yield from ((event.id, "place", ("places", "states"), i) for i in event.places)
        yield from ((event.id, "organized_by", ("organizations",), i) for i in filter(None, [event.organized_by]))
        yield from ((event.id, "participants", ("states", "organizations", "people"), i) for i in event.participants)
        yield from ((event.id, "documents", ("agreements",), i) for i in event.documents)
    for document in REFERENCE.agreements:
        yield from ((document.id, "place", ("places",), i) for i in filter(None, [document.place]))
        yield from ((document.id, "adopted_at", ("events",), i) for i in filter(None, [document.adopted_at]))
        yield from ((document.id, "adopted_by", ("organizations",), i) for i in filter(None, [document.adopted_by]))
        yield from ((document.id, "parties", ("states", "organizations"), i) for i in document.parties)
    for membership in REFERENCE.memberships:
        yield membership.id, "organization", ("organizations",), membership.organization
        yield membership.id, "state", ("states",), membership.state
    for person in REFERENCE.people:
        yield from ((t.id, "represents", ("states", "organizations"), t.represents) for t in person.terms)
    for topic in REFERENCE.topics:
        yield from ((topic.id, "broader", ("topics",), i) for i in filter(None, [topic.broader]))


def dates() -> Iterator[tuple[str, str]]:
    """Each date with the id of its row."""
    yield from ((row.id, row.established) for row in REFERENCE.organizations if row.established)
    yield from ((row.id, row.established) for row in REFERENCE.series if row.established)
    for event in REFERENCE.events:
        yield from ((event.id, d) for d in filter(None, [event.start, event.end]))
    for document in REFERENCE.agreements:
        yield from ((document.id, d) for d in filter(None, [document.adopted_on, document.entered_into_force]))
    for row in REFERENCE.memberships:
        yield from ((row.id, d) for d in filter(None, [row.start, row.until, row.decided]))
    for person in REFERENCE.people:
        yield from ((t.id, d) for t in person.terms for d in filter(None, [t.start, t.until]))


def test_references_resolve() -> None:
    """Every id that a row names is a row of the table it should be in."""
    ids = {
        name: {row.id for row in getattr(REFERENCE, name)}
        for name in ("states", "places", "organizations", "events", "agreements", "series", "people", "topics")
    }
    found = [(row, column, i, any(i in ids[t] for t in tables)) for row, column, tables, i in references()]
    assert [(row, column, i) for row, column, i, known in found if not known] == []


def test_dates_are_iso_at_their_precision() -> None:
    """A date is YYYY, YYYY-MM or YYYY-MM-DD."""
    assert [(row, date) for row, date in dates() if not ISO.fullmatch(date)] == []


def test_spans_do_not_run_backwards() -> None:
    """No event ends before it starts, no status or office either."""
    spans = [(event.id, event.start, event.end) for event in REFERENCE.events]
    spans += [(row.id, row.start, row.until) for row in REFERENCE.memberships]
    spans += [(term.id, term.start, term.until) for person in REFERENCE.people for term in person.terms]
    assert [span for span in spans if span[1] and span[2] and span[2] < span[1][: len(span[2])]] == []


def test_topics_are_the_closed_list() -> None:
    """The table holds the closed list and the group of the three evils; no row names another topic."""
    assert {topic.id for topic in REFERENCE.topics} == TOPICS | {"three_evils"}
    used = [row.topics for row in REFERENCE.events]
    used += [row.topics for row in REFERENCE.series] + [row.topics for row in REFERENCE.agreements]
    assert {topic for topics in used for topic in topics} <= TOPICS


def test_classes_are_those_of_the_vocabulary() -> None:
    """Each class that a row gives exists."""
    given = {row.type for row in REFERENCE.organizations} | {row.type for row in REFERENCE.events}
    given |= {row.type for row in REFERENCE.agreements} | {row.event_type for row in REFERENCE.series}
    assert given <= CLASSES.keys()


def test_an_event_and_its_documents_name_each_other() -> None:
    """``documents`` of an event is the inverse of ``adopted_at`` of an agreement."""
    from_events = {(event.id, document) for event in REFERENCE.events for document in event.documents}
    from_documents = {(row.adopted_at, row.id) for row in REFERENCE.agreements if row.adopted_at}
    assert from_events == from_documents


def test_one_edition_of_a_series_has_one_row() -> None:
    """No series has two rows with one edition number."""
    editions = [(event.series, event.edition) for event in REFERENCE.events if event.series and event.edition]
    assert len(editions) == len(set(editions))


@pytest.mark.parametrize(
    ("place", "lat", "long"), [("Beijing", 39.9, 116.4), ("Tashkent", 41.3, 69.2), ("Kashgar", 39.5, 76.0)]
)
def test_coordinates_are_degrees_of_the_right_place(place: str, lat: float, long: float) -> None:
    """Latitude comes first; a few well-known cities lie where they lie."""
    row = next(row for row in REFERENCE.places if row.id == place)
    assert [row.lat, row.long] == pytest.approx([lat, long], abs=0.1)


def test_a_person_has_all_terms_of_office() -> None:
    """Rows of one person become one value with several terms."""
    shoigu = next(person for person in REFERENCE.people if person.id == "Sergei_Shoigu")
    assert [term.position for term in shoigu.terms] == ["Defence Minister", "Secretary of the Security Council"]


def test_membership_status_is_a_term_of_the_vocabulary() -> None:
    """The table's words become the names of individuals."""
    assert {row.status for row in REFERENCE.memberships} == {"FullMember", "Observer", "DialoguePartner"}


def _copy(folder: Path) -> Path:
    for path in reference_dir().glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_row_with_a_stray_comma_is_named_by_line(tmp_path: Path) -> None:
    """A row with more fields than the header is refused with its file and line, not read askew."""
    table = _copy(tmp_path) / "topics.csv"
    table.write_bytes(table.read_bytes() + b"a,b,c,d,e,f,g,h,i,j,k\r\n")
    lines = table.read_bytes().count(b"\n")
    with pytest.raises(ResourceError, match=rf"topics\.csv:{lines}: "):
        read_reference(tmp_path)


def test_a_missing_table_is_an_error_of_ours(tmp_path: Path) -> None:
    """A folder without the tables raises ResourceError."""
    with pytest.raises(ResourceError, match=r"states\.csv"):
        read_reference(tmp_path)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    """Ids are unique over all tables."""
    table = _copy(tmp_path) / "states.csv"
    table.write_bytes(table.read_bytes() + table.read_bytes().splitlines(keepends=True)[1])
    with pytest.raises(ResourceError, match="used twice"):
        read_reference(tmp_path)
