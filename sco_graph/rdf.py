"""Extractions to quads, with provenance; serialisation.

Everything that an article states, names and rests on goes into one named graph, whose IRI is the article's.  There are
no blank nodes: mentions and evidence have IRIs made from what identifies them, so equal input gives equal bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import serialize as _serialize

from sco_graph.errors import InputError
from sco_graph.iris import PREFIXES, article_iri
from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
from sco_graph.rdf_reference import reference_quads
from sco_graph.rdf_terms import address, classes, clean, date, decimal, integer, term, text, thing, value_term

__all__ = ["FORMATS", "nquads", "quads", "reference_nquads", "reference_quads", "serialize", "write_quads"]

FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
"""Name of a format -> pyoxigraph's; ``turtle`` and ``ntriples`` leave the names of the graphs out."""

_Pair = tuple[NamedNode, NamedNode | Literal]


def quads(extraction: Extraction) -> Iterator[Quad]:
    """Write all that was read in an article as quads of its graph.

    Args:
        extraction: What was read.
    """
    graph = NamedNode(article_iri(extraction.article.id))
    for predicate, value in _article(extraction.article):
        yield Quad(graph, predicate, value, graph)
    for entity in extraction.entities:
        for predicate, value in _entity(entity):
            yield Quad(thing(entity.id), predicate, value, graph)
    for mention in extraction.mentions:
        node = _mention_iri(graph, mention)
        for predicate, value in _mention(mention):
            yield Quad(node, predicate, value, graph)
    for fact in extraction.facts:
        yield from _fact(graph, fact)


def _article(article: Article) -> Iterator[_Pair]:
    yield term("rdf:type"), term("sco:Article")
    if article.title:
        yield term("dcterms:title"), text(article.title)
    if article.issued:
        yield term("dcterms:issued"), date(article.issued)
    if article.publisher:
        yield term("dcterms:publisher"), text(article.publisher)
    if article.source:
        yield term("dcterms:source"), address(article.source)
    if article.language:
        yield term("dcterms:language"), text(article.language)
    yield term("schema:articleBody"), text(article.text)


def _entity(entity: Entity) -> Iterator[_Pair]:
    for cls in classes(entity.type):
        yield term("rdf:type"), cls
    yield term("rdfs:label"), text(entity.label)
    for label in entity.alt_labels:
        yield term("skos:altLabel"), text(label)


def _mention_iri(graph: NamedNode, mention: Mention) -> NamedNode:
    local = quote(clean(mention.entity), safe="-._~!$&'()*+,;=:@")
    return NamedNode(f"{graph.value}#m-{mention.start}-{mention.end}-{local}")


def _mention(mention: Mention) -> Iterator[_Pair]:
    yield term("rdf:type"), term("sco:Mention")
    yield term("sco:refersTo"), thing(mention.entity)
    yield from _span(mention.start, mention.end, mention.quote)


def _span(start: int, end: int, words: str) -> Iterator[_Pair]:
    yield term("sco:quote"), text(words)
    yield term("sco:start"), integer(start)
    yield term("sco:end"), integer(end)


def _fact(graph: NamedNode, fact: Fact) -> Iterator[Quad]:
    subject, value = thing(fact.subject), value_term(fact.predicate, fact.value)
    predicate = term(f"sco:{fact.predicate}")
    yield Quad(subject, predicate, value, graph)
    for evidence in fact.evidence:
        node = _evidence_iri(graph, fact, evidence)
        yield Quad(node, term("rdf:type"), term("sco:Evidence"), graph)
        yield Quad(node, term("rdf:subject"), subject, graph)
        yield Quad(node, term("rdf:predicate"), predicate, graph)
        yield Quad(node, term("rdf:object"), value, graph)
        for about, what in _evidence(evidence):
            yield Quad(node, about, what, graph)


def _evidence_iri(graph: NamedNode, fact: Fact, evidence: Evidence) -> NamedNode:
    key = f"{fact.subject}|{fact.predicate}|{fact.value}|{evidence.start}|{evidence.end}"
    return NamedNode(f"{graph.value}#e-{hashlib.sha256(clean(key).encode()).hexdigest()[:12]}")


def _evidence(evidence: Evidence) -> Iterator[_Pair]:
    yield from _span(evidence.start, evidence.end, evidence.quote)
    yield term("sco:confidence"), decimal(evidence.confidence)
    yield term("sco:extractedBy"), text(evidence.rule)
    if evidence.resolved_from:
        yield term("sco:resolvedFrom"), text(evidence.resolved_from)


def write_quads(items: Iterable[Quad]) -> bytes:
    """Serialise quads as sorted, unique N-Quads lines."""
    raw = _serialize(items, format=RdfFormat.N_QUADS)
    return b"".join(sorted(set(raw.splitlines(keepends=True)))) if raw else b""


def nquads(extraction: Extraction) -> bytes:
    """Write an extraction as N-Quads: sorted, unique lines, the same bytes on every machine."""
    return write_quads(quads(extraction))


def with_sources(article_id: str, written: bytes, sources: Iterable[str]) -> bytes:
    """Add to an article's N-Quads the addresses at which it stands as well."""
    graph = NamedNode(article_iri(article_id))
    added = write_quads(Quad(graph, term("dcterms:source"), address(source), graph) for source in sources)
    return b"".join(sorted({*written.splitlines(keepends=True), *added.splitlines(keepends=True)}))


def reference_nquads() -> bytes:
    """Write the curated tables as N-Quads: sorted, unique lines."""
    return write_quads(reference_quads())


def serialize(extraction: Extraction, form: str) -> bytes:
    """Write an extraction in an RDF format, with our prefixes where the format has some.

    Args:
        extraction: What was read.
        form: One of ``FORMATS``.

    Raises:
        InputError: if the format is unknown.
    """
    if form not in FORMATS:
        raise InputError(f"the RDF format {form!r} is unknown: take one of {', '.join(FORMATS)}")
    if form == "nq":
        return nquads(extraction)
    return serialize_quads(quads(extraction), form)


def serialize_quads(items: Iterable[Quad], form: str) -> bytes:
    """Write quads in one of ``FORMATS``, sorted."""
    unique = sorted(set(items), key=str)
    written: Iterable[Quad] | Iterable[Triple] = unique
    if not FORMATS[form].supports_datasets:
        written = dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in unique)
    return _serialize(written, format=FORMATS[form], prefixes=dict(PREFIXES)) or b""
