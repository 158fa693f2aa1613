"""How far a phrase about an event reaches, to the left and to the right of its head noun."""

from __future__ import annotations

import re

from sco_graph.nlp.event_heads import HEAD
from sco_graph.nlp.skeleton import grammar

WORD = re.compile(r"\S+")


OPEN = "\"“‘'«(["


MENTION = re.compile(r"[\ue000-\ue00a]")


STATES = (
    r"(?:(?:five |six |eight |nine |ten |several )?[Mm]ember[- ][Ss]tates|[Mm]ember[- ][Cc]ountries|"
    r"[Cc]ountries|[Mm]embers)"
)


OFFICERS = (
    r"(?:[Mm]inisters|[Ss]ecretaries|[Cc]hiefs|[Hh]eads|[Ll]eaders|[Pp]residents|[Pp]remiers|"
    r"[Pp]rosecutors(?:[- ][Gg]eneral)?|"
    r"[Aa]ttorneys[- ][Gg]eneral|[Cc]oordinators|[Dd]irectors|[Ee]xperts|[Cc]hairmen|[Ss]peakers|[Jj]ustices|"
    r"[Cc]ommanders|"
    r"[Gg]overnors|[Rr]epresentatives|[Aa]dvis[eo]rs|[Oo]fficials|[Oo]fficers|[Pp]arliamentarians|[Rr]ectors|[Jj]udges|"
    r"[Cc]ouncils?|[Gg]roup|[Cc]ommission|[Cc]ommittee|[Bb]oard|[Aa]gencies|[Ss]ervices|[Mm]inistries|[Cc]ompanies|"
    r"[Ff]orces?|[Bb]ody|[Ss]taffs?|[Dd]epartments)[’']?"
)


OF_BODY = grammar(
    rf" (?:of|for|within|among|under) (?:the |all )?(?:{STATES} of (?:the )?)?(?:<SO+>)(?: <O>)?(?!-)(?:[’']s? "
    rf"{STATES}| {STATES})?"
    rf"(?:(?: [a-z]+){{0,2}} {OFFICERS})?",
    0,
)


OF_OFFICE = grammar(
    rf" (?:of|among|between|for|at the level of) (?:the |all )?(?:(?:<SO>|<J>)(?:[’']s?)? )?(?:(?!by\b|in\b|at\b|"
    rf"on\b|to\b|was\b|were\b|is\b)[\w’'()-]+ (?:\(Prime Ministers\) )?"
    rf"(?:and |of |the |for |in |on |to )*){{0,8}}?{OFFICERS}(?: {OFFICERS})*"
    r"(?: \((?:[Pp]rime [Mm]inisters|[A-Z]{2,6})\))?"
    r"(?: (?:of|for|in charge of|responsible for)(?: the)?(?: (?!the\b|[Mm]ember|is\b|was\b|are\b|were\b|"
    r"will\b)[\w’'-]+){1,4}?"
    r"(?= (?:of|in|on|at|to|is|was|are|were|will|held|took|from|and the|that|which)\b| [\ue000-\ue00a]|[,.;:)]|$))?",
    0,
)


HISTORY = grammar(r" (?:with)?in the (?:history|framework) of (?:the )?<O>(?![’'-])", 0)


PARTIES = grammar(
    r" (?:between|with|involving) (?:the )?(?:<J> )?(?:(?:[\w-]+ ){0,4})?(?:<AGENT+>)(?:[’']s? [\w ]{1,30}? <N>)?", 0
)


TOPIC = grammar(
    r" (?:on|about|devoted to|dedicated to) (?:the )?(?:<S>|(?!<D>)(?:[a-z][\w-]* ){0,4}?[a-z][\w-]+)(?=[,.;)]| "
    r"held\b| in\b| at\b| to\b|"
    r" will\b| was\b| is\b| opened| took| that| which| between| under| and (?:was|were|is)|$)",
    0,
)


CALLED = grammar(
    r"(?:,? (?:which is |was )?(?:code-?named|dubbed|called|titled|named|known as|under the (?:code )?name)|,)? "
    r"[\"“‘'(«]?(?P<x><X>)[,]?[\"”’')»]?",
    0,
)


ROUND_OF = re.compile(r"(?:[Tt]he |[Aa] |[Aa]nother )?(?:[\w-]+ ){0,2}?(?:rounds?|editions?|sessions?) of (?:the )?$")


LEADING = re.compile(r" (?:in|on|at|to be held|of) ")


CUE = re.compile(HEAD.pattern + r"|\b(?:gather|gathered|met|convene|convened)\b", re.IGNORECASE)


ENCOUNTER = grammar(
    r"(?P<a><N>),? (?:also |later |then |did |separately |briefly |, [^,;.]{1,50}, )*(?:met(?! (?:his|her|the "
    r"(?:death|deadline|needs)))|meets|sit down|sat down|held talks|"
    r"held (?:a |bilateral |separate )*(?:meeting|talks)|conferred|had talks)(?: again| separately| briefly| on "
    r"<D>)?(?: with)? (?:(?:<J>|<S>[’']s|[\w’'-]+) ){0,6}?(?P<b><N>)",
    0,
)


NEXT = grammar(
    r"(?:-\w+)?(?:,? (?:(?:which|that) )?(?:is |was |has |had )?(?:held|hosted|to be held|convened|taking place|"
    r"scheduled|due|opened|opens|began|"
    r"started|took place|takes place|kicked off|ended|concluded))?(?:(?P<here> here\b)|,? (?:in|at) (?:the "
    r")?(?:[\w’'-]+ ){0,3}?"
    r"(?P<p><P>)(?:,? (?:in )?<WHERE>)*|,? ?(?P<d><D>)){0,2}"
)


VERBAL = grammar(
    r"(?P<who>(?:[Tt]he )?(?:(?:(?!while\b|when\b|where\b|that\b|and\b|as\b|before\b|after\b)[\w’'-]+ "
    r"){0,3}?(?:[Hh]eads of (?:[Ss]tate|[Gg]overnment)|[Mm]inisters|[Ll]eaders|[Pp]residents|"
    r"[Pp]remiers|[Ss]ecretaries|[Pp]rosecutors|[Cc]oordinators)(?: of [\w’' -]{0,60}?(?:<SO+>)?(?:[’']s? "
    r"[Mm]ember [Ss]tates| member states)?)?"
    r"|<O>)),?(?: which| who)? (?:are to |will |is to |were to |have |had )?(?:last )?(?P<verb>gather(?:ed)?|"
    r"meet|met|convened?|conferred)"
    r"(?=,? (?:again |regularly |separately |as a group )?(?:in <P>|<D>|in (?:the )?(?:[\w-]+ ){0,2}<P>|here\b))",
    0,
)


SERIES_NAME = grammar(r" (?:under|in|of|within) the <R>(?: name| banner| series| format| framework)?", 0)
CONTINUATIONS = (
    ("of", SERIES_NAME),
    ("of", HISTORY),
    ("of", OF_BODY),
    ("of", OF_OFFICE),
    ("parties", PARTIES),
    ("topic", TOPIC),
)
