"""Remote stores, against real servers of two makers and against servers that misbehave."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import servers
from pyoxigraph import NamedNode, RdfFormat, Store
from test_queries import variants

import sco_graph
from sco_graph.errors import InputError, LimitError, NotFoundError, QueryError, RefusedError, StoreError
from sco_graph.graph import Graph
from sco_graph.iris import ID
from sco_graph.loading import LEDGER, Loaded, load
from sco_graph.remote import SparqlStore

KINDS = ("oxigraph", "virtuoso")


@pytest.fixture(scope="module", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """A server that runs for this module."""
    with getattr(servers, request.param)(tmp_path_factory.mktemp(request.param)) as running:
        yield running


def fill(server: servers.Server, source: Path, *, graph_store: bool = True) -> Loaded:
    """Load a source into a server."""
    return load(
        source,
        server.query,
        update_url=server.update,
        graph_store_url=server.graph_store if graph_store else None,
        user=server.user,
        password=server.password,
    )


def opened(server: servers.Server) -> Graph:
    """The graph in a server."""
    return sco_graph.open(server.query, update_url=server.update, user=server.user, password=server.password)


@pytest.fixture(scope="module")
def remote(server: servers.Server, bundled_store: Path) -> Iterator[Graph]:
    """The bundled graph, in a server."""
    fill(server, bundled_store)
    with opened(server) as graph:
        yield graph


def cells(graph: Graph, name: str, params: dict[str, Any]) -> list[tuple[str | None, ...]]:
    """The rows of an answer as plain text."""
    rows = graph.query(name, **params)
    return [tuple(None if cell is None else str(cell) for cell in row) for row in map(_tuple, rows)]


def _tuple(row: Any) -> tuple[Any, ...]:
    return tuple(row.astuple()) if hasattr(row, "astuple") else tuple(row)


@pytest.mark.parametrize(("name", "params"), variants(), ids=lambda value: value if isinstance(value, str) else None)
def test_a_remote_store_gives_the_local_answer(
    remote: Graph, bundled: Graph, name: str, params: dict[str, Any]
) -> None:
    """Every named query, in the same order; totals count the server's own graphs too."""
    expected, found = cells(bundled, name, params), cells(remote, name, params)
    if name == "totals":
        assert [row[1:] for row in expected] == [row[1:] for row in found]
    elif name in {"graph_of", "meeting_network"}:  # a set of triples
        assert sorted(map(str, expected)) == sorted(map(str, found))
    else:
        assert expected == found


def test_both_wordings_of_a_query_mean_the_same(bundled: Graph) -> None:
    """What Virtuoso is asked instead, asked of Oxigraph."""
    from sco_graph.queries import find, prepare

    other = [(name, params) for name, params in variants() if find(name).wording("Virtuoso/07") != find(name).text]
    assert 20 < len({name for name, _ in other})
    for name, params in other:
        found = []
        for product in ("", "Virtuoso/07.20"):
            text, terms = prepare(name, params, bundled.find, product=product)
            answer: Any = bundled.store.query(text, values=terms)
            found.append(sorted(str([cell and str(cell) for cell in row]) for row in answer))
        assert found[0] == found[1], name


def test_views_exports_and_explanations_work_on_it(remote: Graph, bundled: Graph) -> None:
    """The same quads, things and sentences as the local store gives."""
    ours = {str(quad) for quad in remote.quads() if quad.graph_name != NamedNode(LEDGER)}
    assert {str(quad) for quad in bundled.quads()} == ours
    assert remote.find("Peace Mission 2014") == bundled.find("Peace Mission 2014")
    assert remote.explain("Peace Mission 2014").as_dict() == bundled.explain("Peace Mission 2014").as_dict()
    assert set(bundled.network().nodes) == set(remote.network().nodes)
    assert "<html" in remote.view(around="Peace Mission 2014", hops=1).html
    frame = remote.query("members_on", date="2016-01-01").to_pandas()
    assert 6 == len(frame)
    assert frame["since"].dtype.kind == "M"


