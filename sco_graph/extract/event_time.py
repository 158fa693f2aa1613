"""When and where an event is, sentence by sentence.

A date or place belongs to the event whose phrase it follows, if what stands between says "held", "opened", "ended" or
nothing; or to the event that its sentence opens with.  What was gathered in all sentences is weighed at the end, so that
one event gets one beginning and one end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sco_graph.extract.claims import Claim
from sco_graph.nlp.dates import DateSpan, span_from_day
from sco_graph.nlp.mentions import Form, Mention, Referent
from sco_graph.nlp.skeleton import Skeleton, grammar
from sco_graph.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE = grammar(
    r"(?P<prep>\b(?:in|at|near|outside|on|to the|from)) (?P<the>the )?(?:[\w’'-]+ ){0,4}?(?:<S>[’']s? "
    r"(?:[\w’'-]+ ){0,3}?)?(?P<p><WHERE>)"
    r"(?P<more>(?:(?:,| and|, and| as well as)(?: in| near| at| outside| on)? (?:the )?(?:[\w’'-]+ "
    r"){0,2}?(?:<S>[’']s (?:[\w’'-]+ ){0,2}?)?<WHERE>)*)"
)
_HOSTED = grammar(
    r"(?P<p><WHERE>)(?: in (?:<S>[’']s (?:[\w’'-]+ ){0,2}?)?<WHERE>)?(?:,? [^.;<E>]{0,60}?,)? (?:will |is to |"
    r"is due to |was to |would |has |had |also |again |and )*(?:hosts?|hosted|host|"
    r"be hosting|hosting|to host|will be the venue (?:for|of)|was the venue (?:for|of)|(?:was|is|will be) the "
    r"(?:scene|site) of|be the venue for|"
    r"receive[sd]?|welcome[sd]?|be the (?:host|venue) (?:of|for)|is the venue (?:of|for)|(?:plays?|played|"
    r"playing|will play) host to) (?:the |its |their |his |an? |<D> |[\w’'-]+ "
    r"){0,5}?(?:[^.;<E>]{0,110}? for (?:the |their |its |an? )?)?(?P<e><E>)"
)
_HOSTED_BY = grammar(r"(?P<e><E>)[^.;<E>]{0,40}? (?:was|were|is|will be|to be|being) hosted by (?:the )?(?P<p><WHERE>)")
_NEAR_EVENT = grammar(
    r"(?:in|from|at|to) (?:the )?(?:(?:<J>|[\w’'-]+) ){0,4}?(?P<p><P>)(?:,? (?:in (?:the )?)?(?:[\w’'-]+ "
    r"){0,2}?(?:<S>[’']s (?:[\w’'-]+ ){0,2}?)?<WHERE>)*,?(?: <D>)?,? (?:for|after|to attend|"
    r"attending|during|"
    r"where [^.;<E>]{0,50}?(?:host|hold|held|stage|attend|convene|take part in)\w*|on the sidelines of|ahead "
    r"of) (?:the |an? |its |their )?(?P<e><E>)"
    r"|\b(?:visit(?:s|ed)?|travel(?:s|led)? to|arrived? in|flew to) (?P<p2><P>) (?:for|to attend) (?:the |an? "
    r")?(?P<e2><E>)"
)
_MOVED = grammar(
    r",? (?:and |before |then )*(?:mov(?:ed|ing)|continu(?:ed|ing)|shift(?:ed|ing)|end(?:ed|ing)) (?:on |over "
    r")?(?:to|in|at) (?:the |a )?(?:[\w’'-]+ ){0,3}?(?P<p><P>)"
)
_DREW = grammar(
    r"(?P<e><E>)[^.;<E>]{0,12} (?:drew|brought|moved|gathered|attracted|shifted)[^.;<E>]{0,140}? to (?:the |a "
    r")?(?:[\w’'-]+ ){0,2}?(?:(?:at|in) )?(?P<p><P>)"
)
_AT_EVENT = grammar(
    r"\b(?:signed|adopted|approved|concluded|reached|taken|endorsed|announced|agreed|opened for "
    r"signature)\b[^.;<E>]{0,30}? in (?P<p><P>)[^.;<E>]{0,160}? "
    r"(?:at|during|of) (?:the |an? )?(?P<e><E>)"
)
_STARTS = re.compile(
    r"\b(?:open(?:s|ed|ing)?|beg[iau]n(?:s|ning)?|start(?:s|ed|ing)?|kick(?:s|ed)? off|launch(?:es|ed)?|got "
    r"under way|gets under way)\b"
)
_ENDS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|conclud(?:es|ed|ing)|wrap(?:s|ped)? up|w[io]u?nd up|clos(?:es|ed|ing)|last(?:s|ed)? "
    r"until|run(?:s)? (?:until|through|to)|"
    r"finish(?:es|ed)?|came to an end|draw(?:s|n)? to a close|will last until)\b"
)
_HELD = re.compile(
    r"\b(?:held|take(?:s|n)? place|took place|taking place|convened?|conven(?:es|ing)|due|scheduled|slated|set "
    r"for|planned|conduct(?:s|ed)|staged|"
    r"hosted|to be|will be|was|were|is|are|met|gather(?:ed)?|happens?|last(?:s|ed|ing)?|runs?|ran|organi[sz]ed|"
    r"come(?:s)?|falls?)\b"
)
_OTHER = re.compile(
    r"\b(?:said|told|reports?|reported|announced|signed|adopted|approved|arriv\w+|flew|visit(?:s|ed)?|met with|"
    r"appointed|born|proposed|"
    r"established|founded|became|joined|will take effect|took effect|entered|since|published|according|agreed|decided|"
    r"assumed|succeeded|resigned|elected|admitted|ratified|inducted|took over|takes over|received|watched|approve)\b"
)
_GOVERNOR = re.compile(
    r"\b(?:w[io]u?nd(?:s|ing)? up|wrap(?:s|ped)? up|conclud(?:es|ed)|end(?:s|ed)|complet(?:es|ed)|clos(?:es|ed)|"
    r"finish(?:es|ed)|"
    r"open(?:s|ed)|beg[ai]n(?:s)?|start(?:s|ed)|launch(?:es|ed)|kick(?:s|ed) off) (?:(?:the|an?|its|their|"
    r"\w+-day|[\w’'-]+) ){0,5}$"
)
_PHASE = re.compile(r"\b(?:phase|stage|part|rehearsals?) of (?:the |an? )?(?:[\w-]+ ){0,4}$")
_ASIDE = re.compile(r"\b(?:before|after|ahead of|following|prior to) (?:the |an? |its |their )?$", re.IGNORECASE)
_LINKED = grammar(
    r"(?: (?:again|also|once more|together))* (?:at|during|for|in) (?:the |an? |its |their )?(?:\w+ )?|,? when "
    r"[^.;]{0,80}|"
    r"(?: (?:in|at) [^.;,]{0,60})? for (?:the |an? |its |their )?|(?: in)? <P>, where [^.;]{0,50}(?:host|hold|"
    r"stage|attend)\w* (?:the |an? |its )?"
)
_SKIP = re.compile(
    r"\b(?:ahead of|before|after|following|since|until|prior to|preparations? for|on the eve of|until)\b[^,;]{0,20}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Gathered:
    """What the sentences say about one event's time and place, with where they say it."""

    starts: list[tuple[PartialDate, DateSpan, int, int, float]] = field(default_factory=list)
    ends: list[tuple[PartialDate, DateSpan, int, int, float]] = field(default_factory=list)
    places: list[tuple[Referent, int, int, float]] = field(default_factory=list)
    days_of: list[tuple[DateSpan, PartialDate, int, int]] = field(default_factory=list)


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
            self._phase = bool(_PHASE.search(view.text, max(0, index - 60), index))
            self._after(view, index, limit, item.referent, (start, end), taken)
        for index, item in spots:
            self._inside(item.referent, view, index, (start, end))
        for n, (index, item) in enumerate(spots):
            floor = next((i for i, _ in reversed(spots[:n]) if not _ASIDE.search(view.text[max(0, i - 22) : i])), -1)
            self._before(view, index, floor, item.referent, (start, end), taken)
        self._phase = False
        self._hosts(view, (start, end), skip)
        self._coordinated(view, spots, (start, end))

    def _coordinated(self, view: Skeleton, spots: list[tuple[int, Mention]], where: tuple[int, int]) -> None:
        """ "A and B were held in P, on D and D respectively": what is said of one is said of both."""
        for (one, first), (other, second) in zip(spots, spots[1:], strict=False):
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
        self, view: Skeleton, index: int, limit: int, event: Referent, where: tuple[int, int], taken: set[int]
    ) -> None:
        """Dates and places that follow an event's phrase."""
        text = view.text
        stop = _clause_end(text, index + 1, limit)
        for at in range(index + 1, stop):
            item = view.items.get(at)
            if isinstance(item, DateSpan) and at not in taken:
                between = text[index + 1 : at]
                sure = _reach(between)
                verb = _GOVERNOR.search(text, max(0, index - 60), index)
                if sure and self._date(event, item, (verb.group() if verb else "") + between, where, sure):
                    taken.add(at)
        for match in _PLACE.finditer(text, index + 1, stop):
            between = text[index + 1 : match.start()]
            if match.start("p") in taken or not _reach(between) or match["prep"].lower() in {"to the", "from"}:
                continue
            if match["prep"].lower() == "on" and not re.search(
                r"peninsula|island|border|base|range|territory", view.one(match, "p").text, re.IGNORECASE
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
            moved = _MOVED.match(text, match.end())
            if moved:
                self._place(event, view.one(moved, "p"), where, 0.85)
            break

    def _before(
        self, view: Skeleton, index: int, floor: int, event: Referent, where: tuple[int, int], taken: set[int]
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
            r"join(?:s|ed)?|co-?chair(?:s|ed)?|completed?|finish(?:ed)?|in|took part in|participated in))(?: "
            r"the| a| an| its| their)?(?: \w+){0,3}? ?$",
            lead,
        ):
            return
        for at in range(index - 1, floor, -1):
            item = view.items.get(at)
            if not isinstance(item, DateSpan) or at in taken:
                continue
            between = text[at + 1 : index]
            if _OTHER.search(between) and not re.search(r"\bat (?:the )?$|during (?:the )?$", between):
                continue
            if _SKIP.search(between) or re.search(r"\b(?:which|who|that)\b|[;:]", between):
                continue
            linked = _LINKED.fullmatch(between)
            opens = (
                at == 0
                or not text[:at].strip(' "“,.—-')
                or at == floor + 1
                or text[:at].rstrip().endswith((",", "—", "--", ")"))
            )
            acts = re.search(
                r"\b(?:beg[au]n|open(?:s|ed)?|start(?:s|ed)?|hold|holds|held|host(?:s|ed)?|conduct(?:s|ed)?|"
                r"launch(?:es|ed)?|"
                r"attend(?:s|ed)?|chair(?:s|ed)?|stage[sd]?|end(?:s|ed)?|conclude[sd]?|had|have|w[io]u?nd|wrap|"
                r"co-?chairs?)\b",
                between,
            )
            if (gathered.starts or gathered.ends) and not acts and not opens and not linked:
                continue
            if opens or acts or linked:
                weak = re.search(r"\b(?:attend|chair|address|co-?chair|spoke|told|joined)\w*\b", between)
                if self._date(event, item, between, where, 0.6 if weak and "days" in event.attrs else 0.85):
                    taken.add(at)
                break

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
        for pattern, sure in ((_HOSTED, 0.9), (_HOSTED_BY, 0.9), (_NEAR_EVENT, 0.8), (_DREW, 0.85), (_AT_EVENT, 0.8)):
            for match in pattern.finditer(view.text):
                tail = "2" if "e2" in pattern.groupindex and match["e2"] else ""
                event = view.one(match, f"e{tail}").referent
                if event in skip or (
                    pattern is _AT_EVENT and any(p[0].cls == "Place" for p in self.events[event].places)
                ):
                    continue
                self._place(event, view.one(match, f"p{tail}"), where, sure)

    def _date(self, event: Referent, date: DateSpan, between: str, where: tuple[int, int], sure: float) -> bool:
        gathered = self.events[event]
        if date.kind == "day_of" or date.begin is None or date.kind in {"dateline", "attributive", "duration"}:
            return False
        sure *= date.certainty
        date = _year_of(event, date)
        if date.begin is None:
            return False
        if date.kind in {"until", "by"} or (_ENDS.search(between) and not _STARTS.search(between)):
            if date.kind == "by":
                return False
            gathered.ends.append((date.finish or date.begin, date, *where, sure))
            return True
        if date.kind == "period" and re.search(r"\b(?:scheduled|set|planned|slated|due|fixed)\s*$", between):
            date = replace(date, kind="date")
        if date.kind in {"after", "before", "period"}:
            return False
        if self._phase and _STARTS.search(between):
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
            yield from _times(event, gathered, day_spans.get(event, []))
            yield from _places(event, gathered.places)


def _reach(between: str) -> float:
    """How sure a date or place is an event's, by what stands between; 0 if it is not."""
    if re.search(
        r";|\b(?:which|who|whose|that|where) (?!(?:[\ue000\ue001](?:, [^,]{0,30},)? (?:will|is to|hosted|is "
        r"due))|was|were|is|are|will|took|has|had|opened|began|starts|started|ended|begins|opens|"
        r"ends|runs|ran|concluded|would)",
        between,
    ):
        return 0.0
    plain = re.sub(r"[\ue000-\ue00a]", " ", between)
    if _OTHER.search(plain) and not (
        _HELD.search(plain)
        and not re.search(
            r"\b(?:since|established|founded|proposed|according|said|told|signed|adopted|approved|agreed|decided)\b",
            plain,
        )
    ):
        return 0.0
    if _HELD.search(plain) or _STARTS.search(plain) or _ENDS.search(plain):
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
        r"(?:has|have|had|will|was|were|is|are|said|took|held|signed|met|became|did)\b)"
    ).search(text, start, limit)
    return match.start() if match else limit


