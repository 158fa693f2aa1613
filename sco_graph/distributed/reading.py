"""First pass: a unit is read and extracted; what came of it is one file, written when all of it is done."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sco_graph import wire
from sco_graph.articles.making import Ids, Maker
from sco_graph.distributed.target import Target
from sco_graph.distributed.units import Unit, articles_of
from sco_graph.errors import ArticleError
from sco_graph.extracting import Chunk, chunks, extract_chunk, load_reader
from sco_graph.model import Article, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

_DEATHS = 3  # processes that an article must have cost before it is taken for the culprit
_LENGTH = struct.Struct(">I")


class UnitReader:
    """What an actor does: it holds a pipeline, and reads units.

    Args:
        target: Folder of the run.
        model: Name or path of a spaCy pipeline; None for the bundled one.
        issued: ISO date of articles that do not tell theirs.
        publisher: The same for the publisher.
    """

    def __init__(self, target: str, model: str | None, issued: str | None, publisher: str | None) -> None:
        self._target = Target(target)
        self._issued, self._publisher = issued, publisher
        self._nlp: Language = load_reader(model)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Read the units of a batch (one); gives the name of each."""
        units = [Unit(**json.loads(text)) for text in batch["unit"]]
        for unit in units:
            self.read(unit)
        return {"name": [unit.name for unit in units]}

    def read(self, unit: Unit) -> None:
        """Read one unit, and write ``read/NAME`` and ``read/NAME.json``."""
        skipped: list[ArticleError] = []
        frames: list[bytes] = []
        counts = {"articles": 0, "words": 0, "facts": 0}
        maker = Maker(self._issued, self._publisher, Ids())

        def good() -> Iterator[Article]:
            for item in articles_of(unit, maker):
                if isinstance(item, Article):
                    yield item
                else:
                    skipped.append(item)

        for number, chunk in enumerate(chunks(good())):
            for item in self._chunk(unit, number, chunk):
                if isinstance(item, ArticleError):
                    skipped.append(item)
                    continue
                frames.append(wire.dump(item))
                counts["articles"] += 1
                counts["words"] += len(item.article.text.split())
                counts["facts"] += len(item.facts)
        data = pack(frames)
        self._target.write(f"read/{unit.name}", data)
        done = {"digest": hashlib.sha256(data).hexdigest(), **counts, "skipped": [_said(error) for error in skipped]}
        self._target.write(f"read/{unit.name}.json", json.dumps(done).encode())

    def _chunk(self, unit: Unit, number: int, chunk: Chunk) -> list[Extraction | ArticleError]:
        """Extract a chunk; one that processes died at before has its articles tried one by one first."""
        tries = Tries(self._target, f"{unit.name}/{number}")
        poisoned: dict[int, ArticleError] = {}
        if tries.count() >= _DEATHS:
            for index, article in enumerate(chunk):
                alone = Tries(self._target, f"{unit.name}/{number}.{index}")
                if alone.count() >= _DEATHS:
                    message = f"{article.id} was left out: {_DEATHS} processes that read it died; please report it"
                    poisoned[index] = ArticleError(message, source=article.source or "", article=article.id)
                    continue
                alone.begin()
                extract_chunk((article,), self._nlp)
                alone.end()
        tries.begin()
        done = extract_chunk(tuple(a for index, a in enumerate(chunk) if index not in poisoned), self._nlp)
        tries.end()
        return [*done, *poisoned.values()]


class Tries:
    """Marks of work that was begun, which outlive the process that set them.

    Args:
        target: Folder of the run.
        name: Of the piece of work.
    """

    def __init__(self, target: Target, name: str) -> None:
        self._target, self._folder = target, f"tries/{name}"

    def count(self) -> int:
        """How often the work was begun and not ended."""
        return len(self._target.names(self._folder))

    def begin(self) -> None:
        """Set a mark."""
        self._target.write(f"{self._folder}/{self.count()}", b"")

    def end(self) -> None:
        """Remove the marks."""
        for name in self._target.names(self._folder):
            self._target.remove(f"{self._folder}/{name}")


def pack(frames: list[bytes]) -> bytes:
    """Join records, each after its length."""
    return b"".join(part for frame in frames for part in (_LENGTH.pack(len(frame)), frame))


def unpack(data: bytes) -> Iterator[bytes]:
    """The records that ``pack`` joined."""
    at = 0
    while at < len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        yield data[at + 4 : at + 4 + length]
        at += 4 + length


def _said(error: ArticleError) -> list[Any]:
    return [error.message, error.source, error.line]
