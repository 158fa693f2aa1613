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
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sco_graph.errors import LimitError, StoreError
from sco_graph.web.channel import Channel
from sco_graph.web.metrics import Metrics
from sco_graph.web.settings import TOKEN_VARIABLE

_WATCH_SECONDS = 0.05
_START_SECONDS = 60.0
_RETRY_SECONDS = 1.0
_KEPT_SHARE = 4  # a worker that keeps a quarter of its allowance after an answer is replaced
_PAGE = resource.getpagesize()


class BusyError(LimitError):
    """No worker is free and the queue is full."""


class DeadlineError(LimitError):
    """A question took longer than it may."""


class GoneError(LimitError):
    """The client does not wait for the answer."""


Gone = Callable[[], Awaitable[bool]]
"""Tells whether the client has gone."""


async def nobody() -> bool:
    """For questions of our own, that no client waits for."""
    return False


@dataclass(frozen=True, slots=True)
class Job:
    """What the workers of a pool are for.

    Attributes:
        name: The role of its workers (see ``worker``).
        options: What ``worker.main`` is started with.
        size: How many there are.
        queue: Questions that may wait.
        deadline: Seconds that an answer may take.
        memory: Bytes that a worker may hold beyond what it needs at rest.
        keeps: Whether what it holds after an answer is of use for the next.
        spare: Whether one more stands ready to take the place of one that is killed.
    """

    name: str
    options: dict[str, Any]
    size: int
    queue: int
    deadline: float
    memory: int
    keeps: bool = False
    spare: bool = False


