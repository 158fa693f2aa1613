"""Named queries against pyoxigraph itself and rdflib: ratios in one run, on one generated graph.

    python benchmarks/sparql.py [--quads 1000000] [--store FOLDER] [--rdflib-cap 10] [--no-rdflib]
    python benchmarks/sparql.py --store FOLDER --beside LARGER_FOLDER

Prints three things: what ``graph.query`` costs beside pyoxigraph's own time for the same SPARQL, what a data frame
costs beside Oxigraph's serialisation of the same rows, and how much longer rdflib takes over the same quads in memory
(a query that reaches the cap counts as the cap, so the figure is a lower bound).  With ``--beside`` it prints only how
rows and times of each named query grow from one store to a larger one.
"""

from __future__ import annotations

import argparse
import re
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import quads as generator
from pyoxigraph import QueryResultsFormat

import sco_graph
from sco_graph.graph import Graph
from sco_graph.iris import PREFIXES, prefix_lines
from sco_graph.queries import named_queries, prepare
from sco_graph.sparql import bind

MANY = (
    "SELECT ?event ?state ?date WHERE { GRAPH ?g { ?event sco:participant ?state ; sco:startDate ?date } } LIMIT 100000"
)
SPECIAL = {"article": "article_generated-0"}


def params_of(name: str) -> dict[str, str]:
    """What a named query needs, from its header."""
    return {p.name: SPECIAL.get(p.name, p.example) for p in named_queries()[name].parameters if p.required}


def seconds(run: Callable[[], Any]) -> float:
    """Processor time, which other work on the machine does not disturb; all of it runs in this thread."""
    began = time.process_time()
    run()
    return time.process_time() - began


def side_by_side(one: Callable[[], Any], other: Callable[[], Any], least: int = 5) -> tuple[float, float]:
    """Medians of runs that take turns, so that both see the same machine."""
    first, second = [], []
    began = time.perf_counter()
    while len(first) < least or (time.perf_counter() - began < 0.5 and len(first) < 200):
        first.append(seconds(one))
        second.append(seconds(other))
        if time.perf_counter() - began > 20:
            break
    return statistics.median(first), statistics.median(second)


def named(graph: Graph) -> dict[str, float]:
    """Ours against pyoxigraph's own time; gives pyoxigraph's seconds by query."""
    database: Any = graph.store.database  # type: ignore[attr-defined]
    own, ratios = {}, []
    print(f"{'query':28}{'rows':>8}{'pyoxigraph ms':>15}{'ours ms':>10}{'ratio':>8}")
    for name in named_queries():
        params = params_of(name)
        text, terms = prepare(name, params, graph.find)
        bound = bind(text, terms)

        def plain(bound: str = bound) -> list[Any]:
            return list(database.query(bound, prefixes=dict(PREFIXES), use_default_graph_as_union=True))

        theirs, ours = side_by_side(plain, lambda name=name, params=params: len(graph.query(name, **params)))
        own[name] = theirs
        ratios.append(ours / theirs)
        print(f"{name:28}{len(plain()):8}{theirs * 1000:15.2f}{ours * 1000:10.2f}{ours / theirs:8.2f}", flush=True)
    print(f"ratio: geometric mean {statistics.geometric_mean(ratios):.3f}, largest {max(ratios):.2f}; all at most 1.15:"
          f" {sum(ratio <= 1.15 for ratio in ratios)} of {len(ratios)}")  # fmt: skip
    return own


def frames(graph: Graph) -> None:
    """A data frame of 100,000 rows against the bytes that Oxigraph writes of them."""
    database: Any = graph.store.database  # type: ignore[attr-defined]
    prefixes = dict(PREFIXES)
    for labels in (False, True):
        raw, frame = side_by_side(
            lambda: database.query(MANY, prefixes=prefixes, use_default_graph_as_union=True).serialize(
                format=QueryResultsFormat.TSV
            ),
            lambda labels=labels: graph.query(MANY).to_pandas(labels=labels),
        )
        print(f"to pandas, labels {labels}: serialisation {raw:.3f} s, frame {frame:.3f} s, ratio {frame / raw:.2f}")


