"""When and where an event is, sentence by sentence.

A date or place belongs to the event whose phrase it follows, if what stands between says "held", "opened" or nothing;
or to the event that its sentence opens with.  What was gathered in all sentences is weighed at the end, so that one
event gets one beginning and one end.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sco_graph.extract.claims import Claim
from sco_graph.extract.event_time_patterns import (
    ADJUNCT,
    ASIDE,
    AT_EVENT,
    BESIDE,
    BESIDES,
    CLAUSE,
    DREW,
    ENDS,
    FRONTED,
    GOVERNING,
    GOVERNOR,
    HELD,
    HELD_IN,
    HOSTED,
    HOSTED_BY,
    HOSTED_STATE,
    LATER,
    LINKED,
    MOVED,
    NEAR_EVENT,
    OPENING,
    OTHER,
    PHASE,
    PLACE,
    SIDELINES,
    SKIP,
    STARTS,
)
from sco_graph.extract.event_weighing import Gathered, places, times, year_of
from sco_graph.nlp.dates import DateSpan
from sco_graph.nlp.mentions import Form, Mention, Referent
from sco_graph.nlp.skeleton import Skeleton
from sco_graph.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator


class Chronicle:
    """Gathers dates and places of events over a document."""

    def __init__(self) -> None:
        self._phase = False
        self.events: dict[Referent, Gathered] = defaultdict(Gathered)

    def read(self, view: Skeleton, start: int, end: int, skip: set[Referent]) -> None:
        """Gather from one sentence.

        Args:
            view: Its skeleton.
            start: Its first character.
            end: One past its last.
            skip: Events that it does not assert.
        """
        spots = [
            (i, item)
            for i, item in sorted(view.items.items())
            if isinstance(item, Mention) and item.referent.is_a("Event") and item.referent not in skip
        ]
        taken: set[int] = set()
        for n, (index, item) in enumerate(spots):
            following = [i for i, other in spots[n + 1 :] if other.referent is not item.referent]
            limit = following[0] if following else len(view.text)
            self._phase = bool(PHASE.search(view.text, max(0, index - 60), index))
            self._after(view, index, limit, item.referent, where=(start, end), taken=taken)
        for index, item in spots:
            self._inside(item.referent, view, index, (start, end))
        for n, (index, item) in enumerate(spots):
            if BESIDES.search(view.text[max(0, index - 40) : index]):
                continue  # "on Monday, on the sidelines of the summit, ...": a day of the summit's, none tells which
            floor = next((i for i, _ in reversed(spots[:n]) if not _aside(view.text, i)), -1)
            if item.referent.attrs.keys() & {"verbal", "encounter"}:
                self._adjuncts(view, index, floor, item.referent, where=(start, end), taken=taken)
            self._before(view, index, floor, item.referent, where=(start, end), taken=taken)
        self._phase = False
        self._hosts(view, (start, end), skip)
        self._coordinated(view, spots, (start, end))

    def _coordinated(self, view: Skeleton, spots: list[tuple[int, Mention]], where: tuple[int, int]) -> None:
        """For "A and B were held in P, on D and D respectively": what is said of one is said of both."""
        for (one, first), (other, second) in itertools.pairwise(spots):
            between = view.text[one + 1 : other]
            if first.referent is second.referent or not re.fullmatch(
                r",? (?:and|as well as) (?:of |at |for )?(?:the |an? )?", between
            ):
                continue
            a, b = self.events[first.referent], self.events[second.referent]
            if "respectively" in view.text:
                dates = [
                    d
                    for i, d in sorted(view.items.items())
                    if i > other and isinstance(d, DateSpan) and d.begin is not None
                ]
                pair = (
                    [d.begin for d in dates]
                    if len(dates) == 2
                    else [dates[0].begin, dates[0].finish]
                    if len(dates) == 1
                    else []
                )
                if len(pair) == 2 and pair[0] is not None and pair[1] is not None:
                    a.starts = [(pair[0], dates[0], *where, 0.9)]
                    b.starts = [(pair[1], dates[-1], *where, 0.9)]
                    a.ends, b.ends = [], []
            for x, y in ((a, b), (b, a)):
                x.places = x.places or [p for p in y.places if p[1:3] == where]
                x.starts = x.starts or [s for s in y.starts if s[2:4] == where]

    def _after(
        self, view: Skeleton, index: int, limit: int, event: Referent, *, where: tuple[int, int], taken: set[int]
    ) -> None:
        """Dates and places that follow an event's phrase."""
        text = view.text
        stop = _clause_end(text, index + 1, limit)
        if ADJUNCT.search(text, 0, index) and re.match(
            r", (?!(?:which|held|scheduled|hosted|due|to be)\b)", text[index + 1 :]
        ):
            stop = index + 1
        for at in range(index + 1, stop):
            item = view.items.get(at)
            if isinstance(item, DateSpan) and at not in taken:
                between = text[index + 1 : at]
                sure = _reach(between)
                verb = GOVERNOR.search(text, max(0, index - 60), index)
                if sure and self._date(event, item, (verb.group() if verb else "") + between, where, sure):
                    taken.add(at)
        for match in PLACE.finditer(text, index + 1, stop):
            between = text[index + 1 : match.start()]
            if match.start("p") in taken or not _reach(between) or match["prep"].lower() in {"to the", "from"}:
                continue
            if (
                match["prep"].lower() == "on"
                and "territory of" not in match.group()
                and not re.search(
                    r"peninsula|island|border|base|range|territory", view.one(match, "p").text, re.IGNORECASE
                )
            ):
                continue
            if re.search(
                r"\b(?:member|states|situation|peace|stability|security|interest|troops|embassy|ambassador)\b",
                match.group(),
                re.IGNORECASE,
            ):
                continue
            for place_index in [match.start("p"), *(i for i in range(*match.span("more")) if i in view.items)]:
                place = view.items[place_index]
                if place_index != match.start("p") and _inner(text, place_index, match.start("more")):
                    continue
                taken.add(place_index)
                self._place(event, place, where, 0.93)
            moved = MOVED.match(text, match.end())
            if moved:
                self._place(event, view.one(moved, "p"), where, 0.85)
            break

    def _before(
        self, view: Skeleton, index: int, floor: int, event: Referent, *, where: tuple[int, int], taken: set[int]
    ) -> None:
        """A date that opens the clause, or stands between the subject and the verb whose object the event is."""
        text = view.text
        gathered = self.events[event]
        lead = text[floor + 1 : index]
        if not re.search(
            r"(?:^|\b(?:and|to|has|have|had|will|of|at|during|jointly|also|for|with|the)\b|[,\ue00a]|"
            r"\b(?:began?|begun|open(?:s|ed)?|start(?:s|ed)?|hold|holds|held|host(?:s|ed)?|"
            r"conduct(?:s|ed)?|launch(?:es|ed)?|attend(?:s|ed)?|chair(?:s|ed)?|address(?:es|ed)|stage[sd]?|"
            r"end(?:s|ed)?|conclude[sd]?|wound up|wrapped up|"
            r"miss(?:es|ed)?|skip(?:s|ped)?|boycott(?:s|ed)?|"
            r"join(?:s|ed)?|co-?chair(?:s|ed)?|completed?|finish(?:ed)?|in|took part in|participated in))(?: "
            r"the| a| an| its| their)?(?: \w+){0,3}? ?$",
            lead,
        ):
            return
        for at in range(index - 1, floor, -1):
            item = view.items.get(at)
            if not isinstance(item, DateSpan) or at in taken or item.kind in {"until", "by"}:
                continue
            between = text[at + 1 : index]
            if OTHER.search(between) and not re.search(r"\bat (?:the )?$|during (?:the )?$", between):
                continue
            entry = between.startswith(":") and not text[:at].strip(" -–—•*")  # of a chronicle
            if SKIP.search(between) or re.search(r"\b(?:which|who|that)\b|[;:]", between[entry:]):
                continue
            linked = entry or LINKED.fullmatch(between)
            opens = (
                at == 0
                or not text[:at].strip(' "“«‘„,.—-')
                or at == floor + 1
                or text[:at].rstrip().endswith((",", "—", "--", ")"))
            )
            acts = re.search(
                r"\b(?:beg[au]n|open(?:s|ed)?|start(?:s|ed)?|hold|holds|held|host(?:s|ed)?|conduct(?:s|ed)?|"
                r"launch(?:es|ed)?|"
                r"attend(?:s|ed)?|chair(?:s|ed)?|stage[sd]?|end(?:s|ed)?|conclude[sd]?|had|have|w[io]u?nd|wrap|"
                r"miss(?:es|ed)?|skip(?:s|ped)?|boycott(?:s|ed)?|co-?chairs?)\b",
                between,
            )
            acts = acts or (
                re.fullmatch(
                    r" (?:the |an? |its |"
                    r"their )?",
                    between,
                )
                and GOVERNING.search(text[max(0, at - 40) : at])
            )
            if (gathered.starts or gathered.ends) and not acts and not opens and not linked:
                continue
            if opens or acts or linked:
                weak = re.search(r"\b(?:attend|chair|address|co-?chair|spoke|told|joined)\w*\b", between)
                if self._date(event, item, between, where, 0.6 if weak and "days" in event.attrs else 0.85):
                    taken.add(at)
                break

    def _adjuncts(
        self, view: Skeleton, index: int, floor: int, event: Referent, *, where: tuple[int, int], taken: set[int]
    ) -> None:
        """For an event that a verb tells: the date before the verb, in its clause."""
        for at in range(index - 1, floor, -1):
            item = view.items.get(at)
            if isinstance(item, DateSpan) and at not in taken and item.kind not in {"until", "by"}:
                if not CLAUSE.search(view.text, at + 1, index) and self._date(event, item, "", where, 0.88):
                    taken.add(at)
                return

    def _inside(self, event: Referent, view: Skeleton, index: int, where: tuple[int, int]) -> None:
        """What the phrase itself says: "the Qingdao summit", "this year's summit", "the 2018 summit"."""
        item = view.items[index]
        for link in ("place",):
            place = event.links.get(link)
            if place is not None and place.label and any(n in item.text for n in (*place.names, place.label)):
                self.events[event].places.append((place, *where, 0.93))
        for date in view.doc._.dates:
            if date.start >= item.end:
                break
            if (
                date.start >= item.start
                and date.end <= item.end
                and date.begin is not None
                and "code_name" not in event.attrs
            ):
                self.events[event].starts.append((date.begin, date, *where, 0.9 * date.certainty))
                if date.finish is not None:
                    self.events[event].ends.append((date.finish, date, *where, 0.9))

    def _hosts(self, view: Skeleton, where: tuple[int, int], skip: set[Referent]) -> None:
        for pattern, sure in (
            (HOSTED, 0.9),
            (HOSTED_STATE, 0.9),
            (HELD_IN, 0.85),
            (HOSTED_BY, 0.9),
            (NEAR_EVENT, 0.8),
            (DREW, 0.85),
            (AT_EVENT, 0.8),
            (OPENING, 0.88),
            (FRONTED, 0.85),
            (SIDELINES, 0.85),
        ):
            for match in pattern.finditer(view.text):
                tail = "2" if "e2" in pattern.groupindex and match["e2"] else ""
                event = view.one(match, f"e{tail}").referent
                if event in skip or (
                    pattern is AT_EVENT and any(p[0].cls == "Place" for p in self.events[event].places)
                ):
                    continue
                self._place(event, view.one(match, f"p{tail}"), where, sure)

    def _date(  # noqa: PLR0911 - one case after the other
        self, event: Referent, date: DateSpan, between: str, where: tuple[int, int], sure: float
    ) -> bool:
        gathered = self.events[event]
        if date.kind == "day_of" or date.begin is None or date.kind in {"dateline", "attributive", "duration"}:
            return False
        sure *= date.certainty
        date = year_of(event, date)
        if date.begin is None:
            return False
        if date.kind in {"until", "by"} or _ends(between):
            if date.kind == "by":
                return False
            gathered.ends.append((date.finish or date.begin, date, *where, sure))
            return True
        if date.kind == "period" and re.search(r"\b(?:scheduled|set|planned|slated|due|fixed)\s*$", between):
            date = replace(date, kind="date")
        if date.begin is None or date.kind in {"after", "before", "period"}:
            return False
        if self._phase and STARTS.search(between):
            return False  # a phase began, not the exercise
        gathered.starts.append((date.begin, date, *where, sure))
        if date.finish is not None:
            gathered.ends.append((date.finish, date, *where, sure))
        return True

    def _place(self, event: Referent, item: Any, where: tuple[int, int], sure: float) -> None:
        if item.form is Form.DEMONYM or item.referent.cls not in {"Place", "State"}:
            return
        self.events[event].places.append((item.referent, *where, sure))

    def claims(self, day_spans: dict[Referent, list[tuple[DateSpan, PartialDate, int, int]]]) -> Iterator[Claim]:
        """One beginning, one end and the most specific places for each event."""
        for event, gathered in self.events.items():
            yield from times(event, gathered, day_spans.get(event, []))
            yield from places(event, gathered.places)


