"""A folder of immutable snapshots and a pointer to the current one.

    STORE/
      current               name of the current snapshot, replaced atomically
      writer.lock           held while a build writes
      snapshots/000001/     one snapshot: ``data`` (the database) and whatever the writer puts beside it
        lease               readers hold a shared lock on it
      snapshots/.new-*/     a build under way; left by a killed one, removed by the next

A reader sees the old graph or the new one, never half.  A snapshot that is no longer current is removed when two newer
ones exist and nobody holds its lease.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sco_graph.errors import NotFoundError, StoreError
from sco_graph.locking import busy, locked, unwritable

_KEPT = 2
_POLL_SECONDS = 0.05
_REMOVALS = 20


class Lease:
    """A reader's hold on one snapshot; the snapshot is not removed while it is open."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path, self._descriptor = path, descriptor

    @property
    def name(self) -> str:
        """Name of the snapshot, e.g. ``000007``."""
        return self.path.name

    def close(self) -> None:
        """Let go."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


class Snapshots:
    """The folder of a store.

    Args:
        path: The folder; it need not exist before the first ``write``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = path / "snapshots"
        self._pointer = path / "current"
        self._seen: tuple[tuple[int, ...], str | None] = ((), None)

    def current(self) -> str | None:
        """Name of the current snapshot, or None if there is none yet."""
        try:
            # Asked before every query, and never changed but replaced: what it is tells whether to read it again.
            about = self._pointer.stat()
            which = (about.st_ino, about.st_mtime_ns, about.st_size)
            if self._seen[0] != which:
                self._seen = which, self._pointer.read_text("ascii").strip() or None
            return self._seen[1]
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path}: the pointer to the current snapshot cannot be read: {error}") from error

    def lease(self) -> Lease:
        """Take hold of the current snapshot.

        Raises:
            NotFoundError: if the folder is no store.
            StoreError: if the current snapshot is missing.
        """
        for _ in range(100):  # a writer may remove a snapshot between our reading its name and taking hold of it
            name = self.current()
            if name is None:
                raise NotFoundError(
                    f"{self.path} is no store: build one with `sco-graph build --store {self.path} ARTICLES`"
                )
            if lease := _take(self._folder / name):
                return lease
        raise StoreError(f"{self.path}: the snapshot {name} is missing: build the store again")

    @contextmanager
    def write(self, *, wait: float = 600.0) -> Iterator[Path]:
        """Hold the writer's lock and yield a new folder to fill; ``publish`` makes it current.

        Args:
            wait: Seconds to wait for another writer.

        Raises:
            StoreError: if another writer does not finish in time, or the folder cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.path, error) from error
        with locked(self.path / "writer.lock", wait=wait, told=busy(self.path)):
            for left in self._folder.glob(".*"):  # by a build that was killed, or a removal that was
                shutil.rmtree(left, ignore_errors=True)
            try:
                fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=self._folder))
            except OSError as error:
                raise unwritable(self.path, error) from error
            fresh.chmod(0o755)
            try:
                yield fresh
            finally:
                _clear(fresh)

    def publish(self, fresh: Path) -> str:
        """Make a filled folder the current snapshot, durably; called with the writer's lock held.

        Returns:
            The snapshot's name.
        """
        name = f"{int(self.current() or 0) + 1:06}"
        (fresh / "lease").touch()
        _sync_tree(fresh)
        shutil.rmtree(self._folder / name, ignore_errors=True)  # of a writer killed before it moved the pointer
        fresh.rename(self._folder / name)
        _sync(self._folder)
        pointer = self.path / ".current.new"
        pointer.write_text(name + "\n", "ascii")
        _sync(pointer)
        pointer.replace(self._pointer)
        _sync(self.path)
        self._prune(name)
        return name

    def _prune(self, newest: str) -> None:
        names = sorted(path.name for path in self._folder.iterdir() if path.name.isdigit() and path.name <= newest)
        for name in names[:-_KEPT]:
            _remove(self._folder / name)


def _take(path: Path) -> Lease | None:
    """A shared lock on a snapshot's lease, or None if the snapshot has gone."""
    try:
        descriptor = os.open(path / "lease", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), (path / "lease").stat()):
            return Lease(path, descriptor)
    except OSError:
        pass
    os.close(descriptor)
    return None


def _remove(path: Path) -> None:
    """Remove a snapshot unless a reader holds it."""
    try:
        descriptor = os.open(path / "lease", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = path.with_name(f".gone-{path.name}")
        path.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    except OSError:  # held by a reader: the next build tries again
        return
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _clear(folder: Path) -> None:
    """Remove a folder in which a database that is just being closed may still write a last file."""
    for _ in range(_REMOVALS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_POLL_SECONDS)
