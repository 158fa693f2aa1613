"""Write the pages of reference from what they describe: the named queries, the commands, the vocabulary.

python docs/generate.py
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef

from sco_graph.cli import app
from sco_graph.queries import NamedQuery, Parameter, named_queries

HERE = Path(__file__).parent
ONTOLOGY = HERE.parent / "ontology" / "sco.ttl"
SCO = Namespace("https://w3id.org/sco-graph/ontology#")
SCHEMA = Namespace("https://schema.org/")

QUERIES = """# Named queries

This page is written by `python docs/generate.py` from the headers in `sco_graph/queries/*.rq`.

    sco-graph queries
    sco-graph query members_on --date 2016-01-01 --store STORE
    sco-graph query members_on --date 2016-01-01 --explain

`graph.query("members_on", date="2016-01-01")` is the same in Python. A thing is named by its local name, its label or
another name it is known by; a date is a day, a month or a year. An empty default leaves a parameter open.

## What a query of your own should know

**The default graph is the union of all graphs, and a fact that stands in three of them is met three times.** Oxigraph
does not take the doubles out. So count with `COUNT(DISTINCT ?thing)`, never with `COUNT(*)`; list with
`SELECT DISTINCT`; and test a type by `FILTER EXISTS { ?thing a sco:State }` rather than by joining it, which multiplies
the rows by the number of articles that say so. `GRAPH ?article { ... }` asks who says something; `id:graph_reference`
is the curated tables.

**Where sources differ, the named queries show the most precise date; of several equally precise ones the curated one,
else the first.** Of places they leave out those in which another place of the same event lies; what remains is one row
each. `contradictions` shows what sources disagree on, `evidence_of` the sentences.

**Virtuoso 7 mistakes EXISTS and BIND inside sub-queries**: it is asked in another wording (`queries/virtuoso/`), with
the same answers.

## The queries
"""


COMMANDS = """# Commands

This page is written by `python docs/generate.py` from what `sco-graph COMMAND --help` says.

Exit codes: 0 all went well; 1 something was skipped, does not conform or failed; 2 the command cannot be carried out as
given. An option that names a variable of the environment in brackets can be given there.
"""

VOCABULARY = """# Vocabulary

This page is written by `python docs/generate.py` from `ontology/sco.ttl`. The prefix `sco:` is
`https://w3id.org/sco-graph/ontology#`; topics are listed in `ontology/topics.ttl`, shapes in `ontology/shapes.ttl`.
"""


def pages() -> dict[Path, str]:
    """Each page's path and its whole text."""
    queries = QUERIES + "".join(_query(query) for query in named_queries().values())
    commands = COMMANDS + "".join(_commands(typer.main.get_command(app), "sco-graph"))
    texts = {"queries": queries, "commands": commands, "vocabulary": VOCABULARY + _vocabulary()}
    return {HERE / f"{name}.md": text for name, text in texts.items()}


def _table(titles: str, rows: list[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    columns = titles.split(", ")
    cells = [columns, ["---"] * len(columns), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n" + "".join(f"| {' | '.join(row)} |\n" for row in cells)


def _query(query: NamedQuery) -> str:
    rows = [_parameter(item) for item in query.parameters]
    return f"\n### {query.name}\n\n{query.title}. {query.question}\n" + _table(
        "parameter, type, default, example, meaning", rows
    )


def _parameter(item: Parameter) -> tuple[str, ...]:
    default = "required" if item.required else item.default or ""
    return f"`{item.name}`", item.type, default, f"`{item.example}`", item.meaning


def _commands(command: Any, path: str) -> Iterator[str]:
    """The command's section, or its sub-commands'."""
    if hasattr(command, "commands"):
        for name, below in command.commands.items():
            yield from _commands(below, f"{path} {name}")
        return
    context = command.make_context(path, [], resilient_parsing=True)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    rows = [_option(item) for item in command.params if not getattr(item, "hidden", False)]
    help_text = inspect.cleandoc(command.help or "").replace("\f", "")
    yield f"\n## {path}\n\n{help_text}\n\n    {usage}\n" + _table("argument or option, meaning, default", rows)


def _option(item: Any) -> tuple[str, ...]:
    if item.param_type_name == "argument":
        name = f"`{item.metavar or item.name.upper()}`"
    else:
        name = ", ".join(f"`{word}`" for word in [*item.opts, *item.secondary_opts])
    shown = item.default is not None and item.default is not False and item.show_default
    meaning = f"{item.help or ''}{f' [{item.envvar}]' if item.envvar else ''}"
    return name, meaning, "required" if item.required else f"`{item.default}`" if shown else ""


def _vocabulary() -> str:
    graph = Graph().parse(ONTOLOGY, format="turtle")

    def names(term: URIRef, *predicates: URIRef) -> str:
        found = {
            value.n3(graph.namespace_manager) for predicate in predicates for value in graph.objects(term, predicate)
        }
        return ", ".join(f"`{name}`" for name in sorted(found))

    def terms(kind: URIRef) -> list[URIRef]:
        return sorted(term for term in graph.subjects(RDF.type, kind) if term.startswith(SCO))

    def said(term: URIRef) -> tuple[str, str, str]:
        return f"`sco:{term.removeprefix(SCO)}`", *(str(graph.value(term, p) or "") for p in (RDFS.label, RDFS.comment))

    classes = [(*said(term), names(term, RDFS.subClassOf)) for term in terms(OWL.Class)]
    text = "\n## Classes\n" + _table("class, label, meaning, kind of", classes)
    for title, kind in (("Relations", OWL.ObjectProperty), ("Values", OWL.DatatypeProperty)):
        rows = [
            (
                *said(term),
                names(term, RDFS.domain, SCHEMA.domainIncludes),
                names(term, RDFS.range, SCHEMA.rangeIncludes),
                names(term, RDFS.subPropertyOf),
            )
            for term in terms(kind)
        ]
        text += f"\n## {title}\n" + _table("property, label, meaning, from (domain), to (range), kind of", rows)
    return text


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
