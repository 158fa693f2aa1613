"""Pictures against plain pyvis, and the way from the store to networkx against rdflib's converter; ratios of one run.

    python benchmarks/views.py [--things 1000 10000 50000] [--conversion 10000] [--json out.json]

It draws the same generated graph (three to four facts a thing) with plain pyvis as its README does, with our pyvis
page, with the explorer as one file and with the served explorer, in Debian's Chromium.  A picture is stable when
nothing moves any more: plain pyvis says so itself (``stabilizationIterationsDone``), ours are when they are drawn.
pyvis is given two minutes.  Chromium draws in software here; with a graphics card all figures fall.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx

import sco_graph
from sco_graph.network import layout, read_network
from sco_graph.rdf import write_quads
from sco_graph.store import MemoryStore, replace
from sco_graph.views import view

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from browser import launched
from web_server import serving

PATIENCE = 120
MOST = 50_000  # more the explorer shows as communities
ROUNDS = 5
SCO, ID = "https://w3id.org/sco-graph/ontology#", "https://w3id.org/sco-graph/id/"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_WATCH = """
window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => [one.startTime, one.duration])))
    .observe({type: "longtask", buffered: true});"""
"""Collects what keeps the page's only thread busy for more than 50 ms: when, and for how many milliseconds."""

_LONGEST = """(since) => {
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    return Math.max(0, ...tasks.filter(([at]) => at >= Math.max(painted, since)).map(([, lasted]) => lasted));
}"""

_FRAMES = """(move) => new Promise((resolve) => {
    const times = [], end = performance.now() + 3000;
    let last = performance.now();
    const frame = (now) => {
        times.push(now - last); last = now;
        if (now < end) { requestAnimationFrame(frame); return; }
        times.shift(); times.sort((a, b) => a - b);
        resolve([times[times.length >> 1], times[times.length - 1]]);
    };
    eval(move)(); requestAnimationFrame(frame);
})"""
"""Three seconds of moving the picture: milliseconds a frame, in the middle and at worst."""

_PAN_OURS = "() => scoExplorer.drawing.sigma.getCamera().animate({x: 0.8}, {duration: 3000, easing: 'linear'})"
_PAN_PYVIS = "() => network.moveTo({position: {x: 400, y: 0}, animation: {duration: 3000, easingFunction: 'linear'}})"
_PAN_PAGE = _PAN_PYVIS.replace("network.", "scoGraphView.network.")


