"""Which things are one, across articles and against the reference tables.

Local names are minted from what identifies a thing, so most things arrive here under one name already.  What is left
are things that two articles describe by different means: an edition by its number here and by its date there.  The
outcome does not depend on the order of the articles, and an article about something else changes nothing.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sco_graph.descriptors import Descriptor, blocking_keys, of_extractions, pairs, reference_descriptors, span
from sco_graph.gazetteer import Gazetteer, class_of
from sco_graph.likeness import Verdict, compare
from sco_graph.model import PROPERTIES, Entity, Extraction, Fact, Kind, Mention, is_a, joined
from sco_graph.reference import load_reference


@dataclass(frozen=True, slots=True, order=True)
class Abstention:
    """Two things that may be one, and were left apart.

    Attributes:
        ids: Their local names, sorted.
        reason: Why nothing was decided.
    """

    ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which things are one.

    Attributes:
        mapping: Old local name -> final local name, for those that change.
        abstentions: Sorted.
    """

    mapping: Mapping[str, str]
    abstentions: tuple[Abstention, ...] = ()


def merge(extractions: Iterable[Extraction]) -> Resolution:
    """Find the things that are one.

    Args:
        extractions: Of any number of articles, in any order.
    """
    return resolve(of_extractions(extractions).values())


def resolve(things: Iterable[Descriptor]) -> Resolution:
    """Find the things that are one, among themselves and with those of the reference tables.

    Args:
        things: In any order.
    """
    reference = reference_descriptors()
    pool = {thing.id: reference.get(thing.id, thing) for thing in things}
    blocks: dict[str, set[str]] = defaultdict(set)
    for thing in pool.values():
        for key in blocking_keys(thing):
            blocks[key].add(thing.id)
    for key, known in _reference_blocks().items():
        if key in blocks:
            blocks[key].update(known)
            pool.update((id_, reference[id_]) for id_ in known)
    return _cluster(pool, blocks)


def _cluster(pool: Mapping[str, Descriptor], blocks: Mapping[str, Collection[str]]) -> Resolution:
    verdicts: dict[tuple[str, str], Verdict] = {}
    for key, members in blocks.items():
        for one, other in pairs(key, (pool[id_] for id_ in members)):
            pair = one.id, other.id
            if pair not in verdicts and not (one.known and other.known):
                verdict = compare(one, other)
                if verdict is not Verdict.DIFFERENT:  # the many that differ need no room
                    verdicts[pair] = verdict
    clusters = {id_: frozenset({id_}) for id_ in pool}
    abstained = _ambiguous(pool, verdicts)
    for (a, b), verdict in sorted(verdicts.items(), key=lambda item: (not _with_reference(pool, item[0]), item[0])):
        if verdict is Verdict.UNSURE and not _with_reference(pool, (a, b)):
            abstained.add(Abstention((a, b), "alike, but nothing tells whether they are one"))
        if verdict is not Verdict.SAME or clusters[a] is clusters[b]:
            continue
        clash = _clash(pool, clusters[a], clusters[b])
        if clash:
            abstained.add(Abstention((a, b), f"one by themselves, but {clash[0]} and {clash[1]} are two"))
            continue
        both = clusters[a] | clusters[b]
        clusters.update(dict.fromkeys(both, both))
    mapping = {id_: _name(pool, cluster) for id_, cluster in clusters.items() if len(cluster) > 1}
    changed = {old: new for old, new in sorted(mapping.items()) if old != new}
    apart = {item for item in abstained if clusters[item.ids[0]] is not clusters[item.ids[1]]}
    return Resolution(MappingProxyType(changed), tuple(sorted(apart)))


def _ambiguous(pool: Mapping[str, Descriptor], verdicts: dict[tuple[str, str], Verdict]) -> set[Abstention]:
    """Undo the matches of what fits several things of the reference tables."""
    known: dict[str, set[str]] = defaultdict(set)
    for (a, b), verdict in verdicts.items():
        if verdict is Verdict.SAME and pool[a].known != pool[b].known:
            known[b if pool[a].known else a].add(a if pool[a].known else b)
    several = {thing: fits for thing, fits in known.items() if len(fits) > 1}
    for thing, fits in several.items():
        for other in fits:
            verdicts[min(thing, other), max(thing, other)] = Verdict.UNSURE
    return {
        Abstention((thing, *sorted(fits)), "several things of the reference tables fit")
        for thing, fits in several.items()
    }


def _with_reference(pool: Mapping[str, Descriptor], pair: Iterable[str]) -> bool:
    return any(pool[id_].known for id_ in pair)


