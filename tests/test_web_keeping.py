"""What the service keeps of one snapshot: places of things, answers."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

import networkx as nx
import pytest

from sco_graph.errors import StoreError
from sco_graph.web import placing
from sco_graph.web.keeping import Answer, Cache, Keeper


def _path(number: int) -> nx.MultiDiGraph:
    """Things in a row, each joined to the next."""
    made = nx.MultiDiGraph()
    for name in range(number):
        made.add_node(str(name), label=str(name), **{"class": "Place"})
    for name in range(number - 1):
        made.add_edge(str(name), str(name + 1), key="locatedIn", predicate="locatedIn")
    return made


def test_a_graph_that_grew_a_little_keeps_its_places() -> None:
    """What is new stands by its neighbours; the rest does not move."""
    former = placing.place(_path(30), {})
    grown = placing.place(_path(31), former)
    assert {name: grown[name] for name in former} == former
    assert math.dist(grown["30"], former["29"]) < 200


def test_a_graph_that_grew_much_is_laid_out_anew() -> None:
    """All of it has a place."""
    former = placing.place(_path(5), {})
    assert set(placing.place(_path(50), former)) == {str(name) for name in range(50)}


def test_places_survive_in_a_file(tmp_path: Path) -> None:
    """A file that is missing, damaged or of another kind counts as none."""
    file = tmp_path / placing.NAME
    assert placing.load(file) == {}
    placing.save(file, {"a": (1.5, -2.0)})
    assert placing.load(file) == {"a": (1.5, -2.0)}
    for damaged in ("", "[]", '{"a": 1}', '{"a": [1, "x"]}', "\x00"):
        file.write_text(damaged, "utf-8")
        assert placing.load(file) == {}
    with pytest.raises(StoreError, match="cannot be written"):
        placing.save(tmp_path / "none" / "file", {})


def test_an_answer_is_worked_out_once_a_snapshot() -> None:
    """However many ask for it at once; a new snapshot makes a new one."""
    made: list[str] = []

    async def asked() -> list[Answer]:
        keeper, snapshot = Keeper(), "1"

        async def make() -> Answer:
            made.append(snapshot)
            await asyncio.sleep(0.01)
            return {"version": snapshot}, b""

        first = await asyncio.gather(*(keeper.get("what", snapshot, make) for _ in range(5)))
        again = await keeper.get("what", snapshot, make)
        snapshot = "2"
        return [*first, again, await keeper.get("what", snapshot, make)]

    answers = asyncio.run(asked())
    assert made == ["1", "2"]
    assert [head["version"] for head, _ in answers] == ["1"] * 6 + ["2"]


def test_what_cannot_be_worked_out_is_tried_again() -> None:
    """The next who asks does not get the error of the last."""
    tries: list[int] = []

    async def asked() -> Answer:
        keeper = Keeper()

        async def make() -> Answer:
            tries.append(1)
            if len(tries) == 1:
                raise StoreError("not now")
            return {"version": "1"}, b"x"

        with pytest.raises(StoreError):
            await keeper.get("what", "1", make)
        return await keeper.get("what", "1", make)

    assert asyncio.run(asked())[1] == b"x"


def test_answers_to_queries_are_kept_by_snapshot_and_question() -> None:
    """Not those that may be otherwise the next time, nor large ones; the memory is bounded."""
    cache = Cache()
    question = {"kind": "sparql", "query": "ASK {}", "rows_form": "json", "graph_form": "turtle"}
    key = Cache.key("1", question)
    cache.put(key, ({"version": "1"}, b"yes"))
    assert cache.get(key) == ({"version": "1"}, b"yes")
    assert cache.get(Cache.key("2", question)) is None
    assert cache.get(Cache.key("1", {**question, "rows_form": "xml"})) is None
    for text in (
        "SELECT (NOW() AS ?n) {}",
        "SELECT (rand() AS ?n) {}",
        "ASK { SERVICE <x:> {} }",
        "ASK {" + " " * 30_000,
    ):
        assert Cache.key("1", {**question, "query": text}) is None
    for number in range(2000):
        cache.put(Cache.key("1", {**question, "query": f"ASK {{}} #{number}"}), ({}, b"x" * 100_000))
    assert cache.get(key) is None  # the oldest had to go
