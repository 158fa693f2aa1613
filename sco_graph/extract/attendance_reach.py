"""How far what a sentence says of attendance reaches: rows of names, parts of the sentence, the event meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract import attendance_patterns as words
from sco_graph.nlp.mentions import Form

if TYPE_CHECKING:
    from sco_graph.nlp.mentions import Mention, Referent
    from sco_graph.nlp.skeleton import Skeleton

    Real = list[tuple[int, Referent]]

_COORDINATED = re.compile(
    r"\)?(?:[’']s)?(?: \([^)]*\)| of (?:the )?[\ue000\ue002\ue003])?(?:[,;]|,? and|,? as well as|,? along with|"
    r",? or)(?: and)?"
    r"(?:,? \(?[\w’'–—&-]+[,;]?| (?:Mr|Mrs|Ms|Dr|H\.E)\.| \(|,? [\ue000\ue002\ue003\ue009](?:[’']s)?[,;]?){0,14} ?"
)
_ITEM = re.compile(r"[^;]{0,240}; ?(?:and )?[^;]{0,60}")
"""From one name of a list that semicolons part to the next item's."""
_HELD_BY = re.compile(r"(?: [\w’'-]+){1,4}?,? (?:and|as well as) (?:[\w’'-]+ ){0,4}?(?:of|from) (?:the )?")
"""From "the Moldovan" to the states of "and representatives of <S>"."""
_RELATIVE = re.compile(r", (?:which|who) [^,]{1,60},")
_FINITE = re.compile(r"\b(?:said|told|is|was|are|were|has|have|had|will|would|that|where|when|after|before|because)\b")


_END = re.compile(
    r"[\n]|; (?![^;]{0,60}\ue004|(?![^;]*\b(?:said|is|was|are|were|has|have|had|will|would|signed|"
    r"held)\b)[^;]*\ue000)|, which\b|, where\b|, and (?:said|discussed|adopted|signed)\b| on the "
    r"sidelines| to discuss|, (?:who|he|she|the [A-Za-z]+ \w+ed) |, \ue004 (?:said|told|added|noted)\b|"
    r"(?<!\.[A-Z])[.!?][”\"]? (?=[A-Z])|, according to| in accordance "
)
"""What follows a list of those who attend."""


def row(view: Skeleton, spots: list[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """The last of several, and those before that are coordinated with it."""
    chosen = [spots[-1]]
    for index, m in reversed(spots[:-1]):
        between = _RELATIVE.sub(",", view.text[index + 1 : chosen[0][0]])
        joined = _COORDINATED.fullmatch(between) or _ITEM.fullmatch(between)
        if not joined and m.form is Form.DEMONYM:
            joined = _HELD_BY.fullmatch(between)
        if not joined or _FINITE.search(between):
            break
        chosen.insert(0, (index, m))
    return chosen


def bounds(text: str, index: int) -> tuple[int, int]:
    """Where the part of a sentence, cut at semicolons and contrasts, that holds an index begins and ends."""
    begin, stop = 0, len(text)
    for cut in words.SPLIT.finditer(text):
        if cut.end() <= index:
            begin = cut.end()
        elif cut.start() > index:
            stop = cut.start()
            break
    return begin, stop


def nearest(index: int, real: Real) -> Referent | None:
    """The event nearest to an index."""
    return min(real, key=lambda pair: abs(pair[0] - index))[1] if real else None


def event_of(begin: int, end: int, real: Real) -> Referent | None:
    """The event that a phrase about attendance is about: one inside it, else the last before, else the first behind."""
    inside = [e for i, e in real if begin <= i < end]
    before = [e for i, e in real if i < begin]
    behind = [e for i, e in real if i >= end]
    return (inside or before[-1:] or behind or [None])[0]  # type: ignore[list-item]


def phrase_end(text: str, start: int, end: int) -> int:
    """Where a list of those who attend ends, before what else the sentence tells."""
    match = _END.search(text, start, end)
    return match.start() if match else end
