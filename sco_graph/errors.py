"""Everything that sco-graph raises on purpose, in one tree.

    ScoGraphError
    ├── InputError            what was handed in cannot be used (a file, a URL, an option)
    │   ├── ArticleError      one article cannot be read; names the file and, where it has one, the line
    │   └── NotFoundError     a path, a store, a query or a thing that does not exist
    ├── ModelError            a language pipeline cannot be loaded, or lacks an annotation that is needed
    ├── ResourceError         a file that belongs to the installation is missing
    ├── ExtraError            a feature needs an extra that is not installed; says what to install
    ├── QueryError            a query is malformed, or a parameter has the wrong type
    │   └── RefusedError      a query asks for what is not allowed (SERVICE, LOAD, an update)
    ├── LimitError            a time, memory, row or size limit was reached
    ├── StoreError            a store cannot be opened, read or written
    └── InternalError         our own mistake: please report it

A message says what happened, to which input, and what to do.  Third-party errors are translated once, where our code
meets theirs, with ``raise Ours(message) from error``.
"""


class ScoGraphError(Exception):
    """The root of the tree: catch this to catch whatever sco-graph raises on purpose."""


class InputError(ScoGraphError):
    """What was handed in cannot be used."""


class ArticleError(InputError):
    """One article cannot be read.

    Args:
        message: What is wrong and what to do.
        source: The file or URL, as the user named it.
        line: The 1-based line in that file, where it has one.
        article: Identifier of the article, if it was read and then left out.
    """

    def __init__(self, message: str, *, source: str = "", line: int | None = None, article: str = "") -> None:
        self.message, self.source, self.line, self.article = message, source, line, article
        place = f"{source}:{line}" if line is not None else source
        super().__init__(f"{place}: {message}" if place else message)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between worker processes with the place intact."""
        return _article_error, (self.message, self.source, self.line, self.article)


def _article_error(message: str, source: str, line: int | None, article: str) -> ArticleError:
    return ArticleError(message, source=source, line=line, article=article)


class NotFoundError(InputError):
    """A path, a store, a query or a thing that does not exist."""


class ModelError(ScoGraphError):
    """A language pipeline cannot be loaded, or lacks an annotation that is needed."""


class ResourceError(ScoGraphError):
    """A file that belongs to the installation is missing."""


class ExtraError(ScoGraphError):
    """A feature needs an extra that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        self.feature, self.extra = feature, extra
        super().__init__(f"{feature} needs an extra: pip install 'sco-graph[{extra}]'")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between worker processes."""
        return ExtraError, (self.feature, self.extra)


class QueryError(ScoGraphError):
    """A query is malformed, or a parameter has the wrong type.

    Attributes:
        place: Line and column, from 1, where the text is malformed, if that is what is wrong.
    """

    place: tuple[int, int] | None = None


class RefusedError(QueryError):
    """A query asks for what is not allowed here."""


class LimitError(ScoGraphError):
    """A time, memory, row or size limit was reached."""


class StoreError(ScoGraphError):
    """A store cannot be opened, read or written."""


class InternalError(ScoGraphError):
    """Our own mistake: please report it with the input that caused it."""
