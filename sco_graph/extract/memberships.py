"""Which states are members, observers or dialogue partners of which organisation.

A standing is a fact if the text states it of the present or of its beginning; what is only wished, planned, doubted or
denied is not, and a standing that is over is not either.  Where the text gives the beginning, a Membership carries it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sco_graph.extract import composition
from sco_graph.extract import standing as words
from sco_graph.extract.claims import Claim
from sco_graph.extract.plain import plain_views
from sco_graph.nlp.blocs import dominant, international
from sco_graph.nlp.mentions import Form, Mention, Referent, text_of
from sco_graph.reference import Place, load_reference

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.segments import Segment
    from sco_graph.nlp.skeleton import Skeleton

_PREDICATES = {"member": "hasMember", "observer": "hasObserver", "partner": "hasDialoguePartner"}
_STATUS = {"member": ("FullMember", "full_member"), "observer": ("Observer", "observer")}
_STATUS["partner"] = ("DialoguePartner", "dialogue_partner")
_CUE = re.compile(
    r"member|observer|partner|compris|includ|group|br(?:ing\w*|ought) together|alliance|bloc|union|"
    r"consist|made up|admitt|induct|join|acced|unite|"
    r"counts|encompass|embrace|namely|inclusion|accession|admission|\bentry|newcomer|entrant|entered|accept|re-?admit|took",
    re.IGNORECASE,
)
_MADE_OF = re.compile(
    r"\ue002.*\ue000|\ue000.*\ue002|\ue000.*(?:bloc|group|organi[sz]ation)|(?:alliance|bloc|union) .*\ue000", re.DOTALL
)
_IT = re.compile(r"It (?:now |currently |also )?(?:comprises|consists|groups|includes|unites|brings together) .*\ue000")
_ORGANIZATION_FIRST = re.compile(
    r"(?:[Tt]he )?\ue002(?: \([^)]*\))?,? (?:is|was|has|were|which|an?|the|currently|now|accounts|covers|aims)\b"
)
_STATES = re.compile(r"[\ue000\ue001\ue009]")  # a state, a place that may stand for one, or an adjective of one
_GUESSED = frozenset({"holders", "counted", "leaders"})
_FROM = re.compile(r"[^.;]{0,80}?(\ue00a)")
_NO_SUBJECT = re.compile(r"\b(?:of|by|in|for|with|between|within|at|from|to|under) (?:the )?$", re.IGNORECASE)
_SOME = re.compile(r"\b(?:non-|new|other|more)\W*$", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:the|all|its|their|has|have|with|of|comprises|includes|groups|now|these|counts|currently)[: ]+$",
    re.IGNORECASE,
)
_UNREAD = re.compile(r" (?:of|in|to) (?:the )?(?:so-called )?[\"“]?[A-Z]")
"""After a standing, a name that was not read as an organisation's: whose members these are is not known."""
_SEATS = re.compile(r"\b[Mm]embership of (?:the )?$")
_MANY = re.compile(r"[- ](?:member|nation|country|state)\b", re.IGNORECASE)
_PROMOTED = re.compile(
    r"\b(?:has been|became|is now|was admitted as|joined as) (?:an? |the |its )?(?:\w+ )?member\b|"
    r"\band (?:later |then )?(?:obtained|received|gained|was granted) (?:the )?(?:status of an? )?(?:observer|"
    r"(?:full )?member)",
    re.IGNORECASE,
)
_OWN_CLAUSE = re.compile(r" (?:and|but|while|after|since|because|now that|when|of which|in which) $")
_BEGINNING = re.compile(
    r"\b(?:became|become|joined|acceded|admitted|accepted|inducted|granted|given|since)\b", re.IGNORECASE
)


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """Read standings.

    Args:
        article: The source.
        doc: Its document, with mentions, dates and segments.
    """
    del article  # standings need no date of issue
    reader = _Reader(doc)
    views = list(plain_views(doc))
    for number, (segment, view) in enumerate(views):
        yield from reader.read(segment, view)
        yield from reader.counted(views[number : number + 3])


