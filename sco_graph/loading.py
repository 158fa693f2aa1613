"""Bulk loading into remote stores: whole graphs, resumed where an interrupted load stopped.

What was loaded is written down in the remote store itself, in ``id:graph_loaded``: the digest of each graph's content.
A graph's digest is removed before the graph is touched and written after it is complete, so whoever loads again, from
whichever machine, writes only what is missing or has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat
from pyoxigraph import Store as Oxigraph
from pyoxigraph import serialize as _serialize

from sco_graph.errors import InputError, NotFoundError, StoreError
from sco_graph.iris import ID, PREFIXES
from sco_graph.oxigraph import first_line
from sco_graph.remote import SparqlStore, inserts
from sco_graph.scratch import scratch
from sco_graph.store import OxigraphStore

LEDGER = ID + "graph_loaded"
"""The graph that holds the digests."""

_DIGEST = NamedNode(PREFIXES["dcterms"] + "identifier")
_BATCH_GRAPHS = 100
_BATCH_LINES = 900  # below what one INSERT DATA may hold
_KNOWN = """SELECT ?g ?digest WHERE { GRAPH $ledger { ?g dcterms:identifier ?digest } FILTER(STR(?g) > $after) }
ORDER BY STR(?g) LIMIT 5000"""
_COUNT = "SELECT ?g (COUNT(*) AS ?n) WHERE { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_ENDINGS = (".nq", ".nq.gz")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Attributes:
        graphs: Graphs in the source.
        written: Those that were written.
        unchanged: Those that the store held already, triple for triple.
        triples: Triples written.
    """

    graphs: int
    written: int
    unchanged: int
    triples: int


@dataclass(frozen=True, slots=True)
class _Content:
    iri: str
    lines: bytes  # N-Triples, sorted
    digest: str

    @property
    def count(self) -> int:
        return self.lines.count(b"\n")


def load(
    source: str | Path,
    url: str,
    *,
    update_url: str | None = None,
    graph_store_url: str | None = None,
    user: str | None = None,
    password: str | None = None,
    token: str | None = None,
    timeout: float = 300.0,
    progress: Callable[[Loaded], None] = lambda _: None,
) -> Loaded:
    """Load a store or N-Quads files into a remote store.

    Every graph of the source replaces the remote graph of that name; other remote graphs stay.  Large graphs go
    through the Graph Store Protocol if its address is given, else through INSERT DATA in batches.  Interrupted at any
    moment, it goes on where it stopped when it is called again.

    Args:
        source: Folder of a store, an N-Quads file (``.nq``, ``.nq.gz``), or a folder with such files (shards).
        url: The query endpoint.
        update_url: The update endpoint, where it is another.
        graph_store_url: The address of the Graph Store Protocol (Oxigraph's ``/store``, Virtuoso's
            ``/sparql-graph-crud-auth``).
        user: For an endpoint with user and password.
        password: As above.
        token: For an endpoint with a bearer token.
        timeout: Seconds that an answer may take.
        progress: Called after each batch.

    Raises:
        InputError: if the source is malformed, or has triples outside named graphs.
        NotFoundError: if there is no such source.
        StoreError: if the store cannot be reached, or does not hold what was written.
    """
    remote = SparqlStore(url, update_url, user=user, password=password, token=token, timeout=timeout)
    written = unchanged = triples = 0
    waiting: list[_Content] = []
    with _opened(Path(source)) as database:
        known = dict(_known(remote))
        loader = _Loader(remote, graph_store_url, known)
        for content in _contents(database):
            if known.get(content.iri) == content.digest:
                unchanged += 1
                continue
            waiting.append(content)
            written += 1
            triples += content.count
            if len(waiting) >= _BATCH_GRAPHS or sum(item.count for item in waiting) >= _BATCH_LINES:
                loader.write(waiting)
                waiting = []
                progress(Loaded(written + unchanged, written, unchanged, triples))
        if waiting:
            loader.write(waiting)
    remote.close()
    return Loaded(written + unchanged, written, unchanged, triples)


