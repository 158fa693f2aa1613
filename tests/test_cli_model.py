"""Another pipeline for ``--model``: read through the adapter, or refused with a sentence that says what it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from typer.testing import CliRunner

from sco_graph.cli import app
from sco_graph.nlp import relations
from sco_graph.nlp.model import load_pipeline

TEXT = "The 12th SCO summit was held in Beijing on June 6-7, 2012."
CLEAR = ("nsubj", "ROOT", "dobj", "prep", "pobj")
UNIVERSAL = ("nsubj", "ROOT", "obj", "case", "obl")
TIGER = ("SB", "ROOT", "OA", "MO", "NK")
WORDS = ("Ministers", "signed", "papers", "in", "Astana")


def train(labels: tuple[str, ...], updates: int) -> Language:
    """A pipeline that has learned one sentence, in a scheme of labels."""
    nlp = spacy.blank("en")
    gold = Doc(
        nlp.vocab,
        words=list(WORDS),
        tags=["NNS", "VBD", "NNS", "IN", "NNP"],
        lemmas=["minister", "sign", "paper", "in", "Astana"],
        heads=[1, 1, 1, 4, 1] if labels == UNIVERSAL else [1, 1, 1, 1, 3],
        deps=list(labels),
        ents=["O", "O", "O", "O", "B-GPE"],
    )
    example = Example(Doc(nlp.vocab, list(WORDS)), gold)
    rare: dict[str, dict[str, Any]] = {"trainable_lemmatizer": {"min_tree_freq": 1}, "parser": {"min_action_freq": 1}}
    for part in ("tagger", "trainable_lemmatizer", "parser", "ner"):
        nlp.add_pipe(part, config=rare.get(part, {}))
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(updates):
        nlp.update([example], sgd=optimizer)
    return nlp


@pytest.fixture(scope="module")
def clear() -> Language:
    """A pipeline with ClearNLP's labels, and no training."""
    return train(CLEAR, 0)


def extract(folder: Path, model: Path) -> tuple[int, str]:
    """The exit code of ``sco-graph extract --model`` over one article, and what it printed."""
    (folder / "a.txt").write_text(TEXT, "utf-8")
    done = CliRunner().invoke(app, ["extract", str(folder / "a.txt"), "--json", "--model", str(model)])
    return done.exit_code, f"{done.output} {done.exception or ''}"


@pytest.mark.parametrize("labels", [CLEAR, UNIVERSAL], ids=["clear", "universal"])
def test_a_pipeline_of_either_scheme_is_read_through_the_adapter(tmp_path: Path, labels: tuple[str, ...]) -> None:
    """The same relations of its trees, and facts from the command line."""
    train(labels, 30).to_disk(tmp_path / "model")
    doc = load_pipeline(tmp_path / "model")(" ".join(WORDS))
    subject, thing = relations.subject(doc[1]), relations.direct_object(doc[1])
    assert subject is not None
    assert thing is not None
    assert (subject.text, thing.text) == ("Ministers", "papers")
    assert [(found.preposition, found.noun.text) for found in relations.obliques(doc[1])] == [("in", "Astana")]
    code, output = extract(tmp_path, tmp_path / "model")
    assert code == 0, output
    assert "2012-06-06" in output


@pytest.mark.parametrize(
    ("without", "said"),
    [
        (["ner"], "lacks named entities (an entity recognizer)"),
        (["parser"], "lacks dependency trees (a parser)"),
        (
            ["tagger", "trainable_lemmatizer", "ner"],
            "lacks part-of-speech tags (a tagger), lemmas (a lemmatizer) and named entities (an entity recognizer)",
        ),
    ],
    ids=["names", "trees", "several"],
)
def test_a_pipeline_that_lacks_what_is_needed_is_refused(
    tmp_path: Path, clear: Language, without: list[str], said: str
) -> None:
    """The command fails with one sentence that says what is missing and what to do."""
    clear.to_disk(tmp_path / "model", exclude=without)
    config = clear.config.copy()
    config["nlp"]["pipeline"] = [name for name in clear.pipe_names if name not in without]
    for name in without:
        del config["components"][name]
    config.to_disk(tmp_path / "model" / "config.cfg")
    code, output = extract(tmp_path, tmp_path / "model")
    assert code != 0
    assert f"{said}: choose another with --model" in output


def test_a_pipeline_with_other_labels_is_refused(tmp_path: Path) -> None:
    """German's TIGER labels are of neither scheme."""
    train(TIGER, 0).to_disk(tmp_path / "model")
    code, output = extract(tmp_path, tmp_path / "model")
    assert code != 0
    assert "neither as Universal Dependencies nor as ClearNLP" in output


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path, clear: Language) -> None:
    """Empty, or with weights that were cut short; without spaCy's own codes."""
    code, output = extract(tmp_path, tmp_path)
    assert code != 0
    assert "cannot load the language pipeline" in output
    assert "E053" not in output
    clear.to_disk(tmp_path / "model")
    weights = tmp_path / "model" / "parser" / "model"
    weights.write_bytes(weights.read_bytes()[:500])
    code, output = extract(tmp_path, tmp_path / "model")
    assert code != 0
    assert "cannot load the language pipeline" in output
