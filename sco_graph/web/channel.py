"""What travels between the service and its workers: a JSON head and a body of bytes, both with their lengths before."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any

_LENGTHS = struct.Struct(">II")


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message."""
    written = json.dumps(head, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(written), len(body)) + written + body


async def read_message(reader: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next message, in the service.

    Raises:
        EOFError: if the worker is gone.
    """
    head, body = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    return json.loads(await reader.readexactly(head)), await reader.readexactly(body)


def receive(channel: socket.socket) -> tuple[dict[str, Any], bytes] | None:
    """The next message, in a worker; None when the service is gone."""
    lengths = _exactly(channel, _LENGTHS.size)
    if lengths is None:
        return None
    head, body = _LENGTHS.unpack(lengths)
    written = _exactly(channel, head + body)
    return None if written is None else (json.loads(written[:head]), written[head:])


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
