"""Words that head a phrase about an event, words that may not qualify one, and ordinals."""

from __future__ import annotations

import re

EXERCISE_HEAD = re.compile(
    r"(?:military |war |staff )?(?:exercises?|drills?)|man(?:oeu|eu)vres?|maneuvers?|war[- ]?games?|joint "
    r"(?:border )?operations?"
)
HEAD = re.compile(
    r"(?<![\w’'-])(?:summits?|meetings?|meet|sessions?|sittings?|conferences?|videoconferences?|forums?|"
    r"consultations|talks|"
    r"negotiations|symposiums?|seminars?|round[- ]tables?|roundtables?|workshops?|rounds?|dialogues?|"
    r"gatherings?|congress(?=\s+of)|"
    r"(?<=\ue00a )event|(?<=-day )event|(?<=special )event|(?<=level )event|"
    r"(?<=opening )ceremony|(?<=inaugural )ceremony|(?<=inauguration )ceremony|(?<=launching )ceremony|"
    r"exercises?|drills?|manoeuvres?|maneuvers?|maneuvres?|war[- ]?games?|joint border operations?|get-together|"
    r"conclave|parley|retreat|plenum|plenary|festivals?|(?-i:Games)|exhibitions?|championships?|olympiads?)"
    r"(?![\w])(?!-)",
    re.IGNORECASE,
)
SHOW_HEAD = re.compile(r"festivals?|games|exhibitions?|championships?|olympiads?")
"""What is neither meeting nor exercise, yet happens once: an Event."""
_STOP_WORDS = (
    "in at on by from with without into onto upon over under during before after since until till through throughout "
    "between among amid against toward towards within per via about around as than like unlike despite besides beyond "
    "and or but nor yet so if when while where which who whom whose what that because although though unless whether "
    "he she it we they i you me him us them his_ is are was were be been being am has have had having do does did will "
    "would shall should can could may might must not no never also only just even still already both either neither "
    "held hold holds host hosts hosted hosting attend attends attended attending join joins joined joining open "
    "opens opened "
    "begin begins began begun start starts started end ends ended conclude concludes concluded chair chairs "
    "chaired chairing "
    "address addresses addressed addressing said says say told tells took take takes taken taking place part "
    "conduct conducts "
    "conducted conducting launch launches launched organise organised organize organized organizes stage stages staged "
    "call calls called calling propose proposed proposes planned_ plan plans discuss discussed discusses discussing "
    "make makes made give gives gave given get gets got go goes went come comes came see sees saw seen set sets "
    "visit visits visited watch watched watches follow followed follows following_ include includes included including "
    "sign signed signs signing adopt adopted adopts approve approved hear heard hears review reviewed run ran runs "
    "prepare prepared preparing prepares receive received receives there here then now today yesterday tomorrow "
    "to for of via such more most many much several some_ all out up down off again together first-time "
    "complete completes finish finishes finished kick kicked kicks wrap wrapped wind wound close closed_ convene "
    "convened convenes conducted leave left "
    "support supports supported welcome welcomed welcomes attendance drew draw draws brought bring brings "
    "met meets meet meeting_ gathered send sends sent sending represent represented represents read"
).split()
MODIFIER_STOP = re.compile("|".join(re.escape(w.rstrip("_")) for w in _STOP_WORDS if not w.endswith("_")))

_UNITS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_ORDINAL = re.compile(
    r"\b(?:(?P<digits>\d{1,3})(?:-?\s?(?:st|nd|rd|th))|(?P<tens>twent|thirt|fort|fift|sixt|sevent|eight|ninet)"
    rf"(?:ieth|y[- ](?P<unit>{'|'.join(list(_UNITS)[:9])}))|(?P<word>{'|'.join(_UNITS)}))\b"
    r"(?![- ](?:time|day|half|most\b|(?:bigg|great|high|larg|long|old|small|strong|young)est\b))",
    re.IGNORECASE,
)


_ROMAN = re.compile(r"(?<![\w’'-])(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?= [A-Z\ue000-\ue00a]| \Z)")
_VALUES = {"I": 1, "V": 5, "X": 10}


def _roman(text: str) -> int | None:
    """The number that a Roman numeral says: "the VI Conference", "XXII session"."""
    match = _ROMAN.search(text)
    if not match or (match["roman"] == "I" and not re.fullmatch(r"(?:[Tt]he |[Aa]t )*I ?(?:[A-Z].*)?", text.strip())):
        return None
    digits = [_VALUES[letter] for letter in match["roman"]]
    return sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True))


def ordinal(text: str) -> int | None:
    """The number that the ordinal of a phrase says: "seventh", "17th", "twenty-first", "VI"; None if it has none.

    Args:
        text: The words before the head noun.
    """
    match = _ORDINAL.search(text)
    if not match:
        return _roman(text)
    if match["digits"]:
        return int(match["digits"])
    if match["word"]:
        return _UNITS[match["word"].lower()]
    return _TENS[match["tens"].lower()] + (_UNITS[match["unit"].lower()] if match["unit"] else 0)
