"""One HTTP request, within limits: which machines may be reached, how long it may take, how much may come.

An address in a feed is a stranger's: it must not make us ask machines that only we can reach.  So each name is resolved
here, and the connection goes to an address that was found fit; what a name stands for cannot change in between.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import httpcore
import httpx

from sco_graph.articles.streams import Inflated
from sco_graph.articles.web import USER_AGENT

MAX_BODY = 16 * 2**20
"""Bytes of a feed or page, unpacked."""

DEADLINE = 60.0
"""Seconds for a whole answer: a server that drips bytes must not hold us."""

_CONNECT, _READ = 10.0, 20.0


class FetchError(Exception):
    """A request gave nothing that can be used.

    Args:
        message: Why.
        again: Whether it may go better another time.
        after: Seconds that the server asks to wait.
    """

    def __init__(self, message: str, *, again: bool, after: float | None = None) -> None:
        self.again, self.after = again, after
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered.

    Attributes:
        url: The address that was asked.
        status: HTTP status.
        headers: Names in lower case.
        body: Unpacked.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def mime(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server declares."""
        return httpx.Response(200, headers=dict(self.headers)).charset_encoding


class Guard:
    """Tells which machines may be reached.

    Args:
        allow_private: Whether all may.
    """

    def __init__(self, *, allow_private: bool = False) -> None:
        self._all = allow_private
        self._trusted: set[str] = set()

    def trust(self, host: str) -> None:
        """Let the machine of an address be reached that the user named."""
        self._trusted |= set(_resolved(host, 80))

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a machine that may be reached.

        Raises:
            FetchError: if there is none.
        """
        found = _resolved(host, port)
        if not found:
            raise FetchError(f"there is no machine called {host[:80]}", again=True)
        fit = [address for address in found if self._all or address in self._trusted or _is_public(address)]
        if not fit:
            raise FetchError(f"{host[:80]} is on a private network: --allow-private lets it be read", again=False)
        return fit


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


class Client:
    """Asks for one address at a time; follows no redirection.

    Args:
        guard: Which machines may be reached.
    """

    def __init__(self, guard: Guard) -> None:
        self._backend = _Backend(guard)
        self._pool = httpcore.ConnectionPool(network_backend=self._backend, keepalive_expiry=5.0)

    def get(self, url: str, headers: Mapping[str, str] | None = None, *, limit: int = MAX_BODY) -> Reply:
        """Ask for an address.

        Raises:
            FetchError: if it is none, cannot be reached, takes too long or gives too much.
        """
        target = _parsed(url)
        self._backend.deadline = time.monotonic() + DEADLINE
        sent = {"Host": target.netloc.decode("ascii"), "User-Agent": USER_AGENT, "Accept": "*/*"}
        sent |= {"Accept-Encoding": "gzip", **(headers or {})}
        timeout = {"connect": _CONNECT, "read": _READ, "write": _READ, "pool": _CONNECT}
        place = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
        try:
            with self._pool.stream(
                "GET", place, headers=list(sent.items()), extensions={"timeout": timeout}
            ) as response:
                pairs = [(key.decode("latin-1").lower(), value.decode("latin-1")) for key, value in response.headers]
                got = dict(pairs)
                body = _unpacked(_limited(response.iter_stream(), limit), got.get("content-encoding", ""), limit)
                return Reply(url, response.status, got, body)
        except httpcore.TimeoutException as error:
            raise FetchError("no complete answer in time", again=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            said = str(error)[:120] or type(error).__name__
            raise FetchError(f"cannot be fetched ({said})", again=True) from error

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


def _parsed(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(f"{url[:120]!r} is no address", again=False) from error
    if target.scheme not in {"http", "https"} or not target.host:
        raise FetchError(f"{url[:120]!r} is no http(s) address", again=False)
    return target


def _limited(pieces: Iterable[bytes], limit: int) -> bytes:
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > limit:
            raise FetchError(f"more than {limit // 2**10:,} KiB", again=False)
    return bytes(data)


def _unpacked(data: bytes, coding: str, limit: int) -> bytes:
    coding = coding.strip().lower()
    if coding in {"", "identity"} or not data:
        return data
    if coding not in {"gzip", "x-gzip"}:
        raise FetchError(f"packed in a way that was not asked for ({coding[:40]})", again=False)
    inflated = Inflated(cast(BinaryIO, io.BytesIO(data)))
    whole = io.BufferedReader(inflated, 2**16).read(limit + 1)
    if inflated.fault:
        raise FetchError(inflated.fault, again=True)
    if len(whole) > limit:
        raise FetchError(f"more than {limit // 2**10:,} KiB when unpacked", again=False)
    return whole


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that the guard lets through, and keeps the deadline."""

    def __init__(self, guard: Guard) -> None:
        self._guard, self._sockets = guard, httpcore.SyncBackend()
        self.deadline = 0.0

    def left(self, timeout: float | None) -> float:
        """Seconds that one step may take."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return min(left, timeout or left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a machine that answers."""
        failed: Exception | None = None
        for address in self._guard.addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self)
        raise failed or httpcore.ConnectError("no address answers")


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, backend: _Backend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
