"""The explorer in Chromium: what a reader does, by mouse and by keyboard, and what an attacker cannot do."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import networkx as nx
import pytest
from browser import Page, open_browser, watched
from explorer_example import HOSTILE, extractions, hostile
from graphs import content
from web_server import serving

from sco_graph.errors import ResourceError
from sco_graph.resources import explorer_dir
from sco_graph.store import replace

pytestmark = pytest.mark.browser

_AXE = Path(__file__).parent.parent / "explorer" / "node_modules" / "axe-core" / "axe.min.js"
_PLACE = """(id) => {
    const drawing = scoExplorer.drawing, box = document.querySelector(".canvas").getBoundingClientRect();
    const at = drawing.sigma.graphToViewport(drawing.graph.getNodeAttributes(id));
    return [box.left + at.x, box.top + at.y];
}"""
"""Where a thing stands on the screen."""

_DRILL, _PANEL = "#/network?n=Peace_Mission_2014&sel=Peace_Mission_2014", ".panel h2"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the explorer is served, over the example articles."""
    try:
        explorer_dir()
    except ResourceError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("explorer")
    replace(folder / "store", content(*extractions(), hostile()))
    with serving(folder / "store", folder, "--workers", "2") as server:
        yield server.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    yield from open_browser()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Page]:
    """A page that must neither leave the host nor complain."""
    made = watched(browser.new_context(viewport={"width": 1300, "height": 800}, accept_downloads=True), host=address)
    yield made
    assert made.requests == []
    assert made.complaints == []
    assert made.evaluate("window.hacked") is None
    made.context.close()


def _open(page: Page, address: str, view: str = "#/network", *, things: str | None = None) -> None:
    page.goto(address + view)
    if view.startswith("#/network"):
        page.wait_for_selector("html[data-drawn]")
    if things:
        page.locator(".figures", has_text=things).wait_for()


def _figures(page: Page) -> tuple[int, int]:
    found = re.search(r"([\d,]+) things, ([\d,]+) facts", page.locator(".figures").inner_text())
    assert found
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def test_search_suggests_and_leads_to_the_thing(page: Page, address: str) -> None:
    """By keyboard: / to search, arrows to choose, Enter to go; other names are found too."""
    _open(page, address)
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
    _open(page, address)
    page.fill("#search", "qqqqzzz")
    page.get_by_text("Nothing is called that").wait_for()


