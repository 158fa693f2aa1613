"""Reading addresses: limits, redirections, content types, and servers that misbehave.  All on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sco_graph.articles import read_articles, web
from sco_graph.articles.making import url_id
from sco_graph.errors import ArticleError
from sco_graph.model import Article

STORY = "Ministers meet\n\nASTANA, May 5, 2019. /TASS/. The ministers met.\n"


class _Handler(BaseHTTPRequestHandler):
    """Answers as the path asks."""

    def do_GET(self) -> None:
        """Serve one of the tests' cases."""
        name = self.path.strip("/").partition("?")[0]
        if name == "loop":
            self._answer(302, "text/plain", b"", location="/loop")
        elif name == "moved":
            self._answer(301, "text/plain", b"", location="/story.txt")
        elif name == "gone":
            self._answer(404, "text/html", b"<html>gone</html>")
        elif name == "endless":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            for _ in range(64):
                self.wfile.write(b"x" * 65536)
        elif name == "silent":
            threading.Event().wait(1)
        elif name == "short":
            self._answer(200, "text/plain", b"Half", length=1000)
        elif name == "koi":
            self._answer(200, "text/plain; charset=koi8-r", "Встреча\n\nМинистры".encode("koi8-r"))
        elif name == "data.bin":
            self._answer(200, "application/octet-stream", b'{"text": "An object."}')
        elif name == "lines.jsonl":
            self._answer(200, "application/octet-stream", b'{"text": "One."}\n{"text": "Two."}\n')
        else:
            self._answer(200, "text/plain", STORY.encode())

    def _answer(self, status: int, mime: str, body: bytes, *, location: str = "", length: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", mime)
        self.send_header("Content-Length", str(length or len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is part of the tests."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Address of the server."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def _read(url: str) -> tuple[list[Article], list[str]]:
    errors: list[ArticleError] = []
    return list(read_articles(url, on_error=errors.append)), [str(error) for error in errors]


@pytest.mark.parametrize("path", ["/story.txt", "/moved"])
def test_an_address_is_read_and_named_by_where_it_led(path: str, base: str) -> None:
    """A redirection is followed, and the address that answered is the source."""
    url = f"{base}/story.txt"
    expected = Article(url_id(url), STORY, "Ministers meet", "2019-05-05", "TASS", url)
    assert _read(base + path) == ([expected], [])


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("/koi", ["Встреча\n\nМинистры"]),
        ("/data.bin", ["An object."]),
        ("/lines.jsonl?x=1", ["One.", "Two."]),
    ],
)
def test_the_content_type_decides_then_the_ending_then_the_content(path: str, texts: list[str], base: str) -> None:
    """The declared encoding is obeyed; an octet stream is told by its name or its beginning."""
    articles, errors = _read(base + path)
    assert ([article.text for article in articles], errors) == (texts, [])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/gone", "the server answered 404 Not Found"),
        ("/loop", "more than 5 redirections"),
        ("/short", "cannot be fetched (peer closed connection"),
        ("/silent", "no answer in time"),
        ("/endless", "more than 1 MiB"),
    ],
)
def test_a_server_that_misbehaves_is_reported(
    path: str, message: str, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither an endless answer nor a silent server holds the run."""
    plain = web.fetch
    monkeypatch.setattr("sco_graph.articles.reading.fetch", lambda url: plain(url, limit=2**20, timeout=0.3))
    articles, (error,) = _read(base + path)
    assert (articles, error.startswith(f"{base}{path}: {message}")) == ([], True)


def test_an_address_that_nobody_answers_is_reported() -> None:
    """Port 9 of loopback refuses."""
    articles, (error,) = _read("http://127.0.0.1:9/x")
    assert (articles, "cannot be fetched" in error) == ([], True)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "https://exa mple/"])
def test_an_address_that_is_none_is_reported(url: str) -> None:
    """It is named like any other input that cannot be read."""
    articles, (error,) = _read(url)
    assert (articles, error.startswith(url)) == ([], True)


def test_the_name_of_an_address_is_readable_and_its_own() -> None:
    """Host, last part of the path, and a digest of the whole."""
    names = [url_id(f"https://www.example.org/news/2019/ministers-meet.html?page={n}") for n in (1, 2)]
    assert ([name[:-8] for name in names], len(set(names))) == (["example.org-ministers-meet-"] * 2, 2)
