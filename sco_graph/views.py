"""A network as one HTML file that opens anywhere: offline, interactive, safe to open whatever the graph says.

pyvis collects the nodes and edges and brings vis-network, which draws them; the page round it is ours, because pyvis'
own template loads styles from elsewhere and lets markup in names through.  Safety rests on three walls: data travels
as JSON in an inert block and reaches the page as text only; the page's content policy runs no script but ours (by
hash) and contacts no address; in a notebook the page lives in a sandboxed frame of its own.
"""

from __future__ import annotations

import html
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Unpack

import networkx as nx

from sco_graph.contradictions import contradicted
from sco_graph.errors import ExtraError, InputError, InternalError
from sco_graph.network import Positions, is_occurrence, layout
from sco_graph.page import asset, clean, json_block, policy, render, script_block, short_label
from sco_graph.page_options import PageOptions, prepare
from sco_graph.palette import LOOKS, family, in_words
from sco_graph.single_file import explorer_html

MAX_NODES = 2_000
"""Above this a browser draws too slowly for a page like this to be of use."""

_MAX_EVIDENCE = 3
_FIRST = {"startDate": 0, "endDate": 1, "adoptedOn": 2}


@dataclass(frozen=True, slots=True)
class View:
    """A page: shown where a notebook shows it, or saved as a file.

    Attributes:
        html: The whole page.
        nodes: How many things it shows.
        edges: How many facts.
        height: Of the frame in a notebook, in pixels.
    """

    html: str
    nodes: int = 0
    edges: int = 0
    height: int = 640

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, and return its path."""
        written = Path(path)
        written.write_text(self.html, encoding="utf-8")
        return written

    def _repr_html_(self) -> str:
        """A frame of its own, for Jupyter and its kin; it can run script, but cannot touch the notebook."""
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" width="100%" height="{self.height}" title="Network"'
            ' sandbox="allow-scripts allow-downloads" style="border:1px solid #8888"></iframe>'
        )


def view(network: nx.MultiDiGraph, *, form: str | None = None, **options: Unpack[PageOptions]) -> View:
    """A network as a page that notebooks show and that can be saved.

    Args:
        network: From ``read_network`` or a part of it.
        form: ``pyvis`` (up to 2,000 things) or ``explorer`` (up to 50,000); by size if None.
        **options: See ``PageOptions``.

    Raises:
        InputError: if there is no such form.
        LimitError: if the network is too large.
        NotFoundError: if ``around`` is not in the network.
        ResourceError: if the explorer's pages are needed and were not built.
    """
    form = form or ("pyvis" if len(network) <= MAX_NODES else "explorer")
    if form not in FORMS:
        raise InputError(f"no page is called {form!r}; there are {', '.join(FORMS)}")
    return View(FORMS[form](network, **options), len(network), network.number_of_edges())


def view_html(network: nx.MultiDiGraph, *, physics: bool = False, **options: Unpack[PageOptions]) -> str:
    """Write a network as one self-contained interactive HTML page.

    Args:
        network: From ``read_network`` or a part of it.
        physics: Whether nodes keep moving to find their places.
        **options: See ``PageOptions``; the panel of ``around`` is open when the page opens.

    Raises:
        LimitError: if the network is too large.
        NotFoundError: if ``around`` is not in the network.
    """
    page = prepare(network, MAX_NODES, "or raise the limit", **options)
    data = _page_data(network, page.positions, physics=physics)
    data["chosen"] = None if page.around is None else data["names"].index(page.around)
    return _render(page.title, data)


def _page_data(network: nx.MultiDiGraph, places: Positions, *, physics: bool) -> dict[str, Any]:
    numbers = {name: number for number, name in enumerate(network)}
    drawing = _drawing(network, numbers, places)
    articles = network.graph.get("articles", {})
    families = {family(cls) for _, cls in network.nodes(data="class")}
    return {
        "names": list(numbers),
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "physics": physics,
        "about": [_about_node(data) for _, data in network.nodes(data=True)],
        "why": [_about_edge(key, data) for _, _, key, data in network.edges(keys=True, data=True)],
        "articles": {name: {k: clean(v) for k, v in about.items()} for name, about in articles.items()},
        "looks": {
            name: {"name": look.name, "light": look.light, "dark": look.dark, "shape": look.shape}
            for name, look in LOOKS.items()
            if name in families
        },
    }


def _drawing(network: nx.MultiDiGraph, numbers: Mapping[str, int], places: Positions) -> Any:
    """The nodes and edges as pyvis collects them for vis-network."""
    from pyvis.network import Network as Drawing

    drawing = Drawing(directed=True)
    # Larger nodes in a larger picture, which is shown from farther away.
    scale = max(1.0, math.sqrt(len(network)) / 11)
    for name, data in network.nodes(data=True):
        look, (x, y) = LOOKS[family(data["class"])], places[name]
        size = round(scale * min(7 + 3 * math.sqrt(network.degree(name)), 40), 1)
        drawing.add_node(numbers[name], label=short_label(data["label"]) or "?", shape=look.shape, x=x, y=y, size=size)
    for (one, two, _), smooth in zip(network.edges(keys=True), _curves(network), strict=True):
        drawing.add_edge(numbers[one], numbers[two], id=len(drawing.edges), smooth=smooth)
    for node in drawing.nodes:
        node.pop("font", None)
        node.pop("color", None)  # the page sets it, by theme
    return drawing


def _curves(network: nx.MultiDiGraph) -> list[dict[str, Any] | bool]:
    """A curve for each edge, so that no two between the same things lie on one another."""
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    edges = list(network.edges())
    for number, (one, two) in enumerate(edges):
        together[min(one, two), max(one, two)].append(number)
    curves: list[dict[str, Any] | bool] = [False] * len(edges)
    for (first, _), parallel in together.items():
        for rank, number in enumerate(parallel):
            offset = (rank - (len(parallel) - 1) / 2) * 0.22
            if edges[number][0] != first:  # the other way round, left is right
                offset = -offset
            if offset:
                side = "curvedCW" if offset > 0 else "curvedCCW"
                curves[number] = {"enabled": True, "type": side, "roundness": round(abs(offset), 3)}
    return curves


def _about_node(data: Mapping[str, Any]) -> dict[str, Any]:
    about = {
        "label": clean(data["label"]),
        "class": in_words(data["class"]),
        "family": family(data["class"]),
        "dated": is_occurrence(data["class"]),
        "others": [clean(name) for name in data.get("alt_labels", ())[:12]],
        "facts": [
            [in_words(p), ", ".join(clean(v) for v in vs) + (" (disputed)" if contradicted(p, vs) else "")]
            for p, vs in sorted(data.get("facts", {}).items(), key=lambda fact: _FIRST.get(fact[0], 9))
        ],
    }
    about.update({key: clean(data[key]) for key in ("start", "end", "wikidata") if key in data})
    return about


def _about_edge(predicate: str, data: Mapping[str, Any]) -> dict[str, Any]:
    why = [
        {key: clean(reason[key]) for key in ("article", "quote", "rule", "resolved_from") if reason.get(key)}
        | {"confidence": round(reason["confidence"], 2)}
        for reason in data.get("evidence", ())[:_MAX_EVIDENCE]
    ]
    about = {
        "predicate": in_words(predicate),
        "evidence": why,
        "more": max(0, len(data.get("evidence", ())) - _MAX_EVIDENCE),
        "articles": data.get("articles", []),
        "reference": bool(data.get("reference")),
    }
    return about | {key: clean(data[key]) for key in ("from", "until") if key in data}


def _render(title: str, data: Mapping[str, Any]) -> str:
    scripts = [_vis_network(), asset("view.js")]
    return render(
        "view.html",
        title=clean(title),
        policy=policy(scripts, "'unsafe-inline'"),  # vis-network sets styles on the elements that it makes
        style=asset("view.css"),
        scripts=scripts,
        data=json_block(data),
        summary=f"{len(data['nodes']):,} things, {len(data['edges']):,} facts",
    )


@cache
def _vis_network() -> str:
    """The drawing library that pyvis ships."""
    import pyvis

    path = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InternalError(f"this release of pyvis ships no {path.name} where it used to: {path}") from error
    return script_block(text, "vis-network")


def widget(network: nx.MultiDiGraph, **options: Any) -> Any:
    """A network as an ipysigma widget, coloured by kind; double edges stay apart.

    Args:
        network: From ``read_network`` or a part of it.
        **options: Further ones of ``ipysigma.Sigma``.

    Raises:
        ExtraError: if ipysigma is not installed.
    """
    try:
        from ipysigma import Sigma
    except ImportError as error:
        raise ExtraError("the ipysigma widget", "notebook") from error
    drawing = nx.MultiDiGraph()
    for name, data in network.nodes(data=True):
        kind = LOOKS[family(data["class"])].name
        dates = {key: data[key] for key in ("start", "end") if key in data}
        drawing.add_node(name, label=short_label(data["label"]) or "?", kind=kind, **dates)
    for one, two, key in network.edges(keys=True):
        drawing.add_edge(one, two, key=key, relation=in_words(key))
    places = {name: {"x": x, "y": -y} for name, (x, y) in layout(network).items()}
    palette = {look.name: look.light for look in LOOKS.values()}
    chosen = {"node_color": "kind", "node_color_palette": palette, "node_label": "label", "node_size": drawing.degree}
    return Sigma(drawing, layout=places, **(chosen | options))


FORMS: Mapping[str, Callable[..., str]] = MappingProxyType({"pyvis": view_html, "explorer": explorer_html})
"""Name of a page's form -> what writes it."""
