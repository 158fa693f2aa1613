"""How quick the SPARQL endpoint is, beside `oxigraph serve` (and rdflib-endpoint, if installed) on the same graph.

    python benchmarks/service.py STORE [SECONDS]

needs the package `oxigraph`.  Small queries are asked in turn, one client, the servers alternating: the median time of
each and the difference; then 8 clients for some seconds each: answers a second and the ratio.  Each is done twice: with
queries that were never asked before (a comment makes them new), and with the same ones again and again, which sco-graph
answers from memory as long as the snapshot is the same.  All in one run, as other work on the machine moves all figures
alike.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import sco_graph
from sco_graph.iris import prefix_lines
from sco_graph.queries import sparql_of

_CLIENTS = 8
_ROUNDS = 100
_NAMED = {
    "ASK {}": None,
    "label of a thing": "SELECT ?label WHERE { id:Beijing rdfs:label ?label }",
    "members_on": {"date": "2016-01-01"},
    "participants": {"event": "Peace_Mission_2014"},
    "exercises": {},
    "offices_of": {"person": "Xi_Jinping"},
}


def queries() -> dict[str, str]:
    """Small queries, with all that they need to be asked anywhere."""
    found = {}
    for name, about in _NAMED.items():
        if isinstance(about, dict):
            found[name] = sparql_of(name, **about)
        else:
            found[name] = prefix_lines() + (about or name)
    return found


class Connection:
    """A connection that is kept, and speaks just enough HTTP to cost little beside what is measured."""

    def __init__(self, port: int, path: str) -> None:
        self._port, self._path = port, path

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 24)

    async def ask(self, query: str) -> int:
        """Ask a query; gives the length of the answer's body."""
        head = f"GET {self._path}?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n"
        self._writer.write(f"{head}Accept: application/sparql-results+json\r\n\r\n".encode())
        answer = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in answer.partition(b"\r\n")[0]:
            raise RuntimeError(answer.decode())
        if b"content-length: " in answer:
            length = int(answer.partition(b"content-length: ")[2].partition(b"\r")[0])
            return len(await self._reader.readexactly(length))
        size = 0
        while length := int(await self._reader.readuntil(b"\r\n"), 16):
            size += len(await self._reader.readexactly(length + 2)) - 2
        await self._reader.readexactly(2)
        return size


class Texts:
    """The queries, as new or as they were.

    Args:
        texts: The queries.
        new: Whether each is to be asked as if for the first time.
    """

    def __init__(self, texts: list[str], *, new: bool) -> None:
        self._texts, self._new, self._number = texts, new, 0

    def next(self, which: int) -> str:
        """The query of that number, round and round."""
        text = self._texts[which % len(self._texts)]
        if not self._new:
            return text
        self._number += 1
        return f"{text} #{self._number} {time.time_ns()}"


async def latencies(servers: dict[str, tuple[int, str]], texts: dict[str, str], rounds: int, *, new: bool) -> None:
    """One client; the servers take turns."""
    connections = {name: Connection(*where) for name, where in servers.items()}
    for connection in connections.values():
        await connection.open()
    overall: dict[str, list[float]] = {name: [] for name in servers}
    for label, text in texts.items():
        times: dict[str, list[float]] = {name: [] for name in servers}
        asked = Texts([text], new=new)
        for number in range(rounds + 5):
            for name, connection in connections.items():
                query = asked.next(0)
                began = time.perf_counter()
                await connection.ask(query)
                if number >= 5:
                    times[name].append((time.perf_counter() - began) * 1000)
        print(f"  {label:20}", "  ".join(f"{name} {statistics.median(found):7.2f} ms" for name, found in times.items()))
        for name in servers:
            overall[name] += times[name]
    medians = {name: statistics.median(found) for name, found in overall.items()}
    beside = {name: f"{median:.2f} ms ({median - medians['oxigraph']:+.2f})" for name, median in medians.items()}
    print("  median of all:", ", ".join(f"{name} {told}" for name, told in beside.items()))


async def throughput(where: tuple[int, str], texts: Texts, seconds: float) -> float:
    """Eight clients; answers a second."""
    ends = time.perf_counter() + seconds
    counts = [0] * _CLIENTS

    async def client(number: int) -> None:
        connection = Connection(*where)
        await connection.open()
        while time.perf_counter() < ends:
            await connection.ask(texts.next(number + counts[number]))
            counts[number] += 1

    await asyncio.gather(*(client(number) for number in range(_CLIENTS)))
    return sum(counts) / seconds


def compare_throughput(servers: dict[str, tuple[int, str]], texts: list[str], seconds: float, *, new: bool) -> None:
    """The servers take turns, three times each."""
    rates: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(3):
        for name, where in servers.items():
            rates[name].append(asyncio.run(throughput(where, Texts(texts, new=new), seconds / 3)))
    best = {name: statistics.median(found) for name, found in rates.items()}
    told = (f"{name} {rate:.0f}/s ({rate / best['oxigraph']:.2f} of oxigraph)" for name, rate in best.items())
    print(f"  {_CLIENTS} clients:", ", ".join(told))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A server, from the moment it listens."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()


def servers(store: Path, folder: Path, stack: ExitStack) -> dict[str, tuple[int, str]]:
    """Start them all on one graph; name -> port and path."""
    tool = Path(sys.executable).parent
    nquads = folder / "graph.nq"
    with sco_graph.open(store) as graph:
        nquads.write_bytes(graph.export("nq"))
    copy = folder / "oxigraph"
    subprocess.run([tool / "oxigraph", "load", "--location", copy, "--file", nquads], check=True, capture_output=True)
    ports = [_free_port() for _ in range(3)]
    commands = {
        "sco-graph": ([str(tool / "sco-graph"), "serve", str(store), "--port", str(ports[0])], ports[0], "/sparql"),
        "oxigraph": (
            [
                str(tool / "oxigraph"),
                "serve-read-only",
                "--location",
                str(copy),
                "--bind",
                f"127.0.0.1:{ports[1]}",
                "--union-default-graph",
            ],
            ports[1],
            "/query",
        ),
    }
    if endpoint := shutil.which("rdflib-endpoint", path=str(tool)) or shutil.which("rdflib-endpoint"):
        commands["rdflib-endpoint"] = ([endpoint, "serve", str(nquads), "--port", str(ports[2])], ports[2], "/")
    for command, port, _ in commands.values():
        stack.enter_context(running(command, port))
    time.sleep(3)
    return {name: (port, path) for name, (_, port, path) in commands.items()}


def main() -> None:
    """Measure and print."""
    store, seconds = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 10.0
    texts = queries()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        started = servers(store, Path(folder), stack)
        for new in (True, False):
            print("queries that are new:" if new else "queries that were asked before:")
            fast = {name: where for name, where in started.items() if name != "rdflib-endpoint"}
            asyncio.run(latencies(fast, texts, _ROUNDS, new=new))
            compare_throughput(fast, list(texts.values()), seconds, new=new)
        if "rdflib-endpoint" in started:
            print("beside rdflib-endpoint:")
            asyncio.run(latencies(started, texts, 3, new=True))


if __name__ == "__main__":
    main()
