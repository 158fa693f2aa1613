"""The accurate pipeline: MiniLM fine-tuned for tags, trees and names together, run by onnxruntime behind a spaCy Doc.

It needs the extra ``accurate`` (onnxruntime, tokenizers) and no PyTorch.  The network reads windows of words that
overlap, so that every word is seen with company on both sides; sentences are found first, and the tree of each among
its own words.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Span

from sco_graph.errors import ExtraError
from sco_graph.nlp.accurate_decode import decode_names, decode_tree
from sco_graph.nlp.accurate_text import Pieces, apply_rule, to_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Arrays = dict[str, NDArray[Any]]

WINDOW, MARGIN = 150, 25
"""Words in a window, and how many of them at an inner edge only lend their company."""
MOST_PIECES = 500
BATCH_PIECES = 4000
_TOKEN = ("tag", "pos", "morph", "lemma", "dep", "head", "is_sent_start")
_ASSIGNS = [*(f"token.{name}" for name in _TOKEN), "doc.ents"]


@dataclass(frozen=True, slots=True)
class _Window:
    """Words ``start`` to ``end`` of a document, of which ``begin`` to ``until`` are taken from here."""

    doc: int
    start: int
    end: int
    begin: int
    until: int
    pieces: Pieces


@Language.factory("sco_accurate", assigns=_ASSIGNS, default_config={"threads": 1})
class AccurateReader:
    """Annotates documents with everything that extraction reads.

    Args:
        nlp: The pipeline.
        name: The component's name.
        threads: Threads of the network; 0 lets onnxruntime choose.
    """

    def __init__(self, nlp: Language, name: str = "sco_accurate", *, threads: int = 1) -> None:
        self.vocab, self.name, self.threads = nlp.vocab, name, threads
        self._labels: dict[str, list[str]] = {"dep": []}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its trees."""
        return tuple(self._labels["dep"])

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> AccurateReader:  # noqa: ARG002 - spaCy's signature
        """Load the network.

        Raises:
            ExtraError: if onnxruntime or tokenizers is not installed.
        """
        try:
            import onnxruntime as ort
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ExtraError("the accurate language model", "accurate") from error
        options = ort.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        network = (path / "network.onnx").read_bytes()
        self._session = ort.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._labels = json.loads((path / "labels.json").read_text(encoding="utf-8"))
        relations = np.load(path / "relations.npz")
        self._weight, self._bias = relations["weight"].astype("float32"), relations["bias"].astype("float32")
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to write: the network's folder is made by ``training/``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate documents, ``batch_size`` at a time."""
        stream = iter(stream)
        while docs := list(itertools.islice(stream, batch_size)):
            found = self._run([window for i, doc in enumerate(docs) for window in self._windows(i, doc)], docs)
            for doc, arrays in zip(docs, found, strict=True):
                if len(doc):
                    self._annotate(doc, arrays)
                yield doc

    def _windows(self, number: int, doc: Doc) -> Iterator[_Window]:
        words = [token.text for token in doc]
        spaced = [i == 0 or bool(doc[i - 1].whitespace_) for i in range(len(doc))]
        start = 0
        while start < len(doc):
            end = len(doc) if len(doc) - start <= WINDOW + MARGIN else start + WINDOW
            pieces = to_pieces(self._tokenizer, words[start:end], spaced[start:end])
            while len(pieces.ids) > MOST_PIECES:
                end = start + (end - start) * 3 // 4
                pieces = to_pieces(self._tokenizer, words[start:end], spaced[start:end])
            margin = min(MARGIN, (end - start) // 4)
            begin = start + margin if start else 0
            until = end if end == len(doc) else end - margin
            yield _Window(number, start, end, begin, until, pieces)
            start = end if end == len(doc) else until - margin

    def _run(self, windows: list[_Window], docs: list[Doc]) -> list[Arrays]:
        """The network's output for each document, by words."""
        out: list[Arrays] = [{} for _ in docs]
        for batch in _batches(windows):
            results = dict(zip(_names(self._session), self._session.run(None, _inputs(batch)), strict=True))
            for row, window in enumerate(batch):
                source = slice(window.begin - window.start, window.until - window.start)
                for name, array in results.items():
                    if name not in out[window.doc]:
                        shape = (len(docs[window.doc]), *array.shape[2:])
                        out[window.doc][name] = np.zeros(shape, array.dtype)
                    out[window.doc][name][window.begin : window.until] = array[row, source]
        return out

    def _annotate(self, doc: Doc, arrays: Arrays) -> None:
        starts = _sentence_starts(doc, arrays["start"])
        heads = np.arange(len(doc))
        for start, end in itertools.pairwise([*starts, len(doc)]):
            scores = arrays["arc_dep"][start:end] @ arrays["arc_head"][start:end].T
            np.fill_diagonal(scores, arrays["root"][start:end, 0])
            heads[start:end] = start + decode_tree(scores)
        hidden = arrays["rel_dep"] + arrays["rel_head"][heads]
        relations = np.where(hidden > 0, hidden, 0.1 * hidden) @ self._weight + self._bias
        self._set(doc, arrays, heads, relations, set(starts))
        spans = [Span(doc, a, b, label) for a, b, label in decode_names(arrays["name"])]
        doc.set_ents(spans, default="outside")

    def _set(self, doc: Doc, arrays: Arrays, heads: NDArray[Any], relations: NDArray[Any], starts: set[int]) -> None:
        labels = self._labels
        root = labels["dep"].index("ROOT")
        relations[:, root] = -np.inf
        rows = relations.argmax(1)
        for token in doc:
            token.is_sent_start = token.i in starts
        for token in doc:
            i = token.i
            token.tag_ = labels["tag"][arrays["tag"][i]]
            pos, _, morph = labels["morph"][arrays["morph"][i]].partition("|")
            token.pos_ = pos
            token.set_morph(morph)  # type: ignore[attr-defined] # missing from spaCy's stubs
            token.lemma_ = apply_rule(token.text, labels["lemma"][arrays["lemma"][i]])
        deps = ["ROOT" if heads[i] == i else labels["dep"][rows[i]] for i in range(len(doc))]
        _set_tree(doc, heads, deps)


def _set_tree(doc: Doc, heads: NDArray[Any], deps: list[str]) -> None:
    """Heads and labels at once: setting them token by token would cost far more."""
    from spacy.attrs import DEP, HEAD

    offsets = (heads - np.arange(len(doc))).astype("int64").view("uint64")
    numbers = np.array([doc.vocab.strings.add(dep) for dep in deps], dtype="uint64")
    table: Any = np.stack([offsets, numbers], axis=1)
    doc.from_array([HEAD, DEP], table)


def _sentence_starts(doc: Doc, scores: NDArray[Any]) -> list[int]:
    """Where sentences begin: as set before, else as the network says."""
    starts = scores[:, 1] > scores[:, 0]
    for token in doc:
        if token.is_sent_start is not None:
            starts[token.i] = token.is_sent_start
    starts[0] = True
    return [int(i) for i in np.flatnonzero(starts)]


def _batches(windows: list[_Window]) -> Iterator[list[_Window]]:
    """Windows of like length together."""
    batch: list[_Window] = []
    for window in sorted(windows, key=lambda w: len(w.pieces.ids)):
        if batch and len(window.pieces.ids) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _inputs(batch: list[_Window]) -> Arrays:
    fields = {"pieces": "ids", "shapes": "shapes", "spaces": "spaces", "first": "first", "last": "last"}
    return {name: _pad([getattr(window.pieces, attribute) for window in batch]) for name, attribute in fields.items()}


def _pad(rows: list[list[int]]) -> NDArray[np.int64]:
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def _names(session: Any) -> list[str]:
    return [output.name for output in session.get_outputs()]
