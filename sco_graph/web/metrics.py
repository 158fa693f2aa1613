"""Figures of the service in the text format of Prometheus."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sco_graph.web.pool import Pool

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts requests and their times."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self.truncated: Counter[str] = Counter()

    def request(self, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests[route, status] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]
        for bucket in _BUCKETS:
            if seconds <= bucket:
                self._buckets[route, bucket] += 1

    def text(self, pools: dict[str, Pool], snapshot: str) -> str:
        """All figures."""
        lines = [
            "# HELP sco_graph_requests_total Requests by route and status.",
            "# TYPE sco_graph_requests_total counter",
            *(
                f'sco_graph_requests_total{{route="{route}",status="{status}"}} {number}'
                for (route, status), number in sorted(self._requests.items())
            ),
            "# HELP sco_graph_request_seconds Time to answer, by route.",
            "# TYPE sco_graph_request_seconds histogram",
            *self._histogram(),
            "# HELP sco_graph_truncated_total Answers that a limit cut, by limit.",
            "# TYPE sco_graph_truncated_total counter",
            *(
                f'sco_graph_truncated_total{{limit="{name}"}} {number}'
                for name, number in sorted(self.truncated.items())
            ),
            *_pool_lines(pools),
            "# HELP sco_graph_snapshot The snapshot that was last answered from.",
            "# TYPE sco_graph_snapshot gauge",
            f"sco_graph_snapshot {int(snapshot) if snapshot.isdigit() else 0}",
        ]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> list[str]:
        lines = []
        for route in sorted(self._seconds):
            total = sum(number for (name, _), number in self._requests.items() if name == route)
            for bucket in _BUCKETS:
                lines.append(
                    f'sco_graph_request_seconds_bucket{{route="{route}",le="{bucket}"}} {self._buckets[route, bucket]}'
                )
            lines.append(f'sco_graph_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}')
            lines.append(f'sco_graph_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'sco_graph_request_seconds_count{{route="{route}"}} {total}')
        return lines


def _pool_lines(pools: dict[str, Pool]) -> list[str]:
    lines = [
        "# HELP sco_graph_workers_killed_total Workers that were killed or died, by reason.",
        "# TYPE sco_graph_workers_killed_total counter",
    ]
    for name, pool in sorted(pools.items()):
        counts = pool.counts
        for reason, number in (
            ("deadline", counts.killed_deadline),
            ("memory", counts.killed_memory),
            ("died", counts.died),
            ("abandoned", counts.abandoned),
        ):
            lines.append(f'sco_graph_workers_killed_total{{pool="{name}",reason="{reason}"}} {number}')
    for metric, kind, help_, value in (
        ("answered_total", "counter", "Questions answered by workers.", lambda pool: pool.counts.answered),
        (
            "turned_away_total",
            "counter",
            "Questions for which there was no room.",
            lambda pool: pool.counts.turned_away,
        ),
        ("waiting", "gauge", "Questions that wait for a worker.", lambda pool: pool.waiting),
        ("busy", "gauge", "Workers that have a question.", lambda pool: pool.busy),
    ):
        lines += [f"# HELP sco_graph_{metric} {help_}", f"# TYPE sco_graph_{metric} {kind}"]
        lines += [f'sco_graph_{metric}{{pool="{name}"}} {value(pool)}' for name, pool in sorted(pools.items())]
    return lines
