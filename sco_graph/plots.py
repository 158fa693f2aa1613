"""Pictures for papers: timeline, map, matrix and network, as SVG, PDF or PNG.

They are readable in black and white: shapes tell kinds apart, shades of grey and figures tell amounts.  The same
network gives the same bytes of SVG.
"""

from __future__ import annotations

import json
import math
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import networkx as nx

from sco_graph.errors import ExtraError, InputError
from sco_graph.model import is_a
from sco_graph.network import co_participation, is_occurrence, layout
from sco_graph.page import short_label
from sco_graph.palette import LOOKS, Look, family
from sco_graph.resources import resource

SUFFIXES = (".svg", ".png", ".pdf")

_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "svg.fonttype": "none",  # text stays text: searchable, and editable in a drawing program
    "svg.hashsalt": "sco-graph",
    "text.parse_math": False,  # a dollar in a name is a dollar
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_SMALL = frozenset("*.")  # markers that matplotlib draws smaller than the others of the same size
_ROWS, _NAMES, _CELLS = 45, 30, 24
_GREY, _INK = "#9a9a9a", "#222222"


def plot(network: nx.MultiDiGraph, kind: str, path: str | Path, *, title: str | None = None) -> Path:
    """Draw a picture and save it.

    Args:
        network: From ``read_network`` or a part of it, such as a span of years.
        kind: One of ``KINDS``: ``timeline``, ``map``, ``matrix``, ``network``.
        path: File to write; ``.svg``, ``.pdf`` or ``.png``.
        title: Heading; none if None.

    Returns:
        The path.

    Raises:
        ExtraError: if matplotlib is not installed.
        InputError: if there is no such kind, the name has another end, or there is nothing to draw.
    """
    written = Path(path)
    if kind not in KINDS:
        raise InputError(f"no picture is called {kind!r}; there are {', '.join(KINDS)}")
    if written.suffix not in SUFFIXES:
        raise InputError(f"{path}: a picture's file name ends in {', '.join(SUFFIXES)}")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExtraError("drawing pictures", "plot") from error
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # A script that the font lacks is drawn as boxes in PNG, and is right in SVG: no reason to stop.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(7.2, 5), layout="constrained")
        axes = figure.add_subplot()
        KINDS[kind](network, figure, axes)
        if title:
            figure.suptitle(short_label(title, 90), x=0.02, ha="left", fontweight="bold")
        metadata = {} if written.suffix == ".png" else {"Date" if written.suffix == ".svg" else "CreationDate": None}
        try:
            figure.savefig(written, dpi=200, metadata=metadata)
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from error
    return written


def _when(date: str, *, end: bool = False) -> float:
    """A date as a decimal year; a year or month as its middle, or its last day if it is an end."""
    year, month, day = int(date[:4]), date[5:7], date[8:10]
    if not month:
        return year + (0.99 if end else 0.5)
    days = int(day) if day else (28 if end else 15)
    return year + (int(month) - 1 + (days - 1) / 31) / 12


def _occurrences(network: nx.MultiDiGraph) -> list[tuple[float, float, str, str]]:
    """What has a date, as (begin, end, label, family), in order."""
    rows = []
    for name, data in network.nodes(data=True):
        first = data.get("start") or data.get("end")
        if first and is_occurrence(data["class"]):
            last = _when(data["end"], end=True) if "end" in data else _when(first)
            rows.append((_when(first), max(last, _when(first)), data["label"] or name, family(data["class"])))
    if not rows:
        raise InputError("nothing in this network has a date: there is no timeline to draw")
    return sorted(rows)


def _timeline(network: nx.MultiDiGraph, figure: Any, axes: Any) -> None:
    rows = _occurrences(network)
    if len(rows) <= _ROWS:
        figure.set_size_inches(7.2, 1.2 + 0.2 * len(rows))
        for row, (begin, end, label, kind) in enumerate(rows):
            axes.plot([begin, end], [row, row], color=_INK, linewidth=2, solid_capstyle="butt")
            _marks(axes, [begin], [row], LOOKS[kind])
            axes.annotate(short_label(label, 60), (end, row), (6, 0), textcoords="offset points", va="center")
        axes.set_ylim(len(rows) - 0.4, -0.6)
        first, last = rows[0][0], max(end for _, end, *_ in rows)
        wide = max(last - first, 1.0)
        axes.set_xlim(first - 0.04 * wide, last + 0.75 * wide)  # names stand to the right of the last mark
        axes.set_yticks([])
        _legend(figure, {kind for *_, kind in rows})
    else:
        _dots(axes, rows)
        last = rows[-1][1]
    axes.spines["left"].set_visible(False)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xticks([year for year in axes.get_xticks() if rows[0][0] - 2 < year < last + 1])
    axes.grid(axis="x", color="#dddddd", linewidth=0.5)
    axes.set_axisbelow(True)


