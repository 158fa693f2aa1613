"""Figures of the service, as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from sco_graph.web.pool import Pool

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counters in a registry of their own, so that two services in one process do not share them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = self._counter("requests", "Requests by route and status.", "route", "status")
        self._seconds = Histogram(
            "sco_graph_request_seconds", "Time to answer.", ["route"], registry=self._registry, buckets=_BUCKETS
        )
        self._truncated = self._counter("truncated", "Answers that a limit cut, by limit.", "limit")
        self._killed = self._counter("workers_killed", "Workers that were killed or died.", "pool", "reason")
        self._turned_away = self._counter("turned_away", "Questions for which there was no room.", "pool")
        self._snapshot = Gauge("sco_graph_snapshot", "Number of the current snapshot.", registry=self._registry)
        self._connections = Gauge("sco_graph_connections", "Open connections.", registry=self._registry)
        self._waiting = Gauge("sco_graph_waiting", "Questions that wait.", ["pool"], registry=self._registry)
        self._busy = Gauge("sco_graph_busy", "Workers that have a question.", ["pool"], registry=self._registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"sco_graph_{name}", about, labels, registry=self._registry)

    def request(self, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def truncated(self, limit: str) -> None:
        """Count an answer that a limit cut."""
        self._truncated.labels(limit).inc()

    def killed(self, pool: str, reason: str) -> None:
        """Count a worker that is no more."""
        self._killed.labels(pool, reason).inc()

    def turned_away(self, pool: str) -> None:
        """Count a question for which there was no room."""
        self._turned_away.labels(pool).inc()

    def text(self, pools: Mapping[str, Pool], *, snapshot: str, connections: int) -> bytes:
        """All figures in the text format."""
        self._snapshot.set(int(snapshot) if snapshot.isdigit() else 0)
        self._connections.set(connections)
        for name, pool in pools.items():
            self._waiting.labels(name).set(pool.waiting)
            self._busy.labels(name).set(pool.busy)
        return generate_latest(self._registry)
