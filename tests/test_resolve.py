"""Which things are one, and which are not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.descriptors import blocking_keys, of_extractions, reference_descriptors, span
from sco_graph.formats import code_base, format_of, title_words
from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
from sco_graph.resolve import apply, match_agreement, match_event, merge

SCO = "Shanghai_Cooperation_Organisation"
RATS = "SCO_Regional_Anti-Terrorist_Structure"
CSTO = "Collective_Security_Treaty_Organization"
Thing = tuple[str, str, str, Sequence[tuple[str, str]]]
WHY = (Evidence(0, 1, "x", "test", 0.9),)


def article(name: str, *things: Thing) -> Extraction:
    """An extraction: each thing with local name, class, label and its facts."""
    entities = {thing: Entity(thing, cls, label) for thing, cls, label, _ in things}
    facts = {(thing, predicate, value): WHY for thing, _, _, said in things for predicate, value in said}
    return Extraction(
        Article(name, "x"),
        tuple(entities[key] for key in sorted(entities)),
        tuple(Mention(0, 1, key, "x") for key in sorted(entities)),
        tuple(Fact(*key, why) for key, why in sorted(facts.items())),
    )


def summit(
    thing: str, *said: tuple[str, str], label: str = "SCO summit"
) -> tuple[str, str, str, list[tuple[str, str]]]:
    """A summit of the SCO."""
    return thing, "Summit", label, [("organizedBy", SCO), *said]


def together(*things: Thing) -> bool:
    """Whether things of as many articles become one."""
    mapping = merge(article(f"a{i}", thing) for i, thing in enumerate(things)).mapping
    return len({mapping.get(thing[0], thing[0]) for thing in things}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("x", "Exercise", "first drill", [("inSeries", "Peace_Mission"), ("startDate", "2030-08")]),
            ("y", "Exercise", "Peace Mission-2030", [("codeName", "Peace Mission-2030"), ("startDate", "2030-08-18")]),
        ),
        (summit("x", ("startDate", "2030-06-06")), summit("y", ("startDate", "2030-06-07"), ("endDate", "2030-06-08"))),
        (summit("x", ("startDate", "2030")), summit("y", ("startDate", "2030-06"))),
        (summit("x", ("edition", "29")), summit("y", ("edition", "29"), ("startDate", "2030"))),
        (summit("x", ("startDate", "2012"), ("place", "Beijing")), summit("y", ("edition", "12"))),
        (
            ("x", "Exercise", "Peace Mission 2014", [("codeName", "Peace Mission 2014")]),
            ("y", "Exercise", "drill", [("codeName", "Peaceful Mission-2014"), ("startDate", "2014-08")]),
        ),
        (
            ("x", "Exercise", "Rubezh drill", [("organizedBy", CSTO), ("startDate", "2031-05-01"), ("place", "Osh")]),
            (
                "y",
                "Exercise",
                "exercise",
                [("organizedBy", CSTO), ("startDate", "2031-05-01"), ("place", "Kyrgyzstan")],
            ),
        ),
        (
            (
                "x",
                "MinisterialMeeting",
                "defence ministers' meeting",
                [("organizedBy", SCO), ("startDate", "2031-06-01")],
            ),
            (
                "y",
                "MinisterialMeeting",
                "meeting of defense ministers",
                [("organizedBy", SCO), ("startDate", "2031-06")],
            ),
        ),
    ],
)
def test_one_event_in_two_articles_is_one(one: Thing, other: Thing) -> None:
    """Edition, code name, or organiser, format and overlapping dates make two descriptions one event."""
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("x", "Exercise", "first drill", [("inSeries", "Peace_Mission"), ("startDate", "2030-08")]),
            (
                "y",
                "Exercise",
                "Northern Brotherhood-2030",
                [("codeName", "Northern Brotherhood-2030"), ("startDate", "2030-08-18")],
            ),
        ),
        (summit("x", ("edition", "13")), summit("y", ("edition", "14"))),
        (summit("x", ("startDate", "2013")), summit("y", ("startDate", "2014"))),
        (
            summit("x", ("startDate", "2030"), ("place", "Bishkek")),
            summit("y", ("startDate", "2030"), ("place", "Tashkent")),
        ),
        (summit("x"), summit("y")),
        (summit("x", ("place", "Astana")), summit("y", ("place", "Astana"))),
        (
            summit("x", ("startDate", "2030"), label="meeting of heads of state"),
            summit("y", ("startDate", "2030"), label="meeting of heads of government"),
        ),
        (
            summit("x", ("startDate", "2030-06-01")),
            ("y", "Summit", "CSTO summit", [("organizedBy", CSTO), ("startDate", "2030-06-01")]),
        ),
        (
            ("x", "Exercise", "Peace Mission 2012", [("codeName", "Peace Mission 2012")]),
            ("y", "Exercise", "Peace Mission 2014", [("codeName", "Peace Mission 2014")]),
        ),
        (
            (
                "x",
                "MinisterialMeeting",
                "foreign ministers meeting",
                [("organizedBy", SCO), ("startDate", "2030-05-04")],
            ),
            (
                "y",
                "MinisterialMeeting",
                "defence ministers meeting",
                [("organizedBy", SCO), ("startDate", "2030-05-04")],
            ),
        ),
        (
            ("x", "MinisterialMeeting", "foreign ministers meeting", [("organizedBy", SCO), ("startDate", "2030")]),
            (
                "y",
                "MinisterialMeeting",
                "extraordinary meeting of foreign ministers",
                [("organizedBy", SCO), ("startDate", "2030")],
            ),
        ),
        (
            ("x", "Meeting", "RATS Council meeting", [("organizedBy", RATS), ("startDate", "2030")]),
            ("y", "Meeting", "meeting of the RATS Council", [("organizedBy", RATS), ("startDate", "2030")]),
        ),
        (
            ("x", "Meeting", "talks", [("startDate", "2030-05-04"), ("place", "Moscow")]),
            ("y", "Meeting", "conference", [("startDate", "2030-05-04"), ("place", "Moscow")]),
        ),
    ],
)
def test_two_events_stay_two(one: Thing, other: Thing) -> None:
    """Two editions, formats, organisers or places never merge, nor does what says too little."""
    assert not together(one, other)


PAIR = [("participant", "Egypt"), ("participant", "Myanmar")]
CROWD = [*PAIR, ("participant", "Iran")]
THEN = [("startDate", "2030-10-19"), ("place", "Baku")]
TALKS = ("x", "Meeting", "talks", [*PAIR, *THEN])
MINISTERS = "meeting of the energy ministers of Egypt and Myanmar"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (("y", "MinisterialMeeting", MINISTERS, [*PAIR, *THEN]), True),
        (("y", "MinisterialMeeting", MINISTERS, [*PAIR, ("startDate", "2030-10-20"), ("place", "Azerbaijan")]), True),
        (("y", "MinisterialMeeting", MINISTERS, [*PAIR, ("startDate", "2030-10-22"), ("place", "Baku")]), False),
        (("y", "MinisterialMeeting", MINISTERS, [*PAIR, ("startDate", "2030-10-19"), ("place", "Minsk")]), False),
        (("y", "MinisterialMeeting", MINISTERS, [*PAIR, ("startDate", "2030"), ("place", "Baku")]), False),
        (("y", "Summit", "summit", [*CROWD, *THEN]), False),
    ],
)
def test_talks_of_the_same_few_on_one_day_in_one_place_are_one(other: Thing, same: bool) -> None:
    """However they are called; a larger round of that day is another."""
    assert together(TALKS, other) is same


def test_conferences_on_other_subjects_are_others() -> None:
    """Two of one organisation that overlap in one city; on one subject they are one."""

    def conference(thing: str, day: str, topic: str) -> Thing:
        return thing, "Meeting", "conference", [("organizedBy", SCO), ("place", "Kabul"), *when(day), ("topic", topic)]

    def when(day: str) -> list[tuple[str, str]]:
        return [("startDate", f"2016-05-{day}")]

    assert not together(conference("x", "16", "energy"), conference("y", "17", "trade"))
    assert together(conference("x", "16", "energy"), conference("y", "17", "energy"))


IN_OSH = [("startDate", "2033-05-04"), ("place", "Osh")]


def held(thing: str, label: str, *said: tuple[str, str], cls: str = "Meeting", by: str | None = SCO) -> Thing:
    """A gathering in Osh on one day."""
    return thing, cls, label, [*([("organizedBy", by)] if by else []), *IN_OSH, *said]


SPORTS = "meeting of the SCO ministers of sports"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (held("x", "SCO meeting"), held("y", SPORTS, cls="MinisterialMeeting")),
        (held("x", "SCO sports ministers' meeting", cls="MinisterialMeeting"), held("y", SPORTS)),
        (held("x", "SCO conference on rural roads"), held("y", "SCO conference")),
        (held("x", "Osh conference on rural roads"), held("y", "conference of the SCO on roads in rural areas")),
        (held("x", "SCO forum on rural roads"), held("y", "conference on rural roads")),
        (held("x", "12th session of the SCO Business Council"), held("y", "Business Council meeting")),
        (held("x", "Dostuk drill", cls="Exercise", by=CSTO), held("y", "border exercise", cls="Exercise", by=CSTO)),
        (
            ("x", "Exercise", "first phase of the drill", [("codeName", "Dostuk 2033"), ("startDate", "2033-05-04")]),
            ("y", "Exercise", "exercise", [("codeName", "Dostuk"), ("startDate", "2033-05-04"), ("place", "Osh")]),
        ),
    ],
)
def test_gatherings_of_one_body_on_one_day_that_are_one(one: Thing, other: Thing) -> None:
    """Their subject says so, or one is called by its kind alone and the other is of that kind."""
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # what the organisation holds side by side
        (held("x", "SCO conference on transport"), held("y", "meeting of culture ministers", cls="MinisterialMeeting")),
        (held("x", "SCO conference on culture"), held("y", "meeting of culture ministers", cls="MinisterialMeeting")),
        (held("x", "SCO ministers of tourism meeting", cls="MinisterialMeeting"), held("y", SPORTS)),
        (
            held("x", "meeting of tourism ministers of the SCO member states", cls="MinisterialMeeting"),
            held("y", SPORTS, cls="MinisterialMeeting"),
        ),
        (held("x", "SCO Business Council meeting"), held("y", "SCO meeting of heads of railways")),
        (held("x", "SCO film festival"), held("y", "SCO meeting")),
        # two editions of a series, a day apart at most
        (held("x", "SCO youth congress", ("edition", "3")), held("y", "SCO youth congress", ("edition", "4"))),
        (
            held("x", "Dostuk-2032", ("codeName", "Dostuk-2032"), cls="Exercise"),
            ("y", "Exercise", "Dostuk-2033", [("codeName", "Dostuk-2033"), ("startDate", "2034-05-04")]),
        ),
        # two bodies in one city
        (held("x", "meeting", by=RATS), held("y", "meeting", by=SCO)),
        (held("x", "meeting", by=CSTO), held("y", "meeting", by=SCO)),
        (
            held("x", "foreign ministers' meeting", cls="MinisterialMeeting", by=CSTO),
            held("y", "SCO foreign ministers' meeting", cls="MinisterialMeeting"),
        ),
        # on a summit's sidelines
        (
            held("x", "SCO summit", ("participant", "Egypt"), ("participant", "Iran"), cls="Summit"),
            held("y", "meeting", ("participant", "Egypt"), ("participant", "Iran"), by=None),
        ),
        (
            held("x", "SCO foreign ministers' meeting", cls="MinisterialMeeting"),
            held("y", "meeting of the foreign ministers of Egypt and Iran", cls="MinisterialMeeting", by=None),
        ),
    ],
)
def test_gatherings_in_one_city_on_one_day_that_are_two(one: Thing, other: Thing) -> None:
    """Other subjects, kinds, editions or bodies, or talks of two on the sidelines of many."""
    assert not together(one, other)


def test_what_matches_the_reference_takes_its_name() -> None:
    """An edition known to the tables has their local name and label, whatever the article calls it."""
    extraction = article("a", summit("SCO_summit_2012", ("startDate", "2012-06"), ("place", "Beijing")))
    mapping = merge([extraction]).mapping
    assert dict(mapping) == {"SCO_summit_2012": "SCO_Summit_2012"}
    (entity,) = apply(extraction, mapping).entities
    assert (entity.id, entity.type, entity.alt_labels) == ("SCO_Summit_2012", "Summit", ("SCO summit",))
    assert entity.label.startswith("12th Meeting")


def test_an_undated_event_is_that_of_the_season() -> None:
    """Format, place and the article's own date find the edition of that half-year; years away they find none."""
    said = article("a", summit("x", ("place", "Astana")))
    for issued, thing in (("2017-06-09", "SCO_Summit_2017"), ("2017-06", None), ("2014-01-10", None)):
        reported = replace(said, article=Article("a", "x", issued=issued))
        assert merge([reported]).mapping.get("x") == thing


