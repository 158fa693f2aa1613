"""The command that fills remote stores: load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sco_graph.cli.common import (
    JsonOption,
    PasswordOption,
    TokenOption,
    UserOption,
    note,
    print_json,
)


def load(
    source: Annotated[Path, typer.Argument(help="Folder of a store, an N-Quads file, or a folder of shards.")],
    to: Annotated[str, typer.Option("--to", help="URL of the remote store's SPARQL query endpoint.")],
    update_url: Annotated[str | None, typer.Option("--update-url", help="Its update endpoint, if another.")] = None,
    graph_store_url: Annotated[
        str | None, typer.Option("--graph-store-url", help="Its Graph Store Protocol: quicker for large graphs.")
    ] = None,
    user: UserOption = None,
    password: PasswordOption = None,
    token: TokenOption = None,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds that an answer may take.")] = 300.0,
    as_json: JsonOption = False,
) -> None:
    """Load a store or shards into a remote store; interrupted, it goes on where it stopped."""
    from dataclasses import asdict

    from sco_graph.loading import load as load_into

    done = load_into(
        source,
        to,
        update_url=update_url,
        graph_store_url=graph_store_url,
        user=user,
        password=password,
        token=token,
        timeout=timeout,
        progress=lambda now: None if as_json else note(f"{now.graphs:,} graphs, {now.triples:,} triples written"),
    )
    if as_json:
        print_json(asdict(done))
    else:
        typer.echo(f"{done.written:,} graphs written ({done.triples:,} triples), {done.unchanged:,} were there already")


def register(app: typer.Typer) -> None:
    """Add this module's commands to the app."""
    app.command()(load)
