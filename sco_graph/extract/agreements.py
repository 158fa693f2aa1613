"""Documents: who concluded them, whose they are, when, at which event, about what.

Signing, adopting, approving, concluding and issuing are facts; drafts, plans, proposals, denials and ratifications are
none.  A sentence is read by its verbs over skeletons: active, passive, relative clause, bare participle, noun, list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sco_graph.extract.claims import Claim
from sco_graph.extract.document_context import Context
from sco_graph.extract.topics import topics_of
from sco_graph.nlp.mentions import Form, Mention, mentions, text_of
from sco_graph.nlp.organizations import organization_kind
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.dates import DateSpan
    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.segments import Segment

_DONE = (
    r"(?:signed|inked|adopted|approved|concluded|endorsed|issued|released|passed|sealed|produced|"
    r"agreed (?:up)?on|entered into|put their signatures? (?:to|under))"
)
_DOES = rf"(?:{_DONE}|signs?|inks?|adopts?|approves?|concludes?|endorses?|issues?|produces?|agrees? on)"
_ADVERB = r"(?:(?:also|then|jointly|finally|officially|formally|unanimously|later|earlier|both|today|\w+ly|,) ?){0,3}"
_LIST = r"(?:(?:[’'\"”)]*(?:,|;| and| as well as| plus| along with)+(?: (?:approved|signed|adopted|issued|also|on|a|an|the|their|its|two|three|joint|new|and|as|well|of|heads?|state|another))*) ?[\"“‘']?<A>)*"
_LIST_BY_COMMA = _LIST.replace("(?:,|;|", "(?:,|")
_ACTIVE = grammar(
    rf"\b(?P<verb>{_DOES})\b(?P<gap>[^.;:\ue008\ue005\ue006]{{0,70}}?(?:: ?[^.;\ue008]{{0,40}}?)?)(?P<docs><A>{_LIST})(?=(?P<tail>[^.;]{{0,200}}))"
)
_PASSIVE = grammar(
    rf"(?P<docs><A>{_LIST_BY_COMMA})[\"”’')]*(?P<link>,? ?(?:which |that )?(?P<aux>(?:was|were|is|are|has been|have been|had been|being|got|"
    rf"will be|is to be|are to be|would be|should be|could be|may be|might be|can be|to be|was to be|was not|were not|is not|has not been|have not been)\b)? ?"
    rf"(?P<adv>{_ADVERB}))\b(?P<verb>{_DONE})\b(?=(?P<tail>[^.;]{{0,200}}))"
)
_RELATIVE = grammar(
    rf"(?P<docs><A>),? (?:which|that) (?P<subject>[^.;:]{{1,120}}?) (?P<aux>(?:have|has|had|will|would|are to|is to)\b)? ?{_ADVERB}"
    rf"\b(?P<verb>{_DONE})\b(?=(?P<tail>[^.;]{{0,160}}))"
)
_NOUN = grammar(
    rf"\b(?P<verb>(?:the |a )?(?:signing|adoption|conclusion|approval)) (?:ceremony )?of (?:the |an? |their |its )?(?P<docs><A>{_LIST})(?=(?P<tail>[^.;]{{0,120}}))"
)
_INLINE = grammar(
    r"\b(?P<verb>documents? (?:that were |which were )?(?:signed|adopted|approved)\b[^.;:]{0,60}?(?:include[sd]?|are|were|comprise[sd]?)\b:?)"
    r"(?P<docs>[^.]*<A>)(?=(?P<tail>[^.]*))"
)
_FOUNDED = grammar(
    r"\b(?:founded|established|created|set up|formed|launched)\b[^.;]{0,20}? by (?P<who>[^.;]{1,120}?) (?:under|by|through|in accordance with|"
    r"on the basis of) (?:an?|the) (?P<docs><A>)"
)
_AT_WHICH = grammar(r"(?P<event><E>),? [^.;\ue005\ue006]{0,40}?\bwhich (?:\w+ ){0,4}$")
_FINAL = re.compile(r"\b(?:went on|proceeded|gathered|met|assembled|managed|convened) to $")
_NOT_YET = re.compile(
    r"(?:\b(?:will|would|shall|should|could|can|may|might|must|to|not|never|cannot|without|before|until|expected|"
    r"due|ready|"
    r"supposed|yet to|about to|going to|set to)|n[’']t|[’']ll) (?:\w+ly |also |then |jointly |soon |be |have |been |"
    r"both ){0,3}$",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:speculat\w+|rumou?r\w*|den(?:y|ies|ied|ying)|hop(?:e|es|ed|ing)|if|whether|unless|propos(?:al|als|ed|es|"
    r"ing)|suggest\w*|"
    r"urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on)|expect(?:s|ed)?|planned|plans? to|draft|refus\w+|declin\w+|"
    r"fail(?:s|ed) to|"
    r"no|none|neither|nobody|possib\w+|consider\w*|discuss\w*|negotiat\w+|upcoming|future|want(?:s|ed)? to|"
    r"intend\w*|agreed to|"
    r"in (?:case|the event) of|when(?=[^,]*\b(?:is|are) (?:finally )?signed)|should|once)\b(?! doubt)",
    re.IGNORECASE,
)
_LATER_UNREAL = re.compile(
    r"^[^.;,]{0,60}\b(?:was (?:denied|postponed|dropped)|did not|has been ruled out|is not on the agenda)\b"
)
_AIM = grammar(
    r"(?:\b(?:under|in line with|according to|by) (?:the |this )?(?P<under><A>)|(?P<subject><A>),? ?(?:which |"
    r"that )?(?:also )?(?:provides? for|is aimed at|are aimed at|"
    r"aims? (?:at|to)|envisag\w+|cover\w*|regulat\w+|stipulat\w+|deals? with|concerns?|is devoted to|is about|"
    r"focus\w* on|defin\w+|"
    r"calls? for|outlin\w+|sets out|seeks? to|is (?:intended|designed|meant) to|will (?:let|help|allow|enable)|"
    r"lets?|commits?|obliges?))(?P<what>[^.;]*)"
)
_BY = grammar(
    r"\b(?:by|between|among) (?P<who>[^.;]{0,160}?)(?=$|,? (?:in|at|on|during|after|before|following|for|and (?:was|is|were|are|entered)) (?!behalf)|[.;])"
)
_AT = grammar(
    r"\b(?P<how>at|during|in|on|of|following|after|within|by|upon|as a result of|"
    r"on the results of)\b(?! the (?:sidelines|margins|eve))"
    r"(?: the)?(?: (?:second|first|third|final|last|opening|closing|end|close|conclusion|beginning|outcome|results?|"
    r"work|framework|day|and|of|the|upon|completion|frames))*"
    r" ?(?:an? |the |this |their |its |today[’']s |that )?(?P<event><E>)"
)
_SIDE = re.compile(r"\b(?:sidelines|margins|ahead|eve|before|prior|prepar\w+|since|until)\b[^.;,\ue000-\ue00a]{0,30}$")
_GROUPED = re.compile(
    r"(?:[’']s?)? (?:[a-z-]+ ){0,2}(?:member[- ]states?|member[- ]countries|members|states|countries|leaders|heads|"
    r"ministers|"
    r"presidents|governments|secretaries|nations|side|bloc)\b",
    re.IGNORECASE,
)
_NOT_PARTY = re.compile(
    r"\b(?:in|at|near|from|to|with|into|visit\w*|capital of|city of|town of|under|against|chaired by|hosted by|told|"
    r"of the|"
    r"arrived|presidency of|framework of|organ of|summit of|meeting of|council of)(?: the)? $",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    r"\b(?:secretar(?:y|ies)[- ]general|director(?:[- ]general)?|chief|head|chairman|president|commissioner)(?: of)?(?: the)? $",
    re.IGNORECASE,
)
_WITH_NAME = grammar(r"(?:[’']s)? (?:[\w-]+ ){0,4}<N>")
_PAIR = re.compile(
    r"\b(?:the two|both)(?: (?:sides|countries|states|neighbours|neighbors|parties|ministers|leaders|organi[sz]ations))?\b",
    re.IGNORECASE,
)
_BILATERAL = re.compile(
    r"\b(?:the two|both|bilateral|two (?:countries|sides|ministers|presidents|leaders))\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Act:
    """One act of adoption that a sentence tells."""

    documents: list[Mention]
    view: Skeleton
    segment: Segment
    subject: tuple[int, int]
    verb: tuple[int, int]
    tail: tuple[int, int]
    rule: str
    parties: list[Referent] = field(default_factory=list)
    owner: Referent | None = None
    event: Referent | None = None


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """Facts about the documents of one article.

    Args:
        article: The source.
        doc: Its document, with ``sco_agreements``.
    """
    del article
    if any(m.referent.is_a("Agreement") for m in doc._.mentions):
        yield from dict.fromkeys(_Reader(doc).read())


def derived(found: Sequence[Claim]) -> Iterator[Claim]:
    """What follows when all families have spoken: a document of a one-day event is dated by it.

    Args:
        found: The claims of all families.
    """
    days = {c.subject: c for c in found if c.predicate == "startDate" and len(str(c.value)) == len("2012-06-15")}
    ends = {c.subject: c.value for c in found if c.predicate == "endDate"}
    dated = {c.subject for c in found if c.predicate == "adoptedOn"}
    for claim in found:
        event = claim.value
        if claim.predicate != "adoptedAt" or claim.subject in dated or isinstance(event, str):
            continue
        day = days.get(event)
        if day is not None and "opens" not in event.attrs and ends.get(event, day.value) == day.value and event.attrs.get("days", "1") == "1":
            words = day.resolved_from or f"the day of {event.label}"
            yield Claim(
                claim.subject, "adoptedOn", day.value, claim.start, claim.end, "agreements.event_day", 0.8, words
            )


class _Reader:
    """Reads one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._context = Context(doc)
        self._adopted: set[Referent] = set()

    def read(self) -> Iterator[Claim]:
        """Claims sentence by sentence, then what titles say."""
        out: list[Claim] = []
        views = [(s, skeleton(self._doc, s.start, s.end)) for s in self._doc._.segments]
        for segment, view in views:
            self._context.enter(segment, view)
            for act in self._acts(segment, view):
                out += self._act(act)
            out += self._listed(segment, view)
            out += self._founded(segment, view)
        for segment, view in views:
            out += self._aims(segment, view)
        yield from out
        yield from self._titles()

    def _acts(self, segment: Segment, view: Skeleton) -> Iterator[_Act]:
        text, taken = view.text, set[int]()
        for rule, pattern in (
            ("relative", _RELATIVE),
            ("passive", _PASSIVE),
            ("inline", _INLINE),
            ("active", _ACTIVE),
            ("noun", _NOUN),
        ):
            for match in pattern.finditer(text):
                documents = [
                    m for m in view.found(match, "docs") if isinstance(m, Mention) and m.referent.is_a("Agreement")
                ]
                fresh = [m for m in documents if m.start not in taken]
                if not fresh or not _real(text, match, rule):
                    continue
                taken.update(m.start for m in fresh)
                subject = (
                    _last_clause(text, *match.span("subject"))
                    if rule == "relative"
                    else (_clause(text, match.start()), match.start())
                )
                tail = (match.end("docs"),) * 2 if rule == "inline" else match.span("tail")
                if rule == "passive":
                    subject = (_clause(text, match.start()), match.start("docs"))
                yield _Act(fresh, view, segment, subject, match.span("verb"), tail, rule)

    def _act(self, act: _Act) -> Iterator[Claim]:
        self._who(act)
        self._where(act)
        date = self._date(act)
        start, end = act.segment.start, act.segment.end
        for m in act.documents:
            document = m.referent
            if "draft" in document.attrs or document.attrs.get("det") == "no":
                continue
            self._adopted.add(document)
            rule = f"agreements.{act.rule}"
            for party in act.parties:
                yield Claim(document, "party", party, start, end, rule, 0.88)
            if date is not None and date.begin is not None:
                sure = 0.92 * date.certainty
                yield Claim(document, "adoptedOn", date.begin.iso, start, end, rule, sure, date.resolved_from)
            if act.event is not None:
                yield Claim(document, "adoptedAt", act.event, start, end, rule, 0.88)
            owner = act.owner or self._context.list_owner(act.segment) or self._owner_of(act)
            if owner is not None and "owner" not in document.links:
                yield Claim(document, "adoptedBy", owner, start, end, rule, 0.85)
            for topic in topics_of(_about(document, m)):
                yield Claim(document, "topic", topic, start, end, "agreements.title_topic", 0.9)

    def _owner_of(self, act: _Act) -> Referent | None:
        """Whose document it is by the event or by those who act: the leaders, the ministers, the summit."""
        sentence = act.view.text[act.subject[0] : act.tail[1]]
        if _BILATERAL.search(sentence) or (len(act.parties) == 2 and act.event is None):
            return None
        return self._context.holder(act.event, sentence)

    def _who(self, act: _Act) -> None:
        """Who signs: the subject of an active verb, the agent of a passive one."""
        text, (first, last) = act.view.text, act.subject
        if act.rule in ("passive", "noun"):
            by = _BY.search(text, *act.tail)
            if by is None or self._first_event(act, by) is not None:
                return
            first, last = by.span("who")
        agents, owner = _agents(act.view, first, last)
        act.parties, act.owner = agents, owner
        if not agents and owner is None and _PAIR.search(text, first, last):
            act.parties = self._context.pair(act.segment)

    def _first_event(self, act: _Act, by: re.Match[str]) -> Referent | None:
        """The event that adopts: "approved by the 14th meeting"."""
        item = next((i for i in act.view.found(by, "who")), None)
        if isinstance(item, Mention) and item.referent.is_a("Event"):
            act.event = item.referent
            return act.event
        return None

    def _where(self, act: _Act) -> None:
        """At which event: named in the sentence, or that of the sentences before."""
        if act.event is not None:
            return
        text, (subject, _) = act.view.text, act.subject
        head = text[: act.verb[0] if act.rule == "active" else _index(act.view, act.documents)]
        which = _AT_WHICH.search(head)
        if which:
            act.event = act.view.one(which, "event").referent
            return
        for first, last in (act.tail, (act.verb[1], act.tail[0]), (_sentence_start(text, subject), act.verb[0])):
            for match in _AT.finditer(text, first, last):
                if not _SIDE.search(text[max(0, match.start() - 40) : match.start("event")]):
                    act.event = act.view.one(match, "event").referent
                    return
        events = [m.referent for m in _mentions(act.view, *act.subject) if m.referent.is_a("Event")]
        if events and act.rule == "active" and not _SIDE.search(text[subject : act.verb[0]]):
            act.event = events[-1]
        elif self._goes_on(act):
            act.event = self._context.event(act.segment)

    def _goes_on(self, act: _Act) -> bool:
        """Tell whether a sentence goes on about the event of those before: no date or place of its own."""
        elsewhere = any(m.referent.cls == "Place" for m in _mentions(act.view, *act.tail))
        if elsewhere or act.rule in ("relative", "noun") or self._date(act) is not None:
            return False
        if any(m.form is Form.NAME and "bare" not in m.referent.attrs for m in act.documents) and act.rule == "passive":
            return act.tail[0] == act.tail[1]
        told = act.rule in ("passive", "inline") and not act.parties
        return told or self._context.group(act.view.text[slice(*act.subject)])

    def _date(self, act: _Act) -> DateSpan | None:
        """When: the date in the tail, else the only one in the clause or at the sentence's head."""
        text = act.view.text
        spans = (
            (act.tail[0], act.tail[1]),
            (act.verb[1], act.tail[0]),
            (act.subject[0], act.verb[0]),
            (0, act.subject[0]),
        )
        for first, last in spans:
            found = [d for i in range(first, last) if _is_date(d := act.view.items.get(i))]
            if first == act.tail[0]:
                found = (
                    found[:1]
                    if not re.search(r"\b(?:that|which|to|until|for)\b", text[first : _index(act.view, found)])
                    else []
                )
            if len(found) == 1 or (found and first == 0):
                return found[0] if found[0].finish is None else None
            if found:
                return None
        return None

    def _listed(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """Items under "The following documents were adopted at ...:"."""
        header = self._context.header
        if header is None or header.segment is segment:
            return
        documents = [m for m in view.items.values() if isinstance(m, Mention) and m.referent.is_a("Agreement")][:1]
        for m in documents:
            if m.referent in self._adopted or "draft" in m.referent.attrs or m.start - segment.start > 60:
                continue
            self._adopted.add(m.referent)
            start, end = segment.start, segment.end
            if header.event is not None:
                yield Claim(m.referent, "adoptedAt", header.event, start, end, "agreements.list", 0.85)
            if header.date is not None:
                yield Claim(m.referent, "adoptedOn", header.date, start, end, "agreements.list", 0.85)
            if header.owner is not None and "owner" not in m.referent.links:
                yield Claim(m.referent, "adoptedBy", header.owner, start, end, "agreements.list", 0.8)
            for topic in topics_of(_about(m.referent, m)):
                yield Claim(m.referent, "topic", topic, start, end, "agreements.title_topic", 0.9)

    def _founded(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """ "The group was founded by A, B and C under an agreement signed in ..."."""
        for match in _FOUNDED.finditer(view.text):
            parties, _ = _agents(view, *match.span("who"))
            for party in parties:
                yield Claim(
                    view.one(match, "docs").referent,
                    "party",
                    party,
                    segment.start,
                    segment.end,
                    "agreements.founding",
                    0.8,
                )

    def _aims(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """What a document is about by its aim: "Under the memorandum, the two will ...", "The plan is aimed at ..."."""
        for match in _AIM.finditer(view.text):
            group = "under" if match["under"] else "subject"
            document = view.one(match, group).referent
            if not self._counts(document) or (group == "under" and not match["what"].lstrip().startswith(",")):
                continue
            first, last = view.offset(match.start("what")), view.offset(match.end("what"))
            for topic in topics_of(text_of(self._doc)[first:last]):
                yield Claim(document, "topic", topic, segment.start, segment.end, "agreements.aim", 0.78)

    def _titles(self) -> Iterator[Claim]:
        """What titles say by themselves: whose document it is, and what it is on."""
        seen: set[Referent] = set()
        for m in self._doc._.mentions:
            document = m.referent
            if not document.is_a("Agreement") or document in seen or not self._counts(document):
                continue
            if m.form is not Form.NAME and document not in self._adopted:
                continue
            seen.add(document)
            segment = self._context.segment(m.start)
            yield from self._title_event(document, m, segment)
            owner = document.links.get("owner")
            if owner is not None:
                yield Claim(document, "adoptedBy", owner, segment.start, segment.end, "agreements.title_owner", 0.93)
            for topic in topics_of(_about(document, m)):
                yield Claim(document, "topic", topic, segment.start, segment.end, "agreements.title_topic", 0.9)

    def _title_event(self, document: Referent, m: Mention, segment: Segment) -> Iterator[Claim]:
        """ "Joint Communiqué on the results of the sixteenth meeting": the event that a title names."""
        if document.cls not in ("Statement", "Declaration", "Protocol"):
            return
        inner = next((e for e in mentions(self._doc, "Event", start=m.start, end=m.end)), None)
        before = text_of(self._doc)[m.start : inner.start] if inner is not None else ""
        if inner is not None and re.search(r"\b(?:results? of|outcomes? of|following|of|by) (?:the )?$", before):
            yield Claim(
                document, "adoptedAt", inner.referent, segment.start, segment.end, "agreements.title_event", 0.85
            )

    def _counts(self, document: Referent) -> bool:
        if "draft" in document.attrs:
            return False
        return document in self._adopted or "hidden" not in document.attrs


def _real(text: str, match: re.Match[str], rule: str) -> bool:
    """Tell whether the act is told as done."""
    aux = (match["aux"] or "").lower() if rule in ("passive", "relative") else ""
    if re.search(r"\b(?:not|will|would|should|could|may|might|can|to)\b", aux):
        return False
    start = _clause(text, match.start())
    before = text[start : match.start("verb")]
    if rule == "relative" or (rule == "passive" and not aux):
        return not re.search(r"\b(?:not|never|to be|will)\b", text[match.start() : match.start("verb")])
    if _FINAL.search(before):
        return True
    if rule == "active" and re.search(r"\b(?:was|were|been|being|be|is|are) (?:\w+ly )?$", before):
        return False
    return not (_NOT_YET.search(before) or _UNREAL.search(before) or _LATER_UNREAL.search(match["tail"]))


def _clause(text: str, start: int) -> int:
    """Where the clause before an index begins."""
    cut = 0
    for mark in re.finditer(r"[;:—]| -- |, (?:and|but|while|when|where|which|who|after) |\. ", text[:start]):
        cut = mark.end()
    return cut


def _last_clause(text: str, first: int, last: int) -> tuple[int, int]:
    """Of "established the union and which Russia and Belarus", what stands after the last "which"."""
    inner = list(re.finditer(r"\b(?:which|that) ", text[first:last]))
    return (first + inner[-1].end() if inner else first), last


def _sentence_start(text: str, start: int) -> int:
    cut = max(text.rfind(mark, 0, start) for mark in (";", ":"))
    return cut + 1


def _index(view: Skeleton, found: list[Any]) -> int:
    return next((i for i, item in view.items.items() if found and item is found[0]), len(view.text))


def _mentions(view: Skeleton, first: int, last: int) -> Iterator[Mention]:
    return (m for i in range(first, last) if isinstance(m := view.items.get(i), Mention))


def _is_date(item: Any) -> bool:
    return getattr(item, "kind", "") == "date" and getattr(item, "begin", None) is not None


def _agents(view: Skeleton, first: int, last: int) -> tuple[list[Referent], Referent | None]:
    """The states and organisations that act in a stretch, and the organisation whose members act as one."""
    parties: dict[Referent, None] = {}
    owner: Referent | None = None
    text = view.text
    for index in range(first, last):
        item = view.items.get(index)
        if not isinstance(item, Mention) or not item.referent.is_a("State", "Organization"):
            continue
        if _NOT_PARTY.search(text[max(first, index - 24) : index]) and item.form is not Form.METONYM:
            continue
        if _OFFICE_OF.search(text[max(first, index - 40) : index]) or _WITH_NAME.match(text, index + 1):
            continue  # whose officer signs, not who does
        if organization_kind(item.referent.id) == "news_agency":
            continue
        if item.referent.is_a("Organization") and _GROUPED.match(text, index + 1):
            owner = item.referent
        elif item.referent.is_a("Organization") and re.search(r"\bof (?:the )?$", text[max(first, index - 9) : index]):
            owner = owner or item.referent
        elif item.referent.cls == "State" or text[index + 1 : index + 2] in {"", " ", ","}:
            parties.setdefault(item.referent)
    return [p for p in parties if p is not owner], owner


def _about(document: Referent, m: Mention) -> str:
    """The words of a document's names that say what it is on."""
    del m
    return " ; ".join([document.label, *document.names])
