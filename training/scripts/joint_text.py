"""Words -> arrays for the large network, and its lemma rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_PIECES = 12
"""Word pieces of one word; what a longer word has beyond them is not read."""


@dataclass
class Pieces:
    """Word pieces of a text: ids, their word's shape, whether a space came before it; each word's first and last."""

    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)


def shape_of(word: str) -> int:
    """A small number for how a word is written; 0 is for padding."""
    shape = 5
    if not word.strip():
        shape = 9
    elif word.isdigit():
        shape = 6
    elif not any(c.isalnum() for c in word):
        shape = 8
    elif any(c.isdigit() for c in word):
        shape = 7
    elif word.islower():
        shape = 1
    elif word.isupper():
        shape = 4 if len(word) == 1 else 3
    elif word[:1].isupper() and word[1:].islower():
        shape = 2
    return shape


def to_pieces(tokenizer: Tokenizer, words: list[str], spaced: list[bool]) -> Pieces:
    """Cut words into pieces.

    Args:
        tokenizer: The word piece tokenizer.
        words: The words.
        spaced: Whether white space came before each.
    """
    encoded = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    by_word: list[list[int]] = [[] for _ in words]
    for piece, index in zip(encoded.ids, encoded.word_ids, strict=True):
        if index is not None:
            by_word[index].append(piece)
    out = Pieces()
    for word, found, space in zip(words, by_word, spaced, strict=True):
        pieces = found[:MOST_PIECES] or [unknown]
        out.first.append(len(out.ids))
        out.ids += pieces
        out.shapes += [shape_of(word)] * len(pieces)
        out.spaces += [1 + int(space)] * len(pieces)
        out.last.append(len(out.ids) - 1)
    return out


def edit_rule(word: str, lemma: str) -> str:
    """How a lemma comes from a word: case, letters to cut, letters to add; or the whole lemma."""
    lower = word.lower()
    case, base = "=", word
    if not lemma.startswith(word[:1]) or (lemma[:2] != word[:2] and lemma[:2] == lower[:2]):
        case, base = "l", lower
    if lemma == base:
        return case
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    cut = len(base) - common
    if cut > 6 or (common == 0 and base):
        return "!" + lemma
    return f"{case}{cut}{lemma[common:]}"


def apply_rule(word: str, rule: str) -> str:
    """The inverse of ``edit_rule``."""
    if rule.startswith("!"):
        return rule[1:]
    base = word.lower() if rule[0] == "l" else word
    if len(rule) == 1:
        return base
    cut = int(rule[1])
    return ((base[: len(base) - cut] if cut < len(base) else "") + rule[2:]) or word
