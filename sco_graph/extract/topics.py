"""Subjects of the closed list in a stretch of text, told by cue words.

Whether the stretch states what an event or a document is about is for the caller to know: "on combating terrorism" in
a title does, an aside about terrorism does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_THREE_EVILS = ("terrorism", "separatism", "extremism")
_ILLICIT = r"(?:traffick\w+|smuggl\w+|circulation|turnover|trade|proliferation|spread)"
_CUES = {
    "terrorism": r"(?:anti|counter|cyber)?[- ]?terror(?:ism|ists?|)",
    "separatism": r"(?:anti-)?separatis\w+|splitt?is\w+",
    "extremism": r"(?:anti-|counter-)?extremis\w+|de-?radicali[sz]\w+|radicali[sz](?:ation|m)|radicalism",
    "regional_security": r"regional(?: and (?:international|global))? (?:security|stability|peace)|"
    r"(?:international|global|collective|common) and regional (?:security|stability|peace)|"
    r"security and stability|stability and security|security (?:cooperation|situation|challenges|architecture|"
    r"environment)|"
    r"(?:security|stability|peace) (?:in|of|across) (?:the )?(?:region|Central Asia|Eurasia|Asia)|"
    r"matters of (?:regional )?(?:stability|security)|peace and (?:security|stability)",
    "information_security": r"information(?:al)? security|cyber[- ]?(?:security|crime|threats?|attacks?|terror\w*|"
    r"space)|"
    r"security (?:in|of) the use of (?:ICTs?|information)|internet security",
    "drug_trafficking": r"(?:anti|counter)?-?(?:drugs?|narcotics?)(?![\w-]*store)|psychotropic|opium|heroin",
    "arms_trafficking": rf"(?:arms|weapons?|firearms)(?:, ammunition and explosives)?(?: and [\w-]+)? {_ILLICIT}|"
    rf"{_ILLICIT} (?:in|of) (?:[\w-]+,? (?:and )?){{0,6}}?(?:arms|weapons?|firearms|ammunition)",
    "organized_crime": r"organi[sz]ed(?: cross-border| transnational)? crimes?|(?:transnational|cross-border|"
    r"trans-border|"
    r"transborder)(?: organi[sz]ed)? (?:crimes?|criminal\w*)|(?:combat\w+|fight\w*|against|counter\w+) crimes?|"
    r"money[- ]laundering|human trafficking|illegal migration|"
    r"trafficking (?:in|of) (?:human beings|persons|people)",
    "border_security": r"borders? (?:security|control|protection|management|cooperation|issues|guards?|areas?|"
    r"services?|"
    r"troops|defen[cs]e|regime|patrols?|demarcation|delimitation|treat(?:y|ies)|agreements?|disputes?)|border regions?|"
    r"(?:state|common|joint) borders?|(?:demarcation|delimitation) of (?:the |their )?(?:[\w-]+ )?borders?",
    "military_cooperation": r"(?:politico-)?military|(?<!civil )defen[cs]e(?! of)|armed forces|army|armies",
    "law_enforcement": r"law[- ]enforcement|police|polic(?:ing)|extradition|(?:mutual )?legal assistance|"
    r"judicia(?:l|ry)|"
    r"public security|prosecut\w+|justice|courts?|interior ministr\w+|internal affairs",
    "nuclear_security": r"nuclear (?:security|weapons?|safety|proliferation|non-proliferation|programme|program|"
    r"issue|deal|"
    r"material\w*|free zone)|non-?proliferation|weapons of mass destruction|nuclear-weapon-free",
    "afghanistan": r"(?<!Republic of )Afghan(?:istan)?(?!-led| president)(?!(?:,| and) (?-i:[A-Z]))|intra-Afghan",
    "trade": r"(?<!drug )(?<!arms )(?<!weapons )(?<!weapon )(?<!drugs )trade(?! (?:in|of) (?:drugs?|arms|weapons))|"
    r"customs|"
    r"(?:foreign )?economic(?! (?:prosperity|growth|crisis|situation|community|union|commission|belt|recovery|"
    r"stability|"
    r"security|zones?|forum))(?: and trade)?(?: cooperation| ties| relations| integration| partnership| interaction)?|"
    r"(?<!world )(?<!global )(?<!politics and )econom(?:y|ies)(?! of the)|e-commerce|commerce|free[- ]trade",
    "investment": r"investments?|investors?|invest",
    "finance": r"financ(?:e|es|ial|ing)(?! (?:channels )?(?:of|for) (?:\w+ ){0,2}?(?:terror|extremis|separatis))"
    r"(?<!terror financing)(?<!terrorist financing)(?<!terrorism financing)(?<!terrorism and its financing)"
    r"(?<!against its financing)|bank(?:s|ing)?(?! and)|national currenc\w+|settlements|budget\w*|"
    r"Development Fund|"
    r"monetary|tax(?:ation|es)?",
    "energy": r"(?<!nuclear )energy|oil and gas|hydro-?power|electricity|power grid|pipelines?|gas supplies|fuel",
    "transport": r"transport\w*|road(?:s)?(?! ?map)|railways?|rail|logistics|connectivity|corridors?|highways?|"
    r"aviation|"
    r"air services|interconnectivity|hauliers?|transit|motorways?|dry ports?|sea ?ports?|shipping|freight|cargo",
    "agriculture": r"agricultur\w+|food security|grain|farming|phytosanitary|veterinary",
    "science_technology": r"scien(?:ce|ces|tific)|(?<!communication )technolog(?:y|ies|ical)|innovati\w+|"
    r"research|high-tech",
    "digital_economy": r"digit\w+|(?<!use of )(?<!sphere of )ICTs?|information and communications? technolog\w+|"
    r"artificial intelligence|telecommunications?|smart cities",
    "space": r"outer space|space (?:exploration|cooperation|research|activit\w+|flights?)|satellites?|remote sensing",
    "culture": r"(?:inter)?cultur(?:e|al|es)|museums?|heritage|humanitarian (?:cooperation|ties|exchanges?|field)|"
    r"people-to-people|the arts|mass media|dialogue (?:of|between|among) civili[sz]ations|cinema\w*|sports?",
    "education": r"education\w*|universit\w+|students?|academic|schools?|diplomas?|vocational",
    "health": r"health\w*|pandemics?|COVID(?:-19)?|epidemi\w+|"
    r"medic(?:al(?! (?:evacuation|teams?|units?|personnel|corps|services?|training))|ine|ines)|sanitary(?! and phyto)|"
    r"coronavirus",
    "tourism": r"(?:eco-?)?touris\w+",
    "environment": r"(?<!security )(?<!business )(?<!investment )(?<!political )(?<!strategic )(?<!international )"
    r"environment(?:al)?(?: protection)?(?! (?:for|of))|ecolog\w+|climate(?: change)?|biodiversity|"
    r"green (?:development|"
    r"economy|belt|technolog\w+)|protected (?:natural )?areas|water resources|wildlife|desertification|"
    r"(?:effective )?waste management|pollution|drinking water|glaciers?|Aral Sea",
    "disaster_relief": r"disasters?|emergenc(?:y|ies)(?: relief| situations?| response| preparedness| management)|"
    r"humanitarian (?:aid|"
    r"assistance|relief)|"
    r"earthquakes?|floods?|search and rescue|(?<!hostage )(?<!hostages )rescue(?! of hostages)",
    "youth": r"youth|young (?:people|leaders)",
    "enlargement": r"enlargement|(?:SCO |the )?expansion of (?:the )?(?:membership|organi[sz]ation|SCO)|accession|"
    r"admission of|admi(?:t|tting|ssion)|new members?|memorand(?:um|a) of (?:obligations?|commitments?)|"
    r"observer status|"
    r"dialogue partner(?:ship)? status|full(?:-fledged)? member(?:ship|s)?|"
    r"status of (?:an? |the )?(?:SCO )?(?:full )?(?:observer|member|dialogue partner|partner)s?|"
    r"(?:SCO|full) membership|(?:obligations?|commitments?|status) .{0,90}member(?:ship| country| state)?\b(?! states)",
}  # fmt: skip
_SECTORS = {
    "culture": r"[Cc]ultur(?:e|al)",
    "transport": r"[Tt]ransport(?:ation)?|[Rr]ailways?",
    "tourism": r"[Tt]ourism",
    "agriculture": r"[Aa]gricultur(?:e|al)",
    "health": r"[Hh]ealth(?:care)?",
    "education": r"[Ee]ducation",
    "energy": r"[Ee]nergy",
    "military_cooperation": r"[Dd]efen[cs]e|[Gg]eneral [Ss]taffs?",
    "law_enforcement": r"[Jj]ustice|[Ii]nterior|[Ii]nternal [Aa]ffairs|[Pp]ublic [Ss]ecurity|[Pp]olice",
    "border_security": r"[Bb]order",
    "finance": r"[Ff]inance",
    "disaster_relief": r"[Ee]mergenc(?:y|ies)",
    "science_technology": r"[Ss]cience",
    "environment": r"[Ee]nvironment(?:al)?|[Ee]cology",
    "trade": r"[Tt]rade",
}
_BEARERS = (
    r"(?:[Mm]inist(?:ers?|ries|erial)|[Aa]uthorities|[Aa]gencies|[Ss]ervices|[Aa]dministrations?|[Dd]epartments?|"
    r"[Cc]hiefs|[Hh]eads)"
)
_OF_SECTOR = {
    topic: re.compile(
        rf"\b(?:{word})(?: and \w+)?(?: \w+)?? {_BEARERS}\b|"
        rf"\b{_BEARERS} (?:of|for|in charge of|responsible for)(?: the)?"
        rf"(?: [\w,]+){{0,4}}? (?:{word})\b"
    )
    for topic, word in _SECTORS.items()
}
_PROSECUTORS = re.compile(r"\b(?:[Pp]rosecutors?|[Aa]ttorneys[- ][Gg]eneral)\b")
_PATTERNS = {topic: re.compile(rf"(?<!\w)(?:{cue})(?!\w)", re.IGNORECASE) for topic, cue in _CUES.items()}
_EVILS = re.compile(r"\bthree[ \"“]+evils?\b|\bthree (?:evil )?forces\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """Words that tell a topic: half-open character offsets, and the topic's local name."""

    start: int
    end: int
    topic: str


