"""What a worker answers from a snapshot: queries, named queries, linked data, and the explorer's questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from sco_graph.errors import NotFoundError
from sco_graph.graph import Graph
from sco_graph.iris import ID
from sco_graph.queries import find, prepare
from sco_graph.store import MemoryStore, OxigraphStore
from sco_graph.web.answering import Forms, Limits, Written, write_answer
from sco_graph.web.exploring import Explorer
from sco_graph.web.search import Index
from sco_graph.web.worker import Reply


class Reader:
    """A snapshot that is read, always the current one.

    Args:
        options: ``store`` (a folder, or None for the reference graph) and ``services``.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        path = options["store"]
        self.store = MemoryStore.reference() if path is None else OxigraphStore(path)
        self.store.services = frozenset(options["services"])
        self.graph = Graph(self.store)
        self.kinds: dict[str, Callable[[dict[str, Any]], Reply]] = {"ping": lambda _: ({}, b"")}

    def refresh(self) -> str:
        """Switch to the current snapshot; gives its name."""
        if isinstance(self.store, OxigraphStore) and self.store.refresh():
            self.graph = Graph(self.store)
            self.renew()
        return self.store.version

    def renew(self) -> None:
        """Forget what was worked out from the former snapshot."""


class Asker(Reader):
    """Answers whatever is asked of one snapshot and needs no survey of the whole graph.

    Args:
        options: As ``Reader``; also ``max_rows`` and ``max_bytes``.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self._limits = Limits(options["max_rows"], options["max_bytes"])
        self._index: Index | None = None
        self._explorer = Explorer(self.graph)
        self.kinds |= {
            "sparql": self._sparql,
            "named": self._named,
            "data": self._data,
            "search": self._search,
            "articles": self._articles,
            "stats": lambda _: ({}, as_json(self._explorer.stats())),
            "thing": lambda question: ({}, as_json(self._explorer.thing(question["id"]))),
            "article": lambda question: ({}, as_json(self._explorer.article(question["id"]))),
            "evidence": lambda question: ({}, as_json(self._explorer.evidence(*question["fact"]))),
        }

    def renew(self) -> None:
        """Forget the former snapshot."""
        self._explorer = Explorer(self.graph)

    def _sparql(self, question: dict[str, Any]) -> Reply:
        graphs = {key: question.get(key, ()) for key in ("default_graphs", "named_graphs")}
        return reply(write_answer(self.store, question["query"], Forms.of(question), self._limits, **graphs))

    def _named(self, question: dict[str, Any]) -> Reply:
        query = find(question["name"])
        terms = query.terms(question["params"], self.graph.find)
        return reply(write_answer(self.store, query.text, Forms.of(question), self._limits, values=terms))

    def _data(self, question: dict[str, Any]) -> Reply:
        try:
            thing = NamedNode(ID + question["name"])
        except ValueError as error:
            raise NotFoundError(f"nothing is called {question['name']!r}") from error
        if not self.store.query("ASK { { $thing ?p ?o } UNION { ?s ?p $thing } }", values={"thing": thing}):
            raise NotFoundError(f"nothing is called {question['name']!r}")
        text, terms = prepare("graph_of", {"thing": thing})
        return reply(write_answer(self.store, text, Forms.of(question), self._limits, values=terms))

    def _opened(self, path: str) -> Index:
        if self._index is None or str(self._index.path) != path:
            if self._index is not None:
                self._index.close()
            self._index = Index(Path(path))
        return self._index

    def _search(self, question: dict[str, Any]) -> Reply:
        limit = question["limit"]
        found = self._opened(question["index"]).search(question["q"], limit + 1)
        results = [one.as_dict() for one in found[:limit]]
        return {}, as_json({"results": results, "truncated": len(found) > limit})

    def _articles(self, question: dict[str, Any]) -> Reply:
        found, total = self._opened(question["index"]).articles(question["q"], question["offset"], question["limit"])
        return {}, as_json({"articles": found, "total": total})


def as_json(value: Any) -> bytes:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":")).encode("utf-8", "replace")


def reply(written: Written) -> Reply:
    """A document as an answer."""
    return {"form": written.form, "truncated": written.truncated}, written.body