def test_errors_are_ours(remote: Graph, server: servers.Server) -> None:
    """A malformed query, an update through the query door, a call elsewhere, a wrong password."""
    with pytest.raises(QueryError, match=r"answered [45]"):
        remote.query("SELECT * WHERE { ?s ?p }")
    with pytest.raises(RefusedError, match="SERVICE"):
        remote.query("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    if server.user:
        with pytest.raises(RefusedError, match="give a user and password"):
            sco_graph.open(server.query, user=server.user, password="wrong").query("ASK {}")  # noqa: S106 - no real password


def test_a_load_writes_only_what_is_missing_or_changed(server: servers.Server, remote: Graph, tmp_path: Path) -> None:
    """The second time nothing; after a change the one graph; with or without the Graph Store Protocol."""
    path = tmp_path / "two.nq"
    for through in (True, False):
        large = [
            f'<{ID}x{n}> <{ID}p{through}> "caf\\u00E9 \\"{n}\\"\\n\\t\\\\"@fr <{ID}graph_a> .\n' for n in range(2500)
        ]
        for value, written in (("1", 2), ("2", 1)):
            path.write_text("".join([*large, f'<{ID}y> <{ID}p{through}> "{value}" <{ID}graph_b> .\n']), "utf-8")
            done = fill(server, path, graph_store=through)
            assert (2, written, 2 - written) == (done.graphs, done.written, done.unchanged)
            assert Loaded(2, 0, 2, 0) == fill(server, path, graph_store=through)
        found = remote.query(f"SELECT ?o WHERE {{ GRAPH <{ID}graph_a> {{ <{ID}x7> ?p ?o }} }}")
        assert ['café "7"\n\t\\'] == [row["o"] for row in found]
        assert ["2"] == [row["o"] for row in remote.query(f"SELECT ?o WHERE {{ GRAPH <{ID}graph_b> {{ ?s ?p ?o }} }}")]
    remote.store.replace([], withdraw=[f"{ID}graph_a", f"{ID}graph_b", LEDGER])  # type: ignore[attr-defined]


def test_a_cut_answer_is_never_taken_for_a_whole_one(server: servers.Server, remote: Graph, tmp_path: Path) -> None:
    """Virtuoso gives at most 10,000 rows: it is said, and exports page around it."""
    path = tmp_path / "large.nq"
    path.write_text("".join(f"<{ID}x{n}> <{ID}p> <{ID}y> <{ID}graph_l> .\n" for n in range(12_000)), "ascii")
    fill(server, path)
    try:
        assert 12_000 == sum(quad.graph_name == NamedNode(f"{ID}graph_l") for quad in remote.quads())
        for text in ("SELECT ?s { ?s id:p id:y }", "CONSTRUCT WHERE { ?s id:p id:y }"):
            if server.digest:
                with pytest.raises(LimitError, match=r"10,?00[01]"):
                    len(remote.query(text))
            else:
                assert 12_000 == len(remote.query(text))
    finally:
        remote.store.replace([], withdraw=[f"{ID}graph_l", LEDGER])  # type: ignore[attr-defined]


def test_a_killed_load_goes_on_where_it_stopped(server: servers.Server, tmp_path: Path) -> None:
    """Kill -9 in the middle, twice; in the end the server holds each graph whole, and little was written twice."""
    path = tmp_path / "many.nq"
    path.write_text(
        "".join(f"<{ID}s{n}> <{ID}p> {m} <{ID}graph_k{g:03}> .\n".replace(f" {m} ", f' "{m}" ')
                for g in range(600) for n in range(3) for m in range(10)), "ascii")  # fmt: skip
    words = [sys.executable, "-c", "from sco_graph.cli import main; main()", "load", str(path), "--to", server.query]
    words += ["--update-url", server.update, "--user", server.user or "", "--password", server.password or ""]
    before = 0
    for _ in range(2):
        process = subprocess.Popen(
            words if server.user else words[:-4], stderr=subprocess.PIPE, text=True,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        )  # fmt: skip
        assert process.stderr is not None
        for line in process.stderr:
            if "graphs" in line and int(line.split()[1].replace(",", "")) > before + 60:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()
        before += 60
    last = fill(server, path, graph_store=False)
    assert (600, 600) == (last.graphs, last.written + last.unchanged)
    assert 60 <= last.unchanged < 600
    assert 600 == fill(server, path, graph_store=False).unchanged
    with opened(server) as graph:
        expected = Store()
        expected.load(path=str(path), format=RdfFormat.N_QUADS)
        found = {str(quad) for quad in graph.quads() if "graph_k" in str(quad.graph_name)}
        assert {str(quad) for quad in expected} == found


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (None, NotFoundError, "is no store, and holds no N-Quads"),
        ("<a:s> <a:p> ", InputError, "is malformed"),
        ("<a:s> <a:p> <a:o> .\n", InputError, "outside named graphs"),
    ],
)
def test_a_bad_source_is_named(tmp_path: Path, text: str | None, error: type[Exception], message: str) -> None:
    """Before anything is written."""
    if text is not None:
        (tmp_path / "bad.nq").write_text(text, "ascii")
    with pytest.raises(error, match=message):
        load(tmp_path, "http://127.0.0.1:9/")


