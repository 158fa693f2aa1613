"""Any text gives facts, each with its own words, and never a crash: news that is mixed up, cut and spoilt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import extraction

from sco_graph.model import PROPERTIES, TOPICS, Kind
from sco_graph.partial_date import PartialDate
from sco_graph.rdf import nquads
from sco_graph.store import MemoryStore

_GOLD = [json.loads(path.read_text("utf-8")) for path in sorted((Path(__file__).parent / "gold").glob("own-*.json"))]
_SENTENCES = sorted({line for gold in _GOLD for line in gold["text"].split(". ") if line})
_WORDS = sorted({word for line in _SENTENCES for word in line.split()})
_SPOILT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
_AGAIN = [
    "6",
    "a",
    "Aa",
    "a-",
    "A.",
    "A ",
    "1, ",
    "the ",
    "of the ",
    "(",
    "’s ",
    "-",
    "States ",
    "Minister ",
    "China, ",
    "and ",
]
_PIECES = st.one_of(
    st.sampled_from(_SENTENCES),
    st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join),
    st.sampled_from(
        [". ", "\n", "\n\n", " -- ", "; ", ", and ", " (", ") ", '"', "“", "’s ", "- ", "\ue002", "\u202e"]
    ),
    _SPOILT,
)
_TEXTS = st.lists(_PIECES, min_size=1, max_size=12).map("".join)


def check(text: str, issued: str | None = "2012-06-08") -> None:
    """What must hold of every text.

    Raises:
        AssertionError: if it does not.
    """
    found = extraction(text, issued)
    ids = {entity.id for entity in found.entities}
    for fact in found.facts:
        assert fact.subject in ids
        assert fact.evidence
        for evidence in fact.evidence:
            assert evidence.quote == text[evidence.start : evidence.end] != ""
            assert 0 < evidence.confidence < 1
        match PROPERTIES[fact.predicate]:
            case Kind.THING:
                assert fact.value in ids
            case Kind.DATE:
                assert PartialDate.parse(fact.value) is not None
            case Kind.TOPIC:
                assert fact.value in TOPICS
            case Kind.INTEGER:
                assert fact.value.isdecimal()
            case _:
                assert fact.value.strip()
    for mention in found.mentions:
        assert mention.quote == text[mention.start : mention.end] != ""
        assert mention.entity in ids
    assert len(MemoryStore(nquads(found))) > 0


@given(_TEXTS, st.sampled_from(["2012-06-08", "2012-06", "2012", None]))
@settings(max_examples=60, deadline=None)
def test_mixed_up_news_gives_facts_with_their_own_words(text: str, issued: str | None) -> None:
    """Offsets, values and the RDF hold whatever the text and however little is known of its date."""
    check(text, issued)


@given(st.sampled_from(_SENTENCES), st.integers(0, 400), _SPOILT)
@settings(max_examples=60, deadline=None)
def test_a_spoilt_sentence_gives_facts_with_its_own_words(sentence: str, place: int, spoilt: str) -> None:
    """A few foreign characters in the middle of a sentence break nothing."""
    check(sentence[:place] + spoilt + sentence[place:])


@given(st.sampled_from(_SENTENCES), st.integers(0, 400), st.sampled_from(_AGAIN), st.integers(40, 400))
@settings(max_examples=200, deadline=None)
def test_endless_words_and_lists_in_a_sentence_are_read_at_once(
    sentence: str, place: int, piece: str, times: int
) -> None:
    """Patterns that could divide them in many ways would take minutes."""
    check(sentence[:place] + piece * times + sentence[place:])


@pytest.mark.slow
@given(_TEXTS)
@settings(max_examples=5000, deadline=None)
def test_much_mixed_up_news(text: str) -> None:
    """The same, for long."""
    check(text)
