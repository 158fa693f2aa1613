"""Work on items in their order in several processes, for work whose preparation is dear.

One process is started afresh, prepares itself, and forks into as many as are wanted: the preparation is done once, and
its memory is shared.  A pool of the standard library would do it once for each process, run the caller's script again
in each, be broken as a whole by the death of one, and let Ctrl-C strike each while it loads.  Here a process that dies
is known by the item that it was at and takes nothing with it, and Ctrl-C reaches the caller alone.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from sco_graph.errors import InternalError, LimitError, ScoGraphError

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_DEATHS = 3  # processes that an item may cost
_FAILED_STARTS = 5  # processes that may die one after the other before one is ready
_AHEAD = 2  # items that a process is given at a time, so that it need not wait for the next
_PATIENCE = 2.0  # seconds for a process to end by itself
_COMMAND = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from sco_graph.processes import serve; serve([int(number) for number in sys.argv[2:]])"
)
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""There is a process for each core; and what has one thread can fork."""


@dataclass(frozen=True, slots=True)
class Died(Generic[T]):
    """An item at which process after process died."""

    item: T


@dataclass(slots=True, eq=False)
class _Process:
    """One of the processes: the way to it, and the numbers of the items that it has, the one that it is at first."""

    connection: Connection
    given: deque[int] = field(default_factory=deque)
    ready: bool = False


def in_processes(
    items: Iterable[T], count: int, prepare: Callable[[], S], work: Callable[[T, S], R]
) -> Generator[R | Died[T], None, None]:
    """Work on items; the outcomes come in the order of the items.

    Args:
        items: Are taken as there is room: some for each process.
        count: Processes.
        prepare: Is called in the process that is started, once; both functions must be importable by their names.
        work: Is given an item and what ``prepare`` gave.

    Raises:
        LimitError: if the processes die before they are ready.
        ScoGraphError: what ``prepare`` or ``work`` raises of these.
    """
    pool = _Pool[T, R](count, (prepare, work))
    source = enumerate(items)
    try:
        pool.start(count)
        number = 0
        while True:
            pool.feed(source)
            if not (pool.held or pool.done):  # the source has ended, as there was room
                return
            while number in pool.done:
                yield pool.done.pop(number)
                number += 1
            if pool.held:
                pool.receive()
    finally:
        pool.close()


class _Pool(Generic[T, R]):
    """The processes, the items that they hold, and what came of items before it is asked for."""

    def __init__(self, count: int, functions: tuple[Callable[..., Any], Callable[..., Any]]) -> None:
        self._room = (2 * _AHEAD + 1) * count
        self._functions = functions
        self._started: list[subprocess.Popen[bytes]] = []
        self._processes: dict[Connection, _Process] = {}
        self._waiting: deque[int] = deque()
        self._deaths: Counter[int] = Counter()
        self._failed = 0
        self.held: dict[int, T] = {}
        self.done: dict[int, R | Died[T]] = {}

    def start(self, count: int) -> None:
        """Start processes: one that forks."""
        pairs = [Pipe() for _ in range(count)]
        numbers = [theirs.fileno() for _, theirs in pairs]
        self._started.append(_launch(numbers, group=0))
        for ours, theirs in pairs:
            theirs.close()
            self._processes[ours] = _Process(ours)
            self._send(self._processes[ours], self._functions)

    def feed(self, source: Iterator[tuple[int, T]]) -> None:
        """Give items to the processes that have the fewest, as long as there is room.

        A second item, which waits at a process, is given only while there are others: the last ones are left to
        whichever process has nothing to do first, so that all end together.
        """
        while True:
            process = min(self._processes.values(), key=lambda one: len(one.given))
            plenty = len(self._waiting) >= len(self._processes)
            if self._waiting and len(process.given) < (_AHEAD if plenty else 1):
                number = self._waiting.popleft()
                process.given.append(number)
                self._send(process, self.held[number])
            elif not plenty and len(self.held) + len(self.done) < self._room and (taken := next(source, None)):
                number, self.held[number] = taken
                self._waiting.append(number)
            else:
                return

    def receive(self) -> None:
        """Wait for answers."""
        dead = []
        ready = wait(list(self._processes))
        for process in [one for connection, one in self._processes.items() if connection in ready]:
            try:
                failed, answer = process.connection.recv()
            except (EOFError, OSError):
                dead.append(process)
                continue
            if failed:
                raise answer
            if process.ready:
                number = process.given.popleft()
                self.done[number] = answer
                del self.held[number]
            process.ready, self._failed = True, 0
        if dead:
            self._replace(dead)

    def _replace(self, dead: Sequence[_Process]) -> None:
        """Start others for processes that died, and give their items again; an item that killed several is given up."""
        for process in dead:
            del self._processes[process.connection]
            process.connection.close()
            if process.given and process.ready:
                first = process.given[0]
                self._deaths[first] += 1
                if self._deaths[first] == _DEATHS:
                    self.done[first] = Died(self.held.pop(process.given.popleft()))
            self._waiting.extendleft(reversed(process.given))
        self._failed += not any(process.ready for process in dead)
        if self._failed == _FAILED_STARTS:
            raise LimitError("processes died before they were ready, perhaps for want of memory: take fewer (--jobs)")
        self.start(len(dead))

    def _send(self, process: _Process, what: object) -> None:
        with contextlib.suppress(OSError):  # it has died, as the next answer will tell
            process.connection.send(what)

    def close(self) -> None:
        """End the processes, whatever they are at."""
        for connection in self._processes:
            connection.close()
        for process in self._started:
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1  # as on macOS


