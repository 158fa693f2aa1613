"""Articles to extractions: in this process, or in several with the same result.

Articles travel in chunks of fixed size, cut where they stand in the input.  So the language model sees the same batches
however many processes there are, and the outcome cannot depend on their number.
"""

from __future__ import annotations

import hashlib
import itertools
import multiprocessing
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from sco_graph import wire
from sco_graph.errors import ArticleError, ModelError
from sco_graph.model import Article, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

CHUNK = 16
"""Articles in a chunk, at most: larger ones are read no faster, and leave processes idle at the end."""

CHUNK_TEXT = 400_000
"""Characters at which a chunk is closed before: a pipeline needs about a kilobyte for each."""

_DEATHS = 2  # worker processes that a chunk may cost before it is taken apart


@dataclass(frozen=True, slots=True)
class Read:
    """One article read.

    Attributes:
        id: Of the article.
        words: In its text.
        facts: Found in it.
        things: Local names that its graph uses.
        record: The extraction, by ``wire.dump``.
        fragments: What it says of each thing, for resolution: see ``gathering``.
        nquads: The same as N-Quads, before anything is resolved across articles.
    """

    id: str
    words: int
    facts: int
    things: tuple[str, ...]
    record: bytes
    fragments: tuple[tuple[str, bytes], ...]
    nquads: bytes


Chunk = tuple[Article, ...]
Outcome = tuple[Read | ArticleError, ...]


def chunks(articles: Iterable[Article], size: int = CHUNK) -> Iterator[Chunk]:
    """Cut the input where it stands."""
    chunk: list[Article] = []
    length = 0
    for article in articles:
        chunk.append(article)
        length += len(article.text)
        if len(chunk) == size or length >= CHUNK_TEXT:
            yield tuple(chunk)
            chunk, length = [], 0
    if chunk:
        yield tuple(chunk)


def extract_chunk(chunk: Chunk, nlp: Language) -> list[Extraction | ArticleError]:
    """Extract what some articles state; one that cannot be read is named, and costs the others nothing."""
    from sco_graph.extract import extract_all  # spaCy is only loaded when there is text to read

    try:
        with nlp.memory_zone():  # what the vocabulary learns from a chunk is forgotten with it
            return list(extract_all(chunk, nlp))
    except Exception as error:  # noqa: BLE001 - one article must not end a run of millions, whatever our rules trip over
        if len(chunk) == 1:
            return [_poisoned(chunk[0], f"{type(error).__name__}: {error}")]
        return [done for article in chunk for done in extract_chunk((article,), nlp)]


def read_chunk(chunk: Chunk, nlp: Language) -> Outcome:
    """Extract a chunk and write it as bytes."""
    from sco_graph import gathering, rdf  # not needed by those who only read

    outcome: list[Read | ArticleError] = []
    for item in extract_chunk(chunk, nlp):
        if isinstance(item, ArticleError):
            outcome.append(item)
            continue
        things = tuple(sorted(entity.id for entity in item.entities))
        outcome.append(
            Read(
                id=item.article.id,
                words=len(item.article.text.split()),
                facts=len(item.facts),
                things=things,
                record=wire.dump(item),
                fragments=tuple(gathering.fragments(item)),
                nquads=rdf.nquads(item),
            )
        )
    return tuple(outcome)


