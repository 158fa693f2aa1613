"""Datelines: where, when and by whom an article was filed, in any agency's manner.

``find_dateline`` reads the head of a text; ``infer_issued`` works out the year that a dateline leaves unsaid, from the
text alone and only if it says enough.  Today's date plays no part in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_graph.issue_year import issue_years
from sco_graph.partial_date import MAX_YEAR, MIN_YEAR, MONTH_PATTERN, PartialDate, month_number

_LINES = 8  # a title, a kicker and a byline may stand above the dateline
_HEAD = 160  # characters of a line that a dateline may take

_AGENCIES = {
    name.upper(): name
    for name in [
        "Kazinform",
        "KazTAG",
        "TASS",
        "ITAR-TASS",
        "Itar-Tass",
        "Interfax",
        "Xinhua",
        "ANI",
        "PTI",
        "IANS",
        "AFP",
        "AP",
        "APP",
        "Reuters",
        "IRNA",
        "MNA",
        "Kabar",
        "AKIpress",
        "24.kg",
        "Avesta",
        "Khovar",
        "NIAT Khovar",
        "Asia-Plus",
        "UzA",
        "UzReport",
        "RIA Novosti",
        "Sputnik",
        "Trend",
        "Azertac",
        "AzerNews",
        "BelTA",
        "Anadolu",
        "AA",
        "dpa",
        "DPA",
        "Tengrinews",
        "Kazakhstan Today",
        "Prime-Tass",
        "Regnum",
        "CNA",
        "UNI",
        "Montsame",
        "Fars",
        "IRIB",
        "DID Press",
        "Pajhwok",
        "TOLOnews",
        "Ferghana",
        "Turkmenportal",
        "Hovar",
        "Bakhtar",
        "Xinhuanet",
        "China Daily",
        "Global Times",
        "People's Daily",
    ]
}
_AGENCIES |= {"KAZINFORM NEWS AGENCY": "Kazinform", "ITAR-TASS": "ITAR-TASS", "KHABAR": "Khabar", "BELTA": "BelTA"}

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’\-]*|St\.|ST\.)"
_SEGMENT = rf"{_WORD}(?:[ ](?:{_WORD}|on|of|de|al|upon|the))*"
_PLACE = rf"{_SEGMENT}(?:\s?[(\[]{_SEGMENT}[)\]])*(?:(?:,\s|\s?/\s?){_SEGMENT}(?:\s?[(\[]{_SEGMENT}[)\]])*){{0,3}}"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DATE = (
    rf"(?:(?P<month>{MONTH_PATTERN})\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year>{_YEAR}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month2>{MONTH_PATTERN})(?:,?\s(?P<year2>{_YEAR}))?"
    rf"|(?P<day3>\d{{1,2}})\.(?P<month3>\d{{1,2}})\.(?P<year3>{_YEAR})"
    rf"|(?P<year4>{_YEAR})-(?P<month4>\d\d)-(?P<day4>\d\d)(?!\d))"
)
_DATE_RE = re.compile(_DATE, re.IGNORECASE)
_PLACE_RE = re.compile(_PLACE)
_BRACKETED = re.compile(r"[.,]?\s*(?:\((?P<a>[^()\n]{2,40})\)|/(?P<b>[^/\n]{2,40})/|\[(?P<c>[^\[\]\n]{2,40})\])")
_BARE_AGENCY = re.compile(
    r"[.,]?\s*(?P<a>" + "|".join(sorted((re.escape(a) for a in _AGENCIES), key=len, reverse=True)) + r")(?![\w])"
)
_FILED = re.compile(  # "MOSCOW (Pakistan Point News / Sputnik - 13th August, 2021)"
    rf"(?P<places>{_PLACE}) \((?P<a>[A-Z][^()\d\n]{{1,60}}?)(?: [-–—]|,) (?i:{_DATE})\)"
)
_DASH = re.compile(r"[.,]?\s*(?:--+|[-–—:])(?:\s|$)")
_STOP = re.compile(r"[.,:]?(?:\s|$)")
_NO_PLACE = frozenset(
    [
        "on",
        "in",
        "at",
        "by",
        "from",
        "since",
        "the",
        "a",
        "an",
        "after",
        "before",
        "during",
        "until",
        "between",
        "for",
        "with",
        "this",
        "that",
        "as",
        "and",
        "also",
        "joint",
        "press",
        "meeting",
        "summit",
        "statement",
        "declaration",
        "protocol",
        "agreement",
        "today",
        "yesterday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "background",
        "backgrounder",
        "news",
        "photo",
        "read",
        "published",
        "updated",
        "posted",
        "date",
        "article",
        "annex",
    ]
)
_CLOCK = r"(?:[,\s|T]+\d{1,2}:\d\d(?::\d\d)?[^\n]{0,20})?[.,]?\s*\Z"
_STAMP = re.compile(
    rf"(?:by|published|updated|posted|date|created|last updated)\b[^\n]{{0,100}}?{_DATE}", re.IGNORECASE
)
_DATE_ONLY = re.compile(rf"{_DATE}(?:[,\s]+\d{{1,2}}:\d\d(?::\d\d)?)?[.,]?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the head of an article says of its filing.

    Attributes:
        start: First character of the dateline.
        end: One past its last character: the story begins after it.
        places: The place words from narrow to wide, e.g. ``("ZHURIHE", "Inner Mongolia")``; empty in a byline.
        month: 1..12, or None if no date is given.
        day: 1..31, or None if no date is given.
        year: None if it is not written.
        publisher: The agency, if named.
    """

    start: int
    end: int
    places: tuple[str, ...] = ()
    month: int | None = None
    day: int | None = None
    year: int | None = None
    publisher: str | None = None

    @property
    def issued(self) -> str | None:
        """ISO date if the dateline alone gives one with its year."""
        if not (self.year and self.month and self.day):
            return None
        date = PartialDate.make(self.year, self.month, self.day)
        return date.iso if date else None


