"""Rows for a terminal: a table where it fits, records where it does not."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sco_graph.result_table import ResultTable


def _printed(rows: list[list[str]], width: int, columns: list[str]) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(ResultTable(columns, rows, f"{len(rows)} rows"))
    return out.getvalue()


def test_dates_stay_whole_where_texts_wrap() -> None:
    """The long text gives way, not the date beside it."""
    printed = _printed([["2014-08-24", "a sentence of many words " * 8]], 60, ["start", "quote"])
    assert "2014-08-24" in printed
    assert "┃ start" in printed


def test_a_narrow_terminal_gets_records() -> None:
    """Eight columns do not fit: a line a value, each beside its heading."""
    columns = [f"column{n}" for n in range(8)]
    lines = _printed([["a value of the column"] * 8], 60, columns).splitlines()
    assert 8 == sum("a value of the column" in line for line in lines)
    assert all(any(column in line and "a value" in line for line in lines) for column in columns)


def test_no_rows_are_said() -> None:
    """An empty answer is no empty table."""
    assert "0 rows\n" == _printed([], 40, ["thing"])


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=3), max_size=4), st.integers(20, 200))
def test_no_value_commands_the_terminal(rows: list[list[str]], width: int) -> None:
    """Neither control characters nor markup get through, at any width."""
    printed = _printed([[*row[:2], row[2] + "\x1b[31m[bold]"] for row in rows], width, ["a", "b", "c"])
    assert "\x1b" not in printed
