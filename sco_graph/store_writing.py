"""Writing to a folder of snapshots: replacing graphs, running updates, in one step for whoever reads."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode
from pyoxigraph import Store as Oxigraph

from sco_graph.errors import InputError, StoreError
from sco_graph.iris import REFERENCE_GRAPH
from sco_graph.malformed import malformed
from sco_graph.oxigraph import PREFIX_MAP, first_line, load
from sco_graph.rdf import reference_nquads
from sco_graph.snapshots import Snapshots
from sco_graph.sparql import refuse_outside

_BATCH_BYTES = 32_000_000
_LEAST_BATCH_BYTES = 6_000_000  # each batch makes files that the database has to merge: a third more work with 2 MB
_SHARE = 8  # of several threads, each takes an eighth of what was loaded before: they end together, and files are few
_MOST_THREADS = 4  # each holds a batch
_MERGED = 4  # if a quarter of the graphs is new, files are merged: loads take an eighth more, queries half the time
_DIGESTS = "graphs.txt"
_BY_UPDATE = "update"  # stands for the digest of a graph that no article wrote


@dataclass(frozen=True, slots=True)
class Change:
    """What a replacement of graphs did: how many graphs, and the quads in the store after it."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int
    quads: int


def replace(
    path: str | Path,
    graphs: Iterable[tuple[str, bytes]],
    *,
    withdraw: Collection[str] = (),
    wait: float = 600.0,
    threads: int = 1,
) -> Change:
    """Replace graphs of a store, in one step for whoever reads it.

    A store that does not exist is made, with the bundled reference graph in it.  A graph that the store holds already,
    byte for byte, is left alone; if nothing changes, the current snapshot stays.  Killed half-way, the store is as it
    was.

    Args:
        path: The store's folder.
        graphs: IRI of each graph and its whole content as N-Quads.
        withdraw: IRIs of graphs to remove.
        wait: Seconds to wait for another writer.
        threads: That load, at most.

    Raises:
        InputError: if the N-Quads are malformed or name another graph; nothing is changed.
        StoreError: if the store cannot be written, or another build writes.
    """
    snapshots = Snapshots(Path(path))
    with snapshots.write(wait=wait) as fresh, closing(_Batch(snapshots, fresh, threads)) as batch:
        batch.add(REFERENCE_GRAPH, reference_nquads(), counted=False)
        for iri, nquads in graphs:
            batch.add(iri, nquads)
        for iri in sorted(set(withdraw)):
            batch.withdraw(iri)
        return batch.finish()


def update(path: str | Path, text: str, *, wait: float = 600.0) -> str:
    """Run a SPARQL update on a store: all of it, or nothing.

    Args:
        path: The store's folder.
        text: The update; our prefixes need no declaration.
        wait: Seconds to wait for another writer.

    Returns:
        Name of the new snapshot.

    Raises:
        QueryError: if the update is malformed; nothing is changed.
        RefusedError: if it would load from elsewhere.
        StoreError: if the store cannot be written.
    """
    refuse_outside(text)
    snapshots = Snapshots(Path(path))
    with snapshots.write(wait=wait) as fresh, closing(_Batch(snapshots, fresh)) as batch:
        if snapshots.current() is None:
            batch.add(REFERENCE_GRAPH, reference_nquads(), counted=False)
            batch.flush()
        try:
            batch.database().update(text, prefixes=PREFIX_MAP)
        except SyntaxError as error:
            raise malformed("update", text, error, lambda part: Oxigraph().update(part, prefixes=PREFIX_MAP)) from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the update failed, nothing was changed: {first_line(error)}") from error
        # A graph keeps the digest of what it was written from: an edit stays until its article itself changes.
        names = sorted(name.value for name in batch.database().named_graphs())
        batch.digests = {iri: batch.digests.get(iri, _BY_UPDATE) for iri in names}
        batch.publish()
        return snapshots.current() or ""


