"""Third pass: each unit's N-Quads, with things and articles under their final names."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sco_graph import rdf, resolve, wire
from sco_graph.distributed.reading import unpack
from sco_graph.distributed.resolving import place
from sco_graph.distributed.target import Target
from sco_graph.model import Extraction

_LEVEL = 1


def write_shard(target: Target, unit: str, names: Mapping[str, str], ids: Mapping[str, str], state: str) -> None:
    """Write ``shards/NAME.nq.gz`` and what the manifest says of it.

    Args:
        target: Folder of the run.
        unit: Name of the unit.
        names: Old local name -> final local name.
        ids: Place of an article -> its identifier, where that changes; empty where it is dropped.
        state: Digest of the second pass, by which a later run knows the shard.
    """
    parts = [rdf.nquads(resolve.apply(extraction, names)) for extraction in kept(target, unit, ids)]
    quads = sum(part.count(b"\n") for part in parts)
    data = b"".join(parts)
    target.write(f"shards/{unit}.nq.gz", gzip.compress(data, _LEVEL, mtime=0))
    said = {"articles": len(parts), "quads": quads, "sha256": hashlib.sha256(data).hexdigest(), "state": state}
    target.write(f"shards/{unit}.json", json.dumps(said).encode())


def kept(target: Target, unit: str, ids: Mapping[str, str]) -> Iterator[Extraction]:
    """What was read in a unit, each article under its final identifier; those that were dropped are left out.

    Args:
        target: Folder of the run.
        unit: Name of the unit.
        ids: As for ``write_shard``.
    """
    for index, frame in enumerate(unpack(target.read(f"read/{unit}") or b"")):
        extraction = wire.load(frame)
        wanted = ids.get(place(unit, index), extraction.article.id)
        if wanted:
            yield replace(extraction, article=replace(extraction.article, id=wanted))


def shard_graphs(data: bytes) -> Iterator[tuple[str, bytes]]:
    """IRI and N-Quads of each article's graph in a shard.

    Args:
        data: The shard, as it is on disk.
    """
    graph = b""
    lines: list[bytes] = []
    for line in gzip.decompress(data).splitlines(keepends=True):
        name = line[line.rindex(b"<") + 1 : line.rindex(b">")]
        if name != graph and lines:
            yield graph.decode(), b"".join(lines)
            lines = []
        graph = name
        lines.append(line)
    if lines:
        yield graph.decode(), b"".join(lines)
