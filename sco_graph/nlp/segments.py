"""Sentences, found by rules that know datelines, initials, months and abbreviations of offices.

The evidence of a fact is a sentence, so its borders must not depend on which language model is installed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.nlp.mentions import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PARAGRAPH = re.compile(r"\s*\n\s*")
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9]|\s*$)")
_GLUED = re.compile(r"(?<=[a-z]{3})\.(?=(?:The|This|These|That|It|He|She|They|We|But|In|On|At|After|While|As|"
                    r"Its|His|Her|"
                    r"Their|Our|Both|There|According|Earlier|Meanwhile|[A-Z][a-z]+[’']s) )")  # fmt: skip
"""A full stop to which a careless page has glued the next sentence."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Prof|St|Gen|Maj|Col|Lt|Capt|Adm|Sgt|Brig|"
    r"Hon|Rev|Sen|Rep|Gov|Pres|Amb|No|Nos|vs|Inc|Ltd|Co|Corp|Bros|Jr|Sr|approx|dept|est|art|p|pp|vol|fig|[Ii]\.e|"
    r"[Ee]\.g|cf|al|U\.S|U\.N|U\.K|P\.R|a\.m|p\.m|Ye|Yu|Ya|Yo|Zh|Kh|Sh|Ch|Ts|Dzh)|(?<![\w.])[A-Z](?:\.[A-Z])*)\.$"
)
_RETIRED = re.compile(r"\((?:Rtd|Retd|Ret)\.\)\Z")
"""After a rank: "Major General (Rtd.) N"."""
_MAY_END = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|U\.S|U\.N|U\.K|D\.C|[ap]\.m)\.$")
"""Abbreviations with which a sentence may end as well."""
_STARTER = re.compile(
    r"\s+[\"“‘(]*(?:The|This|These|That|Those|It|He|She|They|We|But|However|In|On|At|After|Before|While|When|As|If|"
    r"Its|His|Her|Their|Our|Both|There|Such|According|Earlier|Later|Last|Meanwhile)\b"
)
"""Words with which a sentence begins, and no name."""
_LONGEST = 4000
"""Characters of the longest sentence: the rules' time may grow with its square.  Lists of delegates need 2,000."""
_DATELINE = 64
"""Characters of the longest dateline."""
_DATELINE_MONTH = re.compile(r"^[A-Z .,'’/-]{2,60}\.?\s*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: half-open character offsets, its number, and its paragraph's number."""

    start: int
    end: int
    number: int
    paragraph: int


def split(text: str) -> list[Segment]:
    """Split a text into sentences; a line break ends one too."""
    out: list[Segment] = []
    begin = 0
    paragraph = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[begin:end].strip():
            _split_line(text, begin, end, paragraph, out)
            paragraph += 1
        begin = gap.end() if gap else end
    return out


def _split_line(text: str, begin: int, end: int, paragraph: int, out: list[Segment]) -> None:
    start = begin
    marks = [*_END.finditer(text, begin, end), *_GLUED.finditer(text, begin, end)]
    for mark in sorted(marks, key=lambda m: m.start()):
        if mark.end() < end and _no_end(text, start, mark):
            continue
        _add(text, start, mark.end(), paragraph, out)
        start = mark.end()
        while start < end and text[start].isspace():
            start += 1
    if text[start:end].strip():
        _add(text, start, end, paragraph, out)


def _add(text: str, start: int, end: int, paragraph: int, out: list[Segment]) -> None:
    """Add a sentence; one that does not end (a table, a hostile text) in parts, at a mark or between words."""
    while end - start > _LONGEST:
        middle, limit = start + _LONGEST // 2, start + _LONGEST
        cut = text.rfind(";", middle, limit) + 1 or text.rfind(" ", middle, limit) or limit
        cut = limit if cut < middle else cut
        out.append(Segment(start, cut, len(out), paragraph))
        start = cut + (text[cut] == " ")
    out.append(Segment(start, end, len(out), paragraph))


def _no_end(text: str, start: int, mark: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to an abbreviation or to a dateline."""
    if _RETIRED.search(text, max(start, mark.end() - 7), mark.end()):
        return True
    if mark.group()[:1] != "." or mark.end() - mark.start() > 1:
        return False
    before = text[max(start, mark.end() - 24) : mark.end()]
    if _ABBREVIATION.search(before):
        return not (_MAY_END.search(before) and _STARTER.match(text, mark.end()))
    return mark.end() - start <= _DATELINE and bool(_DATELINE_MONTH.match(text[start : mark.end()]))


def segment_at(doc: Doc, offset: int) -> Segment:
    """The sentence that holds a character offset (the nearest before it, between two)."""
    segments: list[Segment] = doc._.segments
    index = bisect_right(segments, offset, key=lambda segment: segment.start) - 1
    return segments[max(index, 0)]


@Language.component("sco_segments", assigns=["doc._.segments"])
def sco_segments(doc: Doc) -> Doc:
    """Find the sentences of a document."""
    doc._.segments = split(text_of(doc))
    return doc
