"""Sentence boundaries that newswire makes certain."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

import sco_graph.nlp.sentences  # noqa: F401 - registers the component


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The rules on a blank tokenizer."""
    blank = spacy.blank("en")
    blank.add_pipe("sco_sentences")
    return blank


def starts(nlp: Language, text: str) -> list[str]:
    """The words at which the rules say that a sentence begins, but for the first."""
    doc = nlp(text)
    return [token.text for token in doc[1:] if token.is_sent_start]


def kept(nlp: Language, text: str) -> list[str]:
    """The words at which the rules say that none begins."""
    return [token.text for token in nlp(text)[1:] if token.is_sent_start is False]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("BEIJING, June 5 (Xinhua) -- Leaders met on Wednesday.", "Leaders"),
        ("ASTANA. July 2. KAZINFORM The summit will open on Thursday.", "The"),
        ("TASHKENT, September 12. /TASS/. Uzbekistan is ready.", "Uzbekistan"),
        ("DUSHANBE, August 28, 2014, Asia-Plus -- The summit opens here.", "The"),
        ("ISLAMABAD (APP): The minister left for Tianjin.", "The"),
        ("NEW DELHI: India will attend.", "India"),
        ("MOSCOW, Oct 30 (Reuters) - Russia wants more.", "Russia"),
        ("QINGDAO, China, June 9 (AP) -- The guests arrived.", "The"),
        ("ANKARA – Turkey stays in NATO.", "Turkey"),
        ("MINSK, 4 July (BelTA) – Belarus has joined.", "Belarus"),
        ("TASHKENT. KAZINFORM – The guests arrived.", "The"),
    ],
)
def test_a_sentence_begins_after_a_dateline(nlp: Language, text: str, first: str) -> None:
    """Whatever manner the agency has."""
    assert starts(nlp, text) == [first]


@pytest.mark.parametrize(
    "text",
    [
        "The SCO was founded in 2001 by six states.",
        "NATO has a liaison office in Tashkent.",
        "TASS reported that Moscow agreed.",
        "CSTO and SCO officials met in Moscow - and agreed.",
    ],
)
def test_capitals_alone_are_no_dateline(nlp: Language, text: str) -> None:
    """A sentence may begin with an abbreviation."""
    assert starts(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "next_word"),
    [
        ("The drill was led by Gen. Liang Guanglie.", "Liang"),
        ("He met Dr. Singh in Ufa.", "Singh"),
        ("They met on Nov. 18 in Moscow.", "18"),
        ("The talks of V. Norov were short.", "Norov"),
        ("Mr. Karzai thanked his hosts.", "Karzai"),
        ("He met Lt. Gen. Asim Munir.", "Gen."),
        ("He met Maj. Gen. Asim Munir.", "Gen."),
        ("A. Kh. Rahmonov spoke.", "Rahmonov"),
        ("The host, E.Sh. Rahmon, spoke.", "Rahmon"),
        ("Talks began at 10 a.m. Monday in Astana.", "Monday"),
        ('The summit ended. "Trade grew," he said.', "Trade"),
        ('He said: "We will stay."', '"'),
    ],
)
def test_no_sentence_begins_after_a_title_a_month_or_an_initial(nlp: Language, text: str, next_word: str) -> None:
    """Their full stop ends no sentence."""
    assert next_word in kept(nlp, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will stay," he said. "Our work goes on." They left.', ['"', "They"]),
        ("The summit ended. “Trade grew,” he said.", ["“"]),
        ('He said: "We will stay." They left.', ["They"]),
        ("He said: “We will stay.” They left.", ["They"]),
        ('"Will you stay?" Xi asked.', []),
        ('He called it a "Great Game" in Asia.', []),
        ('They spoke of the U.S. "Pivot" to Asia.', []),
    ],
)
def test_a_quotation_after_a_full_stop_begins_with_its_mark(nlp: Language, text: str, expected: list[str]) -> None:
    """The mark belongs to what it opens, not to the sentence before."""
    assert starts(nlp, text) == expected


def test_what_the_rules_do_not_know_is_left_open(nlp: Language) -> None:
    """Whether "U.S." ends a sentence is for the statistical components to say."""
    doc = nlp("Troops left the U.S. He said so.")
    assert [token.is_sent_start for token in doc if token.text == "He"] == [None]


def test_each_bullet_begins_a_sentence(nlp: Language) -> None:
    """A list after "--" is one sentence an item."""
    text = "-- Kazakhstan will train guards. -- China will pay. -- Tajikistan will build two posts."
    assert starts(nlp, text) == ["--", "--"]


def test_a_dash_inside_a_sentence_begins_none(nlp: Language) -> None:
    """A parenthesis between dashes stays in its sentence."""
    assert starts(nlp, "Member states -- China and Russia among them -- agreed.") == []


def test_a_blank_line_begins_a_sentence_whatever_stands_before_it(nlp: Language) -> None:
    """A title has no full stop."""
    assert starts(nlp, "SCO summit opens\n\nLeaders met in Astana") == ["Leaders"]


def test_a_single_line_break_begins_one_only_after_the_end_of_a_sentence(nlp: Language) -> None:
    """Texts from mails are broken within sentences."""
    assert starts(nlp, "Leaders met in\nAstana today.\nThey talked.") == ["They"]
