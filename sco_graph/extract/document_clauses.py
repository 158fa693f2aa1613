"""What single clauses say of documents beside their adoption: whose statement one is, who founded, when in force."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeGuard

from sco_graph.extract.claims import Claim
from sco_graph.extract.document_acts import FORCE, FOUNDED, SAID, SAID_IN, UNDERTOOK
from sco_graph.extract.document_parties import agents
from sco_graph.nlp.skeleton import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sco_graph.nlp.dates import DateSpan
    from sco_graph.nlp.segments import Segment
    from sco_graph.nlp.skeleton import Skeleton

_IN_A = grammar(r"\bin (?:an?|the|their) <A>")
_NOT_YET = re.compile(r"\b(?:will|would|not|to|may|can|if|when) \w* ?$")


def clauses(segment: Segment, view: Skeleton) -> Iterator[Claim]:
    """All of this for one sentence."""
    yield from _said(segment, view)
    yield from _undertook(segment, view)
    yield from _founded(segment, view)
    yield from _force(segment, view)


def is_date(item: Any) -> TypeGuard[DateSpan]:
    """Tell whether an item of a skeleton is a date that is known."""
    return getattr(item, "kind", "") == "date" and getattr(item, "begin", None) is not None


def _said(segment: Segment, view: Skeleton) -> Iterator[Claim]:
    """Of "In a joint statement, the Russian and Chinese leaders said": the two whose statement it is."""
    if not _IN_A.search(view.text):
        return
    for match in (*SAID.finditer(view.text), *SAID_IN.finditer(view.text)):
        document = view.one(match, "docs").referent
        parties, owner = agents(view, *match.span("who"))
        if not document.attrs.get("head", "").startswith("joint") or owner is not None or len(parties) != 2:
            continue
        document.attrs["bilateral"] = "yes"
        for party in parties:
            yield Claim(document, "party", party, segment.start, segment.end, "agreements.said", 0.85)


def _undertook(segment: Segment, view: Skeleton) -> Iterator[Claim]:
    """Of "In the Protocol of 1991, A, B and C agreed to ...": the three."""
    for match in UNDERTOOK.finditer(view.text):
        document = view.one(match, "docs").referent
        parties, owner = agents(view, *match.span("who"))
        if owner is None and len(parties) > 1 and not document.is_a("Statement", "Programme"):
            for party in parties:
                yield Claim(document, "party", party, segment.start, segment.end, "agreements.undertook", 0.8)


def _founded(segment: Segment, view: Skeleton) -> Iterator[Claim]:
    """Of "The group was founded by A, B and C under an agreement signed in ..."."""
    for match in FOUNDED.finditer(view.text):
        parties, _ = agents(view, *match.span("who"))
        document = view.one(match, "docs").referent
        for party in parties:
            yield Claim(document, "party", party, segment.start, segment.end, "agreements.founding", 0.8)


def _force(segment: Segment, view: Skeleton) -> Iterator[Claim]:
    """Of "... and entered into force in July 2005"."""
    for match in FORCE.finditer(view.text):
        date = next((d for i in range(*match.span("tail")) if is_date(d := view.items.get(i))), None)
        before = view.text[match.start() : match.start("tail")]
        if date is not None and date.begin is not None and not _NOT_YET.search(before[:-10]):
            document, sure = view.one(match, "docs").referent, 0.88 * date.certainty
            yield Claim(
                document, "enteredIntoForce", date.begin.iso, segment.start, segment.end, "agreements.force", sure
            )
