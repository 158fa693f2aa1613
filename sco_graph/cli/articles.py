"""Commands that read articles: extract, build, demo."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sco_graph.cli.common import (
    IssuedOption,
    JsonOption,
    ModelOption,
    PublisherOption,
    SourcesArgument,
    StrictOption,
    console,
    note,
    print_json,
    report_skipped,
    show,
    write_output,
)
from sco_graph.errors import ArticleError, InputError

if TYPE_CHECKING:
    from sco_graph.model import Evidence, Extraction, Fact

SUFFIXES = {"nq": ".nq", "trig": ".trig", "turtle": ".ttl", "jsonld": ".jsonld"}


def extract(
    sources: SourcesArgument,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for one RDF file an article.")] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="nq, trig, turtle or jsonld.")] = "nq",
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with the text marked and its facts beside it.")
    ] = None,
    issued: IssuedOption = None,
    publisher: PublisherOption = None,
    model: ModelOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read articles and print what they state, each fact with its sentence."""
    from sco_graph.build import extractions

    if form not in SUFFIXES:
        raise InputError(f"--format {form} is unknown: take one of {', '.join(SUFFIXES)}")
    skipped: list[ArticleError] = []
    found: list[Extraction] = []
    for extraction in extractions(
        sources, model=model, issued=issued, publisher=publisher, strict=strict, on_error=skipped.append
    ):
        if out is not None:
            _write_rdf(extraction, out, form)
        elif not as_json and html is None:
            _print_facts(extraction)
        if as_json or html is not None:
            found.append(extraction)
    if as_json:
        from dataclasses import asdict

        print_json([asdict(extraction) for extraction in found])
    if html is not None:
        from sco_graph.report import article_report

        write_output(article_report(found), html)
        note(f"wrote {html}")
    report_skipped(skipped)
    if skipped:
        raise typer.Exit(1)


def _write_rdf(extraction: Extraction, out: Path, form: str) -> None:
    from sco_graph import rdf
    from sco_graph.iris import ARTICLE_PREFIX, article_name

    # The file is named after the article's local name, which is safe as a file name whatever the id holds.
    name = article_name(extraction.article.id).removeprefix(ARTICLE_PREFIX)
    write_output(rdf.serialize(extraction, form), out / (name + SUFFIXES[form]))


def _print_facts(extraction: Extraction) -> None:
    from rich.table import Table
    from rich.text import Text

    from sco_graph.text import one_line

    names = {entity.id: entity.label for entity in extraction.entities}
    article = extraction.article
    head = ", ".join(part for part in (article.publisher, article.issued) if part)
    title = one_line(article.title or article.id) + (f" ({one_line(head)})" if head else "")
    table = Table(title=Text(title, style="bold"), title_justify="left", expand=False)
    for heading in ("thing", "property", "value", "because the text says"):
        table.add_column(heading, overflow="fold")
    for thing, facts_of in groupby(extraction.facts, key=lambda fact: fact.subject):
        label, above = names.get(thing, thing), ""
        for fact in facts_of:
            why = _surest(fact).quote
            cells = (label, fact.predicate, names.get(fact.value, fact.value), "as above" if why == above else why)
            table.add_row(*(Text(one_line(cell, 160)) for cell in cells))
            label, above = "", why
    show(table)
    things, facts = len(extraction.entities), len(extraction.facts)
    show(Text(f"{facts} facts about {things} things\n" if facts else "no facts of the kinds that the graph keeps\n"))


def _surest(fact: Fact) -> Evidence:
    """The evidence with the highest confidence; of equals the first whole sentence, else the first."""
    from sco_graph.text import is_sentence

    return max(fact.evidence, key=lambda e: (e.confidence, is_sentence(e.quote)))


def build(
    sources: SourcesArgument,
    store: Annotated[Path, typer.Option("--store", "-s", help="Folder of the store; made if it does not exist.")],
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes. Default: all cores.")] = None,
    issued: IssuedOption = None,
    publisher: PublisherOption = None,
    model: ModelOption = None,
    strict: StrictOption = False,
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray", metavar="ADDRESS", help="Read on a Ray cluster: auto, host:port, ray://host:port, or local."
        ),
    ] = None,
    run_folder: Annotated[
        str | None,
        typer.Option("--run", help="With --ray: folder or address of the shards, for all nodes. Default: STORE/run."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles into a store: new ones are added, changed ones replaced, known ones left as they are."""
    if ray is not None:
        if strict:
            raise InputError("--strict cannot be had with --ray: what is skipped is named at the end")
        target = run_folder or str(store / "run")
        _build_on_cluster(sources, store, target, as_json, ray, jobs, model, issued, publisher)
        return
    from sco_graph.build import build as run
    from sco_graph.cli.progress import build_progress

    with build_progress(console(stderr=True)) as progress:
        report = run(
            sources,
            store,
            jobs=jobs,
            model=model,
            issued=issued,
            publisher=publisher,
            strict=strict,
            progress=progress,
        )
    report_skipped(list(report.skipped))
    if as_json:
        print_json(report.as_dict())
    else:
        typer.echo(report.summary())
    if report.skipped:
        raise typer.Exit(1)


def _build_on_cluster(
    sources: list[str],
    store: Path,
    target: str,
    as_json: bool,
    address: str,
    jobs: int | None,
    model: str | None,
    issued: str | None,
    publisher: str | None,
) -> None:
    from sco_graph.cli.progress import unit_progress
    from sco_graph.distributed import load, run

    with unit_progress(console(stderr=True)) as progress:
        report = run(
            sources,
            target,
            address=address,
            actors=jobs,
            model=model,
            issued=issued,
            publisher=publisher,
            progress=progress,
        )
    change = load(target, store)
    report_skipped(list(report.skipped))
    if as_json:
        counts = {name: getattr(change, name) for name in ("added", "changed", "unchanged")}
        print_json(report.as_dict() | counts | {"quads": change.quads, "run": target})
    else:
        typer.echo(f"{report.summary()}; the store holds {change.quads:,} quads")
    if report.skipped:
        raise typer.Exit(1)


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the store and the picture.")] = Path(
        "build/demo"
    ),
) -> None:
    """Build a graph from the bundled sample articles, ask it three questions, draw it."""
    from sco_graph.demo import run

    for part in run(out):
        show(part)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the app."""
    app.command()(extract)
    app.command()(build)
    app.command()(demo)
