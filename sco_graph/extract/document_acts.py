"""The grammar of adopting documents, over skeletons: verbs, who acts, where and when, and what makes it no fact."""

from __future__ import annotations

import re

from sco_graph.nlp.skeleton import grammar

_DONE = (
    r"(?:signed|inked|adopted|approved|concluded(?! with)|endorsed|issued|released|published|passed|sealed|produced|"
    r"initial+ed|unveiled|clinched|secured(?= (?:the |an? )?<A>)|"
    r"agreed (?:up)?on|agreed(?= (?:at|during|by|between|<D>))|"
    r"reached(?= (?:an? |the |this |by |between |in |at |on |during |after |<D>))|entered into|"
    r"acceded to|joined(?= (?:the |an? )?<A>)|"
    r"(?:gave|given) (?:the|a|their|its) (?:green light|nod|go-ahead) to|"
    r"(?:put|set) their (?:signatures?|names) (?:(?:<D>|\w+) )?(?:to|under))"
)
_DOES = (
    rf"(?:{_DONE}|signs?|inks?|adopts?|approves?|concludes?(?! with)|endorses?|produces?|"
    r"agrees? on|issues?(?= (?:an?|the|its|their|joint) ))"
)
_ADVERB = r"(?:(?:also|then|jointly|finally|officially|formally|unanimously|later|earlier|both|today|\w+ly|,) ?){0,3}"
_ITEM = (
    r"(?: (?:approved|signed|adopted|issued|also|on|a|an|the|their|its|two|three|joint|new|and|as|well|of|heads?|"
    r"state|another)){0,6}"
)
_LIST = rf"(?:(?:[’'\"”)]{{0,3}}(?:,|;| and| as well as| plus){{1,2}}{_ITEM}) ?[\"“‘']?<A>){{0,20}}"
_LIST_BY_COMMA = _LIST.replace("(?:,|;|", "(?:,|")
_OTHERS = (
    r"(?:,? (?:and|as well as) (?:(?:the|an?|several|other|some|many|\d+) )[^.;:\ue008]{1,70}?"
    r"(?= (?:were|are|have)\b))?"
)
_AUX = (
    r"(?:(?:was|were|is|are|has been|have been|had been|being|got|will be|is to be|are to be|would be|should be|"
    r"could be|may be|might be|can be|to be|was to be|was not|were not|is not|has not been|have not been)\b)"
)
_RESULT = (
    r"\b(?:outcomes?|results?|upshot|(?:final|outcome|concluding|closing|resulting|main|key|summary) documents?)\b"
)
_IS = r"(?:was|is|were|are|became|has become)"
ACTS = (
    (
        "fronted",
        grammar(
            rf"^\W*(?:{_ADVERB})(?P<verb>{_DONE}) (?P<tail>[^.;\ue008]{{1,200}}?), (?:the |this |an? |their |its )?"
            r"(?P<docs><A>)"
        ),
    ),
    (
        "outcome",
        grammar(
            rf"{_RESULT}(?: (?!not\b)[^\s.;:\ue008]{{1,20}}){{0,12}}? (?P<verb>{_IS}|featured|included?|comprised) "
            r"(?:the |an? |its |their )?[\"“]?"
            rf"(?P<docs><A>{_LIST})(?=(?P<tail>[^.;]{{0,160}}))"
        ),
    ),
    (
        "outcome",
        grammar(
            r"\b(?:outcomes?|results?|decisions|agreements|positions?|arrangements)\b[^.;:\ue008]{0,90}? "
            r"(?P<verb>(?:was|were|is|are|has been|have been) (?:\w+ly )?(?:reflected|summed up|recorded|set out|"
            r"enshrined|outlined|formali[sz]ed|laid down|contained|captured|embodied|sealed) (?:in|by)) "
            rf"(?:the |an? |its |their )?[\"“]?(?P<docs><A>{_LIST})(?=(?P<tail>[^.;]{{0,160}}))"
        ),
    ),
    (
        "outcome",
        grammar(
            r"<E>[^.;:\ue008\ue005\ue006]{0,80}? (?P<verb>(?:result(?:ed|s) in|end(?:ed|s) (?:with|in)|"
            r"(?:conclud|culminat|clos)(?:ed|es) (?:with|in)|wrapped up with|yielded|was crowned (?:with|by))) "
            rf"(?:the |an? |its )?[\"“]?(?P<docs><A>{_LIST})(?=(?P<tail>[^.;]{{0,160}}))"
        ),
    ),
    (
        "outcome",
        grammar(
            rf"(?P<docs><A>)[\"”]?,? (?:which )?(?P<verb>{_IS}) (?:the |an? |one of the )?(?:\w+ )?"
            rf"{_RESULT}"
            r"(?=(?P<tail> (?:of|from) [^.;]{0,160}))"
        ),
    ),
    (
        "relative",
        grammar(
            r"(?P<docs><A>),? (?:(?:which|that) |(?=they |the (?:two|five|six|leaders|sides|presidents|ministers) ))"
            r"(?P<subject>(?!(?:was|were|is|are|has|have|had|been) )[^.;:]{1,120}?) "
            rf"(?P<aux>(?:have|has|had|will|would|are to|is to)\b)? ?{_ADVERB}\b(?P<verb>{_DONE})\b"
            r"(?=(?P<tail>[^.;]{0,160}))"
        ),
    ),
    (
        "passive",
        grammar(
            rf"(?P<docs><A>{_LIST_BY_COMMA}){_OTHERS}"
            r"(?: [(\[][^()\[\]]{0,120}[)\]]| in <WHERE>|, whose [^,.;]{1,120},)?[\"”’')]*,? ?(?:which |that )?"
            rf"(?P<aux>{_AUX})? ?{_ADVERB}\b(?P<verb>{_DONE})\b(?=(?P<tail>[^.;]{{0,200}}))"
        ),
    ),
    (
        "agreed",
        grammar(
            r"\b(?P<verb>(?:agreed|decided|resolved) to (?:soon |also |jointly )?(?:sign|conclude|ink)) "
            r"(?:the |an? |their )?(?P<docs><A>)(?=(?P<tail>[^.;]{0,120}))"
        ),
    ),
    (
        "inline",
        grammar(
            r"\b(?P<verb>documents? (?:that were |which were |that was )?(?:signed|adopted|approved)\b[^.;:]{0,60}?"
            r"(?:include[sd]?|is|was|are|were|comprise[sd]?)\b:?)(?P<docs>[^.]*<A>)(?=(?P<tail>[^.]*))"
        ),
    ),
    (
        "inline",
        grammar(
            r"\b(?P<verb>(?:documents|agreements|papers) (?:were|have been|had been) (?:signed|adopted|approved|"
            r"inked)\b[^.;:]{0,120}: ?)(?P<docs>[^.]*<A>)(?=(?P<tail>[^.]*))"
        ),
    ),
    (
        "inline",
        grammar(
            rf"\b(?P<verb>(?:{_DONE}[^.;:\ue008]{{0,60}}?\b(?:documents|agreements|papers|package)|"
            rf"(?:documents|agreements|papers)\b[^.;:\ue008]{{0,60}}?\b{_DONE})\b[^.;:\ue008]{{0,90}}?"
            r"\b(?:includ(?:ing|es?|ed)|among them|such as|namely|in particular|notably|featuring)\b"
            r"[^.;:\ue008]{0,60}?)"
            r"(?P<docs>[^.;]*<A>)(?=(?P<tail>[^.;]{0,160}))"
        ),
    ),
    (
        "active",
        grammar(
            rf"\b(?P<verb>{_DOES})\b(?P<gap>[^.;:\ue008\ue005\ue006]{{0,70}}?(?:: ?[^.;\ue008]{{0,40}}?)?)"
            rf"(?P<docs><A>{_LIST})(?=(?P<tail>[^.;]{{0,200}}))"
        ),
    ),
    (
        "gerund",
        grammar(
            r"\b(?:by|in|on|upon|after|with) (?P<verb>(?:signing|concluding|adopting|joining)) (?:the |an? |this )?"
            r"(?P<docs><A>)[\"”]?,? (?P<subject>(?:the )?(?:(?:[a-z]+ ){1,3}of (?:the )?)?<S+>)"
            r"(?=(?P<tail>[^.;]{0,20}))"
        ),
    ),
    (
        "noun",
        grammar(
            r"\b(?P<verb>(?:(?:the |a )?(?:signing|adoption|conclusion|approval|issue|issuance|release|inking|"
            r"endorsement) (?:ceremony )?of|(?:after|upon|by|ceremony (?:of|for)) signing)) "
            r"(?:the |an? |their |its )?(?:new |[a-z]+ )?"
            rf"(?P<docs><A>{_LIST})(?=(?P<tail>[^.;]{{0,120}}))"
        ),
    ),
)
"""Rule -> how a sentence tells that documents (``docs``) are adopted (``verb``); ``tail`` is what follows."""

