"""Phrases about documents: where they begin and end, and what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.nlp.document_phrases import Phrase, find_phrases


def phrases(text: str, *names: str) -> list[Phrase]:
    """The phrases of a sentence in which some names are marked."""
    starts = [text.index(name) for name in names]
    return find_phrases(text, 0, len(text), dates=(), names=starts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They signed the Treaty on Long-Term Good-Neighborliness, Friendship and Cooperation at a summit.",
         ["Treaty on Long-Term Good-Neighborliness, Friendship and Cooperation"]),
        ("the Shanghai Convention on Combating Terrorism, Separatism and Extremism was concluded",
         ["Shanghai Convention on Combating Terrorism, Separatism and Extremism"]),
        ("the Convention of the Shanghai Cooperation Organization (SCO) on Countering Extremism.",
         ["Convention of the Shanghai Cooperation Organization (SCO) on Countering Extremism"]),
        ("an agreement on cooperation in combating illicit trafficking in arms, ammunition and explosives is signed",
         ["agreement on cooperation in combating illicit trafficking in arms, ammunition and explosives"]),
        ("a joint statement and three agreements", ["joint statement"]),
        ("the 2009 Convention", ["2009 Convention"]),
        ("the Qingdao Declaration was adopted", ["Qingdao Declaration"]),
        ("They signed the Almaty Act at a summit.", ["Almaty Act"]),
        ("The act was a mistake, and they act on it.", []),
        ("a resolution on granting Belarus the status of a member was signed",
         ["resolution on granting Belarus the status of a member"]),
        ("a decision to approve the Anti-Drug Strategy", ["Anti-Drug Strategy"]),
        ("the SCO Framework Agreement for Energy", ["SCO Framework Agreement for Energy"]),
        ("They made a decision to meet again; the decision was hailed by the conflict resolution centre.", []),
        ("a protocol amending the agreement on customs", ["protocol amending the agreement on customs",
                                                        "agreement on customs"]),
        ("issued a statement saying that it was happy", ["statement"]),
        ("a Declaration to found the bloc, its statute and a summit communiqué",
         ["Declaration to found the bloc", "statute", "summit communiqué"]),
        ("an agreement on relations between the two states and an agreement on their borders",
         ["agreement on relations between the two states", "agreement on their borders"]),
        ("the Joint Address to the Youth was adopted", ["Joint Address to the Youth"]),
        ("He made an appeal and gave his address on the initiative of China within the framework of talks.", []),
        ("the 1985 supplemental protocol and 2005 agreement on borders",
         ["1985 supplemental protocol", "2005 agreement on borders"]),
        ("a peace deal with Armenia, a great deal of work and a way to deal with floods", ["peace deal with Armenia"]),
        ("Russia, China Extend Treaty, Hail Ties", ["Treaty"]),
        ("the Regulations on the Admission of New Members", ["Regulations on the Admission of New Members"]),
        ("an anti-drug strategy for 2011-2016 and the Astana Declaration",
         ["anti-drug strategy for 2011-2016", "Astana Declaration"]),
        ("the SCO Charter, an army statement said", ["SCO Charter", "statement"]),
        ('the document "SCO Development Strategy until 2025" was approved',
         ["document", "SCO Development Strategy until 2025"]),
        ("a memorandum of understanding with ASEAN", ["memorandum of understanding with ASEAN"]),
        ("a Memorandum between the SCO Secretariat and the Eurasian Economic Commission was signed",
         ["Memorandum between the SCO Secretariat and the Eurasian Economic Commission"]),
        ("the CICA Action Plan on the implementation of the UN Global Strategy",
         ["CICA Action Plan on the implementation of the UN Global Strategy", "UN Global Strategy"]),
        ("the leaders plan to sign it", []),
        ("the landmark river transport agreement was signed", ["landmark river transport agreement"]),
        ("the ministers said agreement was near", ["agreement"]),
        ("a United Nations convention on water", ["United Nations convention on water"]),
        ("Nepal Signs Memorandum on Accession to the SCO", ["Memorandum on Accession to the SCO"]),
        ("the Tunis Declaration of the SCO member states was read", ["Tunis Declaration of the SCO member states"]),
        ("the 2031-2033 Program for Cooperation in countering piracy, smuggling and fraud was read",
         ["2031-2033 Program for Cooperation in countering piracy, smuggling and fraud"]),
        ("memoranda on granting partner status to the Republic of Iceland and the Kingdom of Norway.",
         ["memoranda on granting partner status to the Republic of Iceland and the Kingdom of Norway"]),
        ("a protocol with the Republic of Iceland and the Oslo Declaration",
         ["protocol with the Republic of Iceland", "Oslo Declaration"]),
        ("a protocol on amendments to the agreement on rivers was read",
         ["protocol on amendments to the agreement on rivers", "agreement on rivers"]),
        ("a Memorandum on commitments undertaken by Norway in order to join was read",
         ["Memorandum on commitments undertaken by Norway in order to join"]),
        ("the Xi’an Declaration", ["Xi’an Declaration"]),
        ("the Memorandum on behalf of the ministers", ["Memorandum"]),
        ("a Joint Statement by the Heads of the Sports Agencies of the member countries was read",
         ["Joint Statement by the Heads of the Sports Agencies of the member countries"]),
        ('the action plan for "Year of Rivers in Asia" was read', ['action plan for "Year of Rivers in Asia"']),
        ("an Action Plan to implement the Treaty on Rivers, Lakes and Seas was read",
         ["Action Plan to implement the Treaty on Rivers, Lakes and Seas", "Treaty on Rivers, Lakes and Seas"]),
        ("the Declaration on Fishing in Rivers and Lakes, and the Protection of Seas and Coasts was adopted at noon.",
         ["Declaration on Fishing in Rivers and Lakes, and the Protection of Seas and Coasts"]),
        ("they signed the Declaration on Fishing in Rivers, and the Norwegian King was pleased.",
         ["Declaration on Fishing in Rivers"]),
        ("the Declaration on Rivers, and the Protocol on Seas was adopted",
         ["Declaration on Rivers", "Protocol on Seas"]),
        ("a Memorandum between Norway represented by its Ministry of Fishing and the Lakes Fund was signed",
         ["Memorandum between Norway represented by its Ministry of Fishing and the Lakes Fund"]),
        ("the memorandum between Norway, represented by King Harald, and Iceland was signed",
         ["memorandum between Norway, represented by King Harald, and Iceland"]),
        ("a Statement on action against those who fight on the side of pirates",
         ["Statement on action against those"]),
        ("a Statement on action against fighters on the side of pirates was read",
         ["Statement on action against fighters on the side of pirates"]),
        ("the convention centre and a charter flight", []),
        ("agreements, treaties and conventions", []),
    ],
)  # fmt: skip
def test_a_phrase_runs_as_far_as_its_title_or_clause(text: str, found: list[str]) -> None:
    """Titles keep their lists and brackets; descriptions stop at verbs, places and the next document."""
    assert [text[p.start : p.end] for p in phrases(text)] == found


def test_where_it_was_signed_is_no_part_of_a_phrase() -> None:
    """The words "in Bishkek" end a description, "in the field of energy" do not."""
    text = "a protocol on energy in Bishkek and an agreement in the field of energy"
    assert [text[p.start : p.end] for p in phrases(text, "Bishkek")] == [
        "protocol on energy",
        "agreement in the field of energy",
    ]


@pytest.mark.parametrize(
    ("text", "title", "bare", "weak"),
    [
        ("the SCO Charter", True, False, False),
        ("the agreement", False, True, False),
        ("a statement", False, True, True),
        ("a joint statement", False, True, False),
        ("Joint Communiqué", False, True, False),
        ("a plan of cooperation of ministries", False, False, False),
        ("a plan", False, True, True),
        ("the latest agreement", False, True, False),
    ],
)
def test_a_phrase_says_how_sure_it_is_of_a_document(text: str, title: bool, bare: bool, weak: bool) -> None:
    """Titles, bare nouns and nouns that mean other things are told apart."""
    (phrase,) = phrases(text)
    assert (phrase.title, phrase.bare, phrase.weak) == (title, bare, weak)


@given(st.text(alphabet=st.sampled_from("agreement Treaty on of the and, Plan (SCO) “” \n-.'")))
def test_any_text_gives_phrases_inside_it(text: str) -> None:
    """Nothing crashes, and offsets lie in the text."""
    for phrase in find_phrases(text, 0, len(text), dates=(), names=()):
        assert 0 <= phrase.start < phrase.end <= len(text)