Script = Callable[[BaseHTTPRequestHandler, int], None]


@pytest.fixture
def misbehaving() -> Iterator[Callable[[Script], str]]:
    """Starts a server that does what a script says."""
    running: list[ThreadingHTTPServer] = []

    def start(script: Script) -> str:
        count = iter(range(1000))

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                script(self, next(count))

            def log_message(self, *_: Any) -> None:
                pass

        found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=found.serve_forever, daemon=True).start()
        running.append(found)
        return f"http://127.0.0.1:{found.server_address[1]}/sparql"

    yield start
    for found in running:
        found.shutdown()
        found.server_close()


def answer(
    handler: BaseHTTPRequestHandler, status: int, body: str = "", kind: str = "text/plain", **headers: str
) -> None:
    """Send a response."""
    handler.send_response(status)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(body.encode())), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body.encode())


TRUE = '{"head":{},"boolean":true}'
JSON = "application/sparql-results+json"


def test_a_busy_server_is_asked_again(misbehaving: Callable[[Script], str]) -> None:
    """503 twice, then an answer; Retry-After is heeded."""
    times: list[float] = []

    def script(handler: BaseHTTPRequestHandler, number: int) -> None:
        times.append(time.monotonic())
        if number < 2:
            answer(handler, 503, **{"Retry-After": "0"})
        else:
            answer(handler, 200, TRUE, JSON)

    assert SparqlStore(misbehaving(script)).query("ASK {}")
    assert 3 == len(times)


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        ((200, "<html>login</html>", "text/html", {}), StoreError, "no SPARQL result"),
        ((200, '{"head":', JSON, {}), StoreError, "no SPARQL result"),
        ((200, TRUE, JSON, {"X-SPARQL-MaxRows": "10000"}), LimitError, "at most 10000 rows"),
        ((200, TRUE, JSON, {"X-SQL-Message": "incomplete"}), LimitError, "a part of the answer"),
        ((302, "", "text/html", {"Location": "http://127.0.0.1:9/"}), StoreError, "has moved to http://127.0.0.1:9/"),
        ((401, "", "text/plain", {}), RefusedError, "give a user and password"),
        ((404, "no", "text/plain", {}), StoreError, "no such service"),
        ((500, "broken\n\x1b[31m", "text/plain", {}), StoreError, "answered 500: broken"),
    ],
)
def test_what_is_no_answer_is_an_error(
    misbehaving: Callable[[Script], str],
    reply: tuple[int, str, str, dict[str, str]],
    error: type[Exception],
    message: str,
) -> None:
    """A login page, half an answer, a redirect, a refusal."""
    status, body, kind, headers = reply
    url = misbehaving(lambda handler, _: answer(handler, status, body, kind, **headers))
    with pytest.raises(error, match=message):
        SparqlStore(url, token="t").query("ASK {}")  # noqa: S106 - no real token


def test_a_slow_server_is_not_waited_for(misbehaving: Callable[[Script], str]) -> None:
    """The time-out is said."""

    def script(handler: BaseHTTPRequestHandler, _: int) -> None:
        time.sleep(1.5)
        answer(handler, 200, TRUE, JSON)

    url = misbehaving(script)
    with pytest.raises(LimitError, match="did not answer in time"):
        SparqlStore(url, timeout=0.3).query("ASK {}")


def test_nobody_there_is_said() -> None:
    """After the retries."""
    with pytest.raises(StoreError, match="cannot be reached"):
        SparqlStore(f"http://127.0.0.1:{servers.free_port()}/").query("ASK {}")


def test_the_token_is_sent_and_the_password_only_when_asked_for(misbehaving: Callable[[Script], str]) -> None:
    """A bearer token with each request; Basic or Digest as the server's challenge says."""
    seen: list[str] = []

    def script(handler: BaseHTTPRequestHandler, number: int) -> None:
        seen.append(handler.headers.get("Authorization", ""))
        if number == 0:
            answer(handler, 401, **{"WWW-Authenticate": 'Basic realm="x"'})
        else:
            answer(handler, 200, TRUE, JSON)

    assert SparqlStore(misbehaving(script), user="u", password="p").query("ASK {}")  # noqa: S106 - no real password
    assert ["", "Basic dTpw"] == seen
    seen.clear()

    def bearer(handler: BaseHTTPRequestHandler, _: int) -> None:
        script(handler, 1)

    url = misbehaving(bearer)
    assert SparqlStore(url, token="secret").query("ASK {}")  # noqa: S106 - no real token
    assert ["Bearer secret"] == seen
