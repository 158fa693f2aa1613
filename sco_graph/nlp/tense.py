"""Does a clause speak of what was, or of what is to come?  Cues of news English; no parse is needed.

"On Friday" is the last Friday in "met on Friday" and the next in "will meet on Friday".  The cue that governs a date is
nearly always the nearest verb before it, or, if the date opens its sentence, the first one after it.
"""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future"]

_FUTURE = (
    r"will|shall|['’]ll|would|going to|(?:is|are|be|being) (?:also |now )?to|to (?=be |take place)|due|scheduled|"
    r"slated|"
    r"set to|expected|plann?(?:s|ed|ing)?|plans? to|intend(?:s|ed)?|preparing|upcoming|forthcoming|coming|"
    r"opens?|begins?|starts?|kicks? off|meets?|gathers?|convenes?|hosts?|holds?|arrives?|visits?|attends?|concludes?|"
    r"(?:is|are) (?:also |reportedly |now )?(?:hosting|holding|opening|starting|beginning|meeting|visiting|attending|"
    r"convening|gathering|travelling|traveling|arriving|taking part|taking place|running)|"
    r"closes?|ends?|takes? place|co-chairs?|launch(?:es)?|runs?|travels?|pays?|leaves?|sits?|assembles?|resumes?"
)
_IRREGULAR = (
    "was were had did has have been held took began became met sent gave came went saw told said led brought left put "
    "drew rose fell won made kept paid stood spoke wrote flew got built chose underwent overtook withdrew sat ran "
    "wound heard found agreed says"
)
_CUE = re.compile(
    rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{'|'.join(_IRREGULAR.split())}|(?-i:[a-z]{{2,}})(?:ed)))(?![\w-])",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\b(?:[Tt]he|[Aa]t|an?|its|his|her|their|this|[Bb]y the)(?: (?:very|official|two-day|working))? \Z")
"""Before what is a noun and no verb: "at the start of the summit Monday"."""
_SMALL = re.compile(
    r"\b(?:will|shall|would|to|due|scheduled|slated|expected|planned|must|can|could|should|may|might)\s+"
    r"(?:also\s|not\s|then\s|jointly\s|again\s|\w+ly\s|to\s)*(?:be|have|get)\s+(?:\w+ly\s|also\s|jointly\s)*\Z",
    re.IGNORECASE,
)
_NOT_VERBS = frozenset(
    {"armed", "united", "unprecedented", "concerted", "combined", "need", "speed", "indeed", "related", "unlimited"}
    | {"limited", "advanced", "hundred", "red", "shed", "bed", "exceed", "proceed", "succeed", "feed", "embed"}
)
_REPORTING = frozenset(
    {"said", "told", "says", "reported", "announced", "noted", "added", "stated", "informed", "quoted", "cited"}
)
_SENTENCE_START = re.compile(r"(?:[.!?;]['\"”’)]?\s|\n|\s--\s)")
_SENTENCE_END = re.compile(r"[.!?;]['\"”’)]?(?=\s|\Z)|\n")
_ABBREVIATIONS = frozenset(
    {"St", "Dr", "Mr", "Mrs", "Gen", "Col", "Lt", "Maj", "Adm"}
    | {"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"}
)
_ATTRIBUTIVE = re.compile(
    r"\b(?:at|for|during|of|in|to|attend|before|until) (?:the|a|an|this|its|their) \Z", re.IGNORECASE
)
_OF_NOUN = re.compile(r" (?:[\w’'-]+ ){1,4}(?:(?:which|that) )?")
_AWAITED = re.compile(
    r"\b(?:regarding|ahead of|in the run-up to|prepar\w+(?: for| of)?|on the eve of|looking ahead to) "
    r"(?:the|its|their|an?) (?:[\w’'-]+ ){1,6}(?:(?:in|on|of) )?\Z"
)
"""Before the date of what is yet to come, whatever the verb: "they agreed regarding the summit in June"."""
_REACH = 400


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """Tense of the clause that a stretch of text belongs to.

    Args:
        text: The whole text.
        start: First character of the date expression.
        end: One past its last character.

    Returns:
        "past", "future", or None if no verb near it says.
    """
    left = _left(text, start)
    right = _right(text, end)
    before = _cues(text, left, start)
    after = _cues(text, end, right)
    close = after and not text[end : after[0][0]].strip(" ,") and not (before and start - before[-1][1] <= 4)
    if close:
        return after[0][2]
    if after and _ATTRIBUTIVE.search(text, left, start) and _OF_NOUN.fullmatch(text, end, after[0][0]):
        return after[0][2]  # "to continue at the December 6 meeting to be held in Moscow"
    if before and _AWAITED.search(text, before[-1][1], start):
        return "future"
    if before:
        return before[-1][2]
    plain = [cue for cue in after if cue[3] not in _REPORTING] or after
    return plain[0][2] if plain else None


def _left(text: str, start: int) -> int:
    floor = max(0, start - _REACH)
    found = [m.end() for m in _SENTENCE_START.finditer(text, floor, start) if not _abbreviated(text, m.start())]
    return found[-1] if found else floor


def _right(text: str, end: int) -> int:
    ceiling = min(len(text), end + _REACH)
    for match in _SENTENCE_END.finditer(text, end, ceiling):
        if not _abbreviated(text, match.start()):
            return match.start()
    return ceiling


def _abbreviated(text: str, dot: int) -> bool:
    """A full stop after an initial, a month or a title ends no sentence."""
    if text[dot : dot + 1] != ".":
        return False
    word = re.search(r"(\w+)\Z", text[max(0, dot - 12) : dot])
    return word is not None and (len(word[1]) == 1 or word[1] in _ABBREVIATIONS)


def _cues(text: str, start: int, end: int) -> list[tuple[int, int, Tense, str]]:
    """Start, end, tense and word of each cue in a stretch."""
    out: list[tuple[int, int, Tense, str]] = []
    for match in _CUE.finditer(text, start, end):
        word = match.group().lower()
        if word in _NOT_VERBS or (match["future"] and _NOUN.search(text, max(0, match.start() - 24), match.start())):
            continue
        tense: Tense = "future" if match["future"] else "past"
        if tense == "past" and _SMALL.search(text, max(0, match.start() - 40), match.start()):
            tense = "future"  # "to be held", "will then be signed"
        out.append((match.start(), match.end(), tense, word))
    return out
