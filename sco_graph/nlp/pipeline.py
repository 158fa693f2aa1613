"""The spaCy pipeline: a language model, or a blank one, with our components in one ordered list."""

from __future__ import annotations

import importlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from sco_graph.errors import LimitError, ResourceError
from sco_graph.nlp.layout import readable
from sco_graph.nlp.longtext import PART, read_long
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
    "sco_bearers",
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
    "bearers",
    "events",
    "event_series",
    "event_coref",
    "agreements",
)

_TREES = frozenset(
    [
        "tok2vec",
        "transformer",
        "tagger",
        "morphologizer",
        "attribute_ruler",
        "lemmatizer",
        "trainable_lemmatizer",
        "parser",
        "senter",
        "sentencizer",
        "sco_sentences",
    ]
)
"""Factories of the components that make tags, lemmas, trees and sentences, and what they compute from."""

for _name in ("article", "segments", "mentions", "dates"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


def build_pipeline(model: str | Path | None = None) -> Language:
    """Make the pipeline that reads articles.

    Args:
        model: Name or folder of a spaCy pipeline; the bundled one if None, or no statistical model at all if that is
            not installed; ``"blank"`` asks for none.

    Returns:
        A pipeline whose documents have ``doc._.mentions``, ``doc._.segments`` and ``doc._.dates``.  Of the model it
        runs what names entities: the rules read no tags and no trees, which cost most of a model's time.  They are
        there, disabled (``nlp.enable_pipe``).

    Raises:
        ModelError: if the named pipeline cannot be loaded.
    """
    for module in _MODULES:
        importlib.import_module(f"sco_graph.nlp.{module}")
    nlp = _base(model)
    _leave_out_trees(nlp)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def _leave_out_trees(nlp: Language) -> None:
    named = {name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns}
    for name in list(nlp.pipe_names):
        heard = set(getattr(nlp.get_pipe(name), "listening_components", ()))
        if nlp.get_pipe_meta(name).factory in _TREES and name not in named and not heard & named:
            nlp.disable_pipe(name)


def read(nlp: Language, article: Article) -> Doc:
    """Read one article: the document knows its article (``doc._.article``), so that dates can be resolved.

    A long one is read by the language model in parts; our components see it whole.

    Raises:
        LimitError: if it is longer than ``nlp.max_length``.
    """
    if not _is_long(article):
        return nlp(_document(nlp, article))
    _check_length(nlp, article)
    ours = [name for name in nlp.pipe_names if name in COMPONENTS]
    return read_long(nlp, readable(article.text), whole=ours, prepare=lambda doc: _prepare(doc, article))


def read_all(nlp: Language, articles: Iterable[Article]) -> Iterator[Doc]:
    """Read many articles, in order, batched for the language model; long ones by themselves.

    Raises:
        LimitError: if one is longer than ``nlp.max_length``.
    """
    for long, group in itertools.groupby(articles, _is_long):
        if long:
            yield from (read(nlp, article) for article in group)
        else:
            yield from nlp.pipe((_document(nlp, article) for article in group), batch_size=64)


def _is_long(article: Article) -> bool:
    return len(article.text) > PART


def _document(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(readable(article.text))
    _prepare(doc, article)
    return doc


def _prepare(doc: Doc, article: Article) -> None:
    doc._.article = article
    doc._.mentions = []
    doc._.dates = []


def _check_length(nlp: Language, article: Article) -> None:
    if len(article.text) > nlp.max_length:
        raise LimitError(f"{article.id}: {len(article.text)} characters; an article has at most {nlp.max_length}")


def _base(model: str | Path | None) -> Language:
    if str(model) == BLANK:
        return spacy.blank("en")
    if model is None:
        try:
            model_dir()
        except ResourceError:
            return spacy.blank("en")
    return load_pipeline(model)
