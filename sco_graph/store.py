"""Where the quads are kept: one protocol, an embedded store of snapshots, an in-memory one.

``sco_graph.remote`` has the third: any SPARQL 1.1 endpoint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, Self

from pyoxigraph import Quad
from pyoxigraph import Store as Oxigraph

from sco_graph.errors import StoreError
from sco_graph.oxigraph import Answer, answer, first_line, load
from sco_graph.rdf import reference_nquads
from sco_graph.snapshots import Lease, Snapshots
from sco_graph.sparql import Term
from sco_graph.store_writing import Change, read_digests, replace, update

__all__ = ["Answer", "Change", "MemoryStore", "OxigraphStore", "Store", "replace", "update"]


class Store(Protocol):
    """What every store can do."""

    @property
    def version(self) -> str:
        """Tells one state of the store from another."""
        ...

    def query(
        self,
        text: str,
        /,
        *,
        values: Mapping[str, Term] | None = None,
        default_graphs: Collection[str] = (),
        named_graphs: Collection[str] = (),
    ) -> Answer:
        """Answer a SPARQL query; without ``default_graphs`` its default graph is the union of all.

        Args:
            text: The query; our prefixes need no declaration.
            values: Terms to put in the place of variables.
            default_graphs: IRIs of the graphs that together are the default graph.
            named_graphs: IRIs of the graphs that GRAPH can name; by default all.

        Raises:
            QueryError: if the query is malformed.
            RefusedError: if it would call other machines.
            StoreError: if the store cannot be read.
        """
        ...

    def quads(self) -> Iterable[Quad]:
        """Every quad."""
        ...

    def __len__(self) -> int:
        """How many quads it holds."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class MemoryStore:
    """A store in memory, for the bundled reference graph and for tests.

    Args:
        nquads: What it holds.

    Attributes:
        services: Addresses that SERVICE may name; none by default.
    """

    def __init__(self, nquads: bytes = b"") -> None:
        self.services: frozenset[str] = frozenset()
        self.database = Oxigraph()
        load(self.database, nquads)
        self.version = hashlib.sha256(nquads).hexdigest()[:12]

    @classmethod
    def reference(cls) -> MemoryStore:
        """The bundled reference graph."""
        return cls(reference_nquads())

    def query(
        self,
        text: str,
        /,
        *,
        values: Mapping[str, Term] | None = None,
        default_graphs: Collection[str] = (),
        named_graphs: Collection[str] = (),
    ) -> Answer:
        """Answer a SPARQL query (see ``Store.query``)."""
        return answer(self.database, text, values, default_graphs, named_graphs, self.services)

    def quads(self) -> Iterator[Quad]:
        """Every quad."""
        return iter(self.database)

    def __len__(self) -> int:
        return len(self.database)

    def close(self) -> None:
        """Nothing is held."""


class OxigraphStore:
    """A folder of snapshots, opened read-only on the current one.

    Args:
        path: The folder.

    Attributes:
        services: Addresses that SERVICE may name; none by default.

    Raises:
        NotFoundError: if the folder is no store.
        StoreError: if it cannot be read.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.services: frozenset[str] = frozenset()
        self._snapshots = Snapshots(self.path)
        self._lease, self.database = self._open()

    def _open(self) -> tuple[Lease, Oxigraph]:
        lease = self._snapshots.lease()
        try:
            return lease, Oxigraph.read_only(str(lease.path / "data"))
        except OSError as error:
            lease.close()
            raise StoreError(f"{self.path}: the snapshot {lease.name} cannot be read: {first_line(error)}") from error

    @property
    def version(self) -> str:
        """Name of the snapshot that is open."""
        return self._lease.name

    @property
    def folder(self) -> Path:
        """Folder of the snapshot that is open."""
        return self._lease.path

    def refresh(self) -> bool:
        """Switch to the current snapshot; tells whether there was a newer one."""
        if self._snapshots.current() == self.version:
            return False
        before = self._lease
        self._lease, self.database = self._open()
        before.close()
        return True

    def query(
        self,
        text: str,
        /,
        *,
        values: Mapping[str, Term] | None = None,
        default_graphs: Collection[str] = (),
        named_graphs: Collection[str] = (),
    ) -> Answer:
        """Answer a SPARQL query (see ``Store.query``)."""
        return answer(self.database, text, values, default_graphs, named_graphs, self.services)

    def quads(self) -> Iterator[Quad]:
        """Every quad."""
        return iter(self.database)

    def __len__(self) -> int:
        return len(self.database)

    def graphs(self) -> frozenset[str]:
        """IRIs of the graphs that the snapshot holds."""
        return frozenset(read_digests(self._lease.path))

    def close(self) -> None:
        """Let go of the snapshot."""
        self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
