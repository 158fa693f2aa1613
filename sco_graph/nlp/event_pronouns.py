"""The pronoun that opens a sentence with an event's verb: "It was attended by ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.nlp.mentions import Form, Mention, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_IT = re.compile(
    r"(?P<it>It) (?:will|was|is|has|had|also )?(?: ?be| ?been)? ?(?:last|lasts|lasted|open|opens|opened|start|"
    r"starts|started|began|begin|begins|end|ends|"
    r"ended|conclude|concludes|concluded|attended|chaired|held|run|runs|ran|bring|brings|brought|involve|"
    r"involves|involved|hosted|moved|"
    r"being held|being conducted|taking place|take place|takes place|took place|opened by|presided|dedicated|"
    r"devoted|organi[sz]ed|conducted|followed|due|scheduled|"
    r"gathered|drew|feature|featured|aims|aimed|code-?named|addressed|inaugurated|include|included|convened|"
    r"focus|focused)\b"
)


def pronouns(doc: Doc) -> None:
    """Mark "It" that opens a sentence with an event's verb: the event that the sentence before began with.

    Args:
        doc: A document whose mentions of events are joined; it gets the new mentions.
    """
    found: list[Mention] = []
    for before, segment in zip(doc._.segments, doc._.segments[1:], strict=False):
        match = _IT.match(text_of(doc), segment.start, segment.end)
        if not match or segment.paragraph - before.paragraph > 1:
            continue
        events = [m for m in doc._.mentions if before.start <= m.start < before.end and m.referent.is_a("Event")]
        if events:
            found.append(Mention(match.start("it"), match.end("it"), events[0].referent, Form.PRONOUN, match["it"]))
    if found:
        doc._.mentions = sorted([*doc._.mentions, *found], key=lambda m: (m.start, -m.end))
