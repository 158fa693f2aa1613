"""What travels between the service and its workers: a JSON head and a body of bytes, both with their lengths before."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import Any, BinaryIO, cast

_LENGTHS = struct.Struct(">II")
_encode = json.JSONEncoder(separators=(",", ":")).encode


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message."""
    written = _encode(head).encode()
    return _LENGTHS.pack(len(written), len(body)) + written + body


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message, in a worker; None when the service is gone."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    written = stream.read(head + body)
    return (json.loads(written[:head]), written[head:]) if len(written) == head + body else None


class Channel(asyncio.Protocol):
    """The service's end: one question at a time, whose answer is a future."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._received = bytearray()
        self._answer: asyncio.Future[tuple[dict[str, Any], bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def expect(self) -> asyncio.Future[tuple[dict[str, Any], bytes]]:
        """The next message; EOFError if the worker is gone before it is whole."""
        self._answer = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            self._answer.set_exception(EOFError())
        return self._answer

    def send(self, head: dict[str, Any], body: bytes) -> None:
        """Put a question."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(pack(head, body))

    def data_received(self, data: bytes) -> None:
        """A part of an answer."""
        self._received += data
        if len(self._received) < _LENGTHS.size:
            return
        head, body = _LENGTHS.unpack_from(self._received)
        start, end = _LENGTHS.size + head, _LENGTHS.size + head + body
        if len(self._received) >= end and self._answer is not None and not self._answer.done():
            message = json.loads(self._received[_LENGTHS.size : start]), bytes(self._received[start:end])
            self._received.clear()
            self._answer.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as asyncio calls it
        """The worker is gone."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(EOFError())

    def close(self) -> None:
        """Let go."""
        if self._transport is not None:
            self._transport.close()
