"""Who takes part in an event: lists of states, delegations, persons who attend, chair, open or address it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract import attendance_patterns as words
from sco_graph.extract.attendance_reach import bounds, event_of, nearest, phrase_end, row
from sco_graph.extract.claims import Claim
from sco_graph.extract.delegates import delegates, grouped
from sco_graph.extract.hosts import host
from sco_graph.extract.rosters import THOSE, Rosters
from sco_graph.nlp.event_likeness import two_sided
from sco_graph.nlp.mentions import Mention, Referent, mentions
from sco_graph.nlp.skeleton import Skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc

    Real = list[tuple[int, Referent]]

_SEVERAL = 3  # signatories that make a signing that of the meeting spoken of
_MEMORY = 4  # sentences without an event, after which "it" is the text's main one again
_CHAIRS = re.compile(r"(?:hosted|led|opened|chaired)", re.IGNORECASE)
_PARTNER = re.compile(r" (?:[\w’'-]+ ){0,5}\ue004")
_OFFICES = (
    "minister|president|premier|chancellor|secretary[- ]general|secretary|leader|diplomat|chief|envoy|chairman|speaker|"
    "ambassador|director|commander"
)
_THIS = re.compile(
    r"(?:It|The event|This|The \w+|Presided|Hosted|Chaired|Attended|Opened|Those|Participants|Attendees|Also|Among|"
    r"Other)\b"
)
_MEETS = re.compile(r"\b(?:with|between|of) (?:the |his |her )?")
_NO_MEETING = re.compile(
    r" (?:in|at|by|to) (?:the |a |an )?(?:SCO|organi[sz]ation|[\ue002\ue003](?! [\w’'-]+)|bloc|club|"
    r"vote|election|war|fight|struggle|project|conflict|programme|program|construction|development)\b"
)
_OFFICE = re.compile(rf"\b(?:{_OFFICES})\b", re.IGNORECASE)
_PROCEEDINGS = re.compile(r" ?(?:the )?(?:meetings|sittings|proceedings|work|deliberations) of (?:the )?")
_WHO = re.compile(rf"\b(?P<who>[Hh]e|[Ss]he|[Tt]he (?:[\w-]+ ){{0,2}}?(?i:{_OFFICES}))\b")


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
        self.main: Referent | None = None
        self._since = 0
        self._list: Referent | None = None
        self._signatories: list[Referent] = []
        self._subject: Mention | None = None
        self._people: list[Mention] = []
        self._bearers: dict[str, Mention] = {}
        self._rosters = Rosters(doc)

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
        if self._list is not None and (words.BULLET.match(view.text) or _names_only(view, events)):
            for _, m in delegates(view, 0, len(view.text)):
                yield Claim(self._list, "participant", m.referent, start, end, "events.list", 0.93)
            return
        self._list = None
        self._since += 1
        if not events and self._since > _MEMORY:
            self.current = self.main
        target = real[0][1] if real else None if events else self.current
        if target is not None:
            seen: set[tuple[Referent, Referent]] = set()
            for claim in self._sentence(view, start, end, target, real):
                pair = (claim.subject, claim.value) if isinstance(claim.value, Referent) else None
                if pair and pair not in seen:
                    seen.add(pair)
                    yield claim
        self._remember(view, real)

    def _remember(self, view: Skeleton, real: Real) -> None:
        """Keep what later sentences refer to."""
        solid = [
            (i, e)
            for i, e in real
            if not words.ASIDE.search(view.text[max(0, i - 25) : i]) and e.attrs.get("which") != "previous"
        ]
        if solid:
            self.current, self._since = solid[0][1], 0
            self.main = self.main or self.current
        people = []
        for index, m in sorted(view.items.items()):
            if isinstance(m, Mention) and m.referent.cls == "Person":
                people.append(m)
                low = max(0, index - 60, view.text.rfind("\ue004", 0, index) + 1)
                for office in _OFFICE.findall(view.text, low, index)[-1:]:
                    self._bearers[office.lower()] = m
        signing = words.SIGNING.match(view.text) if not real else None
        found = (
            [m.referent for _, m in delegates(view, *signing.span("rest")) if m.referent.cls == "Person"]
            if signing
            else []
        )
        self._signatories = found if len(found) >= _SEVERAL - 1 else []
        self._subject = people[0] if people else self._subject
        self._people = people if len({m.referent for m in people}) >= 2 else [*self._people, *people][-3:]

    def _sentence(self, view: Skeleton, start: int, end: int, target: Referent, real: Real) -> Iterator[Claim]:
        where = (start, end)
        yield from self._introduced(view, where, target, real)
        yield from self._below(view, where, target, real)
        yield from self._subjects(view, where, target, real)
        yield from self._groups(view, where, target, real)
        yield from self._whole(view, where, target, real)
        yield from self._roles(view, where, real)
        yield from self._pronouns(where, real)
        yield from self._inside(view, where, real)
        yield from self._others(view, where, target, real)

    def _introduced(self, view: Skeleton, where: tuple[int, int], target: Referent, real: Real) -> Iterator[Claim]:
        """For "Attended by N, N and N", "with the participation of S and S", "Attending were N; N"."""
        text = view.text
        for pattern in (words.BY, words.INVOLVING, words.AMONG, words.NAMELY, words.PRESENT):
            for match in pattern.finditer(text):
                attended = max((cue.end() for cue in words.ATTEND.finditer(text, 0, match.start())), default=0)
                low = text[max(attended, match.start() - 30) : match.start()]
                if _doubtful(text, match.start()) or words.ABSENT.search(low):
                    continue
                if words.ALONG.match(match.group()) and not words.ATTEND.search(text[: match.start()]):
                    continue
                said = re.search(r"\brepresented by\b", match.group()[:40])
                about_it = real or said or match.start() == 0 or _THIS.match(text)
                if pattern is not words.PRESENT and not about_it:
                    continue
                rest = "rest" if match["rest"] else "rest2"
                event = event_of(match.start(), match.start(rest), real) or target
                stop = (
                    match.end(rest)
                    if pattern is words.PRESENT
                    else phrase_end(text, match.start(rest), match.end(rest))
                )
                for claim in self._claims(view, (match.start(rest), stop), event, where, "events.attended"):
                    if not _CHAIRS.match(match.group()) or _is_person(claim.value):
                        yield claim

    def _below(self, view: Skeleton, where: tuple[int, int], target: Referent, real: Real) -> Iterator[Claim]:
        """For "The following officials took part: N; N", and lists in the lines below."""
        match = words.COLON.search(view.text)
        if match is None:
            return
        event = event_of(match.start(), match.start("rest"), real) or target
        if match["rest"].strip():
            yield from self._claims(view, match.span("rest"), event, where, "events.listed")
        else:
            self._list = event

    def _claims(
        self, view: Skeleton, span: tuple[int, int], event: Referent, where: tuple[int, int], rule: str
    ) -> Iterator[Claim]:
        for index, m in delegates(view, *span):
            if not words.ABSENT.search(view.text[span[0] : index][-30:]):
                yield Claim(event, "participant", m.referent, *where, rule, 0.9)

    def _subjects(self, view: Skeleton, where: tuple[int, int], target: Referent, real: Real) -> Iterator[Claim]:
        """For "N, N and the foreign ministers of S and S took part"."""
        text = view.text
        for cue in words.ATTEND.finditer(text):
            begin = max((cut.end() for cut in words.SPLIT.finditer(text, 0, cue.start())), default=0)
            after = text[cue.end() : cue.end() + 60]
            if _doubtful(text[begin:], cue.start() - begin) or _NO_MEETING.match(after):
                continue
            low, high = bounds(text, cue.start())
            near_by = [(i, e) for i, e in real if low <= i < high]
            behind = [(i, e) for i, e in near_by if i >= cue.end()]
            event = nearest(cue.end(), behind) or nearest(cue.start(), near_by) or _only(real) or self.current or target
            subject = _subject_of(view, begin, cue.start(), bodies="represented" in cue.group())
            behind_it = subject[-1][0] + 1 if subject else cue.start()
            if words.ABSENT.search(words.EXCEPT.sub(",", text[max(behind_it, cue.start() - 60) : cue.end()])):
                continue  # "N did not attend"
            for _, m in subject:
                yield Claim(event, "participant", m.referent, *where, "events.takes_part", 0.88)

    def _groups(self, view: Skeleton, where: tuple[int, int], target: Referent, real: Real) -> Iterator[Claim]:
        """For "troops from S and S", "the ministers of S and S discussed", "Russian and Chinese units"."""
        text = view.text
        for start, found in grouped(view):
            low, high = bounds(text, start)
            piece = text[low:high]
            if words.ABSENT.search(piece) or _doubtful(piece, len(piece), len(piece)):
                continue
            attend = words.ATTEND.search(piece) or words.EVENT_CUE.search(piece) or words.INVOLVING.search(piece)
            acts_or_joins = words.CONFER.search(text, start, high) or words.INCLUDES.search(piece)
            acting = len(found) > 1 and acts_or_joins and (real or "\ue00a" not in text)
            if not attend and not acting:
                continue
            event = nearest(start, real) or target
            for m in found:
                yield Claim(event, "participant", m.referent, *where, "events.delegation", 0.88)
            if re.match(r",? (?:and|as well as) the host (?:country|nation|state)", text[start + 1 :]):
                own = host(self._doc, event, self.places_of(event))
                if own is not None:
                    yield Claim(event, "participant", own, *where, "events.host", 0.75)

    def _whole(self, view: Skeleton, where: tuple[int, int], target: Referent, real: Real) -> Iterator[Claim]:
        """For "all six countries took part", where the text lists the six, and "leaders of those countries"."""
        pointed = [(m.end(), self._rosters.those(where[0])) for m in THOSE.finditer(view.text)]
        for at, states in (*self._rosters.meant(view), *pointed):
            low, high = bounds(view.text, at)
            piece = view.text[low:high]
            if words.ABSENT.search(piece) or _doubtful(piece, len(piece), len(piece)):
                continue
            if words.ATTEND.search(piece) or words.INVOLVING.search(piece):
                for state in states:
                    yield Claim(nearest(at, real) or target, "participant", state, *where, "events.all_of_them", 0.8)

    def _roles(self, view: Skeleton, where: tuple[int, int], real: Real) -> Iterator[Claim]:
        """For "N chaired the meeting", "N had talks with N", "China and Russia staged the first one"."""
        text = view.text
        asserted = {e for _, e in real}
        for match in words.EVENT_CUE.finditer(text):
            event = view.one(match, "e").referent
            low = text[max(0, match.start() - 25) : match.start()]
            if event not in asserted or _doubtful(text, match.start()) or words.ABSENT.search(low):
                continue
            if not _PROCEEDINGS.fullmatch(match["gap"]) and re.search(
                r"\b(?:of|from|that|which|to|by|for|with|after|before|when|since|because|not)\b", match["gap"]
            ):
                continue
            act = match["act"]
            if act == "at" and not re.search(
                r"(?:spoke|speaking|said|told|met|meet|see each other|remarks|address|speech|signed|adopted|"
                r"approved|endorsed|announced|agreed|proclaimed|decided|inked)\b[^.;]{0,60}$",
                text[: match.start()],
            ):
                continue
            yield from self._agents(view, match, event, where, act)
        chair = words.PRESIDED.match(text)
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
        begin = max([begin, *(cut.end() for cut in words.SPLIT.finditer(text, 0, match.start()) if cut["said"])])
        spots = [
            (i, m)
            for i, m in delegates(view, begin, match.start(), subject=True)
            if not m.referent.is_a("Organization")
        ]
        states_act = re.match(
            r"(?:stag|conduct|launch|beg|start|arrang|(?:co-?)?organi|carr|commenc|complet|conclud|finish|wrap|"
            r"h[eo]ld|had|have|join|took part|take|participat|send|sent|"
            r"conven|attend|address|co-?chair|chair)",
            act,
        )
        spots = [(i, m) for i, m in spots if m.referent.cls == "Person" or states_act]
        lead = text[begin : match.start()]
        if not spots:
            pair = list(dict.fromkeys(m.referent for m in self._people))[:2]
            states = self._rosters.those(where[0]) if words.THEY.search(lead) else ()
            if states:
                for state in states:
                    yield Claim(event, "participant", state, *where, "events.both", 0.75, "the states listed before")
            elif words.BOTH.search(lead) and len(pair) == 2:
                for person in pair:
                    yield Claim(event, "participant", person, *where, "events.both", 0.75, "the two named before")
            elif (bearer := self._bearer(lead)) is not None:
                yield Claim(event, "participant", bearer.referent, *where, "events.pronoun", 0.7, "he or she")
            return
        chosen = row(view, spots)
        if re.search(r"\b[Hh]e and (?:(?:Mr|Mrs|Ms|Dr)\.? )?$", text[begin : chosen[0][0]]) and self._subject:
            yield Claim(event, "participant", self._subject.referent, *where, "events.pronoun", 0.75, "he")
        for _, m in chosen:
            yield Claim(event, "participant", m.referent, *where, "events.role", 0.88)

    def _bearer(self, words: str) -> Mention | None:
        """Whom "he", "she" or "the minister" means: the subject spoken of, or who was named with that office."""
        found = _WHO.findall(words)
        if not found:
            return None
        word = found[-1].split()[-1].lower()
        return self._subject if word in {"he", "she"} else self._bearers.get(word)

    def _pronouns(self, where: tuple[int, int], real: Real) -> Iterator[Claim]:
        """For "He also met with N": he."""
        for _, event in real:
            one = self._bearer(event.attrs.pop("host", ""))
            if one is not None:
                yield Claim(event, "participant", one.referent, *where, "events.pronoun", 0.75, "he or she")

    def _inside(self, view: Skeleton, where: tuple[int, int], real: Real) -> Iterator[Claim]:
        """For persons whom an event's own phrase names: "a meeting with Foreign Minister N"."""
        asserted = {e for _, e in real}
        for index, item in view.items.items():
            if _is_event(item) and item.referent in asserted and (met := _MEETS.search(item.text)):
                found = [m.referent for m in mentions(self._doc, "Person", start=item.start + met.end(), end=item.end)]
                behind = _PARTNER.match(view.text, index + 1) if met.group().startswith("with") else None
                found += [view.items[behind.end() - 1].referent] if behind and not found else []
                for person in found:
                    yield Claim(item.referent, "participant", person, *where, "events.meets", 0.85)

    def _others(self, view: Skeleton, where: tuple[int, int], target: Referent, real: Real) -> Iterator[Claim]:
        """For "as did N", "will field 300, S 200", "Addressing the summit, N said"."""
        for pattern, cls in ((words.SO_DID, "Person"), (words.ACCOMPANIED, "Person"), (words.FIELD, "State")):
            for match in pattern.finditer(view.text):
                event = nearest(match.start(), real) or target
                for m in view.found(match, "rest"):
                    if isinstance(m, Mention) and m.referent.is_a(cls):
                        yield Claim(event, "participant", m.referent, *where, "events.so_did", 0.85)
        signed = words.SIGNED.search(view.text) if not real and not two_sided(target) else None
        if signed is not None:
            signers = [m for _, m in delegates(view, *signed.span("rest")) if m.referent.cls == "Person"]
            for m in signers if len(signers) >= _SEVERAL else ():
                yield Claim(target, "participant", m.referent, *where, "events.signed", 0.8)
        signed_at = words.SIGNED_AT.match(view.text)
        for person in self._signatories if signed_at else ():
            yield Claim(view.one(signed_at, "e").referent, "participant", person, *where, "events.signed", 0.8)  # type: ignore[arg-type]
        opening = words.PARTICIPLE.match(view.text) or words.CEREMONY.match(view.text)
        if opening and (opening["e"] is None or real):
            event = view.one(opening, "e").referent if opening["e"] else target
            who = view.one(opening, "who").referent
            yield Claim(event, "participant", who, *where, "events.addressing", 0.85)


