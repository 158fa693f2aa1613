"""The first minute: a graph of the bundled sample articles, three answers, one picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sco_graph.build import build
from sco_graph.graph import open as open_graph
from sco_graph.resources import articles_dir

if TYPE_CHECKING:
    from rich.console import RenderableType

QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("members_on", {"date": "2025-01-01"}),
    ("exercises_of_series", {"series": "Peace_Mission"}),
)
"""The named queries that the demo asks, with their parameters."""

EXPLAINED = ("Peace Mission 2014", "startDate")
"""The fact for which it shows who says so."""

CENTRE = "Shanghai Cooperation Organisation"


def run(out: Path) -> Iterator[RenderableType]:
    """Build the demo's graph and yield what there is to see, piece by piece.

    Args:
        out: Folder for ``store/`` and ``graph.html``; made if it does not exist.

    Yields:
        Texts and tables for a Rich console.

    Raises:
        StoreError: if the folder cannot be written.
    """
    from rich.text import Text

    out.mkdir(parents=True, exist_ok=True)
    report = build([articles_dir()], out / "store")
    yield Text(report.summary() + "\n")
    graph = open_graph(out / "store")
    for name, params in QUESTIONS:
        yield graph.query(name, **params).table()
        yield Text("")
    yield graph.explain(*EXPLAINED).table()
    yield Text("")
    page = graph.view(around=CENTRE, hops=2)
    (out / "graph.html").write_text(page.html, "utf-8")
    yield Text(f"Wrote {out / 'graph.html'}: open it in a browser ({page.nodes:,} things, {page.edges:,} relations).")
    yield Text(f"Ask on: sco-graph queries; sco-graph query NAME --store {out / 'store'}")