class Extractor:
    """Reads chunks in their order, in this process or in several.

    Args:
        jobs: Processes; 1 for this one.
        model: Name or path of a spaCy pipeline; None for the bundled one.
    """

    def __init__(self, jobs: int = 1, model: str | None = None) -> None:
        self._jobs, self._model = max(1, jobs), model
        self._nlp: Language | None = None
        self.fingerprint = fingerprint(model)

    def read(self, source: Iterable[Chunk]) -> Iterator[Outcome]:
        """Read chunks; memory holds a few of them at a time.

        Raises:
            ModelError: if the pipeline cannot be loaded.
        """
        ahead = list(itertools.islice(iter(source := iter(source)), 2))
        every = itertools.chain(ahead, source)
        if self._jobs == 1 or len(ahead) < 2:  # starting processes costs more than one chunk
            for chunk in every:
                yield read_chunk(chunk, self._pipeline())
        else:
            yield from self._in_processes(every)

    def _pipeline(self) -> Language:
        if self._nlp is None:
            from sco_graph.nlp.pipeline import build_pipeline  # as above

            self._nlp = build_pipeline(self._model)
        return self._nlp

    def _in_processes(self, source: Iterator[Chunk]) -> Iterator[Outcome]:
        with ExitStack() as stack:
            pool = self._pool(stack)
            waiting: deque[tuple[Chunk, Future[Outcome]]] = deque()
            while True:
                for chunk in itertools.islice(source, 2 * self._jobs - len(waiting)):
                    waiting.append((chunk, _send(pool, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    # Somebody died: which one is not told.  The first is tried alone; the others are sent again.
                    pool = self._pool(stack)
                    outcome = self._alone(chunk)
                    waiting = deque((other, _send(pool, other)) for other, _ in waiting)
                yield outcome

    def _alone(self, chunk: Chunk) -> Outcome:
        """Read a chunk in processes of its own; an article that kills them is named."""
        for _ in range(_DEATHS if len(chunk) > 1 else 1):
            with ExitStack() as stack:
                try:
                    return _submit(self._pool(stack, 1), chunk).result()
                except BrokenProcessPool:
                    continue
        if len(chunk) == 1:
            return (_poisoned(chunk[0], "the process that read it died"),)
        return tuple(done for article in chunk for done in self._alone((article,)))

    def _pool(self, stack: ExitStack, jobs: int | None = None) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks held by other threads
        pool = ProcessPoolExecutor(jobs or self._jobs, context, _start, (self._model,))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        return pool


_nlp: list[Language | ModelError] = []  # a worker process's own pipeline


def _start(model: str | None) -> None:
    from sco_graph.nlp.pipeline import build_pipeline

    try:
        _nlp.append(build_pipeline(model))
    except ModelError as error:
        _nlp.append(error)  # raised where it can be reported: an initializer that fails only breaks the pool


def _work(chunk: Chunk) -> Outcome:
    nlp = _nlp[0]
    if isinstance(nlp, ModelError):
        raise nlp
    return read_chunk(chunk, nlp)


def _submit(pool: ProcessPoolExecutor, chunk: Chunk) -> Future[Outcome]:
    """Submit a chunk; a process that this starts does not run the caller's script again, as spawn would have it.

    The workers need nothing of the script, and one without ``if __name__ == "__main__":`` would break each of them.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return pool.submit(_work, chunk)
    finally:
        sys.modules["__main__"] = main


def _send(pool: ProcessPoolExecutor, chunk: Chunk) -> Future[Outcome]:
    """Submit a chunk; a pool that is broken already answers like one that breaks at it."""
    try:
        return _submit(pool, chunk)
    except BrokenProcessPool as error:
        failed: Future[Outcome] = Future()
        failed.set_exception(error)
        return failed


def _poisoned(article: Article, why: str) -> ArticleError:
    message = f"{article.id} was left out, as reading it failed ({why[:200]}): please report it"
    return ArticleError(message, source=article.source or "")


def fingerprint(model: str | None) -> str:
    """A digest of everything that an extraction depends on beside its article: our code, the tables, the model."""
    from pathlib import Path

    from sco_graph.errors import ResourceError
    from sco_graph.resources import model_dir, reference_dir

    package = Path(__file__).parent
    paths = [*sorted(package.rglob("*.py")), *sorted(reference_dir().glob("*.csv"))]
    digest = hashlib.sha256(str(model).encode())
    try:
        chosen = Path(model) if model else model_dir()
    except ResourceError:
        chosen = package / "none"
    for path in (*paths, chosen / "meta.json"):
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def key_of(article: Article, print_: str) -> str:
    """What an article's extraction depends on, as a digest."""
    parts = [print_, *(str(getattr(article, name)) for name in Article.__dataclass_fields__)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
