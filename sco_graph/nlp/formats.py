"""Formats of meetings: whose meeting it is, read off the words around "meeting", and the series that it belongs to.

A format is a key such as ``foreign_ministers``.  With an organiser it names a series: ``(SCO, foreign_ministers)``; the
reference tables' series are found by reading the same keys off their labels, so no list of series stands in code.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sco_graph.reference import load_reference


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of meeting.

    Attributes:
        key: Name of the format.
        cls: Class of one edition.
        pattern: What in a meeting's name tells the format.
        title: Words for a minted series' name.
    """

    key: str
    cls: str
    pattern: re.Pattern[str]
    title: str


def _format(key: str, cls: str, pattern: str, title: str) -> Format:
    return Format(key, cls, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), title)


def _ministers(key: str, words: str, title: str) -> Format:
    plural = r"ministers?|ministerial|ministries|departments|agencies|authorities|services"
    pattern = (
        rf"(?:{words})(?: and [\w ,]{{1,30}})?[- ](?:{plural})|(?:ministers?|heads|leaders|chiefs) (?:of|for|in "
        rf"charge of|"
        rf"responsible for|on) (?:the )?(?:ministries and agencies (?:of|on|for) |ministries (?:of|on) )?"
        rf"(?:[\w-]+ (?:and |affairs )?){{0,3}}?(?:{words})"
    )
    return _format(key, "MinisterialMeeting", pattern, title)


_MM = "MinisterialMeeting"
FORMATS: tuple[Format, ...] = (
    _format(
        "security_secretaries",
        "Meeting",
        r"security[- ]councils?[’']?s?[’']? secretar(?:ies|y)[’']?|secretaries[’']? (?:of|meeting|session)|"
        r"national security advis[eo]rs?|NSAs?|security council[’']? (?:chiefs|heads)|"
        r"secretaries of (?:the )?(?:national )?security councils?",
        "Security Council Secretaries Meeting",
    ),
    _format(
        "rats_council",
        "Meeting",
        r"(?:RATS|Anti-Terrorist Structure|Anti-Terrorism Structure) council|"
        r"council of (?:the )?(?:SCO )?(?:RATS|Regional Anti-Terrorist Structure)",
        "RATS Council Meeting",
    ),
    _format(
        "supreme_courts",
        "Meeting",
        r"supreme courts?|chief justices?|presidents of (?:the )?supreme courts",
        "Supreme Court Presidents Meeting",
    ),
    _format(
        "heads_of_government",
        "Summit",
        r"heads? of governments?|government heads|prime ministers?[’']?|"
        r"premiers?[’']?|"
        r"CHG|HGC|governmental heads",
        "Heads of Government Meeting",
    ),
    _format(
        "foreign_ministers",
        _MM,
        r"foreign[- ]ministers?[’']?|foreign ministerial|ministers? (?:of|for) "
        r"(?:foreign|external) affairs|CFM|FMs?[’']?|foreign affairs ministers?|top diplomats",
        "Foreign Ministers Meeting",
    ),
    _format(
        "defence_ministers",
        _MM,
        r"defen[cs]e (?:ministers?|chiefs?)[’']?|ministers? (?:of|for) " r"(?:national )?defen[cs]e",
        "Defence Ministers Meeting",
    ),
    _format(
        "heads_of_state",
        "Summit",
        r"heads? of (?:the )?(?:member |SCO member )?states?(?![’'] \w)|presidents[’']?|"
        r"state leaders|"
        r"heads of SCO member states|HSC|CHS|leaders[’']?|leadership",
        "Summit",
    ),
    _format(
        "chiefs_of_staff",
        "Meeting",
        r"chiefs? of (?:the )?(?:general )?staffs?|general staff chiefs|"
        r"military chiefs|"
        r"army chiefs",
        "Chiefs of General Staff Meeting",
    ),
    _format("national_coordinators", "Meeting", r"national coordinators?|CNC", "National Coordinators Meeting"),
    _format(
        "prosecutors",
        "Meeting",
        r"prosecutors?[- ]general|attorneys?[- ]general|procurators?[- ]general|general "
        r"prosecutors",
        "Prosecutors General Meeting",
    ),
    _format("judicatory_chiefs", "Meeting", r"judicatory chiefs?|judicial chiefs?", "Judicatory Chiefs Meeting"),
    _format(
        "anti_drug",
        "Meeting",
        r"anti-?drugs?|counter-?narcotics|drug (?:control|trafficking)",
        "Anti-Drug Heads Meeting",
    ),
    _format(
        "border", "Meeting", r"border (?:services?|guards?|troops|agencies|authorities)", "Border Service Heads Meeting"
    ),
    _format("parliament", "Meeting", r"speakers?|parliament(?:s|ary)?|parliamentarians", "Parliament Speakers Meeting"),
    _ministers("interior_ministers", r"interior|internal affairs|public security|police", "Interior Ministers Meeting"),
    _ministers("justice_ministers", r"justice", "Justice Ministers Meeting"),
    _ministers("culture_ministers", r"culture|cultural", "Culture Ministers Meeting"),
    _ministers("education_ministers", r"education", "Education Ministers Meeting"),
    _ministers("health_ministers", r"health(?:care)?", "Health Ministers Meeting"),
    _ministers("agriculture_ministers", r"agriculture|agricultural", "Agriculture Ministers Meeting"),
    _ministers("transport_ministers", r"transport(?:ation)?", "Transport Ministers Meeting"),
    _ministers("finance_ministers", r"finance", "Finance Ministers Meeting"),
    _ministers("trade_ministers", r"trade|commerce|economy|economic|foreign economic", "Trade Ministers Meeting"),
    _ministers(
        "emergency_heads",
        r"emergency|emergencies|disaster|emergency (?:prevention|situations)",
        "Emergency Heads Meeting",
    ),
    _ministers("energy_ministers", r"energy", "Energy Ministers Meeting"),
    _ministers("science_ministers", r"science|science and technology", "Science and Technology Ministers Meeting"),
    _ministers(
        "environment_ministers", r"environment(?:al)?|ecology|environmental protection", "Environment Ministers Meeting"
    ),
    _ministers("tourism_ministers", r"tourism", "Tourism Ministers Meeting"),
    _ministers("sports_ministers", r"sports?", "Sports Ministers Meeting"),
    _ministers("information_ministers", r"information|digital|communications?|ICT", "Digital Ministers Meeting"),
    _ministers("industry_ministers", r"industry|industrial", "Industry Ministers Meeting"),
    _format("ministerial", _MM, r"ministerial|ministers[’']?", "Ministerial Meeting"),
)
BY_KEY = {item.key: item for item in FORMATS}


