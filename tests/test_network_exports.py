"""Networks for other tools, and back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from network_example import example_network

from sco_graph.errors import InputError, NotFoundError
from sco_graph.network import FORMATS, export, load, save
from sco_graph.network.exports import from_csv, to_csv

_HOSTILE = "</script><script>alert(1)</script> \"quoted\" 'q' & \u2028 \u202eRTL =1+1 , ; \t x\r\ny \n"


def _content(network: nx.MultiDiGraph) -> tuple[dict[str, Any], list[Any]]:
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    return dict(network.nodes(data=True)), edges


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_round_trips(tmp_path: Path, name: str) -> None:
    """What was saved is read back: every node, edge and attribute, evidence included."""
    network = example_network()
    path = tmp_path / f"network{FORMATS[name].suffix}"
    save(network, path)
    assert _content(load(path)) == _content(network)


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_labels_and_quotes_round_trip(tmp_path: Path, name: str) -> None:
    """Markup, quotes, separators, line ends and marks of direction survive, and end no block early."""
    network = nx.MultiDiGraph(articles={})
    network.add_node("a", label=_HOSTILE, **{"class": "Meeting"}, alt_labels=[_HOSTILE])
    network.add_node("b", label="", **{"class": "State"})
    evidence = [{"article": "x", "quote": _HOSTILE, "start": 0, "end": 9, "confidence": 0.5, "rule": "r"}]
    network.add_edge(
        "a", "b", key="place", predicate="place", articles=["x"], reference=False, evidence=evidence, confidence=0.5
    )
    path = tmp_path / f"network{FORMATS[name].suffix}"
    save(network, path)
    assert _content(load(path)) == _content(network)


@given(label=st.text(max_size=60))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("graphml", "gexf")])
def test_any_label_at_all_round_trips(name: str, label: str) -> None:
    """Whatever Unicode holds (lone surrogates aside, which no file can)."""
    network = nx.MultiDiGraph(articles={})
    network.add_node("a", label=label, **{"class": "Meeting"})
    format_ = FORMATS[name]
    assert _content(format_.read(format_.write(network))) == _content(network)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_what_xml_cannot_hold_becomes_the_replacement_character(name: str) -> None:
    """A control character must not make a file that no parser opens."""
    network = nx.MultiDiGraph(articles={})
    network.add_node("a", label="x\x00\x0b\ufffey", **{"class": "Meeting"})
    read = FORMATS[name].read(FORMATS[name].write(network))
    assert read.nodes["a"]["label"] == "x\ufffd\ufffd\ufffdy"


def test_igraph_and_networkx_open_graphml(tmp_path: Path) -> None:
    """The file is GraphML as others understand it."""
    import igraph

    network, path = example_network(), tmp_path / "n.graphml"
    save(network, path)
    opened = igraph.Graph.Read_GraphML(str(path))
    assert (opened.vcount(), opened.ecount()) == (len(network), network.number_of_edges())
    assert set(opened.vs["label"]) == {label for _, label in network.nodes(data="label")}
    assert nx.read_graphml(path, force_multigraph=True).number_of_edges() == network.number_of_edges()


def test_gexf_gives_gephi_whole_dates() -> None:
    """A month counts from its first day, and the exact date stays beside it."""
    text = export(example_network(), "gexf").decode("utf-8")
    read = nx.read_gexf(io.BytesIO(text.encode("utf-8")))
    assert read.nodes["Peace_Mission_2014"]["start"] == "2014-08-01"
    assert read.nodes["Peace_Mission_2014"]["start_date"] == "2014-08"
    assert 'xmlns="http://www.gexf.net/1.2draft"' in text


def test_csv_tables_begin_with_the_columns_that_tools_look_for() -> None:
    """Gephi, pandas and spreadsheets find id, source and target by name."""
    nodes, edges = to_csv(example_network())
    assert nodes.partition("\r\n")[0].startswith("id,label,class,")
    assert edges.partition("\r\n")[0].startswith("source,target,predicate,")
    assert len(from_csv(nodes, edges)) == 12


def test_a_cell_beyond_the_csv_modules_limit_is_read_back() -> None:
    """A label of 200 KB is no reason to fail."""
    network = nx.MultiDiGraph()
    network.add_node("a", label="x" * 200_000, **{"class": "Meeting"})
    assert len(from_csv(*to_csv(network)).nodes["a"]["label"]) == 200_000


def test_cytoscape_json_has_elements_with_ids() -> None:
    """cytoscape.js reads elements.nodes and elements.edges."""
    whole = json.loads(export(example_network(), "cytoscape"))
    assert {node["data"]["id"] for node in whole["elements"]["nodes"]} == set(example_network())
    assert len({edge["data"]["id"] for edge in whole["elements"]["edges"]}) == example_network().number_of_edges()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, while it parses JSON-LD
def test_rdf_tools_read_the_facts_from_json_ld() -> None:
    """Two independent parsers find the fact and its typed date."""
    data = export(example_network(), "jsonld")
    place = "https://w3id.org/sco-graph/ontology#place"
    meeting, beijing = (f"https://w3id.org/sco-graph/id/{name}" for name in ("Meeting_2012", "Beijing"))
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    assert (rdflib.URIRef(meeting), rdflib.URIRef(place), rdflib.URIRef(beijing)) in graph
    store = pyoxigraph.Store()
    store.load(data, format=pyoxigraph.RdfFormat.JSON_LD)
    node = pyoxigraph.NamedNode
    assert any(store.quads_for_pattern(node(meeting), node(place), node(beijing)))
    dates = store.quads_for_pattern(
        node("https://w3id.org/sco-graph/id/Peace_Mission_2014"), node(place.replace("place", "startDate")), None
    )
    month = node("http://www.w3.org/2001/XMLSchema#gYearMonth")
    assert [quad.object for quad in dates] == [pyoxigraph.Literal("2014-08", datatype=month)]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_is_something_else_is_an_error_in_words(tmp_path: Path, name: str) -> None:
    """Broken or truncated content is named with the file."""
    path = tmp_path / f"bad{FORMATS[name].suffix}"
    path.write_bytes(b'{"not": "a network"')
    with pytest.raises(InputError, match="bad"):
        load(path)


def test_wrong_names_are_errors(tmp_path: Path) -> None:
    """An unknown end of name, an unknown format, a missing file, a projection."""
    with pytest.raises(InputError, match=r"\.graphml"):
        save(example_network(), tmp_path / "n.xyz")
    with pytest.raises(InputError, match="graphml"):
        export(example_network(), "xyz")
    with pytest.raises(NotFoundError):
        load(tmp_path / "none.gexf")
    with pytest.raises(InputError, match="read_network"):
        export(nx.Graph(), "graphml")


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_files_are_valid_by_their_schema(name: str) -> None:
    """Types, required attributes, unique ids, ends that exist; networkx alone writes edges that share an id."""
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / f"{name}.xsd"))
    written = export(example_network(), name)
    schema.assertValid(etree.fromstring(written if isinstance(written, bytes) else written.encode("utf-8")))


def test_igraph_reads_the_graphml(tmp_path: Path) -> None:
    """All things and facts, with their labels."""
    import igraph

    network = example_network()
    save(network, tmp_path / "n.graphml")
    read = igraph.Graph.Read_GraphML(str(tmp_path / "n.graphml"))
    assert (read.vcount(), read.ecount()) == (len(network), network.number_of_edges())
    assert "Shanghai Cooperation Organisation" in read.vs["label"]
