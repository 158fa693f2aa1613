"""Documents: who concluded them, whose they are, when, at which event, about what.

Signing, adopting, approving, concluding and issuing are facts; drafts, plans, proposals and denials are none.
A sentence is read by its verbs over skeletons: active, passive, relative clause, bare participle, noun, list.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from sco_graph.extract import document_lists as lists
from sco_graph.extract.claims import Claim
from sco_graph.extract.document_acts import ACTS, ALSO, CEREMONY, PAST, THESE, clause_start, last_clause, real
from sco_graph.extract.document_circumstances import Act, Circumstances
from sco_graph.extract.document_clauses import clauses
from sco_graph.extract.document_context import Context, Occasion
from sco_graph.extract.document_dates import dated, derived_dates
from sco_graph.extract.document_parties import between, represented, titular, with_whom
from sco_graph.extract.document_signatories import signatories
from sco_graph.extract.document_titles import Titles
from sco_graph.extract.document_topics import title_topics
from sco_graph.nlp.mentions import mentions
from sco_graph.nlp.skeleton import Skeleton, skeleton

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.mentions import Mention, Referent
    from sco_graph.nlp.segments import Segment


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
        self._circumstances = Circumstances(self._context, self._dated)
        self._told: tuple[int, list[Mention]] = (-9, [])
        self._occasion: Occasion | None = None

    def read(self) -> Iterator[Claim]:
        """Claims sentence by sentence, then what titles say."""
        out: list[Claim] = []
        latest: Mention | None = None  # the document that the sentences before named last
        far = -9
        views = [(s, skeleton(self._doc, s.start, s.end)) for s in self._doc._.segments]
        for segment, view in views:
            self._context.enter(segment, view)
            out += clauses(segment, view)
            out += signatories(segment, view, latest if segment.number - far <= 2 else None)
            for m in mentions(self._doc, "Agreement", start=segment.start, end=segment.end):
                latest, far = m, segment.number
            listed = list(self._listed(segment, view))
            for act in () if listed else self._acts(segment, view):
                out += self._act(act)
                self._told = (segment.number, act.documents)
            out += listed
        titles = Titles(self._doc, self._context, self._adopted)
        for segment, view in views:
            out += titles.aims(segment, view)
        out += self._dates_of_names()
        out += titles.read()
        yield from out
        yield from self._years({claim.subject for claim in out})

    def _acts(self, segment: Segment, view: Skeleton) -> Iterator[Act]:
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
                if rule in ("relative", "gerund"):
                    subject = last_clause(text, *match.span("subject"))
                tail = (match.end("docs"),) * 2 if rule == "inline" else match.span("tail")
                occasion = self._same_occasion(segment, text[: match.end("verb")])
                yield Act(fresh, view, segment, subject, match.span("verb"), tail, rule, occasion=occasion)

    def _same_occasion(self, segment: Segment, words: str) -> Occasion | None:
        """That of the act that the sentences before tell, if words like "also" say that this one is beside it."""
        before = self._occasion
        near = before is not None and segment.number - before.segment.number <= 2
        return before if near and ALSO.search(words) else None

    def _packages(self, segment: Segment, view: Skeleton, taken: set[int]) -> Iterator[Act]:
        """Documents of which the sentence before tells that they were adopted: "Among them is ...", "They were ..."."""
        if self._context.package == segment.number - 1:
            for match in lists.MORE.finditer(view.text):
                group = "docs" if match["docs"] else "docs2"
                found = list(lists.packed(view, *match.span(group)))
                taken.update(m.start for m in found)
                if found:
                    self._context.package = segment.number  # "The documents also include ..."
                    end = (match.end(),) * 2
                    verb, told = (match.start(), match.start(group)), self._context.told
                    yield Act(found, view, segment, (0, 0), verb, end, "inline", occasion=told)
        number, documents = self._told
        ceremony = CEREMONY.match(view.text) if segment.number - number == 1 else None
        if ceremony:
            yield Act(documents, view, segment, (0, 0), ceremony.span("verb"), ceremony.span("tail"), "ceremony")
        these = THESE.match(view.text) if segment.number - number <= 2 else None
        if these and real(view.text, these, "passive"):
            yield Act(documents, view, segment, (0, 0), these.span("verb"), these.span("tail"), "these")

    def _act(self, act: Act) -> Iterator[Claim]:
        self._circumstances.who(act)
        for m in act.documents:
            if "draft" not in m.referent.attrs and m.referent.attrs.get("det") != "no":
                self._adopted.add(m.referent)
                if "bare" not in m.referent.attrs and (act.parties or PAST.search(act.view.text, *act.verb)):
                    m.referent.attrs.pop("hidden", None)
                yield from self._parties(act, m)
        if act.rule != "agreed":  # what is agreed to be signed has no day or event yet
            yield from self._adoption(act)

    def _parties(self, act: Act, m: Mention) -> Iterator[Claim]:
        """Who concluded one of the documents, and what it is on."""
        document, start, end = m.referent, act.segment.start, act.segment.end
        parties = [*act.parties, *with_whom(self._doc, act.view, m)]
        if all(p.cls == "Person" for p in parties):  # they sign for those whom the title names
            parties += between(self._doc, m)
        for party in dict.fromkeys([*parties, *titular(self._doc, m)]):
            yield Claim(document, "party", party, start, end, f"agreements.{act.rule}", 0.88)
        for topic in title_topics(document):
            yield Claim(document, "topic", topic, start, end, "agreements.title_topic", 0.9)

    def _adoption(self, act: Act) -> Iterator[Claim]:
        """When, where and by which organisation the documents were adopted."""
        self._circumstances.where(act)
        date = self._circumstances.date(act)
        start, end, rule = act.segment.start, act.segment.end, f"agreements.{act.rule}"
        before = act.occasion if act.occasion is not None and act.event in {None, act.occasion.event} else None
        day = before.date if before is not None else None
        sure, words = (0.92 * date.certainty, date.resolved_from) if date is not None else (0.85, None)
        if date is not None and date.begin is not None:
            day = date.begin.iso
        if day is None and act.points_back and act.rule in ("active", "inline") and act.event is None:
            day, sure = self._context.day_before(act.segment), 0.75
        self._occasion = Occasion(act.segment, act.event, act.owner, day, act.parties)
        joins = act.view.text[slice(*act.verb)].startswith(("acceded", "joined"))
        for document in [m.referent for m in act.documents if m.referent in self._adopted]:
            if day is not None and not joins:
                yield Claim(document, "adoptedOn", day, start, end, rule, sure, words)
            if act.event is not None:
                yield Claim(document, "adoptedAt", act.event, start, end, rule, 0.88)
            owner = act.owner or self._context.list_owner(act.segment) or self._circumstances.owner(act)
            if owner is not None and "owner" not in document.links:
                yield Claim(document, "adoptedBy", owner, start, end, rule, 0.85)

    def _dates_of_names(self) -> Iterator[Claim]:
        """Of "the agreement of 15 June 2001": the date that stands with a name."""
        for m, date in self._dated.values():
            if date.begin is not None and "draft" not in m.referent.attrs and date.kind != "attributive":
                self._adopted.add(m.referent)
                s = self._context.segment(m.start)
                yield Claim(m.referent, "adoptedOn", date.begin.iso, s.start, s.end, "agreements.dated", 0.9)

    def _years(self, told: Container[Referent]) -> Iterator[Claim]:
        """Of "a 1985 protocol", of which nothing else is said: the year with which the name begins."""
        for m in mentions(self._doc, "Agreement"):
            document = m.referent
            year = None if document.is_a("Programme") or "draft" in document.attrs else document.attrs.get("year")
            if year is not None and document not in told:
                s = self._context.segment(m.start)
                yield Claim(document, "adoptedOn", year, s.start, s.end, "agreements.year", 0.85)

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
            others = [] if " between " in m.text else header.parties  # those of a pair that was not read are not known
            for party in pair or others or titular(self._doc, m):
                yield Claim(m.referent, "party", party, start, end, "agreements.list", 0.85)
            for topic in title_topics(m.referent):
                yield Claim(m.referent, "topic", topic, start, end, "agreements.title_topic", 0.9)
