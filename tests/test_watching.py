"""Watching feeds: what is new comes into the store once, whatever servers do on the way."""

from __future__ import annotations

import contextlib
import gzip
import importlib
import itertools
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasketch", reason="watching feeds is an extra")

from sco_graph.errors import ExtraError, InputError, StoreError
from sco_graph.model import Article
from sco_graph.store import OxigraphStore
from sco_graph.watching import WatchReport, network, watch
from sco_graph.watching.network import Client, FetchError, Guard
from sco_graph.watching.polite import Fetcher
from sco_graph.watching.reprints import is_reprint
from sco_graph.watching.state import State

BODY = (
    "The foreign ministers of the Shanghai Cooperation Organization (SCO) member states met in Tashkent on June 11, "
    "2030. They discussed trade and transport, and agreed to meet again in the autumn. The host thanked the staff who "
    "had prepared the gathering since the winter, and a concert for the guests closed the evening. Work on the details "
    "is left to experts, who are to report to the ministers before the next meeting of the council."
)


@dataclass
class Site:
    """A server whose answers a test sets: path -> status, headers, body, or a function of the request's handler."""

    address: str = ""
    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A feed server on this machine."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            made.times.append(time.monotonic())
            answer = made.pages.get(self.path, (404, {}, b""))
            answer = answer.pop(0) if isinstance(answer, list) else answer
            with contextlib.suppress(ConnectionError):
                answer(self) if callable(answer) else _send(self, *answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield made
    server.shutdown()
    server.server_close()


def _send(handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
    handler.send_response(status)
    for key, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(key, value)
    handler.end_headers()
    handler.wfile.write(body)


def feed(*items: tuple[str, str], whole: bool = True) -> bytes:
    """An RSS feed of links and texts."""
    tag = "content:encoded" if whole else "description"
    parts = [
        f"<item><title>Ministers meet</title><link>{escape(link)}</link>"
        f"<pubDate>Wed, 12 Jun 2030 08:00:00 GMT</pubDate><{tag}>{escape(text)}</{tag}></item>"
        for link, text in items
    ]
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>'
    return f"{head}{''.join(parts)}</channel></rss>".encode()


def look(site: Site, store: Path, **options: Any) -> tuple[WatchReport, list[str]]:
    """One round over the feed of a site."""
    said: list[str] = []
    report = watch([f"{site.address}/feed"], store, once=True, model="blank", tell=said.append, every=0, **options)
    return report, said


def sources(store: Path) -> dict[str, set[str]]:
    """The articles of a store and where they were read."""
    found: dict[str, set[str]] = {}
    with OxigraphStore(store) as opened:
        for quad in opened.quads():
            if "article_" not in str(quad.graph_name) or quad.subject != quad.graph_name:
                continue
            told = found.setdefault(str(quad.subject), set())
            if str(quad.predicate).endswith("/source>"):
                told.add(str(quad.object).strip("<>"))
    return found


def test_what_is_new_is_added_once(site: Site, tmp_path: Path) -> None:
    """The second look asks for changes alone; the third finds the one new entry."""
    first = feed((f"{site.address}/1", BODY))
    both = feed((f"{site.address}/2", BODY.replace("June 11", "June 15")), (f"{site.address}/1", BODY))
    tags = {"ETag": '"one"', "Last-Modified": "Wed, 12 Jun 2030 08:00:00 GMT"}
    site.pages["/feed"] = [(200, tags, first), (304, {}, b""), (200, {}, both)]
    reports = [look(site, tmp_path / "store")[0] for _ in range(3)]
    assert [(report.polls, report.added, report.failed) for report in reports] == [(1, 1, 0), (1, 0, 0), (1, 1, 0)]
    conditions = [asked.get("if-none-match") for path, asked in site.asked if path == "/feed"]
    assert conditions == [None, '"one"', '"one"']
    assert len(sources(tmp_path / "store")) == 2


def test_an_excerpt_leads_to_its_page(site: Site, tmp_path: Path) -> None:
    """The page's text is read; where it may not be, or is gone, the feed's own."""
    page = f"<html><body><article><h1>Ministers meet</h1><p>{BODY}</p></article></body></html>".encode()
    links = [(f"{site.address}/{name}", f"A short word about {name}.") for name in ("open", "closed", "gone")]
    site.pages["/feed"] = (200, {}, feed(*links, whole=False))
    site.pages["/open"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page)
    site.pages["/closed"] = (200, {"Content-Type": "text/html"}, page)
    site.pages["/robots.txt"] = (200, {}, b"User-agent: sco-graph\nDisallow: /closed\n")
    report, said = look(site, tmp_path / "store")
    with OxigraphStore(tmp_path / "store") as opened:
        bodies = sorted(str(q.object) for q in opened.quads() if "articleBody" in str(q.predicate))
    assert (report.added, report.failed, "/closed" in site.paths()) == (3, 2, False)
    assert ["autumn" in body for body in bodies] == [False, False, True]
    assert sum("robots.txt asks us not to" in line for line in said) == 1


def test_an_entry_that_is_not_english_is_told_once(site: Site, tmp_path: Path) -> None:
    """It counts as failed, is named, and is not asked for again; the entry beside it is added."""
    other = "Главы государств подписали декларацию о безопасности и договорились встретиться вновь. " * 4
    site.pages["/feed"] = (200, {}, feed((f"{site.address}/1", BODY), (f"{site.address}/2", other)))
    report, said = look(site, tmp_path / "store")
    assert (report.added, report.failed, sum("not in English" in line for line in said)) == (1, 1, 1)
    report, said = look(site, tmp_path / "store")
    assert (report.added, report.failed, sum("not in English" in line for line in said)) == (0, 0, 0)


def test_a_reprint_is_a_source_and_no_second_testimony(site: Site, tmp_path: Path) -> None:
    """In one round, in a later one, and after the store was made otherwise; a correction is a testimony of its own."""
    reprint = "TASHKENT. June 12. KAZINFORM " + BODY + " Copyright 2030, all rights reserved."
    corrected = BODY.replace("June 11", "June 13")
    rounds = [
        feed((f"{site.address}/1", BODY), (f"{site.address}/2", reprint)),
        feed((f"{site.address}/3", reprint), (f"{site.address}/4", corrected)),
    ]
    site.pages["/feed"] = [(200, {}, data) for data in rounds]
    reports = [look(site, tmp_path / "store")[0] for _ in rounds]
    assert [(report.added, report.reprints) for report in reports] == [(1, 1), (1, 1)]
    found = sorted(sources(tmp_path / "store").values(), key=len)
    assert [{path.rpartition("/")[2] for path in paths} for paths in found] in (
        [{"4"}, {"1", "2", "3"}],
        [{"4"}, {"2", "1", "3"}],
    )


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (BODY, True),
        ("TASHKENT, June 12 (Xinhua) -- " + BODY, True),
        (BODY[: BODY.index(" Work on")], True),
        (BODY + " Copyright 2030 Central Asian News.", True),
        (BODY.replace("June 11", "June 18"), False),
        (BODY.replace("Tashkent", "Bishkek"), False),
        (BODY.replace("They discussed", "India joined the talks. They discussed"), False),
        ("Experts had wished for more, and said so to whoever asked them on the day. " * 8, False),
        ("Too short to tell.", False),
    ],
)
def test_a_reprint_says_nothing_new(other: str, same: bool) -> None:
    """Other numbers and names in the midst of the same words make another story."""
    assert is_reprint(Article("a", BODY), Article("b", other)) is same


