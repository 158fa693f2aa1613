"""Documents: who concluded them, whose they are, when, at which event, about what.

Signing, adopting, approving, concluding and issuing are facts; drafts, plans, proposals, denials and ratifications are
none.  A sentence is read by its verbs over skeletons: active, passive, relative clause, bare participle, noun, list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sco_graph.extract import document_lists as lists
from sco_graph.extract.claims import Claim
from sco_graph.extract.document_acts import (
    ACTS,
    AIM,
    AS_ENDED,
    AT,
    AT_WHICH,
    BILATERAL,
    BY,
    CEREMONY,
    ENDED,
    GOVERNMENTS,
    IN_FORCE,
    LEADERS_OF,
    PAIR,
    SIDE,
    THESE,
    clause_start,
    last_clause,
    real,
    sentence_start,
)
from sco_graph.extract.document_clauses import clauses, is_date
from sco_graph.extract.document_context import Context
from sco_graph.extract.document_dates import dated, derived_dates
from sco_graph.extract.document_parties import agents, between, inside, represented, root, signers, titular, with_whom
from sco_graph.extract.document_topics import title_topics
from sco_graph.extract.topics import topics_of
from sco_graph.nlp.event_likeness import organizer_of
from sco_graph.nlp.mentions import Form, Mention, mentions, text_of
from sco_graph.nlp.skeleton import Skeleton, skeleton

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.dates import DateSpan
    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.segments import Segment


_SINGLE = re.compile(r"\b(?:adopt|approv|endors|issu|pass|releas|produc)", re.IGNORECASE)


@dataclass(slots=True)
class _Act:
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


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """Facts about the documents of one article.

    Args:
        article: The source.
        doc: Its document, with ``sco_agreements``.
    """
    del article
    if any(m.referent.is_a("Agreement") for m in doc._.mentions):
        yield from dict.fromkeys(_Reader(doc).read())


def derived(found: Sequence[Claim]) -> Iterator[Claim]:
    """What follows when all families have spoken: the days of events, and for whom persons signed.

    Args:
        found: The claims of all families.
    """
    yield from derived_dates(found)
    yield from represented(found)


class _Reader:
    """Reads one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._context = Context(doc)
        self._adopted: set[Referent] = set()
        self._dated = dated(doc)
        self._told: tuple[int, list[Mention]] = (-9, [])

    def read(self) -> Iterator[Claim]:
        """Claims sentence by sentence, then what titles say."""
        out: list[Claim] = []
        views = [(s, skeleton(self._doc, s.start, s.end)) for s in self._doc._.segments]
        for segment, view in views:
            self._context.enter(segment, view)
            out += clauses(segment, view)
            listed = list(self._listed(segment, view))
            for act in () if listed else self._acts(segment, view):
                out += self._act(act)
                self._told = (segment.number, act.documents)
            out += listed
        for segment, view in views:
            out += self._aims(segment, view)
        yield from out
        yield from self._dates_of_names()
        yield from self._titles()

    def _acts(self, segment: Segment, view: Skeleton) -> Iterator[_Act]:
        text, taken = view.text, {m.start for m, date in self._dated.values() if date.kind == "attributive"}
        yield from self._packages(segment, view, taken)
        for rule, pattern in ACTS:
            for match in pattern.finditer(text):
                fresh = [m for m in lists.packed(view, *match.span("docs")) if m.start not in taken]
                if not fresh or not real(text, match, rule):
                    continue
                taken.update(m.start for m in fresh)
                begin = clause_start(text, match.start())
                first = {"passive": "docs", "outcome": "verb"}.get(rule)
                subject = (begin, match.start(first) if first else match.start())
                if rule == "relative":
                    subject = last_clause(text, *match.span("subject"))
                tail = (match.end("docs"),) * 2 if rule == "inline" else match.span("tail")
                yield _Act(fresh, view, segment, subject, match.span("verb"), tail, rule)

    def _packages(self, segment: Segment, view: Skeleton, taken: set[int]) -> Iterator[_Act]:
        """Documents of which the sentence before tells that they were adopted: "Among them is ...", "They were ..."."""
        if self._context.package == segment.number - 1:
            for match in lists.MORE.finditer(view.text):
                group = "docs" if match["docs"] else "docs2"
                found = list(lists.packed(view, *match.span(group)))
                taken.update(m.start for m in found)
                if found:
                    self._context.package = segment.number  # "The documents also include ..."
                    end = (match.end(),) * 2
                    yield _Act(found, view, segment, (0, 0), (match.start(), match.start(group)), end, "inline")
        number, documents = self._told
        ceremony = CEREMONY.match(view.text) if segment.number - number == 1 else None
        if ceremony:
            yield _Act(documents, view, segment, (0, 0), ceremony.span("verb"), ceremony.span("tail"), "ceremony")
        these = THESE.match(view.text) if segment.number - number <= 2 else None
        if these and real(view.text, these, "passive"):
            yield _Act(documents, view, segment, (0, 0), these.span("verb"), these.span("tail"), "these")

    def _act(self, act: _Act) -> Iterator[Claim]:
        self._who(act)
        self._where(act)
        date = self._date(act)
        start, end = act.segment.start, act.segment.end
        for m in act.documents:
            document = m.referent
            if "draft" in document.attrs or document.attrs.get("det") == "no":
                continue
            self._adopted.add(document)
            rule = f"agreements.{act.rule}"
            parties = [*act.parties, *with_whom(self._doc, act.view, m)]
            if all(p.cls == "Person" for p in parties):  # they sign for those whom the title names
                parties += between(self._doc, m)
            for party in dict.fromkeys([*parties, *titular(self._doc, m)]):
                yield Claim(document, "party", party, start, end, rule, 0.88)
            joins = act.view.text[slice(*act.verb)].startswith(("acceded", "joined"))
            if date is not None and date.begin is not None and not joins:
                sure = 0.92 * date.certainty
                yield Claim(document, "adoptedOn", date.begin.iso, start, end, rule, sure, date.resolved_from)
            if act.event is not None:
                yield Claim(document, "adoptedAt", act.event, start, end, rule, 0.88)
            owner = act.owner or self._context.list_owner(act.segment) or self._owner_of(act)
            if owner is not None and "owner" not in document.links:
                yield Claim(document, "adoptedBy", owner, start, end, rule, 0.85)
            for topic in title_topics(document):
                yield Claim(document, "topic", topic, start, end, "agreements.title_topic", 0.9)

    def _owner_of(self, act: _Act) -> Referent | None:
        """Whose document it is by the event or by those who act: the leaders, the ministers, the summit."""
        sentence = act.view.text[act.subject[0] : act.tail[1]]
        two = any("bilateral" in m.referent.attrs for m in act.documents)
        if two or BILATERAL.search(sentence) or (len(act.parties) == 2 and act.event is None):
            return None
        return self._context.holder(act.event, sentence)

    def _who(self, act: _Act) -> None:
        """Who signs: the subject of an active verb, the agent of a passive one."""
        text, (first, last) = act.view.text, act.subject
        if act.rule == "inline":
            package = BY.search(text, *act.verb)  # "documents were signed by A and B, including ..."
            first, last = package.span("who") if package else act.subject
            found, act.owner = agents(act.view, first, last)
            act.parties = found if len(found) > 1 and act.owner is None else []
            return
        if act.rule == "ceremony":
            leaders = LEADERS_OF.search(text, *act.tail)
            act.parties = [m.referent for m in act.view.found(leaders, "who")] if leaders else []
            return
        if act.rule in ("passive", "noun", "these", "outcome"):
            by = BY.search(text, *act.tail)
            by = by or GOVERNMENTS.search(text, *act.tail)
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
        if not found and owner is None and PAIR.search(text, first, last):
            act.parties = self._context.pair(act.segment)

    def _first_event(self, act: _Act, by: re.Match[str]) -> Referent | None:
        """The event that adopts: "approved by the 14th meeting"."""
        item = next((i for i in act.view.found(by, "who")), None)
        if isinstance(item, Mention) and item.referent.is_a("Event"):
            act.event = item.referent
            return act.event
        return None

    def _where(self, act: _Act) -> None:
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
        events = [m.referent for m in inside(act.view, *act.subject) if m.referent.is_a("Event")]
        if events and act.rule in ("active", "outcome") and not SIDE.search(text[subject : act.verb[0]]):
            act.event = events[-1]
        elif self._goes_on(act):
            act.event = self._context.event(act.segment)

    def _goes_on(self, act: _Act) -> bool:
        """Tell whether a sentence goes on about the event of those before: no date or place of its own."""
        elsewhere = any(m.referent.cls == "Place" for m in inside(act.view, *act.tail))
        date = self._date(act)
        dated = date is not None and not (date.resolved_from or "").lower().startswith("today")
        if elsewhere or act.rule in ("relative", "noun", "ceremony", "these") or dated:
            return False
        if len(act.parties) > 2 and all(p.cls in ("Person", "State") for p in act.parties):
            return True  # the heads of those who meet, by their names
        if any(m.form is Form.NAME and "bare" not in m.referent.attrs for m in act.documents) and act.rule == "passive":
            return act.tail[0] == act.tail[1]
        told = act.rule in ("passive", "inline") and not act.parties
        return told or self._context.group(act.view.text[slice(*act.subject)])

    def _date(self, act: _Act) -> DateSpan | None:
        """When: the date in the tail, else the only one in the clause or at the sentence's head."""
        text = act.view.text
        if act.rule == "ceremony":
            return None  # it may follow talks on another day
        force = IN_FORCE.search(text, *act.tail)
        tail = (act.tail[0], force.start()) if force else act.tail
        spans = (tail, (act.verb[0], act.tail[0]), (act.subject[0], act.verb[0]), (0, act.subject[0]))
        for first, last in spans:
            found = [i for k in range(first, last) if is_date(i := act.view.items.get(k)) and not self._named_by(i)]
            if first == tail[0] and found:
                before = text[first : _index(act.view, found)]
                found = [] if re.search(r"\b(?:that|which|to|until|for)\b", before) else found[:1]
            if found:
                date: Any = found[0]
                return date if date.finish is None and (len(found) == 1 or first == 0) else None
        return None

    def _named_by(self, date: Any) -> bool:
        """Tell whether a date belongs to a document's name."""
        return date.start in self._dated

    def _dates_of_names(self) -> Iterator[Claim]:
        """Of "the agreement of 15 June 2001": the date that stands with a name."""
        for m, date in self._dated.values():
            if date.begin is not None and "draft" not in m.referent.attrs and date.kind != "attributive":
                self._adopted.add(m.referent)
                s = self._context.segment(m.start)
                yield Claim(m.referent, "adoptedOn", date.begin.iso, s.start, s.end, "agreements.dated", 0.9)

    def _listed(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """Items under "The following documents were adopted at ...:"."""
        header = self._context.header
        if header is None or header.segment is segment:
            return
        m = lists.item(view)
        if m is not None and m.referent.is_a("Agreement") and m.referent not in self._adopted:
            self._adopted.add(m.referent)
            start, end = segment.start, segment.end
            if header.event is not None:
                yield Claim(m.referent, "adoptedAt", header.event, start, end, "agreements.list", 0.85)
            if header.date is not None:
                yield Claim(m.referent, "adoptedOn", header.date, start, end, "agreements.list", 0.85)
            pair = between(self._doc, m)
            if header.owner is not None and "owner" not in m.referent.links and not pair:
                yield Claim(m.referent, "adoptedBy", header.owner, start, end, "agreements.list", 0.8)
            for party in header.parties or titular(self._doc, m) or pair:
                yield Claim(m.referent, "party", party, start, end, "agreements.list", 0.85)
            for topic in title_topics(m.referent):
                yield Claim(m.referent, "topic", topic, start, end, "agreements.title_topic", 0.9)

    def _aims(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """What a document is about by its aim: "Under the memorandum, the two will ...", "The plan is aimed at ..."."""
        for match in AIM.finditer(view.text):
            group = "under" if match["under"] else "subject"
            document = view.one(match, group).referent
            if not self._counts(document) or (group == "under" and not match["what"].lstrip().startswith(",")):
                continue
            first, last = view.offset(match.start("what")), view.offset(match.end("what"))
            for topic in topics_of(text_of(self._doc)[first:last]):
                yield Claim(document, "topic", topic, segment.start, segment.end, "agreements.aim", 0.78)

    def _titles(self) -> Iterator[Claim]:
        """What titles say by themselves: whose document it is, and what it is on."""
        seen: set[Referent] = set()
        for m in self._doc._.mentions:
            document = m.referent
            if not document.is_a("Agreement") or document in seen or not self._counts(document):
                continue
            if m.form is not Form.NAME and document not in self._adopted and not self._presupposed(m):
                continue
            seen.add(document)
            segment = self._context.segment(m.start)
            yield from self._title_event(document, m, segment)
            owner = document.links.get("owner") or (self._members_of(m, segment) if self._presupposed(m) else None)
            if owner is not None:
                holder = root(owner)
                yield Claim(document, "adoptedBy", holder, segment.start, segment.end, "agreements.title_owner", 0.93)
            for topic in title_topics(document):
                yield Claim(document, "topic", topic, segment.start, segment.end, "agreements.title_topic", 0.9)

    def _presupposed(self, m: Mention) -> bool:
        """Of "the agreement on X among member states": its "the" takes for granted that it is in being."""
        definite = text_of(self._doc)[: m.start].endswith(("the ", "The "))
        of_event = m.referent.is_a("Statement", "Declaration") and _OF_EVENT.search(m.text)
        return definite and bool(of_event or _AMONG_MEMBERS.search(m.text))

    def _members_of(self, m: Mention, segment: Segment) -> Referent | None:
        """The organisation whose member states are meant: the one that the sentence named last."""
        named = [o.referent for o in mentions(self._doc, "Organization", start=segment.start, end=m.end)]
        owners = [o for o in named if o.cls == "Organization"]
        return owners[-1] if owners else None

    def _title_event(self, document: Referent, m: Mention, segment: Segment) -> Iterator[Claim]:
        """Of "Joint Communiqué on the results of the sixteenth meeting": the event that a title names."""
        if document.cls not in ("Statement", "Declaration", "Protocol") or self._context.header is not None:
            return
        events = mentions(self._doc, "Event", start=m.start, end=m.end + 80)
        inner = next((e for e in events if e.start < m.end), None)
        before = text_of(self._doc)[m.start : inner.start] if inner is not None else ""
        if inner is not None and re.search(r"\b(?:results? of|outcomes? of|following|of|by) (?:the )?$", before):
            start, end = segment.start, segment.end
            yield Claim(document, "adoptedAt", inner.referent, start, end, "agreements.title_event", 0.85)
            holder = organizer_of(inner.referent)
            if holder is not None and "owner" not in document.links:
                yield Claim(document, "adoptedBy", root(holder), start, end, "agreements.title_event", 0.85)

    def _counts(self, document: Referent) -> bool:
        if "draft" in document.attrs:
            return False
        return document in self._adopted or "hidden" not in document.attrs


_OF_EVENT = re.compile(
    r"\bof (?:the|this|today[’']s|last \w+[’']s) (?!next|upcoming|coming)[^.;]{0,60}?(?:summit|meeting)\b"
)
_AMONG_MEMBERS = re.compile(r"\b(?:among|between|of) (?:(?:the|all|its) )*(?:[A-Z]\w+ )?member (?:states|countries)\b")


def _index(view: Skeleton, found: list[Any]) -> int:
    return next((i for i, item in view.items.items() if found and item is found[0]), len(view.text))
