"""The explorer as one HTML file with its data inside, for networks that are too large for vis-network.

It holds the explorer's own script, style, map and worker, and opens offline.  The same walls keep it safe as in
``views``: data travel as JSON in an inert block and reach the page as text, and the page's content policy runs no
script but ours, by hash, and lets it contact nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

import networkx as nx

from sco_graph.contradictions import contradicted
from sco_graph.errors import ResourceError
from sco_graph.network import Positions, to_columns
from sco_graph.page import clean, json_block, policy, render, script_block, sources
from sco_graph.page_options import PageOptions, prepare
from sco_graph.resources import explorer_dir

MAX_NODES = 50_000
"""More than this a browser neither holds nor draws well."""

_MAX_EVIDENCE, _MAX_NAMES, _MAX_VALUES = 3, 12, 8


def explorer_html(network: nx.MultiDiGraph, **options: Unpack[PageOptions]) -> str:
    """Write a network as the explorer in one file.

    Args:
        network: From ``read_network`` or a part of it.
        **options: See ``PageOptions``.

    Raises:
        LimitError: if the network is too large.
        NotFoundError: if ``around`` is not in the network.
        ResourceError: if the explorer's pages were not built.
    """
    page = prepare(network, MAX_NODES, "or look at all of it with `sco-graph serve`", **options)
    folder = explorer_dir() / "single"
    try:
        script = script_block((folder / "single.js").read_text("utf-8"), "the explorer")
        style = (folder / "single.css").read_text("utf-8")
    except FileNotFoundError as error:
        raise ResourceError("the explorer's pages are of an older build: run `make explorer`") from error
    title = clean(page.title)
    data = _data(network, page.positions) | {"title": title, "around": page.around}
    rules = policy([script], sources(style), worker_src="blob: data:")
    return render("single.html", title=title, policy=rules, style=style, script=script, data=json_block(data))


def _data(network: nx.MultiDiGraph, places: Positions) -> dict[str, Any]:
    """What explorer/src/embedded.ts reads; texts that recur stand once, and are named by number."""
    articles = network.graph.get("articles", {})
    numbers = {name: number for number, name in enumerate(articles)}
    quotes, rules = _Numbered(), _Numbered()
    evidence = {}

    def why(reasons: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
        known = [reason for reason in reasons if reason["article"] in numbers][:_MAX_EVIDENCE]
        return [_reason(reason, numbers[reason["article"]], quotes, rules) for reason in known]

    def said(stated: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, list[Any]]]:
        return {
            predicate: {clean(value): [_articles(reasons), why(reasons)] for value, reasons in values.items()}
            for predicate, values in stated.items()
        }

    for row, about in enumerate(data for *_, data in network.edges(data=True)):
        if found := why(about.get("evidence", ())):
            evidence[row] = found
    return {
        "columns": to_columns(network, places),
        "names": _by_row(network, "alt_labels", lambda names: [clean(name) for name in names[:_MAX_NAMES]]),
        "wikidata": _by_row(network, "wikidata", str),
        "literals": _by_row(
            network, "facts", lambda facts: [[p, [clean(v) for v in vs[:_MAX_VALUES]]] for p, vs in facts.items()]
        ),
        "said": _by_row(network, "evidence", said),
        "disputed": _by_row(network, "facts", _disputed),
        "quotes": list(quotes),
        "rules": list(rules),
        "articles": [{"id": name, **_article(about)} for name, about in articles.items()],
        "evidence": evidence,
    }


class _Numbered(dict[str, int]):
    """Texts in the order in which they were first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def _reason(reason: Mapping[str, Any], article: int, quotes: _Numbered, rules: _Numbered) -> list[Any]:
    row = [article, quotes[clean(reason["quote"])], rules[clean(reason["rule"])], round(100 * reason["confidence"])]
    return [*row, clean(reason["resolved_from"])] if reason.get("resolved_from") else row


def _articles(reasons: Iterable[Mapping[str, Any]]) -> int:
    return len({reason["article"] for reason in reasons})


def _article(about: Mapping[str, str]) -> dict[str, str | None]:
    return {key: clean(about[key]) if key in about else None for key in ("title", "issued", "publisher", "source")}


def _disputed(facts: Mapping[str, list[str]]) -> dict[str, dict[str, list[str]]]:
    """Property -> value -> the values that contradict it."""
    said = {predicate: contradicted(predicate, values[:_MAX_VALUES]) for predicate, values in facts.items()}
    return {p: {clean(one): [clean(v) for v in others] for one, others in vs.items()} for p, vs in said.items() if vs}


def _by_row(network: nx.MultiDiGraph, key: str, shown: Any) -> dict[int, Any]:
    """Row of a node -> what is to be shown of what it has under a key, where that is anything."""
    found = {row: shown(data[key]) for row, (_, data) in enumerate(network.nodes(data=True)) if data.get(key)}
    return {row: value for row, value in found.items() if value}
