"""Dates in a text: found, resolved, and kept at the precision that the words support.

``find_dates`` is pure; the component ``sco_dates`` runs it with the article's date and stores ``doc._.dates``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spacy.language import Language
from spacy.tokens import Doc

from sco_graph.dateline import Dateline, find_dateline
from sco_graph.nlp.date_forms import Expression, Point
from sco_graph.nlp.date_grammar import expressions
from sco_graph.nlp.date_resolve import Context, anchor_of, counts_from_text, is_relative, resolve
from sco_graph.nlp.mentions import text_of
from sco_graph.nlp.tense import Tense, tense_at
from sco_graph.partial_date import MONTH_PATTERN, PartialDate

if TYPE_CHECKING:
    from sco_graph.model import Article

TenseHint = Callable[[int, int], Tense | None]
"""Tense of the clause at [start, end), or None."""

Kind = Literal[
    "date", "since", "until", "by", "before", "after", "period", "duration", "day_of", "attributive", "dateline"
]

for _name in ("article", "dates"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

_PREPOSITION = re.compile(
    r"\b(?P<prep>on|in|at|from|since|until|till|by|before|after|during|between|through|throughout|for|over|as of|dated|"
    r"(?:starting|beginning|effective)(?: on| from)?|up to)\s(?:around |about )?(?:the )?(?:years? )?\Z",
    re.IGNORECASE,
)
_BOUNDS: dict[str, Kind] = {
    "since": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "up to": "until",
    "by": "by",
    "before": "before",
    "after": "after",
    "for": "period",
    "over": "period",
    "throughout": "period",
    "as of": "since",
}
_SENTENCE_BREAK = re.compile(r"[.!?]['\"”’)]?\s+(?=[\"“A-Z\-])|\n")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression in a text, resolved as far as can be.

    Attributes:
        start: First character, a leading preposition included.
        end: One past the last character.
        begin: First or only day, month or year; None for a duration, or if it cannot be told.
        finish: Last day, month or year of a range; None for a single date.
        kind: "date" (a date or a range); "since", "until", "by", "before", "after" (a bound); "period" ("for
            2024-2025"); "duration" ("six-day", see ``days``); "day_of" ("the second and final day", see ``days`` and
            ``last``); "attributive" (a year that qualifies a noun: "the 2009 Convention"); "dateline".
        resolved_from: For a relative date: its words and the date they were counted from.
        approximate: The words are vaguer than the date looks ("10 years ago").
        certainty: How sure the resolution is, 0..1.
        days: Length of a duration, or which day of the event (0 if only ``last`` is known).
        last: It is the event's last day.
    """

    start: int
    end: int
    begin: PartialDate | None = None
    finish: PartialDate | None = None
    kind: Kind = "date"
    resolved_from: str | None = None
    approximate: bool = False
    certainty: float = 1.0
    days: int = 0
    last: bool = False

    @property
    def resolved(self) -> bool:
        """Whether a date is known."""
        return self.begin is not None


def find_dates(
    text: str, issued: str | None = None, *, tense: TenseHint | None = None, dateline: Dateline | None = None
) -> list[DateSpan]:
    """Find and resolve the dates of a text.

    Args:
        text: An article's text.
        issued: Its date as ISO text at any precision, if known.
        tense: Tells the tense of a clause; the verbs around the date decide if it is not given.
        dateline: The text's dateline if it was found already.

    Returns:
        Spans in order; they do not overlap.
    """
    return _Reader(text, PartialDate.parse(issued or ""), tense, dateline or find_dateline(text)).read()


def span_from_day(day: PartialDate, nth: int, length: int, *, last: bool) -> tuple[PartialDate, PartialDate] | None:
    """First and last day of an event, from one of its days.

    Args:
        day: A day of the event.
        nth: Which of its days that is, counted from 1; 0 if unknown.
        length: How many days it lasts; 0 if unknown.
        last: Whether the day is its last.

    Returns:
        Both ends, or None if they cannot be told.
    """
    if last:
        begin = day.plus_days(1 - (length or nth)) if length or nth else None
        return (begin, day) if begin else None
    begin = day.plus_days(1 - nth) if nth else None
    end = begin.plus_days(length - 1) if begin and length else None
    return (begin, end) if begin and end else None


