"""Networks for other tools, and back: GraphML, GEXF, CSV, Cytoscape JSON, JSON-LD.

Every format keeps every node, edge and attribute, so that ``from_x(to_x(network))`` equals the network; what a format
has no place for (lists, evidence) travels as JSON text.  Two limits of XML: control characters that it cannot hold
become U+FFFD, and GEXF and CSV have no place for the description of the articles.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import networkx as nx

from sco_graph.errors import InputError, NotFoundError
from sco_graph.network.jsonld import from_jsonld, to_jsonld

_STRUCTURED = frozenset({"alt_labels", "facts", "articles", "evidence", "events", "agreements", "path"})
_NUMBERS = frozenset({"lat", "long", "confidence", "weight"})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of a zip entry; a clock would make equal networks differ in bytes


def _flat(data: Mapping[str, Any], *, xml: bool) -> dict[str, Any]:
    """Attributes as plain values."""
    flat = {key: _json(value) if key in _STRUCTURED else value for key, value in data.items()}
    if xml:
        return {key: _NOT_XML.sub("\ufffd", v) if isinstance(v, str) else v for key, v in flat.items()}
    return flat


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _rich(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: json.loads(value) if key in _STRUCTURED else value for key, value in data.items()}


def _empty_like(network: nx.Graph) -> nx.MultiDiGraph:
    if not (network.is_multigraph() and network.is_directed()):
        raise InputError("only a network from read_network can be exported; write a projection with networkx itself")
    return nx.MultiDiGraph()


def _edges(network: nx.MultiDiGraph, *, xml: bool) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (a, b, _flat({"predicate": key, **data}, xml=xml)) for a, b, key, data in network.edges(keys=True, data=True)
    ]


def _rebuilt(nodes: Any, edges: Any, graph: Mapping[str, Any] | None = None) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(**(graph or {}))
    network.add_nodes_from((name, _rich(data)) for name, data in nodes)
    for one, two, data in edges:
        network.add_edge(one, two, key=data["predicate"], **_rich(data))
    return network


def to_graphml(network: nx.MultiDiGraph) -> str:
    """Write as GraphML."""
    made = _empty_like(network)
    made.graph.update(_flat(network.graph, xml=True))
    made.add_nodes_from((name, _flat(data, xml=True)) for name, data in network.nodes(data=True))
    for number, (one, two, data) in enumerate(_edges(network, xml=True)):
        made.add_edge(one, two, key=number, **data)  # the key becomes the edge's id, which has to be its own
    out = io.BytesIO()
    nx.write_graphml(made, out)
    return out.getvalue().decode("utf-8")


def from_graphml(text: str) -> nx.MultiDiGraph:
    """Read what ``to_graphml`` wrote."""
    made = nx.parse_graphml(text, force_multigraph=True)
    kept = {key: value for key, value in made.graph.items() if key not in ("node_default", "edge_default")}
    return _rebuilt(made.nodes(data=True), made.edges(data=True), _rich(kept))


def to_gexf(network: nx.MultiDiGraph) -> str:
    """Write as GEXF 1.2; Gephi finds the dates of events as the times of its nodes."""
    made = _empty_like(network)
    made.graph["mode"] = "dynamic"
    for name, data in network.nodes(data=True):
        flat = _flat(data, xml=True)
        for key, day in (("start", "01"), ("end", "28")):
            if date := flat.pop(key, None):
                flat[f"{key}_date"] = date
                flat[key] = _whole_date(date, day)
        made.add_node(name, **flat)
    for number, (one, two, data) in enumerate(_edges(network, xml=True)):
        made.add_edge(one, two, key=number, id=number, label=data["predicate"], **data)
    text = "\n".join(nx.generate_gexf(made, version="1.2draft"))
    # The schema knows no name of a graph, which networkx writes all the same.
    return "<?xml version='1.0' encoding='utf-8'?>\n" + text.replace(' name="" ', " ", 1)


def _whole_date(date: str, day: str) -> str:
    """A date at any precision as a full one: GEXF knows no other."""
    month = "01" if day == "01" else "12"
    return date + {4: f"-{month}-{day}", 7: f"-{day}"}.get(len(date), "")


def from_gexf(text: str) -> nx.MultiDiGraph:
    """Read what ``to_gexf`` wrote."""
    made = nx.read_gexf(io.BytesIO(text.encode("utf-8")))
    nodes = []
    for name, data in made.nodes(data=True):
        dates = {key: data[f"{key}_date"] for key in ("start", "end") if f"{key}_date" in data}
        kept = {k: v for k, v in data.items() if k not in ("start", "end", "start_date", "end_date")}
        nodes.append((name, kept | dates))
    edges = [(a, b, {k: v for k, v in d.items() if k not in ("id", "label")}) for a, b, d in made.edges(data=True)]
    return _rebuilt(nodes, edges)


def to_csv(network: nx.MultiDiGraph) -> tuple[str, str]:
    """Write as two CSV tables: nodes (``id``, ``label``, ...), edges (``source``, ``target``, ``predicate``, ...)."""
    _empty_like(network)
    nodes = [{"id": name, **_flat(data, xml=False)} for name, data in network.nodes(data=True)]
    edges = [{"source": a, "target": b, **data} for a, b, data in _edges(network, xml=False)]
    return _table(nodes, ("id", "label", "class")), _table(edges, ("source", "target", "predicate"))


def _table(rows: list[dict[str, Any]], first: tuple[str, ...]) -> str:
    columns = [*first, *sorted({key for row in rows for key in row} - set(first))]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, quoting=csv.QUOTE_MINIMAL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def from_csv(nodes: str, edges: str) -> nx.MultiDiGraph:
    """Read what ``to_csv`` wrote."""
    node_rows, edge_rows = ([_typed(row) for row in _rows(text)] for text in (nodes, edges))
    return _rebuilt(
        [(row["id"], {k: v for k, v in row.items() if k != "id"}) for row in node_rows],
        [
            (row["source"], row["target"], {k: v for k, v in row.items() if k not in ("source", "target")})
            for row in edge_rows
        ],
    )


def _rows(text: str) -> list[dict[str, str]]:
    # A sentence may be longer than the csv module's default limit of 128 KiB a cell.
    previous = csv.field_size_limit(2**31 - 1)
    try:
        return list(csv.DictReader(io.StringIO(text, newline="")))
    finally:
        csv.field_size_limit(previous)


def _typed(row: Mapping[str, str]) -> dict[str, Any]:
    """Cells with their types; an empty one was not there, save for a label, which every node has."""
    typed: dict[str, Any] = {}
    for key, value in row.items():
        if value == "" and key != "label":
            continue
        typed[key] = float(value) if key in _NUMBERS else value == "True" if key == "reference" else value
    return typed


def to_csv_zip(network: nx.MultiDiGraph) -> bytes:
    """Both CSV tables in one zip archive: ``nodes.csv`` and ``edges.csv``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in zip(("nodes.csv", "edges.csv"), to_csv(network), strict=True):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def from_csv_zip(data: bytes) -> nx.MultiDiGraph:
    """Read what ``to_csv_zip`` wrote."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return from_csv(*(archive.read(name).decode("utf-8") for name in ("nodes.csv", "edges.csv")))


def to_cytoscape(network: nx.MultiDiGraph) -> str:
    """Write as JSON that Cytoscape and cytoscape.js open."""
    _empty_like(network)
    nodes = [{"data": {"id": name, **data}} for name, data in network.nodes(data=True)]
    edges = [
        {"data": {"id": f"e{number}", "source": a, "target": b, "predicate": key, **data}}
        for number, (a, b, key, data) in enumerate(network.edges(keys=True, data=True))
    ]
    whole = {"data": dict(network.graph), "directed": True, "elements": {"nodes": nodes, "edges": edges}}
    return json.dumps(whole, ensure_ascii=False)


def from_cytoscape(text: str) -> nx.MultiDiGraph:
    """Read what ``to_cytoscape`` wrote."""
    whole = json.loads(text)
    network = nx.MultiDiGraph(**whole["data"])
    for node in whole["elements"]["nodes"]:
        data = dict(node["data"])
        network.add_node(data.pop("id"), **data)
    for edge in whole["elements"]["edges"]:
        data = {key: value for key, value in edge["data"].items() if key != "id"}
        network.add_edge(data.pop("source"), data.pop("target"), key=data["predicate"], **data)
    return network


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a network: how its files end, what they are, and who writes and reads them."""

    suffix: str
    media_type: str
    write: Callable[[nx.MultiDiGraph], str | bytes]
    read: Callable[[Any], nx.MultiDiGraph]
    binary: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "graphml": Format(".graphml", "application/graphml+xml", to_graphml, from_graphml),
        "gexf": Format(".gexf", "application/gexf+xml", to_gexf, from_gexf),
        "csv": Format(".csv.zip", "application/zip", to_csv_zip, from_csv_zip, binary=True),
        "cytoscape": Format(".cyjs", "application/json", to_cytoscape, from_cytoscape),
        "jsonld": Format(".jsonld", "application/ld+json", to_jsonld, from_jsonld),
    }
)
"""Name -> format."""


