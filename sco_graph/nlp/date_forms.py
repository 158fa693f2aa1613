"""What each form of date says: one builder a form, from a match of its pattern to ``Expression`` values.

``date_grammar`` holds the patterns; nothing here knows when the text was issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from sco_graph.partial_date import PartialDate, month_number

Base = Literal["issued", "text"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A year or month that is named by another: the base's own, or so many before or after it."""

    base: Base
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date expression, as written.

    Attributes:
        year: The year, or what names it, or None if it is not said.
        month: 1..12, or what names it ("of that month"), or 0.
        day: 1..31 or 0.
        weekday: 0 (Monday) to 6, or None.
        which: "last", "this" or "next" before a weekday or month.
        unit: For counting: "day", "week", "month" or "year".
        count: How many units after (or before, if negative) the base.
        base: What is counted from.
        coarse: The words say less than the precision suggests ("two weeks ago", "last week").
    """

    year: int | Reference | None = None
    month: int | Reference = 0
    day: int = 0
    weekday: int | None = None
    which: str = ""
    unit: str = ""
    count: int = 0
    base: Base = "issued"
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: offsets without a leading preposition, and one point, or two for a range.

    Attributes:
        start: First character.
        end: One past the last.
        points: Empty for a duration or a day of an event.
        form: "date", "duration", "day_of" or "attributive" (a year that only qualifies a noun).
        days: Length of a duration, or the ordinal of a day.
        last: The day is the event's last.
    """

    start: int
    end: int
    points: tuple[Point, ...] = ()
    form: Literal["date", "duration", "day_of", "attributive"] = "date"
    days: int = 0
    last: bool = False


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {w: n for n, w in enumerate(_WORDS.split())} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = {w: n for n, w in enumerate(_ORDINALS.split())} | {"opening": 1}
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%])(?![.:]\d|,(?!(?:19|20)\d\d(?!\d))\d)"
"""A day of the month, as a pattern."""


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _day(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _weekday(match: re.Match[str], *names: str) -> int | None:
    for name in names:
        if match.groupdict().get(name):
            return next(n for n, full in enumerate(WEEKDAYS) if full.startswith(match[name][:3].lower()))
    return None


def _year(match: re.Match[str], name: str = "year") -> int | Reference | None:
    """The year of a match: written, or named by another."""
    groups = match.groupdict()
    if groups.get("plain"):
        return int(groups["plain"])
    if groups.get(name):
        return int(groups[name])
    words = (groups.get("ref") or "").lower().split()
    if not words:
        return None
    which = words[-2]
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which, 0)
    return Reference("issued" if which in {"last", "this", "next", "current"} else "text", shift)


def day_range(match: re.Match[str]) -> Iterator[Expression]:
    """April 11 to 12; 30 November - 1 December 2017; June 15, 2001 to July 3, 2002."""
    groups = match.groupdict()
    month1, month2 = groups.get("m1") or groups["m2"], groups.get("m2") or groups["m1"]
    year2 = _year(match)
    year1 = _year(match, "y1") if groups.get("y1") else year2
    one = Point(year1, month_number(month1), _day(groups["d1"]))
    two = Point(year2 if year2 is not None else year1, month_number(month2), _day(groups["d2"]))
    yield Expression(match.start(), match.end(), (one, two))


def days_of_month(match: re.Match[str]) -> Iterator[Expression]:
    """April 11 and 12; the 16th and 17th of that month: days in a row are one range, others are dates apart."""
    year = _year(match)
    words = (match.groupdict().get("mref") or "").lower().split()
    month: int | Reference
    if words:
        shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(words[-2], 0)
        month = Reference("issued" if words[-2] in {"last", "this", "next", "current"} else "text", shift)
    else:
        month = month_number(match["m1"])
    found = [(m.start(), m.end(), _day(m.group())) for m in re.finditer(DAY, match["days"])]
    days = [day for *_, day in found]
    if len(days) > 1 and all(b - a == 1 for a, b in pairwise(days)):
        yield Expression(match.start(), match.end(), (Point(year, month, days[0]), Point(year, month, days[-1])))
        return
    at = match.start("days")
    for n, (start, end, day) in enumerate(found):
        first, last = n == 0, n == len(found) - 1
        yield Expression(
            match.start() if first else at + start, match.end() if last else at + end, (Point(year, month, day),)
        )


