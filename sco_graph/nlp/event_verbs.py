"""Events that a verb tells: "the defence ministers of the SCO gathered in Astana".

The subject is a noun phrase whose head can meet (ministers, leaders, a council); who they are tells the kind of the
meeting and its holder, as the words of a phrase with "meeting" would.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.nlp.event_heads import ordinal
from sco_graph.nlp.event_patterns import COLLEGES
from sco_graph.nlp.event_phrases import group, left
from sco_graph.nlp.formats import below, format_of
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of
from sco_graph.nlp.skeleton import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sco_graph.nlp.skeleton import Skeleton

_WHO = grammar(rf"(?<![\w’'-])(?:{COLLEGES}(?![\w’'-])|<O>)", 0)
_AUX = (
    r"(?:,? (?:which|who))?(?:,? (?:are|will|is|were|was|have|had|has|been|be|to|also|again|last|jointly|then|"
    r"scheduled|due|expected|set|planning|both|all|<D>),?)*"
)
_MEETS = grammar(
    rf"{_AUX},? (?P<verb>gather(?:s|ed|ing)?|meet|meets|meeting|met|convened?|convenes|conferred|assembled?)"
    r"(?=,? (?:again |regularly |separately |virtually |online |as a group |together )?"
    r"(?:(?:in|at) (?:the |a )?(?:(?:[\w-]+|<J>|<S>[’']s) ){0,4}?[<P><O>]|(?:on )?<D>|here\b|via |by video|"
    r"to discuss))",
    0,
)
_ASIDE = re.compile(r",? (?:--?|[–—]) [^–—;.]{3,400}? ?(?:--?|[–—])(?= )| \([^()]{3,200}\)(?= )")
"""What may stand between the subject and its verb: "the leaders of the five -- A, B, C, D and E -- gathered"."""
_SITS = grammar(
    r"(?<=<O>)(?:,? (?:which|that))? (?P<verb>(?:(?:will|is to|was to) be|was|is|is being|has been) (?:held|convened)|"
    r"is(?= (?:scheduled|slated|due|set) )|will take place|took place|takes place)"
    r"(?=,? (?:(?:scheduled|slated|due|set) )?(?:for |to be held |to take place )?"
    r"(?:(?:in|at) (?:the |a )?(?:(?:[\w-]+|<J>|<S>[’']s) ){0,4}?<WHERE>|(?:on |in )?<D>|"
    r"here\b|via |by video))",
    0,
)
"""A council that is held is its session: "the Council of Foreign Ministers is scheduled for May"."""
_HOLDS = grammar(
    rf"{_AUX} (?:hold|holds|held|holding|conven(?:e|es|ed|ing)|open|opened|began|begin|start|started|attend|attended) "
    r"(?:<D> )?(?=(?:an?|their) )",
    0,
)


_NTH = re.compile(r"\b(?:[Tt]he|[Aa]t|[Ii]ts) (?P<n>[\w-]+(?:st|nd|rd|th|first|second|third)) $")


def subjects(view: Skeleton) -> Iterator[tuple[int, int]]:
    """Noun phrases of those who can meet: half-open indices into the skeleton's text."""
    for head in _WHO.finditer(view.text):
        start = left(view, head.start()) if head.group()[0].isalpha() else head.start()
        yield start, group(view.text, head.end())


def meetings(view: Skeleton) -> Iterator[tuple[Mention, int]]:
    """Mentions of meetings that a verb tells, with the index into the skeleton's text at which what follows begins."""
    done = 0
    for start, end in subjects(view):
        aside = _ASIDE.match(view.text, end)
        verb = _MEETS.match(view.text, aside.end() if aside else end) or _session(view, end)
        if verb is None or start < done:
            continue
        referent = _assembly(view, start, end)
        if referent is None:
            continue
        done = verb.end()
        first, last = view.offset(start), view.offset(verb.end("verb") - 1) + 1
        if aside is not None:  # those whom the aside names stay visible
            last = view.items[end - 1].end if end - 1 in view.items else view.offset(end - 1) + 1
        if verb["verb"].endswith("ing"):
            referent.attrs["det"] = "the"  # "leaders meeting in Beijing" speaks of a meeting that is known
        if re.search(r"\b(?:are|will|is) ", view.text[end : verb.start("verb")]):
            referent.attrs["which"] = "next" if "next" in view.text[end : verb.end() + 20] else ""
        yield mention(view.doc, first, last, referent, Form.DESCRIPTION), verb.end()


def councils(view: Skeleton) -> Iterator[tuple[Mention, int]]:
    """Councils that are counted, and so are their sessions: "adopted at the 10th OSCE Ministerial Council"."""
    for index, item in view.items.items():
        if not isinstance(item, Mention) or not item.referent.is_a("Organization") or "ouncil" not in item.text:
            continue
        counted = _NTH.search(view.text, max(0, index - 30), index)
        if counted is None or re.match(r"[’']s? | (?:session|meeting|summit)", view.text[index + 1 :]):
            continue
        referent = _assembly(view, index, index + 1)
        if referent is not None:
            start = view.offset(counted.start("n"))
            number = ordinal(counted["n"])
            if number is None:
                continue
            referent.attrs.update(edition=str(number), det="the", noun="meeting")
            referent.label = text_of(view.doc)[start : item.end]
            referent.names = {referent.label: None}
            yield mention(view.doc, start, item.end, referent, Form.DESCRIPTION), index + 1


def _session(view: Skeleton, end: int) -> re.Match[str] | None:
    """The verb after a council that stands for its session."""
    council = view.items.get(end - 1)
    if not isinstance(council, Mention) or not council.referent.is_a("OrganizationBody"):
        return None
    return _SITS.match(view.text, end)


def _assembly(view: Skeleton, start: int, end: int) -> Referent | None:
    """The meeting of those whom a noun phrase names; None if nothing tells what meeting it would be."""
    words = text_of(view.doc)[view.offset(start) : view.offset(end - 1) + 1]
    if end - 1 in view.items:
        words = text_of(view.doc)[view.offset(start) : view.items[end - 1].end]
    inside = [item.referent for i in range(start, end) if isinstance(item := view.items.get(i), Mention)]
    bodies = [r for r in inside if r.is_a("Organization")]
    found = format_of(view.text[start:end]) or next((f for r in bodies if (f := format_of(r.label))), None)
    if found is None and not bodies:
        return None
    bare = re.sub(r"^(?:[Tt]he|[Aa]ll) ", "", words)
    referent = Referent(found.cls if found else "Meeting", f"meeting of {bare}")
    referent.attrs.update(noun="summit" if referent.cls == "Summit" else "meeting", det="a", verbal="yes")
    if found is not None:
        referent.attrs["format"] = found.key
    elif below(words):
        referent.attrs["below"] = "yes"
    referent.names.setdefault(referent.label)
    for body in bodies[:1]:
        referent.links["body" if body.is_a("OrganizationBody") else "organizer"] = body
    if not bodies:
        for number, state in enumerate(dict.fromkeys(r for r in inside if r.is_a("State"))):
            referent.links[f"party{number}"] = state
    return referent


def holders(view: Skeleton) -> Iterator[tuple[int, Referent]]:
    """Where the object of "hold" or "attend" begins, and what meeting its subject makes: "the ministers held a"."""
    for start, end in subjects(view):
        verb = _HOLDS.match(view.text, end)
        referent = _assembly(view, start, end) if verb else None
        if verb is not None and referent is not None:
            yield verb.end(), referent
