"""The language model: loading our own pipeline or another, and refusing one that lacks what extraction reads.

Our pipeline's weights lie on disk in half precision, which halves the wheel; ``load_pipeline`` widens them, so that it
computes as any other spaCy pipeline does.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import spacy
from thinc.api import get_current_ops, use_ops
from threadpoolctl import threadpool_limits

from sco_graph.errors import ModelError
from sco_graph.nlp import sentences  # it registers the component that our pipeline names
from sco_graph.nlp.inference import quicken
from sco_graph.nlp.relations import scheme
from sco_graph.resources import model_dir, resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from thinc.model import Model

NEEDED = {
    "token.tag": "part-of-speech tags (a tagger)",
    "token.lemma": "lemmas (a lemmatizer)",
    "token.dep": "dependency trees (a parser)",
    "doc.ents": "named entities (an entity recognizer)",
}
"""What extraction reads, and what a pipeline without it is said to lack."""

__all__ = ["NEEDED", "check_pipeline", "load_pipeline", "model_card", "sentences"]


def load_pipeline(model: str | Path | None = None) -> Language:
    """Load a spaCy pipeline that extraction can stand on.

    Args:
        model: Name of an installed pipeline or path of a folder; None for the bundled ``en_sco_news``.

    Returns:
        The pipeline, its weights in single precision.

    Raises:
        ModelError: if it cannot be loaded, or lacks an annotation that is needed.
        ResourceError: if the installation lacks the bundled one.
    """
    where = model_dir() if model is None else model
    try:
        with _fast_products():
            nlp = spacy.load(where)
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise ModelError(f"cannot load the language pipeline {str(where)!r}: {_first_line(error)}") from error
    widen(nlp)
    quicken(nlp)
    check_pipeline(nlp, str(where))
    return nlp


@contextmanager
def _fast_products() -> Iterator[None]:
    """Networks made in here multiply matrices by numpy's BLAS, three times as fast as spaCy's own default.

    Their matrices are small: a second thread would only wait.  So BLAS has one thread from here on, in this process.
    """
    if get_current_ops().name != "numpy":  # a GPU's, or Apple's own
        yield
        return
    threadpool_limits(limits=1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        yield


def check_pipeline(nlp: Language, name: str = "") -> None:
    """Refuse a pipeline that lacks what extraction reads.

    Raises:
        ModelError: with one sentence that says what is missing.
    """
    assigned = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    if "token.pos" in assigned:
        assigned.add("token.tag")
    lacking = [words for attribute, words in NEEDED.items() if attribute not in assigned]
    called = f"the language pipeline {name!r}" if name else "the language pipeline"
    if lacking:
        raise ModelError(f"{called} lacks {_and(lacking)}: choose another with --model")
    labels = [label for pipe in nlp.pipe_names if "token.dep" in _assigns(nlp, pipe) for label in _labels(nlp, pipe)]
    if scheme(labels) is None:
        raise ModelError(
            f"{called} labels its trees neither as Universal Dependencies nor as ClearNLP does: "
            "choose another with --model"
        )


def model_card() -> str:
    """The bundled model's card: data with licences, figures, known weaknesses.

    Raises:
        ResourceError: if the installation lacks it.
    """
    return resource("data/model/README.md").read_text(encoding="utf-8")


def widen(nlp: Language) -> None:
    """Turn weights and vectors in half precision into single precision, in place."""
    for _, pipe in nlp.pipeline:
        network: Model[Any, Any] | None = getattr(pipe, "model", None)
        for node in network.walk() if network is not None and hasattr(network, "walk") else ():
            for name in node.param_names:
                weights = cast("Any", node.get_param(name)) if node.has_param(name) else None
                if weights is not None and weights.dtype == "float16":
                    node.set_param(name, weights.astype("float32"))
    vectors = nlp.vocab.vectors
    if vectors.data is not None and vectors.data.dtype == "float16":
        vectors.data = vectors.data.astype("float32")


def _assigns(nlp: Language, pipe: str) -> list[str]:
    return list(nlp.get_pipe_meta(pipe).assigns)


def _labels(nlp: Language, pipe: str) -> Iterable[str]:
    return tuple(getattr(nlp.get_pipe(pipe), "labels", ()))


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _first_line(error: Exception) -> str:
    """What an error says, without spaCy's code for it."""
    return re.sub(r"^\[E\d+\] ", "", str(error).strip()).partition("\n")[0] or type(error).__name__
