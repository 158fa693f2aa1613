"""Grammatical relations are the same from both schemes of labels."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Token

from sco_graph.nlp import relations

VOCAB = spacy.blank("en").vocab
Row = tuple[str, int, str]


def make(*rows: Row) -> Doc:
    """A Doc from (word, head, label)."""
    words, heads, deps = zip(*rows, strict=True)
    return Doc(VOCAB, words=list(words), heads=list(heads), deps=list(deps))


SIGNED_UD = make(
    ("The", 1, "det"),
    ("declaration", 3, "nsubj:pass"),
    ("was", 3, "aux:pass"),
    ("signed", 3, "ROOT"),
    ("by", 6, "case"),
    ("the", 6, "det"),
    ("presidents", 3, "obl:agent"),
    ("in", 8, "case"),
    ("Astana", 3, "obl"),
    ("on", 10, "case"),
    ("July", 3, "obl"),
    ("4", 10, "nummod"),
)
SIGNED_CLEAR = make(
    ("The", 1, "det"),
    ("declaration", 3, "nsubjpass"),
    ("was", 3, "auxpass"),
    ("signed", 3, "ROOT"),
    ("by", 3, "agent"),
    ("the", 6, "det"),
    ("presidents", 4, "pobj"),
    ("in", 3, "prep"),
    ("Astana", 7, "pobj"),
    ("on", 3, "prep"),
    ("July", 9, "pobj"),
    ("4", 10, "nummod"),
)
MET_UD = make(
    ("Wang", 5, "nsubj"),
    ("Yi", 0, "flat"),
    (",", 0, "punct"),
    ("the", 4, "det"),
    ("minister", 0, "appos"),
    ("met", 5, "ROOT"),
    ("China", 8, "nmod:poss"),
    ("'s", 6, "case"),
    ("envoys", 5, "obj"),
    (",", 10, "punct"),
    ("judges", 8, "conj"),
    ("and", 12, "cc"),
    ("officers", 8, "conj"),
)
MET_CLEAR = make(
    ("Wang", 1, "compound"),
    ("Yi", 5, "nsubj"),
    (",", 1, "punct"),
    ("the", 4, "det"),
    ("minister", 1, "appos"),
    ("met", 5, "ROOT"),
    ("China", 8, "poss"),
    ("'s", 6, "case"),
    ("envoys", 5, "dobj"),
    (",", 8, "punct"),
    ("judges", 8, "conj"),
    ("and", 10, "cc"),
    ("officers", 10, "conj"),
)
SIGNED = pytest.mark.parametrize("doc", [SIGNED_UD, SIGNED_CLEAR], ids=["ud", "clear"])
MET = pytest.mark.parametrize("doc", [MET_UD, MET_CLEAR], ids=["ud", "clear"])


def word(doc: Doc, text: str) -> Token:
    """The first token that reads so."""
    return next(token for token in doc if token.text == text)


def text(token: Token | None) -> str | None:
    """What a token reads."""
    return token.text if token is not None else None


@SIGNED
def test_a_passive_verb_has_a_passive_subject_and_an_agent_but_no_subject(doc: Doc) -> None:
    """In "was signed by the presidents" the presidents do it."""
    verb = word(doc, "signed")
    assert relations.is_passive(verb)
    assert text(relations.passive_subject(verb)) == "declaration"
    assert text(relations.agent(verb)) == "presidents"
    assert relations.subject(verb) is None


@SIGNED
def test_an_oblique_comes_with_its_preposition(doc: Doc) -> None:
    """Place and date of a signing hang on "in" and "on"."""
    verb = word(doc, "signed")
    found = [(o.preposition, o.noun.text) for o in relations.obliques(verb) if o.preposition != "by"]
    assert found == [("in", "Astana"), ("on", "July")]
    assert text(relations.oblique(verb, ["at", "in"])) == "Astana"
    assert relations.oblique(verb, ["near"]) is None


@MET
def test_an_active_verb_has_subject_and_object(doc: Doc) -> None:
    """The head of the subject's name may be either of its words."""
    verb = word(doc, "met")
    assert text(relations.subject(verb)) in {"Wang", "Yi"}
    assert text(relations.direct_object(verb)) == "envoys"
    assert relations.agent(verb) is None
    assert not relations.is_passive(verb)


@MET
def test_appositions_and_possessors_are_found(doc: Doc) -> None:
    """One person is named twice; the envoys are China's."""
    name = relations.subject(word(doc, "met"))
    assert name is not None
    assert [token.text for token in relations.appositions(name)] == ["minister"]
    assert text(relations.possessor(word(doc, "envoys"))) == "China"


@MET
@pytest.mark.parametrize("start", ["envoys", "judges", "officers"])
def test_conjuncts_are_the_same_row_from_any_of_its_words(doc: Doc, start: str) -> None:
    """UD hangs all on the first, ClearNLP each on the one before."""
    row = relations.conjuncts(word(doc, start))
    assert [token.text for token in row] == ["envoys", "judges", "officers"]


def test_a_preposition_of_several_words_is_one() -> None:
    """UD joins "according to" by ``fixed``, ClearNLP has a chain of prepositions."""
    ud = make(("Left", 0, "ROOT"), ("according", 3, "case"), ("to", 1, "fixed"), ("Xinhua", 0, "obl"))
    clear = make(("Left", 0, "ROOT"), ("according", 2, "prep"), ("to", 0, "prep"), ("Xinhua", 2, "pobj"))
    for doc in (ud, clear):
        assert [(o.preposition, o.noun.text) for o in relations.obliques(doc[0])] == [("according to", "Xinhua")]


def test_a_joined_verb_shares_the_subject_of_the_first() -> None:
    """Where ministers met and signed, both verbs are theirs."""
    doc = make(("Ministers", 1, "nsubj"), ("met", 1, "ROOT"), ("and", 3, "cc"), ("signed", 1, "conj"))
    assert text(relations.subject(doc[3])) == "Ministers"


def test_a_joined_verb_with_a_subject_of_its_own_does_not_borrow() -> None:
    """Where A met and B was signed, nobody signed."""
    doc = make(
        ("A", 1, "nsubj"),
        ("met", 1, "ROOT"),
        ("and", 5, "cc"),
        ("B", 5, "nsubj:pass"),
        ("was", 5, "aux:pass"),
        ("signed", 1, "conj"),
    )
    assert relations.subject(doc[5]) is None
    assert text(relations.passive_subject(doc[5])) == "B"


def test_the_scheme_is_told_by_its_own_labels() -> None:
    """Labels that both schemes have decide nothing."""
    assert relations.scheme(["nsubj", "obj", "obl", "nmod", "case"]) == "ud"
    assert relations.scheme(["nsubj", "dobj", "pobj", "prep", "case"]) == "clear"
    assert relations.scheme(["nsubj", "det", "ROOT"]) is None