@dataclass(frozen=True, slots=True)
class _Found:
    """A pattern's match in a sentence."""

    segment: Segment
    view: Skeleton
    match: re.Match[str]
    rule: str

    @property
    def kind(self) -> str:
        """Which standing it states."""
        groups = self.match.groupdict()
        return next((k for k in ("member", "observer", "partner") if groups.get(k) or groups.get(k + "2")), "member")

    def listed(self) -> list[Mention]:
        """The states, or capitals, that it names."""
        groups = self.match.groupdict()
        names = [name for name in ("states", "states2", "besides") if groups.get(name)]
        items = [item for name in names for item in self.view.found(self.match, name) if isinstance(item, Mention)]
        return [m for m in items if m.form is not Form.DEMONYM or m.text.endswith("s") or len(items) == 1]

    def stated(self) -> bool:
        """Tell whether it is said outright of the present, or of a beginning."""
        head, match = self.view.text[: self.match.start()], self.match
        relative = re.search(r"\b(?:which|that)\b", match.group())
        if self.rule.startswith("compris") and _NO_SUBJECT.search(head) and not (relative or _SEATS.search(head)):
            return False
        if self.rule == "described" and not _MANY.search(self.view.one(match, "org").text):
            return False
        if (
            self.rule in {"beside", "listed"}
            and self.kind == "member"
            and len(self.listed()) == 1
            and not _alone(match)
        ):
            return False
        if self.kind != "member" and _PROMOTED.search(self.view.text, match.end()):
            return False
        if (self.rule == "with" and not words.COMPANY.search(head)) or (
            self.rule == "attend_as" and not words.AS_ITS_MEMBERS.search(self.view.text)
        ):
            return False
        hedges = words.NOUN_HEDGED if self.rule in words.NOUN_RULES else words.HEDGED
        head = "" if _OWN_CLAUSE.search(head) or (relative and self.rule.startswith("compris")) else head
        return not (hedges.search(head) or words.PAST.search(match.group()) or words.HEDGED.search(_inner(match)))


class _Reader:
    """Reads sentences in order; "the organisation" is the one that was named last."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.main = dominant(doc)
        self.last: Referent | None = None
        self.before: Skeleton | None = None
        self.paragraph = -1

    def read(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """Read one sentence."""
        if segment.paragraph != self.paragraph:
            self.last, self.paragraph = None, segment.paragraph
        if (_STATES.search(view.text) or words.PAIR.search(view.text)) and _CUE.search(
            text_of(self.doc), segment.start, segment.end
        ):
            for rule, pattern in words.PATTERNS:
                for match in pattern.finditer(view.text):
                    yield from self._statement(_Found(segment, view, match, rule))
            yield from self._leaders(segment, view)
        if _MADE_OF.search(view.text) or self._it(view):
            for rule, pattern in composition.PATTERNS:
                for match in pattern.finditer(view.text):
                    yield from self._statement(_Found(segment, view, match, rule))
        for match in words.HOLDERS.finditer(view.text):
            org = view.one(match, "org").referent
            for item in view.found(match, "list"):
                if item.referent.is_a("State"):
                    yield self._claim("member", org, item.referent, segment, "holders")
        for item in view.items.values():
            if isinstance(item, Mention) and international(item.referent):
                self.last = item.referent
        self.before = view

    def _it(self, view: Skeleton) -> bool:
        """Whether "It includes <S>" follows a sentence whose subject is an organisation."""
        return bool(_IT.match(view.text) and self.before and _ORGANIZATION_FIRST.match(self.before.text))

    def counted(self, views: list[tuple[Segment, Skeleton]]) -> Iterator[Claim]:
        """Five member states, then a list of five states: these are members."""
        view = views[0][1]
        for match in words.COUNTED.finditer(view.text):
            word = (match["count"] or match["count2"]).lower()
            count = words.NUMBERS.get(word) or int(word if word.isdigit() else 0)
            org = self._organization(view, match)
            head = view.text[: match.start()]
            if (
                count < 3
                or org is None
                or _SOME.search(head)
                or not (match["org"] or match["org2"] or _ALL.search(head))
            ):
                continue
            for place, (near, other) in enumerate(views):
                after = match.end() if place == 0 else 0
                for found in words.STATES.finditer(other.text, after):
                    states = [item.referent for item in other.found(found)]
                    if len(set(map(id, states))) == count:
                        for state in states:
                            yield self._claim("member", org, state, near, "counted")
                        return

    def _leaders(self, segment: Segment, view: Skeleton) -> Iterator[Claim]:
        """States by their leaders, if each leader in the list has one state."""
        for match in words.LEADERS.finditer(view.text):
            states = _led(view, *match.span("list"))
            org = self._organization(view, match)
            if org is not None and len(states) > 1:
                kind = next(k for k in ("member", "observer", "partner") if match[k])
                for state in states:
                    yield self._claim(kind, org, state, segment, "leaders")

    def _statement(self, found: _Found) -> Iterator[Claim]:
        org = self._organization(found.view, found.match) if found.stated() else None
        if org is None or (found.kind == "partner" and not _has_partners(found, org)):
            return
        for item in found.listed() or self._counted_before(found):
            state = self._state(item)
            if state is not None:
                yield self._claim(found.kind, org, state, found.segment, found.rule)
                yield from _membership(found, org, state)

    def _counted_before(self, found: _Found) -> list[Mention]:
        """The states that "both countries", "the three republics" mean: the last so many that were listed."""
        pair = found.match.groupdict().get("pair")
        if not pair:
            return []
        word = next((w for w in pair.lower().split() if w in words.NUMBERS or w.isdigit()), "two")
        count = words.NUMBERS.get(word) or int(word)
        any_number = pair.lower() in {"the", "these"}  # "the countries, which are all members"
        for view, stop in ((found.view, found.match.start()), (self.before, None)):
            lists = [[*view.found(match)] for match in words.SEVERAL.finditer(view.text[:stop])] if view else []
            lists = [states for states in lists if any_number or len({id(m.referent) for m in states}) == count]
            if lists:
                return lists[-1]
        return []

    def _state(self, item: Mention) -> Referent | None:
        """The state that is named, if only by its capital."""
        if item.referent.is_a("State"):
            return item.referent
        place = load_reference().by_id.get(item.referent.id)
        if not isinstance(place, Place) or place.kind != "capital_city" or not place.located_in:
            return None
        named = next((m.referent for m in self.doc._.mentions if m.referent.id == place.located_in), None)
        row = load_reference().by_id.get(place.located_in)
        return named or (Referent("State", row.label, row.id, known=True) if row else None)

    def _organization(self, view: Skeleton, match: re.Match[str]) -> Referent | None:
        """The organisation that a statement names, else the one named last."""
        for name in ("org", "org2", "org3"):
            if match.groupdict().get(name):
                named: Referent = view.one(match, name).referent
                return parent(named) if not international(named) else named
        if _UNREAD.match(view.text, match.end()):
            return None
        before = [
            item.referent
            for index, item in view.items.items()
            if index < match.start() and isinstance(item, Mention) and international(item.referent)
        ]
        return before[-1] if before else self.last or self.main

    def _claim(self, kind: str, org: Referent, state: Referent, segment: Segment, rule: str) -> Claim:
        confidence = 0.85 if rule in _GUESSED else 0.93
        return Claim(org, _PREDICATES[kind], state, segment.start, segment.end, f"memberships.{rule}", confidence)


def _led(view: Skeleton, start: int, stop: int) -> list[Referent]:
    """The states of a list's leaders ("<S> N" or "N of <S>"), up to the first leader who has none or several."""
    out: list[Referent] = []
    pending: list[Referent] = []
    waiting = False  # the last leader has no state yet
    for index in range(start, stop):
        item = view.items.get(index)
        if not isinstance(item, Mention):
            continue
        if item.referent.is_a("State"):
            after = view.text[:index].endswith(("\ue004 of ", "\ue004 of the "))
            if after and waiting:
                out.append(item.referent)
                waiting = False
            elif not after:
                pending.append(item.referent)
        elif item.referent.cls == "Person":
            if waiting or len(pending) > 1:
                break
            out += pending
            waiting, pending = not pending, []
    return list(dict.fromkeys(out))


