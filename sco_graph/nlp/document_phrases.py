"""Phrases that name or describe a document, by a grammar of words; no language model is needed.

From a head noun ("agreement", "Convention") the phrase grows to the left over what qualifies it and to the right over
what the document is on.  A title runs as far as its capitals do, a description as far as its clause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass

from sco_graph.nlp.document_heads import (
    EMPTY,
    FUNCTION,
    HEAD,
    JOINED,
    ONLY_TITLED,
    PLURAL,
    STOP,
    WEAK,
    grow_left,
    no_head,
)

_AFTER_AND = re.compile(
    r"and (?:\w+ly )?(?:(?:the|a|an|its|their|his|her|this|that|these|another|several|some|other|to|was|were|is|are|"
    r"will|has|have|had|said|then|also|additional|further|related|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|"
    r"(?:sign|adopt|approve|issue|discuss|endorse|agree|hold|held|met|meet|visit|exchange|call|pledge|express|take|"
    r"took|note|welcome|set|put|plan)\w*\b)"
)
_AND_A_HEAD = re.compile(rf"(?:and|as well as) (?:an?|another) (?:[\w-]+ ){{0,4}}?(?:{HEAD.pattern})", re.IGNORECASE)
"""Where a second document begins: "an agreement between the two and a protocol on ..."."""
_LOCATION = re.compile(
    r"(?:in|at|near) (?:the )?(?:[\w’'-]+ ){0,2}(?:capital|city|town|port|village|resort|summit|meeting|session|"
    r"conference|end|close|ceremony|sidelines|presence|same|talks|margins|forum)\b"
)
_OPEN_RIGHT = re.compile(
    r"\s(?:\((?P<short>[A-Z][A-Za-z-]{1,9})\)\s)?(?P<prep>on|of|for|about|concerning|regarding|between|among|"
    r"amongst|against|to|towards?|until|in|with|calling|setting|establishing|creating|governing|granting|endorsing|aimed|amending|"
    r"supplementing|extending|banning|prohibiting|regulating|defining|opposing|supporting|condemning|ending|settling|"
    r"finali[sz]ing|delimiting|demarcating|formali[sz]ing|recogni[sz]ing|renewing|replacing|"
    r"prolonging|revising|updating|repealing|terminating|suspending|restoring|simplifying|facilitating|abolishing|lifting|"
    r"introducing)\b",
    re.IGNORECASE,
)
_QUOTED_SUBJECT = re.compile(
    r" (?:(?:on|for|of|titled|entitled|named|called|dubbed) )?(?:the )?[\"“‘](?P<subject>[^\"”’\n]{3,140})[\"”’](?!\w)"
)
_BY_WHOM = re.compile(
    r" by the (?:(?:Ministers?|Heads?|Leaders|Presidents|Council|Chiefs|Secretar(?:y|ies)|Members?|States?|"
    r"Foreign|Defen[cs]e|Affairs|Government|Security)\b ?|(?:of|and|for|the)\b ?){1,8}"
    r"(?:of the |of )?(?:[A-Z][\w’'-]* ?(?:(?:of|and|the) )*){0,8}(?:member )?(?:(?:states|countries|nations)\b)?(?<! )"
)
"""Who speaks in a statement: "Joint Statement by the Ministers of Foreign Affairs of the SCO member states"."""
_PURPOSE = re.compile(
    r"to (?:promote|develop|facilitate|establish|strengthen|enhance|expand|create|deepen|boost|support|combat|counter|"
    r"improve|implement|found|form|build|set up|end|regulate|protect|prevent|address|ban|limit|reduce|settle|the )\b"
)
_LISTED_NAME = re.compile(
    r"and the (?:[A-Z][\w’'-]* |of |the )*[A-Z][\w’'-]*(?=[,.;)\]\"”]|\s*$| (?:was|were|is|are|in|at|on)\b)"
)
_TURNS = re.compile(
    r"(?:on|concerning|regarding|against) (?!the\b|an?\b|and\b|of\b|its\b|their\b)[a-z]|"
    r"(?:in|for|of|on|to|at|against) (?:the )?(?:[a-z]+ing\b|(?:fight|struggle|field|sphere|area)s?\b)|"
    r"(?:on|concerning|regarding|for) the [a-z]+ (?:of|in|between)\b|"
    r"(?:between|among) (?:the )?(?!(?:governments?|heads|member|states|countries|the)\b)[a-z]"
)
"""Where a title goes on in small letters: "Program for Cooperation in countering terrorism"."""
_AND_MORE = re.compile(
    r"and (?:the |its |their )?[A-Z][\w’'-]*(?: (?:of|and|in|for|the|against|to|on|[A-Z][\w’'-]*)){0,12}"
    r" (?:was|is|has been|had been) (?:\w+ly )?(?:adopted|signed|approved|issued|concluded|endorsed|released|inked)\b"
)
"""Of "the Declaration on Trafficking of Drugs, and the Abuse of Substances was adopted": its title goes on."""
_STANDS_FOR = re.compile(
    r"(?P<through>, (?:represented by|in the person of|acting through) [^,;.()]{1,80},(?= and )|"
    r" (?:as )?(?:represented by|in the person of|acting through)(?: its| the| their)?)(?= )",
)
"""Of "between the UN represented by its Office and the Centre": through whom one side acts."""
_TOKEN = re.compile(
    r"(?P<comma>,)?\s(?P<word>\([A-Z][\w -]{0,30}\)|[^\s,.;:()\"”“!?«»]+|"
    r"[\"“][A-Z][^\"”\n.;:]{2,60}[\"”])"
)
_QUOTED = re.compile(r"[\"“«](?P<title>[A-Z][^\"”»\n]{4,160}?)[,.]?[\"”»]")


_PARTICIPLE = re.compile(r"\b\w+(?:ed|en|wn) $")
_MEMBERS = frozenset("member states state countries nations heads leaders governments government ministries".split())
"""What a title may call those who concluded it, in small letters: "Declaration of the SCO member states"."""
_ASIDE = re.compile(
    r"on (?:the )?(?:behalf|sidelines|margins|eve|occasion|basis|instructions?|initiative|proposal|side(?! of\b))\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r" \([A-Z][A-Za-z-]{1,9}\)")
_IN = re.compile(r"(?:in|at|near)\b", re.IGNORECASE)
_IN_PLACE = re.compile(r"\w+ (?:the )?(?:[a-z]+ ){0,2}")
_OF_CAPITAL = re.compile(r" (?:meeting |[Mm]ember )?(?:of|[Ss]tates of) (?:the )?[A-Z]")
_BETWEEN_ONE = re.compile(r"\b(?:between|among) (?:(?! and )[^.;,()]){2,120}$")
_NO_ITEM = r"which|who|where|a|an|the|its|as|with|after|while|and|including|saying|under|according|but"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase about a document.

    Attributes:
        start: First character, without the determiner.
        end: One past the last character.
        cls: Class that the head noun tells.
        head: The head noun, lower case.
        det: Determiner before it, lower case, or an empty text.
        title: Whether it is a title: its head is capitalised and something qualifies it, or it stands in quotes.
        bare: Whether nothing but the determiner qualifies the head: "the agreement".
        weak: Whether the head often means something else and nothing shows that it does not here.
    """

    start: int
    end: int
    cls: str
    head: str
    det: str
    title: bool
    bare: bool
    weak: bool


