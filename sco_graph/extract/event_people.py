"""Who takes part in an event: lists of states, delegations, persons who attend, chair, open or address it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.attendance_patterns import (
    ABSENT,
    ASIDE,
    BOTH,
    BULLET,
    BY,
    EVENT_CUE,
    FIELD,
    FOLLOWING,
    FROM,
    INVOLVING,
    MAYBE,
    NATIONAL,
    OWNER_OFFICE,
    PARTICIPLE,
    PRESENT,
    PRESIDED,
    SO_DID,
    SPLIT,
    TROOPS,
    WIDE_CUE,
)
from sco_graph.extract.claims import Claim
from sco_graph.gazetteer import Gazetteer
from sco_graph.nlp.mentions import Form, Mention, Referent
from sco_graph.nlp.skeleton import Skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc


class Attendance:
    """Gathers participants over a document.

    Args:
        doc: The document.
        places_of: Tells the places of an event that were read so far.
    """

    def __init__(self, doc: Doc, places_of: Callable[[Referent], Iterable[Referent]]) -> None:
        self._doc = doc
        self.places_of = places_of
        self.current: Referent | None = None
        self._main: Referent | None = None
        self._since = 0
        self._list: Referent | None = None
        self._subject: Mention | None = None
        self._people: list[Mention] = []

    def read(self, view: Skeleton, start: int, end: int, skip: set[Referent]) -> Iterator[Claim]:
        """Participants that one sentence names.

        Args:
            view: Its skeleton.
            start: Its first character.
            end: One past its last.
            skip: Events that it does not assert.
        """
        events = [(i, m.referent) for i, m in sorted(view.items.items()) if _is_event(m)]
        real = [(i, e) for i, e in events if e not in skip]
        for _, event in real:
            for key, other in event.links.items():
                if key.startswith("party") or key == "owner":
                    yield Claim(event, "participant", other, start, end, "events.party", 0.9)
        if self._list is not None and BULLET.match(view.text):
            for m in view.items.values():
                if isinstance(m, Mention) and m.referent.cls == "Person":
                    yield Claim(self._list, "participant", m.referent, start, end, "events.list", 0.93)
            return
        self._list = None
        self._since += 1
        if not events and self._since > 4:
            self.current = self._main
        target = real[0][1] if real else None if events else self.current
        if target is not None:
            seen: set[tuple[Referent, Referent]] = set()
            for claim in self._sentence(view, start, end, target, real):
                pair = (claim.subject, claim.value) if isinstance(claim.value, Referent) else None
                if pair and pair not in seen:
                    seen.add(pair)
                    yield claim
            if FOLLOWING.search(view.text):
                self._list = target
        solid = [
            (i, e)
            for i, e in real
            if not ASIDE.search(view.text[max(0, i - 25) : i]) and e.attrs.get("which") != "previous"
        ]
        if solid:
            self.current, self._since = solid[0][1], 0
            self._main = self._main or self.current
        people = [m for _, m in sorted(view.items.items()) if isinstance(m, Mention) and m.referent.cls == "Person"]
        self._subject = people[0] if people else self._subject
        self._people = people if len({m.referent for m in people}) >= 2 else [*self._people, *people][-3:]

    def _sentence(
        self, view: Skeleton, start: int, end: int, target: Referent, real: list[tuple[int, Referent]]
    ) -> Iterator[Claim]:
        where = (start, end)
        yield from self._groups(view, where, target, real)
        yield from self._lists(view, where, target, real)
        yield from self._subjects(view, where, target, real)
        yield from self._roles(view, where, real)
        for pattern in (SO_DID, FIELD):
            for match in pattern.finditer(view.text):
                event = _nearest(match.start(), real) or target
                for m in view.found(match, "rest"):
                    if isinstance(m, Mention) and (
                        m.referent.cls == "Person" if pattern is SO_DID else m.referent.is_a("State")
                    ):
                        yield Claim(event, "participant", m.referent, *where, "events.so_did", 0.85)
        opening = PARTICIPLE.match(view.text)
        if opening and real:
            yield Claim(
                view.one(opening, "e").referent,
                "participant",
                view.one(opening, "who").referent,
                *where,
                "events.addressing",
                0.85,
            )

    def _groups(
        self, view: Skeleton, where: tuple[int, int], target: Referent, real: list[tuple[int, Referent]]
    ) -> Iterator[Claim]:
        """For "Troops from China and Russia", "Russian and Chinese units"."""
        text = view.text
        for pattern in (FROM, NATIONAL):
            for match in pattern.finditer(text):
                piece = _piece(text, match.start())
                if ABSENT.search(piece) or MAYBE.search(piece):
                    continue
                acts = WIDE_CUE.search(piece) or EVENT_CUE.search(piece) or INVOLVING.search(piece)
                passive = re.search(r"\bby\b[^.;]{0,60}$", text[: match.start()])
                if not acts and not passive and not (pattern is NATIONAL and real):
                    continue
                event = _nearest(match.end(), real) or target
                if (
                    pattern is FROM
                    and re.search(r"[Mm]ember", match.group())
                    and event.cls == "Exercise"
                    and not re.search(r"from", match.group())
                ):
                    continue
                for m in view.found(match, "who"):
                    if m.referent.is_a("State"):
                        yield Claim(event, "participant", m.referent, *where, "events.delegation", 0.9)
                if pattern is FROM and match["host"]:
                    yield from self._host(event, where)

    def _host(self, event: Referent, where: tuple[int, int]) -> Iterator[Claim]:
        """For "And the host country": the state in which the event's place lies."""
        gazetteer = Gazetteer.default()
        states = {m.referent.id: m.referent for m in self._doc._.mentions if m.referent.cls == "State"}
        links = [event.links[key] for key in ("at", "place") if key in event.links]
        for place in (*links, *self.places_of(event)):
            inside: str | None = place.id
            for _ in range(4):
                inside = getattr(gazetteer.record(inside or ""), "located_in", None)
                if inside in states:
                    yield Claim(event, "participant", states[inside], *where, "events.host", 0.75)
                    return

    def _lists(
        self, view: Skeleton, where: tuple[int, int], target: Referent, real: list[tuple[int, Referent]]
    ) -> Iterator[Claim]:
        """For "Attended by N, N and N", "Attending were N; N"."""
        text = view.text
        for pattern in (BY, INVOLVING, PRESENT):
            match = pattern.search(text)
            if match is None or MAYBE.search(text[: match.start()][-60:]):
                continue
            if (
                pattern is not PRESENT
                and not real
                and not re.match(r"(?:It|The event|This|The \w+|Presided|Hosted|Chaired|Attended|Opened)\b", text)
                and not re.search(r"\brepresented by\b", match.group()[:40])
            ):
                continue
            event = _nearest(match.start(), real) or target
            stop = match.end("rest") if pattern is PRESENT else _break(text, match.start("rest"), match.end("rest"))
            for index in range(match.start("rest"), stop):
                m = view.items.get(index)
                if not isinstance(m, Mention) or not _takes_part(view, index, m):
                    continue
                if m.referent.cls == "Person" or not re.match(
                    r"(?:hosted|led|opened|chaired)", match.group(), re.IGNORECASE
                ):
                    yield Claim(event, "participant", m.referent, *where, "events.attended", 0.9)

    def _subjects(
        self, view: Skeleton, where: tuple[int, int], target: Referent, real: list[tuple[int, Referent]]
    ) -> Iterator[Claim]:
        """For "N, N and the foreign ministers of S and S took part"."""
        text = view.text
        for cue in WIDE_CUE.finditer(text):
            begin = 0
            for cut in SPLIT.finditer(text, 0, cue.start()):
                begin = cut.end()
            region = text[begin : cue.start()]
            if ABSENT.search(region[-60:]) or MAYBE.search(region[-60:]) or re.search(r"[.:!?]\s", region[-400:]):
                region_start = max((m.end() for m in re.finditer(r"[.:!?]\s", region)), default=0)
                if ABSENT.search(region[-60:]) or MAYBE.search(region[-60:]):
                    continue
                begin += region_start
            after = text[cue.end() : cue.end() + 60]
            if re.match(
                r" (?:in|at|by|to) (?:the |a |an )?(?:SCO|organi[sz]ation|[\ue002\ue003](?! [\w’'-]+)|bloc|club|"
                r"vote|election|war)\b",
                after,
            ):
                continue
            if re.match(r"spoke", cue.group()) and re.match(r" (?:to|about|of|by phone|with)", after) and not real:
                continue
            event = (
                _nearest(cue.end(), [(i, e) for i, e in real if i > cue.end()]) or _nearest(cue.start(), real) or target
            )
            for index in range(begin, cue.start()):
                m = view.items.get(index)
                if isinstance(m, Mention) and _takes_part(view, index, m, subject=True):
                    yield Claim(event, "participant", m.referent, *where, "events.takes_part", 0.88)

    def _roles(self, view: Skeleton, where: tuple[int, int], real: list[tuple[int, Referent]]) -> Iterator[Claim]:
        """For "N chaired the meeting", "N had talks with N", "China and Russia staged the first one"."""
        text = view.text
        asserted = {e for _, e in real}
        for match in EVENT_CUE.finditer(text):
            event = view.one(match, "e").referent
            if event not in asserted or MAYBE.search(text[max(0, match.start() - 50) : match.start()]):
                continue
            if re.search(r"\b(?:of|from|that|which|to|by|for|with|after|before|when|since|because)\b", match["gap"]):
                continue
            act = match["act"]
            if act == "at" and not re.search(
                r"(?:spoke|speaking|said|told|met|meet|see each other|remarks|address|speech|signed|adopted|"
                r"approved|endorsed|announced|agreed|proclaimed|decided|inked)\b[^.;]{0,60}$",
                text[: match.start()],
            ):
                continue
            yield from self._agents(view, match, event, where, act)
        chair = PRESIDED.match(text)
        if chair and self.current is not None:
            yield Claim(self.current, "participant", view.one(chair, "who").referent, *where, "events.presided", 0.9)

    def _agents(
        self, view: Skeleton, match: re.Match[str], event: Referent, where: tuple[int, int], act: str
    ) -> Iterator[Claim]:
        """The persons or states just before a verb whose object is an event."""
        text = view.text
        begin = 0
        for cut in re.finditer(r";|, (?:while|but|which) |[:.!?] | that ", text[: match.start()]):
            begin = cut.end()
        spots = [
            (i, m)
            for i, m in sorted(view.items.items())
            if begin <= i < match.start()
            and isinstance(m, Mention)
            and _takes_part(view, i, m, subject=True)
            and not m.referent.is_a("Organization")
        ]
        states_act = re.match(
            r"(?:stag|conduct|launch|beg|start|h[eo]ld|had|have|join|took part|take|participat|send)", act
        )
        spots = [(i, m) for i, m in spots if m.referent.cls == "Person" or states_act]
        if not spots:
            lead = text[begin : match.start()]
            pair = list(dict.fromkeys(m.referent for m in self._people))[:2]
            if BOTH.search(lead) and len(pair) == 2:
                for person in pair:
                    yield Claim(event, "participant", person, *where, "events.both", 0.75, "the two named before")
                return
            if re.search(r"\b(?:He|he|She|she)\b", lead) and self._subject is not None:
                yield Claim(event, "participant", self._subject.referent, *where, "events.pronoun", 0.7, "he or she")
            return
        chosen = [spots[-1]]
        lead = text[begin : spots[-1][0]]
        if re.search(r"\b[Hh]e and (?:(?:Mr|Mrs|Ms|Dr)\.? )?$", lead) and self._subject is not None:
            yield Claim(event, "participant", self._subject.referent, *where, "events.pronoun", 0.75, "he")
        for index, m in reversed(spots[:-1]):
            between = text[index + 1 : chosen[-1][0]]
            if re.fullmatch(
                r"(?:[’']s)?(?:,|,? and|,? as well as)(?: [\w’'-]+| [\ue000\ue002\ue003\ue009]){0,7} ?", between
            ):
                chosen.append((index, m))
            else:
                break
        for _, m in chosen:
            yield Claim(event, "participant", m.referent, *where, "events.role", 0.88)


