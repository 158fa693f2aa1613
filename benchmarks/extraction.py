"""How fast articles become quads, as ratios measured in one run on generated articles.

    python benchmarks/extraction.py [COUNT] [--rounds 3] [--build 2000] [--builds 1]

Each round reads the same COUNT articles with the bare language model as spaCy loads it, with the same model as we load
it (faster matrix products), and with all that we do (text to quads).  Both models are whole, with tags and trees; what
we do runs the part that names entities: the rules read no more.  These ratios are medians over the rounds, of processor
seconds, as other work on the machine stretches the clock.

Then more of these articles go from text to quads, and into a store, with one process and with two in turn, each in a
fresh interpreter, from its start to its end; its bytecode is there, as in an installation that was used before.  Two
processes against one is told by the clock: that figure means something only on cores that are free, so the load of the
machine is printed with it.  A build against the extraction alone is told in processor seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import spacy
from corpus import article as generated

from sco_graph import rdf
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


def others() -> float:
    """Processor seconds so far of the processes that this one has waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


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

    print(f"{len(articles):,} articles, {words:,} words, {rounds} rounds, load {os.getloadavg()[0]:.1f}")
    print(f"model as spaCy loads it   {rate('bare')}")
    print(f"model as we load it       {rate('fast')}")
    ratios = _ratio(taken["bare"], taken["whole"]), _ratio(taken["fast"], taken["whole"])
    print(f"text to quads             {rate('whole')}: {ratios[0]} and {ratios[1]} times these")


EXTRACT = """
import sys
from sco_graph.build import read_all
from sco_graph.extracting import Extractor, chunks
for _ in Extractor(int(sys.argv[3])).read(chunks(read_all([sys.argv[1]]))):
    pass
"""
BUILD = """
import sys
from sco_graph.build import build
build([sys.argv[1]], sys.argv[2], jobs=int(sys.argv[3]))
"""


def building(count: int, rounds: int) -> None:
    """Compare text to quads and whole builds, with one process and two."""
    clock: dict[tuple[str, int], list[float]] = defaultdict(list)
    used: dict[tuple[str, int], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "corpus.jsonl")
        with source.open("w", encoding="utf-8") as out:
            for number in range(count):
                out.write(json.dumps(generated(1, number)[0]) + "\n")
        few, store = Path(folder, "few.jsonl"), Path(folder, "store")
        few.write_text("".join(source.read_text("utf-8").splitlines(keepends=True)[:20]), "utf-8")
        env = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode")), "PYTHONDONTWRITEBYTECODE": ""}

        def run(code: str, what: Path, jobs: int) -> None:
            shutil.rmtree(store, ignore_errors=True)
            subprocess.run([sys.executable, "-c", code, str(what), str(store), str(jobs)], check=True, env=env)

        run(BUILD, few, 2)  # writes the bytecode
        for _ in range(rounds):
            for name, code in (("text to quads", EXTRACT), ("build", BUILD)):
                for jobs in (1, 2):
                    started, before = time.monotonic(), others()
                    run(code, source, jobs)
                    clock[name, jobs].append(time.monotonic() - started)
                    used[name, jobs].append(others() - before)
    print(f"\n{count:,} articles, {rounds} rounds; load at the end {os.getloadavg()[0]:.1f}")
    for (name, jobs), taken in clock.items():
        each = statistics.median(taken), statistics.median(used[name, jobs])
        print(f"{name:13}, processes: {jobs}  {each[0]:6.1f} s by the clock, {each[1]:6.1f} processor seconds")
    for name in ("text to quads", "build"):
        print(f"{name}: two processes are {_ratio(clock[name, 1], clock[name, 2])} times as fast as one")
    print(f"build with its load takes {_ratio(used['build', 1], used['text to quads', 1])} times text to quads")


def _ratio(one: list[float], other: list[float]) -> str:
    return f"{statistics.median(a / b for a, b in zip(one, other, strict=True)):.2f}"


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("count", type=int, nargs="?", default=600)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--build", type=int, default=2000, help="articles of the builds; 0 for none")
    ask.add_argument("--builds", type=int, default=1, help="rounds of these")
    given = ask.parse_args()
    rows = [generated(1, number)[0] for number in range(given.count)]
    reading([Article(r["id"], r["text"], r["title"], r["issued"], r["publisher"]) for r in rows], given.rounds)
    if given.build:
        building(given.build, given.builds)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB")


if __name__ == "__main__":
    main()