def _inner(text: str, index: int, floor: int) -> bool:
    """Whether a listed place only says where the one before it lies: "in Hamburg, Germany"."""
    return bool(re.search(r",(?: in)? (?:the )?$", text[floor:index])) and not re.match(r",? and\b", text[index + 1 :])


def _times(
    event: Referent, gathered: Gathered, days_of: list[tuple[DateSpan, PartialDate, int, int]]
) -> Iterator[Claim]:
    length = int(event.attrs.get("days", "0"))
    starts, ends = list(gathered.starts), list(gathered.ends)
    for span, day, first, last in days_of:
        both = span_from_day(day, span.days, length, last=span.last)
        if both:
            starts.append((both[0], span, first, last, 0.85))
            ends.append((both[1], span, first, last, 0.85))
    begin = _best(starts)
    finish = _best([e for e in ends if begin is None or (len(e[0].iso) >= 4 and not e[0] < begin[0])])
    if length > 1:
        if begin is not None and finish is None and begin[0].day:
            later = begin[0].plus_days(length - 1)
            finish = (later, *begin[1:4], begin[4] * 0.9) if later else None
        elif begin is None and finish is not None and finish[0].day:
            earlier = finish[0].plus_days(1 - length)
            begin = (earlier, *finish[1:4], finish[4] * 0.9) if earlier else None
    if length > 1 and begin is not None and begin[4] < 0.65 and not ends:
        begin = finish = None  # a day of the event, and nothing tells which
    if length == 1 and begin is None and finish is not None:
        begin, finish = finish, None
    if begin is not None:
        yield Claim(
            event,
            "startDate",
            begin[0].iso,
            begin[2],
            begin[3],
            "events.date",
            _round(begin[4]),
            begin[1].resolved_from,
        )
    if (
        finish is not None
        and (begin is None or finish[0].iso != begin[0].iso)
        and not (begin and begin[0].iso.startswith(finish[0].iso))
    ):
        yield Claim(
            event,
            "endDate",
            finish[0].iso,
            finish[2],
            finish[3],
            "events.date",
            _round(finish[4]),
            finish[1].resolved_from,
        )


