"""The explorer over a graph with more facts than sigma draws well: things and lines are drawn apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import Page
from explorer_serving import figures, need_pages, open_view, quiet_page
from web_server import serving

from sco_graph.iris import ID, SCO
from sco_graph.store import replace

pytestmark = pytest.mark.browser

_MEETINGS, _PEOPLE, _EACH = 3_000, 300, 7
_LINES = """() => {
    const {drawing, visible} = scoExplorer, {sigma, graph} = drawing, cloud = document.querySelector(".sigma-cloud");
    sigma.refresh();
    const copy = Object.assign(document.createElement("canvas"), {width: cloud.width, height: cloud.height});
    const pen = copy.getContext("2d");
    pen.drawImage(cloud, 0, 0);
    const ratio = cloud.width / cloud.clientWidth, {data} = pen.getImageData(0, 0, copy.width, copy.height);
    const place = (id) => sigma.graphToViewport(graph.getNodeAttributes(id));
    let facts = 0, seen = 0;
    visible.value.edges.forEach((_, one, two) => {
        const [from, to] = [place(one), place(two)];
        const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2].map((value) => Math.round(value * ratio));
        facts += 1;
        seen += data[4 * (y * copy.width + x) + 3] > 0;
    });
    return seen / facts;
}"""
"""Of how many facts the middle is drawn on; WebGL forgets a frame once it is shown."""


def _quads() -> Iterator[str]:
    """Meetings of half a dozen people each, a third of them in 2012."""
    kind, label = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#label"
    for number in range(_PEOPLE):
        yield f"<{ID}Person_{number}> <{kind}> <{SCO}Person>"
        yield f'<{ID}Person_{number}> <{label}> "Person {number}"'
    for number in range(_MEETINGS):
        meeting = f"<{ID}Meeting_{number}>"
        yield f"{meeting} <{kind}> <{SCO}Meeting>"
        yield f'{meeting} <{label}> "Meeting {number}"'
        year = f'"{2011 + number % 3}"^^<http://www.w3.org/2001/XMLSchema#gYear>'
        yield f"{meeting} <{SCO}startDate> {year}"
        for other in range(_EACH):
            yield f"{meeting} <{SCO}participant> <{ID}Person_{(number * 11 + other * 37) % _PEOPLE}>"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the graph is served."""
    need_pages()
    folder = tmp_path_factory.mktemp("large")
    lines = sorted(f"{line} <{ID}article_1> .\n" for line in _quads())
    replace(folder / "store", [(f"{ID}article_1", "".join(lines).encode())])
    with serving(folder / "store", folder, "--workers", "1") as server:
        yield server.url


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Page]:
    """A page that must neither leave the host nor complain."""
    yield from quiet_page(browser, address)


def test_all_is_drawn_and_a_chosen_thing_stands_out(page: Page, address: str) -> None:
    """The lines are there without a place in sigma's graph; a choice, the years and the legend work on them."""
    open_view(page, address)
    things, facts = figures(page)
    assert things >= _MEETINGS + _PEOPLE
    assert facts >= _MEETINGS * _EACH
    assert page.evaluate("[scoExplorer.drawing.graph.order, scoExplorer.drawing.graph.size]") == [things, 0]
    page.get_by_text("lines thinned").wait_for()
    assert page.evaluate(_LINES) > 0.5

    page.locator("#search").fill("Meeting 17")
    page.locator("#search-list li", has_text="Meeting 17").first.click()
    page.wait_for_function("() => scoExplorer.visible.value.nodes.size === 8")
    page.get_by_role("button", name="Show everything").click()
    page.wait_for_function(f"() => scoExplorer.drawing.graph.order === {things}")
    assert page.evaluate(_LINES) > 0.5

    people = page.locator(".legend label", has_text="Person").locator("input")
    people.uncheck()
    page.wait_for_function("() => ![...scoExplorer.visible.value.nodes].some((id) => id.startsWith('Person_'))")
    assert figures(page)[1] <= facts - _MEETINGS * _EACH
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function(f"() => scoExplorer.visible.value.edges.size === {facts}")

    open_view(page, address, "#/network?first=2012&last=2012")
    page.wait_for_function("() => scoExplorer.visible.value.nodes.has('Meeting_1')")
    assert (
        page.evaluate("[...scoExplorer.visible.value.nodes].filter((id) => id.startsWith('Meeting_')).length") == 1000
    )


def _at(page: Page, thing: str) -> tuple[float, float]:
    """Where a thing stands on the screen."""
    x, y = page.evaluate(
        """(thing) => {
            const {sigma, graph} = scoExplorer.drawing, box = document.querySelector(".canvas").getBoundingClientRect();
            const at = sigma.graphToViewport(graph.getNodeAttributes(thing));
            return [box.left + at.x, box.top + at.y];
        }""",
        thing,
    )
    return x, y


def test_a_thing_can_be_pointed_at_clicked_and_dragged(page: Page, address: str) -> None:
    """The mouse does in a large picture what it does in a small one, and sizes and layouts can be changed."""
    open_view(page, address)
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => scoExplorer.drawing.cloud.moving")
    page.wait_for_function("() => !scoExplorer.drawing.cloud.moving")
    page.keyboard.press("0")
    page.wait_for_timeout(1000)
    page.mouse.move(*_at(page, "Person_17"))
    page.locator("[role=tooltip]", has_text="Person 17").wait_for()
    page.mouse.down()
    x, y = _at(page, "Person_17")
    page.mouse.move(x + 60, y + 20, steps=3)
    page.mouse.up()
    page.wait_for_function("() => location.hash.includes('pin=Person_17')")
    page.wait_for_timeout(500)
    assert _at(page, "Person_17") == pytest.approx((x + 60, y + 20), abs=3)
    page.mouse.click(*_at(page, "Person_18"))
    page.wait_for_function("() => location.hash.includes('sel=Person_18')")

    open_view(page, address, "#/network?size=rank&layout=time")
    page.wait_for_function("() => scoExplorer.drawing.graph.getNodeAttribute('Meeting_1', 'x') > 800000")
    assert page.evaluate(_LINES) > 0.5


def test_very_many_events_are_bars(page: Page, address: str) -> None:
    """A timeline of more events than marks can show counts them by month; a bar leads to its year."""
    open_view(page, address, "#/timeline")
    page.locator("svg.timeline rect", has_text="2012-06: 1,0").click()
    page.wait_for_function("() => location.hash.includes('first=2012') && location.hash.includes('last=2012')")
    page.locator("svg.timeline path.mark").first.wait_for()
    assert page.locator("svg.timeline path.mark", has_text="Meeting").count() >= 1000
    assert page.locator("svg.timeline rect").count() == 0
