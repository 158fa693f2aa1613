"""The accurate pipeline: decoding of trees and names, lemma rules, and the network itself where it is installed."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from sco_graph.errors import ResourceError
from sco_graph.nlp.accurate_decode import NAME_TAGS, decode_names, decode_tree
from sco_graph.nlp.accurate_text import apply_rule, edit_rule, shape_of
from sco_graph.nlp.model import ACCURATE, load_pipeline
from sco_graph.resources import resource

TEXT = (
    "The Tashkent Declaration was signed by Vladimir Putin and Xi Jinping at the SCO summit in Uzbekistan on June 24."
)


@given(st.integers(min_value=1, max_value=12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, 2**32 - 1))))
def test_whatever_the_scores_the_heads_are_a_tree_with_one_root(case: tuple[int, int]) -> None:
    """From every word the way leads to the root."""
    size, seed = case
    heads = decode_tree(np.random.default_rng(seed).normal(size=(size, size)).astype("float32"))
    roots = [i for i in range(size) if heads[i] == i]
    assert len(roots) == 1
    for start in range(size):
        node, steps = start, 0
        while node != roots[0]:
            node, steps = int(heads[node]), steps + 1
            assert steps <= size


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    """Words 1 and 2 prefer each other; word 2 loses less by hanging on the root."""
    scores = np.array([[9, 0, 0], [1, 0, 5], [4, 5, 0]], dtype="float32")
    assert decode_tree(scores).tolist() == [0, 2, 0]


def test_names_are_the_best_row_of_tags_that_is_legal() -> None:
    """An inside tag cannot follow an outside one, however likely it is by itself."""
    tags = {tag: i for i, tag in enumerate(NAME_TAGS)}
    scores = np.zeros((4, len(NAME_TAGS)), dtype="float32")
    scores[:, tags["O"]] = 2
    scores[1, tags["B-ORG"]], scores[2, tags["L-ORG"]] = 5, 5
    scores[3, tags["I-GPE"]] = 3
    assert decode_names(scores) == [(1, 3, "ORG")]
    assert decode_names(scores[:1]) == []


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("signed", "sign"),
        ("Leaders", "leader"),
        ("was", "be"),
        ("SCO", "SCO"),
        ("They", "they"),
        ("met", "meet"),
        ("a", "a"),
    ],
)
def test_a_lemma_comes_back_from_its_rule(word: str, lemma: str) -> None:
    """Whatever the rule looks like."""
    assert apply_rule(word, edit_rule(word, lemma)) == lemma


@given(st.text(min_size=1, max_size=9), st.text(min_size=1, max_size=9))
def test_any_lemma_comes_back_from_its_rule(word: str, lemma: str) -> None:
    """For any two strings whose letters have a lower case of one letter."""
    if len(word.lower()) == len(word):
        assert apply_rule(word, edit_rule(word, lemma)) == lemma


def test_words_written_alike_have_one_shape() -> None:
    """Case and figures survive a tokenizer that knows no case."""
    assert shape_of("Astana") == shape_of("Ufa")
    assert len({shape_of(word) for word in ("sco", "SCO", "Sco", "S", "2014", "Su-27", "--", "\n")}) == 8


@pytest.fixture(scope="module")
def accurate() -> Language:
    """The accurate pipeline."""
    if not all(importlib.util.find_spec(name) for name in ("onnxruntime", "tokenizers")):
        pytest.skip("the extra `accurate` is not installed")
    try:
        resource(f"data/model/{ACCURATE}")
    except ResourceError:
        pytest.skip("the accurate model is not in this installation")
    return load_pipeline("accurate")


def test_the_accurate_pipeline_annotates_everything(accurate: Language) -> None:
    """Tags, lemmas, trees, sentences and names."""
    doc = accurate(TEXT)
    assert {ent.text: ent.label_ for ent in doc.ents}.items() >= {
        "Tashkent Declaration": "LAW",
        "Vladimir Putin": "PERSON",
        "Xi Jinping": "PERSON",
        "Uzbekistan": "GPE",
    }.items()
    signed = doc[4]
    assert (signed.tag_, signed.lemma_, signed.dep_) == ("VBN", "sign", "ROOT")
    assert {child.dep_ for child in signed.children} >= {"nsubj:pass", "aux:pass"}


def test_a_text_longer_than_a_window_is_read_whole(accurate: Language) -> None:
    """Windows overlap and every word is annotated once."""
    text = " ".join(TEXT for _ in range(40))
    doc = accurate(text)
    assert len(list(doc.sents)) == 40
    assert sum(ent.label_ == "LAW" for ent in doc.ents) == 40
    assert all(token.dep_ and token.tag_ and token.lemma_ for token in doc)


def test_empty_and_odd_texts_are_read(accurate: Language) -> None:
    """No words, only white space, a very long word."""
    for text in ("", " ", "\n\n", "x" * 5000, "🙂 " * 400):
        assert accurate(text).text == text
