"""Second pass: which things are one, by a group-by on blocking keys that is spread over the cluster.

What each unit says of a thing is gathered by the thing's name, described, and sent to its blocking keys; within a key,
things are compared.  Only those that are one with another go on to a single task, which is asked for the final names:
they are few, however many articles there are.  The names are those that ``resolve.merge`` gives over all articles.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any

from sco_graph import resolve, wire
from sco_graph.descriptors import Descriptor, blocking_keys, of_extractions, reference_descriptors
from sco_graph.distributed.reading import fragments, pack, unpack
from sco_graph.distributed.target import Target
from sco_graph.likeness import Verdict, compare

Row = dict[str, Any]


def said(target: Target, name: str) -> Iterator[Row]:
    """Rows of what a unit says of each thing."""
    for thing, record in fragments(_data(target, name)):
        yield {"thing": thing, "record": record}


def claims(target: Target, name: str) -> Iterator[Row]:
    """Rows of the articles' identifiers, with a digest of what each holds and the place where it was read."""
    for index, frame in enumerate(unpack(_data(target, name))):
        article = wire.load(frame).article
        digest = hashlib.sha256("\0".join([article.text, article.title or "", article.issued or ""]).encode()).digest()
        yield {"id": article.id, "digest": digest, "place": place(name, index)}


def place(unit: str, index: int) -> str:
    """Where an article was read: sorts as the input does."""
    return f"{unit}:{index:09}"


def keyed(group: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of the rows of one thing: a row for each of its blocking keys."""
    records = sorted(set(group["record"]))
    thing = str(group["thing"][0])
    keys = sorted(set(blocking_keys(_described(records))))
    return {"key": keys, "thing": [thing] * len(keys), "records": [pack(records)] * len(keys)}


def alike(group: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of the rows of one key: those things that are one with another of them, or with one of the tables."""
    records = dict(zip(map(str, group["thing"]), group["records"], strict=True))
    things = {name: _described(unpack(data)) for name, data in records.items()}
    found = {
        name
        for one, other in combinations(sorted(things), 2)
        if compare(things[one], things[other]) is Verdict.SAME
        for name in (one, other)
    }
    known = _known(str(group["key"][0]))
    found |= {name for name, thing in things.items() if any(compare(thing, k) is Verdict.SAME for k in known)}
    names = sorted(found)
    return {"thing": names, "records": [records[name] for name in names]}


def final_names(rows: Iterable[Row]) -> dict[str, str]:
    """The names that change, of the things that are one with another."""
    records = {str(row["thing"]): row["records"] for row in rows}
    return dict(resolve.resolve(_described(unpack(records[name])) for name in sorted(records)).mapping)


def contested(group: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of the rows of one identifier: what becomes of each article but the first, if there are several.

    The same article again is dropped; another one keeps the identifier with a suffix that its place gives it.
    """
    name = str(group["id"][0])
    rows = sorted(zip(map(str, group["place"]), group["digest"], strict=True))
    digests = {rows[0][1]}
    changes: list[tuple[str, str]] = []
    for where, digest in rows[1:]:
        fresh = digest not in digests
        changes.append((where, f"{name}-{hashlib.sha256(where.encode()).hexdigest()[:8]}" if fresh else ""))
        digests.add(digest)
    return {"place": [where for where, _ in changes], "id": [new for _, new in changes]}


def _described(records: Iterable[bytes]) -> Descriptor:
    (thing,) = of_extractions(map(wire.load, records)).values()
    return thing


def _data(target: Target, name: str) -> bytes:
    return target.read(f"read/{name}") or b""


@cache
def _blocks() -> Mapping[str, list[Descriptor]]:
    blocks: dict[str, list[Descriptor]] = defaultdict(list)
    for thing in reference_descriptors().values():
        for key in set(blocking_keys(thing)):
            blocks[key].append(thing)
    return blocks


def _known(key: str) -> list[Descriptor]:
    return _blocks().get(key, [])
