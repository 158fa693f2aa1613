"""Rows of a SELECT as text, the quickest way out of a store.

Oxigraph writes the whole answer as TSV and ``str.split`` takes it apart, both in compiled code.  A cell stays as it is
written (``<IRI>``), so that it can be looked up among known things without being cut; ``text_of`` gives its text.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Protocol, cast, runtime_checkable

from pyoxigraph import QueryResultsFormat, QuerySolutions

from sco_graph.errors import StoreError
from sco_graph.oxigraph import first_line
from sco_graph.result_values import unescaped
from sco_graph.store import Store


@runtime_checkable
class HasStore(Protocol):
    """A ``sco_graph.Graph``, as far as networks need it."""

    store: Store


Source = Store | HasStore
"""What a network can be read from."""


def read_rows(source: Source, text: str) -> Iterator[list[str]]:
    """Answer a SELECT query over the union of all graphs.

    Args:
        source: A graph or store.
        text: The query; our prefixes need no declaration.

    Returns:
        The cells of each row as SPARQL TSV writes terms; empty where unbound.

    Raises:
        StoreError: if the store cannot be read.
    """
    store = source.store if isinstance(source, HasStore) else source
    try:
        raw = cast(QuerySolutions, store.query(text)).serialize(format=QueryResultsFormat.TSV) or b""
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query could not be answered: {first_line(error)}") from error
    # Tabs and line ends in a literal are escaped; the first line names the columns, and nothing follows the last.
    return (line.split("\t") for line in raw.decode("utf-8").split("\n")[1:-1])


def text_of(cell: str) -> str:
    """The text of a cell: an IRI whole, a literal without language or type."""
    match cell[:1]:
        case "<":
            return cell[1:-1]
        case '"':
            return unescaped(cell[1 : cell.rindex('"')])
        case _:
            return cell


@contextlib.contextmanager
def collection_paused() -> Iterator[None]:
    """Let Python not look for garbage while very many objects are made that all stay: that takes most of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                gc.freeze()  # and thaw: what was made is old now, so that nothing looks through all of it at once
                gc.unfreeze()
            gc.enable()
