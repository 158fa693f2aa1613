"""Who holds which office, and for whom: ``sco:position`` and ``sco:represents``.

A national office represents the state, and its wording keeps the national body ("Secretary of the Security Council");
an office of an international body represents that body, and its wording drops it ("Secretary-General").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sco_graph.extract import offices as words
from sco_graph.extract.claims import Claim
from sco_graph.extract.office_wording import is_person, paired, without_states, worded
from sco_graph.extract.plain import plain_views
from sco_graph.nlp.blocs import dominant
from sco_graph.nlp.mentions import Mention, mentions, text_of
from sco_graph.nlp.skeleton import Skeleton, grammar
from sco_graph.partial_date import PartialDate
from sco_graph.reference import Person, load_reference

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.segments import Segment

_REACH = 200  # characters of a skeleton to either side of a name
_NEXT_PERSON = grammar(rf"(?: \([^)]*\))?(?: [A-Z]\w+){{0,2}} (?:{words.RANKS})<N>", flags=0)
_REPRESENTED = grammar(
    r"(?P<who><S>|<J>)[^.;\ue004]{0,140}?\b(?:represented|headed|led|chaired)"
    r"(?: (?:at|in) [^.,;\ue000\ue004]{1,60}| there| here)? by [^.;\ue000\ue004]{0,80}$|"
    r"[,;] (?:and |while )?(?:that of )?(?:the )?(?P<next><S>)(?: was)? by [^.,;\ue000\ue004]{0,80}$"
)
_ENVOY = re.compile(r"\b(?:ambassador|envoy|representative)$", re.IGNORECASE)
_GENERAL_SECRETARY = re.compile(r"\b(?:secretary|director)[- ]general$", re.IGNORECASE)
_NATIONAL_OFFICE = re.compile(r"\bnational coordinator\b", re.IGNORECASE)
_ASSISTS = re.compile(
    r"\b(?:assistant|aide|advis[eo]r|envoy|representative|secretary)\b.* (?:to|of) (?:the )?"
    r"((?:vice[- ])?president|prime minister|premier|chancellor|king|minister)$",
    re.IGNORECASE,
)
_NO_OFFICE = frozenset({"diplomat", "general", "representative"})
_NO_OFFICE_ALONE = frozenset({"chief", "head", "chair", "director", "leader"})


@dataclass(frozen=True, slots=True)
class _Office:
    """An office that a sentence gives a person; a position of "" only says whom the person represents."""

    person: Referent
    position: str
    whom: Referent | None
    segment: Segment
    rule: str
    confidence: float
    resolved_from: str | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern's match in a skeleton, and where the searched stretch begins in it."""

    view: Skeleton
    match: re.Match[str]
    low: int
    rule: str

    def mention(self, *names: str) -> Mention | None:
        """The mention that is the first of these groups to have matched."""
        for name in names:
            if self.match.groupdict().get(name):
                found = self.view.items.get(self.low + self.match.start(name))
                if isinstance(found, Mention):
                    return found
        return None

    @property
    def rest(self) -> bool:
        """Whether the office goes on behind its state: "Adviser to the President of <S> on <...>"."""
        text = self.match.groupdict().get("rest") or ""
        return bool(re.search(r"[A-Z\ue002\ue003]", text))

    def states(self, name: str) -> list[Mention]:
        """The states inside a group."""
        start, end = self.match.span(name)
        items = (self.view.items.get(self.low + index) for index in range(start, end))
        inside = [item for item in items if isinstance(item, Mention)]
        doc = self.view.doc
        return [m for item in inside for m in mentions(doc, "State", start=item.start, end=item.end)]

    def words(self, doc: Doc, name: str) -> str:
        """The text of a group; empty if it did not match."""
        if not self.match.groupdict().get(name):
            return ""
        start = self.view.offset(self.low + self.match.start(name))
        final = self.low + self.match.end(name) - 1
        item = self.view.items.get(final)
        end = item.end if item is not None else self.view.offset(final) + 1
        return " ".join(text_of(doc)[start:end].split()).strip(" ,")


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """Read offices and whom they represent.

    Args:
        article: The source; its date chooses among the terms that the reference tables list.
        doc: Its document, with mentions and segments.
    """
    reader = _Reader(doc)
    for segment, view in plain_views(doc):
        reader.read(segment, view)
    yield from _positions(reader.offices)
    yield from _represents(article, doc, reader.offices)


