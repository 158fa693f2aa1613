"""Any number of varied articles with known facts, so that runs at scale have a truth to be checked against.

    python benchmarks/corpus.py 100000 corpus.jsonl [--gold gold.jsonl] [--seed 1] [--start 0]

States, cities, topics, exercises and summits come from data/reference; sentences are our own.  Article number n is the
same whatever the count, so that the first hundred of a hundred thousand are a run of a hundred.  Several articles, in
the manners of several agencies, on the day or the day after, with and without the number of a meeting, tell of one
event; some are reprints of others, and some events are namesakes of others at another time.  Gold lines have the form
of ../shared/gold/FORMAT.md (states, places and people under their names in the tables), and in ``events`` the name of
the event or document behind an entity: equal names are one thing.
"""

from __future__ import annotations

import argparse
import calendar
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count as count_from
from pathlib import Path
from typing import Any

from occasions import TOPIC_WORDS, Occasion, occasion

from sco_graph.reference import load_reference

PER_EVENT = 3
"""Articles that tell of one event, on average."""
GROUP = 20
"""Events whose articles stand near one another, as they do in the news."""
REPRINTS = 0.08
"""Share of articles that are another's text under another agency's name."""

SCO_NAMES = ["Shanghai Cooperation Organization", "Shanghai Cooperation Organisation", "SCO"]
FILLERS = [
    "The hall was full well before the opening, and several delegations had to share a table.",
    "Roads around the venue were closed to traffic until late in the evening.",
    "Reporters were let in for a few minutes and then asked to leave.",
    "An official who asked not to be named said the mood had been businesslike.",
    "Local hotels had been booked out for weeks.",
    "Observers will read the wording with care in the days to come.",
    "No questions were taken after the closing remarks.",
    "Interpreters worked in three languages throughout the day.",
    "A light rain did not keep onlookers from lining the avenue.",
    "Analysts in the region had expected little, and were mildly surprised.",
    "The host thanked the staff who had prepared the gathering since the winter.",
    "A group photograph was taken on the steps before the session began.",
    "Work on the details is left to experts.",
    "The programme also included a walk through the old town.",
    "Similar ideas had been floated before without much result.",
    "Schools near the venue were given the day off.",
    "A concert for the guests was to close the evening.",
    "Prices on the local market did not react to the news.",
]


@dataclass
class Story:
    """An article under construction, with what it states."""

    number: int
    rng: random.Random
    issued: date
    day: date
    title: str = ""
    lead: str = ""
    more: list[str] = field(default_factory=list)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: list[list[Any]] = field(default_factory=list)
    optional: list[list[Any]] = field(default_factory=list)
    events: dict[str, str] = field(default_factory=dict)

    def state(self, name: str) -> str:
        """Note a state; gives its key."""
        record = next(r for r in load_reference().states if r.id == name)
        self.entities[name] = {"type": "State", "names": [record.label, *record.alt_labels]}
        return name

    def city(self, name: str) -> str:
        """Note a city; gives its key."""
        record = next(r for r in load_reference().places if r.id == name)
        self.entities[name] = {"type": "Place", "names": [record.label, *record.alt_labels]}
        return name

    def person(self, name: str) -> str:
        """Note a person; gives its key."""
        record = next(r for r in load_reference().people if r.id == name)
        self.entities[name] = {"type": "Person", "names": [record.label, *record.alt_labels]}
        return name

    def when(self) -> str:
        """The day of the event: in full, or as the weekday that has just been."""
        return f"on {_day(self.day)}" if self.rng.random() < 0.7 else f"on {calendar.day_name[self.day.weekday()]}"

    def sco(self) -> str:
        """Note the organisation; gives its key."""
        self.entities["sco"] = {"type": "Organization", "names": SCO_NAMES}
        return "sco"


