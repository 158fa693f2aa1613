"""Meetings and exercises: who holds them, when, where, with whom, about what."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sco_graph.extract.claims import Claim
from sco_graph.extract.event_people import Attendance
from sco_graph.extract.event_time import Chronicle
from sco_graph.extract.event_topics import agenda, named_topics
from sco_graph.extract.factuality import Standing, begun, standing
from sco_graph.extract.speakers import Speakers
from sco_graph.extract.topics import topics_of as topics_in
from sco_graph.nlp.blocs import dominant
from sco_graph.nlp.event_heads import ordinal
from sco_graph.nlp.event_likeness import organizer_of
from sco_graph.nlp.mentions import Mention, Referent, mentions, text_of
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton
from sco_graph.partial_date import PartialDate
from sco_graph.reference import load_reference
from sco_graph.text import is_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.dates import DateSpan
    from sco_graph.nlp.segments import Segment

_SPONSOR = grammar(
    r"(?P<e><E>)[^.;<E>]{0,80}?(?:under the (?:auspices|aegis|umbrella) of|within the framework of|in the "
    r"framework of|under the framework of|"
    r"(?:convened|(?:co-?)?organi[sz]ed|sponsored|initiated)(?: [a-z]+ly| jointly| together)? by|"
    r"(?<=<X>, )conducted by|(?<=<X> )conducted by|, an? <X> of (?:[\w ]+, )?|under the ambit of) "
    r"?(?:the )?(?:<O>[’']s )?(?P<o><O>)(?:(?:,| and|, and| together with| along with) (?:the )?(?P<o2><O>))?"
)
_SPONSOR_LEFT = grammar(
    r"(?P<o><O>)(?:[’']s?)?(?: (?:\([^)]*\) )?(?:member )?(?:states|countries|nations|members))?(?:, [^,.;<E>]{1,40},)?"
    r"(?:,? \w+){0,3}? (?:(?:agreed|decided|plann?(?:s|ed|ing)|intends?|is|are|due|set|scheduled) to |to |will )?"
    r"(?:(?:is|are|was|were|has been|have been) (?:also |jointly |now )?(?:organi[sz]|hold|host|conduct|stag|conven|"
    r"launch|runn|oversee)ing|hold|holds|held|holding|conduct(?:s|ed)?|stag(?:e|es|ed)|organi[sz](?:e|es|ed)|conven(?:e|es|ed)|"
    r"launch(?:es|ed)?|start(?:s|ed)?|begins?|began|opens?|opened|kick(?:s|ed) off|complet(?:es|ed)|"
    r"wrap(?:s|ped) up|w[io]u?nd(?:s)? up) "
    r"(?:(?:an?|the|its|another|their) )?(?:[\w’'-]+ ){0,5}?(?P<e><E>)"
)
_APPOSED = grammar(
    r"(?P<e><X>),? [^.;]{0,40}?of another (?:bloc|organi[sz]ation|alliance|grouping), (?:the )?(?P<o><O>)"
)


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """Facts about the events of one article.

    Args:
        article: The source.
        doc: Its document.
    """
    del article
    if not _worldly(doc):
        return
    found = list(_EventReader(doc).read())
    solid = {c.subject for c in found if c.predicate in _SOLID}
    held = {c.subject for c in found if c.predicate in {"organizedBy", "inSeries"}}
    solid |= {c.subject for c in found if c.predicate in _DATED and c.subject in held}
    solid |= {e for e in held if "plural" not in e.attrs and e.attrs.get("format", "ministerial") != "ministerial"}
    for claim in found:
        if claim.subject.cls == "EventSeries" or claim.subject in solid:
            yield claim
    for m in doc._.mentions:
        if m.referent.is_a("Event") and m.referent not in solid:
            m.referent.attrs.setdefault("hidden", "nothing said")


_LEAD = 2
"""Paragraphs, counted from 0, that tell the news of the day."""
_NOW = grammar(
    r"(?P<e><E>)(?:,? [^.;<E>]{0,80}?)? (?:(?:has|have) (?:just |officially )?"
    r"(?:kicked off|opened|begun|started|got under ?way|been launched|commenced)|kicks? off|gets? under ?way|"
    r"(?:is|are) (?:currently |now )?being held)\b[^.;]*"
)
"""What news tells as of the day."""
_HOLDERS = 2
"""How many organisations may be told to hold one event together."""
_SOLID = frozenset({"place", "edition", "codeName", "participant"})
_DATED = frozenset({"startDate", "endDate"})


def _worldly(doc: Doc) -> bool:
    """Tell whether the text is about the world of states and their organisations at all."""
    if any(m.referent.is_a("State", "Organization", "Person") and m.referent.known for m in doc._.mentions):
        return True
    for m in doc._.mentions:
        if m.referent.is_a("Event", "EventSeries"):
            m.referent.attrs["hidden"] = "another world"
    return False


class _Telling(NamedTuple):
    """A sentence that speaks of an event (offsets into the text), its words for it, and how the event stands in it."""

    start: int
    end: int
    words: str
    standing: Standing


class _EventReader:
    """Reads one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._main = dominant(doc)
        self._chronicle = Chronicle()
        self._attendance = Attendance(doc, lambda event: [p[0] for p in self._chronicle.events[event].places])
        self._speakers = Speakers()
        self._first: dict[Referent, tuple[int, int]] = {}
        self._said: dict[Referent, list[_Telling]] = defaultdict(list)
        self._standing: dict[Referent, Standing] = {}
        self._days: dict[Referent, list[tuple[DateSpan, PartialDate, int, int]]] = defaultdict(list)
        self._sponsors: dict[Referent, dict[Referent, None]] = defaultdict(dict)

    def read(self) -> Iterator[Claim]:
        """All claims, sentence by sentence, then what only the whole text tells."""
        out: list[Claim] = []
        for segment in self._doc._.segments:
            if not text_of(self._doc)[segment.start : segment.end].strip():
                continue
            view = skeleton(self._doc, segment.start, segment.end)
            out += self._sentence(view, segment)
        real = {e for e, s in self._standing.items() if s is not Standing.NONE}
        main = self._attendance.main
        if main is not None and self._standing.get(main) is not Standing.HELD:
            main = None
        dates = [start[0].iso for start in self._chronicle.events[main].starts] if main else []
        out += self._speakers.claims(main, dates, (self._doc._.article and self._doc._.article.issued) or "")
        out += self._chronicle.claims(self._days)
        out += self._today({c.subject for c in out if c.predicate in _DATED})
        for event in self._standing:
            if event in real:
                out += self._event(event)
            else:
                event.attrs.setdefault("hidden", "not asserted")
        for m in self._doc._.mentions:
            if m.referent.cls == "EventSeries" and m.referent not in self._first:
                self._first[m.referent] = (m.start, m.end)
                out += self._series(m)
        yield from (c for c in out if c.subject in real or c.subject.cls == "EventSeries")

    def _sentence(self, view: Skeleton, segment: Segment) -> Iterator[Claim]:
        skip: set[Referent] = set()
        for item in view.items.values():
            if not isinstance(item, Mention) or not item.referent.is_a("Event"):
                continue
            event = item.referent
            stands = standing(text_of(self._doc), item.start, item.end, segment.start, segment.end)
            if stands is Standing.PLANNED and begun(text_of(self._doc), item.end):
                stands = Standing.HELD  # only its end is to come
            self._first.setdefault(event, (segment.start, segment.end))
            self._said[event].append(_Telling(segment.start, segment.end, item.text, stands))
            year = next((m.referent.attrs["code_year"] for m in view.items.values() if _is_coded(m)), None)
            if year is not None:
                event.attrs.setdefault("context_year", year)
            if stands is Standing.NONE:
                skip.add(event)
            elif stands is not Standing.HELD or self._standing.get(event) in {None, Standing.NONE}:
                self._standing[event] = stands
            self._standing.setdefault(event, stands)
        self._chronicle.read(view, segment.start, segment.end, skip)
        self._day_of(view, segment)
        self._here(view, segment, skip)
        self._sponsored(view)
        yield from self._attendance.read(view, segment.start, segment.end, skip)
        silent = not any(_is_event(item) and item.referent not in skip for item in view.items.values())
        self._speakers.read(view, (segment.start, segment.end), quotes=silent)
        yield from self._agenda(view, segment, skip)

    def _today(self, dated: set[Referent]) -> Iterator[Claim]:
        """For "The summit has kicked off in Osh", of which no date is told: the article's."""
        issued = PartialDate.parse((self._doc._.article and self._doc._.article.issued) or "")
        if issued is None or not issued.day:
            return
        for segment in self._doc._.segments:
            if segment.paragraph > _LEAD:
                return
            view = skeleton(self._doc, segment.start, segment.end)
            for match in _NOW.finditer(view.text):
                event = view.one(match, "e").referent
                if (
                    event not in dated
                    and self._standing.get(event) is not Standing.NONE
                    and "\ue00a" not in match.group()
                ):
                    dated.add(event)
                    where = (segment.start, segment.end)
                    yield Claim(event, "startDate", issued.iso, *where, "events.issued", 0.6, "the article's date")

    def _day_of(self, view: Skeleton, segment: Segment) -> None:
        """For "on the second and final day of the meeting": the day is the sentence's other date."""
        spans = [(i, d) for i, d in sorted(view.items.items()) if getattr(d, "kind", "") == "day_of"]
        for index, span in spans:
            event = next((m.referent for i, m in sorted(view.items.items()) if i > index and _is_event(m)), None)
            day = next(
                (
                    d.begin
                    for d in view.items.values()
                    if getattr(d, "kind", "") == "date" and d.begin is not None and d.begin.day
                ),
                None,
            )
            if event is None:
                continue
            if day is None and self._doc._.article is not None and segment.paragraph <= 4:
                day = PartialDate.parse(
                    self._doc._.article.issued or ""
                )  # "signed today on the final day of the meeting"
                day = day if day is not None and day.day else None
            if day is not None:
                self._days[event].append((span, day, segment.start, segment.end))

    def _here(self, view: Skeleton, segment: Segment, skip: set[Referent]) -> None:
        """For "The summit here": the place of the dateline above."""
        for index, item in view.items.items():
            if (
                _is_event(item)
                and item.referent not in skip
                and re.match(r"[^.;,]{0,14}\bhere\b", view.text[index + 1 : index + 30])
            ):
                place = self._dateline(segment)
                if place is not None:
                    self._chronicle.events[item.referent].places.append((place, segment.start, segment.end, 0.85))

    def _dateline(self, segment: Segment) -> Referent | None:
        """The city in capitals that the nearest paragraph above opens with, else the first place of the text."""
        for above in reversed(self._doc._.segments[: segment.number + 1]):
            first: Mention | None = next((m for m in self._doc._.mentions if m.start >= above.start), None)
            if first is not None and first.start - above.start <= 2 and first.referent.cls == "Place":
                after = text_of(self._doc)[first.end : first.end + 40]
                if first.text.isupper() or re.match(
                    r"(?:, [A-Z]|\.|,? \(|,? [A-Z][a-z]{2,8}\.? \d| [-–—]|\s*\[)", after
                ):
                    return first.referent
        return None

    def _sponsored(self, view: Skeleton) -> None:
        for pattern in (_SPONSOR, _SPONSOR_LEFT, _APPOSED):
            for match in pattern.finditer(view.text):
                event = view.one(match, "e").referent
                named = [m.referent for k in ("o", "o2") if k in match.groupdict() for m in view.found(match, k)]
                for owner in named if organizer_of(event) is None else ():
                    if len(self._sponsors[event]) < _HOLDERS:
                        self._sponsors[event].setdefault(
                            owner if not owner.is_a("OrganizationBody") else owner.links.get("body_of", owner)
                        )

    def _agenda(self, view: Skeleton, segment: Segment, skip: set[Referent]) -> Iterator[Claim]:
        for item in view.items.values():
            if _is_event(item) and item.referent not in skip:
                for topic in named_topics(item):
                    yield Claim(item.referent, "topic", topic, segment.start, segment.end, "events.topic_name", 0.9)
        for event, topic in dict.fromkeys(agenda(view, skip, self._attendance.current)):
            yield Claim(event, "topic", topic, segment.start, segment.end, "events.agenda", 0.8)

    def _event(self, event: Referent) -> Iterator[Claim]:
        """What the event's own words say, each in the first sentence that says it."""
        start, end = self._first[event]
        attrs = event.attrs
        if "edition" in attrs:
            where = self._where(event, lambda told: str(ordinal(told.words)) == attrs["edition"])
            yield Claim(event, "edition", attrs["edition"], *where, "events.ordinal", 0.93)
        if "code_name" in attrs and event.is_a("Exercise"):
            where = self._where(event, lambda told: attrs["code_name"] in told.words)
            yield Claim(event, "codeName", attrs["code_name"], *where, "events.code_name", 0.95)
        for organizer, rule, sure in self._organizers(event):
            where = self._where(event, partial(self._names, organizer))
            yield Claim(event, "organizedBy", organizer, *where, rule, sure)
        series = self._series_of(event)
        if series is not None:
            yield Claim(event, "inSeries", series, start, end, "events.series", 0.9)
        stands = self._standing[event]
        if stands is not Standing.NONE:
            where = self._where(event, lambda told: told.standing is stands)
            yield Claim(event, "status", stands.value, *where, "events.status", 0.9)

    def _where(self, event: Referent, says: Callable[[_Telling], bool]) -> tuple[int, int]:
        """The first whole sentence that says it of an event, else the first headline that does, else the first."""
        found = [(told.start, told.end) for told in self._said[event] if says(told)]
        whole = (where for where in found if is_sentence(text_of(self._doc)[slice(*where)]))
        return next(whole, found[0] if found else self._first[event])

    def _names(self, who: Referent, told: _Telling) -> bool:
        return any(m.referent is who for m in mentions(self._doc, start=told.start, end=told.end))

    def _organizers(self, event: Referent) -> list[tuple[Referent, str, float]]:
        """Who holds an event: whom its own words name, else who is said to hold it, else whose series it is."""
        own = organizer_of(event)
        if own is not None:
            # an organ holds its own session; a drill "of the forces of ..." is the organisation's
            body = event.links.get("body", own) if not event.is_a("Exercise") else own
            said = any(name in told.words for name in (body.label, *body.names) for told in self._said[event])
            return [(holder, "events.organizer", 0.95) for holder in dict.fromkeys((own, body if said else own))]
        if self._sponsors[event]:
            return [(owner, "events.auspices", 0.9) for owner in self._sponsors[event]]
        series = self._series_of(event) or event.links.get("series")
        if series is not None and series.links.get("organizer"):
            return [(series.links["organizer"], "events.series_organizer", 0.85)]
        known = load_reference().by_id.get(event.attrs.get("series", ""))
        holder = getattr(known, "organized_by", None)
        named = next((m.referent for m in self._doc._.mentions if holder and m.referent.id == holder), None)
        if named is not self._main and named is not None and named.is_a("OrganizationBody"):
            named = None  # an organ may hold one edition and its parent the next
        if named is not None and "bilateral" not in event.attrs:
            return [(named, "events.series_organizer", 0.85)]
        if _belongs(event) and self._main is not None:
            return [(self._main, "events.main_organizer", 0.8)]
        return []

    def _series_of(self, event: Referent) -> Referent | None:
        """The series that the text itself names and that this event is an edition of."""
        if "series" in event.links:
            return event.links["series"]
        for m in self._doc._.mentions:
            series: Referent = m.referent
            if series.cls != "EventSeries":
                continue
            if series.known and series.id == event.attrs.get("series"):
                return series
            same = event.attrs.get("format") and event.attrs.get("format") == series.attrs.get("format")
            if same and (organizer_of(series) is organizer_of(event) or organizer_of(event) is None):
                return series
        return None

    def _series(self, m: Mention) -> Iterator[Claim]:
        series = m.referent
        owner = series.links.get("organizer") or organizer_of(series)
        if owner is None and series.known:
            holder = getattr(load_reference().by_id.get(series.id), "organized_by", None)
            owner = self._main if self._main is not None and self._main.id == holder else None
        segment = next(s for s in reversed(self._doc._.segments) if s.start <= m.start)
        if owner is not None:
            yield Claim(series, "organizedBy", owner, segment.start, segment.end, "series.organizer", 0.9)
        sentence = text_of(self._doc)[segment.start : segment.end]
        date = next(
            (
                d
                for d in self._doc._.dates
                if segment.start <= d.start < segment.end
                and d.begin is not None
                and (
                    d.kind == "since"
                    or re.search(r"\b(?:established|launched|set up|created|founded|instituted|introduced)\b", sentence)
                )
            ),
            None,
        )
        if date is not None and re.search(
            r"\b(?:since|established|launched|set up|created|founded|instituted|introduced)\b", sentence
        ):
            yield Claim(
                series,
                "established",
                str(date.begin.iso),
                segment.start,
                segment.end,
                "series.established",
                0.85,
                date.resolved_from,
            )
        words = m.text if re.search(r"terror|drug|cyber", m.text, re.IGNORECASE) else ""
        for topic in topics_in(words):
            yield Claim(series, "topic", topic, segment.start, segment.end, "series.topic", 0.85)


def _is_coded(item: object) -> bool:
    return isinstance(item, Mention) and "code_year" in item.referent.attrs


def _is_event(item: object) -> bool:
    return isinstance(item, Mention) and item.referent.is_a("Event")


def _belongs(event: Referent) -> bool:
    """Whether an event without a named holder is the main organisation's: a summit, or its ministers' meeting."""
    if any(k.startswith("party") for k in event.links) or event.is_a("Exercise"):
        return False
    return event.cls == "Summit" or bool(event.attrs.get("format", "") not in {"", "ministerial", "heads_of_state"})
