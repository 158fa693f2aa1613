"""The nouns that say that a phrase speaks of a document, and what may stand to their left."""

from __future__ import annotations

import re

_HEADS = (
    (
        "Memorandum",
        r"memorand(?:um|a|ums)(?: of (?:understanding|obligations?|commitments?|cooperation|intent(?:ions)?))?|"
        r"memo of (?:mutual )?understanding|MoUs?|letters? of intent",
    ),
    (
        "Statement",
        r"(?:joint |final |press )*(?:communiqu[eé]|statement)|joint press release|joint (?:address|appeal|message)|"
        r"appeal(?= (?:to|of) the )",
    ),
    ("Treaty", r"treat(?:y|ies)"),
    ("Convention", r"conventions?"),
    ("Charter", r"charter|statutes?"),
    ("Protocol", r"protocols?"),
    ("Declaration", r"declarations?"),
    (
        "Programme",
        r"(?:action |work |master )?(?:plan|programme|program|roadmap|road map|strategy|concept)"
        r"(?: of (?:action|cooperation|interaction|measures|work))?|list of measures|"
        r"(?:main )?(?:guidelines|directions)|vision(?: ?[-–] ?20\d\d)?",
    ),
    (
        "Agreement",
        r"agreements?|FTA|accords?|pact|deal|regulations?|rules of procedure|code of conduct|document|instrument|text|"
        r"(?:decision|resolution)(?= (?:of|on|regarding|concerning|by) )|"
        r"(?-i:Act|Resolution|Initiative|Framework|Outlook|Blueprint|Agenda|Compact|Contract|Provisions?|Principles)",
    ),
)
HEAD = re.compile("|".join(rf"(?P<{cls}>\b(?:{pattern})\b)" for cls, pattern in _HEADS), re.IGNORECASE)
ONLY_TITLED = frozenset(
    {
        "act",
        "resolution",
        "decision",
        "initiative",
        "framework",
        "outlook",
        "blueprint",
        "agenda",
        "compact",
        "contract",
    }
    | {"provision", "provisions", "principles"}
)
"""Heads that name a document only in a title, "the Almaty Act", or where they say what on, "a decision on ..."."""
_APPROVAL = re.compile(
    r" (?:of [^.;,]{1,90}? )?(?:on|to|regarding|concerning) (?:the )?(?:approv|adopt|sign|endors|conclu)"
)
"""A decision that is but the approval of another document."""
PLURAL = re.compile(
    r"(?:memorand(?:a|ums)|mous|letters|treaties|conventions|protocols|declarations|agreements|accords)\b",
    re.IGNORECASE,
)
"""Several documents in one phrase; told only if it says what they are on."""
WEAK = frozenset(
    {"statement", "plan", "programme", "program", "strategy", "concept", "vision", "directions", "guidelines", "pact"}
    | {"regulation", "regulations", "document", "instrument", "text", "accord", "convention", "appeal", "deal"}
    | ONLY_TITLED
)
"""Heads that mean something else more often than not, unless they are titles or say what they are on."""
JOINED = re.compile(
    r"\b(?:action plan|plan of action|(?:programme|program|plan) of cooperation|roadmap|road map)\b", re.IGNORECASE
)
_LOWER_LEFT = frozenset(
    "joint new intergovernmental interstate bilateral trilateral multilateral international final five-year ten-year "
    "three-year comprehensive strategic political framework free trade extradition development medium-term long-term "
    "anti-drug antidrug anti-terrorism anti-terror counter-terrorism counterterrorism cooperation action draft "
    "proposed "
    "separate similar special border security customs transport economic legal landmark founding good-neighbourliness "
    "friendship partnership non-aggression peace investment visa education energy military defence defense transit "
    "implementation additional supplementary supplemental outcome summit "
    "official binding legally-binding first second third wide-ranging "
    "five-nation six-nation preliminary interim revised updated cultural information-security host gas oil".split()
)
EMPTY = frozenset(
    "same said latest current present aforementioned above-mentioned corresponding relevant respective important "
    "historic key signed adopted approved agreed following".split()
)
"""Adjectives that tell nothing about a document: "the latest agreement" is the agreement."""
_COMPOUND_S = frozenset(
    "customs arms sports services communications technologies affairs drugs forces goods ties relations".split()
)
_NOUN_PHRASE = re.compile(
    r"(?<![\w’'-])(?P<det>the|an?|its|their|this|another)\s(?P<words>(?:(?:19|20)\d\d\s)?(?:[a-z][a-z’'-]{1,25}\s){1,4})$"
)
FUNCTION = frozenset(
    {"of", "on", "the", "and", "for", "in", "to", "between", "among", "against", "at", "within", "by", "a", "an", "its"}
    | {"their", "with", "&", "from", "into", "until", "towards", "toward", "or", "as"}
)
STOP = frozenset(
    "was were is are be been being has have had will would shall should can could may might must which who whom "
    "whose that where when while after before during following since although though because if unless than including "
    "signed adopted approved concluded inked endorsed issued initialled reached entered took take takes taken "
    "said says told according adding noting such also both then not no yet so but nor plays serves provides defines "
    "sets "
    "allows makes covers envisages stipulates comes came regulates remains contains obliges lays gives helped means "
    "shows became paves aims seeks brings calls calling".split()
)
_DETERMINER = re.compile(
    r"(?:(?<![\w’'-])(?P<det>the|a|an|this|that|these|its|their|his|another|any|no|each|such|said|our|every)\s)$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(r"(?P<word>[^\s,.;:()\"“”!?]+)(?P<gap>[ -])$")
_PLURAL_BEFORE = re.compile(r"(?:[a-z]{3,}s|they|who|which|[A-Z]\w+) (?:also |now )?$")
_THING_BEFORE = re.compile(
    r"\b(?:an?|the|this|their|its|new|[\w-]+ (?:trade|peace|gas|oil|energy)) (?!great |good |big )"
    r"(?:(?!to )[\w-]+ ){0,2}$"
)
_NUMBER = re.compile(r"(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?|\d{1,2}(?:th|st|nd|rd)")
_NO_QUALIFIER = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?!Unit)[A-Z][a-z]+(?:ed|ing)|The|In|On|At|Under|Besides|Also|Apart|"
    r"(?:Sign|Ink|Adopt|Approve|Endorse|Issue|Release|Conclude|Ratify|Join|Hail|Welcome|Discuss|Seal|Pass|Extend|Renew|"
    r"Reach|Seek|Mull|Eye|Finali[sz]e|Announce|Launch|Unveil|Consider|Reject|Suspend|Denounce|Mark|Negotiate)(?:e?s)?|"
    r"Ratifies|Passes|After|During|Following|Among|Particularly|However|Meanwhile|Later|Earlier"
)
_COMPOUND = re.compile(
    r"(?:[’']s?)?[ -](?:centre|center|hall|flight|member|mission|officer|paper|room|department|director)"
)