def test_contradicting_bridges_do_not_merge_editions() -> None:
    """A vague mention that would fit two editions is attached to neither, and says so."""
    resolution = merge(
        [
            article("a", summit("x", ("edition", "40"), ("startDate", "2040"))),
            article("b", summit("y", ("startDate", "2040"), ("startDate", "2041"))),
            article("c", summit("z", ("edition", "41"), ("startDate", "2041"))),
        ]
    )
    names = {thing: resolution.mapping.get(thing, thing) for thing in ("x", "y", "z")}
    assert names["x"] != names["z"]
    assert resolution.abstentions


def document(thing: str, cls: str, label: str, *said: tuple[str, str]) -> tuple[str, str, str, list[tuple[str, str]]]:
    """An agreement."""
    return thing, cls, label, list(said)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            document(
                "x",
                "Agreement",
                "agreement on cooperation in combating illicit drug trafficking",
                ("adoptedOn", "2031"),
            ),
            document(
                "y",
                "Agreement",
                "Agreement on Cooperation in Fighting Illegal Trafficking in Drugs",
                ("adoptedOn", "2031-06-17"),
            ),
            True,
        ),
        (
            document("x", "Programme", "programme of cooperation against terrorism for 2031-2033"),
            document("y", "Programme", "programme of cooperation against terrorism for 2034-2036"),
            False,
        ),
        (
            document(
                "x",
                "Memorandum",
                "memorandum of understanding",
                ("party", SCO),
                ("party", CSTO),
                ("adoptedOn", "2031-05-01"),
            ),
            document(
                "y",
                "Memorandum",
                "memorandum",
                ("party", "SCO_Secretariat"),
                ("party", "CSTO_Secretariat"),
                ("adoptedOn", "2031-05-01"),
            ),
            True,
        ),
        (
            document(
                "x",
                "Memorandum",
                "memorandum of understanding",
                ("party", SCO),
                ("party", CSTO),
                ("adoptedOn", "2031-05-01"),
            ),
            document(
                "y",
                "Memorandum",
                "memorandum of understanding",
                ("party", SCO),
                ("party", "ASEAN"),
                ("adoptedOn", "2031-05-01"),
            ),
            False,
        ),
        (
            document("x", "Statement", "joint communiqué", ("adoptedAt", "meeting_1")),
            document("y", "Statement", "a joint communique", ("adoptedAt", "meeting_1")),
            True,
        ),
        (document("x", "Statement", "joint communiqué"), document("y", "Statement", "joint communiqué"), False),
        (
            document("x", "Agreement", "agreement on education", ("adoptedOn", "2031")),
            document("y", "Agreement", "agreement on health", ("adoptedOn", "2031")),
            False,
        ),
    ],
)
def test_documents_are_told_by_title_date_and_parties(one: Thing, other: Thing, same: bool) -> None:
    """One title and year, or one event's only document of its kind, or the same few parties."""
    assert together(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            ("Asel_Omarova", "Person", "Asel Omarova", [("represents", "Kazakhstan"), ("position", "Deputy Minister")]),
            ("A_Omarova", "Person", "A. Omarova", [("represents", "Kazakhstan"), ("position", "Deputy Minister")]),
            True,
        ),
        (
            ("Asel_Omarova", "Person", "Asel Omarova", [("represents", "Kazakhstan"), ("position", "Deputy Minister")]),
            ("A_Omarova", "Person", "A. Omarova", [("represents", "Kyrgyzstan"), ("position", "Deputy Minister")]),
            False,
        ),
        (
            ("Dzhumabek_Sariyev", "Person", "Dzhumabek Sariyev", []),
            ("Jumabek_Sariev", "Person", "Jumabek Sariev", []),
            True,
        ),
        (("Omarova", "Person", "Omarova", []), ("Asel_Omarova", "Person", "Asel Omarova", []), False),
        (
            (
                "N_Patrushev",
                "Person",
                "N. Patrushev",
                [("represents", "Russia"), ("position", "Secretary of the Security Council")],
            ),
            ("Nikolai_Patrushev", "Person", "Nikolai Patrushev", []),
            True,
        ),
    ],
)
def test_persons_are_told_by_name_and_office(one: Thing, other: Thing, same: bool) -> None:
    """Transliterations are one; initials need the same office; a surname alone is not enough."""
    assert together(one, other) is same


