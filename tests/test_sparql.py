"""SPARQL text as tokens."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import Literal, NamedNode, Store

from sco_graph.errors import QueryError, RefusedError
from sco_graph.sparql import Term, asked, bind, form, refuse_outside, tokens

CALL = "SERVICE<http://127.0.0.1:9/>{}"


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://127.0.0.1:9/> {} }",
        "ASK { sErViCe SILENT ?where {} }",
        "ASK { FILTER(?a<?b)SERVICE#>\n<http://127.0.0.1:9/>{} }",
        "ASK { FILTER(EXISTS{}<?b)SERVICE#>\n<http://127.0.0.1:9/>{} }",
        "ASK { FILTER(true<?b)SERVICE#>\n<http://127.0.0.1:9/>{} }",
        "PREFIX : <http://127.0.0.1:9/> ASK{SERVICE:x{}}",
        "PREFIX : <http://127.0.0.1:9/> ASK{?s ?p true.SERVICE:x{}}",
        "ASK { ?s ?p true" + CALL + " }",
        "ASK { ?s ?p true." + CALL + " }",
        "ASK { ?s ?p 1." + CALL + " }",
        "ASK { SERVICESILENT<http://127.0.0.1:9/>{} }",
        'ASK { ?s ?p "a"@en.' + CALL + " }",
        "ASK { ?s ?p ''." + CALL + " }",
        "ASK { \\u0053ERVICE <http://127.0.0.1:9/> {} }",
        "ASK { SERV\\u0049CE <http://127.0.0.1:9/> {} }",
        "SELECT * { { SELECT * { " + CALL + " } } }",
        "LOAD <http://127.0.0.1:9/x.ttl>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://g/>",
        "INSERT DATA { <a:a> <a:b> 1 } ; load <http://127.0.0.1:9/>",
    ],
)
def test_a_call_to_another_machine_is_refused(text: str) -> None:
    """In every spelling that a SPARQL parser takes for one."""
    with pytest.raises(RefusedError, match="is refused"):
        refuse_outside(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?load $SERVICE }",
        "PREFIX ex: <http://x/> ASK { ex:service ex:load 'x' }",
        "PREFIX service: <http://x/> ASK { GRAPH service:a { ?s service:b ?o } }",
        "ASK { ?s ?p 'SERVICE <http://x/> {}' , \"LOAD <x:y>\" , '''SERVICE\n<x:y>{}''' }",
        "ASK { ?s ?p ?o # SERVICE <http://x/> {}\n }",
        "ASK { <http://x/SERVICE> <http://x/load> 'x'@service }",
        "ASK { ?s ?p ?o FILTER(?o = <http://x/service> || ?o < 5 && ?o > 3) }",
        "ASK { ?s <http://x/service>/<http://x/load> ?o FILTER EXISTS { ?s <http://x/service> ?o } }",
        "ASK { _:service ?p 1.5 }",
    ],
)
def test_the_word_alone_is_no_call(text: str) -> None:
    """A variable, a name, a string, a comment or an IRI may hold it; Oxigraph agrees that these are queries."""
    refuse_outside(text)
    Store().query(text)


def test_an_allowed_address_may_be_called() -> None:
    """And no other."""
    refuse_outside("ASK { SERVICE <http://ok/> {} }", allowed=frozenset({"http://ok/"}))
    with pytest.raises(RefusedError):
        refuse_outside("ASK { SERVICE <http://ok/x> {} }", allowed=frozenset({"http://ok/"}))


def test_what_is_asked_is_written_out() -> None:
    """Prefixed names by the prefixes that the query declares."""
    found = asked("PREFIX a: <http://x/> ASK FROM a:b FROM NAMED <c:d> { SERVICE SILENT a:e {} }")
    assert (("http://x/e",), (), ("http://x/b", "c:d")) == (found.services, found.loads, found.graphs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PREFIX select: <http://ask/> SELECT * {}", "SELECT"),
        ("# ask\nASK {}", "ASK"),
        ("CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("describe <a:b>", "DESCRIBE"),
        ("INSERT DATA {}", "UPDATE"),
        ("with <a:b> delete {} where {}", "UPDATE"),
        ("", ""),
        ("hello", ""),
    ],
)
def test_the_form_is_told_by_the_first_keyword(text: str, expected: str) -> None:
    """Not by words in comments, prefixes or IRIs."""
    assert expected == form(text)


VALUE: dict[str, Term] = {"x": Literal('a"b\n} UNION { ?s ?p ?o }')}
WRITTEN = '"a\\"b\\n} UNION { ?s ?p ?o }"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK { ?s ?p $x }", f"ASK {{ ?s ?p {WRITTEN} }}"),
        ("SELECT ?x { ?s ?p ?x }", f"SELECT ({WRITTEN} AS ?x) {{ ?s ?p {WRITTEN} }}"),
        ("ASK { FILTER(BOUND($x) || !BOUND(?y)) }", "ASK { FILTER(true || !BOUND(?y)) }"),
        ("SELECT * { } ORDER BY ?x", f"SELECT * {{ }} ORDER BY ({WRITTEN})"),
        ("ASK { ?s ?xs '?x' # ?x\n }", "ASK { ?s ?xs '?x' # ?x\n }"),
        ("ASK { <http://h/?x> ?p 'a'@x }", "ASK { <http://h/?x> ?p 'a'@x }"),
    ],
)
def test_a_value_takes_the_place_of_its_variable(text: str, expected: str) -> None:
    """Only where the token is that variable, and only as one term: it cannot change what the query asks."""
    assert expected == bind(text, VALUE)


@pytest.mark.parametrize("text", ["SELECT (1 AS ?x) {}", "ASK { BIND(1 AS ?x) }", "ASK { VALUES ?x { 1 } }"])
def test_a_variable_that_the_query_sets_cannot_be_bound(text: str) -> None:
    """It would have two values."""
    with pytest.raises(QueryError, match=r"\?x is a parameter"):
        bind(text, VALUE)


def test_binding_means_the_same_as_oxigraphs_own_substitution() -> None:
    """Where Oxigraph has it: for a variable that is selected."""
    from pyoxigraph import Quad, Variable

    store = Store()
    for number in range(5):
        store.add(Quad(NamedNode(f"a:{number}"), NamedNode("a:p"), Literal(number)))
    text = "SELECT ?s ?v { ?s ?p ?v OPTIONAL { ?s ?p ?w FILTER(?w = ?v) } }"
    own = [str(row) for row in store.query(text, substitutions={Variable("v"): Literal(3)})]  # type: ignore[union-attr]
    ours = [str(row) for row in store.query(bind(text, {"v": Literal(3)}))]  # type: ignore[union-attr]
    assert own == ours


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "OPTIONAL { ?s ?p ?o }" * 48_000 + "}",
        "(" * 200_000,
        "<a" + "\\u0041" * 100_000,
        "'''" + "a'" * 300_000,
        "a." * 300_000,
        ":a." * 300_000,
        '"' * 600_001,
        "#" * 600_000,
        "<" * 600_000,
    ],
)
def test_a_megabyte_of_anything_is_read_in_linear_time(text: str) -> None:
    """No text makes the tokeniser backtrack."""
    began = time.perf_counter()
    assert 0 < sum(1 for _ in tokens(text)) + 1
    assert 10 > time.perf_counter() - began