def two_dates(match: re.Match[str]) -> Iterator[Expression]:
    """March 29 and April 28; June 30 and July 1, 2015."""
    groups, year = match.groupdict(), _year(match)
    one = Point(_year(match, "y1") if groups["y1"] else year, month_number(groups["m1"]), _day(groups["d1"]))
    two = Point(year, month_number(groups["m2"]), _day(groups["d2"]))
    parts = (PartialDate.make(2001, int(str(p.month)), p.day) for p in (one, two))
    first, second = parts
    if first and second and first.plus_days(1) == second:
        yield Expression(match.start(), match.end(), (one, two))
        return
    yield Expression(match.start(), match.start("and"), (one,))
    yield Expression(match.end("and"), match.end(), (two,))


def calendar_day(match: re.Match[str]) -> Iterator[Expression]:
    """April 11, 2012; Sunday, Aug. 24; 23 June; May 5 last year; July 4 (Thursday)."""
    point = Point(
        _year(match),
        month_number(match["m1"]),
        _day(match["d1"]),
        _weekday(match, "wd", "swd", "wd2"),
    )
    closed = "(" in match.group() and match.string[match.end() : match.end() + 1] == ")"
    yield Expression(match.start(), match.end() + closed, (point,))


def numeric(match: re.Match[str]) -> Iterator[Expression]:
    """2012-04-11, 11.04.2012; 11/04/2012 only if one of the two cannot be a month."""
    groups = match.groupdict()
    if groups["y1"]:
        year, month, day = int(groups["y1"]), int(groups["m1"]), int(groups["d1"])
    elif groups["y2"]:
        year, month, day = int(groups["y2"]), int(groups["m2"]), int(groups["d2"])
    else:
        year, month, day = int(groups["y3"]), int(groups["m3"]), int(groups["d3"])
        if month > 12:
            month, day = day, month
        elif day <= 12 and day != month:
            return
    if PartialDate.make(year, month, day):
        yield Expression(match.start(), match.end(), (Point(year, month, day),))


def month_range(match: re.Match[str]) -> Iterator[Expression]:
    """May-June 2015; June 2004 to July 2006; June and September 2014."""
    groups, year = match.groupdict(), _year(match)
    if year is None and not _month_context(match):
        return
    one = Point(_year(match, "y1") if groups["y1"] else year, month_number(groups["m1"]))
    two = Point(year, month_number(groups["m2"]))
    if groups["and"]:
        yield Expression(match.start(), match.start("and"), (one,))
        yield Expression(match.end("and"), match.end(), (two,))
    else:
        yield Expression(match.start(), match.end(), (one, two))


def one_month(match: re.Match[str]) -> Iterator[Expression]:
    """June 2004; mid-September; last June; June last year; bare "in July" if the context makes it a month."""
    which = (match["which"] or "").lower()
    which = {"coming": "next", "past": "last"}.get(which, which)
    year = _year(match)
    if year is None and not which and not match["early"] and not match["part"] and not _month_context(match):
        return
    yield Expression(match.start(), match.end(), (Point(year, month_number(match["m1"]), which=which),))


_MONTH_BEFORE = re.compile(
    r"\b(in|since|until|till|by|during|from|for|of|through|to|before|after|and)\s(?:the\s)?\Z", re.IGNORECASE
)


def _month_context(match: re.Match[str]) -> bool:
    """Is a bare month a month here?  "in May", but neither "may join" nor "March troops"."""
    found = _MONTH_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
    if not found:
        return False
    weak = found[1].lower() in {"to", "by", "and", "for", "of"}
    after = match.string[match.end() : match.end() + 2]
    if match["m1"] not in {"May", "March"}:
        return not (weak and re.match(r"\s[A-Z]", after))  # "and April Smith"
    return not weak and not re.match(r"\s[A-Z]|['’-][A-Za-z]|\s\d", after)


