"""How fast articles become quads, as ratios measured in one run on the same generated articles.

    python benchmarks/extraction.py [COUNT]

Prints words a second of the bare language model, of extraction (text to quads) and of builds with one and two
processes, and the most memory that this process held.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from corpus import article as generated

from sco_graph import rdf
from sco_graph.build import build
from sco_graph.extract import extract_all
from sco_graph.model import Article
from sco_graph.nlp.pipeline import build_pipeline


def main() -> None:
    """Measure and print."""
    import json

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rows = [generated(1, number)[0] for number in range(count)]
    articles = [Article(row["id"], row["text"], row["title"], row["issued"], row["publisher"]) for row in rows]
    words = sum(len(article.text.split()) for article in articles)
    nlp = build_pipeline()
    ours = [name for name in nlp.pipe_names if name.startswith("sco_") and name != "sco_sentences"]
    list(extract_all(articles[:64], nlp))  # warm
    started = time.monotonic()
    with nlp.select_pipes(disable=ours):
        for _ in nlp.pipe([article.text for article in articles], batch_size=64):
            pass
    bare = words / (time.monotonic() - started)
    started = time.monotonic()
    for extraction in extract_all(articles, nlp):
        rdf.nquads(extraction)
    whole = words / (time.monotonic() - started)
    rates = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "corpus.jsonl")
        source.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
        for jobs in (1, 2):
            started = time.monotonic()
            build([source], Path(folder, f"store{jobs}"), jobs=jobs)
            rates[jobs] = words / (time.monotonic() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"articles {count}, words {words}")
    print(f"bare language model    {bare:8,.0f} words/s")
    print(f"text to quads          {whole:8,.0f} words/s, {whole / bare:.2f} of the bare model")
    print(f"build, one process     {rates[1]:8,.0f} words/s, {whole / rates[1]:.2f} times the time of text to quads")
    print(f"build, two processes   {rates[2]:8,.0f} words/s, {rates[2] / rates[1]:.2f} times one")
    print(f"most memory            {peak:8,} MiB")


if __name__ == "__main__":
    main()
