"""What an extraction family says about the things of one document, before they have their local names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sco_graph.nlp.mentions import Referent


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about a referent; becomes a ``model.Fact`` when the article is read to its end.

    Attributes:
        subject: What it is about.
        predicate: Local name of a property in ``model.PROPERTIES``.
        value: A referent (Kind.THING), else the text of a topic, term, ISO date, integer or plain text.
        start: First character of the sentence or clause that states it.
        end: One past the last character.
        rule: Name of the rule, ``family.rule``.
        confidence: 0..1.
        resolved_from: For a relative date or an anaphor: the words and what they were counted from.
    """

    subject: Referent
    predicate: str
    value: Referent | str
    start: int
    end: int
    rule: str
    confidence: float
    resolved_from: str | None = None
