"""A graph that is too large to send whole, as the service tells it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from explorer_example import extractions
from graphs import content
from web_server import Server, serving

from sco_graph.store import replace


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Over the example articles."""
    folder = tmp_path_factory.mktemp("communities")
    replace(folder / "store", content(*extractions()))
    with serving(folder / "store", folder, "--workers", "1") as running:
        yield running


def test_above_the_limit_communities_come_and_one_can_go_into_them(server: Server) -> None:
    """Every thing is in one community; a community's things come with positions."""
    whole = server.client.get("api/network").json()
    answer = server.client.get("api/network", params={"limit": 100, "communities": "true"}).json()
    assert answer["communities"] is True
    assert sum(answer["nodes"]["members"]) == whole["total_nodes"] == answer["total_nodes"]
    number = answer["nodes"]["id"][0].removeprefix("community:")
    inside = server.client.get(f"api/communities/{number}").json()
    assert len(inside["nodes"]["id"]) == answer["nodes"]["members"][0]
    assert set(inside["nodes"]["id"]) <= set(whole["nodes"]["id"])
    assert len(set(zip(inside["nodes"]["x"], inside["nodes"]["y"], strict=True))) > 1


def test_below_the_limit_the_things_themselves_come(server: Server) -> None:
    """Asking for communities changes nothing where there is no need of them."""
    asked, plain = (server.client.get("api/network", params={"communities": c}).json() for c in ("true", "false"))
    assert asked == plain


def test_who_needs_no_positions_need_not_wait_for_them(server: Server) -> None:
    """The same things and facts, all in one place."""
    asked, plain = (server.client.get("api/network", params={"places": places}).json() for places in ("false", "true"))
    assert {*asked["nodes"].pop("x"), *asked["nodes"].pop("y")} == {0.0}
    assert len(set(plain["nodes"].pop("x"))) > 1
    del plain["nodes"]["y"]
    assert asked == plain


@pytest.mark.parametrize(("number", "status"), [("999999", 404), ("0", 422), ("x", 422)])
def test_a_community_that_is_none_is_an_error_in_words(server: Server, number: str, status: int) -> None:
    """In the form of all errors."""
    answer = server.client.get(f"api/communities/{number}")
    assert answer.status_code in {status, 400}
    assert answer.json()["error"]["message"]
