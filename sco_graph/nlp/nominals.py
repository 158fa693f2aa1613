"""Organisations by description: "the organisation", "the bloc", "the working group" point back to the latest one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.mentions import Form, Mention, Referent, add, text_of
from sco_graph.nlp.organizations import dominant, organization_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WHOLE = re.compile(
    r"\b[Tt]he (?:(?:\w+-(?:member|nation|strong|country|dominated|led)|regional|eight|six|nine|ten|security|"
    r"political) )*"
    r"(?:(?P<org>organi[sz]ation|bloc|grouping|alliance|union)|(?P<body>working group|contact group|(?<=The "
    r")Council|Commission|"
    r"Committee|(?<=the )Council))\b(?! (?:of|on|for|to) )(?!-)"
)


_ATTRIBUTIVE = re.compile(r"(?= (?:member|members|country|nation|ally|allies)\b)")
"""After a name that only says what a state is: "the first accession of a NATO country to the bloc"."""


@Language.component("sco_nominals", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_nominals(doc: Doc) -> Doc:
    """Mark descriptions of organisations that were named before."""
    main = dominant(doc)
    found: list[Mention] = []
    mentions = [m for m in doc._.mentions if m.referent.is_a("Organization")]
    spans = [(m.start, m.end) for m in doc._.mentions]
    attributive = frozenset(m.start() for m in _ATTRIBUTIVE.finditer(text_of(doc)))
    for match in _WHOLE.finditer(text_of(doc)):
        if any(s < match.end() and match.start() < e for s, e in spans):
            continue
        referent = _latest(
            mentions,
            match.start(),
            body=match["body"] is not None,
            main=main,
            text=match.group(),
            attributive=attributive,
        )
        if referent is not None:
            found.append(Mention(match.start(), match.end(), referent, Form.DESCRIPTION, match.group()))
    if found:
        add(doc, found)
    return doc


def _latest(
    mentions: list[Mention], offset: int, *, body: bool, main: Referent | None, text: str, attributive: frozenset[int]
) -> Referent | None:
    """The latest organisation named before an offset: an organ if one is meant, else an international body."""
    if body and text.endswith("Council"):
        mentions = [*reversed(mentions)]  # of several councils, the one that the text began with
    for m in reversed(mentions):
        if m.start >= offset or (m.referent is not main and m.end in attributive):
            continue
        if body and m.referent.is_a("OrganizationBody"):
            word = text.rsplit(maxsplit=1)[-1].lower()
            if word in m.text.lower() or word in m.referent.label.lower():
                return m.referent
        if not body and m.referent.cls == "Organization":
            if organization_kind(m.referent.id) == "international_organization":
                return m.referent
            if not m.referent.known and re.search(r"Organi[sz]ation|Union|Community|Alliance", m.referent.label):
                return m.referent
    return None if body else main
