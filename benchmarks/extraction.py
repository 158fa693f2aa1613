"""How fast articles become quads, as ratios measured in one run on the same generated articles.

    python benchmarks/extraction.py [COUNT] [--rounds 3] [--build COUNT]

Each round reads the same articles with the bare language model as spaCy loads it, with the same model as we load it
(faster matrix products), and with all that we do (text to quads).  Both models are whole, with tags and trees; what we
do runs the part that names entities: the rules read no more.  The ratios are medians over the rounds, of processor
seconds, as other work on the machine stretches the clock.  Then builds with one and two processes are timed by the
clock: that figure means something only on cores that are free, so the load of the machine is printed with it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from corpus import article as generated

from sco_graph import rdf
from sco_graph.build import build
from sco_graph.extract import extract_all
from sco_graph.extracting import CHUNK
from sco_graph.model import Article
from sco_graph.nlp.model import load_pipeline, widen
from sco_graph.nlp.pipeline import build_pipeline
from sco_graph.resources import model_dir


def seconds(what: Callable[[], None]) -> float:
    """Processor seconds that something takes in this process."""
    started = time.process_time()
    what()
    return time.process_time() - started


def processors() -> tuple[float, float]:
    """Processor seconds so far of this process, and of those that it has waited for."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, others = (usage.ru_utime + usage.ru_stime for usage in usages)
    return own, others


def reading(articles: list[Article], rounds: int) -> None:
    """Compare bare models and the whole extraction."""
    words = sum(len(article.text.split()) for article in articles)
    texts = [article.text for article in articles]
    nlp, plain = build_pipeline(), spacy.load(model_dir())
    widen(plain)
    ours = load_pipeline()

    def bare() -> None:
        for start in range(0, len(texts), CHUNK):
            with plain.memory_zone():
                list(plain.pipe(texts[start : start + CHUNK], batch_size=CHUNK))

    def fast() -> None:
        for start in range(0, len(texts), CHUNK):
            with ours.memory_zone():
                list(ours.pipe(texts[start : start + CHUNK], batch_size=CHUNK))

    def whole() -> None:
        for start in range(0, len(articles), CHUNK):
            with nlp.memory_zone():
                for extraction in extract_all(articles[start : start + CHUNK], nlp):
                    rdf.nquads(extraction)

    taken: dict[str, list[float]] = {"bare": [], "fast": [], "whole": []}
    list(extract_all(articles[:CHUNK], nlp))  # warm
    for _ in range(rounds):
        for name, what in (("bare", bare), ("fast", fast), ("whole", whole)):
            taken[name].append(seconds(what))

    def rate(name: str) -> str:
        return f"{words / statistics.median(taken[name]):8,.0f} words a processor second"

    def ratio(name: str) -> str:
        return f"{statistics.median(a / b for a, b in zip(taken[name], taken['whole'], strict=True)):.2f}"

    print(f"{len(articles):,} articles, {words:,} words, {rounds} rounds, load {os.getloadavg()[0]:.1f}")
    print(f"model as spaCy loads it   {rate('bare')}")
    print(f"model as we load it       {rate('fast')}")
    print(f"text to quads             {rate('whole')}: {ratio('bare')} and {ratio('fast')} of these")


def building(count: int) -> None:
    """Compare builds with one process and two."""
    taken: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "corpus.jsonl")
        with source.open("w", encoding="utf-8") as out:
            for number in range(count):
                out.write(json.dumps(generated(1, number)[0]) + "\n")
        for jobs in (1, 2):
            before, started = processors(), time.monotonic()
            build([source], Path(folder, f"store{jobs}"), jobs=jobs)
            taken[jobs] = time.monotonic() - started
            own, others = (now - then for now, then in zip(processors(), before, strict=True))
            load = os.getloadavg()[0]
            print(f"build, processes: {jobs}; {count:,} articles in {taken[jobs]:.1f} s by the clock, load {load:.1f};")
            print(f"    processor seconds: {own:.1f} in the first process, {others:.1f} in those that it started")
    print(f"two processes are {taken[1] / taken[2]:.2f} times as fast as one")


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("count", type=int, nargs="?", default=600)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--build", type=int, default=0, help="articles of the builds; by default none is timed")
    given = ask.parse_args()
    rows = [generated(1, number)[0] for number in range(given.count)]
    reading([Article(r["id"], r["text"], r["title"], r["issued"], r["publisher"]) for r in rows], given.rounds)
    if given.build:
        building(given.build)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB")


if __name__ == "__main__":
    main()
