"""Long texts are read in parts that lose nothing; many texts leave no trace in the vocabulary."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sco_graph.nlp.longtext import part_bounds, read_long, read_many


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that splits sentences."""
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    return blank


def sentences(doc: Doc) -> list[tuple[int, str]]:
    """Where each sentence begins, and its words without the white space around them."""
    return [
        (sentence.end_char - len(sentence.text.lstrip()), sentence.text.strip())
        for sentence in doc.sents
        if sentence.text.strip()
    ]


@given(st.text(alphabet="aB. \n!", max_size=400), st.integers(min_value=3, max_value=50))
def test_the_parts_are_the_text_and_none_is_too_long(text: str, limit: int) -> None:
    """Whatever the text looks like."""
    bounds = part_bounds(text, limit)
    assert "".join(text[start:end] for start, end in bounds) == text
    assert all(end - start <= limit for start, end in bounds)


def test_a_text_is_cut_between_paragraphs() -> None:
    """A blank line is preferred to the end of a sentence."""
    text = "One two three. Four.\n\nFive six. Seven eight nine ten."
    parts = [text[start:end] for start, end in part_bounds(text, 35)]
    assert parts == ["One two three. Four.\n\n", "Five six. Seven eight nine ten."]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """Where no line ends, a sentence does."""
    text = "One two three four. Five six seven eight nine."
    parts = [text[start:end] for start, end in part_bounds(text, 30)]
    assert parts == ["One two three four. ", "Five six seven eight nine."]


def test_a_text_in_parts_has_the_sentences_and_offsets_of_the_whole(nlp: Language) -> None:
    """100,000 characters and more."""
    text = "\n\n".join(f"The ministers met for the {i}th time. They signed {i} papers." for i in range(2500))
    assert len(text) > 100_000
    whole = nlp(text)
    parts = read_long(nlp, text)
    assert parts.text == text
    assert sentences(parts) == sentences(whole)


def test_components_that_need_the_whole_run_once_on_the_joined_parts(nlp: Language) -> None:
    """The others have run on the parts by then."""
    seen: list[tuple[int, bool]] = []

    @Language.component("sees_all")
    def sees_all(doc: Doc) -> Doc:
        seen.append((len(doc.text), doc.has_annotation("SENT_START")))
        return doc

    nlp.add_pipe("sees_all")
    text = "One two three. Four.\n\nFive six. Seven eight nine ten."
    prepared: list[int] = []
    doc = read_long(nlp, text, limit=35, whole=["sees_all"], prepare=lambda joined: prepared.append(len(joined)))
    nlp.remove_pipe("sees_all")
    assert seen == [(len(text), True)]
    assert prepared == [len(doc)]


def test_many_texts_are_read_in_order_and_the_vocabulary_does_not_grow(nlp: Language) -> None:
    """Words that were met in a zone are forgotten with it."""
    list(read_many(nlp, ["warm up"], len))
    before = len(nlp.vocab.strings)
    texts = [f"word{i} other{i}" for i in range(500)]
    assert list(read_many(nlp, texts, lambda doc: doc[0].text, zone=50)) == [f"word{i}" for i in range(500)]
    assert len(nlp.vocab.strings) < before + 100