class _Reader:
    """Reads sentences in order: "his Chinese counterpart" needs the office that was named before."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.offices: list[_Office] = []

    def read(self, segment: Segment, view: Skeleton) -> None:
        """Read one sentence."""
        people = [(at, item) for at, item in view.items.items() if is_person(item)]
        if not people:
            return
        self._lists(segment, view, counterparts=False)
        lefts = {at: self._office_before(view, at) for at, _ in people}
        for (at, person), following in zip(people, [*(at for at, _ in people[1:]), None], strict=True):
            after = None if following is None else lefts[following]
            if after is not None and following is not None and _apposed(view, at, after, following, lefts[at]):
                lefts[following] = after = None
            if after is not None and lefts[at] is None and following and (inner := _served(view, at, after)):
                self._take(segment, after, person.referent)  # "N, assistant to President of <S> N"
                who = after.mention("who")
                whom = who.referent if who is not None else None
                served = view.items[following].referent
                self.offices.append(_Office(served, inner, whom, segment, "people.served", 0.9))
                lefts[following] = None
            if lefts[at] is not None:
                self._take(segment, lefts[at], person.referent)  # type: ignore[arg-type]
            self._left(segment, view, at, person.referent)
            self._right(segment, view, at, person.referent, after.low + after.match.start() if after else None)
        self._lists(segment, view, counterparts=True)
        self._inherited(view, segment)

    def _inherited(self, view: Skeleton, segment: Segment) -> None:
        """In "head of <S>'s office N, Foreign Minister N and Secretary N" the first one's state is everybody's."""
        whom: Referent | None = None
        last = -1
        for at, item in view.items.items():
            if not is_person(item):
                continue
            own = [o for o in self.offices if o.person is item.referent and o.segment is segment and o.position]
            joined = last >= 0 and words.NEXT_OFFICE.fullmatch(view.text, last + 1, at)
            bare = own and all(o.whom is None and words.OF_A_STATE.search(o.position) for o in own)
            if joined and whom is not None and bare and not view.text.startswith(" of ", at + 1):
                self.offices += [replace(o, whom=whom, rule="people.inherited", confidence=0.8) for o in own]
            else:
                whom = next((o.whom for o in own if o.whom is not None and o.whom.is_a("State")), None)
            last = at

    def _office_before(self, view: Skeleton, at: int) -> _Match | None:
        """The office that ends where a name begins."""
        low = max(0, at - _REACH)
        left = view.text[low:at]
        for rule, pattern in words.LEFT:
            match = pattern.search(left)
            if match:
                start = match.start("office" if "office" in match.groupdict() else 0)
                return None if words.FORMER.search(left[:start]) else _Match(view, match, low, rule)
        return None

    def _left(self, segment: Segment, view: Skeleton, at: int, person: Referent) -> None:
        """A second office before a name, and the state that is said to be represented by it."""
        low = max(0, at - _REACH)
        left = view.text[low:at]
        second = words.APPOSED.search(left)
        if second and not words.FORMER.search(left[: second.start()]):
            self._take(segment, _Match(view, second, low, "apposed"), person)
        led = _REPRESENTED.search(left)
        state = view.items.get(low + led.start("who" if led["who"] else "next")) if led else None
        if isinstance(state, Mention):
            self.offices.append(_Office(person, "", state.referent, segment, "people.represented_by", 0.9))

    def _right(self, segment: Segment, view: Skeleton, at: int, person: Referent, stop: int | None) -> None:
        """Offices after a name, up to where the next one's begins, and those of which it is the subject."""
        low, right = at + 1, view.text[at + 1 : at + 1 + _REACH]
        counterpart = words.COUNTERPART.match(right)
        if counterpart:
            self._take(segment, _Match(view, counterpart, low, "counterpart"), person)
            also = words.ALSO.match(right, counterpart.end())
            if also:
                other = view.items[low + also.start("n")].referent
                self._counterpart(segment, other, view.items[low + also.start("who")].referent)
            return
        made = words.INTO_OFFICE.match(right) if words.APPOINTED.search(view.text[max(0, at - 60) : at]) else None
        if made:
            self._take(segment, _Match(view, made, low, "appointed"), person)
            return
        for patterns in (words.RIGHT, words.PREDICATES):
            for rule, pattern in patterns:
                match = pattern.match(right)
                if match and not _NEXT_PERSON.match(right, match.end()):
                    if patterns is words.RIGHT and stop is not None and low + match.end() > stop:
                        break
                    if rule != "of_state" or not _enumerated(right, match):
                        self._take(segment, _Match(view, match, low, rule), person)
                    break

    def _take(self, segment: Segment, found: _Match, person: Referent) -> None:
        """Turn a match into an office."""
        who, nation = found.mention("who", "who2"), found.mention("nation", "nation2", "nation3", "nation4")
        if found.rule == "national":
            who, nation = found.mention("body"), who
        position = found.words(self.doc, "office")
        if found.rule == "counterpart":
            self._counterpart(segment, person, who.referent if who else None)
            return
        confidence = 0.96 if who is not None else 0.88
        whom = who.referent if who else None
        if (
            position
            and found.rule == "office_of"
            and who is not None
            and _ENVOY.search(position)
            and not _of_body(found, position, who)
        ):
            position, whom = f"{position} to {who.text}", nation.referent if nation else None
        elif found.rule == "envoy":
            position = f"{position} to {found.words(self.doc, 'host')}"
        elif position:
            position, whom = worded(self.doc, position, who, nation, before=found.rule == "state_office")
        if _NATIONAL_OFFICE.search(position) and whom is not None and whom.is_a("Organization"):
            whom = None  # "national coordinator for the SCO" acts for a state
        if found.rest:
            position = f"{position} {without_states(found.words(self.doc, 'rest'), found.states('rest'))}"
        lead = found.mention("lead")
        if lead is not None and whom is not None and whom.is_a("State"):
            position = f"{lead.text} {position}"
        if whom is None and _GENERAL_SECRETARY.search(position):
            whom, confidence = dominant(self.doc), 0.8
        if position or whom is not None:
            self.offices.append(_Office(person, position, whom, segment, f"people.{found.rule}", confidence))

    def _counterpart(self, segment: Segment, person: Referent, whom: Referent | None) -> None:
        """His Chinese counterpart: the office of the person named before, for another state or body."""
        for office in reversed(self.offices):
            if office.person is person or not office.position:
                continue
            if whom is None or office.whom is None or whom.is_a("State") == office.whom.is_a("State"):
                source = f"counterpart of {office.person.label}, {office.position}"
                self.offices.append(_Office(person, office.position, whom, segment, "people.counterpart", 0.88, source))
                return
        if whom is not None:
            self.offices.append(_Office(person, "", whom, segment, "people.counterpart", 0.8))

    def _said_before(self, segment: Segment, view: Skeleton, index: int) -> str:
        """The office that was named last before an index of a sentence."""
        named = {id(item.referent) for at, item in view.items.items() if at < index and is_person(item)}
        said = [o for o in self.offices if o.position and (o.segment is not segment or id(o.person) in named)]
        return said[-1].position if said else ""

    def _lists(self, segment: Segment, view: Skeleton, *, counterparts: bool) -> None:
        """One office for a list of persons, each perhaps with a state; that of counterparts is known from before."""
        for pattern in (p for p in words.LISTS if counterparts is ("other" in p.groupindex)):
            for match in pattern.finditer(view.text):
                found = _Match(view, match, 0, "list")
                position = words.singular(found.words(self.doc, "office"))
                if not position:
                    position = self._said_before(segment, view, match.start())
                if words.FORMER.search(view.text[: match.start()]) or _key(position) in {
                    "",
                    "leader",
                    "diplomat",
                    "secretary of state",
                }:
                    continue
                states = list(view.found(match, "states")) if match.groupdict().get("states") else []
                pairs = paired(view, *match.span("list"))
                if len(states) == len(pairs):
                    pairs = [(who, own or state.referent) for (who, own), state in zip(pairs, states, strict=True)]
                if len(pairs) > 1 or (pairs and pairs[0][1] is not None):
                    self.offices += [_Office(who, position, whom, segment, "people.list", 0.9) for who, whom in pairs]


