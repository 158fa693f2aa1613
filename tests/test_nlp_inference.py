"""Predicting with less work: the same annotation as spaCy's own way, whatever the batch; training as before."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from thinc.api import Maxout, Model, set_dropout_rate, use_ops

from sco_graph.nlp.inference import quicken
from sco_graph.nlp.model import load_pipeline, widen
from sco_graph.resources import model_dir

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = [
    "ASTANA, July 4 (Xinhua) -- The ministers couldn't agree; they'll meet again, they said, and they won't be late.",
    "",
    "Gen. Chang Wanquan met Gen. Li Zuocheng.\n\nThe generals met in the hall where the generals' generals had met.",
    " \n",
    "The",
    "LEADERS SIGN TASHKENT DECLARATION\n\nThe leaders signed the Tashkent Declaration on June 16-17, 2016.",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The bundled pipeline as spaCy loads it."""
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(model_dir())
    widen(nlp)
    return nlp


@pytest.fixture(scope="module")
def quick() -> Language:
    """The bundled pipeline as we load it."""
    return load_pipeline()


def _encoder(nlp: Any) -> Model[Any, Any]:
    network: Model[Any, Any] = nlp.get_pipe("tok2vec").model
    return network


def _annotation(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.lemma_, str(t.morph), t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def test_the_annotation_is_spacys_own_in_batches_and_alone(plain: Language, quick: Language) -> None:
    """Contractions (whose norm is not their form), repeated words, empty and blank texts."""
    expected = list(plain.pipe(TEXTS))
    for found in (list(quick.pipe(TEXTS)), [quick(text) for text in TEXTS]):
        assert [_annotation(doc) for doc in found] == [_annotation(doc) for doc in expected]
        for doc, other in zip(found, expected, strict=True):
            assert np.allclose(doc.tensor, other.tensor, atol=1e-4)


def test_a_word_is_embedded_once_a_batch(quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts with four words between them, one of them thrice."""
    embed = _encoder(quick).layers[0]
    (reader,) = (node for node in embed.walk() if node.name == "extract_features")
    seen: list[int] = []
    read = reader._func

    def count(model: Any, docs: list[Doc], is_train: bool) -> Any:
        seen.extend(len(doc) for doc in docs)
        return read(model, docs, is_train)

    monkeypatch.setattr(reader, "_func", count)
    rows = embed.predict([quick.make_doc("the envoys met"), quick.make_doc("envoys envoys left")])
    assert seen == [4]
    assert [len(each) for each in rows] == [3, 3]
    assert np.array_equal(rows[0][1], rows[1][0])


def test_a_layer_of_any_number_of_rows_and_pieces_gives_what_thinc_gives() -> None:
    """Rows beyond one block, none at all, two pieces and four."""
    random = np.random.default_rng(0)
    for pieces, rows in ((2, 600), (3, 1), (4, 0), (3, 256)):
        nlp = spacy.blank("en")
        pipe: Any = nlp.add_pipe("tok2vec")
        with use_ops("numpy", use_blis=False):
            pipe.model = Maxout(nO=24, nI=40, nP=pieces, normalize=True)
        given = random.normal(size=(rows, 40)).astype("float32")
        pipe.model.initialize(X=random.normal(size=(2, 40)).astype("float32"))
        expected = pipe.model.predict(given)
        quicken(nlp)
        assert np.allclose(pipe.model.predict(given), expected, atol=1e-5)


def test_a_convolution_gives_what_thinc_gives() -> None:
    """Rows at the edge of a text and of a block, a text of one row, and none."""
    random = np.random.default_rng(0)
    nlp = spacy.blank("en")
    pipe: Any = nlp.add_pipe("tok2vec")
    with use_ops("numpy", use_blis=False):
        pipe.model = MaxoutWindowEncoder(width=24, window_size=1, maxout_pieces=3, depth=2)
    given = [random.normal(size=(rows, 24)).astype("float32") for rows in (600, 1, 0, 40)]
    pipe.model.initialize(X=given, Y=given)
    expected = pipe.model.predict(given)
    quicken(nlp)
    found = pipe.model.predict(given)
    assert [len(rows) for rows in found] == [600, 1, 0, 40]
    assert all(np.allclose(ours, theirs, atol=1e-4) for ours, theirs in zip(found, expected, strict=True))


def test_it_can_be_saved_and_trained_on_as_before(quick: Language, plain: Language, tmp_path: Path) -> None:
    """Saved or pickled, it is what spaCy saves and loads; trained, its gradients are spaCy's own."""
    quick.to_disk(tmp_path / "saved")
    text = TEXTS[0]
    assert _annotation(spacy.load(tmp_path / "saved")(text)) == _annotation(quick(text))
    assert _annotation(pickle.loads(pickle.dumps(quick))(text)) == _annotation(quick(text))  # noqa: S301 - our own
    gradients = []
    for network in (_encoder(plain), _encoder(quick)):
        set_dropout_rate(network, 0.0)
        rows, learn = network.begin_update([plain.make_doc(text)])
        learn(rows)
        gradients.append([node.get_grad(name) for node in network.walk() for name in node.grad_names])
    assert gradients[0]
    assert all(np.allclose(ours, theirs, rtol=1e-3, atol=1e-3) for ours, theirs in zip(*gradients, strict=True))
