"""Sentence boundaries that newswire makes certain, set before the parser, which then keeps to them.

A dateline, a bullet and a new paragraph begin a sentence; after "Gen.", "Nov." or an initial none begins.  What these
rules do not decide is left open for the statistical components that follow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLACE = r"[A-Z][A-Z.'’-]*[A-Z](?:[ /-][A-Z][A-Z.'’-]*[A-Z]){0,3}(?:, [A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]+)?)?"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"(?:\([^()\n]{2,40}\)|/[A-Z][\w .-]{1,30}/\.?|[A-Z][A-Za-z-]+(?: [A-Z][a-z]+)?(?=\s*(?:--|[-–—] |:)))"
DATELINE = re.compile(
    rf"^[ \t]*(?:{_PLACE})(?:"
    rf"[.,] {_DATE}[.,] [A-Z]{{4,}}(?= [A-Z][a-z])"  # ASTANA. July 2. KAZINFORM The ...
    rf"|[.,] [A-Z]{{4,}} ?(?:--|[-–—])(?=\s)"  # TASHKENT. KAZINFORM – The ...
    rf"|[,.]? {_DATE}[.,]?(?: ?{_AGENCY})?(?: ?(?:--|[-–—]|:|/)(?=\s))?"  # BEIJING, June 5 (Xinhua) --
    rf"|,? ?{_AGENCY} ?(?:--|[-–—]|:)(?=\s)"  # ISLAMABAD (APP):
    rf"|[.:]? ?(?:--|[-–—]|:)(?=\s)"  # ANKARA -
    rf")[ \t]*(?=\S)",
    re.MULTILINE,
)
"""The head of a line that says where, when and by whom: the sentence begins after it."""

_TITLES = "Gen Lt Col Maj Capt Cpl Sgt Adm Brig Cmdr Mr Mrs Ms Dr Prof St Sen Rep Gov Hon Rev Amb Pres Messrs".split()
_OTHERS = "Nov Dec Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct No Nos vs cf approx Art Vol Fig".split()
_ABBREVIATIONS = frozenset(f"{word}." for word in _TITLES + _OTHERS)
_TITLE_DOTS = frozenset(f"{word}." for word in _TITLES)
_INITIAL = re.compile(r"(?:[A-Z]|Kh|Yu|Ya|Ye|Zh|Sh|Ch|Dzh|Ts)\.")
_LONG_INITIAL = re.compile(r"(?:[A-Z]\.)*(?:Kh|Yu|Ya|Ye|Zh|Sh|Ch|Dzh|Ts)")
"""What the tokenizer parts from its full stop."""
_HOURS = frozenset({"a.m.", "p.m."})
_AFTER_HOURS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December GMT UTC".split()
)
_OPENING, _CLOSING = frozenset('"“'), frozenset('"”')
_STARTERS = frozenset(
    "The A An He She It They We I You This That These Those In On At But And If As When While After Before For From "
    "There His Her Its Their Our What Who Why How No Not So Then Such With By To".split()
)
_DASHES = frozenset({"--", "—", "–", "-", "•", "·", "*"})
_MARKS = _OPENING | _CLOSING | _DASHES
_ENDS = frozenset(".!?:;…\"”’'")


@Language.factory("sco_sentences", assigns=["token.is_sent_start"], retokenizes=False)
class SentenceRules:
    """Sets the certain boundaries of a document (see the module).

    Args:
        nlp: The pipeline.
        name: The component's name.
    """

    def __init__(self, nlp: Language, name: str = "sco_sentences") -> None:  # noqa: ARG002 - spaCy's signature
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set ``token.is_sent_start`` where the rules know it; leave the rest as it is."""
        datelines = {match.end(): match.start() for match in DATELINE.finditer(doc.text)}
        inside = {i for end, start in datelines.items() for i in range(start + 1, end)}
        for i in _undecided(doc, inside | datelines.keys()):
            token = doc[i]
            if token.idx in inside:
                token.is_sent_start = False
            elif token.idx in datelines or _begins(doc, i):
                token.is_sent_start = True
            elif token.is_space or _goes_on(doc, i, doc[i - 1].text):
                token.is_sent_start = False
        return doc


