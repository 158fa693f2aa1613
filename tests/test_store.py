"""Stores: snapshots, replacement, readers beside writers."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from graphs import content, extraction
from pyoxigraph import Literal, QueryBoolean, QuerySolutions

from sco_graph.errors import InputError, NotFoundError, QueryError, RefusedError, StoreError
from sco_graph.iris import REFERENCE_GRAPH, article_iri
from sco_graph.rdf import reference_nquads
from sco_graph.snapshots import Snapshots
from sco_graph.store import Change, MemoryStore, OxigraphStore, Store, replace, update

REFERENCE_QUADS = reference_nquads().count(b"\n")
START = """SELECT ?o WHERE { GRAPH ?g { id:Peace_Mission_2014 sco:startDate ?o } FILTER(?g != id:graph_reference) }"""


def column(store: Store, text: str) -> list[str]:
    """The first column of an answer, as text."""
    answer = store.query(text)
    assert isinstance(answer, QuerySolutions)
    return [row[0].value for row in answer]


def snapshots(store: Path) -> set[str]:
    """Names of the snapshots on disk."""
    return {path.name for path in (store / "snapshots").iterdir()}


def dated(date: str, article: str = "one") -> list[tuple[str, bytes]]:
    """One article that gives the drill a date."""
    return content(extraction(article, (("Peace_Mission_2014", "startDate", date),)))


def test_a_build_makes_a_store_with_the_reference_graph(tmp_path: Path) -> None:
    """The folder need not exist; the report counts graphs and quads."""
    change = replace(tmp_path / "new" / "store", dated("2014-08-20"))
    with OxigraphStore(tmp_path / "new" / "store") as store:
        assert Change(added=1, changed=0, unchanged=0, withdrawn=0, quads=len(store)) == change
        assert {REFERENCE_GRAPH, article_iri("one")} == store.graphs()
        assert len(store) > REFERENCE_QUADS


def test_the_same_article_changes_nothing(tmp_path: Path) -> None:
    """Not even the snapshot."""
    replace(tmp_path, dated("2014-08-20"))
    before = Snapshots(tmp_path).current()
    change = replace(tmp_path, dated("2014-08-20"))
    assert (0, 0, 1) == (change.added, change.changed, change.unchanged)
    assert before == Snapshots(tmp_path).current()


def test_a_changed_article_replaces_its_graph_alone(tmp_path: Path) -> None:
    """What it no longer says is gone; the other article stays."""
    replace(tmp_path, dated("2014-08-20") + dated("2014-08-21", "two"))
    change = replace(tmp_path, dated("2014-08-22"))
    assert (0, 1, 0) == (change.added, change.changed, change.unchanged)
    with OxigraphStore(tmp_path) as store:
        assert ["2014-08-21", "2014-08-22"] == sorted(column(store, START))


def test_an_article_can_be_withdrawn(tmp_path: Path) -> None:
    """With all that it said; withdrawing what is not there is no change."""
    replace(tmp_path, dated("2014-08-20") + dated("2014-08-21", "two"))
    change = replace(tmp_path, [], withdraw=[article_iri("one"), article_iri("three")])
    assert 1 == change.withdrawn
    with OxigraphStore(tmp_path) as store:
        assert ["2014-08-21"] == column(store, START)
        assert article_iri("one") not in store.graphs()


def test_the_same_article_twice_in_one_build_counts_once(tmp_path: Path) -> None:
    """The later one."""
    replace(tmp_path, dated("2014-08-20") + dated("2014-08-22"))
    with OxigraphStore(tmp_path) as store:
        assert ["2014-08-22"] == column(store, START)


def test_the_files_of_a_build_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look-up reads one file, however many loads there were."""
    graphs = [graph for number in range(60) for graph in dated("2014-08-20", f"article{number}")]
    monkeypatch.setattr("sco_graph.store_writing._BATCH_BYTES", 4 * len(graphs[0][1]))
    replace(tmp_path, graphs)
    with OxigraphStore(tmp_path) as store:
        assert len(list((store.folder / "data").glob("*.sst"))) < 15


