"""The store as a network: things are nodes, facts between things are edges, one edge a predicate.

A node is named by its local name (``Beijing``), or by its whole IRI if it lies outside ``id:``.  It carries ``label``
and ``class``, and where known ``alt_labels``, ``start``, ``end`` (ISO dates of an event or agreement), ``lat``,
``long``, ``wikidata`` and ``facts`` (predicate -> values that are no things).  An edge's key and ``predicate`` are the
property's local name; it carries ``articles`` (who says so), ``reference`` (whether the curated tables say so),
``confidence`` and ``evidence``, and a membership also ``from`` and ``until``.  ``network.graph["articles"]`` describes
the articles.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import networkx as nx

from sco_graph.iris import ID, PREFIXES, REFERENCE_GRAPH, SCO
from sco_graph.model import CLASSES, PROPERTIES, STANDINGS, Kind, is_a

_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ABOUT_MEMBERSHIP = frozenset({"member", "organization", "from", "until"})
_RELATIONS = [*sorted(p for p, kind in PROPERTIES.items() if kind in (Kind.THING, Kind.TOPIC)), "narrower"]
_LITERALS = sorted(p for p, kind in PROPERTIES.items() if kind not in (Kind.THING, Kind.TOPIC))
_DATES = {"Event": ("startDate", "endDate"), "Agreement": ("adoptedOn", None)}
_ABOUT_ARTICLES = {"title": "dcterms", "issued": "dcterms", "publisher": "dcterms", "source": "dcterms"}
_NOT_NODES = frozenset({"Membership", "Article", "Mention", "Evidence"})


class Queryable(Protocol):
    """What this module asks of a graph or a store: rows of a SELECT, whose cells are found by variable."""

    def query(self, text: str, /) -> Iterable[Any]:
        """Answer a SELECT query over the union of all graphs."""
        ...


def _text(cell: Any) -> str:
    """The text of a cell, whether the store hands out RDF terms or plain strings."""
    return str(getattr(cell, "value", cell))


def _name(cell: Any) -> str:
    return _text(cell).removeprefix(ID)


def _number(cell: Any) -> float:
    """A number, or NaN where a literal is none: a store may hold anything."""
    try:
        return float(_text(cell))
    except ValueError:
        return math.nan


def _offset(cell: Any) -> int:
    number = _number(cell)
    return int(number) if math.isfinite(number) else 0


def _property(cell: Any) -> str:
    iri = _text(cell)
    return iri.removeprefix(SCO) if iri.startswith(SCO) else iri.rpartition("#")[2]


def _select(source: Queryable, text: str) -> Iterator[Any]:
    used = {p for p in PREFIXES if f"{p}:" in text}
    yield from source.query("".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in sorted(used)) + text)


def _among(predicates: Iterable[str]) -> str:
    return "VALUES ?p { " + " ".join("skos:narrower" if p == "narrower" else f"sco:{p}" for p in predicates) + " }"


def read_network(source: Queryable, *, topics: bool = True, evidence: bool = True) -> nx.MultiDiGraph:
    """Read a store as a network.

    Args:
        source: A graph or store.
        topics: Whether topics are nodes too.
        evidence: Whether edges carry the sentences that state them (slower and larger).

    Returns:
        A ``networkx.MultiDiGraph``; the same store gives the same nodes and edges in the same order.
    """
    network = nx.MultiDiGraph()
    classes = _read_classes(source)
    wanted = {thing for thing, cls in classes.items() if topics or cls != "Topic"}
    labels = _read_labels(source)
    for thing in sorted(wanted):
        preferred, others = labels.get(thing, ([], []))
        label = preferred[0] if preferred else thing
        network.add_node(thing, label=label, **{"class": classes[thing]})
        if alternatives := sorted({*preferred, *others} - {label}):
            network.nodes[thing]["alt_labels"] = alternatives
    _add_literals(network, source)
    _add_relations(network, source, evidence=evidence)
    _add_memberships(network, source)
    network.graph["articles"] = _read_articles(source)
    return network


def _read_classes(source: Queryable) -> dict[str, str]:
    """Thing -> its most specific class."""
    found: dict[str, str] = {}
    for row in _select(source, "SELECT DISTINCT ?s ?c WHERE { ?s rdf:type ?c }"):
        cls = _text(row["c"]).removeprefix(SCO)
        if cls not in CLASSES or cls in _NOT_NODES:
            continue
        thing = _name(row["s"])
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


def _read_labels(source: Queryable) -> dict[str, tuple[list[str], list[str]]]:
    """Thing -> (labels, other names); the reference's label first, then the one most articles use."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    others: dict[str, set[str]] = defaultdict(set)
    query = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { VALUES ?p { rdfs:label skos:prefLabel skos:altLabel } ?s ?p ?o } }"
    for row in _select(source, query):
        thing, value = _name(row["s"]), _text(row["o"])
        if _text(row["p"]).endswith("altLabel"):
            others[thing].add(value)
        else:
            counts[thing][value] += 1_000_000 if _text(row["g"]) == REFERENCE_GRAPH else 1
    best = {thing: sorted(c, key=lambda text: (-c[text], -len(text), text)) for thing, c in counts.items()}
    return {thing: (best.get(thing, []), sorted(others.get(thing, ()))) for thing in best.keys() | others.keys()}


