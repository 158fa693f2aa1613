"""What the explorer asks of the service, over the example articles."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from explorer_example import extractions, hostile
from graphs import content
from web_server import Server, serving

from sco_graph.store import replace


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the example articles."""
    folder = tmp_path_factory.mktemp("explorer")
    replace(folder / "store", content(*extractions(), hostile()))
    with serving(folder / "store", folder, "--workers", "2") as made:
        yield made


def _get(server: Server, path: str, **fields: Any) -> Any:
    answer = server.client.get(f"/api/{path}", params=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _lines(facts: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {
        (fact["subject"]["id"], fact["predicate"], fact["object"]["id"] if fact["object"] else fact["value"])
        for fact in facts
    }


def test_figures(server: Server) -> None:
    """Four articles."""
    found = _get(server, "stats")
    assert found["articles"] == 4
    assert found["things"] > found["articles"]


def test_a_thing_has_its_facts_in_both_directions(server: Server) -> None:
    """With names, dates, who says so, and what is contradicted."""
    drill = _get(server, "things/Peace_Mission_2014")
    assert (drill["label"], drill["class"], drill["start"]) == ("Peace Mission 2014", "Exercise", "2014-08-23")
    lines = _lines(drill["facts"])
    assert ("Peace_Mission_2014", "place", "Zhurihe_training_base") in lines
    assert ("Peace_Mission_2014", "participant", "Wang_Ning") in lines
    dates = {fact["value"]: fact for fact in drill["facts"] if fact["predicate"] == "startDate"}
    assert {value: fact["contradicted"] for value, fact in dates.items()} == {"2014-08-24": True, "2014-08-23": True}
    assert (dates["2014-08-23"]["articles"], dates["2014-08-23"]["reference"]) == (1, False)
    assert dates["2014-08-23"]["confidence"] == 0.9
    place = _get(server, "things/Zhurihe_training_base")
    assert ("Peace_Mission_2014", "place", "Zhurihe_training_base") in _lines(place["facts"])


def test_a_membership_has_its_span(server: Server) -> None:
    """Iran joined the SCO on 4 July 2023."""
    facts = _get(server, "things/Iran")["facts"]
    membership = next(
        fact
        for fact in facts
        if fact["predicate"] == "hasMember" and fact["subject"]["id"] == "Shanghai_Cooperation_Organisation"
    )
    assert membership["from"] == "2023-07-04"
    assert membership["reference"] is True


def test_a_place_has_its_coordinates_and_its_item(server: Server) -> None:
    """Beijing is Q956, at 39.9 degrees north and 116.4 east."""
    beijing = _get(server, "things/Beijing")
    assert beijing["wikidata"] == "Q956"
    assert beijing["lat"] == pytest.approx(39.9, abs=0.1)
    assert beijing["long"] == pytest.approx(116.4, abs=0.1)
    assert "Peking" in beijing["alt_labels"]


def test_who_states_a_fact(server: Server) -> None:
    """The sentence, what stands round it, the article, the rule, and who says otherwise."""
    found = _get(server, "evidence", subject="Peace_Mission_2014", predicate="startDate", value="2014-08-24")
    (item,) = [item for item in found["evidence"] if item["article"]["id"] == "article_drill"]
    assert item["quote"].startswith("Troops of China, Russia and Kazakhstan began the exercise")
    assert item["before"].endswith("Aug. 24 (Xinhua) -- ")
    assert item["after"].startswith("\nThe drill is held")
    assert (item["rule"], item["confidence"]) == ("rule.startDate", 0.9)
    assert item["article"]["publisher"] == "Xinhua"
    (other,) = found["contradictions"]
    assert (other["value"], other["articles"]) == ("2014-08-23", 1)


def test_a_fact_that_nobody_states_has_no_evidence(server: Server) -> None:
    """Also one whose property is none of ours."""
    for predicate in ("place", "narrower"):
        found = _get(server, "evidence", subject="Peace_Mission_2014", predicate=predicate, value="Atlantis")
        assert (found["evidence"], found["contradictions"]) == ([], [])


def test_an_article_with_mentions_and_facts(server: Server) -> None:
    """Offsets count characters, also beyond the Basic Multilingual Plane."""
    found = _get(server, "articles/article_drill")
    text = found["text"]
    assert {text[m["start"] : m["end"]] for m in found["mentions"] if m["thing"]["id"] == "Wang_Ning"} == {"Wang Ning"}
    (chief,) = [fact for fact in found["facts"] if fact["predicate"] == "represents"]
    (why,) = chief["evidence"]
    assert text[why["start"] : why["end"]] == why["quote"] == "Wang Ning of China is its chief director."
    assert (found["title"], found["issued"], found["language"]) == (
        "Peace Mission 2014 begins at Zhurihe",
        "2014-08-24",
        "en",
    )


def test_articles_are_found_by_words_of_title_or_text(server: Server) -> None:
    """All of the words; without any, all articles, the newest first."""
    assert [a["id"] for a in _get(server, "articles", q="inner mongol")["articles"]] == ["article_otherwise"]
    assert [a["id"] for a in _get(server, "articles", q="chief director wang")["articles"]] == ["article_drill"]
    every = _get(server, "articles", limit=2)
    assert every["total"] == 4
    assert [a["id"] for a in every["articles"]] == ["article_otherwise", "article_drill"]
    assert next(a["id"] for a in _get(server, "articles", limit=2, offset=2)["articles"]) == "article_hostile"
    assert every["articles"][1]["facts"] == 8


def test_search_finds_a_thing_by_a_sentence_about_it(server: Server) -> None:
    """Where no name is like it."""
    found = _get(server, "search", q="chief director")["results"]
    assert {"Peace_Mission_2014", "Wang_Ning"} & {one["id"] for one in found}
    assert "chief director" in found[0]["matched"]


def _names(columns: dict[str, Any]) -> set[str]:
    return set(columns["nodes"]["id"])


def test_the_network_comes_as_columns_with_positions(server: Server) -> None:
    """Whole; cut to the things that most facts touch, which is said; of a span of years."""
    whole = _get(server, "network")
    assert {"Peace_Mission_2014", "Seventh_meeting", "Beijing"} <= _names(whole)
    assert not whole["truncated"]
    assert len(whole["nodes"]["id"]) == whole["total_nodes"] == len(whole["nodes"]["x"])
    assert len(set(zip(whole["nodes"]["x"], whole["nodes"]["y"], strict=True))) == whole["total_nodes"]
    part = _get(server, "network", limit=10)
    assert (part["truncated"], len(part["nodes"]["id"]), part["total_nodes"]) == (True, 10, whole["total_nodes"])
    assert "Peace_Mission_2014" not in _names(_get(server, "network", first=2012, last=2012))
    assert server.client.get("/api/network", params={"first": 2014, "last": 2012}).status_code == 400


def test_neighbours_and_paths(server: Server) -> None:
    """A path in its order, through facts only."""
    assert {"Peace_Mission_2014", "Zhurihe_training_base", "Wang_Ning"} <= _names(
        _get(server, "neighbours/Peace_Mission_2014")
    )
    path = _get(server, "path", **{"from": "Zhurihe_training_base", "to": "Wang_Ning"})
    assert path["nodes"]["id"] == ["Zhurihe_training_base", "Peace_Mission_2014", "Wang_Ning"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("things/Nobody", 404),
        ("things/%22%3E%3Cscript%3E", 404),
        ("articles/article_none", 404),
        ("articles/Beijing", 404),
        ("neighbours/Nobody", 404),
        ("path?from=Beijing&to=Nobody", 404),
        ("path?from=Beijing", 400),
        ("search?q=a&limit=100000", 400),
        ("network?first=x", 400),
        ("nothing", 404),
    ],
)
def test_what_is_not_there_is_said(server: Server, path: str, status: int) -> None:
    """In words, in the form that all errors have."""
    answer = server.client.get(f"/api/{path}")
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["message"]


def test_chosen_things_as_a_file(server: Server) -> None:
    """With the evidence of their facts; what is unknown is left out."""
    ids = ["Peace_Mission_2014", "Zhurihe_training_base", "Nobody"]
    answer = server.client.post("/api/export/graphml", json={"ids": ids})
    assert answer.status_code == 200
    assert set(nx.read_graphml(io.BytesIO(answer.content))) == set(ids[:2])
    assert "The drill is held" in answer.text
    assert server.client.post("/api/export/exe", json={"ids": ids}).status_code == 404
    for body in ("", "[]", '{"ids": 1}', '{"ids": [1]}', "[" * 100_000):
        assert server.client.post("/api/export/csv", content=body).status_code == 400


def test_the_named_queries_for_the_editor(server: Server) -> None:
    """Each runs as it is given."""
    listed = {query["name"]: query for query in _get(server, "queries")["queries"]}
    answer = server.client.get("/sparql", params={"query": listed["members_on"]["text"]})
    assert answer.status_code == 200
    assert len(answer.json()["results"]["bindings"]) == 6