def ordinal(number: int) -> str:
    """``7`` -> ``7th``."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _day(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.day}"


def _label(name: str) -> str:
    return load_reference().by_id[name].label


def _capital(names: str) -> str:
    return names[0].upper() + names[1:]


def _topics(story: Story, key: str, occasion: Occasion) -> str:
    words = []
    for topic in occasion.topics:
        words.append(story.rng.choice(TOPIC_WORDS[topic]))
        story.facts.append([key, "topic", topic])
    return " and ".join(words)


def _place_and_time(story: Story, key: str, what: Occasion) -> None:
    story.facts.append([key, "place", story.city(what.city)])
    story.facts.append([key, "startDate", what.day.isoformat()])
    if what.days > 1:
        story.facts.append([key, "endDate", (what.day + timedelta(days=what.days - 1)).isoformat()])
    story.events[key] = what.name


def _ministers(story: Story, what: Occasion) -> None:
    """A numbered meeting of the organisation's ministers."""
    sco = story.rng.choice(["Shanghai Cooperation Organization (SCO)", "Shanghai Cooperation Organisation (SCO)"])
    names = [f"{ordinal(what.edition)} meeting of {what.ministers}", f"meeting of {what.ministers}"]
    names += [f"meeting of SCO {what.ministers}", f"SCO {what.ministers} meeting", "meeting"]
    story.entities["m"] = {"type": "MinisterialMeeting", "names": names}
    story.facts.append(["m", "organizedBy", story.sco()])
    _place_and_time(story, "m", what)
    topics = _topics(story, "m", what)
    story.title = f"{_capital(what.ministers)} of SCO member states meet in {_label(what.city)}"
    opening = "A"
    if story.rng.random() < 0.7:
        opening = f"The {ordinal(what.edition)}"
        story.facts.append(["m", "edition", what.edition])
    verb = story.rng.choice(["was held", "took place"])
    story.lead = (
        f"{opening} meeting of {what.ministers} of the {sco} member states {verb} in {_label(what.city)}"
        f" {story.when()}."
    )
    story.more.append(f"The ministers discussed cooperation in {topics}.")


def _bilateral(story: Story, what: Occasion) -> None:
    """A meeting of two states' ministers."""
    one, two = what.states
    names = [f"meeting of the {what.ministers}", "meeting", "talks", f"meeting of {what.ministers}"]
    story.entities["m"] = {"type": "MinisterialMeeting", "names": names}
    _place_and_time(story, "m", what)
    for state in what.states:
        story.facts.append(["m", "participant", story.state(state)])
    topics = _topics(story, "m", what)
    story.title = f"{_label(one)}, {_label(two)} hold talks in {_label(what.city)}"
    pair = f"{what.ministers} of {_label(one)} and {_label(two)}"
    story.lead = story.rng.choice(
        [
            f"A meeting of the {pair} was held in {_label(what.city)} {story.when()}.",
            f"The {pair} held a meeting in {_label(what.city)} {story.when()}.",
        ]
    )
    story.more.append(f"The meeting focused on {topics}.")


def _memorandum(story: Story, what: Occasion) -> None:
    """A document signed by two states."""
    one, two = what.states
    topics = " and ".join(story.rng.choice(TOPIC_WORDS[topic]) for topic in what.topics)
    name = f"memorandum of understanding on cooperation in {topics}"
    story.entities["a"] = {"type": "Memorandum", "names": [name, "memorandum of understanding", "memorandum"]}
    story.events["a"] = what.name
    story.facts.append(["a", "adoptedOn", what.day.isoformat()])
    story.facts += [["a", "topic", topic] for topic in what.topics]
    for state in what.states:
        story.facts.append(["a", "party", story.state(state)])
    story.title = f"{_label(one)} and {_label(two)} sign memorandum in {_label(what.city)}"
    story.lead = (
        f"{_label(one)} and {_label(two)} signed a {name} in {_label(what.city)} on {_day(what.day)}, {what.day.year}."
    )
    story.more.append("The document enters into force once both sides have told each other that they approve it.")


def _forum(story: Story, what: Occasion) -> None:
    """A conference of one or two days."""
    topics = _topics(story, "m", what)
    names = [f"conference on {topics}", f"SCO conference on {topics}", "conference"]
    story.entities["m"] = {"type": "Meeting", "names": names}
    story.facts.append(["m", "organizedBy", story.sco()])
    _place_and_time(story, "m", what)
    last = what.day + timedelta(days=what.days - 1)
    span = f"on {_day(what.day)}" if what.days == 1 else f"from {_day(what.day)} to {last.day}"
    story.title = f"SCO conference on {topics} opens in {_label(what.city)}"
    story.lead = (
        f"A conference of the Shanghai Cooperation Organization (SCO) on {topics} is being held in"
        f" {_label(what.city)} {span}."
    )
    story.more.append("Experts presented papers, and a volume of them is to be printed.")