def _dots(axes: Any, rows: Iterable[tuple[float, float, str, str]]) -> None:
    """One mark an occurrence, stacked by year, a lane for each kind."""
    lanes: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for begin, _, _, kind in rows:
        lanes[kind][int(begin)].append(begin)
    kinds = [kind for kind in LOOKS if kind in lanes]
    foot, ticks = 0.0, []
    for kind in reversed(kinds):
        height = max(len(stack) for stack in lanes[kind].values())
        points = [(year + 0.5, foot + i) for year, stack in lanes[kind].items() for i in range(len(stack))]
        _marks(axes, [x for x, _ in points], [y for _, y in points], LOOKS[kind], size=22)
        ticks.append((foot + (height - 1) / 2, LOOKS[kind].name))
        foot += height + 2
    axes.set_yticks([at for at, _ in ticks], [name for _, name in ticks])
    axes.tick_params(axis="y", length=0)


def _marks(axes: Any, x: list[float], y: list[float], look: Look, size: float | list[float] = 30) -> None:
    if look.marker in _SMALL:
        size = [2.4 * s for s in size] if isinstance(size, list) else 2.4 * size
    axes.scatter(x, y, s=size, marker=look.marker, color=look.light, edgecolors="white", linewidths=0.5, zorder=3)


def _legend(figure: Any, families: Iterable[str]) -> None:
    from matplotlib.lines import Line2D

    shown = [LOOKS[name] for name in LOOKS if name in set(families)]
    handles = [Line2D([], [], linestyle="", marker=k.marker, color=k.light, label=k.name) for k in shown]
    figure.legend(handles=handles, loc="outside lower center", ncols=5, frameon=False)


def _names(figure: Any, axes: Any, names: Iterable[tuple[tuple[float, float], str, float]]) -> None:
    """Write names beside their marks, the most important first, off the other marks where there is room.

    One that would lie on another name is left out.

    Args:
        figure: Laid out already but for the names.
        axes: Where to write.
        names: (where the mark stands, text, its radius in points).
    """
    from matplotlib.transforms import Bbox

    figure.draw_without_rendering()  # fixes the axes, so that extents are final
    frame, point = axes.get_window_extent(), figure.dpi / 72
    listed = list(names)
    marks = []
    for at, _, radius in listed:
        (x, y), reach = axes.transData.transform(at), radius * point
        marks.append(Bbox([[x - reach, y - reach], [x + reach, y + reach]]))
    taken: list[Any] = []
    for at, text, radius in listed:
        free: list[tuple[int, int, Any, Any]] = []
        for x, y, ha, va in _SIDES:
            shift = (x * (radius + 2), y * (radius + 1))
            written = axes.annotate(
                text, at, shift, textcoords="offset points", ha=ha, va=va, fontsize=6.5, zorder=4, bbox=dict(_GROUND)
            )
            written.set_in_layout(False)
            extent = written.get_window_extent()
            if frame.contains(*extent.min) and frame.contains(*extent.max) and not extent.count_overlaps(taken):
                free.append((extent.count_overlaps(marks), len(free), written, extent))
            else:
                written.remove()
        for rank, (_, _, written, extent) in enumerate(sorted(free, key=lambda place: place[:2])):
            if rank:
                written.remove()
            else:
                taken.append(extent)


_SIDES = ((1, 0, "left", "center"), (0, -1, "center", "top"), (0, 1, "center", "bottom"), (-1, 0, "right", "center"))
"""Where a name can stand by its mark: right, below, above, left; and how it is aligned there."""


def _map(network: nx.MultiDiGraph, figure: Any, axes: Any) -> None:
    found = {
        place: sum(1 for _, _, key in network.in_edges(place, keys=True) if key == "place")
        for place, data in network.nodes(data=True)
        if "lat" in data
    }
    shown = sorted((name for name, count in found.items() if count), key=lambda name: (-found[name], name))
    if not shown:
        raise InputError("no event of this network has a place with coordinates: there is no map to draw")
    nodes = network.nodes
    for line in json.loads(resource("data/geo/outline.json").read_text(encoding="utf-8"))["lines"]:
        for part in _unwrapped(line):
            axes.plot([x for x, _ in part], [y for _, y in part], color=_GREY, linewidth=0.4, zorder=1)
    x, y = [nodes[n]["long"] for n in shown], [nodes[n]["lat"] for n in shown]
    areas = {name: 9 * found[name] + 12 for name in shown}
    look = LOOKS["Meeting"].light
    axes.scatter(x, y, s=list(areas.values()), color=look, alpha=0.75, edgecolors="white", linewidths=0.6, zorder=3)
    axes.set_xlim(max(-180, min(x) - 12), min(190, max(x) + 16))
    axes.set_ylim(max(-60, min(y) - 8), min(85, max(y) + 8))
    axes.set_aspect(1 / math.cos(math.radians(min(80.0, abs(sum(y) / len(y))))))
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set(visible=True, color=_GREY)
    axes.set_xlabel("Events by place; the figure is their number")
    figure.set_size_inches(7.2, 4.6)
    labels = {name: f"{short_label(nodes[name]['label'], 24)} {found[name]}" for name in shown}
    _names(
        figure,
        axes,
        [((nodes[n]["long"], nodes[n]["lat"]), labels[n], math.sqrt(areas[n]) / 2) for n in shown[:_NAMES]],
    )


