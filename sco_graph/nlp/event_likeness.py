"""Whether two descriptions may be of one event, and whether they must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sco_graph.gazetteer import Gazetteer
from sco_graph.nlp.formats import BY_KEY
from sco_graph.nlp.mentions import Referent

ASSEMBLY = re.compile(
    r"\b(?:Council|Committee|Commission|Group|Assembly|Presidium|Congress|Board|Conference|Club|Forum|Task Force)\b"
)


_NOUN = r"(?:event|meeting|session|conference|forum|summit|exercises?|drills?|talks|consultations)"
_COMMON = frozenset(
    "joint military regular annual extraordinary bilateral trilateral ministerial expanded first".split()
)
"""Words that tell no kind of event."""


@dataclass(slots=True)
class Event:
    """An event under construction, with where it was last mentioned."""

    referent: Referent
    paragraph: int
    last: int
    headline: bool
    places: list[Referent] = field(default_factory=list)


def root(referent: Referent) -> Referent:
    """The organisation that an organ belongs to, as far as the text or the tables say."""
    for _ in range(4):
        parent = referent.links.get("body_of") or referent.links.get("parent")
        if parent is None or not ASSEMBLY.search(referent.label):
            break
        referent = parent
    return referent


def organizer_of(referent: Referent) -> Referent | None:
    """The organisation that an event's own words name as its holder, an organ's parent in place of the organ."""
    if "organizer" in referent.links:
        return referent.links["organizer"]
    body = referent.links.get("body")
    return root(body) if body is not None else None


def ancestry(referent: Referent) -> list[Referent]:
    """An organisation and those that it is an organ of, as far as the text or the tables say."""
    out = [referent]
    while len(out) < 5:
        parent = out[-1].links.get("body_of") or out[-1].links.get("parent")
        if parent is None:
            break
        out.append(parent)
    return out


def _as_many(old: Referent, new: Referent) -> bool:
    """Whether both may be one event: "three drills" are no drill, "the exercises" may be an exercise."""
    for one, other in ((old, new), (new, old)):
        if "count" in one.attrs and "plural" not in other.attrs:
            return False
    if ("plural" in old.attrs) == ("plural" in new.attrs) or "code_name" in old.attrs or "code_name" in new.attrs:
        return True
    specific = {"when", "date"} & old.attrs.keys() or old.attrs.get("det") == "the"
    return old.is_a("Exercise") and ("plural" not in old.attrs or bool(specific))


def akin(one: Referent, other: Referent) -> bool:
    """Whether two organisations are one, or one of them is an organ of the other."""
    if one in ancestry(other) or other in ancestry(one):
        return True
    return one.known and other.known and (one.id in _owners(other.id) or other.id in _owners(one.id))


def _owners(identity: str) -> list[str]:
    """The organisations above one, by the reference tables."""
    out: list[str] = []
    while len(out) < 4 and (above := getattr(Gazetteer.default().record(identity), "body_of", None)):
        out.append(above)
        identity = above
    return out


def depth(cls: str) -> int:
    """How specific a class of events is."""
    return {"Event": 0, "Meeting": 1, "Exercise": 1}.get(cls, 2)


def identified(referent: Referent, *, but_format: bool = False, but_place: bool = False) -> bool:
    """Whether a phrase says what makes its event this one."""
    attrs = referent.attrs
    if {"place", "at"} & referent.links.keys() and not but_place:
        return True
    shaped = attrs.get("format") and not (
        attrs["format"] == "heads_of_state" and attrs.get("noun", "").startswith("summit")
    )
    return bool(
        {"edition", "date", "anniversary"} & attrs.keys()
        or {"organizer", "body"} & referent.links.keys()
        or any(k.startswith("party") for k in referent.links)
        or (shaped and not but_format)
    )


def same_identity(old: Referent, new: Referent, place: Referent | None, places: list[Referent], year: str) -> bool:
    """Whether both say what makes an event this one: organiser and format with the edition or the place."""
    one, other = organizer_of(old), organizer_of(new)
    organizer = one is other and one is not None
    shaped = old.attrs.get("format") == new.attrs.get("format") and "format" in new.attrs
    if (
        not new.is_a("Exercise")
        and "edition" in new.attrs
        and new.attrs["edition"] == old.attrs.get("edition")
        and (organizer or shaped or None in (one, other))
    ):
        return True
    if "edition" in new.attrs and new.attrs["edition"] == old.attrs.get("edition"):
        series = new.links.get("series")
        if series is not None and series is old.links.get("series"):
            return True
    kinds = {old.attrs.get("format"), new.attrs.get("format")}
    loose = shaped or (new.attrs.get("det") == "the" and bool(kinds & {None, "", "ministerial"}))
    if loose and place is not None and place in places and (organizer or other is None or one is None):
        return True
    said = new.attrs.get("date") or new.attrs.get("when") or ""
    when = old.attrs.get("when") or old.attrs.get("date") or ""
    if said and when and (said.startswith(when) or when.startswith(said)) and (shaped or organizer):
        return True
    timely = not said or (not when and said[:4] == year)
    return organizer and shaped and "which" not in new.attrs and new.attrs.get("det") != "a" and timely


def compatible(event: Event, new: Referent, place: Referent | None) -> bool:  # noqa: PLR0911 - each case
    """Whether nothing that both say differs."""
    old = event.referent
    kinds = {"Exercise" if r.is_a("Exercise") else "Event" if r.cls == "Event" else "Meeting" for r in (old, new)}
    if len(kinds) > 1 and "event" not in {old.attrs.get("noun"), new.attrs.get("noun")}:
        return False
    for key in ("edition", "code_name", "anniversary"):
        if key in old.attrs and key in new.attrs and old.attrs[key] != new.attrs[key]:
            return False
    one_day, other_day = (
        r.attrs.get("date") or r.attrs.get("when") or r.attrs.get("code_year", "") for r in (old, new)
    )
    if one_day and other_day and not (one_day.startswith(other_day) or other_day.startswith(one_day)):
        return False
    told_again = event.headline and old.is_a("Exercise") and "count" not in new.attrs.keys() | old.attrs.keys()
    if not _as_many(old, new) and not told_again:
        return False
    if not formats_agree(old, new):
        return False
    one, other = organizer_of(old), organizer_of(new)
    if one is not None and other is not None and not akin(one, other):
        return False
    if (old.attrs.get("which") or "") != (new.attrs.get("which") or "") and new.attrs.get("which"):
        return False
    if old.attrs.get("which") == "next" and (new.attrs.get("det") == "a" or "code_year" in new.attrs):
        return False  # "the next meeting will be held in Kiev; at a meeting today ..."
    if place is not None and event.places and place not in event.places and not near(place, event.places):
        return False
    return parties_agree(old, new)


def near(place: Referent, places: list[Referent]) -> bool:
    """Whether one of the places may lie in the other, as far as kinds tell: a venue or region tells little."""
    regional = re.compile(r"(?:[Rr]egion|[Pp]rovince|[Oo]blast|[Dd]istrict|range|base|ground|Peninsula|peninsula)")
    return any(regional.search(p.label) for p in [place, *places])


def formats_agree(old: Referent, new: Referent) -> bool:
    """Whether those who meet may be the same."""
    one, other = old.attrs.get("format", ""), new.attrs.get("format", "")
    if one and one == other:
        return True
    if ("below" in old.attrs and other) or ("below" in new.attrs and one):
        return False
    if not one or not other:
        return not (two_sided(old) and other) and not (two_sided(new) and one)
    if "ministerial" in {one, other}:
        specific = other if one == "ministerial" else one
        return BY_KEY[specific].cls == "MinisterialMeeting"
    summits = {"heads_of_state", "heads_of_government"}
    return {one, other} == summits and "summit" in {new.attrs.get("noun"), old.attrs.get("noun")}


def two_sided(referent: Referent) -> bool:
    """Whether it is a meeting of two or three that no organisation holds."""
    some = any(key.startswith("party") for key in referent.links) or "bilateral" in referent.attrs
    return some and organizer_of(referent) is None


def parties_agree(old: Referent, new: Referent) -> bool:
    """Whether the parties that the phrases name may be the same."""
    one = {v for k, v in old.links.items() if k.startswith("party")}
    other = {v for k, v in new.links.items() if k.startswith("party")}
    if one and other:
        met = "encounter" in old.attrs or "encounter" in new.attrs
        return one <= other or other <= one if met else bool(one & other)
    if two_sided(new) and not one:
        return "format" not in old.attrs and organizer_of(old) is None and "edition" not in old.attrs
    return True


def called_alike(old: Referent, new: Referent) -> bool:
    """Whether two phrases have one head noun: "this meeting" is rather a meeting than a summit."""
    return old.attrs.get("noun", "").rstrip("s") == new.attrs.get("noun", "").rstrip("s")


def kind_of(event: Referent) -> str:
    """What kind of an event its words tell, as in "special event", "consultative meeting"; "" if none."""
    found = re.search(rf"\b(?P<kind>[a-z][a-z-]{{4,}}) {_NOUN}\b", event.label)
    return found["kind"] if found and found["kind"] not in _COMMON else ""


def same_holder(old: Referent, new: Referent) -> bool:
    """Whether a headline's event is told by its holder alone, whose the new one is, too: "CSTO session opens"."""
    one, other = organizer_of(old), organizer_of(new)
    if one is None or other is None or {"edition", "date", "when", "anniversary"} & old.attrs.keys():
        return False
    if old.attrs.get("which", "next") != "next":
        return False
    return akin(one, other) and not any(key.startswith("party") for key in (*old.links, *new.links))


def persons_of(event: Referent) -> set[Referent]:
    """The persons who are told to meet at an event."""
    return {r for key, r in event.links.items() if key.startswith("party") and r.cls == "Person"}


def named_later(old: Referent, new: Referent) -> bool:
    """Whether a verb told of a meeting that a phrase now names: "The leaders of A and B met. The SCO summit ..."."""
    if "verbal" not in old.attrs or {"edition", "date"} & old.attrs.keys():
        return False
    one, other = organizer_of(old), organizer_of(new)
    if one is None:
        return old.attrs.get("format") == new.attrs.get("format") and "format" in new.attrs
    return one is other and "body" in new.links and not {"edition", "date", "when"} & new.attrs.keys()