def find_topics(text: str, start: int = 0, end: int | None = None) -> Iterator[Cue]:
    """Find the cue words of topics, in order.

    Args:
        text: Any text.
        start: Where to begin.
        end: Where to stop; the end of the text if None.
    """
    found = sorted(set(_cues(text, start, len(text) if end is None else end)))
    secure = [cue for cue in found if cue.topic == "information_security"]
    for cue in found:  # "security in the use of ICTs" is no digital economy
        if cue.topic != "digital_economy" or not any(s.start <= cue.start and cue.end <= s.end for s in secure):
            yield cue


def _cues(text: str, start: int, end: int) -> Iterator[Cue]:
    for topic, pattern in _PATTERNS.items():
        yield from (Cue(match.start(), match.end(), topic) for match in pattern.finditer(text, start, end))
    for match in _EVILS.finditer(text, start, end):
        yield from (Cue(match.start(), match.end(), topic) for topic in _THREE_EVILS)


def names_evils(text: str) -> bool:
    """Tell whether words are a name of the "three evils", which looks like that of an organisation."""
    return _EVILS.search(text) is not None


def topics_of(text: str) -> tuple[str, ...]:
    """The topics that a short stretch of text names, sorted: a title, an aim, an agenda."""
    return tuple(sorted({cue.topic for cue in find_topics(text)}))


def sector_topics(text: str) -> tuple[str, ...]:
    """The topics of those who meet, by their portfolio: "meeting of transport ministers", "heads of border services".

    Of 83 such meetings in annotated news, the portfolio was told to be no topic of three.
    """
    told = {topic for topic, pattern in _OF_SECTOR.items() if pattern.search(text)}
    return tuple(sorted(told | ({"law_enforcement"} if _PROSECUTORS.search(text) else set())))
