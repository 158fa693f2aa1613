"""Local names for referents: the reference tables' where the thing is in them, else minted from what identifies it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sco_graph.extract.document_names import document_name
from sco_graph.gazetteer import Gazetteer
from sco_graph.iris import local_name
from sco_graph.nlp.event_likeness import organizer_of
from sco_graph.nlp.formats import BY_KEY, series_of
from sco_graph.resolve import match_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sco_graph.extract.claims import Claim
    from sco_graph.model import Article
    from sco_graph.nlp.mentions import Referent


def name_referents(article: Article, referents: Sequence[Referent], claims: Sequence[Claim]) -> None:
    """Give each referent its local name.

    Args:
        article: The source; its date tells apart what nothing else does.
        referents: In order of appearance.
        claims: What is said about them.
    """
    said: dict[Referent, list[Claim]] = defaultdict(list)
    for claim in claims:
        said[claim.subject].append(claim)
    order = sorted(range(len(referents)), key=lambda i: _rank(referents[i]))
    for index in order:
        referent = referents[index]
        if not referent.id:
            referent.id = _name(article, referent, said[referent])


def _rank(referent: Referent) -> int:
    """Things that name others come last: events after their organisers and places, agreements after events."""
    for rank, cls in enumerate(("State", "Place", "Organization", "Person", "EventSeries", "Event", "Agreement")):
        if referent.is_a(cls):
            return rank
    return 7


def _name(article: Article, referent: Referent, said: list[Claim]) -> str:
    if referent.is_a("Event"):
        return _event_name(article, referent, said)
    if referent.is_a("Agreement"):
        return document_name(article, referent, said)
    if referent.cls == "EventSeries":
        return _series_name(referent)
    if referent.is_a("Organization"):
        return _organization_name(referent)
    return local_name(re.sub(r"[’']s$", "", referent.label))


def _organization_name(referent: Referent) -> str:
    label = re.sub(r"\s*\([^)]*\)", "", referent.label)
    state = referent.links.get("state")
    if state is not None and state.id and state.label.lower() not in label.lower():
        return local_name(f"{state.label} {label}")
    owner = referent.links.get("body_of")
    if owner is not None and owner.id and referent.is_a("OrganizationBody"):
        return local_name(f"{owner.id} {_without(owner, label)}")
    return local_name(label)


def _without(owner: Referent, label: str) -> str:
    """An organ's name without its organisation's: one name for "NATO's Committee" and "Committee of NATO"."""
    names = sorted({owner.label, *owner.names}, key=len, reverse=True)
    anyone = "|".join(map(re.escape, names))
    return re.sub(rf"^(?:{anyone})(?:[’']s?)? (?=\w)|,? (?:of|to|for) (?:the )?(?:{anyone})$", "", label)


def _series_name(referent: Referent) -> str:
    organizer = organizer_of(referent)
    key = referent.attrs.get("format")
    if organizer is not None and key:
        return series_of(organizer.id, key) or local_name(f"{_short(organizer)} {BY_KEY[key].title}")
    if organizer is not None and referent.attrs.get("drill"):
        known = "SCO_Joint_Anti-Terror_Exercise" if re.search(r"terror", referent.label, re.IGNORECASE) else None
        if known and organizer.id in {"Shanghai_Cooperation_Organisation", "SCO_Regional_Anti-Terrorist_Structure"}:
            return known
        return local_name(f"{_short(organizer)} {referent.label} series")
    return local_name(f"{referent.label} series" if referent.attrs.get("drill") else referent.label)


def _short(organization: Referent) -> str:
    """A short name of an organisation, for the names of its events."""
    record = Gazetteer.default().record(organization.id)
    names = [organization.label, *(record.alt_labels if record else ()), *organization.names]
    acronyms = [n for n in names if re.fullmatch(r"[A-Z][A-Za-z0-9]{1,7}", n) and sum(c.isupper() for c in n) > 1]
    return min(acronyms, key=lambda n: (len(n), n)) if acronyms else organization.label


def _value(said: list[Claim], predicate: str) -> str | None:
    """The text value that most speaks for: the most precise of the most confident."""
    values = [c for c in said if c.predicate == predicate and isinstance(c.value, str)]
    best = max(values, key=lambda c: (len(str(c.value)), c.confidence), default=None)
    return str(best.value) if best else None


def _event_name(article: Article, referent: Referent, said: list[Claim]) -> str:
    attrs = referent.attrs
    organizer = organizer_of(referent)
    organizer = organizer or next(
        (c.value for c in said if c.predicate == "organizedBy" and not isinstance(c.value, str)), None
    )
    key = attrs.get("format", "")
    if referent.cls == "Summit" and not key:
        key = "heads_of_state"
    series = attrs.get("series") or (
        series_of(organizer.id, key) if organizer is not None and organizer.id and key else None
    )
    link = referent.links.get("series")
    series = series or (link.id if link is not None and link.id else None)
    start, end = _value(said, "startDate"), _value(said, "endDate")
    start = start or attrs.get("date") or attrs.get("when") or attrs.get("code_year") or attrs.get("context_year")
    places = [
        c.value.id for c in said if c.predicate == "place" and not isinstance(c.value, str) and c.value.cls == "Place"
    ]
    places += [r.id for k, r in referent.links.items() if k in {"place", "at"} and r.cls == "Place" and r.id]
    edition = attrs.get("edition")
    if start is None and not edition and not places and article.issued and attrs.get("which") != "previous":
        start = None
    known = match_event(
        referent.cls,
        [referent.label, *referent.names],
        series=series,
        organizer=organizer.id if organizer is not None else None,
        edition=edition if not referent.is_a("Exercise") else None,
        start=start,
        end=end,
        places=dict.fromkeys(places),
        code_name=attrs.get("code_name"),
    )
    if known:
        return known
    return local_name(
        _minted(article, referent, series=series, organizer=organizer, start=start, edition=edition, places=places)
    )


def _minted(
    article: Article,
    referent: Referent,
    *,
    series: str | None,
    organizer: Referent | None,
    start: str | None,
    edition: str | None,
    places: list[str],
) -> str:
    attrs = referent.attrs
    if "code_name" in attrs:
        year = attrs.get("code_year") or (start or "")[:4]
        return " ".join(filter(None, [re.sub(r"[-–\s(]*(?:19|20)\d\d\)?$", "", attrs["code_name"]), year]))
    stem = series.replace("_", " ") if series else ""
    if not stem:
        noun = attrs.get("noun", "meeting").rstrip("s") if not attrs.get("noun", "").endswith("talks") else "talks"
        title = BY_KEY[attrs["format"]].title if attrs.get("format") else noun
        parties = sorted(r.id for k, r in referent.links.items() if k.startswith("party") and r.id)
        owner = _short(organizer) if organizer is not None else " ".join(parties[:3])
        body = referent.links.get("body")
        if body is not None and not attrs.get("format"):
            owner = body.label
        stem = " ".join(filter(None, [owner, title]))
    number = edition or ""
    if number and start and not series:
        number = f"{number} {start[:4]}"
    tail = number or start or ""
    if not tail:
        tail = " ".join([*places[:1], attrs.get("which", ""), (article.issued or "")[:10]])
    if not series and not number and places:
        tail = f"{places[0]} {tail}"
    return f"{stem} {tail}".strip() or referent.label
