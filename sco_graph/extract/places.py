"""Which place lies in which, as far as the text says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.nlp.mentions import Form, Mention, Referent
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton
from sco_graph.reference import Place, State, load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.segments import Segment

_SIDE = r"(?:(?:the )?(?:north|south|east|west|central|coastal)\w*(?:[- ](?:east|west|central)\w*)? )?"
_KIND = r"(?:city|town|resort|port|village|province|state|region|district|island|settlement)"
_OUTER = rf"(?P<b><WHERE>)(?:(?![’']s)|[’']s {_SIDE}(?P<c><P>))"
_INSIDE = grammar(
    rf"(?P<a><P>)(?=(?: {_KIND})?(?: \([^)]*\)|,? (?:an?|the)(?: [\w-]+){{1,4}}?)?"
    rf"(?: of the(?: <J>)?(?: [\w-]+){{1,3}}?)?"
    rf"(?:,? (?:in|of)(?: the)? {_SIDE}(?:{_KIND} of )?|, (?:in )?(?:the )?{_SIDE}|,? \((?:the )?| \[|, located in "
    rf"{_SIDE}| ?[–—-]+ ?(?:the )?(?:[a-z]+ )?capital of (?:the )?){_OUTER})"
)
_OWNED = grammar(
    rf"(?P<b><S>)[’']s? (?:{_SIDE})(?:[\w-]+ ){{0,3}}?(?:(?:city|town|province|region|capital|resort|port) "
    rf"(?:of |city )?)?(?P<a><P>)"
)
_NATIONAL = grammar(
    rf"\b[Tt]he (?:[a-z-]+ )?(?P<b><J>)(?: [a-z-]+){{0,2}} (?:{_KIND}|capital)(?: city)?,? (?:of )?(?P<a><P>)"
)
_CAPITAL = grammar(
    r"(?P<a><P>),? (?:which is )?(?:the |[\ue000][’']s )?(?:[a-z]+ )?capital(?: city)? of (?P<b><S>)|"
    r"\bcapital(?: city)? of (?P<b2><S>),? (?P<a2><P>)"
)
_APPOSED = grammar(r"<P>,? <P>")
_WIDER_FIRST = grammar(rf"\b(?:in|at|to) (?P<b><S>),? (?:in|at|near) (?:the (?:[\w-]+ )?{_KIND} of )?(?P<a><P>)")
"""Before the narrower place: "in Kazakhstan, in the city of Almaty"."""


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """``sco:locatedIn`` of the places that the text puts somewhere.

    Args:
        article: The source.
        doc: Its document.
    """
    del article
    if not any(m.referent.cls == "Place" for m in doc._.mentions):
        return
    for segment in doc._.segments:
        view = skeleton(doc, segment.start, segment.end)
        yield from _segment(view, segment)


def _segment(view: Skeleton, segment: Segment) -> Iterator[Claim]:
    for pattern in (_INSIDE, _OWNED, _NATIONAL, _CAPITAL, _WIDER_FIRST):
        for match in pattern.finditer(view.text):
            names = ("a2", "b2") if "a2" in pattern.groupindex and match["a2"] else ("a", "b")
            inner, outer = (view.one(match, name) for name in names)
            third = view.one(match, "c") if "c" in pattern.groupindex and match["c"] else None
            if third is not None:  # "in northwest China's Xinjiang"
                yield from _claim(inner, third.referent, segment)
                yield from _claim(third, outer.referent, segment)
            elif pattern is not _INSIDE or not _listed(view.text, match):
                yield from _claim(inner, outer.referent, segment)
    for match in _APPOSED.finditer(view.text):  # "the Ethiopian capital, Addis Ababa"
        described, named = view.found(match)
        if described.referent is named.referent and "capital_of" in named.referent.links:
            yield from _claim(named, named.referent.links["capital_of"], segment)


def _listed(text: str, match: re.Match[str]) -> bool:
    """Whether a comma only separates the members of a list: "Beijing, Moscow and Astana"."""
    between = text[match.start("a") + 1 : match.start("b")]
    after = re.match(r",? and (?:the )?([\ue000\ue001])", text[match.end("b") :])
    return between == ", " and after is not None and (text[match.start("b")] == "\ue001" or after[1] == "\ue000")


def _claim(inner: Mention, outer: Referent, segment: Segment) -> Iterator[Claim]:
    place = inner.referent
    if place is outer or place.cls != "Place" or inner.form is Form.METONYM or outer.links.get("in") is place:
        return
    if _elsewhere(place, outer):
        return
    place.links.setdefault("in", outer)
    yield Claim(place, "locatedIn", outer, segment.start, segment.end, "places.located_in", 0.92)


def _elsewhere(place: Referent, outer: Referent) -> bool:
    """Whether the reference tables know that a place lies in another state."""
    rows = load_reference().by_id
    row = rows.get(place.id) if place.known else None
    while isinstance(row, Place) and row.located_in:
        row = rows.get(row.located_in)
    return isinstance(row, State) and outer.known and outer.is_a("State") and row.id != outer.id
