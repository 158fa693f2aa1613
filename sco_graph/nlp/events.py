"""Mentions of meetings and exercises, by a grammar of noun phrases over skeletons.

From the head noun ("meeting", "drill") the phrase grows to the left over what may qualify it, and to the right over
"of the foreign ministers", "between <S> and <S>", "on <topic>".  What the words say (edition, place, organiser, format,
"next", "last year's") is kept with the referent; whether two mentions are one event is for ``coreference`` to tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.encounters import encounters
from sco_graph.nlp.event_heads import EXERCISE_HEAD, HEAD, SHOW_HEAD, ordinal
from sco_graph.nlp.event_nouns import is_noun
from sco_graph.nlp.event_patterns import (
    CUE,
    LEADING,
    MENTION,
    NEXT,
    ROUND_OF,
)
from sco_graph.nlp.event_phrases import left as left_of
from sco_graph.nlp.event_phrases import right as right_of
from sco_graph.nlp.event_verbs import councils, holders, meetings
from sco_graph.nlp.formats import below, format_of
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton

if TYPE_CHECKING:
    from spacy.tokens import Doc


_RANKED = re.compile(r"\b(?:highest|supreme|top|premier|principal)\b", re.IGNORECASE)
_SUCH = re.compile(
    r" (?:since|in (?:more than |over |almost |nearly )?(?:\w+|\d+) (?:years|months)|"
    r"of (?:its|the|this) (?:kind|type|sort)|after|to (?:be|include|involve|feature)|under|for \w+ years)\b"
)
_ANOTHER = grammar(
    r"(?<=[,;] )(?:and )?(?:the )?(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"\d{1,2}(?:nd|rd|th))(?: one)?(?=,? ?(?:[—–]|--?)? ?(?:(?:was|were) (?:held|hosted) |took place |"
    r"followed )?(?:(?:in|on|at) |(?:<D>|<P>)))"
)
"""An edition told by its number alone, before when or where it was."""
_TURN = grammar(r"(?:(?:in|at) )?(?P<p><P>)(?:, <S>)?(?:,| \()? ?(?P<d><D>)\)?", 0)
_ROW = grammar(
    rf" (?:were|have been|are|will be|had been)(?: \w+)? (?:held|hosted|convened|conducted|organi[sz]ed) "
    rf"(?P<row>{_TURN.pattern.replace('?P<p>', '?:').replace('?P<d>', '?:')}"
    rf"(?:(?:,|;)? ?(?:and )?{_TURN.pattern.replace('?P<p>', '?:').replace('?P<d>', '?:')})+)",
    0,
)
"""Where and when each of several events was."""
_OWNING_DATE = re.compile(r"(?:in |on |at |during |for )?(?:this|last|next|to)(?: ?\w+)[’']s ", re.IGNORECASE)
_SINGLE = frozenset({"talks", "consultations", "negotiations", "manoeuvres", "maneuvers"})


class EventFinder:
    """Finds noun phrases that speak of meetings and exercises."""

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each phrase; a code name beside the phrase gives it its referent."""
        for segment in doc._.segments:
            if not CUE.search(text_of(doc), segment.start, segment.end):
                continue
            view = skeleton(doc, segment.start, segment.end)
            found = [m for m in (self._phrase(doc, view, head) for head in HEAD.finditer(view.text)) if m]
            for m, after in (*encounters(view), *meetings(view), *councils(view)):
                _surroundings(view, m.referent, after)
                found.append(m)
            _numbered(view)
            found += self._counted_on(doc, view, found)
            found += _in_a_row(doc, view, found)
            for at, kind in holders(view):
                _adopt(next((m for m in found if m.start == view.offset(at)), None), kind)
            if found:
                doc._.mentions = sorted(
                    [*(m for m in doc._.mentions if not _absorbed(m, found)), *_disjoint(found)],
                    key=lambda m: (m.start, -m.end),
                )
        return doc

    def _phrase(self, doc: Doc, view: Skeleton, head: re.Match[str]) -> Mention | None:
        text = view.text
        start = left_of(view, head.start())
        left = text[start : head.start()]
        noun = head.group().lower()
        if noun == "event" and not left.rstrip().endswith(("-day", "\ue00a")):
            noun = "meeting"  # "a special event", "a high-level event"
        turn = ROUND_OF.search(text, 0, start)
        if not is_noun(noun, turn.group() + left if turn else left, text, head):
            return None
        end, parts = right_of(text, head.end())
        if not left.strip() and not parts:
            verb = re.search(
                r"\b(?:holds?|held|holding|has|have|had|having|resumed?|hosts?|ends?|wind up|attends?|opens?|"
                r"chairs?|starts?|started|begins?|began|"
                r"conducts?|conducted|stages?|staged|launch(?:es|ed)?|kick(?:s|ed)? off|into|in|at|for) $",
                text[: head.start()],
            )
            within = re.search(r"\b(?:days?|phase|stage|start|beginning) of $", text[: head.start()])
            if not within and not (verb and LEADING.match(text, head.end())):
                return None
        fragment = noun == "meeting" and not (left.strip() or text[: head.start()].strip() or parts)
        if fragment or (noun == "forum" and _RANKED.search(left)):
            return None  # "Meeting in Beijing, the ministers agreed"; "the second highest forum of the SCO", an organ
        if turn:
            start, left = turn.start(), turn.group() + left
        referent = Referent(_class(noun), "")
        first, last = view.offset(start), view.offset(end - 1) + (0 if end - 1 in view.items else 1)
        if end - 1 in view.items:
            last = view.items[end - 1].end
        said = text_of(doc)[first:last]
        partner = next((begin for kind, begin, _ in parts if kind == "persons"), end)
        if partner < end:  # whom the host meets does not tell who meets: "a meeting with Defence Minister <N>"
            said = said[: view.offset(partner) - first]
        self._describe(referent, noun, left, text[head.end() : partner], said)
        if _SUCH.match(text, end) and referent.attrs.get("edition") == "1":
            del referent.attrs["edition"]  # "the first meeting since the enlargement" is no first edition
        _link(view, referent, start, head.start(), parts)
        _surroundings(view, referent, end)
        spot = next((i for i in range(start, end) if _is_code(view.items.get(i))), end)
        code = view.items[spot].referent if spot < end else None
        opening = re.match(r"(?:[Tt]he |[Aa]n? |(?:in|on|at|during|for|by|from) |[\"“‘'«(])*", text_of(doc)[first:last])
        strip = opening.end() if opening else 0
        referent.label = text_of(doc)[first + strip : last]
        if code is not None and not _two_things(referent, text[spot + 1 :]):
            for key, value in referent.attrs.items():
                code.attrs.setdefault(key, value)
            for key, other in referent.links.items():
                code.links.setdefault(key, other)
            referent = code
        referent.names.setdefault(text_of(doc)[first + strip : last])
        return mention(doc, first, last, referent, Form.DESCRIPTION)

    def _counted_on(self, doc: Doc, view: Skeleton, found: list[Mention]) -> list[Mention]:
        """Editions whose noun is said once: "The first summit was held in Osh, the second – in 2019 in Tashkent"."""
        out: list[Mention] = []
        for match in _ANOTHER.finditer(view.text):
            start, number = view.offset(match.start()), ordinal(match["nth"])
            before = [m for m in found if m.end <= start and "edition" in m.referent.attrs]
            if not before or number is None or any(m.start <= start < m.end for m in found):
                continue
            kin = before[-1].referent
            referent = Referent(kin.cls, f"{match['nth']} {kin.attrs['noun']}")
            referent.attrs.update(
                {k: v for k, v in kin.attrs.items() if k in {"noun", "format"}}, edition=str(number), det="the"
            )
            referent.links.update({k: v for k, v in kin.links.items() if k in {"organizer", "body", "series"}})
            _surroundings(view, referent, match.end())
            out.append(mention(doc, start, view.offset(match.end() - 1) + 1, referent, Form.DESCRIPTION))
        return out

    def _describe(self, referent: Referent, noun: str, left: str, right: str, words_of: str) -> None:
        """Read off the words, names left out and then with them, what kind of event it is."""
        attrs = referent.attrs
        attrs["noun"] = noun
        words = f" {left.lower()}"
        attrs["det"] = _determiner(left) or ("the" if words_of[:4].lower() == "the " else "")
        if _OWNING_DATE.match(words_of):
            attrs["det"] = "the"  # "in this year's exercise" is the one of this year
        if re.search(r" (?:next|upcoming|forthcoming|coming) ", words):
            attrs["which"] = "next"
        elif re.search(r" (?:previous|last|preceding|earlier) ", words):
            attrs["which"] = "previous"
        if re.search(r" (?:annual|yearly|biennial|regular|traditional) ", words):
            attrs["annual"] = "yes"
        if noun.endswith("s") and noun not in _SINGLE:
            attrs["plural"] = "yes"
            count = re.search(r" (two|three|four|five|six|[2-6]) ", words)
            if count:
                attrs["count"] = count[1]
        if re.search(r" (?:bilateral|trilateral|one-on-one|separate|face-to-face|tete-a-tete|\d+-minute) ", words):
            attrs["bilateral"] = "yes"
        number = ordinal(left) if not re.match(r" ?(?:his|her) ", words) else None
        if number and "anniversary" in words:
            attrs["anniversary"] = str(number)
        elif number:
            attrs["edition"] = str(number)
        self._level(referent, noun, f"{left} {noun} {right}", words_of)

    def _level(self, referent: Referent, noun: str, phrase: str, words_of: str) -> None:
        """Read off the words who meets, and so of what class the meeting is."""
        attrs, words = referent.attrs, f" {' '.join(phrase.lower().split())}"
        named = " ".join(MENTION.sub(" ", phrase).split())
        found = (format_of(named) or format_of(words_of)) if referent.cls == "Meeting" else None
        if found:
            attrs["format"] = found.key
            referent.cls = found.cls
        elif below(words_of):
            attrs["below"] = "yes"
        if referent.cls == "Meeting" and (noun.startswith("summit") or " summit meeting" in words):
            referent.cls = "Summit"
            attrs.setdefault("format", "heads_of_state")
        if noun.startswith("summit") and attrs.get("format") in {"ministerial", None}:
            attrs["format"] = "heads_of_state"
            referent.cls = "Summit"
        if re.search(rf"\bministerial\b.* {noun}", words) and referent.cls == "Meeting":
            referent.cls = "MinisterialMeeting"


