"""Where to draw the nodes: positions worked out here, so that no browser has to.

Positions are ``{node: (x, y)}`` with y pointing down as on a screen.  The same network and seed give the same
positions.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import MappingProxyType

import networkx as nx

from sco_graph.errors import InputError
from sco_graph.network.measures import seeded, simple, to_igraph
from sco_graph.network.overview import overview
from sco_graph.network.selecting import years

Positions = dict[str, tuple[float, float]]

SPREAD = 140.0
"""About the distance between neighbours, in the units that a browser draws as pixels."""

_WIDER = 1.3  # names run from left to right, so they need more room that way
_MANY = 2_000
_ROUNDS = 25
_GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(network: nx.Graph, kind: str = "force", *, seed: int = 1) -> Positions:
    """Work out positions.

    Args:
        network: Any graph.
        kind: ``force`` (neighbours near each other), ``circle`` (by class, then name), ``time`` (by year from left to
            right; what has no date stands by what it is joined to) or ``geography`` (by longitude and latitude; what
            has no place stands by what it is joined to).
        seed: For ``force``.

    Raises:
        InputError: if there is no such kind.
    """
    if kind not in LAYOUTS:
        raise InputError(f"no layout is called {kind!r}; there are {', '.join(LAYOUTS)}")
    if not len(network):
        return {}
    return LAYOUTS[kind](network, seed)


def _force(network: nx.Graph, seed: int) -> Positions:
    if len(network) > _MANY:
        return _discs(network, seed)
    positions = _scaled(_pulled(network, seed))
    rooms = {name: SPREAD * (0.2 + 0.035 * math.sqrt(network.degree(name))) for name in positions}
    return _apart(positions, rooms)


def _pulled(network: nx.Graph, seed: int) -> dict[str, list[float]]:
    """Fruchterman and Reingold's layout."""
    made = to_igraph(simple(network))
    chance = random.Random(seed)  # noqa: S311 - a layout is no secret
    start = [[chance.uniform(-1, 1) for _ in "xy"] for _ in range(made.vcount())]
    with seeded(seed):
        # Weights would pull repeated partners onto one spot; plain edges keep labels apart.
        found = made.layout_fruchterman_reingold(seed=start, niter=600, grid="nogrid")
    return dict(zip(made.vs["name"], found.coords, strict=True))


def _discs(network: nx.Graph, seed: int) -> Positions:
    """Of many things: a disc for each community, with the best connected in its middle, like the seeds of a sunflower.

    It takes time in proportion to the network, where pulling and pushing does not, and shows the communities.
    """
    told = overview(network)
    step = 0.3 * SPREAD
    rooms = {name: step * (math.sqrt(len(things)) + 2) for name, things in told.members.items()}
    middles = _pulled(told.network, seed)
    reach = max(math.hypot(*at) for at in middles.values()) or 1.0
    scale = 1.1 * math.sqrt(sum(room**2 for room in rooms.values())) / reach
    placed = {name: (x * scale * _WIDER, y * scale) for name, (x, y) in middles.items()}
    placed = _apart(placed, rooms, rounds=300)
    found = {}
    for name, things in told.members.items():
        x, y = placed[name]
        for rank, thing in enumerate(things):
            distance, angle = step * math.sqrt(rank), rank * _GOLDEN
            found[thing] = (round(x + distance * math.cos(angle), 1), round(y + distance * math.sin(angle), 1))
    return {name: found[name] for name in network}


def _scaled(positions: Mapping[str, list[float]]) -> Positions:
    """Centre on the origin, and spread over a disc whose size goes with the number of nodes.

    A force layout crowds what is joined to much into the middle and flings the rest far out.  Ranking the distances
    from the middle gives every node about the same room; a quarter of the true distance is kept, so that the shape is.
    """
    points = list(positions.values())
    middle = [sum(p[axis] for p in points) / len(points) for axis in (0, 1)]
    polar = {n: (math.dist(p, middle), math.atan2(p[1] - middle[1], p[0] - middle[0])) for n, p in positions.items()}
    farthest = max(distance for distance, _ in polar.values()) or 1.0
    radius = SPREAD * math.sqrt(len(points)) * 0.6
    placed = {}
    for rank, (name, (distance, angle)) in enumerate(sorted(polar.items(), key=lambda item: (item[1], item[0]))):
        reach = radius * (0.75 * math.sqrt(rank / len(points)) + 0.25 * distance / farthest)
        # One decimal is finer than a pixel, and hides the last bits in which machines differ.
        placed[name] = (round(reach * math.cos(angle) * _WIDER, 1), round(reach * math.sin(angle), 1))
    return {name: placed[name] for name in positions}


