"""Datelines in any agency's manner, and the year they leave out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.dateline import Dateline, find_dateline, infer_issued

DATELINES: list[tuple[str, tuple[str, ...], tuple[int | None, int | None, int | None], str | None]] = [
    ("BEIJING. April 11. KAZINFORM The seventh meeting", ("BEIJING",), (4, 11, None), "Kazinform"),
    ("MOSCOW, May 5. /TASS/. The ministers met", ("MOSCOW",), (5, 5, None), "TASS"),
    ("BEIJING, August 29. /ITAR-TASS/. The active phase", ("BEIJING",), (8, 29, None), "ITAR-TASS"),
    ("DUSHANBE, Sept. 12 (Xinhua) -- Leaders met", ("DUSHANBE",), (9, 12, None), "Xinhua"),
    ("ASTANA - Kazakhstan's envoy took office", ("ASTANA",), (None, None, None), None),
    ("ZHURIHE, Inner Mongolia, Aug. 24 (Xinhua) -- Troops", ("ZHURIHE", "Inner Mongolia"), (8, 24, None), "Xinhua"),
    ("Dushanbe, 24 June 2021. The sixteenth annual Meeting", ("Dushanbe",), (6, 24, 2021), None),
    ("Dushanbe, 12 September 2014 -- The six member States", ("Dushanbe",), (9, 12, 2014), None),
    ("ISLAMABAD: The foreign minister flew home", ("ISLAMABAD",), (None, None, None), None),
    ("New Delhi [India], May 5 (ANI): Troops from India", ("New Delhi", "India"), (5, 5, None), "ANI"),
    ("Benaulim (Goa) [India], May 5 (ANI): The minister", ("Benaulim", "Goa", "India"), (5, 5, None), "ANI"),
    ("TASHKENT, Uzbekistan, June 11 /Kabar/. The summit", ("TASHKENT", "Uzbekistan"), (6, 11, None), "Kabar"),
    ("DUSHANBE, October 5 (RIA Novosti) - The CSTO and the SCO", ("DUSHANBE",), (10, 5, None), "RIA Novosti"),
    ("Astana, Jun 9 (PTI) India on Friday became a member", ("Astana",), (6, 9, None), "PTI"),
    ("BISHKEK, May 20, 2016. /Kabar/. Experts of the services", ("BISHKEK",), (5, 20, 2016), "Kabar"),
    ("KHUJAND, Tajikistan, June 7 -- Five member countries", ("KHUJAND", "Tajikistan"), (6, 7, None), None),
    ("ASTANA. KAZINFORM -- A regular meeting was held", ("ASTANA",), (None, None, None), "Kazinform"),
    ("NUR-SULTAN. November 29. KAZINFORM – The heads", ("NUR-SULTAN",), (11, 29, None), "Kazinform"),
    ("BISHKEK (AKIpress) - The council met", ("BISHKEK",), (None, None, None), "AKIpress"),
    ("BAKU /Trend/ - A forum opened", ("BAKU",), (None, None, None), "Trend"),
    ("MOSCOW (Wire News / Sputnik - 5th May, 2021) The ministers met", ("MOSCOW",), (5, 5, 2021), "Sputnik"),
    ("MOSCOW, 5 May (TASS). The council met", ("MOSCOW",), (5, 5, None), "TASS"),
    ("ST. PETERSBURG, June 7 (Xinhua) -- The leaders", ("ST. PETERSBURG",), (6, 7, None), "Xinhua"),
    ("UFA, Russia (AP) — Leaders gathered", ("UFA", "Russia"), (None, None, None), "AP"),
    ("NEW DELHI: The army said", ("NEW DELHI",), (None, None, None), None),
    ("Samarkand, 16 September 2022 — The leaders", ("Samarkand",), (9, 16, 2022), None),
    ("ISLAMABAD (APP): The prime minister left", ("ISLAMABAD",), (None, None, None), "APP"),
    ("DUSHANBE. Sept 12 (Interfax) - Presidents met", ("DUSHANBE",), (9, 12, None), "Interfax"),
    ("BEIJING, January 4. Zhang Ming has assumed the office", ("BEIJING",), (1, 4, None), None),
    ("DUSHANBE, 12.09.2014 (NIAT Khovar) – The summit", ("DUSHANBE",), (9, 12, 2014), "NIAT Khovar"),
    ("BEIJING (Xinhua), May 5 -- A meeting", ("BEIJING",), (5, 5, None), "Xinhua"),
    ("MOSCOW, March 27 (Itar-Tass) -- A conference", ("MOSCOW",), (3, 27, None), "ITAR-TASS"),
    ("BEIJING, June 6, 2012 (AFP) - The summit", ("BEIJING",), (6, 6, 2012), "AFP"),
    ("URUMQI, June 11th (Xinhua) -- A drill", ("URUMQI",), (6, 11, None), "Xinhua"),
]


@pytest.mark.parametrize(("text", "places", "date", "publisher"), DATELINES, ids=[row[0][:28] for row in DATELINES])
def test_a_dateline_gives_place_date_and_agency(
    text: str, places: tuple[str, ...], date: tuple[int | None, ...], publisher: str | None
) -> None:
    """Every agency's manner yields the same value, and the story begins where the dateline ends."""
    got = find_dateline("A headline stands above\n\n" + text)
    assert got is not None
    assert (places, date, publisher) == (got.places, (got.month, got.day, got.year), got.publisher)
    assert (got.start, got.start < got.end <= 25 + len(text)) == (25, True)


