"""Dates as precise as a text makes them: a day, a month or a year, and no more.

A ``PartialDate`` writes itself as the ISO text that facts carry (``2012``, ``2012-04``, ``2012-04-11``).  The month
table here is the one that every reader of dates in this package uses.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MIN_YEAR, MAX_YEAR = 1900, 2099
"""A four-digit number outside these is not read as a year."""

_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS: Mapping[str, int] = MappingProxyType(
    {name: n for n, name in enumerate(_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_NAMES, 1)} | {"sept": 9}
)
"""Month name or abbreviation, lower case and without a full stop -> 1..12."""

MONTH_PATTERN = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
"""A month as newspapers write it: full, or abbreviated with or without a full stop."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


def month_number(name: str) -> int:
    """Number of a month that ``MONTH_PATTERN`` matched, in any case.

    Raises:
        KeyError: if it is no month.
    """
    return MONTHS[name.lower().rstrip(".")]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date at the precision known.

    Attributes:
        year: 1..9999.
        month: 1..12, or 0 if only the year is known.
        day: 1..31, or 0 if only the month is known.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate | None:
        """Read ISO text; a time after the day is ignored, anything else that is no date gives None."""
        match = _ISO.match(text.strip().replace("T", " ").partition(" ")[0])
        return cls.make(*(int(part or 0) for part in match.groups())) if match else None

    @classmethod
    def make(cls, year: int, month: int = 0, day: int = 0) -> PartialDate | None:
        """Build a date if the calendar has it (30 February gives None)."""
        if not (1 <= year <= 9999 and 0 <= month <= 12) or (day and not month):
            return None
        if day and not 1 <= day <= calendar.monthrange(year, month)[1]:
            return None
        return cls(year, month, day)

    @classmethod
    def of(cls, date: dt.date) -> PartialDate:
        """The day that a ``datetime.date`` names."""
        return cls(date.year, date.month, date.day)

    @property
    def iso(self) -> str:
        """ISO text at this precision."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def date(self) -> dt.date | None:
        """The day as ``datetime.date``, or None if it is not known."""
        return dt.date(self.year, self.month, self.day) if self.day else None

    def covers(self, other: PartialDate) -> bool:
        """Tell whether the other date lies in this year, month or day."""
        return other.iso.startswith(self.iso)

    def plus_days(self, days: int) -> PartialDate | None:
        """Count days on or back; None if the day is not known or the calendar ends."""
        date = self.date
        try:
            return PartialDate.of(date + dt.timedelta(days)) if date else None
        except OverflowError:
            return None

    def plus_months(self, months: int) -> PartialDate | None:
        """The month so many on or back, without the day; None if the month is not known."""
        if not self.month:
            return None
        index = self.year * 12 + self.month - 1 + months
        return PartialDate.make(index // 12, index % 12 + 1)

    def plus_years(self, years: int) -> PartialDate | None:
        """The year so many on or back, without month and day."""
        return PartialDate.make(self.year + years)

    def __str__(self) -> str:
        return self.iso
