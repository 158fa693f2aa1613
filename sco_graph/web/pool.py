"""Worker processes: each answers one question at a time, and is killed when it takes too long or too much.

Written here rather than taken from a library because a question must be given up the moment its deadline or its
client goes, its memory be watched while it runs, and a small answer cost well under a millisecond more than the query.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sco_graph.errors import LimitError, StoreError
from sco_graph.web.settings import Settings
from sco_graph.web.wire import pack, read_message

_WATCH_SECONDS = 0.05
_START_SECONDS = 60.0
_PAGE = resource.getpagesize()


class BusyError(LimitError):
    """No worker is free and the queue is full."""


class DeadlineError(LimitError):
    """A question took longer than it may."""


@dataclass(slots=True)
class Counts:
    """What a pool has done, for the metrics."""

    answered: int = 0
    killed_deadline: int = 0
    killed_memory: int = 0
    died: int = 0
    abandoned: int = 0
    turned_away: int = 0


class Worker:
    """One process and our end of its socket."""

    def __init__(self, process: asyncio.subprocess.Process, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.process, self._reader, self._writer = process, reader, writer
        self._rest = self._resident()

    @classmethod
    async def start(cls, settings: Settings) -> Worker:
        """Start a process and wait until it is ready.

        Raises:
            StoreError: if it cannot open the store.
        """
        ours, theirs = socket.socketpair()
        options = {
            "descriptor": theirs.fileno(),
            "store": str(settings.store) if settings.store else None,
            "memory": settings.memory,
            "max_rows": settings.max_rows,
            "max_bytes": settings.max_bytes,
            "services": sorted(settings.services),
            "parent": os.getpid(),
        }
        command = (sys.executable, "-m", "sco_graph.web.worker", json.dumps(options))
        process = await asyncio.create_subprocess_exec(
            *command, pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.DEVNULL
        )
        theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await read_message(reader)
        except (EOFError, TimeoutError, ConnectionError) as error:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            raise StoreError("a worker could not be started: see its message above") from error
        return cls(process, reader, writer)

    def _resident(self) -> int:
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * _PAGE
        except (OSError, ValueError, IndexError):
            return 0

    async def ask(self, question: dict[str, Any], *, deadline: float, memory: int) -> tuple[dict[str, Any], bytes]:
        """Put a question.

        Raises:
            DeadlineError: if the answer takes too long; the worker is then good for nothing.
            LimitError: if it takes too much memory, or the worker dies of it; likewise.
        """
        self._writer.write(pack(question))
        answer = asyncio.ensure_future(read_message(self._reader))
        ends = time.monotonic() + deadline
        try:
            while True:
                left = ends - time.monotonic()
                done, _ = await asyncio.wait({answer}, timeout=max(min(_WATCH_SECONDS, left), 0))
                if done:
                    return answer.result()
                if left <= 0:
                    raise DeadlineError(f"the query took longer than {deadline:g} seconds: ask for less")
                if self._resident() - self._rest > memory:
                    raise LimitError(f"the query needs more than {memory // 1_000_000:,} MB of memory: ask for less")
        except (EOFError, ConnectionError) as error:
            raise LimitError("the query is too large or too deeply nested to be answered") from error
        finally:
            answer.cancel()

    async def kill(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        self._writer.close()
        await self.process.wait()


class Pool:
    """Some workers and a bounded queue before them.

    Args:
        settings: What the workers may do.
        size: How many there are.
        deadline: Seconds that an answer may take.
    """

    def __init__(self, settings: Settings, size: int, deadline: float) -> None:
        self._settings, self.size, self._deadline = settings, size, deadline
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self.waiting = 0
        self.counts = Counts()

    async def start(self) -> None:
        """Start the workers.

        Raises:
            StoreError: if one cannot open the store.
        """
        await asyncio.gather(*(self._add() for _ in range(self.size)))

    async def _add(self) -> None:
        worker = await Worker.start(self._settings)
        self._all.add(worker)
        self._free.put_nowait(worker)

    async def _replace(self) -> None:
        """Start another worker in the place of one that was killed, however often it takes."""
        while True:
            try:
                await self._add()
            except (StoreError, OSError):
                await asyncio.sleep(1)
            else:
                return

    async def ask(self, question: dict[str, Any], *, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
        """Put a question to the next free worker.

        Raises:
            BusyError: if too many wait already, or no worker becomes free in time.
            DeadlineError: if the answer takes too long.
            LimitError: if it takes too much memory.
        """
        worker = await self._next()
        try:
            answer = await worker.ask(question, deadline=deadline or self._deadline, memory=self._settings.memory)
        except BaseException as error:
            self._count(error)
            self._discard(worker)
            raise
        self.counts.answered += 1
        self._free.put_nowait(worker)
        return answer

    def _count(self, error: BaseException) -> None:
        match error:
            case DeadlineError():
                self.counts.killed_deadline += 1
            case LimitError() if isinstance(error.__cause__, (EOFError, ConnectionError)):
                self.counts.died += 1
            case LimitError():
                self.counts.killed_memory += 1
            case _:  # the client went away, or the service ends
                self.counts.abandoned += 1

    async def _next(self) -> Worker:
        if not self._free.empty():
            return self._free.get_nowait()
        if self.waiting >= self._settings.queue:
            self.counts.turned_away += 1
            raise BusyError("too many questions wait already: try again in a moment")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._deadline):
                return await self._free.get()
        except TimeoutError as error:
            self.counts.turned_away += 1
            raise BusyError("no worker became free in time: try again in a moment") from error
        finally:
            self.waiting -= 1

    def _discard(self, worker: Worker) -> None:
        """Kill a worker and start another; nobody waits for either."""
        self._all.discard(worker)
        for work in (worker.kill(), self._replace()):
            task = asyncio.ensure_future(work)
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    @property
    def busy(self) -> int:
        """How many workers have a question."""
        return len(self._all) - self._free.qsize()

    async def close(self) -> None:
        """End all workers."""
        for task in list(self._starting):
            task.cancel()
        await asyncio.gather(*(worker.kill() for worker in self._all), return_exceptions=True)
        self._all.clear()
