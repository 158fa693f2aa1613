"""Organisations by description: "the bloc", "the six-nation group", "the centre" point back to the latest such one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.blocs import dominant, international
from sco_graph.nlp.mentions import Form, Mention, Referent, add, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|multi)"
_KIND = (
    rf"(?:{_COUNT}[- ](?:member|nation|strong|country|state|party)|{_COUNT}|\w+-(?:dominated|led|based|backed)|"
    r"(?:inter)?regional|sub-?regional|inter-?governmental|international|multilateral|security|political|military|"
    r"defen[cs]e|economic|trade|trading|Eurasian|Central Asian|post-Soviet)"
)
_WHOLE = re.compile(
    rf"\b(?:[Tt]he|[Tt]his) (?P<kind>(?:{_KIND},? )*)(?:"
    r"(?P<bloc>organi[sz]ation|Organi[sz]ation|bloc|grouping|alliance|union|Union|body|entity)|"
    r"(?P<group>group|club|association|Association|league|League|community|Community|pact|forum|Forum|partnership|"
    r"initiative|Group|Commonwealth)|"
    r"(?P<organ>working group|contact group|[Cc]ouncil|[Cc]ommission|[Cc]ommittee|[Cc]ent(?:re|er)|[Ss]ecretariat|"
    r"[Ss]tructure|[Aa]gency|[Bb]ank|[Cc]onsortium|[Ff]und|[Uu]niversity|[Bb]ureau))"
    r"\b(?! (?:of|on|for|to) )(?! [A-Z])(?!-)(?! (?:building|members?|meetings?|sessions?|summits?)\b)"
)
_ATTRIBUTIVE = re.compile(r"(?= (?:member|members|country|nation|ally|allies)\b)")
"""After a name that only says what a state is: "the first accession of a NATO country to the bloc"."""


@Language.component("sco_nominals", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_nominals(doc: Doc) -> Doc:
    """Mark descriptions of organisations that were named before."""
    mentions = [m for m in doc._.mentions if m.referent.is_a("Organization")]
    if not mentions:
        return doc
    main = dominant(doc)
    found: list[Mention] = []
    spans = [(m.start, m.end) for m in doc._.mentions]
    attributive = frozenset(m.start() for m in _ATTRIBUTIVE.finditer(text_of(doc)))
    for match in _WHOLE.finditer(text_of(doc)):
        if any(s < match.end() and match.start() < e for s, e in spans):
            continue
        before = [m for m in mentions if m.start < match.start() and (m.referent is main or m.end not in attributive)]
        referent = _meant(match, before, main)
        if referent is not None:
            found.append(Mention(match.start(), match.end(), referent, Form.DESCRIPTION, match.group()))
    if found:
        add(doc, found)
    return doc


def _meant(match: re.Match[str], before: list[Mention], main: Referent | None) -> Referent | None:
    """Whom a description means of those named before it: an organ by its own word, a bloc also by another's."""
    if match["organ"]:
        so_called = [m for m in before if _called(m.referent, match["organ"]) and not international(m.referent)]
        if match["organ"].lower() == "council" and so_called:
            return so_called[0].referent  # of several councils, the one that the text began with
        return so_called[-1].referent if so_called else None
    blocs = [m for m in before if international(m.referent)]
    noun = match["bloc"] or match["group"]
    so_called = [m for m in blocs if _called(m.referent, noun)]
    if noun[0].isupper() or (match["group"] and not match["kind"]):
        return so_called[-1].referent if so_called else None
    if so_called and noun in {"union", "alliance"}:
        blocs = so_called
    return blocs[-1].referent if blocs else main


def _called(referent: Referent, noun: str) -> bool:
    """Tell whether one of an organisation's names has the noun in it."""
    noun = _folded(noun)
    return any(re.search(rf"\b{noun}\b", _folded(name)) for name in (referent.label, *referent.names))


def _folded(text: str) -> str:
    return text.lower().replace("centre", "center").replace("isation", "ization")
