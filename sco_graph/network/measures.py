"""Measures of a network, as tables: centralities, communities, backbone, change between two spans.

They take any networkx graph; parallel edges count by the sum of their weights (1 where there is none).  Counting is
done by igraph, which is a hundred times faster than networkx at a few thousand nodes.
"""

from __future__ import annotations

import random
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import networkx as nx

from sco_graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


def simple(graph: nx.Graph, *, directed: bool = False) -> nx.Graph:
    """Fold parallel edges into one with the sum of their weights, and drop loops."""
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for one, two, weight in graph.edges(data="weight", default=1):
        if one != two:
            pair = (one, two) if directed or one <= two else (two, one)
            weights[pair] += weight
    folded: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    folded.add_nodes_from(graph.nodes(data=True))
    folded.add_weighted_edges_from((one, two, weight) for (one, two), weight in sorted(weights.items()))
    return folded


def to_igraph(graph: nx.Graph) -> Any:
    """The same graph for igraph, nodes in sorted order, so that what follows does not hang on insertion order."""
    import igraph

    names = sorted(graph)
    number = {name: i for i, name in enumerate(names)}
    edges = sorted((number[a], number[b], float(w)) for a, b, w in graph.edges(data="weight", default=1))
    made = igraph.Graph(n=len(names), edges=[(a, b) for a, b, _ in edges], directed=graph.is_directed())
    made.vs["name"] = names
    made.es["weight"] = [w for _, _, w in edges]
    return made


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw its chances from a seed of ours, and give it back its own source afterwards."""
    import igraph

    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a layout is no secret
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def centralities(graph: nx.Graph) -> pd.DataFrame:
    """How central each thing is, direction set aside.

    Returns:
        One row a thing, the most central first: ``label``, ``class``, ``degree`` (neighbours), ``strength`` (sum of
        weights), ``betweenness`` and ``closeness`` (0..1, on unweighted steps), ``pagerank`` (sums to 1).
    """
    import pandas as pd

    folded = simple(graph)
    made = to_igraph(folded)
    n = made.vcount()
    pairs = (n - 1) * (n - 2) / 2
    frame = pd.DataFrame(
        {
            "label": [folded.nodes[name].get("label", name) for name in made.vs["name"]] if n else [],
            "class": [folded.nodes[name].get("class", "") for name in made.vs["name"]] if n else [],
            "degree": made.degree(),
            "strength": made.strength(weights="weight") if n else [],
            "betweenness": [b / pairs if pairs > 0 else 0.0 for b in made.betweenness()],
            "closeness": [0.0 if c != c else c for c in made.harmonic_centrality()],  # noqa: PLR0124 - NaN alone differs from itself
            "pagerank": made.pagerank(weights="weight") if n else [],
        },
        index=pd.Index(made.vs["name"] if n else [], name="thing", dtype=object),
    )
    return frame.sort_values(["pagerank", "thing"], ascending=[False, True], kind="stable")


def communities(graph: nx.Graph, *, seed: int = 1, resolution: float = 1.0) -> pd.DataFrame:
    """Groups of things that are joined to each other more than to the rest (Leiden, modularity).

    Args:
        graph: Any graph.
        seed: The same seed gives the same groups.
        resolution: Above 1 gives more and smaller groups.

    Returns:
        One row a thing: ``label``, ``community`` (1 is the largest), ``size``; the attribute ``modularity`` of
        ``frame.attrs`` says how good the division is.
    """
    import pandas as pd

    folded = simple(graph)
    made = to_igraph(folded)
    names = made.vs["name"] if made.vcount() else []
    with seeded(seed):
        parts = made.community_leiden(
            objective_function="modularity", weights="weight", resolution=resolution, n_iterations=-1
        )
    groups = sorted(([names[i] for i in part] for part in parts), key=lambda group: (-len(group), group))
    rows = [(name, number, len(group)) for number, group in enumerate(groups, 1) for name in group]
    frame = pd.DataFrame(rows, columns=["thing", "community", "size"]).set_index("thing")
    frame.insert(0, "label", [folded.nodes[name].get("label", name) for name in frame.index])
    frame.attrs["modularity"] = made.modularity(parts.membership, weights="weight") if made.ecount() else 0.0
    return frame


def backbone(graph: nx.Graph, *, alpha: float = 0.05) -> pd.DataFrame:
    """The edges that weigh more than chance explains (disparity filter of Serrano et al., 2009).

    Args:
        graph: Any graph with weights.
        alpha: An edge is kept if, for one of its ends, chance would give it this weight less often than this.

    Returns:
        One row an edge, the least likely first: ``source``, ``target``, ``weight``, ``p``, ``kept``.
    """
    import pandas as pd

    if not 0 < alpha <= 1:
        raise InputError(f"alpha must lie between 0 and 1, not {alpha}")
    folded = simple(graph)
    rows = []
    for one, two, weight in folded.edges(data="weight"):
        chances = [_chance(folded, end, weight) for end in (one, two)]
        rows.append((one, two, weight, min(chances), min(chances) < alpha))
    frame = pd.DataFrame(rows, columns=["source", "target", "weight", "p", "kept"])
    return frame.sort_values(["p", "source", "target"], kind="stable", ignore_index=True)


def _chance(graph: nx.Graph, thing: str, weight: float) -> float:
    """Probability that an edge of the thing is this heavy, if its strength were shared out at random."""
    degree = graph.degree(thing)
    if degree < 2:
        return 1.0
    share = weight / graph.degree(thing, weight="weight")
    return float((1 - share) ** (degree - 1))


def change(before: nx.Graph, after: nx.Graph) -> pd.DataFrame:
    """What changed between two networks, such as one projection over two spans of years.

    Returns:
        One row an edge of either, the greatest change first: ``source``, ``target``, ``before``, ``after``,
        ``difference``, ``change`` (new, gone, stronger, weaker, same).
    """
    import pandas as pd

    directed = before.is_directed() or after.is_directed()
    earlier, later = (
        {(a, b): w for a, b, w in simple(g, directed=directed).edges(data="weight")} for g in (before, after)
    )
    if not directed:
        earlier, later = ({tuple(sorted(pair)): w for pair, w in side.items()} for side in (earlier, later))
    rows = []
    for pair in earlier.keys() | later.keys():
        old, new = earlier.get(pair, 0), later.get(pair, 0)
        rows.append((*pair, old, new, new - old, _kind_of_change(old, new)))
    frame = pd.DataFrame(rows, columns=["source", "target", "before", "after", "difference", "change"])
    order = frame["difference"].abs().rename("size")
    frame = frame.assign(size=order).sort_values(["size", "source", "target"], ascending=[False, True, True])
    return frame.drop(columns="size").reset_index(drop=True)


def _kind_of_change(old: float, new: float) -> str:
    if not old or not new:
        return "new" if new else "gone"
    return "same" if old == new else "stronger" if new > old else "weaker"
