"""Who is bound by a document where no act of signing is told: signatories, parties, those who ratified or joined it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.extract.document_acts import clause_start, doubtful
from sco_graph.extract.document_parties import agents
from sco_graph.nlp.mentions import Form, Mention, mentions, text_of
from sco_graph.nlp.skeleton import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.segments import Segment
    from sco_graph.nlp.skeleton import Skeleton

_PARTIES = (
    r"(?:(?:original|founding|first|current|new|full|main|other|contracting|state|states|all|both|the|an?) ){0,4}"
    r"(?:signator(?:y|ies)|part(?:y|ies)|participants?|adherents?)"
)
_ARE = r"(?:are|is|were|was|include[sd]?|comprise[sd]?|became|become|remains?|being)"
_LIST = r"(?P<who>(?:the )?<SO>(?:(?:, | and |, and | as well as )(?:the )?<SO>)*)"
_RULES = (
    grammar(
        rf"(?:,|\b{_ARE}|\bas)(?: also| now| already| not yet)? {_PARTIES} (?:to|of) (?:the |this |that )?(?P<docs><A>)"
    ),
    grammar(
        r"\b(?:has |have |had )?(?:\w+ly |also |since |later )?(?:ratified|acceded to|acceding to|joined|signed up to) "
        r"(?:the |this |that |an? )?(?P<docs><A>)"
    ),
    grammar(
        r"\b(?:has |have |had )?(?:\w+ly |also |since |later )?(?:ratified|acceded to|acceding to|joined|signed up to) "
        r"(?:it|them)\b(?P<docs>)"
    ),
)
"""What follows those who are bound."""
_NAMED_AFTER = (
    grammar(rf"\b{_PARTIES} (?:to|of) (?:the |this |that )?(?P<docs><A>),? ?(?:{_ARE}|[-–—:(]+) ?{_LIST}"),
    grammar(
        rf"\b{_PARTIES} (?:to|of) (?:the |this |that )?(?P<docs><A>)[^.;\ue000-\ue00a]{{0,60}}?"
        rf"\b(?:among them|including|such as) {_LIST}"
    ),
    grammar(rf"(?P<docs><A>),? (?:whose|of which the|with its) {_PARTIES} {_ARE} {_LIST}"),
    grammar(
        r"(?P<docs><A>)[^.;\ue008]{0,40}?\b(?:was|were|has been|have been|been|is) (?:\w+ly |also |already |later )?"
        rf"ratified by (?:the )?(?:parliaments? of |governments? of )?{_LIST}"
    ),
)
"""What stands before those who are bound."""
_ITS = grammar(
    rf"^\W*(?:its|the|their|the (?:agreement|treaty|convention|charter|pact)[’']s) {_PARTIES}(?: to it)? {_ARE} {_LIST}"
)
_BOUND_BEFORE = re.compile(r"\bnot (?:a |yet |be)|\bno longer\b|\bnever\b", re.IGNORECASE)


def signatories(segment: Segment, view: Skeleton, last: Mention | None) -> Iterator[Claim]:
    """Of "A and B are parties to the Convention": the two.

    Args:
        segment: A sentence.
        view: Its skeleton.
        last: The document that the sentences before named last, for "Its signatories are A and B".
    """
    text = view.text
    for pattern in _RULES:
        for match in pattern.finditer(text):
            begin = clause_start(text, match.start())
            before = text[begin : match.start()]
            if doubtful(before) or _BOUND_BEFORE.search(match.group()):
                continue
            bound, _ = agents(view, begin, match.start())
            named = view.one(match, "docs") or _before(view, match.start()) or last
            if named is not None:
                yield from _claims(segment, named.referent, bound)
    for pattern in _NAMED_AFTER:
        for match in pattern.finditer(text):
            yield from _claims(segment, view.one(match, "docs").referent, agents(view, *match.span("who"))[0])
    its = _ITS.match(text)
    if its and last is not None:
        yield from _claims(segment, last.referent, agents(view, *its.span("who"))[0])


def _before(view: Skeleton, index: int) -> Mention | None:
    """The document that the sentence names last before an index."""
    named = [m for i, m in view.items.items() if i < index and isinstance(m, Mention) and m.referent.is_a("Agreement")]
    return named[-1] if named else None


def _claims(segment: Segment, document: Referent, bound: list[Referent]) -> Iterator[Claim]:
    if "draft" not in document.attrs:
        for party in bound:
            yield Claim(document, "party", party, segment.start, segment.end, "agreements.signatory", 0.85)


def named_parties(doc: Doc, m: Mention) -> list[Referent]:
    """The states by which a document is called: "the Russian-Chinese treaty", "India's agreement with Pakistan".

    Args:
        doc: The document.
        m: A mention of an agreement.
    """
    text = text_of(doc)
    head = re.search(rf"\b{re.escape(m.referent.attrs.get('head', ''))}\b", m.text, re.IGNORECASE)
    last = m.start + head.start() if head else m.start
    left = list(mentions(doc, "State", start=max(0, m.start - 40), end=last))
    pair = [s for s in left if s.start >= m.start]
    if len(pair) == 2 and text[pair[0].end : pair[1].start] in {"-", "–", " and ", "/", " – "}:
        return [s.referent for s in pair]
    owner = next((s for s in left if re.fullmatch(r"[’']s? (?:[a-z-]+ ){0,2}", text[s.end : m.start])), None)
    if owner is not None and owner.form is not Form.DEMONYM and re.search(r"\bwith\b", m.text):
        return [owner.referent]
    return []
