"""Dates of documents: those that stand with their names, and those that follow from the events that adopted them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.nlp.mentions import Mention, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from sco_graph.nlp.dates import DateSpan
    from sco_graph.nlp.mentions import Referent

_NAMED = re.compile(r",? ?(?:\((?:dated |of )?|(?:dated|as of|of|(?P<start>from)) )(?:on )?")


def dated(doc: Doc) -> dict[int, tuple[Mention, DateSpan]]:
    """Dates that are part of what a document is called: "the agreement of 15 June 2001", "the treaty (May 2005)".

    Args:
        doc: A document with ``sco_agreements`` and ``sco_dates``.

    Returns:
        By the offset at which the date begins: the innermost document that it stands with, and the date.
    """
    out: dict[int, tuple[Mention, DateSpan]] = {}
    ends: dict[int, Mention] = {}
    for m in doc._.mentions:
        if m.referent.is_a("Agreement"):
            ends[m.end] = m  # of several that end here, the innermost comes last
    text = text_of(doc)
    for date in doc._.dates or ():
        plain = date.begin is not None and date.finish is None and date.resolved_from is None
        if not plain or date.kind not in {"date", "since", "attributive"}:
            continue
        for end in range(date.start - 1, max(0, date.start - 12), -1):
            m = ends.get(end)
            if m is None:
                continue
            named = _NAMED.match(text, end)
            if named and named.end() >= date.start and (named["start"] is None or date.begin.day):
                out[date.start] = (m, date)
            break
    return out


def derived_dates(found: Sequence[Claim]) -> Iterator[Claim]:
    """What follows when all families have spoken: days of events and of their documents, years of names.

    Args:
        found: The claims of all families.
    """
    days = list(_event_days(found))
    yield from days
    yield from _years_of_names([*found, *days])


def _event_days(found: Sequence[Claim]) -> Iterator[Claim]:
    """A one-day event dates its documents, and they an undated event."""
    yield from _days_of_events(found)
    days = {c.subject: c for c in found if c.predicate == "startDate" and len(str(c.value)) == len("2012-06-15")}
    ends = {c.subject: c.value for c in found if c.predicate == "endDate"}
    dated_events = {c.subject for c in found if c.predicate == "startDate"}
    known = {c.subject for c in found if c.predicate == "adoptedOn"}
    for claim in found:
        event = claim.value
        if claim.predicate != "adoptedAt" or claim.subject in known or isinstance(event, str):
            continue
        own = event.attrs.get("date", "")  # "a June 8, 2016 meeting"
        if event not in dated_events and len(own) == len("2012-06-15") and _one_day(event):
            yield Claim(claim.subject, "adoptedOn", own, claim.start, claim.end, "agreements.event_day", 0.8)
            continue
        day = days.get(event)
        if day is not None and ends.get(event, day.value) == day.value and _one_day(event):
            words = day.resolved_from or f"the day of {event.label}"
            yield Claim(
                claim.subject, "adoptedOn", day.value, claim.start, claim.end, "agreements.event_day", 0.8, words
            )


def _years_of_names(found: Sequence[Claim]) -> Iterator[Claim]:
    """The year with which a name begins, "the 2009 Agreement on ...", where nothing says the day."""
    known = {c.subject for c in found if c.predicate == "adoptedOn"}
    for claim in found:
        year = claim.subject.attrs.get("year") if claim.subject.is_a("Agreement") else None
        if year is not None and claim.subject.cls != "Programme" and claim.subject not in known:
            known.add(claim.subject)
            yield Claim(claim.subject, "adoptedOn", year, claim.start, claim.end, "agreements.year", 0.85)


def _days_of_events(found: Sequence[Claim]) -> Iterator[Claim]:
    """An event that nothing else dates was held on the day on which a sentence says that it adopted a document."""
    known = {c.subject for c in found if c.predicate in ("startDate", "endDate")}
    days = {(c.subject, c.start): c for c in found if c.predicate == "adoptedOn" and c.rule != "agreements.event_day"}
    for claim in found:
        event, day = claim.value, days.get((claim.subject, claim.start))
        if claim.predicate != "adoptedAt" or day is None or isinstance(event, str) or event in known:
            continue
        if len(str(day.value)) == len("2012-06-15") and "opens" not in event.attrs:
            known.add(event)
            yield Claim(event, "startDate", day.value, claim.start, claim.end, "agreements.day", 0.7, day.resolved_from)


def _one_day(event: Referent) -> bool:
    return "opens" not in event.attrs and event.attrs.get("days", "1") == "1"
