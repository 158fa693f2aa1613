"""What is gathered thing by thing comes out as if all articles had been held together."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph import wire
from sco_graph.descriptors import Descriptor, blocking_keys, of_extractions, pairs
from sco_graph.extracting import Read
from sco_graph.gathering import alike, described, final_names, fragments
from sco_graph.likeness import Verdict, compare
from sco_graph.model import Article, Entity, Evidence, Extraction, Fact
from sco_graph.resolve import merge
from sco_graph.spool import Spool

SCO = "Shanghai_Cooperation_Organisation"
WHY = (Evidence(0, 1, "x", "test", 0.9),)
NAMES = ["meeting of energy ministers", "meeting", "SCO conference", "summit", "meeting of the defence ministers"]
TITLES = ["memorandum on trade", "memorandum of understanding on energy", "joint statement", "Charter"]


def stories() -> st.SearchStrategy[list[Extraction]]:
    """Articles about events and documents that are alike: few days, places and names."""
    chances = st.lists(st.randoms(use_true_random=False), min_size=1, max_size=12)
    return chances.map(lambda drawn: [_story(f"a{n:02}", chance) for n, chance in enumerate(drawn)])


def _story(name: str, chance: random.Random) -> Extraction:
    day = date(2030, 12, 30) + timedelta(days=chance.randrange(4))
    if chance.random() < 0.3:
        thing, cls = f"Doc_{chance.randrange(6)}", chance.choice(["Memorandum", "Statement", "Charter"])
        label, dated = chance.choice(TITLES), "adoptedOn"
        said = [("party", state) for state in chance.sample(["China", "Russia", "Iran"], 2)]
    else:
        thing, cls = f"Event_{chance.randrange(8)}", chance.choice(["Meeting", "MinisterialMeeting", "Summit"])
        label, dated = chance.choice(NAMES), "startDate"
        said = [("place", chance.choice(["Beijing", "China", "Astana"]))]
        said += [("organizedBy", SCO)] if chance.random() < 0.6 else []
        said += [("participant", state) for state in ("China", "Russia")] if chance.random() < 0.5 else []
        said += [("edition", str(chance.randrange(3, 5)))] if chance.random() < 0.3 else []
    when = chance.choice([day.isoformat(), day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], None])
    said += [(dated, when)] if when else []
    facts = tuple(Fact(thing, predicate, value, WHY) for predicate, value in sorted(set(said)))
    return Extraction(Article(name, "x", issued=day.isoformat()), (Entity(thing, cls, label),), (), facts)


def _grouped(articles: Iterable[Extraction]) -> dict[str, str]:
    """The steps as a cluster takes them, with dictionaries for its group-bys."""
    said: dict[str, set[bytes]] = defaultdict(set)
    for extraction in articles:
        for thing, record in fragments(extraction):
            said[thing].add(record)
    things = {thing: described(sorted(records)) for thing, records in said.items()}
    blocks: dict[str, list[Descriptor]] = defaultdict(list)
    for descriptor in things.values():
        for key in set(blocking_keys(descriptor)):
            blocks[key].append(descriptor)
    found = set().union(*(alike(key, group) for key, group in blocks.items()))
    return final_names(things[name] for name in sorted(found))


@given(stories())
@settings(max_examples=200, deadline=None)
def test_groups_give_the_names_that_all_articles_together_give(articles: list[Extraction]) -> None:
    """Whatever the articles say."""
    assert _grouped(articles) == dict(merge(articles).mapping)


@given(stories())
@settings(max_examples=200, deadline=None)
def test_things_that_are_one_share_a_key_under_which_they_are_compared(articles: list[Extraction]) -> None:
    """No pair that would be judged the same is left out for the sake of speed."""
    things = of_extractions(articles).values()
    compared = set()
    for key in {key for thing in things for key in blocking_keys(thing)}:
        group = [thing for thing in things if key in set(blocking_keys(thing))]
        compared |= {(one.id, other.id) for one, other in pairs(key, group)}
    ordered = sorted(things, key=lambda thing: thing.id)
    same = {(a.id, b.id) for a, b in itertools.combinations(ordered, 2) if compare(a, b) is Verdict.SAME}
    assert same <= compared


@given(stories())
@settings(max_examples=25, deadline=None)
def test_a_file_gives_the_same_names(tmp_path_factory: pytest.TempPathFactory, articles: list[Extraction]) -> None:
    """The spool groups in SQLite."""
    folder: Path = tmp_path_factory.mktemp("spool")
    reads = [Read(x.article.id, 1, 1, (), wire.dump(x), tuple(fragments(x)), b"") for x in articles]
    with Spool(folder) as spool:
        spool.add(reads, {read.id: "key" for read in reads})
        assert spool.resolve() == dict(merge(articles).mapping)


def test_groups_do_not_grow_with_the_number_of_dated_events() -> None:
    """A thousand meetings in one city, a day each, are compared with few others each."""
    day = date(2031, 1, 1)
    things = [
        of_extractions([_meeting(f"Event_{n:04}", (day + timedelta(days=n % 360)).isoformat())])[f"Event_{n:04}"]
        for n in range(1000)
    ]
    blocks: dict[str, list[Descriptor]] = defaultdict(list)
    for thing in things:
        for key in set(blocking_keys(thing)):
            blocks[key].append(thing)
    compared = {(a.id, b.id) for key, group in blocks.items() for a, b in pairs(key, group)}
    assert 0 < len(compared) < 10 * len(things)


def _meeting(thing: str, day: str) -> Extraction:
    said = (("place", "Beijing"), ("startDate", day))
    facts = tuple(Fact(thing, predicate, value, WHY) for predicate, value in said)
    return Extraction(Article(thing, "x"), (Entity(thing, "Meeting", "meeting"),), (), facts)