THESE = grammar(
    r"^\W*(?:the|these|both|all the) (?:documents|agreements|memorand(?:a|ums)|papers|declarations|statements) "
    rf"(?P<aux>{_AUX}) {_ADVERB}\b(?P<verb>{_DONE})\b(?! on )(?P<tail>[^.;]{{0,400}})"
)
"""Of "The documents were signed by ...": those of the sentence before."""
ENDED = grammar(
    r"(?P<event><ER>)[^.;]{0,200}?\b(?:result(?:ed|ing) in|ended (?:with|in|by|up with)|conclud(?:ed|ing) (?:with|by)|"
    r"culminat(?:ed|ing) (?:in|with)|led to|saw|witnessed|closed with|wrapped up with|was crowned (?:with|by)|"
    r"marked by)(?: the| an?)? ?$"
)
"""Of "The meeting resulted in the signing of ...": the event."""
SAID = grammar(
    r"\bin (?:an?|the|their) (?P<docs><A>)[^.;]{0,60}?, (?P<who>[^.;]{0,120}?) (?:said|agreed|stated|pledged|vowed|"
    r"called|expressed|condemned|reaffirmed|stressed|confirmed|announced|voiced)\b"
)
"""Of "In a joint statement, the Russian and Chinese leaders said": whose it is."""
SAID_IN = grammar(
    r"(?P<who>[^.;:]{1,160}) (?:said|agreed|stated|pledged|vowed|declared|announced|reaffirmed|stressed|confirmed)\b"
    r"[^.;:]{0,60}? in (?:an?|the|their) (?P<docs><A>)"
)
"""Of "Russia and China said in a joint statement": the same, the other way round."""
UNDERTOOK = grammar(
    r"\b(?:in|under|by|with) (?:an?|the|this) (?P<docs><A>)(?: (?:of )?<D>)?, (?P<who>[^.;]{0,300}?) "
    r"(?:agreed|pledged|undertook|vowed|committed|established|founded)\b"
)
"""Of "In the Protocol of 1991, A, B and C agreed to ...": who concluded it."""
FOUNDED = grammar(
    r"\b(?:founded|established|created|set up|formed|launched)\b[^.;]{0,20}? by (?P<who>[^.;]{1,120}?) "
    r"(?:under|by|through|in accordance with|on the basis of) (?:an?|the) (?P<docs><A>)"
)
FORCE = grammar(
    r"(?P<docs><A>)[^.;\ue008]{0,120}?\b(?:entered|came|enters|comes) into (?:force|effect)(?P<tail>[^.;]{0,60})"
)
ALSO = re.compile(
    r"\b(?:also|as well|in addition|additionally|besides|moreover|furthermore|another|a second|at the same time)\b",
    re.IGNORECASE,
)
"""Of "They also signed a statement": an act beside the one that the sentence before tells."""
FIRST_VERB = grammar(rf"\b{_DOES}\b")
PAST = grammar(rf"\b{_DONE}\b")
CEREMONY = grammar(r"^\W*(?:the )?(?P<verb>(?:signing )?ceremony)\b(?P<tail>[^.;]{0,400})")
"""Of "The signing ceremony was attended by the leaders of A and B": who signed what the sentence before tells."""
LEADERS_OF = grammar(r"\b(?:leaders|presidents|heads of (?:state|government)|premiers|ministers) of (?P<who><S+>)")
IN_FORCE = re.compile(r"\b(?:came|comes|entered|enters|entry) into (?:force|effect)\b")
AS_ENDED = grammar(
    r"\bas (?:the |an? |their |its )?(?P<event><E>)[^.;]{0,20}?\b(?:end|came to|clos|conclud|wrapp|open|began|wound)"
)
AT_WHICH = grammar(r"(?P<event><E>),? [^.;\ue005\ue006]{0,40}?\b(?:which|when|where) (?:[\w\ue000]+,? ){0,9}$")
AT = grammar(
    r"\b(?P<how>at|during|in|on|of|following|after|post|within|by|upon|as a result of|on the results of)\b"
    r"(?! the (?:sidelines|margins|eve))(?: (?:second|first|third|final|last|opening|closing|end|close|"
    r"conclusion|beginning|outcome|results?|work|framework|day|and|of|the|upon|completion|frames)){0,7}"
    r" ?(?:an? |the |this |their |its |today[’']s |that )?(?P<event><E>)"
)
EVENTS = frozenset("\ue005\ue006")
"""What stands for events in a skeleton."""
SIDE = re.compile(r"\b(?:sidelines|margins|ahead|eve|before|prior|prepar\w+|since|until)\b[^.;,\ue000-\ue00a]{0,30}$")
BY = grammar(
    r"\b(?:by|between|among) (?P<who>[^.;]{0,160}?)(?=$|,? (?:in|at|on|during|after|before|following|for|"
    r"and (?:was|is|were|are|entered)) (?!behalf)|[.;]|<D>)"
)
GOVERNMENTS = grammar(r"\b(?:by representatives )?of the governments of (?P<who>[^.;]{0,160})")
AIM = grammar(
    r"(?:\b(?:under|in line with|according to|by|in) (?:the |this |their |its )?(?P<under><A>)|"
    r"(?P<subject><A>),? ?(?:which |that )?(?:also )?[\"“]?(?:provides? for|(?:is|are) aimed at|"
    r"aims? (?:at|to)|envisag\w+|cover\w*|condemn\w*|address\w*|identif\w+|tackl\w+|prohibit\w*|bans?|"
    r"regulat\w+|stipulat\w+|deals? with|dwells? on|concerns?|is devoted to|is about|focus\w* on|defin\w+|"
    r"calls? for|outlin\w+|sets out|reflects?|spells out|lays (?:down|out)|contains|includes|advocates|"
    r"highlights|underlines|emphasi[sz]es|(?:pays|paid) (?:\w+ ){0,2}attention to|reflected|stress\w+|seeks? to|"
    r"is (?:intended|designed|meant) to|will (?:let|help|allow|enable)|lets?|"
    r"commits?|obliges?))(?P<what>[^.;]*)"
)
GROUPED = re.compile(
    r"(?:[’']s?)? (?:[a-z-]+ ){0,2}(?:member[- ]states?|member[- ]countries|members|states|countries|leaders|heads|"
    r"ministers|presidents|governments|secretaries|nations|side|bloc)\b",
    re.IGNORECASE,
)
NOT_PARTY = grammar(
    r"\b(?:in|at|near|from|to|with|into|visit\w*|capital of|city of|town of|under|against|chaired by|hosted by|told|"
    r"of the|arrived|convened by|organi[sz]ed by|auspices of|presidency of|framework of|organ of|summit of|meeting of|"
    r"council of)(?: the)? $"
    r"|\b(?:in|at|near) (?:the )?<P>, $"
)
OFFICE_OF = re.compile(
    r"\b(?:secretar(?:y|ies)[- ]general|director(?:[- ]general)?|chief|head|chairman|president|commissioner)(?: of)?"
    r"(?: the)? $",
    re.IGNORECASE,
)
WITH_NAME = grammar(r"(?:[’']s)? (?:[\w-]+ ){0,4}<N>")
EXCEPT = re.compile(
    r"\b(?:with(?:out)? the exception of|except(?:ing)?(?: for)?|excluding|apart from|other than|save for)\b"
    r"[^,;.]{1,80}(?:,|$)?",
    re.IGNORECASE,
)
"""Those who do not sign: "with the exception of <S> and <S>"."""
NUMBERS = {"both": 2} | {
    word: count
    for count, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
COUNTED = re.compile(
    rf"\b(?:the |these |those |all )?({'|'.join(NUMBERS)})\b"
    r"(?! (?:days?|years?|months?|documents|other|more|of (?:them|the))\b)",
    re.IGNORECASE,
)
"""Of "the two sides", "both", "the five nations": how many they are."""
TOGETHER = re.compile(
    r"\b(?:they|the (?:[a-z]+ ){0,2}(?:sides|parties|countries|states|nations|governments|"
    r"(?P<leaders>leaders|presidents|premiers|heads)|"
    r"(?P<officers>ministers|officials|delegations|diplomats|chiefs|envoys|representatives)))\b(?! of\b)",
    re.IGNORECASE,
)
"""Who act together, by words that point back: "the sides", "they", "the foreign ministers"."""
OFFICERS = {
    "leaders": re.compile(r"\b(?:leader|president|premier|prime minister|head|chancellor|king|emir)", re.IGNORECASE),
    "officers": re.compile(r"\b(?:minist|official|delegation|diplomat|chief|envoy|representative)", re.IGNORECASE),
}
"""What a sentence must speak of if "the leaders" or "the ministers" are to be those whom it names."""
"""Who act together, by words that point back: "the sides", "they", "the foreign ministers"."""
BILATERAL = re.compile(
    r"\b(?:the two|both|bilateral|two (?:countries|sides|ministers|presidents|leaders))\b", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) to|expect\w*|plann?\w*|schedul\w+|prior to|ahead of|before|ready|"
    r"prepar\w+|negotiat\w+|talks on|call\w* for|propos\w+|anniversary of)\b[^,]*$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(
    r"[^.;,]{0,60}\b(?:will|would|is (?:planned|expected|scheduled|due)|planned|expected|to be)\b"
)
_NOT_OBJECT = re.compile(
    r"\bto (?!approve\b|adopt\b|sign\b|endorse\b)[a-z]+ |\bwith [a-z]+ing\b|\bas\b.*\bpart of|"
    r"\b(?:into law|law|bill|decree|ratif\w+|implement\w*|accordance|pursuant|based on|basis of|report|draft|"
    r"accession|amendments?|enshrined|stipulated|provided|under|regarding|that|which|who)\b",
    re.IGNORECASE,
)
"""Between a verb and a document: what shows that it is no object of the verb."""
_INVERTED = re.compile(r"\s*(?:the |an? |their |its )?[\"“]?$")
"""Between verb and document in "By the Council were approved the Measures on ...", "At the summit was signed a ...":"""
_NOT_SUBJECT = grammar(
    r"\b(?:parliament|senate|legislature|lawmakers|legislators|duma|majlis|cabinet|congress|deputies|house|chamber)\b|"
    r"<A>[”\"’')]*,?(?: (?:also|itself|further|thus|fully|which|that|has|have|had)){0,3}\s*$"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are) (?:\w+ly )?$")
