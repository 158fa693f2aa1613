"""Recurring events: "the annual exercise mechanism", "Peace Mission exercises", "the Strategic Dialogue"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.blocs import dominant
from sco_graph.nlp.code_names import known_bases
from sco_graph.nlp.event_likeness import organizer_of
from sco_graph.nlp.formats import BY_KEY, series_of
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of
from sco_graph.nlp.segments import segment_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HOW_OFTEN = (
    r"(?:annually|yearly|biennially|biannually|regularly|alternately|in turn|every|each|twice|once (?:in|every|an?)\b|"
    r"on a (?:regular|rotating|rotational|biennial|yearly|annual)\b)"
)
_AFTER = re.compile(
    r" (?:series|mechanism|format|framework|process)\b"
    r"|,? (?:which )?(?:is|are|has been|have been) (?:\w+ly |now )?(?:held|convened|conducted|organi[sz]ed|staged)"
    rf"(?: \w+)? {_HOW_OFTEN}"
    r"|,? (?:which )?(?:is|are|has been|have been) (?:held|convened|conducted|organi[sz]ed|staged) [^.;]{0,140}"
    r"\b(?:annually|biennially|(?:once )?every (?:two|three|four|other|second|third) years?|every year|once a year)"
    r"|,? (?:which )?(?:is|has become|serves as) (?:an? |the )?(?:\w+ ){0,3}(?:mechanism|format|platform|event "
    r"held|tradition|fixture)\b"
    r"|,? (?:which )?(?:has|have) (?:existed|been held|taken place|been conducted)[\w ,]* since\b"
    rf"|,? (?:takes? place|convenes?|occurs?|meets?) {_HOW_OFTEN}"
    r"| on a regular basis| (?:was|were) (?:established|launched|instituted|set up|inaugurated|first held) in "
    r"(?:19|20)\d\d"
)
_BEFORE = re.compile(
    r"(?:mechanisms?|formats?|platforms?|(?<!within the )(?<!in the )(?<!under the )frameworks?) "
    r"(?:such as|including|like|of) (?:[\w’' -]+, |[\w’' -]+ "
    r"and |the )*$"
    r"|\b(?:established|launched|set up|created|instituted|initiated|introduced|founded) (?:the |an? |its |"
    r"their |this )?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"[^.;,]{0,30} since (?:19|20)\d\d\b")
_EVERY = re.compile(r"\b(?:annual|yearly|biennial|recurring)\b", re.IGNORECASE)
_HELD_NOW = re.compile(
    r"[^.;]{0,40}?\b(?:will|was|were|is due|is scheduled|is to|opened|opens|began|begins|started|starts|ended|"
    r"ends|took place|takes place|concluded|on|this year)\b"
)
_VISITED = re.compile(
    r"\b(?:for|at|during|attend(?:s|ed|ing)?|join(?:s|ed|ing)?|host(?:s|ed|ing)?|ahead of|(?:sidelines|margins|eve) of|"
    r"address(?:es|ed|ing)?|chair(?:s|ed|ing)?|skip(?:s|ped)?|miss(?:es|ed)?)(?: (?:the|its|their))? ?$"
)
"""Before one edition: whoever goes to "the annual summit" goes to this year's."""
_GENERIC = re.compile(r"\b[Tt]h(?:e|is|ese) (?:format|mechanism|series|event series)\b(?! of)")


