"""States, places, organisations and persons that the reference tables know, marked by the gazetteer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.matcher import PhraseMatcher

from sco_graph.gazetteer import Entry, Gazetteer, NameKind
from sco_graph.names import name_key
from sco_graph.nlp.mentions import Form, Referent, add, mention, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span

    from sco_graph.nlp.mentions import Mention

_TYPES = ("State", "Place", "Organization", "OrganizationBody", "Person")
_FORMS = {NameKind.ACRONYM: Form.SHORT, NameKind.DEMONYM: Form.DEMONYM}
_AMBIGUOUS_ACRONYMS = frozenset({"SCO", "ECO", "CIS", "OTS", "WHO", "ATC", "IAP", "EDB", "IDB", "NAC", "NSC", "AU"})
_WORDS = frozenset({"RATS", "WHO", "ECO", "AU", "EDB", "IDB", "NAC"})
"""Acronyms that a line of capitals makes of a word."""
_WORLD = re.compile(
    r"\b(?:summits?|member[- ]states?|member countries|heads of state|Shanghai|foreign minister|secretary[- ]general|"
    r"(?:(?:meeting|conference|session|drill|exercise|forum)s?|convention|charter|secretariat|council|"
    r"ministers) of the "
    r"SCO|"
    r"SCO (?:\w+[- ]){0,3}(?:(?:meeting|conference|session|drill|exercise|forum)s?|convention|charter|secretariat|"
    r"council|ministers)|"
    r"(?:SCO|auspices of the SCO) (?:held|holds|will hold)|auspices of the SCO|multilateral|joint drills?|joint "
    r"exercises?|prime minister|Central Asian?|CSTO|RATS)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:(?: and |, )[A-Z]\w+(?: [A-Z]\w+)?)? (?:also |jointly |both |now )?(?:agreed|signed|said|says|hopes?|expects?|"
    r"wants?|proposed|insists?|insisted|rejected|denied|accused|took over|takes over|"
    r"will (?:also )?(?:chair|hold)|"
    r"is to (?:chair|hold)|chaired|chairs|holds the|has (?:said|agreed|signed|proposed)|"
    r"ha(?:ve|d) (?:agreed|signed|said)|welcomed|called|considers?|plans? to|were considering|sees)\b"
)
_HALVED = re.compile(r"(?:Economic|Security|Cooperation|Regional|Development) \w+")
_LONGER = re.compile(r"\b(?!The |In |At |On |By |For |From |And |Of |With |When |While |Under )[A-Z][a-z]+ \Z")
"""Before the name of one body that is the end of another's: "Black Sea Economic Cooperation Organization"."""
_LOCATIVE = re.compile(
    r"(?:\b(?:in|at|from|near|to|outside|of|through|around|into|for|via|between)|-) $", re.IGNORECASE
)


def generic_organ(name: str) -> bool:
    """Tell whether the name of an organ does not say whose it is: "Council of Foreign Ministers", "CFM"."""
    key = name_key(name)
    if key in {"hsc", "chs", "hgc", "chg", "cfm", "cnc", "atc", "ec"}:
        return True
    owners = {"sco", "rats", "shanghai", "un", "united", "cis", "csto", "cica", "eurasian", "economic", "regional"}
    words = set(key.split())
    return bool({"council", "committee", "consortium", "association"} & words) and not owners & words


