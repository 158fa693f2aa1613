"""Extractions and the curated tables as RDF."""

from __future__ import annotations

import dataclasses

import pytest
from graphs import TEXT, extraction
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from sco_graph import rdf
from sco_graph.errors import InputError
from sco_graph.iris import ID, PREFIXES, REFERENCE_GRAPH, SCO, article_iri
from sco_graph.model import CLASSES, Article, Entity, Extraction, is_a
from sco_graph.rdf_terms import classes
from sco_graph.reference import load_reference

# mypy: disable-error-code="union-attr"
# A quad may hold a quoted triple, which has no value; none of ours does.

XSD = PREFIXES["xsd"]
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def values(item: Extraction, subject: str, predicate: str) -> set[str]:
    """The values of a subject's property, as N-Triples terms."""
    return {
        str(quad.object)
        for quad in rdf.quads(item)
        if (quad.subject.value, quad.predicate.value) == (subject, predicate)
    }


def test_everything_is_in_the_graph_of_the_article() -> None:
    """A quad outside it could not be withdrawn with the article."""
    assert {NamedNode(article_iri("one"))} == {quad.graph_name for quad in rdf.quads(extraction())}


def test_the_article_says_where_it_comes_from() -> None:
    """Title, date at its precision, publisher, source as an IRI, language and the text itself."""
    node = article_iri("one")
    item = extraction(issued="2014-08")
    assert {'"Title of one"'} == values(item, node, PREFIXES["dcterms"] + "title")
    assert {f'"2014-08"^^<{XSD}gYearMonth>'} == values(item, node, PREFIXES["dcterms"] + "issued")
    assert {'"Agency"'} == values(item, node, PREFIXES["dcterms"] + "publisher")
    assert {"<https://news.test/1>"} == values(item, node, PREFIXES["dcterms"] + "source")
    assert {'"en"'} == values(item, node, PREFIXES["dcterms"] + "language")
    assert {f'"{TEXT}"'} == values(item, node, PREFIXES["schema"] + "articleBody")


@pytest.mark.parametrize(
    ("predicate", "value", "expected"),
    [
        ("startDate", "2012", f'"2012"^^<{XSD}gYear>'),
        ("startDate", "2012-04", f'"2012-04"^^<{XSD}gYearMonth>'),
        ("startDate", "2012-04-11", f'"2012-04-11"^^<{XSD}date>'),
        ("startDate", "spring 2012", '"spring 2012"'),
        ("edition", "007", f'"7"^^<{XSD}integer>'),
        ("codeName", 'Tianshan "II"', '"Tianshan \\"II\\""'),
        ("topic", "terrorism", f"<{ID}terrorism>"),
        ("status", "planned", f"<{SCO}planned>"),
        ("place", "Zhurihe", f"<{ID}Zhurihe>"),
        ("place", "a b<c>", f"<{ID}a%20b%3Cc%3E>"),
    ],
)
def test_a_value_is_typed_as_its_property_says(predicate: str, value: str, expected: str) -> None:
    """Dates by their precision, numbers canonical, things and terms as IRIs; nothing breaks an IRI."""
    item = extraction(facts=(("Peace_Mission_2014", predicate, value),))
    assert {expected} == values(item, ID + "Peace_Mission_2014", SCO + predicate)


def test_evidence_states_its_fact_word_for_word() -> None:
    """Subject, predicate, object, quote, offsets, confidence, rule and what a relative date was counted from."""
    item = extraction(resolved_from="Sunday, from 2014-08-25", confidence=0.875)
    nodes = {quad.subject.value for quad in rdf.quads(item) if "#e-" in quad.subject.value}
    assert 1 == len(nodes)
    (node,) = nodes
    told = {q.predicate.value: str(q.object) for q in rdf.quads(item) if q.subject.value == node}
    expected = {
        PREFIXES["rdf"] + "type": f"<{SCO}Evidence>",
        PREFIXES["rdf"] + "subject": f"<{ID}Peace_Mission_2014>",
        PREFIXES["rdf"] + "predicate": f"<{SCO}startDate>",
        PREFIXES["rdf"] + "object": f'"2014-08-24"^^<{XSD}date>',
        SCO + "quote": f'"{TEXT}"',
        SCO + "start": f'"0"^^<{XSD}integer>',
        SCO + "end": f'"{len(TEXT)}"^^<{XSD}integer>',
        SCO + "confidence": f'"0.875"^^<{XSD}decimal>',
        SCO + "extractedBy": '"test.rule"',
        SCO + "resolvedFrom": '"Sunday, from 2014-08-25"',
    }
    assert expected == told


def test_a_mention_has_a_readable_iri() -> None:
    """Its offsets and its thing are in it, so that two machines mint the same."""
    assert {f"<{ID}Peace_Mission_2014>"} == values(
        extraction(), article_iri("one") + "#m-0-18-Peace_Mission_2014", SCO + "refersTo"
    )


