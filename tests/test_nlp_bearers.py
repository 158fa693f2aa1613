"""Persons who are called by their office and their state alone."""

from __future__ import annotations

import pytest
from reading import document

from sco_graph.nlp.mentions import Form


def called(text: str) -> list[tuple[str, str]]:
    """Each description of a person, with the name of whom it means."""
    found = [m for m in document(text, "2023-06-01")._.mentions if m.referent.cls == "Person"]
    return [(m.text, m.referent.label) for m in found if m.form is Form.DESCRIPTION]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the office is told beside the name, before or after it
        ("Iranian President Ebrahim Raisi came. The Iranian president spoke.", ["Ebrahim Raisi"]),
        ("Murat Nurtleu, the foreign minister of Kazakhstan, came. The Kazakh top diplomat spoke.", ["Murat Nurtleu"]),
        ("Prime Minister of Hungary Viktor Orban came. The Hungarian leader spoke.", ["Viktor Orban"]),
        # of a counterpart the office is that of the person before
        ("Russian Foreign Minister Sergey Lavrov met his Belarusian counterpart Sergei Aleinik. He thanked the "
         "Belarusian foreign minister.", ["Sergei Aleinik"]),
        # the tables know who holds it
        ("Shavkat Mirziyoyev opened the SCO forum. The president of Uzbekistan thanked all.", ["Shavkat Mirziyoyev"]),
        # nobody, or more than one, holds it
        ("Iranian President Ebrahim Raisi came. The Iraqi president spoke.", []),
        ("Iranian Foreign Minister Hossein Amir-Abdollahian came. The Iranian president spoke.", []),
        ("Iranian President Ebrahim Raisi came. The Iranian vice president spoke.", []),
        # an office in apposition is no mention of its own
        ("Ebrahim Raisi, the president of Iran, spoke.", []),
        ("The Iranian president Ebrahim Raisi spoke.", []),
        ("Iranian President Ebrahim Raisi came. The Iranian president's aides spoke.", []),
    ],
)  # fmt: skip
def test_an_office_and_a_state_mean_the_person_who_is_named_with_them(text: str, expected: list[str]) -> None:
    """Only where one person of the text fits."""
    assert [label for _, label in called(text)] == expected
