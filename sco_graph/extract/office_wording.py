"""How an office is worded, and whom it represents, once its body and its state are found.

A national body belongs to the office ("Secretary of the Security Council") and the state is represented; a body of its
own standing is represented itself, and the office drops it ("Director").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract import offices as words
from sco_graph.gazetteer import Gazetteer
from sco_graph.nlp.mentions import Mention, Referent, mentions, text_of
from sco_graph.nlp.skeleton import Skeleton, grammar
from sco_graph.reference import Place, State

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MISSION = re.compile(r"\b(?:Embassy|Consulate(?:[- ]General)?|Permanent (?:Mission|Representation)|High Commission)\b")
_LEADS = re.compile(
    r"\b(?:chair(?:man|woman|person)?|director|head|chief|secretary|commissioner|prosecutor|president|governor|"
    r"minister|"
    r"speaker|auditor|inspector)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(r"\b(?:press|spokes\w+|department|office|media|division|staff)\b", re.IGNORECASE)
_PRIVATE = re.compile(
    r"\b(?:Party|University|Institute|Academy|College|Company|Corporation|Holding|Television|TV|Association|Federation|"
    r"Chamber|Foundation|Union|League|Movement|Club|Airlines|Agency|Bank|Fund|Army|Front|Society|Railways|Ministry|"
    r"Department|Cent(?:re|er))\b(?! Council)"
)
_AT_MISSION = re.compile(rf" (?:of|at) the {_MISSION.pattern}$")
_STATE_AFTER = grammar(r" of (?:the )?(<S>)| \((<S>)\)", flags=0)
_STATE_BEFORE = grammar(rf"(?:(?<! of )(?<! of the )(<S>)(?:['’]s?|,)? |(<S>) (?:\(|[–—-] )){words.RANKS}$", flags=0)
_OF_END = re.compile(r" (?:of|to|for|in|under)(?: the)?\s*$")


def worded(
    doc: Doc, position: str, who: Mention | None, nation: Mention | None, *, before: bool = False
) -> tuple[str, Referent | None]:
    """The wording of an office, and whom it represents.

    Args:
        doc: The document.
        position: The office without its body and state.
        who: The state or body that the office is of.
        nation: The state named beside a body.
        before: Whether the body stands before the office ("Security Council Secretary").

    Returns:
        The office as it is written down, and the state or body that it represents, if known.
    """
    if who is None or not who.referent.is_a("Organization"):
        return _AT_MISSION.sub("", position), who.referent if who else None
    inside = mentions(doc, "State", "Organization", start=who.start, end=who.end)
    inner = next((m for m in inside if m.referent is not who.referent), None)
    owner = nation.referent if nation else inner.referent if inner else _state_of(doc, who.referent)
    body = _body_words(who, inner, owner)
    foreign = owner is not None and owner.is_a("Organization") and owner.known
    if foreign or (who.referent.known and (owner is None or not owner.is_a("State"))):
        return position, who.referent
    if _MISSION.search(body) and owner is not None:
        return position, owner
    if words.NATIONAL.search(body) or _heads(position, body, owner):
        if before:
            return f"{body} {position}", owner
        article = "the " if text_of(doc)[max(0, who.start - 4) : who.start].lower() == "the " else ""
        return f"{position} of {article}{body}", owner
    return position, who.referent


def _heads(position: str, body: str, owner: Referent | None) -> bool:
    """Tell whether an office leads a body of a state: who does so acts for the state, the staff for the body."""
    if owner is None or not owner.is_a("State") or _PRIVATE.search(body):
        return False
    return bool(_LEADS.search(position)) and not _STAFF.search(position)


def without_states(view_text: str, states: list[Mention]) -> str:
    """A phrase without the states at its end: "at the Supreme Court of India" -> "at the Supreme Court"."""
    for state in reversed(states):
        tail = re.search(rf" (?:of|in|to) (?:the )?{re.escape(state.text)}$", view_text)
        if tail:
            view_text = view_text[: tail.start()]
    return view_text


def _body_words(who: Mention, inner: Mention | None, owner: Referent | None) -> str:
    """A body's name without its owner's: "State Council" of "State Council of the People's Republic of China"."""
    text = who.text
    if inner is not None and inner.start == who.start:
        text = re.sub(r"^['’]?s? ", "", text[inner.end - who.start :])
    elif inner is not None:
        text = text[: inner.start - who.start]
    elif owner is not None and owner.is_a("State"):
        text = _without_owner(text, owner)
    text = re.sub(r"\s*\([^)]*\)?", "", text)
    return _OF_END.sub("", text).strip()


def _without_owner(text: str, owner: Referent) -> str:
    record = Gazetteer.default().record(owner.id)
    if not isinstance(record, State):
        return text
    names = "|".join(
        map(re.escape, sorted((record.label, *record.alt_labels, *record.demonyms), key=len, reverse=True))
    )
    return re.sub(rf"^(?:{names})(?:['’]s?)? | (?:of|to|for) (?:the )?(?:{names})$", "", text)


def _state_of(doc: Doc, body: Referent) -> Referent | None:
    """The state whose body the reference tables say this is."""
    gazetteer = Gazetteer.default()
    entries = [e for e in gazetteer.lookup(body.label) if e.id == body.id] if body.known else []
    state = gazetteer.record(entries[0].owner or "") if entries else None
    if isinstance(state, Place):
        state = gazetteer.record(state.located_in or "")
    if not isinstance(state, State):
        return body.links.get("state")
    named = next((m.referent for m in doc._.mentions if m.referent.id == state.id), None)
    if named is None:
        named = Referent("State", state.label, state.id, known=True)
        for name in (state.label, *state.alt_labels):
            if any(name in own for own in body.names):
                named.names.setdefault(name)  # as the body's own name calls it
    return named


def is_person(item: object) -> bool:
    """Tell whether an item of a skeleton is a person's mention."""
    return isinstance(item, Mention) and item.referent.cls == "Person"


def paired(view: Skeleton, start: int, end: int) -> list[tuple[Referent, Referent | None]]:
    """Persons in a stretch, with the state that stands after each ("N of Russia") or before ("Russia's N")."""
    out: list[tuple[Referent, Referent | None]] = []
    for index in range(start, end):
        person = view.items.get(index)
        if not isinstance(person, Mention) or not is_person(person):
            continue
        after = _STATE_AFTER.match(view.text, index + 1)
        before = _STATE_BEFORE.search(view.text[start:index])
        at = (
            after.start(1 if after[1] else 2)
            if after
            else start + before.start(before.lastindex or 1)
            if before
            else -1
        )
        state = view.items.get(at)
        out.append((person.referent, state.referent if isinstance(state, Mention) else None))
    return out
