"""How sure is "0.9"?  Confidences against what gold articles say, on the whole and per rule.

    python benchmarks/calibration.py GOLD_DIR [GOLD_DIR ...]

Each fact that the scorer of the gold articles calls right or wrong (not the optional ones) is paired with its
confidence.  Printed are the calibration curve (what was said, what held), the Brier score, and the rules that erred.

``GOLD_DIR`` should hold articles that nobody who wrote rules has read: on articles that rules were written for, every
rule looks surer than it is.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import itertools
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sco_graph import rdf, resolve
from sco_graph.extract import extract
from sco_graph.model import Article, Extraction
from sco_graph.nlp.pipeline import build_pipeline, read

SCORER = Path(__file__).parents[2] / "shared" / "tools" / "score.py"
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Judged:
    """One fact that the gold article settles."""

    article: str
    predicate: str
    rule: str
    confidence: float
    right: bool


def gold_in(folders: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The gold articles with a text."""
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            if isinstance(gold, dict) and gold.get("text"):
                yield gold


def extracted(articles: Sequence[dict[str, Any]]) -> list[Extraction]:
    """What is read in them."""
    nlp = build_pipeline()
    rows = [Article(g["id"], g["text"], g.get("title"), g.get("issued"), g.get("publisher")) for g in articles]
    found = [extract(article, read(nlp, article)) for article in rows]
    mapping = resolve.merge(found).mapping
    return [resolve.apply(one, mapping) for one in found]


def judged(score: Any, gold: dict[str, Any], one: Extraction) -> Iterator[Judged]:
    """Ask the scorer about one fact at a time, with the alignment that all of them together give."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "one.nq")
        path.write_bytes(rdf.nquads(one))
        system = score.System(path)
    alignment = score.align(gold, system)
    score.align = lambda *_: alignment
    try:
        for fact in one.facts:
            alone = copy.copy(system)
            alone.facts = {f for f in system.facts if _is(score, f, fact)}
            counts = Counter()
            if alone.facts:
                counts, _, _ = score.score_article(gold, alone)
            outcome = {kind: counts[fact.predicate, kind] for kind in ("tp", "fp")}
            if outcome["tp"] != outcome["fp"]:
                surest = max(fact.evidence, key=lambda e: e.confidence)
                yield Judged(gold["id"], fact.predicate, surest.rule, surest.confidence, outcome["tp"] > 0)
    finally:
        score.align = score.own_align


def _is(score: Any, triple: tuple[Any, str, Any], fact: Any) -> bool:
    subject, predicate, value = triple
    return (score.local(subject), predicate, score.local(value)) == (fact.subject, fact.predicate, fact.value)


def curve(pairs: Sequence[tuple[float, bool]]) -> None:
    """Print what was said against what held."""
    print(f"{'said':>13} {'facts':>6} {'mean said':>10} {'held':>6}")
    for low, high in itertools.pairwise(BINS):
        inside = [(p, ok) for p, ok in pairs if low <= p < high or (high == 1.0 and p == 1.0)]
        if inside:
            said = sum(p for p, _ in inside) / len(inside)
            held = sum(ok for _, ok in inside) / len(inside)
            print(f"{low:6.2f}-{high:6.2f} {len(inside):6} {said:10.3f} {held:6.3f}")
    brier = sum((p - ok) ** 2 for p, ok in pairs) / len(pairs)
    base = sum(ok for _, ok in pairs) / len(pairs)
    always = base * (1 - base)
    print(f"{len(pairs)} facts, {base:.3f} right; Brier score {brier:.4f} (always saying {base:.2f}: {always:.4f})")


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path, nargs="+")
    options = ask.parse_args()
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    score: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    score.own_align = score.align
    articles = list(gold_in(options.gold))
    facts = [fact for gold, one in zip(articles, extracted(articles), strict=True) for fact in judged(score, gold, one)]
    print(f"{len(articles)} articles")
    curve([(fact.confidence, fact.right) for fact in facts])
    right = Counter((fact.predicate, fact.rule) for fact in facts if fact.right)
    wrong = Counter((fact.predicate, fact.rule) for fact in facts if not fact.right)
    for (predicate, rule), number in wrong.most_common():
        print(f"{predicate:20} {rule:36} right {right[predicate, rule]:4} wrong {number:3}")


if __name__ == "__main__":
    main()
