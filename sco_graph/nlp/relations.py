"""Grammatical relations, the same from Universal Dependencies and from ClearNLP's labels.

Extraction asks for a verb's subject, object and obliques, a noun's apposition and conjuncts, a passive's agent.  Our
own pipeline speaks Universal Dependencies (``obj``, ``obl`` with a ``case`` child); the ``en_core_web_*`` family speaks
ClearNLP's (``dobj``, ``prep`` with a ``pobj`` child).  These functions read both, by the labels of the tokens at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "csubj", "nsubj:outer", "csubj:outer"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass"})
OBJECT = frozenset({"obj", "dobj"})
OBLIQUE = frozenset({"obl", "obl:agent", "nmod", "obl:arg", "obl:loc"})
PREPOSITION = frozenset({"prep", "agent", "dative"})
UD_ONLY = frozenset({"obj", "obl", "nmod", "case", "nsubj:pass", "aux:pass", "obl:agent", "nmod:poss", "flat"})
CLEAR_ONLY = frozenset({"dobj", "pobj", "prep", "nsubjpass", "auxpass", "poss", "agent", "attr", "pcomp"})


@dataclass(frozen=True, slots=True)
class Oblique:
    """A noun that a preposition ties to a word.

    Attributes:
        preposition: In lower case, with the words that belong to it: ``in``, ``according to``.
        noun: The head of the noun phrase.
    """

    preposition: str
    noun: Token


def subject(verb: Token) -> Token | None:
    """Who does it: "the ministers met" gives "ministers"; a passive verb has none."""
    return _own_or_shared(verb, SUBJECT)


def passive_subject(verb: Token) -> Token | None:
    """To what it is done: "the declaration was signed" gives "declaration"."""
    return _own_or_shared(verb, PASSIVE_SUBJECT)


def direct_object(verb: Token) -> Token | None:
    """What it is done to: "they signed a declaration" gives "declaration"."""
    return _first(verb, OBJECT)


def agent(verb: Token) -> Token | None:
    """Who does it, of a passive: "signed by the presidents" gives "presidents"."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            return child
        if child.dep_ == "agent":
            return _first(child, frozenset({"pobj"}))
        if child.dep_ == "obl" and is_passive(verb) and _case(child) == "by":
            return child
    return None


def is_passive(verb: Token) -> bool:
    """Tell whether a verb has a passive's auxiliary or subject."""
    return any(child.dep_ in PASSIVE_SUBJECT or child.dep_ in {"aux:pass", "auxpass"} for child in verb.children)


def obliques(word: Token) -> list[Oblique]:
    """The nouns that prepositions tie to a verb or a noun, in the order of the text.

    "held in Astana on July 4" gives in/Astana and on/July; what is joined to them by "and" is left to ``conjuncts``.
    """
    found: list[Oblique] = []
    for child in word.children:
        if child.dep_ in PREPOSITION:
            found += _clear_obliques(child)
        elif child.dep_ in OBLIQUE and (preposition := _case(child)):
            found.append(Oblique(preposition, child))
    return sorted(found, key=lambda oblique: oblique.noun.i)


def oblique(word: Token, prepositions: Iterable[str]) -> Token | None:
    """The first noun that one of these prepositions ties to a word."""
    wanted = frozenset(prepositions)
    return next((found.noun for found in obliques(word) if found.preposition in wanted), None)


def appositions(noun: Token) -> list[Token]:
    """The nouns beside a noun that name the same: "Wang Yi, the foreign minister" gives "minister"."""
    return [child for child in noun.children if child.dep_ == "appos"]


def conjuncts(word: Token) -> list[Token]:
    """A word and what "and", "or" or commas join to it, in the order of the text.

    UD hangs all on the first, ClearNLP each on the one before; asked of any of them, both give the whole row.
    """
    first = word
    while first.dep_ == "conj" and first.head is not first:
        first = first.head
    row = [first]
    waiting = [first]
    while waiting:
        joined = [child for child in waiting.pop().children if child.dep_ == "conj"]
        row += joined
        waiting += joined
    return sorted(row, key=lambda token: token.i)


def possessor(noun: Token) -> Token | None:
    """Whose it is: "China's proposal" gives "China"."""
    return _first(noun, frozenset({"nmod:poss", "poss"}))


def scheme(labels: Iterable[str]) -> str | None:
    """Which scheme a parser's labels are of: ``ud``, ``clear``, or None if neither's own labels are among them."""
    have = frozenset(labels)
    if len(have & UD_ONLY) >= 3:
        return "ud"
    return "clear" if len(have & CLEAR_ONLY) >= 3 else None


def _first(word: Token, labels: frozenset[str]) -> Token | None:
    return next((child for child in word.children if child.dep_ in labels), None)


def _own_or_shared(verb: Token, labels: frozenset[str]) -> Token | None:
    """A verb's child, or that of the verb it is joined to: "They met and signed a statement"."""
    while (found := _first(verb, labels)) is None and verb.dep_ == "conj" and verb.head is not verb:
        if any(child.dep_ in SUBJECT | PASSIVE_SUBJECT for child in verb.children):
            return None
        verb = verb.head
    return found


def _case(noun: Token) -> str:
    """The preposition before a noun in UD, with its fixed parts; empty if it has none."""
    for child in noun.children:
        if child.dep_ == "case" and child.i < noun.i:
            parts = [child, *(part for part in child.children if part.dep_ == "fixed")]
            return " ".join(part.lower_ for part in sorted(parts, key=lambda token: token.i))
    return ""


def _clear_obliques(preposition: Token) -> list[Oblique]:
    """What hangs on a preposition in ClearNLP's scheme: "according to X" and "out of X" are two prepositions there."""
    name = " ".join([*(child.lower_ for child in preposition.lefts if child.dep_ == "prep"), preposition.lower_])
    found = [Oblique(name, child) for child in preposition.rights if child.dep_ == "pobj"]
    for child in preposition.rights:
        if child.dep_ in {"prep", "pcomp"} and not found:
            found += [Oblique(f"{name} {inner.preposition}", inner.noun) for inner in _clear_obliques(child)]
    return found
