"""Quality as a test: what extraction reached on the gold articles, pinned, and a refusal to fall below it.

    python tests/eval_gate.py           measure, and compare with tests/eval_pins.json
    python tests/eval_gate.py --pin     write the pins anew, with a note of why in CHANGELOG.md

The figures are of the rules without a language model, so that they are the same on every machine.  The scorer is
``tools/score.py`` of the task's shared folder, which lies beside the checkout; without it nothing can be measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from reading import pipeline

from sco_graph import resolve
from sco_graph.extract import extract
from sco_graph.model import Article, Extraction
from sco_graph.nlp.pipeline import read
from sco_graph.rdf import nquads

HERE = Path(__file__).parent
GOLD = HERE / "gold"
PINS = HERE / "eval_pins.json"
SCORER = HERE.parent.parent / "shared" / "tools" / "score.py"
TOLERANCE = 0.005
"""How far a figure may fall."""


def gold_articles() -> list[dict[str, Any]]:
    """The gold articles that have their text, by id."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    return [gold for gold in found if isinstance(gold, dict) and gold.get("text")]


def corpus_hash() -> str:
    """Digest of the gold articles, so that figures of different corpora are never compared."""
    digest = hashlib.sha256()
    for path in sorted(GOLD.glob("*.json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def extractions(articles: list[dict[str, Any]]) -> list[Extraction]:
    """What is read in them, with the things of all articles resolved together."""
    found = []
    for gold in articles:
        article = Article(gold["id"], gold["text"], gold.get("title"), gold.get("issued"), gold.get("publisher"))
        found.append(extract(article, read(pipeline(), article)))
    mapping = resolve.merge(found).mapping
    return [resolve.apply(one, mapping) for one in found]


def figures(articles: list[dict[str, Any]], found: list[Extraction]) -> dict[str, float]:
    """Precision, recall and F1 over all properties, and F1 of each."""
    with tempfile.TemporaryDirectory() as folder:
        gold, system = Path(folder, "gold"), Path(folder, "system")
        gold.mkdir()
        system.mkdir()
        for article, one in zip(articles, found, strict=True):
            (gold / f"{article['id']}.json").write_text(json.dumps(article), "utf-8")
            (system / f"{article['id']}.nq").write_bytes(nquads(one))
        command = [sys.executable, str(SCORER), str(gold), str(system), "--json"]
        rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    overall = rows.pop("ALL")
    out = {name: row["f1"] for name, row in rows.items() if not name.startswith("ALL")}
    out |= {"precision": overall["precision"], "recall": overall["recall"], "F1": overall["f1"]}
    return {key: round(value, 4) for key, value in out.items()}


def falls(now: dict[str, float], pinned: dict[str, float]) -> list[str]:
    """What fell by more than the tolerance: overall precision and F1 (single properties are shown, not held)."""
    return [f"{k}: {pinned[k]} -> {now[k]}" for k in ("precision", "F1") if now[k] < pinned[k] - TOLERANCE]


def main() -> int:
    """Measure, and compare or pin."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pin", action="store_true", help="write the pins anew")
    pin = ask.parse_args().pin
    articles = gold_articles()
    now = {"corpus": corpus_hash(), "figures": figures(articles, extractions(articles))}
    if pin:
        PINS.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", "utf-8")
    sys.stdout.write(json.dumps(now, indent=1, sort_keys=True) + "\n")
    pins = json.loads(PINS.read_text("utf-8"))
    if pins["corpus"] != now["corpus"]:
        sys.stdout.write("the gold articles have changed: pin anew\n")
        return 1
    fallen = falls(now["figures"], pins["figures"])  # type: ignore[arg-type]
    sys.stdout.write("".join(f"fell: {line}\n" for line in fallen))
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