def find_dateline(text: str) -> Dateline | None:
    """Find the dateline in the first lines of a text.

    Args:
        text: An article, with or without its title.

    Returns:
        The first line that opens with a dateline; failing that, a byline or a line that holds a full date; else None.
    """
    heads = list(_heads(text))
    for offset, line in heads:
        found = _filed(line, offset) or _dated(line, offset) or _undated(line, offset)
        if found:
            return found
    for offset, line in heads:
        found = _stamp(line, offset)
        if found:
            return found
    return None


def infer_issued(text: str, dateline: Dateline | None) -> str | None:
    """Work out when an article was issued, where its dateline lacks the year or is absent.

    The clues are such as bind the article's own year: "Tianshan-II (2011) ... last year" (2012), "established in
    2001 ... 10 years ago" (2011), "on June 7 last year, 2008" (2009), a full date in the text that is the dateline's
    own day.  A weekday beside a date only decides between years that other clues leave open.

    Args:
        text: The article.
        dateline: What ``find_dateline`` found in it.

    Returns:
        ISO date at the precision known, or None if the text does not say enough or contradicts itself.
    """
    if dateline and dateline.year:
        return dateline.issued or f"{dateline.year:04}"
    month = dateline.month if dateline else None
    day = dateline.day if dateline else None
    years = issue_years(text, month, day)
    if len(years) != 1:
        return None
    (year,) = years
    if not (month and day):
        return f"{year:04}"
    date = PartialDate.make(year, month, day)
    return date.iso if date else None


