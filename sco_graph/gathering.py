"""What many articles say of one thing, gathered without holding the articles: fragments, group-bys, final names.

The steps of ``resolve.merge`` for more than fits in memory.  Each article gives a fragment a thing; the fragments are
grouped by thing and described, the things grouped by their blocking keys and compared there, and only those that are
one with another (or with one of the tables) are held together to be given their final names.  ``Spool`` groups in a
file, ``distributed`` over a cluster.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sco_graph import resolve, wire
from sco_graph.descriptors import Descriptor, blocking_keys, of_extractions, pairs, reference_descriptors
from sco_graph.likeness import Verdict, compare
from sco_graph.model import Article, Extraction, is_a


def fragments(extraction: Extraction) -> Iterator[tuple[str, bytes]]:
    """What an article says of each thing that the tables do not know: its name, and a record with its facts alone.

    Text and evidence are left out, so that the same said twice is the same record.
    """
    known = reference_descriptors()
    for entity in extraction.entities:
        if entity.id in known:
            continue
        # When an article was issued tells something of events alone: see ``Descriptor.near``.
        article = Article("", "", issued=extraction.article.issued if is_a(entity.type, "Event") else None)
        facts = tuple(replace(fact, evidence=()) for fact in extraction.facts if fact.subject == entity.id)
        yield entity.id, wire.dump(Extraction(article, (entity,), (), facts))


def described(records: Iterable[bytes]) -> Descriptor:
    """The thing of which some fragments speak."""
    (thing,) = of_extractions(map(wire.load, records)).values()
    return thing


def alike(key: str, things: Iterable[Descriptor]) -> set[str]:
    """Of things that share a blocking key: the names of those that are one with another, or with one of the tables."""
    things = list(things)
    found: set[str] = set()
    for one, other in pairs(key, things):
        if compare(one, other) is Verdict.SAME:
            found |= {one.id, other.id}
    known = _known().get(key, ())
    return found | {thing.id for thing in things if any(compare(thing, row) is Verdict.SAME for row in known)}


def final_names(things: Iterable[Descriptor]) -> dict[str, str]:
    """The names that change: of all things, or of those alone that ``alike`` found."""
    return dict(resolve.resolve(things).mapping)


@functools.cache
def known_keys() -> frozenset[str]:
    """The blocking keys of what the tables know."""
    return frozenset(_known())


@functools.cache
def _known() -> Mapping[str, list[Descriptor]]:
    blocks: dict[str, list[Descriptor]] = defaultdict(list)
    for thing in reference_descriptors().values():
        for key in set(blocking_keys(thing)):
            blocks[key].append(thing)
    return blocks
