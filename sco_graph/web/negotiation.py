"""Which format a client wants, by its Accept header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sco_graph.errors import InputError


class UnacceptableError(InputError):
    """The client takes none of the formats that there are."""


ROWS: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/json": "json",
        "application/sparql-results+xml": "xml",
        "application/xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "text/plain": "csv",
    }
)
"""Media type -> name of a results format, the preferred first."""

GRAPHS: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/rdf+xml": "rdfxml",
        "application/ld+json": "jsonld",
        "application/json": "jsonld",
        "application/xml": "rdfxml",
        "text/plain": "ntriples",
    }
)
"""Media type -> name of a graph format, the preferred first."""

MEDIA: Mapping[str, str] = MappingProxyType(
    {
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": "text/csv; charset=utf-8",
        "tsv": "text/tab-separated-values; charset=utf-8",
        "turtle": "text/turtle; charset=utf-8",
        "ntriples": "application/n-triples",
        "rdfxml": "application/rdf+xml",
        "jsonld": "application/ld+json",
    }
)
"""Name of a format -> the media type that is sent."""


def ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of an Accept header with their qualities; a malformed one counts for nothing."""
    found = []
    for item in accept.split(",")[:100]:
        media, *params = (part.strip() for part in item.split(";"))
        quality = 1.0
        for param in params:
            key, _, value = param.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if media:
            found.append((media.lower(), quality))
    return found


def choose(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """The format to send, or None if none is wanted.

    Args:
        accept: The Accept header, if there is one.
        offered: Media type -> name of a format, the preferred first.
    """
    wanted = ranges(accept or "*/*") or [("*/*", 1.0)]
    best, best_quality = None, 0.0
    for media, form in offered.items():
        quality = _quality(media, wanted)
        if quality > best_quality:
            best, best_quality = form, quality
    return best


def _quality(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that fits."""
    kind = media.partition("/")[0]
    for pattern in (media, f"{kind}/*", "*/*"):
        fitting = [quality for found, quality in wanted if found == pattern]
        if fitting:
            return max(fitting)
    return 0.0


def prefers_html(accept: str | None) -> bool:
    """Whether a person's browser asks: HTML before any RDF."""
    wanted = ranges(accept or "")
    html = max((quality for media, quality in wanted if media in {"text/html", "application/xhtml+xml"}), default=0.0)
    data = max((quality for media, quality in wanted if media in GRAPHS), default=0.0)
    return html > 0 and html >= data
