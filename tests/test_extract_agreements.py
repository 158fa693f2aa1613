"""Documents: sentences -> facts, with sentences that must give nothing."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.extract.agreements import claims, derived
from sco_graph.model import Article
from sco_graph.nlp.mentions import Referent
from sco_graph.nlp.pipeline import build_pipeline, read

if TYPE_CHECKING:
    from spacy.language import Language

SCO = "Shanghai Cooperation Organisation"
UNESCO = "United Nations Educational, Scientific and Cultural Organization"
WANTED = {"party", "adoptedOn", "adoptedAt", "adoptedBy", "enteredIntoForce"}


@functools.cache
def pipeline() -> Language:
    """One pipeline for all tests, without a statistical model: the rules alone."""
    return build_pipeline("blank")


def facts(text: str) -> set[str]:
    """Facts as "predicate value", topics left out; the articles are of 20 August 2018."""
    article = Article("a", text, issued="2018-08-20")
    found = [c for c in claims(article, read(pipeline(), article)) if c.predicate in WANTED]
    found += [c for c in derived(found) if c.predicate in WANTED]
    return {f"{c.predicate} {c.value.label if isinstance(c.value, Referent) else c.value}" for c in found}


def topics(text: str) -> set[str]:
    """The topics of the documents of a text."""
    article = Article("a", text, issued="2018-08-20")
    return {str(c.value) for c in claims(article, read(pipeline(), article)) if c.predicate == "topic"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uzbekistan, Kyrgyzstan and Tajikistan on March 31, 2025 concluded a treaty on their borders in Khujand.",
         {"party Uzbekistan", "party Kyrgyzstan", "party Tajikistan", "adoptedOn 2025-03-31"}),
        ("The foreign ministers of China and Kazakhstan signed a cooperation plan for 2024-2026 in Astana on Monday.",
         {"party China", "party Kazakhstan", "adoptedOn 2018-08-20"}),
        ("The SCO member states know the SCO Charter, adopted on June 7, 2002; it binds Russia.",
         {"adoptedOn 2002-06-07", f"adoptedBy {SCO}"}),
        ("The Shanghai Convention on Combating Terrorism, Separatism and Extremism was concluded on June 15, 2001.",
         {"adoptedOn 2001-06-15"}),
        ("In June 2009 the SCO member states signed the SCO Convention against Terrorism in Yekaterinburg.",
         {"adoptedOn 2009-06", f"adoptedBy {SCO}"}),
        ("The Agreement on Customs, which the SCO member states signed in Tashkent on November 2, 2007, is in force.",
         {"adoptedOn 2007-11-02", f"adoptedBy {SCO}"}),
        ("It marks the anniversary of the treaty which Russia, Belarus and Kazakhstan signed on May 29, 2014.",
         {"party Russia", "party Belarus", "party Kazakhstan", "adoptedOn 2014-05-29"}),
        ("The treaty, signed by Russia and China on June 7, 2002, entered into force on September 19, 2003.",
         {"party Russia", "party China", "adoptedOn 2002-06-07", "enteredIntoForce 2003-09-19"}),
        ("An agreement on energy was signed by Armenia, Belarus and Russia on Monday.",
         {"party Armenia", "party Belarus", "party Russia", "adoptedOn 2018-08-20"}),
        ("In 2005 the SCO and ASEAN signed a memorandum of understanding in Jakarta.",
         {f"party {SCO}", "party Association of Southeast Asian Nations", "adoptedOn 2005"}),
        ("Russian Foreign Minister Sergei Lavrov and his Chinese counterpart Wang Yi signed a plan of consultations.",
         {"party Russia", "party China", "party Sergey Lavrov", "party Wang Yi"}),
        ("It was founded by Azerbaijan, Kazakhstan and Turkey under an agreement signed in Nakhchivan on Oct. 3, 2009.",
         {"party Azerbaijan", "party Kazakhstan", "party Turkey", "adoptedOn 2009-10-03"}),
        ("The Agreement on Rivers of 5 July 2005 and the treaty on lakes (May 3, 2006) are in force.",
         {"adoptedOn 2005-07-05", "adoptedOn 2006-05-03"}),
        ("China signed the protocol to the agreement on rivers, dated May 3, 2011, with Kazakhstan on Monday.",
         {"party China", "adoptedOn 2011-05-03", "adoptedOn 2018-08-20"}),
        ("The Memorandum of Commitments of the Republic of India was signed on Monday.",
         {"party India", "adoptedOn 2018-08-20"}),
        ("Memoranda on granting the status of partner to Egypt and Qatar were concluded on Monday. The documents were "
         "signed by President Vladimir Putin.",
         {"party Egypt", "party Qatar", "party Vladimir Putin", "adoptedOn 2018-08-20"}),
        ("China signed an agreement on energy with Pakistan on Monday.",
         {"party China", "party Pakistan", "adoptedOn 2018-08-20"}),
        ("On Monday China attended a ceremony of signing an agreement on energy.", {"adoptedOn 2018-08-20"}),
        ("The statement of the SCO Council of Heads of State was issued on Monday.",
         {f"adoptedBy {SCO}", "adoptedOn 2018-08-20"}),
        ("In a joint statement released on July 4, 2005, the Chinese and Russian leaders said they were content.",
         {"party China", "party Russia", "adoptedOn 2005-07-04"}),
        ("The Joint Statement by the Ministers of Justice of the SCO member states was issued on Monday.",
         {f"adoptedBy {SCO}", "adoptedOn 2018-08-20"}),
        ("The agreement signed by China and Russia entered into force on May 3, 2017.",
         {"party China", "party Russia", "enteredIntoForce 2017-05-03"}),
        ("The Qingdao Declaration was signed on Monday. The signing ceremony involved the leaders of China and India.",
         {"party China", "party India", "adoptedOn 2018-08-20"}),
        ("The Joint Declaration of ASEAN and China on Piracy was adopted on Monday.",
         {"party China", "party Association of Southeast Asian Nations", "adoptedOn 2018-08-20"}),
        ("In April 2018, during a visit by President Vladimir Putin, the five nations signed a border treaty.",
         {"adoptedOn 2018-04"}),
        ("A free trade pact between EAEU states and Iran was signed on 17 May 2018. A document was issued in 2019.",
         {"party Iran", "party Eurasian Economic Union", "adoptedOn 2018-05-17"}),
        ("China and Russia signed a border treaty. The signing ceremony follows talks on Monday.",
         {"party China", "party Russia"}),
        ("They hailed the border treaty they signed on Monday.", {"adoptedOn 2018-08-20"}),
        ("On June 24, 2016 India and Pakistan signed a memorandum of obligations.",
         {"party India", "party Pakistan", "adoptedOn 2016-06-24"}),
        ("The memorandum was signed by the SCO Secretariat and UNESCO.", {"party SCO Secretariat", f"party {UNESCO}"}),
        ("The heads of the SCO Secretariat and UNESCO signed a memorandum on culture.",
         {"party SCO Secretariat", f"party {UNESCO}"}),
        ("A package of agreements was signed by India and Kazakhstan, including a treaty on trade.",
         {"party India", "party Kazakhstan"}),
        ("The foreign ministers of the ASEAN countries signed a protocol in Manila.",
         {"adoptedBy Association of Southeast Asian Nations"}),
        ("Russia recalled the 1999 Treaty of the SCO on Combating Terrorism.",
         {"adoptedOn 1999", f"adoptedBy {SCO}"}),
        ("Russia recalled the 1999 Treaty on Combating Terrorism, signed on June 4, 1999.",
         {"adoptedOn 1999-06-04"}),
        ("The summit of the Economic Cooperation Organization (ECO) concluded on Monday with the ECO Vision for 2025.",
         {"adoptedBy Economic Cooperation Organization", "adoptedOn 2018-08-20",
          "adoptedAt summit of the Economic Cooperation Organization"}),
        ("In 2004 Russia and China concluded a treaty on customs. They also signed a joint statement on trade.",
         {"party Russia", "party China", "adoptedOn 2004"}),
        ("The sides hailed the Framework for Cooperation in Energy agreed in 2014.", {"adoptedOn 2014"}),
        ("The leaders of India and China signed the Convention on Rivers on Monday. The European Union was absent.",
         {"party India", "party China", "adoptedOn 2018-08-20"}),
        ("Among the papers is a 1985 protocol on borders.", {"adoptedOn 1985"}),
        ("The second document signed in 2004 was the Convention on Rivers.", {"adoptedOn 2004"}),
        ("On May 3, 2011, by the Ministry of Justice was approved the Convention on Rivers.",
         {"adoptedOn 2011-05-03", "adoptedBy Ministry of Justice"}),
        ("Vladimir Putin and Xi Jinping, the presidents of the two neighbours, signed the Convention on Rivers.",
         {"party Vladimir Putin", "party Xi Jinping"}),
        ("The Convention on Rivers was signed. The documents were also signed on festivals to be held in 2020.", set()),
        ("Five documents were signed by Russia and China on Monday. Among them are a treaty on customs and a plan on "
         "trade.", {"party Russia", "party China", "adoptedOn 2018-08-20"}),
        ("Ten papers were signed by Russia and China in 2004.\nAmong them:\n- Agreement on Customs;",
         {"party Russia", "party China", "adoptedOn 2004"}),
        ("President Vladimir Putin signed the Treaty between Russia and China.",
         {"party Vladimir Putin", "party Russia", "party China"}),
        ("China's Ministry of Public Security and India's Ministry of Defence signed a protocol on roads.",
         {"party Ministry of Public Security of China", "party Ministry of Defence"}),
        ("In 2012 Uzbekistan joined the Treaty of Amity and Cooperation.", {"party Uzbekistan"}),
        ("In 2012 Uzbekistan joined the drill that the Treaty of Amity and Cooperation provides for.", set()),
        ("China noted that the UN Charter is in force.", {"adoptedBy United Nations"}),
    ],
)  # fmt: skip
def test_who_concluded_a_document_and_when(text: str, expected: set[str]) -> None:
    """Active and passive verbs, relative clauses, bare participles and lists of documents."""
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foreign ministers of Tajikistan, Kyrgyzstan, and Uzbekistan signed a protocol on water.",
         "Tajikistan Kyrgyzstan Uzbekistan"),
        ("Kazakh, Uzbek, and Tajik defence ministers signed an agreement on energy.",
         "Kazakhstan Uzbekistan Tajikistan"),
        ("An agreement on customs was concluded between India, Pakistan and China.", "India Pakistan China"),
        ("An agreement on customs was reached between Russia and China.", "Russia China"),
        ("Signed by Russia, China and India in 2004, the agreement on customs covers trade.", "Russia China India"),
        ("By signing the Agreement on Ports, the governments of Russia, China and India made a pledge.",
         "Russia China India"),
        ("Russia, China and India became the first countries to sign the Agreement on Ports.", "Russia China India"),
        ("The Russian-Chinese treaty on borders was signed.", "Russia China"),
        ("The India-Pakistan agreement on customs was signed.", "India Pakistan"),
        ("The agreement between Russia and China on customs is in force.", "Russia China"),
        ("Russia, China and Kazakhstan are parties to the Convention on Rivers.", "Russia China Kazakhstan"),
        ("The signatories to the Convention on Rivers are Russia, China and Kazakhstan.", "Russia China Kazakhstan"),
        ("The Convention on Rivers, whose signatories are Russia and China, was adopted.", "Russia China"),
        ("The Convention on Rivers was adopted. Its signatories are Russia and China.", "Russia China"),
        ("The presidents of Russia, China and a third state -- Kazakhstan -- signed a charter on rivers.",
         "Russia China Kazakhstan"),
        ("Five states - Russia, China, Kazakhstan, Kyrgyzstan and Tajikistan - signed an agreement on borders.",
         "Russia China Kazakhstan Kyrgyzstan Tajikistan"),
        ("Russia met China - Kazakhstan and Uzbekistan signed an agreement on borders.", "Kazakhstan Uzbekistan"),
        ("The Kazakh president said they had agreed to sign a treaty with Uzbekistan on rivers.",
         "Kazakhstan Uzbekistan"),
        ("The Convention on Rivers was signed by Russia and China; Kazakhstan and India joined it in 1993.",
         "Russia China Kazakhstan India"),
        ("Parties to the Convention on Rivers now number 51, among them Russia and China.", "Russia China"),
        ("In the Almaty Protocol of May 3, 1991, three states - Russia, China and India - agreed to share a river.",
         "Russia China India"),
        ("The bloc was born when the heads of state of China, Russia, and Tajikistan signed a treaty on rivers.",
         "China Russia Tajikistan"),
        ("The Paris Accords were signed by Russia and China.", "Russia China"),
        ("Russia and China signed a treaty on rivers on Monday. A protocol on fish was also signed.", "Russia China"),
        ("Ambassadors of Belarus and India were present. The ministers signed a protocol on the talks.", ""),
        ("Russia, China and India met. They sign a treaty with a paw and a claw.", ""),
        ("The treaty was signed by Russia, China and India. A protocol was signed by only two of them.",
         "Russia China India"),
        ("The Rivers Treaty (also known as the Almaty Treaty) was signed by Russia and China; India joined it in 1999.",
         "Russia China India"),
        ("Kazakhstan, a party to the Convention on Rivers, said it will host talks.", "Kazakhstan"),
        ("Kazakhstan has ratified the Convention on Rivers.", "Kazakhstan"),
        ("The parliament of Kazakhstan ratified the Convention on Rivers.", "Kazakhstan"),
        ("The Convention on Rivers was ratified by Russia and China.", "Russia China"),
        ("The Russian and Chinese foreign ministers met in Moscow. They signed an agreement on customs.",
         "Russia China"),
        ("Kazakh President Kassym-Jomart Tokayev met Uzbek President Shavkat Mirziyoyev. The leaders signed a treaty.",
         "Kazakhstan Uzbekistan"),
        ("The presidents of Russia, China and Tajikistan met. The three nations signed an agreement on borders.",
         "Russia China Tajikistan"),
        ("Following the talks between Kazakhstan and Uzbekistan, the sides signed a joint statement.",
         "Kazakhstan Uzbekistan"),
        ("The leaders of the CSTO countries, with the exception of Belarus and Uzbekistan, signed a treaty.", ""),
        ("On 8 April 2010 in Hanoi, Vietnam, the foreign ministers of ASEAN signed the Protocol on Rivers.", ""),
        ("The leaders of the SCO met. India and Pakistan trade a lot. The leaders approved a plan on customs.", ""),
    ],
)  # fmt: skip
def test_the_parties_of_a_document(text: str, names: str) -> None:
    """States that sign, by their officers, adjectives, titles and words that point back; who is bound by it."""
    assert {fact.removeprefix("party ") for fact in facts(text) if fact.startswith("party ")} == set(names.split())


@pytest.mark.parametrize(
    "text",
    [
        "At the SCO summit in Tashkent the leaders signed the Tashkent Declaration.",
        "The SCO summit in Qingdao has adopted the Qingdao Declaration.",
        "The Ufa Declaration was approved at the SCO summit in Ufa.",
        "The SCO defence ministers held a meeting in Astana. They went on to sign a protocol.",
        "The SCO foreign ministers' meeting took place in Moscow. A joint communiqué was issued.",
        "The leaders met for the SCO summit in Bishkek, at the end of which a joint statement was adopted.",
        "The following documents were adopted at the end of the SCO summit in Bishkek:\n- the Bishkek Declaration;",
        "The SCO summit in Bishkek resulted in the signing of a joint statement.",
        "The SCO summit in Bishkek ended with the adoption of the Bishkek Declaration.",
        "A number of documents were signed at the SCO summit in Bishkek.\nThese are:\n· Bishkek Declaration;",
        "Following the SCO summit in Bishkek, the leaders signed:\n- Decision on approval of the Plan on Tourism;",
        "The leaders adopted 17 documents at the SCO summit in Bishkek, including a joint statement on trade.",
        "Ten documents were signed at the SCO summit in Bishkek. Among them is a statement on food.",
        "Ten documents were signed at the SCO summit in Bishkek. They include the Bishkek Declaration.",
        "The leaders signed a decision to approve the Anti-Drug Strategy at the SCO summit in Bishkek.",
        "The leaders signed the Bishkek Declaration as the SCO summit in Bishkek ended.",
        "The declaration of the SCO summit in Bishkek was published.",
        "The final declaration of the SCO summit in Bishkek calls for peace.",
        "The final document of the SCO summit in Bishkek is the Bishkek Declaration.",
        "The main outcome of the SCO summit in Bishkek was a joint statement on trade.",
        "The SCO summit's key result was the Bishkek Declaration.",
        "The results of the SCO summit in Bishkek were reflected in a joint communiqué.",
        "The SCO summit in Bishkek ended with a joint statement on trade.",
        "Joint Communiqué\n\nThe SCO summit in Bishkek was held on Monday.",
        "The Bishkek Declaration was the main outcome of the SCO summit in Bishkek.",
        "The leaders gave the green light to the Anti-Drug Strategy at the SCO summit in Bishkek.",
    ],
)
def test_the_event_at_which_a_document_was_adopted(text: str) -> None:
    """Named in the sentence, as its subject, or in the sentence before."""
    assert any(fact.startswith("adoptedAt ") for fact in facts(text))


@pytest.mark.parametrize(
    "text",
    [
        "The memorandum was signed on the sidelines of the SCO summit in Bishkek.",
        "The SCO summit in Bishkek opened on Monday. Kazakhstan signed a treaty with India on June 3, 2015.",
        "The outcomes of the SCO summit in Bishkek were discussed under the Tashkent Declaration.",
        "The leaders approved a plan on the SCO summit in Bishkek and signed a treaty on rivers.",
        "On the eve of the SCO summit in Bishkek, India and Pakistan signed a treaty on rivers.",
        "The SCO summit in Bishkek could result in a joint statement.",
        "The results of the SCO summit in Bishkek are not in line with the Tashkent Declaration.",
        "The SCO summit in Bishkek discussed the implementation of the Tashkent Declaration.",
    ],
)
def test_a_document_signed_beside_an_event_is_not_adopted_at_it(text: str) -> None:
    """On its sidelines, on another day, or only discussed there."""
    assert not any(fact.startswith("adoptedAt ") for fact in facts(text))


@pytest.mark.parametrize(
    "text",
    [
        "The sides will sign an agreement on transport in July.",
        "Russia and China are expected to sign a declaration on Monday.",
        "The leaders plan to adopt a declaration at the summit on Monday.",
        "An agreement with Russia is to be signed on Monday.",
        "India refused to sign the joint statement on Monday.",
        "The agreement has not been signed yet, China said on Monday.",
        "Russia and China have not signed the agreement.",
        "Russia and China never signed a treaty.",
        "If Russia and China sign the agreement on Monday, trade will grow.",
        "China proposed that a declaration be adopted on Monday.",
        "Regional media had speculated that a joint statement would be signed by China and India. None was issued.",
        "No documents were signed by Russia and China on Monday.",
        "Russia and China discussed a draft agreement on Monday.",
        "The experts agreed on the wording of a draft protocol in Bishkek on Thursday.",
        "China and Russia hope to conclude a treaty next year.",
        "Chinese lawmakers voted to ratify the agreement on Monday.",
        "Kazakhstan is not a party to the Convention on Rivers.",
        "Kazakhstan has not ratified the Convention on Rivers.",
        "Kazakhstan intends to become a party to the Convention on Rivers.",
        "The treaty binds Russia and China.",
        "Russia and China discussed their treaty. The two countries trade a lot.",
        "Kyrgyzstan's parliament approved the agreement on Tuesday.",
        "China called for the signing of an agreement with Russia.",
        "China urged Russia to sign the agreement.",
        "Russia denied that it signed an agreement with China on Monday.",
        "Russia and China could sign a memorandum this autumn.",
        "The agreement may be signed by Russia and China on Monday.",
        "China and Russia failed to agree on a joint statement on Monday.",
        "Before Russia and China sign the treaty, experts will meet.",
        "Russia said in a statement on Monday that it would wait.",
        "The convention centre in Astana was approved on Monday.",
        "Rumours that China and Russia signed an agreement on Monday were denied.",
        "The SCO summit in Bishkek will conclude with the signing of a joint statement.",
        "Preparations for the signing of the declaration by Russia and China began on Monday.",
        "The following documents are expected to be signed at the summit in Bishkek:\n- the Bishkek Declaration;",
        "China's president signed into law a memorandum with Russia on Monday.",
        "A UN treaty against terror should be passed, Russia said on Monday.",
        "The declaration endorsed an initiative of China to develop a convention on Monday.",
        "The main issues raised by the agreement were discussed by China on Monday.",
        "In a statement on Monday, the Chinese and Russian leaders said they were content.",
        "Measures to implement the agreement were discussed. China adopted a report on the agreement on Monday.",
    ],
)
def test_what_is_planned_wished_or_denied_is_no_fact(text: str) -> None:
    """Plans, refusals, proposals, drafts, ratifications and other senses of the words give nothing."""
    assert facts(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The SCO states signed an agreement on combating terrorism.", {"terrorism"}),
        ("The Kazakh-Uzbek border treaty was signed.", {"border_security"}),
        ("Russia and China signed an agreement on dry ports and motorways.", {"transport"}),
        ("Russia and China signed the Almaty Act - a document which condemns terrorism. The Act also identifies "
         "separatism as a threat.", {"terrorism", "separatism"}),
        ("Russia and China signed a memorandum at the border; a port and a food market were opened.", set()),
        ("Russia and China signed a memorandum. The memorandum provides for work on energy security.", {"energy"}),
        ("Russia and China signed a memorandum. Under the memorandum, the two will fight drug trafficking.",
         {"drug_trafficking"}),
        ("Russia and China signed a memorandum. In the memorandum, the two pledge to fight drug trafficking.",
         {"drug_trafficking"}),
        ("Russia and China signed a memorandum. Energy prices rose.", set()),
        ("The Declaration of the Economic Cooperation Organization was adopted.", set()),
    ],
)  # fmt: skip
def test_topics_are_those_that_title_or_aim_state(text: str, expected: set[str]) -> None:
    """A title and a stated aim tell a topic; a neighbouring sentence does not."""
    assert topics(text) == expected


def test_later_words_for_a_document_mean_the_same_one() -> None:
    """The words "the convention", "the document" and a noun after a comma are no documents of their own."""
    text = (
        "Russia and China signed the Convention on Combating Terrorism, a treaty against terror, in Moscow. "
        "The convention defines terror. The document was welcomed."
    )
    article = Article("a", text, issued="2018-08-20")
    doc = read(pipeline(), article)
    documents = {m.referent for m in doc._.mentions if m.referent.is_a("Agreement")}
    assert [d.label for d in documents] == ["Convention on Combating Terrorism"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "The SCO Russia signed the Treaty on Energy agreement , . and was adopted at a summit "
            "in Moscow on Monday which by declaration \n - documents :".split(" ")
        ),
        max_size=25,
    )
)
def test_any_text_gives_claims_inside_it(words: list[str]) -> None:
    """Nothing crashes; evidence lies in the text; confidence is a probability."""
    article = Article("a", " ".join(words), issued="2018-08-20")
    for claim in claims(article, read(pipeline(), article)):
        assert 0 <= claim.start < claim.end <= len(article.text)
        assert 0 < claim.confidence <= 1
