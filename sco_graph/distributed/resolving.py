"""Second pass: which things are one, by a group-by on blocking keys that is spread over the cluster.

What each unit says of a thing is gathered by the thing's name, described, and sent to its blocking keys; within a key,
things are compared.  Only those that are one with another go on to a single task, which is asked for the final names:
they are few, however many articles there are.  The names are those that ``resolve.merge`` gives over all articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sco_graph import gathering, wire
from sco_graph.descriptors import blocking_keys
from sco_graph.distributed.reading import pack, unpack
from sco_graph.distributed.target import Target

Row = dict[str, Any]


def said(target: Target, name: str) -> Iterator[Row]:
    """Rows of what a unit says of each thing, the same said twice given once."""
    seen: set[bytes] = set()
    for frame in unpack(_data(target, name)):
        for thing, record in gathering.fragments(wire.load(frame)):
            if record not in seen:
                seen.add(record)
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
    keys = sorted(set(blocking_keys(gathering.described(records))))
    return {"key": keys, "thing": [thing] * len(keys), "records": [pack(records)] * len(keys)}


def alike(group: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of the rows of one key: those things that are one with another of them, or with one of the tables."""
    records = dict(zip(map(str, group["thing"]), group["records"], strict=True))
    key = str(group["key"][0])
    names = sorted(gathering.alike(key, (gathering.described(unpack(data)) for data in records.values())))
    return {"thing": names, "records": [records[name] for name in names]}


def final_names(rows: Iterable[Row]) -> dict[str, str]:
    """The names that change, of the things that are one with another."""
    records = {str(row["thing"]): row["records"] for row in rows}
    return gathering.final_names(gathering.described(unpack(records[name])) for name in sorted(records))


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


def _data(target: Target, name: str) -> bytes:
    return target.read(f"read/{name}") or b""
