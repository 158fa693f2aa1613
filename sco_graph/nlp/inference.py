"""Faster prediction by a loaded pipeline: the same weights and the same annotation, computed with less work.

Two steps of spaCy's encoders are replaced where nothing is trained: a word form is embedded once a batch, however often
it occurs in it, and maxout with its normalisation, in convolutions too, works on as many rows at a time as a core's own
cache holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.lib.stride_tricks import as_strided
from spacy.attrs import NORM, ORTH, intify_attr
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.language import Language
    from thinc.model import Model

    Network = Model[Any, Any]
    Floats = NDArray[np.float32]

ROWS = 256
"""Rows that maxout takes at a time."""

_OF_FORM = frozenset(map(intify_attr, ("ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE")))
"""Attributes that two tokens of the same form and norm share."""
_MIXER = np.uint64(0x9E3779B97F4A7C15)


def quicken(nlp: Language) -> None:
    """Let a pipeline's networks predict with less work, in place; training, saving and copying are as before."""
    for _, pipe in nlp.pipeline:
        network: Network | None = getattr(pipe, "model", None)
        for node in list(network.walk()) if network is not None and hasattr(network, "walk") else ():
            if node.ops.name != "numpy":
                continue
            if _is_normalised_maxout(node):
                node.replace_callbacks(_Forward(node._func, _maxout), init=node.init)
            elif _is_convolution(node):
                node.replace_callbacks(_Forward(node._func, _convolve), init=node.init)
            elif _embeds_forms(node):
                node.replace_callbacks(_Forward(node._func, _EmbedOnce(node._func)), init=node.init)


@dataclass(frozen=True)
class _Forward:
    """What a node does: the one where it learns, the other where it predicts."""

    learn: Callable[..., tuple[Any, Callable[..., Any]]]
    predict: Callable[[Network, Any], Any]

    def __call__(self, model: Network, given: Any, is_train: bool) -> tuple[Any, Callable[..., Any]]:
        if is_train:
            return self.learn(model, given, is_train)
        return self.predict(model, given), _no_gradient


def _no_gradient(*_: object) -> None:
    raise RuntimeError("predicted, not trained: no gradient")


def _is_normalised_maxout(node: Network) -> bool:
    return [layer.name for layer in node.layers] == ["maxout", "layernorm"]


def _maxout(model: Network, rows: Floats) -> Floats:
    """Maxout and layer normalisation (Goodfellow and others, 2013; Ba and others, 2016)."""
    maxout, normal = model.layers
    weights, bias = _weights(maxout, "W"), _weights(maxout, "b")
    width, pieces, given = weights.shape
    # each piece's columns side by side, so that their maximum is one of whole rows
    weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, given).T)
    bias = bias.T.reshape(-1)
    scale, shift = _weights(normal, "G"), _weights(normal, "b")
    out = np.empty((len(rows), width), dtype=np.float32)
    scores = np.empty((min(ROWS, len(rows)), pieces * width), dtype=np.float32)
    for start in range(0, len(rows), ROWS):
        best = out[start : start + ROWS]
        all_pieces = np.dot(rows[start : start + ROWS], weights, out=scores[: len(best)])
        all_pieces += bias
        best[:] = all_pieces[:, :width]
        for piece in range(1, pieces):
            np.maximum(best, all_pieces[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        best *= (np.square(best).mean(axis=1, keepdims=True) + 1e-8) ** -0.5
        best *= scale
        best += shift
    return out


def _is_convolution(node: Network) -> bool:
    """Whether a node adds to each row what maxout makes of it and its two neighbours."""
    inner = node.layers[0].layers if node.name.startswith("residual(") else []
    if len(inner) != 2 or inner[0].name != "expand_window" or inner[0].attrs["window_size"] != 1:
        return False
    return any(_is_normalised_maxout(part) for part in inner[1].layers[:1])


def _convolve(model: Network, rows: Floats) -> Floats:
    """The rows with their neighbours are a view of the padded rows, copied block by block in the product."""
    count, width = rows.shape
    padded = np.zeros((count + 2, width), dtype=np.float32)
    padded[1:-1] = rows
    windows = as_strided(padded, (count, 3 * width), padded.strides)
    out = _maxout(model.layers[0].layers[-1].layers[0], windows)
    out += rows
    return out


def _weights(layer: Network, name: str) -> Floats:
    return cast("Floats", layer.get_param(name))


def _embeds_forms(node: Network) -> bool:
    """Whether a node makes vectors of Docs from nothing but their tokens' forms and norms."""
    if not node.layers or node.layers[-1].name != "ragged2list":
        return False
    read = [layer.attrs["columns"] for layer in node.walk() if layer.name == "extract_features"]
    return bool(read) and all(_OF_FORM.issuperset(map(intify_attr, columns)) for columns in read)


@dataclass(frozen=True)
class _EmbedOnce:
    """Embeds each word form of a batch once."""

    embed: Callable[..., tuple[Any, Callable[..., Any]]]

    def __call__(self, model: Network, docs: list[Doc]) -> list[Floats]:
        """Vectors of each Doc's tokens."""
        if not any(len(doc) for doc in docs):
            return cast("list[Floats]", self.embed(model, docs, False)[0])
        forms = np.concatenate([doc.to_array([ORTH, NORM]).reshape(-1, 2) for doc in docs])
        _, first, which = np.unique(forms[:, 0] * _MIXER + forms[:, 1], return_index=True, return_inverse=True)
        vectors = self.embed(model, [_of_forms(docs[0], forms[first])], False)[0][0]
        ends = np.cumsum([len(doc) for doc in docs])
        return np.split(vectors[which], ends[:-1])


def _of_forms(doc: Doc, forms: NDArray[np.uint64]) -> Doc:
    """A Doc of given forms and norms."""
    out = Doc(doc.vocab, [doc.vocab.strings[form] for form in forms[:, 0].tolist()])
    return out.from_array([NORM], cast("Any", forms[:, 1:]))
