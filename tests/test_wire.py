"""Extractions as bytes: nothing is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph import wire
from sco_graph.errors import StoreError
from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention

_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@st.composite
def _extractions(draw: st.DrawFn) -> Extraction:
    text = draw(_text)
    ends = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    span = (ends[0], ends[1])
    entity = Entity(draw(_text), "Place", draw(_text), tuple(sorted(draw(st.sets(_text, max_size=2)))))
    evidence = Evidence(*span, text[slice(*span)], draw(_text), draw(st.floats(0, 1)), draw(st.none() | _text))
    return Extraction(
        Article(draw(_text), text, draw(st.none() | _text), "2012-04", None, draw(st.none() | _text)),
        (entity,),
        (Mention(*span, entity.id, text[slice(*span)]),),
        (Fact(entity.id, "codeName", draw(_text), (evidence,)),),
    )


@given(_extractions())
def test_what_is_written_is_read_back(extraction: Extraction) -> None:
    """Every field, and the quotes, which are not written but follow from the offsets."""
    assert wire.load(wire.dump(extraction)) == extraction


@given(st.binary(max_size=60))
def test_damaged_bytes_are_refused(data: bytes) -> None:
    """With the advice what to remove, never with a half-read extraction."""
    with pytest.raises(StoreError, match="cannot be read"):
        wire.load(data)