def year_range(match: re.Match[str]) -> Iterator[Expression]:
    """2010-2012; between 2004 and 2006; 2024/25."""
    one = int(match["y1"])
    two = int(match["y2"]) if match["y2"] else one // 100 * 100 + int(match["short"])
    if one < two and (match["y2"] or two == one + 1):
        yield Expression(match.start(), match.end(), (Point(one), Point(two)))


_COUNTED_NOUN = (
    r"(?:troops?|soldiers?|servicemen|people|personnel|persons|men|women|participants?|delegates?|officers?|guests?|km|"
    r"kilomet\w+|miles?|met(?:er|re)s?|tons?|tonnes?|hours?|GMT|UTC|local|hrs|kg|dollars?|euros?|yuan|r(?:o)?ubles?|"
    r"percent|per\scent|units?|pieces?|vehicles?|tanks?|athletes|journalists|students|companies|years?|cases|"
    r"volunteers|"
    r"policemen|guards|fighters|militants|representatives)\b"
)
_COUNT = re.compile(rf"\s{_COUNTED_NOUN}|[-–]\s?(?:[A-Za-z]|strong)")
_COUNT_OF = re.compile(rf"\s\w+\s{_COUNTED_NOUN}")
_YEAR_BEFORE = re.compile(
    r"\b(in|since|during|until|till|by|from|before|after|for|through|throughout|to|of|and|or|late|early|year|years|"
    r"around|circa)\s(?:the\s)?(?:year\s)?\Z",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"(?:\bthe|['’]s?|\bits|\btheir|\bour|\band|\bor|^|[.\n])\s?\Z", re.IGNORECASE)
_EVENT_NOUN = re.compile(
    r"\s(?:(?:[A-Z][\w'’-]*|joint|annual|regular|security|military|informal|final|anti-\w+|counter-\w+)\s){0,5}"
    r"(?:summit|meeting|exercise|drill|convention|agreement|treaty|declaration|charter|protocol|memorandum|statement|"
    r"session|conference|forum|edition|invasion|war|games?|program(?:me)?|plan|budget|chairmanship|presidency|document|"
    r"event|pact|accord)s?\b",
    re.IGNORECASE,
)
_CHRONICLE = re.compile(r"\s?[:–—]|\s-{1,2}\s")


def one_year(match: re.Match[str]) -> Iterator[Expression]:
    """In 2005; late 2010; the 2009 Convention; (2011); a year that opens a line of a chronicle."""
    text, start, end = match.string, match.start(), match.end()
    before, year = text[max(0, start - 16) : start], (Point(int(match["y1"])),)
    preposition = _YEAR_BEFORE.search(before)
    if match["early"] or match["part"]:
        yield Expression(start, end, year)
    elif before.endswith("(") and text[end : end + 1] == ")":
        yield Expression(start, end, year, form="attributive")
    elif _COUNT.match(text, end):
        return
    elif _NOUN_BEFORE.search(before) and _EVENT_NOUN.match(text, end):
        yield Expression(start, end, year, form="attributive")
    elif preposition:
        counts = preposition[1].lower() in {"of", "for", "to", "by", "from", "around", "and", "or"}
        if not (counts and _COUNT_OF.match(text, end)) and not re.search(r"\b[A-Z]\w+ (?:and|or|to) \Z", before):
            yield Expression(start, end, year)
    elif re.search(r"(?:^|\n)\W{0,4}\Z", before) and _CHRONICLE.match(text, end):
        yield Expression(start, end, year)


def weekday_point(match: re.Match[str]) -> Iterator[Expression]:
    """On Friday; last Thursday; Thursday last week; Wednesday and Thursday; from Sunday to Friday."""
    which = (match["which"] or "").lower()
    which = {"coming": "next", "past": "last", "previous": "last", "following": "next"}.get(which, which)
    week = (match["week"] or "").lower().split()
    count = {"last": -1, "next": 1}.get(week[0], 0) if week else 0
    one = Point(weekday=_weekday(match, "wd"), which=which, unit="week" if week else "", count=count)
    if not match["wd2"]:
        yield Expression(match.start(), match.end(), (one,))
        return
    two = replace(one, weekday=_weekday(match, "wd2"), which="")
    row = ((one.weekday or 0) + 1) % 7 == two.weekday
    if match["link"].strip() == "and" and not row:
        yield Expression(match.start(), match.start("link"), (one,))
        yield Expression(match.start("wd2"), match.end(), (two,))
    else:
        yield Expression(match.start(), match.end(), (one, two))


