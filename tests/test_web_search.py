"""Search in the bundled reference graph: what a reader types, and what it should find first."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.web.search import Index
from sco_graph.web.search_text import fold, likeness, sound
from sco_graph.web.surveying import Surveyor


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of the reference graph."""
    folder = tmp_path_factory.mktemp("search")
    surveyor = Surveyor({"store": None, "services": [], "max_rows": 1, "max_bytes": 1, "scratch": str(folder)})
    head, _ = surveyor.kinds["index"]({})
    made = Index(Path(head["index"]))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Beijing", "Beijing"),
        ("bei", "Beijing"),
        ("Peking", "Beijing"),
        ("Пекин", "Beijing"),
        ("ШОС", "Shanghai_Cooperation_Organisation"),
        ("sco", "Shanghai_Cooperation_Organisation"),
        ("Shanhai cooperation", "Shanghai_Cooperation_Organisation"),
        ("Kirgizstan", "Kyrgyzstan"),
        ("Tadjikistan", "Tajikistan"),
        ("Uzbekistn", "Uzbekistan"),
        ("Afganistan", "Afghanistan"),
        ("Nazarbaev", "Nursultan_Nazarbayev"),
        ("Назарбаев", "Nursultan_Nazarbayev"),
        ("Lukashenka", "Alexander_Lukashenko"),
        ("Emomali Rakhmon", "Emomali_Rahmon"),
        ("Karimow", "Islam_Karimov"),
        ("Си Цзиньпин", "Xi_Jinping"),
        ("Ürümqi", "Urumqi"),
        ("Urumchi", "Urumqi"),
        ("Cheliabinsk", "Chelyabinsk"),
        ("peace m", "Peace_Mission"),
        ("piece mision 2014", "Peace_Mission_2014"),
        ("rats", "SCO_Regional_Anti-Terrorist_Structure"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(index: Index, typed: str, expected: str) -> None:
    """Unfinished, misspelt, transliterated otherwise, in Cyrillic."""
    found = index.search(typed, 5)
    assert found, typed
    assert found[0].id == expected, [one.label for one in found]


def test_an_agreement_is_found_by_words_of_its_title(index: Index) -> None:
    """With slips of the pen."""
    assert "Convention on" in index.search("convension on terrorism", 3)[0].label


def test_the_other_name_that_was_found_is_told(index: Index) -> None:
    """Nothing is told if it is the label."""
    assert index.search("Peking", 1)[0].matched == "Peking"
    assert index.search("Beijing", 1)[0].matched is None


@pytest.mark.parametrize("typed", ["", " ", "qqqqzzz", '"', "*", 'a" OR "b', "NEAR(", "-", "%", "\x00", "🚩"])
def test_what_is_no_name_finds_nothing_and_breaks_nothing(index: Index, typed: str) -> None:
    """Signs of the index's own language are no more than signs."""
    found = index.search(typed, 5)
    assert typed not in {"", " ", "qqqqzzz"} or found == []


@given(st.text(max_size=300))
def test_any_text_can_be_typed(index: Index, typed: str) -> None:
    """It gives at most so many things, each once."""
    found = [one.id for one in index.search(typed, 5)]
    assert len(found) == len(set(found)) <= 5
    articles, total = index.articles(typed, 0, 5)
    assert (articles, total) == ([], 0)  # the reference graph has no article


@given(st.text(max_size=60))
def test_folding_leaves_small_words_apart_by_one_space(text: str) -> None:
    """And folding what is folded changes nothing."""
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(
    st.text(string.ascii_lowercase, min_size=1, max_size=12), st.text(string.ascii_lowercase, min_size=1, max_size=12)
)
def test_likeness_is_symmetric_and_at_most_one(one: str, other: str) -> None:
    """One for equal words only where the words are equal, or made of the same pairs."""
    assert likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyrgyzstan", "Kirgizstan"),
        ("Nazarbayev", "Nazarbaev"),
        ("Zhambyl", "Djambyl"),
        ("Rakhmon", "Rahmon"),
        ("Лавров", "Lavroff"),
        ("Тянь-Шань", "Tian Shan"),
    ],
)
def test_ways_of_writing_one_sound_are_one(one: str, other: str) -> None:
    """In Latin letters and in Cyrillic."""
    assert sound(fold(one)) == sound(fold(other))
