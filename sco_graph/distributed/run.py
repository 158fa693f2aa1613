"""The driver of a distributed run: units, three passes, a manifest."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sco_graph.distributed import resolving
from sco_graph.distributed.loading import MANIFEST
from sco_graph.distributed.reading import UnitReader
from sco_graph.distributed.target import Target
from sco_graph.distributed.units import UNIT_BYTES, Unit, files_of, split
from sco_graph.distributed.writing import write_shard
from sco_graph.errors import ArticleError, ExtraError, InputError, LimitError, ScoGraphError, StoreError
from sco_graph.extracting import fingerprint

_UNITS_A_PARTITION = 8  # a partition is a process that has to start
_Changes = tuple[dict[str, str], dict[str, str]]  # names of things, identifiers of articles


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a distributed run made.

    Attributes:
        shards: N-Quads files.
        articles: Articles in them.
        facts: Facts read.
        quads: Quads in the shards.
        merged: Names of things that were found to be another's.
        skipped: One error for each input that could not be read.
    """

    shards: int
    articles: int
    facts: int
    quads: int
    merged: int
    skipped: tuple[ArticleError, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report for a program."""
        return asdict(self) | {"skipped": [str(error) for error in self.skipped]}

    def summary(self) -> str:
        """The report in a line for a person."""
        return (
            f"{self.articles:,} articles, {self.facts:,} facts, {self.quads:,} quads in {self.shards:,} shards; "
            f"{self.merged:,} names merged, {len(self.skipped):,} inputs skipped"
        )


def run(
    sources: Iterable[str],
    target: str,
    *,
    address: str | None = None,
    actors: int | None = None,
    model: str | None = None,
    issued: str | None = None,
    publisher: str | None = None,
    unit_bytes: int = UNIT_BYTES,
    progress: Callable[[int, int], None] | None = None,
) -> RunReport:
    """Extract articles on a Ray cluster into shards of N-Quads.

    A run that was killed is taken up where it ended, by the same call; what is done is not done again.  The shards hold
    the same quads however the work was spread, and whatever died on the way.

    Args:
        sources: Files and folders of articles, as paths or addresses that fsspec knows, seen alike by every node.
        target: Folder (or address) of the run, likewise; shards and manifest are in it.
        address: Of the Ray cluster; None to start one on this machine.
        actors: Processes that read; by default one a CPU of the cluster.
        model: Name or path of a spaCy pipeline, on every node; None for the bundled one.
        issued: ISO date of articles that do not tell theirs.
        publisher: The same for the publisher.
        unit_bytes: Size of a unit of JSON Lines.
        progress: Is told how many units are done, of how many.

    Raises:
        ExtraError: if Ray is not installed.
        NotFoundError: if a source does not exist.
        LimitError: if the disk is full.
        StoreError: if the target cannot be written, or the cluster fails.
    """
    folder = Target(_absolute(target))
    whole = list(files_of(map(_absolute, sources)))
    ray = _ray(address)
    units = [unit for parts in _each(ray, _split, [(unit, unit_bytes) for unit in whole]) for unit in parts]
    options = {"issued": issued, "publisher": publisher, "unit_bytes": unit_bytes}
    _settle(folder, {"fingerprint": fingerprint(model), **options})
    with _translated():
        _read(ray, folder, units, options=(model, issued, publisher), actors=actors, progress=progress)
        names, ids = _resolve(ray, folder, [unit.name for unit in units])
        state = hashlib.sha256(json.dumps([names, ids], sort_keys=True).encode()).hexdigest()
        _write(ray, folder, [unit.name for unit in units], (names, ids), state)
    return _finish(folder, units, names, state)


def _ray(address: str | None) -> Any:
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    try:
        import ray
        from ray.data import DataContext
    except ImportError as error:
        raise ExtraError("Running on a cluster", "ray") from error
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, include_dashboard=_dashboard(address))
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise InputError(f"no Ray cluster answers at {address}: {str(error).splitlines()[0]}") from error
    DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.WARNING)
    return ray


def _dashboard(address: str | None) -> bool | None:
    return False if address in {None, "local"} else None


def _absolute(path: str) -> str:
    """A path as other processes can use it; an address as it is."""
    return path if "://" in path else str(Path(path).absolute())


def _settle(folder: Target, wanted: Mapping[str, Any]) -> None:
    """Make sure that a run is taken up only by what would do the same."""
    before = folder.read("run.json")
    if before is None:
        folder.write("run.json", json.dumps(wanted).encode())
    elif json.loads(before) != wanted:
        raise InputError(
            f"{folder.url} holds a run by another version, model or option of ours: give another folder, or remove it"
        )


def _read(
    ray: Any,
    folder: Target,
    units: list[Unit],
    *,
    options: tuple[str | None, str | None, str | None],
    actors: int | None,
    progress: Callable[[int, int], None] | None,
) -> None:
    done = folder.names("read")
    todo = [unit for unit in units if f"{unit.name}.json" not in done]
    if not todo:
        return
    rows = [{"unit": json.dumps(unit.as_dict())} for unit in todo]
    count = min(len(todo), actors or max(1, int(ray.cluster_resources().get("CPU", 1))))
    read = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        UnitReader,
        fn_constructor_args=(folder.url, *options),
        batch_size=1,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=count, max_tasks_in_flight_per_actor=2),
    )
    finished = len(units) - len(todo)
    for _ in read.iter_rows():
        finished += 1
        if progress:
            progress(finished, len(units))


def _resolve(ray: Any, folder: Target, names: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The second pass, or its outcome if it was done over the same units."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()
    before = folder.read("names.json")
    if before is not None:
        kept = json.loads(before)
        if kept["units"] == digest:
            return kept["names"], kept["ids"]
    partitions = max(1, min(len(names) // _UNITS_A_PARTITION, 200))
    units = ray.data.from_items([{"unit": name} for name in names], override_num_blocks=min(len(names), 1000))
    said = units.flat_map(_Said(folder, resolving.said))
    keyed = said.groupby("thing", partitions).map_groups(resolving.keyed, batch_format="numpy")
    alike = keyed.groupby("key", partitions).map_groups(resolving.alike, batch_format="numpy").materialize()
    mapping = ray.get(ray.remote(_final_names).remote(*alike.to_arrow_refs()))
    claimed = units.flat_map(_Said(folder, resolving.claims)).groupby("id", partitions)
    contested = claimed.map_groups(resolving.contested, batch_format="numpy")
    ids = {str(row["place"]): str(row["id"]) for row in contested.iter_rows()}
    kept = {"units": digest, "names": dict(sorted(mapping.items())), "ids": dict(sorted(ids.items()))}
    folder.write("names.json", json.dumps(kept).encode())
    return kept["names"], kept["ids"]


class _Said:
    """A function of a unit's name, for Ray to call on rows."""

    def __init__(self, folder: Target, rows: Callable[[Target, str], Iterator[resolving.Row]]) -> None:
        self._folder, self._rows = folder, rows

    def __call__(self, row: Mapping[str, Any]) -> list[resolving.Row]:
        return list(self._rows(self._folder, row["unit"]))


def _final_names(*tables: Any) -> dict[str, str]:
    return resolving.final_names(row for table in tables for row in table.to_pylist() if "thing" in row)


def _write(
    ray: Any, folder: Target, names: list[str], changes: tuple[dict[str, str], dict[str, str]], state: str
) -> None:
    done = folder.names("shards")
    todo = [name for name in names if not _is_written(folder, name, state, done)]
    shared = ray.put(changes)
    list(_each(ray, _shard, [(folder, name, shared, state) for name in todo]))


def _is_written(folder: Target, name: str, state: str, done: set[str]) -> bool:
    if not {f"{name}.json", f"{name}.nq.gz"} <= done:
        return False
    return bool(json.loads(folder.read(f"shards/{name}.json") or b"{}").get("state") == state)


def _shard(folder: Target, name: str, shared: Any, state: str) -> None:
    import ray

    mapping, ids = ray.get(shared) if isinstance(shared, ray.ObjectRef) else shared
    write_shard(folder, name, mapping, ids, state)


def _split(unit: Unit, size: int) -> list[Unit]:
    return split(unit, size)


def _each(ray: Any, function: Callable[..., Any], calls: list[tuple[Any, ...]], ahead: int = 64) -> Iterator[Any]:
    """Call a function on the cluster for each of many arguments, in order, not too many at a time."""
    remote = ray.remote(max_retries=-1)(function)
    waiting: list[Any] = []
    for arguments in calls:
        waiting.append(remote.remote(*arguments))
        if len(waiting) >= ahead:
            yield ray.get(waiting.pop(0))
    for reference in waiting:
        yield ray.get(reference)


def _finish(folder: Target, units: list[Unit], names: Mapping[str, str], state: str) -> RunReport:
    """Write the manifest: with it the run is complete."""
    shards, skipped = [], []
    articles = facts = quads = 0
    for unit in units:
        read = json.loads(folder.read(f"read/{unit.name}.json") or b"{}")
        shard = json.loads(folder.read(f"shards/{unit.name}.json") or b"{}")
        skipped += [ArticleError(message, source=source, line=line) for message, source, line in read["skipped"]]
        shards.append({"name": f"shards/{unit.name}.nq.gz", **{k: shard[k] for k in ("articles", "quads", "sha256")}})
        articles, quads, facts = articles + shard["articles"], quads + shard["quads"], facts + read["facts"]
    manifest = {"shards": shards, "articles": articles, "quads": quads, "state": state}
    manifest["skipped"] = [str(error) for error in skipped]
    folder.write(MANIFEST, json.dumps(manifest, indent=1).encode())
    return RunReport(len(shards), articles, facts, quads, len(names), tuple(skipped))


class _translated:  # noqa: N801 - used like a function
    """Turns what Ray wraps around our errors back into them."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, ScoGraphError) or not isinstance(error, Exception):
            return
        inner: BaseException | None = error
        while inner is not None:
            cause = getattr(inner, "cause", None)
            for found in (inner, cause):
                if isinstance(found, ScoGraphError):
                    raise found from error
            inner = inner.__cause__
        if "is full: free some space" in str(error) or "No space left" in str(error):
            raise LimitError("the disk is full: free some space and start again, the run goes on") from error
        raise StoreError(f"the cluster failed: {str(error).strip().splitlines()[-1][:300]}") from error