def _of_body(found: _Match, position: str, who: Mention) -> bool:
    """Whether a representative is a body's own ("a representative of the Association"), not an envoy to it."""
    return who.referent.is_a("Organization") and position.lower() == "representative" and " of " in found.match.group()


def _apposed(view: Skeleton, at: int, office: _Match, name: int, own: _Match | None) -> bool:
    """Tell whether an office between two names is the first one's: "N, the President of S, N, the President of S"."""
    start = at + 1
    between = view.text[start:name]
    begin = office.low + office.match.start() - start
    if (
        begin < 0
        or not re.fullmatch(r"(?: \([^)]*\))?,? ?(?:the |an? )?", between[:begin])
        or "," not in between[:begin]
    ):
        return False
    return own is None and bool(re.search(r",? ?(?:and )?$", between)) and between.rstrip().endswith((",", " and"))


def _served(view: Skeleton, at: int, office: _Match) -> str:
    """The office of whom an assistant serves: "President" of "N, Assistant to the President of <S> N"."""
    begin = office.low + office.match.start()
    found = _ASSISTS.search(office.match.groupdict().get("office") or "")
    if found is None or not re.fullmatch(r",? (?:the |an? )?", view.text[at + 1 : begin]):
        return ""
    return found[1]


def _enumerated(right: str, match: re.Match[str]) -> bool:
    """A name and a state side by side in a list of both are not one another's: "Putin, China and Kazakhstan"."""
    return match.group().startswith(", ") and not re.match(r"[;.]|$", right[match.end() :])