def _in_a_row(doc: Doc, view: Skeleton, found: list[Mention]) -> list[Mention]:
    """For "The meetings were held in P on D, in P on D and in P on D": all but the first, which the noun is."""
    out: list[Mention] = []
    for match in _ROW.finditer(view.text):
        kin = next((m.referent for m in found if m.end == view.offset(match.start())), None)
        if kin is None or "plural" not in kin.attrs:
            continue
        for turn in [*_TURN.finditer(view.text, *match.span("row"))][1:]:
            date, place = view.one(turn, "d"), view.one(turn, "p").referent
            if date.begin is None:
                continue
            start, end = view.offset(turn.start("p")), date.end
            referent = Referent(kin.cls, f"{kin.attrs['noun'].removesuffix('s')} in {text_of(doc)[start:end]}")
            referent.attrs.update({k: v for k, v in kin.attrs.items() if k in {"format", "which", "det"}})
            referent.attrs.update(noun=kin.attrs["noun"].removesuffix("s"), when=date.begin.iso)
            referent.links.update(
                {k: v for k, v in kin.links.items() if k in {"organizer", "body", "series"}}, place=place
            )
            out.append(mention(doc, start, end, referent, Form.DESCRIPTION))
    return out


def _class(noun: str) -> str:
    """The class of event that a noun tells."""
    if EXERCISE_HEAD.fullmatch(noun):
        return "Exercise"
    return "Event" if noun == "ceremony" or SHOW_HEAD.fullmatch(noun) else "Meeting"


