"""From sources to a store: read, extract, resolve, write a snapshot.

The only module where the text side and the graph side meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sco_graph.articles import read_articles
from sco_graph.errors import ArticleError
from sco_graph.model import Article, Extraction


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
        return (
            f"{self.articles:,} articles ({self.added:,} new, {self.changed:,} changed, {self.unchanged:,} known), "
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
    """Read the articles of several sources, in the order given."""
    for source in sources:
        yield from read_articles(source, issued=issued, publisher=publisher, strict=strict, on_error=on_error)


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
    from sco_graph.extract import extract_all  # spaCy is only loaded when there is text to read
    from sco_graph.nlp import build_pipeline  # as above

    articles = read_all(sources, issued=issued, publisher=publisher, strict=strict, on_error=on_error)
    yield from extract_all(articles, build_pipeline(model))
