"""Commands that hand the graph on: view, plot, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sco_graph.cli.common import StoreOption, note, open_graph, write_output

AroundOption = Annotated[str | None, typer.Option("--around", help="Name of the thing to stand in the middle.")]
HopsOption = Annotated[int, typer.Option("--hops", min=1, max=6, help="How far from it.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="First year.")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Last year.")]


def view(
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")] = Path("graph.html"),
    around: AroundOption = None,
    hops: HopsOption = 2,
    since: SinceOption = None,
    until: UntilOption = None,
    form: Annotated[
        str | None, typer.Option("--form", help="pyvis (up to 2,000 things) or explorer (50,000). Default: by size.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Draw the graph, or what lies around one thing, as one HTML file that opens offline."""
    page = open_graph(store).view(around=around, hops=hops, since=since, until=until, form=form)
    write_output(page.html, out)
    note(f"wrote {out}: {page.nodes:,} things, {page.edges:,} relations")


def plot(
    kind: Annotated[str, typer.Argument(help="timeline, map, matrix or network.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File: .svg, .pdf or .png. Default: KIND.svg.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Heading of the picture.")] = None,
    around: AroundOption = None,
    hops: HopsOption = 2,
    since: SinceOption = None,
    until: UntilOption = None,
    store: StoreOption = None,
) -> None:
    """Draw a picture for a paper, readable in black and white."""
    path = out or Path(f"{kind}.svg")
    open_graph(store).plot(kind, path, around=around, hops=hops, since=since, until=until, title=title)
    note(f"wrote {path}")


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
    app.command()(plot)
    app.command()(export)
