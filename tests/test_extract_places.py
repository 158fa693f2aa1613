"""Which place lies in which, as the text says it: sentences -> pairs, with sentences that must give nothing."""

from __future__ import annotations

import pytest
from reading import document

from sco_graph.extract.places import claims
from sco_graph.model import Article
from sco_graph.nlp.mentions import Referent

INSIDE: list[tuple[str, str]] = [
    ("The drill was held in the Uzbek capital of Tashkent.", "Tashkent < Uzbekistan"),
    ("The drill was held in the Ethiopian capital, Addis Ababa.", "Addis Ababa < Ethiopia"),
    (
        "The meeting will be held in Yangzhou (Jiangsu Province, China).",
        "Jiangsu Province < China; Yangzhou < Jiangsu Province",
    ),
    (
        "The drill was held at the Kresty range of the Russian army in the Pskov region in northwest Russia.",
        "Kresty range < Pskov region; Pskov region < Russia",
    ),
    (
        "Drills will take place in Shymkent, Kazakhstan and Chirchik, Uzbekistan.",
        "Chirchik < Uzbekistan; Shymkent < Kazakhstan",
    ),
    ("The council met in Dhaka -- the capital of Bangladesh -- in July.", "Dhaka < Bangladesh"),
    ("The forum will open in Tajikistan, in the city of Khujand, on May 3.", "Khujand < Tajikistan"),
    ("The meeting was held in Turkmenistan, in Avaza, on the shore of the Caspian Sea.", "Avaza < Turkmenistan"),
    ("The summit was held in the capital of Kazakhstan Nur-Sultan.", "Astana < Kazakhstan"),
    ("On 29 April the capital of the Kyrgyz Republic, Bishkek, hosted the meeting.", "Bishkek < Kyrgyzstan"),
    ("On 15 January 2004, Beijing, China, hosted the ceremony.", "Beijing < China"),
    ("The summit was held in Tehran, the Islamic Republic of Iran, in March.", "Tehran < Iran"),
    (
        "They visited the Bereg training ground in Kazakhstan, where the drill will be held.",
        "Bereg training ground < Kazakhstan",
    ),
    (
        "The drill ended at the Harbmaidon range in Tajikistan's Khatlon region.",
        "Harbmaidon range < Khatlon Region; Khatlon Region < Tajikistan",
    ),
    ("The drill was held in Xiamen, a port city in east China's Fujian province.", "Fujian < China; Xiamen < Fujian"),
    (
        "The drill was held in Pabbi, Khyber Pakhtunkhwa province, Pakistan.",
        "Khyber Pakhtunkhwa < Pakistan; Pabbi < Khyber Pakhtunkhwa",
    ),
    ("The summit opened in Yekaterinburg, Russia, on Monday.", "Yekaterinburg < Russia"),
    ("The summit was held in the Russian city of Ufa.", "Ufa < Russia"),
    ("The summit was held in Russia's Ufa.", "Ufa < Russia"),
    ("The summit was held in Ufa in Russia.", "Ufa < Russia"),
    ("The summit was held in Ufa (Russia).", "Ufa < Russia"),
    ("The summit was held in the resort of Bocharov in southern Russia.", "Bocharov < Russia"),
    (
        "The drill was held near Chebarkul in Russia's Chelyabinsk region.",
        "Chebarkul < Chelyabinsk Oblast; Chelyabinsk Oblast < Russia",
    ),
    ("The summit took place in Sanya, Hainan, China.", "Hainan < China; Sanya < Hainan"),
    ("The summit took place in Qingdao, in China's eastern Shandong Province.", "Qingdao < Shandong; Shandong < China"),
    ("The Chinese city of Qingdao in Shandong Province hosted the summit.", "Qingdao < China; Qingdao < Shandong"),
    ("The presidents met in Moscow, China and Russia said.", ""),
    ("The drill began in Ufa, Russia's president said.", ""),
    ("Envoys from Moscow, Kazakhstan and Iran met.", ""),
    ("Meetings were held in Astana, Moscow and Beijing.", ""),
]


@pytest.mark.parametrize(("text", "want"), INSIDE, ids=[text[-40:] for text, _ in INSIDE])
def test_a_place_lies_where_the_text_puts_it(text: str, want: str) -> None:
    """Appositions, chains and brackets, the wider place before or after; no list, no possessor."""
    found = set()
    for claim in claims(Article("t", text), document(text)):
        assert isinstance(claim.value, Referent)
        found.add(f"{claim.subject.label} < {claim.value.label}")
    assert "; ".join(sorted(found)) == want
