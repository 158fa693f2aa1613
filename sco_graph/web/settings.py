"""What a service promises and allows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


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
        workers: Processes that answer queries.
        queue: Requests that may wait for a worker; more are turned away with 503.
        body_timeout: Seconds that a client may take to send a request.
        services: Addresses that SERVICE may name.
        allow_update: Whether updates and new articles are taken, given the token.
        token: The bearer token for updates and new articles.
        base_url: Where the service is reached from outside, for its own description; by default as requested.
        api_deadline: Seconds that the network for the explorer may take to be read, once a snapshot.
    """

    store: Path | None = None
    deadline: float = 30.0
    memory: int = 1_000_000_000
    max_rows: int = 100_000
    max_bytes: int = 32_000_000
    max_request: int = 2_000_000
    workers: int = 4
    queue: int = 64
    body_timeout: float = 20.0
    services: frozenset[str] = frozenset()
    allow_update: bool = False
    token: str | None = field(default=None, repr=False)
    base_url: str | None = None
    api_deadline: float = 120.0
