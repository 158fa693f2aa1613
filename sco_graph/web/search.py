"""Search: a full-text index of one snapshot, in SQLite's FTS5, and how it is asked.

Names are found by the trigrams that they share with what was typed, and then ordered by how alike they are, so that a
slip of the pen or another transliteration does no harm.  Sentences and articles are found by whole words.
"""

from __future__ import annotations

import contextlib
import math
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sco_graph.errors import StoreError
from sco_graph.web.search_text import fold, likeness, sound

NAME = "search.sqlite"
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE thing (id TEXT PRIMARY KEY, label TEXT, class TEXT, start TEXT, facts INTEGER) WITHOUT ROWID;
CREATE TABLE name (row INTEGER PRIMARY KEY, thing TEXT, text TEXT, folded TEXT);
CREATE VIRTUAL TABLE name_trigrams USING fts5 (text, content = '', tokenize = 'trigram');
CREATE TABLE sentence (row INTEGER PRIMARY KEY, thing TEXT, text TEXT);
CREATE VIRTUAL TABLE sentence_words USING fts5 (text, content = '', detail = none, prefix = '3');
CREATE TABLE article (row INTEGER PRIMARY KEY, id TEXT, title TEXT, issued TEXT, publisher TEXT, source TEXT,
  facts INTEGER);
CREATE VIRTUAL TABLE article_words USING fts5 (text, content = '', detail = none, prefix = '3');
"""
_NAMES = """
SELECT name.thing, name.text, name.folded, name.text = thing.label, thing.facts
FROM name JOIN thing ON thing.id = name.thing"""
_SENTENCES = """
SELECT sentence.thing, sentence.text FROM sentence_words JOIN sentence ON sentence.row = sentence_words.rowid
WHERE sentence_words MATCH ? ORDER BY sentence_words.rowid LIMIT 200"""
_COUNT_ALL = "SELECT COUNT(*) FROM article"
_COUNT = "SELECT COUNT(*) FROM article_words WHERE article_words MATCH :words"
_ALL_ARTICLES = """
SELECT id, title, issued, publisher, source, facts FROM article ORDER BY issued DESC, id LIMIT :limit OFFSET :offset"""
_ARTICLES = """
SELECT id, title, issued, publisher, source, facts FROM article
WHERE row IN (SELECT rowid FROM article_words WHERE article_words MATCH :words)
ORDER BY issued DESC, id LIMIT :limit OFFSET :offset"""
_ABOUT_ARTICLE = ("id", "title", "issued", "publisher", "source", "facts")
_CANDIDATES = 400
_LONGEST = 200  # characters of what is typed that count
_MOST_TRIGRAMS = 60
_ALIKE = 0.5  # less is another word
_ENOUGH = 0.6
_LABEL = 0.1  # a label is preferred to a shorter other name


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was searched for.

    Attributes:
        id: Its local name.
        label: Its label.
        cls: Its class.
        start: Its date, if it has one.
        matched: The other name, or the sentence, that was found; None if it is the label.
    """

    id: str
    label: str
    cls: str
    start: str | None
    matched: str | None

    def as_dict(self) -> dict[str, Any]:
        """For the explorer."""
        return {"id": self.id, "label": self.label, "class": self.cls, "start": self.start, "matched": self.matched}


