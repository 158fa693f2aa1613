"""Write queries.md from the headers of the named queries.

python docs/generate_queries.py
"""

from __future__ import annotations

from pathlib import Path

from sco_graph.queries import NamedQuery, Parameter, named_queries

PAGE = Path(__file__).with_name("queries.md")
HEAD = """# Named queries

This page is written by `python docs/generate_queries.py` from the headers in `sco_graph/queries/*.rq`.

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


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(query) for query in named_queries().values())


def _section(query: NamedQuery) -> str:
    lines = [f"\n### {query.name}\n", f"\n{query.title}. {query.question}\n"]
    if query.parameters:
        lines += ["\n| parameter | type | default | example | meaning |\n", "| --- | --- | --- | --- | --- |\n"]
        lines += map(_row, query.parameters)
    return "".join(lines)


def _row(item: Parameter) -> str:
    default = "required" if item.required else item.default or ""
    return f"| `{item.name}` | {item.type} | {default} | `{item.example}` | {item.meaning} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