def _key(position: str) -> str:
    text = position.lower().replace("-", " ").replace("defence", "defense")
    text = re.sub(r"\b(?:pm|fm|nsa)\b", lambda m: words.SHORT[m[0]], text)
    return " ".join(word for word in text.split() if word != "the")


def _positions(offices: list[_Office]) -> Iterator[Claim]:
    """One wording an office a person: the first that is spelled out."""
    wording: dict[tuple[int, str], str] = {}
    for office in sorted(offices, key=lambda o: o.position.lower() in words.SHORT):
        word = office.position.lower()
        of_body = word == "representative" and office.whom is not None and office.whom.is_a("Organization")
        if not word or (word in _NO_OFFICE and not of_body) or (word in _NO_OFFICE_ALONE and office.whom is None):
            continue
        yield _claim(office, "position", wording.setdefault((id(office.person), _key(word)), office.position))


def _represents(article: Article, doc: Doc, offices: list[_Office]) -> Iterator[Claim]:
    """Whom each person represents; a bare "Russia's X" counts only beside no office of another body."""
    known: dict[int, set[int]] = defaultdict(set)
    for office in sorted(offices, key=lambda o: not o.position):
        if office.whom is not None:
            whom = known[id(office.person)]
            if office.position or not whom or id(office.whom) in whom:
                whom.add(id(office.whom))
                yield _claim(office, "represents", office.whom)
    for office in offices:
        if not known[id(office.person)]:
            found = _from_reference(article, doc, office)
            if found is not None:
                known[id(office.person)].add(id(found))
                yield _claim(office, "represents", found)


def _claim(office: _Office, predicate: str, value: Referent | str) -> Claim:
    return Claim(
        office.person,
        predicate,
        value,
        office.segment.start,
        office.segment.end,
        office.rule,
        office.confidence,
        office.resolved_from,
    )


def _from_reference(article: Article, doc: Doc, office: _Office) -> Referent | None:
    """Whom the reference tables say a person represents on the article's day, if the text names it at all."""
    person = load_reference().by_id.get(office.person.id)
    issued = PartialDate.parse(article.issued or "")
    terms = person.terms if isinstance(person, Person) else ()
    held = [term for term in terms if issued is None or _holds(term.start, term.until, issued)]
    wanted = {term.represents for term in held if set(_key(term.position).split()) & set(_key(office.position).split())}
    everyone = {term.represents for term in held}
    wanted = wanted or (everyone if len(everyone) == 1 else set())
    return next((m.referent for m in mentions(doc, "State", "Organization") if m.referent.id in wanted), None)


def _holds(start: str | None, until: str | None, issued: PartialDate) -> bool:
    return (not start or start[:4] <= issued.iso[:4]) and (not until or issued.iso[:4] <= until[:4])
