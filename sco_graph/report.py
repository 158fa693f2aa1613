"""A page on which a person checks an extraction: the text with its mentions marked, each fact beside its sentence.

The page needs no script and no address outside the file; its content policy forbids both, so that a hostile text, title
or name can do nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sco_graph.model import PROPERTIES, Kind, is_a
from sco_graph.text import printable

if TYPE_CHECKING:
    from sco_graph.model import Evidence, Extraction, Mention

GROUPS = {
    "Event": "event",
    "EventSeries": "event",
    "Agreement": "agreement",
    "Person": "person",
    "Organization": "organization",
    "Place": "place",  # States too
}
"""Class -> the colour group that it and its subclasses are shown in; the first that fits."""


Things = dict[str, tuple[str, str]]
"""Local name of an entity -> its label, made printable, and its class."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which nothing begins or ends: its words, and the colour group and names they stand for."""

    text: str
    group: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence that some fact rests on (``anchor`` not empty), or what lies between two of them."""

    anchor: str
    pieces: tuple[Piece, ...]


def article_report(extractions: Iterable[Extraction]) -> str:
    """Make one HTML page of what was read in some articles.

    Args:
        extractions: One for each article, in the order in which they shall stand.

    Returns:
        A complete HTML document.
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sco_graph"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    articles = [_article(number, extraction) for number, extraction in enumerate(extractions)]
    return environment.get_template("report.html").render(articles=articles, groups=sorted(set(GROUPS.values())))


def _article(number: int, extraction: Extraction) -> dict[str, Any]:
    article = extraction.article
    things = {entity.id: (printable(entity.label), entity.type) for entity in extraction.entities}
    spans = _merged([(e.start, e.end) for fact in extraction.facts for e in fact.evidence])
    facts: dict[str, list[dict[str, Any]]] = {}
    for fact in extraction.facts:
        thing = PROPERTIES[fact.predicate] is Kind.THING
        facts.setdefault(fact.subject, []).append(
            {
                "predicate": fact.predicate,
                "value": things[fact.value][0] if thing else printable(fact.value),
                "evidence": [_evidence(number, item, spans) for item in fact.evidence],
            }
        )
    return {
        "title": printable(article.title or article.id),
        "about": [printable(part) for part in (article.publisher, article.issued, article.source) if part],
        "blocks": _blocks(number, extraction, spans, things),
        "things": [
            {"label": label, "type": cls, "group": _group(cls), "facts": facts[subject]}
            for subject, (label, cls) in sorted(things.items(), key=lambda item: (_group(item[1][1]), item[1][0]))
            if subject in facts
        ],
    }


def _group(cls: str) -> str:
    return next((group for ancestor, group in GROUPS.items() if is_a(cls, ancestor)), "other")


def _evidence(number: int, item: Evidence, spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    start = next(start for start, end in spans if start <= item.start and item.end <= end)
    return {
        "anchor": f"a{number}-{start}",
        "quote": printable(item.quote),
        "rule": item.rule,
        "confidence": f"{item.confidence:.2f}",
        "resolved": printable(item.resolved_from or ""),
    }


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Union of spans that overlap, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _blocks(number: int, extraction: Extraction, spans: list[tuple[int, int]], things: Things) -> list[Block]:
    text, at = extraction.article.text, 0
    blocks: list[Block] = []
    for start, end in [*spans, (len(text), len(text))]:
        if at < start:
            blocks.append(Block("", _pieces(text, at, start, extraction.mentions, things)))
        if start < end:
            blocks.append(Block(f"a{number}-{start}", _pieces(text, start, end, extraction.mentions, things)))
        at = end
    return blocks


def _pieces(text: str, start: int, end: int, mentions: Sequence[Mention], things: Things) -> tuple[Piece, ...]:
    """Cut ``text[start:end]`` wherever a mention begins or ends; a piece is coloured by the innermost mention."""
    inside = [m for m in mentions if m.start < end and m.end > start]
    cuts = sorted({start, end, *(c for m in inside for c in (m.start, m.end) if start < c < end)})
    pieces = []
    for left, right in itertools.pairwise(cuts):
        over = [m for m in inside if m.start <= left and m.end >= right]
        words = printable(text[left:right])
        if not over:
            pieces.append(Piece(words))
            continue
        inner = min(over, key=lambda m: m.end - m.start)
        title = "; ".join("{} ({})".format(*things[m.entity]) for m in over)
        pieces.append(Piece(words, _group(things[inner.entity][1]), title))
    return tuple(pieces)
