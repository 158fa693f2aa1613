"""Whose an event is that a phrase points to: "its summit", "the council's 47th meeting", "the ministers' talks"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.nlp.formats import format_of
from sco_graph.nlp.mentions import Mention, Referent, text_of
from sco_graph.nlp.segments import segment_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COLLEGE = re.compile(r"[Tt]he (ministers|secretaries|leaders|chiefs)[’'] ")
_ORGANS = frozenset({"council", "committee", "commission", "assembly", "structure"})
_HOLDER = re.compile(
    r"[Tt]he (council|committee|commission|assembly|structure|bloc|organi[sz]ation|alliance|grouping|union)[’']s "
)


def note_owner(doc: Doc, m: Mention, referent: Referent) -> None:
    """Whose "its" and "their" are: the sentence's first agent, or the officers that the sentence names.

    Args:
        doc: The document.
        m: A mention of an event.
        referent: The event, to which the owner is linked.
    """
    if referent.attrs.get("noun") is None:
        return
    holder = _HOLDER.match(m.text)
    if holder and not {"organizer", "body"} & referent.links.keys():
        _named_before(doc, m, referent, holder[1].lower())
    college = _COLLEGE.match(m.text)
    if college and referent.attrs.get("format") == "ministerial":
        _college_before(doc, m, referent, college[1])
    if not re.match(r"(?:[Ii]ts|[Tt]heir) ", m.text):
        return
    segment = segment_at(doc, m.start)
    weak = referent.attrs.get("format", "heads_of_state") == "heads_of_state" and referent.attrs.get("noun") != "summit"
    if "format" not in referent.attrs and weak and m.text.lower().startswith("their"):
        found = format_of(text_of(doc)[segment.start : m.start])
        if found is not None:
            referent.attrs["format"] = found.key
            referent.cls = found.cls
    if {"organizer", "body"} & referent.links.keys() or not m.text.lower().startswith("its"):
        return
    begin = segment.start if m.start - segment.start > 12 else doc._.segments[max(segment.number - 1, 0)].start
    owner = next((o.referent for o in doc._.mentions if begin <= o.start < m.start and o.referent.is_a("Agent")), None)
    if owner is not None and owner.is_a("Organization"):
        referent.links["body" if owner.is_a("OrganizationBody") else "organizer"] = owner
    elif owner is not None and owner.is_a("State"):
        referent.links["owner"] = owner


def _college_before(doc: Doc, m: Mention, referent: Referent, college: str) -> None:
    """For "the ministers' conclave": of the ministers named last, "the defence ministers of the SCO"."""
    text = text_of(doc)
    at = text.rfind(college, max(0, m.start - 600), m.start)
    found = format_of(text[max(0, at - 40) : at + len(college)]) if at >= 0 else None
    if found is not None:
        referent.attrs["format"] = found.key
        referent.cls = found.cls


def _named_before(doc: Doc, m: Mention, referent: Referent, kind: str) -> None:
    """For "the council's 47th meeting", "the bloc's summit": the council, the organisation spoken of before."""
    before = [o.referent for o in doc._.mentions if o.end <= m.start and o.referent.is_a("Organization")]
    organ = kind in _ORGANS
    for owner in reversed(before):
        if owner.is_a("OrganizationBody") == organ and (kind in owner.label.lower() if organ else owner.known):
            referent.links["body" if organ else "organizer"] = owner
            return
