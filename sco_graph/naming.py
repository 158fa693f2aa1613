"""Names in a store: a thing by its name, and the label of a thing."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from sco_graph.errors import NotFoundError, QueryError
from sco_graph.iris import ID, REFERENCE_GRAPH, SCO
from sco_graph.parameters import plain_thing
from sco_graph.rdf_terms import clean
from sco_graph.store import Store

_BATCH = 400
_HINTS = 5
_WORDS = 4  # of a name, that others are searched for
_BY_NAME = """
SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?label { rdfs:label skos:prefLabel skos:altLabel dcterms:title }
  ?thing ?label ?name .
  FILTER(LCASE(STR(?name)) = $wanted)
  FILTER(STRSTARTS(STR(?thing), STR(id:)))
} ORDER BY STR(?thing) LIMIT 50"""
_NEAR = """
SELECT DISTINCT ?name WHERE {
  ?thing rdfs:label|skos:altLabel ?name . FILTER(STRSTARTS(STR(?thing), STR(id:))) FILTER(%s)
} LIMIT 2000"""
_PIECE = "CONTAINS(LCASE(STR(?name)), %s)"

_CURATED = """
SELECT ?s (MIN(STR(?o)) AS ?name) WHERE { VALUES ?s { %s } GRAPH id:graph_reference { ?s rdfs:label ?o } }
GROUP BY ?s"""
_SAID = """
SELECT ?s ?o (COUNT(*) AS ?n) WHERE {
  VALUES ?s { %s } GRAPH ?g { ?s rdfs:label|dcterms:title ?o }
} GROUP BY ?s ?o"""


def rows(store: Store, text: str, **values: NamedNode | Literal) -> Iterator[Any]:
    """The rows of a SELECT, as the store hands them out."""
    return iter(store.query(text, values=values))  # type: ignore[arg-type]


def find_thing(store: Store, name: str) -> NamedNode:
    """The IRI of a thing by its local name, prefixed name, IRI, label or other name.

    Raises:
        NotFoundError: if nothing in the store is called that, with the nearest names.
    """
    try:
        minted = plain_thing(name)
    except QueryError as error:
        raise NotFoundError(f"nothing in the graph is called {name!r}") from error
    if store.query("ASK { $thing ?p ?o }", values={"thing": minted}):
        return minted
    if store.query("ASK { ?s ?p $thing }", values={"thing": minted}):
        return minted
    wanted = Literal(clean(name.strip().lower()))
    found = {row["thing"].value: row["name"].value for row in rows(store, _BY_NAME, wanted=wanted)}
    if found:
        return NamedNode(min(found, key=lambda iri: (iri.count("_"), len(iri), iri)))
    near = _near(store, wanted.value)
    hint = f"near: {', '.join(near)}" if near else "the query named_like finds names by a part of them"
    raise NotFoundError(f"nothing in the graph is called {name!r}; {hint}")


def _near(store: Store, wanted: str) -> list[str]:
    """Names like one in small letters: of those that share a word with it, or the beginning or end of one."""
    words = sorted(sorted(set(re.findall(r"\w{3,}", wanted))), key=len)[-_WORDS:]
    pieces = {piece for word in words for piece in (word, word[:4], word[-4:])}
    if not pieces:
        return []
    filters = " || ".join(_PIECE % Literal(piece) for piece in sorted(pieces))
    found = {row["name"].value.lower(): row["name"].value for row in rows(store, _NEAR % filters)}
    near = difflib.get_close_matches(wanted, sorted(found), n=_HINTS)
    return [found[name] for name in near or sorted((name for name in found if words[-1] in name), key=len)[:_HINTS]]


def find_labels(store: Store, iris: Iterable[str]) -> Mapping[str, str]:
    """IRI -> label: the reference's, else the one that most articles use, else the longest.

    Only things of ours are looked up; a term of the vocabulary is labelled by its local name.
    """
    wanted = sorted(set(iris))
    found = {iri: iri.removeprefix(SCO) for iri in wanted if iri.startswith(SCO)}
    if REFERENCE_GRAPH in wanted:
        found[REFERENCE_GRAPH] = "reference tables"
    things = [iri for iri in wanted if iri.startswith(ID) and iri not in found]
    # The reference's first: what it names may be named in thousands of articles, which need not be read then.
    for row in _in_batches(store, _CURATED, things):
        found[row["s"].value] = row["name"].value
    counts: Counter[tuple[str, str]] = Counter()
    for row in _in_batches(store, _SAID, [iri for iri in things if iri not in found]):
        counts[row["s"].value, row["o"].value] += int(row["n"].value)
    best = sorted((-count, -len(name), name, iri) for (iri, name), count in counts.items())
    return {**{iri: name for *_, name, iri in reversed(best)}, **found}


def _in_batches(store: Store, text: str, iris: Sequence[str]) -> Iterator[Any]:
    for index in range(0, len(iris), _BATCH):
        yield from rows(store, text % " ".join(str(NamedNode(iri)) for iri in iris[index : index + _BATCH]))