def growth(graph: Graph, larger: Graph) -> None:
    """Quads read, rows and processor time of each named query on a store and on a larger one."""
    print(f"{'query':28}{'read':>12}{'rows':>9}{'ms':>10}{'read':>12}{'rows':>9}{'ms':>10}{'read x':>8}{'ms x':>8}")
    for name in named_queries():
        (few, rows, before), (many, more, after) = (
            (touched(each, name), *best(each, name)) for each in (graph, larger)
        )
        print(f"{name:28}{few:12,}{rows:9,}{before * 1000:10.1f}{many:12,}{more:9,}{after * 1000:10.1f}", end="")
        print(f"{many / few:8.1f}{after / before:8.1f}", flush=True)


def touched(graph: Graph, name: str) -> int:
    """Quads with the properties and classes that a query names: what it reads, if no look-up spares it a part."""
    text = re.sub(r"#.*", "", named_queries()[name].text)
    classes, typed = set(re.findall(r"\ba (\w+:\w+)", text)), re.search(r"\ba [?$]", text)
    properties = set(re.findall(r"\b\w+:[a-z]\w*", text)) | ({"rdf:type"} if typed else set())
    patterns = ["?s ?p ?o"] if "?s ?p ?o" in text else [f"?s {each} ?o" for each in properties]
    patterns += [f"?s a {each}" for each in classes if not typed]
    counts = (graph.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ {each} }} }}") for each in patterns)
    return sum(int(next(iter(count))["n"]) for count in counts)


def best(graph: Graph, name: str) -> tuple[int, float]:
    """Rows of a named query, and its least seconds of three; of as many as fit into two seconds, if it is slow."""
    rows: list[int] = []
    took: list[float] = []
    while len(took) < 3 and sum(took) < 2:
        took.append(seconds(lambda: rows.append(len(graph.query(name, **params_of(name))))))
    return rows[0], min(took)


class CapError(Exception):
    """The time is over."""


def stop(*_: object) -> None:
    raise CapError


def against_rdflib(graph: Graph, own: dict[str, float], cap: int) -> None:
    """The same queries over the same quads in rdflib's memory store."""
    import warnings

    import rdflib

    warnings.simplefilter("ignore")
    dataset = rdflib.Dataset(default_union=True)
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        file.write(graph.export("nq"))
        took = seconds(lambda: dataset.parse(file.name, format="nquads"))
    print(f"rdflib: {took:.0f} s to load")
    signal.signal(signal.SIGALRM, stop)
    ratios, capped = [], 0
    for name in named_queries():
        text, terms = prepare(name, params_of(name), graph.find)
        whole = prefix_lines() + bind(text, terms)
        signal.alarm(cap)
        try:
            theirs = seconds(lambda whole=whole: list(dataset.query(whole)))
        except CapError:
            theirs, capped = float(cap), capped + 1
        finally:
            signal.alarm(0)
        ratios.append(theirs / own[name])
        print(f"{name:28}{theirs * 1000:12.0f} ms{ratios[-1]:10.0f} times", flush=True)
    print(f"rdflib: {statistics.geometric_mean(ratios):.0f} times as long in the geometric mean, {capped} capped")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="Folder for the graph; kept and used again.")
    parser.add_argument("--rdflib-cap", type=int, default=10, metavar="SECONDS")
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="A larger store, to compare the times with.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "store"
        generator.build(options.quads, store)
        with sco_graph.open(store) as graph:
            print(f"{len(graph):,} quads")
            if options.beside:
                with sco_graph.open(options.beside) as larger:
                    print(f"{len(larger):,} quads")
                    growth(graph, larger)
                return
            own = named(graph)
            frames(graph)
            if not options.no_rdflib:
                against_rdflib(graph, own, options.rdflib_cap)


if __name__ == "__main__":
    main()
