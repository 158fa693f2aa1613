"""What was gathered about an event's time and place, weighed: one beginning, one end, the most specific places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sco_graph.extract.claims import Claim
from sco_graph.nlp.dates import DateSpan, span_from_day
from sco_graph.nlp.mentions import Referent
from sco_graph.partial_date import PartialDate


@dataclass(slots=True)
class Gathered:
    """What the sentences say about one event's time and place, with where they say it."""

    starts: list[tuple[PartialDate, DateSpan, int, int, float]] = field(default_factory=list)
    ends: list[tuple[PartialDate, DateSpan, int, int, float]] = field(default_factory=list)
    places: list[tuple[Referent, int, int, float]] = field(default_factory=list)
    days_of: list[tuple[DateSpan, PartialDate, int, int]] = field(default_factory=list)


def times(
    event: Referent, gathered: Gathered, days_of: list[tuple[DateSpan, PartialDate, int, int]]
) -> Iterator[Claim]:
    """One beginning and one end of an event, from all that sentences say."""
    length = int(event.attrs.get("days", "0"))
    starts, ends = list(gathered.starts), list(gathered.ends)
    for span, day, first, last in days_of:
        both = span_from_day(day, span.days, length, last=span.last)
        if both:
            starts.append((both[0], span, first, last, 0.85))
            ends.append((both[1], span, first, last, 0.85))
    begin = best(starts)
    finish = best([e for e in ends if begin is None or (len(e[0].iso) >= 4 and not e[0] < begin[0])])
    if length > 1:
        if begin is not None and finish is None and begin[0].day:
            later = begin[0].plus_days(length - 1)
            finish = (later, *begin[1:4], begin[4] * 0.9) if later else None
        elif begin is None and finish is not None and finish[0].day:
            earlier = finish[0].plus_days(1 - length)
            begin = (earlier, *finish[1:4], finish[4] * 0.9) if earlier else None
    if length > 1 and begin is not None and begin[4] < 0.65 and not ends:
        begin = finish = None  # a day of the event, and nothing tells which
    if length == 1 and begin is None and finish is not None:
        begin, finish = finish, None
    if begin is not None:
        yield Claim(
            event,
            "startDate",
            begin[0].iso,
            begin[2],
            begin[3],
            "events.date",
            rounded(begin[4]),
            begin[1].resolved_from,
        )
    if (
        finish is not None
        and (begin is None or finish[0].iso != begin[0].iso)
        and not (begin and begin[0].iso.startswith(finish[0].iso))
    ):
        yield Claim(
            event,
            "endDate",
            finish[0].iso,
            finish[2],
            finish[3],
            "events.date",
            rounded(finish[4]),
            finish[1].resolved_from,
        )


def year_of(event: Referent, date: DateSpan) -> DateSpan:
    """For "Peace Mission 2007, from 9 to 17 August of that year": that year is the name's."""
    year = event.attrs.get("code_year")
    if (
        not year
        or date.begin is None
        or str(date.begin.year) == year
        or date.resolved_from is None
        or date.begin.iso[4:] == ""
    ):
        return date
    begin = PartialDate.parse(year + date.begin.iso[4:])
    finish = PartialDate.parse(year + date.finish.iso[4:]) if date.finish else None
    return replace(
        date,
        begin=begin,
        finish=finish,
        resolved_from=re.sub(r"from \S+\)$", f"from {year})", date.resolved_from or ""),
    )


def best(
    found: list[tuple[PartialDate, DateSpan, int, int, float]],
) -> tuple[PartialDate, DateSpan, int, int, float] | None:
    """Of dates that agree, the most precise; of those that do not, the surest, the first of equals."""
    if not found:
        return None
    surest = max(found, key=lambda f: (round(f[4], 1), -f[2]))
    agreeing = [f for f in found if f[0].iso.startswith(surest[0].iso) or surest[0].iso.startswith(f[0].iso)]
    return max(agreeing, key=lambda f: (len(f[0].iso), f[4], -f[2]))


def places(event: Referent, found: list[tuple[Referent, int, int, float]]) -> Iterator[Claim]:
    """The places of an event; a state only if no place in one is known."""
    specific = any(place.cls == "Place" for place, *_ in found)
    for place, start, end, sure in found:
        if place.cls == "State" and specific:
            continue
        yield Claim(event, "place", place, start, end, "events.place", rounded(sure))


def rounded(value: float) -> float:
    """A confidence with two digits, never 0 or 1."""
    return round(min(max(value, 0.05), 0.99), 2)
