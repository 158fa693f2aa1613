"""Parquet tables: one article a row, read a group of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sco_graph.articles.objects import record
from sco_graph.articles.values import Fault, Input, Record

_ROWS = 256


def read_parquet(document: Input) -> Iterator[Record | Fault]:
    """Read the rows of a table; columns are told by their names, as the fields of JSON are."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        yield Fault("Parquet needs an extra: pip install 'sco-graph[parquet]'")
        return
    number = document.first - 1
    try:
        table = pq.ParquetFile(document.stream)
        for batch in table.iter_batches(_ROWS):
            for row in batch.to_pylist():
                number += 1
                yield _record(row, number)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Fault(f"broken Parquet after {number} rows ({str(error).splitlines()[0][:120]})")


def _record(row: dict[str, Any], number: int) -> Record | Fault:
    plain = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
    return record(plain, number=number, what=f"row {number}")
