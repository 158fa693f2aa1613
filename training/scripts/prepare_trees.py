"""EWT and GUM -> DocBins on the treebanks' own tokens: tags, features, lemmas, trees, sentences and names.

Writes tree_train, tree_dev_ewt and tree_dev_gum, and the same texts with names on our own tokens: name_gum, name_uner,
name_dev_gum and name_dev_uner.
"""

import argparse
import random
from pathlib import Path

from conllu import Sentence, read_many, runs
from gum_names import gum_names
from names import BLANK, Text, countries, read_uner, set_names, to_doc, uner_names
from spacy.tokens import Doc, DocBin

SEED = 0


def tree_doc(sentences: list[Sentence]) -> Doc:
    """One Doc of several sentences, a space between them."""
    columns: dict[str, list] = {
        name: [] for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps")
    }
    starts: list[bool] = []
    for sentence in sentences:
        offset = len(starts)
        for i, row in enumerate(sentence.rows):
            head = int(row[6])
            columns["words"].append(row[1])
            columns["lemmas"].append(row[2])
            columns["pos"].append(row[3])
            columns["tags"].append(row[4])
            columns["morphs"].append("" if row[5] == "_" else row[5])
            columns["heads"].append(offset + (head - 1 if head else i))
            columns["deps"].append(row[7] if head else "ROOT")
            columns["spaces"].append(sentence.spaces[i] or i + 1 == len(sentence.rows))
            starts.append(i == 0)
    return Doc(BLANK.vocab, **columns, sent_starts=starts)


def _offset(doc: Doc, names: list[tuple[int, int, str]], missing: list[tuple[int, int]], **about: bool) -> Text:
    def place(first: int, after: int) -> tuple[int, int]:
        return doc[first].idx, doc[after - 1].idx + len(doc[after - 1])

    return Text(doc.text, [(*place(a, b), label) for a, b, label in names], [place(a, b) for a, b in missing], **about)


def gum_text(doc: Doc, sentences: list[Sentence], known: frozenset[str]) -> Text:
    """The names of a run of GUM's sentences."""
    names: list[tuple[int, int, str]] = []
    missing: list[tuple[int, int]] = []
    offset = 0
    for sentence in sentences:
        found, unsure = gum_names(sentence, known)
        names += [(offset + a, offset + b, label) for a, b, label in found]
        missing += [(offset + k, offset + k + 1) for k in unsure]
        offset += len(sentence.rows)
    return _offset(doc, names, missing)


def ewt_text(doc: Doc, sentences: list[Sentence], tags: dict[str, list[str]]) -> Text:
    """The names of a run of EWT's sentences; all is missing where Universal NER has no layer."""
    names: list[tuple[int, int, str]] = []
    missing: list[tuple[int, int]] = []
    offset = 0
    for sentence in sentences:
        words = sentence.words()
        row = tags.get(sentence.sent_id)
        if row is None or len(row) != len(words):
            missing.append((offset, offset + len(words)))
        else:
            found, unknown = uner_names(words, row)
            names += [(offset + a, offset + b, label) for a, b, label in found]
            missing += [(offset + a, offset + b) for a, b in unknown]
        offset += len(words)
    return _offset(doc, names, missing, laws_and_events=False)


def write(path: Path, docs: list[Doc]) -> None:
    """Write a DocBin and say how much it holds."""
    DocBin(docs=docs, attrs=ATTRS, store_user_data=False).to_disk(path)
    print(f"{path.name}: {len(docs)} docs, {sum(map(len, docs))} tokens, {sum(len(doc.ents) for doc in docs)} names")


ATTRS = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def main() -> None:
    """Write the DocBins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    corpora, out = arguments.corpora, arguments.out
    out.mkdir(parents=True, exist_ok=True)
    known = countries(corpora)
    uner = {part: read_uner(corpora / "uner" / f"{part}.iob2") for part in ("train.first", "dev")}
    trees: dict[str, list[Doc]] = {}
    names: dict[str, list[Doc]] = {}
    for part, layer in (("train", "train.first"), ("dev", "dev")):
        groups = runs(read_many(corpora / "ewt" / f"en_ewt-ud-{part}.conllu"))
        docs = [tree_doc(group) for group in groups]
        texts = [ewt_text(doc, group, uner[layer]) for doc, group in zip(docs, groups, strict=True)]
        trees[f"ewt_{part}"] = [set_names(doc, text) for doc, text in zip(docs, texts, strict=True)]
        names[f"uner_{part}"] = [to_doc(text) for text in texts]
        groups = runs(read_many(corpora / "gum" / part))
        docs = [tree_doc(group) for group in groups]
        texts = [gum_text(doc, group, known) for doc, group in zip(docs, groups, strict=True)]
        trees[f"gum_{part}"] = [set_names(doc, text) for doc, text in zip(docs, texts, strict=True)]
        names[f"gum_{part}"] = [to_doc(text) for text in texts]
    both = trees["ewt_train"] + trees["gum_train"]
    random.Random(SEED).shuffle(both)
    write(out / "tree_train.spacy", both)
    write(out / "tree_dev_ewt.spacy", trees["ewt_dev"])
    write(out / "tree_dev_gum.spacy", trees["gum_dev"])
    for name, docs in names.items():
        write(out / f"name_{name}.spacy", docs)


if __name__ == "__main__":
    main()