_BELOW = re.compile(
    r"\b(?:deputy|vice|assistant)[- ](?:[\w-]+ ){0,2}?(?:ministers?|heads|chiefs|prosecutors|secretaries|speakers|"
    r"premiers)\b|\b(?:representatives|officials|experts|staff|delegations) (?:of|from) (?:the )?(?:[\w’'-]+ ){0,4}?"
    r"(?:ministr\w+|departments|agencies)\b",
    re.IGNORECASE,
)


def below(name: str) -> bool:
    """Tell whether those who meet are deputies or staff, whose meeting is not that of their heads."""
    return bool(_BELOW.search(name))


def format_of(name: str) -> Format | None:
    """The format that the name of a meeting tells, the first that fits; None if it tells none."""
    if below(name):
        return None
    return next((item for item in FORMATS if item.pattern.search(name)), None)


@functools.cache
def _series() -> dict[tuple[str, str], str]:
    """(organiser, format) -> series of the reference tables."""
    out: dict[tuple[str, str], str] = {}
    for row in load_reference().series:
        if row.event_type == "Exercise" or not row.organized_by:
            continue
        found = format_of(row.label)
        key = found.key if found else "heads_of_state" if row.event_type == "Summit" else ""
        if key:
            out.setdefault((row.organized_by, key), row.id)
    return out


def series_of(organizer: str, key: str) -> str | None:
    """The reference series that an organiser holds in a format, or None."""
    return _series().get((organizer, key))


@functools.cache
def exercise_series() -> dict[str, str]:
    """Name (lower case, hyphens as spaces) of an exercise series -> series of the reference tables."""
    out: dict[str, str] = {}
    for row in load_reference().series:
        if row.event_type == "Exercise":
            for name in (row.label, *row.alt_labels):
                out.setdefault(re.sub(r"[-\s]+", " ", name.lower()).strip(' "“”'), row.id)
    return out
