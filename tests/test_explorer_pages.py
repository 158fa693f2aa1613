"""The explorer's other pages in Chromium, the SPARQL editor, and what an attacker cannot do."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from browser import Page, watched
from explorer_example import HOSTILE
from explorer_serving import open_view

pytestmark = pytest.mark.browser

_AXE = Path(__file__).parent.parent / "explorer" / "node_modules" / "axe-core" / "axe.min.js"
_DRILL, _PANEL = "#/network?n=Peace_Mission_2014&sel=Peace_Mission_2014", ".panel h2"


def test_timeline_map_and_matrix(page: Page, address: str) -> None:
    """Each shows the events, leads to the panel, and gives its table as CSV."""
    open_view(page, address, "#/timeline?first=2014&last=2014")
    page.get_by_role("button", name="Peace Mission 2014", exact=True).click()
    page.locator(_PANEL, has_text="Peace Mission 2014").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert "Peace_Mission_2014" in {row["id"] for row in rows}

    open_view(page, address, "#/map?first=2012&last=2012")
    page.locator(".spots").get_by_role("button", name="Beijing").click()
    page.locator(".spots h2", has_text="Beijing").wait_for()
    assert "seventh meeting of the secretaries" in page.locator(".spots").inner_text()
    page.locator(".atlas circle").first.wait_for()

    open_view(page, address, "#/matrix?first=2014&last=2014")
    page.get_by_role("button", name="China and Kazakhstan").click()
    assert page.locator("main section li", has_text="Peace Mission 2014").count() == 1


def test_an_address_leads_to_a_fact(page: Page, address: str) -> None:
    """Sent on, it opens what was chosen, though the graph has yet to be loaded."""
    open_view(page, address, "#/network?n=Peace_Mission_2014&e=Peace_Mission_2014,place,Zhurihe_training_base")
    page.locator(_PANEL, has_text="One fact").wait_for()
    page.locator(".panel mark", has_text="The drill is held").wait_for()


def test_articles_are_listed_and_filtered(page: Page, address: str) -> None:
    """By words of the title; an address that is no web address is no link."""
    open_view(page, address, "#/articles")
    page.get_by_label("Words in title or text").fill("drill in inner")
    page.locator(".articles li").first.wait_for()
    page.wait_for_function("() => document.querySelectorAll('.articles li').length === 1")
    page.get_by_role("link", name="A drill in Inner Mongolia").click()
    page.get_by_text("javascript:window.hacked=1").wait_for()
    assert page.locator("a[href^='javascript']").count() == 0


def test_states_in_words(page: Page, address: str) -> None:
    """An unknown page, an unknown thing, filters that leave nothing."""
    open_view(page, address, "#/nonsense")
    page.get_by_text("There is no page of this name").wait_for()
    open_view(page, address, "#/network?first=1900&last=1901")
    open_view(
        page,
        address,
        "#/network?off=State,Organization,Place,Person,Meeting,Exercise,Event,EventSeries,Agreement,Topic",
    )
    page.get_by_text("Nothing is left to show").wait_for()


def test_linked_data_addresses_lead_to_the_thing(page: Page, address: str) -> None:
    """#/thing/NAME is where /id/NAME sends a browser."""
    open_view(page, address, "#/thing/Peace_Mission_2014")
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
    "view",
    [
        _DRILL,
        "#/network",
        "#/timeline",
        "#/map",
        "#/matrix",
        "#/articles",
        "#/article/article_drill",
        "#/network?n=Hostile_7&sel=Hostile_7",
        "#/timeline?first=2013&last=2013",
        "#/article/article_hostile",
    ],
)
def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, address: str, view: str) -> None:
    """The page is as wide as the screen; wide tables scroll in themselves."""
    page.set_viewport_size({"width": 380, "height": 760})
    open_view(page, address, view)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_by_time_nothing_lies_on_another_in_a_narrow_window(page: Page, address: str) -> None:
    """What has no date stands beside what it is joined to, not on it."""
    page.set_viewport_size({"width": 390, "height": 800})
    open_view(page, address, "#/network?n=Peace_Mission_2014,Seventh_meeting&layout=time")
    page.wait_for_timeout(1500)
    nearest = page.evaluate("""() => {
        const {sigma, graph} = scoExplorer.drawing;
        const onScreen = (_, data) => ({...sigma.graphToViewport(data), size: sigma.scaleSize(data.size)});
        const things = graph.mapNodes(onScreen);
        let least = Infinity;
        things.forEach((one, i) => things.slice(i + 1).forEach((two) => {
            least = Math.min(least, Math.hypot(one.x - two.x, one.y - two.y) / (one.size + two.size));
        }));
        return least;
    }""")
    assert nearest > 0.9


