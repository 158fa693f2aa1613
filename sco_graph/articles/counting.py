"""How many articles sources hold, as far as that can be told without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sco_graph.articles.finding import files, format_of
from sco_graph.articles.values import Fault

_ONE = frozenset({"text", "markdown", "html", "json"})
_CHUNK = 2**20


def estimate(sources: Iterable[str | Path]) -> int | None:
    """Count the articles of sources: a document each, the lines of JSON Lines; None if some do not tell.

    Args:
        sources: As for ``read_articles``.
    """
    total = 0
    for source in sources:
        path = Path(source)
        if path.is_dir():
            counts = [_count(found) for found, fault in files(path) if not isinstance(fault, Fault)]
        else:
            counts = [_count(path)]
        for count in counts:
            if count is None:
                return None
            total += count
    return total


def _count(path: Path) -> int | None:
    form = format_of(path.name)
    if form in _ONE:
        return 1
    if form != "jsonl" or path.suffix == ".gz":
        return None
    try:
        with path.open("rb") as stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_CHUNK), b""))
    except OSError:
        return None