def _doubtful(text: str, stop: int, reach: int = 60) -> bool:
    """Whether what stands before an index makes what follows a mere possibility; "said that N would" does not."""
    return bool(words.MAYBE.search(words.WOULD.sub("", text[max(0, stop - 160) : stop])[-reach:]))


def _is_event(item: object) -> bool:
    return isinstance(item, Mention) and item.referent.is_a("Event")


def _names_only(view: Skeleton, events: Real) -> bool:
    """Tell whether a line lists persons and says nothing of them."""
    return not events and "\ue004" in view.text and not words.VERB.search(view.text)


def _is_person(value: object) -> bool:
    return isinstance(value, Referent) and value.cls == "Person"


def _only(real: Real) -> Referent | None:
    """The one event of a sentence, unless it is the edition before."""
    events = {e for _, e in real if e.attrs.get("which") != "previous"}
    return events.pop() if len(events) == 1 else None


def _subject_of(view: Skeleton, begin: int, stop: int, *, bodies: bool = False) -> list[tuple[int, Mention]]:
    """Those who act just before a verb: the last named, and whom "and" or commas join to him."""
    spots = [
        (i, m)
        for i, m in delegates(view, begin, stop, subject=not bodies)
        if not words.ABSENT.search(view.text[begin:i][-30:])
    ]
    if not spots:
        return []
    return row(view, spots)
