"""The explorer's network in Chromium: what a reader does, by mouse and by keyboard."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from browser import Page
from explorer_serving import figures, open_view

pytestmark = pytest.mark.browser

_PLACE = """(id) => {
    const drawing = scoExplorer.drawing, box = document.querySelector(".canvas").getBoundingClientRect();
    const at = drawing.sigma.graphToViewport(drawing.graph.getNodeAttributes(id));
    return [box.left + at.x, box.top + at.y];
}"""
"""Where a thing stands on the screen."""

_DRILL, _PANEL = "#/network?n=Peace_Mission_2014&sel=Peace_Mission_2014", ".panel h2"


def test_search_suggests_and_leads_to_the_thing(page: Page, address: str) -> None:
    """By keyboard: / to search, arrows to choose, Enter to go; other names are found too."""
    open_view(page, address)
    page.keyboard.press("/")
    page.keyboard.type("peace mission 2014")
    page.locator("#search-list li", has_text="Peace Mission 2014").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.locator(_PANEL, has_text="Peace Mission 2014").wait_for()
    assert "n=Peace_Mission_2014" in page.url
    page.locator("#search").fill("Peking")
    option = page.locator("#search-list li", has_text="Beijing").first
    option.wait_for()
    assert "Peking" in option.inner_text()


def test_search_for_nothing_says_so(page: Page, address: str) -> None:
    """In words, in the list."""
    open_view(page, address)
    page.fill("#search", "qqqqzzz")
    page.get_by_text("Nothing is called that").wait_for()


def test_a_fact_opens_the_sentence_that_states_it(page: Page, address: str) -> None:
    """Marked, with what stands round it, the article, the rule, the confidence, and who contradicts it."""
    open_view(page, address, _DRILL)
    section = page.locator(".panel section", has=page.locator("h3", has_text="begins"))
    section.locator("li", has_text="2014-08-24").get_by_role("button").click()
    mark = section.locator("mark").first
    mark.wait_for()
    assert mark.inner_text().startswith("Troops of China, Russia and Kazakhstan began")
    figure = section.locator("figure").first.inner_text()
    assert "Peace Mission 2014 begins at Zhurihe" in figure
    assert "Xinhua · 2014-08-24" in figure.replace("\n", " ")
    assert "90 % sure" in figure
    assert "rule.startDate" in figure
    assert "2014-08-23" in section.locator(".contradictions").inner_text()


def test_from_evidence_to_the_article_and_back_to_a_thing(page: Page, address: str) -> None:
    """The sentence is marked in the article although a character outside the BMP stands before it."""
    open_view(page, address, _DRILL)
    page.locator(".panel li", has_text="Wang Ning").get_by_role("button").first.click()
    page.locator(".evidence figcaption a").first.click()
    page.locator("h1", has_text="Peace Mission 2014 begins").wait_for()
    assert page.locator(".body mark").all_inner_texts() != []
    assert "".join(page.locator(".article .body mark").all_inner_texts()) == "Wang Ning of China is its chief director."
    mention = page.locator(".article a.mention", has_text="Wang Ning")
    mention.click()
    facts = page.locator(".facts")
    facts.get_by_text("represents", exact=True).wait_for()
    page.get_by_label("all of the article").check()
    assert facts.locator("h2").inner_text().startswith("8 facts")


def test_expand_collapse_hide_path_and_undo(page: Page, address: str) -> None:
    """Each changes the picture and the address; undo brings the former picture back."""
    open_view(page, address, "#/network?n=Zhurihe_training_base&sel=Zhurihe_training_base", things=" of ")
    before = figures(page)
    page.locator(".panel a.thing", has_text="Peace Mission 2014").first.click()
    page.get_by_role("button", name="Expand", exact=True).click()
    page.get_by_role("button", name="Collapse", exact=True).wait_for()
    expanded = figures(page)
    assert expanded > before
    page.get_by_role("button", name="Hide", exact=True).click()
    page.get_by_role("button", name="Unhide 1").wait_for()
    assert figures(page)[0] == expanded[0] - 1
    for former in (expanded, before):
        page.get_by_role("button", name="Undo").click()
        page.wait_for_function(
            "(n) => document.querySelector('.figures').innerText.startsWith(n + ' things')", arg=former[0]
        )
    page.goto(address + "#/network?n=Seventh_meeting&sel=Seventh_meeting")
    page.get_by_role("button", name="Path to…").click()
    page.locator("#path").type("wang ning")
    page.locator("#path-list li", has_text="Wang Ning").first.click()
    page.wait_for_url(re.compile("[?&]p="))
    path = page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('p').split(',')")
    assert (path[0], path[-1]) == ("Seventh_meeting", "Wang_Ning")
    for one, two in itertools.pairwise(path):
        assert page.evaluate("([one, two]) => scoExplorer.known.areNeighbors(one, two)", [one, two])


def test_expand_by_one_relation(page: Page, address: str) -> None:
    """Only what that relation leads to is added."""
    open_view(page, address, "#/network?n=Zhurihe_training_base&sel=Peace_Mission_2014", things=" of ")
    page.get_by_role("button", name="Expand by").click()
    page.get_by_role("button", name="participants", exact=True).click()
    page.wait_for_function("() => scoExplorer.visible.value.nodes.has('Kazakhstan')")
    assert not page.evaluate("scoExplorer.visible.value.nodes.has('Shanghai_Cooperation_Organisation')")


def test_the_years_filter_every_page_and_stay_in_the_address(page: Page, address: str) -> None:
    """In 2012 there is the secretaries' meeting, and no Peace Mission 2014."""
    open_view(page, address, "#/network?first=2012&last=2012")
    assert page.evaluate("scoExplorer.visible.value.nodes.has('Seventh_meeting')")
    assert not page.evaluate("scoExplorer.visible.value.nodes.has('Peace_Mission_2014')")
    page.get_by_label("Last year").fill("2014")
    page.wait_for_function("() => scoExplorer.visible.value.nodes.has('Peace_Mission_2014')")
    assert "last=2014" in page.url
    page.get_by_role("link", name="Timeline").click()
    page.get_by_role("heading", name="Timeline").wait_for()
    assert "first=2012" in page.url
    assert page.locator(".by-year h2").all_inner_texts() == ["2012", "2013", "2014"]


