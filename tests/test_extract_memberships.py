"""Members, observers and dialogue partners: sentences -> facts, with sentences that must give nothing."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.extract.memberships import claims
from sco_graph.model import Article
from sco_graph.nlp.mentions import Referent
from sco_graph.nlp.pipeline import build_pipeline, read

if TYPE_CHECKING:
    from spacy.language import Language

LETTER = {"hasMember": "M", "hasObserver": "O", "hasDialoguePartner": "P"}
SHORT = {
    "Shanghai Cooperation Organisation": "SCO",
    "Collective Security Treaty Organization": "CSTO",
    "Eurasian Economic Union": "EAEU",
    "Asia-Pacific Economic Cooperation": "APEC",
    "Economic Cooperation Organization": "ECO",
    "League of Arab States": "Arab League",
    "South Asian Association for Regional Cooperation": "SAARC",
    "Association of Southeast Asian Nations": "ASEAN",
    "Commonwealth of Independent States": "CIS",
}


@functools.cache
def pipeline() -> Language:
    """One pipeline for all tests, without a statistical model: the rules alone."""
    return build_pipeline("blank")


def facts(text: str) -> str:
    """Facts as "SCO M: China Russia; SCO O: Iran", sorted; nodes are left out."""
    article = Article("a", text, issued="2018-06-09")
    found: dict[str, set[str]] = {}
    for claim in claims(article, read(pipeline(), article)):
        if claim.predicate in LETTER:
            assert isinstance(claim.value, Referent)
            key = f"{SHORT.get(claim.subject.label, claim.subject.label)} {LETTER[claim.predicate]}"
            found.setdefault(key, set()).add(claim.value.label)
    return "; ".join(f"{key}: {' '.join(sorted(states))}" for key, states in sorted(found.items()))


STATEMENTS = [
    ("The SCO met. Observer status is held by Mongolia and Belarus.", "SCO O: Belarus Mongolia"),
    ("Turkey and Egypt are partners in dialogue of the SCO.", "SCO P: Egypt Turkey"),
    ("Membership of the SCO consists of China, Russia and India.", "SCO M: China India Russia"),
    (
        "The SCO is composed of Russia, China and India with Mongolia and Iran as observers.",
        "SCO M: China India Russia; SCO O: Iran Mongolia",
    ),
    ("The SCO met. Iran and Mongolia participate in the organization as observers.", "SCO O: Iran Mongolia"),
    ("Along with Russia and China, SCO members are Kazakhstan and India.", "SCO M: China India Kazakhstan Russia"),
    ("Belarus's membership in the SCO was formalised in July 2024.", "SCO M: Belarus"),
    (
        "Besides its members, the SCO has three observers -- India, Iran and Mongolia -- and two dialogue partners, "
        "Belarus and Nepal.",
        "SCO O: India Iran Mongolia; SCO P: Belarus Nepal",
    ),
    (
        "The Beijing headquartered SCO is a four-member economic and security bloc consisting of China, Russia, India "
        "and Iran.",
        "SCO M: China India Iran Russia",
    ),
    ("The CSTO is a military alliance of three states: Armenia, Belarus and Russia.", "CSTO M: Armenia Belarus Russia"),
    ("The EAEU is an economic union between Armenia, Belarus and Russia.", "EAEU M: Armenia Belarus Russia"),
    ("The SCO, a regional grouping bringing together China, Russia and India, met.", "SCO M: China India Russia"),
    (
        "It was attended by the CSTO-member states' leaders: Armenia, Belarus and Russia.",
        "CSTO M: Armenia Belarus Russia",
    ),
    ("The SCO has four dialogue partners of Egypt, Nepal, Qatar and Turkey.", "SCO P: Egypt Nepal Qatar Turkey"),
    ("This will be the first meeting after Pakistan joined last year as a full member of the SCO.", "SCO M: Pakistan"),
    ("Member states of the SCO -- China, Russia and Tajikistan -- met.", "SCO M: China Russia Tajikistan"),
    ("The SCO member states (China, Russia and Tajikistan) met.", "SCO M: China Russia Tajikistan"),
    ("The SCO's eight member states: China, Russia and India.", "SCO M: China India Russia"),
    ("The SCO comprises China, Russia, Kazakhstan and India.", "SCO M: China India Kazakhstan Russia"),
    ("The SCO groups China, Russia and India.", "SCO M: China India Russia"),
    ("The SCO, founded in Shanghai in 2001, includes Russia and China.", "SCO M: China Russia"),
    ("The SCO now groups 10 member states: Belarus, China and India.", "SCO M: Belarus China India"),
    ("The SCO consists of eight members: China, Russia and India.", "SCO M: China India Russia"),
    ("The CSTO brings together Armenia, Belarus and Russia.", "CSTO M: Armenia Belarus Russia"),
    ("The CSTO is made up of Armenia, Belarus and Russia.", "CSTO M: Armenia Belarus Russia"),
    ("The SCO met. Its members are China, Russia and India.", "SCO M: China India Russia"),
    ("The SCO members include China, Russia and India.", "SCO M: China India Russia"),
    ("The SCO, whose members are China, Russia and India, met.", "SCO M: China India Russia"),
    ("The SCO met. The organization includes Russia and China.", "SCO M: China Russia"),
    (
        "The CSTO met. Besides Russia and Armenia, the Moscow-based organization includes Belarus.",
        "CSTO M: Armenia Belarus Russia",
    ),
    ("China, Russia and other SCO member states took part.", "SCO M: China Russia"),
    ("SCO members India and Pakistan met.", "SCO M: India Pakistan"),
    ("SCO member state Kazakhstan hosted it.", "SCO M: Kazakhstan"),
    ("China, Russia and Kazakhstan are members of the SCO.", "SCO M: China Kazakhstan Russia"),
    ("Uzbekistan, the sixth member of the SCO, did not come.", "SCO M: Uzbekistan"),
    ("The Shanghai Cooperation Organisation met. Iran, an SCO member, did not come.", "SCO M: Iran"),
    ("All SCO members met. All members but Uzbekistan joined in.", "SCO M: Uzbekistan"),
    ("India on Friday became a full member of the SCO.", "SCO M: India"),
    ("India and Pakistan became full members of the SCO in June last year.", "SCO M: India Pakistan"),
    ("Belarus joined the SCO as its tenth member.", "SCO M: Belarus"),
    ("Belarus joined the SCO at the Astana summit as its tenth member.", "SCO M: Belarus"),
    ("Kyrgyzstan joined the EAEU in 2015.", "EAEU M: Kyrgyzstan"),
    ("Since August 12, 2015 Kyrgyzstan has been a full member of the EAEU.", "EAEU M: Kyrgyzstan"),
    ("Iran was admitted to the SCO as a full member.", "SCO M: Iran"),
    ("India became a member of the SCO. Pakistan, too, was inducted.", "SCO M: India Pakistan"),
    ("New Delhi became a full member of the SCO in 2017, the SCO summit heard.", "SCO M: India"),
    ("Pakistan, an observer since 2005, has been a full member of the SCO since June 2017.", "SCO M: Pakistan"),
    ("Mongolia and Iran have observer status in the SCO.", "SCO O: Iran Mongolia"),
    ("The SCO met. Mongolia and Iran are observers.", "SCO O: Iran Mongolia"),
    ("Iran, an observer, sent a message to the SCO.", "SCO O: Iran"),
    ("Belarus, an observer state at the SCO that hopes to become a member, came.", "SCO O: Belarus"),
    ("The SCO met with the observer States - Belarus, Iran and Mongolia.", "SCO O: Belarus Iran Mongolia"),
    ("Afghanistan and Mongolia remain observers of the SCO.", "SCO O: Afghanistan Mongolia"),
    ("Afghanistan was granted observer status in the SCO.", "SCO O: Afghanistan"),
    ("The SCO summit granted observer status to Afghanistan.", "SCO O: Afghanistan"),
    ("Turkmenistan, represented by its president, was granted observer status in the SCO.", "SCO O: Turkmenistan"),
    ("Afghanistan became an observer of the SCO and Turkey a dialogue partner.", "SCO O: Afghanistan; SCO P: Turkey"),
    ("Four states -- Kuwait and Myanmar -- were given the status of SCO dialogue partner.", "SCO P: Kuwait Myanmar"),
    ("The SCO summit gave Egypt and Qatar the status of dialogue partners.", "SCO P: Egypt Qatar"),
    ("Egypt and Qatar received the status of dialogue partners of the SCO.", "SCO P: Egypt Qatar"),
    ("The SCO's dialogue partners are Sri Lanka and Nepal.", "SCO P: Nepal Sri Lanka"),
    (
        "The SCO groups China and Russia, with Iran and Mongolia as observers and Nepal as a dialogue partner.",
        "SCO M: China Russia; SCO O: Iran Mongolia; SCO P: Nepal",
    ),
    (
        "The SCO has three member states (China, Russia and India), two observers (Iran and Mongolia) and a dialogue "
        "partner, Nepal.",
        "SCO M: China India Russia; SCO O: Iran Mongolia; SCO P: Nepal",
    ),
    (
        "The meeting will be attended by ministers of the SCO member states, China and Russia, and of the observer "
        "states -- Iran and Mongolia.",
        "SCO M: China Russia; SCO O: Iran Mongolia",
    ),
    ("The SCO summit met. India and Pakistan joined in 2017, Iran in 2023.", "SCO M: India Iran Pakistan"),
    ("The SCO, a bloc comprising China, Russia and India, met.", "SCO M: China India Russia"),
    ("The SCO summit opened. The 10-member bloc -- Belarus, China and India -- met.", "SCO M: Belarus China India"),
    ("India and Iran, both SCO member states, met at the summit.", "SCO M: India Iran"),
    ("Iran and Mongolia, which have observer status in the SCO, met.", "SCO O: Iran Mongolia"),
    ("Iran and Mongolia, which are observers of the SCO, met.", "SCO O: Iran Mongolia"),
    (
        "At the SCO summit were leaders of the observer states: Mongolian President Tsakhiagiin Elbegdorj and Iranian "
        "President Hassan Rouhani.",
        "SCO O: Iran Mongolia",
    ),
    (
        "The SCO summit was attended by leaders of observer states - President of Iran Hassan Rouhani and President "
        "of Mongolia Khaltmaagiin Battulga, as well as UN Secretary-General Antonio Guterres.",
        "SCO O: Iran Mongolia",
    ),
    (
        "China and Russia are members of the SCO, while Iran and Mongolia are observers.",
        "SCO M: China Russia; SCO O: Iran Mongolia",
    ),
    ("Iran and Mongolia are two observer states of the SCO.", "SCO O: Iran Mongolia"),
    ("Iran and Mongolia constitute the SCO observers.", "SCO O: Iran Mongolia"),
    ("The SCO met. Two states (Iran and Mongolia) have observer status.", "SCO O: Iran Mongolia"),
    ("Iran, Mongolia and Belarus are the organization's observers, the SCO said.", "SCO O: Belarus Iran Mongolia"),
    ("The SCO partner countries are Nepal and Turkey.", "SCO P: Nepal Turkey"),
    ("The SCO includes two countries with observer status: Iran and Mongolia.", "SCO O: Iran Mongolia"),
    ("The SCO includes four countries - China, Russia, India and Iran.", "SCO M: China India Iran Russia"),
    (
        "The SCO groups China and Russia, and has Iran and Mongolia as observers.",
        "SCO M: China Russia; SCO O: Iran Mongolia",
    ),
    ("The inclusion of Iran and Belarus into the SCO has given trade a push.", "SCO M: Belarus Iran"),
    ("The inclusion of Iran and Belarus into the SCO gave trade a push.", "SCO M: Belarus Iran"),
    ("The accession of India to the SCO expanded the bloc.", "SCO M: India"),
    ("The CSTO has expanded to include Armenia and Belarus.", "CSTO M: Armenia Belarus"),
    ("The SCO summit opened. India became a full member in 2017, followed by Iran in 2023.", "SCO M: India Iran"),
    ("The SCO summit admitted Egypt and Qatar as new dialogue partners.", "SCO P: Egypt Qatar"),
    ("Nepal became an SCO dialogue partner in 2016 and obtained observer status in 2031.", "SCO O: Nepal"),
    ("The text was issued after a meeting of the SCO, which groups China and Russia.", "SCO M: China Russia"),
    ("Shanghai will see the heads of all SCO states, namely China, Russia and India.", "SCO M: China India Russia"),
    (
        "Troops from three member states of the SCO began a drill. Teams from China, Russia and India take part.",
        "SCO M: China India Russia",
    ),
    ("APEC groups Canada, Hong Kong, Indonesia and Japan.", "APEC M: Canada Indonesia Japan"),
    (
        "The OTS member states (Turkey, Abkhazia, Kazakhstan and Hungary) met.",
        "Organization of Turkic States M: Hungary Kazakhstan Turkey",
    ),
    ("ECO was formed by Iran, Pakistan and Turkey in 1985.", "ECO M: Iran Pakistan Turkey"),
    ("The CSTO, founded by Russia and Armenia in 2002, met.", "CSTO M: Armenia Russia"),
    (
        "Russia, Kazakhstan and Belarus founded the Eurasian Economic Union in 2014.",
        "EAEU M: Belarus Kazakhstan Russia",
    ),
    (
        "The SCO counts eight countries as full members, including Pakistan and Central Asian states like Kazakhstan.",
        "SCO M: Kazakhstan Pakistan",
    ),
    ("Among the members of the SCO are China, India and Iran.", "SCO M: China India Iran"),
    (
        "Envoys of India and Pakistan came, the first since the two countries became full members of the SCO.",
        "SCO M: India Pakistan",
    ),
    ("India and Pakistan sent teams. Both countries joined the SCO in 2017.", "SCO M: India Pakistan"),
    (
        "Iran and Belarus were welcomed in Astana, the two states having become members of the SCO.",
        "SCO M: Belarus Iran",
    ),
    (
        "At the summit the leaders signed a decision on granting Belarus the status of an SCO member state.",
        "SCO M: Belarus",
    ),
    ("The SCO leaders adopted a resolution to admit Iran as a full member.", "SCO M: Iran"),
    ("The SCO heads of state approved the admission of Iran as a full member.", "SCO M: Iran"),
    ("The SCO leaders decided to grant Egypt and Qatar the status of dialogue partners.", "SCO P: Egypt Qatar"),
    ("The council decided to grant observer status in the SCO to Belarus.", "SCO O: Belarus"),
    ("Syria's membership in the Arab League was restored in May.", "Arab League M: Syria"),
    ("The ministers decided to restore Syria's membership in the Arab League.", "Arab League M: Syria"),
    ("The Arab League readmitted Syria in May.", "Arab League M: Syria"),
    ("Armenia, Belarus and Russia make up the CSTO.", "CSTO M: Armenia Belarus Russia"),
    ("Armenia, Belarus and Russia form the CSTO.", "CSTO M: Armenia Belarus Russia"),
    ("Armenia and Belarus belong to the CSTO.", "CSTO M: Armenia Belarus"),
    ("Armenia and Belarus are part of the CSTO.", "CSTO M: Armenia Belarus"),
    (
        "The CSTO (Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia, Tajikistan) will hold a drill.",
        "CSTO M: Armenia Belarus Kazakhstan Kyrgyzstan Russia Tajikistan",
    ),
    (
        "The BRICS group -- Brazil, Russia, India, China and South Africa -- wants a bank.",
        "BRICS M: Brazil China India Russia South Africa",
    ),
    ("SAARC countries include Bhutan, India and Nepal.", "SAARC M: Bhutan India Nepal"),
    ("The ASEAN nations of Brunei, Malaysia and Thailand met.", "ASEAN M: Brunei Malaysia Thailand"),
    ("CIS states Armenia and Belarus signed a contract.", "CIS M: Armenia Belarus"),
    ("SAARC was set up in 1985 and groups Bhutan, India and Nepal.", "SAARC M: Bhutan India Nepal"),
    ("The SCO, a grouping of China, Russia and India, met in Ufa.", "SCO M: China India Russia"),
    ("The SCO, the bloc of China, Russia and India, met in Ufa.", "SCO M: China India Russia"),
    ("The SCO, whose membership includes China, Russia and India, met in Ufa.", "SCO M: China India Russia"),
    ("The SCO's nine members - China, Russia and India among them - met.", "SCO M: China India Russia"),
    ("The SCO has ten members, among them China, Russia and India.", "SCO M: China India Russia"),
    ("The SCO has since been joined by India and Pakistan.", "SCO M: India Pakistan"),
    ("The SCO has taken in India and Pakistan as full members.", "SCO M: India Pakistan"),
    (
        "The SCO brings together six countries: China, Russia, Kazakhstan, Kyrgyzstan, Tajikistan and Uzbekistan.",
        "SCO M: China Kazakhstan Kyrgyzstan Russia Tajikistan Uzbekistan",
    ),
    ("The SCO gathers China, Russia and India.", "SCO M: China India Russia"),
    ("The founding members of the SCO were China, Russia and Kazakhstan.", "SCO M: China Kazakhstan Russia"),
    ("Iran entered the SCO as a full member in 2023.", "SCO M: Iran"),
    ("Iran has been a full member of the SCO since 2023.", "SCO M: Iran"),
    ("Iran, which became a full member of the SCO in 2023, sent a team.", "SCO M: Iran"),
    ("SCO newcomer Belarus sent a team.", "SCO M: Belarus"),
    ("Belarus formally became the 10th SCO member state in Astana.", "SCO M: Belarus"),
    ("Belarus was officially accepted into the SCO.", "SCO M: Belarus"),
    ("The SCO expanded in 2017 to include India and Pakistan.", "SCO M: India Pakistan"),
    ("With the entry of Iran, the SCO has nine members.", "SCO M: Iran"),
    ("The SCO met. Mongolia and Afghanistan hold observer status.", "SCO O: Afghanistan Mongolia"),
    (
        "Mongolia and Afghanistan are SCO observers, while Turkey and Nepal are dialogue partners.",
        "SCO O: Afghanistan Mongolia; SCO P: Nepal Turkey",
    ),
    ("The SCO summit was attended by the observers Mongolia and Iran.", "SCO O: Iran Mongolia"),
    ("The SCO has two observers, Mongolia and Afghanistan.", "SCO O: Afghanistan Mongolia"),
    ("Afghanistan and Mongolia participate as observers in the SCO.", "SCO O: Afghanistan Mongolia"),
    (
        "Afghanistan, Belarus, Iran and Mongolia have observer status while Turkey is a dialogue partner of the SCO.",
        "SCO O: Afghanistan Belarus Iran Mongolia; SCO P: Turkey",
    ),
    (
        "ASEAN members that also belong to APEC -- Brunei, Malaysia and Thailand -- spoke first.",
        "APEC M: Brunei Malaysia Thailand; ASEAN M: Brunei Malaysia Thailand",
    ),
    (
        "The Black Sea Economic Cooperation Organization (BSEC) met. The group has 2 members: Albania and Greece.",
        "Organization of the Black Sea Economic Cooperation M: Albania Greece",
    ),
    (
        "The Conference on Confidence-Building in Asia (CICA) has three members: China, India and Iran.",
        "Conference on Interaction and Confidence-Building Measures in Asia M: China India Iran",
    ),
]


@pytest.mark.parametrize(("text", "want"), STATEMENTS, ids=[text[:50] for text, _ in STATEMENTS])
def test_standings_that_a_text_states(text: str, want: str) -> None:
    """Lists, accessions and appositions give each state its standing in the right organisation."""
    assert want == facts(text)


NOTHING = [
    "The accession of Turkey to the SCO would have changed the bloc.",
    "If the accession of Turkey to the SCO gave trade a push, all would gain.",
    "The accession of Turkey to the SCO raised in the debate was rejected.",
    "Belarus's membership in the SCO was discussed in July 2024.",
    "Iran's accession to the SCO may be completed next year.",
    "Observer status in the SCO is sought by Iraq and Syria.",
    "The SCO is a partner of China, Russia and India.",
    "The SCO held a joint drill of China, Russia and India.",
    "Two partners of China and Russia in the SCO spoke.",
    "This will be discussed if Belarus joins as a full member of the SCO.",
    "Six NATO partner nations (Armenia, Georgia and Moldova among them) sent troops.",
    "The NATO partner countries are Georgia and Moldova.",
    "Iran seeks membership of the SCO.",
    "Iran may join the SCO as a full member.",
    "Iran will become a full member of the SCO next year.",
    "Iran, which wants to become a member of the SCO, sent a letter.",
    "Turkmenistan is not a member of the SCO.",
    "China is not part of the CSTO.",
    "The SCO rejected talk that Turkey had become a member.",
    "It was rumoured that Turkey had joined the SCO.",
    "If Iran became a full member of the SCO, trade would grow.",
    "The SCO launched the procedure for admitting Iran as a full member.",
    "The SCO discussed whether Iran and Mongolia should be granted observer status.",
    "Iran applied for observer status in the SCO.",
    "Iran is set to join the SCO.",
    "Pakistan supports Iran's bid to become a member of the SCO.",
    "India and Pakistan had been observers at the SCO since 2005.",
    "Turkey denied that it was a dialogue partner of the SCO.",
    "Uzbekistan has agreed to attend the SCO drill as an observer.",
    "Uzbekistan is no longer a member of the CSTO.",
    "Members of the delegation of Iran visited the SCO.",
    "The SCO decided to admit Kuwait.",
    "The SCO member states met with Iran.",
    "Iran has never been a member of the SCO.",
    "Until Iran has become a member of the SCO, it will sit apart.",
    "The SCO talks with Iran include trade with China and Russia.",
    "Belarus hopes to be granted the status of observer in the SCO.",
    "The SCO seeks new members.",
    "Observer Status won the opening maiden in Iran.",
    "The SCO could include Iran and Turkey one day.",
    "India joined the SCO drill in Russia.",
    "Analysts suggest that Turkey should become a dialogue partner of the SCO.",
    "Talks with potential SCO members Turkey and Egypt went on.",
    "The agenda of the SCO includes Afghanistan.",
    "China and Russia, partners in many a project, praised the SCO.",
    "The SCO meeting includes talks with Turkey and Egypt.",
    "Ten countries, including Syria and Egypt, want to join the SCO.",
    "Turkey and Egypt are two of the trade partners that the SCO has.",
    "The SCO leaders decided to begin the admission of Iran as a full member.",
    "The SCO leaders discussed a draft decision on granting Belarus the status of a member state.",
    "The SCO leaders are expected to sign a decision on granting Belarus member status.",
    "A bank was founded by Iran, Pakistan and Turkey at the SCO summit.",
    "The SCO (Astana, 2024) met with Iran, Iraq and Syria.",
    "The SCO summit (China, Russia and Iran were absent) ended.",
    "India and Pakistan are part of the SCO drill.",
    "Delegates from India and Iran asked when the two countries would become members of the SCO.",
    "The SCO met officials of non-member states Turkey and Egypt.",
    "SCO countries such as the host want trade with Turkey and Egypt.",
    "SCO countries and Turkey met.",
    "Turkey and Egypt form a working group with the SCO.",
    "Syria's membership in the Arab League was suspended in 2011.",
    "Ministers discussed restoring Syria's membership in the Arab League.",
    "Georgia and Ukraine left the CIS.",
    "The SCO was welcomed by Iran and Iraq.",
    "A forum was joined by Iran and Iraq at the SCO.",
]


@pytest.mark.parametrize("text", NOTHING, ids=[text[:50] for text in NOTHING])
def test_wishes_denials_and_plans_give_nothing(text: str) -> None:
    """What is hoped, planned, doubted, denied or over is no standing."""
    assert facts(text) == ""


def test_a_beginning_makes_a_membership() -> None:
    """The span that the text gives is kept on a node of its own, named as the reference tables name it."""
    article = Article("a", "India and Pakistan became full members of the SCO in June last year.", issued="2018-08-20")
    found = [c for c in claims(article, read(pipeline(), article)) if c.subject.cls == "Membership"]
    got = {(c.subject.id, c.predicate, c.value if isinstance(c.value, str) else c.value.id) for c in found}
    node = "Shanghai_Cooperation_Organisation__India__full_member"
    assert {
        (node, "member", "India"),
        (node, "organization", "Shanghai_Cooperation_Organisation"),
        (node, "status", "FullMember"),
        (node, "from", "2017-06"),
    } == {fact for fact in got if fact[0] == node}
    assert {"June last year (counted from 2018-08-20)"} == {c.resolved_from for c in found if c.resolved_from}


_WORDS = (
    "the SCO|member states|members|observers|dialogue partners|China|Russia and Iran|,|--|(|)|is|are|became|joined|as|"
    "a|full|member|of|was granted|status|groups|six|other|not|.|in 2017|with|and|gave|CSTO"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS.split("|")), max_size=24).map(" ".join))
def test_any_text_gives_claims_with_evidence_in_it(text: str) -> None:
    """Nothing is raised, and evidence lies in the text."""
    article = Article("a", text)
    for claim in claims(article, read(pipeline(), article)):
        assert 0 <= claim.start < claim.end <= len(text)
