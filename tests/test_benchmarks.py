"""The generator of articles and what scores a store against them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from corpus import REPRINTS, article
from occasions import occasion
from truth import compare, main_thing, merging

from sco_graph.model import Article, Entity, Evidence, Extraction, Fact

MADE = [article(7, number) for number in range(300)]
WHY = (Evidence(0, 1, "x", "test", 0.9),)


def test_an_article_is_told_by_its_number_alone() -> None:
    """Whatever was made before; another seed makes another."""
    assert article(7, 123) == MADE[123] != article(8, 123)
    assert len({text["id"] for text, _ in MADE}) == len(MADE)


def test_several_articles_tell_of_one_event_and_some_are_reprints() -> None:
    """A reprint has the words of another article under its own head."""
    events = [name for _, gold in MADE for name in gold["events"].values()]
    again = [number for number, (_, gold) in enumerate(MADE) if gold["reprint"]]
    assert (2 < len(events) / len(set(events)) < 6, 0 < len(again) < 3 * REPRINTS * len(MADE)) == (True, True)
    for number in again:
        text, before = MADE[number][0]["text"], MADE[number - 1][0]["text"]
        assert text.rpartition("\n\n")[2] == before.rpartition("\n\n")[2]


def test_the_world_of_the_articles_holds_together() -> None:
    """One numbered meeting of some ministers a year, the number one higher each year; namesakes are days apart."""
    numbered = [what for what in (occasion(7, number) for number in range(400)) if what.kind == "ministers"]
    editions = {(what.ministers, what.edition): (what.day, what.city) for what in numbered}
    assert len({(what.ministers, what.edition, what.day, what.city) for what in numbered}) == len(editions)
    assert len({(what.ministers, what.day.year - what.edition) for what in numbered}) == len(
        {what.ministers for what in numbered}
    )
    pairs = [(occasion(7, number - 1), occasion(7, number)) for number in range(7, 400, 8)]
    namesakes = [(a, b) for a, b in pairs if a.states and a.states == b.states and a.topics == b.topics]
    assert namesakes
    assert all((b.day - a.day).days >= 40 for a, b in namesakes)


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        ([("e", "x"), ("e", "x"), ("e", "x")], (3, 0, 0)),
        ([("e", "x"), ("e", "y")], (0, 0, 1)),
        ([("e", "x"), ("f", "x")], (0, 1, 0)),
        ([("e", "x"), ("e", "x"), ("f", "x"), ("f", "z")], (1, 2, 1)),
        ([], (0, 0, 0)),
    ],
)
def test_merging_is_counted_in_pairs(names: list[tuple[str, str]], pairs: tuple[int, int, int]) -> None:
    """Right; one name for two events; two names for one event."""
    assert merging(names) == pairs


def test_what_was_read_is_compared_statement_by_statement() -> None:
    """The event goes by any name; a class that was not scored and what is lenient cost nothing."""
    gold = {
        "events": {"m": "e"},
        "facts": [["m", "organizedBy", "sco"], ["m", "edition", 4], ["m", "place", "Astana"]],
        "optional": [["m", "topic", "trade"]],
    }
    said = [("x", "organizedBy", "Shanghai_Cooperation_Organisation"), ("x", "edition", "5"), ("x", "place", "Astana")]
    said += [("x", "topic", "trade"), ("x", "status", "held"), ("y", "place", "Osh")]
    facts = tuple(Fact(*statement, WHY) for statement in said)
    found = Extraction(Article("a", "x"), (Entity("x", "Meeting", "x"), Entity("y", "Meeting", "y")), (), facts)
    wanted, read = compare(gold, found, main_thing(gold, found))
    assert sorted(wanted - read) == [("it", "edition", "4")]
    assert sorted(read - wanted) == [("it", "edition", "5"), ("y", "place", "Osh")]
