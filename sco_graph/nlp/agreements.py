"""Mentions of documents: treaties, declarations, programmes, memoranda, communiqués.

A title is a name; a description ("an agreement on cooperation in ...") is kept only if something is said about it.
Later phrases point back: "the convention", "the 2009 Convention", "the document", and, after a comma, "a treaty that
will ...".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.formats import title_words
from sco_graph.names import name_key
from sco_graph.nlp.document_heads import ONLY_TITLED
from sco_graph.nlp.document_phrases import Phrase, find_phrases
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, mentions, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.nlp.segments import Segment

_GENERIC = frozenset({"document", "instrument", "text"})
_LOOSE = frozenset({"agreement", "accord", "pact", "treaty", "deal"})
_POINTS_BACK = frozenset({"the", "this", "that", "its", "their", "said", "such"})
_OPEN = frozenset({"a", "an", "any", "no", "another", "each", "every"})
"""What an article with one of these names is there only if something is said to be done with it."""
_DRAFT = re.compile(r"\b(?:draft|proposed|possible|planned|preliminary|future)\b", re.IGNORECASE)
_DRAFT_BEFORE = re.compile(
    r"\b(?:draft(?: of)?(?: the)?|wording of (?:an? |the )?(?:draft )?|text of (?:an? |the )draft|proposed|"
    r"possible)\s$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_APPOSED = re.compile(r"(?: in [A-Z][\w ]{2,30})?(?:,| -{1,2}| –| —)? \(?(?:which is )?(?:an? |the )?$")
_KNOWN_AS = re.compile(r"\b(?:known|referred to|described) as (?:the )?[\"“‘']?$")
_PAIR = re.compile(r"[A-Z]\w+[-–][A-Z]\w+ (?=[A-Z])")
_ON = re.compile(r"\b(?:on|for|concerning|regarding|about) ")
_COUNTED = re.compile(r"(?:first|second|third|fourth|fifth|sixth|only|latest)\b", re.IGNORECASE)
_MEMBERS = r"(?:[Mm]ember [Ss]tates of (?:the )?|[Hh]eads of (?:[Ss]tate|[Gg]overnment) of (?:the )?)?"
_OWNED = re.compile(
    rf" (?:of|by) (?:the )?{_MEMBERS}$|"
    r" by (?:(?!(?:on|for|between|with|to|in|from)\b)[\w’'()-]+ ){1,9}(?:of|by) (?:the )?$|"
    r" of (?:the )?(?:[Cc]ouncil|[Hh]eads|[Mm]inist\w+|[Dd]efen[cs]e|[Ff]oreign|[Ll]eaders|[Pp]residents)"
    r"(?: (?!(?:on|for|between|with|to|in|from)\b)[\w’'()-]+){0,7} (?:of|by) (?:the )?$"
)
_BETWEEN = re.compile(rf"\b(?:between|among|amongst) (?:the )?(?:[Gg]overnments of (?:the )?)?{_MEMBERS}$")
_WITHIN = re.compile(r" (?:within|[Aa]nniversary of) (?:the )?(?:framework of (?:the )?)?$")
_ALL_OF = re.compile(r"\b[Mm]ember [Ss]tates of (?:the )?$")
_PERIOD = re.compile(r"\s*(?:$|for |until |in (?:19|20))")
_OF_MEMBERS = re.compile(r"\bof (?:the )?[A-Z][\w ]*[Mm]ember [Ss]tates$")
_GROUP = re.compile(r"(?:[’']s)? (?:[Mm]ember|[Hh]eads|[Ll]eaders|[Cc]ountries|[Ss]tates)")


class DocumentFinder:
    """Finds the phrases that speak of documents, and tells which of them speak of one."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._found: list[tuple[Mention, Segment]] = []

    def find(self) -> list[Mention]:
        """One mention a phrase, in order."""
        doc = self._doc
        dates = {date.start for date in doc._.dates or () if date.kind != "attributive"}
        names = sorted({m.start for m in mentions(doc, "State", "Place") if m.referent.known})
        bodies = [(m.start, m.end) for m in mentions(doc, "Organization", "Place", "Person") if m.form is Form.NAME]
        for segment in doc._.segments:
            for phrase in find_phrases(text_of(doc), segment.start, segment.end, dates=dates, names=names):
                if any(first <= phrase.start and phrase.end <= last for first, last in bodies):
                    continue  # "Collective Security Treaty Organization"
                shouted = phrase.start > segment.start and _headline(text_of(doc), segment)
                read = replace(phrase, title=phrase.title and not shouted)  # capitals of headlines tell nothing
                referent = self._referent(read, segment)
                if referent is not None:
                    self._add(read, referent, segment)
        return [found for found, _ in self._found]

    def _add(self, phrase: Phrase, referent: Referent, segment: Segment) -> None:
        form = Form.NAME if phrase.title else Form.DESCRIPTION
        new = mention(self._doc, phrase.start, phrase.end, referent, form)
        if not phrase.title and len(self._found) and phrase.bare and len(referent.names) > 1:
            referent.names.pop(new.text, None)  # "the document" is no name of it
        self._found.append((new, segment))

    def _referent(self, phrase: Phrase, segment: Segment) -> Referent | None:
        label = text_of(self._doc)[phrase.start : phrase.end]
        old = self._antecedent(phrase, label, segment)
        if old is not None:
            self._enrich(old, phrase, label)
            return old
        if phrase.head in _GENERIC and not phrase.title:
            return None
        referent = Referent(phrase.cls, label)
        referent.attrs.update(head=phrase.head, det=phrase.det)
        if phrase.bare:
            referent.attrs["bare"] = "yes"
        if phrase.title:
            referent.attrs["title"] = "yes"
        told = (phrase.title and phrase.det not in _OPEN) or (phrase.det == "the" and not phrase.bare)
        weak = phrase.weak and not (phrase.cls == "Programme" and _OF_MEMBERS.search(label))
        if not told or weak or self._draft(phrase, label):
            referent.attrs["hidden"] = "description"
        if self._draft(phrase, label):
            referent.attrs["draft"] = "yes"
        year = _YEAR.match(label)
        if year:
            referent.attrs["year"] = year[0]  # "the 2009 Convention"
        owner = self._owner(phrase)
        if owner is not None:
            referent.links["owner"] = owner
        return referent

    def _draft(self, phrase: Phrase, label: str) -> bool:
        before = text_of(self._doc)[max(0, phrase.start - 24) : phrase.start]
        return bool(_DRAFT.search(label[:40]) or _DRAFT_BEFORE.search(before))

    def _enrich(self, old: Referent, phrase: Phrase, label: str) -> None:
        """Let what a later phrase says more of stand."""
        if phrase.title and ("title" not in old.attrs or len(title_words(label)) > len(title_words(old.label))):
            old.label = label
            old.attrs["title"] = "yes"
            if not phrase.weak and "draft" not in old.attrs:
                old.attrs.pop("hidden", None)
        if old.cls == "Agreement" and phrase.cls != "Agreement":
            old.cls = phrase.cls
        owner = self._owner(phrase)
        if owner is not None:
            old.links.setdefault("owner", owner)

    def _owner(self, phrase: Phrase) -> Referent | None:
        """The organisation that a title ascribes the document to: "SCO Charter", "Convention of the SCO on ..."."""
        text = text_of(self._doc)
        for m in mentions(self._doc, "Organization", start=max(0, phrase.start - 80), end=phrase.end):
            before, after = text[phrase.start : m.start], text[m.end : phrase.end]
            if m.start < phrase.start < m.end and text[m.start : phrase.start].lower() == "the ":
                before = ""  # "the UN" of "the UN Charter"
            elif m.start < phrase.start:
                if text[m.end : phrase.start] in {"’s ", "'s ", "’ ", "' "}:
                    return m.referent
                continue
            head = re.search(rf"\b{re.escape(phrase.head)}\b", before, re.IGNORECASE)
            if head is None:
                return m.referent  # before the head noun: "SCO Charter"
            since = before[head.end() :]
            if _OWNED.fullmatch(since) and not re.match(r" and (?:the )?[A-Z]", after):
                return m.referent if not re.match(r"[’']s? [A-Z]| [A-Z]", after) or _GROUP.match(after) else None
            if (_WITHIN.search(since) and _PERIOD.match(after)) or _ALL_OF.search(since):
                return m.referent
            if re.match(r"(?:[’']s?)? (?:member )?(?:states|countries|nations|members) and (?:the )?[A-Z]", after):
                continue  # "between the Union's members and Iran"
            if _BETWEEN.search(since) and (_GROUP.match(after) or "tates of" in since):
                return m.referent
        return None

    def _antecedent(self, phrase: Phrase, label: str, segment: Segment) -> Referent | None:
        apposed = self._apposed(phrase, label)
        if apposed is not None:
            return apposed
        fits = [(m, s) for m, s in reversed(self._found) if _compatible(m.referent, phrase)]
        if phrase.bare:
            return self._bare(phrase, fits, segment)
        return next((m.referent for m, s in fits if _one(phrase, label, m.referent, s, segment)), None)

    def _apposed(self, phrase: Phrase, label: str) -> Referent | None:
        """The document right before that a phrase explains: ", a treaty that ...", "(also known as the X Treaty)"."""
        last = self._found[-1][0] if self._found else None
        if last is None or not _compatible(last.referent, phrase):
            return None
        gap = text_of(self._doc)[last.end : phrase.start]
        if len(gap) < 60 and _KNOWN_AS.search(gap):
            return last.referent
        told = _COUNTED.match(label) is not None or not phrase.title  # ", the third Intergovernmental Agreement to be"
        if not phrase.bare and {phrase.det, last.referent.attrs.get("det")} <= {"a", "an"} and _ON.search(label):
            return None  # "an agreement on trade, an agreement on customs and ...": a list
        explains = told and phrase.det in {"a", "an", "the"} and _APPOSED.fullmatch(gap) and gap.strip(" ,(–—-")
        return last.referent if explains else None

    def _bare(self, phrase: Phrase, fits: list[tuple[Mention, Segment]], segment: Segment) -> Referent | None:
        """Whom "the agreement", "this document" or "a memorandum" means."""
        if phrase.det in _POINTS_BACK or (phrase.title and not phrase.det):
            near = [m for m, s in fits if phrase.head not in _GENERIC or segment.paragraph - s.paragraph <= 3]
            return near[0].referent if near else None
        lead = [m for m, s in fits if s.number == 0 and segment.paragraph <= 2 and phrase.head not in _GENERIC]
        return lead[0].referent if lead and phrase.det in {"a", "an"} else None


