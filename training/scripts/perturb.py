"""Treebank texts with other words in them, to be annotated by the large network: much to learn from, of the right kind.

A part of the content words of each text gives way to words of the same tag and features, drawn by how often they occur
(a data augmentation as in TinyBERT; Jiao and others, Findings of EMNLP 2020).
"""

import argparse
import itertools
import random
from collections import Counter, defaultdict
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Token

SEED = 5
SHARE = {"NN": 0.4, "JJ": 0.4, "RB": 0.15, "VB": 0.2, "CD": 0.5}
"""How many of the words whose tag begins so give way."""
BLANK = spacy.blank("en")


class Pool:
    """Words by tag, features and case.

    Args:
        docs: Where they come from.
    """

    def __init__(self, docs: list[Doc]) -> None:
        found: dict[tuple[str, str, bool], Counter[str]] = defaultdict(Counter)
        for doc in docs:
            for token in doc:
                if token.tag_[:2] in SHARE:
                    found[_kind(token)][token.text] += 1
        self._words = {
            kind: (list(words), list(itertools.accumulate(n**0.75 for n in words.values())))
            for kind, words in found.items()
        }

    def other(self, token: Token, rng: random.Random) -> str:
        """A word that may stand for the token; now and then its own."""
        if rng.random() >= SHARE.get(token.tag_[:2], 0) or _kind(token) not in self._words:
            return token.text
        words, weights = self._words[_kind(token)]
        return rng.choices(words, cum_weights=weights)[0]


def _kind(token: Token) -> tuple[str, str, bool]:
    return token.tag_, str(token.morph), token.text[:1].isupper()


def main() -> None:
    """Write the DocBin, unannotated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--source", default="tree_train")
    parser.add_argument("--words-from", nargs="*", default=["tree_train", "silver_name_wiki"])
    parser.add_argument("--copies", type=int, default=4)
    a = parser.parse_args()
    rng = random.Random(SEED)
    parts = {
        name: list(DocBin().from_disk(a.corpus / f"{name}.spacy").get_docs(BLANK.vocab))
        for name in {a.source, *a.words_from}
    }
    pool = Pool([doc for name in a.words_from for doc in parts[name]])
    out = [
        Doc(BLANK.vocab, [pool.other(token, rng) for token in doc], [bool(token.whitespace_) for token in doc])
        for _ in range(a.copies)
        for doc in parts[a.source]
    ]
    DocBin(docs=out, attrs=["ORTH", "SPACY"]).to_disk(a.out)
    print(f"{len(out)} docs, {sum(map(len, out))} words; the first: {out[0][:60].text}")


if __name__ == "__main__":
    main()