def _is_event(item: object) -> bool:
    return isinstance(item, Mention) and item.referent.is_a("Event")


def _takes_part(view: Skeleton, index: int, m: Mention, *, subject: bool = False) -> bool:  # noqa: PLR0911 - cases
    """A person, or a state or body that is not only whose office-holder a person is."""
    after, before = view.text[index + 1 : index + 60], view.text[max(0, index - 60) : index]
    if m.referent.cls == "Person":
        return not re.match(r"[’']s? ", after) and not re.search(
            r"\b(?:according to|succeed\w*|replac\w*|after|counterpart of)\s$", before
        )
    if m.form is Form.DEMONYM or not m.referent.is_a("State", "Organization"):
        return False
    if m.form is Form.DESCRIPTION:
        return False
    if re.match(r"(?:[’']s?)? ?(?:[\w’'-]+,? ){0,5}\ue004|[’']s? |[-–]", after) or re.match(r",? \ue004|\)", after):
        return False
    if m.referent.is_a("Organization"):
        return bool(
            re.search(
                r"(?:representatives?|delegations?|delegates?|officials?|adviser|observers?|envoys?) (?:of|"
                r"from) (?:the )?$",
                before,
            )
        ) or (subject and bool(re.match(r" (?:was|were) represented", after)))
    if subject and re.search(
        r"\b(?:in|at|near|to|with|by|against|about|on|outside|between) (?:the )?(?:\w+ern )?$", before
    ):
        return False
    if re.search(r"\b(?:of|from) (?:the )?(?:[\ue000](?:, | and |, and ))*$", before):
        return bool(
            re.search(
                rf"\b{TROOPS},? (?:[\w-]+ ){{0,4}}?(?:of|from) (?:the )?(?:\ue000(?:, | and |, and |, the | "
                rf"and the ))*$",
                before,
            )
        ) and not (OWNER_OFFICE.search(before) and re.match(r",? ?(?:[\w’'-]+ ){0,3}\ue004", after))
    return not OWNER_OFFICE.search(before)


def _piece(text: str, index: int) -> str:
    """The part of a sentence, cut at semicolons and contrasts, that holds an index."""
    begin, stop = 0, len(text)
    for cut in SPLIT.finditer(text):
        if cut.end() <= index:
            begin = cut.end()
        elif cut.start() > index:
            stop = cut.start()
            break
    return text[begin:stop]


def _nearest(index: int, real: list[tuple[int, Referent]]) -> Referent | None:
    return min(real, key=lambda pair: abs(pair[0] - index))[1] if real else None


def _break(text: str, start: int, end: int) -> int:
    match = re.compile(
        r"[\n]|; (?![^;]{0,60}\ue004)|, which\b|, where\b|, and (?:said|discussed|adopted|signed)\b| on the "
        r"sidelines| to discuss|, (?:who|he|she) "
    ).search(text, start, end)
    return match.start() if match else end
