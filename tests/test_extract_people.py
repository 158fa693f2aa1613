"""Offices and whom they represent: sentences -> facts, with sentences that must give nothing."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.extract.people import claims
from sco_graph.model import Article
from sco_graph.nlp.mentions import Referent
from sco_graph.nlp.pipeline import build_pipeline, read

if TYPE_CHECKING:
    from spacy.language import Language


@functools.cache
def pipeline() -> Language:
    """One pipeline for all tests, without a statistical model: the rules alone."""
    return build_pipeline("blank")


def facts(text: str, issued: str | None = "2021-06-24") -> set[str]:
    """Facts as "surname position" and "surname -> state", by the last word of the person's label."""
    article = Article("a", text, issued=issued)
    out = set()
    for claim in claims(article, read(pipeline(), article)):
        name = claim.subject.label
        value = claim.value.label if isinstance(claim.value, Referent) else claim.value
        out.add(f"{name}: {value}" if claim.predicate == "position" else f"{name} -> {value}")
    return out


SCO = "Shanghai Cooperation Organisation"
OFFICES: list[tuple[str, set[str]]] = [
    (
        "Uzbek President Shavkat Mirziyoyev, Foreign Minister Vladimir Norov and Secretary of the Security Council "
        "Viktor Makhmudov received the guests.",
        {
            "Shavkat Mirziyoyev: President",
            "Shavkat Mirziyoyev -> Uzbekistan",
            "Vladimir Norov: Foreign Minister",
            "Vladimir Norov -> Uzbekistan",
            "Viktor Makhmudov: Secretary of the Security Council",
            "Viktor Makhmudov -> Uzbekistan",
        },
    ),
    (
        "Head of the President's Office of Kazakhstan Murat Nurtleu, Finance Minister Yerulan Zhamaubayev spoke.",
        {
            "Murat Nurtleu: Head of the President's Office",
            "Murat Nurtleu -> Kazakhstan",
            "Yerulan Zhamaubayev: Finance Minister",
            "Yerulan Zhamaubayev -> Kazakhstan",
        },
    ),
    (
        "Indian Deputy NSA Vikram Misri and National Security Advisor (NSA) Moeed Yusuf of Pakistan met.",
        {
            "Vikram Misri: Deputy NSA",
            "Vikram Misri -> India",
            "Moeed Yusuf: National Security Advisor",
            "Moeed Yusuf -> Pakistan",
        },
    ),
    (
        "Indian PM Narendra Modi arrived. Prime Minister Narendra Modi of India will speak.",
        {"Narendra Modi: Prime Minister", "Narendra Modi -> India"},
    ),
    (
        "Defence Minister Phan Van Giang and a Vietnamese delegation came.",
        {"Phan Van Giang: Defence Minister", "Phan Van Giang -> Vietnam"},
    ),
    (
        "Nurlan Yermekbayev has taken charge as the new Secretary-General of the SCO.",
        {"Nurlan Yermekbayev: Secretary-General", f"Nurlan Yermekbayev -> {SCO}"},
    ),
    (
        "Under-Secretary-General of the UN Office of Counter-Terrorism Vladimir Voronkov spoke.",
        {
            "Vladimir Voronkov: Under-Secretary-General",
            "Vladimir Voronkov -> United Nations Office of Counter-Terrorism",
        },
    ),
    (
        "India was represented at the talks by Defence Secretary Ajay Kumar, Russia by Defence Minister Sergei Shoigu.",
        {
            "Ajay Kumar: Defence Secretary",
            "Ajay Kumar -> India",
            "Sergei Shoigu: Defence Minister",
            "Sergei Shoigu -> Russia",
        },
    ),
    (
        "The Chinese delegation was led by Li Hui, that of Russia by Andrei Rudenko.",
        {"Li Hui -> China", "Andrei Rudenko -> Russia"},
    ),
    (  # an office of a body is nobody else's state's
        "Russian President Vladimir Putin, Director Ruslan Mirzaev and Executive Secretary Sergei Lebedev of the CIS "
        "met.",
        {
            "Vladimir Putin: President",
            "Vladimir Putin -> Russia",
            "Sergei Lebedev: Executive Secretary",
            "Sergei Lebedev -> Commonwealth of Independent States",
        },
    ),
    (
        "Advisor to the Prime Minister of Pakistan Nasser Khan Janjua, Secretary of the Security Council of "
        "Kyrgyzstan Damir Sagynbayev came.",
        {
            "Damir Sagynbayev: Secretary of the Security Council",
            "Damir Sagynbayev -> Kyrgyzstan",
            "Nasser Khan Janjua: Advisor to the Prime Minister",
            "Nasser Khan Janjua -> Pakistan",
        },
    ),
    (
        "Heads of government of Belarus - Roman Golovchenko and Russia - Mikhail Mishustin came.",
        {
            "Roman Golovchenko: Head of government",
            "Roman Golovchenko -> Belarus",
            "Mikhail Mishustin: Head of government",
            "Mikhail Mishustin -> Russia",
        },
    ),
    (
        "A delegation led by Anar Alakbarov, Assistant to the President of Azerbaijan Ilham Aliyev, came.",
        {
            "Anar Alakbarov: Assistant to the President",
            "Anar Alakbarov -> Azerbaijan",
            "Ilham Aliyev: President",
            "Ilham Aliyev -> Azerbaijan",
        },
    ),
    (
        "Prime Ministers of Belarus - Roman Golovchenko and Russia - Mikhail Mishustin came.",
        {
            "Roman Golovchenko: Prime Minister",
            "Roman Golovchenko -> Belarus",
            "Mikhail Mishustin: Prime Minister",
            "Mikhail Mishustin -> Russia",
        },
    ),
    (
        "Interior Minister Ramazon Rahimzoda of Tajikistan met his Kyrgyz and Russian colleagues Melis Turganbayev and "
        "Vladimir Kolokoltsev.",
        {
            "Ramazon Rahimzoda: Interior Minister",
            "Ramazon Rahimzoda -> Tajikistan",
            "Melis Turganbayev: Interior Minister",
            "Melis Turganbayev -> Kyrgyzstan",
            "Vladimir Kolokoltsev: Interior Minister",
            "Vladimir Kolokoltsev -> Russia",
        },
    ),
    (
        "The SCO's Secretary-General is Muratbek Imanaliev.",
        {"Muratbek Imanaliev: Secretary-General", f"Muratbek Imanaliev -> {SCO}"},
    ),
    (
        "Chairman of the State Security Committee of Belarus Ivan Tertel came.",
        {"Ivan Tertel: Chairman of the State Security Committee", "Ivan Tertel -> Belarus"},
    ),
    (
        "Secretary of the Russian Security Council Nikolai Patrushev chaired the meeting.",
        {"Nikolai Patrushev: Secretary of the Security Council", "Nikolai Patrushev -> Russia"},
    ),
    (
        "Kassym-Jomart Tokayev, the President of Kazakhstan, Sadyr Japarov, the President of the Kyrgyz Republic, and "
        "Viktor Orban, the Prime Minister of Hungary, met.",
        {
            "Kassym-Jomart Tokayev: President",
            "Kassym-Jomart Tokayev -> Kazakhstan",
            "Sadyr Japarov: President",
            "Sadyr Japarov -> Kyrgyzstan",
            "Viktor Orban: Prime Minister",
            "Viktor Orban -> Hungary",
        },
    ),
    (
        "Chinese Foreign Minister Wang Yi, Minister of External Affairs of India Sushma Swaraj came.",
        {
            "Wang Yi: Foreign Minister",
            "Wang Yi -> China",
            "Sushma Swaraj: Minister of External Affairs",
            "Sushma Swaraj -> India",
        },
    ),
    (
        "Assistant to the President and Secretary of the Security Council of Kazakhstan Nurlan Yermekbayev came.",
        {
            "Nurlan Yermekbayev: Assistant to the President and Secretary of the Security Council",
            "Nurlan Yermekbayev -> Kazakhstan",
        },
    ),
    (
        "Advisor to the Prime Minister of Pakistan on National Security Nasser Khan Janjua came.",
        {
            "Nasser Khan Janjua: Advisor to the Prime Minister on National Security",
            "Nasser Khan Janjua -> Pakistan",
        },
    ),
    (
        "Chargé d'Affaires of the Embassy of Pakistan in the Kyrgyz Republic Tariq Ali came.",
        {"Tariq Ali: Chargé d'Affaires", "Tariq Ali -> Pakistan"},
    ),
    (
        "Secretary of the Security Council under the President of Uzbekistan Viktor Makhmudov came.",
        {"Viktor Makhmudov: Secretary of the Security Council", "Viktor Makhmudov -> Uzbekistan"},
    ),
    (
        "The interior ministers of Tajikistan (Ramazon Rahimzoda) and Russia (Vladimir Kolokoltsev) came.",
        {
            "Ramazon Rahimzoda: interior minister",
            "Ramazon Rahimzoda -> Tajikistan",
            "Vladimir Kolokoltsev: interior minister",
            "Vladimir Kolokoltsev -> Russia",
        },
    ),
    (
        "The council appointed Major-General Sergei Dudko (Belarus) deputy head of the CIS Executive Committee.",
        {"Sergei Dudko: deputy head", "Sergei Dudko -> CIS Executive Committee"},
    ),
    (
        "Deputy Minister of Foreign Affairs Alexei Borodavkin headed the Russian delegation.",
        {"Alexei Borodavkin: Deputy Minister of Foreign Affairs", "Alexei Borodavkin -> Russia"},
    ),
    ("Prime Minister of Cambodia Hun Sen came.", {"Hun Sen: Prime Minister", "Hun Sen -> Cambodia"}),
    ("Guinea's President Alpha Conde came.", {"Alpha Conde: President", "Alpha Conde -> Guinea"}),
    (
        "Secretary of the Security Council of Kazakhstan Asset Issekeshev attended the meeting.",
        {"Asset Issekeshev: Secretary of the Security Council", "Asset Issekeshev -> Kazakhstan"},
    ),
    (
        "It was chaired by Nasrullo Mahmudzoda, Secretary of the Security Council of the Republic of Tajikistan.",
        {"Nasrullo Mahmudzoda: Secretary of the Security Council", "Nasrullo Mahmudzoda -> Tajikistan"},
    ),
    (
        "-- Ajit Doval, National Security Adviser, Republic of India;",
        {"Ajit Doval: National Security Adviser", "Ajit Doval -> India"},
    ),
    (
        "-- Marat Imankulov, Secretary of the Security Council, Kyrgyz Republic;",
        {"Marat Imankulov: Secretary of the Security Council", "Marat Imankulov -> Kyrgyzstan"},
    ),
    (
        "SCO Secretary-General Vladimir Norov took part.",
        {"Vladimir Norov: Secretary-General", f"Vladimir Norov -> {SCO}"},
    ),
    (
        "Director of the RATS Executive Committee Jumakhon Giyosov took part.",
        {
            "Jumakhon Giyosov: Director",
            "Jumakhon Giyosov -> Executive Committee of the SCO Regional Anti-Terrorist Structure",
        },
    ),
    (
        "Russian Foreign Minister Sergey Lavrov met Chinese President Xi Jinping.",
        {
            "Sergey Lavrov: Foreign Minister",
            "Sergey Lavrov -> Russia",
            "Xi Jinping: President",
            "Xi Jinping -> China",
        },
    ),
    (
        "Kazakh Minister of Defense, Colonel General Ruslan Zhaksylykov chaired the meeting.",
        {"Ruslan Zhaksylykov: Minister of Defense", "Ruslan Zhaksylykov -> Kazakhstan"},
    ),
    (
        "Defense Minister of Russia, General of the Army Sergei Shoigu attended.",
        {"Sergei Shoigu: Defense Minister", "Sergei Shoigu -> Russia"},
    ),
    (
        "India's Defence Secretary Giridhar Aramane attended.",
        {"Giridhar Aramane: Defence Secretary", "Giridhar Aramane -> India"},
    ),
    (
        "Premier of the State Council of the People's Republic of China Li Keqiang attended.",
        {"Li Keqiang: Premier of the State Council", "Li Keqiang -> China"},
    ),
    (
        "The stage was watched by the chief of Russia's General Staff, Army General Valery Gerasimov.",
        {"Valery Gerasimov: chief of General Staff", "Valery Gerasimov -> Russia"},
    ),
    (
        "The text was signed by CSTO Secretary General Nikolai Bordyuzha and his SCO counterpart, Bolat Nurgaliyev.",
        {
            "Nikolai Bordyuzha: Secretary General",
            "Nikolai Bordyuzha -> Collective Security Treaty Organization",
            "Bolat Nurgaliyev: Secretary General",
            f"Bolat Nurgaliyev -> {SCO}",
        },
    ),
    (
        "Presidents Vladimir Putin of Russia and Xi Jinping of China met in Moscow.",
        {"Vladimir Putin: President", "Vladimir Putin -> Russia", "Xi Jinping: President", "Xi Jinping -> China"},
    ),
    (
        "The presidents of Russia Vladimir Putin, China Xi Jinping and Tajikistan Emomali Rahmon will come.",
        {
            "Vladimir Putin: president",
            "Vladimir Putin -> Russia",
            "Xi Jinping: president",
            "Xi Jinping -> China",
            "Emomali Rahmon: president",
            "Emomali Rahmon -> Tajikistan",
        },
    ),
    (
        "The Presidents of Russia and China, Vladimir Putin and Xi Jinping, met in Moscow.",
        {"Vladimir Putin: President", "Vladimir Putin -> Russia", "Xi Jinping: President", "Xi Jinping -> China"},
    ),
    (
        "Kazakhstan's Nurlan Yermekbayev took office as Secretary-General of the SCO on Jan. 1.",
        {"Nurlan Yermekbayev: Secretary-General", f"Nurlan Yermekbayev -> {SCO}"},
    ),
    (
        "Zhang Ming has assumed the office of Secretary-General of the Shanghai Cooperation Organisation.",
        {"Zhang Ming: Secretary-General", f"Zhang Ming -> {SCO}"},
    ),
    (
        "Ularbek Sharsheev of Kyrgyzstan became Director of the SCO Regional Anti-Terrorist Structure.",
        {
            "Ularbek Sharsheev: Director",
            "Ularbek Sharsheev -> SCO Regional Anti-Terrorist Structure",
        },
    ),
    (
        "Acting Foreign Minister Bakhtiyor Saidov of Uzbekistan spoke.",
        {"Bakhtiyor Saidov: Acting Foreign Minister", "Bakhtiyor Saidov -> Uzbekistan"},
    ),
    (
        "He met Jeenbek Kulubaev, the top diplomat of Kyrgyzstan.",
        {"Jeenbek Kulubaev: top diplomat", "Jeenbek Kulubaev -> Kyrgyzstan"},
    ),
    (
        "Belarus was represented by Lieutenant General Viktor Khrenin, Minister of Defense.",
        {"Viktor Khrenin: Minister of Defense", "Viktor Khrenin -> Belarus"},
    ),
    (
        "Moeed W. Yusuf, Pakistan's National Security Adviser, spoke.",
        {"Moeed W. Yusuf: National Security Adviser", "Moeed W. Yusuf -> Pakistan"},
    ),
    (
        "President of Azerbaijan Ilham Aliyev, President of Iran Ebrahim Raisi and Prime Minister of Pakistan "
        "Shehbaz Sharif came.",
        {
            "Ilham Aliyev: President",
            "Ilham Aliyev -> Azerbaijan",
            "Ebrahim Raisi: President",
            "Ebrahim Raisi -> Iran",
            "Shehbaz Sharif: Prime Minister",
            "Shehbaz Sharif -> Pakistan",
        },
    ),
    (
        "UN Secretary-General Ban Ki-moon spoke.",
        {"Ban Ki-moon: Secretary-General", "Ban Ki-moon -> United Nations"},
    ),
    (
        "The Chinese ambassador to Kazakhstan Zhang Xiao attended.",
        {"Zhang Xiao: ambassador to Kazakhstan", "Zhang Xiao -> China"},
    ),
    (
        "China (Foreign Minister Wang Yi) and Russia (Foreign Minister Sergey Lavrov) took part.",
        {"Wang Yi: Foreign Minister", "Wang Yi -> China", "Sergey Lavrov: Foreign Minister", "Sergey Lavrov -> Russia"},
    ),
]


