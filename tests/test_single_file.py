"""The explorer as one file: it opens from the disk, asks nobody, and runs nothing that a graph says."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from browser import Page
from explorer_serving import figures, need_pages, quiet_page
from network_example import example_network
from test_views import HOSTILE, hostile_network

from sco_graph.errors import InputError, LimitError, NotFoundError
from sco_graph.single_file import explorer_html
from sco_graph.views import view


@pytest.fixture(scope="module", autouse=True)
def _pages() -> None:
    need_pages()


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    """A page that must neither ask anybody nor complain."""
    yield from quiet_page(browser, None)


def _opened(page: Page, folder: Path, html: str, at: str = "") -> None:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri() + at)
    page.wait_for_selector("html[data-drawn]")


def test_the_form_goes_by_size() -> None:
    """Up to 2,000 things vis-network, above it the explorer, above 50,000 an error that says what to do."""
    network = nx.MultiDiGraph()
    network.add_nodes_from((f"n{i}", {"label": f"thing {i}", "class": "State"}) for i in range(2_001))
    places = {name: (float(i), 0.0) for i, name in enumerate(network)}
    assert 'id="sco-graph-data"' in view(network, positions=places).html
    assert 'id="sco-graph-data"' not in view(example_network()).html
    with pytest.raises(LimitError, match=r"2,001 things .* \(2,000\)"):
        explorer_html(network, max_nodes=2_000)
    with pytest.raises(InputError, match="pyvis, explorer"):
        view(network, form="paper")
    with pytest.raises(NotFoundError):
        explorer_html(example_network(), around="Atlantis")


def test_nothing_in_the_file_points_anywhere() -> None:
    """The policy names two hashes, and no element has an address."""
    html = explorer_html(hostile_network(), title=HOSTILE[0])
    head = html.partition("</head>")[0]
    assert "default-src &#39;none&#39;; script-src &#39;sha256-" in head
    assert "unsafe" not in head
    assert "<link" not in head.replace('<link rel="icon" href="data:,">', "")
    assert html.count("<script") == 2


@pytest.mark.browser
def test_search_evidence_years_and_legend(page: Page, tmp_path: Path) -> None:
    """As in the served explorer: a misspelt name finds the thing, its fact opens the sentence, the years filter."""
    _opened(page, tmp_path, explorer_html(example_network(), title="An example"))
    assert figures(page) == (12, 23)
    page.keyboard.press("/")
    page.keyboard.type("sevneth meeting")
    page.locator("#search-list li", has_text="Seventh meeting of secretaries").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".panel h2", has_text="Seventh meeting").wait_for()
    page.locator(".panel li", has_text="Beijing").get_by_role("button").first.click()
    page.locator(".panel mark", has_text="The meeting opened in Beijing.").wait_for()
    assert "Secretaries meet" in page.locator(".panel figcaption").first.inner_text()
    page.locator(".panel .fact", has_text="2012-04-11").get_by_role("button", name="1 article").click()
    page.locator(".panel mark", has_text="on Wednesday").wait_for()
    page.get_by_text("read from “Wednesday”").wait_for()
    page.get_by_role("button", name="Show everything").click()
    page.get_by_label("First year").fill("2014")
    page.wait_for_function("() => !scoExplorer.visible.value.nodes.has('Meeting_2012')")
    page.locator(".legend label", has_text="State").locator("input").uncheck()
    page.wait_for_function("() => !scoExplorer.visible.value.nodes.has('China')")


@pytest.mark.browser
def test_a_date_that_another_contradicts_is_marked(page: Page, tmp_path: Path) -> None:
    """The fact says that it is disputed, and by what; a less precise date disputes nothing."""
    network = example_network()
    network.nodes["Peace_Mission_2014"]["facts"]["startDate"] = ["2014-08-24", "2014-08-23", "2014"]
    _opened(page, tmp_path, explorer_html(network, around="Peace Mission 2014"))
    facts = page.locator(".panel .fact")
    assert facts.filter(has_text="2014-08-24").locator(".badge").inner_text() == "disputed"
    assert facts.filter(has=page.get_by_text("2014", exact=True)).locator(".badge").count() == 0
    facts.filter(has_text="2014-08-24").locator(".why").click()
    page.locator(".contradictions", has_text="2014-08-23").wait_for()
    assert "reference tables" not in page.locator(".panel .evidence").inner_text()


@pytest.mark.browser
def test_the_other_pages_work_without_a_server(page: Page, tmp_path: Path) -> None:
    """The map's outline and the worker of the layout are in the file too."""
    _opened(page, tmp_path, explorer_html(example_network(), around="Peace Mission 2014"))
    page.locator(".panel h2", has_text="Peace Mission 2014").wait_for()
    page.get_by_role("link", name="Map").click()
    page.locator(".atlas .land").wait_for()
    page.get_by_role("link", name="Timeline").click()
    page.get_by_role("button", name="Peace Mission 2014", exact=True).click()
    page.get_by_role("link", name="Matrix").click()
    page.locator("table.matrix").wait_for()
    assert page.get_by_role("link", name="Articles").count() == 0


