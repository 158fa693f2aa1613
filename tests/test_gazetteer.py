"""Names -> things."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.gazetteer import Gazetteer, NameKind, variants
from sco_graph.names import name_key

GAZETTEER = Gazetteer.default()
SCO = "Shanghai_Cooperation_Organisation"


def ids(name: str) -> list[str]:
    """Local names of what a name may mean."""
    return [entry.id for entry in GAZETTEER.lookup(name)]


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("SCO", SCO),
        ("the Shanghai Co-operation Organization", SCO),
        ("Nur-Sultan", "Astana"),
        ("Kashi", "Kashgar"),
        ("Türkiye", "Turkey"),
        ("Turkiye", "Turkey"),
        ("Uzbeks", "Uzbekistan"),
        ("Kirghiz", "Kyrgyzstan"),
        ("ST. PETERSBURG", "Saint_Petersburg"),
        ("regional anti-terrorist structure", "SCO_Regional_Anti-Terrorist_Structure"),
        ("Regional Counterterrorism Structure", "SCO_Regional_Anti-Terrorist_Structure"),
        ("SCO defense ministers’ meeting", "SCO_Defence_Ministers_Meeting"),
        ("Sergey Shoygu", "Sergei_Shoigu"),
        ("Nikolay Patrushev", "Nikolai_Patrushev"),
        ("N. Patrushev", "Nikolai_Patrushev"),
        ("Sh. Mirziyoyev", "Shavkat_Mirziyoyev"),
        ("Ye. Sysoyev", "Yevgeny_Sysoyev"),
        ("Tianshan-2", "Tianshan-II_2011"),
        ("Peaceful Mission 2010", "Peace_Mission_2010"),
        ("Yekaterinburg Convention", "SCO_Counter-Terrorism_Convention_2009"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name: str, thing: str) -> None:
    """Acronyms, former names, demonyms, transliterations and spellings lead to the one thing."""
    assert ids(name) == [thing]


@pytest.mark.parametrize(
    "name", ["sco", "rats", "turkey", "us", "who", "un", "eco", "polish", "male", "Xyzzy", "", "--"]
)
def test_a_word_is_no_name(name: str) -> None:
    """Acronyms need their capitals, proper names a capital; an unknown name gives nothing."""
    assert ids(name) == []


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("SCO", "", " Group posted a loss"),
        ("SCO", "a shop-cum-office (", ") in Sector 17"),
        ("SCO", "", " UNIX licences"),
        ("ECO", "", "-friendly cars"),
        ("OTS", "", " mortgage rules"),
        ("CIS", "", "-gender"),
        ("Georgia", "in Atlanta, ", ""),
    ],
)
def test_an_acronym_that_means_something_else_here_does_not_fit(name: str, before: str, after: str) -> None:
    """Neighbouring words rule a name out."""
    assert not GAZETTEER.fits(name, before, after)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("SCO", "the ", " summit"),
        ("ECO", "the ", " summit"),
        ("CIS", "", " countries"),
        ("Georgia", "Armenia, ", " and"),
    ],
)
def test_an_acronym_in_its_own_context_fits(name: str, before: str, after: str) -> None:
    """Ordinary neighbours do not rule a name out."""
    assert GAZETTEER.fits(name, before, after)


@pytest.mark.parametrize(
    ("name", "near", "thing"),
    [
        ("Georgia", [], "Georgia"),
        ("Georgia", ["United_States"], "Georgia_US"),
        ("Hyderabad", ["India"], "Hyderabad_India"),
        ("Hyderabad", ["Pakistan"], "Hyderabad_Pakistan"),
        ("Hyderabad", ["India", "Pakistan"], None),
        ("Hyderabad", [], None),
        ("Brest", ["Belarus"], "Brest_Belarus"),
    ],
)
def test_a_homonym_is_decided_by_what_is_near_or_not_at_all(name: str, near: list[str], thing: str | None) -> None:
    """A place that lies in a state named nearby wins, then a state before its namesakes; else nothing is decided."""
    entry = GAZETTEER.decide(name, near=near)
    assert (entry.id if entry else None) == thing


@pytest.mark.parametrize(
    ("name", "year", "thing"),
    [
        ("Bishkek summit", "2013", "SCO_Summit_2013"),
        ("Bishkek summit", "2019-06-14", "SCO_Summit_2019"),
        ("Bishkek summit", None, None),
        ("Bishkek summit", "2011", None),
        ("Astana Declaration", "2011", "Astana_Declaration_2011"),
        ("Astana Declaration", "1999", None),
        ("SCO summit", "2013", "SCO_Heads_of_State_Summit"),
    ],
)
def test_an_edition_is_decided_by_its_year(name: str, year: str | None, thing: str | None) -> None:
    """A name that editions share needs the year; a year that none had decides nothing."""
    entry = GAZETTEER.decide(name, year=year)
    assert (entry.id if entry else None) == thing


def test_the_kind_of_thing_asked_for_decides() -> None:
    """``types`` keeps what specialises one of the classes."""
    assert GAZETTEER.decide("Georgia", types=["State"]).id == "Georgia"  # type: ignore[union-attr]
    assert GAZETTEER.decide("SCO", types=["Agent"]).id == SCO  # type: ignore[union-attr]
    assert GAZETTEER.decide("SCO", types=["Event"]) is None


def test_every_shared_name_has_a_rule_that_decides() -> None:
    """Things that share a name lie in different states or were in different years, so that decide() can tell them."""
    open_questions = []
    for key, entries in GAZETTEER.ambiguous().items():
        by_year = {GAZETTEER.decide(key.title(), year=entry.id[-4:]) for entry in entries}
        near = [GAZETTEER.record(entry.id).located_in for entry in entries if entry.type == "Place"]  # type: ignore[union-attr]
        by_place = {GAZETTEER.decide(key.title(), near=[state]) for state in near if state}
        if len({e.id for e in by_year | by_place if e}) < len({e.id for e in entries}) - (entries[0].type == "State"):
            open_questions.append(key)
    assert open_questions == []


def test_demonyms_are_told_from_names() -> None:
    """An adjective or a people's name is marked as such."""
    assert [e.is_demonym for name in ("Kazakh", "Kazakhstan", "Turkmens") for e in GAZETTEER.lookup(name)] == [
        True,
        False,
        True,
    ]
    assert GAZETTEER.lookup("SCO")[0].kind is NameKind.ACRONYM


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("Council of Foreign Ministers", True),
        ("SCO Council of Foreign Ministers", False),
        ("MPS", True),
        ("Chinese Ministry of Public Security", False),
        ("RATS", False),
        ("Peace Mission", False),
        ("defence ministers meeting", True),
    ],
)
def test_a_name_that_does_not_tell_whose_it_is_says_so(name: str, generic: bool) -> None:
    """Such a name holds only in a text that names the owner."""
    (entry,) = GAZETTEER.lookup(name)
    assert entry.generic is generic
    assert entry.owner is not None


