"""The store as a network: things are nodes, facts between things are edges, one edge a predicate.

A node is named by its local name (``Beijing``), or by its whole IRI if it lies outside ``id:``.  It carries ``label``
and ``class``, and where known ``alt_labels``, ``start``, ``end`` (ISO dates of an event or agreement), ``lat``,
``long``, ``wikidata``, ``facts`` (predicate -> values that are no things) and their ``evidence`` (predicate -> value ->
sentences).  An edge's key and ``predicate`` are the
property's local name; it carries ``articles`` (who says so), ``reference`` (whether the curated tables say so),
``confidence`` and ``evidence``, and a membership also ``from`` and ``until``.  ``network.graph["articles"]`` describes
the articles.
"""

from __future__ import annotations

import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from sco_graph.iris import ID, PREFIXES, REFERENCE_GRAPH, SCO
from sco_graph.model import CLASSES, PROPERTIES, STANDINGS, Kind, is_a
from sco_graph.network.rows import Source, collection_paused, read_rows, text_of

_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DATES = {"Event": ("startDate", "endDate"), "Agreement": ("adoptedOn", None)}
_REFERENCE = f"<{REFERENCE_GRAPH}>"
_NOT_NODES = frozenset({"Membership", "Article", "Mention", "Evidence"})
_ABOUT_MEMBERSHIP = frozenset({"member", "organization", "from", "until"})
_JOINING = frozenset(p for p, kind in PROPERTIES.items() if kind in (Kind.THING, Kind.TOPIC))

# IRI -> the name that the network uses.  A query names one by its number here, as numbers stand in the store's rows
# themselves, and each IRI has to be looked up.
_CLASSES = {SCO + name: name for name in sorted(CLASSES.keys() - _NOT_NODES)}
_RELATIONS = {SCO + name: name for name in sorted(_JOINING - _ABOUT_MEMBERSHIP)}
_RELATIONS[PREFIXES["skos"] + "narrower"] = "narrower"
_LITERALS = {SCO + name: name for name in sorted(PROPERTIES.keys() - _JOINING)}
_STATED = {**_RELATIONS, **_LITERALS}
_LITERAL_NUMBERS = {str(len(_RELATIONS) + n): name for n, name in enumerate(_LITERALS.values())}  # among the stated
_LABELS = {
    PREFIXES["rdfs"] + "label": "label",
    PREFIXES["skos"] + "prefLabel": "label",
    PREFIXES["skos"] + "altLabel": "alt_label",
}
_ABOUT_ARTICLES = {PREFIXES["dcterms"] + name: name for name in ("title", "issued", "publisher", "source")}

_Names = Mapping[str, str]
"""Cell of each node -> its name, in the order of the nodes."""
_Reasons = Mapping[tuple[str, str, str], list[dict[str, Any]]]
"""Cell of the subject, number of the relation, cell of the object -> the sentences that state it."""


def read_network(source: Source, *, topics: bool = True, evidence: bool = True) -> nx.MultiDiGraph:
    """Read a store as a network.

    Args:
        source: A graph or store.
        topics: Whether topics are nodes too.
        evidence: Whether facts carry the sentences that state them (slower and larger).

    Returns:
        A ``networkx.MultiDiGraph``; the same store gives the same nodes and edges in the same order.

    Raises:
        StoreError: if the store cannot be read.
    """
    network = nx.MultiDiGraph()
    with collection_paused():
        classes = {cell: cls for cell, cls in _read_classes(source).items() if topics or cls != "Topic"}
        names = {cell: _name(cell) for cell in sorted(classes, key=_name)}
        _add_things(network, source, names, classes)
        why = _read_evidence(source, names) if evidence else {}
        _add_literals(network, source, names, why)
        _add_places(network, source, names)
        _add_relations(network, source, names, why)
        _add_memberships(network, source, names)
        network.graph["articles"] = _read_articles(source)
    return network


def _name(cell: str) -> str:
    return text_of(cell).removeprefix(ID)


_article = functools.lru_cache(maxsize=10_000)(_name)  # there are few, and each states many facts


def _among(variable: str, iris: Iterable[str]) -> str:
    """Bind a variable to each of some IRIs, and ``?n`` to its number."""
    return f"VALUES (?{variable} ?n) {{ {' '.join(f'(<{iri}> {n})' for n, iri in enumerate(iris))} }}"


def _by_number(names: Mapping[str, str]) -> dict[str, str]:
    """Number of an IRI, as a cell writes it -> its name."""
    return {str(n): name for n, name in enumerate(names.values())}