def _numbered(view: Skeleton) -> None:
    """For "the fifth edition of Peace Mission": the number is the exercise's."""
    for index, item in view.items.items():
        if _is_code(item):
            turn = ROUND_OF.search(view.text[max(0, index - 60) : index].rstrip("\"“‘«'"))
            number = ordinal(turn.group()) if turn else None
            if number:
                item.referent.attrs.setdefault("edition", str(number))


def _adopt(found: Mention | None, kind: Referent) -> None:
    """Give a plain "meeting" the kind and the holder of those who hold it: "the defence ministers held a meeting"."""
    if found is None or found.referent.cls != "Meeting" or "format" in found.referent.attrs:
        return
    if any(key.startswith("party") for key in found.referent.links):
        return
    found.referent.cls = kind.cls
    if "format" in kind.attrs:
        found.referent.attrs["format"] = kind.attrs["format"]
    for key, other in kind.links.items():
        found.referent.links.setdefault(key, other)


def _link(view: Skeleton, referent: Referent, start: int, head: int, parts: list[tuple[str, int, int]]) -> None:  # noqa: PLR0912 - what each link says
    """Note the organiser, the place and the parties that the phrase itself names."""
    for index in range(start, head):
        item = view.items.get(index)
        if item is None or not isinstance(item, Mention):
            if item is not None:
                _date(referent, item, view, index, head)
            continue
        other = item.referent
        if other.is_a("Organization"):
            _organizer(referent, other)
        elif other.is_a("EventSeries"):
            referent.links.setdefault("series", other)
        elif other.is_a("State") and item.form is not Form.DEMONYM:
            referent.links.setdefault(f"party{len([k for k in referent.links if k.startswith('party')])}", other)
        elif (
            other.is_a("Place")
            and not re.match(r"\s?[-–—]", view.text[index + 1 :])
            and view.text[index - 1 : index] not in tuple("-–—")
        ):
            referent.links.setdefault("place", other)
    for kind, first, last in parts:
        for index in range(first, last):
            item = view.items.get(index)
            if not isinstance(item, Mention):
                continue
            other = item.referent
            if kind == "persons":
                if other.cls == "Person":
                    referent.links.setdefault(
                        f"party{len([k for k in referent.links if k.startswith('party')])}", other
                    )
            elif other.is_a("EventSeries"):
                referent.links.setdefault("series", other)
                if other.known:
                    referent.attrs.setdefault("series", other.id)
            elif kind == "of" and other.is_a("Organization") and referent.cls != "Event":
                _organizer(referent, other)
            elif (kind == "of" and other.is_a("State")) or (kind == "parties" and other.is_a("Agent")):
                referent.links.setdefault(f"party{len([k for k in referent.links if k.startswith('party')])}", other)


