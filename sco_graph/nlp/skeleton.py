"""A sentence with each mention shrunk to one character, so that a rule is one readable regular expression.

"More than 7,000 troops from China and Russia on Sunday began a joint drill at Zhurihe" becomes, with ``<S>`` for a
state, ``<D>`` a date, ``<E>`` an event and ``<P>`` a place,

    More than 7,000 troops from <S> and <S> <D> began <E> at <P>

and the rule ``grammar(r"from (<S+>) .*? began (<E>)")`` reads participants off it.  The characters are from Unicode's
private use area; those that the text itself holds are hidden first, so that a hostile text cannot forge a mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sco_graph.nlp.mentions import Form, Mention, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CODES = {
    "State": "\ue000",
    "Place": "\ue001",
    "Organization": "\ue002",
    "OrganizationBody": "\ue003",
    "Person": "\ue004",
    "Meeting": "\ue005",
    "Exercise": "\ue006",
    "EventSeries": "\ue007",
    "Agreement": "\ue008",
    "Demonym": "\ue009",
    "Date": "\ue00a",
}
_SETS = {
    "S": "\ue000",
    "P": "\ue001",
    "O": "\ue002\ue003",
    "N": "\ue004",
    "M": "\ue005",
    "X": "\ue006",
    "E": "\ue005\ue006",
    "R": "\ue007",
    "ER": "\ue005\ue006\ue007",
    "A": "\ue008",
    "J": "\ue009",
    "D": "\ue00a",
    "SJ": "\ue000\ue009",
    "SO": "\ue000\ue002\ue003",
    "AGENT": "\ue000\ue002\ue003\ue004",
    "WHERE": "\ue000\ue001",
    "ANY": "\ue000-\ue00a",
}
_AND = (
    r"(?: ?, ?(?:and |as well as |or )?| and | as well as | along with | & )"
    r"(?:the |its |neighbou?ring |now |lately |recently )?"
)
_PRIVATE = re.compile(r"[\ue000-\ue0ff\n]")
_IN_CLASS = re.compile(r"(?<!\\)\[[^\]]*<[A-Z]+>[^\]]*\]")
_SLOT = re.compile(r"(?<!\?P)<([A-Z]+)(\+?)>")


def grammar(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a rule over skeletons.

    Args:
        pattern: A regular expression in which ``<S>`` is a state, ``<P>`` place, ``<O>`` organisation or body, ``<N>``
            person, ``<M>`` meeting, ``<X>`` exercise, ``<E>`` either, ``<R>`` series, ``<ER>`` any of the three,
            ``<A>`` agreement, ``<J>`` demonym, ``<D>`` date, ``<SO>``, ``<SJ>``, ``<AGENT>`` (state, organisation,
            person), ``<WHERE>`` (place or state), ``<ANY>``; ``<S+>`` is a list of them, "S, S and S".
        flags: Flags of ``re.compile``.
    """
    return re.compile(_SLOT.sub(_slot, _IN_CLASS.sub(_bare, pattern)), flags)


def _bare(match: re.Match[str]) -> str:
    """Slots inside a character class add their characters to it."""
    return _SLOT.sub(lambda slot: _SETS[slot[1]], match.group())


def _slot(match: re.Match[str]) -> str:
    one = f"[{_SETS[match[1]]}]"
    return f"(?:{one}(?:{_AND}{one})*)" if match[2] else one


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A stretch of text, shrunk.

    Attributes:
        doc: The document.
        text: What rules match.
        items: For each character of ``text`` that stands for a mention or a date: its index in ``text`` -> the object.
        starts: Indices into ``text`` at which a stretch of plain characters or an item begins, ascending.
        offsets: The offset into ``doc.text`` for each of ``starts``.
        end: One past the last character, in ``doc.text``.
    """

    doc: Doc
    text: str
    items: dict[int, Any]
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    end: int

    def offset(self, index: int) -> int:
        """Offset into ``doc.text`` of an index into the skeleton."""
        if index >= len(self.text):
            return self.end
        at = bisect_right(self.starts, index) - 1
        return self.offsets[at] + index - self.starts[at]

    def found(self, match: re.Match[str], group: int | str = 0) -> Iterator[Any]:
        """The mentions and dates inside a group of a match, in order."""
        start, end = match.span(group)
        for index in range(start, end):
            if index in self.items:
                yield self.items[index]

    def one(self, match: re.Match[str], group: int | str) -> Any:
        """The first mention or date inside a group of a match; None if the group did not take part."""
        return next(self.found(match, group), None)


def code(item: Any) -> str:
    """The character that stands for a mention or a date."""
    if not isinstance(item, Mention):
        return _CODES["Date"]
    if item.form is Form.DEMONYM:
        return _CODES["Demonym"]
    referent = item.referent
    if referent.cls in _CODES:
        return _CODES[referent.cls]
    for cls in ("Exercise", "Agreement", "OrganizationBody", "Organization"):
        if referent.is_a(cls):
            return _CODES[cls]
    return _CODES["Meeting" if referent.is_a("Event") else "Place"]


_KEPT = "sco_skeleton"


def skeleton(doc: Doc, start: int, end: int) -> Skeleton:
    """Shrink the mentions and dates of a stretch of text; of nested ones, the outermost.

    Several rules ask for the same stretch: its skeleton is kept as long as its mentions and dates are the same.
    """
    items = [*_inside(doc._.mentions, start, end), *_inside(doc._.dates, start, end)]
    items.sort(key=lambda item: (item.start, -item.end))
    codes = "".join(map(code, items))
    kept: dict[Any, Any] = getattr(doc, "user_data", {})
    state = [id(item) for item in items], codes
    before = kept.get((_KEPT, start, end))
    if before is None or before[0] != state:
        before = kept[_KEPT, start, end] = state, _shrunk(doc, start, end, items, codes), items
    made: Skeleton = before[1]
    return made


def _shrunk(doc: Doc, start: int, end: int, items: list[Any], codes: str) -> Skeleton:
    pieces: list[str] = []
    found: dict[int, Any] = {}
    starts: list[int] = []
    offsets: list[int] = []
    length, at = 0, start
    for item, letter in zip(items, codes, strict=True):
        if item.start < at:
            continue
        plain = _PRIVATE.sub(" ", text_of(doc)[at : item.start])
        last = found.get(length - 1)
        if (
            plain.strip() == "("
            and last is not None
            and _same(last, item)
            and text_of(doc)[item.end : item.end + 1] == ")"
        ):
            at = item.end + 1  # "Shanghai Cooperation Organisation (SCO)" is one name
            continue
        if plain:
            starts.append(length)
            offsets.append(at)
        pieces.append(plain)
        length += len(plain)
        starts.append(length)
        offsets.append(item.start)
        found[length] = item
        pieces.append(letter)
        length += 1
        at = item.end
    rest = _PRIVATE.sub(" ", text_of(doc)[at:end])
    if rest:
        starts.append(length)
        offsets.append(at)
    pieces.append(rest)
    return Skeleton(doc, "".join(pieces), found, tuple(starts), tuple(offsets), end)


def _inside(items: list[Any], start: int, end: int) -> Iterator[Any]:
    for index in range(bisect_left(items, start, key=lambda item: item.start), len(items)):
        if items[index].start >= end:
            break
        if items[index].end <= end:
            yield items[index]


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, Mention) and isinstance(other, Mention) and one.referent is other.referent
