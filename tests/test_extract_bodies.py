"""Organs, seats and foundings, by name and wording: sentences -> facts, with sentences that must give nothing."""

from __future__ import annotations

import pytest
from reading import document, extraction

from sco_graph.extract.organizations import claims
from sco_graph.model import Article
from sco_graph.nlp.mentions import Referent

SAID: list[tuple[str, str, str]] = [
    ("The SCO Secretariat was opened in Beijing in 2004.", "headquarters", "SCO Secretariat > Beijing"),
    (
        "Headquartered in Istanbul, the CSTO was established in 1992.",
        "headquarters",
        "Collective Security Treaty Organization > Istanbul",
    ),
    (
        "The African Union met at its headquarters in the Ethiopian capital, Addis Ababa.",
        "headquarters",
        "African Union > Addis Ababa",
    ),
    (
        "The CSTO inaugurated a Crisis Response Center in the Armenian capital of Yerevan in May 2012.",
        "headquarters",
        "Crisis Response Center > Yerevan",
    ),
    (
        "The CSTO inaugurated a Crisis Response Center in the Armenian capital of Yerevan in May 2012.",
        "established",
        "Crisis Response Center > 2012-05",
    ),
    ("The CICA Secretariat moved to its new headquarters in Astana.", "headquarters", "CICA Secretariat > Astana"),
    ("The Jakarta-headquartered ASEAN met.", "headquarters", "Association of Southeast Asian Nations > Jakarta"),
    (
        "The organisation, which has its headquarters in Moscow, is called CSTO.",
        "headquarters",
        "Collective Security Treaty Organization > Moscow",
    ),
    ("The CSTO, with headquarters in Moscow, met.", "headquarters", "Collective Security Treaty Organization > Moscow"),
    (
        "The headquarters of the CSTO, in Moscow, was guarded.",
        "headquarters",
        "Collective Security Treaty Organization > Moscow",
    ),
    ("The CSTO headquarters is located in Moscow.", "headquarters", "Collective Security Treaty Organization > Moscow"),
    (
        "The CSTO has its headquarters and secretariat in Moscow.",
        "headquarters",
        "Collective Security Treaty Organization > Moscow",
    ),
    ("Moscow is home to the CSTO headquarters.", "headquarters", "Collective Security Treaty Organization > Moscow"),
    ("Moscow hosts the headquarters of the CSTO.", "headquarters", "Collective Security Treaty Organization > Moscow"),
    ("Based in Moscow, the CSTO has six members.", "headquarters", "Collective Security Treaty Organization > Moscow"),
    (
        "The CSTO met. The Moscow-based bloc has six members.",
        "headquarters",
        "Collective Security Treaty Organization > Moscow",
    ),
    ("The CSTO (headquarters: Moscow) met.", "headquarters", "Collective Security Treaty Organization > Moscow"),
    (
        "The Collective Rapid Reaction Force of the CSTO, formed in 2009, began a drill.",
        "established",
        "Collective Rapid Reaction Force of the CSTO > 2009",
    ),
    ("The CSTO was founded in 2002.", "established", "Collective Security Treaty Organization > 2002"),
    ("The CSTO, a bloc created in 2002, met.", "established", "Collective Security Treaty Organization > 2002"),
    ("The CSTO dates from 2002.", "established", "Collective Security Treaty Organization > 2002"),
    ("The CSTO dates back to 2002.", "established", "Collective Security Treaty Organization > 2002"),
    ("The CSTO has existed since 2002.", "established", "Collective Security Treaty Organization > 2002"),
    ("The year 2002 saw the birth of the CSTO.", "established", "Collective Security Treaty Organization > 2002"),
    ("The SCO Forum was established in 2006.", "established", "SCO Forum > 2006"),
    ("Established in 2006, the SCO Forum met.", "established", "SCO Forum > 2006"),
    (
        "The Eurasian Economic Union came into effect on 1 January 2015.",
        "established",
        "Eurasian Economic Union > 2015-01-01",
    ),
    ("The SCO Business Council met in Moscow.", "bodyOf", "SCO Business Council > Shanghai Cooperation Organisation"),
    (
        "The SCO Interbank Association met in Moscow.",
        "bodyOf",
        "SCO Interbank Consortium > Shanghai Cooperation Organisation",
    ),
    (
        "The Collective Rapid Reaction Force of the CSTO began a drill.",
        "bodyOf",
        "Collective Rapid Reaction Force of the CSTO > Collective Security Treaty Organization",
    ),
    (
        "The SAARC standing committee met in Dhaka.",
        "bodyOf",
        "SAARC standing committee > South Asian Association for Regional Cooperation",
    ),
    (
        "The SAARC council of ministers met in Dhaka.",
        "bodyOf",
        "SAARC council of ministers > South Asian Association for Regional Cooperation",
    ),
    (
        "The OSCE Secretariat met envoys.",
        "bodyOf",
        "OSCE Secretariat > Organization for Security and Co-operation in Europe",
    ),
    (
        "The CSTO Crisis Response Center was involved.",
        "bodyOf",
        "CSTO Crisis Response Center > Collective Security Treaty Organization",
    ),
    ("The AL council decided to meet. The Arab League (AL) is old.", "bodyOf", "AL council > League of Arab States"),
    ("The NATO Military Committee met.", "bodyOf", "NATO Military Committee > North Atlantic Treaty Organization"),
    ("NATO's Military Committee met.", "bodyOf", "Military Committee > North Atlantic Treaty Organization"),
    (
        "The Military Committee of NATO met.",
        "bodyOf",
        "Military Committee of NATO > North Atlantic Treaty Organization",
    ),
    ("The BRICS Business Council met.", "bodyOf", "BRICS Business Council > BRICS"),
    (
        "The Parliamentary Assembly of the CSTO met.",
        "bodyOf",
        "CSTO Parliamentary Assembly > Collective Security Treaty Organization",
    ),
    (
        "The Court of the Eurasian Economic Union ruled.",
        "bodyOf",
        "Court of the Eurasian Economic Union > Eurasian Economic Union",
    ),
    ("The OTS Council of Elders met.", "bodyOf", "OTS Council of Elders > Organization of Turkic States"),
    (
        "The EAEU's Eurasian Economic Commission met.",
        "bodyOf",
        "Eurasian Economic Commission > Eurasian Economic Union",
    ),
    ("The SCO Youth Council met.", "bodyOf", "SCO Youth Council > Shanghai Cooperation Organisation"),
    ("The ASEAN Regional Forum met.", "bodyOf", ""),
    ("The Mano River Union (MRU) has a Secretariat in Freetown.", "bodyOf", "Secretariat > Mano River Union"),
]


@pytest.mark.parametrize(("text", "predicate", "want"), SAID, ids=[f"{p} {t[:45]}" for t, p, _ in SAID])
def test_what_is_said_of_a_body(text: str, predicate: str, want: str) -> None:
    """Whose organ it is, where it sits, when it was founded; by capitals or none, before or after its name."""
    found = set()
    for claim in claims(Article("t", text), document(text)):
        if claim.predicate == predicate:
            value = claim.value.label if isinstance(claim.value, Referent) else claim.value
            found.add(f"{claim.subject.label} > {value}")
    assert "; ".join(sorted(found)) == want


@pytest.mark.parametrize(
    "wording", ["The NATO Military Committee", "NATO's Military Committee", "The Military Committee of NATO"]
)
def test_an_organ_is_one_thing_however_its_owner_is_named(wording: str) -> None:
    """Its organisation before it, as a possessor or after it: one name."""
    organs = {fact.subject for fact in extraction(f"{wording} met.").facts if fact.predicate == "bodyOf"}
    assert organs == {"NATO_Military_Committee"}
