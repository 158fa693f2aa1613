"""What a network's page can be asked for, whichever form it has, and the same made ready for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, Unpack

import networkx as nx

from sco_graph.errors import LimitError
from sco_graph.network import Positions, find_thing, layout


class PageOptions(TypedDict, total=False):
    """Options of a page.

    Attributes:
        title: Heading of the page; ``Network`` by default.
        around: A thing to begin with, as ``find_thing`` takes it.
        layout_kind: One of ``network.LAYOUTS``, unless positions are given; ``force`` by default.
        positions: Node -> (x, y).
        max_nodes: Refuse a larger network.
    """

    title: str
    around: str | None
    layout_kind: str
    positions: Positions | None
    max_nodes: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """The same with a thing's name and a place for each node."""

    title: str
    around: str | None
    positions: Positions


def prepare(network: nx.MultiDiGraph, most: int, advice: str, **options: Unpack[PageOptions]) -> Prepared:
    """Check a network against what a page can hold, and find the places of its things.

    Args:
        network: From ``read_network`` or a part of it.
        most: How many things such a page draws well, unless ``max_nodes`` says otherwise.
        advice: What else to do with a larger one.
        **options: See ``PageOptions``.

    Raises:
        InputError: if there is no such layout.
        LimitError: if the network is too large.
        NotFoundError: if ``around`` is not in the network.
    """
    most = options.get("max_nodes", most)
    if len(network) > most:
        raise LimitError(
            f"{len(network):,} things are more than one page draws well ({most:,}): take a part of the network "
            f"(around a thing, fewer hops, a span of years) {advice}"
        )
    around = options.get("around")
    return Prepared(
        title=options.get("title", "Network"),
        around=None if around is None else find_thing(network, around),
        positions=options.get("positions") or layout(network, options.get("layout_kind", "force")),
    )