def find_phrases(text: str, start: int, end: int, *, dates: Container[int], names: Collection[int]) -> list[Phrase]:
    """Find the phrases about documents in a sentence.

    Args:
        text: The whole text.
        start: Where the sentence begins.
        end: Where it ends.
        dates: Offsets at which dates, with their prepositions, begin.
        names: Offsets at which names of states and places begin.
    """
    found: list[Phrase] = []
    grammar = _Grammar(text, end, dates, names)
    floor = start
    for match in HEAD.finditer(text, start, end):
        if no_head(text, match):
            continue
        plural = PLURAL.match(match.group())
        if match.start() >= floor:
            phrase = grammar.phrase(match, floor)
            alone = plural and phrase.end == match.end() and not (phrase.title and match.group()[0].isupper())
            if alone or (phrase.head in ONLY_TITLED and not _says_which(text, phrase)):
                continue
            found.append(phrase)
            floor = phrase.end
        elif (inner := grammar.phrase(match, found[-1].start)).end <= floor and inner.det and not plural:
            told = inner.det == "the" and not inner.bare and not inner.weak
            found += [inner] if inner.title or told else []  # "the Action Plan on the UN Global Strategy" names two
    quoted = list(_quoted(text, start, end, found))
    return [*found, *quoted]


def _says_which(text: str, phrase: Phrase) -> bool:
    """Tell whether an act, a decision or the like is a title, or says what it is on."""
    after = text[phrase.start : phrase.end].lower().partition(phrase.head)[2]
    decides = phrase.head in {"decision", "resolution"} and re.search(r"\b(?:on|regarding|concerning)\b", after)
    again = phrase.bare and phrase.det in {"the", "this"} and text[phrase.start].isupper()  # "the Act"
    return bool(decides) or again or (phrase.title and not phrase.weak)


