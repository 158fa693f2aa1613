"""Meetings of named persons that a verb tells: "Erdogan met Berdimuhamedov", "Putin and Xi will meet in Samarkand".

Whom a person meets is named too, or is a group whose states are: "met delegates of Iran and Iraq".  The verb alone is
the mention, so that those who meet stay visible to other rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of
from sco_graph.nlp.skeleton import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sco_graph.nlp.skeleton import Skeleton

_NO_TITLE = (
    r"(?!(?:said|says|told|that|which|who|whom|where|when|while|after|before|during|ahead|discuss\w*|but|as|was|were|"
    r"is|are|has|have|had|will|would|he|she|they|it)\b|(?!visiting\b)[a-z]+ing\b|(?!united\b)[a-z]+ed\b)"
)
_TITLE = rf"(?:(?:<J>|<SO>(?:[’']s?)?|<P>[’']s|{_NO_TITLE}[\w’'.-]+),? ){{0,14}}?"
_PEER = rf"(?:,|,? and|,? as well as|,? &) {_TITLE}<N>(?! (?:said|says|told|also|has|had|was|were|is|will)\b)"
_AUXILIARY = (
    r"(?:also|later|then|earlier|separately|briefly|again|today|here|has|have|had|will|is to|was to|are to|were to|"
    r"is due to|is expected to|are expected to|are due to|is scheduled to|are scheduled to|is set to|are set to|did|"
    r"jointly|meanwhile|reportedly|personally|virtually|first|both|recently|subsequently|afterwards|in <P>|<D>)"
)
_OFFICE = (
    r"(?:[Tt]he (?:[\w-]+ ){0,2}?(?:minister|president|premier|chancellor|secretary[- ]general|leader|diplomat|"
    r"secretary|chief|head of state|envoy|chairman|speaker|ambassador|director|commander))"
)
_GROUP = (
    r"(?:delegat(?:es|ions?)|representatives|envoys|officials|ministers|leaders|presidents|counterparts|heads|chiefs|"
    r"diplomats|ambassadors|premiers|secretaries)(?: [\w’'-]+){0,3}? (?:of|from) (?:the )?"
    r"(?:<S>(?:(?:,|,? and) (?:the )?<S>)*|<O>(?:[’']s?)? (?:member[- ])?(?:states|countries|nations))|"
    r"(?:ministers|leaders|presidents|counterparts|colleagues|premiers|heads of (?:state|government|delegations?))"
    r"(?= (?:on the (?:sidelines|margins|fringes) of|(?:in|at) (?:the )?(?:[\w’'-]+ ){0,3}?<P>))"
)
_COLLEGE = (
    r"(?:[Tt]hey|(?:[Tt]he |[Aa]ll |[Ss]everal )(?:[\w-]+ ){0,3}?(?:ministers|leaders|heads of (?:the )?delegations|"
    r"secretaries|participants|chiefs|officials|presidents|parties|guests|delegates)"
    r"(?: of (?:the )?(?:delegations|<O>(?: member)?(?: "
    r"(?:states|countries))?|meeting))?)"
)
_MET = grammar(
    rf"(?:(?P<one><N>)(?P<peers>(?:{_PEER})*)(?: of (?:the )?<SO>)?(?: \([^()]{{1,30}}\))?(?:, [^,;.\ue004]{{1,90}},)?|"
    rf"(?:(?<=^)|(?<=[.,”\"] ))(?:(?P<he>[Hh]e|[Ss]he|{_OFFICE})|(?P<they>{_COLLEGE})))"
    rf"(?:,? {_AUXILIARY},?){{0,6}} (?P<verb>met|meets?|conferr?ed|s[ai]ts? down|received|receives)\b"
    rf"(?! (?:(?:his|her|the|a|an) )?(?:warm |cordial |high |full |strong |\w+ )?(?:welcome|letter|message|call|phone|"
    r"telephone|report|support|invitation|credentials?|award|order|medal|congratulations|greetings?|death|deadline|"
    r"needs|press|journalists|reporters)\b)"
    r"(?: (?:up|again|separately|briefly|virtually|online|here|face[- ]to[- ]face|one[- ]on[- ]one|bilaterally|"
    r"for the \w+ time)|,? <D>|,? (?:in|at) (?:the )?<P>){0,4}"
    rf"(?: with)?(?: {_TITLE}(?P<other><N>)(?P<others>(?:{_PEER})*)| (?:the )?(?:[\w-]+ ){{0,4}}?(?P<group>{_GROUP})|"
    r"(?=,? (?:(?:in|at) (?:the )?(?:[\w’'-]+ ){0,4}?<P>|on the sidelines|<D>|here\b|via |by video|to discuss)|[.;]))",
    0,
)
_UNREAL = re.compile(r"\b(?:neither|not|never|may|might|could|if|nor|no|should|would)\b")
_SAID = re.compile(r"\b(?:meeting|talks)\b")


def encounters(view: Skeleton) -> Iterator[tuple[Mention, int]]:
    """Meetings of persons that verbs tell.

    Args:
        view: A sentence.

    Returns:
        Mentions, with the index into the skeleton's text at which what follows the encounter begins.
    """
    for match in _MET.finditer(view.text):
        found = _encounter(view, match)
        if found is not None:
            yield found, match.end()


def _encounter(view: Skeleton, match: re.Match[str]) -> Mention | None:
    if _UNREAL.search(view.text[max(0, match.start() - 40) : match.end("verb")]) or _SAID.search(match.group()):
        return None
    parties = _parties(view, match)
    if match["he"] or match["they"]:
        if not match["other"]:
            return None
    elif len(parties) < 2 - bool(match["group"]) or (
        match["verb"].startswith("receive") and not (match["other"] or match["group"])
    ):
        return None
    referent = Referent("Meeting", "meeting of " + " and ".join(party.label for party in parties[:2]))
    referent.attrs.update(noun="talks", det="a", bilateral="yes", encounter="yes")
    if match["he"]:
        referent.attrs["host"] = match["he"]
    referent.links.update({f"party{n}": party for n, party in enumerate(parties)})
    start, end = view.offset(match.start()), view.offset(match.end() - 1) + 1
    referent.names.setdefault(text_of(view.doc)[start:end])
    return mention(
        view.doc, view.offset(match.start("verb")), view.offset(match.end("verb")), referent, Form.DESCRIPTION
    )


def _parties(view: Skeleton, match: re.Match[str]) -> list[Referent]:
    """Those who meet: the persons of both sides, and the states of a group."""
    found = [item.referent for part in ("one", "peers", "other", "others") for item in _of(view, match, part, "Person")]
    found += [item.referent for item in _of(view, match, "group", "State")]
    return list(dict.fromkeys(found))


def _of(view: Skeleton, match: re.Match[str], part: str, cls: str) -> Iterator[Mention]:
    return (m for m in view.found(match, part) if isinstance(m, Mention) and m.referent.is_a(cls))