@Language.factory("sco_dates", assigns=["doc._.dates"])
class DateFinder:
    """Store the dates of a document, resolved against its article's date, in ``doc._.dates``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates."""
        article: Article | None = doc._.article
        doc._.dates = find_dates(text_of(doc), article.issued if article else None)
        return doc


class _Reader:
    """One pass over a text; each date may be counted from those before it."""

    def __init__(
        self, text: str, issued: PartialDate | None, tense: TenseHint | None, dateline: Dateline | None
    ) -> None:
        self.text = text
        self.issued = issued
        self.tense = tense
        self.dateline = dateline
        self.base: PartialDate | None = None
        self.base_end = 0
        self.year: int | None = None
        self.year_end = 0
        self.only = _only_date(text) if issued is None else None
        self.weekdays: dict[int, PartialDate] = {}  # what "Sunday" was before, for "from Sunday to Friday"

    def read(self) -> list[DateSpan]:
        out: list[DateSpan] = []
        for expression in self._merged(expressions(self.text)):
            span = self._span(expression, out[-1].end if out else 0)
            out.append(span)
            self._remember(span, expression)
        return out

    def _merged(self, found: list[Expression]) -> Iterator[Expression]:
        """Drop what the next expression says again: "a year later, in 2010"; "on Thursday (May 5)"."""
        for n, expression in enumerate(found):
            following = found[n + 1] if n + 1 < len(found) else None
            if following is not None and expression.form == following.form == "date":
                between = self.text[expression.end : following.start]
                vague = any(p.unit or p.weekday is not None for p in expression.points if not p.month)
                exact = any(p.month or isinstance(p.year, int) for p in following.points)
                again = re.fullmatch(r",? ?\(?(?:on |in |from |during |namely )?(?:the )?", between)
                if vague and exact and again and len(expression.points) <= len(following.points):
                    continue
            yield expression

    def _span(self, expression: Expression, floor: int) -> DateSpan:
        start, preposition = self._preposition(expression, floor)
        if expression.form == "attributive":
            start = expression.start
        if self.dateline and expression.start < self.dateline.end and expression.end > self.dateline.start:
            return DateSpan(expression.start, expression.end, self.issued, kind="dateline")
        if expression.form in {"duration", "day_of"}:
            kind: Kind = "duration" if expression.form == "duration" else "day_of"
            return DateSpan(expression.start, expression.end, kind=kind, days=expression.days, last=expression.last)
        two = len(expression.points) == 2
        kind = "attributive" if expression.form == "attributive" else _bound(preposition)
        if two and not preposition and not expression.points[0].month and isinstance(expression.points[0].year, int):
            kind = "period"  # "the exercises, 2003-2012"
        if two and kind in {"until", "by"}:
            kind = "date"
        context = self._context(expression, kind, preposition)
        begin, finish = self._points(expression.points, context)
        return DateSpan(
            start,
            expression.end,
            begin,
            finish,
            kind,
            self._source(expression, context),
            any(point.coarse for point in expression.points),
            self._certainty(expression, context),
        )

    def _preposition(self, expression: Expression, floor: int) -> tuple[int, str]:
        head = max(floor, expression.start - 24)
        match = _PREPOSITION.search(self.text, head, expression.start)
        return (match.start(), match["prep"].lower()) if match else (expression.start, "")

    def _context(self, expression: Expression, kind: Kind, preposition: str) -> Context:
        hint = self.tense or (lambda start, end: tense_at(self.text, start, end))
        tense = hint(expression.start, expression.end) if any(map(is_relative, expression.points)) else None
        near = not _SENTENCE_BREAK.search(self.text, self.year_end, expression.start)
        bound = kind if kind in {"since", "until", "by"} else "until" if preposition in {"until", "till"} else ""
        dated = any(point.month for point in expression.points)
        issued = self.issued or (self.only if dated else None)
        return Context(issued, self.base, self.year if near else None, tense, bound)

    def _points(self, points: tuple[Point, ...], context: Context) -> tuple[PartialDate | None, PartialDate | None]:
        first = resolve(points[0], context)
        if len(points) == 1:
            return self._same_day(points[0], first), None
        second = resolve(points[1], context)
        weekdays = points[0].weekday is not None and not points[0].month
        if weekdays and first and second:
            said = self.weekdays.get(first.date.weekday()) if first.date else None
            if said is not None and not any(point.which or point.unit for point in points):
                days = (second.date.toordinal() - said.date.toordinal()) % 7 if second.date and said.date else 0
                return said, said.plus_days(days or 7)
            return _ordered_weekdays(first, second, forward=context.forward)
        if first and second and second < first and first.month and not isinstance(points[1].year, int):
            second = PartialDate.make(second.year + 1, second.month, second.day)
        if first and second and second <= first and first.month and isinstance(points[1].year, int):
            first = PartialDate.make(first.year - 1, first.month, first.day)  # "30 December - 2 January 2018"
        return (first, second) if first and second and first < second else (None, None)

    def _same_day(self, point: Point, found: PartialDate | None) -> PartialDate | None:
        """The day that "Friday" meant before, if this would be the Friday after: a report seldom tells of two."""
        plain = point.weekday is not None and not (point.month or point.which or point.unit)
        before = self.weekdays.get(point.weekday) if plain and point.weekday is not None else None
        return before if before is not None and found is not None and before < found else found

    def _source(self, expression: Expression, context: Context) -> str | None:
        """The words of a relative date and what they were counted from."""
        if not any(map(is_relative, expression.points)):
            return None
        anchor = anchor_of(expression.points[0], context)
        if anchor is None and context.year is None:
            return None
        words = " ".join(self.text[expression.start : expression.end].split())
        return f"{words} (counted from {anchor.iso if anchor else context.year})"

    def _certainty(self, expression: Expression, context: Context) -> float:
        point = expression.points[0]
        if point.coarse:
            return 0.6
        if isinstance(point.year, int):
            return 1.0
        if counts_from_text(point):
            return 0.85
        open_direction = point.year is None and not point.which and not point.unit
        return 0.97 if context.tense or not open_direction else 0.9

    def _remember(self, span: DateSpan, expression: Expression) -> None:
        if span.begin is None or span.kind in {"attributive", "until", "by", "dateline", "period"}:
            return
        point = expression.points[0]
        if point.weekday is not None and not point.month and len(expression.points) == 1:
            self.weekdays.setdefault(point.weekday, span.begin)
        self.base, self.base_end = span.finish or span.begin, span.end
        if isinstance(expression.points[0].year, int) and span.kind == "date":
            self.year, self.year_end = span.begin.year, span.end


