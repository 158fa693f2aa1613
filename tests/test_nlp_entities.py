"""Names of states, places, organisations and persons, known and unknown."""

from __future__ import annotations

import pytest
from reading import document

from sco_graph.nlp.mentions import Form


def names(text: str, cls: str) -> set[str]:
    """What the mentions of a class say."""
    return {m.text for m in document(text)._.mentions if m.referent.is_a(cls) and m.form is not Form.PRONOUN}


def ids(text: str, cls: str) -> set[str]:
    """The local names of the known things of a class."""
    return {m.referent.id for m in document(text)._.mentions if m.referent.is_a(cls)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The State Customs Service of the Kyrgyz Republic met.", "State Customs Service of the Kyrgyz Republic"),
        ("Officials of the World Customs Organization (WCO) spoke in China.", "World Customs Organization"),
        ("He joined the Pakistan Peoples Party (PPP) in Pakistan.", "Pakistan Peoples Party"),
        ("Russia's Eastern Military District sent troops.", "Eastern Military District"),
        ("The Special Working Group on Customs Cooperation of the SCO met.",
         "Special Working Group on Customs Cooperation of the SCO"),
    ],
)  # fmt: skip
def test_unknown_organisations_are_found_by_their_form(text: str, expected: str) -> None:
    """A head noun with capitals makes an organisation's name, with its "of" and "on" phrases."""
    assert expected in names(text, "Organization")


def test_an_organ_belongs_to_the_organisation_in_its_name() -> None:
    """The CSTO's foreign ministers are no council of the SCO."""
    assert "SCO_Council_of_Foreign_Ministers" in ids("The SCO Council of Foreign Ministers met.", "OrganizationBody")
    assert "SCO_Council_of_Foreign_Ministers" not in ids("The CSTO Council of Foreign Ministers met.", "Organization")


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister of Kazakhstan Yerlan Testov spoke.",
        "Kazakhstan's Yerlan Testov spoke.",
        "Yerlan Testov, Secretary of the Security Council, spoke in Astana.",
        "The delegation was led by Defense Minister Yerlan Testov.",
    ],
)
def test_persons_are_found_by_the_company_of_their_names(text: str) -> None:
    """Titles before and after, and states that own them, make two capitalised words a person."""
    assert "Yerlan Testov" in names(text, "Person")


def test_a_surname_after_the_full_name_is_the_same_person() -> None:
    """Short names share the referent of the full one."""
    found = [m.referent for m in document("Defense Minister Yerlan Testov spoke. Testov left.")._.mentions]
    people = {referent for referent in found if referent.cls == "Person"}
    assert len(people) == 1


def test_a_capital_that_acts_is_its_state() -> None:
    """Beijing that agrees is China, in Beijing is the city."""
    assert "China" in ids("Beijing and Moscow agreed on the terms.", "State")
    assert "China" not in ids("They met in Beijing.", "State")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops trained at the Spassk training ground in Kazakhstan.", "Spassk training ground"),
        ("The leaders gathered in Hamburg, Germany.", "Hamburg"),
        ("The talks were held in the Kyrgyz capital.", "the Kyrgyz capital"),
    ],
)
def test_places_that_no_table_knows(text: str, expected: str) -> None:
    """A venue's head noun, a state after a comma and a description make places."""
    assert expected in names(text, "Place")


@pytest.mark.parametrize(
    "text",
    ["An SCO is a shop-cum-office, said a bookseller.", "The SCO Group sued over Unix code."],
)
def test_three_letters_alone_are_no_organisation(text: str) -> None:
    """An acronym that several things bear needs company to count."""
    assert "Shanghai_Cooperation_Organisation" not in ids(text, "Organization")
