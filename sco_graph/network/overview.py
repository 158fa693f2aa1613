"""A network that is too large to draw, as its communities: a thing for each, a line for the facts between two."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import networkx as nx

from sco_graph.network.measures import communities

_NAMED_AFTER = 3
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Overview:
    """Communities as a network of their own.

    Attributes:
        network: Nodes ``community:1``, ``community:2``, ... with ``label`` (after their best connected things),
            ``class`` (``Community``) and ``members`` (how many); edges with ``weight`` (how many facts).
        members: Name of a community -> its things, the best connected first.
    """

    network: nx.MultiDiGraph
    members: dict[str, list[str]]


def overview(network: nx.MultiDiGraph, *, most: int = 300, least: int = 5) -> Overview:
    """Find the communities of a network and draw them together.

    Args:
        network: Any.
        most: How many communities are told apart, by size.
        least: How many things make a community.  Those of the others are the last community's.
    """
    groups: dict[int, list[str]] = defaultdict(list)
    frame = communities(network)
    for thing, number, size in zip(frame.index, frame["community"], frame["size"], strict=True):
        groups[int(number) if number <= most and size >= least else most + 1].append(str(thing))
    made = nx.MultiDiGraph()
    members: dict[str, list[str]] = {}
    community_of: dict[str, str] = {}
    for number, things in sorted(groups.items()):
        name = f"community:{number}"
        members[name] = sorted(things, key=lambda thing: (-network.degree(thing), thing))
        community_of |= dict.fromkeys(things, name)
        heads = [_short(network.nodes[thing]["label"]) for thing in members[name][:_NAMED_AFTER]]
        label = "; ".join(heads) if number <= most else "Everything else"
        made.add_node(name, label=label, members=len(things), **{"class": "Community"})
    ends = ((community_of[one], community_of[two]) for one, two in network.edges())
    pairs = Counter((min(pair), max(pair)) for pair in ends if pair[0] != pair[1])
    for (one, two), weight in sorted(pairs.items()):
        made.add_edge(one, two, key="linked", predicate="linked", weight=weight)
    return Overview(made, members)


def _short(label: str) -> str:
    return label if len(label) <= _SHORT else label[: _SHORT - 1].rstrip() + "…"