class _Grammar:
    """The rules, for one sentence."""

    def __init__(self, text: str, end: int, dates: Container[int], names: Collection[int]) -> None:
        self._text, self._end = text, end
        self._dates, self._names = dates, names

    def phrase(self, match: re.Match[str], floor: int) -> Phrase:
        """Grow a phrase from its head."""
        text, head = self._text, match.group()
        capital = head[:1].isupper()
        first, det = grow_left(text, match.start(), floor, weak=head.lower().split()[-1] in WEAK)
        last = self._right(match.end(), capital=capital)
        left, right = text[first : match.start()].strip(), text[match.end() : last].strip()
        if set(left.split()) <= EMPTY:
            left = ""
        named = bool(re.search(r"(?:^| )[A-Z]", left))
        about = capital and bool(re.search(r"(?:^| )(?!I{1,3}\b)[A-Z][a-z]", right))
        cls = str(match.lastgroup)
        title = (capital and bool(left or right)) or (named and cls != "Programme")
        strong = JOINED.search(text, first, last) or head.lower().startswith(("joint", "final", "press"))
        weak = head.lower().split()[-1] in WEAK and not (capital and (named or about)) and not strong
        return Phrase(first, last, cls, head.lower(), det, title, not left and not right, weak)

    def _right(self, pos: int, *, capital: bool) -> int:
        text, end = self._text, self._end
        quoted = _QUOTED_SUBJECT.match(text, pos, end)
        if quoted and not HEAD.search(quoted["subject"]):
            return quoted.end()
        by_whom = _BY_WHOM.match(text, pos, end) if capital else None
        if by_whom:
            pos = by_whom.end()
        opening = _OPEN_RIGHT.match(text, pos, end)
        if opening:
            prep = opening.start("prep")
            if self._elsewhere(prep) or (prep in self._dates and opening["prep"].lower() != "for"):
                opening = None
        if not opening:
            short = _SHORT.match(text, pos, end)
            return short.end() if short else pos
        title = capital and _is_title(text, opening.end(), end)
        if (
            capital
            and not title
            and opening["prep"].lower() == "to"
            and not _PURPOSE.match(text, opening.start("prep"))
        ):
            return pos  # "extend the Agreement to rail traffic"
        at = opening.end()
        title = title and not _TURNS.match(text, opening.start("prep"), end)
        for _ in range(46 if capital else 26):
            stands = _STANDS_FOR.match(text, at, end)
            if stands and _BETWEEN_ONE.search(text, max(0, at - 160), at):
                at = stands.end("through")
            token = _TOKEN.match(text, at, end)
            if token is None or self._stops(token, title=title):
                break
            at = token.end()
            title = title and not _TURNS.match(text, token.start("word"), end)
        return _trim(text, pos, at)

    def _stops(self, token: re.Match[str], *, title: bool) -> bool:
        text, word, at = self._text, token["word"], token.start("word")
        low = word.lower()
        if token["comma"] and not _list_goes_on(text, at, self._end, title=title):
            more = _AND_MORE.match(text, at, self._end) if title else None
            return more is None or HEAD.search(more.group()) is not None
        if low in STOP or (at in self._dates and low != "for") or word in {"--", "-", "–", "—"}:
            return True
        paired = _BETWEEN_ONE.search(text, max(0, at - 160), at)
        another = low in {"and", "as"} and _AND_A_HEAD.match(text, at, self._end)
        if another or (low == "and" and not paired and self._another(at)):
            return True
        if self._elsewhere(at) or (low in {"at", "from"} and not title):
            return True
        if low == "by" and not title and not _PARTICIPLE.search(text, max(0, at - 24), at):
            return True
        small = not word[:1].isupper() and not word[:1].isdigit() and word[:1] != "(" and low not in _MEMBERS
        goes_on = _OF_CAPITAL.match(text, token.end(), self._end)  # "on the implementation of the UN ..."
        return title and small and low not in FUNCTION and goes_on is None

    def _another(self, at: int) -> bool:
        """Tell whether "and" opens a clause or another document rather than adds to what this one is on."""
        opens = _AFTER_AND.match(self._text, at, self._end) or HEAD.match(self._text, at + 4, self._end)
        return opens is not None and not self._name_goes_on(at)

    def _name_goes_on(self, at: int) -> bool:
        """Tell whether "and the ..." adds a name to the one before: "to Qatar and the Republic of Iran"."""
        listed = _LISTED_NAME.match(self._text, at, self._end)
        before = re.search(r"[A-Z][\w’'-]* $", self._text[max(0, at - 30) : at])
        return bool(listed and before and not HEAD.search(listed.group()))

    def _elsewhere(self, at: int) -> bool:
        """Tell whether "in ..." says where a document was signed rather than what it is on."""
        if _ASIDE.match(self._text, at):
            return True
        if not _IN.match(self._text, at):
            return False
        gap = _IN_PLACE.match(self._text, at)
        near = bool(gap) and any(gap.start() < name <= gap.end() for name in self._names) if gap else False
        return near or _LOCATION.match(self._text, at) is not None


