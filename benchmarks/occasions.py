"""Events for the generator of articles: a world that holds together, whatever the number of articles about it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from sco_graph.reference import Event, load_reference

TOPIC_WORDS = {
    "terrorism": ["terrorism", "the fight against terrorism"],
    "trade": ["trade"],
    "energy": ["energy"],
    "transport": ["transport"],
    "agriculture": ["agriculture"],
    "information_security": ["information security"],
    "drug_trafficking": ["drug trafficking"],
    "border_security": ["border security"],
    "tourism": ["tourism"],
    "education": ["education"],
    "culture": ["culture"],
    "environment": ["environmental protection"],
    "investment": ["investment"],
    "finance": ["finance"],
    "health": ["public health"],
}
MINISTERS = [
    f"{name} ministers"
    for name in "agriculture culture defense education energy foreign health interior justice transport".split()
]


@dataclass(frozen=True)
class Occasion:
    """An event that articles tell of."""

    name: str
    kind: str
    day: date
    days: int
    city: str
    states: tuple[str, ...]
    topics: tuple[str, ...]
    ministers: str = ""
    edition: int = 0
    code_name: str = ""


@cache
def _states() -> tuple[str, ...]:
    members = {m.state for m in load_reference().memberships if m.organization == "Shanghai_Cooperation_Organisation"}
    return tuple(sorted(state.id for state in load_reference().states if state.id in members))


@cache
def _cities() -> tuple[str, ...]:
    """Cities of those states whose name no other place has."""
    places = load_reference().places
    cities = (p for p in places if p.located_in in set(_states()) and p.kind in {"capital_city", "city"})
    return tuple(sorted(city.id for city in cities if city.id.replace("_", " ") == city.label))


@cache
def _known() -> tuple[Event, ...]:
    """Exercises of the tables that have a code name, a day and one place."""
    events = (e for e in load_reference().events if e.type == "Exercise" and e.code_name and len(e.places) == 1)
    return tuple(e for e in events if e.start and len(e.start) == 10 and len(e.participants) >= 3)


@cache
def occasion(seed: int, number: int) -> Occasion:
    """The event with this number: the same whichever articles tell of it."""
    rng = random.Random(f"{seed}:occasion:{number}")
    known = _known()
    if known and number % 50 == 0:
        event = known[(number // 50) % len(known)]
        start = date.fromisoformat(event.start or "")
        states = tuple(state for state in event.participants if state in set(_states()))
        return Occasion(event.id, "exercise", start, 1, event.places[0], states, (), code_name=event.code_name or "")
    if number % 8 == 7 and (before := occasion(seed, number - 1)).kind in {"bilateral", "memorandum"}:
        later = before.day + timedelta(days=rng.randrange(40, 300))
        return replace(before, name=f"occasion-{seed}-{number}", day=later, city=rng.choice(_cities()))
    kind = rng.choice(["ministers", "bilateral", "memorandum", "ministers", "forum"])
    day = date(2004, 1, 10) + timedelta(days=rng.randrange(365 * 21))
    ministers = rng.choice(MINISTERS)
    if kind == "ministers":
        return _numbered(seed, ministers, day.year)
    return Occasion(
        f"occasion-{seed}-{number}",
        kind,
        day,
        2 if kind == "forum" and day.day < 27 else 1,
        rng.choice(_cities()),
        tuple(sorted(rng.sample(_states(), 2))),
        _some_topics(rng),
        ministers,
    )


def _numbered(seed: int, ministers: str, year: int) -> Occasion:
    """The ministers' one meeting of a year; the number says which."""
    founded = random.Random(f"{seed}:founded:{ministers}").randrange(2001, 2004)
    rng = random.Random(f"{seed}:{ministers}:{year}")
    day = date(year, 1, 10) + timedelta(days=rng.randrange(350))
    name = f"{ministers}-{seed}-{year}".replace(" ", "-")
    city, topics = rng.choice(_cities()), _some_topics(rng)
    return Occasion(name, "ministers", day, 1, city, (), topics, ministers, edition=year - founded + 1)


def _some_topics(rng: random.Random) -> tuple[str, ...]:
    return tuple(sorted(rng.sample(sorted(TOPIC_WORDS), rng.choice([1, 2]))))
