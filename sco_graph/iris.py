"""Namespaces, prefixes and the minting of readable local names.

Names are minted from what identifies a thing, never from a counter or a clock, so that two machines that read two
articles apart mint the same one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

SCO = "https://w3id.org/sco-graph/ontology#"
ID = "https://w3id.org/sco-graph/id/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "sco": SCO,
        "id": ID,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "schema": "https://schema.org/",
        "dcterms": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "wd": "http://www.wikidata.org/entity/",
    }
)
"""The prefixes that every store, query and export binds."""

REFERENCE_GRAPH = ID + "graph_reference"
ARTICLE_PREFIX = "article_"

_MAX_NAME = 120
_NOT_NAME = re.compile(r"[^A-Za-z0-9]+")
_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "a"})


def local_name(text: str) -> str:
    """Mint a readable local name: ASCII letters and digits joined by underscores.

    A text that would lose what tells it from another (nothing Latin in it, or too long) keeps a short digest of the
    whole, so that different names never share one.

    Args:
        text: Any text, e.g. ``Meeting of the SCO's Council``.

    Returns:
        ``Meeting_of_the_SCO_s_Council``; never empty, at most 120 characters.
    """
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    latin = "".join(ch for ch in folded if not unicodedata.combining(ch))
    name = _NOT_NAME.sub("_", latin).strip("_")
    lost = any(ch.isalnum() and not ch.isascii() for ch in latin)
    if name and not lost and len(name) <= _MAX_NAME:
        return name
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{name[: _MAX_NAME - 11].rstrip('_')}_{digest}".lstrip("_")


def article_name(article_id: str) -> str:
    """Local name of an article, which is also that of its graph.

    Hyphens and dots are kept, as they are common in file names and harmless in an IRI.
    """
    plain = re.sub(r"[-.]", "", article_id)
    if plain and plain.isascii() and plain.replace("_", "").isalnum() and len(article_id) <= _MAX_NAME:
        return ARTICLE_PREFIX + article_id
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{ARTICLE_PREFIX}{local_name(article_id)[:80]}_{digest}"


def article_iri(article_id: str) -> str:
    """IRI of an article and of the named graph that holds what it states."""
    return ID + article_name(article_id)


def expand(name: str) -> str:
    """Write a prefixed name (``sco:place``) out in full; anything else is returned unchanged."""
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name


def shorten(iri: str) -> str:
    """Write an IRI with a known prefix (``id:Beijing``); one in no known namespace is returned unchanged."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def prefix_lines() -> str:
    """The PREFIX lines that a SPARQL query of ours may rely on."""
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