class IndexWriter:
    """A new index, made in a file beside its place and put there when it is whole.

    Args:
        path: Its place.

    Raises:
        StoreError: if it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with _translated(path):
            handle = tempfile.NamedTemporaryFile(dir=path.parent, prefix=".search-", delete=False)  # noqa: SIM115
            handle.close()
            self._new = Path(handle.name)
            self._db = sqlite3.connect(self._new)
            self._db.executescript(_SCHEMA)

    def things(self, rows: Iterable[tuple[str, str, str, str | None, int, Iterable[str]]]) -> None:
        """Add things: local name, label, class, date, number of facts, all names."""
        with _translated(self._path):
            for thing, label, cls, start, facts, names in rows:
                self._db.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", (thing, label, cls, start, facts))
                for name in dict.fromkeys([label, *names]):
                    self._name(thing, name)

    def names(self, rows: Iterable[tuple[str, str]]) -> None:
        """Add further names of things: local name, name."""
        with _translated(self._path):
            for thing, name in rows:
                self._name(thing, name)

    def _name(self, thing: str, name: str) -> None:
        folded = fold(name[:_LONGEST])
        if folded:
            row = self._db.execute(
                "INSERT INTO name VALUES (NULL, ?, ?, ?)", (thing, name[:_LONGEST], folded)
            ).lastrowid
            self._db.execute("INSERT INTO name_trigrams (rowid, text) VALUES (?, ?)", (row, f" {sound(folded)} "))

    def sentences(self, rows: Iterable[tuple[str, str]]) -> None:
        """Add sentences: local name of the thing that each is about, text."""
        with _translated(self._path):
            for thing, text in rows:
                row = self._db.execute("INSERT INTO sentence VALUES (NULL, ?, ?)", (thing, text)).lastrowid
                self._db.execute("INSERT INTO sentence_words (rowid, text) VALUES (?, ?)", (row, fold(text)))

    def articles(self, rows: Iterable[tuple[str, str | None, str | None, str | None, str | None, int, str]]) -> None:
        """Add articles: local name, title, date, publisher, source, number of facts, text."""
        with _translated(self._path):
            for *about, text in rows:
                row = self._db.execute("INSERT INTO article VALUES (NULL, ?, ?, ?, ?, ?, ?)", about).lastrowid
                words = fold(f"{about[1] or ''} {text}")
                self._db.execute("INSERT INTO article_words (rowid, text) VALUES (?, ?)", (row, words))

    def publish(self) -> None:
        """Put it into its place."""
        with _translated(self._path):
            self._db.commit()
            self._db.close()
            self._new.chmod(0o644)
            self._new.replace(self._path)


class Index:
    """An index to be searched.

    Args:
        path: Its place.

    Raises:
        StoreError: if it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with _translated(path):
            self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)

    def search(self, text: str, limit: int) -> list[Found]:
        """Things whose names, or sentences, are like a text, the best first.

        Args:
            text: What was typed; its last word may be unfinished.
            limit: At most so many.
        """
        folded = fold(text[:_LONGEST])
        if not folded:
            return []
        best: dict[str, tuple[float, str]] = {}
        with _translated(self.path):
            for thing, name, plain, is_label, facts in self._candidates(folded):
                score = _score(folded, plain) + is_label * _LABEL + min(math.log10(facts + 1), 4) * 0.02
                if score >= _ENOUGH and score > best.get(thing, (0.0, ""))[0]:
                    best[thing] = score, name
            order = sorted(best, key=lambda thing: (-best[thing][0], len(best[thing][1]), thing))[:limit]
            found = [self._found(thing, best[thing][1]) for thing in order]
            if len(found) < limit:
                found += self._by_sentence(folded, limit - len(found), set(order))
        return found

    def _candidates(self, folded: str) -> Iterator[tuple[str, str, str, int, int]]:
        # The beginning of a name: the only way for one or two letters.
        start = (folded, folded + "\U0010ffff", _CANDIDATES)
        yield from self._db.execute(
            f"{_NAMES} WHERE name.folded >= ? AND name.folded < ? ORDER BY thing.facts DESC LIMIT ?", start
        )
        key = sound(folded)
        grams = dict.fromkeys(f" {key}"[i : i + 3] for i in range(len(key) - 1))
        if wanted := [gram for gram in grams if len(gram) == 3][:_MOST_TRIGRAMS]:
            match = " OR ".join(f'"{gram}"' for gram in wanted)
            rows = "SELECT rowid FROM name_trigrams WHERE name_trigrams MATCH ? ORDER BY rank LIMIT ?"
            yield from self._db.execute(f"{_NAMES} WHERE name.row IN ({rows})", (match, _CANDIDATES))

    def _found(self, thing: str, name: str) -> Found:
        id_, label, cls, start = self._db.execute(
            "SELECT id, label, class, start FROM thing WHERE id = ?", (thing,)
        ).fetchone()
        return Found(id_, label, cls, start, None if name == label else name)

    def _by_sentence(self, folded: str, limit: int, known: set[str]) -> list[Found]:
        rows = self._db.execute(_SENTENCES, (_all_words(folded),))
        found: dict[str, Found] = {}
        for thing, text in rows:
            if thing not in known and thing not in found and len(found) < limit:
                found[thing] = self._found(thing, text)
        return list(found.values())

    def articles(self, text: str, offset: int, limit: int) -> tuple[list[dict[str, Any]], int]:
        """Articles that hold all the words of a text, the newest first, and how many there are."""
        folded = fold(text[:_LONGEST])
        words = {"words": _all_words(folded), "limit": limit, "offset": offset}
        with _translated(self.path):
            (total,) = self._db.execute(_COUNT if folded else _COUNT_ALL, words).fetchone()
            rows = self._db.execute(_ARTICLES if folded else _ALL_ARTICLES, words)
            return [dict(zip(_ABOUT_ARTICLE, row, strict=True)) for row in rows], total

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _all_words(folded: str) -> str:
    """An FTS5 query for all words; the last may be unfinished."""
    words = folded.split() or [""]
    return " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])


def _score(typed: str, name: str) -> float:
    """How well a name answers what was typed: each word typed should have one like it, and little else be there."""
    if typed == name:
        return 2.0
    words, others = sound(typed).split(), sound(name).split()
    if not words or not others:
        return 0.0
    total = sum(max(_fit(word, other, last=i == len(words) - 1) for other in others) for i, word in enumerate(words))
    share = min(1.0, sum(map(len, words)) / sum(map(len, others)))
    begins = 0.3 if name.startswith(typed) else 0.0
    return total / len(words) * (0.8 + 0.2 * share) + begins


def _fit(word: str, other: str, *, last: bool) -> float:
    if last and other.startswith(word):
        return 1.0
    alike = likeness(word, other)
    if last and len(word) >= 4 and len(other) > len(word):  # it may be unfinished
        alike = max(alike, 0.95 * likeness(word, other[: len(word)]))
    return alike if alike >= _ALIKE else 0.0


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"the search index {path}: {error}") from error
