"""The store as a network: what is read, selected, projected, measured, laid out."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from network_example import EXAMPLE, example_network, example_store, store_of

from sco_graph.errors import InputError, NotFoundError
from sco_graph.network import (
    LAYOUTS,
    agreement_parties,
    backbone,
    between,
    centralities,
    change,
    co_participation,
    communities,
    find_thing,
    hosting,
    layout,
    memberships,
    neighbourhood,
    of_classes,
    overview,
    read_network,
    shortest_path,
    states_of,
)
from sco_graph.rdf import write_quads
from sco_graph.store import MemoryStore


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph:
    """The example, read once."""
    return example_network()


def test_nodes_carry_the_most_specific_class_names_dates_and_place(network: nx.MultiDiGraph) -> None:
    """A thing with two types has the finer one; dates, coordinates, names and Wikidata items are attributes."""
    assert network.nodes["Meeting_2012"] == {
        "label": "Seventh meeting of secretaries",
        "class": "Meeting",
        "start": "2012-04-11",
        "end": "2012-04-12",
        "facts": {"edition": ["7"], "endDate": ["2012-04-12"], "startDate": ["2012-04-11"]},
        "evidence": {
            "startDate": {
                "2012-04-11": [
                    {
                        "article": "article_one",
                        "quote": "on Wednesday",
                        "start": 41,
                        "end": 53,
                        "confidence": 0.8,
                        "rule": "events.date",
                        "resolved_from": "Wednesday",
                    }
                ]
            }
        },
    }
    china = network.nodes["China"]
    assert (china["lat"], china["long"], china["wikidata"], china["alt_labels"]) == (35.0, 105.0, "Q148", ["PRC"])


def test_articles_evidence_and_memberships_are_no_nodes(network: nx.MultiDiGraph) -> None:
    """Only the things that articles speak of are nodes."""
    assert {"article_one", "e1", "SCO_China"}.isdisjoint(network)
    assert network.graph["articles"]["article_one"]["publisher"] == "Kazinform"


def test_an_edge_knows_every_article_and_sentence_that_states_it(network: nx.MultiDiGraph) -> None:
    """Evidence of two articles meets on one edge, the surest first."""
    edge = network.edges["Meeting_2012", "Beijing", "place"]
    assert edge["articles"] == ["article_one", "article_two"]
    assert [reason["quote"] for reason in edge["evidence"]] == [
        "The meeting opened in Beijing.",
        "last held in Beijing",
    ]
    assert edge["evidence"][1]["resolved_from"] == "last"
    assert (edge["confidence"], edge["reference"]) == (0.9, False)
    assert network.edges["Beijing", "China", "locatedIn"]["reference"] is True


def test_parallel_relations_stay_apart(network: nx.MultiDiGraph) -> None:
    """Two predicates between the same two things are two edges, with their own spans."""
    assert sorted(network["Peace_Mission_2014"]["China"]) == ["participant", "place"]
    assert network["SCO"]["India"]["hasObserver"]["until"] == "2017-06-09"
    assert "until" not in network["SCO"]["India"]["hasMember"]


def test_the_same_store_gives_the_same_network_in_the_same_order() -> None:
    """Whatever the order in which its quads were loaded."""
    lines = write_quads(example_store().quads()).splitlines(keepends=True)
    one, two = (read_network(MemoryStore(b"".join(order))) for order in (lines, reversed(lines)))
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_topics_and_evidence_can_be_left_out() -> None:
    """Both are options, as both can be most of a network."""
    network = read_network(store_of(EXAMPLE), topics=False, evidence=False)
    assert "terrorism" not in network
    assert network.edges["Meeting_2012", "Beijing", "place"]["evidence"] == []


def test_an_empty_store_gives_an_empty_network_and_every_measure_takes_it() -> None:
    """Nothing is no error."""
    network = read_network(store_of(""))
    assert len(network) == 0
    assert len(centralities(network)) == len(communities(network)) == len(backbone(network)) == 0
    assert len(change(network, network)) == 0
    assert {kind: layout(network, kind) for kind in LAYOUTS} == {kind: {} for kind in LAYOUTS}


def test_literals_that_are_no_dates_or_numbers_do_no_harm() -> None:
    """A store may hold anything: what cannot be used is left out, the rest stays."""
    odd = """id:g { id:X a sco:Meeting ; rdfs:label "X" ; sco:startDate "soon" , "2012" ; geo:lat "high" ; geo:long 5 .
        id:e a sco:Evidence ; rdf:subject id:X ; rdf:predicate sco:place ; rdf:object id:Y ; sco:quote "q" ;
        sco:start "x" ; sco:end "NaN" . id:X sco:place id:Y . id:Y a sco:Place . }"""
    network = read_network(store_of(odd))
    assert network.nodes["X"]["start"] == "2012"
    assert "lat" not in network.nodes["X"]
    assert network.nodes["Y"]["label"] == "Y"
    assert network.edges["X", "Y", "place"]["evidence"][0]["start"] == 0


def test_names_and_quotes_arrive_as_they_were_written() -> None:
    """Commas, quotes, line ends of both kinds, empty and very long texts, and IRIs of others with a comma in them."""
    label = 'a, "b"\r\nc\rd\te'
    quote = "q" * 200_000
    written = f"""id:g {{ id:X a sco:Meeting ; rdfs:label {json.dumps(label)} ; skos:altLabel "" ;
        sco:place <http://example.org/a,b> . <http://example.org/a,b> a sco:Place .
        id:e a sco:Evidence ; rdf:subject id:X ; rdf:predicate sco:place ; rdf:object <http://example.org/a,b> ;
        sco:quote "{quote}" ; sco:start 0 ; sco:end 1 . }}"""
    network = read_network(store_of(written))
    assert network.nodes["X"]["label"] == label
    assert network.nodes["X"]["alt_labels"] == [""]
    (reason,) = network.edges["X", "http://example.org/a,b", "place"]["evidence"]
    assert (reason["quote"], reason["confidence"], reason["rule"]) == (quote, 1.0, "")


def test_a_text_that_reads_like_a_thing_is_none() -> None:
    """A place that is given as text joins nothing."""
    network = read_network(store_of('id:g { id:X a sco:Meeting ; sco:place "Beijing" . id:Beijing a sco:Place . }'))
    assert network.number_of_edges() == 0


@pytest.mark.parametrize(
    "name", ["SCO", "id:SCO", "shanghai cooperation organisation", "Shanghai Cooperation Organization"]
)
def test_a_thing_is_found_by_any_of_its_names(network: nx.MultiDiGraph, name: str) -> None:
    """Local name, prefixed name, label and other names; case does not matter."""
    assert find_thing(network, name) == "SCO"


def test_a_thing_that_is_not_there_is_an_error_that_names_the_nearest(network: nx.MultiDiGraph) -> None:
    """A typing mistake is answered with what was meant."""
    with pytest.raises(NotFoundError, match="did you mean Kazakhstan"):
        find_thing(network, "Kazakstan")


def test_neighbourhood_goes_both_ways_and_keeps_the_facts_among_its_things(network: nx.MultiDiGraph) -> None:
    """One hop from Patrushev: what he took part in, and what he represents, and the fact that joins those."""
    part = neighbourhood(network, "Nikolai Patrushev")
    assert set(part) == {"Patrushev", "Meeting_2012", "Russia"}
    assert part.has_edge("Meeting_2012", "Russia", "participant")
    assert set(neighbourhood(network, "Patrushev", hops=0)) == {"Patrushev"}
    assert set(neighbourhood(network, ["Patrushev", "Forum"], hops=0)) == {"Patrushev", "Undated_forum"}
    with pytest.raises(InputError):
        neighbourhood(network, "SCO", hops=-1)


def test_a_shortest_path_does_not_lead_through_a_topic(network: nx.MultiDiGraph) -> None:
    """That two meetings are about terrorism does not join them."""
    path = shortest_path(network, "Patrushev", "Beijing")
    assert path.graph["path"] == ["Patrushev", "Meeting_2012", "Beijing"]
    assert set(path.edges(keys=True)) == {
        ("Meeting_2012", "Patrushev", "participant"),
        ("Meeting_2012", "Beijing", "place"),
    }


def test_no_path_is_an_error_in_words() -> None:
    """Two things of different parts."""
    apart = read_network(store_of("id:g { id:A a sco:State . id:B a sco:State . }"))
    with pytest.raises(NotFoundError, match="no chain of facts"):
        shortest_path(apart, "A", "B")


def test_a_span_of_years_keeps_what_happened_and_what_held(network: nx.MultiDiGraph) -> None:
    """In 2010-2013 there was one meeting, and India was an observer, not a member."""
    part = between(network, 2010, 2013)
    assert {n for n, cls in part.nodes(data="class") if cls in ("Meeting", "Exercise", "Convention")} == {
        "Meeting_2012"
    }
    assert "hasObserver" in part["SCO"]["India"]
    assert "hasMember" not in part["SCO"]["India"]
    assert set(between(network)) == set(network)
    with pytest.raises(InputError):
        between(network, 2013, 2010)


def test_of_classes_takes_subclasses(network: nx.MultiDiGraph) -> None:
    """An exercise is an event."""
    assert set(of_classes(network, ["Event"])) == {"Meeting_2012", "Peace_Mission_2014", "Undated_forum"}


def test_co_participation_counts_events_and_the_people_of_a_state(network: nx.MultiDiGraph) -> None:
    """China and Russia met twice; Patrushev stands for Russia, once counted."""
    graph = co_participation(network)
    assert graph["China"]["Russia"] == {"weight": 2, "events": ["Meeting_2012", "Peace_Mission_2014"]}
    assert graph["China"]["Kazakhstan"]["weight"] == 1
    assert set(co_participation(network, last=2013)) == {"China", "Russia"}


def test_hosting_finds_the_state_of_a_place(network: nx.MultiDiGraph) -> None:
    """A meeting in Beijing was hosted by China."""
    assert hosting(network)["SCO"]["China"]["events"] == ["Meeting_2012", "Peace_Mission_2014"]
    assert states_of(network, "Beijing") == {"China"}


def test_agreement_parties_and_memberships(network: nx.MultiDiGraph) -> None:
    """Who signed with whom, and who belonged where in a year."""
    assert agreement_parties(network)["China"]["Russia"]["agreements"] == ["Convention"]
    assert [key for *_, key in memberships(network, first=2010, last=2010).edges("India", keys=True)] == ["observer"]
    assert [key for *_, key in memberships(network, first=2020).edges("India", keys=True)] == ["member"]


def test_centralities_agree_with_networkx(network: nx.MultiDiGraph) -> None:
    """What igraph counts is what networkx counts, only faster."""
    frame, plain = centralities(network), nx.Graph(network.to_undirected())
    assert frame["degree"].to_dict() == dict(plain.degree())
    assert frame["betweenness"].to_dict() == pytest.approx(nx.betweenness_centrality(plain))
    assert frame["pagerank"].sum() == pytest.approx(1)
    assert frame.index[0] == "SCO"


def test_communities_are_found_and_the_same_each_time() -> None:
    """Two cliques joined by one edge are two communities."""
    graph = nx.barbell_graph(5, 0)
    graph = nx.relabel_nodes(graph, {n: f"n{n}" for n in graph})
    frame = communities(graph)
    assert {frozenset(group.index) for _, group in frame.groupby("community")} == {
        frozenset(f"n{i}" for i in range(5)),
        frozenset(f"n{i}" for i in range(5, 10)),
    }
    assert frame.equals(communities(graph))
    assert frame.attrs["modularity"] == pytest.approx(
        nx.community.modularity(graph, [set(g.index) for _, g in frame.groupby("community")])
    )


def test_the_backbone_keeps_the_edge_that_chance_does_not_explain() -> None:
    """A hub with nine light edges and a heavy one: p = (1 - 91/100) ** 9."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([("hub", f"n{i}", 1) for i in range(9)] + [("hub", "heavy", 91)])
    frame = backbone(graph)
    assert frame.loc[frame["kept"], ["source", "target"]].to_numpy().tolist() == [["hub", "heavy"]] or frame.loc[
        frame["kept"], ["source", "target"]
    ].to_numpy().tolist() == [["heavy", "hub"]]
    assert frame["p"].iloc[0] == pytest.approx(0.09**9)
    with pytest.raises(InputError):
        backbone(graph, alpha=0)


