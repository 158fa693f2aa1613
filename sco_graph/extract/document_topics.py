"""What a document is on, by the words of its names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.topics import topics_of

if TYPE_CHECKING:
    from sco_graph.nlp.mentions import Referent

_PARTIES = re.compile(r"\bbetween\b.*?(?= on | in | for | regarding |$)")
_UNIONS = re.compile(
    r"\b(?:[A-Z]\w+[ -]){0,3}(?:Economic|Security|Customs|Trade|Energy|Development|Defen[cs]e)(?: [A-Z]\w+){0,2} "
    r"(?:Organi[sz]ation|Union|Council|Commission|Community|Bank|Ministr\w+|Treaty)\b"
)
"""Names of organisations and bodies whose words would tell a topic: "Economic Cooperation Organization"."""


_ONLY_IN_TITLES = {
    "border_security": r"borders?|boundar(?:y|ies)|frontiers?|demarcation|delimitation",
    "disaster_relief": r"emergenc(?:y|ies)",
    "transport": r"ports?|vehicles",
    "environment": r"waste|water",
    "health": r"sanitation|diseases?",
    "agriculture": r"fisher(?:y|ies)|food",
    "military_cooperation": r"confidence[- ]building(?: measures)?|troops|armaments?",
    "trade": r"tariffs?|exports?|imports?",
    "finance": r"loans?|credits?",
}
"""Words that tell a subject in a title or a description, where every word is about it, but not elsewhere."""
_TITLE_CUES = {
    topic: re.compile(rf"(?<![\w-])(?:{cue})(?![\w-])", re.IGNORECASE) for topic, cue in _ONLY_IN_TITLES.items()
}


def title_topics(document: Referent) -> tuple[str, ...]:
    """The topics that a document's names state, without those who concluded it."""
    names = dict.fromkeys([document.label, *document.names])
    words = " ; ".join(_PARTIES.sub("", _UNIONS.sub("", name)) for name in names)
    told = [topic for topic, cue in _TITLE_CUES.items() if cue.search(words)]
    return tuple(dict.fromkeys([*topics_of(words), *told]))