class _Batch:
    """A new snapshot being filled: a copy of the current one, made when the first change comes."""

    def __init__(self, snapshots: Snapshots, fresh: Path, threads: int = 1) -> None:
        self._snapshots, self._fresh = snapshots, fresh
        self._most = min(threads, _MOST_THREADS)
        self._threads = ThreadPoolExecutor(self._most) if threads > 1 else None
        self._loads: set[Future[None]] = set()
        self._loaded_bytes = 0
        self._database: Oxigraph | None = None
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._written: set[str] = set()
        self._counts = {"added": 0, "changed": 0, "unchanged": 0, "withdrawn": 0}
        self.digests: dict[str, str] = {}
        if snapshots.current() is not None:
            with snapshots.lease() as lease:
                self.digests = read_digests(lease.path)

    def database(self) -> Oxigraph:
        """The writable copy; Oxigraph's backup is hard links, so it costs little."""
        if self._database is None:
            data = self._fresh / "data"
            try:
                if self._snapshots.current() is not None:
                    with self._snapshots.lease() as lease:
                        Oxigraph.read_only(str(lease.path / "data")).backup(str(data))
                self._database = Oxigraph(str(data))
            except OSError as error:
                raise StoreError(f"{self._snapshots.path} cannot be written: {first_line(error)}") from error
        return self._database

    def add(self, iri: str, nquads: bytes, *, counted: bool = True) -> None:
        """Give a graph its content."""
        digest = hashlib.sha256(nquads).hexdigest()
        before = self.digests.get(iri)
        if counted:
            self._counts["unchanged" if before == digest else "changed" if before else "added"] += 1
        if before == digest:
            return
        _check(iri, nquads)
        if iri in self._written:  # twice in one build: the later one counts
            self.flush()
        if before is not None:
            self._finish_loads(0)
            self.database().remove_graph(NamedNode(iri))
        self.digests[iri] = digest
        self._written.add(iri)
        self._waiting.append(nquads)
        self._waiting_bytes += len(nquads)
        if self._waiting_bytes >= self._batch_bytes():
            self._load()

    def _batch_bytes(self) -> int:
        if self._threads is None:
            return _BATCH_BYTES
        return min(max(_LEAST_BATCH_BYTES, self._loaded_bytes // _SHARE), _BATCH_BYTES)

    def withdraw(self, iri: str) -> None:
        """Remove a graph, if the store holds it."""
        if self.digests.pop(iri, None) is not None:
            self.flush()
            self.database().remove_graph(NamedNode(iri))
            self._counts["withdrawn"] += 1

    def _load(self) -> None:
        """Write what waits; in a thread, if there are some, as Oxigraph leaves the interpreter to others meanwhile."""
        nquads, database = b"".join(self._waiting), self.database()
        if self._threads is None:
            load(database, nquads)
        else:
            self._finish_loads(self._most - 1)
            self._loads.add(self._threads.submit(load, database, nquads))
        self._loaded_bytes += self._waiting_bytes
        self._waiting, self._waiting_bytes = [], 0

    def _finish_loads(self, most: int) -> None:
        """Wait until no more loads than ``most`` are under way."""
        while len(self._loads) > most:
            done, self._loads = wait(self._loads, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            self._load()
        self._finish_loads(0)

    def finish(self) -> Change:
        """Publish the snapshot, if anything changed."""
        self.flush()
        if self._database is None:
            with self._snapshots.lease() as lease:
                return Change(**self._counts, quads=len(Oxigraph.read_only(str(lease.path / "data"))))
        quads = len(self._database)
        self.publish()
        return Change(**self._counts, quads=quads)

    def close(self) -> None:
        """Close the database's files."""
        if self._threads is not None:
            self._threads.shutdown()
        self._database = None

    def publish(self) -> None:
        """Close the database and make the snapshot current."""
        try:
            if _MERGED * len(self._written) >= len(self.digests):
                self.database().optimize()
            self.database().flush()
        except OSError as error:
            raise StoreError(f"{self._snapshots.path} cannot be written: {first_line(error)}") from error
        self.close()
        lines = (f"{digest} {iri}\n" for iri, digest in sorted(self.digests.items()))
        (self._fresh / _DIGESTS).write_text("".join(lines), "utf-8")
        self._snapshots.publish(self._fresh)


def _check(iri: str, nquads: bytes) -> None:
    """Make sure that N-Quads speak of one graph only, so that replacing it replaces all of them."""
    ending = f"<{iri}> .".encode()
    for number, line in enumerate(nquads.split(b"\n"), 1):
        if line and not line.endswith(ending):
            raise InputError(f"line {number} of the N-Quads for <{iri}> is in another graph, or is no quad")


def read_digests(snapshot: Path) -> dict[str, str]:
    """IRI of each graph of a snapshot -> SHA-256 of the N-Quads it was written from."""
    try:
        lines = (snapshot / _DIGESTS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{snapshot}: the list of graphs cannot be read: {error}") from error
    return {iri: digest for digest, _, iri in (line.partition(" ") for line in lines)}