def _surroundings(view: Skeleton, referent: Referent, end: int) -> None:
    """Note the place and the date that follow the phrase at once: "the summit in Tashkent on June 24"."""
    match = NEXT.match(view.text, end)
    if match is None:
        return
    if match["p"]:
        referent.links.setdefault("at", view.one(match, "p").referent)
    if match["here"]:
        referent.attrs["here"] = "yes"
    date = view.one(match, "d") if match["d"] else None
    over = re.search(r"\b(?:ended|concluded)\b", match.group())
    if date is not None and date.begin is not None and date.kind == "date" and not over:
        referent.attrs.setdefault("when", date.begin.iso)


def _date(referent: Referent, item: object, view: Skeleton, index: int, head: int) -> None:
    """A date among the modifiers: "the 2018 summit", "this year's summit", "two-day session"."""
    del view, index, head
    begin = getattr(item, "begin", None)
    if getattr(item, "kind", "") == "duration":
        days = int(getattr(item, "days", 0))
        if days <= 7 or days % 7:  # "three-week" says no number of days
            referent.attrs.setdefault("days", str(days))
    elif begin is not None:
        referent.attrs.setdefault("date", begin.iso)
        if getattr(item, "finish", None) is not None:
            referent.attrs.setdefault("end", item.finish.iso)  # type: ignore[attr-defined]
        if getattr(item, "resolved_from", None):
            referent.attrs.setdefault("date_from", str(item.resolved_from))  # type: ignore[attr-defined]


def _organizer(referent: Referent, other: Referent) -> None:
    referent.links.setdefault("body" if other.is_a("OrganizationBody") else "organizer", other)
    if other.is_a("OrganizationBody") and referent.cls != "Exercise":
        found = format_of(other.label) or next((f for f in map(format_of, other.names) if f), None)
        if found and found.key != "ministerial":
            referent.attrs["format"] = found.key
            referent.cls = found.cls
        elif found and referent.cls == "Meeting":
            referent.cls = found.cls


def _determiner(left: str) -> str:
    word = left.strip(" \"“‘'«(").split(" ")[0].lower() if left.strip() else ""
    if word == "its":
        return "its"
    if word in {"a", "an", "another", "some", "any", "no"}:
        return "a"
    if word in {"the", "this", "that", "these", "those", "its", "their", "his", "her"}:
        return "the"
    if word in {"each", "every"}:
        return "every"
    return ""


def _is_code(item: object) -> bool:
    return isinstance(item, Mention) and "code_name" in item.referent.attrs


def _two_things(phrase: Referent, after: str) -> bool:
    """A plural phrase beside one of several code names is no single exercise: "drills Rubezh-2014 and Vostok-2014"."""
    listed = re.match(r"[\"”’»')]*(?:,|,? and|,? as well as) [\"“‘«'(]?[\ue006]", after)
    return phrase.cls != "Exercise" or ("plural" in phrase.attrs and bool(listed))


def _absorbed(old: Mention, found: list[Mention]) -> bool:
    """Whether an old mention of an event stands inside a new one of the same referent: it is kept, as a name."""
    return any(old.start == new.start and old.end == new.end for new in found)


def _disjoint(found: list[Mention]) -> list[Mention]:
    """Of phrases that overlap, the longer: "meeting of the consultations" is one phrase with two heads."""
    out: list[Mention] = []
    for m in sorted(found, key=lambda m: (-(m.end - m.start), m.start)):
        if not any(m.start < other.end and other.start < m.end for other in out):
            out.append(m)
    return out


@Language.component("sco_events", requires=["doc._.mentions", "doc._.dates"], assigns=["doc._.mentions"])
def sco_events(doc: Doc) -> Doc:
    """Find the phrases that speak of meetings and exercises."""
    return EventFinder()(doc)