def no_head(text: str, match: re.Match[str]) -> bool:
    """Tell other senses: a plural, part of a compound ("convention centre", "non-treaty")."""
    after = text[match.end() : match.end() + 24]
    if _COMPOUND.match(after) or re.match(r"-\w|s\b", after):
        return True
    if match.group().lower() in {"decision", "resolution"} and _APPROVAL.match(text, match.end(), match.end() + 120):
        return True
    if match.group().lower() in ONLY_TITLED and HEAD.match(text, match.end() + 1):
        return True  # "the Framework Agreement"
    if match.group().lower() == "deal" and not _THING_BEFORE.search(text, max(0, match.start() - 40), match.start()):
        return True
    if (
        match.group().lower() == "plan"
        and re.match(r" (?:to|on|for) ", after)
        and _PLURAL_BEFORE.search(text, max(0, match.start() - 40), match.start())
    ):
        return True  # "the leaders plan to adopt"
    return match.start() > 0 and text[match.start() - 1] in "-/’'"


def grow_left(text: str, head: int, floor: int, *, weak: bool) -> tuple[int, str]:
    """Grow to the left over capitalised words and known adjectives; return the start and the determiner."""
    start = head
    for _ in range(9):
        phrase = None if weak else _NOUN_PHRASE.search(text, max(floor, start - 90), start)
        if phrase and all(_compounds(word) for word in phrase["words"].split()):
            return phrase.start("words"), phrase["det"].lower()
        det = _DETERMINER.search(text, max(floor, start - 12), start)
        if det:
            return start, det["det"].lower()
        previous = _PREVIOUS.search(text, max(floor, start - 60), start)
        if not previous or not _qualifies(previous["word"]):
            break
        start = previous.start("word")
    return start, ""


def _compounds(word: str) -> bool:
    """Tell whether a small word between a determiner and a head noun is part of their phrase."""
    if word in _LOWER_LEFT or word in _COMPOUND_S or word in EMPTY or _NUMBER.fullmatch(word):
        return True
    verbal = word.endswith(("ed", "ly", "s", "’", "'")) or word in STOP or word in FUNCTION
    return not verbal and not HEAD.fullmatch(word)


def _qualifies(word: str) -> bool:
    if word.lower() in _LOWER_LEFT or _NUMBER.fullmatch(word):
        return True
    bare = re.sub(r"[’']s?$", "", word)
    return bare[:1].isupper() and bare.lower() not in STOP | FUNCTION and not _NO_QUALIFIER.fullmatch(bare)
