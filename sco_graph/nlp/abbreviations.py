"""Names that brackets abbreviate: "Conference on Interaction and Confidence-Building Measures in Asia (CICA)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.gazetteer import Gazetteer
from sco_graph.names import name_key
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_WORDS = r"[A-ZÀ-Þ][\w’'-]*(?:,? (?:(?:and|of|on|for|in|to|the|with|against|&|[–-]) ){0,3}[A-ZÀ-Þ][\w’'–-]*){1,12}"
_SPELT = re.compile(rf"\b(?P<name>{_WORDS}) \([“\"]?(?P<short>[A-Z][A-Za-z-]{{1,8}}[A-Z])[”\"]?\)")
_GROUP_ON = re.compile(
    r"\b(?P<name>(?:[A-Z][\w-]* ){1,4}(?:group|task force|network|platform|initiative|alliance|coalition|programme|"
    r"partnership) (?:on|for|against) [a-z][a-z, -]{3,90}?) \([“\"]?(?P<short>[A-Z][A-Za-z-]{1,8}[A-Z])[”\"]?\)"
)
"""A name whose noun is written small: "Eurasian group on combating money laundering (EAG)"."""
_BODY = re.compile(
    r"\b(?:Organi[sz]ation|Union|Community|Council|Association|Conference|Forum|League|Alliance|Group|Commission|"
    r"Committee|Commonwealth|Agency|Cent(?:re|er)|Bank|Fund|Network|Force|Service|Structure|Institute|Federation|Bureau|"
    r"Authority|Secretariat|Partnership|Cooperation|Initiative)\b"
)
_EVENT = re.compile(
    r"\b(?:Exercises?|Drills?|Meetings?|Summit|Agreement|Treaty|Convention|Protocol|Memorandum|Programme)\b"
)
_SERIES = re.compile(r"\b(?:Conference|Forum)\b")
_TYPES = {"Organization", "OrganizationBody"}


def spelt_out(doc: Doc, known: dict[str, Referent]) -> None:
    """Mark names that are no names by their form, and whose initials are the abbreviation in the brackets after them.

    Args:
        doc: A document with the names found so far.
        known: Organisations by local name or key of a name; those found are added.
    """
    found: list[Mention] = list(_groups(doc, known))
    for match in _SPELT.finditer(text_of(doc)):
        entries = [e for e in Gazetteer.default().lookup(match["short"]) if e.type in _TYPES]
        entry = entries[0] if len(entries) == 1 else None
        begin = _spelling(match["name"], match["short"])
        if begin is None and entry is not None:
            begin = _likening(match["name"], entry.label)
        if begin is None:
            continue
        start, end = match.start("name") + begin, match.end("name")
        name = text_of(doc)[start:end]
        named = [m for m in doc._.mentions if m.start < end and start < m.end and m.referent.is_a("Organization")]
        if named or _EVENT.search(name) or not (entry or _BODY.search(name)):
            continue
        key = entry.id if entry else name_key(name)
        referent = known.get(key)
        if referent is None and entry is not None:
            referent = Referent(entry.type, entry.label, entry.id, known=True)
        elif referent is None:
            referent = Referent("EventSeries" if _SERIES.search(name) else "Organization", name)
        known[key] = referent
        found.append(mention(doc, start, end, referent, Form.NAME))
        if not any(m.start == match.start("short") for m in doc._.mentions):
            found.append(mention(doc, match.start("short"), match.end("short"), referent, Form.SHORT))
    if found:
        merge(doc, found)


def _groups(doc: Doc, known: dict[str, Referent]) -> Iterator[Mention]:
    """Groups whose noun is written small, with the abbreviation that the brackets give them."""
    for match in _GROUP_ON.finditer(text_of(doc)):
        name = re.sub(r"^(?:The|A|An|This) ", "", match["name"])
        start, end = match.end("name") - len(name), match.end("name")
        if name[0] != match["short"][0] or any(m.start < end and start < m.end for m in doc._.mentions):
            continue
        referent = known.setdefault(name_key(name), Referent("Organization", name))
        yield mention(doc, start, end, referent, Form.NAME)
        yield mention(doc, match.start("short"), match.end("short"), referent, Form.SHORT)


def _spelling(name: str, short: str) -> int | None:
    """Where the words begin whose initials, small words left out or not, spell an abbreviation."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    words = [*re.finditer(r"[^\W\d_]+", name)]
    for number in range(len(words) - 1, -1, -1):
        if not words[number][0][0].isupper():
            continue
        initials = [w[0][0].lower() for w in words[number:]]
        capitals = [w[0][0].lower() for w in words[number:] if w[0][0].isupper()]
        if letters in (initials, capitals):
            return words[number].start()
    return None


def _likening(name: str, label: str) -> int | None:
    """Where a name begins that has most of the capital words of the one in the tables, from its first word on."""
    wanted = re.findall(r"[A-Z]\w+", label)
    for word in re.finditer(r"[A-Z]\w+", name):
        if word[0] == wanted[0]:
            shared = set(re.findall(r"[A-Z]\w+", name[word.start() :])) & set(wanted)
            return word.start() if 2 * len(shared) > len(set(wanted)) else None
    return None


def merge(doc: Doc, found: list[Mention]) -> None:
    """Add mentions; an old one that a new one swallows whole stays inside it, one that it cuts goes."""
    kept = [
        old
        for old in doc._.mentions
        if not any(
            (new.start < old.start < new.end < old.end)
            or (old.start < new.start < old.end < new.end)
            or (new.start == old.start and new.end == old.end)
            for new in found
        )
    ]
    doc._.mentions = sorted([*kept, *found], key=lambda m: (m.start, -m.end))


_SUBJECT = re.compile(r" (?:on|for|against) [a-z][a-z, -]{3,80}(?= \()")
"""What a body is for, in small letters, between its name and the brackets."""
_BRACKET = re.compile(r" \([“\"]?(?:hereinafter (?:referred to as )?(?:the )?)?([A-Z][A-Za-z0-9&-]{1,9})[”\"]?\)")


def abbreviations(doc: Doc) -> None:
    """Mark later uses of abbreviations that brackets introduced: "... Organisation (ABC) ... ABC"."""
    text = text_of(doc)
    short: dict[str, Referent] = {}
    taken = {m.start for m in doc._.mentions}
    fresh: list[Mention] = []
    for m in doc._.mentions:
        if m.form is Form.SHORT and not m.referent.known:
            short.setdefault(m.text, m.referent)
        if m.form is Form.NAME and m.referent.is_a("Organization"):
            behind = _SUBJECT.match(text, m.end)
            bracket = _BRACKET.match(text, behind.end() if behind else m.end)
            spelt = bracket and (behind is None or _spelling(m.text, bracket[1]) is not None)
            if bracket and spelt and bracket.start(1) not in taken:
                short.setdefault(bracket[1], m.referent)
    for abbreviation, referent in short.items():
        for use in re.finditer(rf"\b{re.escape(abbreviation)}\b", text):
            if use.start() not in taken:
                taken.add(use.start())
                fresh.append(mention(doc, use.start(), use.end(), referent, Form.SHORT))
    if fresh:
        spans = [(m.start, m.end) for m in doc._.mentions if m.form is Form.NAME]
        merge(
            doc,
            [m for m in fresh if not any(s <= m.start and m.end <= e and text[m.start - 1] != "(" for s, e in spans)],
        )
