"""From sources to a store: the same on any number of processes, after any interruption, in any order."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil
import pytest

from sco_graph import extracting
from sco_graph.build import BuildReport, Progress, add, build, extractions, read_all
from sco_graph.errors import ArticleError, NotFoundError, StoreError
from sco_graph.extracting import Extractor, chunks, key_of
from sco_graph.model import Article
from sco_graph.spool import NAME

ARTICLES = Path(__file__).resolve().parents[1] / "data/articles"


def _corpus(folder: Path, count: int = 12) -> Path:
    """JSON Lines made of the sample articles, several times over under different names."""
    samples = [json.loads(path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.json"))]
    rows = [samples[n % len(samples)] | {"id": f"a{n:03}"} for n in range(count)]
    path = folder / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return path


def _graphs(store: Path) -> list[str]:
    """The graphs of a store with the digests of their N-Quads."""
    current = (store / "current").read_text("ascii").strip()
    return (store / "snapshots" / current / "graphs.txt").read_text("utf-8").splitlines()


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of two, so that a few articles make several."""
    monkeypatch.setattr(chunks, "__defaults__", (2,))


@pytest.mark.usefixtures("small_chunks")
def test_any_number_of_processes_gives_the_same_store(tmp_path: Path) -> None:
    """Byte by byte, as the digests of the graphs tell."""
    source = _corpus(tmp_path)
    reports = [build([source], tmp_path / f"store{jobs}", jobs=jobs, model="blank") for jobs in (1, 2, 3)]
    one, two, three = (_graphs(tmp_path / f"store{jobs}") for jobs in (1, 2, 3))
    assert (one, one) == (two, three)
    assert [(report.articles, report.added, report.facts) for report in reports] == [
        (12, 12, reports[0].facts) for _ in reports
    ]


@pytest.mark.usefixtures("small_chunks")
def test_where_nothing_can_fork_one_process_reads_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: no process is started, and the outcome is the same."""
    source = _corpus(tmp_path)
    build([source], tmp_path / "forked", jobs=2, model="blank")
    monkeypatch.delattr(os, "fork")
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(subprocess, "Popen", None)
    build([source], tmp_path / "alone", model="blank")
    assert _graphs(tmp_path / "forked") == _graphs(tmp_path / "alone")


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_the_input_changes_nothing(seed: int, tmp_path: Path) -> None:
    """Nor how many processes share it, nor where a build that was not the first begins."""
    source = _corpus(tmp_path, 18)
    build([source], tmp_path / "straight", jobs=1, model="blank")
    rows = source.read_text("utf-8").splitlines(keepends=True)
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    chance.shuffle(rows)
    cut = chance.randrange(1, len(rows))
    for part in (rows[:cut], rows[cut:]):  # in a file of the same name, as an article tells where it was read
        source.write_text("".join(part), "utf-8")
        build([source], tmp_path / "shuffled", jobs=chance.choice([1, 2, 3]), model="blank")
    assert _graphs(tmp_path / "shuffled") == _graphs(tmp_path / "straight")


def test_building_again_changes_nothing_and_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A known article is told by its content; a changed one replaces its graph."""
    source = _corpus(tmp_path, 4)
    build([source], tmp_path / "store", jobs=1, model="blank")
    before = _graphs(tmp_path / "store")
    with monkeypatch.context() as patched:
        patched.setattr(extracting, "read_chunk", lambda *_: pytest.fail("it was read again"))
        report = build([source], tmp_path / "store", jobs=1, model="blank")
    assert ((report.added, report.changed, report.unchanged), _graphs(tmp_path / "store")) == ((0, 0, 4), before)
    source.write_text(source.read_text("utf-8").replace("Dushanbe", "Bishkek", 1), "utf-8")
    report = build([source], tmp_path / "store", jobs=1, model="blank")
    assert (report.added, report.changed, report.unchanged) == (0, 1, 3)


def test_two_builds_make_what_one_makes(tmp_path: Path) -> None:
    """Things are resolved with those that the store knows already."""
    parts = sorted(ARTICLES.glob("*.json"))
    build(parts, tmp_path / "one", jobs=1, model="blank")
    build(parts[9:], tmp_path / "two", jobs=1, model="blank")
    build(parts[:9], tmp_path / "two", jobs=1, model="blank")
    assert _graphs(tmp_path / "two") == _graphs(tmp_path / "one")


