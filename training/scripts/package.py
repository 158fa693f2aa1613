"""The two trained parts -> one pipeline folder in half precision, with its card and licence in it."""

import argparse
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import spacy
import srsly
from spacy.language import Language

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from sco_graph.nlp import sentences  # noqa: E402,F401 - registers our component

VERSION = "1.0.0"


def join(trees: Path, names: Path) -> Language:
    """One pipeline; the names keep an encoder of their own."""
    nlp = spacy.load(trees)
    other = spacy.load(names)
    other.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.vocab.vectors = other.vocab.vectors  # both were trained with the same; the trees may have been without
    nlp.add_pipe("ner", source=other)
    nlp.add_pipe("sco_sentences", first=True)
    return nlp


def halve(folder: Path) -> int:
    """Weights and vectors in half precision, in place; returns the bytes of all files."""
    for path in folder.rglob("model"):
        if path.is_file():
            message = srsly.msgpack_loads(path.read_bytes())
            message["params"] = [
                {
                    k: v.astype("float16") if isinstance(v, np.ndarray) and v.dtype == np.float32 else v
                    for k, v in row.items()
                }
                for row in message["params"]
            ]
            path.write_bytes(srsly.msgpack_dumps(message))
    vectors = folder / "vocab" / "vectors"
    if vectors.exists() and vectors.stat().st_size > 1000:
        matrix = np.load(vectors).astype("float16")
        with vectors.open("wb") as file:
            np.save(file, matrix)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def keep_needed_strings(nlp: Language, path: Path) -> None:
    """Leave out of the strings on disk what is only of the training texts: numbers and addresses of people, say."""
    strings = nlp.vocab.strings
    needed = {strings[key] for key in nlp.vocab.vectors}
    for _, pipe in nlp.pipeline:
        needed.update(map(str, getattr(pipe, "labels", ())))
    for tree in nlp.get_pipe("trainable_lemmatizer").label_data["trees"]:
        needed.update(tree[part] for part in ("orig", "subst") if part in tree)
    kept = [string for string in json.loads(path.read_text(encoding="utf8")) if string in needed]
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False), encoding="utf8")


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    a = parser.parse_args()
    nlp = join(a.trees, a.names)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # they name folders of the machine that trained it
    nlp.meta |= {
        "name": "sco_news",
        "version": VERSION,
        "description": "English newswire: tags, features, lemmas, UD trees, sentences and names",
        "author": "the sco-graph developers",
        "license": "CC BY-SA 4.0",
        "performance": {},
        "url": "",
        "email": "",
    }
    part = a.out.with_name("." + a.out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    nlp.to_disk(part)
    meta = json.loads((part / "meta.json").read_text(encoding="utf8"))
    meta["performance"] = {}
    (part / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    keep_needed_strings(nlp, part / "vocab" / "strings.json")
    print(f"{halve(part) / 1e6:.1f} MB")
    old = a.out.with_name("." + a.out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if a.out.exists():
        a.out.rename(old)
    part.rename(a.out)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
