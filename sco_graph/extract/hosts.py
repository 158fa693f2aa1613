"""The state in which an event's place lies: "and the host country"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sco_graph.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from sco_graph.nlp.mentions import Referent

_LEVELS = 4  # a training ground in a district of a region of a state


def host(doc: Doc, event: Referent, places: Iterable[Referent]) -> Referent | None:
    """Find the state that an event is held in, if the text names it.

    Args:
        doc: The document.
        event: The event.
        places: Its places, as far as they were read.
    """
    gazetteer = Gazetteer.default()
    states: dict[str | None, Referent] = {
        m.referent.id: m.referent for m in doc._.mentions if m.referent.cls == "State"
    }
    links = [event.links[key] for key in ("at", "place") if key in event.links]
    for place in (*links, *places):
        inside: str | None = place.id
        for _ in range(_LEVELS):
            inside = getattr(gazetteer.record(inside or ""), "located_in", None)
            if inside in states:
                return states[inside]
    return None