def test_change_between_two_spans(network: nx.MultiDiGraph) -> None:
    """Until 2013 China and Russia met once; then Kazakhstan joined them."""
    frame = change(co_participation(network, last=2013), co_participation(network))
    assert {(row.source, row.target): row.change for row in frame.itertuples()} == {
        ("China", "Russia"): "stronger",
        ("China", "Kazakhstan"): "new",
        ("Kazakhstan", "Russia"): "new",
    }


@pytest.mark.parametrize("kind", LAYOUTS)
def test_every_layout_places_every_node_the_same_each_time(network: nx.MultiDiGraph, kind: str) -> None:
    """Positions are finite, differ from one another, and do not change from call to call."""
    places = layout(network, kind)
    assert set(places) == set(network)
    assert len(set(places.values())) == len(network)
    assert places == layout(network, kind)


def test_time_runs_to_the_right_and_north_is_up(network: nx.MultiDiGraph) -> None:
    """2009, 2012, 2014; Russia lies north of China."""
    time, earth = layout(network, "time"), layout(network, "geography")
    assert time["Convention"][0] < time["Meeting_2012"][0] < time["Peace_Mission_2014"][0]
    assert earth["Russia"][1] < earth["China"][1]
    assert earth["Russia"][0] < earth["China"][0] < earth["Beijing"][0]


