"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) over HTTP, on a real server.

The cases follow the W3C's own protocol tests (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/), whose
names stand beside them, on a store of our own.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from graphs import content, extraction
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results
from web_server import TOKEN, Server, serving

from sco_graph.iris import ID, PREFIXES
from sco_graph.store import replace

ONE, TWO, THREE = (f"{ID}article_{name}" for name in ("one", "two", "three"))
ASK = "ASK {}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}
_NAMES = "SELECT ?s WHERE { ?s a sco:Article }"
_GRAPHS = "SELECT ?s WHERE { GRAPH ?g { ?s a sco:Article } }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of three articles that takes updates."""
    folder = tmp_path_factory.mktemp("protocol")
    replace(folder / "store", content(*(extraction(name) for name in ("one", "two", "three"))))
    with serving(
        folder / "store", folder, "--allow-update", "--workers", "2", environment={"SCO_GRAPH_TOKEN": TOKEN}
    ) as made:
        yield made


def _found(answer: httpx.Response) -> set[str]:
    """The values of ``?s`` in a SELECT's answer."""
    assert answer.status_code == 200, answer.text
    return {row["s"]["value"] for row in answer.json()["results"]["bindings"]}


@pytest.mark.parametrize(
    ("method", "target", "headers", "body"),
    [
        pytest.param("GET", f"/sparql?query={quote(ASK)}", {}, "", id="query_get"),
        pytest.param("POST", "/sparql", FORM, urlencode({"query": ASK}), id="query_post_form"),
        pytest.param("POST", "/sparql", QUERY, ASK, id="query_post_direct"),
        pytest.param("POST", "/sparql", {"Content-Type": "application/sparql-query; charset=UTF-8"}, ASK, id="charset"),
        pytest.param("GET", f"/sparql?query={quote(ASK)}&unknown=1", {}, "", id="other parameters are ignored"),
    ],
)
def test_a_query_is_taken(server: Server, method: str, target: str, headers: dict[str, str], body: str) -> None:
    """By GET, as a form, as it stands (2.1.1 to 2.1.3)."""
    answer = server.client.request(method, target, headers=headers, content=body)
    assert answer.status_code == 200
    assert answer.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    ("method", "target", "headers", "body", "status"),
    [
        pytest.param("GET", f"/sparql?query={quote(ASK)}&query={quote(ASK)}", {}, b"", 400, id="bad_multiple_queries"),
        pytest.param("PUT", f"/sparql?query={quote(ASK)}", {}, b"", 405, id="bad_query_method"),
        pytest.param("POST", "/sparql", {}, urlencode({"query": ASK}).encode(), 415, id="bad_query_missing_form_type"),
        pytest.param("POST", "/sparql", {}, ASK.encode(), 415, id="bad_query_missing_direct_type"),
        pytest.param(
            "POST", "/sparql", {"Content-Type": "text/plain"}, ASK.encode(), 415, id="bad_query_wrong_media_type"
        ),
        pytest.param(
            "POST",
            "/sparql",
            {"Content-Type": "application/sparql-query; charset=UTF-16"},
            ASK.encode("utf-16"),
            415,
            id="bad_query_non_utf8",
        ),
        pytest.param("POST", "/sparql", QUERY, b"ASK { ?s ?p '\xff' }", 400, id="malformed UTF-8"),
        pytest.param(
            "GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%27%FF%27%20%7D", {}, b"", 400, id="escaped non-UTF-8"
        ),
        pytest.param("GET", f"/sparql?query={quote('ASK {')}", {}, b"", 400, id="bad_query_syntax"),
        pytest.param("GET", "/sparql?default-graph-uri=http://a.test/", {}, b"", 400, id="no query"),
        pytest.param("GET", "/sparql?query=", {}, b"", 400, id="an empty query"),
        pytest.param("GET", f"/sparql?update={quote('CLEAR ALL')}", {}, b"", 400, id="bad_update_get"),
        pytest.param(
            "POST", "/sparql", FORM, urlencode({"update": "CLEAR ALL"}).encode(), 400, id="an update to queries"
        ),
        pytest.param("GET", f"/sparql?query={quote('CLEAR ALL')}", {}, b"", 400, id="an update as a query"),
        pytest.param(
            "GET", f"/sparql?query={quote(ASK)}", {"Accept": "image/png"}, b"", 406, id="a format that is none"
        ),
        pytest.param(
            "GET", f"/sparql?query={quote(ASK)}&default-graph-uri=no%20iri", {}, b"", 400, id="a graph that is no IRI"
        ),
        pytest.param(
            "POST", "/sparql", {**QUERY, "Content-Encoding": "gzip"}, b"\x1f\x8b", 415, id="a compressed body"
        ),
    ],
)
def test_what_is_no_query_is_refused(  # noqa: PLR0917 - a table
    server: Server, method: str, target: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    """With a status of the client's fault and a reason in words."""
    answer = server.client.request(method, target, headers=headers, content=body)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_a_syntax_error_names_line_and_column(server: Server) -> None:
    """In the query as it was sent: the third line, at the sign that stands where a value should."""
    answer = server.client.get("/sparql", params={"query": "SELECT ?s\nWHERE {\n  ?s ?p % }"})
    error = answer.json()["error"]
    assert (answer.status_code, error["line"]) == (400, 3)
    assert 9 <= error["column"] <= 12  # the parser's own: where it could read no further
    unfinished = server.client.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o"}).json()["error"]
    assert unfinished["line"] == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("query", "graphs", "expected"),
    [
        pytest.param(_NAMES, {}, {ONE, TWO, THREE}, id="without: the union of all"),
        pytest.param(_NAMES, {"default-graph-uri": [ONE]}, {ONE}, id="query_dataset_default_graph"),
        pytest.param(_NAMES, {"default-graph-uri": [ONE, TWO]}, {ONE, TWO}, id="query_dataset_default_graphs"),
        pytest.param(_GRAPHS, {"named-graph-uri": [ONE, THREE]}, {ONE, THREE}, id="query_dataset_named_graphs"),
        pytest.param(_GRAPHS, {"default-graph-uri": [ONE]}, set(), id="a default graph alone: no named ones"),
        pytest.param(_NAMES, {"named-graph-uri": [ONE]}, set(), id="a named graph alone: an empty default one"),
        pytest.param(
            f"SELECT ?s WHERE {{ {{ ?s a sco:Article }} UNION {{ GRAPH <{TWO}> {{ ?s a sco:Article }} }} }}",
            {"default-graph-uri": [ONE], "named-graph-uri": [TWO, THREE]},
            {ONE, TWO},
            id="query_dataset_full",
        ),
        pytest.param(
            _NAMES.replace("WHERE", f"FROM <{THREE}> WHERE"),
            {"default-graph-uri": [ONE, TWO]},
            {ONE, TWO},
            id="query_multiple_dataset: the request's graphs go before the query's",
        ),
    ],
)
def test_a_request_chooses_graphs(
    server: Server, method: str, query: str, graphs: dict[str, list[str]], expected: set[str]
) -> None:
    """By default-graph-uri and named-graph-uri (2.1.4)."""
    fields = {"query": query, **graphs}
    answer = (
        server.client.get("/sparql", params=fields) if method == "GET" else server.client.post("/sparql", data=fields)
    )
    assert _found(answer) == expected