def _membership(found: _Found, org: Referent, state: Referent) -> Iterator[Claim]:
    """The standing as a thing of its own, if the text says when it began."""
    view, match, segment = found.view, found.match, found.segment
    after = _FROM.match(view.text, match.end())
    inside = [view.items[i] for i in range(*match.span()) if i in view.items and not _named(view.items[i])]
    dates = [*inside, *([view.items[after.start(1)]] if after else [])]
    date = next((d for d in dates if d.begin and not d.finish and d.kind in {"date", "since"}), None)
    if date is None or not (_BEGINNING.search(match.group()) or date.kind == "since"):
        return
    status, word = _STATUS[found.kind]
    node = Referent("Membership", f"{org.label} {state.label} {word.replace('_', ' ')}")
    if org.id and state.id:
        node.id, node.known = f"{org.id}__{state.id}__{word}", True
    said: tuple[tuple[str, Referent | str], ...]
    said = (("member", state), ("organization", org), ("status", status), ("from", date.begin.iso))
    for predicate, value in said:
        source = date.resolved_from if predicate == "from" else None
        rule = f"memberships.{found.rule}"
        yield Claim(node, predicate, value, segment.start, segment.end, rule, 0.85, source)


def _inner(match: re.Match[str]) -> str:
    """What stands between the states and their standing."""
    groups = match.groupdict()
    ends = [match.end(k) for k in ("states", "states2") if groups.get(k)]
    starts = [match.start(k) for k in ("member", "observer", "partner", "member2") if groups.get(k)]
    if not ends or not starts:
        return ""
    low, high = sorted((ends[0], starts[0]))
    return match.string[low:high]


def _alone(match: re.Match[str]) -> bool:
    """One state after "member" is meant by it only if the words are singular: "member state Kazakhstan"."""
    return not (match["member"] or "").lower().endswith("s") and not match.group().lower().startswith("member of")


def _has_partners(found: _Found, org: Referent) -> bool:
    """Tell whether "partner nations" are dialogue partners: they are said to be, or the body is known to have some."""
    if "dialog" in found.match.group().lower():
        return True
    return any(row.organization == org.id and row.status == "DialoguePartner" for row in load_reference().memberships)


def _named(item: object) -> bool:
    return isinstance(item, Mention)


def parent(referent: Referent) -> Referent | None:
    """The organisation that an organ belongs to, at the top."""
    seen = 0
    step: Referent | None = referent
    while step is not None and not international(step) and seen < 5:
        step, seen = step.links.get("body_of"), seen + 1
    return step