def test_a_poisoned_article_is_named_and_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever our rules trip over."""
    module = importlib.import_module("sco_graph.extract")
    plain = module.extract_all

    def poisoned(articles: Iterable[Article], nlp: object) -> object:
        articles = list(articles)
        if any(article.id == "a001" for article in articles):
            raise ZeroDivisionError("on purpose")
        return plain(articles, nlp)

    monkeypatch.setattr(module, "extract_all", poisoned)
    report = build([_corpus(tmp_path, 4)], tmp_path / "store", jobs=1, model="blank")
    (error,) = report.skipped
    assert (report.articles, "a001 was left out" in str(error), "ZeroDivisionError: on purpose" in str(error)) == (
        3,
        True,
        True,
    )


@pytest.mark.usefixtures("small_chunks")
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    """Its chunks are read again by another."""
    source = _corpus(tmp_path, 40)
    killed: list[int] = []

    def kill() -> None:
        deadline = time.monotonic() + 60
        while len(killed) < 2 and time.monotonic() < deadline:
            time.sleep(1.5)
            children = [child.pid for child in psutil.Process().children(recursive=True)]
            if children:
                os.kill(children[-1], signal.SIGKILL)
                killed.append(children[-1])

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    report = build([source], tmp_path / "disturbed", jobs=2, model="blank")
    thread.join(60)
    build([source], tmp_path / "calm", jobs=1, model="blank")
    assert (report.articles, [str(e) for e in report.skipped]) == (40, [])
    assert _graphs(tmp_path / "disturbed") == _graphs(tmp_path / "calm")


def test_an_article_that_kills_its_reader_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its chunk is taken apart, and the others of it are read."""
    monkeypatch.setattr(extracting, "read_chunk", _deadly)
    articles = [Article(f"a{n}", "Text." if n != 2 else "Poison.") for n in range(6)]
    outcomes = Extractor(2, "blank").read([tuple(articles[:4]), tuple(articles[4:])])
    assert [[item if isinstance(item, str) else str(item) for item in outcome] for outcome in outcomes] == [
        ["a0", "a1", "a2 was left out, as reading it failed (the process that read it died): please report it", "a3"],
        ["a4", "a5"],
    ]


def _deadly(chunk: tuple[Article, ...], _: object) -> tuple[str, ...]:
    if any(article.text == "Poison." for article in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return tuple(article.id for article in chunk)


@pytest.mark.usefixtures("small_chunks")
def test_a_build_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """The store is as it was, and what was read is not read again."""
    source, store = _corpus(tmp_path, 60), tmp_path / "store"
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=build, args=([source], store), kwargs={"jobs": 1, "model": "blank"})
    process.start()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and _spooled(store) < 5:
        time.sleep(0.05)
    process.kill()
    process.join()
    spooled = _spooled(store)
    assert ((store / "current").exists(), 5 <= spooled) == (False, True)
    report = build([source], store, jobs=1, model="blank")
    build([source], tmp_path / "calm", jobs=1, model="blank")
    assert (report.articles, _graphs(store)) == (60, _graphs(tmp_path / "calm"))