def test_an_unknown_layout_is_an_error_that_names_the_known(network: nx.MultiDiGraph) -> None:
    """The message lists what there is."""
    with pytest.raises(InputError, match="force, circle, time, geography"):
        layout(network, "spiral")


def test_a_large_network_is_told_by_its_communities() -> None:
    """Two rings of ten joined by one line, and two things apart: two communities with one line, and the rest."""
    network = nx.MultiDiGraph()
    for ring in "ab":
        for i in range(10):
            network.add_node(f"{ring}{i}", label=f"{ring} {i}", **{"class": "State"})
        for i in range(10):
            for step in (1, 2, 3):
                network.add_edge(f"{ring}{i}", f"{ring}{(i + step) % 10}", key="participant")
    network.add_edge("a0", "b0", key="party")
    network.add_node("c", label="c", **{"class": "Place"})
    network.add_node("d", label="d", **{"class": "Place"})
    found = overview(network)
    assert {name: data["members"] for name, data in found.network.nodes(data=True)} == {
        "community:1": 10,
        "community:2": 10,
        "community:301": 2,
    }
    assert [(one, two, data["weight"]) for one, two, data in found.network.edges(data=True)] == [
        ("community:1", "community:2", 1)
    ]
    assert found.network.nodes["community:1"]["label"].startswith("a 0; ")
    assert found.members["community:301"] == ["c", "d"]
    assert found.network.nodes["community:301"]["label"] == "Everything else"
