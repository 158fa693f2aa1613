"""What the titles of documents say by themselves: whose a document is, its event, what it is on; and its stated aim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.extract.document_acts import AIM
from sco_graph.extract.document_parties import between, root
from sco_graph.extract.document_signatories import named_parties
from sco_graph.extract.document_topics import title_topics
from sco_graph.extract.topics import topics_of
from sco_graph.nlp.event_likeness import organizer_of
from sco_graph.nlp.mentions import Form, Mention, mentions, text_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from spacy.tokens import Doc

    from sco_graph.extract.document_context import Context
    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.segments import Segment
    from sco_graph.nlp.skeleton import Skeleton

_OF_EVENT = re.compile(
    r"\bof (?:the|this|today[’']s|last \w+[’']s) (?!next|upcoming|coming)[^.;]{0,60}?(?:summit|meeting)\b"
)
_AMONG_MEMBERS = re.compile(r"\b(?:among|between|of) (?:(?:the|all|its) )*(?:[A-Z]\w+ )?member (?:states|countries)\b")


class Titles:
    """Reads them, once it is known which documents were adopted.

    Args:
        doc: The document.
        context: What its sentences say.
        adopted: The documents that sentences say were adopted.
    """

    def __init__(self, doc: Doc, context: Context, adopted: Container[Referent]) -> None:
        self._doc, self._context, self._adopted = doc, context, adopted

    def aims(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """What a document is about by its aim: "Under the memorandum, the two will ...", "The plan is aimed at ..."."""
        for match in AIM.finditer(view.text):
            group = "under" if match["under"] else "subject"
            document = view.one(match, group).referent
            if not self._counts(document) or (group == "under" and not match["what"].lstrip().startswith(",")):
                continue
            first, last = view.offset(match.start("what")), view.offset(match.end("what"))
            for topic in topics_of(text_of(self._doc)[first:last]):
                yield Claim(document, "topic", topic, segment.start, segment.end, "agreements.aim", 0.78)

    def read(self) -> Iterator[Claim]:
        """What titles say by themselves: whose document it is, and what it is on."""
        seen: set[Referent] = set()
        for m in self._doc._.mentions:
            document = m.referent
            own = document.is_a("Statement", "Declaration") and m.start == 0  # the text is the document
            if not document.is_a("Agreement") or document in seen or not (own or self._counts(document)):
                continue
            told = own or m.form is Form.NAME or document in self._adopted
            if not told and not self._presupposed(m):
                continue
            seen.add(document)
            segment = self._context.segment(m.start)
            yield from self._title_event(document, m, segment)
            owner = document.links.get("owner") or (self._members_of(m, segment) if self._presupposed(m) else None)
            if owner is not None:
                holder = root(owner)
                yield Claim(document, "adoptedBy", holder, segment.start, segment.end, "agreements.title_owner", 0.93)
            if "draft" not in document.attrs:
                yield from self._parties(document, m, segment)
            for topic in title_topics(document):
                yield Claim(document, "topic", topic, segment.start, segment.end, "agreements.title_topic", 0.9)

    def _parties(self, document: Referent, m: Mention, segment: Segment) -> Iterator[Claim]:
        """Who concluded it: "the 1996 treaty between Russia and China", "the Kazakh-Uzbek agreement"."""
        for party in dict.fromkeys([*between(self._doc, m), *named_parties(self._doc, m)]):
            yield Claim(document, "party", party, segment.start, segment.end, "agreements.title_party", 0.85)

    def _presupposed(self, m: Mention) -> bool:
        """Of "the agreement on X among member states": its "the" takes for granted that it is in being."""
        definite = text_of(self._doc)[: m.start].endswith(("the ", "The "))
        of_event = m.referent.is_a("Statement", "Declaration") and _OF_EVENT.search(m.text)
        dated = "year" in m.referent.attrs and not m.referent.is_a("Programme")
        two = definite and bool(between(self._doc, m) or named_parties(self._doc, m))
        return dated or two or (definite and bool(of_event or _AMONG_MEMBERS.search(m.text)))

    def _members_of(self, m: Mention, segment: Segment) -> Referent | None:
        """The organisation whose member states are meant: the one that the sentence named last."""
        if not _AMONG_MEMBERS.search(m.text) and not _OF_EVENT.search(m.text):
            return None
        named = [o.referent for o in mentions(self._doc, "Organization", start=segment.start, end=m.end)]
        owners = [o for o in named if o.cls == "Organization"]
        return owners[-1] if owners else None

    def _title_event(self, document: Referent, m: Mention, segment: Segment) -> Iterator[Claim]:
        """Of "Joint Communiqué on the results of the sixteenth meeting": the event that a title names."""
        if document.cls not in ("Statement", "Declaration", "Protocol") or self._context.header is not None:
            return
        events = list(mentions(self._doc, "Event", start=m.start, end=m.end + 80))
        inner = next((e for e in events if e.start < m.end), None)
        before = text_of(self._doc)[m.start : inner.start] if inner is not None else ""
        if m.start == 0:
            inner, before = self._reported(m), "of "
        if inner is not None and re.search(r"\b(?:results? of|outcomes? of|following|of|by) (?:the )?$", before):
            start, end = segment.start, segment.end
            yield Claim(document, "adoptedAt", inner.referent, start, end, "agreements.title_event", 0.85)
            holder = organizer_of(inner.referent)
            if holder is not None and "owner" not in document.links:
                yield Claim(document, "adoptedBy", root(holder), start, end, "agreements.title_event", 0.85)

    def _reported(self, m: Mention) -> Mention | None:
        """The meeting with which a text that is itself a communiqué begins."""
        meetings = mentions(self._doc, "Meeting", start=m.start, end=m.end + 600)
        return next((e for e in meetings if self._context.segment(e.start).number <= 3), None)

    def _counts(self, document: Referent) -> bool:
        if "draft" in document.attrs:
            return False
        return document in self._adopted or "hidden" not in document.attrs
