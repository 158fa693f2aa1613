"""What the service says about itself: SPARQL service description, VoID statistics, example queries."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple
from pyoxigraph import serialize as _serialize

from sco_graph.iris import ID, PREFIXES, SCO, shorten
from sco_graph.queries import NamedQuery, named_queries, sparql_of
from sco_graph.rdf import write_quads
from sco_graph.rdf_terms import integer, term, text
from sco_graph.sparql import form, tokens
from sco_graph.store import MemoryStore, Store
from sco_graph.web.answering import GRAPH_FORMATS

VOCABULARIES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "sh": "http://www.w3.org/ns/shacl#",
    "formats": "http://www.w3.org/ns/formats/",
}
_MOST_ASKED = 20_000  # characters of a query that an editor may send
_EDITORS_ASK = ("sd", "void", "sh")
_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle")
_GRAPH = NamedNode(ID + "graph_service")
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY ?class"
_PROPERTIES = (
    "SELECT ?property (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?property ?o } } GROUP BY ?property ORDER BY ?property"
)
_LINKS = """
SELECT ?class ?property ?other (COUNT(*) AS ?n) WHERE {
  ?s ?property ?o . ?s a ?class . ?o a ?other . FILTER(STRSTARTS(STR(?property), STR(sco:)))
} GROUP BY ?class ?property ?other ORDER BY ?class ?property ?other"""
_GRAPHS = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


def name(prefixed: str) -> NamedNode:
    """The IRI of a prefixed name of these vocabularies or of ours."""
    prefix, _, local = prefixed.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local) if prefix in VOCABULARIES else term(prefixed)


class Described:
    """The description of one snapshot, also as a small store that editors can query.

    Args:
        store: The snapshot.
        base: Address of the service, without a slash at the end.
    """

    def __init__(self, store: Store, base: str) -> None:
        self._store, self._base = store, base

    @functools.cached_property
    def _void(self) -> list[Statement]:
        return list(_void(self._store, self._base))

    @functools.cached_property
    def store(self) -> MemoryStore:
        """All of it, to be queried."""
        everything = [*_service(self._base), *self._void, *_examples(self._base), *_prefixes(self._base)]
        return MemoryStore(write_quads(Quad(s, p, o, _GRAPH) for s, p, o in everything))

    def document(self, form_: str, *, void: bool = False) -> bytes:
        """The service description, or the VoID description, in a format of ``GRAPH_FORMATS``."""
        triples = [Triple(s, p, o) for s, p, o in (self._void if void else _service(self._base))]
        return _serialize(triples, format=GRAPH_FORMATS[form_], prefixes={**PREFIXES, **VOCABULARIES}) or b""


def asks_about_service(text: str) -> bool:
    """Whether a query asks for examples, prefixes or VoID statistics, as SPARQL editors do of an endpoint.

    It does if it uses a term of SHACL, VoID or SPARQL-SD; to declare their prefixes is not to use them.
    """
    spaces = tuple(VOCABULARIES[prefix] for prefix in _EDITORS_ASK)
    if len(text) > _MOST_ASKED or not any(space in text for space in spaces):  # a long one would hold up the service
        return False
    prefixes: set[str] = set()
    listed = list(tokens(text))
    for index, token in enumerate(listed):
        declared = index > 1 and listed[index - 2].keyword == "PREFIX"
        if token.kind == "iri" and token.text[1:].startswith(spaces):
            if not declared:
                return True
            prefixes.add(listed[index - 1].text)
        if token.kind == "name" and token.text.partition(":")[0] + ":" in prefixes:
            return True
    return False


def _service(base: str) -> Iterator[Statement]:
    service, dataset, graph = (NamedNode(f"{base}/{path}") for path in ("sparql", "sparql#dataset", "sparql#union"))
    yield service, name("rdf:type"), name("sd:Service")
    yield service, name("sd:endpoint"), service
    yield service, name("sd:supportedLanguage"), name("sd:SPARQL11Query")
    yield service, name("sd:defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple")
    yield service, name("sd:feature"), name("sd:UnionDefaultGraph")
    for form_ in _FORMATS:
        yield service, name("sd:resultFormat"), name(f"formats:{form_}")
    for form_ in ("N-Triples", "RDF_XML", "JSON-LD"):
        yield service, name("sd:resultFormat"), NamedNode(VOCABULARIES["formats"] + form_)
    yield service, name("sd:defaultDataset"), dataset
    yield dataset, name("rdf:type"), name("sd:Dataset")
    yield dataset, name("sd:defaultGraph"), graph
    yield graph, name("rdf:type"), name("sd:Graph")


def _void(store: Store, base: str) -> Iterator[Statement]:
    dataset = NamedNode(f"{base}/.well-known/void#dataset")
    yield dataset, name("rdf:type"), name("void:Dataset")
    yield dataset, name("dcterms:title"), text("News about the SCO and bodies like it, as a graph with evidence")
    yield dataset, name("void:sparqlEndpoint"), NamedNode(f"{base}/sparql")
    yield dataset, name("void:uriSpace"), text(ID)
    yield dataset, name("void:vocabulary"), NamedNode(SCO)
    yield dataset, name("void:triples"), integer(len(store))
    yield dataset, name("void:documents"), _count(store, _GRAPHS)
    for row in _rows(store, _CLASSES):
        part = NamedNode(f"{dataset.value}-class-{_local(row['class'])}")
        yield dataset, name("void:classPartition"), part
        yield part, name("void:class"), row["class"]
        yield part, name("void:entities"), row["n"]
    for row in _rows(store, _PROPERTIES):
        part = NamedNode(f"{dataset.value}-property-{_local(row['property'])}")
        yield dataset, name("void:propertyPartition"), part
        yield part, name("void:property"), row["property"]
        yield part, name("void:triples"), row["n"]
    yield from _linked(store, dataset)


def _linked(store: Store, dataset: NamedNode) -> Iterator[Statement]:
    """Which class is joined to which by which property: editors complete from it."""
    for row in _rows(store, _LINKS):
        cls, prop, other = (_local(row[key]) for key in ("class", "property", "other"))
        whole = NamedNode(f"{dataset.value}-class-{cls}")
        part = NamedNode(f"{whole.value}-{prop}")
        objects = NamedNode(f"{part.value}-{other}")
        yield whole, name("void:propertyPartition"), part
        yield part, name("void:property"), row["property"]
        yield part, name("void:classPartition"), objects
        yield objects, name("void:class"), row["other"]
        yield objects, name("void:triples"), row["n"]


def _prefixes(base: str) -> Iterator[Statement]:
    """The prefixes that need no declaration, as sh:declare."""
    for prefix, namespace in PREFIXES.items():
        node = NamedNode(f"{base}/sparql#prefix-{prefix}")
        yield NamedNode(f"{base}/sparql"), name("sh:declare"), node
        yield node, name("sh:prefix"), text(prefix)
        yield node, name("sh:namespace"), Literal(namespace, datatype=name("xsd:anyURI"))


def _examples(base: str) -> Iterator[Statement]:
    for query in named_queries().values():
        yield from _example(NamedNode(f"{base}/queries/{query.name}"), query)


def _example(node: NamedNode, query: NamedQuery) -> Iterator[Statement]:
    """A named query with its examples filled in, as sh:SPARQLExecutable."""
    written = sparql_of(query.name, **{item.name: item.example for item in query.parameters})
    asks = form(written)
    yield node, name("rdf:type"), name("sh:SPARQLExecutable")
    yield node, name("rdf:type"), name(f"sh:SPARQL{asks.capitalize()}Executable")
    yield node, name("rdfs:label"), text(query.title)
    yield node, name("rdfs:comment"), text(query.question)
    yield node, name(f"sh:{asks.lower()}"), text(written)


def _rows(store: Store, query: str) -> Iterator[Any]:
    return iter(store.query(query))  # type: ignore[arg-type]


def _count(store: Store, query: str) -> Literal:
    (row,) = _rows(store, query)
    found: Literal = row["n"]
    return found


def _local(node: Any) -> str:
    """A short name of a class or property for an IRI; other vocabularies keep their prefix."""
    return shorten(node.value).removeprefix("sco:").replace(":", "_").replace("/", "_").replace("#", "_")
