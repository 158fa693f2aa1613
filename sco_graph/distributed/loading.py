"""From the shards of a run into a store."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sco_graph.build import write_store
from sco_graph.distributed.target import Target
from sco_graph.distributed.writing import kept, shard_graphs
from sco_graph.errors import NotFoundError, StoreError
from sco_graph.extracting import Read, key_of, written
from sco_graph.processes import Died, cores, in_processes
from sco_graph.spool import Spool
from sco_graph.store import Change, replace

MANIFEST = "manifest.json"
_Keyed = list[tuple[str, Read]]  # of an article: the digest of what its extraction depends on, and the extraction


def load(run: str, store: str | Path, *, jobs: int | None = None) -> Change:
    """Put the articles of a run into a folder of snapshots, in one step for whoever reads it.

    What was read in them is kept beside the store, as ``build`` keeps it: so ``build`` and ``watch`` go on from here.
    A store that holds other articles has its things resolved with those of the run.

    Args:
        run: Folder (or address) of the run.
        store: Folder of the store; made if it does not exist.
        jobs: Processes; by default one a core that this process may use.

    Raises:
        NotFoundError: if there is no complete run.
        StoreError: if a shard is damaged, or the store cannot be written.
    """
    folder = Target(run)
    shards = _shards(folder)
    resolved = json.loads(folder.read("names.json") or b'{"names": {}, "ids": {}}')
    jobs = jobs or cores()
    with Spool(Path(store)) as spool:
        work = functools.partial(_unit, folder, resolved["ids"])
        units = (shard["name"].removeprefix("shards/").removesuffix(".nq.gz") for shard in shards)
        for outcome in in_processes(units, jobs, functools.partial(_fingerprint, folder), work):
            if isinstance(outcome, Died):
                raise StoreError(f"{run}/read/{outcome.item} cannot be read: processes die at it")
            spool.add([read for _, read in outcome], {read.id: key for key, read in outcome})
        with spool.writing():
            if spool.holds_others():
                return write_store(Path(store), spool, jobs)
            change = replace(store, graphs(run), threads=jobs)
            spool.publish(resolved["names"])
            return change


def _fingerprint(folder: Target) -> str:
    return str(json.loads(folder.read("run.json") or b"{}").get("fingerprint"))


def _unit(folder: Target, ids: Mapping[str, str], unit: str, fingerprint: str) -> _Keyed:
    return [(key_of(x.article, fingerprint), written(x)) for x in kept(folder, unit, ids)]


def _shards(folder: Target) -> list[dict[str, Any]]:
    manifest = folder.read(MANIFEST)
    if manifest is None:
        raise NotFoundError(f"{folder.url} holds no complete run: its manifest is written at the end")
    return list(json.loads(manifest)["shards"])


def graphs(run: str) -> Iterator[tuple[str, bytes]]:
    """IRI and N-Quads of each article of a run, checked against its manifest, a shard at a time.

    Raises:
        NotFoundError: if there is no complete run.
        StoreError: if a shard is missing or damaged.
    """
    folder = Target(run)
    for shard in _shards(folder):
        data = folder.read(shard["name"])
        if data is None or not _is_whole(data, shard["sha256"]):
            raise StoreError(f"{run}/{shard['name']} is missing or damaged: remove it and start the run again")
        yield from shard_graphs(data)


def _is_whole(data: bytes, digest: str) -> bool:
    try:
        return hashlib.sha256(gzip.decompress(data)).hexdigest() == digest
    except (OSError, EOFError):
        return False