def test_a_reader_keeps_its_snapshot_until_it_refreshes(tmp_path: Path) -> None:
    """Through any number of builds; afterwards its old snapshot is removed."""
    replace(tmp_path, dated("2014-08-20"))
    with OxigraphStore(tmp_path) as store:
        for day in range(21, 27):
            replace(tmp_path, dated(f"2014-08-{day}"))
        assert ["2014-08-20"] == column(store, START)
        assert {"000001", "000006", "000007"} == snapshots(tmp_path)
        assert store.refresh()
        assert not store.refresh()
        assert ["2014-08-26"] == column(store, START)
        replace(tmp_path, dated("2014-08-28"))
        assert {"000007", "000008"} == snapshots(tmp_path)


def test_malformed_quads_change_nothing(tmp_path: Path) -> None:
    """Neither what names another graph nor what does not parse."""
    replace(tmp_path, dated("2014-08-20"))
    bad_graph = [(article_iri("two"), b"<a:a> <a:b> <a:c> <a:other> .\n")]
    bad_quad = [(article_iri("two"), f"<a:a> nonsense <{article_iri('two')}> .\n".encode())]
    for bad, message in ((bad_graph, "is in another graph"), (bad_quad, "malformed")):
        with pytest.raises(InputError, match=message):
            replace(tmp_path, dated("2014-08-25") + bad)
    with OxigraphStore(tmp_path) as store:
        assert ("000001", ["2014-08-20"]) == (store.version, column(store, START))
    assert {"000001"} == snapshots(tmp_path)


def test_two_builds_do_not_interleave(tmp_path: Path) -> None:
    """The second waits, or says that it cannot."""
    replace(tmp_path, dated("2014-08-20"))
    with Snapshots(tmp_path).write():
        with pytest.raises(StoreError, match="another build is writing"):
            replace(tmp_path, dated("2014-08-21"), wait=0.1)
        waiting = threading.Thread(target=replace, args=(tmp_path, dated("2014-08-22")))
        waiting.start()
        time.sleep(0.2)
        assert "000001" == Snapshots(tmp_path).current()
    waiting.join(20)
    assert "000002" == Snapshots(tmp_path).current()


BUILD = """
import sys, time
sys.path.insert(0, sys.argv[2])
from graphs import content, extraction
from sco_graph.store import replace
def slow():
    for number in range(400):
        if number == 200:
            print("half-way", flush=True)
        yield from content(extraction(f"more-{number}"))
        time.sleep(float(sys.argv[3]))
replace(sys.argv[1], slow())
print("done", flush=True)
"""