def _is_title(text: str, pos: int, end: int) -> bool:
    words = [token["word"] for token in _TOKEN.finditer(text, pos, min(end, pos + 60))][:4]
    content = [word for word in words if word.lower() not in FUNCTION]
    return bool(content) and content[0].lstrip("(“\"‘'")[:1].isupper()


def _list_goes_on(text: str, begin: int, end: int, *, title: bool) -> bool:
    """Tell whether a comma joins the items of one title: "Terrorism, Separatism and Extremism"."""
    names = title or re.search(r"[A-Z][\w’'-]*,? $", text[max(0, begin - 30) : begin]) is not None
    first = r"[A-Z]" if names else rf"(?!(?:{_NO_ITEM})\b)[a-z]"
    item = rf"{first}[\w’'-]*(?: (?:and |of |in |their )?{first}[\w’'-]*){{0,3}}"
    rest = re.compile(rf"{item}(?:, {item}){{0,8}},? and (?:their |other )?{first}").match(text, begin, end)
    return rest is not None and not HEAD.search(rest.group())


def _trim(text: str, pos: int, at: int) -> int:
    """Leave off function words at the end."""
    while at > pos:
        tail = re.search(r"\s(\S+)$", text[pos:at])
        if not tail or tail[1].lower() not in FUNCTION:
            break
        at = pos + tail.start()
    return at


def _quoted(text: str, start: int, end: int, found: list[Phrase]) -> Iterator[Phrase]:
    """Titles in quotes that hold a head noun: 'the "SCO Development Strategy until 2025"'."""
    for match in _QUOTED.finditer(text, start, end):
        head = HEAD.search(match["title"])
        first, last = match.span("title")
        inner = [p for p in found if p.start < last and first < p.end]
        whole = match.group()[0] == "«" and all(first <= p.start and p.end == last for p in inner)
        if whole:  # "«Main trends of the Programme of ...»" is one title
            found[:] = [p for p in found if p not in inner]
        if head and head.group()[:1].isupper() and (whole or not inner):
            yield Phrase(first, last, str(head.lastgroup), head.group().lower(), "", title=True, bare=False, weak=False)
