"""Query results as pandas data frames."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sco_graph.iris import ID, PREFIXES, shorten
from sco_graph.result_values import Iri, literal_value, unescaped

_Labels = Callable[[Iterable[str]], Mapping[str, str]] | None
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@[A-Za-z0-9-]+)?', re.DOTALL)
_INTEGER = re.compile(r"[+-]?\d+")


def frame_of_tsv(raw: bytes, columns: Sequence[str], labels: _Labels) -> pd.DataFrame:
    """Read SPARQL TSV; each different cell of a column is converted once, which is what makes this quick."""
    names = list(range(len(columns)))
    if not columns:
        return pd.DataFrame(index=range(max(raw.count(b"\n") - 1, 0)))
    text = pd.read_csv(
        io.BytesIO(raw), sep="\t", header=None, skiprows=1, names=names, dtype=object, quoting=3, na_filter=False,
        skip_blank_lines=False, lineterminator="\n", encoding="utf-8",
    )  # fmt: skip
    made: dict[str, pd.Series[Any]] = {}
    for number, column in enumerate(columns):
        codes, different = pd.factorize(text[number])
        values = [_tsv_value(cell) for cell in different]
        _add_column(made, column, codes, values, labels)
    return pd.DataFrame(made)


def frame_of_rows(rows: Sequence[tuple[Any, ...]], columns: Sequence[str], labels: _Labels) -> pd.DataFrame:
    """Make a frame of Python values."""
    made: dict[str, pd.Series[Any]] = {}
    for number, column in enumerate(columns):
        values = [row[number] for row in rows]
        _add_column(made, column, range(len(values)), values, labels)
    return pd.DataFrame(made)


def _tsv_value(cell: str) -> Any:
    if cell == "":
        return None
    match cell[0]:
        case "<":
            return Iri(cell[1:-1])
        case '"' if match := _LITERAL.fullmatch(cell):
            return literal_value(unescaped(match[1]), match[2] or "")
        case '"' | "_":
            return cell
    if cell in {"true", "false"}:
        return cell == "true"
    return literal_value(cell, PREFIXES["xsd"] + ("integer" if _INTEGER.fullmatch(cell) else "double"))


def _add_column(
    made: dict[str, pd.Series[Any]], column: str, codes: Any, values: Sequence[Any], labels: _Labels
) -> None:
    """Add a column of ``values[code]`` for each code, and the labels beside it."""
    shown = pd.Series([shorten(value) if isinstance(value, Iri) else value for value in values], dtype=object)
    made[column] = _typed(shown.take(list(codes)).reset_index(drop=True), values)
    things = [value for value in values if isinstance(value, Iri) and value.startswith(ID)]
    if labels is not None and things:
        found = labels(things)
        names = pd.Series([found.get(value) if isinstance(value, Iri) else None for value in values], dtype=object)
        made[f"{column}_label"] = names.take(list(codes)).reset_index(drop=True).astype("str")


def _typed(series: pd.Series[Any], values: Sequence[Any]) -> pd.Series[Any]:
    """The column in the narrowest type that holds all its values."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return series.astype("boolean")
    if kinds == {int}:
        small = all(-(2**63) <= value < 2**63 for value in values if value is not None)
        return series.astype("Int64") if small else series
    if kinds and kinds <= {int, float}:
        return series.astype("Float64")
    if kinds == {dt.date} and all(1678 <= value.year <= 2261 for value in values if value is not None):
        return pd.to_datetime(series)
    if kinds <= {str, Iri}:
        return series.astype("str")
    return series.map(lambda value: None if value is None else str(value)).astype("str")