def test_the_theme_can_be_chosen_and_is_remembered(page: Page, address: str) -> None:
    """Dark stays dark after a reload."""
    open_view(page, address)
    page.get_by_role("button", name="Dark").click()
    page.reload()
    page.wait_for_selector("html[data-theme=dark]")


def test_a_hostile_graph_runs_nothing(page: Page, address: str) -> None:
    """Every hostile thing, its facts, evidence and article are opened; the fixture asserts that nothing ran or left."""
    for number in range(len(HOSTILE)):
        open_view(page, address, f"#/network?n=Hostile_{number}&sel=Hostile_{number}")
        page.locator(".panel .why").first.wait_for()
        for button in page.locator(".panel .why").all():
            button.click()
        page.locator(".panel mark").first.wait_for()
        shown = page.locator(_PANEL).inner_text()
        assert 0 < len(shown) <= 240
    assert shown == "(blank)"
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
        open_view(page, address, view)
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
    """The server's words, as text; a ready question can be loaded."""
    page = watched(browser.new_context(), host=address)
    page.goto(f"{address}editor.html#query=SELECT%20%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").inner_text() != ""
    assert page.evaluate("window.hacked") is None
    question = page.get_by_label("Question").locator("option").nth(1)
    question.wait_for(state="attached")
    page.get_by_label("Question").select_option(index=1)
    page.get_by_role("button", name="Run").click()
    page.locator("table.result").wait_for()
    page.context.close()


def _written(page: Page, text: str) -> None:
    """Replace the query by another, by keyboard."""
    field = page.get_by_label("SPARQL query")
    field.wait_for()
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def test_the_editor_offers_this_vocabularys_terms_and_things(page: Page, address: str) -> None:
    """A class by a part of its name, with its prefix declared above; a thing by any of its names."""
    page.goto(f"{address}editor.html")
    with page.expect_response("**/api/vocabulary"):
        _written(page, "SELECT ?s WHERE { ?s a ")
    page.keyboard.type("sco:Exer", delay=30)
    page.locator(".cm-tooltip-autocomplete li", has_text="sco:Exercise").first.wait_for()
    page.wait_for_timeout(150)  # CodeMirror takes no Enter for an offer that has only just appeared
    page.keyboard.press("Enter")
    page.keyboard.type(" ; sco:place id:Peking", delay=30)
    page.locator(".cm-tooltip-autocomplete li", has_text="Beijing").first.wait_for()
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    text = "\n".join(page.locator(".cm-line").all_inner_texts())
    assert "PREFIX sco: <https://w3id.org/sco-graph/ontology#>" in text
    assert "PREFIX id: <https://w3id.org/sco-graph/id/>" in text
    assert "?s a sco:Exercise ; sco:place id:Beijing" in text


def test_rows_come_as_a_table_raw_and_csv(page: Page, address: str) -> None:
    """Ctrl+Enter runs; the address holds the query."""
    page.goto(f"{address}editor.html")
    _written(
        page,
        "SELECT ?s ?d { ?s <https://w3id.org/sco-graph/ontology#startDate> ?d FILTER(STR(?d) = '2014-08-23') }",
    )
    page.keyboard.press("Control+Enter")
    page.locator("table.result td", has_text="id:Peace_Mission_2014").wait_for()
    assert "query=SELECT" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert [row["d"] for row in rows] == ["2014-08-23"]
    page.get_by_role("button", name="Raw").click()
    assert '"bindings"' in page.locator("pre.raw").inner_text()


def test_construct_gives_a_picture_a_table_and_triples(page: Page, address: str) -> None:
    """Two things and the line between them; choosing one names it."""
    sco = "https://w3id.org/sco-graph/ontology#"
    query = (
        f"CONSTRUCT {{ ?e <{sco}place> ?p . ?e <http://www.w3.org/2000/01/rdf-schema#label> ?l }} WHERE {{ "
        f"?e a <{sco}Meeting> ; <{sco}place> ?p ; <http://www.w3.org/2000/01/rdf-schema#label> ?l "
        "FILTER(STR(?l) = 'seventh meeting of the secretaries') }"
    )
    page.goto(f"{address}editor.html#query={quote(query)}")
    page.get_by_role("button", name="Run").click()
    page.locator(".result-graph canvas").first.wait_for()
    page.get_by_text("2 triples").wait_for()
    page.get_by_role("button", name="Table").click()
    assert page.locator("table.result tbody tr").count() == 2
    page.get_by_role("button", name="Raw").click()
    assert "<https://w3id.org/sco-graph/id/Beijing> ." in page.locator("pre.raw").inner_text()


def test_the_content_policy_forbids_what_the_pages_do_not_need(address: str) -> None:
    """No inline script, no other host, no frame."""
    for name in ("", "editor.html"):
        with urlopen(address + name) as answer:  # noqa: S310 - our own server
            policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert re.search(r"script-src 'self'(;|$)", policy)
        assert "frame-ancestors 'none'" in policy
