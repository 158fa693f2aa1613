"""What a malformed query is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sco_graph.errors import QueryError
from sco_graph.store import MemoryStore, update

MESSAGES = [
    ("SELEC ?x WHERE {}", (1, 1), "'SELEC' cannot stand here"),
    ("SELECT ?x WHERE { ?x a }", (1, 24), "'}' cannot stand here; expected ( or a variable or a name"),
    ("SELECT ?x WHERE ?x a ?y }", (1, 17), "'?x' cannot stand here; expected {"),
    ("SELECT ?x WHERE {\n  ?x foo:bar ?y }", (2, 6), "the prefix foo: is not declared"),
    ("SELECT ?x WHERE { ?x a sco:Exercise # all", (1, 42), "it ends too early; expected . or ; or , or } or {"),
    ("SELECT *\nWHERE {\n  ?x sco:place ?y\n  FILTER(?y > 3\n}", (5, 1), "'}' cannot stand here; expected )"),
    ("SELECT ?x { ?x ?y 'abc }", (1, 19), "the string that begins here does not end"),
    ("SELECT * { ?s ?p ?o } LIMIT -1", (1, 29), "'-' cannot stand here"),
    ("ASK {} ASK {}", (1, 8), "'ASK' cannot stand here"),
    ("INSERT DATA { <a:a> <a:b> 1 }", (1, 1), "'INSERT' cannot stand here"),
    ("SELECT ?p ?n { ?n sco:place ?p } GROUP BY ?p", (1, 45), "(the select contains a variable that is unbound)"),
    (" \n", None, "the query is empty"),
]


@pytest.mark.parametrize(("text", "place", "message"), MESSAGES)
def test_the_first_word_that_cannot_stand_is_named(text: str, place: tuple[int, int] | None, message: str) -> None:
    """Its line and column, and in a few words what could: no list of the grammar's rules."""
    with pytest.raises(QueryError) as caught:
        MemoryStore().query(text)
    assert place == caught.value.place
    assert str(caught.value).endswith(message)
    assert len(str(caught.value)) < 140


def test_a_long_one_is_told_its_place_alone() -> None:
    """A megabyte is not read a dozen times."""
    with pytest.raises(QueryError, match="line 1, column") as caught:
        MemoryStore().query("SELECT * { " + "?s ?p ?o . " * 5000)
    assert len(str(caught.value)) < 140


def test_an_update_is_told_the_same(tmp_path: Path) -> None:
    """Where it goes wrong, and nothing is changed."""
    with pytest.raises(QueryError, match="the update is malformed at line 2, column 1: 'DELET' cannot stand here"):
        update(tmp_path, "INSERT DATA { id:x a sco:State } ;\nDELET WHERE { ?s ?p ?o }")