def test_play_moves_the_span(page: Page, address: str) -> None:
    """A year at a time, and it can be stopped."""
    open_view(page, address, "#/timeline?first=2005&last=2006")
    page.get_by_role("button", name="Play").click()
    page.wait_for_url(re.compile("first=2006.*last=2007"))
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()


def test_the_legend_filters(page: Page, address: str) -> None:
    """Switching states off takes them from the picture, and the address says so."""
    open_view(page, address)
    before = figures(page)[0]
    page.locator(".legend label", has_text="State").locator("input").uncheck()
    page.wait_for_url(re.compile("off=State"))
    states = page.evaluate(
        "scoExplorer.known.filterNodes((id) => scoExplorer.known.getNodeAttribute(id, 'family') === 'State').length"
    )
    assert figures(page)[0] == before - states


@pytest.mark.parametrize("layout", ["force", "circle", "time", "map"])
def test_every_layout_places_things_apart(page: Page, address: str, layout: str) -> None:
    """No two things at one point, every position a number."""
    open_view(page, address, f"#/network?n=Peace_Mission_2014&layout={layout}")
    page.wait_for_timeout(700)
    places = page.evaluate("scoExplorer.drawing.graph.mapNodes((_, d) => [Math.round(d.x), Math.round(d.y)].join())")
    assert len(places) > 5
    assert len(set(places)) == len(places)
    assert not [place for place in places if "NaN" in place]


def test_parallel_facts_are_drawn_apart(page: Page, address: str) -> None:
    """Peace Mission 2014 has China as participant and (by one article) as place: two curves."""
    open_view(page, address, _DRILL)
    curves = page.evaluate(
        "scoExplorer.drawing.graph.edges('Peace_Mission_2014', 'China')"
        ".map((e) => scoExplorer.drawing.graph.getEdgeAttribute(e, 'curvature'))"
    )
    assert len(curves) == 2
    assert len(set(curves)) == 2


