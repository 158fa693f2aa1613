"""An Oxigraph database as an rdflib.Dataset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import rdflib
from oxrdflib import OxigraphStore

from sco_graph.iris import PREFIXES
from sco_graph.rdf import write_quads

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store


def dataset(database: Store) -> rdflib.Dataset:
    """Wrap a database; the default graph is the union of all, and our prefixes are bound.

    Args:
        database: Opened read-only, or in memory.
    """
    return _bound(rdflib.Dataset(store=OxigraphStore(store=database), default_union=True))


def copied(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Copy quads into memory, for a store that lies elsewhere."""
    made = _bound(rdflib.Dataset(default_union=True))
    made.parse(data=write_quads(quads), format="nquads")
    return made


def _bound(made: rdflib.Dataset) -> rdflib.Dataset:
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, namespace, replace=True)
    return made
