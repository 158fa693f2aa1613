"""Validation: what conforms, what does not, and how it is reported."""

from __future__ import annotations

import pytest
import rdflib

from sco_graph.iris import prefix_lines
from sco_graph.rdf import reference_quads
from sco_graph.shapes import validate

PREFIXES = "".join(f"@prefix {line.removeprefix('PREFIX ')} .\n" for line in prefix_lines().splitlines())
ARTICLE = """
id:article_1 a sco:Article ; dcterms:title "T" ; dcterms:issued "2012-04"^^xsd:gYearMonth .
id:Summit_2012 a sco:Summit ; rdfs:label "summit" ; sco:startDate "2012-06-06"^^xsd:date .
id:article_1\\#e-1 a sco:Evidence ;
    rdf:subject id:Summit_2012 ; rdf:predicate sco:startDate ; rdf:object "2012-06-06"^^xsd:date ;
    sco:quote "opened on 6 June" ; sco:start 0 ; sco:end 16 ; sco:confidence 0.9 ; sco:extractedBy "rule" .
id:article_1\\#m-1 a sco:Mention ; sco:refersTo id:Summit_2012 ; sco:quote "summit" ; sco:start 4 ; sco:end 10 .
"""


def graph(turtle: str) -> rdflib.Graph:
    """A graph from Turtle with our prefixes."""
    return rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle")


def messages(turtle: str) -> list[str]:
    """What validation finds amiss in a graph."""
    return [breach.message for breach in validate(graph(turtle)).breaches]


def test_an_article_graph_with_evidence_conforms() -> None:
    """Facts with evidence, mentions and labels: nothing is amiss."""
    report = validate(graph(ARTICLE))
    assert str(report) == f"conforms: {report.triples} statements in 1 graph"
    assert report.conforms


def test_an_empty_graph_conforms() -> None:
    """Where nothing is said nothing is wrong."""
    assert str(validate(rdflib.Graph())) == "conforms: 0 statements in 0 graphs"


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ('id:E a sco:Event ; rdfs:label "e" ; sco:startDate "2012-06-06" .', "a start date is a date"),
        ('id:E a sco:Event ; rdfs:label "e" ; sco:endDate "2012"^^xsd:integer .', "an end date is a date"),
        ('id:E a sco:Event ; rdfs:label "e" ; sco:edition 0 .', "an edition is a number from 1"),
        ('id:E a sco:Event ; rdfs:label "e" ; sco:edition "7" .', "an edition is a number from 1"),
        ('id:E a sco:Summit ; rdfs:label "e" ; sco:topic id:weather .', "a topic is one of the closed list"),
        ('id:E a sco:Summit ; rdfs:label "e" ; sco:topic id:three_evils .', "a topic is one of the closed list"),
        ('id:E a sco:Summit ; rdfs:label "e" ; sco:status sco:Observer .', "an event is planned, held or cancelled"),
        ('id:E a sco:Summit ; rdfs:label "e" ; sco:place id:P . id:P a sco:Person ; rdfs:label "p" .',
         "an event is held at a place or in a state"),
        ('id:E a sco:Exercise ; rdfs:label "e" ; sco:participant id:P . id:P a sco:Place ; rdfs:label "p" .',
         "a participant is a state, an organisation or a person"),
        ("id:E a sco:Meeting .", "every thing has a label that is not empty"),
        ('id:P a sco:Person ; rdfs:label "" .', "every thing has a label that is not empty"),
        ('id:O a sco:Organization ; rdfs:label "o" ; sco:hasMember id:O .', "a member is a state"),
        ('id:B a sco:OrganizationBody ; rdfs:label "b" ; sco:bodyOf id:X .', "an organ belongs to an organisation"),
        ('id:A a sco:Treaty ; rdfs:label "a" ; sco:adoptedOn "June 2012" .', "a date of adoption is a date"),
        ('id:A a sco:Charter ; rdfs:label "a" ; sco:adoptedAt id:A .', "a document is adopted at an event"),
        ('id:S a sco:EventSeries ; rdfs:label "s" ; sco:organizedBy id:S .', "an organisation holds a series"),
        ('id:L a sco:Place ; rdfs:label "l" ; geo:lat 95.0 .', "latitude is one number from -90 to 90"),
        ("id:M a sco:Membership ; sco:status sco:Observer .", "one state"),
        ("id:article_2 a sco:Article ; dcterms:issued 2012 .", "one date of issue"),
        ("id:X a sco:Mention ; sco:quote 'ab' ; sco:start 0 ; sco:end 2 .", "a mention names one thing"),
        ("id:X a sco:Mention ; sco:refersTo id:Y ; sco:quote 'abcd' ; sco:start 9 ; sco:end 5 .",
         "the start comes before the end"),
        ("id:X a sco:Mention ; sco:refersTo id:Y ; sco:quote 'abc' ; sco:start 0 ; sco:end 5 .",
         "the quote is as long as its offsets say"),
        ("id:X a sco:Evidence ; sco:confidence 1.5 .", "one confidence, a number from 0 to 1"),
        ("id:X a sco:Evidence ; rdf:subject id:Y .", "one predicate"),
        ("id:X a sco:Evidence ; rdf:subject id:Y .", "one rule or model that read it"),
    ],
)  # fmt: skip
def test_a_breach_is_found(turtle: str, message: str) -> None:
    """Each rule of the shapes is enforced."""
    assert message in messages(turtle)