class Worker:
    """One process and our end of its socket."""

    def __init__(self, process: asyncio.subprocess.Process, channel: Channel):
        self.process, self._channel = process, channel
        self._rest = self._resident()
        self._answer: asyncio.Future[tuple[dict[str, Any], bytes]] | None = None
        self._gone: Gone = nobody
        self._ends = 0.0
        self.watched = False

    @classmethod
    async def start(cls, job: Job) -> Worker:
        """Start a process and wait until it is ready.

        Raises:
            StoreError: if it cannot open the store.
        """
        ours, theirs = socket.socketpair()
        options = {**job.options, "role": job.name, "descriptor": theirs.fileno(), "parent": os.getpid()}
        # -P: a module of the same name in the current folder must not stand in for ours.
        command = (sys.executable, "-P", "-m", "sco_graph.web.worker", json.dumps(options | {"memory": job.memory}))
        channel = Channel()
        with theirs:
            await asyncio.get_running_loop().create_connection(lambda: channel, sock=ours)
            ready = channel.expect()
            process = await asyncio.create_subprocess_exec(
                *command, pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.DEVNULL, env=_environment()
            )
        worker = cls(process, channel)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await ready
        except (EOFError, TimeoutError) as error:
            await worker.kill()
            raise StoreError("a worker could not be started: see its message above") from error
        except BaseException:  # the service ends while it starts
            await worker.kill()
            raise
        worker._rest = worker._resident()
        return worker

    def _resident(self) -> int:
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * _PAGE
        except (OSError, ValueError, IndexError):
            return 0

    @property
    def grown(self) -> int:
        """Bytes that it holds beyond what it needs at rest, where the system tells."""
        return self._resident() - self._rest

    async def ask(self, question: dict[str, Any], deadline: float, gone: Gone) -> tuple[dict[str, Any], bytes]:
        """Put a question; ``look`` must be called now and then until it is answered.

        Raises:
            DeadlineError: if the answer takes too long; the worker is then good for nothing.
            LimitError: if it takes too much memory, or the worker dies of it; likewise.
            GoneError: if the client does not wait for it; likewise.
        """
        self._answer = self._channel.expect()
        self._gone, self._ends = gone, time.monotonic() + deadline
        body = question.get("body", b"")
        self._channel.send({key: value for key, value in question.items() if key != "body"}, body)
        try:
            return await self._answer
        except EOFError as error:
            raise LimitError("this is too large or too deeply nested to be answered: ask for less") from error

    async def look(self, job: Job) -> None:
        """Give up a question that takes too long or too much, or that nobody waits for any more."""
        self.watched = True
        answer = self._answer
        error: LimitError | None = None
        if answer is None or answer.done():
            return
        if time.monotonic() >= self._ends:
            error = DeadlineError(f"this takes longer than {job.deadline:g} seconds: ask for less")
        elif self.grown > job.memory:
            error = LimitError(f"this needs more than {job.memory // 1_000_000:,} MB of memory: ask for less")
        elif await self._gone():
            error = GoneError("the client went away")
        if error is not None and not answer.done():
            answer.set_exception(error)

    async def kill(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        self._channel.close()
        await self.process.wait()


def _environment() -> dict[str, str]:
    """Ours without the token: what reads strangers' input has no need of it."""
    return {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}


class Pool:
    """Some workers and a bounded queue before them.

    Args:
        job: What they are for.
        metrics: Where to count.
    """

    def __init__(self, job: Job, metrics: Metrics) -> None:
        self._job, self._metrics = job, metrics
        self._free: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._all: set[Worker] = set()
        self._spare: Worker | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._watching = False
        self.waiting = 0

    async def start(self) -> None:
        """Start the workers.

        Raises:
            StoreError: if one cannot open the store.
        """
        await asyncio.gather(*(self._add() for _ in range(self._job.size + self._job.spare)))

    async def _add(self) -> None:
        worker = await Worker.start(self._job)
        if len(self._all) < self._job.size:
            self._admit(worker)
        else:
            self._spare = worker

    def _admit(self, worker: Worker) -> None:
        self._all.add(worker)
        self._free.put_nowait(worker)

    async def _replace(self) -> None:
        """Start another worker in the place of one that was killed, however often it takes."""
        while True:
            try:
                await self._add()
            except (StoreError, OSError):
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                return

    async def ask(self, question: dict[str, Any], gone: Gone = nobody) -> tuple[dict[str, Any], bytes]:
        """Put a question to the next free worker.

        Args:
            question: Its ``kind``, and what that needs; ``body`` may hold bytes.
            gone: Tells whether the client has gone.

        Raises:
            BusyError: if too many wait already, or no worker becomes free in time.
            DeadlineError: if the answer takes too long.
            GoneError: if the client does not wait for it.
            LimitError: if it takes too much memory.
        """
        worker, job = await self._next(gone), self._job
        if not self._watching:
            self._watching = True
            self._later(self._watch())
        try:
            answer = await worker.ask(question, job.deadline, gone)
        except BaseException as error:  # whatever ended the wait, its worker may still be at work
            self._discard(worker, _reason(error))
            raise
        # Memory is looked at now and then, not after each of the many small answers, which cost less than the look.
        if worker.watched and not job.keeps and worker.grown > job.memory // _KEPT_SHARE:
            self._discard(worker, "grown")
        else:
            worker.watched = False
            self._free.put_nowait(worker)
        return answer

    async def _watch(self) -> None:
        """Look after the workers as long as one has a question: one clock for all costs less than one each."""
        try:
            while self.busy:
                await asyncio.sleep(_WATCH_SECONDS)
                for worker in tuple(self._all):
                    await worker.look(self._job)
        finally:
            self._watching = False

    async def _next(self, gone: Gone) -> Worker:
        if not self._free.empty():
            return self._free.get_nowait()
        if self.waiting >= self._job.queue:
            self._metrics.turned_away(self._job.name)
            raise BusyError("too many questions wait already: try again in a moment")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._job.deadline):
                worker = await self._free.get()
        except TimeoutError as error:
            self._metrics.turned_away(self._job.name)
            raise BusyError("no worker became free in time: try again in a moment") from error
        finally:
            self.waiting -= 1
        if await gone():
            self._free.put_nowait(worker)
            raise GoneError("the client went away")
        return worker

    def _discard(self, worker: Worker, reason: str) -> None:
        """Kill a worker and start another; nobody waits for either."""
        self._metrics.killed(self._job.name, reason)
        self._all.discard(worker)
        if self._spare is not None:
            self._admit(self._spare)
            self._spare = None
        self._later(worker.kill())
        self._later(self._replace())

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def busy(self) -> int:
        """How many workers have a question."""
        return len(self._all) - self._free.qsize()

    async def close(self) -> None:
        """End all workers."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        workers = [*self._all, *([self._spare] if self._spare else [])]
        await asyncio.gather(*tasks, *(worker.kill() for worker in workers), return_exceptions=True)
        self._all.clear()


def _reason(error: BaseException) -> str:
    match error:
        case DeadlineError():
            return "deadline"
        case GoneError():
            return "abandoned"
        case LimitError() if isinstance(error.__cause__, EOFError):
            return "died"
        case LimitError():
            return "memory"
        case _:  # the service ends
            return "ended"
