"""The circumstances of an act of adoption: who signs, whose document it is, at which event, on which day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sco_graph.extract.document_acts import (
    AS_ENDED,
    AT,
    AT_WHICH,
    BILATERAL,
    BY,
    ENDED,
    EVENTS,
    FIRST_VERB,
    GOVERNMENTS,
    IN_FORCE,
    LEADERS_OF,
    SIDE,
    TOGETHER,
    sentence_start,
)
from sco_graph.extract.document_clauses import is_date
from sco_graph.extract.document_parties import agents, inside, signers
from sco_graph.nlp.mentions import Form, Mention

if TYPE_CHECKING:
    from collections.abc import Container

    from sco_graph.extract.document_context import Context, Occasion
    from sco_graph.nlp.dates import DateSpan
    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.segments import Segment
    from sco_graph.nlp.skeleton import Skeleton

_DONE_TOGETHER = re.compile(r"(?:signed|inked|concluded|initial+ed|sealed|reached|clinched|signing|to sign)\b|into\b")
_SINGLE = re.compile(r"\b(?:adopt|approv|endors|issu|pass|releas|produc)", re.IGNORECASE)


@dataclass(slots=True)
class Act:
    """One act of adoption that a sentence tells."""

    documents: list[Mention]
    view: Skeleton
    segment: Segment
    subject: tuple[int, int]
    verb: tuple[int, int]
    tail: tuple[int, int]
    rule: str
    parties: list[Referent] = field(default_factory=list)
    owner: Referent | None = None
    event: Referent | None = None
    occasion: Occasion | None = None
    points_back: bool = False


class Circumstances:
    """Reads them off the sentence, and off those before.

    Args:
        context: What the sentences before say.
        named: Offsets of the dates that belong to names of documents.
    """

    def __init__(self, context: Context, named: Container[int]) -> None:
        self._context, self._named = context, named

    def owner(self, act: Act) -> Referent | None:
        """Whose document it is by the event or by those who act: the leaders, the ministers, the summit."""
        sentence = act.view.text[act.subject[0] : act.tail[1]]
        two = any("bilateral" in m.referent.attrs for m in act.documents)
        if two or BILATERAL.search(sentence) or (len(act.parties) == 2 and act.event is None):
            return None
        return self._context.holder(act.event, sentence, act.segment.end)

    def who(self, act: Act) -> None:
        """Who signs: the subject of an active verb, the agent of a passive one."""
        text, (first, last) = act.view.text, act.subject
        if act.rule == "inline":
            package = BY.search(text, *act.verb)  # "documents were signed by A and B, including ..."
            first, last = package.span("who") if package else act.subject
            found, act.owner = agents(act.view, first, last)
            act.parties = found if len(found) > 1 and act.owner is None else []
            if not act.parties and act.occasion is not None:
                act.parties, act.owner = act.occasion.parties, act.owner or act.occasion.owner
            if not act.parties and act.owner is None and _DONE_TOGETHER.search(text, *act.verb):
                act.parties = self._context.those(act.segment, act.view.offset(last), text[first:last])
                act.points_back = bool(act.parties)
            return
        if act.rule == "ceremony":
            leaders = LEADERS_OF.search(text, *act.tail)
            act.parties = [m.referent for m in act.view.found(leaders, "who")] if leaders else []
            return
        if act.rule in ("passive", "noun", "these", "outcome", "fronted"):
            by = BY.search(text, *act.tail)
            by = by or GOVERNMENTS.search(text, *act.tail)
            if by is None and act.occasion is not None and act.rule == "passive" and len(act.occasion.parties) > 1:
                act.parties = act.occasion.parties
            if by is None or self._first_event(act, by) is not None:
                return
            first, last = by.span("who")
        found, owner = agents(act.view, first, last)
        if _SINGLE.search(text, *act.verb) and len(found) == 1:
            if found[0].is_a("Organization"):
                owner = owner or found[0]  # what one organisation adopts is its own
            found = []
        else:
            found = [*found, *signers(act.view, first, last)]
        act.parties, act.owner = found, owner
        if not found and owner is None and _DONE_TOGETHER.search(text, *act.verb):
            act.parties = self._context.those(act.segment, act.view.offset(last), text[first:last])
            act.points_back = bool(act.parties)
            if not act.parties and act.occasion is not None and TOGETHER.search(text, first, last):
                act.parties = act.occasion.parties

    def _first_event(self, act: Act, by: re.Match[str]) -> Referent | None:
        """The event that adopts: "approved by the 14th meeting"."""
        item = next((i for i in act.view.found(by, "who")), None)
        if isinstance(item, Mention) and item.referent.is_a("Event"):
            act.event = item.referent
            return act.event
        return None

    def where(self, act: Act) -> None:
        """At which event: named in the sentence, or that of the sentences before."""
        if act.event is not None:
            return
        text, (subject, _) = act.view.text, act.subject
        head = text[: act.verb[0] if act.rule == "active" else _index(act.view, act.documents)]
        which = AT_WHICH.search(head)
        if which:
            act.event = act.view.one(which, "event").referent
            return
        ended = ENDED.search(text, 0, act.verb[0]) if act.rule == "noun" else None
        if ended:
            act.event = act.view.one(ended, "event").referent
            return
        ended = AS_ENDED.search(text, *act.tail)
        if ended:
            act.event = act.view.one(ended, "event").referent
            return
        between_ = (act.verb[0] if act.rule == "inline" else act.verb[1], act.tail[0])
        for first, last in (act.tail, between_, (sentence_start(text, subject), act.verb[0])):
            for match in AT.finditer(text, first, last):
                if not SIDE.search(text[max(0, match.start() - 40) : match.start("event")]):
                    act.event = act.view.one(match, "event").referent
                    return
        verb = FIRST_VERB.search(text, *act.subject)  # "the leaders signed a resolution on the forum and signed ..."
        last = verb.start() if verb and act.rule == "active" else act.subject[1]
        events = [
            act.view.items[i].referent
            for i in range(act.subject[0], last)
            if text[i] in EVENTS and not SIDE.search(text[max(subject, i - 40) : i])
        ]
        if events and act.rule in ("active", "outcome"):
            act.event = events[-1]
        elif act.occasion is not None and act.occasion.event is not None:
            act.event = act.occasion.event
        elif self._goes_on(act):
            act.event = self._context.event(act.segment)

    def _goes_on(self, act: Act) -> bool:
        """Tell whether a sentence goes on about the event of those before: no date or place of its own."""
        elsewhere = any(m.referent.cls == "Place" for m in inside(act.view, *act.tail))
        date = self.date(act)
        dated = date is not None and not (date.resolved_from or "").lower().startswith("today")
        if elsewhere or act.rule in ("relative", "noun", "ceremony", "these") or dated:
            return False
        if len(act.parties) > 2 and all(p.cls in ("Person", "State") for p in act.parties):
            return True  # the heads of those who meet, by their names
        if any(m.form is Form.NAME and "bare" not in m.referent.attrs for m in act.documents) and act.rule == "passive":
            return act.tail[0] == act.tail[1] or (act.occasion is not None and not any(inside(act.view, *act.tail)))
        told = act.rule in ("passive", "inline") and not act.parties
        return told or self._context.group(act.view.text[slice(*act.subject)])

    def date(self, act: Act) -> DateSpan | None:
        """When: the date in the tail, else the only one in the clause or at the sentence's head."""
        text = act.view.text
        if act.rule == "ceremony":
            return None  # it may follow talks on another day
        force = IN_FORCE.search(text, *act.tail)
        tail = (act.tail[0], force.start()) if force else act.tail
        spans = (tail, (act.verb[0], act.tail[0]), (act.subject[0], act.verb[0]), (0, act.subject[0]))
        for first, last in spans:
            found = [
                i for k in range(first, last) if is_date(i := act.view.items.get(k)) and i.start not in self._named
            ]
            if first == tail[0] and found:
                before = text[first : _index(act.view, found)]
                found = [] if re.search(r"\b(?:that|which|to|until|for)\b", before) else found[:1]
            if found:
                date = found[0]
                return date if date.finish is None and (len(found) == 1 or first == 0) else None
        return None


def _index(view: Skeleton, found: list[Any]) -> int:
    return next((i for i, item in view.items.items() if found and item is found[0]), len(view.text))
