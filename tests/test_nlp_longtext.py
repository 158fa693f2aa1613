"""Long texts are read in parts that lose nothing; many articles leave no trace in the vocabulary."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sco_graph.errors import LimitError
from sco_graph.extracting import read_chunk
from sco_graph.model import Article
from sco_graph.nlp.longtext import PART, part_bounds, read_long
from sco_graph.nlp.pipeline import BLANK, build_pipeline, read, read_all


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


def long_article(model: Language) -> tuple[Article, Doc]:
    """An article of more than one part, read by a pipeline."""
    line = "On {} June 2012 Wang Yi met the ministers in Astana. They signed paper {}."
    lines = [line.format(i % 28 + 1, i) for i in range(1500)]
    article = Article("long", "\n\n".join(lines), issued="2012-07-01")
    assert len(article.text) > PART
    return article, read(model, article)


def test_an_article_of_several_parts_keeps_its_sentences_names_and_dates() -> None:
    """Reading in parts gives what reading paragraph by paragraph gives, also around the joins."""
    model = build_pipeline(BLANK)
    model.add_pipe("entity_ruler", first=True).add_patterns([{"label": "PERSON", "pattern": "Wang Yi"}])  # type: ignore[attr-defined]
    article, doc = long_article(model)
    assert doc.text == article.text
    assert doc._.article is article
    assert len(doc._.segments) == 3000
    assert [ent.text for ent in doc.ents] == ["Wang Yi"] * 1500
    assert len(doc._.dates) == 1500
    assert all(article.text[m.start : m.end] == m.text for m in doc._.mentions)
    joins = [start for start, _ in part_bounds(article.text)][1:]
    assert joins
    for join in joins:
        assert any(segment.start == join for segment in doc._.segments)


def test_long_and_short_articles_are_read_in_their_order() -> None:
    """A long one between two short ones."""
    model = build_pipeline(BLANK)
    texts = ["Ministers met in Astana.", "Ministers met. " * (PART // 14), "They met in Dushanbe."]
    articles = [Article(str(i), text) for i, text in enumerate(texts)]
    docs = list(read_all(model, articles))
    assert [doc._.article.id for doc in docs] == ["0", "1", "2"]
    assert [doc.text for doc in docs] == texts


def test_a_text_beyond_the_limit_is_refused_with_its_length() -> None:
    """By name, not by a crash of the tokenizer."""
    model = build_pipeline(BLANK)
    article = Article("huge", "word " * (model.max_length // 5 + 1))
    with pytest.raises(LimitError, match=rf"huge: {len(article.text)} characters"):
        read(model, article)


def test_many_articles_leave_the_vocabulary_as_it_was() -> None:
    """Words that were met in a chunk are forgotten with it."""
    model = build_pipeline(BLANK)
    read_chunk((Article("warm", "Ministers met in Astana."),), model)
    before = len(model.vocab.strings)
    for number in range(20):
        words = " ".join(f"word{number}x{i}" for i in range(100))
        read_chunk((Article(str(number), words),), model)
    assert len(model.vocab.strings) < before + 100
