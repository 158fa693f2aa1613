"""The command that serves a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sco_graph.cli.common import note
from sco_graph.errors import ResourceError

_MB = 1_000_000


def serve(
    store: Annotated[
        Path | None, typer.Argument(help="Folder of the store. Without it: the bundled reference graph.")
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at; by default only this machine's.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    host_names: Annotated[
        list[str] | None, typer.Option("--host-name", help="A name by which clients may address the service.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Its address from outside, behind a proxy.")
    ] = None,
    deadline: Annotated[float, typer.Option("--deadline", min=0.1, help="Seconds that a query may take.")] = 30.0,
    memory: Annotated[int, typer.Option("--memory", min=50, help="MB that a query may take.")] = 1000,
    max_rows: Annotated[int, typer.Option("--max-rows", min=1, help="Rows of an answer; a cut is said.")] = 100_000,
    max_mb: Annotated[int, typer.Option("--max-mb", min=1, help="MB of an answer; a cut is said.")] = 32,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Queries answered at once.")] = 4,
    queue: Annotated[int, typer.Option("--queue", min=0, help="Queries that may wait; more get a 503.")] = 64,
    allow_service: Annotated[
        list[str] | None, typer.Option("--allow-service", help="An endpoint that SERVICE may name.")
    ] = None,
    allow_update: Annotated[
        bool, typer.Option("--allow-update", help="Take updates and articles from who has SCO_GRAPH_TOKEN.")
    ] = False,
    token: Annotated[
        str | None, typer.Option(envvar="SCO_GRAPH_TOKEN", hidden=True, show_default=False, show_envvar=False)
    ] = None,
    cors: Annotated[bool, typer.Option("--cors/--no-cors", help="Whether pages of other sites may read.")] = True,
) -> None:
    """Serve a store: SPARQL, named queries, linked data and the explorer; read-only unless --allow-update."""
    from sco_graph.resources import explorer_dir
    from sco_graph.web.serving import serve as run
    from sco_graph.web.settings import Settings

    try:
        explorer_dir()
    except ResourceError as error:
        note(str(error))
    settings = Settings(
        deadline=deadline,
        memory=memory * _MB,
        max_rows=max_rows,
        max_bytes=max_mb * _MB,
        workers=workers,
        queue=queue,
        services=frozenset(allow_service or ()),
        hosts=frozenset(name.lower() for name in host_names or ()),
        cors=cors,
        allow_update=allow_update,
        token=token,
        base_url=base_url,
    )
    what = store or "the bundled reference graph"
    run(store, host=host, port=port, settings=settings, ready=lambda address: note(f"serving {what} at {address}"))


def register(app: typer.Typer) -> None:
    """Add this module's commands to the app."""
    app.command()(serve)