def _year_of(event: Referent, date: DateSpan) -> DateSpan:
    """ "Peace Mission 2007, from 9 to 17 August of that year": that year is the name's."""
    year = event.attrs.get("code_year")
    if (
        not year
        or date.begin is None
        or str(date.begin.year) == year
        or date.resolved_from is None
        or date.begin.iso[4:] == ""
    ):
        return date
    begin = PartialDate.parse(year + date.begin.iso[4:])
    finish = PartialDate.parse(year + date.finish.iso[4:]) if date.finish else None
    return replace(
        date,
        begin=begin,
        finish=finish,
        resolved_from=re.sub(r"from \S+\)$", f"from {year})", date.resolved_from or ""),
    )


def _best(
    found: list[tuple[PartialDate, DateSpan, int, int, float]],
) -> tuple[PartialDate, DateSpan, int, int, float] | None:
    """Of dates that agree, the most precise; of those that do not, the surest, the first of equals."""
    if not found:
        return None
    surest = max(found, key=lambda f: (round(f[4], 1), -f[2]))
    agreeing = [f for f in found if f[0].iso.startswith(surest[0].iso) or surest[0].iso.startswith(f[0].iso)]
    return max(agreeing, key=lambda f: (len(f[0].iso), f[4], -f[2]))


def _places(event: Referent, places: list[tuple[Referent, int, int, float]]) -> Iterator[Claim]:
    specific = [p for p in places if p[0].cls == "Place"]
    inside = {id(r) for p in specific for r in (p[0].links.get("in"),) if r is not None}
    for place, start, end, sure in places:
        if (
            place.cls == "State"
            and specific
            and (not any(p[0].links.get("in") for p in specific) or id(place) in inside)
        ):
            continue
        if place.cls == "State" and specific:
            continue
        yield Claim(event, "place", place, start, end, "events.place", _round(sure))


def _round(value: float) -> float:
    return round(min(max(value, 0.05), 0.99), 2)
