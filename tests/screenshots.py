"""Make a picture of each page, light, dark and narrow: ``make screenshots`` writes them to build/screenshots."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from browser import launched, watched
from web_server import serving

import sco_graph

CONSTRUCT = """PREFIX sco: <https://w3id.org/sco-graph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT { ?e sco:place ?p . ?e rdfs:label ?l . ?p rdfs:label ?m . ?e a ?c }
WHERE { ?e a sco:Exercise, ?c ; sco:place ?p ; rdfs:label ?l . ?p rdfs:label ?m }"""

PAGES = {
    "network": "#/network",
    "thing": "#/network?n=Peace_Mission_2014&sel=Peace_Mission_2014",
    "evidence": "#/network?n=Peace_Mission_2014&sel=Peace_Mission_2014",
    "path": "#/network?p=Wang_Ning,Peace_Mission_2014,China&sel=Wang_Ning",
    "search": "#/network?n=Peace_Mission_2014",
    "years": "#/network?first=2012&last=2014",
    "time": "#/network?n=Peace_Mission&layout=time",
    "places": "#/network?n=Peace_Mission&layout=map",
    "circle": "#/network?n=Peace_Mission_2014&layout=circle",
    "timeline": "#/timeline",
    "map": "#/map",
    "matrix": "#/matrix",
    "articles": "#/articles",
    "article": "#/articles",
    "editor": "editor.html",
    "construct": f"editor.html#query={quote(CONSTRUCT)}",
    "nothing": "#/network?first=1900&last=1901",
}
SCREENS = {
    "light": {"viewport": {"width": 1300, "height": 820}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1300, "height": 820}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 390, "height": 800}, "color_scheme": "light"},
}


def prepare(page: Any, name: str) -> None:
    """Do what a reader does before the picture is worth a look."""
    if name == "evidence":
        page.locator(".panel .why", has_text="article").first.click()
        page.locator(".panel mark").first.wait_for()
    if name == "search":
        page.locator("#search").fill("pece mision")
        page.locator("#search-list li").first.wait_for()
    if name == "article":
        page.locator(".articles a", has_text="Peace Mission").first.click()
        page.locator(".article .mention").first.wait_for()
        page.locator(".article .why").first.click()
    if name in ("editor", "construct"):
        page.get_by_role("button", name="Run").click()
        page.locator("[aria-label=Result]").wait_for()


def shoot(browser: Any, base: str, out: Path, name: str, view: str) -> None:
    """One page on every screen."""
    for screen, options in SCREENS.items():
        page = watched(
            browser.new_context(reduced_motion="reduce", **options), host=base if base.startswith("http") else None
        )
        page.goto(base + view)
        page.wait_for_load_state("networkidle")
        if view.startswith("#/network"):
            page.wait_for_selector("html[data-drawn]")
        prepare(page, name)
        page.wait_for_timeout(900)
        page.screenshot(path=out / f"{name}-{screen}.png")
        if page.complaints or page.requests:
            print(f"{name}-{screen}: {page.complaints} {page.requests}", file=sys.stderr)
        page.context.close()


def main() -> None:
    """Serve a store, and take all the pictures or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("names", nargs="*", help=f"of {', '.join([*PAGES, 'file', 'pyvis'])}; all if none is named")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = options.names or [*PAGES, "file", "pyvis"]
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        with serving(options.store, Path(folder), "--workers", "1") as server:
            for name in wanted:
                if name in PAGES:
                    shoot(browser, server.url, options.out, name, PAGES[name])
        graph = sco_graph.open(options.store)
        for name, form in (("file", "explorer"), ("pyvis", "pyvis")):
            if name in wanted:
                saved = graph.view("Peace Mission 2014", form=form).save(Path(folder) / f"{name}.html")
                shoot(browser, saved.as_uri(), options.out, name, "")
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")


if __name__ == "__main__":
    main()