def test_unknown_organisations_are_told_by_name_and_owner() -> None:
    """A name that two bodies of different organisations bear stays with each."""
    youth = ("x", "OrganizationBody", "Youth Forum", [("bodyOf", SCO)])
    assert together(youth, ("y", "OrganizationBody", "youth forum", [("bodyOf", SCO)]))
    assert not together(youth, ("y", "OrganizationBody", "Youth Forum", [("bodyOf", CSTO)]))


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ({"type_": "Summit", "names": ["SCO summit"], "start": "2018"}, "SCO_Summit_2018"),
        (
            {"type_": "Meeting", "names": ["seventh secretaries meeting of the SCO security council"], "edition": 7},
            "SCO_Security_Council_Secretaries_Meeting_2012",
        ),
        (
            {"type_": "Summit", "names": ["SCO summit"], "start": "2024-10-15", "places": ["Islamabad"]},
            "SCO_Heads_of_Government_Meeting_2024",
        ),
        (
            {"type_": "MinisterialMeeting", "names": ["meeting of SCO foreign ministers"], "start": "2023-05-04"},
            "SCO_Foreign_Ministers_Meeting_2023",
        ),
        (
            {"type_": "Exercise", "names": ["Tianshan-II"], "code_name": "Tianshan-II", "start": "2011"},
            "Tianshan-II_2011",
        ),
        ({"type_": "Summit", "names": ["SCO summit"]}, None),
        ({"type_": "Summit", "names": ["SCO summit"], "start": "2018", "places": ["Tashkent"]}, None),
        (
            {
                "type_": "MinisterialMeeting",
                "names": ["extraordinary meeting of SCO foreign ministers"],
                "start": "2023",
            },
            None,
        ),
        ({"type_": "Summit", "names": ["summit"], "start": "2031"}, None),
    ],
)
def test_an_event_is_matched_with_the_reference(said: dict[str, object], thing: str | None) -> None:
    """Series, edition, year, place and code name find the row; too little, or a contradiction, finds none."""
    assert match_event(organizer=SCO, **said) == thing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "name", "said", "thing"),
    [
        (
            "Convention",
            "Shanghai Convention on Combating Terrorism, Separatism and Extremism",
            {},
            "Shanghai_Convention_2001",
        ),
        (
            "Convention",
            "SCO Convention against Terrorism",
            {"adopted_on": "2009"},
            "SCO_Counter-Terrorism_Convention_2009",
        ),
        (
            "Convention",
            "2009 Convention",
            {"adopted_by": SCO, "adopted_on": "2009"},
            "SCO_Counter-Terrorism_Convention_2009",
        ),
        ("Declaration", "Qingdao Declaration", {}, "Qingdao_Declaration_2018"),
        ("Declaration", "Bishkek Declaration", {"adopted_on": "2013-09-13"}, "Bishkek_Declaration_2013"),
        ("Declaration", "Bishkek Declaration", {}, None),
        ("Declaration", "declaration", {"adopted_at": "SCO_Summit_2013"}, "Bishkek_Declaration_2013"),
        ("Statement", "joint communique", {"adopted_by": SCO}, None),
        (
            "Memorandum",
            "memorandum of understanding",
            {"parties": [SCO, CSTO], "adopted_on": "2007"},
            "CSTO-SCO_Memorandum_of_Understanding_2007",
        ),
        ("Memorandum", "memorandum of understanding", {"parties": [SCO, "ASEAN"], "adopted_on": "2007"}, None),
        ("Programme", "anti-drug strategy for 2011-2016", {"adopted_by": SCO}, "SCO_Anti-Drug_Strategy_2011-2016"),
        (
            "Programme",
            "programme of cooperation in combating terrorism, separatism and extremism",
            {"adopted_by": SCO},
            None,
        ),
    ],
)
def test_a_document_is_matched_with_the_reference(
    type_: str, name: str, said: dict[str, object], thing: str | None
) -> None:
    """Title, year, event and parties find the row; a name that several bear finds none."""
    assert match_agreement(type_, [name], **said) == thing  # type: ignore[arg-type]


