"""What a client that means no good can do to the service: little, and not for long."""

from __future__ import annotations

import contextlib
import json
import re
import resource
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphs import content, extraction
from hostile import EXPENSIVE, HARMLESS, LARGE, REACHING, UPDATES
from hostile_requests import HEAVY, ODD
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from web_server import Server, serving

from sco_graph.store import replace

_DEADLINE = 2.0
_QUERY = {"Content-Type": "application/sparql-query"}
_QUICK = ("a cross product", "a string that doubles", "closed brackets", "1 MB of OPTIONALs", "a path of slashes")
_FOREVER = EXPENSIVE["a cross product"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store."""
    folder = tmp_path_factory.mktemp("limits") / "store"
    replace(folder, content(extraction()))
    return folder


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a short deadline and little memory."""
    options = ("--deadline", str(_DEADLINE), "--memory", "300", "--workers", "2", "--max-rows", "1000")
    with serving(store, tmp_path_factory.mktemp("log"), *options) as made:
        yield made


def _ask(server: Server, query: str) -> httpx.Response:
    return server.client.post("/sparql", content=query.encode(), headers=_QUERY)


def _resident(server: Server) -> int:
    total = 0
    for worker in server.workers():
        with contextlib.suppress(Exception):  # it may end while we look
            total += worker.memory_info().rss
    return total


def _until(condition: Any, seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


def _cases(texts: Mapping[str, str]) -> list[Any]:
    """A few in every run, all of them in the slow one."""
    return [
        pytest.param(text, id=name, marks=() if name in _QUICK else pytest.mark.slow) for name, text in texts.items()
    ]


@pytest.mark.parametrize("query", _cases({**EXPENSIVE, **LARGE}))
def test_no_query_hangs_the_service(server: Server, query: str) -> None:
    """It is answered or refused within its deadline; then the service answers at once, and the memory is back."""
    assert _until(lambda: len(server.workers()) == 4, 20)  # two, one to spare, and the surveyor
    assert server.answers(within=5)
    before, at_rest = {worker.pid for worker in server.workers()}, _resident(server)
    began = time.monotonic()
    answer = _ask(server, query)
    took = time.monotonic() - began
    assert server.answers(within=1)
    assert took < _DEADLINE + 1
    assert answer.status_code in {200, 400, 504, 507}
    if answer.status_code in {504, 507}:
        assert answer.json()["error"]["message"].endswith("ask for less")
        assert _until(lambda: not before <= {worker.pid for worker in server.workers()}, 1)
    assert _until(lambda: _resident(server) < at_rest + 150_000_000, 5)


@pytest.mark.parametrize("query", REACHING.values(), ids=REACHING.keys())
def test_a_query_reaches_no_other_machine(server: Server, query: str) -> None:
    """However the word is written: it is refused, and nobody is called."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        answer = _ask(server, query.replace("{url}", url))
        assert answer.status_code in {400, 403}, answer.text
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS.keys())
def test_words_that_are_no_call_are_let_through(server: Server, query: str) -> None:
    """In names, strings, comments and IRIs."""
    answer = _ask(server, query)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["results"]["bindings"]) == 1


@pytest.mark.parametrize("update", UPDATES)
def test_no_update_comes_through_the_door_of_queries(server: Server, update: str) -> None:
    """Whichever way it is sent; nor through its own, as this service is read-only."""
    before = server.client.get("/health").json()
    assert _ask(server, update).status_code == 400
    assert server.client.get("/sparql", params={"query": update}).status_code == 400
    assert server.client.post("/sparql", data={"query": "ASK {}", "update": update}).status_code == 400
    as_update = {"Content-Type": "application/sparql-update"}
    assert server.client.post("/sparql", content=update, headers=as_update).status_code == 415
    assert server.client.post("/update", content=update, headers=as_update).status_code == 403
    assert server.client.post("/articles", content="News", headers={"Content-Type": "text/plain"}).status_code == 403
    assert server.client.get("/health").json() == before


_MANY = "SELECT ?n WHERE { VALUES ?n { " + " ".join(str(n) for n in range(1001)) + " } }"


class TestCuts:
    """An answer of more than 1,000 rows is cut, which is said."""

    def test_in_the_header_and_in_json(self, server: Server) -> None:
        """Beside the results, where the format lets one say more."""
        answer = _ask(server, _MANY)
        assert answer.headers["x-truncated"] == "rows"
        assert answer.json()["truncated"] is True
        assert [row["n"]["value"] for row in answer.json()["results"]["bindings"]] == [str(n) for n in range(1000)]

    def test_not_at_the_limit(self, server: Server) -> None:
        """A thousand rows are not too many."""
        answer = _ask(server, f"{_MANY} LIMIT 1000")
        assert "x-truncated" not in answer.headers
        assert "truncated" not in answer.json()
        assert len(answer.json()["results"]["bindings"]) == 1000

    @pytest.mark.parametrize(
        ("accept", "ending"),
        [
            ("application/sparql-results+xml", "<!-- truncated --></sparql>"),
            ("text/csv", "\r\n999\r\n"),
            ("text/tab-separated-values", "\n"),
        ],
    )
    def test_in_other_formats(self, server: Server, accept: str, ending: str) -> None:
        """In a comment, or in the header alone."""
        headers = {**_QUERY, "Accept": accept}
        answer = server.client.post("/sparql", content=_MANY, headers=headers)
        assert answer.headers["x-truncated"] == "rows"
        assert answer.text.endswith(ending)

    @pytest.mark.parametrize(
        ("accept", "form"),
        [
            ("text/turtle", RdfFormat.TURTLE),
            ("application/n-triples", RdfFormat.N_TRIPLES),
            ("application/rdf+xml", RdfFormat.RDF_XML),
            ("application/ld+json", RdfFormat.JSON_LD),
        ],
    )
    def test_triples(self, server: Server, accept: str, form: RdfFormat) -> None:
        """What is left is well-formed."""
        query = _MANY.replace("SELECT ?n", "CONSTRUCT { id:a sco:edition ?n }")
        answer = server.client.post("/sparql", content=query, headers={**_QUERY, "Accept": accept})
        assert answer.headers["x-truncated"] == "rows"
        assert len(list(parse(answer.content, form))) == 1000

    def test_many_solutions_of_few_triples_are_not_cut(self, server: Server) -> None:
        """Triples count, not the solutions that they are made from: here the last of 1,001 gives the second of two."""
        query = _MANY.replace("SELECT ?n", "CONSTRUCT { id:a id:is ?m }").replace("} }", "} BIND(?n = 1000 AS ?m) }")
        answer = server.client.post("/sparql", content=query, headers={**_QUERY, "Accept": "application/n-triples"})
        assert "x-truncated" not in answer.headers
        assert len(list(parse(answer.content, RdfFormat.N_TRIPLES))) == 2

    def test_bytes(self, store: Path, tmp_path: Path) -> None:
        """At most so many, at the end of a row."""
        with serving(store, tmp_path, "--max-mb", "1", "--workers", "1") as small:
            long = "SELECT ?n ('" + "x" * 2000 + "' AS ?x) WHERE { VALUES ?n { " + "1 " * 1000 + "} }"
            answer = _ask(small, long)
            assert answer.headers["x-truncated"] == "bytes"
            assert len(answer.content) <= 1_000_000
            assert 400 < len(answer.json()["results"]["bindings"]) < 500


def test_a_full_queue_says_when_to_come_back(store: Path, tmp_path: Path) -> None:
    """One worker, one place in the queue: of four at once two are turned away."""
    with serving(store, tmp_path, "--workers", "1", "--queue", "1", "--deadline", "2") as small:
        with ThreadPoolExecutor(4) as clients:
            answers = list(clients.map(lambda _: _ask(small, _FOREVER), range(4)))
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses.count(503) >= 2
        assert 504 in statuses
        assert all(int(answer.headers["retry-after"]) > 0 for answer in answers if answer.status_code == 503)
        assert small.answers(within=1)


def test_a_client_that_goes_takes_its_query_with_it(store: Path, tmp_path: Path) -> None:
    """Its worker is killed long before the deadline."""
    with serving(store, tmp_path, "--workers", "1", "--deadline", "60") as patient:
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{patient.url}sparql", data={"query": _FOREVER}, timeout=1)
        assert _until(lambda: patient.answers(within=1), 5)
        assert 'pool="asking",reason="abandoned"' in patient.client.get("/metrics").text


def _raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(request)
        parts = []
        with contextlib.suppress(ConnectionError):
            while part := connection.recv(65536):
                parts.append(part)
                if b"\r\n\r\n" in part and b"connection: close" not in part.lower():
                    break
        return b"".join(parts)


_HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sparql",
        "/docs",
        "/health",
        "/metrics",
        "/queries",
        "/nothing",
        "/id/Beijing",
        "/sparql?query=x",
        "/api/x",
    ],
)
def test_every_answer_has_the_security_headers(server: Server, path: str) -> None:
    """Also errors; and it does not say who made the server."""
    answer = server.client.get(path, headers={"Accept": "text/html"})
    assert [name for name in _HEADERS if name not in answer.headers] == []
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "server" not in answer.headers


@pytest.mark.parametrize(("request_", "status"), ODD.values(), ids=ODD.keys())
def test_odd_requests(server: Server, request_: bytes, status: int) -> None:
    """Each gets its status, the security headers, and no word about the inside."""
    answer = _raw(server, request_)
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b" %d " % status in answer.partition(b"\r\n")[0]
    assert all(name.encode() in head for name in _HEADERS)
    assert b"Traceback" not in answer
    assert server.answers(within=5)


@pytest.mark.parametrize("request_", HEAVY.values(), ids=HEAVY.keys())
def test_a_request_that_is_long_to_look_through_holds_nobody_up(server: Server, request_: bytes) -> None:
    """It is looked through where it can be killed; others are answered meanwhile."""
    with ThreadPoolExecutor(1) as client:
        answer = client.submit(_raw, server, request_)
        while not answer.done():
            assert server.answers(within=1)
        assert re.match(rb"HTTP/1.1 (400|504|507) ", answer.result())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_may_be_a_query(server: Server, raw: bytes) -> None:
    """They are answered, or refused as the client's fault; never by a trace."""
    answer = server.client.post("/sparql", content=raw, headers=_QUERY)
    assert answer.status_code in {200, 400, 403}
    assert "Traceback" not in answer.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["queries", "id", "data", "api/things", "api/articles", "api/neighbours"]))
