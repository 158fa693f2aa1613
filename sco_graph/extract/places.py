"""Which place lies in which, as far as the text says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.nlp.mentions import Form, Mention, Referent
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.segments import Segment

_SIDE = r"(?:(?:the )?(?:north|south|east|west|central|coastal)\w*(?:[- ](?:east|west|central)\w*)? )?"
_INSIDE = grammar(
    rf"(?P<a><P>)(?: \([^)]*\))?(?: (?:in|of)(?: the)? {_SIDE}(?:province of |state of |region of )?|, (?:in "
    rf")?(?:the )?{_SIDE}|"
    rf" \((?:the )?| \[|, located in {_SIDE}|, in {_SIDE})(?P<b><WHERE>)(?:[’']s (?:{_SIDE})(?P<c><P>))?"
)
_OWNED = grammar(
    rf"(?P<b><S>)[’']s? (?:{_SIDE})(?:[\w-]+ ){{0,3}}?(?:(?:city|town|province|region|capital|resort|port) "
    rf"(?:of |city )?)?(?P<a><P>)"
)
_NATIONAL = grammar(
    r"\b[Tt]he (?:[a-z-]+ )?(?P<b><J>)(?: [a-z-]+){0,2} (?:city|town|resort|port|state|province|region|village|"
    r"capital|island)(?: city)?,? (?:of )?(?P<a><P>)"
)
_CAPITAL = grammar(r"(?P<a><P>),? (?:which is )?(?:the |[\ue000][’']s )?(?:[a-z]+ )?capital(?: city)? of (?P<b><S>)")


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
    for pattern in (_INSIDE, _OWNED, _NATIONAL, _CAPITAL):
        for match in pattern.finditer(view.text):
            inner, outer = view.one(match, "a"), view.one(match, "b")
            third = view.one(match, "c") if "c" in pattern.groupindex and match["c"] else None
            if third is not None:  # "in northwest China's Xinjiang"
                yield from _claim(inner, third.referent, segment)
                yield from _claim(third, outer.referent, segment)
            elif not _listed(view.text, match):
                yield from _claim(inner, outer.referent, segment)


def _listed(text: str, match: re.Match[str]) -> bool:
    """Whether a comma only separates the members of a list: "Beijing, Moscow and Astana"."""
    between = text[match.start("a") + 1 : match.start("b")] if match.start("a") < match.start("b") else ""
    return (
        between == ", "
        and text[match.end() : match.end() + 5].startswith((", and", " and "))
        and (text[match.start("b")] == "\ue001")
    )


def _claim(inner: Mention, outer: Referent, segment: Segment) -> Iterator[Claim]:
    place = inner.referent
    if place is outer or place.cls != "Place" or inner.form is Form.METONYM or outer.links.get("in") is place:
        return
    place.links.setdefault("in", outer)
    yield Claim(place, "locatedIn", outer, segment.start, segment.end, "places.located_in", 0.92)