class EntityMarker:
    """Marks the gazetteer's names.

    Args:
        nlp: The pipeline, whose tokenizer cuts the names.
        gazetteer: The names.
    """

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._entries: dict[str, tuple[Entry, ...]] = {}
        names = {name for name, entry in gazetteer.phrases() if entry.type in _TYPES}
        with nlp.select_pipes(enable=[]):
            self._matcher.add("name", [nlp.make_doc(name) for name in sorted(names)])

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each name; overlapping names yield to the longest."""
        taken: list[tuple[Span, tuple[Entry, ...]]] = []
        end = end_inside = 0
        organ: Span | None = None
        for span in sorted(self._matcher(doc, as_spans=True), key=lambda s: (s.start, -s.end)):
            inside = organ is not None and span.end <= organ.end and span.end - span.start < organ.end - organ.start
            if span.start < end and not inside:
                continue
            entries = self._known(span)
            if not entries or (inside and span.start < end_inside):
                continue
            taken.append((span, entries))
            if inside:  # "RATS Executive Committee" names RATS, too
                end_inside = span.end
                continue
            end = span.end
            organ = span if entries[0].type == "OrganizationBody" else None
            end_inside = span.start
        taken = _among_states(doc, taken)
        near = {entries[0].id for _, entries in taken if len(entries) == 1}
        referents: dict[str, Referent] = {}
        found = [m for span, entries in taken if (m := self._mention(doc, span, entries, near, referents))]
        found = _without_shouting(doc, found)
        add(doc, found if _in_domain(doc, found) else [m for m in found if m.text not in _AMBIGUOUS_ACRONYMS])
        return doc

    def _known(self, span: Span) -> tuple[Entry, ...]:
        text = span.text
        entries = self._entries.get(text)
        if entries is None:
            if len(self._entries) > 50_000:
                self._entries.clear()  # memory stays flat over many articles
            entries = tuple(e for e in self._gazetteer.lookup(text) if e.type in _TYPES)
            if all(e.type == "OrganizationBody" for e in entries) and generic_organ(text):
                entries = ()
            self._entries[text] = entries
        return entries

    def _mention(
        self,
        doc: Doc,
        span: Span,
        entries: tuple[Entry, ...],
        near: Iterable[str],
        referents: dict[str, Referent],
    ) -> Mention | None:
        start, end = span.start_char, span.end_char
        after = text_of(doc)[end : end + 60]
        if not self._gazetteer.fits(span.text, text_of(doc)[max(0, start - 40) : start], after):
            return None
        if _HALVED.match(span.text) and _LONGER.search(text_of(doc), max(0, start - 30), start):
            return None
        if span[-1].text == "forum" and all(entry.type == "OrganizationBody" for entry in entries):
            return None  # "an SCO forum" is an event, and not the SCO Forum
        entry: Entry | None = entries[0]
        if len(entries) > 1:
            entry = self._gazetteer.decide(span.text, types=_TYPES, near=tuple(near))
        if entry is None:
            return None
        form = _FORMS.get(entry.kind, Form.NAME)
        state = self._capital_of(entry)
        if state is not None and _ACTS.match(after) and not _LOCATIVE.search(text_of(doc)[max(0, start - 10) : start]):
            entry, form = state, Form.METONYM
        referent = referents.get(entry.id)
        if referent is None:
            referent = referents[entry.id] = Referent(entry.type, entry.label, entry.id, known=True)
        return mention(doc, start, end, referent, form)

    def _capital_of(self, entry: Entry) -> Entry | None:
        record = self._gazetteer.record(entry.id)
        if entry.type != "Place" or getattr(record, "kind", "") != "capital_city":
            return None
        state = self._gazetteer.record(getattr(record, "located_in", None) or "")
        return Entry(state.id, "State", state.label, NameKind.FULL, cased=True) if state else None


def _among_states(doc: Doc, taken: list[tuple[Span, tuple[Entry, ...]]]) -> list[tuple[Span, tuple[Entry, ...]]]:
    """Read a name in a list of states as the state's: "Armenia, Georgia and the United States"."""
    sure = [span for span, entries in taken if len(entries) == 1 and entries[0].type == "State"]
    ends, starts = {span.end for span in sure}, {span.start for span in sure}

    def listed(span: Span) -> bool:
        before = {token.i for token in doc[max(0, span.start - 2) : span.start] if token.lower_ in {",", "and"}}
        after = [token.i for token in doc[span.end : span.end + 2] if token.lower_ in {",", "and"}]
        return bool(before & ends or {i for i in before if i - 1 in before and i - 1 in ends}) or any(
            {i + 1, i + 2} & starts for i in after
        )

    out = []
    for span, entries in taken:
        states = tuple(entry for entry in entries if entry.type == "State")
        out.append((span, states if 0 < len(states) < len(entries) and listed(span) else entries))
    return out


def _without_shouting(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Drop acronyms that are words, too, from a line of capitals ("RATS, BEARS AND ..."), unless they recur outside."""
    text = text_of(doc)
    loud = {s.start: s for s in doc._.segments if text[s.start : s.end].isupper() and s.end - s.start > 12}

    def shouted(m: Mention) -> bool:
        return any(s.start <= m.start < s.end for s in loud.values())

    calm = {m.referent for m in found if not shouted(m)}
    return [m for m in found if m.text not in _WORDS or m.referent in calm or not shouted(m)]


def _in_domain(doc: Doc, found: list[Mention]) -> bool:
    """Tell whether a bare acronym is likely to be the international body: something else speaks of that world."""
    if re.search(
        r"\b[Aa]n? (?:old |new )?SCOs?\b(?! (?:[a-z-]+ )?(?:summit|meeting|member|drill|dialogue|observer|partner))",
        text_of(doc),
    ) and not any(m.form is Form.NAME and m.referent.is_a("Organization") for m in found):
        return False
    return any(
        m.referent.is_a("State", "Organization", "Person") and m.text not in _AMBIGUOUS_ACRONYMS for m in found
    ) or bool(_WORLD.search(text_of(doc)))


@Language.factory("sco_entities", requires=["doc._.segments"], assigns=["doc._.mentions"])
def sco_entities(nlp: Language, name: str) -> EntityMarker:
    """Make the component that marks what the reference tables know."""
    del name
    return EntityMarker(nlp, Gazetteer.default())
