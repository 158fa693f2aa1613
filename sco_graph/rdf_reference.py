"""The curated tables as quads of ``id:graph_reference``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from sco_graph.iris import REFERENCE_GRAPH
from sco_graph.model import STANDINGS, is_a
from sco_graph.rdf_terms import address, classes, decimal, term, text, thing, value_term
from sco_graph.rdf_terms import date as date_term
from sco_graph.reference import (
    Agreement,
    Event,
    Membership,
    Organization,
    Person,
    Place,
    Record,
    Reference,
    Series,
    State,
    Topic,
    load_reference,
)

_GRAPH = NamedNode(REFERENCE_GRAPH)
_Value = str | int | None | tuple[str, ...]


def reference_quads(reference: Reference | None = None) -> Iterator[Quad]:
    """Write the curated tables as quads.

    A person's offices are said twice: flat, as an article says them (``sco:position``, ``sco:represents``), and with
    their spans as schema:OrganizationRole, the standard term for one person's office over one time.

    Args:
        reference: The tables; by default those that ship with the installation.
    """
    tables = reference or load_reference()
    for record in tables.by_id.values():
        yield from _record(record)
    for membership in tables.memberships:
        yield from _membership(membership)


def _record(record: Record) -> Iterator[Quad]:
    subject = thing(record.id)
    for cls in classes(_class_of(record)):
        yield Quad(subject, term("rdf:type"), cls, _GRAPH)
    yield Quad(subject, term("rdfs:label"), text(record.label), _GRAPH)
    for label in dict.fromkeys(record.alt_labels):
        yield Quad(subject, term("skos:altLabel"), text(label), _GRAPH)
    if record.wikidata:
        yield Quad(subject, term("skos:exactMatch"), term(f"wd:{record.wikidata}"), _GRAPH)
    yield from _sources(subject, record.sources)
    for predicate, value in _facts(record):
        for single in value if isinstance(value, tuple) else (value,):
            if single is not None:
                yield Quad(subject, term(f"sco:{predicate}"), value_term(predicate, str(single)), _GRAPH)
    yield from _extras(record)


def _class_of(record: Record) -> str:
    match record:
        case Organization() | Event() | Agreement():
            return record.type
        case Series():
            return "EventSeries"
        case State() | Place() | Person() | Topic():
            return type(record).__name__
        case _:
            raise AssertionError(f"a table of {type(record).__name__} has no class")


def _sources(subject: NamedNode, sources: Iterable[str]) -> Iterator[Quad]:
    for source in sources:
        yield Quad(subject, term("dcterms:source"), address(source), _GRAPH)


def _facts(record: Record) -> Iterator[tuple[str, _Value]]:
    match record:
        case Place():
            yield "locatedIn", record.located_in
        case Organization():
            yield "bodyOf", record.body_of
            yield "established", record.established
            yield "headquarters", record.headquarters
        case Series():
            yield "organizedBy", record.organized_by
            yield "established", record.established
            yield "frequency", record.frequency
            yield "topic", record.topics
        case Event():
            yield from _event_facts(record)
        case Agreement():
            yield from _agreement_facts(record)
        case Person():
            yield "position", tuple(dict.fromkeys(held.position for held in record.terms))
            yield "represents", tuple(dict.fromkeys(held.represents for held in record.terms))


def _event_facts(event: Event) -> Iterator[tuple[str, _Value]]:
    yield "inSeries", event.series
    yield "edition", event.edition
    yield "startDate", event.start
    yield "endDate", event.end
    yield "place", event.places
    yield "organizedBy", event.organized_by
    yield "codeName", event.code_name if is_a(event.type, "Exercise") else None
    yield "participant", event.participants
    yield "topic", event.topics


def _agreement_facts(agreement: Agreement) -> Iterator[tuple[str, _Value]]:
    yield "adoptedOn", agreement.adopted_on
    yield "place", agreement.place
    yield "adoptedAt", agreement.adopted_at
    yield "adoptedBy", agreement.adopted_by
    yield "enteredIntoForce", agreement.entered_into_force
    yield "party", agreement.parties
    yield "topic", agreement.topics


def _extras(record: Record) -> Iterator[Quad]:
    """What a row says beyond the properties of ``sco:``."""
    subject = thing(record.id)
    match record:
        case Place(lat=float() as lat, long=float() as long):
            yield Quad(subject, term("geo:lat"), decimal(lat), _GRAPH)
            yield Quad(subject, term("geo:long"), decimal(long), _GRAPH)
        case Event():
            # The column is the inverse of an agreement's adoptedAt.
            for document in record.documents:
                yield Quad(thing(document), term("sco:adoptedAt"), subject, _GRAPH)
        case Topic():
            yield Quad(subject, term("rdf:type"), term("skos:Concept"), _GRAPH)
            if record.broader:
                yield Quad(thing(record.broader), term("skos:narrower"), subject, _GRAPH)
        case Person():
            for held in record.terms:
                role = thing(held.id)
                yield Quad(subject, term("schema:memberOf"), role, _GRAPH)
                yield Quad(role, term("rdf:type"), term("schema:OrganizationRole"), _GRAPH)
                yield Quad(role, term("schema:roleName"), text(held.position), _GRAPH)
                yield Quad(role, term("schema:memberOf"), thing(held.represents), _GRAPH)
                yield from _span(role, ("schema:startDate", "schema:endDate"), held.start, held.until)
                yield from _sources(role, held.sources)


def _span(node: NamedNode, predicates: tuple[str, str], first: str | None, last: str | None) -> Iterator[Quad]:
    for predicate, iso in zip(predicates, (first, last), strict=True):
        if iso:
            literal: Literal = date_term(iso)
            yield Quad(node, term(predicate), literal, _GRAPH)


def _membership(membership: Membership) -> Iterator[Quad]:
    node, organization, state = thing(membership.id), thing(membership.organization), thing(membership.state)
    yield Quad(node, term("rdf:type"), term("sco:Membership"), _GRAPH)
    yield Quad(node, term("sco:member"), state, _GRAPH)
    yield Quad(node, term("sco:organization"), organization, _GRAPH)
    yield Quad(node, term("sco:status"), term(f"sco:{membership.status}"), _GRAPH)
    yield from _span(node, ("sco:from", "sco:until"), membership.start, membership.until)
    yield from _sources(node, membership.sources)
    if membership.until is None:
        yield Quad(organization, term(f"sco:{STANDINGS[membership.status]}"), state, _GRAPH)