def test_things_that_merge_share_a_blocking_key() -> None:
    """A group-by on the keys brings together what resolution would merge."""
    things = of_extractions(
        [
            article("a", summit("x", ("startDate", "2012-06"))),
            article("b", summit("y", ("edition", "12"), label="12th summit of heads of state")),
        ]
    )
    row = reference_descriptors()["SCO_Summit_2012"]
    for thing in things.values():
        assert set(blocking_keys(thing)) & set(blocking_keys(row))


STORY = [
    article("a", summit("SCO_summit_2012", ("startDate", "2012-06"), ("place", "Beijing"))),
    article("b", summit("Summit_12", ("edition", "12"))),
    article("c", summit("Summit_2030", ("startDate", "2030-06-06"))),
    article("d", summit("Summit_30", ("edition", "30"), ("startDate", "2030"))),
    article("e", ("Asel_Omarova", "Person", "Asel Omarova", [("represents", "Kazakhstan"), ("position", "Envoy")])),
    article("f", ("A_Omarova", "Person", "A. Omarova", [("represents", "Kazakhstan"), ("position", "Envoy")])),
    article("g", summit("Summit_29", ("edition", "29"), ("startDate", "2029"))),
    article("h", document("Doc_1", "Declaration", "Bishkek Declaration", ("adoptedOn", "2013"))),
]