def _launch(numbers: Sequence[int], *, group: int | None = None) -> subprocess.Popen[bytes]:
    """Start a process that answers at the connections with these file numbers; ``group`` 0 is one of its own."""
    command = [sys.executable, "-c", _COMMAND, json.dumps(sys.path), *map(str, numbers)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        command, stdin=subprocess.DEVNULL, pass_fds=numbers, process_group=group, env=os.environ | _ONE_THREAD
    )


def serve(numbers: Sequence[int]) -> None:
    """What a started process does: prepare, fork, and work on what comes.

    Args:
        numbers: File numbers of the connections, one for each process that is wanted.
    """
    connections = [Connection(number) for number in numbers]
    prepare, work = connections[0].recv()
    try:
        state = prepare()
    except Exception as error:  # noqa: BLE001 - it is raised where the work was asked for
        for connection in connections:
            _answer(connection, _ours(error), failed=True)
        return
    gc.freeze()  # so that collections do not write into the memory that is shared
    connection = _fork(connections)
    items: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, items), daemon=True).start()
    _answer(connection, None)
    while True:
        try:
            outcome = work(items.get(), state)
        except Exception as error:  # noqa: BLE001 - as above
            _answer(connection, _ours(error), failed=True)
        else:
            _answer(connection, outcome)


def _ours(error: Exception) -> ScoGraphError:
    return error if isinstance(error, ScoGraphError) else InternalError(f"{type(error).__name__}: {error}")


def _fork(connections: Sequence[Connection]) -> Connection:
    """Become as many processes as there are connections; gives each its own, and closes the others."""
    mine = connections[0]
    for connection in connections[1:]:
        if not _has_one_thread():  # a fork would have its locks and not its threads
            _launch([connection.fileno()])
        elif os.fork() == 0:
            mine = connection
            mine.recv()  # the functions, which it has
            break
    for connection in connections:
        if connection is not mine:
            connection.close()
    return mine


def _has_one_thread() -> bool:
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) == 1


def _receive(connection: Connection, items: queue.SimpleQueue[Any]) -> None:
    """Take items as they come: if both ends sent and none received, both would wait for ever."""
    while True:
        try:
            items.put(connection.recv())
        except (EOFError, OSError):
            _end()


def _answer(connection: Connection, what: object, *, failed: bool = False) -> None:
    try:
        connection.send((failed, what))
    except OSError:
        _end()


def _end() -> None:
    """End at once, as nobody waits for an answer any more; after those that were forked, if this is who forked them."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    os._exit(0)
