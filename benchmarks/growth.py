"""One long build, watched: what an article costs and how much memory is in use, as the number of articles grows.

    python benchmarks/corpus.py 100000 corpus.jsonl --gold gold.jsonl
    python benchmarks/growth.py corpus.jsonl store [--every 1000]
    python benchmarks/truth.py gold.jsonl store [--first 1000]

The build has one process, so that its processor seconds are told exactly; other work on the machine hardly changes
them.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from sco_graph.build import Progress, build

_PAGE = resource.getpagesize()


def resident() -> int:
    """MiB of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE >> 20


class Watch:
    """Prints a line whenever so many more articles are done.

    Args:
        every: Articles between two lines.
    """

    def __init__(self, every: int) -> None:
        self.every = self.next = every
        self.articles, self.seconds, self.read_until = 0, time.process_time(), 0.0

    def __call__(self, progress: Progress) -> None:
        """Look."""
        self.read_until = time.process_time()
        if progress.articles < self.next:
            return
        each = (self.read_until - self.seconds) / (progress.articles - self.articles)
        print(f"{progress.articles:9,} articles  {1000 * each:6.2f} ms an article  {resident():6,} MiB", flush=True)
        self.articles, self.seconds = progress.articles, self.read_until
        self.next = progress.articles + self.every


def main() -> None:
    """Build and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus")
    ask.add_argument("store")
    ask.add_argument("--every", type=int, default=1000)
    given = ask.parse_args()
    watch = Watch(given.every)
    started = time.process_time()
    report = build([given.corpus], given.store, jobs=1, progress=watch)
    reading, writing = watch.read_until - started, time.process_time() - watch.read_until
    print(report.summary())
    print(f"reading {reading:,.0f} processor seconds, resolving and loading {writing:,.0f}:", end=" ")
    print(f"{(reading + writing) / reading:.3f} times reading; {1000 * writing / report.articles:.2f} ms an article")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MiB")


if __name__ == "__main__":
    main()