def _ends(between: str) -> bool:
    """Whether the last verb before a date says that the event ended: "opened in Osh and will end on <D>"."""
    ended = max((m.start() for m in ENDS.finditer(between)), default=-1)
    return ended > max((m.start() for m in STARTS.finditer(between)), default=-1)


def _aside(text: str, index: int) -> bool:
    """Whether an event only tells when or beside what another is."""
    return bool(ASIDE.search(text[max(0, index - 22) : index]) or BESIDES.search(text[max(0, index - 40) : index]))


def _reach(between: str) -> float:
    """How sure a date or place is an event's, by what stands between; 0 if it is not."""
    if BESIDE.search(between):
        return 0.0
    plain = re.sub(r"[\ue000-\ue00a]", " ", between)
    if LATER.search(plain):
        return 0.0
    if OTHER.search(plain) and not (
        HELD.search(plain)
        and not re.search(
            r"\b(?:since|established|founded|proposed|according|said|told|sign\w*|adopt\w*|approv\w*|agreed|decided)\b",
            plain,
        )
    ):
        return 0.0
    if HELD.search(plain) or STARTS.search(plain) or ENDS.search(plain):
        return 0.93
    verbs = re.findall(r"(?<!-)\b[a-z]+(?:ed|ing)\b", plain)
    if len(plain) > 70 or (verbs and not re.search(r"\b(?:including|involving|unprecedented|combined)\b", plain)):
        return 0.75 if len(plain) < 110 and not verbs else 0.0
    return 0.9


def _clause_end(text: str, start: int, limit: int) -> int:
    """Where the clause of an event's phrase ends: at a new subject with its own verb."""
    match = re.compile(
        r";|, (?:while|but|whereas|who|although|though) |, and (?=[\ue00a])|(?:,| and) (?=(?:he|she|they|it|the "
        r"\w+|[\ue000\ue002\ue003\ue004]) (?:\w+ )?"
        r"(?:has|have|had|will|was|were|is|are|said|took|held|signed|met|became|did)\b)|"
        r", (?!(?:open|start|beginn|end|last|runn|tak|conclud|includ|involv|accord|bring|kick|follow)ing)"
        r"[a-z]{3,}ing (?!in\b)"
    ).search(text, start, limit)
    return match.start() if match else limit


def _inner(text: str, index: int, floor: int) -> bool:
    """Whether a listed place only says where the one before it lies: "in Hamburg, Germany"."""
    return bool(re.search(r",(?: in)? (?:the )?$", text[floor:index])) and not re.match(r",? and\b", text[index + 1 :])
