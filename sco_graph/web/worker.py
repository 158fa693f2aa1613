"""A process that answers one question at a time, and that can be killed while it does.

Started by ``pool`` with one end of a socket; it ends when the other end closes, or when the service dies.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sco_graph.errors import (
    InputError,
    LimitError,
    NotFoundError,
    QueryError,
    RefusedError,
    ScoGraphError,
    StoreError,
)
from sco_graph.graph import Graph
from sco_graph.queries import prepare
from sco_graph.store import MemoryStore, OxigraphStore, update
from sco_graph.web import wire
from sco_graph.web.answering import Limits, Written, write_answer
from sco_graph.web.description import Described

_PR_SET_PDEATHSIG = 1
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000
_PLACE = re.compile(r"error at (\d+):(\d+)")
_CODES: tuple[tuple[type[ScoGraphError], str], ...] = (
    (NotFoundError, "not_found"),
    (RefusedError, "refused"),
    (QueryError, "bad_request"),
    (LimitError, "too_large"),
    (InputError, "bad_request"),
    (StoreError, "store"),
)


class Answerer:
    """Answers the questions of the service, each a dict with a ``kind``."""

    def __init__(self, store: str | None, limits: Limits, services: frozenset[str] = frozenset()) -> None:
        self._path, self._limits = store, limits
        self._store = MemoryStore.reference() if store is None else OxigraphStore(store)
        self._store.services = services
        self.graph = Graph(self._store)
        self._described: Described | None = None
        self._api: Any = None
        self._kinds: dict[str, Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]] = {
            "sparql": self._sparql,
            "named": self._named,
            "data": self._data,
            "describe": self._describe,
            "api": self._answer_api,
            "update": self._update,
            "ping": lambda _: ({}, b""),
        }

    def answer(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The head and body of an answer; what goes wrong is one too."""
        try:
            if isinstance(self._store, OxigraphStore) and self._store.refresh():
                self.graph, self._described, self._api = Graph(self._store), None, None
            head, body = self._kinds[question["kind"]](question)
        except ScoGraphError as error:
            return _problem(error), b""
        except MemoryError:
            return _problem(LimitError("this needs more memory than it may have")), b""
        return {"status": "ok", "version": self._store.version, **head}, body

    def _sparql(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        text = question["query"]
        graphs = {key: question.get(key, ()) for key in ("default_graphs", "named_graphs")}
        store = self._metadata(question).store if self._asks_about_service(text) else self._store
        return _head(write_answer(store, text, **_forms(question), limits=self._limits, **graphs))

    @staticmethod
    def _asks_about_service(text: str) -> bool:
        """Whether a query asks for examples or VoID statistics, as SPARQL editors do of an endpoint."""
        return "SPARQLExecutable" in text or "http://rdfs.org/ns/void#" in text

    def _named(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        text, terms = prepare(question["name"], question["params"], self.graph.find)
        if question.get("rows_form") == "table":
            results = self.graph.query(question["name"], limit=self._limits.rows, **question["params"])
            return {"form": "table", "truncated": "rows" if results.truncated else None}, _json(_as_table(results))
        return _head(write_answer(self._store, text, **_forms(question), limits=self._limits, values=terms))

    def _data(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        thing = self.graph.find(question["name"])
        text, terms = prepare("graph_of", {"thing": thing})
        forms = {"rows_form": None, "graph_form": question["graph_form"]}
        return _head(write_answer(self._store, text, **forms, limits=self._limits, values=terms))

    def _metadata(self, question: dict[str, Any]) -> Described:
        if self._described is None:
            self._described = Described(self._store, question["base_url"])
        return self._described

    def _describe(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        return {}, self._metadata(question).document(question["graph_form"], void=question.get("void", False))

    def _answer_api(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        from sco_graph.web.api import Api

        if self._api is None:
            self._api = Api(self.graph)
        media, body = self._api.answer(question["path"], question["params"])
        return {"media": media}, body

    def _update(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        if self._path is None:
            raise RefusedError("the bundled reference graph cannot be changed: serve a store")
        return {"snapshot": update(self._path, question["update"])}, b""


def _forms(question: dict[str, Any]) -> dict[str, str | None]:
    return {key: question.get(key) for key in ("rows_form", "graph_form")}


def _head(written: Written) -> tuple[dict[str, Any], bytes]:
    return {"form": written.form, "truncated": written.truncated}, written.body


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":")).encode("utf-8", "replace")


def _as_table(results: Any) -> dict[str, Any]:
    """Rows with labels, for a page to show."""
    labels = results.labels
    rows = [
        {
            name: {"value": getattr(value, "short", value), **({"label": labels[value]} if value in labels else {})}
            for name, value in row.items()
            if value is not None
        }
        for row in results
    ]
    return {"columns": list(results.columns), "rows": rows, "truncated": results.truncated}


def _problem(error: ScoGraphError) -> dict[str, Any]:
    code = next((code for cls, code in _CODES if isinstance(error, cls)), "internal")
    head: dict[str, Any] = {"status": "error", "code": code, "message": str(error)}
    if place := _PLACE.search(head["message"]):
        head["line"], head["column"] = int(place[1]), int(place[2])
    return head


def _confine(memory: int, parent: int, *, network: bool) -> None:
    """Die with the service; hold little memory; reach no network, where the system lets us give it up."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if not network and os.environ.get("SCO_GRAPH_KEEP_NETWORK") is None:
            # A second lock behind the check of tokens; systems that forbid user namespaces go without it.
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    if os.getppid() != parent:  # it died before we asked to be told
        os._exit(1)
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 0
    # Address space, a backstop: the service watches the resident memory more closely.
    ceiling = pages * resource.getpagesize() + 3 * memory
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """Answer questions until the service goes away."""
    options = json.loads(arguments[0])
    channel = socket.socket(fileno=options["descriptor"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the service, which closes the channel
    services = frozenset(options["services"])
    answerer = Answerer(options["store"], Limits(options["max_rows"], options["max_bytes"]), services)
    _confine(options["memory"], options["parent"], network=bool(services))
    channel.sendall(wire.pack({"status": "ready"}))
    while (question := wire.receive(channel)) is not None:
        channel.sendall(wire.pack(*answerer.answer(question)))


if __name__ == "__main__":
    main(sys.argv[1:])
