"""Descriptions of organisations: what "the bloc", "the centre", "the council" mean, and where they mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reading import document

from sco_graph.nlp.mentions import Form

if TYPE_CHECKING:
    from sco_graph.nlp.mentions import Mention


def _described(text: str) -> list[Mention]:
    found = document(text)._.mentions
    return [m for m in found if m.form is Form.DESCRIPTION and m.referent.is_a("Organization")]


MEANT = [
    ("The CSTO met in Minsk. The bloc has a rapid reaction force.", "Collective Security Treaty Organization"),
    ("The CSTO met in Minsk. The six-nation group has a force.", "Collective Security Treaty Organization"),
    (
        "The CSTO met in Minsk. The post-Soviet military alliance has a force.",
        "Collective Security Treaty Organization",
    ),
    ("The CIS Anti-Terrorism Center met the SCO. The centre's head spoke.", "CIS Anti-Terrorism Centre"),
    (
        "The Indian Ocean Rim Association met in Colombo. The 23-nation grouping has a fund.",
        "Indian Ocean Rim Association",
    ),
    (
        "The Mano River Union and the UN met. The union wants peace.",
        "Mano River Union",
    ),
    ("The Asian Development Bank lent money to China. The bank has lent more.", "Asian Development Bank"),
    ("The League of Arab States met the SCO. The league wants peace.", "League of Arab States"),
]


@pytest.mark.parametrize(("text", "label"), MEANT, ids=[text[:40] for text, _ in MEANT])
def test_a_description_means_the_latest_organisation_so_called(text: str, label: str) -> None:
    """A bloc by any word for blocs, an organ by its own word."""
    described = [m.referent.label for m in _described(text)]
    assert described == [label]


NOTHING = [
    "The SCO met in Astana. The group of tourists left for the community centre.",
    "The SCO met in Astana. The council of elders met at the bank of the river.",
    "The SCO met in Astana while the group sang.",
    "The bloc has rules.",
]


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_other_groups_and_councils_are_not_meant(text: str) -> None:
    """A word for a body means nobody whom the text did not call so."""
    assert not _described(text)
