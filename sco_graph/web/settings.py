"""What a service promises and allows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sco_graph.errors import InputError

TOKEN_VARIABLE = "SCO_GRAPH_TOKEN"  # noqa: S105 - its name, not what it holds
"""The environment variable from which the command line takes the token."""

_TOKEN_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """The safe values are the defaults.

    Attributes:
        store: Folder of the store; None serves the bundled reference graph.
        deadline: Seconds that a query may take.
        memory: Bytes that a worker may hold beyond what it needs at rest.
        max_rows: Rows or triples of an answer; a cut is said.
        max_bytes: Bytes of an answer; a cut is said.
        max_request: Bytes of a request's body.
        max_head: Bytes of a request's line and headers.
        workers: Processes that answer queries.
        queue: Requests that may wait for a worker; more are turned away with 503.
        connections: Open connections; beyond them the one that has waited longest without a request is closed.
        request_timeout: Seconds that a client may take to send a request's headers, and again its body.
        response_timeout: Seconds in which a client must take in some of its answer.
        services: Addresses that SERVICE may name.
        hosts: Names by which the service may be addressed, beside ``localhost`` and IP addresses.
        cors: Whether pages of other sites may read.
        allow_update: Whether updates and new articles are taken, given the token.
        token: The bearer token for updates and new articles.
        base_url: Where the service is reached from outside, for its own description; by default as requested.
        slow_deadline: Seconds for what is worked out once a snapshot (the network, the search index).
        write_deadline: Seconds that an update or new articles may take.
        slow_memory: As ``memory``, for these two.
    """

    store: Path | None = None
    deadline: float = 30.0
    memory: int = 1_000_000_000
    max_rows: int = 100_000
    max_bytes: int = 32_000_000
    max_request: int = 2_000_000
    max_head: int = 64_000
    workers: int = 4
    queue: int = 64
    connections: int = 512
    request_timeout: float = 15.0
    response_timeout: float = 30.0
    services: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    cors: bool = True
    allow_update: bool = False
    token: str | None = field(default=None, repr=False)
    base_url: str | None = None
    slow_deadline: float = 300.0
    write_deadline: float = 600.0
    slow_memory: int = 6_000_000_000

    def check(self) -> None:
        """Make sure that the settings make sense together.

        Raises:
            InputError: if they do not.
        """
        if self.allow_update and self.store is None:
            raise InputError("updates need a store: the bundled reference graph cannot be changed")
        if self.allow_update and not self.token:
            raise InputError(f"updates need a token: set {TOKEN_VARIABLE} to a long random text")
        if self.allow_update and len(self.token or "") < _TOKEN_LENGTH:
            raise InputError(f"the token is too short: take at least {_TOKEN_LENGTH} characters")
        if self.workers < 1 or self.queue < 0 or self.connections < 1:
            raise InputError("there must be at least one worker and one connection")
