"""Which files a path stands for, and what their articles are called."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sco_graph.articles.values import Fault

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".parquet": "parquet",
}
"""Ending, lower case, without ``.gz`` -> format."""

_ABOUT = re.compile(r"(?:readme|license|licence|changelog|contributing)(?:\.|\Z)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.\-]+")


def format_of(name: str) -> str | None:
    """The format that a file's ending tells, ``.gz`` set aside; None if it tells none."""
    return FORMATS.get(PurePosixPath(name.lower().removesuffix(".gz")).suffix)


def stem_of(relative: str) -> str:
    """The readable identifier of a file: ``2012/a.txt`` is ``2012_a``.

    Args:
        relative: Its path below the folder that was named, with forward slashes.
    """
    path = PurePosixPath(relative)
    name = path.name.removesuffix(".gz").removesuffix(".GZ")
    stem = PurePosixPath(name).stem if format_of(path.name) else name
    parts = [_UNSAFE.sub("_", clean(part)).strip("_") for part in (*path.parts[:-1], stem)]
    return "_".join(part for part in parts if part) or "article"


def clean(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def files(folder: Path) -> Iterator[tuple[Path, str] | tuple[Path, Fault]]:
    """The files of a folder, sorted by path, with their paths below it.

    Hidden files, and files that tell about the folder (README, LICENSE), are no articles.  A link is not followed: what
    it leads to inside the folder is read in its own place, and what lies outside must be named to be read.
    """
    root = folder.resolve()

    def failed(error: OSError) -> None:
        faults.append((Path(error.filename or folder), Fault(f"cannot be read: {error.strerror}")))

    faults: list[tuple[Path, Fault]] = []
    found: list[tuple[Path, str] | tuple[Path, Fault]] = []
    for where, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(where, name).is_symlink()]
        for name in sorted([*names, *links]):
            if name.startswith(".") or _ABOUT.match(name):
                continue
            path = Path(where, name)
            fault = _fault(path, root)
            if fault is None and path.is_symlink():
                continue
            found.append((path, fault) if fault else (path, path.relative_to(folder).as_posix()))
    found.sort(key=lambda item: item[0].relative_to(folder).parts)
    yield from found
    yield from faults


def _fault(path: Path, root: Path) -> Fault | None:
    """Why a file of a folder is not read, or None."""
    if path.is_symlink():
        try:
            inside = path.resolve(strict=True).is_relative_to(root)
        except (OSError, RuntimeError):  # RuntimeError: a loop of links, before Python 3.13
            return Fault("a link that leads nowhere")
        return None if inside else Fault("a link that leads outside the folder: name it to have it read")
    if not path.is_file():
        return Fault("neither a file nor a folder")
    if format_of(path.name) is None:
        return Fault("a file of a kind that is not read: name it to have it read as text")
    return None
