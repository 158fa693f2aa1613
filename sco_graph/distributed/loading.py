"""From the shards of a run into a store."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from sco_graph.distributed.target import Target
from sco_graph.distributed.writing import shard_graphs
from sco_graph.errors import NotFoundError, StoreError
from sco_graph.store import Change, replace

MANIFEST = "manifest.json"


def load(run: str, store: str | Path) -> Change:
    """Put the articles' graphs of a run into a folder of snapshots, in one step for whoever reads it.

    Args:
        run: Folder (or address) of the run.
        store: Folder of the store; made if it does not exist.

    Raises:
        NotFoundError: if there is no complete run.
        StoreError: if a shard is damaged, or the store cannot be written.
    """
    return replace(store, graphs(run))


def graphs(run: str) -> Iterator[tuple[str, bytes]]:
    """IRI and N-Quads of each article of a run, checked against its manifest, a shard at a time.

    Raises:
        NotFoundError: if there is no complete run.
        StoreError: if a shard is missing or damaged.
    """
    folder = Target(run)
    manifest = folder.read(MANIFEST)
    if manifest is None:
        raise NotFoundError(f"{run} holds no complete run: its manifest is written at the end")
    for shard in json.loads(manifest)["shards"]:
        data = folder.read(shard["name"])
        if data is None or not _is_whole(data, shard["sha256"]):
            raise StoreError(f"{run}/{shard['name']} is missing or damaged: remove it and start the run again")
        yield from shard_graphs(data)


def _is_whole(data: bytes, digest: str) -> bool:
    try:
        return hashlib.sha256(gzip.decompress(data)).hexdigest() == digest
    except (OSError, EOFError):
        return False
