"""From sources to a store: read, extract, resolve, write a snapshot.

The only module where the text side and the graph side meet.
"""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sco_graph import wire
from sco_graph.articles import Ids, estimate, read_articles
from sco_graph.errors import ArticleError, InternalError
from sco_graph.extracting import Chunk, Extractor, Outcome, Read, chunks, extract_chunk, key_of, load_reader
from sco_graph.iris import article_iri
from sco_graph.model import Article, Extraction
from sco_graph.processes import cores
from sco_graph.spool import NAME as SPOOL
from sco_graph.spool import Spool

if TYPE_CHECKING:
    from sco_graph.store_writing import Change


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Attributes:
        articles: Articles done.
        total: Articles to do, where it is known.
        words_per_second: Words of article text a second since the start.
        skipped: Inputs that could not be read.
    """

    articles: int
    total: int | None
    words_per_second: float
    skipped: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        articles: Articles read.
        added: Articles that are new in the store.
        changed: Articles whose graph was replaced.
        unchanged: Articles that the store held already, word for word.
        facts: Facts in the articles read.
        quads: Quads in the store after the build.
        seconds: Time it took.
        skipped: One error for each input that could not be read.
    """

    articles: int
    added: int
    changed: int
    unchanged: int
    facts: int
    quads: int
    seconds: float
    skipped: tuple[ArticleError, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report for a program; each skipped input as its message."""
        return asdict(self) | {"skipped": [str(error) for error in self.skipped]}

    def summary(self) -> str:
        """The report in a line for a person."""
        articles = "article" if self.articles == 1 else "articles"
        return (
            f"{self.articles:,} {articles} ({self.added:,} new, {self.changed:,} changed, {self.unchanged:,} known), "
            f"{self.facts:,} facts; the store holds {self.quads:,} quads ({self.seconds:.1f} s)"
        )


def read_all(
    sources: Iterable[str | Path],
    *,
    issued: str | None = None,
    publisher: str | None = None,
    strict: bool = False,
    on_error: Callable[[ArticleError], None] | None = None,
) -> Iterator[Article]:
    """Read the articles of several sources, in the order given; no two get one id.

    Raises:
        NotFoundError: if one of the sources does not exist, before any is read.
    """
    ids = Ids()
    readers = [
        read_articles(source, issued=issued, publisher=publisher, strict=strict, on_error=on_error, ids=ids)
        for source in sources
    ]
    return itertools.chain.from_iterable(readers)


def extractions(
    sources: Iterable[str | Path],
    *,
    model: str | None = None,
    issued: str | None = None,
    publisher: str | None = None,
    strict: bool = False,
    on_error: Callable[[ArticleError], None] | None = None,
) -> Iterator[Extraction]:
    """Read sources and extract what each article states, one Extraction an article.

    Raises:
        ArticleError: with ``strict``, at the first article that cannot be read.
        ModelError: if ``model`` cannot be used.
    """
    articles = read_all(sources, issued=issued, publisher=publisher, strict=strict, on_error=on_error)
    nlp = load_reader(model)
    for chunk in chunks(articles):
        for item in extract_chunk(chunk, nlp):
            if isinstance(item, Extraction):
                yield item
            elif strict or on_error is None:
                raise item
            else:
                on_error(item)


def build(
    sources: Iterable[str | Path],
    store: str | Path,
    *,
    jobs: int | None = None,
    model: str | None = None,
    issued: str | None = None,
    publisher: str | None = None,
    strict: bool = False,
    progress: Callable[[Progress], None] | None = None,
    extractor: Extractor | None = None,
) -> BuildReport:
    """Read articles into a store: new ones are added, changed ones replaced, known ones left as they are.

    Things that two articles name differently are resolved to one, also with those that the store knows already.  A
    build that is killed leaves the store as it was; the next one goes on where it ended.  The result does not depend
    on ``jobs``.

    Args:
        sources: Paths, addresses or ``-``.
        store: Folder of the store; made if it does not exist.
        jobs: Processes; by default one a core that this process may use.
        model: Name or path of a spaCy pipeline; None for the bundled one.
        issued: ISO date of articles that do not tell theirs.
        publisher: The same for the publisher.
        strict: Stop at the first article that cannot be read.
        progress: Is told now and then how far the build is.
        extractor: One with the same ``model`` that was used before, to spare loading it again.

    Raises:
        NotFoundError: if a source does not exist.
        ArticleError: with ``strict``, at the first article that cannot be read.
        ModelError: if ``model`` cannot be used.
        StoreError: if the store cannot be written.
    """
    sources = list(sources)
    watch = _Watch(estimate(sources) if progress else None, progress)
    articles = read_all(sources, issued=issued, publisher=publisher, strict=strict, on_error=watch.skip)
    extractor = extractor or Extractor(jobs or cores(), model)
    return _add(articles, Path(store), extractor, watch, strict=strict)


def add(
    articles: Iterable[Article],
    store: str | Path,
    *,
    extractor: Extractor | None = None,
    sources: Iterable[tuple[str, str]] = (),
) -> BuildReport:
    """Put articles into a store, as ``build`` does.

    Args:
        articles: No two with one identifier.
        store: Folder of the store; made if it does not exist.
        extractor: Reads them; by default in this process with the bundled model.  One that is kept loads it once.
        sources: Identifier of an article that the store holds or is given, and an address at which it stands as well.

    Raises:
        ModelError: if the model cannot be used.
        StoreError: if the store cannot be written.
    """
    return _add(articles, Path(store), extractor or Extractor(), _Watch(None, None), sources=sources)


def known_articles(
    store: str | Path, ids: Iterable[str] | None = None, *, last: int | None = None
) -> Iterator[Article]:
    """Articles that a store holds.

    Args:
        store: Folder of the store; it need not exist.
        ids: Which; those that are not there are passed over.
        last: How many of those that came last, if ``ids`` is not given.
    """
    if not (Path(store) / SPOOL).exists():
        return
    with Spool(Path(store)) as spool:
        records = map(spool.record, ids) if ids is not None else spool.latest(last if last is not None else -1)
        for record in records:
            if record is not None:
                yield wire.load(record).article


def _add(
    articles: Iterable[Article],
    store: Path,
    extractor: Extractor,
    watch: _Watch,
    *,
    sources: Iterable[tuple[str, str]] = (),
    strict: bool = False,
) -> BuildReport:
    with Spool(store) as spool:
        for outcome in _unread(chunks(articles), spool, extractor, watch):
            for item in outcome:
                if isinstance(item, ArticleError):
                    if strict:
                        raise item
                    watch.skip(item)
        spool.add_sources(sources)
        with spool.writing():
            change = write_store(store, spool, extractor.jobs)
    return BuildReport(
        articles=watch.articles,
        added=change.added,
        changed=change.changed,
        unchanged=change.unchanged,
        facts=watch.facts,
        quads=change.quads,
        seconds=time.monotonic() - watch.start,
        skipped=tuple(watch.skipped),
    )


def _unread(source: Iterable[Chunk], spool: Spool, extractor: Extractor, watch: _Watch) -> Iterator[Outcome]:
    """Read what the spool does not hold; keep it there, and yield what came of it."""
    keys: deque[dict[str, str]] = deque()

    def fresh() -> Iterator[Chunk]:
        for chunk in source:
            wanted = {article.id: key_of(article, extractor.fingerprint) for article in chunk}
            if spool.holds(wanted):
                watch.count(len(chunk), *spool.touch(wanted))
            else:  # all of it, as a language model may read an article otherwise in other company
                keys.append(wanted)
                yield chunk

    for outcome in extractor.read(fresh()):
        wanted = keys.popleft()
        if len(outcome) != len(wanted):
            raise InternalError(f"of {len(wanted)} articles {len(outcome)} came back from reading: {', '.join(wanted)}")
        reads = [item for item in outcome if isinstance(item, Read)]
        spool.add(reads, wanted)
        watch.count(len(reads), sum(read.words for read in reads), sum(read.facts for read in reads))
        yield outcome
    if keys:
        raise InternalError(f"articles did not come back from reading: {', '.join(id_ for one in keys for id_ in one)}")


def write_store(store: Path, spool: Spool, jobs: int) -> Change:
    """Resolve things across the articles that were read, and put their graphs into the store.

    Args:
        store: Folder of the store.
        spool: What was read; its lock (``writing``) is held.
        jobs: Threads that may load.

    Raises:
        StoreError: if the store cannot be written.
    """
    from sco_graph import rdf, resolve
    from sco_graph.store import replace

    before = spool.mapping()
    after = spool.resolve()
    renamed = {name for name in {*before, *after} if before.get(name) != after.get(name)}

    def graphs() -> Iterator[tuple[str, bytes]]:
        for article_id, things, record, nquads in spool.graphs(renamed):
            if any(name in after for name in things):
                nquads = rdf.nquads(resolve.apply(wire.load(record), after))  # noqa: PLW2901 - the graph as resolved
            if also := spool.sources(article_id):
                nquads = rdf.with_sources(article_id, nquads, also)  # noqa: PLW2901 - as above
            yield article_iri(article_id), nquads

    change = replace(store, graphs(), threads=jobs)
    spool.publish(after)
    return change


class _Watch:
    """Counts what a build does, and tells whoever looks."""

    def __init__(self, total: int | None, progress: Callable[[Progress], None] | None) -> None:
        self.start = time.monotonic()
        self.articles = self.facts = self._words = 0
        self.skipped: list[ArticleError] = []
        self._progress = progress
        self._total = total

    def count(self, articles: int, words: int, facts: int) -> None:
        """Add what was done."""
        self.articles += articles
        self._words += words
        self.facts += facts
        self._tell()

    def skip(self, error: ArticleError) -> None:
        """Add what could not be read."""
        self.skipped.append(error)
        self._tell()

    def _tell(self) -> None:
        if self._progress:
            rate = self._words / max(time.monotonic() - self.start, 1e-3)
            self._progress(Progress(self.articles, self._total, rate, len(self.skipped)))