def _undecided(doc: Doc, datelines: set[int]) -> list[int]:
    """The tokens of which a rule may know: at a dateline's offsets, or at or after a mark; most are passed over."""
    found = {
        i
        for before, word in enumerate(token.text for token in doc)
        if word[-1] == "." or word in _MARKS or word.isspace()
        for i in (before, before + 1)
    }
    if datelines:
        found.update(token.i for token in doc if token.idx in datelines)
    return sorted(found - {0, len(doc)})


def _begins(doc: Doc, i: int) -> bool:
    """Whether a sentence certainly begins: a new paragraph, a bullet, a title, a quotation, or what follows one."""
    before = doc[i - 1].text
    title = doc[i].text in _TITLE_DOTS and before == "." and doc[max(i - 2, 0)].text + "." not in _TITLE_DOTS
    quotation = _is_opening(doc, i) and before in {".", "!", "?"} and _capital(doc[i + 1].text)
    after_quotation = i > 1 and _is_closing(doc, i - 1) and doc[i - 2].text == "." and doc[i].text[:1].isupper()
    return title or quotation or after_quotation or _after_break(doc, i) or _is_bullet(doc, i)


def _is_opening(doc: Doc, i: int) -> bool:
    """Whether a token is a quotation mark that opens: with a space before it, and none after."""
    if doc[i].text not in _OPENING or doc[i].whitespace_ or i + 1 == len(doc):
        return False
    return i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space


def _is_closing(doc: Doc, i: int) -> bool:
    """Whether a token is a quotation mark that closes: with no space before it, and one after."""
    if doc[i].text not in _CLOSING or i == 0 or not (doc[i].whitespace_ or i + 1 == len(doc)):
        return False
    return not doc[i - 1].whitespace_ and not doc[i - 1].is_space


def _after_break(doc: Doc, i: int) -> bool:
    """Whether a line break stands before a token, with a blank line or after the end of a sentence."""
    before = doc[i - 1]
    if doc[i].is_space or not before.is_space or "\n" not in before.text:
        return False
    if before.text.count("\n") > 1 or i < 2:
        return True
    return doc[i - 2].text[-1] in _ENDS or doc[i].text in _DASHES


def _is_bullet(doc: Doc, i: int) -> bool:
    """Whether a dash begins an item: after the end of a sentence, with a capital or a figure after it."""
    if doc[i].text not in _DASHES or i + 1 >= len(doc):
        return False
    return doc[i - 1].text[-1] in ".;:!?" and doc[i - 1].text not in _ABBREVIATIONS and _capital(doc[i + 1].text)


def _capital(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit()


def _goes_on(doc: Doc, i: int, before: str) -> bool:
    """Whether a sentence that has come to a token certainly goes on with it."""
    text = doc[i].text
    if before == "." and i > 1 and not doc[i - 2].whitespace_:
        return _is_closing(doc, i) or _goes_on_after_stop(doc[i - 2].text, text)
    small = text[:1].islower() and before.endswith(".") and len(before) > 1
    return small or _is_opening(doc, i - 1) or _is_closing(doc, i) or _goes_on_after(before, text)


def _goes_on_after(before: str, text: str) -> bool:
    """Whether an abbreviation with its full stop ends no sentence."""
    capital = text[:1].isupper()
    if before in _TITLE_DOTS:
        return capital
    if before in _HOURS:
        return text in _AFTER_HOURS
    if _INITIAL.fullmatch(before):
        return capital and text not in _STARTERS
    return before in _ABBREVIATIONS and text[:1].isdigit()


def _goes_on_after_stop(word: str, text: str) -> bool:
    """The same of one whose full stop is a token of its own."""
    if _LONG_INITIAL.fullmatch(word):
        return text[:1].isupper() and text not in _STARTERS
    return word + "." in _ABBREVIATIONS and (text[:1].isdigit() or word + "." in _TITLE_DOTS)
