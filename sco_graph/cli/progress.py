"""Progress bars on standard error, off when that is not a terminal."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from sco_graph.build import Progress as BuildState


@contextlib.contextmanager
def build_progress(console: Console) -> Iterator[Callable[[BuildState], None] | None]:
    """A callable that draws how far a build is; None where nobody is looking."""
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} articles"),
        TextColumn("{task.fields[rate]} words/s"),
        TextColumn("{task.fields[skipped]} skipped"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, rate="-", skipped=0)

        def draw(state: BuildState) -> None:
            rate = f"{state.words_per_second:,.0f}"
            bar.update(task, completed=state.articles, total=state.total, rate=rate, skipped=state.skipped)

        yield draw


@contextlib.contextmanager
def unit_progress(console: Console) -> Iterator[Callable[[int, int], None] | None]:
    """A callable that draws how many units of a cluster's run are read; None where nobody is looking."""
    if not console.is_terminal:
        yield None
        return
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("reading units", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
