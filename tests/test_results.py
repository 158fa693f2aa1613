"""Query results in every form, with values that mean harm or are merely odd."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from sco_graph.errors import InputError
from sco_graph.graph import Graph
from sco_graph.iris import ID
from sco_graph.store import MemoryStore

XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = (
    '"plain"',
    '"tab\\there, \\"quotes\\" and\\r\\na line"',
    '"\\u001B[31mred\\u001B[0m \\u202Eesrever"',
    "\"=cmd|' /C calc'!A0\"",
    '"a | b * c _ d ` e <b>bold</b> [x](javascript:alert)"',
    '"\\u0434\\u0430"@ru',
    f'"123456789012345678901234567890"^^<{XSD}integer>',
    f'"-0044-03-15"^^<{XSD}date>',
    f'"2014-08-24"^^<{XSD}date>',
    f'"2014-08"^^<{XSD}gYearMonth>',
    f'"2014"^^<{XSD}gYear>',
    f'"0.50"^^<{XSD}decimal>',
    f'"true"^^<{XSD}boolean>',
    f'"oops"^^<{XSD}integer>',
    f"<{ID}Beijing>",
    "_:b0",
)
ALL = "SELECT ?n ?value WHERE { ?s id:n ?n OPTIONAL { ?s id:v ?value } } ORDER BY ?n"


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Each value on a row, and a last row without one."""
    lines = [f'<{ID}s{n}> <{ID}n> "{n}"^^<{XSD}integer> <{ID}g> .' for n in range(len(VALUES) + 1)]
    lines += [f"<{ID}s{n}> <{ID}v> {value} <{ID}g> ." for n, value in enumerate(VALUES)]
    lines.append(
        f'<{ID}Beijing> <http://www.w3.org/2000/01/rdf-schema#label> "Beijing | \\u001B[1mBold" <{ID}graph_reference> .'
    )
    return Graph(MemoryStore("\n".join(lines).encode()))


def test_a_row_has_python_values(graph: Graph) -> None:
    """Each cell by its type; what is malformed for its type, or before year 1, stays text; what is unbound is None."""
    found = [row["value"] for row in graph.query(ALL)]
    assert ["plain", 'tab\there, "quotes" and\r\na line'] == found[:2]
    assert [123456789012345678901234567890, "-0044-03-15", dt.date(2014, 8, 24), "2014-08", "2014", 0.5, True] == found[
        6:13
    ]
    assert ["oops", ID + "Beijing"] == found[13:15]
    assert found[-1] is None


def test_csv_can_be_read_back(graph: Graph) -> None:
    """As RFC 4180 says, by any reader.  A formula stays what it is: CSV is for programs, and must not change values."""
    rows = list(csv.reader(io.StringIO(graph.query(ALL).csv(), newline="")))
    assert ["n", "value"] == rows[0]
    assert ["1", 'tab\there, "quotes" and\r\na line'] == rows[2]
    assert ["3", "=cmd|' /C calc'!A0"] == rows[4]
    assert [str(len(VALUES)), ""] == rows[-1]


def test_an_iri_with_a_comma_is_one_cell(graph: Graph) -> None:
    """Oxigraph's own writer would make two of it."""
    text = graph.query("SELECT ?s ?n WHERE { VALUES (?s ?n) { (<http://example.org/a,b> 1) } }").csv()
    assert list(csv.reader(io.StringIO(text))) == [["s", "n"], ["http://example.org/a,b", "1"]]


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "xml"])
def test_a_cut_result_is_the_beginning_of_the_whole(graph: Graph, kind: str) -> None:
    """Row for row the same text, whether Oxigraph writes it or we do."""
    whole, same = graph.query(ALL).serialize(kind), graph.query(ALL, limit=len(VALUES) + 1).serialize(kind)
    if kind == "json":
        assert json.loads(whole) == json.loads(same)
    elif kind == "xml":
        from xml.etree import ElementTree as ET

        assert ET.canonicalize(whole, strip_text=False) == ET.canonicalize(same, strip_text=False)
    else:  # a control character may stand as it is or as its escape
        assert whole == same.replace("\\u001B", "\x1b")
        assert whole.startswith(graph.query(ALL, limit=2).serialize(kind))