def test_any_text_may_be_a_name(server: Server, name: str, where: str) -> None:
    """It is found or not."""
    url = httpx.URL(server.url).copy_with(raw_path=f"/{where}/".encode() + _escaped(name))
    answer = server.client.get(url)
    assert answer.status_code in {200, 303, 400, 404, 405}, answer.text


def _escaped(text: str) -> bytes:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace")).encode()


def _slow_clients(port: int, number: int, opened: list[socket.socket]) -> None:
    """Open connections that begin a request and never end it."""
    for _ in range(number):
        with contextlib.suppress(OSError):
            connection = socket.create_connection(("127.0.0.1", port), timeout=5)
            opened.append(connection)
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")


@pytest.mark.parametrize("number", [600, pytest.param(10_000, marks=pytest.mark.slow)])
def test_slow_requests_keep_nobody_out(server: Server, number: int) -> None:
    """More connections than are allowed, none of which ends its request: others are answered all the same."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, number + 1000), hard))
    opened: list[socket.socket] = []
    try:
        opening = threading.Thread(target=_slow_clients, args=(server.port, number, opened))
        opening.start()
        while opening.is_alive():
            assert server.answers(within=5)
            opening.join(0.1)
        assert server.answers(within=1)
        figures = server.client.get("/metrics").text
        found = re.search(r"^sco_graph_connections ([\d.]+)$", figures, re.MULTILINE)
        assert found
        assert float(found[1]) <= 512
    finally:
        for connection in opened:
            connection.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.slow
def test_a_request_that_does_not_come_is_given_up(store: Path, tmp_path: Path) -> None:
    """Headers and body alike, after fifteen seconds."""
    with serving(store, tmp_path, "--workers", "1") as server:
        _begin_requests(server)


def _begin_requests(server: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    for begun in (b"GET /hea", head, head + b"Content-Length: 100\r\n\r\nASK"):
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(begun)
            while connection.recv(4096):
                pass
        assert 14 < time.monotonic() - began < 18


@pytest.mark.slow
def test_an_answer_that_is_not_taken_in_is_given_up(store: Path, tmp_path: Path) -> None:
    """After thirty seconds, with all that is still to be sent."""
    query = "SELECT ?n ('" + "x" * 2000 + "' AS ?x) WHERE { VALUES ?n { " + "1 " * 10_000 + "} }"
    request = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    with serving(store, tmp_path, "--workers", "1") as server, socket.socket() as connection:

        def is_open() -> bool:
            return "sco_graph_connections 2.0" in server.client.get("/metrics").text

        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(request + f"Content-Length: {len(query)}\r\n\r\n{query}".encode())
        assert _until(is_open, 10)
        assert _until(lambda: not is_open(), 45)


def test_the_log_has_a_line_for_each_request_and_no_more(server: Server) -> None:
    """What a client writes cannot begin another line, nor command a terminal."""
    server.client.get("/nothing%0a127.0.0.1%20GET%20%22/forged%22%20200%1b%5b31m")

    def lines_() -> list[str]:
        return [line for line in server.log.read_text("utf-8").splitlines() if "forged" in line]

    assert _until(lines_, 5)  # it is written when the answer is on its way
    lines = lines_()
    assert len(lines) == 1
    assert " 404 " in lines[0]
    assert "\x1b" not in lines[0]


def test_the_log_keeps_the_token_out(store: Path, tmp_path: Path) -> None:
    """Neither the log nor the list of processes shows it, and no worker knows it."""
    token = "a-secret-of-forty-characters-or-so-12345"  # noqa: S105 - opens nothing
    with serving(store, tmp_path, "--allow-update", "--workers", "1", environment={"SCO_GRAPH_TOKEN": token}) as made:
        made.client.post("/update", headers={"Authorization": f"Bearer {token}"}, data={"update": "nonsense"})
        assert token not in made.log.read_text("utf-8")
        assert all(token not in " ".join(worker.cmdline()) for worker in made.workers())
        assert all(token not in worker.environ().values() for worker in made.workers())


@pytest.mark.parametrize(
    ("options", "token", "message"),
    [
        (["--allow-update"], "", "set SCO_GRAPH_TOKEN"),
        (["--allow-update"], "short", "at least 16"),
        (["--host", "no.such.address.invalid"], "", "cannot be listened at"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    store: Path, tmp_path: Path, options: list[str], token: str, message: str
) -> None:
    """In words, before anything is served."""
    with (
        pytest.raises(AssertionError, match=message),
        serving(store, tmp_path, *options, environment={"SCO_GRAPH_TOKEN": token}),
    ):
        pass


def test_it_listens_to_this_machine_alone(server: Server) -> None:
    """Unless it is told otherwise."""
    assert httpx.URL(server.url).host == "127.0.0.1"
    assert json.loads(server.client.get("/openapi.json").text)["info"]["title"] == "sco-graph"
