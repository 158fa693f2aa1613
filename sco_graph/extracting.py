"""Articles to extractions: in this process, or in several with the same result.

Articles travel in chunks of fixed size, cut where they stand in the input.  So the language model sees the same batches
however many processes there are, and the outcome cannot depend on their number.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import itertools
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sco_graph import wire
from sco_graph.errors import ArticleError
from sco_graph.model import Article, Extraction
from sco_graph.processes import Died, in_processes

if TYPE_CHECKING:
    from spacy.language import Language

CHUNK = 8
"""Articles in a chunk, at most: larger ones are read no faster, and leave processes idle at the end."""

CHUNK_TEXT = 400_000
"""Characters at which a chunk is closed before: a pipeline needs about a kilobyte for each."""


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
        nquads: The same as N-Quads, before anything is resolved across articles, compressed by zlib.
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
    from sco_graph.nlp.languages import foreign

    reasons = [foreign(nlp, article.text) for article in chunk]
    if any(reasons):
        english = tuple(article for article, why in zip(chunk, reasons, strict=True) if not why)
        done = iter(extract_chunk(english, nlp))
        return [_foreign(a, why) if why else next(done) for a, why in zip(chunk, reasons, strict=True)]
    try:
        with nlp.memory_zone():  # what the vocabulary learns from a chunk is forgotten with it
            return list(extract_all(chunk, nlp))
    except Exception as error:  # noqa: BLE001 - one article must not end a run of millions, whatever our rules trip over
        if len(chunk) == 1:
            return [_poisoned(chunk[0], f"{type(error).__name__}: {error}")]
        return [done for article in chunk for done in extract_chunk((article,), nlp)]


def read_chunk(chunk: Chunk, nlp: Language) -> Outcome:
    """Extract a chunk and write it as bytes."""
    return tuple(item if isinstance(item, ArticleError) else written(item) for item in extract_chunk(chunk, nlp))


def written(extraction: Extraction) -> Read:
    """Write what an article states as bytes."""
    from sco_graph import gathering, rdf  # not needed by those who only read

    return Read(
        id=extraction.article.id,
        words=len(extraction.article.text.split()),
        facts=len(extraction.facts),
        things=tuple(sorted(entity.id for entity in extraction.entities)),
        record=wire.dump(extraction),
        fragments=tuple(gathering.fragments(extraction)),
        nquads=zlib.compress(rdf.nquads(extraction), 1),
    )


class Extractor:
    """Reads chunks in their order, in this process or in several.

    Args:
        jobs: Processes; 1 for this one.
        model: Name or path of a spaCy pipeline; None for the bundled one.
    """

    def __init__(self, jobs: int = 1, model: str | None = None) -> None:
        self.jobs, self._model = max(1, jobs), model
        self._nlp: Language | None = None
        self.fingerprint = fingerprint(model)

    def read(self, source: Iterable[Chunk]) -> Iterator[Outcome]:
        """Read chunks; memory holds a few of them at a time.

        Raises:
            ModelError: if the pipeline cannot be loaded.
        """
        ahead = list(itertools.islice(iter(source := iter(source)), 2))
        every = itertools.chain(ahead, source)
        if self.jobs == 1 or len(ahead) < 2 or not hasattr(os, "fork"):  # starting processes costs more than one chunk
            for chunk in every:
                yield read_chunk(chunk, self._pipeline())
        else:
            yield from self._in_processes(every, self.jobs)

    def _pipeline(self) -> Language:
        if self._nlp is None:
            self._nlp = load_reader(self._model)
        return self._nlp

    def _in_processes(self, source: Iterable[Chunk], jobs: int) -> Iterator[Outcome]:
        prepare = functools.partial(load_reader, self._model)
        for outcome in in_processes(source, jobs, prepare, read_chunk):
            if not isinstance(outcome, Died):
                yield outcome
            elif len(outcome.item) == 1:
                yield (_poisoned(outcome.item[0], "the process that read it died"),)
            else:  # article by article, as one of them must be to blame
                singles = ((article,) for article in outcome.item)
                yield tuple(itertools.chain.from_iterable(self._in_processes(singles, 1)))


def load_reader(model: str | None = None) -> Language:
    """Load all that reading needs: a pipeline, and the rules that it does not import itself.

    Nothing looks for garbage meanwhile, as what is made stays: that would take a fifth of the time.  (A threshold of 0,
    as one of spaCy's libraries switches collections off and on again.)

    Args:
        model: Name or path of a spaCy pipeline; None for the bundled one.

    Raises:
        ModelError: if it cannot be loaded.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    try:
        from sco_graph import extract, gathering, rdf  # noqa: F401 - spaCy is only loaded when there is text to read
        from sco_graph.nlp.pipeline import build_pipeline

        return build_pipeline(model)
    finally:
        gc.set_threshold(*thresholds)


def _poisoned(article: Article, why: str) -> ArticleError:
    message = f"{article.id} was left out, as reading it failed ({why[:200]}): please report it"
    return ArticleError(message, source=article.source or "", article=article.id)


def _foreign(article: Article, why: str) -> ArticleError:
    message = f"{article.id} was left out, as it is not in English ({why}): have it translated first"
    return ArticleError(message, source=article.source or "", article=article.id)


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
