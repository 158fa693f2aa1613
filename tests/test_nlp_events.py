"""Phrases about meetings and exercises, and which of them are one event."""

from __future__ import annotations

import pytest
from reading import document

from sco_graph.nlp.event_heads import ordinal
from sco_graph.nlp.formats import format_of, series_of
from sco_graph.nlp.mentions import Referent


def events(text: str) -> list[Referent]:
    """The events of a text, each once, in order."""
    return list(dict.fromkeys(m.referent for m in document(text)._.mentions if m.referent.is_a("Event")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seventh", 7),
        ("The 17th", 17),
        ("twenty-first", 21),
        ("twentieth annual", 20),
        ("annual", None),
        ("the second highest", None),
        ("the world's third-largest", None),
        ("XX", None),
        ("the VI ", 6),
        ("XXII ", 22),
        ("The V Culture ", 5),
        ("the XIX SCO ", 19),
        ("I ", 1),
        ("Charles V and ", None),
        ("Vladimir I. ", None),
    ],
)
def test_ordinals_in_words_and_digits(text: str, expected: int | None) -> None:
    """An edition is read however it is written."""
    assert ordinal(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("secretaries meeting of the SCO security council", "security_secretaries"),
        ("meeting of the Council of Heads of Government (Prime Ministers)", "heads_of_government"),
        ("Foreign Ministers' meet", "foreign_ministers"),
        ("conference of chiefs of General Staff", "chiefs_of_staff"),
        ("summit of heads of state", "heads_of_state"),
    ],
)
def test_formats_are_read_off_the_words(name: str, expected: str) -> None:
    """Who meets is told by the words around the head noun."""
    found = format_of(name)
    assert found is not None
    assert found.key == expected


