"""Where a distributed run keeps its files: a folder, or any address that fsspec knows.  Whole files, atomically."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sco_graph.errors import ExtraError, LimitError, StoreError


def filesystem(url: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises:
        ExtraError: if fsspec is not installed.
        StoreError: if the address cannot be used.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ExtraError("Reading and writing on many machines", "ray") from error
    try:
        system, path = url_to_fs(url)
    except (ValueError, ImportError, OSError) as error:
        raise StoreError(f"{url} cannot be used: {error}") from error
    return system, path


@dataclass(frozen=True)
class Target:
    """A folder of whole files.

    Attributes:
        url: Its address.
    """

    url: str

    def write(self, name: str, data: bytes) -> None:
        """Write a file: whoever reads it sees all of it or none.

        Raises:
            LimitError: if the disk is full.
            StoreError: if it cannot be written.
        """
        system, root = filesystem(self.url)
        path = f"{root}/{name}"
        with self._translated(name):
            if not _is_local(system):
                system.pipe_file(path, data)  # an object store shows an object when it is complete
                return
            system.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
            draft = f"{path}.{uuid.uuid4().hex}.tmp"
            try:
                with open(draft, "xb") as stream:  # noqa: PTH123 - the path is fsspec's
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.replace(draft, path)  # noqa: PTH105 - as above
            except OSError:
                with contextlib.suppress(OSError):
                    os.unlink(draft)  # noqa: PTH108 - as above
                raise

    def read(self, name: str) -> bytes | None:
        """A file's content, or None if there is none."""
        system, root = filesystem(self.url)
        with self._translated(name):
            try:
                return bytes(system.cat_file(f"{root}/{name}"))
            except FileNotFoundError:
                return None

    def names(self, folder: str) -> set[str]:
        """Names of the files in a folder, drafts left out."""
        system, root = filesystem(self.url)
        with self._translated(folder):
            try:
                listed = system.ls(f"{root}/{folder}", detail=False, refresh=True)
            except FileNotFoundError:
                return set()
        return {PurePosixPath(path).name for path in listed if not path.endswith(".tmp")}

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        system, root = filesystem(self.url)
        with self._translated(name), contextlib.suppress(FileNotFoundError):
            system.rm_file(f"{root}/{name}")

    @contextlib.contextmanager
    def _translated(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise LimitError(f"{self.url} is full: free some space and start again, the run goes on") from error
            raise StoreError(f"{self.url}/{name}: {error.strerror or error}") from error


def _is_local(system: Any) -> bool:
    protocol = system.protocol
    return "file" in ((protocol,) if isinstance(protocol, str) else protocol)