def generated(things: int, seed: int = 1) -> nx.MultiDiGraph:
    """Events with organisers, places and participants, some of each met far more often than others."""
    rng = random.Random(seed)
    graph = nx.MultiDiGraph()
    counts = {
        "Organization": things // 500 + 2,
        "State": min(150, things // 60 + 5),
        "Place": things // 12,
        "Person": things // 4,
    }
    for cls, count in counts.items():
        graph.add_nodes_from((f"{cls}_{i}", {"label": f"{cls} {i}", "class": cls}) for i in range(count))
    for i in range(things - len(graph)):
        event = f"Event_{i}"
        start = f"{2000 + i % 26}-{1 + i % 12:02}-{1 + i % 28:02}"
        graph.add_node(event, label=f"event {i}", start=start, **{"class": ("Meeting", "Exercise", "Agreement")[i % 3]})
        organizer = int(counts["Organization"] * rng.random() ** 2)
        near = {cls: organizer * 31 + int(rng.expovariate(0.05)) for cls in ("Place", "Person")}
        links = [("organizedBy", f"Organization_{organizer}"), ("place", f"Place_{near['Place'] % counts['Place']}")]
        links += [("participant", f"State_{int(counts['State'] * rng.random() ** 2)}") for _ in range(2)]
        links += [("participant", f"Person_{(near['Person'] + j * j) % counts['Person']}") for j in range(1 + i % 2)]
        for predicate, value in links:
            graph.add_edge(event, value, key=predicate, predicate=predicate, articles=["article_1"])
    return graph


def quads(graph: nx.MultiDiGraph, *, evidence: bool = False) -> bytes:
    """The same as N-Quads, in one article's graph.

    Args:
        graph: What ``generated`` made.
        evidence: Whether each fact comes with the sentence that states it, as the facts of articles do.
    """
    lines = []
    for name, data in graph.nodes(data=True):
        lines.append(f"<{ID}{name}> <{RDF}type> <{SCO}{data['class']}>")
        lines.append(f'<{ID}{name}> <{RDFS}label> "{data["label"]}"')
        if "start" in data:
            date = "adoptedOn" if data["class"] == "Agreement" else "startDate"
            lines.append(f'<{ID}{name}> <{SCO}{date}> "{data["start"]}"^^<{XSD}date>')
    for number, (one, two, key) in enumerate(graph.edges(keys=True)):
        lines.append(f"<{ID}{one}> <{SCO}{key}> <{ID}{two}>")
        if evidence:
            about = {
                f"{RDF}type": f"<{SCO}Evidence>",
                f"{RDF}subject": f"<{ID}{one}>",
                f"{RDF}predicate": f"<{SCO}{key}>",
                f"{RDF}object": f"<{ID}{two}>",
                f"{SCO}quote": f'"Sentence {number} tells of {one} and {two}."',
                f"{SCO}start": f'"{number}"^^<{XSD}integer>',
                f"{SCO}end": f'"{number + 40}"^^<{XSD}integer>',
                f"{SCO}confidence": f'"0.9"^^<{XSD}decimal>',
                f"{SCO}extractedBy": '"a.rule"',
            }
            lines += [f"<{ID}evidence_{number}> <{predicate}> {value}" for predicate, value in about.items()]
    return "".join(f"{line} <{ID}article_1> .\n" for line in sorted(lines)).encode()


def plain_pyvis(graph: nx.MultiDiGraph, path: Path) -> None:
    """As pyvis' README draws a networkx graph, but with its script inside, as there is no network here."""
    from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="in_line")
    drawing.from_nx(nx.relabel_nodes(graph, str))
    html = drawing.generate_html().replace(
        "return network;",
        "window.network = network; network.once("
        "'stabilizationIterationsDone', () => { window.stable = performance.now(); }); return network;",
    )
    path.write_text(html, encoding="utf-8")