def test_a_fact_opens_the_sentence_that_states_it(page: Page, address: str) -> None:
    """Marked, with what stands round it, the article, the rule, the confidence, and who contradicts it."""
    _open(page, address, _DRILL)
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
    _open(page, address, _DRILL)
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
    _open(page, address, "#/network?n=Zhurihe_training_base&sel=Zhurihe_training_base", things=" of ")
    before = _figures(page)
    page.locator(".panel a.thing", has_text="Peace Mission 2014").first.click()
    page.get_by_role("button", name="Expand", exact=True).click()
    page.get_by_role("button", name="Collapse", exact=True).wait_for()
    expanded = _figures(page)
    assert expanded > before
    page.get_by_role("button", name="Hide", exact=True).click()
    page.get_by_role("button", name="Unhide 1").wait_for()
    assert _figures(page)[0] == expanded[0] - 1
    for figures in (expanded, before):
        page.get_by_role("button", name="Undo").click()
        page.wait_for_function(
            "(n) => document.querySelector('.figures').innerText.startsWith(n + ' things')", arg=figures[0]
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
    _open(page, address, "#/network?n=Zhurihe_training_base&sel=Peace_Mission_2014", things=" of ")
    page.get_by_role("button", name="Expand by").click()
    page.get_by_role("button", name="participants", exact=True).click()
    page.wait_for_function("scoExplorer.visible.value.nodes.has('Kazakhstan')")
    assert not page.evaluate("scoExplorer.visible.value.nodes.has('Shanghai_Cooperation_Organisation')")


def test_the_years_filter_every_page_and_stay_in_the_address(page: Page, address: str) -> None:
    """In 2012 there is the secretaries' meeting, and no Peace Mission 2014."""
    _open(page, address, "#/network?first=2012&last=2012")
    assert page.evaluate("scoExplorer.visible.value.nodes.has('Seventh_meeting')")
    assert not page.evaluate("scoExplorer.visible.value.nodes.has('Peace_Mission_2014')")
    page.get_by_label("Last year").fill("2014")
    page.wait_for_function("scoExplorer.visible.value.nodes.has('Peace_Mission_2014')")
    assert "last=2014" in page.url
    page.get_by_role("link", name="Timeline").click()
    page.get_by_role("heading", name="Timeline").wait_for()
    assert "first=2012" in page.url
    assert page.locator(".by-year h2").all_inner_texts() == ["2012", "2013", "2014"]


def test_play_moves_the_span(page: Page, address: str) -> None:
    """A year at a time, and it can be stopped."""
    _open(page, address, "#/timeline?first=2005&last=2006")
    page.get_by_role("button", name="Play").click()
    page.wait_for_url(re.compile("first=2006.*last=2007"))
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()


def test_the_legend_filters(page: Page, address: str) -> None:
    """Switching states off takes them from the picture, and the address says so."""
    _open(page, address)
    before = _figures(page)[0]
    page.locator(".legend label", has_text="State").locator("input").uncheck()
    page.wait_for_url(re.compile("off=State"))
    states = page.evaluate(
        "scoExplorer.known.filterNodes((id) => scoExplorer.known.getNodeAttribute(id, 'family') === 'State').length"
    )
    assert _figures(page)[0] == before - states


@pytest.mark.parametrize("layout", ["force", "circle", "time", "map"])
def test_every_layout_places_things_apart(page: Page, address: str, layout: str) -> None:
    """No two things at one point, every position a number."""
    _open(page, address, f"#/network?n=Peace_Mission_2014&layout={layout}")
    page.wait_for_timeout(700)
    places = page.evaluate("scoExplorer.drawing.graph.mapNodes((_, d) => [Math.round(d.x), Math.round(d.y)].join())")
    assert len(places) > 5
    assert len(set(places)) == len(places)
    assert not [place for place in places if "NaN" in place]


def test_parallel_facts_are_drawn_apart(page: Page, address: str) -> None:
    """Peace Mission 2014 has China as participant and (by one article) as place: two curves."""
    _open(page, address, _DRILL)
    curves = page.evaluate(
        "scoExplorer.drawing.graph.edges('Peace_Mission_2014', 'China')"
        ".map((e) => scoExplorer.drawing.graph.getEdgeAttribute(e, 'curvature'))"
    )
    assert len(curves) == 2
    assert len(set(curves)) == 2


def test_clicking_and_dragging_in_the_picture(page: Page, address: str) -> None:
    """A click opens the panel, a drag pins the thing where it was dropped, and the address keeps it."""
    _open(page, address, "#/network?n=Peace_Mission_2014")
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
    page.wait_for_function("!location.hash.includes('pin=')")


def test_keyboard_in_the_picture(page: Page, address: str) -> None:
    """Enter expands the chosen thing, Delete hides it, u undoes, arrows move, 0 shows all."""
    _open(page, address, "#/network?n=Zhurihe_training_base&sel=Peace_Mission_2014", things=" of ")
    before = _figures(page)[0]
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
    assert page.evaluate("scoExplorer.drawing.sigma.getCamera().x") < place


def test_exports(page: Page, address: str) -> None:
    """PNG, SVG, GEXF, GraphML, CSV hold what the picture shows; the SPARQL behind it runs."""
    _open(page, address, "#/network?n=Zhurihe_training_base", things=" of ")
    things = _figures(page)[0]

    def exported(name: str) -> bytes:
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        return Path(download.value.path()).read_bytes()

    assert exported("PNG picture").startswith(b"\x89PNG")
    assert exported("SVG picture").count(b"<circle") == things
    assert len(nx.read_gexf(io.BytesIO(exported("GEXF (Gephi)")))) == things
    assert len(nx.read_graphml(io.BytesIO(exported("GraphML")))) == things
    assert exported("CSV (nodes and edges)").startswith(b"PK")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("link", name="The SPARQL behind it").click()
    page.get_by_role("button", name="Run").click()
    page.locator("table.result td", has_text="id:Peace_Mission_2014").first.wait_for()


def test_timeline_map_and_matrix(page: Page, address: str) -> None:
    """Each shows the events, leads to the panel, and gives its table as CSV."""
    _open(page, address, "#/timeline?first=2014&last=2014")
    page.get_by_role("button", name="Peace Mission 2014", exact=True).click()
    page.locator(_PANEL, has_text="Peace Mission 2014").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert "Peace_Mission_2014" in {row["id"] for row in rows}

    _open(page, address, "#/map?first=2012&last=2012")
    page.locator(".spots").get_by_role("button", name="Beijing").click()
    page.locator(".spots h2", has_text="Beijing").wait_for()
    assert "seventh meeting of the secretaries" in page.locator(".spots").inner_text()
    page.locator(".atlas circle").first.wait_for()

    _open(page, address, "#/matrix?first=2014&last=2014")
    page.get_by_role("button", name="China and Kazakhstan").click()
    assert page.locator("main section li", has_text="Peace Mission 2014").count() == 1


def test_articles_are_listed_and_filtered(page: Page, address: str) -> None:
    """By words of the title; an address that is no web address is no link."""
    _open(page, address, "#/articles")
    page.get_by_label("Words in title or text").fill("drill in inner")
    page.locator(".articles li").first.wait_for()
    page.wait_for_function("document.querySelectorAll('.articles li').length === 1")
    page.get_by_role("link", name="A drill in Inner Mongolia").click()
    page.get_by_text("javascript:window.hacked=1").wait_for()
    assert page.locator("a[href^='javascript']").count() == 0


def test_states_in_words(page: Page, address: str) -> None:
    """An unknown page, an unknown thing, filters that leave nothing."""
    _open(page, address, "#/nonsense")
    page.get_by_text("There is no page of this name").wait_for()
    _open(page, address, "#/network?first=1900&last=1901")
    _open(
        page,
        address,
        "#/network?off=State,Organization,Place,Person,Meeting,Exercise,Event,EventSeries,Agreement,Topic",
    )
    page.get_by_text("Nothing is left to show").wait_for()


def test_linked_data_addresses_lead_to_the_thing(page: Page, address: str) -> None:
    """#/thing/NAME is where /id/NAME sends a browser."""
    _open(page, address, "#/thing/Peace_Mission_2014")
    page.locator(_PANEL, has_text="Peace Mission 2014").wait_for()


def test_a_server_that_is_gone_is_said_in_words(browser: Any, address: str) -> None:
    """With a way to try again."""
    page = watched(browser.new_context(), host=address)
    page.route("**/api/network*", lambda route: route.abort())
    page.goto(address)
    page.get_by_text("The server does not answer").wait_for()
    page.unroute("**/api/network*")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("html[data-drawn]")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "view",
    [_DRILL, "#/network", "#/timeline", "#/map", "#/matrix", "#/articles", "#/article/article_drill", "editor.html"],
)
def test_no_serious_accessibility_violation(browser: Any, address: str, view: str, scheme: str) -> None:
    """axe-core, on every page, in both themes."""
    if not _AXE.is_file():
        pytest.skip("axe-core is not installed: npm --prefix explorer ci")
    page = watched(browser.new_context(color_scheme=scheme, bypass_csp=True), host=address)
    page.goto(address + view)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    page.add_script_tag(path=str(_AXE))
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]][:4])
        for rule in report["violations"]
        if rule["impact"] in ("serious", "critical")
    ]
    assert serious == []
    page.context.close()