def _add_literals(network: nx.MultiDiGraph, source: Queryable) -> None:
    said: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in _select(source, f"SELECT ?g ?s ?p ?o WHERE {{ GRAPH ?g {{ {_among(_LITERALS)} ?s ?p ?o }} }}"):
        thing = _name(row["s"])
        if thing in network:
            weight = 1_000_000 if _text(row["g"]) == REFERENCE_GRAPH else 1
            said[thing, _property(row["p"])][_text(row["o"]).removeprefix(SCO)] += weight
    for (thing, predicate), values in sorted(said.items()):
        best = sorted(values, key=lambda value: (-values[value], -len(value), value))
        network.nodes[thing].setdefault("facts", {})[predicate] = best
    for _, node in network.nodes(data=True):
        set_span(node)
    _add_places(network, source)


def set_span(node: dict[str, Any]) -> None:
    """Give an event or agreement the dates that its facts tell."""
    for cls, (first, last) in _DATES.items():
        if is_a(node["class"], cls):
            facts = node.get("facts", {})
            for key, predicate in (("start", first), ("end", last)):
                dates = [value for value in facts.get(predicate, ()) if _ISO_DATE.fullmatch(value)]
                if dates:
                    node[key] = dates[0]


def _add_places(network: nx.MultiDiGraph, source: Queryable) -> None:
    for row in _select(source, "SELECT DISTINCT ?s ?lat ?long WHERE { ?s geo:lat ?lat ; geo:long ?long }"):
        lat, long = _number(row["lat"]), _number(row["long"])
        if (thing := _name(row["s"])) in network and abs(lat) <= 90 and abs(long) <= 180:
            network.nodes[thing].update(lat=lat, long=long)
    for row in _select(source, "SELECT DISTINCT ?s ?o WHERE { ?s skos:exactMatch ?o }"):
        item = _text(row["o"])
        if (thing := _name(row["s"])) in network and item.startswith(PREFIXES["wd"]):
            network.nodes[thing]["wikidata"] = item.removeprefix(PREFIXES["wd"])


def _add_relations(network: nx.MultiDiGraph, source: Queryable, *, evidence: bool) -> None:
    relations = [p for p in _RELATIONS if p not in _ABOUT_MEMBERSHIP]
    graphs: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in _select(source, f"SELECT ?g ?s ?p ?o WHERE {{ GRAPH ?g {{ {_among(relations)} ?s ?p ?o }} }}"):
        graphs[_name(row["s"]), _property(row["p"]), _name(row["o"])].add(_text(row["g"]))
    why = _read_evidence(source) if evidence else {}
    for (subject, predicate, value), named in sorted(graphs.items()):
        if subject in network and value in network:
            reasons = why.get((subject, predicate, value), [])
            network.add_edge(subject, value, key=predicate, **_edge(predicate, named, reasons))


