"""The ontology and the topics: the vocabulary of the code, explained and aligned."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from sco_graph.iris import ID, SCO
from sco_graph.model import CLASSES, PROPERTIES, TOPICS, Kind, is_a
from sco_graph.reference import load_reference
from sco_graph.resources import ontology_file

ONTOLOGY = rdflib.Graph().parse(ontology_file("sco.ttl"))
SCHEME = rdflib.Graph().parse(ontology_file("topics.ttl"))
SHAPES = rdflib.Graph().parse(ontology_file("shapes.ttl"))
PROVENANCE = {"refersTo", "quote", "start", "end", "confidence", "extractedBy", "resolvedFrom"}
STATUS = {"planned", "held", "cancelled", "FullMember", "Observer", "DialoguePartner"}
ALIGNMENT = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, RDF.type)
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def ours(type_: rdflib.URIRef) -> set[str]:
    """Local names of our terms of one kind."""
    return {str(s)[len(SCO) :] for s in ONTOLOGY.subjects(RDF.type, type_) if str(s).startswith(SCO)}


def terms() -> list[str]:
    """Local names of all our terms."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
    return sorted(set().union(*map(ours, kinds)))


def test_the_classes_are_those_of_the_model() -> None:
    """No class is in one and not in the other."""
    assert ours(OWL.Class) == set(CLASSES)


def test_the_class_hierarchy_is_that_of_the_model() -> None:
    """Each class specialises what the model says, and only that."""
    said = {
        (str(s)[len(SCO) :], str(o)[len(SCO) :])
        for s, o in ONTOLOGY.subject_objects(RDFS.subClassOf)
        if str(s).startswith(SCO) and str(o).startswith(SCO)
    }
    meant = {(cls, parent) for cls, parent in CLASSES.items() if parent} | {("State", "Agent")}
    assert said == meant
    assert all(is_a(cls, parent) for cls, parent in said)


def test_the_properties_are_those_of_the_model() -> None:
    """Facts and provenance; things and topics are object properties, the rest datatype properties."""
    things = {name for name, kind in PROPERTIES.items() if kind in (Kind.THING, Kind.TOPIC, Kind.TERM)}
    assert ours(OWL.ObjectProperty) == things | {"refersTo"}
    assert ours(OWL.DatatypeProperty) == set(PROPERTIES) - things | PROVENANCE - {"refersTo"}


def test_the_individuals_are_the_values_of_status() -> None:
    """Three states of an event, three standings of a member."""
    assert ours(OWL.NamedIndividual) == STATUS


@pytest.mark.parametrize("name", terms())
def test_each_term_is_explained_and_aligned(name: str) -> None:
    """A label, a comment, and a link to the term of another vocabulary."""
    term = rdflib.URIRef(SCO + name)
    assert len(list(ONTOLOGY.objects(term, RDFS.label))) == 1
    assert len(list(ONTOLOGY.objects(term, RDFS.comment))) == 1
    targets = {str(o) for predicate in ALIGNMENT for o in ONTOLOGY.objects(term, predicate)}
    assert {t for t in targets if not t.startswith((SCO, str(OWL)))}


def test_the_ontology_stays_within_owl_2_rl() -> None:
    """No restriction, union, complement or data range, which RL allows only in places."""
    outside = (
        OWL.Restriction,
        OWL.unionOf,
        OWL.complementOf,
        OWL.oneOf,
        OWL.onDatatype,
        OWL.hasSelf,
        OWL.disjointUnionOf,
    )
    assert [term for term in outside if (None, None, term) in ONTOLOGY or (None, term, None) in ONTOLOGY] == []


def test_a_reasoner_draws_what_is_meant() -> None:
    """A state is an agent of PROV-O, a summit an event of schema.org, and a wider place follows by location."""
    owlrl = pytest.importorskip("owlrl")
    graph = rdflib.Graph()
    for triple in ONTOLOGY:
        graph.add(triple)
    sco, example = rdflib.Namespace(SCO), rdflib.Namespace(ID)
    graph.add((example.Summit, RDF.type, sco.Summit))
    graph.add((example.Summit, sco.participant, example.China))
    graph.add((example.Summit, sco.place, example.Kashgar))
    graph.add((example.Kashgar, sco.locatedIn, example.Xinjiang))
    graph.add((example.Xinjiang, sco.locatedIn, example.China))
    graph.add((example.China, RDF.type, sco.State))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    prov, schema = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.Namespace("https://schema.org/")
    assert (example.China, RDF.type, prov.Agent) in graph
    assert (example.Summit, RDF.type, schema.Event) in graph
    assert (example.Summit, schema.attendee, example.China) in graph
    assert (example.Summit, sco.place, example.China) in graph
    errors = list(graph.subjects(RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))
    assert errors == []


def test_the_topics_are_the_closed_list() -> None:
    """Each topic of the model, and the three evils, which are no topic of a fact."""
    found = {str(s)[len(ID) :] for s in SCHEME.subjects(RDF.type, SKOS.Concept)}
    assert found == TOPICS | {"three_evils"}


def test_the_three_evils_have_their_three() -> None:
    """Terrorism, separatism and extremism are narrower, and know it."""
    evils = rdflib.URIRef(ID + "three_evils")
    narrower = {str(o)[len(ID) :] for o in SCHEME.objects(evils, SKOS.narrower)}
    assert narrower == {"terrorism", "separatism", "extremism"}
    assert {str(s)[len(ID) :] for s in SCHEME.subjects(SKOS.broader, evils)} == narrower


def test_the_topics_say_what_the_reference_table_says() -> None:
    """Label, broader topic and Wikidata item are the table's."""
    for row in load_reference().topics:
        topic = rdflib.URIRef(ID + row.id)
        assert str(SCHEME.value(topic, SKOS.prefLabel)) == row.label
        broader = SCHEME.value(topic, SKOS.broader)
        assert (str(broader)[len(ID) :] if broader else None) == row.broader
        match = SCHEME.value(topic, SKOS.exactMatch)
        assert (str(match).rpartition("/")[2] if match else None) == row.wikidata


def test_every_class_has_a_shape() -> None:
    """Each class is a target, or specialises one that is."""
    targets = {str(o)[len(SCO) :] for o in SHAPES.objects(None, SH.targetClass)}
    assert [cls for cls in CLASSES if not any(is_a(cls, target) for target in targets)] == []


def test_the_shapes_know_the_topics_and_properties() -> None:
    """The closed list in the shapes is the model's; each property that a shape names exists."""
    head = SHAPES.value(rdflib.URIRef(SCO + "TopicValue"), SH["in"])
    assert {str(item)[len(ID) :] for item in SHAPES.items(head)} == TOPICS  # type: ignore[arg-type]
    paths = {str(o)[len(SCO) :] for o in SHAPES.objects(None, SH.path) if str(o).startswith(SCO)}
    assert paths <= set(PROPERTIES) | PROVENANCE
    query = str(SHAPES.value(SHAPES.value(rdflib.URIRef(SCO + "ArticleShape"), SH.sparql), SH.select))
    assert [name for name in PROPERTIES if f"sco:{name}" not in query] == []
