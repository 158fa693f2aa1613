"""Which mentions of events are one event.

A mention joins an earlier event if nothing that both say differs (class, edition, code name, organiser, format, place,
parties) and something speaks for it: a shared name, a definite article that points back, or a headline that the first
sentences spell out.  "A meeting" is new; "the next summit" is not this one.  Where two could be meant, the latest is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.event_likeness import (
    Event,
    called_alike,
    compatible,
    depth,
    identified,
    kind_of,
    named_later,
    organizer_of,
    persons_of,
    same_holder,
    same_identity,
    two_sided,
)
from sco_graph.nlp.event_owners import note_owner
from sco_graph.nlp.event_pronouns import pronouns
from sco_graph.nlp.formats import BY_KEY
from sco_graph.nlp.mentions import Mention, Referent, text_of
from sco_graph.nlp.segments import segment_at
from sco_graph.nlp.tense import tense_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PART_OF = re.compile(r"\b(?:days?|phase|stage|part|end|start|beginning) of (?:the )?$")
"""Words before an event that take it as known: "the final day of drills"."""
_PLAIN = frozenset("gathering gatherings event drill drills exercise exercises manoeuvre manoeuvres maneuvers".split())
"""Nouns that name no event by themselves: with "the", they point back to one."""
_BEING = re.compile(
    r"[\w\"”’')][\"”’']?(?:, | was | is |(?:, with [^,.;]{1,60},)? will be |, which was |"
    r",? (?:which )?(?:is|are|was|were|will be|held as|as) (?:an? |the )?"
    r"(?:\w+ )?part of (?:the |[\w’' ]{0,20}[’']s )?)$"
)
"""Between two names of one event: "Peace Mission-2014, the drill", "the manoeuvres are part of the drill"."""


_CODE_NAMED = re.compile(r"\b(?:[Cc]ode-?named|[Dd]ubbed|[Nn]amed|[Tt]itled|[Cc]alled) [\"“‘'«]?$")
_DAY = len("2018-11-27")
_ASIDE = re.compile(
    r"\b(?:follow(?:ing|s|ed)|preced(?:es|ed|ing)|prepar\w+(?: for| of)?|plans for|agenda (?:for|of)) "
    r"(?:(?:the|an?|its|their) )?(?:\w+ ){0,2}\Z"
)
"""Before an event that another one looks ahead or back to."""
_NEAR = 2
"""Paragraphs back in which an event is still spoken of."""


class EventResolver:
    """Joins mentions of one event in a document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._events: list[Event] = []
        self._joined: dict[Referent, Referent] = {}
        issued = doc._.article.issued if doc._.article is not None else None
        self._year = (issued or "")[:4]
        self._late = (issued or "")[5:7] > "02"  # early in a year, news is of the last one, too
        dateline = next((d for d in doc._.dates if d.kind == "dateline"), None)
        places = [
            m.referent for m in doc._.mentions if m.referent.cls == "Place" and dateline and m.end <= dateline.start
        ]
        self._dateline: Referent | None = places[0] if places else None

    def resolve(self) -> None:
        """Give mentions of one event one referent."""
        doc = self._doc
        mentions = [m for m in doc._.mentions if m.referent.is_a("Event")]
        for m in mentions:
            referent = self._joined.get(m.referent, m.referent)
            self._opening_date(m, referent)
            note_owner(doc, m, referent)
            known = next((e for e in self._events if e.referent is referent), None)
            if known is not None:
                known.last, known.paragraph = m.start, segment_at(doc, m.start).paragraph
                continue
            place = self._place(referent)
            segment = segment_at(doc, m.start)
            match = self._match(m, referent, place, segment.paragraph)
            if match is None:
                if (
                    "plural" in referent.attrs
                    and "code_name" not in referent.attrs
                    and referent.attrs.get("det") != "the"
                    and not {"count", "when", "date"} & referent.attrs.keys()
                    and not {"at", "place", "party1"} & referent.links.keys()
                    and segment.number > 0
                ):
                    continue  # exercises in general
                if referent.attrs.get("noun") == "event":
                    referent.attrs["hidden"] = "no event before it"
                    continue
                first = all(self._past(e, referent) for e in self._events) and segment.paragraph <= 1
                event = Event(referent, segment.paragraph, m.start, segment.number == 0 or first)
                self._events.append(event)
            else:
                event = match
                self._join(event, referent)
                event.last, event.paragraph = m.start, segment.paragraph
            if place is not None and place not in event.places:
                event.places.append(place)
        if self._joined:
            doc._.mentions = [
                Mention(m.start, m.end, self._joined[m.referent], m.form, m.text) if m.referent in self._joined else m
                for m in doc._.mentions
            ]
        pronouns(doc)

    def _opening_date(self, m: Mention, referent: Referent) -> None:
        """The date that opens the sentence is the event's: "A year later, in September 2010, the drill drew ..."."""
        if {"when", "date", "code_name"} & referent.attrs.keys():
            return
        start = segment_at(self._doc, m.start).start
        first = next((d for d in self._doc._.dates if d.start >= start), None)
        if first is None or first.begin is None or first.end > m.start or first.kind not in {"date", "day_of"}:
            return
        opening = text_of(self._doc)[start : first.start]
        between = text_of(self._doc)[first.end : m.start]
        entry = re.fullmatch(r"[-–—•* ]*", opening) and between.startswith(":")  # an entry of a chronicle
        if entry or referent.attrs.get("det") != "the":
            if entry and first.begin.day:
                referent.attrs["when"] = first.begin.iso
            return
        if len(opening) <= 22 and re.fullmatch(r"[\w ,]*", opening) and re.fullmatch(r",? ?(?:at |during )?", between):
            referent.attrs["when"] = first.begin.iso

    def _place(self, referent: Referent) -> Referent | None:
        """The city that the phrase names, or that follows it at once ("here" is where the dateline is)."""
        if "here" in referent.attrs and self._dateline is not None:
            return self._dateline
        return referent.links.get("place") or referent.links.get("at")

    def _match(  # noqa: PLR0911 - one case after the other
        self, m: Mention, new: Referent, place: Referent | None, paragraph: int
    ) -> Event | None:
        company = self._company(m, new)
        fits = [e for e in self._events if compatible(e, new, place) and _may_meet(company, persons_of(e.referent))]
        fits.sort(key=lambda e: e.last, reverse=True)
        definite = new.attrs.get("det") in {"the", "its"} or bool(
            _PART_OF.search(text_of(self._doc)[max(0, m.start - 24) : m.start])
        )
        if "plural" in new.attrs and "code_name" not in new.attrs and not definite:
            count = new.attrs.get("count")
            return next((e for e in fits if count and e.referent.attrs.get("count") == count), None)
        if re.match(r"(?:that|this) ", m.text, re.IGNORECASE) and fits and paragraph - fits[0].paragraph <= 2:
            near = [e for e in fits if paragraph - e.paragraph <= 2]
            return next((e for e in near if called_alike(e.referent, new)), near[0])
        if "code_name" in new.attrs and _CODE_NAMED.search(text_of(self._doc)[max(0, m.start - 16) : m.start]):
            nameless = [e for e in fits if e.referent.cls == "Exercise" and "code_name" not in e.referent.attrs]
            if nameless:
                return nameless[0]  # "Code-named Peace Mission 2014, the drill ..."
        appositive = self._appositive(m, fits)
        if appositive is not None:
            return next((e for e in fits if e.referent is appositive), None)
        told = [e for e in fits if two_sided(e.referent) and persons_of(e.referent) == company]
        if len(company) > 1 and told:
            return told[0]  # told again: "A met B. A held talks with B on Friday"
        for event in fits:
            here = place is not None and place in event.places
            if same_identity(event.referent, new, place, event.places, self._year) and (
                here or not self._past(event, new)
            ):
                return event
        if new.attrs.get("which"):
            same = next((e for e in fits if e.referent.attrs.get("which") == new.attrs["which"]), None)
            if same is None:
                self._inherit(new)
            return same
        if "edition" in new.attrs and "format" not in new.attrs and not fits:
            self._inherit(new)
        lead = next((e for e in fits if e.headline and paragraph <= 2 and not self._past(e, new)), None)
        lead = lead or self._foreshadowed(new, fits, paragraph)
        if lead is not None and _bare(lead.referent) and self._elsewhere(m, lead):
            lead = None
        return self._definite(new, fits, lead, place, paragraph) if definite else lead

    def _definite(
        self, new: Referent, fits: list[Event], lead: Event | None, place: Referent | None, paragraph: int
    ) -> Event | None:
        """Whom a definite phrase points back to: the headline's event if it says no more, or the one spoken of."""
        if identified(new):
            if lead is not None and (
                not identified(lead.referent, but_format=True, but_place=True)
                or same_holder(lead.referent, new)
                or named_later(lead.referent, new)
            ):
                return lead
            day = new.attrs.get("date") or ""
            if len(day) == _DAY and identified(new) and organizer_of(new) is None and "edition" not in new.attrs:
                dated = [e for e in fits if day in {e.referent.attrs.get("when"), e.referent.attrs.get("date")}]
                if dated:
                    return dated[0]  # "the November 27 gathering"
            if identified(new, but_place=True) or place is None:
                kin = [
                    e for e in fits if organizer_of(e.referent) is None and kind_of(e.referent) == kind_of(new) != ""
                ]
                return kin[0] if len(kin) == 1 else None
            if "place" in new.links or "code_name" in new.attrs or new.attrs["noun"] not in _PLAIN:
                return lead if lead is not None and not lead.places else self._unplaced(new, fits, paragraph)
            fits = [e for e in fits if not e.places or place in e.places]  # "the gathering, held in Astana"
        fits = [e for e in fits if not self._past(e, new) or paragraph - e.paragraph <= 1]
        return self._antecedent(new, fits, paragraph)

    def _foreshadowed(self, new: Referent, fits: list[Event], paragraph: int) -> Event | None:
        """The one event so far, if "the conference" was all that was said of it and a phrase now tells which it is."""
        only = self._events[0] if len(self._events) == 1 and identified(new) else None
        if only is None or only not in fits or paragraph - only.paragraph > _NEAR or new.attrs.get("which"):
            return None
        return only if _bare(only.referent) and not only.places else None

    def _elsewhere(self, m: Mention, event: Event) -> bool:
        """Whether a mention is looked ahead or back to from an event ("preparations for"), or is of another time."""
        text = text_of(self._doc)
        tenses = {tense_at(text, event.last, event.last), tense_at(text, m.start, m.end)}
        return {"past", "future"} <= tenses or bool(_ASIDE.search(text, max(0, m.start - 40), m.start))

    def _company(self, m: Mention, new: Referent) -> set[Referent]:
        """Those who meet at a meeting of two: whom its phrase names, and the person named just before it."""
        partners = persons_of(new)
        if not partners or not two_sided(new) or "encounter" in new.attrs:
            return partners if two_sided(new) else set()
        start = segment_at(self._doc, m.start).start
        before = [o.referent for o in self._doc._.mentions if start <= o.start < m.start and o.referent.cls == "Person"]
        return partners | set(before[-1:])

    def _unplaced(self, new: Referent, fits: list[Event], paragraph: int) -> Event | None:
        """For "the meeting in Osh on May 5", told by place and day alone: the meeting spoken of just before."""
        if new.attrs.get("det") != "the" or "place" in new.links or "code_name" in new.attrs:
            return None
        near = [e for e in fits if not e.places and paragraph - e.paragraph <= _NEAR and not self._past(e, new)]
        undated = [e for e in near if "when" in new.attrs or not {"when", "date"} & e.referent.attrs.keys()]
        return next((e for e in undated if called_alike(e.referent, new) and not two_sided(e.referent)), None)

    def _inherit(self, new: Referent) -> None:
        """For "The next meeting", "the fifteenth Meeting": of the kind and the holder of the event spoken of."""
        if organizer_of(new) is not None or "series" in new.links or "series" in new.attrs:
            return
        kin = [e.referent for e in sorted(self._events, key=lambda e: e.last, reverse=True)]
        for old in kin:
            alike = old.is_a("Exercise") == new.is_a("Exercise") and not two_sided(old)
            noun = new.attrs.get("noun", "").rstrip("s")
            if not alike or old.attrs.get("which") or (noun == "summit" and old.cls != "Summit"):
                continue
            own = new.attrs.get("format", "ministerial")
            if own not in {"ministerial", old.attrs.get("format", own)}:
                continue
            if own == "ministerial" and "format" in new.attrs and old.cls == "MinisterialMeeting":
                del new.attrs["format"]  # "the next ministerial session" is of the same ministers
            if organizer_of(old) is None and "series" not in old.attrs:
                continue
            for key in ("organizer", "body", "series"):
                if key in old.links:
                    new.links.setdefault(key, old.links[key])
            for key in ("format", "series", "base"):
                if key in old.attrs:
                    new.attrs.setdefault(key, old.attrs[key])
            if not new.is_a("Exercise") and old.cls in {"Summit", "MinisterialMeeting"}:
                new.cls = old.cls
            return

    def _past(self, event: Event, new: Referent) -> bool:
        """Whether an old event is of another year than the article's, which the new phrase does not say."""
        attrs = event.referent.attrs
        when = attrs.get("when") or attrs.get("date") or attrs.get("code_year") or ""
        said = new.attrs.get("when") or new.attrs.get("date") or ""
        if not when:
            return bool(said and self._year) and int(said[:4]) < int(self._year) - (not self._late)
        if said:
            return not (when.startswith(said) or said.startswith(when))
        return bool(self._year) and when[:4] < self._year

    def _antecedent(self, new: Referent, fits: list[Event], paragraph: int) -> Event | None:
        """Whom a bare definite phrase points back to: one called by the same noun, near, or the article's subject."""

        def rank(event: Event) -> tuple[int, int]:
            old = event.referent
            nouns = {name.lower().split()[-1].rstrip("s") for name in old.names} | {
                old.attrs.get("noun", "").rstrip("s")
            }
            same = 3 * (new.attrs.get("noun", "").rstrip("s") in nouns or new.attrs.get("noun") == "event")
            own = 1 if old.cls == new.cls else 0
            solid = 2 if identified(old) or "code_name" in old.attrs else 0
            near = 2 if paragraph - event.paragraph <= 1 else 1 if paragraph - event.paragraph <= 2 else 0
            vague = -2 if old.attrs.get("det", "") == "" and old.attrs.get("noun") in {"talks", "consultations"} else 0
            past = -2 if self._past(event, new) else 0
            return same + own + solid + near + vague + past, event.last

        best = max(fits, key=rank, default=None)
        if best is not None and new.attrs.get("noun", "").startswith("summit") and best.referent.cls != "Summit":
            return best if not best.referent.attrs.get("format") else None
        return best

    def _appositive(self, m: Mention, fits: list[Event]) -> Referent | None:
        """The event that stands before ", " and this phrase: "Peace Mission-2014, the joint exercise of the SCO"."""
        text = text_of(self._doc)
        if re.search(
            r"(?:^|[.”\"\n] ?)(?:It|This|That) (?:was|is|will be|marks|marked) $", text[max(0, m.start - 20) : m.start]
        ):
            latest = max(self._events, key=lambda e: e.last, default=None)
            return fits[0].referent if fits else latest.referent if latest else None
        told = self._told(m)
        if told is not None:
            return told
        if not _BEING.search(text[max(0, m.start - 90) : m.start]):
            return None
        before = [
            o
            for o in self._doc._.mentions
            if o.referent.is_a("Event")
            and _BEING.fullmatch(text, max(o.end - 1, 0), m.start)
            and o.referent is not m.referent
        ]
        return self._joined.get(before[-1].referent, before[-1].referent) if before else None

    def _told(self, m: Mention) -> Referent | None:
        """The event of the verb before "for" and a phrase: "ministers gathered in Astana for the 13th conference"."""
        before: list[Mention] = [o for o in self._doc._.mentions if o.end <= m.start and o.referent.attrs.get("verbal")]
        if not before or m.start - before[-1].end > 120:
            return None
        between = text_of(self._doc)[before[-1].end : m.start]
        if not re.fullmatch(r"[^.;]*\b(?:for|at|to attend|during|in) ", between):
            return None
        return self._joined.get(before[-1].referent, before[-1].referent)

    def _join(self, event: Event, new: Referent) -> None:
        old = event.referent
        self._joined[new] = old
        for key, value in new.attrs.items():
            if key in {"noun", "det"}:
                continue
            old.attrs.setdefault(key, value)
        for link, other in new.links.items():
            old.links.setdefault(link, other)
        for name in new.names:
            old.names.setdefault(name)
        if depth(new.cls) > depth(old.cls):
            old.cls = new.cls
        if new.attrs.get("format") and BY_KEY[new.attrs["format"]].key != "ministerial":
            found = old.attrs.get("format", "")
            if found in {"", "ministerial"}:
                old.attrs["format"] = new.attrs["format"]
        if (len(new.label) > len(old.label) and new.attrs.get("det") != "the") or "edition" in new.attrs:
            old.label = max((old.label, new.label), key=len)


def _bare(event: Referent) -> bool:
    """Whether "the conference" is all that was said of an event."""
    return event.attrs.get("det") == "the" and "plural" not in event.attrs and not identified(event)


def _may_meet(one: set[Referent], other: set[Referent]) -> bool:
    """Whether two companies may be one: either may be told in part."""
    return not (one and other) or one <= other or other <= one


@Language.component("sco_event_coref", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_event_coref(doc: Doc) -> Doc:
    """Join the mentions of one event."""
    if any(m.referent.is_a("Event") for m in doc._.mentions):
        EventResolver(doc).resolve()
    return doc
