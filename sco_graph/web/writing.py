"""What changes a store: SPARQL updates and new articles.  One worker, so one change at a time."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from sco_graph.build import build, read_all
from sco_graph.errors import ArticleError, QueryError
from sco_graph.extracting import Extractor
from sco_graph.iris import article_iri
from sco_graph.snapshots import Snapshots
from sco_graph.sparql import tokens
from sco_graph.store import update
from sco_graph.web.worker import Reply


class Writer:
    """Writes to a store; an answer is given when the change is on the disk.

    Args:
        options: ``store``, its folder, and ``scratch``, a folder to write to.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        self._path, self._scratch = Path(options["store"]), options["scratch"]
        self._extractor = Extractor()
        self.kinds: dict[str, Callable[[dict[str, Any]], Reply]] = {"update": self._update, "articles": self._articles}

    def refresh(self) -> str:
        """Name of the current snapshot."""
        return Snapshots(self._path).current() or ""

    def _update(self, question: dict[str, Any]) -> Reply:
        text = with_using(question["update"], question["default_graphs"], question["named_graphs"])
        snapshot = update(self._path, text)
        return {"version": snapshot}, json.dumps({"snapshot": snapshot}).encode()

    def _articles(self, question: dict[str, Any]) -> Reply:
        """Read the articles of a request's body, as `sco-graph build` reads those of a file."""
        options = {"issued": question["issued"], "publisher": question["publisher"]}
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            # Named by its content: the same article sent twice is the same article.
            name = f"posted-{hashlib.sha256(question['body']).hexdigest()[:12]}{question['ending']}"
            file = Path(folder) / name
            file.write_bytes(question["body"])
            skipped: list[ArticleError] = []
            read = [article.id for article in read_all([file], **options, on_error=skipped.append)]
            report = build([file], self._path, **options, extractor=self._extractor) if read else None
            skipped = list(report.skipped) if report else skipped
            left_out = {error.article for error in skipped}
            read = [article_iri(article) for article in read if article not in left_out]
            about: dict[str, Any] = {"articles": read, "skipped": [error.message for error in skipped]}
        if report:
            about |= {key: getattr(report, key) for key in ("added", "changed", "unchanged", "facts", "quads")}
        about["snapshot"] = self.refresh()
        return {"version": about["snapshot"], "read": len(read)}, json.dumps(about, ensure_ascii=False).encode()


def with_using(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """Put the graphs of a request into an update, as USING clauses before each WHERE (SPARQL 1.1 Protocol, 2.2.3).

    Args:
        text: The update.
        default_graphs: From ``using-graph-uri``.
        named_graphs: From ``using-named-graph-uri``.

    Raises:
        QueryError: if the update chooses graphs itself, or has a form that cannot.
    """
    if not default_graphs and not named_graphs:
        return text
    try:
        lines = [f"USING {NamedNode(iri)}" for iri in default_graphs]
        clauses = " ".join([*lines, *(f"USING NAMED {NamedNode(iri)}" for iri in named_graphs)])
    except ValueError as error:
        raise QueryError(f"the request names a graph by what is no IRI: {error}") from error
    parts: list[str] = []
    done, before = 0, ""
    for token in tokens(text):
        if token.depth == 0 and token.keyword in {"USING", "WITH"}:
            raise QueryError(f"the update has {token.keyword}, and the request chooses graphs too: do one of both")
        if token.depth == 0 and token.keyword == "WHERE":
            if before != "}":
                raise QueryError("DELETE WHERE cannot choose graphs: write DELETE { ... } WHERE { ... }")
            parts += text[done : token.start], clauses, " "
            done = token.start
        before = token.keyword or token.text
    return "".join(parts) + text[done:]
