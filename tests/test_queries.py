"""The named queries on the bundled graph."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from typing import Any

import pytest
import rdflib
from query_answers import ANSWERS, BEGIN, Answer

from sco_graph.errors import NotFoundError, QueryError
from sco_graph.graph import Graph
from sco_graph.iris import ID, SCO, prefix_lines, shorten
from sco_graph.queries import find, named_queries, prepare, sparql_of
from sco_graph.results import Iri
from sco_graph.sparql import bind

EXAMPLES = {"only_in_article": {"article": BEGIN}}


def plain(value: Any) -> str:
    """A cell as the table of answers writes it."""
    if value is None:
        return ""
    if isinstance(value, Iri):
        return value.removeprefix(ID) if value.startswith(ID) else shorten(value).removeprefix("sco:")
    return str(value)


def asked(graph: Graph, name: str, params: dict[str, Any]) -> list[str]:
    """The rows of a named query."""
    cells = (row.astuple() if hasattr(row, "astuple") else row for row in graph.query(name, **params))
    return [" | ".join(map(plain, row)) for row in cells]


def lines(text: str) -> list[str]:
    """The rows of a table of answers."""
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_a_named_query_answers_as_the_tables_say(bundled: Graph, answer: Answer) -> None:
    """Whole answers in their order; of those that grow with the articles, rows in their order."""
    rows = [row.strip() for row in asked(bundled, answer.query, answer.params)]
    expected = lines(answer.rows)
    if answer.kind == "all":
        assert expected == rows
    places = [next((at for at, row in enumerate(rows) if row.startswith(wanted)), wanted) for wanted in expected]
    assert [] == [wanted for wanted in places if isinstance(wanted, str)]
    if find(answer.query).text.startswith("SELECT"):
        assert places == sorted(places, key=int)
    assert not answer.never or not [row for row in rows if row.startswith(answer.never)]


def test_every_named_query_has_an_answer_written_out() -> None:
    """None is added without one."""
    assert set() == set(named_queries()) - {answer.query for answer in ANSWERS} - {"totals"}
    assert 30 <= len(named_queries())


def test_totals_are_those_of_the_files(bundled: Graph) -> None:
    """As many articles as the sample has, as many quads as the store."""
    (row,) = bundled.query("totals")
    assert (len(bundled), 18) == (row["quads"], row["articles"])
    assert row["facts"] <= row["evidence"]


def variants() -> list[tuple[str, dict[str, Any]]]:
    """Each named query with what it needs, and with every parameter that it takes."""
    found = []
    for name, query in named_queries().items():
        least = {item.name: item.example for item in query.parameters if item.required}
        most = {item.name: item.example for item in query.parameters}
        found += [(name, {**params, **EXAMPLES.get(name, {})}) for params in (least, most)]
    return [pair for at, pair in enumerate(found) if pair not in found[:at]]


@pytest.fixture(scope="module")
def peer(bundled: Graph) -> rdflib.Dataset:
    """The same quads in rdflib's own store."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=bundled.export("nq"), format="nquads")
    return dataset


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(("name", "params"), variants(), ids=lambda value: value if isinstance(value, str) else None)
def test_rdflib_gives_the_same_answer(bundled: Graph, peer: rdflib.Dataset, name: str, params: dict[str, Any]) -> None:
    """The same rows in the same order; a fact that stands in several graphs counts once in both."""
    text, terms = prepare(name, params, bundled.find)
    theirs = peer.query(prefix_lines() + bind(text, terms))
    expected = [tuple(None if cell is None else str(cell) for cell in row) for row in theirs]  # type: ignore[union-attr]
    answer = bundled.store.query(text, values=terms)
    ours = [tuple(None if cell is None else cell.value for cell in row) for row in answer]  # type: ignore[union-attr]
    if theirs.type == "SELECT":
        assert expected == ours
    assert sorted(map(str, expected)) == sorted(map(str, ours))


@pytest.mark.parametrize(("name", "params"), variants(), ids=lambda value: value if isinstance(value, str) else None)
def test_no_row_comes_twice_and_nothing_lacks_a_label(bundled: Graph, name: str, params: dict[str, Any]) -> None:
    """What a person sees: a row once, and a name for each of our things."""
    results = bundled.query(name, **params)
    rows = [row.astuple() if hasattr(row, "astuple") else row for row in results]
    assert len(set(rows)) == len(rows)
    things = {cell for row in rows for cell in row if isinstance(cell, Iri) and cell.startswith((ID, SCO))}
    assert [] == sorted(things - set(results.labels))


