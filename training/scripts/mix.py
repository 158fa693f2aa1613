"""Gold and silver DocBins -> what to train on (mix_*) and to watch (dev_trees, dev_names).

``mix_trees_gold`` has more gold than ``mix_trees``; ``mix_names`` leans to politics, ``mix_names_wide`` to GUM's many kinds of text.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import spacy
from prepare_trees import write
from spacy.tokens import Doc, DocBin

SEED = 0
TREES = {
    "tree_train": 3,
    "silver_name_wiki": 1,
    "silver_name_domain": 2,
    "silver_name_generated": 0.5,
    "silver_perturbed": 1,
    "silver_raw": 1,
}
TREES_GOLD = {
    "tree_train": 3,
    "silver_name_wiki": 1,
    "silver_name_domain": 2,
    "silver_name_generated": 0.5,
    "silver_perturbed": 0.5,
}
NAMES = {
    "silver_name_wiki": 1,
    "silver_name_gum_train": 1,
    "silver_name_uner_train": 1,
    "silver_name_domain": 4,
    "silver_name_generated": 2,
    "silver_raw": 0.4,
}
NAMES_WIDE = {
    "silver_name_wiki": 1,
    "silver_name_gum_train": 3,
    "silver_name_uner_train": 1,
    "silver_name_domain": 4,
    "silver_name_generated": 2,
    "silver_perturbed": 0.5,
    "silver_raw": 1,
}
DEV_TREES = {"tree_dev_ewt": 0.25, "tree_dev_gum": 0.5}
DEV_NAMES = {"name_politics_dev": 1, "name_gum_dev": 1, "name_uner_dev": 0.5, "name_domain_dev": 1}


def mix(corpus: Path, parts: dict[str, float]) -> list[Doc]:
    """Each part as often as said (a fraction takes the first of it), shuffled; a part that is not there is left out."""
    vocab = spacy.blank("en").vocab
    docs: list[Doc] = []
    known = known_lemmas(DocBin().from_disk(corpus / "tree_train.spacy").get_docs(vocab))
    for name, times in parts.items():
        path = corpus / f"{name}.spacy"
        if not path.exists():
            print(f"{name} is not there")
            continue
        found = list(DocBin().from_disk(path).get_docs(vocab))
        if name.startswith("silver_"):
            correct_lemmas(found, known)
        docs += found * int(times) + found[: int(len(found) * (times % 1))]
    random.Random(SEED).shuffle(docs)
    return docs


def known_lemmas(gold: Iterable[Doc]) -> dict[tuple[str, str], str]:
    """The most frequent lemma of each form with its tag."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in gold:
        for token in doc:
            counts[token.text, token.tag_][token.lemma_] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items()}


def correct_lemmas(docs: list[Doc], known: dict[tuple[str, str], str]) -> None:
    """Give annotated words the treebanks' lemmas, where these know the form with its tag: the network's are worse."""
    for doc in docs:
        for token in doc:
            token.lemma_ = known.get((token.text, token.tag_), token.lemma_)


def main() -> None:
    """Write the DocBins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    mixes = {"mix_trees": TREES, "mix_trees_gold": TREES_GOLD, "mix_names": NAMES, "mix_names_wide": NAMES_WIDE}
    for name, parts in (mixes | {"dev_trees": DEV_TREES, "dev_names": DEV_NAMES}).items():
        write(corpus / f"{name}.spacy", mix(corpus, parts))


if __name__ == "__main__":
    main()
