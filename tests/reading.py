"""How the tests of extraction read a sentence or an article, without a language model."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sco_graph.extract import extract
from sco_graph.model import Article, Extraction
from sco_graph.nlp.pipeline import BLANK, build_pipeline, read

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@functools.cache
def pipeline() -> Language:
    """The rules alone, built once."""
    return build_pipeline(BLANK)


def document(text: str, issued: str | None = "2030-01-15") -> Doc:
    """The document of a text."""
    return read(pipeline(), Article("t", text, issued=issued))


def extraction(text: str, issued: str | None = "2030-01-15", identity: str = "t") -> Extraction:
    """All that is read in a text."""
    article = Article(identity, text, issued=issued)
    return extract(article, read(pipeline(), article))


def said(text: str, predicate: str, issued: str | None = "2030-01-15") -> set[str]:
    """The values that a text gives a property, of whatever subject."""
    return {fact.value for fact in extraction(text, issued).facts if fact.predicate == predicate}