def _exercise(story: Story, what: Occasion) -> None:
    """An exercise of the tables, on its first day."""
    names = [what.code_name, f"{what.code_name} exercise", "exercise", "drill"]
    story.entities["x"] = {"type": "Exercise", "names": names}
    story.facts += [["x", "codeName", what.code_name], ["x", "organizedBy", story.sco()]]
    story.optional += [["x", "topic", "terrorism"], ["x", "inSeries", "*"]]
    _place_and_time(story, "x", what)
    for state in what.states:
        story.facts.append(["x", "participant", story.state(state)])
    labels = [_label(state) for state in what.states]
    story.title = f'"{what.code_name}" drill begins in {_label(what.city)}'
    story.lead = (
        f'Servicemen of {", ".join(labels[:-1])} and {labels[-1]} began the "{what.code_name}" joint exercise of the'
        f" Shanghai Cooperation Organization (SCO) in {_label(what.city)} on {_day(what.day)}."
    )
    story.more.append("Umpires will mark the units on speed and safety.")


KINDS = {
    "ministers": _ministers,
    "bilateral": _bilateral,
    "memorandum": _memorandum,
    "forum": _forum,
    "exercise": _exercise,
}
MANNERS = [
    ("Xinhua", "{CITY}, {mon} {d} (Xinhua) -- "),
    ("TASS", "{CITY}, {month} {d}. /TASS/. "),
    ("Kazinform", "{CITY}. {month} {d}. KAZINFORM "),
    ("ANI", "{city}, {month} {d} (ANI): "),
    ("Interfax", "{CITY}. {mon} {d} (Interfax) - "),
    (None, "{CITY}, {month} {d}, {y} -- "),
]


def _greeting(story: Story) -> None:
    """A line about the Secretary-General of the day, whom the tables know."""
    day = story.day.isoformat()
    for person in load_reference().people:
        for term in person.terms:
            office = (term.position, term.represents)
            held = (term.start or "9") <= day <= (term.until or "9")
            if held and office == ("Secretary-General", "Shanghai_Cooperation_Organisation"):
                key = story.person(person.id)
                story.facts += [[key, "represents", story.sco()], [key, "position", term.position]]
                story.more.append(f"SCO Secretary-General {person.label} wished the participants success.")
                return


def _root(seed: int, number: int) -> int:
    """The article whose text this one has: mostly its own."""
    while number % (PER_EVENT * GROUP) and random.Random(f"{seed}:reprint:{number}").random() < REPRINTS:
        number -= 1
    return number


def article(seed: int, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """An article and its gold facts, by number."""
    root = _root(seed, number)
    rng = random.Random(f"{seed}:article:{root}")
    what = occasion(seed, root // (PER_EVENT * GROUP) * GROUP + rng.randrange(GROUP))
    late = what.kind in {"ministers", "bilateral"} and rng.random() < 0.3
    story = Story(number, rng, what.day + timedelta(days=late), what.day)
    KINDS[what.kind](story, what)
    if rng.random() < 0.3:
        _greeting(story)
    fillers = rng.sample(FILLERS, rng.randrange(4, 14))
    paragraphs = [" ".join(fillers[i : i + 3]) for i in range(0, len(fillers), 3)]
    publisher, manner = random.Random(f"{seed}:manner:{number}").choice(MANNERS)
    body = [_head(manner, story.issued, _label(what.city)) + story.lead, *story.more, *paragraphs]
    name = f"generated-{seed}-{number:08}"
    text = story.title + "\n\n" + "\n\n".join(body)
    out = {"id": name, "title": story.title, "issued": story.issued.isoformat(), "publisher": publisher, "text": text}
    gold = {"id": name, "entities": story.entities, "facts": story.facts, "optional": story.optional}
    return out, gold | {"events": story.events, "reprint": root != number}


def _head(manner: str, day: date, city: str) -> str:
    """The dateline, in an agency's manner."""
    return manner.format(
        CITY=city.upper(),
        city=city,
        mon=calendar.month_abbr[day.month] + ("" if day.month == 5 else "."),
        month=calendar.month_name[day.month],
        d=day.day,
        y=day.year,
    )


def corpus(seed: int = 1, start: int = 0) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Articles and their gold facts without end."""
    for number in count_from(start):
        yield article(seed, number)


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("out")
    parser.add_argument("--gold")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    given = parser.parse_args()
    truth = Path(given.gold or "/dev/null")
    with Path(given.out).open("w", encoding="utf-8") as out, truth.open("w", encoding="utf-8") as gold:
        for number in range(given.start, given.start + given.count):
            text, facts = article(given.seed, number)
            out.write(json.dumps(text, ensure_ascii=False) + "\n")
            gold.write(json.dumps(facts, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
