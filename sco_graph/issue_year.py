"""In which year was a text issued?  Clues that the text itself gives, and what they leave open.

Three kinds of clue: sentences that bind a year to the writer's own ("last year, 2008"), sentences that bound it (what
was held in 2013 is past, what will be held in 2015 is to come), and a weekday beside a date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sco_graph.partial_date import MAX_YEAR, MIN_YEAR, MONTH_PATTERN, PartialDate, month_number

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_OFFSETS = {"last": 1, "this": 0, "next": -1}
_BESIDE = re.compile(rf"\b(?P<which>last|this|next) year(?:,| \(|['’]s)\s?{_YEAR}", re.IGNORECASE)
_RELATIVE_YEAR = re.compile(r"\b(last|this|next) year\b(?!['’]s)", re.IGNORECASE)
_NAMED_EDITION = re.compile(rf"[A-Z][\w'’]*(?:[- ](?:[IVX]+|\d+))?(?:\s?\(|-|–|\s){_YEAR}(?![-–])")
_EVENT_HELD = re.compile(
    r"\b(?:drills?|exercises?|man(?:o?eu)vers?|manoeuvres|war games|summit|forum|games|competition)\b.*"
    r"\b(?:held|took place|taken place|conducted|staged|hosted|carried out|organi[sz]ed)\b",
    re.IGNORECASE | re.DOTALL,
)
_FOUNDED = re.compile(
    rf"\b(?:established|founded|created|set up|formed|launched|born|establishment|foundation|founding|inception"
    rf"|came into being)\b[^.;]{{0,60}}?\b{_YEAR}",
    re.IGNORECASE,
)
_YEARS_AGO = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?) years? ago\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"\bthis year\b[^.;]*?\b(\d{1,2})(?:st|nd|rd|th) anniversary\b", re.IGNORECASE)
_FULL_DATE = re.compile(
    rf"\b(?:(?P<month>{MONTH_PATTERN})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month2>{MONTH_PATTERN}),?\s(?P<year2>(?:19|20)\d\d)(?!\d))"
)
_PLAIN_YEAR = re.compile(
    rf"\b(?:in|since|during)\s(?:(?:early|late|mid-?)\s)?(?:{MONTH_PATTERN}\s)?{_YEAR}(?![-–/])", re.IGNORECASE
)
_FUTURE = re.compile(
    r"\b(?:will|shall|scheduled|planned|plans?|to be held|is due|are due|upcoming|next|by (?=\d{4}))\b", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|took|signed|held|adopted|joined|became|began|started|met|hosted|attended|founded"
    r"|established|since)\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})(?:,\s?|\s\(|\s)(?:(?P<month>{MONTH_PATTERN})\s(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}})\s(?P<month2>{MONTH_PATTERN}))(?!\d|,?\s(?:19|20)\d\d)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“A-Z])|\n+")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {w: n for n, w in enumerate(_WORDS.split())} | {"a": 1, "thirty": 30, "forty": 40, "fifty": 50}


def issue_years(text: str, month: int | None, day: int | None) -> frozenset[int]:
    """Years in which a text can have been issued, as far as it says.

    Args:
        text: The article.
        month: Month of its dateline, if known.
        day: Day of its dateline, if known.

    Returns:
        One year if the clues agree on it, several if they leave a choice, none if there is no clue that ends the
        search (or they contradict each other).
    """
    sentences = [s for s in _SENTENCE.split(text) if s]
    bound = {year for sentence in sentences for year in _bound_years(sentence)}
    bound |= set(_same_day_years(text, month, day))
    earliest, latest = _bounds(sentences)
    if earliest > latest:
        return frozenset()
    if bound:
        return frozenset(bound) if earliest <= min(bound) and max(bound) <= latest else frozenset()
    if (earliest, latest) == (MIN_YEAR, MAX_YEAR) or latest - earliest > 10:
        return frozenset()  # a weekday recurs: it decides between few years, never alone
    years = range(earliest, latest + 1)
    return frozenset(year for year in years if all(fits(year) for fits in _weekday_tests(text, month)))


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower())


def _bound_years(sentence: str) -> Iterator[int]:
    """Years of issue that one sentence binds to a year it names."""
    for match in _BESIDE.finditer(sentence):
        yield int(match["year"]) + _OFFSETS[match["which"].lower()]
    relative, held = _RELATIVE_YEAR.findall(sentence), _EVENT_HELD.search(sentence)
    named = {int(m["year"]) for m in _NAMED_EDITION.finditer(sentence)}
    if held and len(relative) == 1 and len(named) == 1:
        yield named.pop() + _OFFSETS[relative[0].lower()]
    founded = {int(m["year"]) for m in _FOUNDED.finditer(sentence)}
    spans = {_number(m.group(1)) for m in _YEARS_AGO.finditer(sentence)}
    spans |= {int(m.group(1)) for m in _ANNIVERSARY.finditer(sentence)}
    if len(founded) == 1 and len(spans) == 1:
        (year,), (span,) = founded, spans
        if span:
            yield year + span


def _full_dates(text: str) -> Iterator[PartialDate]:
    for match in _FULL_DATE.finditer(text):
        year, month = match["year"] or match["year2"], match["month"] or match["month2"]
        date = PartialDate.make(int(year), month_number(month), int(match["day"] or match["day2"]))
        if date:
            yield date


def _same_day_years(text: str, month: int | None, day: int | None) -> Iterator[int]:
    """The year of a full date in the text that is the dateline's day, unless a later full date is there too."""
    if not (month and day):
        return
    dates = list(_full_dates(text))
    if dates and (max(dates).month, max(dates).day) == (month, day):
        yield max(dates).year


def _bounds(sentences: list[str]) -> tuple[int, int]:
    """Earliest and latest year that past and coming events allow."""
    earliest, latest = MIN_YEAR, MAX_YEAR
    for sentence in sentences:
        years = [int(m["year"]) for m in _PLAIN_YEAR.finditer(sentence)] + [d.year for d in _full_dates(sentence)]
        if not years:
            continue
        if not _FUTURE.search(sentence):
            earliest = max(earliest, *years) if _PAST.search(sentence) else earliest
        elif not _PAST.search(sentence):
            latest = min(latest, *years)
    return earliest, latest


class _WeekdayTest:
    """Does a year put this date on this weekday?"""

    def __init__(self, month: int, day: int, weekday: int) -> None:
        self.month, self.day, self.weekday = month, day, weekday

    def __call__(self, year: int) -> bool:
        date = PartialDate.make(year, self.month, self.day)
        return date is not None and dt.date(date.year, date.month, date.day).weekday() == self.weekday


def _weekday_tests(text: str, month: int | None) -> list[_WeekdayTest]:
    """Weekdays beside dates of the dateline's season, which lie in its own year."""
    out = []
    for match in _WEEKDAY_DATE.finditer(text):
        number = month_number(match["month"] or match["month2"])
        if month and abs(number - month) <= 2:
            day = int(match["day"] or match["day2"])
            out.append(_WeekdayTest(number, day, _WEEKDAYS.index(match["weekday"].lower())))
    return out