def test_phrases_are_found_by_lookup() -> None:
    """What a matcher would find, lookup confirms in the spelling of the phrase."""
    lost = [phrase for phrase, entry in GAZETTEER.phrases() if entry.id not in ids(phrase)]
    assert lost == []


def test_variants_cover_what_texts_vary() -> None:
    """British and American, hyphen, space or nothing after anti-, straight and curly apostrophes."""
    assert "Regional Antiterrorist Structure" in variants("Regional Anti-Terrorist Structure") or (
        "Regional AntiTerrorist Structure" in variants("Regional Anti-Terrorist Structure")
    )
    assert "SCO defense ministers’ meeting" in variants("SCO defence ministers' meeting")
    assert "Shanghai Cooperation Organization" in variants("Shanghai Cooperation Organisation")


@given(st.text())
def test_any_text_may_be_asked_for(text: str) -> None:
    """Nothing crashes, and whatever is found bears the name."""
    for entry in GAZETTEER.lookup(text):
        assert name_key(text)
        assert GAZETTEER.record(entry.id) is not None
    GAZETTEER.fits(text, text, text)


def test_the_gazetteer_needs_no_spacy() -> None:
    """The graph side and resolve use it too: importing it stays light."""
    code = "import sys, sco_graph.gazetteer; sys.exit(bool({'spacy', 'rdflib', 'pyoxigraph'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
