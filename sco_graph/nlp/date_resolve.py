"""From what a text says of a date to the date: counting from the day of issue or from another date in the text.

Precision is kept and never made up: "last year" is a year, "in June" a month; what cannot be resolved is None.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sco_graph.nlp.date_forms import Point, Reference
from sco_graph.nlp.tense import Tense
from sco_graph.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Context:
    """What a point may be counted from.

    Attributes:
        issued: The article's date.
        base: The date last named in the text.
        year: A year that the same sentence has set ("In 2007, ... on August 16").
        tense: Tense of the clause.
        bound: What the expression limits: "until" looks ahead, "since" looks back.
    """

    issued: PartialDate | None = None
    base: PartialDate | None = None
    year: int | None = None
    tense: Tense | None = None
    bound: str = ""

    @property
    def forward(self) -> bool:
        """Whether the date sought lies on or after the day of issue."""
        return (self.bound in {"until", "by"} and self.tense != "past") or (
            self.tense == "future" and self.bound != "since"
        )


_MONTH = 31
_LATELY = 7
"""Days after which what "is scheduled for June 5" is no longer this June's."""
_HALF_A_YEAR = 180


def resolve(point: Point, context: Context) -> PartialDate | None:
    """Resolve one point.

    Args:
        point: What is written.
        context: What it may be counted from.

    Returns:
        The date at the precision that the words support, or None if it cannot be told.
    """
    if point.unit and point.weekday is None:
        return _counted(point, context)
    if point.weekday is not None and not point.month:
        return _weekday(point, context)
    named = _month_of(point.month, context)
    if named is None:
        return None
    year, month = named
    year = year if year is not None else _year_of(point.year, context)
    if year is not None:
        return PartialDate.make(year, month, point.day)
    if point.year is not None or not month:
        return None  # "June last year" in a text of unknown date
    return _nearest(point, month, context)


def is_relative(point: Point) -> bool:
    """Tell whether a point is counted from another date."""
    return not isinstance(point.year, int)


def counts_from_text(point: Point) -> bool:
    """Tell whether a point is counted from another date of the text ("two days later", "of that month")."""
    references = (point.year, point.month)
    return (point.unit != "" and point.base == "text") or any(
        isinstance(ref, Reference) and ref.base == "text" for ref in references
    )


def anchor_of(point: Point, context: Context) -> PartialDate | None:
    """The date that a point is counted from."""
    if point.which == "same":  # "earlier in the day": the day last named, unless that is yet to come
        earlier = context.base and context.issued and context.base <= context.issued
        return context.base if earlier else context.issued
    return context.base if counts_from_text(point) else context.issued


def _anchor(name: str, context: Context) -> PartialDate | None:
    return context.issued if name == "issued" else context.base


def _year_of(year: int | Reference | None, context: Context) -> int | None:
    if not isinstance(year, Reference):
        return year
    anchor = _anchor(year.base, context)
    return anchor.year + year.shift if anchor else None


def _month_of(month: int | Reference, context: Context) -> tuple[int | None, int] | None:
    """Year (if the month decides it) and month."""
    if not isinstance(month, Reference):
        return None, month
    anchor = _anchor(month.base, context)
    moved = anchor.plus_months(month.shift) if anchor else None
    return (moved.year, moved.month) if moved else None


def _counted(point: Point, context: Context) -> PartialDate | None:
    anchor = anchor_of(point, context)
    if anchor is None and point.unit == "day" and point.count == -1:
        anchor = context.issued  # "was held the day before": before the report
    if anchor is None:
        return None
    if point.unit == "year":
        return anchor.plus_years(point.count)
    if point.unit == "month":
        return anchor.plus_months(point.count)
    if point.unit == "week":
        return _week(anchor, point.count)
    return anchor.plus_days(point.count)


def _week(anchor: PartialDate, count: int) -> PartialDate | None:
    """A week is known no better than the month, or the year, that holds all of it."""
    day = anchor.date
    if day is None:
        return None
    try:
        monday = day - dt.timedelta(day.weekday()) + dt.timedelta(weeks=count)
        sunday = monday + dt.timedelta(6)
    except OverflowError:
        return None
    if monday.year != sunday.year:
        return None
    return PartialDate.make(monday.year, monday.month if monday.month == sunday.month else 0)


def _weekday(point: Point, context: Context) -> PartialDate | None:
    """The nearest such day in the direction that the tense gives."""
    day = context.issued.date if context.issued else None
    if day is None or point.weekday is None or not dt.date(2, 1, 1) < day < dt.date(9998, 1, 1):
        return None
    ahead = (point.weekday - day.weekday()) % 7
    behind = (day.weekday() - point.weekday) % 7
    if point.unit == "week" and point.count:
        days = 7 * point.count + point.weekday - day.weekday()
    elif point.unit == "week":
        days = point.weekday - day.weekday()
    elif point.which == "last":
        days = -(behind or 7)
    elif point.which == "next":
        days = ahead or 7
        if day.weekday() + days <= 6:
            days += 7  # on a Tuesday, the Friday of this week is "Friday", not "next Friday"
    elif point.which == "this":
        days = -behind if context.tense == "past" else ahead
    else:
        days = ahead if context.forward else -behind
    return PartialDate.of(day + dt.timedelta(days))


def _nearest(point: Point, month: int, context: Context) -> PartialDate | None:
    """A month or a day of a month whose year is not said."""
    if context.issued is None or (context.year is not None and context.tense != "future"):
        return PartialDate.make(context.year, month, point.day) if context.year is not None else None
    issued = context.issued
    if not issued.month:
        return PartialDate.make(issued.year, month, point.day)
    candidates = [PartialDate.make(issued.year + shift, month, point.day) for shift in (-1, 0, 1)]
    found = [c for c in candidates if c]
    if point.day and point.weekday is not None:
        near = [c for c in found if _distance(c, issued) <= _MONTH]
        fitting = [c for c in found if c.date and c.date.weekday() == point.weekday]
        # of "Tuesday, 30 November" the weekday is the likelier slip if only another year's would fit
        found = fitting if any(c in near for c in fitting) or not near else near
    if point.day and not issued.day:
        found.sort(key=lambda c: abs((c.year - issued.year) * 12 + c.month - issued.month))
        return found[0] if found else None
    return _choose(found, issued, point, context)


def _choose(found: list[PartialDate], issued: PartialDate, point: Point, context: Context) -> PartialDate | None:
    """The candidate that tense and "last" or "next" ask for; without either, the nearest."""
    here = issued if point.day else PartialDate(issued.year, issued.month)
    past = [c for c in found if c < here or (c == here and point.which not in {"last", "next"})]
    future = [c for c in found if c > here or (c == here and point.which not in {"last", "next"})]
    if point.which == "this":
        return next((c for c in found if c.year == issued.year), None)
    if point.which == "last" or (not point.which and context.bound == "since"):
        return past[-1] if past else None
    if not point.which and context.forward and past and _distance(past[-1], issued) <= _LATELY and point.day:
        return past[-1] if not future or _distance(future[0], issued) > _HALF_A_YEAR else future[0]
    if point.which == "next" or (not point.which and context.forward):
        return future[0] if future else None
    if context.tense == "past":
        return past[-1] if past else (found[0] if found else None)
    return min(found, key=lambda c: (_distance(c, issued), c), default=None)


def _distance(one: PartialDate, other: PartialDate) -> int:
    return abs((one.year - other.year) * 372 + (one.month - other.month) * 31 + (one.day - other.day if one.day else 0))