def test_graphs_beside_a_query_that_is_sent_as_it_stands(server: Server) -> None:
    """The graphs are then fields of the address (2.1.3)."""
    answer = server.client.post("/sparql", params={"default-graph-uri": ONE}, content=_NAMES, headers=QUERY)
    assert _found(answer) == {ONE}


def test_an_iri_with_a_comma_is_one_cell_of_csv(server: Server) -> None:
    """Whatever reads the table gets it back."""
    query = "SELECT ?s ?n WHERE { VALUES (?s ?n) { (<http://example.org/a,b> 1) } }"
    answer = server.client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert list(csv.reader(io.StringIO(answer.text))) == [["s", "n"], ["http://example.org/a,b", "1"]]


_ROWS = "SELECT ?s ?n WHERE { VALUES (?s ?n) { (id:a 1) (id:b UNDEF) } }"


def _cells(answer: httpx.Response) -> list[list[str | None]]:
    kind = answer.headers["content-type"].partition(";")[0]
    if kind.endswith("json"):
        rows = answer.json()["results"]["bindings"]
        return [[row[name]["value"] if name in row else None for name in ("s", "n")] for row in rows]
    if kind.endswith("xml"):
        rows = parse_query_results(answer.content, QueryResultsFormat.XML)
        assert isinstance(rows, QuerySolutions)
        return [[None if row[name] is None else row[name].value for name in ("s", "n")] for row in rows]
    separator = "," if kind == "text/csv" else "\t"
    rows_ = list(csv.reader(io.StringIO(answer.text, newline=""), delimiter=separator))
    assert rows_[0] == (["s", "n"] if kind == "text/csv" else ["?s", "?n"])
    return [[cell.strip("<>") or None for cell in row] for row in rows_[1:]]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml;q=0.9, image/*", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*", "text/csv"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("text/csv;q=0, */*", "application/sparql-results+json"),
        (", ;;q=, text/csv", "text/csv"),
        ("", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_format_that_is_preferred(server: Server, accept: str, kind: str) -> None:
    """query_content_type_select: JSON, XML, CSV and TSV with the same cells (2.1.5)."""
    answer = server.client.get("/sparql", params={"query": _ROWS}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert _cells(answer) == [[f"{ID}a", "1"], [f"{ID}b", None]]


@pytest.mark.parametrize(
    ("accept", "kind", "form"),
    [
        ("text/turtle", "text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/sparql-results+json, text/turtle;q=0.9", "text/turtle", RdfFormat.TURTLE),
        ("*/*", "text/turtle", RdfFormat.TURTLE),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT { id:a sco:edition 1 } {}", f"DESCRIBE <{ONE}>"])
def test_triples_come_in_the_format_that_is_preferred(
    server: Server, accept: str, kind: str, form: RdfFormat, query: str
) -> None:
    """query_content_type_construct and _describe: four formats that hold the same triples."""
    answer = server.client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    found = {(str(q.subject), str(q.predicate), str(q.object)) for q in parse(answer.content, form)}
    if query.startswith("CONSTRUCT"):
        integer = f'"1"^^<{PREFIXES["xsd"]}integer>'
        assert found == {(f"<{ID}a>", f"<{PREFIXES['sco']}edition>", integer)}
    else:
        assert (f"<{ONE}>", f"<{PREFIXES['dcterms']}title>", '"Title of one"') in found


@pytest.mark.parametrize(
    ("accept", "body"),
    [
        ("application/sparql-results+json", '{"head":{},"boolean":false}'),
        ("text/csv", "false\n"),
        ("text/tab-separated-values", "false\n"),
    ],
)
def test_a_truth_value_comes_in_each_format(server: Server, accept: str, body: str) -> None:
    """query_content_type_ask."""
    answer = server.client.get("/sparql", params={"query": "ASK { FILTER(false) }"}, headers={"Accept": accept})
    assert answer.text == body
    as_xml = server.client.get(
        "/sparql", params={"query": ASK}, headers={"Accept": "application/sparql-results+xml"}
    ).text
    assert "<boolean>true</boolean>" in as_xml


def test_head_is_get_without_a_body(server: Server) -> None:
    """The same headers."""
    get = server.client.get("/sparql", params={"query": ASK})
    head = server.client.head("/sparql", params={"query": ASK})
    assert head.content == b""
    names = ("content-type", "content-length", "vary", "access-control-allow-origin")
    assert [head.headers[name] for name in names] == [get.headers[name] for name in names]


def test_other_sites_may_read_without_credentials(server: Server) -> None:
    """CORS for whatever is to be read, and never for what the token opens."""
    headers = {"Origin": "https://editor.test", "Access-Control-Request-Method": "POST"}
    asked = server.client.options("/sparql", headers=headers)
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "authorization" not in asked.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in asked.headers
    assert "access-control-allow-origin" not in server.client.options("/update", headers=headers).headers
    assert "access-control-allow-origin" not in server.client.post("/update", headers=headers).headers


def _triples(answer: httpx.Response) -> set[tuple[str, str, str]]:
    assert answer.status_code == 200, answer.text
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in parse(answer.content, RdfFormat.TURTLE)}


def test_the_service_describes_itself(server: Server) -> None:
    """GET without a query gives SPARQL 1.1 Service Description terms; a browser is sent to the editor."""
    found = _triples(server.client.get("/sparql", headers={"Accept": "text/turtle"}))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = f"<{server.url}sparql>"
    assert (endpoint, f"<{sd}endpoint>", endpoint) in found
    assert (endpoint, f"<{sd}supportedLanguage>", f"<{sd}SPARQL11Query>") in found
    assert (endpoint, f"<{sd}feature>", f"<{sd}UnionDefaultGraph>") in found
    browser = server.client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/editor")


def test_statistics_of_the_graph_as_void(server: Server) -> None:
    """Three articles and the reference tables are four graphs."""
    found = _triples(server.client.get("/.well-known/void"))
    void = "http://rdfs.org/ns/void#"
    assert [o for _, p, o in found if p == f"<{void}documents>"] == [f'"4"^^<{PREFIXES["xsd"]}integer>']
    assert any(o == f"<{PREFIXES['sco']}Exercise>" for _, p, o in found if p == f"<{void}class>")


def test_an_editor_finds_examples_prefixes_and_what_joins_what(server: Server) -> None:
    """By the queries with which the SPARQL editor of the SIB fills itself."""
    examples = """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT DISTINCT ?sq ?comment ?query WHERE { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
          sh:select|sh:ask|sh:construct|sh:describe ?query . }"""
    prefixes = """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }"""
    joins = """PREFIX void: <http://rdfs.org/ns/void#> SELECT DISTINCT ?subjectClass ?prop ?objectClass WHERE {
          ?cp void:class ?subjectClass ; void:propertyPartition ?pp . ?pp void:property ?prop .
          OPTIONAL { ?pp void:classPartition [ void:class ?objectClass ] } }"""
    rows = [_bindings(server, query) for query in (examples, prefixes, joins)]
    members = next(row for row in rows[0] if row["sq"]["value"] == f"{server.url}queries/members_on")
    answer = server.client.get("/sparql", params={"query": members["query"]["value"]})
    assert f"{ID}China" in {row["state"]["value"] for row in answer.json()["results"]["bindings"]}
    assert {"prefix": "sco", "namespace": PREFIXES["sco"]} in [
        {k: v["value"] for k, v in row.items()} for row in rows[1]
    ]
    sco = PREFIXES["sco"]
    assert (f"{sco}Organization", f"{sco}hasMember", f"{sco}State") in {
        tuple(row[name]["value"] for name in ("subjectClass", "prop", "objectClass") if name in row) for row in rows[2]
    }


def _bindings(server: Server, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.client.post("/sparql", data={"query": query}).json()["results"]["bindings"]
    return found


def test_a_query_that_only_declares_such_prefixes_asks_the_graph(server: Server) -> None:
    """Editors write all the prefixes they know above each query."""
    query = f"PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX void: <http://rdfs.org/ns/void#> {_NAMES}"
    assert {row["s"]["value"] for row in _bindings(server, query)} == {ONE, TWO, THREE}


def test_what_changes_from_time_to_time_is_worked_out_anew(server: Server) -> None:
    """Answers of one snapshot may be kept, but not those that depend on chance or on the time."""
    answers = [_bindings(server, "SELECT (STR(RAND()) AS ?r) WHERE {}") for _ in range(2)]
    assert answers[0] != answers[1]


class TestUpdates:
    """POST /update with the token (2.2)."""

    def _edition(self, server: Server, subject: str) -> list[str]:
        answer = server.client.get("/sparql", params={"query": f"SELECT ?o WHERE {{ {subject} sco:edition ?o }}"})
        return sorted(row["o"]["value"] for row in answer.json()["results"]["bindings"])

    def test_as_a_form_and_as_it_stands(self, server: Server) -> None:
        """update_post_form and update_post_direct: the next query sees the change."""
        insert = "INSERT DATA { GRAPH id:g1 { id:form sco:edition 1 } }"
        answer = server.client.post("/update", data={"update": insert}, headers=AUTHORIZED)
        assert answer.status_code == 200
        assert self._edition(server, "id:form") == ["1"]
        direct = insert.replace("form", "direct")
        assert server.client.post("/update", content=direct, headers={**UPDATE, **AUTHORIZED}).status_code == 200
        assert self._edition(server, "id:direct") == ["1"]
        assert answer.headers["x-snapshot"] == answer.json()["snapshot"]

    def test_the_request_chooses_graphs(self, server: Server) -> None:
        """update_dataset_default_graph and _named_graphs: USING by using-graph-uri and using-named-graph-uri."""
        text = (
            "INSERT { GRAPH id:g2 { id:using sco:edition ?n } } WHERE { SELECT (COUNT(*) AS ?n) { ?s a sco:Article } }"
        )
        fields = {"update": text, "using-graph-uri": [ONE, TWO]}
        assert server.client.post("/update", data=fields, headers=AUTHORIZED).status_code == 200
        assert self._edition(server, "id:using") == ["2"]
        text = text.replace("{ ?s a sco:Article }", "{ GRAPH ?g { ?s a sco:Article } }").replace("id:using", "id:named")
        fields = {"update": text, "using-named-graph-uri": [ONE]}
        assert server.client.post("/update", data=fields, headers=AUTHORIZED).status_code == 200
        assert self._edition(server, "id:named") == ["1"]

    @pytest.mark.parametrize(
        ("headers", "target", "body", "status"),
        [
            pytest.param({}, "/update", "CLEAR ALL", 401, id="no token"),
            pytest.param({"Authorization": "Bearer wrong"}, "/update", "CLEAR ALL", 401, id="another token"),
            pytest.param({"Authorization": f"Basic {TOKEN}"}, "/update", "CLEAR ALL", 401, id="another scheme"),
            pytest.param(AUTHORIZED, "/update", "CLEAR NONSENSE", 400, id="bad_update_syntax"),
            pytest.param(AUTHORIZED, "/update", "SELECT * { ?s ?p ?o }", 400, id="a query"),
            pytest.param(AUTHORIZED, f"/update?query={quote(ASK)}", "CLEAR ALL", 400, id="a query beside it"),
            pytest.param(
                {**AUTHORIZED, "Content-Type": "text/plain"},
                "/update",
                "CLEAR ALL",
                415,
                id="bad_update_wrong_media_type",
            ),
            pytest.param(
                {**AUTHORIZED, "Content-Type": "application/sparql-update; charset=UTF-16"},
                "/update",
                "CLEAR ALL",
                415,
                id="bad_update_non_utf8",
            ),
            pytest.param(
                AUTHORIZED,
                f"/update?using-graph-uri={ONE}",
                "WITH id:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
                400,
                id="bad_update_dataset_conflict",
            ),
            pytest.param(AUTHORIZED, "/update", "LOAD <http://127.0.0.1:9/>", 403, id="a document from elsewhere"),
            pytest.param(
                AUTHORIZED,
                "/update",
                "INSERT DATA { GRAPH id:g { id:half sco:edition 1 } } ; LOAD <file:///etc/hostname>",
                403,
                id="half of it a document from elsewhere",
            ),
            pytest.param(
                AUTHORIZED,
                "/update",
                "INSERT DATA { GRAPH id:g { id:half sco:edition 1 } } ; DROP GRAPH id:there_is_none",
                500,
                id="the second half fails",
            ),
        ],
    )
    def test_what_is_refused_changes_nothing(
        self, server: Server, headers: dict[str, str], target: str, body: str, status: int
    ) -> None:
        """No part of it is applied."""
        before = server.client.get("/health").json()
        answer = server.client.post(target, content=body, headers={**UPDATE, **headers})
        assert answer.status_code == status, answer.text
        assert json.loads(answer.text)["error"]["message"]
        assert server.client.get("/health").json() == before
        assert self._edition(server, "id:half") == []

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_only_by_post(self, server: Server, method: str) -> None:
        """bad_update_get."""
        answer = server.client.request(method, f"/update?update={quote('CLEAR ALL')}", headers=AUTHORIZED)
        assert answer.status_code in {404, 405}
