"""What a worker works out once a snapshot, from the whole graph: its description."""

from __future__ import annotations

from typing import Any

from sco_graph.web.answering import Forms, Limits, write_answer
from sco_graph.web.asking import Reader, reply
from sco_graph.web.description import Described
from sco_graph.web.worker import Reply


class Surveyor(Reader):
    """Answers what needs a look at the whole graph; keeps it until the next snapshot.

    Args:
        options: As ``Reader``; also ``max_rows`` and ``max_bytes``.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self._limits = Limits(options["max_rows"], options["max_bytes"])
        self._described: dict[str, Described] = {}
        self.kinds |= {"describe": self._describe, "ask_description": self._ask_description}

    def renew(self) -> None:
        """Forget what was worked out from the former snapshot."""
        self._described.clear()

    def _description(self, base: str) -> Described:
        if base not in self._described:
            self._described.clear()  # the base is what a client calls us: do not collect them
            self._described[base] = Described(self.store, base)
        return self._described[base]

    def _describe(self, question: dict[str, Any]) -> Reply:
        document = self._description(question["base_url"]).document(question["graph_form"], void=question["void"])
        return {"form": question["graph_form"]}, document

    def _ask_description(self, question: dict[str, Any]) -> Reply:
        store = self._description(question["base_url"]).store
        return reply(write_answer(store, question["query"], Forms.of(question), self._limits))