def _stall(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def _cut(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, 200, {"Content-Length": "100000"}, feed(("http://127.0.0.1:9/1", BODY)))
    handler.close_connection = True


BOMB = gzip.compress(gzip.compress(b"\0" * 40_000_000))
FAULTS: list[tuple[str, Callable[[BaseHTTPRequestHandler], None] | tuple[int, dict[str, str], bytes], str]] = [
    ("error", (500, {}, b"oh"), "answered 500"),
    ("cut", _cut, "cannot be fetched"),
    ("slow", _stall, "in time"),
    ("nonsense", (200, {}, b"\x00\xff<<<"), "neither RSS nor Atom"),
    ("page", (200, {"Content-Type": "text/html"}, b"<html><p>Not found</p></html>"), "neither RSS nor Atom"),
    ("loop", (302, {"Location": "/feed"}, b""), "redirections"),
    ("nowhere", (302, {}, b""), "without saying where to"),
    ("file", (302, {"Location": "file:///etc/hostname"}, b""), "no http(s) address"),
    ("private", (302, {"Location": "http://10.0.0.1/feed"}, b""), "private network"),
    ("metadata", (302, {"Location": "http://169.254.169.254/"}, b""), "private network"),
    ("bomb", (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 40_000_000)), "when unpacked"),
    ("nested bomb", (200, {"Content-Encoding": "gzip, gzip"}, BOMB), "not asked for"),
    ("large", (200, {}, b" " * 20_000_000), "KiB"),
    ("broken gzip", (200, {"Content-Encoding": "gzip"}, gzip.compress(feed(("http://x/1", BODY)))[:-9]), "gzip"),
]


