"""The page that shows an article's facts beside its text."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from browser import watched
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
from sco_graph.report import article_report

TEXT = "The SCO met in Beijing. Nothing else happened."


def _extraction(text: str = TEXT, title: str = "A meeting", label: str = "SCO") -> Extraction:
    sentence = text[:23]
    return Extraction(
        Article(id="a", text=text, title=title, issued="2012-06-06", publisher="Xinhua"),
        entities=(
            Entity("Beijing", "Place", "Beijing"),
            Entity("M", "Meeting", "meeting"),
            Entity("SCO", "Organization", label),
        ),
        mentions=(Mention(4, 7, "SCO", text[4:7]), Mention(15, 22, "Beijing", text[15:22])),
        facts=(Fact("M", "place", "Beijing", (Evidence(0, 23, sentence, "event_place", 0.9),)),),
    )


def test_shows_each_fact_with_its_sentence_and_links_to_the_place_in_the_text() -> None:
    """A reader goes from a fact to the sentence that states it."""
    page = article_report([_extraction()])
    target = re.search(r'href="#([^"]+)"><q>The SCO met in Beijing\.</q>', page)
    assert target is not None
    assert f'<span id="{target[1]}">' in page


def test_marks_mentions_by_class_and_keeps_every_word_of_the_text() -> None:
    """Taking the tags away gives the article's text again."""
    page = article_report([_extraction()])
    assert '<mark class="organization" title="SCO (Organization)">SCO</mark>' in page
    body = page.partition('aria-label="Text">')[2].partition("</div>")[0]
    assert html.unescape(re.sub(r"<[^>]+>", "", body)) == TEXT


def test_has_no_script_and_no_address() -> None:
    """The file opens offline, and its policy forbids scripts and connections."""
    page = article_report([_extraction()])
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page


ATTACKS = [
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=1'>",
    "javascript:window.hacked=1",
    "'\"><svg onload=window.hacked=1><style>@import 'https://example.org/x.css';</style>",
]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e</title>&"


def test_hostile_title_label_and_text_stay_text() -> None:
    """Markup in what strangers wrote is shown, not obeyed; bidirectional overrides are replaced."""
    page = article_report([_extraction(text=HOSTILE + TEXT, title=HOSTILE, label=HOSTILE)])
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page


@pytest.mark.browser
def test_a_hostile_article_runs_nothing_in_a_browser(browser: Any, tmp_path: Path) -> None:
    """Titles, texts, labels, rules and identifiers full of attacks: no script, no request, no complaint."""
    attacks = [*ATTACKS, HOSTILE]
    text = "\n".join(attacks)
    evidence = tuple(Evidence(text.index(a), text.index(a) + len(a), a, a, 0.5, a) for a in attacks)
    entities = tuple(Entity(f"E{i}", "Meeting", attack, (attack,)) for i, attack in enumerate(attacks))
    facts = tuple(Fact(f"E{i}", "codeName", attack, evidence) for i, attack in enumerate(attacks))
    mentions = tuple(Mention(e.start, e.end, f"E{i}", e.quote) for i, e in enumerate(evidence))
    article = Article(id=ATTACKS[0], text=text, title=ATTACKS[0], source=ATTACKS[2], publisher=ATTACKS[1])
    (tmp_path / "report.html").write_text(article_report([Extraction(article, entities, mentions, facts)]), "utf-8")
    page = watched(browser.new_context())
    page.goto((tmp_path / "report.html").as_uri())
    for link in page.locator("a[href^='#']").all()[:8]:
        link.click()
    assert page.evaluate("window.hacked") is None
    assert (page.requests, page.complaints) == ([], [])
    assert page.locator("script, img, iframe, svg, object, a[href^='javascript']").count() == 0


def test_an_article_without_facts_is_said_in_words() -> None:
    """No empty panel."""
    page = article_report([Extraction(Article(id="a", text="Nothing."))])
    assert "no fact" in page


@given(st.text(min_size=25, max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6))
def test_any_text_and_any_spans_give_a_page_with_the_whole_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Overlapping, nested and empty mentions never lose or double a character."""
    mentions = tuple(
        Mention(min(a, b), max(a, b), "SCO", text[min(a, b) : max(a, b)])
        for a, b in spans
        if a != b and max(a, b) <= len(text)
    )
    base = _extraction(text)
    page = article_report([Extraction(base.article, base.entities, tuple(sorted(mentions)), base.facts)])
    body = page.partition('aria-label="Text">')[2].partition("</div>")[0]
    shown = html.unescape(re.sub(r"<[^>]+>", "", body))
    assert len(shown) == len(text)
