"""Runs on a Ray cluster: cut alike, taken up again, the same quads as on one machine."""

from __future__ import annotations

import gzip
import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fsspec", reason="runs on many machines are an extra")

from sco_graph import extracting, resolve, wire
from sco_graph.build import build
from sco_graph.distributed import load, reading
from sco_graph.distributed.reading import Tries, UnitReader, pack, unpack
from sco_graph.distributed.resolving import contested
from sco_graph.distributed.target import Target
from sco_graph.distributed.units import articles_of, files_of, split
from sco_graph.distributed.writing import shard_graphs, write_shard
from sco_graph.errors import InputError, LimitError, NotFoundError, StoreError
from sco_graph.extracting import Chunk, extract_chunk, fingerprint
from sco_graph.model import Article
from sco_graph.store import OxigraphStore

ARTICLES = Path(__file__).resolve().parents[1] / "data/articles"


def _corpus(folder: Path, count: int = 36) -> Path:
    samples = [json.loads(path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.json"))]
    rows = [samples[n % len(samples)] | {"id": f"a{n:03}"} for n in range(count)]
    path = folder / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("size", [1, 100, 5_000, 10**9])
def test_units_hold_every_line_once_with_its_number(size: int, tmp_path: Path) -> None:
    """However small the units, together they are the file."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"text": "Story {n}."}}\n' for n in range(300)), "utf-8")
    (whole,) = files_of([str(path)])
    units = split(whole, size)
    found = [item for unit in units for item in articles_of(unit)]
    assert [item.id for item in found if isinstance(item, Article)] == [f"a-{n}" for n in range(1, 301)]
    assert (len({unit.name for unit in units}), sorted(unit.name for unit in units)) == (
        len(units),
        [unit.name for unit in units],
    )


def test_a_folder_is_listed_in_order_and_what_is_missing_is_refused(tmp_path: Path) -> None:
    """Hidden files and other kinds are left out."""
    for name in ("b.txt", "x/a.jsonl", ".h.txt", "tool.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Text.", "utf-8")
    assert [unit.relative for unit in files_of([str(tmp_path)])] == ["b.txt", "x/a.jsonl"]
    with pytest.raises(NotFoundError):
        list(files_of([str(tmp_path / "nothing")]))


def test_files_are_written_whole_and_marks_are_counted(tmp_path: Path) -> None:
    """No draft is left, and what is missing is None."""
    target = Target(str(tmp_path / "run"))
    target.write("read/a", b"data")
    assert (target.read("read/a"), target.read("read/b"), target.names("read")) == (b"data", None, {"a"})
    tries = Tries(target, "unit/0")
    for _ in range(2):
        tries.begin()
    before = tries.count()
    tries.end()
    assert (before, tries.count()) == (2, 0)


def test_records_are_joined_and_parted_again() -> None:
    """Empty ones too."""
    assert list(unpack(pack([b"a", b"", b"bcd"]))) == [b"a", b"", b"bcd"]


def test_of_articles_with_one_name_none_is_lost() -> None:
    """The same again is dropped; another keeps the name with a suffix."""
    got = contested({"id": ["x"] * 3, "place": ["u:2", "u:0", "u:1"], "digest": [b"B", b"A", b"A"]})
    assert (got["place"], got["id"][0], got["id"][1].startswith("x-")) == (["u:1", "u:2"], "", True)


def test_an_article_that_kills_processes_is_named_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three deaths at its chunk its articles are tried one by one; after three at it alone, it is left out."""
    rows = [{"id": f"a{n}", "text": "Poison." if n == 2 else f"Story {n}."} for n in range(4)]
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    (unit,) = files_of([str(source)])
    plain = extract_chunk

    def deadly(chunk: Chunk, nlp: Any) -> Any:
        if any(article.text == "Poison." for article in chunk):
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(chunk, nlp)

    monkeypatch.setattr(reading, "extract_chunk", deadly)
    reader = UnitReader(str(tmp_path / "run"), "blank", None, None)
    codes: list[int | None] = []
    while not codes or (codes[-1] != 0 and len(codes) < 20):
        process = multiprocessing.get_context("fork").Process(target=reader.read, args=(unit,))
        process.start()
        process.join(120)
        codes.append(process.exitcode)
    said = json.loads((tmp_path / "run/read" / f"{unit.name}.json").read_text("utf-8"))
    assert codes == [-signal.SIGKILL] * 6 + [0]
    assert (said["articles"], [message for message, *_ in said["skipped"]]) == (
        3,
        ["a2 was left out: 3 processes that read it died; please report it"],
    )


def test_a_run_is_loaded_when_it_is_whole(tmp_path: Path) -> None:
    """Without a manifest there is no run; a damaged shard is named."""
    with pytest.raises(NotFoundError, match="no complete run"):
        load(str(tmp_path), tmp_path / "store")
    line = b'<https://w3id.org/sco-graph/id/article_a> <http://x/p> "x" <https://w3id.org/sco-graph/id/article_a> .\n'
    shard = {"name": "shards/a.nq.gz", "sha256": hashlib.sha256(line).hexdigest()}
    target = Target(str(tmp_path))
    target.write("manifest.json", json.dumps({"shards": [shard]}).encode())
    target.write("shards/a.nq.gz", gzip.compress(line)[:-6])
    with pytest.raises(StoreError, match=r"shards/a\.nq\.gz is missing or damaged"):
        load(str(tmp_path), tmp_path / "store")
    target.write("shards/a.nq.gz", gzip.compress(line))
    assert load(str(tmp_path), tmp_path / "store").added == 1


def _run_here(source: Path, folder: Path) -> str:
    """A run as a cluster would leave it."""
    target = Target(str(folder))
    reader = UnitReader(target.url, "blank", None, None)
    units = [unit for whole in files_of([str(source)]) for unit in split(whole, 20_000)]
    for unit in units:
        reader.read(unit)
    read = [wire.load(frame) for unit in units for frame in unpack(target.read(f"read/{unit.name}") or b"")]
    names = dict(resolve.merge(read).mapping)
    shards = []
    for unit in units:
        write_shard(target, unit.name, names, {}, "")
        said = json.loads(target.read(f"shards/{unit.name}.json") or b"")
        shards.append({"name": f"shards/{unit.name}.nq.gz", "sha256": said["sha256"]})
    target.write("names.json", json.dumps({"names": names, "ids": {}}).encode())
    target.write("run.json", json.dumps({"fingerprint": fingerprint("blank")}).encode())
    target.write("manifest.json", json.dumps({"shards": shards}).encode())
    return target.url


def _digests(store: Path) -> list[str]:
    current = (store / "current").read_text("ascii").strip()
    return (store / "snapshots" / current / "graphs.txt").read_text("utf-8").splitlines()


def test_a_store_that_a_cluster_filled_grows_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build reads nothing again and resolves new articles with those of the run; so does loading beside others."""
    source, more = _corpus(tmp_path), tmp_path / "more.jsonl"
    rows = source.read_text("utf-8").splitlines(keepends=True)
    more.write_text("".join(rows[20:]).replace('"id": "a', '"id": "b'), "utf-8")
    source.write_text("".join(rows[:20]), "utf-8")
    build([source, more], tmp_path / "calm", jobs=1, model="blank")
    run = _run_here(source, tmp_path / "run")
    assert load(run, tmp_path / "store", jobs=2).added == 20
    with monkeypatch.context() as patched:
        patched.setattr(extracting, "read_chunk", lambda *_: pytest.fail("it was read again"))
        assert build([source], tmp_path / "store", jobs=1, model="blank").unchanged == 20
    build([more], tmp_path / "store", jobs=1, model="blank")
    assert _digests(tmp_path / "store") == _digests(tmp_path / "calm")
    build([more], tmp_path / "other", jobs=1, model="blank")
    assert load(run, tmp_path / "other", jobs=1).added == 20
    assert (load(run, tmp_path / "other", jobs=1).unchanged, _digests(tmp_path / "other")) == (
        20,
        _digests(tmp_path / "calm"),
    )


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A Ray cluster of two nodes on this machine."""
    ray = pytest.importorskip("ray", reason="Ray is an extra")
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1)
    ray.init(address=made.address, log_to_driver=False)
    yield made
    ray.shutdown()
    made.shutdown()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # Ray's own code warns
def test_a_cluster_makes_the_quads_that_one_machine_makes(cluster: Any, tmp_path: Path) -> None:
    """And is taken up again without reading anything twice; other options are refused in the same folder."""
    from sco_graph.distributed import run

    source, target = str(_corpus(tmp_path)), str(tmp_path / "run")
    options: dict[str, Any] = {"address": cluster.address, "model": "blank", "unit_bytes": 20_000}
    report = run([source], target, **options)
    build([source], tmp_path / "store", jobs=1, model="blank")
    graphs = {}
    for shard in sorted((tmp_path / "run/shards").glob("*.nq.gz")):
        graphs.update(dict(shard_graphs(shard.read_bytes())))
    with OxigraphStore(tmp_path / "store") as store:
        here = {str(quad) for quad in store.quads() if "article_a" in str(quad.graph_name)}
        assert (report.articles, report.quads, len(graphs)) == (36, len(here), 36)
    stamps = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "run/read").iterdir()}
    first = next((tmp_path / "run/shards").glob("*.nq.gz"))
    lost = gzip.decompress(first.read_bytes())
    first.unlink()
    assert run([source], target, **options) == report
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "run/read").iterdir()} == stamps
    assert gzip.decompress(first.read_bytes()) == lost
    with pytest.raises(InputError, match="another version, model or option"):
        run([source], target, **options | {"issued": "2012"})


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a hundred kilobytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # as above
def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(
    cluster: Any, tmp_path: Path, small_disk: Path
) -> None:
    """With the quads of a run that was not disturbed."""
    from sco_graph.distributed import run

    source = str(_corpus(tmp_path))
    options: dict[str, Any] = {"address": cluster.address, "model": "blank", "unit_bytes": 20_000}
    with pytest.raises(LimitError, match="full"):
        run([source], str(small_disk / "run"), **options)
    subprocess.run(["mount", "-o", "remount,size=100M", small_disk], check=True)
    run([source], str(small_disk / "run"), **options)
    run([source], str(tmp_path / "calm"), **options)
    assert _quads(small_disk / "run") == _quads(tmp_path / "calm")


def _quads(folder: Path) -> list[bytes]:
    return [gzip.decompress(path.read_bytes()) for path in sorted((folder / "shards").glob("*.nq.gz"))]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # as above
def test_the_command_line_builds_on_a_cluster(cluster: Any, tmp_path: Path) -> None:
    """A store with the articles, and the shards beside it."""
    command = Path(sys.executable).with_name("sco-graph")
    options = ["--store", tmp_path / "store", "--ray", cluster.address, "--model", "blank", "--json"]
    done = subprocess.run([command, "build", _corpus(tmp_path, 3), *options], check=True, capture_output=True)
    said = json.loads(done.stdout)
    assert (said["articles"], said["added"], said["shards"]) == (3, 3, 1)
    assert (tmp_path / "store/run/manifest.json").exists()
