"""What events are about: sentences -> topics of whatever event, with sentences that must give none."""

from __future__ import annotations

import pytest
from reading import said


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("The SCO defence ministers' meeting in Astana on Monday discussed drug trafficking and tourism.",
         {"drug_trafficking", "tourism", "military_cooperation"}),
        ("The SCO summit opened in Astana. The leaders exchanged views on food security.", {"agriculture"}),
        ("Energy and transport were discussed at the SCO summit in Astana.", {"energy", "transport"}),
        ("The SCO summit in Astana will be held on Monday, with space exploration topping the agenda.", {"space"}),
        ("The agenda of the SCO summit in Astana includes the situation in Afghanistan.", {"afghanistan"}),
        ("The SCO held a drill in Kazakhstan. It aims at suppressing terrorism.", {"terrorism"}),
        ("The SCO held a joint exercise on suppressing extremism in Kazakhstan.", {"extremism"}),
        ("The SCO summit in Astana was devoted to education.", {"education"}),
        ("The SCO granted India full membership at the summit in Astana.", {"enlargement"}),
        ("The SCO summit in Dushanbe launched the procedure for admitting Iran.", {"enlargement"}),
        ("The SCO held a drill in Kazakhstan. The troops showed their determination to combat separatism.",
         {"separatism"}),
        ('The SCO held a drill in Kazakhstan. The forces proved their readiness to fight the "Three Evil Forces".',
         {"terrorism", "separatism", "extremism"}),
        ("The scenario of the SCO drill in Kazakhstan involved a rescue after floods.", {"disaster_relief"}),
        ('The SCO conference in Tashkent, dubbed "Together against Extremism", opened on Monday.', {"extremism"}),
        ("The leaders met for the SCO summit in Astana. They spoke about trade.", {"trade"}),
        ("The SCO summit in Astana gave special attention to youth.", {"youth"}),
        ("Special attention at the SCO summit in Astana was paid to tourism.", {"tourism"}),
        ("The priorities of the SCO summit in Astana are investment and energy.", {"energy", "investment"}),
        ("The SCO held a drill in Kazakhstan. It tested the ability of the units to respond to cyber attacks.",
         {"information_security"}),
    ],
)  # fmt: skip
def test_an_agenda_is_what_its_cue_governs(text: str, topics: set[str]) -> None:
    """Discussed, on the agenda, aimed at, or the portfolio of those who meet; in the sentence or in those before."""
    assert {topic.rsplit("/", 1)[-1] for topic in said(text, "topic")} == topics


@pytest.mark.parametrize(
    "text",
    [
        "The SCO held a summit in Astana. The SCO was founded with the goal of fighting terrorism.",
        "The SCO held a summit in Astana. The bloc initially aimed to deal with extremism.",
        "The Ministers of Culture and Tourism of China and Kazakhstan attended the SCO summit in Astana.",
        "The SCO summit took place in Astana. The declaration covers energy and transport.",
        "The SCO summit in Astana was opened by a tourism official, who will discuss nothing.",
        "The SCO summit in Astana should discuss energy.",
        "The SCO summit took place in Astana. The leaders adopted decisions aimed at countering illegal migration.",
        "The SCO summit took place in Astana. The leaders adopted decisions aimed at growth, addressing military ties.",
        "The SCO drill was held near Osh. These joint mechanisms have become a means to discuss regional security.",
        "The SCO summit took place in Astana. They launched projects which are aimed at developing tourism.",
        "The SCO held a summit in Kazakhstan. The troops showed their determination to combat separatism.",
        "Full members and observers attended the SCO summit in Astana.",
        "Representatives of observers (Afghanistan, Belarus and Iran) discussed matters at the SCO summit in Astana.",
    ],
)
def test_what_is_no_agenda_gives_no_topic(text: str) -> None:
    """An organisation's purpose, an office, a document's contents, a wish, a list of states."""
    assert said(text, "topic") == set()
