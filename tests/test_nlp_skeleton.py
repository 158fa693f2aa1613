"""Skeletons: sentences with their mentions shrunk."""

from __future__ import annotations

from reading import document

from sco_graph.nlp.skeleton import grammar, skeleton


def test_a_rule_reads_a_list_of_states() -> None:
    """``<S+>`` is a list however it is joined."""
    text = "Troops from China, Russia and the Kyrgyz Republic came."
    doc = document(text)
    view = skeleton(doc, 0, len(text))
    match = grammar(r"from (?P<who><S+>)").search(view.text)
    assert match is not None
    assert [m.referent.id for m in view.found(match, "who")] == ["China", "Russia", "Kyrgyzstan"]


def test_offsets_lead_back_to_the_text() -> None:
    """The offset of a word of the skeleton is the word's offset in the text."""
    text = "Officers from China and Russia came to Astana early."
    view = skeleton(document(text), 0, len(text))
    assert text[view.offset(view.text.index("early")) :].startswith("early")


def test_a_text_cannot_forge_a_mention() -> None:
    """Private characters that the text itself holds stand for nothing."""
    text = "From \ue000 and \ue004 nothing follows for China."
    view = skeleton(document(text), 0, len(text))
    assert sum("\ue000" <= ch <= "\ue0ff" for ch in view.text) == 1
