"""A graph that grows while it is served; and servers and builds that are killed at any moment."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphs import content, extraction
from web_server import TOKEN, Server, serving

import sco_graph
from sco_graph.iris import ID
from sco_graph.store import replace

_AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}
_ENVIRONMENT = {"SCO_GRAPH_TOKEN": TOKEN}
_TEXT = """SCO defence ministers meet in Tashkent

TASHKENT, June 12 (Xinhua) -- Defence ministers of the Shanghai Cooperation Organization (SCO) member states met in
Tashkent on June 12, 2013.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes changes."""
    folder = tmp_path_factory.mktemp("growing")
    replace(folder / "store", content(extraction()))
    options = ("--allow-update", "--workers", "2")
    with serving(folder / "store", folder, *options, environment=_ENVIRONMENT) as made:
        yield made


def _articles(server: Server) -> set[str]:
    query = "SELECT ?a WHERE { ?a a sco:Article }"
    rows = server.client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return {row["a"]["value"].removeprefix(ID) for row in rows}


def test_readers_switch_to_a_new_snapshot_without_a_failed_request(tmp_path: Path) -> None:
    """While six builds come one after another; each answer is of one snapshot, and the last article is found."""
    replace(tmp_path / "store", content(extraction("0")))
    counted = "(COUNT(DISTINCT ?a) AS ?n) (COUNT(DISTINCT ?t) AS ?m)"
    query = f"SELECT {counted} {{ ?a a sco:Article OPTIONAL {{ ?a dcterms:title ?t }} }}"
    seen: list[tuple[int, str, str]] = []
    stop = threading.Event()
    with serving(tmp_path / "store", tmp_path, "--workers", "2") as server:

        def read() -> None:
            with httpx.Client(base_url=server.url, timeout=30) as client:
                while not stop.is_set():
                    answer = client.get("/sparql", params={"query": query})
                    row = answer.json()["results"]["bindings"][0]
                    seen.append((answer.status_code, row["n"]["value"], row["m"]["value"]))

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for number in range(1, 7):
            replace(tmp_path / "store", content(extraction(str(number))))
            time.sleep(0.1)
        stop.set()
        for reader in readers:
            reader.join()
        assert {status for status, _, _ in seen} == {200}
        assert all(articles == titles for _, articles, titles in seen)
        assert len({articles for _, articles, _ in seen}) > 1
        assert _articles(server) == {f"article_{number}" for number in range(7)}


class TestArticles:
    """POST /articles with the token."""

    def _post(self, server: Server, body: bytes, media: str, **fields: str) -> httpx.Response:
        headers = {**_AUTHORIZED, "Content-Type": media}
        return server.client.post("/articles", content=body, headers=headers, params=fields)

    def test_a_text_is_read_into_the_graph(self, server: Server) -> None:
        """When it is acknowledged, its facts can be asked for, and its things searched."""
        answer = self._post(server, _TEXT.encode(), "text/plain; charset=utf-8", publisher="Agency")
        assert answer.status_code == 201, answer.text
        report = answer.json()
        (iri,) = report["articles"]
        assert (report["added"], report["skipped"]) == (1, [])
        pattern = "?e sco:startDate ?d ; sco:place id:Tashkent FILTER(STR(?d) = '2013-06-12')"
        query = f"SELECT ?e WHERE {{ GRAPH <{iri}> {{ {pattern} }} }}"
        rows = server.client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        assert len(rows) == 1
        found = server.client.get("/api/articles", params={"q": "defence ministers tashkent"}).json()["articles"]
        assert [ID + one["id"] for one in found] == [iri]

    def test_the_same_again_changes_nothing(self, server: Server) -> None:
        """It is the same article."""
        first = self._post(server, _TEXT.encode(), "text/plain", publisher="Agency")
        again = self._post(server, _TEXT.encode(), "text/plain", publisher="Agency")
        assert again.json()["articles"] == first.json()["articles"]
        assert (again.json()["added"], again.json()["unchanged"]) == (0, 1)

    def test_several_as_json_and_what_cannot_be_read_is_named(self, server: Server) -> None:
        """The good ones are kept."""
        items: list[dict[str, Any]] = [
            {"id": "posted-one", "text": _TEXT, "issued": "2013-06-12", "url": "https://news.test/1"},
            {"id": "posted-two", "text": "   "},
            {"id": "posted-three", "text": "Kazakhstan joined.", "issued": "no date"},
            {"id": "posted-four", "text": "Главы государств подписали декларацию о безопасности. " * 3},
        ]
        answer = self._post(server, json.dumps(items).encode(), "application/json")
        assert answer.status_code == 201
        assert {f"{ID}article_posted-one", f"{ID}article_posted-three"} == set(answer.json()["articles"])
        assert any("empty" in message for message in answer.json()["skipped"])
        assert any("posted-four was left out, as it is not in English" in told for told in answer.json()["skipped"])
        assert {"article_posted-one", "article_posted-three"} <= _articles(server)

    @pytest.mark.parametrize(
        ("body", "media", "status"),
        [
            (b"", "text/plain", 422),
            ("Главы государств подписали декларацию о безопасности.".encode(), "text/plain; charset=utf-8", 422),
            (b"{", "application/json", 422),
            (b"[]", "application/json", 422),
            (b"\xff\xfe\x00\x00\xff", "application/json", 422),
            (_TEXT.encode(), "application/pdf", 415),
            (b"x" * 2_100_000, "text/plain", 413),
        ],
    )
    def test_what_is_no_article_is_refused(self, server: Server, body: bytes, media: str, status: int) -> None:
        """In words; the graph stays as it is."""
        before = server.client.get("/health").json()
        answer = self._post(server, body, media)
        assert answer.status_code == status, answer.text
        assert answer.json().get("skipped") or answer.json()["error"]["message"]
        assert server.client.get("/health").json() == before

    def test_queries_are_answered_while_an_article_is_read(self, server: Server) -> None:
        """Reading an article takes its time elsewhere."""
        text = _TEXT + "Ministers of China and Russia met in Bishkek on May 3, 2012.\n" * 60
        posted: list[httpx.Response] = []
        posting = threading.Thread(target=lambda: posted.append(self._post(server, text.encode(), "text/plain")))
        posting.start()
        waits = []
        while posting.is_alive():
            began = time.monotonic()
            assert server.answers(within=5)
            waits.append(time.monotonic() - began)
        assert posted[0].status_code == 201
        assert len(waits) > 3


def _insert(url: str, number: int) -> bool:
    """Two quads in one update, as two operations; tells whether it was acknowledged."""
    text = ";".join(f"INSERT DATA {{ GRAPH id:kept {{ id:n{number} sco:edition {part} }} }}" for part in (1, 2))
    try:
        answer = httpx.post(f"{url}update", data={"update": text}, headers=_AUTHORIZED, timeout=30)
    except httpx.HTTPError:
        return False
    return answer.status_code == 200


def _kept(store: Path) -> dict[int, int]:
    """Number -> how many of its two quads the store holds."""
    with sco_graph.open(store) as graph:
        rows = graph.query("SELECT ?s (COUNT(*) AS ?n) WHERE { GRAPH id:kept { ?s sco:edition ?e } } GROUP BY ?s")
        return {int(row["s"].removeprefix(f"{ID}n")): row["n"] for row in rows}


@pytest.mark.parametrize("times", [3, pytest.param(50, marks=pytest.mark.slow)])
def test_what_was_acknowledged_survives_a_killed_server(tmp_path: Path, times: int) -> None:
    """With kill -9, all of it, at a random moment: every update is there whole or not at all."""
    chance = random.Random(times)  # noqa: S311 - no secret
    store, number = tmp_path / "store", 0
    replace(store, content(extraction()))
    acknowledged: set[int] = set()
    for _ in range(times):
        with serving(store, tmp_path, "--allow-update", "--workers", "1", environment=_ENVIRONMENT) as server:
            number += 1
            assert _insert(server.url, number)
            acknowledged.add(number)
            killer = threading.Timer(chance.uniform(0, 1.5), _kill, [server])
            killer.start()
            while server.process.poll() is None:
                number += 1
                if _insert(server.url, number):
                    acknowledged.add(number)
            killer.join()
        kept = _kept(store)
        assert acknowledged <= set(kept)
        assert set(kept.values()) <= {2}


def _kill(server: Server) -> None:
    workers = server.workers()
    server.process.send_signal(signal.SIGKILL)
    for worker in workers:
        worker.kill()


@pytest.mark.slow
def test_a_killed_build_leaves_a_store_that_opens(tmp_path: Path) -> None:
    """At 50 random moments: the store is as it was or as it was to be; the build that is let through completes it."""
    chance = random.Random(50)  # noqa: S311 - no secret
    store, folder = tmp_path / "store", tmp_path / "articles"
    folder.mkdir()
    replace(store, content(extraction()))
    command = [str(Path(sys.executable).with_name("sco-graph")), "build", str(folder), "--store", str(store), "-j", "1"]
    longest = 6.0
    for number in range(50):
        (folder / f"a{number}.txt").write_text(_TEXT.replace("June 12", f"June {number % 28 + 1}"), "utf-8")
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            began = time.monotonic()
            try:
                build.wait(chance.uniform(0, longest))
                longest = max(2.0, time.monotonic() - began)
            except subprocess.TimeoutExpired:
                build.kill()
        with sco_graph.open(store) as graph:
            assert graph.query("ASK { GRAPH id:article_one { id:article_one a sco:Article } }").boolean
            halves = graph.query(
                "SELECT ?a WHERE { GRAPH ?a { ?a a sco:Article } FILTER NOT EXISTS { ?a dcterms:title ?t } }"
            )
            assert len(halves) == 0
    subprocess.run(command, check=True, capture_output=True)
    with sco_graph.open(store) as graph:
        assert next(iter(graph.query("totals")))["articles"] == 51
