"""Loading the language model, and refusing one that lacks what extraction reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from thinc.api import get_current_ops
from threadpoolctl import threadpool_info

from sco_graph.errors import ModelError
from sco_graph.nlp.model import check_pipeline, load_pipeline, model_card
from sco_graph.nlp.pipeline import build_pipeline

TEXT = (
    "BEIJING, June 5 (Xinhua) -- Leaders of the Shanghai Cooperation Organization gathered in Beijing on Wednesday. "
    "The Tashkent Declaration was signed by Vladimir Putin and Xi Jinping.\n\n"
    "The anti-terror exercise Peace Mission 2014 was held in Inner Mongolia from Aug. 24 to 29. "
    "Gen. Chang Wanquan watched it."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The bundled pipeline."""
    return load_pipeline()


def test_a_newswire_text_is_cut_at_its_datelines_abbreviations_and_paragraphs(nlp: Language) -> None:
    """The dateline is a sentence of its own; "Aug." and "Gen." end none."""
    assert [sentence.text.split()[0] for sentence in nlp(TEXT).sents] == ["BEIJING,", "Leaders", "The", "The", "Gen."]


def test_tags_lemmas_and_trees_are_those_of_universal_dependencies(nlp: Language) -> None:
    """A passive sentence with an agent."""
    doc = nlp("The declaration was signed in Astana by the presidents.")
    signed = doc[3]
    assert (signed.tag_, signed.lemma_, signed.pos_, signed.dep_) == ("VBN", "sign", "VERB", "ROOT")
    assert {child.text: child.dep_ for child in signed.children if not child.is_punct} == {
        "declaration": "nsubj:pass",
        "was": "aux:pass",
        "presidents": "obl:agent",
        "Astana": "obl",
    }


def test_names_of_this_field_are_found_with_their_types(nlp: Language) -> None:
    """Organisations, places, persons, documents, drills and dates."""
    found = {ent.text: ent.label_ for ent in nlp(TEXT).ents}
    expected = {
        "Shanghai Cooperation Organization": "ORG",
        "Beijing": "GPE",
        "Tashkent Declaration": "LAW",
        "Vladimir Putin": "PERSON",
        "Xi Jinping": "PERSON",
        "Peace Mission 2014": "EVENT",
        "Inner Mongolia": "GPE",
        "Chang Wanquan": "PERSON",
    }
    assert expected.items() <= found.items()


def test_reading_is_deterministic(nlp: Language) -> None:
    """Two loads, the same bytes."""
    assert nlp(TEXT).to_bytes() == load_pipeline()(TEXT).to_bytes()


def test_the_weights_are_computed_with_in_single_precision(nlp: Language) -> None:
    """They lie on disk in half precision."""
    kinds = {
        str(node.get_param(name).dtype)
        for _, pipe in nlp.pipeline
        if hasattr(pipe, "model")
        for node in pipe.model.walk()
        for name in node.param_names
        if node.has_param(name)
    }
    assert kinds == {"float32"}


def test_matrices_are_multiplied_by_one_thread_and_thincs_own_choice_is_left_alone(nlp: Language) -> None:
    """More threads would wait for each other; pipelines that others load are not touched."""
    assert {part["num_threads"] for part in threadpool_info() if part["user_api"] == "blas"} == {1}
    network: Any = nlp.get_pipe("tagger")
    assert not network.model.ops.use_blis
    ours: Any = get_current_ops()
    assert ours.use_blis


@pytest.mark.slow
def test_the_pipeline_loads_in_less_than_a_second_and_a_half() -> None:
    """In a process of its own, spaCy's own import apart."""
    code = (
        "import time, spacy; began = time.perf_counter(); from sco_graph.nlp.model import load_pipeline;"
        "load_pipeline(); print(time.perf_counter() - began)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(3)]
    assert min(float(run.stdout) for run in runs) < 1.5


def test_a_pipeline_that_does_not_exist_is_an_error_that_names_it(tmp_path: Path) -> None:
    """A path or a name."""
    with pytest.raises(ModelError, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")
    with pytest.raises(ModelError, match="cannot load"):
        load_pipeline(tmp_path)


def test_a_pipeline_that_lacks_what_is_needed_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    """In one sentence."""
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    with pytest.raises(ModelError) as caught:
        load_pipeline(tmp_path / "blank")
    message = str(caught.value)
    assert all(word in message for word in ("a tagger", "a lemmatizer", "a parser", "an entity recognizer"))
    assert "\n" not in message


@pytest.mark.parametrize(
    ("labels", "accepted"),
    [
        (["nsubj", "obj", "obl", "nmod", "case", "nsubj:pass"], True),
        (["nsubj", "dobj", "pobj", "prep", "nsubjpass"], True),
        (["SB", "OA", "MO", "NK"], False),
    ],
    ids=["universal", "clear", "tiger"],
)
def test_both_schemes_of_labels_are_accepted_and_others_refused(labels: list[str], accepted: bool) -> None:
    """German's TIGER labels are neither."""
    pipeline = spacy.blank("en")
    for name in ("tagger", "lemmatizer", "ner"):
        pipeline.add_pipe(name)
    pipeline.add_pipe("parser")
    parser: Any = pipeline.get_pipe("parser")
    for label in labels:
        parser.add_label(label)
    if accepted:
        check_pipeline(pipeline)
    else:
        with pytest.raises(ModelError, match="Universal Dependencies"):
            check_pipeline(pipeline)


def test_the_card_names_data_licences_figures_and_weaknesses() -> None:
    """What ``sco-graph model info`` prints."""
    card = model_card()
    assert all(f"## {title}" in card for title in ("Data", "Figures", "Weaknesses", "Licence"))
    assert all(name in card for name in ("UD_English-EWT", "GUM", "CrossNER", "CC BY-SA 4.0", "MiniLM"))


def test_articles_are_read_without_tags_and_trees() -> None:
    """What names entities runs, what it computes from stays, and the rest is there for those who enable it."""
    nlp = build_pipeline()
    assert "ner" in nlp.pipe_names
    assert {"tagger", "parser"} <= set(nlp.disabled)
    shared = load_pipeline()
    assert {"tagger", "parser", "ner"} <= set(shared.pipe_names)
