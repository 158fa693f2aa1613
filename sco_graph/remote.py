"""A graph on any SPARQL 1.1 endpoint."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import httpx
from pyoxigraph import (
    DefaultGraph,
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

from sco_graph.errors import LimitError, QueryError, RefusedError, StoreError
from sco_graph.iris import PREFIXES
from sco_graph.oxigraph import Answer
from sco_graph.sparql import Term, bind, form, tokens

_PAUSES = (0.2, 1.0, 3.0)
_PASSING = frozenset({429, 502, 503, 504})
_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.3"
_PAGE = 50_000
_INSERT_BYTES = 400_000
_DUMP = """SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), STR(id:))) }
ORDER BY ?g ?s ?p ?o LIMIT %d OFFSET %d"""


class SparqlStore:
    """Any SPARQL 1.1 endpoint, behind the protocol of ``store.Store``.

    Args:
        url: The query endpoint.
        update_url: The update endpoint, where it is another.
        user: For an endpoint with user and password.
        password: As above.
        token: For an endpoint with a bearer token.
        timeout: Seconds that an answer may take.
        digest: Whether user and password are sent by the digest scheme (Virtuoso's way).
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
        digest: bool = False,
    ) -> None:
        self.url, self.update_url = url, update_url or url
        auth: httpx.Auth | None = None
        if user is not None:
            auth = (httpx.DigestAuth if digest else httpx.BasicAuth)(user, password or "")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # No redirects: a token must not travel to where another machine points.
        self._client = httpx.Client(auth=auth, headers=headers, timeout=timeout, follow_redirects=False)

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
        """
        bound = with_prefixes(bind(text, values or {}))
        asks = form(bound)
        fields = [("query", bound)]
        fields += [("default-graph-uri", iri) for iri in default_graphs]
        fields += [("named-graph-uri", iri) for iri in named_graphs]
        if len(fields) == 1:  # Oxigraph's server takes the union only if asked to; others ignore the field
            fields.append(("union-default-graph", "true"))
        rows = asks in {"SELECT", "ASK"}
        response = self._send(self.url, fields, _ROWS if rows else _TRIPLES)
        return _rows(response) if rows else _triples(response)

    def update(self, text: str) -> None:
        """Run a SPARQL update.

        Raises:
            QueryError: if the update is malformed.
            RefusedError: if the endpoint does not allow it.
            StoreError: if the endpoint cannot be reached or fails.
        """
        self._send(self.update_url, [("update", with_prefixes(text))], "*/*")

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
            parts = list(_inserts(iri, nquads))
            self.update(" ;\n".join([f"DROP SILENT GRAPH {NamedNode(iri)}", *parts[:1]]))
            for part in parts[1:]:
                self.update(part)
            count += 1
        for iri in withdraw:
            self.update(f"DROP SILENT GRAPH {NamedNode(iri)}")
        return count

    def quads(self) -> Iterator[Quad]:
        """Every quad of our graphs, a page at a time."""
        offset = 0
        while True:
            page = list(self.query(_DUMP % (_PAGE, offset)))  # type: ignore[arg-type]
            for row in page:
                yield Quad(row["s"], row["p"], row["o"], row["g"] or DefaultGraph())
            if not page:
                return
            offset += len(page)  # an endpoint may hand out fewer than asked for

    def __len__(self) -> int:
        (row,) = self.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")  # type: ignore[misc]
        return int(row["n"].value)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _send(self, url: str, fields: Sequence[tuple[str, str]], accept: str) -> httpx.Response:
        """Send a form, again after a pause where the endpoint was only busy."""
        body = str(httpx.QueryParams(list(fields)))
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        for pause in (*_PAUSES, None):
            try:
                response = self._client.post(url, content=body, headers=headers)
            except httpx.TimeoutException as error:
                raise LimitError(f"{url} did not answer in time: ask for less, or give a longer timeout") from error
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                if pause is None or not isinstance(error, httpx.ConnectError):
                    raise StoreError(f"{url} cannot be reached: {error}") from error
            else:
                if response.status_code not in _PASSING or pause is None:
                    return _checked(response)
            time.sleep(pause)
        raise AssertionError("the last pause is None, which returns or raises")


def _checked(response: httpx.Response) -> httpx.Response:
    """The response, if it is a good one."""
    status = response.status_code
    if 200 <= status < 300:
        return response
    said = " ".join(response.text[:500].split())
    where = f"{response.request.url} answered {status}"
    if status == 400:
        raise QueryError(f"{where}: {said}")
    if status in {401, 403}:
        raise RefusedError(f"{where}: give a user and password, or a token, that may do this")
    if 300 <= status < 400:
        raise StoreError(f"{where}: it has moved to {response.headers.get('location', 'elsewhere')}; open that address")
    raise StoreError(f"{where}: {said}")


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
        return list(dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in found))
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError(f"{response.request.url} answered what is no RDF ({kind or 'no type'})") from error


def _inserts(iri: str, nquads: bytes) -> Iterator[str]:
    """INSERT DATA operations of a bounded size; N-Triples terms are SPARQL terms too."""
    ending = f" <{iri}> .".encode()
    part: list[str] = []
    size = 0
    for line in nquads.split(b"\n"):
        if not line:
            continue
        part.append(line.removesuffix(ending).decode("utf-8") + " .")
        size += len(line)
        if size >= _INSERT_BYTES:
            yield f"INSERT DATA {{ GRAPH <{iri}> {{\n" + "\n".join(part) + "\n} }"
            part, size = [], 0
    if part:
        yield f"INSERT DATA {{ GRAPH <{iri}> {{\n" + "\n".join(part) + "\n} }"


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
