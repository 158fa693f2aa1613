"""Where things stand: worked out once, kept beside the snapshot, and taken over when the graph has grown a little."""

from __future__ import annotations

import contextlib
import json
import math
import random
from pathlib import Path
from typing import TYPE_CHECKING

from sco_graph.errors import StoreError

if TYPE_CHECKING:
    import networkx as nx

    from sco_graph.network import Positions

NAME = "positions.json"
_ENOUGH = 0.9  # share of the things whose places must be known for the rest to be put beside them
_REACH = 120.0


def place(network: nx.MultiDiGraph, former: Positions) -> Positions:
    """Positions for all of a network: the former ones if they are enough, else a new layout.

    Args:
        network: What to place.
        former: Positions of an earlier snapshot's things.
    """
    known = {name: former[name] for name in network if name in former}
    if len(known) < _ENOUGH * len(network):
        from sco_graph.network import layout

        return layout(network)
    return beside(network, known)


def beside(network: nx.MultiDiGraph, known: Positions) -> Positions:
    """Put each thing that has no place near the middle of its neighbours that have one, the others near the middle."""
    middle = _middle(list(known.values()))
    placed = {name: known[name] for name in network if name in known}
    for name in network:
        if name not in placed:
            near = [known[other] for other in {*network.pred[name], *network.succ[name]} if other in known]
            chance = random.Random(name)  # noqa: S311 - only keeps things from lying on one another
            angle, reach = chance.uniform(0, 2 * math.pi), _REACH * chance.uniform(0.5, 1.5)
            x, y = _middle(near) if near else middle
            placed[name] = (round(x + reach * math.cos(angle), 1), round(y + reach * math.sin(angle), 1))
    return placed


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    count = max(len(points), 1)
    return sum(x for x, _ in points) / count, sum(y for _, y in points) / count


def load(path: Path) -> Positions:
    """Positions kept in a file; none if there is no such file, or none that can be read."""
    try:
        return {name: (float(x), float(y)) for name, (x, y) in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def save(path: Path, positions: Positions) -> None:
    """Keep positions in a file.

    Raises:
        StoreError: if it cannot be written.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(json.dumps(positions, separators=(",", ":")), "utf-8")
        new.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
