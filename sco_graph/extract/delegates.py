"""Who of those named in a stretch of a sentence acts there for himself or for a state: the enumerator of participants.

A person acts.  A state acts where its name stands alone in a list ("China and Russia"), is the owner of nameless
office-holders or troops ("the presidents of China and Russia", "Russian units", "Pakistan's defence minister"), but
not where it only tells whose a named person is ("Russian President Vladimir Putin"), nor as a place or a possessor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_graph.nlp.mentions import Form, Mention
from sco_graph.nlp.skeleton import Skeleton

_OFFICES = (
    r"(?:vice[- ]|deputy )?(?:presidents?|prime ministers?|premiers?|ministers?|chancellors?|leaders?|chiefs?|heads?|"
    r"secretar(?:y|ies)(?:[- ]general)?|directors?(?:[- ]general)?|chair(?:men|man|persons?)?|kings?|emirs?|sultans?|"
    r"crown princes?|ambassadors?|envoys?|governors?|speakers?|advis[eo]rs?|commanders?|prosecutors?(?:[- ]general)?|"
    r"diplomats?|representatives?|negotiators?|coordinators?|mayors?|judges?|chief justices?|commissioners?|"
    r"attach[ée]s?)"
)
_GROUPS = (
    r"(?:troops|servicemen|servicewomen|service members|service personnel|soldiers|officers|personnel|units?|"
    r"sub-?units?|detachments?|forces|militar(?:y|ies)|arm(?:y|ies)|nav(?:y|ies)|air forces?|paratroopers|marines|"
    r"teams?|contingents?|delegates?|delegations?|participants?|experts|officials?|commandos|airmen|sailors|"
    r"specialists|border guards|observers?|scholars|scientists|journalists|athletes|students|law[- ]enforcers|"
    r"lawmakers|parliamentarians|business(?:men|people)|entrepreneurs|artists|youth|agencies|bodies|authorities|"
    r"battalions?|brigades?|regiments?|divisions?|companies|platoons?|squads?|squadrons?|flotillas?|fleets?|frigates?|"
    r"destroyers?|corvettes?|submarines?|vessels?|crews?|rangers|infantry(?:men)?|cadets|reservists|peacekeepers|rescuers|"
    r"firefighters|instructors|medics|helicopters|jets|warplanes|planes|paratroops|gendarmes|marines|guards(?:men)?|"
    r"members|states|countries|nations|sides?|part(?:y|ies)|guests|counterparts|services|staffs?|ministries|people|"
    r"governments?|warships|ships|aircraft|pilots|police)"
)
_HEAD = rf"(?i:{_OFFICES}|{_GROUPS})"
_S, _O, _J, _N = "\ue000", "\ue002\ue003", "\ue009", "\ue004"
_ASIDE = r"(?: \([^()]{0,60}\))?"
_LISTED = re.compile(
    rf"(?:(?:[Tt]he )?(?:[Rr]epublic of )?[{_S}{_O}](?:[’']s)?{_ASIDE}(?:, and|, as well as| and| as well as|,| &|"
    rf";|(?= (?:[{_S}]|$))) ?)+(?:[Tt]he )?$"
)
_OWNED = re.compile(
    rf"\b{_HEAD}(?:(?:,? (?:and )?[\w’'\ue001-\ue003-]+){{0,8}}?(?: \([\w .-]*\))?,?)??"
    r"(?: of| from| representing| –| —| --?|:| \(|, namely,?| including| such as| by) ?(?:the )?"
    rf"(?:[\w’'-]+ ){{0,5}}?(?:the )?$"
)
_ANY_HEAD = re.compile(rf"\b{_HEAD}")
_OWNS = re.compile(
    rf"(?:[’']s?)?(?:(?:,| and| or|/|"
    rf"-)[ ]?[{_S}{_J}](?:[’']s?)?)* (?:[\w’'-]+ (?:and )?){{0,5}}?{_HEAD}\b(?! [Aa]gency)"
)
_NAMED = re.compile(
    rf"(?:[’']s?)? ?(?:\([^)]*\) ?)?(?:(?:of|for|on|at|in|and|the|&|to|–|-|—|under|[\w’'.-]+|"
    rf"[{_O}{_S}]),? ){{0,9}}?{_N}"
)
_FREE = re.compile(
    r"(?:[’']s?)?(?: \([^()]*\))?(?:\s*$|\s*[,;:.)–—]|\s+--?\s|\s+(?:and|or|as|along|together|plus|but|in|at|on|who|"
    r"which|that|"
    r"with|by|for|to|via|through|under|during|will|would|also|both|all|were|was|are|is|have|has|had|did|jointly|each|"
    r"\ue00a|sent|\w+ly)\b|\s*\ue00a)"
)
_ALONE = re.compile(
    r"(?:^|[,;:(–—.!?\"“”]|\s--?|\b(?:and|or|by|as|well|also|both|that|said|while|whereas|but|&|besides)|\ue00a|"
    r"\ue004)\s*"
    r"(?:(?:the|host|neighbou?ring|fellow|including|notably|namely|today|only|even|nearby|then|,) ?)*$"
)
"""Before a state that stands alone: the beginning, a comma or a conjunction."""
_NO_ACTOR = re.compile(
    r"\b(?:according to (?:[\w’'-]+ ){0,5}|succeed\w*|replac\w*|counterpart of|on behalf of|named after|citing|"
    r"quot\w+|son of|wife of|"
    r"follow\w+|like|unlike|without|except(?: for)?|besides|regards? (?:of|from)) (?:the )?$",
    re.IGNORECASE,
)

_IN_BRACKETS = (f"{_N} (", f"{_N} of ", f"{_N} of the ")
_EMPLOYS = re.compile(rf"[’']s? |(?: [\w’'-]+){{0,3}} {_HEAD}\b")
_GROUP = re.compile(
    rf"\b(?P<head>{_HEAD})(?:,? (?:and )?[\w’'-]+){{0,10}}?(?: \([\w .-]*\))?,?"
    rf"(?: of| from| –| —| --?|:| \() ?(?:the )?(?:[\w’'-]+ ){{0,5}}?(?:the )?"
    rf"(?P<who>{_S}(?:{_ASIDE}(?:, and|, as well as| and| as well as|,) (?:the )?{_S})*)"
)
_PEOPLE = re.compile(
    rf"(?P<who>{_J}(?:(?:,|,? and|,? as well as|-) ?{_J})*)(?= (?:[\w’'-]+ (?:and )?){{0,5}}?{_HEAD}\b)"
)
_STATES = re.compile(
    r"(?:member|state|countr|nation|part|side|guest|agenc|bod|authorit|government|people)", re.IGNORECASE
)
_APPOSED = re.compile(
    rf"{_N}{_ASIDE}, (?!and\b|as\b)(?:[\w’'-]+ ){{0,8}}?(?i:{_OFFICES})(?<!s)(?:,? [\w’'-]+){{0,6}}? (?:of|for|at|"
    rf"to) (?:the )?$"
)
_OF_ITS_STATES = re.compile(r"\b(?:countries|states|nations|members|republics|parties) (?:of|to|in) (?:the )?$")
_REACH = 160  # characters of a skeleton to either side


def delegates(view: Skeleton, start: int, stop: int, *, subject: bool = False) -> Iterator[tuple[int, Mention]]:
    """Those who act in [start, stop) of a skeleton, in order.

    Args:
        view: The skeleton.
        start: First index.
        stop: One past the last index.
        subject: Whether the stretch stands before its verb: organisations count only as owners there.
    """
    for index in range(start, stop):
        item = view.items.get(index)
        if isinstance(item, Mention) and acts(view, index, item, start, stop, subject=subject):
            yield index, item


def acts(view: Skeleton, index: int, item: Mention, start: int, stop: int, *, subject: bool = False) -> bool:
    """Tell whether one of those named acts; the arguments are as for ``delegates``."""
    before, after = view.text[max(start, index - _REACH) : index], view.text[index + 1 : min(stop, index + _REACH)]
    if _NO_ACTOR.search(before):
        return False
    if item.referent.cls == "Person":
        owned = subject and re.search(r"[a-z] of (?:the )?$", before)  # "the tenure of N"
        return not owned and not re.match(r"[’']s? (?!delegation|team)", after)
    if item.form is Form.DEMONYM:
        return bool(_OWNS.match(after)) and not _NAMED.match(after)
    if item.form is Form.DESCRIPTION or before.endswith(_IN_BRACKETS):
        return False
    head = _LISTED.sub("", before)
    if item.referent.is_a("Organization"):
        return not _owner_of_person(head, after) and _body_acts(item, head, after, subject=subject)
    return item.referent.is_a("State") and not _owner_of_person(head, after) and _state_acts(head, after)


def _body_acts(item: Mention, head: str, after: str, *, subject: bool) -> bool:
    if item.referent.is_a("OrganizationBody") and _EMPLOYS.match(after):
        return False
    if _OF_ITS_STATES.search(head):
        return False  # "delegations of nine countries of the SCO"
    owned = _nearest_owner(head)
    if owned and re.match(rf"(?i:{_OFFICES})\b", owned.group()) and not re.match("(?i:repres|env|obs)", owned.group()):
        return False  # a nameless director is no participant
    return (bool(owned) and not _OWNS.match(after)) or (_bare(head, after) and not subject)


def _nearest_owner(head: str) -> re.Match[str] | None:
    """The last office or group whose owner what follows is: "leaders of S and representatives of ..."."""
    starts = [match.start() for match in _ANY_HEAD.finditer(head)]
    return next((owned for start in reversed(starts) if (owned := _OWNED.match(head, start))), None)


def _state_acts(head: str, after: str) -> bool:
    if re.match(r"[’']s? ", after):
        return bool(_OWNS.match(after))
    return bool(_FREE.match(after)) and (bool(_OWNED.search(head)) or _bare(head, after))


def _owner_of_person(head: str, after: str) -> bool:
    """Whether a state or body only tells whose a named person is."""
    if _APPOSED.search(head):
        return True
    if _NAMED.match(after) and not re.match(r"(?: \([^)]*\))?(?:,|;| and\b| or\b| with\b)", after):
        return True
    return (
        bool(re.match(rf"(?: \([^)]*\))?, (?:(?!\ue000|\ue002|\ue003)[\w’'.-]+ ){{0,4}}{_N}", after))
        and bool(re.search(rf"\b(?i:{_OFFICES}) (?:of|for|at|to) (?:the )?$", head))
        and not re.search(r"s (?:of|for|at|to) (?:the )?$", head)
    )


def _bare(head: str, after: str) -> bool:
    return bool(_FREE.match(after)) and bool(_ALONE.search(head))


def grouped(view: Skeleton) -> Iterator[tuple[int, list[Mention]]]:
    """The states of nameless groups: "troops from China and Russia", "Russian and Chinese units".

    Args:
        view: A sentence.

    Returns:
        For each group, the index of its last state, and its states.
    """
    for match in _GROUP.finditer(view.text):
        if not match["head"].endswith(("s", "n", "y", "l", "t", "p", "e")) or _STATES.match(match["head"]):
            continue
        if match["head"].lower().rstrip("s") == match["head"].lower() and match["head"][:1].isupper():
            continue
        found = [item for item in view.found(match, "who") if isinstance(item, Mention)]
        if _owner_of_person(view.text[: match.start("who")], view.text[match.end("who") : match.end("who") + 120]):
            continue
        yield match.end("who") - 1, found
    for match in _PEOPLE.finditer(view.text):
        found = [item for item in view.found(match, "who") if isinstance(item, Mention)]
        if len(found) > 1 and not _NAMED.match(view.text, match.end("who")):
            yield match.end("who") - 1, found
