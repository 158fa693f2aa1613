"""Commands that ask the graph: query, queries, explain, stats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sco_graph.cli.common import JsonOption, StoreOption, note, open_graph, print_json, show, write_output
from sco_graph.errors import InputError, LimitError, NotFoundError, QueryError

FORMATS = ("table", "csv", "tsv", "json", "markdown", "parquet", "turtle", "ntriples")


def query(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(help="Name of a query (see `sco-graph queries`), SPARQL text, a .rq file, or - for stdin.")
    ],
    store: StoreOption = None,
    form: Annotated[str, typer.Option("--format", "-f", help=", ".join(FORMATS))] = "table",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File for the result.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows; a cut is said.")] = None,
    explain_only: Annotated[bool, typer.Option("--explain", help="Print the SPARQL instead of running it.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask a named question or any SPARQL query; a named query's parameters follow as --NAME VALUE."""
    text = _question(question)
    params = _parameters(context.args)
    if explain_only:
        from sco_graph.queries import sparql_of

        typer.echo(sparql_of(text, **params))
        return
    if form not in FORMATS:
        raise InputError(f"--format {form} is unknown: take one of {', '.join(FORMATS)}")
    results = open_graph(store).query(text, limit=limit, **params)
    kind = "json" if as_json else form
    if kind == "table":
        show(results.table())
    elif kind == "parquet":
        if out is None:
            raise InputError("--format parquet needs --out FILE")
        results.parquet(out)
    else:
        write_output(results.serialize(kind), out)
    if results.truncated:
        note(f"only the first {len(results):,} rows: raise --limit to see more")


def _question(text: str) -> str:
    """The query's name or text; a .rq file or standard input is read."""
    if text == "-":
        return sys.stdin.read()
    if text.endswith((".rq", ".sparql")):
        try:
            return Path(text).read_text("utf-8")
        except OSError as error:
            raise NotFoundError(f"{text} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise QueryError(f"{text} is not UTF-8 text: save it as UTF-8") from error
    return text


def _parameters(words: list[str]) -> dict[str, str]:
    """Turn ``--date 2016-01-01 --organization=SCO`` into a mapping.

    Raises:
        QueryError: if a word is no option, or an option has no value.
    """
    params: dict[str, str] = {}
    queue = list(words)
    while queue:
        word = queue.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise QueryError(f"{word!r} is not a parameter: write --NAME VALUE")
        if not equals:
            if not queue:
                raise QueryError(f"--{name} has no value: write --{name} VALUE")
            value = queue.pop(0)
        params[name.replace("-", "_")] = value
    return params


def queries(as_json: JsonOption = False) -> None:
    """List the named queries: the question each answers and its parameters."""
    from sco_graph.queries import named_queries

    listed = list(named_queries().values())
    if as_json:
        print_json([item.as_dict() for item in listed])
        return
    from rich.table import Table

    table = Table(title="Named queries", title_justify="left")
    for heading in ("name", "question", "parameters"):
        table.add_column(heading, overflow="fold")  # an example is there to be copied whole
    for item in listed:
        table.add_row(item.name, item.question, "\n".join(f"--{p.name} {p.example}" for p in item.parameters))
    show(table)


def explain(
    thing: Annotated[str, typer.Argument(help="Name or local name of a thing, e.g. 'Peace Mission 2014'.")],
    predicate: Annotated[str | None, typer.Argument(help="Only facts with this property, e.g. place.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every fact about a thing with the sentences that state it, and what other articles contradict."""
    explanation = open_graph(store).explain(thing, predicate)
    if as_json:
        print_json(explanation.as_dict())
    else:
        show(explanation.table())


def stats(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Count what the graph holds."""
    figures = open_graph(store).stats()
    if as_json:
        print_json(figures)
        return
    from rich.table import Table

    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in figures.items():
        table.add_row(name, f"{number:,}" if isinstance(number, int) else str(number))
    show(table)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the app."""
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(query)
    app.command()(queries)
    app.command()(explain)
    app.command()(stats)


__all__ = ["LimitError", "explain", "queries", "query", "register", "stats"]
