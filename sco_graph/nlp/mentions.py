"""What the pipeline finds in a text: mentions, and the things (referents) that they are mentions of.

A component appends to ``doc._.mentions``; coreference lets several mentions share one ``Referent``; the extraction
families attach claims to referents, and only when a whole article is read do referents get their local names.  So the
same object stands for "the seventh secretaries meeting", "the meeting" and "it" all the way through.

    doc._.mentions   list[Mention], sorted by start, not overlapping unless one lies inside the other
    doc._.segments   list[Segment], the sentences, in order (``sco_graph.nlp.segments``)
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sco_graph.model import is_a

if TYPE_CHECKING:
    from spacy.tokens import Doc


_TEXT = "sco_text"


class Form(enum.Enum):
    """How a mention names its thing."""

    NAME = "name"  # "Shanghai Cooperation Organisation", "Beijing", "Peace Mission 2014", "Nurlan Yermekbayev"
    SHORT = "short"  # an acronym, or a surname after the full name: "SCO", "Yermekbayev"
    DEMONYM = "demonym"  # "Kazakh", "Russian": the state as an adjective
    METONYM = "metonym"  # a capital that stands for its state: "Beijing and Moscow agreed"
    DESCRIPTION = "description"  # "a joint anti-terrorism exercise", "the organisation"
    PRONOUN = "pronoun"  # "it", "both sides"


@dataclass(slots=True, eq=False)
class Referent:
    """One thing in one document; compared by identity.

    Attributes:
        cls: Most specific class of GRAPH.md known so far.
        label: Fullest name.
        id: Local name; known from the reference tables at once, else minted when the article is read to its end.
        known: Whether ``id`` is from the reference tables.
        names: Every name by which the text calls it, in order of appearance (a set that keeps order).
        attrs: What the wording itself says: ``edition``, ``year``, ``code_name``, ``series``, ``generic``, ...
        links: Things that the wording itself names: ``organizer``, ``place``, ``body_of``, ...
    """

    cls: str
    label: str
    id: str = ""
    known: bool = False
    names: dict[str, None] = field(default_factory=dict)
    attrs: dict[str, str] = field(default_factory=dict)
    links: dict[str, Referent] = field(default_factory=dict)

    def is_a(self, *classes: str) -> bool:
        """Tell whether its class is, or specialises, one of these."""
        cls = self.cls
        for ancestor in classes:  # noqa: SIM110 - no generator, as this is asked more often than anything else
            if is_a(cls, ancestor):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the text names a referent: half-open character offsets into ``doc.text``.

    Attributes:
        start: First character.
        end: One past the last character.
        referent: What is named.
        form: How.
        text: The words, ``doc.text[start:end]``.
    """

    start: int
    end: int
    referent: Referent
    form: Form
    text: str


def text_of(doc: Doc) -> str:
    """The document's text, kept: spaCy writes ``doc.text`` anew from the tokens whenever it is asked for."""
    kept: dict[str, str] | None = getattr(doc, "user_data", None)
    if kept is None:
        return str(doc.text)  # what only looks like a document has its text at hand
    if _TEXT not in kept:
        kept[_TEXT] = doc.text
    return kept[_TEXT]


def mention(doc: Doc, start: int, end: int, referent: Referent, form: Form) -> Mention:
    """Make a mention and let its referent know the name (pronouns and adjectives are no names)."""
    text = text_of(doc)[start:end]
    if form in {Form.NAME, Form.SHORT, Form.DESCRIPTION}:
        referent.names.setdefault(text)
    return Mention(start, end, referent, form, text)


def mentions(doc: Doc, *classes: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Iterate over a document's mentions in order, those inside [start, end), of the classes asked for (or all)."""
    stop = len(text_of(doc)) if end is None else end
    listed = doc._.mentions
    for index in range(bisect_left(listed, start, key=lambda m: m.start), len(listed)):
        found = listed[index]
        if found.start >= stop:
            break
        if found.end <= stop and (not classes or found.referent.is_a(*classes)):
            yield found


def add(doc: Doc, found: list[Mention]) -> None:
    """Add mentions, keeping the list in order (an outer mention stands before those inside it)."""
    doc._.mentions = sorted([*doc._.mentions, *found], key=lambda m: (m.start, -m.end))