"""Who does not conclude a document: those who approve it at home, and a document ("The declaration endorsed ...")."""
_FINAL = re.compile(
    r"\b(?:went on|proceeded|gathered|met|assembled|managed|convened|(?:first|latest|last|only)(?: \w+){0,3}) to $"
)
_NOT_YET = re.compile(
    r"(?:\b(?:will|would|shall|should|could|can|may|might|must|to|not|never|cannot|without|before|until|expected|due|"
    r"ready|supposed|yet to|about to|going to|set to)|n[’']t|[’']ll) "
    r"(?:\w+ly |also |then |jointly |soon |be |have |been |both ){0,3}$",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:speculat\w+|rumou?r\w*|den(?:y|ies|ied|ying)|hop(?:e|es|ed|ing)|if|whether|unless|propos(?:als?|ed|es|ing)|"
    r"suggest\w*|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on)|expect(?:s|ed)?|planned|plans? to|draft|refus\w+|"
    r"declin\w+|fail(?:s|ed)(?: [\w-]+){0,4} to|no|none|neither|nobody|possib\w+|consider\w*|discuss\w*|negotiat\w+|"
    r"every|usually|regularly|annually|each year|upcoming|future|want(?:s|ed)? to|intend\w*|agreed to|"
    r"in (?:case|the event) of|should|once|"
    r"when(?=[^,]*\b(?:is|are) (?:finally )?signed))\b(?! doubt)",
    re.IGNORECASE,
)


