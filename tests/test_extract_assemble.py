"""What things are called: the reference's name, and other names that are names."""

from __future__ import annotations

import pytest
from reading import extraction


def _entity(text: str, identity: str) -> tuple[str, tuple[str, ...]]:
    found = next(entity for entity in extraction(text).entities if entity.id == identity)
    return found.label, found.alt_labels


@pytest.mark.parametrize(
    ("text", "identity", "label"),
    [
        ("The Peace Mission-2014 drill of the SCO began at Zhurihe.", "Peace_Mission_2014", "Peace Mission 2014"),
        (
            "The SCO was founded in Shanghai in 2001.",
            "Shanghai_Cooperation_Organisation",
            "Shanghai Cooperation Organisation",
        ),
    ],
)
def test_a_known_thing_has_the_name_of_the_reference(text: str, identity: str, label: str) -> None:
    """However the article calls it."""
    assert label == _entity(text, identity)[0]


def test_words_that_only_point_are_no_names() -> None:
    """The words "the drill" mention the exercise and are none of its names; a mark without its partner is left out."""
    text = (
        'The SCO drill "Peace Mission 2014" began at Zhurihe on Aug. 24, 2014. The drill lasts six days. '
        '"The exercise shows our unity," an officer said.'
    )
    _, others = _entity(text, "Peace_Mission_2014")
    assert not {"drill", "The drill", "the drill", "The exercise", '"The exercise'} & set(others)
    assert all(name.count('"') % 2 == 0 for name in others)