def _apart(positions: Positions, rooms: Mapping[str, float], *, rounds: int = _ROUNDS) -> Positions:
    """Push nodes off one another; each has a radius of its own."""
    cell = 2 * max(rooms.values())
    placed = dict(positions)
    for _ in range(rounds):
        grid: dict[tuple[int, int], list[str]] = defaultdict(list)
        for name, (x, y) in placed.items():
            grid[int(x // cell), int(y // cell)].append(name)
        moved = False
        for (column, row), names in grid.items():
            near = [n for i in (-1, 0, 1) for j in (-1, 0, 1) for n in grid.get((column + i, row + j), ())]
            for one in names:
                for two in near:
                    moved |= one < two and _part(placed, one, two, rooms[one] + rooms[two])
        if not moved:
            break
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in placed.items()}


def _part(placed: Positions, one: str, two: str, wanted: float) -> bool:
    """Move two nodes to half the distance that they lack; tell whether they lacked any."""
    (x1, y1), (x2, y2) = placed[one], placed[two]
    if abs(x2 - x1) >= wanted or abs(y2 - y1) >= wanted:
        return False
    distance = math.hypot(x2 - x1, y2 - y1)
    if distance >= wanted:
        return False
    dx, dy = ((x2 - x1) / distance, (y2 - y1) / distance) if distance > 1e-6 else (1.0, 0.0)
    step = (wanted - distance) / 4
    placed[one], placed[two] = (x1 - dx * step, y1 - dy * step), (x2 + dx * step, y2 + dy * step)
    return True


def _circle(network: nx.Graph, seed: int) -> Positions:  # noqa: ARG001 - one signature for all layouts
    names = sorted(network, key=lambda n: (network.nodes[n].get("class", ""), network.nodes[n].get("label", n), n))
    radius = max(SPREAD, SPREAD * len(names) / (2 * math.pi) * 0.6)
    step = 2 * math.pi / len(names)
    return {
        name: (round(radius * math.cos(i * step), 1), round(radius * math.sin(i * step), 1))
        for i, name in enumerate(names)
    }


def _time(network: nx.Graph, seed: int) -> Positions:
    fixed = {}
    rows: dict[int, int] = {}
    for name in sorted(network, key=lambda n: (str(network.nodes[n].get("start", "")), n)):
        if span := years(network.nodes[name]):
            row = rows[span[0]] = rows.get(span[0], -1) + 1
            fixed[name] = (span[0] * SPREAD * 2.5, (-1) ** row * ((row + 1) // 2) * SPREAD * 0.7)
    return _beside(network, fixed, seed)


def _geography(network: nx.Graph, seed: int) -> Positions:
    fixed = {
        name: (data["long"] * SPREAD * 0.4, -_mercator(data["lat"]) * SPREAD * 0.4)
        for name, data in network.nodes(data=True)
        if "lat" in data and "long" in data
    }
    return _beside(network, fixed, seed)


def _mercator(latitude: float) -> float:
    limited = max(-85.0, min(85.0, latitude))
    return math.degrees(math.asinh(math.tan(math.radians(limited))))


def _beside(network: nx.Graph, fixed: Positions, seed: int) -> Positions:
    """Put each node that has no position of its own near the middle of its neighbours that have one."""
    placed = dict(fixed)
    if not placed:
        return _force(network, seed)
    waiting = [n for n in sorted(network) if n not in placed]
    foot = max(y for _, y in placed.values()) + 2 * SPREAD
    left = min(x for x, _ in placed.values())
    while waiting:
        ready = {n: [placed[m] for m in nx.all_neighbors(network, n) if m in placed] for n in waiting}
        ready = {n: points for n, points in ready.items() if points}
        if not ready:  # joined to nothing that has a position: a row below the picture
            placed.update({n: (left + i * SPREAD, foot) for i, n in enumerate(waiting)})
            break
        for name, points in ready.items():
            chance = random.Random(f"{seed} {name}")  # noqa: S311 - only keeps nodes from lying on one another
            angle, reach = chance.uniform(0, 2 * math.pi), SPREAD * chance.uniform(0.5, 1.2)
            x, y = (sum(p[axis] for p in points) / len(points) for axis in (0, 1))
            placed[name] = (x + reach * math.cos(angle), y + reach * math.sin(angle))
        waiting = [n for n in waiting if n not in ready]
    middle = [(min(p[axis] for p in fixed.values()) + max(p[axis] for p in fixed.values())) / 2 for axis in (0, 1)]
    return {name: (round(placed[name][0] - middle[0], 1), round(placed[name][1] - middle[1], 1)) for name in network}


LAYOUTS: Mapping[str, Callable[[nx.Graph, int], Positions]] = MappingProxyType(
    {"force": _force, "circle": _circle, "time": _time, "geography": _geography}
)
"""Kind of layout -> what works it out."""