def _unwrapped(line: list[list[float]]) -> list[list[list[float]]]:
    """A line cut where it leaves the map at 180 degrees, so that it does not run back across it."""
    parts = [[line[0]]]
    for before, point in pairwise(line):
        if abs(point[0] - before[0]) > 180:
            parts.append([])
        parts[-1].append(point)
    return parts


def _matrix(network: nx.MultiDiGraph, figure: Any, axes: Any) -> None:
    graph = co_participation(network)
    if not len(graph):
        raise InputError("no two states of this network took part in one event: there is no matrix to draw")
    order = sorted(graph, key=lambda name: (-graph.degree(name, weight="weight"), name))[:_CELLS]
    counts = [[graph[a][b]["weight"] if graph.has_edge(a, b) else 0 for b in order] for a in order]
    greatest = max(max(row) for row in counts) or 1
    axes.imshow(counts, cmap="Greys", vmin=0, vmax=greatest * 1.25)
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if count and i != j:
                axes.text(
                    j,
                    i,
                    str(count),
                    ha="center",
                    va="center",
                    fontsize=6,
                    color="white" if count > 0.6 * greatest else _INK,
                )
    names = [short_label(graph.nodes[name]["label"], 26) for name in order]
    axes.set_xticks(range(len(order)), names, rotation=90)
    axes.set_yticks(range(len(order)), names)
    axes.tick_params(length=0)
    axes.set_xticks([i - 0.5 for i in range(1, len(order))], minor=True)
    axes.set_yticks([i - 0.5 for i in range(1, len(order))], minor=True)
    axes.grid(which="minor", color="#dddddd", linewidth=0.5)
    axes.tick_params(which="minor", length=0)
    for spine in axes.spines.values():
        spine.set(visible=True, color="#dddddd", linewidth=0.5)
    axes.set_xlabel("Events in which both took part")
    side = 2.2 + 0.24 * len(order)
    figure.set_size_inches(side, side)


def _network(network: nx.MultiDiGraph, figure: Any, axes: Any) -> None:
    if not len(network):
        raise InputError("this network is empty: there is nothing to draw")
    from matplotlib.collections import LineCollection

    places = {name: (x, -y) for name, (x, y) in layout(network).items()}
    pairs = sorted({(min(a, b), max(a, b)) for a, b in network.edges() if a != b})
    axes.add_collection(
        LineCollection(
            [[places[a], places[b]] for a, b in pairs],
            colors=_GREY,
            linewidths=0.4 if len(pairs) < 500 else 0.15,
            zorder=1,
        )
    )
    kinds: dict[str, list[str]] = defaultdict(list)
    for name, cls in network.nodes(data="class"):
        kinds[family(cls)].append(name)
    room = min(1.0, 12 / math.sqrt(len(network)))
    areas = {name: min(room * (12 + 7 * degree), 160) for name, degree in network.degree()}
    for kind, names in kinds.items():
        xs, ys = [places[n][0] for n in names], [places[n][1] for n in names]
        _marks(axes, xs, ys, LOOKS[kind], [areas[n] for n in names])
    axes.set_aspect("equal")
    axes.axis("off")
    axes.margins(0.06)
    figure.set_size_inches(7.2, 6)
    _legend(figure, kinds)
    order = sorted(network, key=lambda n: (is_a(network.nodes[n]["class"], "Topic"), -network.degree(n), n))
    label = network.nodes(data="label")
    _names(figure, axes, [(places[n], short_label(label[n], 38), math.sqrt(areas[n]) / 2) for n in order[: 2 * _NAMES]])


# A ground behind names, so that lines do not cross them; a stroke round the letters would turn text into curves.
_GROUND = MappingProxyType({"boxstyle": "square,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.75})

KINDS: Mapping[str, Callable[[nx.MultiDiGraph, Any, Any], None]] = MappingProxyType(
    {"timeline": _timeline, "map": _map, "matrix": _matrix, "network": _network}
)
"""Kind of picture -> what draws it."""
