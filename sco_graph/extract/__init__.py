"""From an article and its document to facts with evidence: one family of rules a module.

A family is a module of this package with a function ``claims(article, doc) -> Iterator[Claim]``; to add one is to add
its file (docs/extraction.md shows how).  This package puts their claims together: it names the referents, makes facts
of claims, and keeps the mentions of whatever a fact touches.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from sco_graph.extract import agreements
from sco_graph.extract.assemble import assemble
from sco_graph.nlp.pipeline import read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from sco_graph.extract.claims import Claim
    from sco_graph.model import Article, Extraction

    Family = Callable[[Article, Doc], Iterator[Claim]]

__all__ = ["FAMILIES", "extract", "extract_all"]

_MODULES = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
FAMILIES: tuple[Family, ...] = tuple(module.claims for module in _MODULES if hasattr(module, "claims"))
"""The rule families, by name.  Each reads for itself: their order changes nothing."""


def extract(article: Article, doc: Doc) -> Extraction:
    """Read the facts of one article.

    Args:
        article: The source.
        doc: Its document, from ``sco_graph.nlp.pipeline.read``.

    Returns:
        Entities, mentions and facts, sorted: the same article gives the same extraction.
    """
    claims = [claim for family in FAMILIES for claim in family(article, doc)]
    claims += agreements.derived(claims)
    return assemble(article, doc, claims)


def extract_all(articles: Iterable[Article], nlp: Language) -> Iterator[Extraction]:
    """Read many articles, in order."""
    for doc in read_all(nlp, articles):
        yield extract(doc._.article, doc)
