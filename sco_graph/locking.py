"""One at a time: a lock on a file, which the system takes back when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sco_graph.errors import StoreError

_POLL_SECONDS = 0.05


@contextmanager
def locked(path: Path, *, wait: float, told: str) -> Iterator[None]:
    """Hold the lock on a file, which is made if it does not exist.

    Args:
        path: The file; its folder must exist.
        wait: Seconds to wait for another holder.
        told: What to say if that is not enough.

    Raises:
        StoreError: if the other does not finish in time, or the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise unwritable(path.parent, error) from error
    try:
        _wait_for(descriptor, wait, told)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, wait: float, told: str) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise StoreError(told) from error
            time.sleep(_POLL_SECONDS)
        else:
            return


def busy(path: Path) -> str:
    """What to say when another writer of a store does not finish."""
    return f"{path}: another build is writing to this store: try again when it is done"


def unwritable(path: Path, error: Exception) -> StoreError:
    """The error to raise when the folder of a store cannot be written."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StoreError(f"{path} cannot be written: {why}: name a folder that you may write to, on a disk that has room")
