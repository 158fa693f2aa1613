"""What earlier sentences say for a sentence about documents: the event, the pair of states, the list being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sco_graph.extract.document_acts import BY, COUNTED, NUMBERS, OFFICERS, TOGETHER
from sco_graph.extract.document_lists import BULLET, GOES_ON, PACKAGE, opens
from sco_graph.extract.document_parties import agents
from sco_graph.nlp.blocs import dominant
from sco_graph.nlp.event_likeness import organizer_of
from sco_graph.nlp.mentions import Mention, mentions, text_of
from sco_graph.nlp.segments import segment_at
from sco_graph.nlp.skeleton import Skeleton, grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.segments import Segment

_OPENS = grammar(r"(?P<e><E>)[^.;\ue005\ue006]{0,30}?\b(?:began|begins|opened|opens|kick(?:s|ed) off|start(?:s|ed))\b")
_GROUP = re.compile(
    r"\b(?:leaders|heads|ministers|presidents|premiers|member states|countries|sides|parties|participants|"
    r"delegations?|delegates|"
    r"they|governments|secretaries|six|eight|nine|ten|chiefs|members|summit|meeting|council|forum|conference)\b",
    re.IGNORECASE,
)


_AHEAD = re.compile(
    r"\b(?:will|would|shall|expected|planned|plans? to|(?:is|are|was|were) to be|intend\w*|draft|not|no|never|"
    r"scheduled|set to|going to)\b",
    re.IGNORECASE,
)


_JOINS = re.compile(r"[,;]? ?(?:and |as well as |& )?(?:the )?")


def _groups(doc: Doc, segment: Segment) -> list[tuple[int, int, list[Referent]]]:
    """The states that a sentence lists together, and the two of one that names just two: sentence, end, states."""
    lists: list[list[Mention]] = [[]]
    for m in mentions(doc, "State", start=segment.start, end=segment.end):
        last = lists[-1]
        if last and not _JOINS.fullmatch(text_of(doc)[last[-1].end : m.start]):
            lists.append([])
        lists[-1].append(m)
    whole = [m for found in lists for m in found]
    out = []
    for found in [*lists, whole]:
        states = list(dict.fromkeys(m.referent for m in found))
        if len(states) == 2 or (len(states) > 2 and found is not whole):
            out.append((segment.number, found[-1].end, states))
    return out


def _only_day(view: Skeleton) -> str | None:
    """The one day that a sentence names."""
    dates = [item for item in view.items.values() if getattr(item, "kind", "") == "date" and item.begin is not None]
    return str(dates[0].begin.iso) if len(dates) == 1 and dates[0].begin.day and dates[0].finish is None else None


_BESIDE = re.compile(r"\b(?:ambassadors?|observers?|guests?|dialogue partners?|partners)\b", re.IGNORECASE)
"""Those who are but present at a meeting."""


@dataclass(slots=True)
class Occasion:
    """What a sentence says of the documents that the next ones name: a list, "among them", "they also signed"."""

    segment: Segment
    event: Referent | None
    owner: Referent | None
    date: str | None
    parties: list[Referent] = field(default_factory=list)


class Context:
    """Walks through a document with the reader of its sentences."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._main = dominant(doc)
        self._events: list[tuple[Segment, Referent]] = []
        self._groups: list[tuple[int, int, list[Referent]]] = []
        self._days: list[str | None] = []
        self.header: Occasion | None = None
        self.package = -9
        self.told: Occasion | None = None

    def segment(self, offset: int) -> Segment:
        """The sentence that holds an offset."""
        return segment_at(self._doc, offset)

    def enter(self, segment: Segment, view: Skeleton) -> None:
        """Take note of a sentence before its claims are read."""
        if self.header is not None and not self._in_list(segment):
            self.header = None
        items = [item for _, item in sorted(view.items.items()) if isinstance(item, Mention)]
        if opens(view) and not _AHEAD.search(view.text):
            self.header = self._head(segment, view, items)
        elif self.told is not None and self._goes_on(segment, view):
            self.header = replace(self.told, segment=segment)
        if PACKAGE.search(view.text) and not _AHEAD.search(view.text):
            self.package, self.told = segment.number, self._head(segment, view, items)
        for opening in _OPENS.finditer(view.text):
            view.one(opening, "e").referent.attrs.setdefault("opens", "yes")  # its date is but its first day
        told = [m.referent for m in items if m.referent.is_a("Event") and m.referent.attrs.get("which") != "next"]
        self._events += [(segment, event) for event in told]
        self._groups += _groups(self._doc, segment)
        self._days.append(_only_day(view))

    def _goes_on(self, segment: Segment, view: Skeleton) -> bool:
        """Tell whether a line like "These are:" opens the list of what the sentence before tells of."""
        return self.package >= segment.number - 2 and GOES_ON.fullmatch(view.text.strip()) is not None

    def _in_list(self, segment: Segment) -> bool:
        line = text_of(self._doc)[segment.start : segment.end]
        before = text_of(self._doc)[max(0, segment.start - 4) : segment.start]
        return bool(BULLET.match(line)) or (
            "\n" in before[-2:] and bool(re.search(r"[;.]\s*$", line)) and len(line) < 240
        )

    def _head(self, segment: Segment, view: Skeleton, items: list[Mention]) -> Occasion:
        events = [m.referent for m in items if m.referent.is_a("Event")]
        group = re.search(r"\bby (?:the )?[\ue002\ue003]", view.text)
        owner = next((m.referent for m in items if m.referent.is_a("Organization")), None) if group else None
        event = events[-1] if events else None if owner is not None else self.event(segment)
        plain = re.split(r"\b(?:began|begun|opened|started|kicked off)\b", view.text)[0]
        dates = [view.items[i] for i in sorted(view.items) if i < len(plain)]
        date = next((d.begin.iso for d in dates if getattr(d, "kind", "") == "date" and d.begin), None)
        if date is None and TOGETHER.search(view.text):
            date = self.day_before(segment)  # "X and Y met yesterday. The parties signed:"
        verb = re.search(r"\b(?:signed|inked|concluded)\b", view.text)
        by = BY.search(view.text, verb.end()) if verb else None
        parties = agents(view, *(by.span("who") if by else (0, verb.start())))[0] if verb else []
        if len(parties) > 1:
            return Occasion(segment, event, None, date, parties)
        owner = owner or (None if COUNTED.search(view.text) else self.holder(event, "leaders", segment.end))
        those = [] if owner is not None else self.those(segment, segment.start, view.text)
        return Occasion(segment, event, owner, date, those)

    def day_before(self, segment: Segment) -> str | None:
        """The day that the sentence before tells, if it tells but one."""
        before = segment.number - 1
        return self._days[before] if 0 <= before < len(self._days) else None

    def list_owner(self, segment: Segment) -> Referent | None:
        """The organisation that the header of a list names as the one that adopted its items."""
        return self.header.owner if self.header is not None and self.header.segment is not segment else None

    def event(self, segment: Segment) -> Referent | None:
        """The event that the sentences before are about: the latest within two paragraphs."""
        near = [e for s, e in self._events if s.number < segment.number and segment.paragraph - s.paragraph <= 2]
        if near:
            return near[-1]
        told = [(s, e) for s, e in self._events if s.number < segment.number]
        lead = [e for s, e in told if s.paragraph - told[0][0].paragraph <= 1]
        return lead[0] if lead and segment.paragraph <= 8 else None

    def those(self, segment: Segment, offset: int, words: str) -> list[Referent]:
        """The states that "the two", "the five nations", "the sides" or "they" means.

        Those that were named together before an offset, in this sentence or the two before; if the words count them,
        the latest that are as many.
        """
        told = [(segment.number - number, states) for number, end, states in self._groups if end <= offset]
        counted = COUNTED.search(words)
        if counted:
            count = NUMBERS[counted[1].lower()]
            reach = 5 if count == 2 else 12
            return next((states for far, states in reversed(told) if far <= reach and len(states) == count), [])
        together = TOGETHER.search(words)
        office = OFFICERS.get((together.lastgroup or "") if together else "")
        near = [(number, states) for number, end, states in self._groups if end <= offset]
        for number, states in reversed(near) if together else ():
            sentence = self._doc._.segments[number]
            text = text_of(self._doc)[sentence.start : sentence.end]
            if segment.number - number <= 2 and not _BESIDE.search(text) and (office is None or office.search(text)):
                return states
        return []

    def group(self, words: str) -> bool:
        """Tell whether words speak of those who meet, as a group: "the leaders", "the sides", "they"."""
        return _GROUP.search(words) is not None or re.match(r"\s*It\b", words) is not None

    def holder(self, event: Referent | None, words: str, end: int) -> Referent | None:
        """The organisation in whose name a group acts: the event's, else the article's main one, if named by then."""
        if event is not None:
            own = organizer_of(event)
            if own is not None:
                return own
            if any(key.startswith("party") for key in event.links):
                return None
        multilateral = re.search(
            r"\b(?:leaders|heads of (?:state|government|delegation)|presidents|member[- ](?:states|nations|countries)|"
            r"summit)\b",
            words,
            re.IGNORECASE,
        )
        meeting = event is not None and event.cls in {"Summit", "MinisterialMeeting"}
        named = any(m.referent is self._main for m in mentions(self._doc, "Organization", end=end))
        return self._main if (multilateral or meeting) and named else None
