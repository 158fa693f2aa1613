"""What an event is about: the agenda, aim or theme that a sentence states for it.

Topics are read off what the cue governs ("discussed ...", "... topped the agenda", "is aimed at ..."), not off
the whole sentence: who attends, where, and other events and organisations that it names tell none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.topics import names_evils, sector_topics, topics_of
from sco_graph.nlp.mentions import Form, Mention
from sco_graph.nlp.skeleton import Skeleton, grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sco_graph.nlp.mentions import Referent

_VIEWS = r"(?:views|opinions|experiences?)"
_DISCUSSED = grammar(
    r"\b(?:discuss(?:es|ed|ing)?|discussions? (?:of|on|about|around)|(?:debate|deliberate)[sd]?(?: on)?|"
    rf"exchang(?:e[sd]?|ing)(?: of)? (?:\w+ ){{0,3}}{_VIEWS}|{_VIEWS} (?:were|was) exchanged on|"
    r"(?:consider|review|examin|address|analy[sz])(?:s|e[sd]?|ed|es|ing)?(?! by\b)|focus(?:e[sd]|ing)?(?: \w+)? on|"
    r"focus(?: of the \w+)? (?:is|was|will be)|cent(?:re|er)(?:ed|s)? (?:on|around)|deal(?:s|t|ing)? with|"
    r"touch(?:e[sd])? (?:up)?on|(?:talk(?:s|ed)?|sp(?:eak|oke)s?) (?:about|on)|look(?:s|ed|ing)? (?:at|into)|"
    r"(?:paid|pays?|paying|g(?:a|i)v(?:e|es|ing)|laid|put|plac(?:e|ed|ing)) (?:\w+ ){0,3}"
    r"(?:attention|emphasis|priority|importance|weight) (?:to|on)|compare[sd]? notes on|dwel(?:l|ls|t|led) (?:up)?on|"
    r"cover(?:s|ed|ing)? (?:issues|topics|questions)|"
    r"attention (?:[^.;,]{0,60}? )?(?:was|is|will be)(?: \w+)? (?:paid|given|devoted) to|"
    r"priorit(?:y|ies)(?: [^.;,]{0,60}?)? (?:is|was|are|were|will be|include[sd]?)|"
    r"(?:held|hold) (?:in-depth )?(?:talks|consultations) on|summ(?:ed|ing) up|"
    r"(?:main |key |principal |primary |central )(?:concern|topics?|issues?|items?|themes?|tasks?|subjects?)"
    r"(?: [^.;,]{0,40})? (?:is|was|are|were|will be|include[sd]?))\b(?P<what>[^.;]{0,600})"
)
_AGENDA = grammar(
    r"\b(?:agenda|programme of the (?:meeting|event)|topics|issues|items|questions|themes?)\b(?P<gap>[^.;]{0,60}?)"
    r"(?:\b(?:include[sd]?|including|cover(?:s|ed)|compris\w+|featur(?:e|es|ed|ing)|contain\w*|"
    r"such as|of|for|was|were|is|are|will be|related to|concerning|on)\b|:)(?P<what>[^.;]{0,600})"
)
_PASSIVE = grammar(
    r"(?:,? (?:which |that )?(?:was|were|is|are|will be|to be|being|has been|have been) "
    r"(?:\w+ ){0,2}(?:discussed|considered|reviewed|examined|addressed|debated|raised|touched upon|analy[sz]ed|"
    r"on the agenda|in focus|under discussion|at the (?:cent(?:re|er)|heart) of)|,? ?\btop(?:s|ped|ping)? the agenda|"
    r" (?:on|high on) the agenda|,? under discussion|(?:was|were|is|are|will be) (?:among |on )?(?:the |its )?"
    r"(?:main|key|principal|central)\b)"
)
_AIM = grammar(
    r"\b(?:aim(?:ed|s|ing)? (?:at|to)|devoted to|dedicated to|meant to|intended to|designed to|"
    r"(?:goal|purpose|objective|aim|theme|slogan|motto|topic)s?\b(?: of [^.;,]{0,40}?)?"
    r"(?: (?:is|was|are|were|of|to)|:)?|"
    r"(?:en)?titled|themed|dubbed|(?:(?<=<M> )|(?<=<M> on <S> ))call(?:s|ed) for|in order to)(?P<what>[^.;]{0,400})"
)
_ON = grammar(
    r"(?P<e><X>)[^.;]{0,160}? (?:on|in|for|against|to) "
    r"(?P<what>(?:(?<=to )(?:enhance|improve|strengthen|hone|boost|raise|sharpen|upgrade|develop) (?:\w+ ){0,3}?"
    r"(?:anti|counter)-?\w*|(?<=to )(?:identify|suppress|combat|counter|fight|prevent|repel|neutrali[sz]e|tackle)\b|"
    r"(?:identify|suppress|combat|counter|fight|prevent|protect|neutrali[sz]|ensur|rescu)\w*ing|"
    r"the (?:fight|struggle)) [^.;]{0,200})"
)
_RESOLVE = grammar(
    r"\b(?:troops|servicemen|soldiers|forces|units|militaries|armies|participants|contingents|sides|countries|they|"
    r"it|drills?|exercises?|<X>)\b[^.;]{0,80}?\b(?:show\w*|demonstrat\w+|reveal\w*|display\w*|test(?:ed|s|ing)?|"
    r"practi[cs]\w+|hon(?:e|es|ed|ing)|improv\w+|enhanc\w+|boost\w*|strengthen\w*|rais\w+|prov(?:e|ed|es|ing)|"
    r"sharpen\w*|manifest\w*)\b[^.;]{0,60}?"
    r"\b(?:determination|strength|ability|abilities|capability|capabilities|capacity|capacities|readiness|resolve|will|"
    r"skills|coordination|preparedness|level|interaction)\b(?: [\w’'-]+){0,6}? (?:to|in|for|of|when|against|on) "
    r"(?P<what>(?:jointly |together )?(?:combat|fight|counter|deter|suppress|crack down|respond|cope|deal|eliminat|"
    r"repel|strike|tackl|prevent|terror)\w*[^.;]{0,160})"
)
"""Of "The troops showed their determination to combat extremism": what the drill was for."""
_PLAYED = grammar(
    r"(?:<X>[^.;]{0,120}?\b(?:simulat|practi[cs]|rehears)(?:e[sd]?|ing|ed)|"
    r"\b(?:scenario|legend|plot|script)\b[^.;]{0,120}?\b(?:involv|includ|envisag|featur|provid)\w+)\b"
    r"(?P<what>[^.;]{0,160})"
)
"""Of "The drill simulated a rescue", "the scenario involved": what troops play."""
_STANDING = r"(?:full member\w*|membership|admi(?:tting|ssion)|accession|(?:dialogue )?partners?|observer)\b"
_ADMITTED = grammar(
    rf"(?P<e><M>)[^.;]{{0,60}}?\b(?:admitted|granted|gave|approved|accepted|began|(?:launched|started|opened) the)\b"
    rf"[^.;]{{0,60}}?\b{_STANDING}|"
    rf"\b(?:admitted|granted|joined|became)\b[^.;]{{0,60}}?\b{_STANDING}[^.;]{{0,60}}? at (?:the |an? |its )?"
    r"(?P<e2><M>)"
)
"""Of "The summit granted Iran membership": it was about enlargement."""
_ACCEDES = grammar(
    r"(?P<e><M>)[^.;]{0,80}?\b(?:procedure|process|decision|application|document|memorand(?:um|a|ums)|way for|"
    r"agreement)\b"
    r"[^.;]{0,60}?\b(?:admission|accession|inclusion|full membership|partner status|observer status)\b|"
    r"(?P<e2><M>)[^.;]{0,60}?\b(?:joined by|welcomed|accepted) (?:the )?<S>[^.;]{0,20}? as (?:an? |its )?(?:\w+ ){0,2}"
    r"(?:member|partner|observer)"
)
"""Of "At the summit, the procedure for Iran's admission began": it was about enlargement, too."""
_NAMED = grammar(r"[\"“«](?P<e><X>)[\"”»]")
_OTHER_AIM = grammar(
    r"\b(?:decisions?|documents?|measures|steps|projects?|initiatives?|proposals?|resolutions?|programmes?|programs?|"
    r"plans?|polic(?:y|ies)|agreements?|groups?|bod(?:y|ies)|centres?|centers?|agencies|mechanisms?|structures?|laws?|strateg(?:y|ies)|<A>)[\"”]?"
    r"(?:,? (?:which|that|all|mainly|primarily|is|are|was|were)){0,3} ?$"
)
"""Of "adopted decisions aimed at ...": what the decisions are for is no event's aim."""
_PARTICIPLE = re.compile(r"\w{2,20}ing\b")
_STOP = re.compile(
    r",? (?:according to|as well as to hold|while|whereas|saying|adding|noting that|stressing that|"
    r"(?:and|but|they|it|he|she|the (?:sides|parties|ministers|leaders)) (?:also )?(?:agreed|intend|pledged|vowed|"
    r"promised|proposed|suggested|signed|adopted|approved|decided|instructed)|said|told|reported?s?|since it was)\b|"
    r" -- | [–—] ",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:should|not|never|could|might|refus\w+ to|declined to|hop\w+ to|without|need to|propos\w+ to|ready to|"
    r"agreed to|intends? to|pledged to|vowed to|promised to)\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"\b(?:founded|established|set up|created|organi[sz]ation[’']?s?|bloc|grouping|association|union|drafted|"
    r"convention|structure|[\ue002\ue003][’']?s? (?:was|is|were|and)?)\b",
    re.IGNORECASE,
)
_INITIALLY = re.compile(r"\b(?:founded|established|set up|initially|originally)\b", re.IGNORECASE)
_SUBJECT = grammar(r"<A>[^.;,<A>]{0,20}$")
"""A document as the subject: what it covers is no event's agenda."""
_OTHERS = re.compile(
    r"\b(?:outcomes?|results?|decisions?|preparations?|agreements?|implement\w*|ahead|eve|run-up|follow-up|"
    r"framework|sidelines|margins) (?:of|for|to|reached at|taken at|made at)(?: the results of)?"
    r"(?: (?:the|an?|its|their|\d{4}))* ?$|\b(?:after|before|since|following) (?:(?:the|an?|its|their) )?$",
    re.IGNORECASE,
)
"""Words before an event that is named in passing, beside the one that the sentence is about."""
_HELD_AT = re.compile(r"\b(?:at|during|in|of|for)(?: the course of)? (?:the |this |an? |its |their )?$", re.IGNORECASE)
_TWO = re.compile(r"^\W*(?:both|the two|he|she)\b", re.IGNORECASE)


def named_topics(event: Mention) -> tuple[str, ...]:
    """Topics that its own phrase states: "drill against terrorism", "meeting on trade", "of transport ministers"."""
    if event.referent.is_a("Exercise"):
        return topics_of(event.text)
    words = re.sub(r"[Ff]inance [Mm]inisters|\b(?:\w+ ){0,2}[Mm]inisters[’']?", " ", event.text)
    on = re.search(r"\b(?:on|about|devoted to|dedicated to|dubbed|(?:en)?titled|themed) (.+)$", words)
    sectors = sector_topics(event.text) if event.referent.is_a("Meeting") and event.referent.cls != "Summit" else ()
    return tuple(dict.fromkeys([*(topics_of(on[1]) if on else ()), *sectors]))


_THINGS = re.compile(
    r"\W*(?:These|Those|Such) (?:[\w-]+ ){0,3}?(?:mechanisms|meetings|formats|platforms|exercises|drills|events|"
    r"projects|efforts|steps|measures|documents|agreements|treaties|institutions|structures|bodies|organi[sz]ations)\b"
)
"""The subject of a sentence that is about several things, and not about the one event of the sentences before."""


def agenda(view: Skeleton, skip: set[Referent], current: Referent | None) -> Iterator[tuple[Referent, str]]:
    """What a sentence states as the agenda or aim of an event.

    Args:
        view: The sentence.
        skip: Events of which it asserts nothing.
        current: The event that the sentences before are about.

    Yields:
        The event and a topic.
    """
    for stated in _ON.finditer(view.text):
        named = _NAMED.search(view.text, *stated.span("what"))  # "a drill on suppressing ... "Xiamen-2017""
        for match in (stated, named):
            event: Referent | None = view.one(match, "e").referent if match else None
            if event is not None and event not in skip:
                yield from ((event, topic) for topic in topics_of(_words(view, *stated.span("what"))))
    for admitted in (*_ADMITTED.finditer(view.text), *_ACCEDES.finditer(view.text)):
        event = view.one(admitted, "e" if admitted["e"] else "e2").referent
        if event not in skip:
            yield event, "enlargement"
    yield from _resolve(view, skip, current)
    for pattern in (_DISCUSSED, _AGENDA, _PASSIVE, _AIM):
        for cue in pattern.finditer(view.text):
            begin = cue.start()
            if _UNREAL.search(view.text[max(0, begin - 50) : begin]) or _of_others(view.text, cue):
                continue
            event = _whose(view, begin, skip, current, aim=pattern is _AIM)
            if event is None:
                continue
            what = cue.span("what") if pattern is not _PASSIVE else (_clause(view.text, begin), begin)
            for topic in topics_of(_words(view, *what)):
                yield event, topic


def _of_others(text: str, cue: re.Match[str]) -> bool:
    """Tell whether a cue is about decisions, projects and the like: "decisions aimed at X, addressing Y"."""
    begin = cue.start()
    if cue.re is _AIM:
        return _OTHER_AIM.search(text, max(0, begin - 50), begin) is not None
    if not _PARTICIPLE.match(text, begin):
        return False
    if _OTHER_AIM.search(text, max(0, begin - 50), begin):
        return True  # "five working groups dealing with customs"
    first = max(begin - 400, *(text.rfind(mark, 0, begin) + 1 for mark in ".;"), 0)
    return any(_of_others(text, aim) for aim in _AIM.finditer(text, first, begin))


def _resolve(view: Skeleton, skip: set[Referent], current: Referent | None) -> Iterator[tuple[Referent, str]]:
    """What troops show or train that they can do: "the drill tested their readiness to repel terrorists"."""
    for shown in (*_RESOLVE.finditer(view.text), *_PLAYED.finditer(view.text)):
        drill = _whose(view, shown.start("what"), skip, current, aim=False)
        drill = drill if drill is not None and drill.is_a("Exercise") else current
        if drill is not None and drill.is_a("Exercise"):
            yield from ((drill, topic) for topic in topics_of(_words(view, *shown.span("what"))))


def _clause(text: str, index: int) -> int:
    """Where the clause before a passive verb begins."""
    first = max(0, index - 400)
    return max(text.rfind(".", first, index), text.rfind(";", first, index), first - 1) + 1


def _whose(view: Skeleton, cue: int, skip: set[Referent], current: Referent | None, *, aim: bool) -> Referent | None:
    """The event that a cue speaks of: the last one before it, one at which, else that of the sentences before."""
    text = view.text
    before: list[Referent] = []
    for index, item in sorted(view.items.items()):
        if not isinstance(item, Mention) or not item.referent.is_a("Event") or item.referent in skip:
            continue
        lead = text[max(0, index - 50) : index]
        if _OTHERS.search(lead):
            current = None if item.referent is current else current
        elif index < cue:
            before.append(item.referent)
        elif not before and _HELD_AT.search(lead) and not aim:
            return item.referent
    if before:
        return before[0] if not _of_something_else(text, cue) else None
    if _SUBJECT.search(text[:cue]) or _INITIALLY.search(text[:cue]) or _THINGS.match(text):
        return None
    if aim and (_FOUNDED.search(text[:cue]) or not re.match(r"\W*(?:it|this|the|its)\b", text, re.IGNORECASE)):
        return None  # whose aim it is, the sentence says otherwise: an organisation's
    if current is None or (current.attrs.get("which") == "next" and not re.search(r"\bwill\b", text[:cue])):
        return None  # who meets next has discussed nothing yet
    return None if current.cls == "Summit" and _TWO.match(text) else current  # two of them met aside


_WHICH = re.compile(
    r"\b(?:visit|trip|tour|speech|statement|document|report|interview|call|project|programme|program|plan|group|body|"
    r"organi[sz]ation|bloc)s?\b[^,.;\ue005\ue006]{0,60}, (?:which|who) (?:\w+ ){0,3}$"
)


def _of_something_else(text: str, cue: int) -> bool:
    """Tell whether a cue stands in a clause about another thing: "his visit in April, which was focused on ..."."""
    return _WHICH.search(text, max(0, cue - 160), cue) is not None


def _words(view: Skeleton, first: int, last: int) -> str:
    """What a stretch says, without the names of events, organisations, persons and places."""
    stop = _STOP.search(view.text, first, last)
    out = []
    for index in range(first, stop.start() if stop else last):
        item = view.items.get(index)
        if item is None:
            out.append(view.text[index])
        elif isinstance(item, Mention):
            kept = item.form is Form.DEMONYM or item.referent.is_a("State", "Agreement")
            kept = kept or names_evils(item.text)
            out.append(item.text if kept else "\ufffc")
    return "".join(out)