def drawn(browser: Any, address: str, ready: str, move: str) -> dict[str, Any]:
    """Seconds from the address to a picture, milliseconds a frame while it is moved, and the longest tasks.

    Tasks count from the first paint on.
    """
    page = browser.new_page(viewport={"width": 1300, "height": 820})
    page.add_init_script(_WATCH)
    page.route("http*://**", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
    began = time.perf_counter()
    try:
        page.goto(address, timeout=1000 * PATIENCE, wait_until="commit")
        page.wait_for_function(f"() => {ready}", timeout=1000 * PATIENCE, polling=100)
        page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
        seconds = time.perf_counter() - began
        page.wait_for_timeout(2000)
        loading, now = page.evaluate(_LONGEST, 0), page.evaluate("performance.now()")
        median, worst = page.evaluate(_FRAMES, move)
        panning = page.evaluate(_LONGEST, now)
    except Exception as error:  # noqa: BLE001 - whatever stops a page, the figure is that there is none
        return {"seconds": None, "why": type(error).__name__}
    finally:
        page.close()
    return {
        "seconds": round(seconds, 1),
        "frame_ms": round(median),
        "worst_frame_ms": round(worst),
        "longest_task_loading_ms": round(loading),
        "longest_task_panning_ms": round(panning),
    }


def timed(task: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and result."""
    began = time.perf_counter()
    result = task()
    return time.perf_counter() - began, result


def pictures(things: int, folder: Path) -> dict[str, Any]:
    """All pictures of one size."""
    graph = generated(min(things, MOST - len(read_network(MemoryStore.reference()))))  # a store holds those, too
    seconds, places = timed(lambda: layout(graph))
    found: dict[str, Any] = {"nodes": len(graph), "edges": graph.number_of_edges(), "layout_s": round(seconds, 1)}
    plain_pyvis(graph, folder / "plain.html")
    for form in ("pyvis", "explorer") if things <= 2_000 else ("explorer",):
        view(graph, positions=places, form=form).save(folder / f"{form}.html")
    replace(folder / "store", [(f"{ID}article_1", quads(graph))])
    with launched() as browser:
        found["plain pyvis"] = drawn(browser, (folder / "plain.html").as_uri(), "window.stable", _PAN_PYVIS)
    with launched() as browser:
        for form in ("pyvis", "explorer"):
            if (path := folder / f"{form}.html").exists():
                pan = _PAN_PAGE if form == "pyvis" else _PAN_OURS
                ready = "document.documentElement.dataset." + ("ready" if form == "pyvis" else "drawn")
                found[f"our {form} file"] = drawn(browser, path.as_uri(), ready, pan)
                path.unlink()
        with serving(folder / "store", folder, "--workers", "1") as server:
            found["prepared_s"] = round(
                timed(lambda: server.client.get("api/network", params={"communities": "true"}, timeout=600))[0], 1
            )
            found["served explorer"] = drawn(browser, server.url, "document.documentElement.dataset.drawn", _PAN_OURS)
    return found


def conversion(things: int) -> list[dict[str, Any]]:
    """From the same triples to networkx, ours against rdflib's converter: both from memory, both from the disk.

    Theirs makes a node of every label, date and sentence, ours puts them with the thing or fact they are of.  Processor
    seconds, the median of alternating rounds, parsing not counted; without evidence the store holds the facts alone,
    which no store of articles does.
    """
    import rdflib
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    found = []
    for evidence in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            replace(Path(folder) / "store", [(f"{ID}article_1", quads(generated(things), evidence=evidence))])
            graph = sco_graph.open(Path(folder) / "store")
            memory = MemoryStore(write_quads(graph.quads()))
            plain = rdflib.Graph().parse(data=graph.export("ntriples"), format="nt")
            disk = graph.rdflib()
            ways: dict[str, Callable[[], nx.MultiDiGraph]] = {
                "rdflib, memory": functools.partial(rdflib_to_networkx_multidigraph, plain),
                "ours, memory": functools.partial(read_network, memory, evidence=evidence),
                "rdflib, disk": lambda disk=disk: rdflib_to_networkx_multidigraph(disk.triples((None, None, None))),
                "ours, disk": functools.partial(read_network, graph, evidence=evidence),
            }
            times: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(ROUNDS):
                for way, task in ways.items():
                    times[way].append(processor_seconds(task))
            seconds = {way: statistics.median(values) for way, values in times.items()}
            found.append(
                {
                    "triples": len(plain),
                    "evidence": evidence,
                    **{way: round(value, 2) for way, value in seconds.items()},
                    "ratio, memory": round(seconds["rdflib, memory"] / seconds["ours, memory"], 1),
                    "ratio, disk": round(seconds["rdflib, disk"] / seconds["ours, disk"], 1),
                    "ratio, ours from disk, rdflib's from memory": round(
                        seconds["rdflib, memory"] / seconds["ours, disk"], 1
                    ),
                }
            )
    return found


def processor_seconds(task: Callable[[], Any]) -> float:
    """Of one run, begun without garbage."""
    gc.collect()
    began = time.process_time()
    result = task()
    seconds = time.process_time() - began
    del result  # to let go of it is no part of making it
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--things", type=int, nargs="*", default=[1_000, 10_000, 50_000])
    parser.add_argument("--conversion", type=int, default=10_000, help="things for the way to networkx")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found: list[dict[str, Any]] = [{"things": options.conversion, "to networkx": conversion(options.conversion)}]
    print(json.dumps(found[-1], indent=1), flush=True)
    for things in options.things:
        with tempfile.TemporaryDirectory() as name:
            found.append({"things": things, **pictures(things, Path(name))})
        print(json.dumps(found[-1], indent=1), flush=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