def _quads(predicates: Iterable[str]) -> str:
    return f"SELECT ?g ?s ?n ?o WHERE {{ GRAPH ?g {{ {_among('p', predicates)} ?s ?p ?o }} }}"


def _weight(graph: str) -> int:
    """Of a graph's word: the reference's is worth more than any number of articles'."""
    return 1_000_000 if graph == _REFERENCE else 1


def _number(cell: str, otherwise: float) -> float:
    """A number; a store may hold anything where one belongs."""
    try:
        number = float(cell) if cell[:1].isdigit() else float(text_of(cell))
    except ValueError:
        return otherwise
    return number if math.isfinite(number) else otherwise


def _read_classes(source: Source) -> dict[str, str]:
    """Cell of a thing -> its most specific class."""
    found: dict[str, str] = {}
    named = _by_number(_CLASSES)
    for thing, number in read_rows(source, f"SELECT DISTINCT ?s ?n WHERE {{ {_among('c', _CLASSES)} ?s rdf:type ?c }}"):
        cls = named[number]
        if thing not in found or (cls != found[thing] and _finer(cls, found[thing])):
            found[thing] = cls
    return found


def _finer(cls: str, other: str) -> bool:
    """Whether a class says more than another; classes that say equally much are ordered by name."""
    if is_a(cls, other) or is_a(other, cls):
        return is_a(cls, other)
    return (-_depth(cls), cls) < (-_depth(other), other)


def _depth(cls: str) -> int:
    parent = CLASSES[cls]
    return 0 if parent is None else 1 + _depth(parent)


def _best_first(values: Mapping[str, int]) -> list[str]:
    """What the reference says, then what most articles say."""
    return sorted(values, key=lambda value: (-values[value], -len(value), value)) if len(values) > 1 else list(values)


def _add_things(network: nx.MultiDiGraph, source: Source, names: _Names, classes: Mapping[str, str]) -> None:
    labels: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    others: dict[str, set[str]] = defaultdict(set)
    named = _by_number(_LABELS)
    for graph, thing, number, value in read_rows(source, _quads(_LABELS)):
        if named[number] == "alt_label":
            others[thing].add(text_of(value))
        else:
            labels[thing][text_of(value)] += _weight(graph)
    for cell, name in names.items():
        preferred = _best_first(labels[cell]) if cell in labels else [name]
        network.add_node(name, label=preferred[0], **{"class": classes[cell]})
        if len(preferred) > 1 or cell in others:
            alternatives = {*preferred, *others[cell]} - {preferred[0]}
            if alternatives:
                network.nodes[name]["alt_labels"] = sorted(alternatives)


def _add_literals(network: nx.MultiDiGraph, source: Source, names: _Names, why: _Reasons) -> None:
    said: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    named = _by_number(_LITERALS)
    for graph, thing, number, value in read_rows(source, _quads(_LITERALS)):
        if thing in names:
            said[names[thing], named[number]][text_of(value).removeprefix(SCO)] += _weight(graph)
    for name, predicate in sorted(said):
        network.nodes[name].setdefault("facts", {})[predicate] = _best_first(said[name, predicate])
    for _, node in network.nodes(data=True):
        if "facts" in node:
            set_span(node)
    for (cell, number, value), reasons in why.items():
        if number in _LITERAL_NUMBERS:
            stated = network.nodes[names[cell]].setdefault("evidence", {})
            said_so = stated.setdefault(_LITERAL_NUMBERS[number], {})
            said_so[text_of(value).removeprefix(SCO)] = reasons


def set_span(node: dict[str, Any]) -> None:
    """Give an event or agreement the dates that its facts tell."""
    for cls, (first, last) in _DATES.items():
        if is_a(node["class"], cls):
            facts = node.get("facts", {})
            for key, predicate in (("start", first), ("end", last)):
                dates = [value for value in facts.get(predicate, ()) if _ISO_DATE.fullmatch(value)]
                if dates:
                    node[key] = dates[0]


def _add_places(network: nx.MultiDiGraph, source: Source, names: _Names) -> None:
    for thing, north, east in read_rows(source, "SELECT DISTINCT ?s ?lat ?long { ?s geo:lat ?lat ; geo:long ?long }"):
        lat, long = _number(north, math.inf), _number(east, math.inf)
        if thing in names and abs(lat) <= 90 and abs(long) <= 180:
            network.nodes[names[thing]].update(lat=lat, long=long)
    for thing, item in read_rows(source, "SELECT DISTINCT ?s ?o { ?s skos:exactMatch ?o }"):
        if thing in names and (iri := text_of(item)).startswith(PREFIXES["wd"]):
            network.nodes[names[thing]]["wikidata"] = iri.removeprefix(PREFIXES["wd"])


