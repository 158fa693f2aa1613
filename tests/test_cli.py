"""The command line, run as its users run it: in a process of its own."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from sco_graph.cli import app
from sco_graph.cli.asking import _parameters
from sco_graph.errors import QueryError

ARTICLE = (
    "SCO holds summit\n\nBEIJING, June 7 (Xinhua) -- The 12th summit of the Shanghai Cooperation Organization (SCO) "
    "was held in Beijing on June 6-7, 2012.\n"
)


def run(*words: str | Path, cwd: Path | None = None, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run ``sco-graph`` with these words."""
    return subprocess.run(
        [sys.executable, "-c", "from sco_graph.cli import main; main()", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=cwd,
        input=stdin,
        check=False,
        env={**os.environ, "COLUMNS": "200", **env},
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one article."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "summit.txt").write_text(ARTICLE, "utf-8")
    done = run("build", folder / "summit.txt", "--store", folder / "store", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder / "store"


def test_every_command_has_help() -> None:
    """Each command says what it does."""
    assert [command.callback.__name__ for command in app.registered_commands if not command.callback.__doc__] == []  # type: ignore[union-attr]


def test_the_version_is_printed_without_a_command() -> None:
    """``--version`` alone is enough."""
    done = run("--version")
    assert (0, f"{version('sco-graph')}\n", "") == (done.returncode, done.stdout, done.stderr)


def test_public_functions_stay_functions_whatever_is_imported_first() -> None:
    """Modules that are called like a function do not take its place."""
    code = "import sco_graph.build, sco_graph.extract as _; sco_graph.build.__call__, sco_graph.extract.__call__"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_a_plain_script_builds_in_processes(tmp_path: Path) -> None:
    """A script needs no ``if __name__ == "__main__":`` around its call."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(ARTICLE.replace("12th", f"{number}th"), "utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        f"import sco_graph\nreport = sco_graph.build([{str(tmp_path)!r} + '/' + str(n) + '.txt' for n in range(40)], "
        f"{str(tmp_path / 'store')!r}, jobs=2)\nprint(report.articles, len(report.skipped))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert ("40 0\n", "") == (done.stdout, done.stderr)


def test_examples_and_articles_are_shown_whole_in_a_narrow_terminal(store: Path) -> None:
    """What is there to be copied wraps; it is not cut."""
    assert "…" not in run("queries", COLUMNS="80").stdout
    assert "…" not in run("explain", "Peace Mission 2014", "startDate", "--store", store, COLUMNS="80").stdout


def test_extract_prints_facts_with_their_sentences(tmp_path: Path) -> None:
    """A person sees each fact and the words that state it."""
    (tmp_path / "summit.txt").write_text(ARTICLE, "utf-8")
    done = run("extract", "summit.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2012-06-06" in done.stdout
    assert "was held in Beijing" in done.stdout


def test_extract_reads_standard_input_and_prints_json() -> None:
    """A program reads the same as JSON."""
    done = run("extract", "-", "--json", stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    (extraction,) = json.loads(done.stdout)
    stated = {(fact["predicate"], fact["value"]) for fact in extraction["facts"]}
    assert {("edition", "12"), ("startDate", "2012-06-06"), ("endDate", "2012-06-07")} <= stated


def test_extract_writes_one_file_an_article(tmp_path: Path) -> None:
    """``--out`` names the files after the articles."""
    (tmp_path / "summit.txt").write_text(ARTICLE, "utf-8")
    done = run("extract", "summit.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["summit.nq"]


def test_a_file_named_like_an_option_can_be_read(tmp_path: Path) -> None:
    """After ``--``, a name is a name."""
    (tmp_path / "--help").write_text(ARTICLE, "utf-8")
    done = run("extract", "--json", "--", "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["facts"]


def test_input_that_cannot_be_read_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    """Exit code 1, the file and line on stderr, and every good article in the result."""
    (tmp_path / "summit.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "broken.jsonl").write_text('{"id": "a", "text": "Nothing."}\n{"id":\n', "utf-8")
    done = run("extract", tmp_path, "--json")
    assert done.returncode == 1
    assert "broken.jsonl:2" in done.stderr
    assert {"summit", "a"} == {item["article"]["id"] for item in json.loads(done.stdout)}


def test_a_source_that_does_not_exist_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    """An error says which input, in a line."""
    done = run("extract", tmp_path / "nowhere.txt")
    assert done.returncode in {1, 2}
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("query", "no_such_query_name"),
        ("query", "SELECT"),
        ("stats", "--store", "nowhere"),
        ("extract", ".", "-f", "x"),
    ],
)
def test_what_cannot_be_carried_out_exits_with_2(words: tuple[str, ...], tmp_path: Path) -> None:
    """A wrong name, a malformed query, a missing store, an unknown format: exit code 2 and one line."""
    done = run(*words, cwd=tmp_path)
    assert (2, False) == (done.returncode, "Traceback" in done.stderr), done.stderr


def test_a_named_query_takes_its_parameters_as_options(store: Path) -> None:
    """``sco-graph query members_on --date 2016-01-01``: six states were members on that day."""
    done = run("query", "members_on", "--date", "2016-01-01", "--format", "csv", "--store", store)
    assert done.returncode == 0, done.stderr
    for state in ("China", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan"):
        assert state in done.stdout
    assert "India" not in done.stdout


def test_a_text_query_sees_what_the_article_states(store: Path) -> None:
    """SPARQL over the union of all graphs, with the prefixes bound."""
    text = (
        "SELECT ?place WHERE { ?m a sco:Summit ; sco:edition 12 ; sco:place ?place ; "
        "sco:organizedBy id:Shanghai_Cooperation_Organisation }"
    )
    done = run("query", text, "--format", "csv", "--store", store)
    assert done.returncode == 0, done.stderr
    assert "Beijing" in done.stdout


def test_a_limit_that_cuts_is_said(store: Path) -> None:
    """Never a silent cut."""
    done = run("query", "SELECT ?s WHERE { ?s ?p ?o }", "--limit", "2", "--format", "csv", "--store", store)
    assert len(done.stdout.splitlines()) == 3
    assert "only the first 2 rows" in done.stderr


def test_explain_shows_the_sentence_behind_a_fact(store: Path) -> None:
    """Who says so?"""
    done = run("explain", "12th summit of the Shanghai Cooperation Organization", "--json", "--store", store)
    assert done.returncode == 0, done.stderr
    assert "was held in Beijing" in done.stdout


def test_stats_and_validate_speak_json(store: Path) -> None:
    """What a program might read can be had as JSON."""
    assert json.loads(run("stats", "--json", "--store", store).stdout)["articles"] == 1
    assert json.loads(run("validate", "--json", "--store", store).stdout)["conforms"] is True


def test_view_and_export_write_files(store: Path, tmp_path: Path) -> None:
    """One HTML file without an address; RDF by the file's ending."""
    done = run(
        "view",
        "--around",
        "Shanghai Cooperation Organisation",
        "--hops",
        "1",
        "-o",
        tmp_path / "g.html",
        "--store",
        store,
    )
    assert done.returncode == 0, done.stderr
    assert "<html" in (tmp_path / "g.html").read_text("utf-8")
    done = run("export", "-o", tmp_path / "g.ttl", "--store", store)
    assert done.returncode == 0, done.stderr
    assert "sco:Summit" in (tmp_path / "g.ttl").read_text("utf-8")


@pytest.mark.parametrize("kind", ["timeline", "map", "matrix", "network"])
def test_plot_writes_a_picture(kind: str, store: Path, tmp_path: Path) -> None:
    """The twelfth summit, the seventh of June, Beijing: each kind of picture has something to show."""
    pytest.importorskip("matplotlib", reason="no matplotlib here: pip install 'sco-graph[plot]'")
    done = run("plot", kind, "-o", tmp_path / "p.svg", "--store", store, "--since", "2011", "--until", "2013")
    assert done.returncode == 0, done.stderr
    assert "</svg>" in (tmp_path / "p.svg").read_text("utf-8")


@pytest.mark.parametrize("words", [("pie",), ("map", "-o", "p.gif"), ("map", "-o", "nowhere/p.svg")])
def test_a_picture_that_cannot_be_drawn_is_one_line(words: tuple[str, ...], store: Path, tmp_path: Path) -> None:
    """An unknown kind, an unknown ending, a folder that is not there."""
    pytest.importorskip("matplotlib", reason="no matplotlib here: pip install 'sco-graph[plot]'")
    done = run("plot", *words, "--store", store, cwd=tmp_path)
    assert (2, 1) == (done.returncode, len(done.stderr.splitlines())), done.stderr


def test_parameters_are_read_from_options() -> None:
    """``--a b`` and ``--a=b`` mean the same; hyphens in names become underscores."""
    assert {"date": "2016-01-01", "of_series": "x y"} == _parameters(["--date", "2016-01-01", "--of-series=x y"])


@pytest.mark.parametrize("words", [["stray"], ["--date"], ["--"]])
def test_words_that_are_no_parameters_are_refused(words: list[str]) -> None:
    """A typo is said, not ignored."""
    with pytest.raises(QueryError):
        _parameters(words)
