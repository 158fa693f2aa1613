"""Heads of state who speak in a report of their summit, ministers who speak in one of their ministers' meeting.

A report seldom says of each that he attended: "The SCO summit opened in Osh.  Russian President <N> proposed ...".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.nlp.event_likeness import two_sided
from sco_graph.nlp.skeleton import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.skeleton import Skeleton

_QUOTED = grammar(
    r"(?P<who><N>)(?: \([^()]{0,60}\))?(?:,? (?:also|then|further|in turn,?))? (?:said|says|noted|stressed|proposed|"
    r"stated|"
    r"emphasi[sz]ed|underlined|suggested|pointed out|called (?:on|for)|urged|pledged|hailed|announced)\b"
)
"""Who speaks."""
_HEADS = re.compile(r"\b(?:president|premier|prime minister|king|emir|leader)\b(?!s)(?! of (?:the )?[\ue002\ue003])")
_MEMBERS = {
    "heads_of_state": _HEADS,
    "heads_of_government": re.compile(r"\b(?:premier|prime minister)\b"),
    "foreign_ministers": re.compile(r"\b(?:foreign minister|minister of foreign affairs)\b"),
    "defence_ministers": re.compile(r"\b(?:defen[cs]e minister|minister of defen[cs]e)\b"),
}
"""Which office-holders a format's meeting is of."""
_REACH = 60  # characters of a skeleton before a name in which its office stands


class Speakers:
    """Gathers over a document who speaks, and in which office."""

    def __init__(self) -> None:
        self._offices: dict[Referent, str] = {}
        self._quoted: dict[Referent, tuple[int, int]] = {}

    def read(self, view: Skeleton, where: tuple[int, int], *, quotes: bool) -> None:
        """Gather from one sentence.

        Args:
            view: Its skeleton.
            where: Its first character, and one past its last.
            quotes: Whether those who speak in it may be taken for speakers at the event that the report is of.
        """
        last = 0
        for index, item in sorted(view.items.items()):
            if getattr(getattr(item, "referent", None), "cls", "") == "Person":
                self._offices.setdefault(item.referent, view.text[max(last, index - _REACH) : index].lower())
                last = index + 1
        for quote in _QUOTED.finditer(view.text) if quotes else ():
            self._quoted.setdefault(view.one(quote, "who").referent, where)

    def claims(self, event: Referent | None, dates: Iterable[str], issued: str) -> Iterator[Claim]:
        """Those of them who belong to an event.

        Args:
            event: The event that the report is of.
            dates: When it was, as far as the text says.
            issued: The article's date, or "".
        """
        wanted = _MEMBERS.get(event.attrs.get("format", "")) if event is not None else None
        if event is None or wanted is None or two_sided(event) or any(date[:4] < issued[:4] for date in dates):
            return
        for person, where in self._quoted.items():
            if wanted.search(self._offices.get(person, "")):
                yield Claim(event, "participant", person, *where, "events.speaker", 0.65, "quoted in the report of it")
