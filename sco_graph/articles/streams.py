"""Bytes in bounded amounts: gzip that survives its own truncation, lines that may be too long."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sco_graph.articles.values import MAX_FILE, MAX_LINE, Fault

GZIP_MAGIC = b"\x1f\x8b"
_CHUNK = 2**16
_FREE = 64 * 2**20  # a bomb is only suspected above this
_RATIO = 200  # text compresses 5 to 20 times; a bomb about 1000 times


class Inflated(io.RawIOBase):
    """A gzip file as a stream that ends where the good data end.

    Attributes:
        fault: Why it ended early, or None.  Read it when the stream is at its end.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._pending, self._ready = raw, b"", b""
        self._member: zlib._Decompress | None = None
        self._taken = self._given = self._members = 0
        self.fault: str | None = None

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed: Buffer
        """Fill the buffer; 0 at the end, be it good or bad."""
        while not self._ready and self.fault is None and self._inflate():
            pass
        part, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the file beneath as well."""
        self._raw.close()
        super().close()

    def _inflate(self) -> bool:
        """Take one more step; False at the end."""
        if not self._pending:
            self._pending = self._raw.read(_CHUNK)
            self._taken += len(self._pending)
        at_end = not self._pending
        if self._member is None:
            # Another member may follow; some writers pad with zeros.
            self._pending = self._pending.lstrip(b"\0") if self._members else self._pending
            if at_end and not self._members:
                self.fault = "an empty file where gzip data were expected"
            if not self._pending:
                return not at_end
            self._member = zlib.decompressobj(wbits=31)
        if at_end:
            self.fault = "truncated gzip data: what came before the break was read"
            self._ready = self._member.flush()
            return False
        self._decompress(self._member)
        return True

    def _decompress(self, member: zlib._Decompress) -> None:
        try:
            self._ready = member.decompress(self._pending, _CHUNK)
        except zlib.error:
            self.fault = "broken gzip data: what came before the break was read"
            return
        self._given += len(self._ready)
        if self._given > _FREE and self._given > _RATIO * self._taken:
            self._ready, self.fault = b"", f"more than {_RATIO} times its size when unpacked: taken for a gzip bomb"
        elif member.eof:
            self._pending, self._member, self._members = member.unused_data, None, self._members + 1
        else:
            self._pending = member.unconsumed_tail


def read_whole(stream: BinaryIO, limit: int = MAX_FILE) -> bytes | None:
    """All bytes of a stream, or None if there are more than the limit."""
    data = stream.read(limit + 1)
    return None if len(data) > limit else data


def too_large(limit: int) -> str:
    """The message for an input above a limit."""
    return f"larger than {limit // 2**20} MiB, too large for one document: split it, or use JSON Lines"


def lines(stream: BinaryIO, limit: int = MAX_LINE, *, first: int = 1) -> Iterator[tuple[int, bytes] | Fault]:
    """Number and bytes of each line; one that is too long is passed over in pieces and reported.

    Args:
        stream: Its bytes.
        limit: Bytes that a line may take.
        first: Number of the first line.
    """
    number = first - 1
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield Fault(f"a line longer than {limit // 2**20} MiB", number)
        else:
            yield number, line
