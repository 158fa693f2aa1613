"""What a watch remembers, beside the store: how far each feed was read, and which entries wait for their page.

One SQLite file; each step is one transaction, so that a watch can be stopped at any moment.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from sco_graph.articles.values import Record
from sco_graph.errors import StoreError

NAME = "watch.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS entry (
    key TEXT PRIMARY KEY, digest TEXT NOT NULL, feed TEXT NOT NULL, record TEXT,
    due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS waiting ON entry (due) WHERE record IS NOT NULL;
CREATE TABLE IF NOT EXISTS story (article TEXT PRIMARY KEY, hashes BLOB NOT NULL, added REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Feed:
    """How far a feed was read.

    Attributes:
        url: Its address.
        etag: What its server called its last state.
        modified: When it last changed, as its server says.
        due: When to ask again, in seconds since 1970.
        failures: How often in a row it could not be read.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed that is not in the store yet.

    Attributes:
        key: What tells it from others.
        digest: What tells its state from others.
        feed: Address of the feed.
        record: What the feed says of it.
        due: When to fetch its page, in seconds since 1970.
        failures: How often that failed.
    """

    key: str
    digest: str
    feed: str
    record: Record
    due: float = 0.0
    failures: int = 0


class State:
    """The memory of a watch; one watch at a time has it.

    Args:
        folder: Folder of the store; made if it does not exist.

    Raises:
        StoreError: if it cannot be opened, or another watch has it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(folder / "watch.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._lock)
            raise StoreError(
                f"{folder}: another watch writes to this store: stop it, or name its feeds there"
            ) from error
        with self._translated():
            self._db = sqlite3.connect(self._path, timeout=60)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_SCHEMA)

    def feed(self, url: str) -> Feed:
        """How far a feed was read; a new one was not."""
        with self._translated():
            row = self._db.execute("SELECT * FROM feed WHERE url = ?", (url,)).fetchone()
        return Feed(*row) if row else Feed(url)

    def keep_feed(self, feed: Feed, entries: Iterable[Entry] = ()) -> int:
        """Note how far a feed was read, and the entries that are new or have changed; gives how many these are."""
        new = 0
        with self._translated(), self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?)",
                (feed.url, feed.etag, feed.modified, feed.due, feed.failures),
            )
            for entry in entries:
                row = self._db.execute("SELECT digest FROM entry WHERE key = ?", (entry.key,)).fetchone()
                if row is None or row[0] != entry.digest:
                    self._put(entry)
                    new += 1
        return new

    def keep_entry(self, entry: Entry) -> None:
        """Note when an entry's page is to be tried again."""
        with self._translated(), self._db:
            self._put(entry)

    def _put(self, entry: Entry) -> None:
        values = (entry.key, entry.digest, entry.feed, json.dumps(asdict(entry.record)), entry.due, entry.failures)
        self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)", values)

    def waiting(self) -> list[Entry]:
        """The entries that are not in the store yet, in the order in which they were seen."""
        with self._translated():
            rows = self._db.execute("SELECT * FROM entry WHERE record IS NOT NULL ORDER BY rowid").fetchall()
        return [
            Entry(key, digest, feed, Record(**json.loads(record)), due, failures)
            for key, digest, feed, record, due, failures in rows
        ]

    def done(self, keys: Iterable[str], stories: Iterable[tuple[str, bytes, float]]) -> None:
        """Note that entries are in the store, and the signatures of their articles."""
        with self._translated(), self._db:
            self._db.executemany("UPDATE entry SET record = NULL WHERE key = ?", [(key,) for key in keys])
            self._db.executemany("INSERT OR REPLACE INTO story VALUES (?, ?, ?)", stories)

    def stories(self, since: float) -> Iterator[tuple[str, bytes]]:
        """Articles and their signatures, added since a time; older ones are forgotten."""
        with self._translated():
            with self._db:
                self._db.execute("DELETE FROM story WHERE added < ?", (since,))
            yield from self._db.execute("SELECT article, hashes FROM story ORDER BY article")

    def close(self) -> None:
        """Close the file, and let another watch have it."""
        self._db.close()
        os.close(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self._path}: {error}") from error
