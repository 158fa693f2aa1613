"""Wrapped lines and endless words: made readable, and never at the price of an offset."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import extraction, said

from sco_graph.nlp.layout import readable, unwrap

_PARAGRAPH = (
    "The 12th summit of the Shanghai Cooperation Organization was held in Beijing on June 6-7, 2012. Presidents of the "
    "member states discussed security in the region, and admitted Afghanistan as an observer of the organization."
)


@pytest.mark.parametrize("width", [50, 60, 72, 80])
def test_a_wrapped_paragraph_is_one_line(width: int) -> None:
    """However wide the lines were, the paragraph reads as it was written."""
    assert _PARAGRAPH == unwrap(textwrap.fill(_PARAGRAPH, width))


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_a_date_that_a_line_end_breaks_is_read(width: int) -> None:
    """Facts do not depend on where the lines end."""
    assert {"2012-06-06"} == said(textwrap.fill(_PARAGRAPH, width), "startDate")
    assert {"2012-06-07"} == said(textwrap.fill(_PARAGRAPH, width), "endDate")


@pytest.mark.parametrize(
    "text",
    [
        "SCO leaders meet in Beijing\nBEIJING, June 7 (Xinhua) -- The summit opened.",  # a headline
        "Members of the SCO:\n- China\n- Russia\n- Kazakhstan",  # a list
        "Documents:\n1. Charter\n2. Convention\n3. Protocol",
        "First paragraph of the text.\n\nSecond paragraph of the text.",
        "Short line.\nAnother short line.\nA third one that ends.\nAnd a fourth.",
        "",
        "\n",
    ],
)
def test_other_line_breaks_stay(text: str) -> None:
    """Headlines, lists and paragraphs are no wrapped lines."""
    assert text == unwrap(text)


def test_wrapped_paragraphs_without_blank_lines_stay_paragraphs() -> None:
    """A short line that ends a sentence ends a paragraph, and the text is wrapped for all that."""
    paragraphs = [_PARAGRAPH, "The ministers met as well.", _PARAGRAPH, "They will meet again."]
    assert "\n".join(paragraphs) == unwrap("\n".join(textwrap.fill(part, 66) for part in paragraphs))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nine nations /Armenia, Georgia/ came", "nine nations (Armenia, Georgia) came"),
        ("MOSCOW, May 5. /TASS/. It began", "MOSCOW, May 5. /TASS/. It began"),
        ("see https://a.org/Summit/ and and/or", "see https://a.org/Summit/ and and/or"),
        ("Turkey and Uzbekistan-- gathered -- in Osh", "Turkey and Uzbekistan – gathered -- in Osh"),
    ],
)
def test_slashes_and_dashes_are_read_as_they_are_meant(text: str, expected: str) -> None:
    """Slashes around words are brackets, and a dash is no part of a name; the text keeps its length."""
    assert readable(text) == expected


def test_a_line_that_cannot_end_a_sentence_goes_on() -> None:
    """A preposition at the end, or a small letter at the beginning, shows it even in a text of two lines."""
    assert "was held on June 7." == unwrap("was held on\nJune 7.")
    assert "The leaders of the group met." == unwrap("The leaders\nof the group met.")


@given(st.text(alphabet=st.sampled_from("ab AB.,-1\n\t\r\u2028"), max_size=200))
def test_nothing_but_line_breaks_changes(text: str) -> None:
    """The text keeps its length and every other character."""
    read = unwrap(text)
    assert len(text) == len(read)
    assert all(a == b or (a == "\n" and b == " ") for a, b in zip(text, read, strict=True))


def test_quotes_are_slices_of_the_articles_own_text() -> None:
    """Evidence keeps the line breaks that the article has."""
    text = textwrap.fill(_PARAGRAPH, 60)
    facts = extraction(text).facts
    assert facts
    assert all(e.quote == text[e.start : e.end] for fact in facts for e in fact.evidence)


@given(st.text(alphabet=st.sampled_from("a. \n"), max_size=20), st.integers(0, 2000))
def test_no_word_is_endless(text: str, length: int) -> None:
    """A word of thousands of characters is cut; the length of the text stays."""
    whole = f"{text}{'x' * length}{text}"
    read = readable(whole)
    assert len(whole) == len(read)
    assert max((len(word) for word in read.split()), default=0) <= 200


def test_a_roll_of_those_present_is_one_sentence() -> None:
    """Each stands on a line of their own; a list of documents stays a list."""
    roll = "Present at the meeting were:\n\nNarendra Modi,\n\nXi Jinping,\n\nVladimir Putin.\n\nIt was short."
    assert readable(roll).endswith("were:  Narendra Modi,  Xi Jinping,  Vladimir Putin.\n\nIt was short.")
    documents = "The following were signed:\n\nthe Astana Declaration;\n\nthe Plan of Action;\n\nthe Programme."
    assert readable(documents) == documents
