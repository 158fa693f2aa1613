"""Are two things one?  Yes, no, or it cannot be told: the pairwise judgements behind entity resolution."""

from __future__ import annotations

import enum
import functools
import itertools
import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from sco_graph.descriptors import Descriptor, Span, around
from sco_graph.formats import SUMMITS, code_base, formats, title_words
from sco_graph.model import is_a
from sco_graph.names import name_key, person_key
from sco_graph.reference import Organization, load_reference

_SLACK_DAYS = 1
"""Reports differ by a day on when delegations arrived."""
_MONTH = 31
_IRREGULAR = re.compile(r"extraordinary|unscheduled|informal|emergency meeting|special session|expert|deput(?:y|ies)")
_SAME_TITLE, _LIKE_TITLE = 0.99, 0.74


class Verdict(enum.Enum):
    """Whether two things are one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"  # alike, but not enough to say so


def compare(a: Descriptor, b: Descriptor) -> Verdict:
    """Judge whether two descriptors are of one thing; the order does not matter.

    Args:
        a: One.
        b: The other.
    """
    if a.id == b.id:
        return Verdict.SAME
    if (a.known and b.known) or a.family != b.family or not (is_a(a.type, b.type) or is_a(b.type, a.type)):
        return Verdict.DIFFERENT
    return _JUDGES.get(a.family, _same_named)(a, b)


def _same_event(a: Descriptor, b: Descriptor) -> Verdict:
    if _event_objections(a, b):
        return Verdict.DIFFERENT
    when = _when(a, b)
    series = bool(a.series & b.series) or bool(a.owners and b.owners and _formats_shared(a, b))
    exact = any(s.exact for s in a.spans) and any(s.exact for s in b.spans)
    fine = all(any(s.last - s.first < _MONTH for s in thing.spans) for thing in (a, b))
    here = exact and _where(a.places, b.places) is True
    beside = here and bool(a.owners & b.owners) and not (a.type == b.type == "Meeting" and _apart(a.topics, b.topics))
    among = here and a.participants == b.participants and len(a.participants) >= 2 and bool(a.owners) == bool(b.owners)
    proofs = (
        series and a.editions & b.editions and not _by_default_another(a, b),
        when and _codes(a, b),
        when and series and (fine or _yearly(a, b)),
        when and beside and _called_alike(a, b),
        when and among,  # "talks" here, "a meeting of the energy ministers" there, of the same two states
        series and _reported(a, b) and not _by_default_another(a, b),
    )
    return Verdict.SAME if any(proofs) else Verdict.UNSURE


def _reported(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether an undated event fits one of the tables by its place and the time of the article."""
    if a.known == b.known or _where(a.places, b.places) is not True:
        return False
    told, known = (b, a) if a.known else (a, b)
    return not told.spans and any(_meet(x, y) for x, y in itertools.product(told.near, known.spans))


