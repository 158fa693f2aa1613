"""Rows of a query for a terminal: a table where it fits, else records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from sco_graph.text import one_line

_LONGEST = 200
"""Characters of a cell; what is longer ends in an ellipsis."""
_READABLE = 16
"""A longer text needs a column of at least this many characters."""


class ResultTable:
    """What a Rich console prints.

    Args:
        columns: Headings.
        rows: As many texts a row.
        caption: What stands below.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Iterable[str]], caption: str) -> None:
        self._columns = [one_line(column) for column in columns]
        self._rows = [[one_line(cell, _LONGEST) for cell in row] for row in rows]
        self._caption = caption

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Choose by the width that there is."""
        if not self._rows:
            yield Text(self._caption)
            return
        needed = [min(width, _READABLE) for width in self._widths()]
        if sum(needed) + 3 * len(needed) + 1 <= options.max_width:
            yield self._table()
        else:
            yield self._records()

    def _widths(self) -> list[int]:
        lines = chain([self._columns], self._rows)
        return [max(map(len, cells)) for cells in zip(*lines, strict=True)]

    def _table(self) -> Table:
        table = Table(caption=Text(self._caption), caption_justify="left")
        for column, width in zip(self._columns, self._widths(), strict=True):
            table.add_column(Text(column), no_wrap=width <= _READABLE)  # long texts wrap before names and numbers do
        for row in self._rows:
            table.add_row(*map(Text, row))
        return table

    def _records(self) -> Table:
        table = Table(caption=Text(self._caption), caption_justify="left", show_header=False)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for row in self._rows:
            for column, cell in zip(self._columns, row, strict=True):
                table.add_row(Text(column), Text(cell))
            table.add_section()
        return table