@pytest.mark.parametrize(
    "view", [_DRILL, "#/network", "#/timeline", "#/map", "#/matrix", "#/articles", "#/article/article_drill"]
)
def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, address: str, view: str) -> None:
    """The page is as wide as the screen; wide tables scroll in themselves."""
    page.set_viewport_size({"width": 380, "height": 760})
    _open(page, address, view)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_the_theme_can_be_chosen_and_is_remembered(page: Page, address: str) -> None:
    """Dark stays dark after a reload."""
    _open(page, address)
    page.get_by_role("button", name="Dark").click()
    page.reload()
    page.wait_for_selector("html[data-theme=dark]")


def test_a_hostile_graph_runs_nothing(page: Page, address: str) -> None:
    """Every hostile thing, its facts, evidence and article are opened; the fixture asserts that nothing ran or left."""
    for number in range(len(HOSTILE)):
        _open(page, address, f"#/network?n=Hostile_{number}&sel=Hostile_{number}")
        page.locator(".panel .why").first.wait_for()
        for button in page.locator(".panel .why").all():
            button.click()
        page.locator(".panel mark").first.wait_for()
    page.locator(".things summary").click()
    page.fill("#search", "window.hacked")
    page.locator("#search-list li").first.wait_for()
    for view in (
        "#/article/article_hostile?at=0-30",
        "#/articles",
        "#/timeline?first=2013&last=2013",
        "#/map?place=Beijing",
        "#/matrix",
    ):
        _open(page, address, view)
        page.wait_for_timeout(250)
    assert page.locator("#app :is(script, iframe, object, embed, base), #app img, a[href^='javascript']").count() == 0


def test_a_hostile_query_and_result_run_nothing(page: Page, address: str) -> None:
    """The editor shows a hostile query from the address, its hostile result and a hostile error as text."""
    query = (
        "SELECT ?s ?name (IRI('javascript:window.hacked=1') AS ?link) WHERE { "
        "?s <http://www.w3.org/2000/01/rdf-schema#label> ?name FILTER(CONTAINS(?name, 'hacked')) }"
    )
    page.goto(f"{address}editor.html#query={query}")
    page.get_by_role("button", name="Run").click()
    page.locator("table.result tbody tr").first.wait_for()
    assert page.locator("table.result a[href^='javascript']").count() == 0
    assert page.locator("main :is(script, img, iframe)").count() == 0


def test_the_editor_says_what_is_wrong_with_a_query(browser: Any, address: str) -> None:
    """The server's words, as text; an example can be loaded."""
    page = watched(browser.new_context(), host=address)
    page.goto(f"{address}editor.html#query=SELECT%20%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").inner_text() != ""
    assert page.evaluate("window.hacked") is None
    example = page.get_by_label("Example").locator("option").nth(1)
    example.wait_for(state="attached")
    page.get_by_label("Example").select_option(index=1)
    page.get_by_role("button", name="Run").click()
    page.locator("table.result").wait_for()
    page.context.close()


def test_the_content_policy_forbids_what_the_pages_do_not_need(address: str) -> None:
    """No inline script, no other host, no frame."""
    for name in ("", "editor.html"):
        with urlopen(address + name) as answer:  # noqa: S310 - our own server
            policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert re.search(r"script-src 'self'(;|$)", policy)
        assert "frame-ancestors 'none'" in policy