_NAMED_YEAR = re.compile(
    r"(?<![\w’'])(?!(?:In|By|On|At|Of|For|Since|Until|Till|From|During|Before|After|Between|The|Year)\b)"
    r"[A-Z][\w’']+[ –-]\(?(?P<year>(?:19|20)\d\d)(?![\w–-])"
)
_MONTH_NAME = re.compile(rf"(?:{MONTH_PATTERN})\W", re.IGNORECASE)


def _only_date(text: str) -> PartialDate | None:
    """The one full date of a text of unknown issue, else the one year in its names, as in "Zapad 2021".

    Days without a year are of its year.
    """
    full = {
        found
        for expression in expressions(text)
        for point in expression.points[:1]
        if isinstance(point.year, int) and isinstance(point.month, int) and point.day
        if (found := PartialDate.make(point.year, point.month, point.day)) is not None
    }
    if full:
        return full.pop() if len(full) == 1 else None
    named = {m["year"] for m in _NAMED_YEAR.finditer(text) if not _MONTH_NAME.match(m.group())}
    return PartialDate.parse(named.pop()) if len(named) == 1 else None


def _bound(preposition: str) -> Kind:
    if preposition.startswith(("starting", "beginning", "effective")):
        return "since"
    return _BOUNDS.get(preposition, "date")


def _ordered_weekdays(
    first: PartialDate, second: PartialDate, *, forward: bool
) -> tuple[PartialDate | None, PartialDate | None]:
    """From Sunday to Friday: the end follows the beginning within a week."""
    while second <= first:
        moved = second.plus_days(7) if forward else first.plus_days(-7)
        if moved is None:
            return None, None
        first, second = (first, moved) if forward else (moved, second)
    return first, second
