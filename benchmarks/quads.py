"""Graphs of any size in this ontology, seeded, for measuring stores and queries.

    python benchmarks/quads.py 1000000 store

Articles tell of events that three of them report on average; one in ten tells of a summit that many know, so that some
facts stand in hundreds of graphs, as they do in a real collection.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sco_graph import rdf
from sco_graph.iris import article_iri
from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
from sco_graph.reference import load_reference
from sco_graph.store import replace

SCO = "Shanghai_Cooperation_Organisation"
SENTENCE = "The delegations met as planned and agreed on the steps that the communiqué of the meeting describes. "
KINDS = ("Exercise", "Exercise", "MinisterialMeeting", "Meeting", "Summit")
PER_EVENT = 3
SERIES = 300
OFFICES = ("Foreign Minister", "Defence Minister", "Secretary-General", "Chairman")


def graphs(quads: int) -> Iterator[tuple[str, bytes]]:
    """IRI and N-Quads of one article after the other, until there are so many quads in all."""
    tables = load_reference()
    places = sorted(record.id for record in tables.by_id.values() if type(record).__name__ == "Place")
    states = sorted(record.id for record in tables.by_id.values() if type(record).__name__ == "State")[:40]
    topics = sorted(record.id for record in tables.by_id.values() if type(record).__name__ == "Topic")
    number = count = 0
    while count < quads:
        text = rdf.nquads(_extraction(number, places, states, topics))
        count += text.count(b"\n")
        yield article_iri(f"generated-{number}"), text
        number += 1


def _extraction(number: int, places: list[str], states: list[str], topics: list[str]) -> Extraction:
    which = random.Random(f"event {number // PER_EVENT}" if number % 10 else f"famous {number % 70}")  # the event's own
    chance = random.Random(f"article {number}")  # what this article says of it
    index = which.randrange(10**9)
    kind = which.choice(KINDS)
    event, series = f"{kind}_{index}", f"Series_{index % SERIES}"
    start = date(1996, 1, 1) + timedelta(days=which.randrange(11_000))
    place = which.choice(places)
    said = start.isoformat()[: chance.choice((10, 10, 10, 7, 4))]
    facts = [
        (event, "inSeries", series), (event, "startDate", said), (event, "place", place), (event, "organizedBy", SCO),
        (event, "edition", str(1 + index % 25)), (event, "endDate", (start + timedelta(days=2)).isoformat()),
    ]  # fmt: skip
    taking_part = which.sample(states, which.randrange(3, 9))
    facts += [(event, "participant", state) for state in taking_part]
    facts += [(event, "topic", topic) for topic in which.sample(topics, 2)]
    person = f"Person_{which.randrange(5_000)}"
    facts += [(person, "position", which.choice(OFFICES)), (person, "represents", taking_part[0])]
    entities = [Entity(event, kind, event.replace("_", " ")), Entity(series, "EventSeries", series.replace("_", " "))]
    entities += [Entity(state, "State", state.replace("_", " ")) for state in taking_part]
    entities += [Entity(place, "Place", place.replace("_", " ")), Entity(person, "Person", person.replace("_", " "))]
    if kind == "Exercise":
        facts.append((event, "codeName", f"Exercise {index}"))
    if which.random() < 0.4:
        paper = f"Agreement_{index}"
        entities.append(
            Entity(paper, which.choice(("Agreement", "Convention", "Declaration")), paper.replace("_", " "))
        )
        facts += [(paper, "adoptedAt", event), (paper, "adoptedOn", said), (paper, "adoptedBy", SCO)]
        facts += [(paper, "party", state) for state in taking_part[:4]] + [(paper, "place", place)]
        facts.append((paper, "topic", which.choice(topics)))
    text = SENTENCE * (len(facts) + 2)
    made = []
    for at, (subject, predicate, value) in enumerate(facts):
        begin = at * len(SENTENCE)
        end = begin + len(SENTENCE) - 1
        why = Evidence(begin, end, text[begin:end], "benchmark.rule", round(chance.uniform(0.7, 1), 2), None)
        made.append(Fact(subject, predicate, value, evidence=(why,)))
    mentions = tuple(
        Mention(at * 7, at * 7 + 5, entity.id, text[at * 7 : at * 7 + 5]) for at, entity in enumerate(entities)
    )
    issued = (start + timedelta(days=1)).isoformat()
    article = Article(
        f"generated-{number}", text, title=f"Report {number}", issued=issued, publisher="Agency", source=None
    )
    return Extraction(article, tuple(entities), mentions, tuple(made))


def build(quads: int, folder: Path) -> None:
    """Write a store of so many quads, unless it is there."""
    if not (folder / "current").exists():
        replace(folder, graphs(quads))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quads", type=int)
    parser.add_argument("store", type=Path)
    options = parser.parse_args()
    began = time.perf_counter()
    build(options.quads, options.store)
    print(f"{time.perf_counter() - began:.0f} s")