@pytest.mark.parametrize(("answer", "message"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_named_and_costs_nothing_else(
    answer: Any, message: str, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other feed is read, and the broken one is left alone for a while and read when it is well."""
    monkeypatch.setattr(network, "DEADLINE", 0.5)
    site.pages["/feed"] = answer
    site.pages["/good"] = (200, {}, feed((f"{site.address}/1", BODY)))
    said: list[str] = []
    urls = [f"{site.address}/feed", f"{site.address}/good"]
    monkeypatch.setattr("sco_graph.watching.polite._PAUSE", 0.0)
    options: dict[str, Any] = {"once": True, "model": "blank", "tell": said.append}
    report = watch(urls, tmp_path / "store", every=3600, **options)
    assert (report.added, report.failed, sum(message in line for line in said)) == (1, 1, 1)
    monkeypatch.setattr(network, "DEADLINE", 60.0)
    site.pages["/feed"] = (200, {}, feed((f"{site.address}/2", BODY.replace("11", "12"))))
    assert watch(urls[:1], tmp_path / "store", every=3600, **options).polls == 0
    with State(tmp_path / "store") as state:
        assert state.feed(urls[0]).failures == 1
        state._db.execute("UPDATE feed SET due = 0")
        state._db.commit()
    assert watch(urls[:1], tmp_path / "store", every=3600, **options).added == 1


def test_good_entries_of_a_broken_feed_are_read(site: Site, tmp_path: Path) -> None:
    """And its tag is not kept, so that the next look gets all of it."""
    data = feed((f"{site.address}/1", BODY), (f"{site.address}/2", BODY.replace("11", "12")))
    site.pages["/feed"] = [(200, {"ETag": '"x"'}, data[: data.rindex(b"<pubDate>")]), (200, {}, data)]
    reports = [look(site, tmp_path / "store")[0] for _ in range(2)]
    broken_and_empty = 2
    assert (reports[0].failed, sum(report.added for report in reports)) == (broken_and_empty, 2)
    assert all("if-none-match" not in asked for _, asked in site.asked)


def test_a_server_that_asks_to_wait_is_left_alone(site: Site, tmp_path: Path) -> None:
    """At least as long as it asks, by a number or a date."""
    site.pages["/feed"] = (429, {"Retry-After": "7200"}, b"")
    look(site, tmp_path / "store")
    with State(tmp_path / "store") as state:
        assert 7100 < state.feed(f"{site.address}/feed").due - time.time() <= 7300


def test_pages_of_one_server_are_fetched_with_the_pause_it_asks_for(site: Site, tmp_path: Path) -> None:
    """Crawl-delay in robots.txt."""
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 1.5\n")
    links = [(f"{site.address}/{n}", f"Word {n}.") for n in range(2)]
    site.pages["/feed"] = (200, {}, feed(*links, whole=False))
    look(site, tmp_path / "store")
    times = [moment for moment, (path, _) in zip(site.times, site.asked, strict=True) if path != "/robots.txt"]
    assert [later - earlier >= 1.5 for earlier, later in itertools.pairwise(times)] == [True, True]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ((404, {}, b""), True),
        ((200, {}, b"User-agent: *\nDisallow: /\nUser-agent: sco-graph\nDisallow:\n"), True),
        ((200, {}, b"User-agent: *\nDisallow: /\n"), False),
        ((500, {}, b""), False),
        ((200, {}, b"\xff\xfe\x00"), True),
    ],
)
def test_robots_txt_is_obeyed(robots: Any, allowed: bool, site: Site) -> None:
    """None allows all; one that cannot be had forbids all for the time being (RFC 9309)."""
    site.pages |= {"/robots.txt": robots, "/feed": (200, {}, b"x")}
    guard = Guard(allow_private=True)
    fetcher = Fetcher(Client(guard))
    with contextlib.nullcontext() if allowed else pytest.raises(FetchError, match=r"robots\.txt"):
        assert fetcher.get(f"{site.address}/feed").body == b"x"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254", "0"]
)
def test_private_machines_are_not_asked(host: str) -> None:
    """However they are written, unless that is allowed."""
    client = Client(Guard())
    with pytest.raises(FetchError, match=r"private network|no machine"):
        client.get(f"http://{host}:9/")


def test_a_page_on_another_private_machine_needs_leave(site: Site, tmp_path: Path) -> None:
    """The feed's own machine is trusted, no other."""
    site.pages["/feed"] = (200, {}, feed(("http://10.255.255.1/x", "A word."), whole=False))
    report, said = look(site, tmp_path / "store")
    assert (report.added, any("--allow-private" in line for line in said)) == (1, True)


def test_a_watch_can_be_stopped_at_any_moment(site: Site, tmp_path: Path) -> None:
    """While it waits; and what it had not added is added by the next."""
    links = [(f"{site.address}/{n}", f"Word {n} of the day.") for n in range(3)]
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 600\n")
    site.pages["/feed"] = (200, {}, feed(*links, whole=False))
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    started = time.monotonic()
    url = f"{site.address}/feed"
    report = watch([url], tmp_path / "store", model="blank", stop=stop)
    assert (report.polls, report.added, time.monotonic() - started < 30) == (1, 0, True)
    site.pages["/robots.txt"] = (404, {}, b"")
    report, _ = look(site, tmp_path / "store")
    assert report.added == 3


def test_one_watch_at_a_time_writes_to_a_store(site: Site, tmp_path: Path) -> None:
    """The second is refused; so is what is no address."""
    with State(tmp_path / "store"), pytest.raises(StoreError, match="another watch"):
        look(site, tmp_path / "store")
    with pytest.raises(InputError, match="no http"):
        watch(["file:///etc/passwd"], tmp_path / "store")


def test_without_its_libraries_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    for name in [name for name in sys.modules if name.startswith("sco_graph.watching")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "protego", None)
    with pytest.raises(ExtraError, match=r"sco-graph\[watch\]"):
        importlib.import_module("sco_graph.watching")