def _spooled(store: Path) -> int:
    try:
        with sqlite3.connect(store / NAME, timeout=5) as db:
            return int(db.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_progress_tells_how_much_there_is(tmp_path: Path) -> None:
    """The lines of JSON Lines are counted beforehand."""
    said: list[Progress] = []
    build([_corpus(tmp_path, 3)], tmp_path / "store", jobs=1, model="blank", progress=said.append)
    assert [(state.articles, state.total, state.skipped) for state in said] == [(3, 3, 0)]


def test_bad_input_is_reported_and_strict_stops(tmp_path: Path) -> None:
    """With ``strict``, the store is not touched."""
    source = _corpus(tmp_path, 2)
    (tmp_path / "empty.txt").write_bytes(b"")
    report = build([source, tmp_path / "empty.txt"], tmp_path / "store", jobs=1, model="blank")
    assert (report.articles, [str(error) for error in report.skipped]) == (2, [f"{tmp_path}/empty.txt: an empty file"])
    with pytest.raises(ArticleError, match="an empty file"):
        build([tmp_path / "empty.txt", source], tmp_path / "strict", jobs=1, model="blank", strict=True)
    assert not (tmp_path / "strict/current").exists()


def test_a_source_that_does_not_exist_is_refused_before_any_is_read(tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(NotFoundError):
        build([_corpus(tmp_path), tmp_path / "nothing"], tmp_path / "store", jobs=1, model="blank")
    assert not (tmp_path / "store/current").exists()


@pytest.mark.parametrize("name", ["file", "file/store"])
def test_a_store_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    """In words, with what to do: a file in its place, for one."""
    (tmp_path / "file").write_text("a file", "ascii")
    with pytest.raises(StoreError, match=r"file.* cannot be written: \w.*: name a folder that you may write to"):
        build([_corpus(tmp_path, 1)], tmp_path / name, jobs=1, model="blank")


def test_a_full_disk_is_told_and_costs_nothing(tmp_path: Path) -> None:
    """With room again, the build goes on, and makes what it would have made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount: list[str | Path] = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        source = _corpus(tmp_path, 36)
        with pytest.raises(StoreError):
            build([source], disk / "store", jobs=1, model="blank")
        assert not (disk / "store/current").exists()
        subprocess.run(["mount", "-o", "remount,size=200M", disk], check=True)
        build([source], disk / "store", jobs=1, model="blank")
        build([source], tmp_path / "calm", jobs=1, model="blank")
        assert _graphs(disk / "store") == _graphs(tmp_path / "calm")
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_extractions_are_given_in_order(tmp_path: Path) -> None:
    """One an article."""
    found = [item.article.id for item in extractions([_corpus(tmp_path, 3)], model="blank")]
    assert found == ["a000", "a001", "a002"]


def test_chunks_are_cut_by_number_and_by_length() -> None:
    """A chunk of long articles is short, so that a pipeline's memory is bounded."""
    articles = [Article(str(n), "x" * (300_000 if n < 3 else 1)) for n in range(10)]
    assert [len(chunk) for chunk in chunks(articles, 4)] == [2, 4, 4]


def test_a_key_tells_every_field() -> None:
    """A new title is a changed article."""
    keys = {key_of(Article("a", "T", title), "print") for title in (None, "x", "y")}
    assert len(keys | {key_of(Article("a", "T"), "other")}) == 4


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize(("first", "last", "shared"), [(12, 18, 0), (0, 12, 12), (3, 9, 6)])
def test_a_build_counts_its_own_articles_while_another_goes_on(
    first: int, last: int, shared: int, tmp_path: Path
) -> None:
    """What another build adds meanwhile is the other's; what both read, both tell, and it is new to one of them."""
    articles = list(read_all([_corpus(tmp_path, 18)]))
    inner: list[BuildReport] = []

    def interrupted() -> Iterator[Article]:
        for number, article in enumerate(articles[:12]):
            if number == 8:  # when the first of these have been read
                inner.append(add(articles[first:last], tmp_path / "store", extractor=Extractor(1, "blank")))
            yield article

    outer = add(interrupted(), tmp_path / "store", extractor=Extractor(1, "blank"))
    assert (inner[0].articles, inner[0].added) == (last - first, last - first)
    assert (outer.articles, outer.added, outer.changed, outer.unchanged) == (12, 12 - shared, 0, shared)
    build([tmp_path / "corpus.jsonl"], tmp_path / "store", jobs=1, model="blank")
    build([tmp_path / "corpus.jsonl"], tmp_path / "calm", jobs=1, model="blank")
    assert _graphs(tmp_path / "store") == _graphs(tmp_path / "calm")


@pytest.mark.parametrize("seconds", [1.0, 2.5])
def test_ctrl_c_ends_a_build_in_silence(seconds: float, tmp_path: Path) -> None:
    """While libraries load and while articles are read: a terminal sends it to every process of the command's group."""
    source = _corpus(tmp_path, 4000)  # more than a quick machine reads before it is stopped
    heard = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a job in the background ignores it
    )
    program = [sys.executable, "-c", f"{heard}; from sco_graph.cli import main; main()"]
    command = [*program, "build", str(source), "--store", str(tmp_path / "store"), "--jobs", "2"]
    build = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not psutil.Process(build.pid).children(recursive=True) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(seconds)
    os.killpg(build.pid, signal.SIGINT)
    said = build.communicate(timeout=60)[1]
    assert (130, False) == (build.returncode, "Traceback" in said)
