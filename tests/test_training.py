"""What trains the language model: trees and names decoded from scores, lemma rules, averaged weights."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Linear

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training" / "scripts"))

from average import average
from joint_decode import NAME_TAGS, decode_names, decode_tree
from joint_text import apply_rule, edit_rule, shape_of
from mix import correct_lemmas, known_lemmas
from perturb import Pool


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


def test_weights_are_averaged_by_their_shares() -> None:
    """Three parts of one network and one part of another; what only one of them has is refused."""
    first, second = (cast("Any", Linear(nO=2, nI=2).initialize()) for _ in range(2))
    for network, weight in ((first, 4), (second, 8)):
        network.get_param("W")[:] = weight
    average(first, second, 0.25)
    assert first.get_param("W").tolist() == [[5, 5], [5, 5]]
    with pytest.raises(ValueError, match="not of one kind"):
        average(first, Linear(nO=3, nI=2).initialize(), 0.5)


def test_a_word_gives_way_to_one_of_its_tag_features_and_case_only() -> None:
    """A plural for a plural, never a singular, a capitalised one or a verb; function words stay."""
    words = ["The", "ships", "envoys", "Envoys", "envoy", "ships", "sail"]
    tags = ["DT", "NNS", "NNS", "NNS", "NN", "VBZ", "VBP"]
    doc = Doc(Vocab(), words, tags=tags)
    pool, rng = Pool([doc]), random.Random(0)  # noqa: S311 - no secrets
    drawn = [{pool.other(token, rng) for _ in range(200)} for token in doc]
    assert drawn == [{"The"}, {"ships", "envoys"}, {"ships", "envoys"}, {"Envoys"}, {"envoy"}, {"ships"}, {"sail"}]


def test_the_treebanks_lemma_of_a_form_with_its_tag_wins_over_the_networks() -> None:
    """The form "met" is known as a past tense; as a name it is not, and keeps what the network said."""
    vocab = Vocab()
    gold = Doc(vocab, ["met", "met", "met"], tags=["VBD"] * 3, lemmas=["meet", "meet", "met"])
    silver = Doc(vocab, ["met", "met"], tags=["VBD", "NNP"], lemmas=["met", "Met"])
    correct_lemmas([silver], known_lemmas([gold]))
    assert [token.lemma_ for token in silver] == ["meet", "Met"]