def _heads(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of the first lines that are not blank, without their indent."""
    offset = seen = 0
    while offset < len(text) and seen < _LINES:
        stop = text.find("\n", offset)
        stop = len(text) if stop < 0 else stop
        line = text[offset : min(stop, offset + 4 * _HEAD)]
        if line.strip():
            seen += 1
            indent = len(line) - len(line.lstrip())
            yield offset + indent, line[indent:]
        offset = stop + 1


def _date_parts(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    """Month, day and year of a ``_DATE`` match, if the calendar has such a day."""
    got = {key.rstrip("234"): value for key, value in match.groupdict().items() if value}
    month = int(got["month"]) if got["month"].isdigit() else month_number(got["month"])
    year = int(got["year"]) if "year" in got else None
    if year is not None and not MIN_YEAR <= year <= MAX_YEAR:
        return None
    day = int(got["day"])
    return (month, day, year) if PartialDate.make(year or 2000, month, day) else None


def _places(text: str) -> tuple[str, ...] | None:
    """The places that a text of nothing else names, or None."""
    text = text.strip(" .,/\t")
    if not _PLACE_RE.fullmatch(text):
        return None
    parts = [part.strip() for part in re.split(r"[,/()\[\]]", text) if part.strip()]
    if any(part.split()[0].lower() in _NO_PLACE for part in parts) or len(text.split()) > 8:
        return None
    return tuple(parts)


def _agency(line: str, at: int) -> tuple[str | None, int]:
    """The agency named at an offset (None if there is none) and where it ends."""
    match = _BRACKETED.match(line, at) or _BARE_AGENCY.match(line, at)
    if not match:
        return None, at
    name = next(value for value in match.groupdict().values() if value).strip()
    return (_AGENCIES.get(name.upper(), name), match.end()) if any(c.isalpha() for c in name) else (None, at)


def _filed(line: str, offset: int) -> Dateline | None:
    """Place, then the agencies and the date in one bracket."""
    match = _FILED.match(line[:_HEAD])
    places, parts = (_places(match["places"]), _date_parts(match)) if match else (None, None)
    if match is None or not places or not parts:
        return None
    publisher = match["a"].rsplit("/", 1)[-1].strip()
    dash = _DASH.match(line, match.end())
    end = dash.end() if dash else match.end()
    return Dateline(offset, offset + end, places, *parts, _AGENCIES.get(publisher.upper(), publisher))


def _dated(line: str, offset: int) -> Dateline | None:
    """Place, then a date, then perhaps an agency."""
    match = _DATE_RE.search(line, 0, _HEAD)
    if not match:
        return None
    before = line[: match.start()].rstrip(" .,")
    publisher, cut = None, len(before)
    if before.endswith((")", "/")):  # BEIJING (Xinhua), May 5
        opening = re.search(r"(?:\(|/)[^()/]{2,40}[)/]\Z", before)
        if opening and opening.group()[1:-1].upper() in _AGENCIES:
            publisher, cut = _AGENCIES[opening.group()[1:-1].upper()], opening.start()
    places, parts = _places(before[:cut]), _date_parts(match)
    if not places or not parts:
        return None
    end = match.end()
    if publisher is None:
        publisher, end = _agency(line, end)
    closing = _DASH.match(line, end) or _STOP.match(line, end)
    if not closing and publisher is None:
        return None
    if not (publisher or (closing and closing.group().strip()) or end >= len(line.rstrip())):
        return None  # "Astana July 4 saw ..." is prose
    if closing and closing.group().startswith(",") and publisher is None:
        return None  # "Sochi, 30 November, the ministers ..." is prose as well
    end = closing.end() if closing else end
    return Dateline(offset, offset + end, places, *parts, publisher)


def _undated(line: str, offset: int) -> Dateline | None:
    """Place and agency without a date, or a place in capitals before a dash or colon."""
    match = _PLACE_RE.match(line[:_HEAD])
    if not match:
        return None
    text, end = match.group(), match.end()
    known = re.search(r"(?:,\s|\s?[(/\[])([^,()/\[\]]+)[)\]/]?\Z", text)
    publisher = None
    if known and known.group(1).upper() in _AGENCIES:  # the agency was swallowed as a place
        publisher, text = _AGENCIES[known.group(1).upper()], text[: known.start()]
    else:
        publisher, end = _agency(line, end)
        if publisher and publisher.upper() not in _AGENCIES:
            publisher, end = None, match.end()
    places = _places(text)
    dash = _DASH.match(line, end)
    if not places or not (dash or publisher) or len(text) > 60:
        return None
    if publisher is None and not (
        places[0].isupper() and len(places[0]) > 3 and line[dash.end() if dash else end :].strip()
    ):
        return None
    if not line[end:].strip():
        return None  # a heading, not the head of a story
    return Dateline(offset, offset + (dash.end() if dash else end), places, publisher=publisher)


def _stamp(line: str, offset: int) -> Dateline | None:
    """A byline or a line of its own that gives the full date."""
    match = _STAMP.match(line, 0, _HEAD) or _DATE_ONLY.match(line, 0, _HEAD)
    parts = _date_parts(match) if match else None
    if not match or not parts or parts[2] is None:
        return None
    return Dateline(offset, offset + match.end(), (), *parts)
