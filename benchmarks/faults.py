"""A cluster run that is disturbed again and again must make the quads of an undisturbed one.

    python benchmarks/faults.py [--faults 30] [--articles 2000] [--folder FOLDER] [--seed 1]

Two Ray nodes are started on this machine.  At random moments a process that reads, a node or the driver is killed with
SIGKILL, or the disk of the run is filled; a driver that ended is started again, a node that died is replaced.  Runs are
repeated until all faults were made.  With the right to mount, the run's disk is a small tmpfs.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from corpus import article
from ray.cluster_utils import Cluster

KINDS = ("reader", "node", "driver", "disk")
DRIVER = """
import sys
from sco_graph.distributed import load, run
source, target, address = sys.argv[1:]
print(run([source], target, address=address, model="blank", unit_bytes=60_000).summary())
print(load(target, f"{target}-store"))
"""
LIMIT = 3600.0  # seconds that one run may take
DISK = 64 * 2**20


def digest(run: Path) -> str:
    """Digest of all quads of a run, and of the graphs in the store that it was loaded into."""
    whole = hashlib.sha256()
    for shard in json.loads((run / "manifest.json").read_text())["shards"]:
        whole.update(gzip.decompress((run / shard["name"]).read_bytes()))
    store = store_of(run)
    whole.update((store / "snapshots" / (store / "current").read_text().strip() / "graphs.txt").read_bytes())
    return whole.hexdigest()


def store_of(run: Path) -> Path:
    """Where a run is loaded."""
    return run.with_name(f"{run.name}-store")


class Disturber:
    """A cluster of two nodes, a driver, and what can be done to them."""

    def __init__(self, source: Path, seed: int) -> None:
        self.source, self.rng = source, random.Random(seed)
        self.cluster = Cluster()
        self.another_node(include_dashboard=False)
        self.node = self.another_node()
        self.made: Counter[str] = Counter()

    def another_node(self, **options: bool) -> Any:
        """Start a node; on a busy machine it may take more than one try."""
        for _ in range(5):
            try:
                return self.cluster.add_node(num_cpus=1, **options)
            except Exception as error:  # noqa: BLE001 - Ray raises nothing more exact
                print(f"  a node did not start: {str(error)[:80]}", flush=True)
        raise SystemExit("no node starts")

    def start(self, run: Path) -> subprocess.Popen[bytes]:
        """Start the driver."""
        command = [sys.executable, "-c", DRIVER, str(self.source), str(run), self.cluster.address]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def readers(self) -> list[psutil.Process]:
        """The processes that read articles."""
        found = []
        for process in psutil.process_iter(["cmdline"]):
            line = " ".join(process.info["cmdline"] or [])
            if line.startswith("ray::") and "UnitReader" in line:
                found.append(process)
        return found

    def disturb(self, kind: str, driver: subprocess.Popen[bytes], run: Path) -> bool:
        """Do something to the run; tells whether there was something to do it to."""
        if kind == "reader":
            readers = self.readers()
            if not readers:
                return False
            self.rng.choice(readers).send_signal(signal.SIGKILL)
        elif kind == "node":
            self.cluster.remove_node(self.node, allow_graceful=False)
            self.node = self.another_node()
        elif kind == "driver":
            driver.send_signal(signal.SIGKILL)
        elif os.path.ismount(run.parent):
            filler = run.parent / "filler"
            # Without a buffer: what a full disk did not take must not be tried again when the file is closed.
            with suppress(OSError), filler.open("wb", buffering=0) as stream:
                while True:
                    stream.write(b"\0" * 2**16)
            time.sleep(self.rng.uniform(2, 8))
            filler.unlink()
        else:
            return False
        self.made[kind] += 1
        return True

    def run(self, run: Path, faults: int) -> list[str]:
        """One run with some faults; gives what its drivers said at their ends."""
        ends: list[str] = []
        started = time.monotonic()
        driver = self.start(run)
        pause = time.monotonic() + self.rng.uniform(8, 20)
        while time.monotonic() - started < LIMIT:
            if driver.poll() is not None:
                said = (driver.stdout.read() if driver.stdout else b"").decode().strip().splitlines()
                ends.append(f"{driver.returncode}: {said[-1][:150] if said else ''}")
                if driver.returncode == 0:
                    return ends
                driver = self.start(run)
            elif faults and time.monotonic() > pause:
                kind = self.rng.choice(KINDS)
                if self.disturb(kind, driver, run):
                    faults -= 1
                    print(f"  {time.monotonic() - started:6.0f} s  {kind}", flush=True)
                pause = time.monotonic() + self.rng.uniform(3, 12)
            time.sleep(0.2)
        raise SystemExit(f"{run} was not complete after {LIMIT:.0f} s: {ends}")


def main() -> None:
    """Disturb and compare."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--faults", type=int, default=30)
    ask.add_argument("--articles", type=int, default=2000)
    ask.add_argument("--folder", type=Path, default=Path(tempfile.mkdtemp()))
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    source = given.folder / "corpus.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for number in range(given.articles):
            out.write(json.dumps(article(given.seed, number)[0]) + "\n")
    disk = given.folder / "disk"
    disk.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=False).returncode == 0
    if not mounted:
        print("no right to mount: the disk is not filled")
    disturber = Disturber(source, given.seed)
    wrong = 0
    try:
        print("undisturbed", disturber.run(disk / "calm", 0), flush=True)
        wanted = digest(disk / "calm")
        rounds = 0
        while (left := given.faults - disturber.made.total()) > 0:
            rounds += 1
            ends = disturber.run(disk / f"run{rounds}", min(left, 8))
            same = digest(disk / f"run{rounds}") == wanted
            wrong += not same
            for folder in (disk / f"run{rounds}", store_of(disk / f"run{rounds}")):
                shutil.rmtree(folder)
            print(f"run {rounds}: {'the same quads' if same else 'OTHER QUADS'}; drivers ended {ends}", flush=True)
            subprocess.run(["rm", "-rf", disk / f"run{rounds}", disk / f"run{rounds}-store"], check=True)
    finally:
        disturber.cluster.shutdown()
        if mounted:
            subprocess.run(["umount", "-l", disk], check=False)
    print(f"{disturber.made.total()} faults {dict(disturber.made)} in {rounds} runs, {wrong} with other quads")
    raise SystemExit(wrong > 0)


if __name__ == "__main__":
    main()