def test_clicking_and_dragging_in_the_picture(page: Page, address: str) -> None:
    """A click opens the panel, a drag pins the thing where it was dropped, and the address keeps it."""
    open_view(page, address, "#/network?n=Peace_Mission_2014")
    page.wait_for_timeout(800)
    at = page.evaluate(_PLACE, "Zhurihe_training_base")
    page.mouse.move(*at)
    page.locator(".tip", has_text="Zhurihe training base").wait_for()
    page.mouse.click(*at)
    page.locator(_PANEL, has_text="Zhurihe").wait_for()
    page.wait_for_timeout(600)
    at = page.evaluate(_PLACE, "Zhurihe_training_base")
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + 40, at[1] + 30, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("pin=Zhurihe_training_base"))
    page.get_by_role("button", name="Unpin").click()
    page.wait_for_function("() => !location.hash.includes('pin=')")


def test_keyboard_in_the_picture(page: Page, address: str) -> None:
    """Enter expands the chosen thing, Delete hides it, u undoes, arrows move, 0 shows all."""
    open_view(page, address, "#/network?n=Zhurihe_training_base&sel=Peace_Mission_2014", things=" of ")
    before = figures(page)[0]
    page.locator(".canvas").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("n=Zhurihe_training_base%2CPeace_Mission_2014"))
    page.locator(".canvas").focus()
    page.keyboard.press("Delete")
    page.wait_for_url(re.compile("x=Peace_Mission_2014"))
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.wait_for_function("(n) => document.querySelector('.figures').innerText.startsWith(n + ' things')", arg=before)
    place = page.evaluate("scoExplorer.drawing.sigma.getCamera().x")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("(place) => scoExplorer.drawing.sigma.getCamera().x < place", arg=place)


def test_exports(page: Page, address: str) -> None:
    """PNG, SVG, GEXF, GraphML, CSV hold what the picture shows; the SPARQL behind it runs."""
    open_view(page, address, "#/network?n=Zhurihe_training_base", things=" of ")
    things = figures(page)[0]

    def exported(name: str) -> bytes:
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        return Path(download.value.path()).read_bytes()

    assert exported("PNG picture").startswith(b"\x89PNG")
    assert exported("SVG picture").count(b"<path d=") - exported("SVG picture").count(b"Q") == things
    assert len(nx.read_gexf(io.BytesIO(exported("GEXF (Gephi)")))) == things
    assert len(nx.read_graphml(io.BytesIO(exported("GraphML")))) == things
    assert exported("CSV (nodes and edges)").startswith(b"PK")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("link", name="The SPARQL behind it").click()
    page.get_by_role("button", name="Run").click()
    page.locator("table.result td", has_text="id:Peace_Mission_2014").first.wait_for()


def test_a_graph_that_is_too_large_opens_on_communities(page: Page, address: str) -> None:
    """One goes in by the panel and comes back by undo; search leads to a thing all the same."""

    def smaller(route: Any) -> None:
        url = re.sub(r"limit=\d+", "limit=100", route.request.url)
        route.continue_(url=url)

    page.route("**/api/network?*", smaller)
    open_view(page, address)
    page.get_by_text("too many to draw each").wait_for()
    page.locator(".figures", has_text=re.compile(r"^\d+ communities of [\d,]+ things$")).wait_for()
    assert page.evaluate("[...scoExplorer.visible.value.nodes].every((id) => id.startsWith('community:'))")
    page.locator(".things summary").click()
    page.locator(".things a").first.click()
    page.get_by_role("button", name="Go in").click()
    page.wait_for_function("() => [...scoExplorer.visible.value.nodes].some((id) => !id.startsWith('community:'))")
    assert "c=" in page.url
    page.get_by_text("things of the community").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => [...scoExplorer.visible.value.nodes].every((id) => id.startsWith('community:'))")
    waiting: list[Any] = []

    def hold(route: Any) -> None:
        waiting.append(route)

    page.route("**/api/neighbours/*", hold)
    page.locator("#search").fill("peace mission 2014")
    page.locator("#search-list li", has_text="Peace Mission 2014").first.click()
    page.get_by_text("Loading what is joined to it").wait_for()
    assert page.get_by_text("Nothing is left to show").count() == 0
    waiting[0].continue_()
    page.wait_for_function("() => scoExplorer.visible.value.nodes.has('Zhurihe_training_base')")
    page.get_by_role("link", name="Timeline").click()
    page.get_by_role("heading", name="Timeline").wait_for()