def _add_relations(network: nx.MultiDiGraph, source: Source, names: _Names, why: _Reasons) -> None:
    facts: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for graph, subject, number, value in read_rows(source, _quads(_RELATIONS)):
        if subject in names and value in names:
            facts[subject][number, value].append(graph)
    named = _by_number(_RELATIONS)
    for subject, name in names.items():  # in the order of the nodes, so that only each one's few facts need sorting
        for (number, value), graphs in sorted(facts[subject].items()) if subject in facts else ():
            reasons = why.get((subject, number, value), [])
            network.add_edge(name, names[value], key=named[number], **_edge(named[number], graphs, reasons))


def _edge(predicate: str, graphs: list[str], evidence: list[dict[str, Any]]) -> dict[str, Any]:
    articles = [_article(graph) for graph in (sorted(graphs) if len(graphs) > 1 else graphs) if graph != _REFERENCE]
    edge: dict[str, Any] = {
        "predicate": predicate,
        "articles": articles,
        "reference": len(articles) < len(graphs),
        "evidence": evidence,
    }
    if evidence:
        edge["confidence"] = evidence[0]["confidence"]
    return edge


def _read_evidence(source: Source, names: _Names) -> _Reasons:
    """The sentences that state each fact, the surest first."""
    query = f"""SELECT ?g ?s ?n ?o ?quote ?start ?end ?confidence ?rule ?from {{ GRAPH ?g {{ {_among("p", _STATED)}
        ?e rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; sco:quote ?quote ; sco:start ?start ; sco:end ?end .
        OPTIONAL {{ ?e sco:confidence ?confidence }} OPTIONAL {{ ?e sco:extractedBy ?rule }}
        OPTIONAL {{ ?e sco:resolvedFrom ?from }} }} }}"""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    text = functools.cache(text_of)  # of the few rules
    for graph, subject, number, value, quote, start, end, confidence, rule, resolved in read_rows(source, query):
        if subject not in names or (value not in names and number not in _LITERAL_NUMBERS):
            continue
        reason = {
            "article": _article(graph),
            "quote": text_of(quote),
            "start": int(_number(start, 0)),
            "end": int(_number(end, 0)),
            "confidence": _number(confidence, 0) if confidence else 1.0,
            "rule": text(rule).removeprefix(SCO),
        }
        if resolved:
            reason["resolved_from"] = text_of(resolved)
        found[subject, number, value].append(reason)
    for reasons in found.values():
        if len(reasons) > 1:
            reasons.sort(key=lambda reason: (-reason["confidence"], reason["article"], reason["start"], reason["end"]))
    return found


def _add_memberships(network: nx.MultiDiGraph, source: Source, names: _Names) -> None:
    """Give the membership edges their spans; a span without an edge (a former member) gets one."""
    query = """SELECT ?g ?s ?o ?status ?from ?until { GRAPH ?g {
        ?m sco:member ?o ; sco:organization ?s ; sco:status ?status .
        OPTIONAL { ?m sco:from ?from } OPTIONAL { ?m sco:until ?until } } }"""
    spans = [(graph, one, two, *map(text_of, about)) for graph, one, two, *about in read_rows(source, query)]
    for graph, subject, value, status, first, last in sorted(
        spans, key=lambda span: (span[4], span[5] or "9999", span)
    ):
        predicate = STANDINGS.get(status.removeprefix(SCO))
        if predicate is None or subject not in names or value not in names:
            continue
        ends = names[subject], names[value]
        if not network.has_edge(*ends, predicate):
            network.add_edge(*ends, key=predicate, **_edge(predicate, [graph], []))
        edge = network.edges[(*ends, predicate)]
        for key, date in (("from", first), ("until", last)):
            if _ISO_DATE.fullmatch(date):
                edge[key] = date


def _read_articles(source: Source) -> dict[str, dict[str, str]]:
    """Article -> its title, date, publisher and source, where known."""
    listed = read_rows(source, "SELECT DISTINCT ?a { ?a rdf:type sco:Article }")
    articles: dict[str, dict[str, str]] = {cell: {} for (cell,) in listed}
    named = _by_number(_ABOUT_ARTICLES)
    for _, subject, number, value in read_rows(source, _quads(_ABOUT_ARTICLES)):
        if subject in articles:
            articles[subject][named[number]] = text_of(value)
    return {_name(cell): about for cell, about in sorted(articles.items())}