def test_a_format_and_its_holder_name_a_series() -> None:
    """The reference tables' series are found by the same reading."""
    assert series_of("Shanghai_Cooperation_Organisation", "heads_of_state") == "SCO_Heads_of_State_Summit"


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("The seventh secretaries meeting of the SCO security council opened in Beijing.", "Meeting"),
        ("The 14th meeting of the SCO Council of Heads of State took place in Dushanbe.", "Summit"),
        ("A meeting of the SCO foreign ministers was held in Goa.", "MinisterialMeeting"),
        ("The joint anti-terrorism drill code-named Tianshan-II (2011) was held in Kashi, China.", "Exercise"),
        ("The exercise 'Peace Mission 2018' began in Russia.", "Exercise"),
    ],
)
def test_the_class_follows_from_the_words(text: str, cls: str) -> None:
    """Heads of state make a summit, ministers a ministerial meeting, a drill an exercise."""
    assert [e.cls for e in events(text)] == [cls]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The SCO summit opened in Ufa. The summit ended on Friday.", 1),
        ("The SCO summit opened in Ufa. The next summit will be in Tashkent.", 2),
        ("The Astana summit of the SCO followed the Ufa summit of the SCO.", 2),
        ("The 16th meeting of SCO justice ministers ended. The 17th meeting of SCO justice ministers is due.", 2),
        ("Peace Mission-2014, the joint exercise of the SCO, ended in China. The drill was long.", 1),
        ("SCO prime ministers' meeting closes\n\nThe 17th meeting of the SCO prime ministers ended in Dushanbe.", 1),
        ("The SCO summit ended. On its eve Russia and China held bilateral talks.", 2),
        ("Interior ministers of the SCO states gathered in Bishkek on Friday for the ninth conference.", 1),
        ("The SCO justice ministers met in Minsk on Monday. The meeting lasted a day.", 1),
        ("The 13th SCO summit opened in Bishkek. It is the first SCO summit since the enlargement.", 1),
        ("Tashkent hosts regular RATS meeting\n\nThe 32nd meeting of the RATS Council was held in Tashkent.", 1),
        ("CSTO to hold three drills\n\nThe CSTO will hold three military exercises in Armenia in May.", 1),
        ("The CSTO will hold three drills in May. The drill Rubezh-2029 of the CSTO opens on Monday.", 2),
        ("Deputy foreign ministers of the SCO met in Osh. They prepared the SCO summit in Astana.", 2),
        ("The SCO drill began in Osh. Guests came for the final day of drills.", 1),
        (
            "The 17th SCO summit opened.\n\nLeaders came.\n\nIt rained.\n\nAt the gathering, held in Astana, they met.",
            1,
        ),
        ("The 17th SCO summit opened.\n\nLeaders came.\n\nIt rained.\n\nThe Osh summit of 2019 was short.", 2),
        ("The drill Rubezh-2030 of the CSTO ended on Friday. The manoeuvres, which began on Monday, were long.", 1),
        ("The CSTO began manoeuvres in Osh. The manoeuvres are part of the CSTO's Rubezh-2029 exercise.", 1),
        ("The 6th edition of exercise Peace Mission began in Osh. The 6th edition of exercise Peace Mission ends.", 1),
        ("The CSTO held a joint exercise in Osh. Code-named Steppe Shield (2029), the exercise drew 500 men.", 1),
        ("Wang Yi of China met Sergei Lavrov in Osh. Wang Yi also met Vladimir Putin in Osh.", 2),
        (
            "11th meeting of heads of SCO states’ transport authorities held\n\nThe 11th meeting of the heads of the "
            "transport agencies of the SCO states was held in Osh.",
            1,
        ),
        ("The second joint special event opened in Osh on May 4. The UN-CSTO special event drew many.", 1),
        ("The opening ceremony of the CSTO Secretariat was held in Moscow. The ceremony was short.", 1),
        (
            "The CIS Council of Foreign Ministers' next meeting will be held in Kiev. He spoke at a CIS Council of "
            "Foreign Ministers meeting in Moscow today.",
            2,
        ),
        ("Australia takes part in exercises of Japan and the United States. He spoke at the exercises in Tokyo.", 1),
        ("The previous SCO summit was held in Ufa. That summit drew ten leaders.", 1),
        ("The role of Iran in the conference is new, he said before the SCO summit in Osh. The conference is long.", 1),
        ("The CIS ministers' meeting is near. The premier will go to the meeting in Minsk on May 5.", 1),
        ("The CIS summit was held in Minsk on May 5, 2029. It was founded at the summit in Alma-Ata.", 2),
        ("Leaders are due in Osh for the annual summit of the CSTO. The summit ends on Friday.", 1),
        ("CIS premiers met May 27 in Minsk. The May 27 gathering was long.", 1),
        ("Leaders of the SCO meet Friday in Osh. Xi Jinping is due for the SCO summit.", 1),
        ("Ilham Aliyev met Emomali Rahmon. Ilham Aliyev held talks with Emomali Rahmon in Baku on Friday.", 1),
        ("Ilham Aliyev met Emomali Rahmon. Vladimir Putin held talks with Emomali Rahmon in Baku on Friday.", 2),
        ("The SCO meetings were held in Osh on May 4, 2027, in Khiva on May 5, 2028 and in Minsk on May 6, 2029.", 3),
        ("It rained.\n\nHe led the meeting. The meeting reviewed preparations for the SCO summit in Osh.", 2),
        ("It rained.\n\nHe chaired the meeting held on Monday. The SCO summit will be held in Osh in May.", 2),
        ("The presidents concluded the meetings of the 32nd session of the CIS Council in Minsk.", 1),
    ],
)
def test_one_event_has_one_referent(text: str, count: int) -> None:
    """Mentions of one event are joined, two editions never."""
    assert len(events(text)) == count


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The 10th Meeting of BRICS Security Advisors opened.", "10th Meeting of BRICS Security Advisors"),
        (
            "A meeting of the heads of defence departments of the SCO member states responsible for transport began.",
            "meeting of the heads of defence departments of the SCO member states responsible for transport",
        ),
        ("The SCO Heads of Government meeting opened in Tashkent.", "SCO Heads of Government meeting"),
        ("The sitting of the CSTO Defence Ministers Council took place in Minsk.",
         "sitting of the CSTO Defence Ministers Council"),
        ("The meeting of the SCO ministers of culture and education was held in Osh.",
         "meeting of the SCO ministers of culture and education"),
        ("A conference of presidents of the supreme courts of the SCO opened.",
         "conference of presidents of the supreme courts of the SCO"),
        ("The CSTO held counter-terror command and staff drills in Osh.", "counter-terror command and staff drills"),
        ("China completed joint drills with Tajik troops in Osh.", "joint drills"),
        ("KAZINFORM Heads of state of the SCO will hold a meeting in Osh in May.", "meeting"),
    ],
)  # fmt: skip
def test_a_phrase_reaches_as_far_as_those_who_meet(text: str, label: str) -> None:
    """The noun phrase is told by its structure, not by a list of titles."""
    assert events(text)[0].label == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meeting of the Security Council Secretaries and the SCO Defence Ministers' meeting were held in Osh.",
         ["Meeting", "MinisterialMeeting"]),
        ("Osh is the venue of a meeting of the CIS Heads of State Council and of the first Asian summit.",
         ["Summit", "Summit"]),
        ("The third SCO Film Festival opened in Osh on May 4.", ["Event"]),
        ("Foreign ministers of the SCO states are to convene in Osh in May.", ["MinisterialMeeting"]),
        ("The SCO defence ministers held a meeting in Osh on Monday.", ["MinisterialMeeting"]),
        ("The defence ministers met with the President of Tajikistan.", []),
        ("Deputy foreign ministers of the SCO states met in Osh on Monday.", ["Meeting"]),
        ("The SCO justice ministers' spokesmen met the press in Osh.", []),
        ("It was adopted at the 10th OSCE Ministerial Council in Porto.", ["MinisterialMeeting"]),
        ("The leaders of the CSTO -- Armenia, Belarus and Russia -- gathered in Osh.", ["Summit"]),
        ("The opening ceremony of the SCO summit was held in Osh.", ["Summit"]),
        ("The signing ceremony of the agreement was held in Osh by Russia.", []),
        ("A festival mood reigned in Osh as the SCO leaders left.", []),
    ],
)  # fmt: skip
def test_which_events_a_sentence_names(text: str, expected: list[str]) -> None:
    """Two meetings joined by "and" are two; a verb may tell a meeting; a mood is none."""
    assert [e.cls for e in events(text)] == expected


def test_lines_wrapped_to_a_width_are_no_paragraphs() -> None:
    """An event's phrase may run over a line's end."""
    text = (
        "The Shanghai Cooperation Organisation will convene its\nsixth summit meeting on Thursday in Shanghai, its\n"
        "birthplace, and the leaders will sign a number of\ndocuments there.\n"
    )
    assert [(e.cls, e.attrs.get("edition")) for e in events(text)] == [("Summit", "6")]


def test_a_recurring_event_is_a_series() -> None:
    """What is held every two years is no single event."""
    found = [
        m.referent for m in document("Peace Mission drills are held every two years by the SCO in Russia.")._.mentions
    ]
    assert {r.id for r in found if r.cls == "EventSeries"} == {"Peace_Mission"}
