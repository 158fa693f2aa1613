"""Facts about meetings and exercises: tables of sentences, and sentences that give nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import extraction, said

from sco_graph.model import is_a

NOTHING = [
    line
    for line in (Path(__file__).parent / "tables" / "nothing.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
STATED = [
    ("The SCO summit was held in Ufa on July 9-10, 2015.", "place", {"Ufa"}),
    ("The SCO summit was held in Ufa on July 9-10, 2015.", "startDate", {"2015-07-09"}),
    ("The SCO summit was held in Ufa on July 9-10, 2015.", "endDate", {"2015-07-10"}),
    ("The SCO summit was held in Ufa on July 9-10, 2015.", "organizedBy", {"Shanghai_Cooperation_Organisation"}),
    ("Kazakhstan will host the SCO summit in Astana in June 2030.", "startDate", {"2030-06"}),
    ("The CSTO exercise started in Osh and will conclude on January 18.", "endDate", {"2030-01-18"}),
    ("The CSTO exercise started in Osh and will conclude on January 18.", "startDate", set()),
    ("The CSTO, not the SCO, is organizing the exercise in Osh.", "organizedBy",
     {"Collective_Security_Treaty_Organization"}),
    ("The SCO has held drills codenamed “Altyn Kalkan” since 2019.", "codeName", set()),
    ("The seventh meeting of SCO justice ministers opened in Tashkent.", "edition", {"7"}),
    ("A conference of the SCO took place in Moscow on 5 May 2029.", "startDate", {"2029-05-05"}),
    ("The drill Peace Mission-2014 of the SCO ended in China.", "codeName", {"Peace Mission-2014"}),
    ("Troops from China, Russia and Tajikistan took part in the SCO drill in Osh.", "participant",
     {"China", "Russia", "Tajikistan"}),
    ("The SCO meeting in Astana was attended by Russia's Sergei Lavrov and China's Wang Yi.", "participant",
     {"Sergey_Lavrov", "Wang_Yi"}),
    ("Sergei Lavrov chaired the SCO meeting in Moscow.", "participant", {"Sergey_Lavrov"}),
    ("The Qingdao summit of the SCO was a success.", "place", {"Qingdao"}),
    ("The SCO held an anti-terrorism drill in Osh in 2029.", "topic", {"terrorism"}),
    ("A conference in Moscow on 5 May 2029 was held under the auspices of the SCO.", "organizedBy",
     {"Shanghai_Cooperation_Organisation"}),
    ("A session of the CSTO was held in Yerevan, Armenia.", "locatedIn", {"Armenia"}),
    ("Tashkent hosted the 18th meeting of the SCO heads of government.", "place", {"Tashkent"}),
    ("The SCO drill was led by the RATS, which is based in Tashkent.", "place", set()),
    ("The CSTO drill near the border with Afghanistan ended.", "place", set()),
    ("The SCO foreign ministers gathered today in the Kazakh capital.", "place", {"Astana"}),
    ("The SCO foreign ministers gathered today in the Kazakh capital.", "startDate", {"2030-01-15"}),
    ("«On January 13 the 29th meeting of the RATS Council was held in Almaty», it said.", "startDate", {"2030-01-13"}),
    ("The SCO summit was held in Osh the day before.", "startDate", {"2030-01-14"}),
    ("India hosted the SCO summit on Tuesday, January 14.", "startDate", {"2030-01-14"}),
    ("-- June 15, 2006: In Shanghai, the SCO summit adopted a statement.", "place", {"Shanghai"}),
    ("-- June 15, 2006: In Shanghai, the SCO summit adopted a statement.", "startDate", {"2006-06-15"}),
    ("Moscow, Russia hosted the SCO summit on May 4, 2029.", "place", {"Moscow"}),
    ("The capital of the Kyrgyz Republic, Bishkek, hosted the SCO summit.", "place", {"Bishkek"}),
    ("The SCO agreed to hold joint drills in Osh in May 2030.", "organizedBy", {"Shanghai_Cooperation_Organisation"}),
    ("Five members of the SCO started an exercise in Osh on Sunday.", "organizedBy",
     {"Shanghai_Cooperation_Organisation"}),
    ("Delegations of the CSTO member states met on January 10 to discuss transport.", "startDate", {"2030-01-10"}),
    ("New Delhi, Jan 9 (PTI) India will host the 18th meeting of SCO chief justices here on January 10.", "place",
     {"New_Delhi"}),
    ("The CSTO drill, titled “Anti-Crime–Interaction–2029,” was held in Osh.", "codeName",
     {"Anti-Crime–Interaction–2029"}),
    ("The CSTO will hold the Northern Brotherhood 2029 command-and-staff exercise in Osh.", "codeName",
     {"Northern Brotherhood 2029"}),
    ("The SCO chief spoke at a press conference in Osh on 5 May 2029.", "startDate", set()),
    ("The SCO summit in Osh discussed trade. The SCO was founded with the goal of fighting terrorism.", "topic",
     {"trade"}),
    ("The SCO meeting in Osh was addressed by officials of Afghanistan.", "topic", set()),
    ("The SCO meeting in Osh exchanged views on security in the use of ICTs.", "topic", {"information_security"}),
    ("The SCO held drills in Osh to combat drug trafficking.", "topic", {"drug_trafficking"}),
    ("After the summit of the SCO a meeting of Vladimir Putin and Xi Jinping was held in Osh.", "participant",
     {"Vladimir_Putin", "Xi_Jinping"}),
    ("The SCO drills will take place at the Tajik Harb-Maidon training ground on May 4, 2029.", "startDate",
     {"2029-05-04"}),
    ("During the CSTO exercise, troops in Central Asia will practise.", "place", set()),
    ("At the SCO summit in Osh the leaders are to adopt a programme until 2035.", "endDate", set()),
    ("The SCO drills were to begin in Osh; the Russian leader proposed to his colleagues from the five states of the "
     "SCO on Thursday holding counter-terrorism exercises.", "topic", set()),
    ("A meeting of the SCO Council will be held in China's capital, Beijing, on May 4, 2030.", "place", {"Beijing"}),
    ("The sixth edition of exercise Peace Mission was held by the SCO in Russia.", "edition", {"6"}),
    ("It was the first SCO summit since the enlargement, held in Osh.", "edition", set()),
    ("The SCO summit opened in Osh on May 4, 2029. The two-day event drew many.", "endDate", {"2029-05-05"}),
    ("The SCO was praised in Osh on May 4, 2029. The two-day event drew many.", "endDate", set()),
    ("The defence ministers of the SCO met in Osh on May 5, 2029. The ministers' conclave, held on May 5 and 6, ended.",
     "endDate", {"2029-05-06"}),
    ("Turkey wants to be the first NATO country in the SCO. He praised the organisation's summit in Osh. The SCO "
     "thanked him; the SCO grows.", "organizedBy", {"Shanghai_Cooperation_Organisation"}),
    ("The foreign ministers met in Moscow to prepare the SCO summit of June 13 and 14.", "startDate", {"2030-06-13"}),
    ("SCO ministers held a meeting in Osh. The SCO summit will be held in Ufa. Wang Yi chaired this meeting.",
     "place", {"Osh", "Ufa"}),
    ("The SCO Council of Foreign Ministers is scheduled for May 20 in Astana.", "startDate", {"2030-05-20"}),
    ("The CSTO Collective Security Council was held in Minsk on January 10.", "place", {"Minsk"}),
    ("The SCO Council of Foreign Ministers is scheduled to publish a report.", "startDate", set()),
    ("He spoke of the need to prepare for the 6th CICA Summit, which will be held in Osh on May 12-13, 2030.",
     "endDate", {"2030-05-13"}),
    ("He spoke of the need for a 6th CICA Summit in Osh.", "edition", set()),
    ("In October Uzbek President Shavkat Mirziyoyev missed the CIS summit in Minsk.", "startDate", {"2029-10"}),
    ("The ministers agreed regarding the SCO summit in June.", "startDate", {"2030-06"}),
    ("The SCO summit will be the first of its kind after the enlargement last June in Osh.", "startDate", set()),
    ("They agreed to go on at the December 6 meeting to be held by the CSTO in Moscow.", "startDate", {"2030-12-06"}),
    ("The SCO summit was held in Osh on February, 28, 2017.", "startDate", {"2017-02-28"}),
    ("The memorandum was signed in Tashkent, which is hosting the conference of the SCO.", "place", {"Tashkent"}),
    ("The Qingdao summit of the SCO, with efforts from all, will be a significant meeting.", "place", {"Qingdao"}),
    ("Wang Yi met with the Deputy Director of the Secretariat of the CSTO Valery Semerikov in Moscow.", "participant",
     {"Wang_Yi", "Valery_Semerikov"}),
    ("The SCO Council of Foreign Ministers issued a statement. The council's next meeting will be held in Osh.",
     "organizedBy", {"Shanghai_Cooperation_Organisation"}),
    ("The CSTO, a military alliance of six states, was founded in 2002. The alliance's 7th conference was held in Osh.",
     "organizedBy", {"Collective_Security_Treaty_Organization"}),
    ("The CSTO, a military alliance of six states, was founded in 2002. The firm's 7th conference was held in Osh.",
     "organizedBy", set()),
    ("On Tuesday, January 8, 2030, Wang Yi of China met Sergei Lavrov in Osh.", "startDate", {"2030-01-08"}),
    ("On May 29, 2029, in Osh, on the sidelines of the SCO summit, Wang Yi held a meeting with Sergei Lavrov.", "place",
     {"Osh"}),
    ("On May 29, 2029, the foreign ministers from the six member states of the SCO met in Osh. This is the third "
     "ministers' meeting of the SCO.", "startDate", {"2029-05-29"}),
    ("Wang Yi met Sergei Lavrov of Russia on the sidelines of the SCO summit in Osh.", "place", {"Osh"}),
    ("The 12th SCO summit was held in Osh, outlining the direction of the organization to 2035.", "startDate", set()),
    ("The SCO council of ministers, which is expected to meet in Dhaka in July, would approve it.", "startDate",
     {"2030-07"}),
    ("The presidents of the six countries belonging to the CSTO, meeting today in Osh, signed documents.", "startDate",
     {"2030-01-15"}),
    ("On 27 May 2029 the SCO summit was held in Osh.", "startDate", {"2029-05-27"}),
    ("The leaders of the CSTO met in Osh, which bore another name until 2020, for a session of the CSTO.", "endDate",
     set()),
    ("The CSTO holds exercises such as Steppe Shield. In May 2029 Steppe Shield-2029 was held in Osh.", "startDate",
     {"2029-05"}),
    ("The first SCO drill was held in August 2003 in Osh, the second – in 2005 in Ufa.", "edition", {"1", "2"}),
    ("The first SCO drill was held in August 2003 in Osh, the second – in 2005 in Ufa.", "startDate",
     {"2003-08", "2005"}),
    ("The SCO held drills. The first such exercise was held in 2003 on the territory of China and Kazakhstan.",
     "place", {"China", "Kazakhstan"}),
    ("It was the first such meeting of the SCO ministers.", "edition", set()),
    ("At the last year's summit of the SCO in Osh they agreed.", "startDate", {"2029"}),
    ("The jubilee session of the CSTO has kicked off at the residence in Osh.", "startDate", {"2030-01-15"}),
    ("The jubilee session of the CSTO was held at the residence in Osh.", "startDate", set()),
    ("The SCO summit, scheduled from January 13 to 16, brings together ten leaders.", "startDate", {"2030-01-13"}),
    ("The CSTO began a three-week drill in Osh on January 14.", "endDate", set()),
    ("In Osh, Sergei Lavrov will meet Wang Yi of China.", "place", {"Osh"}),
    ("The V Arts Festival of the CSTO was held in Osh.", "edition", {"5"}),
    ("The exercise (code-named Steppe Shield) of the CSTO was held in Osh.", "codeName", {"Steppe Shield"}),
    ("The CSTO drill \"Steppe Shield '97\" was held in Osh.", "codeName", {"Steppe Shield '97"}),
    ("The CSTO drill Steppe Shield-2029 began in Osh. Steppe Shield was held from May 4 to May 9, 2029.",
     "endDate", {"2029-05-09"}),
    ("The CSTO drill began at the Dolina central training range and at Five Rivers Training Area.", "place",
     {"Dolina_central_training_range", "Five_Rivers_Training_Area"}),
    ("The CSTO drill began in Choibalsan city.", "place", {"Choibalsan"}),
    ("Kuwait is hosting the ACD summit from Wednesday to Thursday.", "startDate", {"2030-01-16"}),
    ("The SCO summit will be held in the second half of the year in Russia.", "startDate", {"2030"}),
    ("The SCO summit was held in Osh on May 29,2029.", "startDate", {"2029-05-29"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "predicate", "expected"), STATED)
def test_what_a_sentence_states(text: str, predicate: str, expected: set[str]) -> None:
    """Each property in its plain forms."""
    assert said(text, predicate) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_wished_denied_or_rumoured_is_no_fact(text: str) -> None:
    """No event, series or document comes of it, and no fact at all."""
    found = extraction(text)
    happenings = [e for e in found.entities if any(is_a(e.type, c) for c in ("Event", "EventSeries", "Agreement"))]
    assert (list(found.facts), happenings) == ([], [])


def test_the_table_of_nothing_is_long_enough() -> None:
    """At least a hundred sentences give nothing."""
    assert len(NOTHING) >= 100


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The SCO summit will be held in Ufa in July 2030.", "planned"),
        ("The SCO summit was held in Ufa in July 2015.", "held"),
        ("The SCO summit in Ufa in March 2030 was cancelled.", "cancelled"),
        ("The SCO summit in Ufa reviewed preparations for a drill that will be held in July.", "held"),
        ("The SCO summit in Ufa was attended by Iran, which will join later.", "held"),
        ("The SCO summit in Ufa hosted by Russia will be held in July 2030.", "planned"),
    ],
)
def test_planned_held_and_cancelled(text: str, status: str) -> None:
    """The status is read off the verb."""
    assert status in said(text, "status")


def test_another_world_gives_no_events() -> None:
    """A horse called Peace Mission runs at a meeting; the SCO has no part in it."""
    text = "Peace Mission won the handicap on the second day of the meeting. The exercise went well, said his trainer."
    assert extraction(text).facts == ()


def test_equal_input_gives_equal_output() -> None:
    """Nothing depends on the order of a set."""
    text = STATED[8][0] + " " + STATED[9][0]
    assert extraction(text) == extraction(text)


WORDS = st.sampled_from(
    'the SCO summit meeting drill Beijing China on 5 May 2020 held in will be of ministers , . ; ( ) " - Peace '
    "Mission-2014 "
    "foreign Russia 's and Lavrov attended by code-named \n \n\n Council it its next 17th of the joint".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200)))
def test_any_text_gives_facts_with_evidence_that_is_its_slice(text: str) -> None:
    """No text crashes the reading, and a quote is what stands at its offsets."""
    found = extraction(text)
    ids = {entity.id for entity in found.entities}
    for fact in found.facts:
        assert fact.subject in ids
        for evidence in fact.evidence:
            assert evidence.quote == text[evidence.start : evidence.end]
            assert 0 < evidence.confidence < 1
    for mention in found.mentions:
        assert mention.quote == text[mention.start : mention.end]


_HEADED = (
    "SCO leaders meet in Beijing\n\nBEIJING, June 7 (Xinhua) -- The 12th summit of the Shanghai Cooperation "
    "Organization (SCO) was held in Beijing on June 6-7, 2012."
)


def test_a_fact_stands_beside_the_sentence_that_states_it() -> None:
    """The headline names the meeting, but only the lead says which one it is."""
    fact = next(f for f in extraction(_HEADED, issued="2012-06-07").facts if f.predicate == "edition")
    assert all("12th" in evidence.quote for evidence in fact.evidence)


@pytest.mark.parametrize(("predicate", "words"), [("organizedBy", "12th summit"), ("status", "was held")])
def test_a_sentence_is_evidence_before_a_headline(predicate: str, words: str) -> None:
    """Both name the holder and tell that it was held, but the headline tells less exactly what."""
    fact = next(f for f in extraction(_HEADED, issued="2012-06-07").facts if f.predicate == predicate)
    assert words in fact.evidence[0].quote


def test_a_status_stands_beside_the_sentence_that_states_it() -> None:
    """What the headline tells in the present tense is planned, as the sentence below says."""
    text = "SCO leaders gather in Astana\n\nThe SCO summit will be held in Astana on June 8, 2017.\n"
    fact = next(f for f in extraction(text, issued="2017-06-01").facts if f.predicate == "status")
    assert (fact.value, fact.evidence[0].quote) == ("planned", "The SCO summit will be held in Astana on June 8, 2017.")
