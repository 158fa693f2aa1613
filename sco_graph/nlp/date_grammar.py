"""The patterns of dates in news English, and the one function that finds them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sco_graph.nlp import date_forms as forms
from sco_graph.nlp.date_forms import DAY, NUMBERS, Expression
from sco_graph.partial_date import MONTH_PATTERN as MONTH

_YEAR = r"(?:19|20)\d\d(?![\d%])(?![,.]\d)"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|till|until|through)\s)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![A-Za-z])"
_SHORT_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?,"
_THE_YEAR = r"(?:last|this|next|that|the\s(?:same|previous|following|current))\syear"
_Y = rf"(?:(?:,?\s(?:of\s)?|,)(?P<year>{_YEAR})(?!-day)|,?\s(?:of\s)?(?P<ref>{_THE_YEAR})(?:,\s(?P<plain>{_YEAR}))?)"
_WD = rf"(?:(?P<wd>{_WEEKDAY}),?\s(?:\(|on\s|the\s)?|(?P<swd>{_SHORT_WEEKDAY})\s)?"
_NUMBER = r"\d{1,3}|a|an|" + "|".join(w for w in NUMBERS if len(w) > 2)
_PERIOD = r"(?:(?:very\s)?(?:early|late|mid|mid-to-late)(?:\s|-)(?:in\s)?)"
_PART = (
    r"(?:(?:the\s)?(?:beginning|start|middle|end|(?:first|second|third|last)\s(?:half|week|weeks|days|decade|quarter)"
    r"|fourth\squarter|spring|summer|autumn|fall|winter)\sof\s(?:the\s)?)"
)

Build = Callable[[re.Match[str]], Iterator[Expression]]


def _rule(pattern: str, build: Build, *, fold: bool = False) -> tuple[re.Pattern[str], Build]:
    return re.compile(rf"(?<![\w./’'])(?<!\d[-–])(?:{pattern})", re.IGNORECASE if fold else 0), build


_MD = rf"(?P<m1>{MONTH})\s(?:the\s)?(?P<d1>{DAY})(?:,?\s(?P<y1>{_YEAR}))?"
_DM = rf"(?:the\s)?(?P<d1>{DAY})(?:\s(?:of\s)?(?P<m1>{MONTH})(?:,?\s(?P<y1>{_YEAR}))?)?"
_DM_FULL = rf"(?:the\s)?(?P<d1>{DAY})\s(?:of\s)?(?P<m1>{MONTH})(?:,?\s(?P<y1>{_YEAR}))?"
_MD_END = rf"(?:(?P<m2>{MONTH})\s)?(?P<d2>{DAY}){_Y}?"
_DM_END = rf"(?:the\s)?(?P<d2>{DAY})\s(?:of\s)?(?P<m2>{MONTH}){_Y}?"
_AND = r",?(?P<and>\sand\s(?:on\s)?)"
_DAYS = rf"(?P<days>{DAY}(?:,\s{DAY})*,?\s(?:and|&)\s(?:the\s)?{DAY})"
_WD2 = rf"(?:,?\s\(?(?P<wd2>{_WEEKDAY})\)?(?=[,.;)\s]))?"
_WHICH = r"[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming|[Pp]ast"
_REF_MONTH = r"(?P<mref>(?:last|this|next|that|the\s(?:same|previous|following|current))\smonth)"
_ANY_YEAR = r"last|this|next|that|(?:the\s)?same|the\s(?:previous|following|preceding|coming|next|current)"
_NTH = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|opening|final|last|closing|concluding"

RULES = (
    _rule(
        r"(?P<y1>(?:19|20)\d\d)[-/](?P<m1>\d\d)[-/](?P<d1>\d\d)(?![\d-])"
        r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>(?:19|20)\d\d)(?![\d.])"
        r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})/(?P<y3>(?:19|20)\d\d)(?![\d/])",
        forms.numeric,
    ),
    _rule(rf"{_MD}{_TO}{_MD_END}", forms.day_range),
    _rule(rf"{_DM}{_TO}{_DM_END}", forms.day_range),
    _rule(rf"(?<=[Bb]etween\s){_MD}\sand\s{_MD_END}", forms.day_range),
    _rule(rf"(?<=[Bb]etween\s){_DM}\sand\s{_DM_END}", forms.day_range),
    _rule(rf"(?P<m1>{MONTH})\s{_DAYS}{_Y}?", forms.days_of_month),
    _rule(rf"(?:the\s)?{_DAYS}\s(?:of\s)?(?P<m1>{MONTH}){_Y}?", forms.days_of_month),
    _rule(
        rf"(?:the\s)?(?P<days>{DAY}(?:(?:,\s|,?\s(?:and|&)\s(?:the\s)?){DAY})*)\sof\s{_REF_MONTH}", forms.days_of_month
    ),
    _rule(rf"{_MD}{_AND}(?P<m2>{MONTH})\s(?P<d2>{DAY}){_Y}?", forms.two_dates),
    _rule(rf"{_DM_FULL}{_AND}{_DM_END}", forms.two_dates),
    _rule(
        rf"{_WD}(?P<m1>{MONTH})(?:\s|,\s(?=\d{{1,2}},?\s{_YEAR}))(?:the\s)?(?P<d1>{DAY}){_Y}?{_WD2}",
        forms.calendar_day,
    ),
    _rule(rf"{_WD}(?:the\s)?(?P<d1>{DAY})\s(?:of\s)?(?P<m1>{MONTH}){_Y}?{_WD2}", forms.calendar_day),
    _rule(
        rf"(?P<m1>{MONTH})(?:,?\s(?P<y1>{_YEAR}))?(?:{_TO}|(?P<and>\sand\s))(?:in\s)?"
        rf"(?P<m2>{MONTH})(?!\s\d{{1,2}}(?!\d)){_Y}?",
        forms.month_range,
    ),
    _rule(
        rf"(?:(?P<early>{_PERIOD})|(?P<part>{_PART}))?(?:(?P<which>{_WHICH})\s)?(?P<m1>{MONTH})"
        rf"(?!\s\d{{1,2}}(?![\d,])){_Y}?",
        forms.one_month,
    ),
    _rule(
        rf"(?P<y1>{_YEAR})(?:\s?[-–—/]\s?|\s(?:to|until|till|through)\s)(?:(?P<y2>{_YEAR})|(?P<short>\d\d)(?![\d-]))",
        forms.year_range,
    ),
    _rule(rf"(?<=[Bb]etween\s)(?P<y1>{_YEAR})\sand\s(?P<y2>{_YEAR})", forms.year_range),
    _rule(rf"(?<![-–])(?:(?P<early>{_PERIOD})|(?P<part>{_PART}))?(?P<y1>{_YEAR})(?![-–/]\d|['’]?s\b)", forms.one_year),
    _rule(
        rf"(?:(?P<which>{_WHICH}|[Pp]revious|[Ff]ollowing)\s)?(?P<wd>{_WEEKDAY})"
        rf"(?:(?P<link>{_TO}|\sand\s)(?:on\s)?(?P<wd2>{_WEEKDAY}))?"
        r"(?:\s(?:morning|afternoon|evening|night))?(?:\s(?:of\s)?(?P<week>(?:last|this|next)\sweek))?",
        forms.weekday_point,
    ),
    _rule(
        r"the\sday\s(?:before\syesterday|after\stomorrow)|(?:earlier\s|later\s|late\s)?(?:today|tonight|yesterday|"
        r"tomorrow)"
        r"|last\snight|this\s(?:morning|afternoon|evening)",
        forms.near_day,
        fold=True,
    ),
    _rule(
        rf"(?:(?:earlier|later|early|late|again)\s)?(?P<which>{_ANY_YEAR})\s(?:calendar\s)?"
        r"(?P<unit>day|week|weekend|month|year|spring|summer|autumn|fall|winter)(?![A-Za-z-]|\sbefore)",
        forms.unit,
        fold=True,
    ),
    _rule(
        r"(?:the\s)?(?:(?:first|second|latter|last|other)\shalf|(?:first|second|third|fourth|last)\squarter|end|"
        r"beginning|start|middle)\sof\s(?:the|this)\s(?:calendar\s)?year|later\sin\sthe\syear",
        forms.part_of_year,
        fold=True,
    ),
    _rule(
        rf"(?P<n>{_NUMBER})\s(?P<unit>(?:day|week|month|year|decade)s?)\s(?P<dir>ago|later|earlier|from\snow)\b",
        forms.counted,
        fold=True,
    ),
    _rule(
        r"the\s(?:day|year)\s(?:before|after)(?=[,.;]|\sand\b|\sin\b|\sat\b|$)|(?:earlier|later)\sin\sthe\sday",
        forms.that_day,
        fold=True,
    ),
    _rule(
        rf"(?P<n>{_NUMBER})-(?P<unit>day|week)(?:-long)?\b"
        rf"|(?<=for\s|ast\s|sts\s|ted\s|ing\s|ver\s)(?P<n2>{_NUMBER})\sdays\b|(?P<n3>{_NUMBER})\sdays(?=\sof\b)",
        forms.duration,
        fold=True,
    ),
    _rule(
        rf"(?:the|its|their)\s(?P<nth>{_NTH})(?P<last>\sand\s(?:final|last|closing|concluding))"
        rf"?\sday\b(?!\sof\s{MONTH})",
        forms.day_of,
        fold=True,
    ),
    _rule(rf"New\sYear['’]s\s(?:Day|Eve){_Y}?", forms.holiday),
)
"""Pattern and builder of each form."""

_TRAPS = re.compile(
    r"(?:Sept(?:ember|\.)?\s11(?:th)?|9/11)\s(?:terror|attack|hijack)|(?:Bloody|Black|Good|Palm|Easter|Ash|Holy|Red)\s"
    rf"{_WEEKDAY}|{_WEEKDAY}(?:\s(?:prayers?|mosque|Times|Express|Telegraph|Herald|Mirror|Tribune)|\sthe\s13th)"
    r"|\b(?:aged?|No\.|Resolution|Article|Flight|flight|Order|Decree|tel|Tel|phone|fax|Room|page)"
    r"\b[.:]?\s[+\d(][\d\s()/-]*"
    r"|\+\d[\d\s()-]{6,}"
)
_QUICK = re.compile(
    rf"\d|day|month|year|week|decade|\bago|later|earlier|night|tomorrow|morning|evening|afternoon|spring|summer|"
    rf"autumn|fall"
    rf"|winter|{MONTH}",
    re.IGNORECASE,
)


def expressions(text: str) -> list[Expression]:
    """Find all date expressions of a text.

    Args:
        text: Any text.

    Returns:
        Expressions in order; they do not overlap (of two that would, the earlier stands, then the longer).
    """
    if not _QUICK.search(text):
        return []
    barred = [match.span() for match in _TRAPS.finditer(text)]
    found = [e for pattern, build in RULES for match in pattern.finditer(text) for e in build(match)]
    found.sort(key=lambda e: (e.start, -e.end))
    out: list[Expression] = []
    for expression in found:
        if out and expression.start < out[-1].end:
            continue
        if not any(start < expression.end and expression.start < end for start, end in barred):
            out.append(expression)
    return out
