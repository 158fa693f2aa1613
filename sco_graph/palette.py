"""How each kind of thing looks in every picture: colour on light and on dark, shape, and its name in words.

The colours are those of Okabe and Ito, which people with any kind of colour blindness tell apart; the shapes tell the
kinds apart where there is no colour at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sco_graph.model import is_a


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of thing looks.

    Attributes:
        name: In words.
        light: Colour on a light ground.
        dark: Colour on a dark ground.
        shape: Name of the shape in vis-network.
        marker: The like shape in matplotlib.
    """

    name: str
    light: str
    dark: str
    shape: str
    marker: str


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "Organization": Look("Organisation", "#b34700", "#ff8a3d", "square", "s"),
        "State": Look("State", "#0067a6", "#4da9e8", "dot", "o"),
        "Place": Look("Place", "#6b6b6b", "#b0b0b0", "triangleDown", "v"),
        "Person": Look("Person", "#a8447f", "#e89cc5", "triangle", "^"),
        "Meeting": Look("Meeting", "#007a59", "#2fc79b", "diamond", "D"),
        "Exercise": Look("Exercise", "#b8860b", "#f5c04a", "star", "*"),
        "Event": Look("Other event", "#5b7f00", "#a9d13c", "hexagon", "h"),
        "EventSeries": Look("Event series", "#5f4bb6", "#b3a4ff", "hexagon", "H"),
        "Agreement": Look("Agreement", "#1a7a8c", "#67d3e6", "square", "P"),
        "Topic": Look("Topic", "#7a6a3a", "#d6c88e", "dot", "."),
    }
)
"""Family of classes -> its look, in the order of a legend."""

_OTHER = "Event"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_IN_WORDS = MappingProxyType(
    {
        "place": "place",
        "topic": "about",
        "party": "signed by",
        "participant": "with",
        "organizedBy": "organised by",
        "inSeries": "edition of",
        "adoptedAt": "adopted at",
        "adoptedBy": "document of",
        "adoptedOn": "adopted on",
        "bodyOf": "organ of",
        "headquarters": "seat",
        "hasMember": "member",
        "hasObserver": "observer",
        "hasDialoguePartner": "dialogue partner",
        "startDate": "begins",
        "endDate": "ends",
    }
)


def family(cls: str) -> str:
    """The family, a key of ``LOOKS``, that a class belongs to."""
    exact = cls if cls in LOOKS else None
    return exact or next((name for name in LOOKS if is_a(cls, name)), _OTHER)


def in_words(name: str) -> str:
    """A class or property as a reader would say it: ``organizedBy`` -> ``organised by``."""
    return _IN_WORDS.get(name, _CAMEL.sub(" ", name).lower())
