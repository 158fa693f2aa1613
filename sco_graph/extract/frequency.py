"""How often the meetings or drills of a series are held: "the annual exercise", "convened every two years"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.nlp.skeleton import grammar, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from sco_graph.model import Article

_NUMBER = "two|three|four|five|six|ten|[2-9]|10"
_OFTEN = (
    r"(?P<often>annually|yearly|biennially|quarterly|monthly"
    r"|(?:once |twice |three times )?(?:a|each|every) (?:year|month)"
    rf"|(?:once )?every (?:other|second|{_NUMBER}) years?|once in (?:{_NUMBER}) years|(?:once|twice) annually)\b"
)
_HELD = grammar(
    r"(?P<series><R>)(?: (?:of|within|under|between|among) [^.;,<ER>]{0,40}?)?,?(?: which| that)? "
    r"(?:(?:is|are|has been|have been) (?:now |usually |regularly |traditionally |to be |since <D> ){0,2}"
    r"(?:held|convened|conducted|organi[sz]ed|staged|run)|takes? place|convenes?|meets?)"
    rf"(?: (?:in turn|alternately|in <S>|<D>)){{0,2}},? {_OFTEN}"
)
_ADJECTIVE = re.compile(r"\b(?P<often>annual|yearly|biennial|biannual|semi-?annual|quarterly|monthly)\b", re.IGNORECASE)
_WORDS = {
    "annual": "annual",
    "annually": "annual",
    "yearly": "annual",
    "biennial": "every two years",
    "biennially": "every two years",
    "biannual": "twice a year",
    "semiannual": "twice a year",
    "quarterly": "quarterly",
    "monthly": "monthly",
}
_DIGITS = dict(zip("23456", ("two", "three", "four", "five", "six"), strict=True)) | {"10": "ten"}


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """``sco:frequency`` of the series of a document.

    Args:
        article: The source.
        doc: Its document.
    """
    del article
    if not any(m.referent.cls == "EventSeries" for m in doc._.mentions):
        return
    for segment in doc._.segments:
        view = skeleton(doc, segment.start, segment.end)
        said = [(view.one(match, "series"), match["often"], "frequency.held") for match in _HELD.finditer(view.text)]
        for item in view.items.values():
            adjective = _ADJECTIVE.search(getattr(item, "text", ""))
            if adjective:
                said.append((item, adjective["often"], "frequency.adjective"))
        for mention, often, rule in said:
            if mention.referent.cls == "EventSeries":
                yield Claim(mention.referent, "frequency", normal(often), segment.start, segment.end, rule, 0.9)


def normal(often: str) -> str:
    """One wording for each frequency.

    Args:
        often: "annually", "every year", "once in 2 years", "biennial", ...

    Returns:
        "annual", "every two years", "twice a year", "quarterly", "monthly", ...
    """
    text = " ".join(often.lower().replace("-", "").split())
    if text in _WORDS:
        return _WORDS[text]
    text = re.sub(r"^once (?:in|every) ", "every ", text)
    text = re.sub(r"^every (?:other|second) years?$", "every two years", text)
    text = re.sub(r"\d+", lambda digits: _DIGITS.get(digits[0], digits[0]), text)
    if re.fullmatch(r"(?:once )?(?:a|each|every) year|once annually", text):
        return "annual"
    if re.fullmatch(r"(?:once )?(?:a|each|every) month", text):
        return "monthly"
    return re.sub(r"^(twice|three times) (?:a|each|every) (year|month)$|^twice annually$", _times, text)


def _times(match: re.Match[str]) -> str:
    return f"{match[1]} a {match[2]}" if match[1] else "twice a year"
