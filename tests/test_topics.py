"""Topics by cue words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.extract.topics import find_topics, topics_of
from sco_graph.model import TOPICS


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("agreement on combating illegal trafficking in arms, ammunition and explosives", ["arms_trafficking"]),
        ("terrorism, drug and arms trafficking, and transnational organized crime",
         ["arms_trafficking", "drug_trafficking", "organized_crime", "terrorism"]),
        ("illicit trafficking in drugs and weapons", ["arms_trafficking", "drug_trafficking"]),
        ("the Afghan drug trade", ["afghanistan", "drug_trafficking"]),
        ("the \"Three Evils\"", ["extremism", "separatism", "terrorism"]),
        ("anti-terror drill", ["terrorism"]),
        ("cyber-terrorism", ["information_security", "terrorism"]),
        ("splittism", ["separatism"]),
        ("Regulations on the Admission of New Members", ["enlargement"]),
        ("memorandum of obligations", ["enlargement"]),
        ("the Creation of Favourable Conditions for International Road Transport", ["transport"]),
        ("roadmap", []),
        ("SCO member states", []),
        ("defence ministers", ["military_cooperation"]),
        ("in defence of the pact", []),
        ("trade and economic cooperation", ["trade"]),
        ("safeguarding international information security", ["information_security"]),
        ("the situation in Afghanistan and regional security", ["afghanistan", "regional_security"]),
        ("exploration of outer space", ["space"]),
        ("post-Soviet space", []),
        ("humanitarian aid after the earthquake", ["disaster_relief"]),
        ("financing of infrastructure", ["finance"]),
        ("the financing channels of terrorist groups", ["terrorism"]),
        ("fighting terrorism and its financing", ["terrorism"]),
        ("a friendly and businesslike atmosphere", []),
    ],
)  # fmt: skip
def test_cue_words_tell_topics(text: str, topics: list[str]) -> None:
    """Words of the subject give it; words that only look like it give nothing."""
    assert list(topics_of(text)) == topics


@given(st.text())
def test_any_text_gives_topics_of_the_closed_list_inside_it(text: str) -> None:
    """Offsets lie in the text; nothing crashes; the order is that of the text."""
    found = list(find_topics(text))
    assert found == sorted(found)
    assert all(0 <= cue.start < cue.end <= len(text) and cue.topic in TOPICS for cue in found)
