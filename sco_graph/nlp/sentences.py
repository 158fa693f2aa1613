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
_STARTERS = frozenset(
    "The A An He She It They We I You This That These Those In On At But And If As When While After Before For From "
    "There His Her Its Their Our What Who Why How No Not So Then Such With By To".split()
)
_DASHES = frozenset({"--", "—", "–", "-", "•", "·", "*"})
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
        for token in doc[1:]:
            before = doc[token.i - 1]
            if token.idx in inside:
                token.is_sent_start = False
            elif token.idx in datelines or _begins(doc, token.i):
                token.is_sent_start = True
            elif token.is_space or _goes_on(doc, token.i, before.text):
                token.is_sent_start = False
        return doc


def _begins(doc: Doc, i: int) -> bool:
    """Whether a sentence certainly begins: a new paragraph, a bullet, a title after a full stop."""
    title = doc[i].text in _TITLE_DOTS and doc[i - 1].text == "."
    return title or _after_break(doc, i) or _is_bullet(doc, i)


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
    """Whether the full stop before a token cannot end a sentence."""
    text = doc[i].text
    if before in _TITLE_DOTS:
        return text[:1].isupper()
    if before in _ABBREVIATIONS:
        return text[:1].isdigit() or text[:1].islower()
    if before == "." and i > 1 and doc[i - 2].text + "." in _ABBREVIATIONS and not doc[i - 2].whitespace_:
        return text[:1].isdigit() or doc[i - 2].text + "." in _TITLE_DOTS
    if _INITIAL.fullmatch(before):
        return text[:1].isupper() and text not in _STARTERS
    return text[:1].islower() and before.endswith(".") and len(before) > 1
