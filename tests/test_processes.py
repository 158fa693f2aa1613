"""Work in several processes: in order, whatever some of it costs, whoever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from sco_graph import processes
from sco_graph.errors import InternalError, LimitError, ModelError
from sco_graph.processes import Died, in_processes

HERE = Path(__file__).parent


def _ready() -> int:
    return os.getpid()


def _square(item: int, _: object) -> int:
    time.sleep(0.02 * (item % 3))
    return item * item


def _slow_at_first(item: int, _: object) -> int:
    time.sleep(1.5 * (item == 0))
    return item


def _who(_: int, prepared: int) -> tuple[int, int]:
    time.sleep(0.05)
    return prepared, os.getpid()


def _deadly(item: int, _: object) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def _echo(item: bytes, _: object) -> bytes:
    return item[::-1]


def _no_model() -> None:
    raise ModelError("no such model")


def _broken() -> None:
    raise ImportError("half an installation")


def _dead() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _threaded() -> int:
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    return os.getpid()


def _refuse(item: int, _: object) -> int:
    if item == 5:
        raise ModelError("five is refused")
    return item


def _slow_first(item: int, _: object) -> int:
    time.sleep(1.0 if item == 0 else 0.05)
    return os.getpid()


def _sleep(_: int, __: object) -> None:
    time.sleep(600)


def test_outcomes_come_in_the_order_of_the_items() -> None:
    """Although some items take longer; and none is asked for before there is room for it."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(40):
            taken.append(number)
            yield number

    ahead = []
    for number, outcome in enumerate(in_processes(items(), 3, _ready, _square)):
        assert number * number == outcome
        ahead.append(len(taken) - number)
    assert (number, max(ahead) <= 3 * 5) == (39, True)


def test_the_preparation_is_done_once_and_shared() -> None:
    """By the process that forks into the others; one with threads cannot fork, and starts them instead."""
    told = [each for each in in_processes(range(12), 3, _ready, _who) if not isinstance(each, Died)]
    assert (1, 3) == (len({prepared for prepared, _ in told}), len({worker for _, worker in told}))
    told = [each for each in in_processes(range(12), 2, _threaded, _who) if not isinstance(each, Died)]
    assert (2, 2) == (len({prepared for prepared, _ in told}), len({worker for _, worker in told}))


def test_the_last_items_go_to_whoever_is_idle() -> None:
    """The last one does not wait behind an item that takes long, while another process has nothing to do."""
    slow, quick, last = in_processes(range(3), 2, _ready, _slow_first)
    assert slow != quick == last


def test_what_kills_its_process_is_given_up_and_costs_nothing_else() -> None:
    """It has several chances, as it may be killed by chance."""
    assert [0, 1, 2, Died(3), 4, 5, 6, 7] == list(in_processes(range(8), 2, _ready, _deadly))


def test_large_items_and_outcomes_pass_both_ways() -> None:
    """Larger than what a connection holds, with several under way."""
    items = [bytes([number]) * 3_000_000 + b"end" for number in range(8)]
    assert [item[::-1] for item in items] == list(in_processes(items, 2, _ready, _echo))


def test_errors_are_raised_where_the_work_was_asked_for() -> None:
    """Ours as they are, others as ours."""
    with pytest.raises(ModelError, match="no such model"):
        list(in_processes(range(3), 2, _no_model, _square))
    with pytest.raises(InternalError, match="ImportError: half an installation"):
        list(in_processes(range(3), 2, _broken, _square))
    with pytest.raises(ModelError, match="five is refused"):
        list(in_processes(range(9), 2, _ready, _refuse))


def test_processes_that_never_get_ready_are_not_started_for_ever() -> None:
    """A machine without memory for them, for one."""
    with pytest.raises(LimitError, match="before they were ready"):
        list(in_processes(range(3), 2, _dead, _square))


def test_no_process_is_left_when_the_outcomes_are_not_wanted() -> None:
    """Whatever they are at."""
    before = _children()
    outcomes = in_processes(range(100), 2, _ready, _square)
    assert (0, 2) == (next(outcomes), len(_children() - before))
    outcomes.close()
    assert before == _children()


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


def test_no_process_outlives_its_caller() -> None:
    """Killed, it cannot end them."""
    code = "from test_processes import _ready, _sleep, in_processes; list(in_processes(range(9), 2, _ready, _sleep))"
    caller = subprocess.Popen([sys.executable, "-c", code], cwd=HERE)
    deadline = time.monotonic() + 30
    found: list[psutil.Process] = []
    while len(found) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
        found = psutil.Process(caller.pid).children(recursive=True)
    caller.kill()
    caller.wait()
    assert (2, []) == (len(found), psutil.wait_procs(found, timeout=10)[1])


def test_a_slow_item_does_not_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a process has it alone, the others fill all the room; then there are more items."""
    monkeypatch.setattr(processes, "_AHEAD", 1)  # as after a death, when a process may have one item alone
    assert list(in_processes(range(40), 2, _ready, _slow_at_first)) == list(range(40))
