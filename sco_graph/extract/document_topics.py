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


def title_topics(document: Referent) -> tuple[str, ...]:
    """The topics that a document's names state, without those who concluded it."""
    names = dict.fromkeys([document.label, *document.names])
    return topics_of(" ; ".join(_PARTIES.sub("", _UNIONS.sub("", name)) for name in names))
