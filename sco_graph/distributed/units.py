"""A run is cut into units: a stretch of one file each, always the same, so that a run can be taken up again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from sco_graph.articles.finding import format_of, stem_of
from sco_graph.articles.making import Ids, Maker
from sco_graph.articles.reading import read_document
from sco_graph.articles.values import Input
from sco_graph.distributed.target import filesystem
from sco_graph.errors import ArticleError, NotFoundError
from sco_graph.model import Article

UNIT_BYTES = 8 * 2**20
"""Bytes of JSON Lines in a unit: some thousand articles, a minute of work."""

_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a file.

    Attributes:
        path: Its address.
        relative: Its path below what the user named.
        form: Its format.
        start: First byte.
        stop: One past the last byte; -1 for the end of the file.
        first: Number of its first line.
    """

    path: str
    relative: str
    form: str
    start: int = 0
    stop: int = -1
    first: int = 1

    @property
    def name(self) -> str:
        """Readable, sorted as the input is, and its own."""
        digest = hashlib.sha256(f"{self.relative}\0{self.start}\0{self.stop}".encode()).hexdigest()[:10]
        return f"{stem_of(self.relative)[:60]}-{self.start:013}-{digest}"

    def as_dict(self) -> dict[str, Any]:
        """The unit as a row."""
        return asdict(self)


def files_of(sources: Iterable[str]) -> Iterator[Unit]:
    """One unit for each article file of some paths, in order; folders are listed to their depth.

    Raises:
        NotFoundError: if a path does not exist.
    """
    for source in sources:
        system, root = filesystem(source)
        if not system.exists(root):
            raise NotFoundError(f"{source} does not exist")
        if not system.isdir(root):
            yield Unit(source, PurePosixPath(root).name, format_of(root) or "text")
            continue
        for path in sorted(system.find(root)):
            relative = str(PurePosixPath(path).relative_to(root))
            hidden = any(part.startswith(".") for part in PurePosixPath(relative).parts)
            form = format_of(relative)
            if form and not hidden:
                yield Unit(system.unstrip_protocol(path), relative, form)


def split(whole: Unit, size: int = UNIT_BYTES) -> list[Unit]:
    """Cut a file of plain JSON Lines at line ends; other files stay whole."""
    if whole.form != "jsonl" or whole.relative.endswith(".gz"):
        return [whole]
    system, path = filesystem(whole.path)
    cuts: list[tuple[int, int]] = [(0, 1)]  # first byte and first line of each unit
    offset, line = 0, 1
    with system.open(path, "rb", block_size=_PIECE) as stream:
        while piece := stream.read(_PIECE):
            at = max(0, cuts[-1][0] + size - offset)  # the first line end from here on closes the unit
            end = piece.find(b"\n", at) if at < len(piece) else -1
            while end >= 0:
                cuts.append((offset + end + 1, line + piece.count(b"\n", 0, end + 1)))
                at = end + 1 + size
                end = piece.find(b"\n", at) if at < len(piece) else -1
            line += piece.count(b"\n")
            offset += len(piece)
    if len(cuts) > 1 and cuts[-1][0] == offset:
        cuts.pop()
    stops = [start for start, _ in cuts[1:]] + [offset]
    return [
        Unit(whole.path, whole.relative, whole.form, start, stop, first)
        for (start, first), stop in zip(cuts, stops, strict=True)
    ]


class Part(io.RawIOBase):
    """A stretch of a file as a stream."""

    def __init__(self, stream: BinaryIO, start: int, stop: int) -> None:
        self._stream, self._left = stream, stop - start if stop >= 0 else -1
        stream.seek(start)

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed: Buffer
        """Fill the buffer as far as the stretch goes."""
        wanted = len(buffer) if self._left < 0 else min(len(buffer), self._left)
        data = self._stream.read(wanted) if wanted else b""
        buffer[: len(data)] = data
        self._left -= len(data) if self._left > 0 else 0
        return len(data)


def articles_of(unit: Unit, maker: Maker | None = None) -> Iterator[Article | ArticleError]:
    """Read the articles of a unit."""
    system, path = filesystem(unit.path)
    with system.open(path, "rb") as opened:
        stream = opened if unit.start == 0 and unit.stop < 0 else Part(opened, unit.start, unit.stop)
        document = Input(unit.relative, unit.relative, stem_of(unit.relative), cast(BinaryIO, stream), first=unit.first)
        for name, item in read_document(document, unit.form, maker or Maker(None, None, Ids())):
            if isinstance(item, Article):
                yield item
            else:
                yield ArticleError(item.message, source=name, line=item.line)
