"""A document without its events and agreements, for rules that read what stands inside their phrases.

"A 40-minute meeting with Chinese President Xi Jinping" is one mention of a meeting; the office in it is only seen if
that mention is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sco_graph.nlp.mentions import text_of
from sco_graph.nlp.skeleton import Skeleton, skeleton

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.nlp.segments import Segment

_KEPT = "sco_plain_views"
_LEFT_OUT = ("Event", "EventSeries", "Agreement")


@dataclass(slots=True)
class _Layer:
    mentions: list[Any]
    dates: list[Any]


@dataclass(slots=True)
class _Plain:
    """As much of a document as ``skeleton`` reads."""

    text: str
    _: _Layer


def plain_views(doc: Doc) -> list[tuple[Segment, Skeleton]]:
    """Each sentence with its skeleton, in which only states, places, organisations, persons and dates are shrunk.

    Several families ask for them: they are kept as long as the mentions are the same.
    """
    kept = [mention for mention in doc._.mentions if not mention.referent.is_a(*_LEFT_OUT)]
    state = [(id(mention), mention.referent.cls) for mention in kept], len(doc._.dates or [])
    before = doc.user_data.get(_KEPT)
    if before is None or before[0] != state:
        plain = cast("Doc", _Plain(text_of(doc), _Layer(kept, doc._.dates or [])))
        views = [(segment, skeleton(plain, segment.start, segment.end)) for segment in doc._.segments]
        before = doc.user_data[_KEPT] = state, views, kept  # kept alive, as ids tell them apart
    found: list[tuple[Segment, Skeleton]] = before[1]
    return found
