"""Names of exercises: "Peace Mission-2014", 'exercise "Sahand 2025"', "code-named Tianshan-II (2011)"."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.formats import exercise_series
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of
from sco_graph.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

DRILL = (
    r"(?:exercises?|drills?|man(?:oeu|eu)vres?|maneuvers?|war[- ]?games?|military games|war game|joint training|"
    r"joint (?:border )?operations?)"
)
_UP = "A-ZÀ-ÖØ-ÞŞĞİÇŽŠČĆŁÜ"
_WORD = rf"[{_UP}][\w’']*"
_BASE = rf"{_WORD}(?:[ –-](?:{_WORD}|of|the|and)(?=[ –-])|[ –-]{_WORD}){{0,3}}"
_TITLE = rf"{_WORD}(?:[ –-](?:{_WORD}|of|the|and|in|for|on|to|with)(?=[ –-])|[ –-]{_WORD}){{0,4}}"
"""What quotes hold may have more small words: "Hand in Hand"."""
_YEAR = r"(?:(?:19|20)\d\d|(?<![^\W_])['’]\d\d(?!\w))"
_NUMBER = r"(?:(?: ?-| )?(?:[IVX]{1,4}|\d{1,2})(?![\w%]))"
_DATED = re.compile(
    rf"(?<![\w’'-])(?P<base>{_BASE}){_NUMBER}?(?P<sep> ?[-–—] ?| )(?:\((?P<y1>{_YEAR})\)|"
    rf"(?P<y2>{_YEAR})(?:[-–]{_YEAR})?)"
    r"(?!\w|[-–]\d)"
)
_QUOTED = re.compile(
    rf"[\"“‘«'](?P<name>(?:(?P<base>{_TITLE}){_NUMBER}?)(?:(?: ?[-–—] ?| )\(?(?P<y>{_YEAR})\)?)?),?[\"”’»'](?!\w)"
)
_NUMBERED = re.compile(
    rf"(?<![\w-])(?<!\w[’'])(?P<base>{_BASE})(?:[-–—](?P<short>\d\d)|[-–—](?:[IVX]{{1,5}}|\d)|"
    rf" [IVX]{{2,5}})(?![\w%–—-]|[.,]\d)"
)
_NAMED = re.compile(
    rf"(?:[Cc]oded|[Cc]ode-?named|[Cc]ode name(?: of)?|dubbed|named|called|titled|"
    rf"under the (?:code ?)?name|[Cc]ode-?name) (?:as )?[\"“‘«']?"
    rf"(?P<name>(?P<base>{_BASE}){_NUMBER}?(?:(?: ?[-–—] ?| )?\(?(?P<y>{_YEAR})\)?)?)"
)
_BESIDE = re.compile(
    rf"[\"”’»']?(?: (?:[a-z][\w’'-]* ){{0,4}}?|,? (?:an?|the) (?:[\w’'-]+ ){{0,5}}?){DRILL}\b", re.IGNORECASE
)
_BEHIND = re.compile(rf"\b{DRILL},? (?:of )?[\"“‘«'(]?$", re.IGNORECASE)
_EDITION_OF = re.compile(
    rf"(?i:\b(?:edition|iteration|instal?lment|version) of )(?:the )?[\"“‘«']?(?P<base>{_BASE})(?![\w’'-])"
)
"""A name without any number, where "edition of NAME, a joint exercise" says that it is one."""
_APPOSED = re.compile(
    rf"(?:^|(?<=\n)|(?<=[.!?] ))(?P<base>{_WORD}(?: {_WORD}){{1,3}}), (?:an?|the) (?:[\w’'-]+ ){{0,5}}(?i:{DRILL})\b"
    r"(?! (?:commander|instructor|officer|chief|director|participant|spokes\w+|area|range))"
)
"""A name without any number at the head of a sentence, beside a drill: "Cooperative Associate, an exercise"."""
_TYPE = re.compile(
    r"(?:.*\b)?(?:Phase|Stage|Part|Type|Level|Group|Corps|Division|Brigade|Fleet|Zone|Block|Unit|Category|Round|"
    r"Chapter|War|Day|Week|No|[\w’']{1,4})$"
)
"""What a number follows without making a name: "Phase II", and short designations of hardware such as "MiG-29"."""
_DRILL_NEAR = re.compile(rf"\b{DRILL}\b", re.IGNORECASE)
_NO_BASE = re.compile(
    r"(?:.*\b)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|"
    r"Mar|Apr|Jun|"
    r"Jul|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Winter|Expo|EXPO|Vision|Agenda|Strategy|Programme|Program|Plan|"
    r"Olympics?|COVID|Universiade|World Cup|Euro|Resolution|Decree|Article|Copyright|Horizon|Forum|Summit|Meeting|"
    r"Declaration|Convention|Agreement|Treaty|Council|Charter|Protocol|Memorandum|Conference|Dialogue|Report|"
    r"The|In|Since|By|Until|From|During|Year)$"
)


@functools.cache
def known_bases() -> dict[str, str]:
    """Name of an exercise without its year (lower case, hyphens as spaces) -> series, or "" if it has none."""
    out: dict[str, str] = {}
    for row in load_reference().events:
        if row.type == "Exercise":
            for name in (row.code_name, *row.alt_labels):
                base = base_key(re.split(rf"[ –-]*\(?{_YEAR}", name or "")[0])
                if base and name != base and re.search(_YEAR, name or ""):
                    out.setdefault(base, row.series or "")
    out.update({key: value for key, value in exercise_series().items() if len(key.split()) <= 2 and "joint" not in key})
    return out


def base_key(name: str) -> str:
    """Fold the name of an exercise series: "Peace Mission", "peace-mission" and "SCO Peace Mission" are one."""
    key = re.sub(r"[-–—\s]+", " ", name.lower()).strip(" \"“”‘’'")
    key = re.sub(r"^(?:sco|csto|joint|exercise|drill) ", "", key)
    return re.sub(r" (?:[ivx]{1,4}|\d{1,2})$", "", key)


@Language.component("sco_code_names", requires=["doc._.segments"], assigns=["doc._.mentions"])
def sco_code_names(doc: Doc) -> Doc:
    """Mark the names of exercises; other mentions inside them go."""
    if not _DRILL_NEAR.search(text_of(doc)):
        return doc
    found: list[Mention] = []
    referents: dict[str, Referent] = {}
    for start, end, base, said in sorted(set(_candidates(doc))):
        if found and start < found[-1].end:
            continue
        year = _full(said)
        key = f"{base_key(base)}|{year or ''}|{_ordinal(text_of(doc)[start:end])}"
        referent = referents.get(key)
        if referent is None and found and text_of(doc)[found[-1].end : start] in {" (", ' ("', " (“", " /"}:
            referent = referents[key] = found[-1].referent  # "Rubezh-2022 (Frontier-2022)"
        if referent is None:
            referent = referents[key] = Referent("Exercise", text_of(doc)[start:end])
            referent.attrs["code_name"] = text_of(doc)[start:end]
            referent.attrs["base"] = base_key(base)
            if year:
                referent.attrs["code_year"] = year
            series = known_bases().get(base_key(base))
            if series:
                referent.attrs["series"] = series
        found.append(mention(doc, start, end, referent, Form.NAME))
    found += _again(doc, found)
    found += _series_names(doc, found)
    spans = [(m.start, m.end) for m in found]
    kept = [m for m in doc._.mentions if not any(s < m.end and m.start < e for s, e in spans)]
    doc._.mentions = sorted([*kept, *found], key=lambda m: (m.start, -m.end))
    return doc


def _full(year: str | None) -> str | None:
    """A year in four digits: "'97" is 1997."""
    if year is None or year[0].isdigit():
        return year
    return ("19" if year[1:] > "50" else "20") + year[1:]


def _again(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A name without its year, after the full one: "This year's Khaan Quest"."""
    owners: dict[str, set[Referent]] = defaultdict(set)
    for m in found:
        if m.text[0] not in '"“' and (name := re.split(rf"[ –-]*\(?{_YEAR}", m.text)[0]) != m.text and " " in name:
            owners[name].add(m.referent)
    single = {name: refs for name, refs in owners.items() if len(refs) == 1 and base_key(name) not in exercise_series()}
    if not single:
        return []
    names = "|".join(re.escape(name) for name in sorted(single, key=len, reverse=True))
    out: list[Mention] = []
    for use in re.finditer(rf"(?<![\w-])(?:{names})(?![ –-]*(?:\(?(?:19|20)?\d\d|[IVX]+\b))(?![\w-])", text_of(doc)):
        (referent,) = single[use.group()]
        first = min(m.end for m in found if m.referent is referent)
        if use.start() > first and not any(m.start < use.end() and use.start() < m.end for m in found):
            out.append(Mention(use.start(), use.end(), referent, Form.SHORT, use.group()))
    return out


