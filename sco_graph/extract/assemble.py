"""Claims about referents become facts about named entities."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sco_graph.extract.naming import name_referents
from sco_graph.gazetteer import Gazetteer
from sco_graph.model import CLASSES, PROPERTIES, Article, Entity, Evidence, Extraction, Fact, Kind, Mention, joined
from sco_graph.nlp.mentions import Form, Referent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from sco_graph.extract.claims import Claim

_ARTICLE = re.compile(r"^(?:the|an?|its|their|this|that|these|those|his|her|our) ", re.IGNORECASE)
_MARKS = '"“”'
ALWAYS = ("Organization", "Person", "Event", "EventSeries", "Agreement")
"""Classes whose named things are kept even if no fact touches them."""


def assemble(article: Article, doc: Doc, claims: Sequence[Claim]) -> Extraction:
    """Name the referents and put the extraction together, sorted.

    Args:
        article: The source.
        doc: Its document.
        claims: What the families say.
    """
    claims = _useful(claims)
    kept = _kept(doc, claims)
    name_referents(article, kept, claims)
    facts = _facts(article.text, claims)
    entities = _entities(kept)
    found = {
        Mention(m.start, m.end, m.referent.id, article.text[m.start : m.end])
        for m in doc._.mentions
        if m.form is not Form.PRONOUN and m.referent.id in entities
    }
    return Extraction(article, tuple(entities[key] for key in sorted(entities)), tuple(sorted(found)), facts)


def _useful(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out where places lie that no event, document or organisation leads to."""
    wanted = {c.value for c in claims if c.predicate in {"place", "headquarters"} and isinstance(c.value, Referent)}
    inside = [c for c in claims if c.predicate == "locatedIn"]
    grown = True
    while grown:
        outer = {c.value for c in inside if c.subject in wanted and isinstance(c.value, Referent)}
        grown = not outer <= wanted
        wanted |= outer
    return [c for c in claims if c.predicate != "locatedIn" or c.subject in wanted]


def _kept(doc: Doc, claims: Sequence[Claim]) -> list[Referent]:
    """The referents that facts touch, and the named ones that count by themselves; in order of appearance."""
    touched: dict[Referent, None] = {}
    for claim in claims:
        touched.setdefault(claim.subject)
        if isinstance(claim.value, Referent):
            touched.setdefault(claim.value)
    out: dict[Referent, None] = {}
    for mention in doc._.mentions:
        referent = mention.referent
        if referent in touched or (referent.is_a(*ALWAYS) and "hidden" not in referent.attrs):
            out.setdefault(referent)
    for referent in touched:
        out.setdefault(referent)
    return list(out)


def _facts(text: str, claims: Sequence[Claim]) -> tuple[Fact, ...]:
    evidence: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for claim in claims:
        value = claim.value.id if isinstance(claim.value, Referent) else claim.value
        if not value or not claim.subject.id:
            continue
        if PROPERTIES[claim.predicate] is Kind.THING and value == claim.subject.id:
            continue  # two referents turned out to be one thing
        evidence[claim.subject.id, claim.predicate, value].add(
            Evidence(
                claim.start,
                claim.end,
                text[claim.start : claim.end],
                claim.rule,
                claim.confidence,
                claim.resolved_from,
            )
        )
    return tuple(Fact(*key, joined(found)) for key, found in sorted(evidence.items()))


def _entities(kept: Sequence[Referent]) -> dict[str, Entity]:
    """One entity a local name; referents that share one are one thing."""
    merged: dict[str, list[Referent]] = defaultdict(list)
    for referent in kept:
        if referent.id:
            merged[referent.id].append(referent)
    out: dict[str, Entity] = {}
    for key, referents in merged.items():
        cls = max((r.cls for r in referents), key=lambda name: (len(_lineage(name)), name))
        label = _label(key, referents)
        names = {_bare(name) for r in referents for name in (r.label, *r.names)}
        out[key] = Entity(key, cls, label, tuple(sorted({name for name in names if _is_name(name)} - {label})))
    return out


def _label(key: str, referents: Sequence[Referent]) -> str:
    """The reference's name, else the fullest in the text."""
    record = Gazetteer.default().record(key)
    known = record.label if record is not None else next((r.label for r in referents if r.known), None)
    return known or max((r.label for r in referents), key=lambda text: (len(text), text))


def _bare(text: str) -> str:
    """A name without a mark of quotation that has no partner in it."""
    return text.strip(_MARKS + " ") if _half(text) else text


def _half(text: str) -> bool:
    return sum(text.count(mark) for mark in _MARKS) % 2 == 1


def _is_name(text: str) -> bool:
    """Whether words name a thing: "the drill" and "first one" only point to it, which mentions tell."""
    return not _half(text) and any(letter.isupper() or letter.isdigit() for letter in _ARTICLE.sub("", text))


def _lineage(cls: str) -> list[str]:
    out: list[str] = []
    step: str | None = cls
    while step:
        out.append(step)
        step = CLASSES.get(step)
    return out
