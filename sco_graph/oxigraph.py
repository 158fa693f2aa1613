"""Oxigraph behind our own errors: asking a database and loading into one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple
from pyoxigraph import Store as Oxigraph

from sco_graph.errors import InputError, LimitError, QueryError, RefusedError, StoreError
from sco_graph.iris import PREFIXES
from sco_graph.malformed import malformed
from sco_graph.sparql import Term, bind, refuse_outside

Answer = QuerySolutions | QueryBoolean | QueryTriples | Sequence[Triple]
"""What a query gives: rows, a truth value, or triples."""

PREFIX_MAP = dict(PREFIXES)
_EMPTY = Oxigraph()


def answer(  # noqa: PLR0917 - the arguments of Store.query, handed on
    database: Oxigraph,
    text: str,
    values: Mapping[str, Term] | None,
    default_graphs: Collection[str],
    named_graphs: Collection[str],
    allowed: frozenset[str] = frozenset(),
) -> Answer:
    """Ask a database (see ``store.Store.query``).

    ``allowed`` holds the addresses that SERVICE may name.

    Raises:
        QueryError: if the query is malformed.
        RefusedError: if it would call other machines.
        StoreError: if the database cannot be read.
    """
    bound = bind(text, values or {})
    reached = refuse_outside(bound, allowed=allowed)
    try:
        for iri in (*reached.graphs, *default_graphs, *named_graphs):
            if not database.contains_named_graph(NamedNode(iri)):
                raise RefusedError(f"<{iri}> is no graph of this store, and documents are not fetched from elsewhere")
        return database.query(
            bound,
            prefixes=PREFIX_MAP,
            use_default_graph_as_union=not (default_graphs or named_graphs or reached.graphs),
            default_graph=[NamedNode(iri) for iri in default_graphs] or ([] if named_graphs else None),
            named_graphs=[NamedNode(iri) for iri in named_graphs] or ([] if default_graphs else None),
        )
    except SyntaxError as error:
        raise malformed("query", bound, error, lambda part: _EMPTY.query(part, prefixes=PREFIX_MAP)) from error
    except ValueError as error:
        raise QueryError(f"the query names a graph by what is no IRI: {error}") from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query could not be answered: {first_line(error)}") from error
    except MemoryError as error:
        raise LimitError("the query needs more memory than there is") from error


def first_line(error: Exception) -> str:
    """The beginning of a foreign error's message."""
    message = str(error).partition("\n")[0]
    return message if len(message) <= 300 else message[:299] + "…"


def load(database: Oxigraph, nquads: bytes) -> None:
    """Load N-Quads.

    Raises:
        InputError: if they are malformed.
        StoreError: if they cannot be written.
    """
    try:
        database.bulk_load(nquads, RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise InputError(f"the N-Quads are malformed: {first_line(error)}") from error
    except OSError as error:
        raise StoreError(f"the quads cannot be written: {first_line(error)}") from error