def _ordinal(name: str) -> str:
    match = re.search(r"[- ]([IVX]{1,4}|\d{1,2})\b(?!\d)", name)
    return match[1] if match else ""


def _candidates(doc: Doc) -> Iterator[tuple[int, int, str, str | None]]:
    """Start, end, name without year, and year."""
    text = text_of(doc)
    for match in _DATED.finditer(text):
        base, start = _trim(match["base"], match.start())
        if not base or _NO_BASE.match(base):
            continue
        if _distinct(base_key(base)):
            yield start, match.end(), base, match["y1"] or match["y2"]
            continue
        reach = 160 if match["sep"].strip() else 40
        if not _DRILL_NEAR.search(text, max(0, start - reach), match.end() + reach):
            continue
        if (
            base_key(base) in known_bases()
            or match["sep"].strip()
            or text[start - 1 : start] in tuple("\"“‘«'")
            or text[start - 7 : start] == "-named "
            or (_beside(text, start, match.end()) and not _named_otherwise(doc, start, base))
        ):
            yield start, match.end(), base, match["y1"] or match["y2"]
    for match in _NAMED.finditer(text):
        if _DRILL_NEAR.search(text, max(0, match.start() - 90), match.end() + 60) and not _NO_BASE.match(match["base"]):
            base, start = _trim(match["base"].rstrip("’'"), match.start("name"))
            yield start, match.end("name") - (match["name"][-1] in "’'"), base, match["y"]
    for match in _QUOTED.finditer(text):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
        near = re.search(
            rf"{DRILL}[ ,–-]*(?:code-?named |named |called |dubbed )?$", before, re.IGNORECASE
        ) or re.match(rf" (?:[\w-]+ ){{0,4}}{DRILL}\b", after, re.IGNORECASE)
        if near and not _NO_BASE.match(match["base"]):
            end = match.start("name") + len(match["name"].rstrip(","))
            yield match.start("name"), end, match["base"], match["y"]
    yield from _undated(doc)