@pytest.mark.browser
def test_pictures_and_tables_can_be_saved(page: Page, tmp_path: Path) -> None:
    """PNG, SVG, and the facts as CSV, written by the page itself."""
    _opened(page, tmp_path, explorer_html(example_network()))
    for name, begins in (("PNG picture", b"\x89PNG"), ("SVG picture", b"<svg"), ("CSV (facts)", b"subject,")):
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        assert Path(download.value.path()).read_bytes().startswith(begins)


_STRICT = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src https: http: data:; font-src https:; connect-src https:; child-src https: data:"
)
NOTEBOOKS = {
    "in the notebook's page": "{}",
    "in a frame of the notebook": "allow-scripts allow-same-origin allow-popups",
    "in a frame that may run script only": "allow-scripts",
    "under a policy without workers": f'<meta http-equiv="Content-Security-Policy" content="{_STRICT}">{{}}',
}
"""What a front end puts round an output, or the sandbox of the frame that it puts it into.

JupyterLab adds nothing, Colab and VS Code have a frame, and VS Code has a policy if one asks for it.
"""


@pytest.mark.browser
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_shows_it_in_a_frame(page: Page, tmp_path: Path, notebook: str) -> None:
    """A sandboxed frame has no address of its own: choosing things and going from page to page work all the same."""
    output = view(example_network(), around="Peace Mission 2014", form="explorer")._repr_html_()
    around = NOTEBOOKS[notebook]
    if "{}" in around:
        output = around.format(output)
    else:
        output = f'<iframe width="1200" height="700" sandbox="{around}" srcdoc="{escape(output)}"></iframe>'
    (tmp_path / "notebook.html").write_text(f"<!doctype html><title>n</title>{output}", encoding="utf-8")
    page.goto((tmp_path / "notebook.html").as_uri())
    frame = page.frame_locator("iframe")
    if "{}" not in around:
        frame = frame.frame_locator("iframe")
    frame.locator(".panel h2", has_text="Peace Mission 2014").wait_for()
    frame.get_by_role("button", name="Only its neighbours").click()  # where they stand is worked out anew
    frame.locator(".figures", has_text="of 12").wait_for()
    page.wait_for_timeout(1500)
    assert frame.locator(".failed").count() == 0
    frame.locator(".panel a.thing", has_text="China").first.click()
    frame.locator(".panel h2", has_text="China").wait_for()
    frame.get_by_role("link", name="Timeline").click()
    frame.get_by_role("heading", name="Timeline").wait_for()
    frame.get_by_role("link", name="Map").click()
    frame.locator(".atlas .land").wait_for()
    frame.get_by_label("Pages").get_by_role("link", name="Network").click()
    frame.locator("canvas").first.wait_for()
    # The browser tells of what a notebook's own frame or policy is like, once each.
    page.complaints = [text for text in page.complaints if "sandbox" not in text and "Creating a worker" not in text]


@pytest.mark.browser
def test_a_hostile_graph_runs_nothing_and_reaches_nobody(page: Page, tmp_path: Path) -> None:
    """Every thing, its facts and their evidence are opened; the fixture asserts that nothing ran or left."""
    network = hostile_network()
    _opened(page, tmp_path, explorer_html(network, title=HOSTILE[0], layout_kind="circle"))
    for name in network:
        page.evaluate("(id) => { location.hash = '#/network?' + new URLSearchParams({sel: id}) }", name)
        page.locator(".panel .why").first.wait_for()
        for button in page.locator(".panel .why").all()[:6]:
            button.click()
    page.locator(".things summary").click()
    page.fill("#search", "hacked")
    page.locator("#search-list li").first.wait_for()
    for view_ in ("timeline", "map", "matrix"):
        page.evaluate("(name) => { location.hash = '#/' + name }", view_)
        page.wait_for_timeout(200)
    assert page.locator("#app :is(script, iframe, object, embed, base), #app img, a[href^='javascript']").count() == 0
