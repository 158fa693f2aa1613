"""Answers to SPARQL queries as bytes, within limits; runs in a worker."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Triple
from pyoxigraph import serialize as _serialize

from sco_graph.errors import LimitError, QueryError, StoreError
from sco_graph.iris import PREFIXES
from sco_graph.oxigraph import Answer, first_line
from sco_graph.result_formats import RESULT_FORMATS, RowWriter
from sco_graph.sparql import Term, form, tokens
from sco_graph.store import Store
from sco_graph.web.negotiation import UnacceptableError

GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
_DEEPEST = 200
_ROW_MARKS = {"json": b"},{", "xml": b"<result>", "tsv": b"\n"}
_SAYS_CUT = {"turtle": b"# truncated\n", "ntriples": b"# truncated\n", "rdfxml": b"<!-- truncated -->\n"}


@dataclass(frozen=True, slots=True)
class Forms:
    """Formats that a client takes.

    Attributes:
        rows: Name of one for rows and truth values, or None if it takes none.
        graph: Name of one for triples, or None if it takes none.
    """

    rows: str | None
    graph: str | None

    @classmethod
    def of(cls, question: Mapping[str, Any]) -> Forms:
        """The formats that a question names."""
        return cls(question.get("rows_form"), question.get("graph_form"))


@dataclass(frozen=True, slots=True)
class Limits:
    """Rows or triples, and bytes, of one answer."""

    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Written:
    """An answer.

    Attributes:
        form: The format's name.
        body: The document.
        truncated: ``rows`` or ``bytes``, if a limit cut it, else None.
    """

    form: str
    body: bytes
    truncated: str | None = None


class _FullError(OSError):
    """More bytes, or more rows, than the limit."""


class _Bounded(io.BytesIO):
    """Takes so many bytes, and so many of the marks that each row has, and no more."""

    def __init__(self, bytes_: int, rows: int = 0, mark: bytes = b"") -> None:
        super().__init__()
        self._room, self._rows, self._mark = bytes_, rows, mark

    def write(self, data: Any) -> int:
        self._room -= len(data)
        if self._mark:
            self._rows -= data.count(self._mark)
        if self._room < 0 or self._rows < 0:
            raise _FullError
        return super().write(data)


def write_answer(
    store: Store,
    text: str,
    forms: Forms,
    limits: Limits,
    *,
    values: Mapping[str, Term] | None = None,
    default_graphs: Collection[str] = (),
    named_graphs: Collection[str] = (),
) -> Written:
    """Answer a query as a document.

    Args:
        store: What to ask.
        text: The query.
        forms: What the client takes.
        limits: What the answer may hold.
        values: Terms to bind.
        default_graphs: See ``Store.query``.
        named_graphs: See ``Store.query``.

    Raises:
        UnacceptableError: if the client takes no format for this form of query.
        QueryError: if the query is malformed or refused.
        StoreError: if the store cannot be read.
    """
    _refuse_deep(text)
    asks = form(text)
    if (forms.rows if asks in {"SELECT", "ASK", ""} else forms.graph) is None:
        raise UnacceptableError("none of the formats that you accept fits this form of query")

    def ask() -> Answer:
        return store.query(text, values=values, default_graphs=default_graphs, named_graphs=named_graphs)

    try:
        answer = ask()
        if isinstance(answer, QueryBoolean):
            return _boolean(answer, forms.rows or "json")
        if isinstance(answer, QuerySolutions):
            rows = forms.rows or "json"
            if rows == "csv":  # Oxigraph leaves IRIs with commas unquoted
                return _cut_rows(answer, rows, limits)
            return _whole_rows(answer, rows, limits) or _cut_rows(ask(), rows, limits)
        return _triples(answer, forms.graph or "turtle", limits)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query could not be answered: {first_line(error)}") from error
    except MemoryError as error:
        raise LimitError("the query needs more memory than it may have") from error


def _refuse_deep(text: str) -> None:
    """Refuse brackets in brackets that would use up the parser's stack, and with it the worker's life.

    Raises:
        QueryError: if they are deeper than any sensible query's.
    """
    if sum(text.count(bracket) for bracket in "([{") > _DEEPEST and any(
        token.depth > _DEEPEST for token in tokens(text)
    ):
        raise QueryError(f"the query nests brackets more than {_DEEPEST} deep: ask for less")


def _boolean(answer: QueryBoolean, form_: str) -> Written:
    if form_ in {"csv", "tsv"}:  # the standard has no such form for ASK
        return Written(form_, b"true\n" if answer else b"false\n")
    return Written(form_, answer.serialize(format=RESULT_FORMATS[form_]) or b"")


def _whole_rows(answer: QuerySolutions, form_: str, limits: Limits) -> Written | None:
    """The answer as Oxigraph writes it, or None if it is, or may be, more than the limits allow."""
    # Marks may also stand inside values: then there are fewer rows than it seems, and each must be looked at.  Between
    # rows there is one less of them than rows in JSON, and in the tables one more, below the names of the columns.
    mark = _ROW_MARKS[form_]
    extra = {"json": -1, "xml": 0, "tsv": 1}[form_]
    out = _Bounded(limits.bytes, limits.rows + extra, mark)
    try:
        answer.serialize(out, RESULT_FORMATS[form_])
    except _FullError:
        return None
    body = out.getvalue()
    return Written(form_, body) if body.count(mark) <= limits.rows + extra else None


def _cut_rows(answer: Answer, form_: str, limits: Limits) -> Written:
    """The answer row by row, up to the limits."""
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - the same query gives the same kind
    writer = RowWriter(form_, [variable.value for variable in answer.variables])
    parts = [writer.head()]
    size, cut = len(parts[0]), None
    for number, solution in enumerate(answer):
        if number >= limits.rows:
            cut = "rows"
            break
        row = writer.row(solution)
        size += len(row)
        if size > limits.bytes:
            cut = "bytes"
            break
        parts.append(row)
    return Written(form_, b"".join([*parts, writer.tail(truncated=cut is not None)]), cut)


def _triples(answer: Any, form_: str, limits: Limits) -> Written:
    triples: list[Triple] = list(islice(answer, limits.rows + 1))
    cut = "rows" if len(triples) > limits.rows else None
    triples = triples[: limits.rows]
    while True:
        out = _Bounded(limits.bytes)
        try:
            _serialize(triples, out, GRAPH_FORMATS[form_], prefixes=dict(PREFIXES))
        except _FullError:
            cut, triples = "bytes", triples[: len(triples) // 2]
        else:
            return Written(form_, out.getvalue() + (_SAYS_CUT.get(form_, b"") if cut else b""), cut)
