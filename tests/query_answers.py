"""What the named queries must answer about the bundled graph, taken from the curated tables and the sample articles.

A row is written ``cell | cell | cell``: local names for things, nothing for what is unknown.  ``all`` holds the whole
answer in its order.  ``among`` holds rows that must be in the answer, in this order: what else the sample articles say
may grow with the extraction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

SCO = "Shanghai_Cooperation_Organisation"
MEMORANDUM = "article_2007-10-05-csto-and-sco-sign-cooperation-memorandum-in"
BEGIN = "article_2014-08-24-sco-members-begin-peace-mission-2014-anti"
END = "article_2014-08-29-peace-mission-2014-drill-ends-in-china"
XIAMEN = "article_2017-12-07-sco-stages-second-joint-drill-against-online"
URALS = "article_2009-06-16-shanghai-bloc-leaders-sign-anti-terror-convention"
FIVE = "China, Kazakhstan, Kyrgyzstan, Russia, Tajikistan"
SIX = f"{FIVE}, Uzbekistan"


@dataclass(frozen=True)
class Answer:
    """What one question must give."""

    query: str
    kind: Literal["all", "among"]
    rows: str
    params: dict[str, Any] = field(default_factory=dict)
    never: str = ""

    def __str__(self) -> str:
        return f"{self.query} {' '.join(self.params.values())}".strip()


ANSWERS = (
    Answer("about_topic", "among", """
        2004-06-17 | SCO_Anti-Drug_Agreement_2004
        2007-10-05 | CSTO-SCO_Memorandum_of_Understanding_2007
        2011-06-15 | SCO_Anti-Drug_Strategy_2011-2016
        2015-06-05 | SCO_Interior_Ministers_Meeting_2015
        2018-05-17 | SCO_Anti-Drug_Heads_Meeting_2018
        2018-06-10 | SCO_Anti-Drug_Strategy_2018-2023
        2020-11-03 | SCO_Anti-Drug_Heads_Meeting_2020
        2022-04-20 | SCO_Anti-Drug_Heads_Meeting_2022
        2024-07-04 | SCO-CARICC_Memorandum_2024
        2024-07-04 | SCO_Anti-Drug_Strategy_2024-2029
        2025-09-01 | SCO_Agreement_on_the_Anti-Drug_Centre_2025""",
        {"topic": "drug_trafficking"}),
    Answer("accessions", "all", """
        1996-04-26 | China | FullMember | 2001-06-15
        1996-04-26 | Kazakhstan | FullMember | 2001-06-15
        1996-04-26 | Kyrgyzstan | FullMember | 2001-06-15
        1996-04-26 | Russia | FullMember | 2001-06-15
        1996-04-26 | Tajikistan | FullMember | 2001-06-15""",
        {"organization": "Shanghai Five"}),
    Answer("accessions", "among", """
        2001-06-15 | Uzbekistan | FullMember |
        2004-06-17 | Mongolia | Observer |
        2005-07-05 | India | Observer | 2017-06-09
        2010-04-28 | Belarus | DialoguePartner | 2015-07-10
        2017-06-09 | India | FullMember |
        2017-06-09 | Pakistan | FullMember |
        2023-07-04 | Iran | FullMember |
        2024-07-04 | Belarus | FullMember |""",
        never="2017-06 | India | FullMember |"),  # the same accession, said with less precision
    Answer("agreements_at_place", "among", """
        2018-06-10 | Qingdao_Declaration_2018 | Qingdao | China, India, Kazakhstan, Kyrgyzstan, Pakistan, Russia, """
        """Tajikistan, Uzbekistan
        2018-06-10 | SCO_Action_Plan_2018-2022 | Qingdao |
        2018-06-10 | SCO_Anti-Drug_Strategy_2018-2023 | Qingdao |""",
        {"place": "Shandong"}),
    Answer("agreements_between", "all", f"""
        1996-04-26 | Agreement_on_Confidence_Building_in_the_Military_Field_in_the_Border_Area_1996 | Agreement | """
        f"""Shanghai | {FIVE}
        1997-04-24 | Agreement_on_Mutual_Reduction_of_Military_Forces_in_the_Border_Area_1997 | Agreement | """
        f"""Moscow | {FIVE}
        1998-07-03 | Almaty_Joint_Statement_1998 | Statement | Almaty |""",
        {"first": "1996", "last": "1998"}),
    Answer("agreements_by_topic", "among", f"""
        2001-06-15 | Shanghai_Convention_2001 | Convention | {SIX}
        2009-06-16 | SCO_Counter-Terrorism_Convention_2009 | Convention | {SIX}""",
        {"topic": "terrorism", "organization": "SCO"}),
    Answer("agreements_by_year", "among", """
        1996 | Agreement | 1
        1997 | Agreement | 1
        1998 | Statement | 1
        1999 | Declaration | 1
        2000 | Declaration | 1
        2001 | Convention | 1"""),
    Answer("agreements_of_party", "among", """
        2022-09-16 | Memorandum_of_Obligations_of_Iran_2022 | Memorandum | Samarkand""",
        {"party": "Iran"}),
    Answer("articles", "among", f"""
        2007-10-05 | {MEMORANDUM} | RIA Novosti
        2014-08-24 | {BEGIN} | Xinhua
        2014-08-29 | {END} | ITAR-TASS
        2017-12-07 | {XIAMEN} | """),
    Answer("bodies_of", "all", """
        CIS_Anti-Terrorism_Centre | Moscow | 2000
        CIS_Council_of_Border_Troops_Commanders |  |
        CIS_Council_of_Defence_Ministers |  |
        CIS_Council_of_Foreign_Ministers |  |
        CIS_Council_of_Heads_of_Government |  |
        CIS_Council_of_Heads_of_State |  |
        CIS_Economic_Council |  |
        CIS_Economic_Court |  |
        CIS_Executive_Committee | Minsk |
        CIS_Interparliamentary_Assembly |  |""",
        {"organization": "Commonwealth_of_Independent_States"}),
    Answer("contradictions", "among", """
        SCO_Summit_2011 | startDate | 2011-06-14 | 1 | graph_reference | 2011-06-15"""),
    Answer("corroborated_facts", "among", f"""
        {SCO} | hasMember | Tajikistan""",
        {"least": "2"}),
    Answer("doubtful_facts", "all", "", {"below": "0.01"}),  # nothing that unsure is kept
    Answer("events_between", "among", """
        2017-06-07 |  | SCO_Defence_Ministers_Meeting_2017 | Astana
        2017-06-08 | 2017-06-09 | SCO_Summit_2017 | Astana
        2017-06-27 |  | Tianshan-III_2017 | Artux""",
        {"from": "2017-06-01", "to": "2017-06-30"}),
    Answer("events_between", "all", """
        2003-08-06 | 2003-08-12 | Coalition_2003 | Ili
        2003-08-06 | 2003-08-12 | Coalition_2003 | Usharal""",  # was under way on that day, in two places
        {"from": "2003-08-10", "to": "2003-08-10", "class": "Exercise"}),
    Answer("events_between", "all", """
        2006-03 |  | East-Antiterror_2006 | Uzbekistan""",  # some day of that March
        {"from": "2006-03-15", "to": "2006-03-16", "class": "Exercise"}),
    Answer("events_in_region", "among", """
        2003-08-06 | Coalition_2003 | Usharal
        2006-08-24 | Tianshan-I_2006 | Almaty_Region
        2010-09-09 | Peace_Mission_2010 | Matybulak
        2013-06-13 | Kazygurt-Antiterror_2013 | South_Kazakhstan_Region
        2019 | Sary-Arka-Antiterror_2019 | Kazakhstan
        2022 | Friendship_Border_2022 | Kazakhstan""",
        {"region": "Kazakhstan", "class": "Exercise"}, never="2003-08-06 | Coalition_2003 | Ili"),
    Answer("evidence_of", "among", f"""
        startDate | 2014-08-24 | ZHURIHE, Inner Mongolia, Aug. 24 (Xinhua) -- More than 7,000 troops from five """
        f"""member states of the Shanghai Cooperation Organization (SCO) on Sunday began a joint anti-terrorism """
        f"""exercise at the Zhurihe training base in north China's Inner Mongolia Autonomous Region. | """
        f"""{BEGIN} | 73 | 339""",
        {"subject": "Peace Mission 2014", "property": "startDate"}),
    Answer("exercise_frequency", "all", """
        2003 | 1 | 0
        2004 | 0 | -1
        2005 | 1 | 1
        2006 | 2 | 1
        2007 | 2 | 0
        2008 | 1 | -1
        2009 | 2 | 1
        2010 | 3 | 1
        2011 | 1 | -2""",
        {"first": "2003", "last": "2011"}),
    Answer("exercises", "among", """
        2005-08-18 | Peace_Mission_2005 | Peace Mission 2005 | Shandong_Peninsula | 2
        2005-08-18 | Peace_Mission_2005 | Peace Mission 2005 | Vladivostok | 2
        2006-03 | East-Antiterror_2006 | East-Antiterror-2006 | Uzbekistan | 0
        2007-08-09 | Peace_Mission_2007 | Peace Mission 2007 | Chebarkul_training_ground | 6
        2007-08-09 | Peace_Mission_2007 | Peace Mission 2007 | Urumqi | 6
        2012-06-08 | Peace_Mission_2012 | Peace Mission 2012 | Chorukh-Dayron | 5
        2014-08-24 | Peace_Mission_2014 | Peace Mission 2014 | Zhurihe | 5""",
        {"first": "2005", "last": "2014"}, never="2012-06 | Peace_Mission_2012"),
    Answer("exercises_by_participant", "all", """
        China | 3 | 2002 | 2005
        Kyrgyzstan | 2 | 2002 | 2003
        Russia | 2 | 2003 | 2005
        Kazakhstan | 1 | 2003 | 2003
        Tajikistan | 1 | 2003 | 2003""",
        {"first": "2002", "last": "2005"}),
    Answer("exercises_by_place", "all", """
        China | 3
        Kazakhstan | 1
        Kyrgyzstan | 1
        Russia | 1""",  # three of the first three had a part in China: Xinjiang, Ili, the Shandong peninsula
        {"first": "2002", "last": "2005"}),
    Answer("exercises_by_year", "among", """
        2002 | 1
        2003 | 1
        2005 | 1
        2006 | 2
        2010 | 3"""),
    Answer("exercises_of", "among", """
        2017-06-27 | Tianshan-III_2017 | Artux""",
        {"state": "Kyrgyzstan"}),
    Answer("exercises_of", "all", """
        2024-07 | Interaction_2024 | Xinjiang
        2025-12-01 | Sahand_2025 | Shabestar""",
        {"state": "Iran"}),
    Answer("exercises_of_series", "all", """
        2006-08-24 | Tianshan-I_2006 | Almaty_Region | 2
        2006-08-24 | Tianshan-I_2006 | Yining | 2
        2011-05-06 | Tianshan-II_2011 | Kashgar | 3
        2017-06-27 | Tianshan-III_2017 | Artux | 2""",
        {"series": "Tianshan_Exercises"}),
    Answer("facts_about", "among", """
        Almaty_Joint_Statement_1998 | adoptedOn | 1998-07-03 | 0
        Almaty_Joint_Statement_1998 | place | Almaty | 0""",
        {"thing": "Almaty_Joint_Statement_1998"}),
    Answer("graph_of", "among", """
        Peace_Mission_2009 | place | Jilin
        Peace_Mission_2009 | startDate | 2009-07""",
        {"thing": "Peace_Mission_2009"}),
    Answer("hosts", "all", """
        China | 1
        Kazakhstan | 1
        Kyrgyzstan | 1
        Russia | 1
        Tajikistan | 1""",  # Shanghai 1996, Moscow 1997, Almaty 1998, Bishkek 1999, Dushanbe 2000
        {"class": "Summit", "organization": "Shanghai_Five"}),
    Answer("meeting_network", "among", """
        China | schema:knows | Russia""",
        {"first": "2005", "last": "2005"}),
    Answer("meetings_of_series", "all", """
        1 | Shanghai_Five_Summit_1996 | 1996-04-26 |  | Shanghai
        2 | Shanghai_Five_Summit_1997 | 1997-04-24 |  | Moscow
        3 | Shanghai_Five_Summit_1998 | 1998-07-03 |  | Almaty
        4 | Shanghai_Five_Summit_1999 | 1999-08-24 | 1999-08-26 | Bishkek
        5 | Shanghai_Five_Summit_2000 | 2000-07 |  | Dushanbe""",
        {"series": "Shanghai_Five_Summit"}),
    Answer("meetings_of_series", "among", """
        4 | SCO_Summit_2004 | 2004-06-17 |  | Tashkent
        8 | SCO_Summit_2008 | 2008-08-28 |  | Dushanbe
        25 | SCO_Summit_2025 | 2025-08-31 | 2025-09-01 | Tianjin""",
        never="8 | SCO_Summit_2008 | 2008 |"),
    Answer("members_on", "all", """
        China | 2001-06-15
        Kazakhstan | 2001-06-15
        Kyrgyzstan | 2001-06-15
        Russia | 2001-06-15
        Tajikistan | 2001-06-15
        Uzbekistan | 2001-06-15""",
        {"date": "2016-01-01"}),
    Answer("members_on", "all", """
        China | 2001-06-15
        Kazakhstan | 2001-06-15
        Kyrgyzstan | 2001-06-15
        Russia | 2001-06-15
        Tajikistan | 2001-06-15
        Uzbekistan | 2001-06-15
        India | 2017-06-09
        Pakistan | 2017-06-09
        Iran | 2023-07-04
        Belarus | 2024-07-04"""),
    Answer("memberships_of", "all", """
        Shanghai_Cooperation_Organisation | Observer | 2005-07-05 | 2017-06-09
        BRICS | FullMember | 2006 |
        Shanghai_Cooperation_Organisation | FullMember | 2017-06-09 |""",
        {"state": "India"}),
    Answer("mentions_of", "among", f"""
        {XIAMEN} | 381 | 392 | Xiamen-2017""", {"thing": "Xiamen_2017"}),
    Answer("met_whom", "all", """
        China | Russia | 2
        China | Kazakhstan | 1
        China | Kyrgyzstan | 1
        China | Tajikistan | 1
        Kazakhstan | Kyrgyzstan | 1
        Kazakhstan | Russia | 1
        Kazakhstan | Tajikistan | 1
        Kyrgyzstan | Russia | 1
        Kyrgyzstan | Tajikistan | 1
        Russia | Tajikistan | 1""",  # Coalition-2003 and Peace Mission 2005
        {"first": "2003", "last": "2005", "class": "Exercise"}),
    Answer("met_whom", "all", """
        Kyrgyzstan | China | 2
        Kyrgyzstan | Kazakhstan | 1
        Kyrgyzstan | Russia | 1
        Kyrgyzstan | Tajikistan | 1""",
        {"state": "Kyrgyzstan", "first": "2002", "last": "2005", "class": "Exercise"}),
    Answer("named_like", "among", "Peace_Mission_2009 | Peace Mission 2009", {"words": "mission 2009"}),
    Answer("names_of", "among", """
        SCO
        Shanghai Cooperation Organisation
        Shanghai Cooperation Organization""",
        {"thing": SCO}),
    Answer("newest_facts", "among", f"""
        2014-08-24 | Peace_Mission_2014 | startDate | 2014-08-24 | {BEGIN}"""),
    Answer("office_holders", "among", """
        2004-01-15 | 2006-12-31 |  | Secretary-General | Zhang_Deguang
        2007-01-01 | 2009-12-31 |  | Secretary-General | Bolat_Nurgaliyev
        2010-01-01 | 2012-12-31 |  | Secretary-General | Muratbek_Imanaliev
        2013-01-01 | 2015-12-31 |  | Secretary-General | Dmitry_Mezentsev
        2016-01-01 | 2018-12-31 |  | Secretary-General | Rashid_Alimov
        2019-01-01 | 2021-12-31 |  | Secretary-General | Vladimir_Norov
        2022-01-01 | 2024-12-31 |  | Secretary-General | Zhang_Ming
        2025-01-01 |  |  | Secretary-General | Nurlan_Yermekbayev""",
        {"office": "secretary general"}, never="2007-10-05"),  # Nurgaliyev's office is known with its span
    Answer("offices_of", "among", "Secretary-General | Shanghai_Cooperation_Organisation | 2016-01-01 | 2018-12-31 |",
        {"person": "Rashid Alimov"}),
    Answer("offices_of", "among", "National Security Adviser | India |  |  | 2021-06-24", {"person": "Ajit Doval"}),
    Answer("only_in_article", "among", "Peace_Mission_2014 | participant | Wang_Ning", {"article": BEGIN},
        never="Peace_Mission_2014 | startDate"),
    Answer("participants", "among", """
        China | 2
        Kazakhstan | 2
        Kyrgyzstan | 2
        Russia | 2
        Tajikistan | 2""", {"event": "Peace Mission 2014"}, never="Uzbekistan"),
    Answer("parties", "all", """
        China
        Kazakhstan
        Kyrgyzstan
        Russia
        Tajikistan
        Uzbekistan""", {"agreement": "Shanghai_Convention_2001"}),
    Answer("resolved_dates", "among", f"""
        SCO_Counter-Terrorism_Convention_2009 | adoptedOn | 2009-06-16 | Tuesday (counted from 2009-06-16) | """
        f"""{URALS}"""),
    Answer("series_gaps", "all", """
        SCO_Security_Council_Secretaries_Meeting | 1 | 4 | 2""",
        {"wanted": "SCO_Security_Council_Secretaries_Meeting"}),
    Answer("series_gaps", "among", """
        SCO_Anti-Drug_Heads_Meeting | 8 | 10 | 1
        SCO_Anti-Drug_Heads_Meeting | 10 | 12 | 1
        SCO_Prosecutors_General_Meeting | 13 | 17 | 3
        SCO_Prosecutors_General_Meeting | 17 | 19 | 1"""),
    Answer("signed_at_summits", "among", """
        2001-06-15 | Shanghai_Convention_2001 | SCO_Summit_2001 | Shanghai
        2009-06-16 | SCO_Counter-Terrorism_Convention_2009 | SCO_Summit_2009 | Yekaterinburg
        2017-06-09 | SCO_Convention_on_Countering_Extremism_2017 | SCO_Summit_2017 | Astana"""),
    Answer("single_source_facts", "among", f"Peace_Mission_2014 | participant | Wang_Ning | {BEGIN}",
        never="Peace_Mission_2014 | startDate | 2014-08-24"),
    Answer("standing_on", "all", """
        FullMember | Belarus | 2015-01-01
        FullMember | Kazakhstan | 2015-01-01
        FullMember | Russia | 2015-01-01
        FullMember | Armenia | 2015-01-02
        FullMember | Kyrgyzstan | 2015-08""",
        {"organization": "Eurasian_Economic_Union", "date": "2016"}),
    Answer("standing_on", "among", """
        FullMember | Uzbekistan | 2001-06-15
        Observer | Belarus | 2015-07-10
        DialoguePartner | Sri_Lanka | 2010-05-06""",
        {"date": "2016-01-01"}, never="DialoguePartner | Belarus"),
    Answer("statistics", "among", "Article | 18"),
    Answer("topics_over_time", "all", """
        1998 | border_security | 1
        1998 | military_cooperation | 1
        1998 | regional_security | 1
        1999 | border_security | 1
        1999 | military_cooperation | 1
        1999 | regional_security | 1""",
        {"first": "1998", "last": "1999"}),
    Answer("topics_over_time", "all", "2024 | energy | 2",
        {"wanted": "energy", "first": "2022", "last": "2024"}),
    Answer("undated_events", "among", "", never="Peace_Mission_2014"),
    Answer("unplaced_events", "among", """
        2000-03 | Shanghai_Five_Defence_Ministers_Meeting_2000
        2019 | Solidarity_2019-2021
        2021-11-25 | SCO_Heads_of_Government_Meeting_2021
        2022-11-01 | SCO_Heads_of_Government_Meeting_2022"""),
)  # fmt: skip
