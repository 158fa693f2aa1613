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

NAME = "extractions.sqlite"
_DESCRIBED = 20_000  # things kept as they were described last
_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, run INTEGER NOT NULL, published INTEGER NOT NULL,
    words INTEGER NOT NULL, facts INTEGER NOT NULL, things TEXT NOT NULL, record BLOB NOT NULL, nquads BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_run ON article (run, id);
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
            (last,) = self._db.execute("SELECT coalesce(max(run), 0) FROM article").fetchone()
        self.run = last + 1

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
                self._db.execute("UPDATE article SET run = ? WHERE id = ?", (self.run, article_id))
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
            "SELECT DISTINCT fragment FROM said JOIN article ON id = article WHERE thing = ? AND (published OR run = ?)"
        )
        fragments = sorted(fragment for (fragment,) in self._db.execute(query, (thing, self.run)))
        return gathering.described(fragments) if fragments else None

    def records(self) -> Iterator[bytes]:
        """What was read in each article that is in the store or in this run, by id."""
        where = "WHERE published OR run = ? ORDER BY id"
        for (record,) in self._rows(f"SELECT record FROM article {where}", (self.run,)):  # noqa: S608 - a constant
            yield record

    def graphs(self, renamed: Collection[str]) -> Iterator[tuple[str, tuple[str, ...], bytes, bytes]]:
        """Id, things, record and N-Quads of the articles of this run, and of others that name a renamed thing."""
        every = "WHERE published OR run = ? ORDER BY id" if renamed else "WHERE run = ? ORDER BY id"
        query = f"SELECT id, run, things, record, nquads FROM article {every}"  # noqa: S608 - a constant
        for article_id, run, things, record, nquads in self._rows(query, (self.run,)):
            names = tuple(things.split("\n")) if things else ()
            if run == self.run or any(name in renamed for name in names):
                yield article_id, names, record, zlib.decompress(nquads)

    def add_sources(self, sources: Iterable[tuple[str, str]]) -> None:
        """Note addresses at which articles stand as well; these articles become part of this run."""
        sources = list(sources)
        with self._translated(), self._db:
            self._db.executemany("INSERT OR IGNORE INTO source VALUES (?, ?)", sources)
            self._db.executemany("UPDATE article SET run = ? WHERE id = ?", [(self.run, id_) for id_, _ in sources])

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
            self._db.execute("UPDATE article SET published = 1 WHERE run = ?", (self.run,))
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

    def _rows(self, query: str, values: tuple[int, ...] = ()) -> Iterator[Any]:
        with self._translated():
            yield from self._db.execute(query, values)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self._path}: {error}") from error