_DAYS_OFF = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "last night": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def near_day(match: re.Match[str]) -> Iterator[Expression]:
    """Today, yesterday, tomorrow and their kin; "this morning"."""
    words = re.sub(r"^(?:earlier|later|late) ", "", " ".join(match.group().lower().split()))
    point = Point(unit="day", count=_DAYS_OFF.get(words, 0))
    yield Expression(match.start(), match.end(), (point,))


_SPAN_BEFORE = re.compile(r"\b(?:over|in|within|during|for|throughout)\s\Z", re.IGNORECASE)


def unit(match: re.Match[str]) -> Iterator[Expression]:
    """Last year; earlier this month; next week; that day; the following year; this summer."""
    words = match["which"].lower().split()
    which, name = words[-1], match["unit"].lower()
    before = match.string[max(0, match.start() - 12) : match.start()]
    if (
        which in {"last", "past"}
        and before.lower().endswith("the ")
        and match.string[match.end() :][:1] not in {"'", "’"}
    ):
        return  # "the last year" is a stretch of time, and "the last day" is an event's
    if words[0] == "the" and which in {"next", "coming"} and _SPAN_BEFORE.search(before):
        return  # "over the next year"
    if name == "day" and which in {"last", "this", "coming", "current"}:
        return
    text_base = which in {"same", "that", "previous", "following", "preceding"} or words == ["the", "next"]
    base: Base = "text" if text_base or name == "day" else "issued"
    count = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}.get(which, 0)
    season = name in {"spring", "summer", "autumn", "fall", "winter"}
    name = "year" if season else "week" if name == "weekend" else name
    coarse = name == "week" or season
    yield Expression(match.start(), match.end(), (Point(unit=name, count=count, base=base, coarse=coarse),))


def part_of_year(match: re.Match[str]) -> Iterator[Expression]:
    """The second half of the year; later in the year: known no better than the year."""
    yield Expression(match.start(), match.end(), (Point(unit="year", coarse=True),))


def counted(match: re.Match[str]) -> Iterator[Expression]:
    """Two days later; 10 years ago; a year earlier; the day before."""
    word = match["dir"].lower()
    unit = match["unit"].lower().rstrip("s")
    count = _number(match["n"])
    if unit == "decade":
        unit, count = "year", 10 * count
    base: Base = "issued" if word in {"ago", "from now"} else "text"
    sign = 1 if word in {"later", "from now", "after"} else -1
    coarse = (unit != "day" and base == "issued") or unit == "week" or (count > 1 and unit != "day")
    yield Expression(match.start(), match.end(), (Point(unit=unit, count=sign * count, base=base, coarse=coarse),))


def that_day(match: re.Match[str]) -> Iterator[Expression]:
    """The day before; the year after; earlier in the day (the day last named, unless that is yet to come)."""
    words = match.group().lower().split()
    if words[-1] == "day":
        point = Point(unit="day", which="same", base="text")
    else:
        point = Point(unit=words[1], count=-1 if words[-1] == "before" else 1, base="text")
    yield Expression(match.start(), match.end(), (point,))


def duration(match: re.Match[str]) -> Iterator[Expression]:
    """Six-day; two-week; lasted three days."""
    n = _number(match["n"] or match["n2"] or match["n3"]) * (
        7 if (match["unit"] or "").lower().startswith("week") else 1
    )
    if 0 < n <= 100:
        yield Expression(match.start(), match.end(), form="duration", days=n)


def day_of(match: re.Match[str]) -> Iterator[Expression]:
    """The second and final day of; on the opening day."""
    word = match["nth"].lower()
    last = bool(match["last"]) or word in {"final", "last", "closing", "concluding"}
    yield Expression(match.start(), match.end(), form="day_of", days=ORDINALS.get(word, 0), last=last)


def holiday(match: re.Match[str]) -> Iterator[Expression]:
    """New Year's Day and Eve."""
    month, day = (12, 31) if "Eve" in match.group() else (1, 1)
    yield Expression(match.start(), match.end(), (Point(_year(match), month, day),))