def _event_objections(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether anything speaks against two events being one."""
    codes = _codes(a, b)
    return (
        codes is False
        or _when(a, b) is False
        or _apart(a.editions, b.editions)
        or _apart(a.series, b.series)
        or _unrelated(a.owners, b.owners)
        or not _formats_agree(a, b)
        or _irregular(a) != _irregular(b)
        or (_where(a.places, b.places) is False and not codes)
    )


def _same_agreement(a: Descriptor, b: Descriptor) -> Verdict:
    when = _when(a, b)
    known = load_reference().by_id.keys()
    elsewhere = bool(a.events & known) and bool(b.events & known) and not a.events & b.events
    objections = (
        when is False,
        elsewhere,
        _unrelated(a.owners | a.parties, b.owners | b.parties),
        _apart_periods(a.names, b.names),
        _parties_differ(a, b),
        _apart(_document_words(a), _document_words(b)),
    )
    likeness = max((_dice(title_words(x), title_words(y)) for x, y in itertools.product(a.names, b.names)), default=0.0)
    together = bool(a.events & b.events) or when is True
    if any(objections) or (likeness < _LIKE_TITLE and not together):
        return Verdict.DIFFERENT
    plain = a.type == b.type and (_plain_titles(a) or _plain_titles(b))
    proofs = (
        together and likeness >= _LIKE_TITLE,
        when and a.type == b.type and min(len(a.parties), len(b.parties)) >= 2 and "Memorandum" in a.type,
        (a.known or b.known) and likeness >= _SAME_TITLE and a.type == b.type and a.owners & b.owners,
        likeness >= _SAME_TITLE and _tells_enough(a, b),
        plain and a.events & b.events,  # "the joint communiqué" of one meeting
        plain
        and when
        and a.owners & b.owners
        and a.type in ("Convention", "Treaty", "Charter"),  # "the 2009 Convention"
    )
    return Verdict.SAME if any(proofs) else Verdict.UNSURE


def _same_person(a: Descriptor, b: Descriptor) -> Verdict:
    keys_a, keys_b = ({person_key(name) for name in thing.names} - {""} for thing in (a, b))
    if keys_a & keys_b:
        return Verdict.SAME
    alike = any(_person_names_fit(x.split(), y.split()) for x, y in itertools.product(keys_a, keys_b))
    if not alike:
        return Verdict.DIFFERENT
    if a.owners and b.owners and not a.owners & b.owners:
        return Verdict.DIFFERENT
    offices_a, offices_b = ({name_key(p) for p in thing.positions} for thing in (a, b))
    return Verdict.SAME if a.owners & b.owners and offices_a & offices_b else Verdict.UNSURE


def _person_names_fit(a: list[str], b: list[str]) -> bool:
    """Tell whether one name may be a shorter form of the other: "N Patrushev", "Patrushev", "Nikolai Patrushev"."""
    if not a or not b or a[-1] != b[-1]:
        return False
    first_a, first_b = (words[0] if len(words) > 1 else "" for words in (a, b))
    return not first_a or not first_b or (min(len(first_a), len(first_b)) <= 2 and first_a[0] == first_b[0])


def _same_named(a: Descriptor, b: Descriptor) -> Verdict:
    """Organisations, series and places: one name, and nothing that speaks against it."""
    shared = {name_key(n) for n in a.names} & {name_key(n) for n in b.names}
    if not shared:
        return Verdict.UNSURE
    if a.family == "Place":
        return Verdict.DIFFERENT if _where(a.places, b.places) is False else Verdict.SAME
    if _unrelated(a.owners, b.owners):
        return Verdict.DIFFERENT
    told = any(not set(name.split()) <= _COMMON_NAMES for name in shared)
    one_sided = bool(a.owners) != bool(b.owners) and a.type != "Organization"
    return Verdict.SAME if a.owners & b.owners or (told and not one_sided) else Verdict.UNSURE


_COMMON_NAMES = frozenset(
    {"general", "staff", "ministry", "of", "the", "for", "and", "foreign", "affairs", "defense", "state", "council"}
    | {"committee", "security", "secretariat", "service", "agency", "parliament", "government", "army", "police"}
    | {"border", "customs", "interior", "internal", "national", "federal", "supreme", "court", "prosecutor", "office"}
    | {"central", "bank", "senate", "cabinet", "ministers", "justice", "public", "armed", "forces", "press", "joint"}
    | {"secretary", "executive", "contact", "working", "group", "emergency", "situations", "health", "education"}
)
"""Words of which every state has a body: "Security Council", "Ministry of Defence"."""


_JUDGES: Mapping[str, Callable[[Descriptor, Descriptor], Verdict]] = MappingProxyType(
    {"Event": _same_event, "Agreement": _same_agreement, "Person": _same_person}
)


def _apart(a: Collection[str], b: Collection[str]) -> bool:
    return bool(a) and bool(b) and not set(a) & set(b)


def _codes(a: Descriptor, b: Descriptor) -> bool | None:
    """Whether the code names agree; None if one has none."""
    if not a.code_names or not b.code_names:
        # "the first drill under the Peace Mission name" is of the series that the other's name tells
        bases = {code_base(c) for c in a.code_names | b.code_names}
        return bool(bases & {code_base(s.replace("_", " ")) for s in a.series | b.series}) or None
    return bool({code_base(c) for c in a.code_names} & {code_base(c) for c in b.code_names})


def _when(a: Descriptor, b: Descriptor) -> bool | None:
    """Whether the dates agree; None if one has none."""
    if not a.spans or not b.spans:
        return None
    return any(_meet(x, y) for x, y in itertools.product(a.spans, b.spans))


def _meet(a: Span, b: Span) -> bool:
    slack = _SLACK_DAYS if a.exact and b.exact else 0
    return a.first <= b.last + slack and b.first <= a.last + slack


def _where(a: Collection[str], b: Collection[str]) -> bool | None:
    """Whether the places agree: one is, or lies in, the other; None if unknown."""
    if not a or not b:
        return None
    verdicts = [_place_within(x, y) for x, y in itertools.product(sorted(a), sorted(b))]
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _place_within(a: str, b: str) -> bool | None:
    if a == b:
        return True
    chain_a, chain_b = around(a), around(b)
    if chain_a is None or chain_b is None:
        return None
    return a in chain_b or b in chain_a


@functools.cache
def _above(organization: str) -> frozenset[str]:
    """The organisation and those whose organ it is."""
    found = {organization}
    record = load_reference().by_id.get(organization)
    while isinstance(record, Organization) and record.body_of:
        found.add(record.body_of)
        record = load_reference().by_id.get(record.body_of)
    return frozenset(found)


def _unrelated(a: Collection[str], b: Collection[str]) -> bool:
    """Tell whether both have owners and no owner of one is, or belongs to, one of the other's."""
    if not a or not b:
        return False
    return not any(_above(x) & _above(y) for x, y in itertools.product(a, b))


def _formats_agree(a: Descriptor, b: Descriptor) -> bool:
    return not formats(a.names) or not formats(b.names) or _formats_shared(a, b)


def _formats_shared(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether both names describe one kind of meeting; a plain "summit" may be of presidents or of premiers."""
    kinds_a, kinds_b = formats(a.names), formats(b.names)
    plain = "summit" in kinds_a | kinds_b and bool(kinds_a & SUMMITS) and bool(kinds_b & SUMMITS)
    return plain or bool(kinds_a & kinds_b)


def _irregular(thing: Descriptor) -> bool:
    return any(_IRREGULAR.search(name_key(name)) for name in thing.names)


def _yearly(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether the format meets once a year, so that the year is enough."""
    if _by_default_another(a, b):
        return False
    kinds = formats(a.names) | formats(b.names)
    series = (a.series & b.series) or (a.series | b.series)
    if series:
        return all(one in _yearly_series() for one in series)
    return kinds <= {"heads_of_state", "summit"}


def _by_default_another(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether one is a plain "summit", by default the presidents', and the other the premiers'."""
    return not a.series & b.series and {"summit", "heads_of_government"} <= formats(a.names) | formats(b.names)


@functools.cache
def _yearly_series() -> frozenset[str]:
    """Summits, ministers' meetings and what the tables call annual, unless they know two editions of one year."""
    reference = load_reference()
    held = [(event.series, (event.start or "")[:4]) for event in reference.events if event.series]
    often = {series for series, year in held if year and held.count((series, year)) > 1}
    once = ("Summit", "MinisterialMeeting")
    return (
        frozenset(
            row.id for row in reference.series if row.event_type in once or "annual" in (row.frequency or "").split()
        )
        - often
    )


_GATHERINGS = {
    **dict.fromkeys(("meeting", "session", "sitting", "gathering"), "meeting"),
    **dict.fromkeys(("talks", "negotiations", "consultations"), "meeting"),
    **dict.fromkeys(("conference", "congress", "symposium", "colloquium"), "conference"),
    **dict.fromkeys(("seminar", "workshop", "training", "course"), "seminar"),
    **dict.fromkeys(("exhibition", "expo", "fair"), "exhibition"),
    **{word: word for word in ("forum", "festival", "games", "marathon", "championship", "ceremony", "roundtable")},
}
_NO_SUBJECT = frozenset({"ministerial", "minister", "regular", "annual", "next", "held", "opens", "participants"})


def _called_alike(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether gatherings of one body at one time and place may be one by what they are called.

    A body that meets often holds several in one city on one day: ministers of sport here, of tourism there, and a
    conference beside them.  What they are about tells them apart; where one does not say it, what kind of gathering.
    """
    if a.type == b.type and a.type not in ("Meeting", "MinisterialMeeting"):
        return True
    subject_a, subject_b = _subject(a, b.owners), _subject(b, a.owners)
    if subject_a and subject_b and (a.type == b.type or not subject_a & subject_b):
        return bool(subject_a & subject_b)
    return bool(_kinds(a) & _kinds(b))


def _subject(thing: Descriptor, owners: Collection[str]) -> frozenset[str]:
    """The words of an event's names that are of its subject: not of its kind, its number, its place or its owner."""
    known = load_reference().by_id
    others = [known[id_] for id_ in (thing.owners & set(owners)) | thing.places | thing.participants if id_ in known]
    named = {word for record in others for name in (record.label, *record.alt_labels) for word in title_words(name)}
    words = {word for name in thing.names for word in name_key(name).split()}
    plain = {word for word in words if word in _GATHERINGS or word in _NO_SUBJECT or word[0].isdigit()}
    return title_words(" ".join(sorted(words - plain))) - named


def _kinds(thing: Descriptor) -> frozenset[str]:
    words = {word for name in thing.names for word in name_key(name).split()}
    return frozenset(_GATHERINGS[word] for word in words & _GATHERINGS.keys())


def _dice(a: Collection[str], b: Collection[str]) -> float:
    common = len(set(a) & set(b))
    return 2 * common / (len(a) + len(b)) if common else 0.0


_PERIOD = re.compile(r"\b(?:19|20)\d\d(?: (?:19|20)\d\d)?\b")


def _apart_periods(a: Collection[str], b: Collection[str]) -> bool:
    """Tell whether the titles name years and no year is in both: programmes for 2013-2015 and for 2016-2018."""
    years_a, years_b = ({y for name in names for y in _PERIOD.findall(name_key(name))} for names in (a, b))
    return bool(years_a) and bool(years_b) and not years_a & years_b


def _parties_differ(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether two documents were concluded by different few: memoranda with the CSTO and with ASEAN."""
    if not a.parties or not b.parties:
        return False
    related = [x for x in a.parties if any(_above(x) & _above(y) for y in b.parties)]
    return len(related) < min(len(a.parties), len(b.parties))


def _document_words(thing: Descriptor) -> frozenset[str]:
    """What a document calls itself, where its class does not tell: concept, strategy, communiqué, ..."""
    words = {word for name in thing.names for word in name_key(name).split()}
    return frozenset(_DOCUMENTS[word] for word in words & _DOCUMENTS.keys())


_DOCUMENTS = {
    "concept": "concept",
    "strategy": "strategy",
    "program": "program",
    "plan": "program",
    "roadmap": "roadmap",
    "initiative": "initiative",
    "communique": "communique",
    "statement": "statement",
    "regulations": "regulations",
}


def _tells_enough(a: Descriptor, b: Descriptor) -> bool:
    """Tell whether the titles say so much that they need no date."""
    shared = [title_words(x) & title_words(y) for x, y in itertools.product(a.names, b.names)]
    return max(map(len, shared), default=0) >= 3 and (not a.spans or not b.spans or _when(a, b) is True)


def _plain_titles(thing: Descriptor) -> bool:
    return all(not title_words(name) for name in thing.names)