@pytest.mark.parametrize("date", ['"2012"^^xsd:gYear', '"2012-06"^^xsd:gYearMonth', '"2012-06-06"^^xsd:date'])
def test_a_date_may_have_any_of_three_precisions(date: str) -> None:
    """A year, a month or a day."""
    assert messages(f'id:E a sco:Event ; rdfs:label "e" ; sco:startDate {date} .') == []


def test_a_fact_of_an_article_without_evidence_is_found() -> None:
    """The report names the fact that lacks it."""
    (breach,) = validate(graph(ARTICLE + "id:Summit_2012 sco:edition 12 .")).breaches
    assert "edition" in breach.message
    assert "has no evidence" in breach.message


def test_curated_facts_need_no_evidence() -> None:
    """A graph without an article is not asked for it."""
    assert messages('id:E a sco:Event ; rdfs:label "e" ; sco:edition 12 .') == []


def test_each_graph_of_a_dataset_is_judged_alone() -> None:
    """Evidence in one article's graph does not support another's fact; the breach names the graph."""
    data = rdflib.Dataset()
    for name, turtle in (("article_1", ARTICLE), ("article_2", ARTICLE.split("id:article_1\\#e-1", maxsplit=1)[0])):
        for triple in graph(turtle.replace("id:article_1 ", f"id:{name} ")):
            data.graph(rdflib.URIRef(f"https://w3id.org/sco-graph/id/{name}")).add(triple)
    report = validate(data)
    assert {breach.graph for breach in report.breaches} == {"id:article_2"}
    assert report.graphs == 2
    assert "id:article_2" in str(report).splitlines()[1]


def test_a_report_shows_hostile_values_escaped_and_cut() -> None:
    """A long value with newlines stays on its line."""
    text = "x\\n" * 500
    lines = str(validate(graph(f'id:E a sco:Event ; rdfs:label "e" ; sco:startDate "{text}" .'))).splitlines()
    assert len(lines) == 2
    assert len(lines[1]) < 200


def test_validation_leaves_the_graph_as_it_was() -> None:
    """Nothing is added to what was handed in."""
    data = graph(ARTICLE)
    before = set(data)
    validate(data)
    assert set(data) == before


def test_the_reference_tables_conform() -> None:
    """The curated facts keep to the shapes."""
    triples = "".join(f"{quad.triple} .\n" for quad in reference_quads())
    assert str(validate(rdflib.Graph().parse(data=triples, format="nt"))).startswith("conforms: ")
