"""What a query gave: rows with typed cells, a truth value or triples; as pandas, CSV, JSON, a table, ...

for row in graph.query("members_on", date="2016-01-01"):
    print(row["state"], row["since"])
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import QueryBoolean, QuerySolution, QuerySolutions, QueryTriples, RdfFormat, Triple
from pyoxigraph import serialize as _serialize

from sco_graph.errors import ExtraError, InputError, StoreError
from sco_graph.iris import PREFIXES, shorten
from sco_graph.oxigraph import Answer, first_line
from sco_graph.result_formats import RESULT_FORMATS, RowWriter, markdown, xml_text
from sco_graph.result_values import Iri, python_value

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

KINDS = ("csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples")
"""What ``Results.serialize`` can write."""

Labels = Callable[[Iterable[str]], Mapping[str, str]]


class Row(Mapping[str, Any]):
    """One row: its cells by column, as Python values.

    An IRI is an ``Iri`` (a str with ``.short``), a full date a ``datetime.date``, a number a number, what is unbound
    None; a month or a year stays text (``2012-04``).
    """

    __slots__ = ("_columns", "_solution")

    def __init__(self, solution: QuerySolution, columns: Sequence[str]) -> None:
        self._solution, self._columns = solution, columns

    def __getitem__(self, key: str | int) -> Any:
        if isinstance(key, str) and key not in self._columns:
            raise KeyError(key)
        return python_value(self._solution[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Row({dict(self)!r})"

    def astuple(self) -> tuple[Any, ...]:
        """The cells in the order of the columns."""
        return tuple(python_value(cell) for cell in self._solution)


class Results:
    """The answer to a query; reading it twice is fine.

    Args:
        run: Asks the store.
        limit: At most so many rows; ``truncated`` says whether there were more.
        labels: Finds the labels of things.

    Attributes:
        columns: Names of the columns; empty for a truth value, ``subject``, ``predicate``, ``object`` for triples.
    """

    def __init__(self, run: Callable[[], Answer], *, limit: int | None = None, labels: Labels = lambda _: {}) -> None:
        self._run, self._limit, self._find_labels = run, limit, labels
        self._answer: Answer | None = run()
        if isinstance(self._answer, QuerySolutions):
            self.columns = tuple(variable.value for variable in self._answer.variables)
        else:
            self.columns = () if isinstance(self._answer, QueryBoolean) else ("subject", "predicate", "object")
        self._is_rows = isinstance(self._answer, QuerySolutions)
        self.boolean: bool | None = bool(self._answer) if isinstance(self._answer, QueryBoolean) else None

    def _fresh(self) -> Any:
        """The answer, not yet read from."""
        answer, self._answer = self._answer, None
        return self._run() if answer is None else answer

    @functools.cached_property
    def _read(self) -> tuple[list[Any], bool]:
        """The rows or triples, and whether there were more than the limit."""
        if self.boolean is not None:
            return [], False
        answer = self._fresh()
        try:
            items = list(answer if self._limit is None else islice(answer, self._limit + 1))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the query could not be answered: {first_line(error)}") from error
        if self._limit is not None and len(items) > self._limit:
            return items[: self._limit], True
        return items, False

    @property
    def truncated(self) -> bool:
        """Whether the limit cut rows off."""
        return self._read[1]

    def __len__(self) -> int:
        return len(self._read[0])

    def __bool__(self) -> bool:
        """The truth value of ASK; for rows and triples, whether there are any."""
        return self.boolean if self.boolean is not None else bool(self._read[0])

    def __iter__(self) -> Iterator[Any]:
        """Rows, or triples as tuples of three Python values."""
        if self._is_rows:
            return (Row(solution, self.columns) for solution in self._read[0])
        return (tuple(python_value(part) for part in triple) for triple in self._read[0])

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return list(self)[index] if isinstance(index, slice) else next(iter(self._one(self._read[0][index])))

    def _one(self, item: Any) -> Iterator[Any]:
        yield Row(item, self.columns) if self._is_rows else tuple(python_value(part) for part in item)

    def __repr__(self) -> str:
        if self.boolean is not None:
            return f"<Results {self.boolean}>"
        more = ", more were cut off" if self.truncated else ""
        return f"<Results {len(self)} {'rows' if self._is_rows else 'triples'}: {', '.join(self.columns)}{more}>"

    @functools.cached_property
    def labels(self) -> Mapping[str, str]:
        """IRI -> label, of every thing in the rows."""
        cells = (cell for item in self._read[0] for cell in item)
        return self._find_labels(sorted({value for cell in cells if isinstance(value := python_value(cell), Iri)}))

    def serialize(self, kind: str) -> str:
        """Write the answer in one of ``KINDS``; CSV, TSV, JSON and XML are the standard SPARQL results formats.

        Raises:
            InputError: if the kind is unknown, or cannot hold such an answer.
        """
        if kind not in KINDS:
            raise InputError(f"the format {kind!r} is unknown: take one of {', '.join(KINDS)}")
        if kind == "markdown":
            return self.markdown()
        if self._is_rows or self.boolean is not None:
            if kind not in RESULT_FORMATS:
                raise InputError(f"rows cannot be written as {kind}: take csv, tsv, json, xml or markdown")
            return self._write_rows(kind)
        if kind in {"turtle", "ntriples"}:
            form = RdfFormat.TURTLE if kind == "turtle" else RdfFormat.N_TRIPLES
            raw = _serialize(self._read[0], format=form, prefixes=dict(PREFIXES)) or b""
            return raw.decode("utf-8") + ("# truncated\n" if self.truncated else "")
        if kind == "xml":
            raise InputError("triples cannot be written as xml: take turtle, ntriples, json (JSON-LD), csv or tsv")
        return self._write_triples(kind)

    def _write_rows(self, kind: str) -> str:
        if self.boolean is not None:
            if kind in {"csv", "tsv"}:
                return "true\n" if self.boolean else "false\n"
            return (self._fresh().serialize(format=RESULT_FORMATS[kind]) or b"").decode("utf-8")
        if kind != "csv" and self._limit is None and "_read" not in self.__dict__:
            text = (self._fresh().serialize(format=RESULT_FORMATS[kind]) or b"").decode("utf-8")
            return xml_text(text).replace("\r", "&#13;") if kind == "xml" else text
        writer = RowWriter(kind, self.columns)
        parts = [writer.head(), *(writer.row(solution) for solution in self._read[0])]
        return b"".join([*parts, writer.tail(truncated=self.truncated)]).decode("utf-8")

    def _write_triples(self, kind: str) -> str:
        if kind == "json":
            return (_serialize(self._read[0], format=RdfFormat.JSON_LD, prefixes=dict(PREFIXES)) or b"").decode("utf-8")
        writer = RowWriter(kind, self.columns)
        return b"".join([writer.head(), *(writer.row(triple) for triple in self._read[0])]).decode("utf-8")

    def csv(self) -> str:
        """SPARQL CSV: plain values, whole IRIs."""
        return self.serialize("csv")

    def tsv(self) -> str:
        """SPARQL TSV: terms with their types."""
        return self.serialize("tsv")

    def json(self) -> str:
        """SPARQL JSON; of triples, JSON-LD."""
        return self.serialize("json")

    def _shown(self) -> Iterator[list[str]]:
        """Rows for a person: labels for things, short names for other IRIs."""
        for item in self._read[0]:
            yield [self._show(python_value(cell)) for cell in item]

    def _show(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, Iri):
            return self.labels.get(value) or shorten(value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def markdown(self) -> str:
        """A Markdown table with labels in the place of IRIs."""
        if self.boolean is not None:
            return f"{str(self.boolean).lower()}\n"
        note = f"\nOnly the first {len(self)} rows are shown.\n" if self.truncated else ""
        return markdown(self.columns, self._shown()) + note

    def table(self) -> RenderableType:
        """A table for the terminal, with labels in the place of IRIs; says below if rows were cut off.

        Where the terminal is too narrow for the columns, each row stands as a record: a line a value.
        """
        from sco_graph.result_table import ResultTable

        if self.boolean is not None:
            return str(self.boolean).lower()
        counted = f"{len(self):,} {'row' if len(self) == 1 else 'rows'}"
        caption = f"only the first {counted}" if self.truncated else counted
        return ResultTable(self.columns, self._shown(), caption)

    def to_pandas(self, *, labels: bool = True) -> pd.DataFrame:
        """A data frame: dates, numbers and truth values typed, IRIs shortened, labels in a column beside.

        A column of full dates is datetime64; one in which some are months or years stays text.  Whether rows were cut
        off stands in ``frame.attrs["truncated"]``.

        Args:
            labels: Whether to add ``<column>_label`` beside each column that holds things.
        """
        from sco_graph.result_frames import frame_of_rows, frame_of_tsv

        if self._is_rows and self._limit is None and "_read" not in self.__dict__:
            raw = self._fresh().serialize(format=RESULT_FORMATS["tsv"])
            frame = frame_of_tsv(raw or b"", self.columns, self._find_labels if labels else None)
        else:
            rows = [tuple(python_value(cell) for cell in item) for item in self._read[0]]
            frame = frame_of_rows(rows, self.columns, self._find_labels if labels else None)
            frame.attrs["truncated"] = self.truncated
        return frame

    def parquet(self, path: str | Path) -> None:
        """Write a Parquet file with the columns of ``to_pandas``; the file's metadata says if rows were cut off.

        Raises:
            ExtraError: if pyarrow is not installed.
            InputError: if the file cannot be written.
        """
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise ExtraError("writing Parquet", "parquet") from error
        frame = self.to_pandas()
        table = pa.Table.from_pandas(frame, preserve_index=False)
        metadata = {**(table.schema.metadata or {}), b"truncated": str(self.truncated).lower().encode()}
        out = io.BytesIO()
        pq.write_table(table.replace_schema_metadata(metadata), out)
        try:
            Path(path).write_bytes(out.getvalue())
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from error


__all__ = ["KINDS", "Iri", "QueryTriples", "Results", "Row", "Triple", "python_value"]