def export(network: nx.MultiDiGraph, format_: str) -> bytes:
    """Write a network in one of ``FORMATS``.

    Raises:
        InputError: if there is no such format.
    """
    if format_ not in FORMATS:
        raise InputError(f"no network format is called {format_!r}; there are {', '.join(FORMATS)}")
    written = FORMATS[format_].write(network)
    return written if isinstance(written, bytes) else written.encode("utf-8")


def save(network: nx.MultiDiGraph, path: str | Path) -> None:
    """Write a network to a file; the end of its name says how (see ``FORMATS``).

    Raises:
        InputError: if the name has another end.
    """
    Path(path).write_bytes(export(network, _format_of(path)))


def load(path: str | Path) -> nx.MultiDiGraph:
    """Read a network that ``save`` wrote.

    Raises:
        InputError: if the name's end is none of ours, or the content is not what the name says.
        NotFoundError: if there is no such file.
    """
    format_ = FORMATS[_format_of(path)]
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"{path}: there is no such file") from error
    try:
        return format_.read(content if format_.binary else content.decode("utf-8"))
    except (ValueError, KeyError, SyntaxError, nx.NetworkXError, zipfile.BadZipFile, AttributeError) as error:
        raise InputError(f"{path}: not a network in {format_.suffix} form: {error}") from error


def _format_of(path: str | Path) -> str:
    for name, format_ in FORMATS.items():
        if str(path).endswith(format_.suffix):
            return name
    endings = ", ".join(format_.suffix for format_ in FORMATS.values())
    raise InputError(f"{path}: a network's file name ends in one of {endings}")
