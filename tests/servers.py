"""SPARQL servers of other makers, started on loopback in a temporary folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest


@dataclass(frozen=True)
class Server:
    """Where a server listens, and what opens it."""

    query: str
    update: str
    graph_store: str
    user: str | None = None
    password: str | None = None
    digest: bool = False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """An Oxigraph server (package ``oxigraph``)."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.exists():
        pytest.skip("the Oxigraph server is not installed: pip install oxigraph")
    root = f"http://127.0.0.1:{free_port()}"
    words: list[str | Path] = [binary, "serve", "--location", folder / "data", "--bind", root.removeprefix("http://")]
    with _running(words, folder, f"{root}/query?query=ASK%7B%7D"):
        yield Server(f"{root}/query", f"{root}/update", f"{root}/store")


_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """A Virtuoso 7 server (Debian's virtuoso-opensource-7), with Debian's limit of 10,000 rows."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7")
    folder.mkdir(parents=True, exist_ok=True)
    http = free_port()
    root = f"http://127.0.0.1:{http}"
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=free_port(), http=http), "utf-8")
    words = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with _running(words, folder, f"{root}/sparql?query=ASK%7B%7D"):
        yield Server(
            f"{root}/sparql-auth", f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth", "dba", "dba", digest=True
        )


@contextmanager
def _running(words: Sequence[str | Path], folder: Path, ready: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(list(map(str, words)), cwd=folder, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while not _answers(ready):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(
                    f"{words[0]} did not start: {(folder / 'server.log').read_text('utf-8', 'replace')[-2000:]}"
                )
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).status_code == 200
    except httpx.HTTPError:
        return False