def _clash(pool: Mapping[str, Descriptor], one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """Two members that cannot be one thing."""
    pairs = itertools.product(sorted(one), sorted(other))
    return next((pair for pair in pairs if compare(pool[pair[0]], pool[pair[1]]) is Verdict.DIFFERENT), None)


def _name(pool: Mapping[str, Descriptor], cluster: Iterable[str]) -> str:
    """The name that stays: the reference's, else one that tells the edition or year, else the shortest."""
    return min(cluster, key=lambda i: (not pool[i].known, not any(ch.isdigit() for ch in i), len(i), i))


@functools.cache
def _reference_blocks() -> Mapping[str, frozenset[str]]:
    blocks: dict[str, set[str]] = defaultdict(set)
    for thing in reference_descriptors().values():
        for key in blocking_keys(thing):
            blocks[key].add(thing.id)
    return {key: frozenset(ids) for key, ids in blocks.items()}


def match_reference(thing: Descriptor) -> str | None:
    """Find the one event, document, person or place of the reference tables that a descriptor describes.

    Args:
        thing: What one article says of it; ``span`` makes its dates.

    Returns:
        The local name, or None if none fits or several do.
    """
    reference, blocks = reference_descriptors(), _reference_blocks()
    candidates = sorted({id_ for key in blocking_keys(thing) for id_ in blocks.get(key, ())})
    same = [id_ for id_ in candidates if compare(thing, reference[id_]) is Verdict.SAME]
    return same[0] if len(same) == 1 else None


def match_event(
    type_: str,
    names: Iterable[str],
    *,
    series: str | None = None,
    organizer: str | None = None,
    edition: int | str | None = None,
    start: str | None = None,
    end: str | None = None,
    places: Iterable[str] = (),
    code_name: str | None = None,
) -> str | None:
    """Find the event of the reference tables that an article describes.

    Args:
        type_: Class: Event or one that specialises it.
        names: What the text calls it.
        series: Local name of its series.
        organizer: Local name of the organisation that holds it.
        edition: Its number in the series.
        start: First day, month or year, ISO.
        end: Last day, month or year, ISO.
        places: Local names of where it was.
        code_name: Of an exercise.

    Returns:
        Its local name, or None if none fits or several do.
    """
    held = span(start, end)
    thing = Descriptor(
        id="",
        type=type_,
        names=frozenset(names),
        series=frozenset(filter(None, [series])),
        owners=frozenset(filter(None, [organizer])),
        editions=frozenset([str(edition)] if edition else []),
        spans=(held,) if held else (),
        places=frozenset(places),
        code_names=frozenset(filter(None, [code_name])),
    )
    return match_reference(thing)


def match_agreement(
    type_: str,
    names: Iterable[str],
    *,
    adopted_by: str | None = None,
    adopted_at: str | None = None,
    adopted_on: str | None = None,
    parties: Iterable[str] = (),
) -> str | None:
    """Find the document of the reference tables that an article names or describes.

    Args:
        type_: Class: Agreement or one that specialises it.
        names: What the text calls it.
        adopted_by: Local name of the organisation whose document it is.
        adopted_at: Local name of the event at which it was adopted.
        adopted_on: Day, month or year, ISO.
        parties: Local names of those who signed it.

    Returns:
        Its local name, or None if none fits or several do.
    """
    known = tuple(names)
    named = {Gazetteer.default().decide(name, types=["Agreement"], year=adopted_on) for name in known} - {None}
    made = span(adopted_on)
    thing = Descriptor(
        id="",
        type=type_,
        names=frozenset(known),
        owners=frozenset(filter(None, [adopted_by])),
        spans=(made,) if made else (),
        events=frozenset(filter(None, [adopted_at])),
        parties=frozenset(parties),
    )
    exact = {entry.id for entry in named if entry is not None}
    possible = [i for i in exact if compare(thing, reference_descriptors()[i]) is not Verdict.DIFFERENT]
    return possible[0] if len(possible) == 1 else match_reference(thing)


def apply(extraction: Extraction, mapping: Mapping[str, str]) -> Extraction:
    """Rename the things of an extraction; those that become one are joined, with all their evidence.

    Args:
        extraction: Of one article.
        mapping: Old local name -> final local name; names that are not in it stay.
    """
    if not any(entity.id in mapping for entity in extraction.entities):
        return extraction
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in extraction.entities:
        groups[mapping.get(entity.id, entity.id)].append(entity)
    entities = tuple(_join(id_, groups[id_]) for id_ in sorted(groups))
    mentions = {Mention(m.start, m.end, mapping.get(m.entity, m.entity), m.quote) for m in extraction.mentions}
    return replace(
        extraction, entities=entities, mentions=tuple(sorted(mentions)), facts=_rename_facts(extraction.facts, mapping)
    )


def _rename_facts(facts: Iterable[Fact], mapping: Mapping[str, str]) -> tuple[Fact, ...]:
    evidence: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        thing = PROPERTIES[fact.predicate] is Kind.THING
        subject = mapping.get(fact.subject, fact.subject)
        value = mapping.get(fact.value, fact.value) if thing else fact.value
        if not (thing and subject == value):
            evidence[subject, fact.predicate, value].append(fact)
    out = []
    for (subject, predicate, value), same in sorted(evidence.items()):
        out.append(Fact(subject, predicate, value, joined(e for fact in same for e in fact.evidence)))
    return tuple(out)


def _join(id_: str, entities: Sequence[Entity]) -> Entity:
    """One entity of several: the reference's label, else the longest; the most specific class."""
    record = load_reference().by_id.get(id_)
    cls = entities[0].type
    for entity in entities[1:]:
        cls = entity.type if is_a(entity.type, cls) else cls
    names = {name for entity in entities for name in (entity.label, *entity.alt_labels)}
    if record is not None:
        known = class_of(record)
        cls = known if is_a(known, cls) else cls
        label = record.label
    else:
        label = max((entity.label for entity in entities), key=lambda text: (len(text), text))
    return Entity(id_, cls, label, tuple(sorted(names - {label})))
