"""Persons by office and state: "the Iranian president", "the foreign minister of Pakistan", if the text names them.

Who holds which office is told beside a name ("Russian President <N>", "<N>, the foreign minister of <S>") or by the
reference tables on the article's day.  A description that fits one named person alone is a mention of that person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.mentions import Form, Mention, Referent, add, text_of
from sco_graph.nlp.skeleton import grammar, skeleton
from sco_graph.reference import Person, load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_OFFICE = (
    r"(?:(?:[Pp]rime|[Ff]oreign|[Ee]xternal [Aa]ffairs|[Dd]efen[cs]e|[Ii]nterior|[Ff]inance|[Tt]rade|[Ee]nergy|"
    r"[Tt]ransport|[Jj]ustice|[Hh]ealth|[Cc]ulture|[Ee]conomy)[- ][Mm]inister|[Pp]resident|[Pp]remier|[Ll]eader|"
    r"[Hh]ead of (?:[Ss]tate|[Gg]overnment)|[Cc]hancellor|[Kk]ing|[Ee]mir|[Ss]ultan|[Mm]onarch|[Tt]op [Dd]iplomat|"
    r"[Mm]inister of (?:[Ff]oreign [Aa]ffairs|[Dd]efen[cs]e|[Ff]inance))"
)
_NOT_HOLDER = r"(?<![Vv]ice )(?<![Vv]ice-)(?<![Dd]eputy )(?<![Ff]ormer )(?<![Ff]irst )(?<!ex-)"
_FREE = r"(?<!<N>, )(?<!<N> \()(?<! as )(?<! is )(?<! was )"
"""Not where the office is told of a person named just before."""
_TOLD = tuple(
    grammar(pattern, flags=0)
    for pattern in (
        rf"(?P<s><SJ>)(?:[’']s?)? {_NOT_HOLDER}(?P<o>{_OFFICE}),? (?:[A-Z][\w.-]* ){{0,3}}?(?P<n><N>)",
        rf"{_NOT_HOLDER}\b(?P<o>{_OFFICE}) of (?:the )?(?P<s><S>),? (?:[A-Z][\w.-]* ){{0,3}}?(?P<n><N>)",
        r"\b[Hh](?:is|er) (?P<s><J>) (?:counterpart|colleague),? (?:[A-Z][\w.-]* ){0,3}?(?P<n><N>)",
        rf"(?P<n><N>), (?:the )?(?:(?P<s><SJ>)(?:[’']s?)? )?{_NOT_HOLDER}(?P<o>{_OFFICE})(?: of (?:the )?(?P<s2><S>))?",
    )
)
_MEANT = tuple(
    grammar(pattern, flags=0)
    for pattern in (
        rf"{_FREE}\b(?P<d>[Tt]he|[Hh]ost) (?P<s><J>) (?P<o>{_OFFICE})(?![\w-]|[’']s? |,? (?:<N>|<S>|[A-Z]|of\b|"
        rf"and <J>))",
        rf"{_FREE}\b(?P<d>[Tt]he) {_NOT_HOLDER}(?P<o>{_OFFICE}) of (?:the )?(?P<s><S>)(?![’']s|,? (?:<N>|<SJ>|[A-Z]|"
        rf"and\b)| \()",
    )
)
_KINDS = (
    ("government", r"prime.minister|premier|head of government|chancellor"),
    ("foreign", r"(?:foreign|external affairs) minister|top diplomat|minister of foreign"),
    ("defence", r"defen[cs]e minister|minister of defen[cs]e"),
    ("state", r"^(?:president|leader|head of state|king|emir|sultan|monarch)\b"),
)


@Language.component("sco_bearers", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_bearers(doc: Doc) -> Doc:
    """Mark persons who are called by their office and their state alone."""
    if not any(m.referent.cls == "Person" for m in doc._.mentions):
        return doc
    bearers = _bearers(doc)
    found: list[Mention] = []
    for segment in doc._.segments if bearers else ():
        view = skeleton(doc, segment.start, segment.end)
        for match in (m for pattern in _MEANT for m in pattern.finditer(view.text)):
            state = view.one(match, "s").referent.id
            holders = bearers.get((state, _kind(match["o"]))) or (
                bearers.get((state, "government"), set()) if match["o"].lower() == "leader" else set()
            )
            if len(holders) == 1:
                final = view.items.get(match.end() - 1)
                start, end = view.offset(match.start()), final.end if final else view.offset(match.end() - 1) + 1
                (person,) = holders
                found.append(Mention(start, end, person, Form.DESCRIPTION, text_of(doc)[start:end]))
    if found:
        add(doc, found)
    return doc


def _kind(office: str) -> str:
    """Offices that may be called by one another's words."""
    text = office.lower().replace("-", " ")
    return next((kind for kind, words in _KINDS if re.search(words, text)), text)


def _bearers(doc: Doc) -> dict[tuple[str, str], set[Referent]]:
    """(state, kind of office) -> the persons of the text who hold it."""
    out: dict[tuple[str, str], set[Referent]] = defaultdict(set)
    for segment in doc._.segments:
        view = skeleton(doc, segment.start, segment.end)
        last = ""
        for match in sorted((m for pattern in _TOLD for m in pattern.finditer(view.text)), key=lambda m: m.start()):
            # "his <J> counterpart" holds the same office
            last = _kind(match["o"]) if "o" in match.groupdict() else last
            state = next((view.one(match, g) for g in ("s", "s2") if match.groupdict().get(g)), None)
            if state is not None and last:
                out[state.referent.id, last].add(view.one(match, "n").referent)
    for key, person in _known(doc):
        out[key].add(person)
    return out


def _known(doc: Doc) -> Iterator[tuple[tuple[str, str], Referent]]:
    """What the reference tables say of the persons that a text names, in the year of the article."""
    year = ((doc._.article.issued if doc._.article else None) or "")[:4]
    for person in {m.referent: None for m in doc._.mentions if m.referent.cls == "Person" and m.referent.known}:
        row = load_reference().by_id.get(person.id)
        for term in row.terms if isinstance(row, Person) and year else ():
            if (term.start or "")[:4] <= year <= (term.until or "9999")[:4] and re.fullmatch(_OFFICE, term.position):
                yield (term.represents, _kind(term.position)), person