@settings(deadline=None)
@given(st.permutations(STORY))
def test_the_order_of_articles_does_not_matter(order: list[Extraction]) -> None:
    """Any order gives the same mapping and the same abstentions."""
    assert merge(order) == merge(STORY)


@settings(deadline=None)
@given(st.sets(st.integers(2000, 2099), max_size=5), st.randoms())
def test_an_unrelated_article_changes_nothing(years: set[int], chance: random.Random) -> None:
    """Articles about another organisation's events leave the rest as it was."""
    others = [
        article(
            f"o{year}", (f"Forum_{year}", "Meeting", "Chess congress", [("startDate", str(year)), ("place", "Havana")])
        )
        for year in years
    ]
    mixed = [*STORY, *others]
    chance.shuffle(mixed)
    assert dict(merge(mixed).mapping) == dict(merge(STORY).mapping)


def test_the_mapping_is_final() -> None:
    """No name that is mapped to is itself mapped; a second pass changes nothing."""
    mapping = merge(STORY).mapping
    assert not set(mapping) & set(mapping.values())
    assert dict(merge(apply(extraction, mapping) for extraction in STORY).mapping) == {}


def test_renaming_joins_entities_facts_and_evidence() -> None:
    """What becomes one keeps every name, mention and piece of evidence; a fact about itself goes."""
    said = article(
        "a",
        summit("x", ("startDate", "2030"), ("inSeries", "y")),
        summit("y", ("startDate", "2030"), label="summit"),
    )
    said = replace(
        said, facts=tuple(replace(f, evidence=(Evidence(i, i + 1, "x", "t", 0.5),)) for i, f in enumerate(said.facts))
    )
    joined = apply(said, {"x": "z", "y": "z"})
    assert [(e.id, e.label, e.alt_labels) for e in joined.entities] == [("z", "SCO summit", ("summit",))]
    assert [m.entity for m in joined.mentions] == ["z"]
    assert [(f.predicate, len(f.evidence)) for f in joined.facts] == [("organizedBy", 2), ("startDate", 2)]
    assert apply(said, {"other": "thing"}) is said


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Meeting of the Council of Heads of Government (Prime Ministers) of the SCO", "heads_of_government"),
        ("summit of the Shanghai Cooperation Organisation", "summit"),
        ("SCO Heads of State Council", "heads_of_state"),
        ("secretaries meeting of the SCO security council", "security_secretaries"),
        ("SCO defence chiefs' meeting", "defense_ministers"),
        ("Meeting of the Council of the SCO Regional Anti-Terrorist Structure", "rats_council"),
        ("chess congress", None),
    ],
)
def test_the_kind_of_meeting_is_read_from_its_name(name: str, kind: str | None) -> None:
    """Wordings of one format give one kind."""
    assert format_of(name) == kind


def test_names_are_stripped_of_what_does_not_tell_them_apart() -> None:
    """A code name loses its year; a title the words that all titles have."""
    assert code_base("SCO Peace Mission-2014 drill") == code_base("Peaceful Mission 2010") == "peace mission"
    assert title_words("SCO Convention against Terrorism") == title_words("Convention on Combating Terrorist Acts") - {
        "act"
    }
    assert title_words("joint communiqué of the heads of state") == frozenset()


@pytest.mark.parametrize("text", ["2012-02-30", "soon", "", None, "2012-13"])
def test_what_is_no_date_spans_nothing(text: str | None) -> None:
    """A date that the calendar does not know is left out."""
    assert span(text) is None
