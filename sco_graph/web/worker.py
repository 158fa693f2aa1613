"""A process that answers one question at a time, and that can be killed while it does.

Started by ``pool`` with one end of a socket; it ends when the other end closes, or when the service dies.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from sco_graph.errors import InputError, LimitError, NotFoundError, QueryError, RefusedError, ScoGraphError, StoreError
from sco_graph.web import channel
from sco_graph.web.negotiation import UnacceptableError

Reply = tuple[dict[str, Any], bytes]
"""Head and body of an answer."""

_PR_SET_PDEATHSIG = 1
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000
_ROLES = {
    "asking": "sco_graph.web.asking:Asker",
    "surveying": "sco_graph.web.surveying:Surveyor",
    "writing": "sco_graph.web.writing:Writer",
}
_CODES: tuple[tuple[type[ScoGraphError], str], ...] = (
    (UnacceptableError, "not_acceptable"),
    (NotFoundError, "not_found"),
    (RefusedError, "refused"),
    (QueryError, "bad_request"),
    (LimitError, "too_large"),
    (InputError, "bad_request"),
    (StoreError, "store"),
)


class Answerer(Protocol):
    """What a worker does: one method a kind of question."""

    kinds: dict[str, Callable[[dict[str, Any]], Reply]]

    def refresh(self) -> str:
        """Switch to the current snapshot; gives its name."""
        ...


def answer(answerer: Answerer, question: dict[str, Any]) -> Reply:
    """The head and body of an answer; what goes wrong is one too."""
    try:
        version = answerer.refresh()
        head, body = answerer.kinds[question["kind"]](question)
    except ScoGraphError as error:
        return _problem(error), b""
    except MemoryError:
        return _problem(LimitError("this needs more memory than it may have: ask for less")), b""
    except RecursionError:
        return _problem(LimitError("this is too deeply nested: ask for less")), b""
    except Exception:  # noqa: BLE001 - our own mistake: the log has it, the client learns no more than that
        traceback.print_exc()
        return {"status": "error", "code": "internal", "message": "internal error: see the server's log"}, b""
    return {"status": "ok", "version": version, **head}, body


def _problem(error: ScoGraphError) -> dict[str, Any]:
    code = next((code for cls, code in _CODES if isinstance(error, cls)), "internal")
    head: dict[str, Any] = {"status": "error", "code": code, "message": str(error)}
    if isinstance(error, QueryError) and error.place:
        head["line"], head["column"] = error.place
    return head


def _confine(parent: int, *, network: bool) -> None:
    """Die with the service; reach no network, where the system lets us give it up."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if not network:
            # A second lock behind the check of tokens; systems that forbid it go without.  Root needs no namespace of
            # users for it, and would lose its right to read other users' files in one.
            libc.unshare(_CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET)
    if os.getppid() != parent:  # it died before we asked to be told
        os._exit(1)


def _limit(memory: int) -> None:
    """Hold little memory: address space, a backstop, as the service watches the resident memory more closely."""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 0
    ceiling = pages * resource.getpagesize() + 3 * memory
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """Answer questions until the service goes away."""
    options = json.loads(arguments[0])
    ours = socket.socket(fileno=options["descriptor"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the service, which closes the channel
    _confine(options["parent"], network=bool(options["services"]))
    module, _, name = _ROLES[options["role"]].partition(":")
    answerer = getattr(importlib.import_module(module), name)(options)
    _limit(options["memory"])
    ours.sendall(channel.pack({"status": "ready"}))
    stream: Any = ours.makefile("rb", buffering=1 << 16)
    while (message := channel.receive(stream)) is not None:
        question, body = message
        question["body"] = body
        ours.sendall(channel.pack(*answer(answerer, question)))


if __name__ == "__main__":
    main(sys.argv[1:])
