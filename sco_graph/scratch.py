"""Temporary folders that outlive nobody: what a killed process left is removed by the next that needs one."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sco_graph.errors import StoreError

_PREFIX = "sco-graph-scratch-"
_LOCK = "lock"


class Scratch:
    """A temporary folder; while its process lives, it holds a lock that the system lets go with it.

    Attributes:
        path: The folder to write to.

    Raises:
        StoreError: if none can be made.
    """

    def __init__(self) -> None:
        try:
            parent = Path(tempfile.gettempdir())
            _sweep(parent)
            made = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}", dir=parent))
            lock = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
            whole = made.rename(parent / made.name.removeprefix("."))  # nobody may see it without its lock held
            self.path = whole / "data"
            self.path.mkdir()
            self._finalizer = weakref.finalize(self, _end, whole, lock)
        except OSError as error:
            raise StoreError(f"no temporary folder can be made: {error}: make room, or set TMPDIR") from error

    def close(self) -> None:
        """Remove the folder."""
        self._finalizer()


def _end(folder: Path, lock: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder for the time of a block.

    Raises:
        StoreError: if none can be made.
    """
    made = Scratch()
    try:
        yield made.path
    finally:
        made.close()


def _sweep(parent: Path) -> None:
    """Remove our folders whose process is gone."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another user's, in use, or just being removed
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)