def _transitive(gap: str, before: str) -> bool:
    """Tell whether a document is the object of an active verb, by what stands between them and before the verb."""
    if _NOT_OBJECT.search(gap) or _NOT_SUBJECT.search(before):
        return False
    return _PASSIVE.search(before) is None or _INVERTED.fullmatch(gap) is not None


_CONDITION = re.compile(r"\s{0,20}(?:before|until|unless|as soon as)\b[^,]*$", re.IGNORECASE)
_LATER_UNREAL = re.compile(
    r"^[^.;,]{0,60}\b(?:was (?:denied|postponed|dropped)|did not|has been ruled out|is not on the agenda)\b"
)


def real(text: str, match: re.Match[str], rule: str) -> bool:
    """Tell whether an act is told as done: not planned, wished, denied, proposed or refused.

    Args:
        text: The skeleton's text.
        match: Of one of ``ACTS``.
        rule: Which one.
    """
    aux = (match["aux"] or "").lower() if rule in ("passive", "relative") else ""
    if re.search(r"\b(?:not|will|would|should|could|may|might|can|to)\b", aux):
        return False
    before = text[clause_start(text, match.start()) : match.start("verb")]
    if rule == "noun" and (_AHEAD.search(before) or _AHEAD_AFTER.match(match["tail"])):
        return False
    if rule == "active" and not _transitive(match["gap"], before):
        return False
    if rule == "relative" or (rule == "passive" and not aux):
        return not re.search(r"\b(?:not|never|to be|will)\b", text[match.start() : match.start("verb")])
    if _FINAL.search(before) or rule == "agreed":
        return rule != "agreed" or not _NOT_YET.search(before)
    doubts = _CONDITION.match(before) or _NOT_YET.search(before)
    return not (doubts or _UNREAL.search(before) or _LATER_UNREAL.search(match["tail"]))