@pytest.mark.parametrize("cls", sorted(CLASSES))
def test_a_class_brings_all_its_superclasses(cls: str) -> None:
    """So that a query for meetings finds summits without inference."""
    assert {SCO + other for other in CLASSES if is_a(cls, other)} == {node.value for node in classes(cls)}


def test_nquads_are_sorted_unique_and_independent_of_order() -> None:
    """The same facts give the same bytes, whatever order they come in."""
    facts = tuple(("Peace_Mission_2014", "participant", name) for name in ("China", "Russia", "India", "China"))
    item = extraction(facts=facts)
    lines = rdf.nquads(item).splitlines()
    assert sorted(set(lines)) == lines
    assert rdf.nquads(item) == rdf.nquads(extraction(facts=facts[::-1]))


HOSTILE = (
    '"quoted" \\ back\nnew\r\n\ttab',
    "\u202eright to left\u200f",
    "<script>alert(1)</script>",
    "x" * 100_000,
    "\x00\x07\x1b[31m",
    "\u2028\u0085",
    "'; DROP GRAPH <x>",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", sorted(rdf.FORMATS))
def test_hostile_labels_survive_every_format(text: str, form: str) -> None:
    """Quotes, newlines, control characters, RTL marks and 100 KB names come back as they went in."""
    item = Extraction(Article("one", "text"), (Entity("thing", "Place", text),))
    label = NamedNode(PREFIXES["rdfs"] + "label")
    back = {quad.object for quad in parse(rdf.serialize(item, form), rdf.FORMATS[form]) if quad.predicate == label}
    assert {Literal(text)} == back


@given(st.text(), st.text())
def test_any_text_survives(label: str, local: str) -> None:
    """Any label and any local name give N-Quads that parse; lone surrogates become U+FFFD."""
    item = Extraction(Article("one", label), (Entity(local, "Place", label),))
    quads = list(parse(rdf.nquads(item), RdfFormat.N_QUADS))
    assert set(rdf.quads(item)) == set(quads)


def test_a_lone_surrogate_is_replaced() -> None:
    """It has no place in UTF-8; the length stays, so that offsets hold."""
    item = Extraction(Article("one", "a\ud800b"))
    assert {'"a\ufffdb"'} == values(item, article_iri("one"), PREFIXES["schema"] + "articleBody")


def test_an_unknown_format_is_named() -> None:
    """With those there are."""
    with pytest.raises(InputError, match="'docx' is unknown: take one of nq, trig"):
        rdf.serialize(extraction(), "docx")


def test_the_reference_graph_holds_every_row() -> None:
    """Each row of each table is a thing with a class and a label, in the reference graph."""
    reference = load_reference()
    quads = list(rdf.reference_quads())
    typed = {quad.subject.value for quad in quads if quad.predicate == RDF_TYPE}
    assert {NamedNode(REFERENCE_GRAPH)} == {quad.graph_name for quad in quads}
    assert {ID + name for name in reference.by_id} | {ID + row.id for row in reference.memberships} <= typed


def test_the_sco_matches_wikidata_and_has_ten_members() -> None:
    """The world's facts: Q485207; ten full members since Belarus joined in 2024."""
    quads = [quad for quad in rdf.reference_quads() if quad.subject.value == ID + "Shanghai_Cooperation_Organisation"]
    matches = {q.object for q in quads if q.predicate.value == PREFIXES["skos"] + "exactMatch"}
    members = {q.object.value.removeprefix(ID) for q in quads if q.predicate.value == SCO + "hasMember"}
    assert {NamedNode(PREFIXES["wd"] + "Q485207")} == matches
    expected = {"China", "Russia", "Kazakhstan", "Kyrgyzstan", "Tajikistan", "Uzbekistan", "India", "Pakistan"}
    assert expected | {"Iran", "Belarus"} == members


def test_an_office_keeps_its_span() -> None:
    """Rashid Alimov was Secretary-General of the SCO from 2016 to 2018."""
    role = ID + "Rashid_Alimov__1"
    told = {str(q.object) for q in rdf.reference_quads() if q.subject.value == role}
    assert {f'"2016-01-01"^^<{XSD}date>', f'"2018-12-31"^^<{XSD}date>', '"Secretary-General"'} <= told


def test_the_document_column_is_the_inverse_of_adopted_at() -> None:
    """A document that only an event's row names is still adopted there."""
    reference = load_reference()
    event = next(event for event in reference.events if event.documents)
    changed = dataclasses.replace(
        reference, by_id={event.id: dataclasses.replace(event, documents=("Some_Charter",))}, memberships=()
    )
    told = {(q.subject.value, q.predicate.value, q.object.value) for q in rdf.reference_quads(changed)}
    assert (ID + "Some_Charter", SCO + "adoptedAt", ID + event.id) in told
