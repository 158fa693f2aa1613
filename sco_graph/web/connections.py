"""Connections with bounds: how many, how long a request may take to come, how long an answer to be taken in.

uvicorn has no such limits of its own: a client that opens a connection and sends a byte now and then keeps it forever.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sco_graph.web.settings import Settings


class Guard:
    """All open connections; those that wait for a request in the order in which they began to.

    Args:
        settings: The bounds.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.open: set[Connection] = set()
        self.waiting: OrderedDict[Connection, None] = OrderedDict()

    def make_room(self) -> None:
        """Close what has waited longest for a request, if there are too many connections."""
        if len(self.open) > self.settings.connections and self.waiting:
            next(iter(self.waiting)).end()


class Connection(HttpToolsProtocol):
    """One connection; see ``guarded``."""

    guard: Guard

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, if there is room."""
        super().connection_made(transport)
        self._timer: asyncio.TimerHandle | None = None
        self._head = 0
        self.guard.open.add(self)
        self.guard.make_room()
        if len(self.guard.open) > self.guard.settings.connections:  # every other one is being answered
            self.end()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self.guard.open.discard(self)
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a request's line and headers must be small and come soon."""
        if self in self.guard.waiting:
            if self._head > self.guard.settings.max_head:
                self.end()
                return
            self._head += len(data)
        elif self.cycle is None or self.cycle.response_complete:
            self._wait()
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Answer, and count no longer."""
        self._stop()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if self in self.guard.open and (self.cycle is None or self.cycle.response_complete):
            self._wait()

    def pause_writing(self) -> None:
        """The client does not take in its answer: give it some time."""
        super().pause_writing()
        self._start_timer(self.guard.settings.response_timeout)

    def resume_writing(self) -> None:
        """It does."""
        self._stop_timer()
        if self in self.guard.waiting:  # the end of the last answer was still on its way
            self._start_timer(self.guard.settings.request_timeout)
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Say that this is no request; the connection is not to be trusted any more."""
        super().send_400_response(msg)
        self._start_timer(1.0)

    def end(self) -> None:
        """Close at once, whatever has not been sent."""
        self._stop()
        self.guard.open.discard(self)
        self.transport.abort()

    def _wait(self) -> None:
        self._head = 0
        self.guard.waiting[self] = None
        self.guard.waiting.move_to_end(self)
        self._start_timer(self.guard.settings.request_timeout)

    def _stop(self) -> None:
        self.guard.waiting.pop(self, None)
        self._stop_timer()

    def _start_timer(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(seconds, self.end)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def guarded(settings: Settings) -> tuple[Guard, type[Connection]]:
    """A guard, and the protocol for uvicorn that is bound to it."""
    guard = Guard(settings)
    made: Any = type("GuardedConnection", (Connection,), {"guard": guard})
    return guard, made
