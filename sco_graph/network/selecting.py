"""Parts of a network: round a thing, between two things, within a span of years, of some classes."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Collection, Iterable
from typing import Any

import networkx as nx

from sco_graph.errors import InputError, NotFoundError
from sco_graph.iris import expand, local_name
from sco_graph.model import is_a

OCCURRENCES = ("Event", "Agreement")
"""What has a date of its own; the other classes last."""


def find_thing(network: nx.MultiDiGraph, name: str) -> str:
    """Find the node that a person means.

    Args:
        network: From ``read_network``.
        name: A local name, prefixed name, IRI, label or other name; case does not matter for names.

    Raises:
        NotFoundError: if there is none; names the nearest ones.
    """
    for candidate in (name, expand(name), expand(name).rpartition("/id/")[2], local_name(name)):
        if candidate in network:
            return candidate
    wanted = name.casefold().strip()
    by_label: dict[str, str] = {}
    by_other: dict[str, str] = {}
    for thing, data in network.nodes(data=True):
        by_label.setdefault(data["label"].casefold(), thing)
        for other in data.get("alt_labels", ()):
            by_other.setdefault(other.casefold(), thing)
    for names in (by_label, by_other):
        if wanted in names:
            return names[wanted]
    near = difflib.get_close_matches(wanted, by_label, n=3, cutoff=0.5)
    hint = "; did you mean " + " or ".join(network.nodes[by_label[n]]["label"] for n in near) + "?" if near else ""
    raise NotFoundError(f"nothing in the graph is called {name[:200]!r}{hint}")


def neighbourhood(network: nx.MultiDiGraph, around: str | Iterable[str], *, hops: int = 1) -> nx.MultiDiGraph:
    """The things within some steps of one or more things, and all facts among them; direction does not matter.

    Args:
        network: From ``read_network``.
        around: The name of a thing as ``find_thing`` takes it, or several names.
        hops: Number of steps, at least 0.

    Raises:
        InputError: if ``hops`` is negative.
        NotFoundError: if a thing is not in the network.
    """
    if hops < 0:
        raise InputError(f"hops must be 0 or more, not {hops}")
    names = [around] if isinstance(around, str) else list(around)
    found = {find_thing(network, name) for name in names}
    edge = found
    for _ in range(hops):
        edge = {n for thing in edge for n in nx.all_neighbors(network, thing)} - found
        found |= edge
    return _part(network, found)


def shortest_path(network: nx.MultiDiGraph, start: str, goal: str) -> nx.MultiDiGraph:
    """One shortest chain of facts between two things, with all parallel facts; topics are no way through.

    Raises:
        NotFoundError: if a thing is not in the network, or no chain joins the two.
    """
    first, last = find_thing(network, start), find_thing(network, goal)
    closed = {n for n, cls in network.nodes(data="class") if cls == "Topic" and n not in (first, last)}
    open_part = nx.subgraph_view(network, filter_node=lambda n: n not in closed)
    try:
        path = nx.bidirectional_shortest_path(open_part.to_undirected(as_view=True), first, last)
    except nx.NetworkXNoPath as error:
        raise NotFoundError(f"no chain of facts joins {start!r} and {goal!r}") from error
    part = nx.MultiDiGraph(**network.graph)
    part.add_nodes_from((n, dict(network.nodes[n])) for n in path)
    for one, two in itertools.pairwise(path):
        for a, b in ((one, two), (two, one)):
            for key, data in (network.get_edge_data(a, b) or {}).items():
                part.add_edge(a, b, key=key, **data)
    part.graph["path"] = path
    return part


def between(network: nx.MultiDiGraph, first: int | None = None, last: int | None = None) -> nx.MultiDiGraph:
    """What happened, or held, within a span of years, ends included.

    Events and agreements count by their dates (one without a date is left out), memberships by their span; a thing
    that lasts is kept if a fact that is kept touches it.

    Args:
        network: From ``read_network``.
        first: First year, or None for no limit.
        last: Last year, or None for no limit.

    Raises:
        InputError: if the span ends before it begins.
    """
    if first is not None and last is not None and first > last:
        raise InputError(f"the span {first}-{last} ends before it begins")
    if first is None and last is None:
        return _part(network, set(network))
    out = {
        thing
        for thing, data in network.nodes(data=True)
        if is_occurrence(data["class"]) and not overlaps(data.get("start"), data.get("end"), first, last, open_=False)
    }
    part = _part(network, set(network) - out)
    part.remove_edges_from(
        [
            (a, b, key)
            for a, b, key, data in part.edges(keys=True, data=True)
            if ("from" in data or "until" in data)
            and not overlaps(data.get("from"), data.get("until"), first, last, open_=True)
        ]
    )
    idle = [n for n, cls in part.nodes(data="class") if part.degree(n) == 0 and not is_occurrence(cls)]
    part.remove_nodes_from(idle)
    return part


def of_classes(network: nx.MultiDiGraph, classes: Collection[str]) -> nx.MultiDiGraph:
    """The things of some classes, their subclasses included, and the facts among them."""
    kept = {n for n, cls in network.nodes(data="class") if any(is_a(cls, wanted) for wanted in classes)}
    return _part(network, kept)


def is_occurrence(cls: str) -> bool:
    """Whether things of a class have a date of their own."""
    return any(is_a(cls, dated) for dated in OCCURRENCES)


def years(data: dict[str, Any]) -> tuple[int, int] | None:
    """First and last year of a node that has a date, else None."""
    start, end = data.get("start") or data.get("end"), data.get("end") or data.get("start")
    return None if start is None or end is None else (int(start[:4]), int(end[:4]))


def overlaps(start: str | None, end: str | None, first: int | None, last: int | None, *, open_: bool) -> bool:
    """Whether a span of dates touches a span of years.

    Args:
        start: ISO date, or None.
        end: ISO date, or None.
        first: First year, or None for no limit.
        last: Last year, or None for no limit.
        open_: Whether a missing end means that it goes on; otherwise it means one day, and no dates never overlap
            a limited span.
    """
    if first is None and last is None:
        return True
    if open_:
        begin, finish = int((start or "0000")[:4]), int((end or "9999")[:4])
    elif (span := years({"start": start, "end": end})) is None:
        return False
    else:
        begin, finish = span
    return (first is None or finish >= first) and (last is None or begin <= last)


def _part(network: nx.MultiDiGraph, things: Collection[str]) -> nx.MultiDiGraph:
    """A copy of some nodes and the edges among them, in the network's own order."""
    part = nx.MultiDiGraph(**network.graph)
    part.add_nodes_from((n, dict(data)) for n, data in network.nodes(data=True) if n in things)
    part.add_edges_from(
        (a, b, key, dict(data))
        for a in part
        for _, b, key, data in network.out_edges(a, keys=True, data=True)
        if b in part
    )
    return part
