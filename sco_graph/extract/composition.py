"""How news English says which states an organisation is made of, or was founded by.

Patterns as in ``standing``: the states are the group ``states``, the organisation ``org`` or ``org2``.
"""

from __future__ import annotations

from sco_graph.extract.standing import DASH, FIRST, LIST, NUMBER, ORG, ORGWORD, STATUS
from sco_graph.nlp.skeleton import grammar

_MEMBERS = r"member(?:[ -](?:states?|countries|country|nations?))?s?"
_NUMBERED = (
    rf"(?: (?:the following )?(?:{NUMBER} )?(?:full |permanent )?(?:{_MEMBERS}|countries|states|nations))?"
    rf"(?: {NUMBER})?(?:,? (?:namely|such as|like|including)| ?[-–—:(]+)?"
)
_NOW = r"(?:now |currently |presently |also |today |already |at present |<D> )*"
_SEVERAL = r"(?P<states>(?:the )?<S>(?:(?:, and|,| and|, as well as| as well as) (?:the )?<S>)+)"
_STATES = r"(?:states|countries|nations|republics|economies)"
_FOUND = r"(?:founded|established|set up|formed|created|launched|initiated|co-founded)"
_BY_HOW_MANY = rf"(?:{NUMBER} {_STATES}(?:,|:| ?[-–—]+) ?)?"

PATTERNS = tuple(
    (name, grammar(pattern))
    for name, pattern in (
        # "the <O> comprises <S>", "besides <S>, the organisation includes <S>", "groups 10 member states: <S>"
        (
            "comprises",
            rf"(?:\b(?:besides|in addition to|along with|apart from) (?P<besides><S+>)(?:,| ?--? [^.;]{{1,120}}? --?| "
            rf"\([^)]{{1,120}}\),| ?[–—] [^.;–—]{{1,120}} [–—]) )?{ORG}"
            rf"(?:(?:,| ?[-–—]+) which|, [^.;]{{1,90}},| \([^)]*\)|,? [^.;,<SO>]{{1,60}} and)? {_NOW}"
            rf"(?:comprises?|groups?(?: together)?|gathers|"
            rf"includes?(?= (?:the )?(?:<S>(?:,| and)|{NUMBER} ))|includes|consists? of|"
            rf"brings? (?:together|under one roof)|unites?|"
            rf"(?:is|are) (?:made(?: up)?|composed|comprised) of|takes? in|refers? to|counts(?: among its members)?|"
            rf"encompasses|"
            rf"(?:has )?(?:expanded|grew|grown|enlarged) (?:<D> )?to include|is formed by|embraces){_NUMBERED} ?"
            rf"{LIST}(?:,? and (?:their|its) (?:[\w-]+ ){{1,4}}[-–—:(]+ ?(?P<states2><S+>))?",
        ),
        # "the SCO, a bloc comprising <S>, ...", "the 10-member organisation (<S>, ...)"
        (
            "comprising",
            rf"{ORG}(?: is| remains)?,? (?:an? (?:[\w-]+,? ){{1,8}}?|which |that |whose membership )?{_NOW}"
            rf"(?:comprising|grouping|bringing together|that brings together|gathering|consisting of|made up of|"
            rf"composed of|uniting|groups|comprises|includes|unites){_NUMBERED} ?{LIST}",
        ),
        # "the <O> is a military alliance of six states: <S>, <S> ...", "the <O>, a grouping of <S> and <S>"
        (
            "comprising_of",
            rf"{ORG}(?: is| remains| was)?,? (?:an?|the) (?:[\w-]+,? ){{0,7}}?{ORGWORD} (?:of|between|among|linking|"
            rf"including|involving){_NUMBERED} ?{_SEVERAL}",
        ),
        # "The organisation counts eight countries as full members, including <S>"
        (
            "counted_as",
            rf"{ORG} {_NOW}(?:counts|has|numbers|lists) (?:[\w-]+ ){{0,4}}{_STATES} (?:as|among) (?:its )?{STATUS}"
            rf"{DASH}{LIST}",
        ),
        (
            "numbered",
            rf"\b{NUMBER}[- ](?:member|nation|country|state) (?:(?P<org><O>)|{ORGWORD})(?P<member>){DASH}{LIST}",
        ),
        # "The 10-member bloc -- <S>, <S> and <S>", where coreference knows the bloc
        ("described", rf"(?P<org><O>)(?P<member>)(?: ?[-–—:]+ ?| \(){LIST}(?= ?[-–—)]|[.;])"),
        # "the BRICS group (<S>, <S> and <S>)": three at least, and nothing else between the brackets or dashes
        (
            "bracketed",
            rf"(?P<org><O>)(?: {ORGWORD}| {_STATES})?(?: \((?P<states><S>(?:(?:, and|,| and) <S>){{2,}})\)|"
            r" ?[-–—]+ ?(?P<states2><S>(?:(?:, and|,| and) <S>){2,}) ?[-–—])",
        ),
        # "all SCO states, namely <S>", "CIS states <S> and <S>", "SAARC countries include <S>"
        (
            "of_its_states",
            rf"(?:(?P<org2><O>)['’]?|\b(?:alliance|bloc|union)) (?P<member>{_STATES}|members(?= (?:comprising|namely)))"
            rf"(?: ?[-–—:]+ ?| \(|,? (?:namely|"
            rf"such as|like|including),? | comprising | of | are |,?(?: which)? include |,? ){LIST}",
        ),
        # "<S>, <S> and <S> make up the <O>", "<S> and <S> belong to the <O>"
        (
            "make_up",
            rf"{FIRST}{LIST}(?: ?[-–—]+)? (?:together |all |both )?(?:make up|form|constitute|comprise|belong to|"
            rf"(?:is|are) (?:also |all |both )?(?:part|members?) of) (?:the )?(?P<org><O>)"
            rf"(?= ?[.,;)–—]| and\b| since\b| {ORGWORD}\b| <D>|$)",
        ),
        # "the <O>, set up by <S> and <S>", "the <O> was founded in 1985 by <S>, <S> and <S>"
        (
            "founded_by",
            rf"(?P<org><O>)(?: \([^)]*\))?,? (?:which )?(?:(?:was|is) )?(?:an? (?:[\w-]+ ){{1,5}})?"
            rf"(?:[a-z]+ly )?{_FOUND}(?: <D>| in <WHERE>)*,? by (?:the (?:leaders|presidents|governments|heads of "
            rf"state) of )?{_BY_HOW_MANY}{_SEVERAL}",
        ),
        # "<S>, <S> and <S> founded the <O>"
        (
            "founders",
            rf"{FIRST}{_SEVERAL} (?:jointly |officially |formally |together )?{_FOUND} (?:the )?"
            r"(?P<org><O>)(?! \w+ (?:group|meeting|council|committee|bank|fund|centre|center|office)\b)",
        ),
    )
)
"""Patterns of statements; the first word of a name is its rule."""