@pytest.mark.parametrize(
    "text",
    [
        "On June 15, 2001 the six states founded the organization.",
        "The meeting was held in Beijing on April 11.",
        "Astana July 4 saw leaders of ten states gather.",
        "Sochi, 30 November, was cold when the ministers arrived.",
        "SCO: a pivotal mechanism for regional security cooperation",
        "Every evening at eight the shutters come down along the long arcade.",
        "Since May 5 (a Friday) the border has been closed.",
        "PRESS RELEASE",
        "",
        "   \n\n\t\n",
    ],
)
def test_prose_has_no_dateline(text: str) -> None:
    """A sentence that merely begins with a place or a date is no dateline."""
    assert find_dateline(text) is None


def test_a_byline_gives_the_date_but_no_place() -> None:
    """Where no dateline stands, a byline with a full date is the next best thing."""
    got = find_dateline("Title\n\nBy a staff writer in World on 6 January 2025\n\nThe envoy took office.")
    assert got is not None
    assert (got.places, got.issued) == ((), "2025-01-06")


def test_a_dateline_after_the_byline_wins_and_the_byline_is_left_to_the_reader() -> None:
    """A dateline without a date is still the dateline."""
    got = find_dateline("Title\n\nBy someone on 6 January 2025\n\nASTANA - The envoy took office.")
    assert got is not None
    assert got.places == ("ASTANA",)


def test_an_impossible_day_is_no_dateline() -> None:
    """31 June is not on the calendar."""
    assert find_dateline("BEIJING, June 31 (Xinhua) -- Leaders met") is None


BODY = "BEIJING. April 11. KAZINFORM The meeting will be held from April 11 to 12 in Beijing. "
INFERRED: list[tuple[str, str | None]] = [
    (BODY + "The joint drill code-named Tianshan-II (2011) was held in Kashi last year.", "2012-04-11"),
    (BODY + "It has been a forum since it was established in 2001, 10 years ago.", "2011-04-11"),
    (BODY + "Since it was founded in 2001, ten years ago, it has grown.", "2011-04-11"),
    (BODY + "The text was signed on June 7 last year, 2008, in the city.", "2009-04-11"),
    (BODY + "This year, 2013, it will meet twice.", "2013-04-11"),
    (BODY + "This year marks the 15th anniversary of the body, which was founded in 2001.", "2016-04-11"),
    (BODY + "The exercise Peace Mission-2016 was conducted last year.", "2017-04-11"),
    (
        BODY + "They last met in 2011. Their next meeting is planned in 2012. On Wednesday, April 11, they dined.",
        "2012-04-11",
    ),
    (BODY + "On Wednesday, April 11, they dined.", None),
    (BODY + "The convention was signed in 2009.", None),
    (BODY + "The Convention (2009) was ratified last year.", None),
    (BODY + "It was founded in 2001.", None),
    (BODY + "This year, 2013, it will meet twice. Last year, 2005, it did not.", None),
    (BODY + "The accession took effect on April 11, 2015.", "2015-04-11"),
    (BODY + "Last year's exercise was large.", None),
    ("BISHKEK, May 20, 2016. /Kabar/. Experts met.", "2016-05-20"),
    ("No dateline here. The drill Tianshan-II (2011) was held last year.", "2012"),
    ("No dateline here, and no clue.", None),
]


@pytest.mark.parametrize(("text", "issued"), INFERRED, ids=[str(n) for n in range(len(INFERRED))])
def test_the_missing_year_is_inferred_only_if_the_text_says_enough(text: str, issued: str | None) -> None:
    """Clues that bind the article's own year count; a bare year or weekday does not."""
    assert issued == infer_issued(text, find_dateline(text))


def test_29_february_needs_a_leap_year() -> None:
    """A day that the inferred year lacks gives no date."""
    line = Dateline(0, 1, ("X",), 2, 29)
    assert infer_issued("This year, 2013, it will meet.", line) is None


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ABCabc, .-/()[]:12340\n©éж"), max_size=80) | st.text(max_size=80))
def test_any_text_gives_a_dateline_within_it_or_none(text: str) -> None:
    """Whatever the text, offsets lie in it and nothing is raised."""
    got = find_dateline(text)
    assert got is None or 0 <= got.start < got.end <= len(text)
    infer_issued(text, got)
