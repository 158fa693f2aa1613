"""Organs, seats and foundings: sentences -> facts, with sentences that must give nothing."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

from sco_graph.extract.organizations import claims
from sco_graph.model import Article
from sco_graph.nlp.mentions import Referent
from sco_graph.nlp.pipeline import build_pipeline, read

if TYPE_CHECKING:
    from spacy.language import Language


@functools.cache
def pipeline() -> Language:
    """One pipeline for all tests, without a statistical model: the rules alone."""
    return build_pipeline("blank")


def facts(text: str, predicate: str) -> set[tuple[str, str]]:
    """Subject and value of the claims with one predicate, by label."""
    article = Article("a", text, issued="2012-04-11")
    return {
        (claim.subject.label, claim.value.label if isinstance(claim.value, Referent) else claim.value)
        for claim in claims(article, read(pipeline(), article))
        if claim.predicate == predicate
    }


SCO = "Shanghai Cooperation Organisation"
RATS = "SCO Regional Anti-Terrorist Structure"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The SCO Secretariat, headquartered in Beijing, met.", ("SCO Secretariat", "Beijing")),
        ("The SCO Secretariat is based in Beijing.", ("SCO Secretariat", "Beijing")),
        ("The SCO Secretariat has its seat in Beijing.", ("SCO Secretariat", "Beijing")),
        ("He visited the SCO Secretariat in Beijing.", ("SCO Secretariat", "Beijing")),
        ("The Tashkent-based SCO Regional Anti-Terrorist Structure met.", (RATS, "Tashkent")),
        ("He was received by the SCO Secretariat at its new headquarters in Beijing.", ("SCO Secretariat", "Beijing")),
        (
            "The Economic Cooperation Organization grew. Its secretariat is headquartered in Tehran.",
            ("secretariat", "Tehran"),
        ),
    ],
)
def test_seats_that_a_text_states(text: str, want: tuple[str, str]) -> None:
    """A seat is read from a clause, a "with" phrase or an adjective."""
    assert facts(text, "headquarters") == {want}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The Shanghai Cooperation Organisation was founded in Shanghai in 2001.", "2001"),
        ("The Shanghai Cooperation Organisation, founded in Shanghai on June 15, 2001, met.", "2001-06-15"),
        (
            "It was signed on June 15, 2001, the day on which the Shanghai Cooperation Organisation came into being.",
            "2001-06-15",
        ),
        ("Founded in 2001 by China and Russia, the Shanghai Cooperation Organisation has grown.", "2001"),
        (
            "The Shanghai Cooperation Organisation met. The Beijing-based organization, established in 2001, grew.",
            "2001",
        ),
        ("Since its establishment in 2001, the Shanghai Cooperation Organisation has grown.", "2001"),
        ("The Shanghai Cooperation Organisation is a bloc founded by China, Russia and Kazakhstan in 2001.", "2001"),
        ("Founded by the leaders of China and Russia in 2001, the Shanghai Cooperation Organisation grew.", "2001"),
        ("Established in 2001 as a forum, the regional group Shanghai Cooperation Organisation grew.", "2001"),
        ("The Shanghai Cooperation Organisation grew. It was founded in 2001 by China and Russia.", "2001"),
        ("It is the second drill since the Shanghai Cooperation Organisation's founding in 2001.", "2001"),
    ],
)
def test_foundings_that_a_text_states(text: str, when: str) -> None:
    """A founding has the date that the clause gives, at its precision."""
    assert facts(text, "established") == {(SCO, when)}


@pytest.mark.parametrize(
    "text",
    [
        "The Shanghai Cooperation Organisation may be based in Moscow one day.",
        "The meeting of the Shanghai Cooperation Organisation that opened on Monday ended.",
        "The Shanghai Cooperation Organisation was established 10 years ago.",
        "The Shanghai Cooperation Organisation met in Beijing in 2012.",
        "The Shanghai Cooperation Organisation established relations with the United Nations in 2005.",
    ],
)
def test_meetings_wishes_and_round_numbers_give_nothing(text: str) -> None:
    """Neither a venue nor an approximate age is a seat or a founding."""
    assert facts(text, "headquarters") | facts(text, "established") == set()


def test_a_secretariat_without_a_name_is_its_organization_s() -> None:
    """A secretariat that is only called so belongs to the organisation named last."""
    text = "The Economic Cooperation Organization was founded in 1985 with a permanent secretariat in Tehran."
    assert ("permanent secretariat", "Economic Cooperation Organization") in facts(text, "bodyOf")
    assert facts("The ministry moved. Its secretariat is in Tehran.", "bodyOf") == set()


def test_an_organ_s_name_tells_whose_it_is() -> None:
    """The owner in the name, or in the reference tables, gives bodyOf."""
    assert ("SCO Secretariat", SCO) in facts("The SCO Secretariat denied it.", "bodyOf")


CSTO, CIS = "Collective Security Treaty Organization", "Commonwealth of Independent States"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The Collective Security Council (CSC) of the CSTO met.", ("CSTO Collective Security Council", CSTO)),
        ("The Council of Foreign Ministers of the CSTO met.", ("CSTO Council of Foreign Ministers", CSTO)),
        ("The CIS Foreign Ministers Council met.", ("CIS Council of Foreign Ministers", CIS)),
        ("The Heads of State Council of the CIS met.", ("CIS Council of Heads of State", CIS)),
        ("The CIS met. The Council of Heads of State approved it.", ("CIS Council of Heads of State", CIS)),
        (
            "The Eurasian Economic Union grew. The Supreme Eurasian Economic Council approved it.",
            ("Supreme Eurasian Economic Council", "Eurasian Economic Union"),
        ),
        ("The UN Office of Counter-Terrorism moved.", ("United Nations Office of Counter-Terrorism", "United Nations")),
        ("The SCO Council of Foreign Ministers met.", ("SCO Council of Foreign Ministers", SCO)),
    ],
)
def test_organs_that_many_organizations_have_are_those_of_their_own(text: str, want: tuple[str, str]) -> None:
    """The name of an organ, with its organisation's or in a text about it, gives that organ and no namesake."""
    assert facts(text, "bodyOf") == {want}


def test_an_organ_that_the_text_s_organization_lacks_is_not_the_sco_s() -> None:
    """A text about the CSTO that speaks of a Council of Heads of State says nothing of the SCO."""
    found = facts("The CSTO met in Yerevan. The Council of Heads of State will meet in May.", "bodyOf")
    assert not any(owner == SCO for _, owner in found)
