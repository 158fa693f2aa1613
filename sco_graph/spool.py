"""What was read so far, beside the store.

A build that is killed goes on where it was, and a known article is not read again.  One SQLite file: the store's
snapshots are made from it, and readers of the store never touch it.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from sco_graph import gathering
from sco_graph.descriptors import Descriptor, blocking_keys
from sco_graph.errors import StoreError
from sco_graph.extracting import Read
from sco_graph.locking import busy, locked, unwritable

NAME = "extractions.sqlite"
_DESCRIBED = 20_000  # things kept as they were described last
_OURS = "id IN (SELECT article FROM part WHERE run = :run)"
_NEW_RUN = """
INSERT INTO note VALUES ('run', (SELECT coalesce(max(run), 0) + 1 FROM article))
ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
"""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, run INTEGER NOT NULL, published INTEGER NOT NULL,
    words INTEGER NOT NULL, facts INTEGER NOT NULL, things TEXT NOT NULL, record BLOB NOT NULL, nquads BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS part (
    run INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (run, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS said (
    thing TEXT NOT NULL, article TEXT NOT NULL, fragment BLOB NOT NULL, PRIMARY KEY (thing, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS said_in ON said (article);
CREATE TABLE IF NOT EXISTS source (
    article TEXT NOT NULL, address TEXT NOT NULL, PRIMARY KEY (article, address)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Spool:
    """The extractions of a store.

    Args:
        folder: The store's folder; made if it does not exist.

    Raises:
        StoreError: if it cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self._path, timeout=60)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_SCHEMA)
            with self._db:
                self.run = int(self._db.execute(_NEW_RUN).fetchone()[0])  # of this process, whatever others do

    def holds(self, keys: Mapping[str, str]) -> bool:
        """Tell whether all of some articles are here, read as they would be read now.

        Args:
            keys: Article id -> digest of what its extraction depends on.
        """
        with self._translated():
            for article_id, key in keys.items():
                row = self._db.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
                if row is None or row[0] != key:
                    return False
        return True

    def touch(self, ids: Iterable[str]) -> tuple[int, int]:
        """Mark articles as part of this run; gives their words and facts."""
        words = facts = 0
        with self._translated(), self._db:
            for article_id in ids:
                self._take([article_id])
                got = self._db.execute("SELECT words, facts FROM article WHERE id = ?", (article_id,)).fetchone()
                words, facts = words + got[0], facts + got[1]
        return words, facts

    def add(self, reads: Iterable[Read], keys: Mapping[str, str]) -> None:
        """Keep what was read, all of it or nothing."""
        rows = [
            (r.id, keys[r.id], self.run, 0, r.words, r.facts, "\n".join(r.things), r.record, r.nquads) for r in reads
        ]
        said = [(thing, r.id, fragment) for r in reads for thing, fragment in r.fragments]
        with self._translated(), self._db:
            self._db.executemany("DELETE FROM said WHERE article = ?", [row[:1] for row in rows])
            self._db.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self._db.executemany("INSERT INTO said VALUES (?, ?, ?)", said)
            self._take(row[0] for row in rows)

    def _take(self, ids: Iterable[str]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO part VALUES (?, ?)", [(self.run, id_) for id_ in ids])

    @contextlib.contextmanager
    def writing(self, *, wait: float = 600.0) -> Iterator[None]:
        """Hold the lock under which things are resolved and the store is written: two builds must not mix their names.

        Args:
            wait: Seconds to wait for another build.

        Raises:
            StoreError: if another build does not finish in time.
        """
        folder = self._path.parent
        with locked(folder / "build.lock", wait=wait, told=busy(folder)):
            yield

    def resolve(self) -> dict[str, str]:
        """Old name -> final name, of things in the articles that are in the store or in this run.

        The groups are made in a temporary file, so that memory holds one group at a time, and at the end those things
        alone that are one with another: see ``gathering``.
        """
        described = functools.lru_cache(maxsize=_DESCRIBED)(self._described)
        with self._translated(), self._db:
            self._db.execute("CREATE TEMP TABLE block (key TEXT NOT NULL, thing TEXT NOT NULL)")
            for (thing,) in self._rows("SELECT DISTINCT thing FROM said ORDER BY thing"):
                if (found := described(thing)) is not None:
                    keys = [(key, thing) for key in sorted(set(blocking_keys(found)))]
                    self._db.executemany("INSERT INTO block VALUES (?, ?)", keys)
            rows = self._rows("SELECT key, thing FROM block ORDER BY key, thing")
            alike: set[str] = set()
            for key, group in itertools.groupby(rows, key=lambda row: str(row[0])):
                things = [thing for _, thing in group]
                if len(things) > 1 or key in gathering.known_keys():
                    alike |= gathering.alike(key, filter(None, map(described, things)))
            self._db.execute("DROP TABLE block")
            return gathering.final_names(filter(None, map(described, sorted(alike))))

    def _described(self, thing: str) -> Descriptor | None:
        query = (
            "SELECT DISTINCT fragment FROM said JOIN article ON id = article WHERE thing = :thing AND "
            "(published OR EXISTS (SELECT 1 FROM part WHERE part.run = :run AND part.article = id))"
        )
        fragments = sorted(fragment for (fragment,) in self._db.execute(query, {"thing": thing, "run": self.run}))
        return gathering.described(fragments) if fragments else None

    def holds_others(self) -> bool:
        """Tell whether the store holds articles that are not of this run."""
        query = f"SELECT EXISTS (SELECT 1 FROM article WHERE published AND NOT {_OURS})"  # noqa: S608 - a constant
        with self._translated():
            return bool(self._db.execute(query, {"run": self.run}).fetchone()[0])

    def records(self) -> Iterator[bytes]:
        """What was read in each article that is in the store or in this run, by id."""
        query = f"SELECT record FROM article WHERE published OR {_OURS} ORDER BY id"  # noqa: S608 - a constant
        for (record,) in self._rows(query, {"run": self.run}):
            yield record

    def graphs(self, renamed: Collection[str]) -> Iterator[tuple[str, tuple[str, ...], bytes, bytes]]:
        """Id, things, record and N-Quads of the articles of this run, and of others that name a renamed thing."""
        wanted = f"published OR {_OURS}" if renamed else _OURS
        query = f"SELECT id, {_OURS}, things, record, nquads FROM article WHERE {wanted} ORDER BY id"  # noqa: S608 - as above
        for article_id, ours, things, record, nquads in self._rows(query, {"run": self.run}):
            names = tuple(things.split("\n")) if things else ()
            if ours or any(name in renamed for name in names):
                yield article_id, names, record, zlib.decompress(nquads)

    def add_sources(self, sources: Iterable[tuple[str, str]]) -> None:
        """Note addresses at which articles stand as well; these articles become part of this run."""
        sources = list(sources)
        with self._translated(), self._db:
            self._db.executemany("INSERT OR IGNORE INTO source VALUES (?, ?)", sources)
            self._take(id_ for id_, _ in sources)

    def sources(self, article_id: str) -> list[str]:
        """The addresses at which an article stands as well."""
        rows = self._db.execute("SELECT address FROM source WHERE article = ? ORDER BY address", (article_id,))
        return [address for (address,) in rows]

    def record(self, article_id: str) -> bytes | None:
        """What was read in one article, or None if it is not here."""
        with self._translated():
            row = self._db.execute("SELECT record FROM article WHERE id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def latest(self, count: int) -> Iterator[bytes]:
        """What was read in the articles that came last."""
        for (record,) in self._rows("SELECT record FROM article ORDER BY rowid DESC LIMIT ?", (count,)):
            yield record

    def publish(self, mapping: Mapping[str, str]) -> None:
        """Note that the store holds this run, with things named by ``mapping``."""
        with self._translated(), self._db:
            self._db.execute(f"UPDATE article SET published = 1 WHERE {_OURS}", {"run": self.run})  # noqa: S608 - as above
            self._db.execute("DELETE FROM part WHERE run = ?", (self.run,))
            self._db.execute("INSERT OR REPLACE INTO note VALUES ('mapping', ?)", (json.dumps(dict(mapping)),))

    def mapping(self) -> dict[str, str]:
        """How things were named when the store was last written."""
        with self._translated():
            row = self._db.execute("SELECT value FROM note WHERE name = 'mapping'").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, values: Mapping[str, int] | tuple[int, ...] = ()) -> Iterator[Any]:
        with self._translated():
            yield from self._db.execute(query, values)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise unwritable(self._path.parent, error) from error
        except sqlite3.Error as error:
            raise StoreError(f"{self._path} is damaged: {error}: restore it, or remove it and build again") from error
