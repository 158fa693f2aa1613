"""The one-file page: what it holds, and that nothing in a graph can make it run script or call out."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from browser import Page, watched
from network_example import example_network

from sco_graph.errors import ExtraError, LimitError, NotFoundError
from sco_graph.network import read_network
from sco_graph.palette import LOOKS, family, in_words
from sco_graph.store import MemoryStore
from sco_graph.views import view, view_html, widget

HOSTILE = [
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=1'>",
    '"><svg onload=window.hacked=1>',
    "<!-- <script> window.hacked=1",
    "javascript:window.hacked=1",
    "<iframe srcdoc='<script>top.hacked=1</script>'></iframe>",
    "<style>@import 'https://example.org/x.css';</style><base href='https://example.org/'>",
    "{{ 7*7 }} ${window.hacked=1} {% raw %}",
    "\u2028window.hacked=1//\u2029",
    "\u202eevil\u202c \x00\x07 \u2067x",
    "<a href='https://example.org/' onclick='window.hacked=1'>link</a>",
    "x" * 100_000,
]


def hostile_network() -> nx.MultiDiGraph:
    """A graph whose every text is an attack."""
    network = nx.MultiDiGraph()
    network.graph["articles"] = {text: {"title": text, "publisher": text, "issued": text} for text in HOSTILE}
    for text in HOSTILE:
        data = {
            "label": text,
            "class": "Meeting",
            "alt_labels": HOSTILE,
            "facts": {"codeName": HOSTILE},
            "start": "2012",
        }
        network.add_node(text, **data, wikidata=text)
    for one, two in zip(HOSTILE, HOSTILE[1:] + HOSTILE[:1], strict=True):
        reason = {
            "article": two,
            "quote": two,
            "rule": two,
            "resolved_from": two,
            "confidence": 1.0,
            "start": 0,
            "end": 1,
        }
        for key in (two, "place"):
            network.add_edge(one, two, key=key, predicate=key, articles=[two], evidence=[reason], reference=False)
    return network


class _Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_holds_our_scripts_only_and_points_nowhere() -> None:
    """Two scripts and one block of data, a policy without addresses, and no attribute with an address or a handler."""
    page = _Tags(view_html(hostile_network(), title=HOSTILE[0]))
    scripts = [attributes.get("type") for tag, attributes in page.tags if tag == "script"]
    assert scripts == ["application/json", None, None]
    policies = [a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a]
    assert len(policies) == 1
    assert str(policies[0]).startswith("default-src 'none'; script-src 'sha256-")
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert not [v for k, v in attributes.items() if k in ("src", "href") and v != "data:,"]


def test_the_page_is_the_same_each_time() -> None:
    """No clock, no counter, no random name."""
    assert view_html(example_network()) == view_html(example_network())


def test_too_many_things_are_refused_with_what_to_do() -> None:
    """A browser would stall: say so instead."""
    network = nx.MultiDiGraph()
    network.add_nodes_from((f"n{i}", {"label": "x", "class": "State"}) for i in range(2_001))
    with pytest.raises(LimitError, match=r"2,001 things .* \(2,000\): take a part"):
        view_html(network)


def test_a_start_that_is_not_in_the_network_is_an_error() -> None:
    """Rather than a page that opens on nothing."""
    with pytest.raises(NotFoundError):
        view_html(example_network(), around="Atlantis")


def test_a_notebook_gets_a_sandboxed_frame(tmp_path: Path) -> None:
    """The frame can run its script but is a stranger to the notebook; the same page can be saved."""
    shown = view(example_network(), title="A & B")
    frame = shown._repr_html_()
    assert frame.startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert 'sandbox="allow-scripts allow-downloads"' in frame
    assert "<script" not in frame
    assert (shown.nodes, shown.edges) == (12, 23)
    assert shown.save(tmp_path / "g.html").read_text(encoding="utf-8") == shown.html


def test_ipysigma_gets_the_things_by_kind() -> None:
    """Where it is installed; two facts between the same things stay two."""
    pytest.importorskip("ipysigma", reason="no ipysigma here: pip install 'sco-graph[notebook]'")
    made = widget(example_network(), height=300)
    assert (len(made.graph), made.graph.number_of_edges()) == (12, 23)
    assert made.graph.nodes["Beijing"]["kind"] == "Place"


def test_without_ipysigma_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "ipysigma", None)
    with pytest.raises(ExtraError, match=r"sco-graph\[notebook\]"):
        widget(example_network())


def test_every_class_has_a_look_and_every_name_is_in_words() -> None:
    """Subclasses look like their family."""
    assert (family("Summit"), family("OrganizationBody"), family("Convention")) == (
        "Meeting",
        "Organization",
        "Agreement",
    )
    assert family("Event") == family("Unheard_of") == "Event"
    assert (in_words("organizedBy"), in_words("locatedIn"), in_words("MinisterialMeeting")) == (
        "organised by",
        "located in",
        "ministerial meeting",
    )
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for look in LOOKS.values() for colour in (look.light, look.dark))


def _opened(browser: Any, folder: Path, html: str, **context: Any) -> Page:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page = watched(browser.new_context(**context))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    return page


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hostile_graph_runs_nothing_and_reaches_nobody(browser: Any, tmp_path: Path, scheme: str) -> None:
    """Every thing and fact is opened in the panel and on hover: no script, no request, no complaint."""
    network = hostile_network()
    page = _opened(browser, tmp_path, view_html(network, title=HOSTILE[0], layout_kind="circle"), color_scheme=scheme)
    for number in range(len(network)):
        page.evaluate("(id) => scoGraphView.choose(id, true)", number)
        for summary in page.locator("#panel summary").all():
            summary.click()
        at = page.evaluate("(id) => scoGraphView.position(id)", number)
        box = page.locator("#network").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    page.fill("#search", "hacked")
    assert page.locator("#found li").count() > 3
    assert page.evaluate("window.hacked") is None
    assert page.locator("#panel :is(script, img, iframe, svg, style, base)").count() == 0
    assert page.requests == []
    assert page.complaints == []


@pytest.mark.browser
def test_search_opens_the_panel_with_the_sentence_that_states_a_fact(browser: Any, tmp_path: Path) -> None:
    """By keyboard alone: / goes to the search field, Enter takes the first thing found."""
    page = _opened(browser, tmp_path, view_html(example_network()))
    page.locator("#network").focus()
    page.keyboard.press("/")
    page.keyboard.type("seventh meet")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Seventh meeting of secretaries"
    fact = page.locator("#panel li", has_text="Beijing")
    fact.locator("summary").press("Enter")
    assert fact.locator("blockquote").all_inner_texts() == ["The meeting opened in Beijing.", "last held in Beijing"]
    assert "Secretaries meet · Kazinform · 2012-04-11" in fact.locator("cite").first.inner_text()
    fact.locator("button").click()
    assert page.locator("#panel h2").inner_text() == "Beijing"
    assert (page.requests, page.complaints) == ([], [])


@pytest.mark.browser
def test_the_legend_and_the_years_filter(browser: Any, tmp_path: Path) -> None:
    """Switching a class off removes its things; a span of years leaves what happened in it."""
    page = _opened(browser, tmp_path, view_html(example_network()))
    summary = page.locator("#summary")
    assert summary.inner_text() == "12 things, 23 facts"
    page.get_by_label(re.compile("^State")).uncheck()
    assert summary.inner_text() == "8 things, 8 facts"
    page.get_by_label(re.compile("^State")).check()
    page.locator("#first").fill("2014")
    assert page.locator("#last-year").inner_text() == "2014"
    visible = page.evaluate("scoGraphView.visible()")
    assert "Peace Mission 2014" in visible
    assert {"Seventh meeting of secretaries", "Counter-Terrorism Convention", "Forum"}.isdisjoint(visible)
    assert page.complaints == []


@pytest.mark.browser
def test_hover_shows_dates_and_quote(browser: Any, tmp_path: Path) -> None:
    """Over a thing its dates, over a line the sentence that states it."""
    page = _opened(browser, tmp_path, view_html(example_network()))
    box = page.locator("#network").bounding_box()
    assert box is not None
    meeting, beijing = (
        page.evaluate("(n) => scoGraphView.position(n)", list(example_network()).index(name))
        for name in ("Meeting_2012", "Beijing")
    )
    page.mouse.move(box["x"] + meeting["x"], box["y"] + meeting["y"])
    page.locator("#hover", has_text="2012-04-11 – 2012-04-12").wait_for()
    page.mouse.move(
        box["x"] + meeting["x"] * 0.45 + beijing["x"] * 0.55, box["y"] + meeting["y"] * 0.45 + beijing["y"] * 0.55
    )
    page.locator("#hover", has_text="The meeting opened in Beijing.").wait_for()


@pytest.mark.browser
def test_an_empty_network_is_a_page_too(browser: Any, tmp_path: Path) -> None:
    """It says that there is nothing."""
    page = _opened(browser, tmp_path, view_html(read_network(MemoryStore())))
    assert page.locator("#nothing").is_visible()
    assert page.complaints == []
