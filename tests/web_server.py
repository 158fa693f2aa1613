"""A real server of a small store, for the tests of the service."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

TOKEN = "a-token-for-the-tests-only"  # noqa: S105 - opens nothing else
_SECONDS = 180  # many tests may share two cores


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        url: Its address, with a slash at the end.
        client: A client for it.
        process: Its process.
        log: What it has said.
    """

    url: str
    client: httpx.Client
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return httpx.URL(self.url).port or 0

    def workers(self) -> list[psutil.Process]:
        """Its worker processes."""
        return list(psutil.Process(self.process.pid).children())

    def answers(self, *, within: float) -> bool:
        """Whether it answers a small query within some seconds."""
        began = time.monotonic()
        try:
            answer = httpx.get(f"{self.url}sparql", params={"query": "ASK {}"}, timeout=within)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200 and time.monotonic() - began <= within


@contextmanager
def serving(
    store: Path | None, folder: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Serve a store on a free port of this machine.

    Args:
        store: Its folder; None for the reference graph.
        folder: Where to keep the log.
        options: Of `sco-graph serve`.
        environment: Beside ours.
    """
    log = folder / "server.log"
    command = [
        str(Path(sys.executable).with_name("sco-graph")),
        "serve",
        *([str(store)] if store else []),
        "--port",
        "0",
        *options,
    ]
    with log.open("wb") as out:
        # Of those that a test kills nothing is left but in its own folder.
        variables = {**os.environ, "TMPDIR": str(folder), **(environment or {})}
        process = subprocess.Popen(command, stderr=out, stdout=out, env=variables)
    try:
        url = _address(process, log)
        with httpx.Client(base_url=url, timeout=60, follow_redirects=False) as client:
            yield Server(url, client, process, log)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    ends = time.monotonic() + _SECONDS
    while time.monotonic() < ends and process.poll() is None:
        if found := re.search(r" at (http://\S+)", log.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"the server did not start ({process.poll()}): {log.read_text('utf-8')}")