def _undated(doc: Doc) -> Iterator[tuple[int, int, str, str | None]]:
    """Names with a short year or a number beside the noun, and those that are told to have editions."""
    text = text_of(doc)
    for match in _NUMBERED.finditer(text):
        base, start = _trim(match["base"], match.start())
        if not base or _NO_BASE.match(base) or _TYPE.fullmatch(base) or _named_otherwise(doc, start, base):
            continue
        if _beside(text, start, match.end()):
            yield start, match.end(), base, _short_year(doc, match["short"])
    for match in _APPOSED.finditer(text):
        if not _NO_BASE.match(match["base"]) and not _named_otherwise(doc, match.start(), match["base"]):
            yield match.start(), match.end("base"), match["base"], None
    for match in _EDITION_OF.finditer(text):
        base, start = _trim(match["base"], match.start("base"))
        end = match.end("base")
        if base and not _NO_BASE.match(base) and _BESIDE.match(text, end) and not _named_otherwise(doc, start, base):
            yield start, end, base, None


def _beside(text: str, start: int, end: int) -> bool:
    """Whether the noun stands at once before or behind: "X-97 exercise", "exercise X-97", "X-97, a joint drill"."""
    return bool(_BESIDE.match(text, end) or _BEHIND.search(text[max(0, start - 40) : start]))


def _named_otherwise(doc: Doc, start: int, base: str) -> bool:
    """Whether the words are the name of something else: "Russia 2019", "Khan Quest"."""
    return any(
        m.start <= start and start + len(base) <= m.end and m.referent.is_a("State", "Organization", "Person")
        for m in doc._.mentions
    )


def _short_year(doc: Doc, digits: str | None) -> str | None:
    """The year in "Zapad-81" and "Rubezh-04"; none if it would lie after the article's, as in "Warrior-40"."""
    if digits is None:
        return None
    year = int(digits) + (1900 if digits > "50" else 2000)
    issued = (doc._.article.issued or "")[:4] if doc._.article is not None else ""
    return str(year) if not issued or year <= int(issued) + 1 else None


def _distinct(base: str) -> bool:
    """Tell whether a name is an exercise's wherever it stands, and no city's or common word's."""
    return base in known_bases() and (" " in base or base in {"tianshan", "sahand", "rubezh"})


def _trim(base: str, start: int) -> tuple[str, int]:
    """Drop sentence openers and exercise words that a capital made part of a name."""
    match = re.match(
        r"(?:.*\b(?:Exercises?|Drills?)[ -](?=\S))?(?:(?:The|An?|In|At|Of|During|For|And|While|Joint|Military|"
        r"Exercises?|Drills?|Operation|Anti-?[Tt]error\w*|"
        r"International|Russian|Chinese|SCO[’']s|CSTO[’']s)[ -])*",
        base,
    )
    if match and base[match.end() :]:
        return base[match.end() :], start + match.end()
    return base, start


def _series_names(doc: Doc, found: list[Mention]) -> Iterator[Mention]:
    """Bare names of known series: "Peace Mission exercises", "Peace Mission is held every two years"."""
    text = text_of(doc)
    if not doc._.mentions:
        return
    names = {
        label for label in exercise_series() if len(label.split()) <= 2 and label != "jate" and "joint" not in label
    }
    spelled = sorted((re.escape(n).replace("\\ ", "[ -]") for n in names), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(spelled)})\b", re.IGNORECASE)
    referents: dict[str, Referent] = {}
    for match in pattern.finditer(text):
        if not match.group()[0].isupper() or any(m.start <= match.start() < m.end for m in found):
            continue
        if re.match(r"[- –](?:[IVX]+|\d)", text[match.end() : match.end() + 3]):
            continue
        series = exercise_series()[base_key(match.group())]
        referent = referents.get(series)
        if referent is None:
            row = load_reference().by_id[series]
            referent = referents[series] = Referent("EventSeries", row.label, series, known=True)
            referent.attrs["base"] = base_key(match.group())
        yield mention(doc, match.start(), match.end(), referent, Form.NAME)