def _edge(predicate: str, graphs: Iterable[str] = (), evidence: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    named = set(graphs)
    edge: dict[str, Any] = {
        "predicate": predicate,
        "articles": sorted(_name(g) for g in named - {REFERENCE_GRAPH}),
        "reference": REFERENCE_GRAPH in named,
        "evidence": evidence or [],
    }
    if evidence:
        edge["confidence"] = max(reason["confidence"] for reason in evidence)
    return edge


def _read_evidence(source: Queryable) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    query = """SELECT ?g ?s ?p ?o ?quote ?start ?end ?confidence ?rule ?from WHERE { GRAPH ?g {
        ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sco:quote ?quote ; sco:start ?start ; sco:end ?end .
        OPTIONAL { ?e sco:confidence ?confidence } OPTIONAL { ?e sco:extractedBy ?rule }
        OPTIONAL { ?e sco:resolvedFrom ?from } FILTER(isIRI(?o)) } }"""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in _select(source, query):
        reason = {
            "article": _name(row["g"]),
            "quote": _text(row["quote"]),
            "start": _offset(row["start"]),
            "end": _offset(row["end"]),
            "confidence": 1.0 if row["confidence"] is None else _number(row["confidence"]),
            "rule": "" if row["rule"] is None else _text(row["rule"]).removeprefix(SCO),
        }
        if row["from"] is not None:
            reason["resolved_from"] = _text(row["from"])
        found[_name(row["s"]), _property(row["p"]), _name(row["o"])].append(reason)
    for reasons in found.values():
        reasons.sort(key=lambda reason: (-reason["confidence"], reason["article"], reason["start"], reason["end"]))
    return found


def _add_memberships(network: nx.MultiDiGraph, source: Queryable) -> None:
    """Give the membership edges their spans; a span without an edge (a former member) gets one."""
    query = """SELECT ?g ?s ?o ?status ?from ?until WHERE { GRAPH ?g {
        ?m sco:member ?o ; sco:organization ?s ; sco:status ?status .
        OPTIONAL { ?m sco:from ?from } OPTIONAL { ?m sco:until ?until } } }"""
    rows = [{v: None if row[v] is None else _text(row[v]) for v in _SPAN} for row in _select(source, query)]
    rows.sort(key=lambda row: (row["from"] or "", row["until"] or "9999", row["g"] or ""))
    for row in rows:
        subject, value = _name(row["s"]), _name(row["o"])
        predicate = STANDINGS.get((row["status"] or "").removeprefix(SCO))
        if predicate is None or subject not in network or value not in network:
            continue
        if not network.has_edge(subject, value, predicate):
            network.add_edge(subject, value, key=predicate, **_edge(predicate, [row["g"] or ""]))
        edge = network.edges[subject, value, predicate]
        for key in ("from", "until"):
            if _ISO_DATE.fullmatch(row[key] or ""):
                edge[key] = row[key]


_SPAN = ("g", "s", "o", "status", "from", "until")


def _read_articles(source: Queryable) -> dict[str, dict[str, str]]:
    """Article -> its title, date, publisher and source, where known."""
    articles: dict[str, dict[str, str]] = {}
    for row in _select(source, "SELECT DISTINCT ?a WHERE { ?a rdf:type sco:Article }"):
        articles[_name(row["a"])] = {}
    values = " ".join(f"{prefix}:{name}" for name, prefix in _ABOUT_ARTICLES.items())
    query = f"SELECT ?s ?p ?o WHERE {{ ?s rdf:type sco:Article . VALUES ?p {{ {values} }} ?s ?p ?o }}"
    for row in _select(source, query):
        name = _text(row["p"]).rpartition("/")[2]
        articles.setdefault(_name(row["s"]), {})[name] = _text(row["o"])
    return dict(sorted(articles.items()))
