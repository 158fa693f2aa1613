"""Networks as JSON-LD: plain triples that any RDF tool reads, and a reified statement a fact that says who says so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import networkx as nx

from sco_graph.iris import ID, PREFIXES, SCO
from sco_graph.model import PROPERTIES, Kind
from sco_graph.network.reading import set_span

_CONTEXT = {
    **{prefix: {"@id": namespace, "@prefix": True} for prefix, namespace in PREFIXES.items()},
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "alt_labels": {"@id": "skos:altLabel", "@container": "@set"},
    "wikidata": {"@id": "skos:exactMatch", "@type": "@id"},
    "lat": "geo:lat",
    "long": "geo:long",
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "articles": {"@id": "prov:wasDerivedFrom", "@type": "@id", "@container": "@set"},
}
_XSD_BY_LENGTH = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_OF_STATEMENT = ("reference", "confidence", "from", "until", "evidence")
_ABOUT_ARTICLE = ("title", "issued", "publisher", "source")


def _iri(name: str) -> str:
    return name if "://" in name else ID + name


def _local(iri: str) -> str:
    return iri.removeprefix(ID)


def _predicate(name: str) -> str:
    return "skos:narrower" if name == "narrower" else f"sco:{name}"


def _literal(predicate: str, value: str) -> Any:
    kind = PROPERTIES.get(predicate)
    if kind is Kind.DATE and len(value) in _XSD_BY_LENGTH:
        return {"@value": value, "@type": _XSD_BY_LENGTH[len(value)]}
    if kind is Kind.INTEGER:
        return {"@value": value, "@type": "xsd:integer"}
    return {"@id": SCO + value} if kind is Kind.TERM else value


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(value["@value"]) if "@value" in value else str(value["@id"]).removeprefix(SCO)
    return str(value)


def to_jsonld(network: nx.MultiDiGraph) -> str:
    """Write as JSON-LD 1.1 in the vocabulary of the graph."""
    things = [_thing(network, name, data) for name, data in network.nodes(data=True)]
    statements = [_statement(number, *edge) for number, edge in enumerate(network.edges(keys=True, data=True))]
    articles = [
        {
            "id": _iri(name),
            "type": "sco:Article",
            **{f"dcterms:{k}": v for k, v in about.items() if k in _ABOUT_ARTICLE},
        }
        for name, about in network.graph.get("articles", {}).items()
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": things + statements + articles}, ensure_ascii=False)


def _thing(network: nx.MultiDiGraph, name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"id": _iri(name), "type": f"sco:{data['class']}", "label": data["label"]}
    made.update({key: data[key] for key in ("alt_labels", "lat", "long") if key in data})
    if "wikidata" in data:
        made["wikidata"] = PREFIXES["wd"] + data["wikidata"]
    for predicate, values in data.get("facts", {}).items():
        made[_predicate(predicate)] = [_literal(predicate, value) for value in values]
    if "evidence" in data:
        made["sco:evidence"] = {"@value": data["evidence"], "@type": "@json"}
    for _, other, predicate in network.out_edges(name, keys=True):
        made.setdefault(_predicate(predicate), []).append({"@id": _iri(other)})
    return made


def _statement(number: int, subject: str, value: str, predicate: str, data: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"_:f{number}",
        "type": "rdf:Statement",
        "subject": _iri(subject),
        "predicate": _predicate(predicate),
        "object": _iri(value),
        "articles": [_iri(article) for article in data.get("articles", ())],
    }
    for key in _OF_STATEMENT:
        if key in data:
            made[f"sco:{key}"] = {"@value": data[key], "@type": "@json"} if key == "evidence" else data[key]
    return made


def from_jsonld(text: str) -> nx.MultiDiGraph:
    """Read what ``to_jsonld`` wrote (not JSON-LD in general: load that into a store)."""
    network = nx.MultiDiGraph(articles={})
    rows = json.loads(text)["@graph"]
    for row in rows:
        if row["type"] == "sco:Article":
            about = {key: row[f"dcterms:{key}"] for key in _ABOUT_ARTICLE if f"dcterms:{key}" in row}
            network.graph["articles"][_local(row["id"])] = about
        elif row["type"] != "rdf:Statement":
            network.add_node(_local(row["id"]), **_node(row))
    for row in rows:
        if row["type"] == "rdf:Statement":
            predicate = row["predicate"].partition(":")[2]
            data = {key: row[f"sco:{key}"] for key in _OF_STATEMENT if f"sco:{key}" in row}
            if "evidence" in data:
                data["evidence"] = data["evidence"]["@value"]
            articles = [_local(article) for article in row["articles"]]
            ends = (_local(row["subject"]), _local(row["object"]))
            network.add_edge(*ends, key=predicate, predicate=predicate, articles=articles, **data)
    return network


def _node(row: Mapping[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = {"label": row["label"], "class": row["type"].removeprefix("sco:")}
    node.update({key: row[key] for key in ("alt_labels", "lat", "long") if key in row})
    if "wikidata" in row:
        node["wikidata"] = row["wikidata"].removeprefix(PREFIXES["wd"])
    facts = {
        predicate: [_plain(value) for value in row[f"sco:{predicate}"]]
        for predicate, kind in sorted(PROPERTIES.items())
        if kind not in (Kind.THING, Kind.TOPIC) and f"sco:{predicate}" in row
    }
    if facts:
        node["facts"] = facts
        if "sco:evidence" in row:
            node["evidence"] = row["sco:evidence"]["@value"]
        set_span(node)
    return node