def _headline(text: str, segment: Segment) -> bool:
    """Tell whether a text begins with a line in which nearly every word has a capital."""
    line = text[segment.start : segment.end].strip()
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]{3,}", line) if word not in {"with", "from", "into", "over"}]
    capitals = sum(word[0].isupper() for word in words)
    return segment.number == 0 and not line.endswith(".") and len(words) > 3 and capitals >= 0.8 * len(words)


def _compatible(old: Referent, phrase: Phrase) -> bool:
    """Tell whether a head noun may mean a document that was named before."""
    if phrase.head in _GENERIC and phrase.bare:
        return True
    if old.cls == phrase.cls:
        heads = {old.attrs.get("head", "").split()[-1], phrase.head.split()[-1]}
        if heads & ONLY_TITLED and len(heads) == 2:
            return False  # a decision is no agreement
        programmes = {"plan", "strategy", "concept", "roadmap", "action", "programme", "program"}
        return phrase.cls != "Programme" or len(heads & programmes) != 2 or heads <= {"programme", "program"}
    loose = phrase.head in _LOOSE and (phrase.bare or not phrase.title)
    return loose and old.cls in {"Agreement", "Treaty", "Convention", "Memorandum"}


def _one(phrase: Phrase, label: str, old: Referent, where: Segment, here: Segment) -> bool:
    """Tell whether a phrase that says what its document is on means one that was named before."""
    words, year = title_words(label), _YEAR.findall(label)
    years = {y for name in (*old.names, old.label) for y in _YEAR.findall(name)}
    if year and years and not set(year) & years:
        return False
    headline = where.number == 0 and here.paragraph <= 2
    described = "title" not in old.attrs and words & title_words(old.label)
    fuller = (
        phrase.title
        and phrase.det == "the"
        and old.attrs.get("det") in {"a", "an"}
        and here.paragraph - where.paragraph <= 3
    )
    if fuller and "title" not in old.attrs and old.cls == phrase.cls and words & title_words(old.label):
        return True  # "a memorandum on the country's commitments ... the Memorandum on commitments of the Republic"
    dated = not words and phrase.det in _POINTS_BACK and year and old.attrs.get("year", year[0]) == year[0]
    alike = any(_alike(label, name) for name in (*old.names, old.label))
    return bool(alike or (headline and (described or "bare" in old.attrs)) or dated)  # "the 2009 Convention"


