"""Who acts in a stretch of text about documents: parties, and the organisation whose members act as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.document_acts import GROUPED, NOT_PARTY, OFFICE_OF, WITH_NAME
from sco_graph.nlp.mentions import Form, Mention, mentions
from sco_graph.nlp.organizations import organization_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.skeleton import Skeleton

_COUNCIL = re.compile(r"\b(?:council|assembly|conference|congress|heads of (?:state|government))\b", re.IGNORECASE)


def inside(view: Skeleton, first: int, last: int) -> Iterator[Mention]:
    """The mentions between two indices of a skeleton, in order."""
    return (m for i in range(first, last) if isinstance(m := view.items.get(i), Mention))


def agents(view: Skeleton, first: int, last: int) -> tuple[list[Referent], Referent | None]:
    """The states and organisations that act in a stretch, and the organisation whose members act as one."""
    parties: dict[Referent, None] = {}
    owner: Referent | None = None
    text = view.text
    for index in range(first, last):
        item = view.items.get(index)
        if not isinstance(item, Mention) or not item.referent.is_a("State", "Organization"):
            continue
        if NOT_PARTY.search(text[max(first, index - 24) : index]) and item.form is not Form.METONYM:
            continue
        if OFFICE_OF.search(text[max(first, index - 40) : index]) or WITH_NAME.match(text, index + 1):
            continue  # whose officer signs, not who does
        if organization_kind(item.referent.id) == "news_agency":
            continue
        if item.referent.is_a("Organization") and GROUPED.match(text, index + 1):
            owner = item.referent
        elif _COUNCIL.search(item.text):
            owner = owner or _root(item.referent)
        elif item.referent.is_a("Organization") and re.search(r"\bof (?:the )?$", text[max(first, index - 9) : index]):
            owner = owner or item.referent
        elif item.referent.cls == "State" or text[index + 1 : index + 2] in {"", " ", ","}:
            parties.setdefault(item.referent)
    found = [p for p in parties if p is not owner]
    return found if found or owner is not None else _counterparts(view, first, last), owner


def _counterparts(view: Skeleton, first: int, last: int) -> list[Referent]:
    """The states whose officers act: "Russian Foreign Minister <N> and his Chinese counterpart <N>"."""
    found = [m.referent for m in inside(view, first, last) if m.form is Form.DEMONYM]
    officers = any(m.referent.cls == "Person" for m in inside(view, first, last))
    states = list(dict.fromkeys(found))
    return states if officers and len(states) == 2 else []


def _root(body: Referent) -> Referent:
    """The organisation that an organ belongs to, as far as the text or the tables say."""
    for _ in range(4):
        body = body.links.get("body_of", body)
    return body


def between(doc: Doc, m: Mention) -> list[Referent]:
    """The parties that a title names: "Memorandum between the SCO Secretariat and UNESCO"."""
    opening = re.search(r"\b(?:between|among)\b", m.text)
    if opening is None or re.search(r"\b[Mm]ember (?:[Ss]tates|[Cc]ountries)", m.text):
        return []
    named = mentions(doc, "State", "Organization", start=m.start + opening.end(), end=m.end)
    outer = [i for i in named if i.form is not Form.DEMONYM]
    outer = [i for i in outer if not any(o is not i and o.start <= i.start and i.end <= o.end for o in outer)]
    found = list(dict.fromkeys(i.referent for i in outer))
    return found if len(found) > 1 else []
