"""SPARQL text as tokens."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from sco_graph.errors import QueryError, RefusedError
from sco_graph.sparql import Term, asked, bind, form, refuse_outside, tokens
from sco_graph.store import MemoryStore

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
    began = time.process_time()
    assert 0 < sum(1 for _ in tokens(text)) + 1
    assert 10 > time.process_time() - began


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <http://elsewhere/> { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://elsewhere/> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX a: <http://elsewhere/> ASK FROM a:b { ?s ?p ?o }",
        "SELECT * fr\\u006Fm <http://elsewhere/> { ?s ?p ?o }",
    ],
)
def test_a_graph_that_the_store_does_not_hold_is_refused(text: str) -> None:
    """Nobody may believe that it was fetched."""
    with pytest.raises(QueryError):
        MemoryStore().query(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP SILENT GRAPH <a:g>",
        "# a query\nCREATE GRAPH <a:g>",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "ASK {} ; INSERT DATA { <a:a> <a:b> 1 }",
        "SELECT * { INSERT DATA { <a:a> <a:b> 1 } }",
        "\\u0049NSERT DATA { <a:a> <a:b> 1 }",
        "PREFIX a: <a:> COPY DEFAULT TO a:g",
    ],
)
def test_an_update_does_not_pass_the_query_door(text: str) -> None:
    """Alone, behind a comment, behind a query, inside one, escaped."""
    store = MemoryStore(b"<a:s> <a:p> <a:o> <a:g> .\n")
    with pytest.raises(QueryError):
        store.query(text)
    assert 1 == len(store)


PIECES = st.sampled_from(
    "SERVICE service SERV\\u0049CE <http://127.0.0.1:9/> <a:b> ?s $service ex:service :SERVICE 'SERVICE' \"x\\\"\" "
    "'''a'b''' # \n { } ( ) [ ] . ; , < > <= && || ! = a true 1 1.5 @en ^^ _:b SELECT ASK WHERE FILTER EXISTS "
    "OPTIONAL UNION * BIND AS VALUES PREFIX ex: FROM NAMED GRAPH SILENT \\u007B \\u003C \\".split(" ")
)  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.sampled_from(["", " ", "\n"]))
@settings(max_examples=400, deadline=None)
def test_whatever_oxigraph_would_call_is_refused(pieces: list[str], between: str) -> None:
    """Texts made of what queries are made of: if Oxigraph takes one with a call for a query, we refuse it."""
    text = "ASK { SERVICE <http://127.0.0.1:9/> { " + between.join(pieces)
    for whole in (
        between.join(pieces),
        text + " } }",
        "PREFIX ex: <http://127.0.0.1:9/> ASK {" + between.join(pieces) + "}",
    ):
        try:
            refuse_outside(whole)
        except (RefusedError, QueryError):
            continue
        try:
            Store().query(whole)
        except SyntaxError:
            continue
        except (OSError, ValueError, RuntimeError) as error:
            pytest.fail(f"passed and tried to call: {whole!r}: {error}")


@given(st.text(max_size=60), st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_out_of_its_place(value: str, before: str) -> None:
    """A bound value is one literal, and comes back as it went in."""
    literal = Literal(value.encode("utf-8", "replace").decode("utf-8"))
    rows = list(MemoryStore().query("SELECT ?y WHERE { BIND($x AS ?y) }", values={"x": literal}))  # type: ignore[arg-type]
    assert [literal] == [row["y"] for row in rows]
    assert sum(len(token.text) for token in tokens(before)) <= len(before)
