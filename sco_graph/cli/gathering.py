"""Commands that add articles to a store over time: watch."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from sco_graph.cli.common import JsonOption, ModelOption, note, print_json


def watch(
    feeds: Annotated[
        list[str], typer.Argument(help="http(s) addresses of RSS or Atom.", metavar="FEED", show_default=False)
    ],
    store: Annotated[Path, typer.Option("--store", "-s", help="Folder of the store; made if it does not exist.")],
    every: Annotated[float, typer.Option("--every", min=1, help="Seconds between two looks at a feed.")] = 900.0,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once, and end.")] = False,
    follow: Annotated[
        bool, typer.Option("--pages/--no-pages", help="Fetch the page of an entry that is an excerpt.")
    ] = True,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let entries lead to machines on private networks.")
    ] = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add what is new in feeds to a store, as robots.txt allows, until it is stopped; it goes on where it was."""
    from sco_graph.watching import watch as run

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    report = run(
        feeds,
        store,
        every=every,
        once=once,
        follow=follow,
        allow_private=allow_private,
        model=model,
        stop=stop,
        tell=note,
    )
    if as_json:
        print_json(report.as_dict())
    else:
        typer.echo(report.summary())
    if once and report.failed:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the app."""
    app.command()(watch)