@Language.component("sco_event_series", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_event_series(doc: Doc) -> Doc:
    """Tell recurring events from single ones."""
    text = text_of(doc)
    main = dominant(doc)
    out: list[Mention] = []
    seen: dict[str, Referent] = {}
    nested = {
        (m.start, m.end): m.referent for m in doc._.mentions if m.referent.cls == "EventSeries" and m.referent.known
    }
    for m in doc._.mentions:
        referent = m.referent
        dated = "code_name" in referent.attrs and (
            "code_year" in referent.attrs or not (_AFTER.match(text, m.end) or _SINCE.match(text, m.end))
        )
        if not referent.is_a("Event") or dated or m.form is not Form.DESCRIPTION:
            out.append(m)
            continue
        before = text[max(0, m.start - 160) : m.start + len(re.match(r"(?:[Tt]he |an? )?", m.text).group())]  # type: ignore[union-attr]
        sentence = text[segment_at(doc, m.start).start : m.start]
        known = next((r for (s, e), r in nested.items() if m.start <= s and e <= m.end), None)
        recurring = bool(_AFTER.match(text, m.end) and referent.attrs.get("noun", "")[:5] != "video") or bool(
            _BEFORE.search(before[-len(sentence) - 8 :])
        )
        coded = "code_name" in referent.attrs and "plural" in referent.attrs
        recurring = recurring or bool(coded and _SINCE.match(text, m.end))  # "drills named Rubezh since 2005"
        yearly = (
            _EVERY.search(m.text)
            and not {"when", "date"} & referent.attrs.keys()
            and not {"at", "place"} & referent.links.keys()
            and ("plural" in referent.attrs or not _VISITED.search(text, segment_at(doc, m.start).start, m.start))
        )
        recurring = recurring or bool(
            yearly and referent.attrs.get("det") in {"the", "its"} and not _HELD_NOW.match(text, m.end)
        )
        if recurring and "edition" not in referent.attrs and "which" not in referent.attrs:
            end = m.end
            tail = re.match(r" (?:mechanism|format|series)\b", text[m.end : m.end + 12])
            end += tail.end() if tail else 0
            series = known or _series(referent, text[m.start : end], main, seen)
            out.append(mention(doc, m.start, end, series, Form.DESCRIPTION))
        elif known is not None and "plural" in referent.attrs:
            for key, other in referent.links.items():
                if key in {"organizer", "body"}:
                    known.links.setdefault(key, other)
            out.append(mention(doc, m.start, m.end, known, Form.DESCRIPTION))
        else:
            out.append(m)
            named = _named_dialogue(doc, m, seen)
            if named is not None:
                out.append(named)
    doc._.mentions = sorted(out, key=lambda m: (m.start, -m.end))
    _formats(doc)
    _editions(doc)
    return doc


def _series(referent: Referent, name: str, main: Referent | None, seen: dict[str, Referent]) -> Referent:
    """The series that a phrase about an event speaks of."""
    bare = re.sub(r"^(?:the|an?|its|their|this) ", "", name, flags=re.IGNORECASE)
    organizer = organizer_of(referent) or main
    key = referent.attrs.get("format", "")
    bare = referent.attrs.get("code_name", bare)
    known = series_of(organizer.id, key) if organizer is not None and key else None
    known = known or known_bases().get(referent.attrs.get("base", "")) or None
    name_key = known or f"{referent.cls == 'Exercise'} {key or bare.lower()}"
    series = seen.get(name_key)
    if series is None:
        series = seen[name_key] = Referent("EventSeries", bare, known or "", known=known is not None)
        series.attrs.update({k: v for k, v in referent.attrs.items() if k in {"format", "noun"}})
        series.attrs["drill"] = "yes" if referent.cls == "Exercise" else ""
        if organizer is not None:
            series.links["organizer"] = organizer
        if key and not known:
            series.attrs["title"] = BY_KEY[key].title
    series.names.setdefault(bare)
    return series


def _named_dialogue(doc: Doc, m: Mention, seen: dict[str, Referent]) -> Mention | None:
    """The series in "the fourth round of the Pakistan-China Strategic Dialogue"."""
    if "edition" not in m.referent.attrs or m.referent.is_a("Exercise"):
        return None
    match = re.search(
        r"((?:[A-Z][\w’']*(?:[-–][A-Z][\w’']*)* )+(?:Dialogue|Forum|Consultations|Conference|Congress))$", m.text
    )
    if not match:
        return None
    name = match[1]
    series = seen.get(name)
    if series is None:
        series = seen[name] = Referent("EventSeries", name)
        series.links.update({k: v for k, v in m.referent.links.items() if k in {"organizer", "body"}})
    m.referent.links["series"] = series
    start = m.end - len(name)
    return mention(doc, start, m.end, series, Form.NAME)


_EDITION = re.compile(
    r"\b[Tt]he (?P<which>first(?: ever)?|inaugural|previous|last|latest|preceding|next|upcoming|second|third|"
    r"fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth) (?:one|edition|iteration|instal?lment)\b(?! of)"
)


def _editions(doc: Doc) -> None:
    """Mark "the previous edition", "the last one" after a series or an event of one."""
    found: list[Mention] = []
    for match in _EDITION.finditer(text_of(doc)):
        near = [
            m
            for m in doc._.mentions
            if match.start() - 400 < m.start < match.start() and m.referent.is_a("Event", "EventSeries")
        ]
        if not near:
            continue
        kin = near[-1].referent
        series = kin if kin.cls == "EventSeries" else None
        if series is not None:
            drill = series.attrs.get("drill") == "yes" or "base" in series.attrs
        else:
            drill = kin.is_a("Exercise")
        referent = Referent("Exercise" if drill else "Meeting", match.group()[4:])
        word = match["which"].split()[0].lower()
        referent.attrs["noun"] = "exercise" if drill else "meeting"
        if word in {"previous", "last", "latest", "preceding"}:
            referent.attrs["which"] = "previous"
        elif word in {"next", "upcoming"}:
            referent.attrs["which"] = "next"
        if series is not None:
            referent.links["series"] = series
            if series.known:
                referent.attrs["series"] = series.id
            if "base" in series.attrs:
                referent.attrs["base"] = series.attrs["base"]
            if "format" in series.attrs:
                referent.attrs["format"] = series.attrs["format"]
                referent.cls = BY_KEY[series.attrs["format"]].cls
        found.append(mention(doc, match.start(), match.end(), referent, Form.DESCRIPTION))
    if found:
        doc._.mentions = sorted([*doc._.mentions, *found], key=lambda m: (m.start, -m.end))


def _formats(doc: Doc) -> None:
    """Mark "the format", "the mechanism" after an event of a kind: they mean the series of that kind."""
    found: list[Mention] = []
    spans = [(m.start, m.end) for m in doc._.mentions]
    main = dominant(doc)
    for match in _GENERIC.finditer(text_of(doc)):
        if any(s < match.end() and match.start() < e for s, e in spans):
            continue
        after = text_of(doc)[match.end() : match.end() + 40]
        if not re.match(
            r" (?:has existed|was (?:established|launched|created|set up)|has been|dates|exists|began)", after
        ):
            continue
        before = [m for m in doc._.mentions if m.end <= match.start() and m.referent.is_a("Event", "EventSeries")]
        near = next(
            (m.referent for m in reversed(before) if "format" in m.referent.attrs or m.referent.cls == "EventSeries"),
            None,
        )
        if near is None:
            continue
        series = near if near.cls == "EventSeries" else _series(near, BY_KEY[near.attrs["format"]].title, main, {})
        found.append(Mention(match.start(), match.end(), series, Form.DESCRIPTION, match.group()))
    if found:
        doc._.mentions = sorted([*doc._.mentions, *found], key=lambda m: (m.start, -m.end))
