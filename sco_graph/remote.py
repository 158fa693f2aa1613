"""Any SPARQL 1.1 endpoint as a store.

Tried against an Oxigraph server and Virtuoso 7.  Their quirks, where they have some, are named where they are met.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import httpx
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from sco_graph.errors import LimitError, StoreError
from sco_graph.iris import PREFIXES
from sco_graph.oxigraph import Answer
from sco_graph.remote_http import Transport
from sco_graph.sparql import Term, bind, form, refuse_outside, tokens

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.3"
_PAGE = 5_000
_INSERT_BYTES = 200_000
_INSERT_LINES = 1_000  # Virtuoso's parser has no memory for 5,000
_GRAPHS = """SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STR(?g) > $after) }
GROUP BY ?g ORDER BY STR(?g) LIMIT %d"""
_SMALL = "SELECT ?g ?s ?p ?o WHERE { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } }"
_LARGE = """SELECT ?s ?p ?o WHERE { GRAPH $g { ?s ?p ?o } FILTER(STR(?s) > $after) }
ORDER BY STR(?s) LIMIT %d"""


class SparqlStore:
    """Any SPARQL 1.1 endpoint, behind the protocol of ``store.Store``.

    Args:
        url: The query endpoint.
        update_url: The update endpoint, where it is another.
        user: For an endpoint with user and password (Basic or Digest, as it asks).
        password: As above.
        token: For an endpoint with a bearer token.
        timeout: Seconds that an answer may take.

    Attributes:
        services: Addresses that SERVICE may name; none by default.
    """

    def __init__(
        self,
        url: str,
        update_url: str | None = None,
        *,
        user: str | None = None,
        password: str | None = None,
        token: str | None = None,
        timeout: float = 60.0,
    ) -> None:
        self.url, self.update_url = url, update_url or url
        self.services: frozenset[str] = frozenset()
        self.transport = Transport(user=user, password=password, token=token, timeout=timeout)

    @functools.cached_property
    def product(self) -> str:
        """What the endpoint says it is, e.g. ``Virtuoso/07.20.3229``; empty if it does not say."""
        response = self.transport.form(self.url, [("query", "ASK {}")], _ROWS)
        return str(response.headers.get("server", ""))

    @property
    def version(self) -> str:
        """A remote store has no snapshots to tell apart: its address stands for them."""
        return self.url

    def query(
        self,
        text: str,
        /,
        *,
        values: Mapping[str, Term] | None = None,
        default_graphs: Collection[str] = (),
        named_graphs: Collection[str] = (),
    ) -> Answer:
        """Answer a SPARQL query (see ``Store.query``).

        The default graph is whatever the endpoint takes for it: the union of all on Virtuoso, GraphDB, QLever and
        others; an Oxigraph server is asked for the union.

        Raises:
            LimitError: if the answer takes too long, or the endpoint gives a part of it only.
            QueryError: if the query is malformed.
            RefusedError: if it would call other machines, or the endpoint does not allow it.
            StoreError: if the endpoint cannot be reached or fails.
        """
        bound = with_prefixes(bind(text, values or {}))
        reached = refuse_outside(bound, allowed=self.services)
        fields = [("query", bound)]
        fields += [("default-graph-uri", iri) for iri in default_graphs]
        fields += [("named-graph-uri", iri) for iri in named_graphs]
        if len(fields) == 1 and not reached.graphs:
            fields.append(("union-default-graph", "true"))  # Oxigraph's server wants to be asked; others ignore it
        rows = form(bound) in {"SELECT", "ASK"}
        response = self.transport.form(self.url, fields, _ROWS if rows else _TRIPLES)
        return _rows(response) if rows else _triples(response)

    def update(self, text: str) -> None:
        """Run a SPARQL update.

        Raises:
            QueryError: if the update is malformed.
            RefusedError: if it would load from elsewhere, or the endpoint does not allow it.
            StoreError: if the endpoint cannot be reached or fails.
        """
        whole = with_prefixes(text)
        refuse_outside(whole)
        self.transport.form(self.update_url, [("update", whole)], "*/*")

    def replace(self, graphs: Iterable[tuple[str, bytes]], *, withdraw: Collection[str] = ()) -> int:
        """Replace whole graphs; each is replaced in one request if it is small, else in several.

        Args:
            graphs: IRI of each graph and its content as N-Quads.
            withdraw: IRIs of graphs to remove.

        Returns:
            The number of graphs written.
        """
        count = 0
        for iri, nquads in graphs:
            parts = list(inserts(iri, nquads))
            self.update(" ;\n".join([f"DROP SILENT GRAPH {NamedNode(iri)}", *parts[:1]]))
            for part in parts[1:]:
                self.update(part)
            count += 1
        for iri in withdraw:
            self.update(f"DROP SILENT GRAPH {NamedNode(iri)}")
        return count

    def sizes(self) -> Iterator[tuple[str, int]]:
        """IRI and number of triples of each named graph, in the order of the IRIs.

        Not all of them are ours: Virtuoso keeps its own settings in graphs.
        """
        after = ""
        while page := list(self.query(_GRAPHS % _PAGE, values={"after": Literal(after)})):  # type: ignore[arg-type]
            for row in page:
                after = row["g"].value
                yield after, int(row["n"].value)

    def quads(self) -> Iterator[Quad]:
        """Every quad of the graphs that are named by our IRIs, a page at a time.

        Raises:
            StoreError: if the store changes meanwhile, or gives fewer than it counts.
        """
        waiting: list[str] = []
        waiting_size = 0
        for iri, size in self.sizes():
            if not iri.startswith(PREFIXES["id"]):
                continue
            if size > _PAGE:
                yield from self._large_graph(iri, size)
                continue
            if waiting_size + size > _PAGE:
                yield from self._small_graphs(waiting, waiting_size)
                waiting, waiting_size = [], 0
            waiting.append(iri)
            waiting_size += size
        if waiting:
            yield from self._small_graphs(waiting, waiting_size)

    def _small_graphs(self, iris: Collection[str], size: int) -> Iterator[Quad]:
        rows: Any = self.query(_SMALL % " ".join(str(NamedNode(iri)) for iri in iris))
        found = [Quad(row["s"], row["p"], row["o"], row["g"] or DefaultGraph()) for row in rows]
        _same_size(self.url, len(found), size)
        yield from found

    def _large_graph(self, iri: str, size: int) -> Iterator[Quad]:
        """A page of subjects at a time: an offset would cost more with each page, and Virtuoso refuses large ones."""
        graph, after, count = NamedNode(iri), "", 0
        while True:
            page: Any = self.query(_LARGE % _PAGE, values={"g": graph, "after": Literal(after)})
            rows = [Triple(row["s"], row["p"], row["o"]) for row in page]
            if len(rows) == _PAGE:  # the last subject may go on behind the page
                last = rows[-1].subject
                rows = [row for row in rows if row.subject != last]
            yield from (Quad(row.subject, row.predicate, row.object, graph) for row in rows)
            count += len(rows)
            if not rows:
                break
            after = str(getattr(rows[-1].subject, "value", ""))
        _same_size(f"{self.url}, graph <{iri}>", count, size)

    def __len__(self) -> int:
        (row,) = self.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")  # type: ignore[misc]
        return int(row["n"].value)

    def close(self) -> None:
        """Close the connections."""
        self.transport.close()


def _same_size(where: str, found: int, counted: int) -> None:
    if found != counted:
        raise StoreError(
            f"{where}: {counted:,} triples were counted and {found:,} read: it changed meanwhile, or it cannot give all"
        )


def _rows(response: httpx.Response) -> QuerySolutions | QueryBoolean:
    kind = response.headers.get("content-type", "")
    form_ = QueryResultsFormat.XML if "xml" in kind else QueryResultsFormat.JSON
    try:
        return parse_query_results(response.content, form_)
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError(f"{response.request.url} answered what is no SPARQL result ({kind or 'no type'})") from error


def _triples(response: httpx.Response) -> list[Triple]:
    kind = response.headers.get("content-type", "")
    form_ = RdfFormat.from_media_type(kind) or RdfFormat.TURTLE
    try:
        found: Any = parse(response.content, form_)
        triples = list(dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in found))
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError(f"{response.request.url} answered what is no RDF ({kind or 'no type'})") from error
    if len(triples) >= 1000 and len(triples) % 1000 < 2 and "virtuoso" in response.headers.get("server", "").lower():
        # It cuts graphs one behind ResultSetMaxRows without a word, so a round number is the only sign of it.
        raise LimitError(f"{response.request.url} gave {len(triples):,} triples, probably its limit: ask for fewer")
    return triples


def inserts(iri: str, nquads: bytes) -> Iterator[str]:
    """INSERT DATA operations of a bounded size; N-Triples terms are SPARQL terms too.

    Args:
        iri: The graph.
        nquads: Its content, as N-Quads of that graph or as N-Triples.
    """
    ending = f" <{iri}> .".encode()
    part: list[str] = []
    size = 0
    for line in nquads.split(b"\n"):
        if not line:
            continue
        part.append(line.removesuffix(ending).removesuffix(b" .").decode("utf-8") + " .")
        size += len(line)
        if size >= _INSERT_BYTES or len(part) >= _INSERT_LINES:
            yield _insert(iri, part)
            part, size = [], 0
    if part:
        yield _insert(iri, part)


def _insert(iri: str, lines: Iterable[str]) -> str:
    return f"INSERT DATA {{ GRAPH {NamedNode(iri)} {{\n" + "\n".join(lines) + "\n} }"


def with_prefixes(text: str) -> str:
    """Declare those of our prefixes that a query uses without declaring them."""
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            (declared if before == "PREFIX" else used).add(prefix)
        before = token.keyword
    missing = sorted((used - declared) & set(PREFIXES))
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in missing) + text