class _Loader:
    """Writes batches of graphs, each with its digest."""

    def __init__(self, remote: SparqlStore, graph_store_url: str | None, known: Mapping[str, str]) -> None:
        self._remote, self._graph_store_url, self._known = remote, graph_store_url, known

    def write(self, contents: list[_Content]) -> None:
        """Write graphs; their digests come last."""
        stale = [item.iri for item in contents if item.iri in self._known]
        if stale:
            self._remote.update(
                f"DELETE {{ GRAPH <{LEDGER}> {{ ?g ?p ?o }} }} WHERE {{ VALUES ?g {{ {_iris(stale)} }} "
                f"GRAPH <{LEDGER}> {{ ?g ?p ?o }} }}"
            )
        small = [item for item in contents if item.count < _BATCH_LINES]
        for item in contents:
            if item.count >= _BATCH_LINES:
                self._write_large(item)
        if small:
            self._write_small(small)
        self._verify(contents)
        said = "\n".join(f"{NamedNode(item.iri)} {_DIGEST} {Literal(item.digest)} ." for item in contents)
        self._remote.update(f"INSERT DATA {{ GRAPH <{LEDGER}> {{\n{said}\n}} }}")

    def _write_large(self, item: _Content) -> None:
        if self._graph_store_url is not None:
            # N-Triples are Turtle, which every server takes.
            headers = {"Content-Type": "text/turtle"}
            self._remote.transport.send("PUT", self._graph_store_url, item.lines, headers, {"graph": item.iri})
            return
        self._remote.update(f"DROP SILENT GRAPH {NamedNode(item.iri)}")
        for part in inserts(item.iri, item.lines):
            self._remote.update(part)

    def _write_small(self, contents: list[_Content]) -> None:
        """Several graphs in one request, or two."""
        self._remote.update(" ;\n".join(f"DROP SILENT GRAPH {NamedNode(item.iri)}" for item in contents))
        operations = [part for item in contents for part in inserts(item.iri, item.lines)]
        size, batch = 0, list[str]()
        for operation in operations:
            lines = operation.count("\n")
            if batch and size + lines > _BATCH_LINES:
                self._remote.update(" ;\n".join(batch))
                size, batch = 0, []
            batch.append(operation)
            size += lines
        self._remote.update(" ;\n".join(batch))

    def _verify(self, contents: list[_Content]) -> None:
        """Stores have been seen to drop triples: Virtuoso 7 takes 2014-08 and 2014-08-01 of one thing for one value."""
        rows: Any = self._remote.query(_COUNT % _iris(item.iri for item in contents))
        found = {row["g"].value: int(row["n"].value) for row in rows}
        for item in contents:
            held = found.get(item.iri, 0)
            if held != item.count:
                raise StoreError(
                    f"{self._remote.url} holds {held:,} of the {item.count:,} triples of <{item.iri}>: "
                    "the store cannot hold them all, or somebody else writes to it"
                )


def _iris(iris: Any) -> str:
    return " ".join(str(NamedNode(iri)) for iri in iris)


def _known(remote: SparqlStore) -> Iterator[tuple[str, str]]:
    """Graphs that were loaded before, with their digests."""
    after = ""
    while True:
        values = {"ledger": NamedNode(LEDGER), "after": Literal(after)}
        page: Any = list(remote.query(_KNOWN, values=values))  # type: ignore[arg-type]
        for row in page:
            after = row["g"].value
            yield after, row["digest"].value
        if not page:
            return


def _contents(database: Oxigraph) -> Iterator[_Content]:
    """Each graph, in the order of their IRIs."""
    names = sorted(graph.value for graph in database.named_graphs() if isinstance(graph, NamedNode))
    for name in names:
        quads = database.quads_for_pattern(None, None, None, NamedNode(name))
        raw = _serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
        lines = b"".join(sorted(raw.splitlines(keepends=True)))
        yield _Content(name, lines, hashlib.sha256(lines).hexdigest())


@contextmanager
def _opened(source: Path) -> Iterator[Oxigraph]:
    """The source as a database: a store as it is, files loaded into a temporary one, which groups them by graph."""
    if (source / "current").is_file():
        with OxigraphStore(source) as store:
            yield store.database
        return
    files = _files(source)
    with scratch() as folder:
        database = Oxigraph(str(folder))
        for path in files:
            _read(database, path)
        if next(database.quads_for_pattern(None, None, None, _default()), None) is not None:
            raise InputError(f"{source} has triples outside named graphs: nothing says which graph they belong to")
        yield database
        del database


def _default() -> Any:
    from pyoxigraph import DefaultGraph

    return DefaultGraph()


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    files = sorted(path for path in source.rglob("*.nq*") if path.name.endswith(_ENDINGS)) if source.is_dir() else []
    if not files:
        raise NotFoundError(f"{source} is no store, and holds no N-Quads files ({', '.join(_ENDINGS)})")
    return files


def _read(database: Oxigraph, path: Path) -> None:
    import gzip

    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            database.bulk_load(stream, RdfFormat.N_QUADS)  # type: ignore[arg-type]
    except (SyntaxError, EOFError) as error:
        raise InputError(f"{path} is malformed: {first_line(error)}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
