"""Docs <-> arrays for the large network."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from joint_decode import NAME_TAGS
from joint_text import Pieces, apply_rule, edit_rule, to_pieces
from spacy.tokens import Doc
from tokenizers import Tokenizer

IGNORE = -100
__all__ = [
    "IGNORE",
    "NAME_TAGS",
    "Example",
    "Labels",
    "Pieces",
    "apply_rule",
    "collate",
    "load_tokenizer",
    "to_example",
    "to_pieces",
]


def load_tokenizer(folder: Path) -> Tokenizer:
    """The word piece tokenizer without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def morph_label(token) -> str:
    """UPOS and features in one label."""
    return f"{token.pos_}|{token.morph}"


@dataclass
class Labels:
    """Label lists, by head."""

    tag: list[str] = field(default_factory=list)
    morph: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=lambda: list(NAME_TAGS))

    @classmethod
    def collect(cls, docs: list[Doc]) -> "Labels":
        """Labels of the training part; those of lemmas that came once are left out."""
        counts: dict[str, Counter] = {name: Counter() for name in ("tag", "morph", "lemma", "dep")}
        for doc in docs:
            for token in doc:
                counts["tag"][token.tag_] += 1
                counts["morph"][morph_label(token)] += 1
                counts["lemma"][edit_rule(token.text, token.lemma_)] += 1
                counts["dep"][token.dep_] += 1
        least = {"tag": 2, "morph": 2, "lemma": 3, "dep": 5}
        return cls(**{k: sorted(name for name, n in c.items() if n >= least[k]) for k, c in counts.items()})

    def save(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(vars(self), ensure_ascii=False, indent=0), encoding="utf8")

    @classmethod
    def load(cls, path: Path) -> "Labels":
        """From JSON."""
        return cls(**json.loads(path.read_text(encoding="utf8")))


def name_tags(doc: Doc) -> list[str | None]:
    """BILUO tags; None where missing."""
    tags: list[str | None] = [None if token.ent_iob == 0 else "O" for token in doc]
    for ent in doc.ents:
        if len(ent) == 1:
            tags[ent.start] = f"U-{ent.label_}"
            continue
        tags[ent.start : ent.end] = [f"I-{ent.label_}"] * len(ent)
        tags[ent.start] = f"B-{ent.label_}"
        tags[ent.end - 1] = f"L-{ent.label_}"
    return tags


@dataclass
class Example:
    """A text as arrays; what is not annotated is IGNORE."""

    pieces: Pieces
    gold: dict[str, np.ndarray]
    sentence: np.ndarray
    has_tree: bool


def to_example(doc: Doc, tokenizer: Tokenizer, labels: Labels, *, trees: bool) -> Example:
    """Encode one Doc, with its tree if ``trees``."""
    spaced = [i == 0 or bool(doc[i - 1].whitespace_) for i in range(len(doc))]
    pieces = to_pieces(tokenizer, [token.text for token in doc], spaced)
    n = len(doc)
    index = {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in vars(labels)}
    gold = {name: np.full(n, IGNORE) for name in ("tag", "morph", "lemma", "dep", "head", "start", "name")}
    gold["name"] = np.array([IGNORE if tag is None else index["name"].get(tag, IGNORE) for tag in name_tags(doc)])
    sentence = np.zeros(n, dtype=int)
    if trees:
        gold["tag"] = np.array([index["tag"].get(token.tag_, IGNORE) for token in doc])
        gold["morph"] = np.array([index["morph"].get(morph_label(token), IGNORE) for token in doc])
        rules = [edit_rule(token.text, token.lemma_) for token in doc]
        gold["lemma"] = np.array([index["lemma"].get(rule, IGNORE) for rule in rules])
        gold["dep"] = np.array([index["dep"].get(token.dep_, IGNORE) for token in doc])
        gold["head"] = np.array([token.head.i for token in doc])
        gold["start"] = np.array([int(bool(token.is_sent_start)) for token in doc])
        gold["start"][0] = 1
        sentence = np.cumsum(gold["start"])
    return Example(pieces, gold, sentence, trees)


def pad(rows: list[list[int] | np.ndarray], value: int) -> np.ndarray:
    """Rows of one length."""
    out = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def collate(examples: list[Example]) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Inputs and gold of a batch."""
    inputs = {
        "pieces": pad([e.pieces.ids for e in examples], 0),
        "shapes": pad([e.pieces.shapes for e in examples], 0),
        "spaces": pad([e.pieces.spaces for e in examples], 0),
        "first": pad([e.pieces.first for e in examples], 0),
        "last": pad([e.pieces.last for e in examples], 0),
    }
    gold = {name: pad([e.gold[name] for e in examples], IGNORE) for name in examples[0].gold}
    gold["sentence"] = pad([e.sentence for e in examples], -1)
    return inputs, gold