def doubtful(before: str) -> bool:
    """Tell whether words before a verb say that what it tells is not, or not yet, so."""
    return bool(_NOT_YET.search(before) or _UNREAL.search(before))


_CLAUSE = re.compile(
    r"[;:]|(?P<dash>[—–] | --? )|, (?P<and>and )|, (?:but|while|when|where|which|who|after) | (?:when|after) |\. "
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|do|does|did|will|would|shall|can|could|may|might|must|says?|said|held|holds|"
    r"met|meets?|told|made|took|gave|came|went|led|saw|set|put|began|spoke|paid|signs?|visits|hosts|(?!united\b)\w{2,}ed)"
    r"\b",
    re.IGNORECASE,
)


def clause_start(text: str, index: int) -> int:
    """Where the clause before an index begins; the last comma of a list, "A, B, and C signed", begins none.

    Nor does the dash of an apposition, "Five states - A, B, C, D and E - signed".
    """
    start = 0
    for mark in _CLAUSE.finditer(text, 0, index):
        if not (mark["and"] or mark["dash"]) or _FINITE.search(text, start, mark.start()):
            start = mark.end()
    return start


def last_clause(text: str, first: int, last: int) -> tuple[int, int]:
    """Of "established the union and which Russia and Belarus", what stands after the last "which"."""
    inner = list(re.finditer(r"\b(?:which|that) ", text[first:last]))
    return (first + inner[-1].end() if inner else first), last


def sentence_start(text: str, index: int) -> int:
    """Where the sentence, or the part after a colon or semicolon, before an index begins."""
    return max(text.rfind(mark, 0, index) for mark in (";", ":")) + 1