@pytest.mark.parametrize(("text", "want"), OFFICES, ids=[text[:50] for text, _ in OFFICES])
def test_offices_before_and_after_names(text: str, want: set[str]) -> None:
    """Titles before and after names, lists, counterparts and successions give office and state or body."""
    assert want == facts(text)


NOTHING = [
    "Former Foreign Minister Kairat Abdrakhmanov spoke to students.",
    "Ex-President Nursultan Nazarbayev was in town.",
    "The President opened the summit.",
    "A spokesman for the ministry denied it.",
    "Foreign ministers of six states met in Moscow.",
    "He is no longer the Director of anything.",
    "Peace Mission won the feature handicap at Millbrook.",
    "The Secretary-General of the SCO said so.",
    "Members of the delegations, experts and diplomats, met.",
    "",
]


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_former_offices_and_nameless_ones_give_nothing(text: str) -> None:
    """Only named persons in office count."""
    assert facts(text) == set()


def test_evidence_is_the_sentence() -> None:
    """A claim's offsets are those of the sentence that names the office."""
    text = "It rained. Russian Foreign Minister Sergey Lavrov spoke. It stopped."
    article = Article("a", text, issued="2021-06-24")
    found = {text[c.start : c.end] for c in claims(article, read(pipeline(), article))}
    assert found == {"Russian Foreign Minister Sergey Lavrov spoke."}


def test_the_reference_tables_say_whom_a_known_person_represents() -> None:
    """If the text names the state at all, an office without it is completed by the person's term."""
    text = "India will join. Prime Minister Narendra Modi spoke of terrorism."
    assert "Narendra Modi -> India" in facts(text, "2017-06-09")


_WORDS = (
    "President|of|Russia|Vladimir Putin|and|,|Xi Jinping|China's|Minister|the|SCO|his|counterpart|(|)|"
    "Secretary-General|was represented by|Presidents|.|;|Kazakh|X|\n"
)
_PIECES = st.sampled_from(_WORDS.split("|"))


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=20).map(" ".join))
def test_any_text_gives_claims_with_evidence_in_it(text: str) -> None:
    """Nothing is raised, and evidence lies in the text."""
    article = Article("a", text)
    for claim in claims(article, read(pipeline(), article)):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.value
