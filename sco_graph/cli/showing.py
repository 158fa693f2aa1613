"""Commands that hand the graph on: view, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sco_graph.cli.common import StoreOption, note, open_graph, write_output


def view(
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")] = Path("graph.html"),
    around: Annotated[str | None, typer.Option("--around", help="Name of the thing to stand in the middle.")] = None,
    hops: Annotated[int, typer.Option("--hops", min=1, max=6, help="How far from it.")] = 2,
    since: Annotated[str | None, typer.Option("--since", help="First year.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Last year.")] = None,
    store: StoreOption = None,
) -> None:
    """Draw the graph, or what lies around one thing, as one HTML file that opens offline."""
    page = open_graph(store).view(around=around, hops=hops, since=since, until=until)
    write_output(page.html, out)
    note(f"wrote {out}: {page.nodes:,} things, {page.edges:,} relations")


def export(
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File; its ending tells the format.")] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="nq, trig, turtle, ntriples, jsonld, graphml, gexf, csv, cytoscape."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write the whole graph as RDF, or its network for Gephi, Cytoscape, networkx."""
    from sco_graph.graph import export_format

    write_output(open_graph(store).export(export_format(form, out)), out)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the app."""
    app.command()(view)
    app.command()(export)