def _alike(label: str, name: str) -> bool:
    """Tell whether two names are of one document: one holds the other, or they share most of their words."""
    one, other = title_words(_PAIR.sub("", label)), title_words(_PAIR.sub("", name))
    if one and other and bool(_PAIR.match(label)) != bool(_PAIR.match(name)) and (one <= other or other <= one):
        return True  # "the Uzbek-Tajik Alliance Treaty" is the "Treaty on Alliance Relations" of the two
    short, long = sorted((name_key(label), name_key(name)), key=len)
    if len(short.split()) > 1 and f" {short} " in f" {long} " and long.startswith(short.split()[0]):
        return True
    if not one or not other:
        return False
    return 2 * len(one & other) / (len(one) + len(other)) >= 0.74


@Language.component("sco_agreements", requires=["doc._.mentions", "doc._.dates"], assigns=["doc._.mentions"])
def sco_agreements(doc: Doc) -> Doc:
    """Find the phrases that speak of documents."""
    found = DocumentFinder(doc).find()
    if found:
        kept = [m for m in doc._.mentions if not any(_cut(m, new) for new in found)]
        doc._.mentions = sorted([*kept, *found], key=lambda m: (m.start, -m.end))
    return doc


def _cut(old: Mention, new: Mention) -> bool:
    """Tell whether two mentions overlap without one lying inside the other, or are the same stretch."""
    if (old.start, old.end) == (new.start, new.end):
        return True
    overlap = old.start < new.end and new.start < old.end
    inside = (new.start <= old.start and old.end <= new.end) or (old.start <= new.start and new.end <= old.end)
    return overlap and not inside