@pytest.mark.parametrize(
    ("name", "params", "error", "message"),
    [
        ("member_on", {}, NotFoundError, "there is no query named member_on: did you mean members_on"),
        ("members_on", {"day": "2016-01-01"}, QueryError, "no parameter day: it takes organization, date"),
        ("members_on", {"date": "yesterday"}, QueryError, "date must be a date .*, not 'yesterday'"),
        ("members_on", {"date": "2016-02-30"}, QueryError, "the calendar has no 2016-02-30"),
        ("members_on", {"organization": "Nowhere"}, NotFoundError, "nothing in the graph is called 'Nowhere'"),
        ("events_between", {"from": "2017"}, QueryError, "events_between needs to, e.g. 2017-06-30"),
        ("hosts", {"first": "17"}, QueryError, r"first must be a year \(2016\)"),
        ("hosts", {"class": "Party"}, QueryError, "the vocabulary has no class 'Party': take one of Agent, Agreement"),
        ("evidence_of", {"subject": "China", "property": "colour"}, QueryError, "no property 'colour'"),
        ("corroborated_facts", {"least": "two"}, QueryError, "least must be a whole number, not 'two'"),
        ("doubtful_facts", {"below": "nan"}, QueryError, "below must be a number, not 'nan'"),
        ("doubtful_facts", {"below": "low"}, QueryError, "below must be a number, not 'low'"),
    ],
)
def test_a_bad_parameter_is_named(
    bundled: Graph, name: str, params: dict[str, Any], error: type[Exception], message: str
) -> None:
    """What is wrong, and what would be right."""
    with pytest.raises(error, match=message):
        bundled.query(name, **params)


@pytest.mark.parametrize(
    "value",
    [
        'Beijing" . ?s ?p ?o } #',
        "id:Beijing> ; DROP ALL",
        "\x1b[31m",
        "a" * 5000,
        "$place",
        "",
        "  ",
        "\ud800",
        "<a:b>",
    ],
)
def test_a_hostile_value_finds_nothing_and_changes_nothing(bundled: Graph, value: str) -> None:
    """It is a name that nothing has, or no value at all."""
    with pytest.raises((NotFoundError, QueryError)):
        bundled.query("agreements_at_place", place=value)
    assert [] == list(bundled.query("named_like", words=value)) if value.strip() else True


def test_python_values_are_taken() -> None:
    """A date for a date, a number for a number."""
    from sco_graph import open as open_graph

    graph = open_graph()
    assert 6 == len(graph.query("members_on", date=dt.date(2016, 1, 1)))
    assert 0 < len(graph.query("exercises", first=2005, last=2007))


@pytest.mark.parametrize("name", named_queries())
def test_what_explain_prints_runs_anywhere(name: str) -> None:
    """The SPARQL of a query stands alone: with its prefixes, its values in place."""
    import pyoxigraph

    params = {item.name: item.example for item in find(name).parameters}
    text = sparql_of(name, **params)
    pyoxigraph.Store().query(text)


@pytest.mark.parametrize("name", named_queries())
def test_the_header_is_whole(name: str) -> None:
    """A title, a question with its mark, and parameters that the query really uses."""
    query = find(name)
    assert query.question.endswith("?")
    assert not query.title.endswith(".")
    for item in query.parameters:
        assert f"${item.name}" in query.text
        assert item.meaning
        assert item.example


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """Run ``sco-graph`` on the bundled reference graph."""
    code = "from sco_graph.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "160"},
    )  # fmt: skip


def test_the_command_lists_every_query_with_its_parameters() -> None:
    """For a person and for a program."""
    listed = json.loads(command("queries", "--json").stdout)
    assert list(named_queries()) == [item["name"] for item in listed]
    shown = command("queries").stdout
    assert "members_on" in shown
    assert "--date 2016-01-01" in shown


def test_the_command_asks_explains_and_refuses() -> None:
    """One question in three ways; a mistake is one line and exit code 2."""
    done = command("query", "members_on", "--organization", "Shanghai Five", "--date=2000-01-01", "--format", "csv")
    assert (0, 6) == (done.returncode, len(done.stdout.splitlines()))
    explained = command("query", "members_on", "--date", "2016-01-01", "--explain")
    assert '"2016-01-01"^^<http://www.w3.org/2001/XMLSchema#date>' in explained.stdout
    for words in (("--day", "2016-01-01"), ("--date",), ("--date", "soon"), ("2016-01-01",), ("--format", "xls")):
        done = command("query", "members_on", *words)
        assert (2, "") == (done.returncode, done.stdout)
        assert [] == [line for line in done.stderr.splitlines() if not line.startswith("sco-graph: ")]
