"""Simpler networks drawn from the whole: who met whom, who hosted whom, who signed with whom, who belongs where.

Each takes a span of years, ends included.  Weights count distinct events or agreements, and every edge lists them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations

import networkx as nx

from sco_graph.model import is_a
from sco_graph.network.selecting import between, overlaps

_STANDINGS = {"hasMember": "member", "hasObserver": "observer", "hasDialoguePartner": "dialogue partner"}


def co_participation(
    network: nx.MultiDiGraph,
    *,
    among: Collection[str] = ("State",),
    first: int | None = None,
    last: int | None = None,
) -> nx.Graph:
    """Who took part with whom: two are joined if they took part in one event.

    A person who takes part also counts for the state or body that the person represents.

    Args:
        network: From ``read_network``.
        among: Classes of the participants that count; subclasses included.
        first: First year, or None for no limit.
        last: Last year, or None for no limit.

    Returns:
        Graph of participants; ``weight`` is the number of events, ``events`` their names.
    """
    part = between(network, first, last)
    shared: dict[str, set[str]] = defaultdict(set)
    for event, participant, key in part.edges(keys=True):
        if key == "participant":
            represented = [o for _, o, k in part.out_edges(participant, keys=True) if k == "represents"]
            shared[event].update(t for t in (participant, *represented) if _is_any(part, t, among))
    return _joined(part, shared, "events")


def agreement_parties(
    network: nx.MultiDiGraph,
    *,
    among: Collection[str] = ("Agent",),
    first: int | None = None,
    last: int | None = None,
) -> nx.Graph:
    """Who signed with whom: two are joined if they are parties to one agreement.

    Returns:
        Graph of parties; ``weight`` is the number of agreements, ``agreements`` their names.
    """
    part = between(network, first, last)
    shared: dict[str, set[str]] = defaultdict(set)
    for agreement, party, key in part.edges(keys=True):
        if key == "party" and _is_any(part, party, among):
            shared[agreement].add(party)
    return _joined(part, shared, "agreements")


def hosting(network: nx.MultiDiGraph, *, first: int | None = None, last: int | None = None) -> nx.DiGraph:
    """Which state hosted whose events: an organisation points to the state in which its events took place.

    A place counts for the state that it lies in, as far as ``locatedIn`` tells; the span limits the events, not what
    lies where.

    Returns:
        DiGraph organisation -> state; ``weight`` is the number of events, ``events`` their names.
    """
    part = between(network, first, last)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event, cls in part.nodes(data="class"):
        if not is_a(cls, "Event"):
            continue
        links = list(part.out_edges(event, keys=True))
        states = {s for _, place, key in links if key == "place" for s in states_of(network, place)}
        for _, organizer, key in links:
            if key == "organizedBy":
                for state in states:
                    found[organizer, state].add(event)
    graph = nx.DiGraph()
    for (organizer, state), events in sorted(found.items()):
        _copy_nodes(part if state in part else network, graph, (organizer, state))
        graph.add_edge(organizer, state, weight=len(events), events=sorted(events))
    return graph


def memberships(network: nx.MultiDiGraph, *, first: int | None = None, last: int | None = None) -> nx.MultiDiGraph:
    """Which state belongs to which organisation within a span of years.

    Returns:
        MultiDiGraph state -> organisation, keyed by ``standing`` (member, observer, dialogue partner), with ``from``
        and ``until`` where known.
    """
    graph = nx.MultiDiGraph()
    for organization, state, key, data in network.edges(keys=True, data=True):
        if key in _STANDINGS and overlaps(data.get("from"), data.get("until"), first, last, open_=True):
            _copy_nodes(network, graph, (state, organization))
            span = {name: data[name] for name in ("from", "until") if name in data}
            graph.add_edge(state, organization, key=_STANDINGS[key], standing=_STANDINGS[key], **span)
    return graph


def states_of(network: nx.MultiDiGraph, place: str) -> set[str]:
    """The states that a place is, or lies in, by any number of steps of ``locatedIn``."""
    found, waiting, seen = set(), [place], {place}
    while waiting:
        here = waiting.pop()
        if here in network and network.nodes[here]["class"] == "State":
            found.add(here)
            continue
        for _, wider, key in network.out_edges(here, keys=True):
            if key == "locatedIn" and wider not in seen:
                seen.add(wider)
                waiting.append(wider)
    return found


def _is_any(network: nx.MultiDiGraph, thing: str, classes: Iterable[str]) -> bool:
    return any(is_a(network.nodes[thing]["class"], cls) for cls in classes)


def _joined(network: nx.MultiDiGraph, shared: dict[str, set[str]], name: str) -> nx.Graph:
    graph = nx.Graph()
    _copy_nodes(network, graph, sorted({thing for things in shared.values() for thing in things}))
    for occasion, things in sorted(shared.items()):
        for one, two in combinations(sorted(things), 2):
            if not graph.has_edge(one, two):
                graph.add_edge(one, two, weight=0, **{name: []})
            graph[one][two]["weight"] += 1
            graph[one][two][name].append(occasion)
    return graph


def _copy_nodes(network: nx.MultiDiGraph, graph: nx.Graph, things: Iterable[str]) -> None:
    for thing in things:
        data = network.nodes[thing]
        graph.add_node(thing, label=data["label"], **{"class": data["class"]})
