"""Sentences, whose borders are those of the evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.nlp.segments import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Aug. 24 in Astana. It rained.", ["They met on Aug. 24 in Astana.", "It rained."]),
        ("D. A. Medvedev presided. Ye. S. Sysoyev spoke.", ["D. A. Medvedev presided.", "Ye. S. Sysoyev spoke."]),
        ("He signed for Sinopec Corp. The deal is new.", ["He signed for Sinopec Corp.", "The deal is new."]),
        ("Talks end at 6 p.m. They will go on.", ["Talks end at 6 p.m.", "They will go on."]),
        ("He lives in Washington, D.C. It is hot.", ["He lives in Washington, D.C.", "It is hot."]),
        ("The U.S. Secretary of State came.", ["The U.S. Secretary of State came."]),
        ("They agreed.The drill ended. News.Az told it.", ["They agreed.", "The drill ended.", "News.Az told it."]),
        ('"We agreed." He left.', ['"We agreed."', "He left."]),
        ("A headline\n\nA sentence", ["A headline", "A sentence"]),
    ],
)
def test_abbreviations_and_initials_end_no_sentence(text: str, expected: list[str]) -> None:
    """Months, initials and line breaks are told apart."""
    assert [text[s.start : s.end] for s in split(text)] == expected


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_lie_inside_the_text(text: str) -> None:
    """No text makes sentences that overlap."""
    end = 0
    for segment in split(text):
        assert end <= segment.start < segment.end <= len(text)
        end = segment.end


@pytest.mark.parametrize("unit", ["x", "word ", "China; ", "x ;", "a\t"])
def test_a_sentence_that_does_not_end_is_read_in_parts(unit: str) -> None:
    """No part is longer than 4,000 characters, none is empty, and none of the text is lost but spaces."""
    text = unit * (10_000 // len(unit))
    parts = [text[s.start : s.end] for s in split(text)]
    assert max(map(len, parts)) <= 4000
    assert min(map(len, parts)) > 0
    assert "".join("".join(parts).split()) == "".join(text.split())
