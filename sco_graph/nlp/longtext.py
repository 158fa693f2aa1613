"""Long texts: reading in parts.

A parser's memory grows with its text, so a long one is read in parts, cut between paragraphs (or sentences, where a
paragraph is longer than a part), and the parts are joined into one Doc with the offsets of the whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

PART = 100_000
"""Characters in a part."""

_CUTS = (
    re.compile(r"\n[ \t]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘(]?[A-Z])"),
    re.compile(r"\s+"),
)


def part_bounds(text: str, limit: int = PART) -> list[tuple[int, int]]:
    """Cut a text into parts of at most ``limit`` characters.

    The cut falls after the last blank line of a part; failing that after a line, a sentence, a word, or at the limit.

    Returns:
        Half-open character offsets that cover the text without gap or overlap.
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, start + limit)
        bounds.append((start, end))
        start = end
    if start < len(text) or not bounds:
        bounds.append((start, len(text)))
    return bounds


def _cut(text: str, start: int, limit: int) -> int:
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, start + (limit - start) // 2, limit)]
        if ends:
            return ends[-1]
    return limit


def read_long(
    nlp: Language,
    text: str,
    *,
    limit: int = PART,
    whole: Sequence[str] = (),
    prepare: Callable[[Doc], object] | None = None,
) -> Doc:
    """Read a text of any length; its Doc has the whole text's offsets.

    Args:
        nlp: The pipeline.
        text: The text.
        limit: Characters in a part.
        whole: The last components of the pipeline that must see the text as a whole (coreference, say); the others read
            it in parts.
        prepare: Called with the joined Doc before ``whole`` run; for a text of one part too.
    """
    with nlp.select_pipes(disable=list(whole)):
        parts = list(nlp.pipe((text[start:end] for start, end in part_bounds(text, limit)), batch_size=1))
    doc = parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
    if prepare is not None:
        prepare(doc)
    for name in whole:
        doc = nlp.get_pipe(name)(doc)
    return doc
