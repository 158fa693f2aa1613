"""The spaCy pipeline: a language model, or a blank one, with our components in one ordered list."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from sco_graph.errors import LimitError, ResourceError
from sco_graph.nlp.layout import readable
from sco_graph.nlp.model import load_pipeline
from sco_graph.resources import model_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from sco_graph.model import Article

BLANK = "blank"
"""Asks for no statistical model."""

COMPONENTS = (
    "sco_segments",
    "sco_dates",
    "sco_entities",
    "sco_organizations",
    "sco_persons",
    "sco_code_names",
    "sco_places",
    "sco_nominals",
    "sco_events",
    "sco_event_series",
    "sco_event_coref",
    "sco_agreements",
)
"""Our components, in the order in which they run."""

_MODULES = (
    "segments",
    "dates",
    "entities",
    "organizations",
    "persons",
    "code_names",
    "places",
    "nominals",
    "events",
    "event_series",
    "event_coref",
    "agreements",
)

for _name in ("article", "segments", "mentions", "dates"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


def build_pipeline(model: str | Path | None = None) -> Language:
    """Make the pipeline that reads articles.

    Args:
        model: Name or folder of a spaCy pipeline; the bundled one if None, or no statistical model at all if that is
            not installed; ``"blank"`` asks for none.

    Returns:
        A pipeline whose documents have ``doc._.mentions``, ``doc._.segments`` and ``doc._.dates``.

    Raises:
        ModelError: if the named pipeline cannot be loaded.
    """
    for module in _MODULES:
        importlib.import_module(f"sco_graph.nlp.{module}")
    nlp = _base(model)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, article: Article) -> Doc:
    """Read one article: the document knows its article (``doc._.article``), so that dates can be resolved."""
    return nlp(_document(nlp, article))


def read_all(nlp: Language, articles: Iterable[Article]) -> Iterator[Doc]:
    """Read many articles, in order, batched for the language model."""
    yield from nlp.pipe((_document(nlp, article) for article in articles), batch_size=64)


def _document(nlp: Language, article: Article) -> Doc:
    if len(article.text) > nlp.max_length:
        raise LimitError(f"{article.id}: {len(article.text)} characters; an article has at most {nlp.max_length}")
    doc = nlp.make_doc(readable(article.text))
    doc._.article = article
    doc._.mentions = []
    doc._.dates = []
    return doc


def _base(model: str | Path | None) -> Language:
    if str(model) == BLANK:
        return spacy.blank("en")
    if model is None:
        try:
            model_dir()
        except ResourceError:
            return spacy.blank("en")
    return load_pipeline(model)
