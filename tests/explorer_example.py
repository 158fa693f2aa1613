"""A small graph with articles, for the tests of the explorer: what the pages show can be read here."""

from __future__ import annotations

from collections.abc import Iterable

from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention

_DRILL = """Peace Mission 2014 begins at Zhurihe

ZHURIHE, Aug. 24 (Xinhua) -- Troops of China, Russia and Kazakhstan began the exercise Peace Mission 2014 on Sunday.
The drill is held at the Zhurihe training base by the Shanghai Cooperation Organisation. \U0001f6a9 It will last until
Friday. Wang Ning of China is its chief director.
"""
_SECRETARIES = """Secretaries of security councils meet in Beijing

BEIJING. April 11. KAZINFORM. The seventh meeting of the secretaries was held in Beijing on April 11-12. Secretaries
of China, Russia and Kazakhstan took part. They spoke of terrorism.
"""
_OTHERWISE = """A drill in Inner Mongolia

Sources said the exercise Peace Mission 2014 started on Aug. 23, 2014 in China.
"""

_NAMES = {
    "Peace_Mission_2014": ("Exercise", "Peace Mission 2014"),
    "Zhurihe_training_base": ("Place", "Zhurihe training base"),
    "China": ("State", "China"),
    "Russia": ("State", "Russia"),
    "Kazakhstan": ("State", "Kazakhstan"),
    "Shanghai_Cooperation_Organisation": ("Organization", "Shanghai Cooperation Organisation"),
    "Wang_Ning": ("Person", "Wang Ning"),
    "Seventh_meeting": ("Meeting", "seventh meeting of the secretaries"),
    "Beijing": ("Place", "Beijing"),
}


def _extraction(id_: str, text: str, about: dict[str, str], facts: Iterable[tuple[str, str, str, str]]) -> Extraction:
    """Facts are given with the words that begin the sentence that states them."""
    article = Article(id_, text, title=text.partition("\n")[0], **about)
    made = []
    for subject, predicate, value, words in facts:
        start = text.index(words)
        end = text.index(".", start + len(words) - 1) + 1
        evidence = Evidence(start, end, text[start:end], f"rule.{predicate}", 0.9)
        made.append(Fact(subject, predicate, value, (evidence,)))
    entities = [Entity(name, cls, label) for name, (cls, label) in _NAMES.items() if label in text]
    mentions = []
    for name, (_, label) in _NAMES.items():
        start = text.find(label)
        while start >= 0:
            mentions.append(Mention(start, start + len(label), name, label))
            start = text.find(label, start + 1)
    order = sorted(made, key=lambda fact: (fact.subject, fact.predicate, fact.value))
    return Extraction(article, tuple(sorted(entities, key=lambda e: e.id)), tuple(sorted(mentions)), tuple(order))


def extractions() -> list[Extraction]:
    """Three articles; the last contradicts the first about a date."""
    drill, meeting, sunday = "Peace_Mission_2014", "Seventh_meeting", "Troops of China"
    states = ("China", "Russia", "Kazakhstan")
    return [
        _extraction(
            "drill",
            _DRILL,
            {"issued": "2014-08-24", "publisher": "Xinhua", "source": "https://example.org/drill"},
            [
                (drill, "startDate", "2014-08-24", sunday),
                (drill, "place", "Zhurihe_training_base", "The drill is held"),
                (drill, "organizedBy", "Shanghai_Cooperation_Organisation", "The drill is held"),
                (drill, "participant", "Wang_Ning", "Wang Ning of China"),
                ("Wang_Ning", "represents", "China", "Wang Ning of China"),
                *((drill, "participant", state, sunday) for state in states),
            ],
        ),
        _extraction(
            "secretaries",
            _SECRETARIES,
            {"issued": "2012-04-11", "publisher": "Kazinform"},
            [
                (meeting, "startDate", "2012-04-11", "The seventh meeting"),
                (meeting, "endDate", "2012-04-12", "The seventh meeting"),
                (meeting, "edition", "7", "The seventh meeting"),
                (meeting, "place", "Beijing", "The seventh meeting"),
                (meeting, "topic", "terrorism", "They spoke"),
                *((meeting, "participant", state, "Secretaries\nof") for state in states),
            ],
        ),
        _extraction(
            "otherwise",
            _OTHERWISE,
            {"issued": "2014-08-25", "source": "javascript:window.hacked=1"},
            [(drill, "startDate", "2014-08-23", "Sources said"), (drill, "place", "China", "Sources said")],
        ),
    ]


HOSTILE = [
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=1'>",
    '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1",
    "<a href='https://example.org/' onclick='window.hacked=1'>link</a>",
    "{{constructor.constructor('window.hacked=1')()}}",
    "\u202eevil\u202c \x07 \u2067x\u2028y",
    "x" * 20_000,
    "\u200b \u200b",
]


def hostile() -> Extraction:
    """An article whose every text is an attack."""
    text = "\n".join(HOSTILE)
    entities, mentions, facts = [], [], []
    start = 0
    for number, attack in enumerate(HOSTILE):
        name, end = f"Hostile_{number}", start + len(attack)
        entities.append(Entity(name, "Meeting", attack, tuple(HOSTILE)))
        mentions.append(Mention(start, end, name, attack))
        evidence = (Evidence(start, end, attack, attack, 0.5, attack),)
        facts.append(Fact(name, "place", "Beijing", evidence))
        facts.append(Fact(name, "codeName", attack, evidence))
        facts.append(Fact(name, "startDate", "2013", evidence))
        start = end + 1
    article = Article("hostile", text, HOSTILE[0], "2013", HOSTILE[1], HOSTILE[3])
    order = sorted(facts, key=lambda fact: (fact.subject, fact.predicate, fact.value))
    return Extraction(article, (Entity("Beijing", "Place", "Beijing"), *entities), tuple(mentions), tuple(order))
