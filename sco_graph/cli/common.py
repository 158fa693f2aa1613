"""What the commands share: the app, the consoles, common options, output."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from sco_graph.errors import ArticleError, InputError
from sco_graph.text import one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from sco_graph.graph import Graph

app = typer.Typer(
    name="sco-graph",
    help="News about the SCO and bodies like it, as an RDF knowledge graph with evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        "-s",
        envvar="SCO_GRAPH_STORE",
        help="Folder of a store, or the URL of a SPARQL endpoint. Without it: the bundled reference graph.",
    ),
]
UserOption = Annotated[
    str | None, typer.Option("--user", envvar="SCO_GRAPH_USER", help="User of a remote store.", show_envvar=True)
]
PasswordOption = Annotated[
    str | None,
    typer.Option("--password", envvar="SCO_GRAPH_PASSWORD", help="Its password; better in the environment."),
]
TokenOption = Annotated[
    str | None,
    typer.Option("--token", envvar="SCO_GRAPH_TOKEN", help="Its bearer token; better in the environment."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="Name or path of another spaCy pipeline. Default: the bundled one.")
]
IssuedOption = Annotated[
    str | None, typer.Option("--issued", help="Date of the articles, if they do not tell: 2012-04-11, 2012-04 or 2012.")
]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Publisher, if the articles do not tell.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first article that cannot be read.")]
SourcesArgument = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, http(s) addresses, or - for standard input.", metavar="SOURCE", show_default=False
    ),
]


def _print_version(wanted: bool) -> None:
    """A callback of the option, since the app's own one is not reached where no command is given."""
    if wanted:
        from sco_graph.version import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """News about the SCO and bodies like it, as an RDF knowledge graph with evidence."""


def console(*, stderr: bool = False) -> Console:
    """A Rich console that never interprets markup in what it prints."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, soft_wrap=False)


def show(renderable: RenderableType) -> None:
    """Print a table or a text to standard output."""
    console().print(renderable)


def note(message: str) -> None:
    """Say something beside the result, on standard error."""
    typer.echo(f"sco-graph: {one_line(message)}", err=True)


def print_json(value: Any) -> None:
    """Print a value as JSON, one document."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def stdout_bytes() -> BinaryIO:
    """Standard output for bytes (N-Quads, Parquet, ...)."""
    return sys.stdout.buffer


def write_output(data: str | bytes, out: Path | None) -> None:
    """Write a result to a file, or to standard output.

    Raises:
        InputError: if the file cannot be written.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    if out is None:
        stdout_bytes().write(raw if raw.endswith(b"\n") else raw + b"\n")
        stdout_bytes().flush()
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(raw)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}") from error


def open_graph(store: str | None) -> Graph:
    """Open the store that ``--store`` names; without one, the bundled reference graph, and say so.

    A remote store's user, password or token are read from the environment: ``SCO_GRAPH_USER`` and so on.
    """
    from sco_graph.graph import open as open_store

    if store is None:
        note("no --store given: this is the bundled reference graph, without any article")
    said = os.environ.get
    return open_store(
        store, user=said("SCO_GRAPH_USER"), password=said("SCO_GRAPH_PASSWORD"), token=said("SCO_GRAPH_TOKEN")
    )


def report_skipped(skipped: list[ArticleError]) -> None:
    """Name every input that was skipped, on standard error, and how many they were."""
    for error in skipped:
        note(f"skipped {error}")
    if skipped:
        note(f"{len(skipped)} input{'s' if len(skipped) > 1 else ''} skipped; all that could be read was kept")