def build_process(store: Path, pause: float) -> subprocess.Popen[str]:
    """A build of 400 articles in a process of its own."""
    command = [sys.executable, "-c", BUILD, str(store), str(Path(__file__).parent), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("moment", range(3))
def test_a_killed_build_leaves_the_old_graph(tmp_path: Path, moment: int) -> None:
    """Kill -9 half-way: the store opens, nothing of the build is in it, and the next build works."""
    replace(tmp_path, dated("2014-08-20"))
    with build_process(tmp_path, 0.002) as process:
        assert process.stdout is not None
        assert "half-way\n" == process.stdout.readline()
        time.sleep(moment * 0.1)
        process.send_signal(signal.SIGKILL)
    with OxigraphStore(tmp_path) as store:
        assert {REFERENCE_GRAPH, article_iri("one")} == store.graphs()
        assert ["2014-08-20"] == column(store, START)
    assert 1 == replace(tmp_path, dated("2014-08-21", "two")).added
    assert {"000001", "000002"} == snapshots(tmp_path)


@pytest.mark.slow
def test_fifty_kills_at_any_moment_lose_nothing(tmp_path: Path) -> None:
    """What a finished build acknowledged is there after every kill, whatever it hits."""
    import random

    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for number in range(50):
        replace(tmp_path, dated("2014-08-20", f"sure-{number}"))
        with build_process(tmp_path, 0) as process:
            time.sleep(0.3 + chance.random() * 0.7)
            process.kill()
        with OxigraphStore(tmp_path) as store:
            kept = store.graphs()
            assert {article_iri(f"sure-{done}") for done in range(number + 1)} <= kept
            assert sum("more-" in iri for iri in kept) in {0, 400}
            assert 13 < len(column(store, "SELECT ?g WHERE { GRAPH ?g { ?s a sco:Article } }")) + 13


def test_readers_see_one_graph_or_the_next_never_half(tmp_path: Path) -> None:
    """While builds replace two articles together, every reader finds the same date in both."""
    replace(tmp_path, dated("2000") + dated("2000", "two"))
    done = threading.Event()
    seen: list[list[str]] = []

    def read() -> None:
        while not done.is_set():
            with OxigraphStore(tmp_path) as store:
                seen.append(column(store, START))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for year in range(2001, 2013):
        replace(tmp_path, dated(str(year)) + dated(str(year), "two"))
    done.set()
    for reader in readers:
        reader.join()
    assert len(seen) > 5
    assert all(len(found) == 2 and found[0] == found[1] for found in seen)


def test_an_update_is_all_or_nothing(tmp_path: Path) -> None:
    """A malformed one, one that loads from elsewhere, and one whose last step fails change nothing."""
    replace(tmp_path, dated("2014-08-20"))
    assert "000002" == update(tmp_path, "INSERT DATA { GRAPH id:notes { id:Beijing rdfs:comment 'large' } }")
    for text, error in (
        ("INSERT DATA { GRAPH id:notes { id:a id:b 1 } } ; INSERT DATA {", QueryError),
        ("INSERT DATA { GRAPH id:notes { id:a id:b 1 } } ; LOAD <http://127.0.0.1:9/>", RefusedError),
        ("INSERT DATA { GRAPH id:notes { id:a id:b 1 } } ; CREATE GRAPH id:notes", StoreError),
    ):
        with pytest.raises(error):
            update(tmp_path, text)
    with OxigraphStore(tmp_path) as store:
        assert ["large"] == column(store, "SELECT ?o { id:Beijing rdfs:comment ?o }")
        assert not store.query("ASK { id:a id:b 1 }")


def test_an_edit_stays_until_its_article_changes(tmp_path: Path) -> None:
    """A build with the same article leaves it, a build with a changed one replaces it."""
    replace(tmp_path, dated("2014-08-20"))
    update(tmp_path, f"DELETE WHERE {{ GRAPH <{article_iri('one')}> {{ ?s sco:startDate ?o }} }}")
    assert 1 == replace(tmp_path, dated("2014-08-20")).unchanged
    with OxigraphStore(tmp_path) as store:
        assert [] == column(store, START)
    assert 1 == replace(tmp_path, dated("2014-08-21")).changed
    with OxigraphStore(tmp_path) as store:
        assert ["2014-08-21"] == column(store, START)


def test_the_default_graph_is_the_union_unless_graphs_are_named(tmp_path: Path) -> None:
    """As the SPARQL protocol's default-graph-uri and named-graph-uri say."""
    replace(tmp_path, dated("2014-08-20") + dated("2014-08-21", "two"))
    ask = "ASK { id:Peace_Mission_2014 sco:startDate $date }"
    with OxigraphStore(tmp_path) as store:
        for graphs, expected in (((), True), ((article_iri("one"),), True), ((article_iri("two"),), False)):
            from sco_graph.rdf_terms import date

            answer = store.query(ask, values={"date": date("2014-08-20")}, default_graphs=graphs)
            assert isinstance(answer, QueryBoolean)
            assert expected == bool(answer)
        named = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=[article_iri("two")])
        assert isinstance(named, QuerySolutions)
        assert [article_iri("two")] == [row["g"].value for row in named]
        assert not store.query("ASK { ?s ?p ?o }", named_graphs=[article_iri("two")])


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("SELECT * WHERE {\n ?s ?p }", QueryError, "line 2, column 8"),
        ("INSERT DATA { <a:a> <a:b> 1 }", QueryError, "malformed"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", RefusedError, "SERVICE http://127.0.0.1:9/"),
    ],
)
def test_a_bad_query_is_told_where(text: str, error: type[Exception], message: str) -> None:
    """Line and column of a malformed one; what was refused of a forbidden one."""
    with pytest.raises(error, match=message):
        MemoryStore().query(text)


def test_what_is_no_store_is_named(tmp_path: Path) -> None:
    """An empty folder, and a store whose snapshot was deleted."""
    with pytest.raises(NotFoundError, match="is no store: build one"):
        OxigraphStore(tmp_path)
    (tmp_path / "current").write_text("000003\n")
    with pytest.raises(StoreError, match="snapshot 000003 is missing"):
        OxigraphStore(tmp_path)


def test_a_value_is_data_whatever_it_holds() -> None:
    """It cannot end the query and begin another."""
    store = MemoryStore()
    rows = store.query("SELECT ?x { BIND($y AS ?x) }", values={"y": Literal('"} ; DROP ALL #')})
    assert isinstance(rows, QuerySolutions)
    assert ['"} ; DROP ALL #'] == [row["x"].value for row in rows]