def test_a_reached_limit_is_said_everywhere(graph: Graph, tmp_path: Path) -> None:
    """Where the format has a place for it; the object says it always."""
    cut, whole = graph.query(ALL, limit=3), graph.query(ALL, limit=len(VALUES) + 1)
    assert (True, False) == (cut.truncated, whole.truncated)
    assert 3 == len(cut)
    assert "more were cut off" in repr(cut)
    assert json.loads(cut.json())["truncated"] is True
    assert "truncated" not in json.loads(whole.json())
    assert "truncated" in cut.serialize("xml")
    assert "Only the first 3 rows are shown." in cut.markdown()
    assert "only the first 3 rows" in printed(cut)
    assert "17 rows" in printed(whole)
    assert cut.to_pandas().attrs["truncated"]
    cut.parquet(tmp_path / "cut.parquet")
    assert b"true" == pq.read_schema(tmp_path / "cut.parquet").metadata[b"truncated"]
    triples = graph.query("CONSTRUCT WHERE { ?s id:n ?n }", limit=2)
    assert "# truncated" in triples.serialize("turtle")


def printed(results: object) -> str:
    """A table as a terminal gets it."""
    out = io.StringIO()
    Console(file=out, width=160, force_terminal=True, color_system=None).print(results.table())  # type: ignore[attr-defined]
    return out.getvalue()


def test_a_table_gives_the_terminal_no_commands(graph: Graph) -> None:
    """No escape sequence, no reordering, no markup; a label stands for a thing."""
    text = printed(graph.query(ALL))
    assert "\x1b[31m" not in text
    assert "\x1b[1m" not in text
    assert "\u202e" not in text
    assert "Beijing |" in text


def test_markdown_has_no_markup_of_strangers(graph: Graph) -> None:
    """Each row is one line with two cells."""
    lines = graph.query(ALL).markdown().splitlines()
    assert len(VALUES) + 3 == len(lines)
    for line in lines:
        assert 3 == line.replace("\\|", "").count("|")
    assert "<b>" not in "".join(lines)
    assert "\\[x\\](javascript" in "".join(lines)
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("limit", [None, 1000])
def test_a_data_frame_has_typed_columns(graph: Graph, limit: int | None) -> None:
    """By Oxigraph's serialisation and by rows alike; what has no common type is text."""
    frame = graph.query(ALL, limit=limit).to_pandas()
    assert ["n", "value", "value_label"] == list(frame.columns)
    assert "Int64" == str(frame["n"].dtype)
    assert "2014-08-24" == frame["value"][8]
    assert "123456789012345678901234567890" == frame["value"][6]
    assert "id:Beijing" == frame["value"][14]
    assert pd.isna(frame["value"].iloc[-1])
    text = "SELECT ?d ?b ?m WHERE { VALUES (?d ?b ?m) { ('2014-08-24'^^xsd:date true 1.5) (UNDEF UNDEF 2) } }"
    typed = graph.query(text, limit=limit).to_pandas()
    assert ["M", "boolean", "Float64"] == [typed["d"].dtype.kind, str(typed["b"].dtype), str(typed["m"].dtype)]
    assert 2 == len(typed)
    early = graph.query("SELECT ('0044-03-15'^^xsd:date AS ?d) {}", limit=limit).to_pandas()
    assert ["0044-03-15"] == list(early["d"].astype("str"))
    assert 0 == len(graph.query("SELECT ?x { ?x id:none ?y }", limit=limit).to_pandas())


def test_parquet_keeps_the_types(graph: Graph, tmp_path: Path) -> None:
    """Integers are integers, dates are dates."""
    path = tmp_path / "out.parquet"
    graph.query("SELECT ?n ('2014-08-24'^^xsd:date AS ?d) WHERE { ?s id:n ?n } ORDER BY ?n").parquet(path)
    schema = pq.read_schema(path)
    assert "int64" == str(schema.field("n").type)
    assert str(schema.field("d").type).startswith("timestamp")
    with pytest.raises(InputError, match="cannot be written"):
        graph.query("SELECT ?n WHERE { ?s id:n ?n }").parquet(tmp_path / "no" / "folder.parquet")


def test_other_answers_have_their_forms(graph: Graph) -> None:
    """A truth value, and triples."""
    yes = graph.query("ASK {}")
    assert yes
    assert ["true\n", "true\n", True] == [yes.csv(), yes.markdown(), json.loads(yes.json())["boolean"]]
    triples = graph.query("CONSTRUCT { ?s id:n ?n } WHERE { ?s id:n ?n } ")
    assert ("subject", "predicate", "object") == triples.columns
    assert len(VALUES) + 1 == len(triples)
    assert len(VALUES) + 2 == len(triples.csv().splitlines())
    assert "id:s1" in triples.serialize("turtle")
    for results, kind in ((yes, "turtle"), (triples, "xml"), (yes, "xls")):
        with pytest.raises(InputError):
            results.serialize(kind)


def test_reading_twice_gives_the_same(graph: Graph) -> None:
    """Also after a serialisation, and by index."""
    results = graph.query(ALL)
    assert results.csv() == results.csv()
    assert next(iter(results))["n"] == results[0]["n"] == 0
    assert 17 == len(results)
    assert [15, 16] == [row["n"] for row in results[-2:]]
