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


COLLEGES = (
    r"(?:[Mm]inisters|[Ss]ecretaries|[Cc]hiefs|[Hh]eads|[Ll]eaders|[Pp]residents|[Pp]remiers|[Pp]rosecutors|"
    r"[Pp]rosecutors[- ][Gg]eneral|[Aa]ttorneys[- ][Gg]eneral|[Cc]oordinators|[Ss]peakers|[Jj]ustices|[Gg]overnors|"
    r"[Aa]dvis[eo]rs|[Cc]ommanders|[Dd]iplomats|NSAs|[Dd]elegations|[Dd]elegates|[Rr]epresentatives|[Oo]fficials|"
    r"[Ee]xperts)[’']?"
)
"""Those who meet in the name of their states or bodies."""


OFFICERS = (
    r"(?:[Mm]inisters|[Ss]ecretaries|[Cc]hiefs|[Hh]eads|[Ll]eaders|[Pp]residents|[Pp]remiers|"
    r"[Pp]rosecutors(?:[- ][Gg]eneral)?|"
    r"[Aa]ttorneys[- ][Gg]eneral|[Cc]oordinators|[Dd]irectors|[Ee]xperts|[Cc]hairmen|[Ss]peakers|[Jj]ustices|"
    r"[Cc]ommanders|"
    r"[Gg]overnors|NSAs|[Rr]epresentatives|[Aa]dvis[eo]rs|[Oo]fficials|[Oo]fficers|[Pp]arliamentarians|[Rr]ectors|[Jj]udges|"
    r"[Cc]ouncils?|[Gg]roup|[Cc]ommission|[Cc]ommittee|[Bb]oard|[Aa]gencies|[Ss]ervices|[Mm]inistries|[Cc]ompanies|"
    r"[Ff]orces?|[Bb]ody|[Ss]taffs?|[Dd]epartments)[’']?"
)


HISTORY = grammar(r" (?:with)?in the (?:history|framework) of (?:the )?<O>(?![’'-])", 0)


PARTIES = grammar(
    r" (?:between|with|involving) (?:the )?(?:<J> )?(?:(?:[\w-]+ ){0,4})?(?:<AGENT+>)(?:[’']s? [\w ]{1,30}? <N>)?", 0
)


_TITLE = (
    r"(?:(?:<J>|<SO>(?:[’']s?)?|(?!(?:in|on|at|by|to|is|was|were|are|will|has|had|said|told|that|which|who|where|when|"
    r"after|before|as|but|from|for|and)\b)[\w’'.-]+,?) ){0,8}?"
)
PERSONS = grammar(
    rf"(?:(?: <D>)?(?= with))? (?:of|between|with|involving|featuring) {_TITLE}<N>(?:,? (?:and|"
    rf"as well as) {_TITLE}<N>)?",
    0,
)


TOPIC = grammar(
    r" (?:on|about|devoted to|dedicated to) (?:the )?(?:<S>|(?!<D>)(?:[a-z][\w-]* ){0,4}?[a-z][\w-]+)(?=[,.;)]| "
    r"held\b| in\b| at\b| to\b|"
    r" will\b| was\b| is\b| opened| took| that| which| between| under| and (?:was|were|is)|$)",
    0,
)


CALLED = grammar(
    r"(?:,? [(«]?(?:which is |was )?(?:code-?named|dubbed|called|titled|named|known as|under the (?:code )?name)|,)? "
    r"[\"“‘'(«]?(?P<x><X>)[,]?[\"”’')»]?",
    0,
)


ROUND_OF = re.compile(
    r"(?:[Tt]he |[Aa] |[Aa]nother )?(?:[\w-]+ ){0,2}?(?:rounds?|editions?|iterations?|"
    r"instal?lments?|sessions?) of (?:the )?$"
)


LEADING = re.compile(r" (?:in|on|at|to be held|of) | \ue00a")


CUE = re.compile(
    HEAD.pattern + r"|\b(?:gather\w*|met|meets|conven\w+|conferred|assembled?|meet|s[ai]ts? down|receive[sd]|"
    r"council)\b",
    re.IGNORECASE,
)


NEXT = grammar(
    r"(?:-\w+)?(?:,? (?:(?:which|that) )?(?:is |was |has |had |will |will be |would be |are |were )?"
    r"(?:held|hosted|to be held|convened|taking place|take place|"
    r"scheduled|due|opened|opens|began|"
    r"started|took place|takes place|kicked off|ended|concluded))?(?:(?P<here> here\b)|,? (?:in|at) (?:the "
    r")?(?:(?:[\w’'-]+|<J>|<S>[’']s) ){0,4}?"
    r"(?P<p><P>)(?:,? (?:in )?<WHERE>)*|,? in <S>|,? ?(?P<d><D>)){0,2}"
)


SERIES_NAME = grammar(
    r" (?:(?:under|in|of|within) the |[\"“‘'«(]?)<R>[\"”’')»]?(?: name| banner| series| format| framework)?", 0
)
FORUM = grammar(
    r" (?:of|in|within|under|at) (?:[Tt]he )?[“\"«]?(?:(?:[A-Z][\w’'-]*|<ANY>|plus|\+|and|of|for|on|–|-) ){1,8}?"
    r"(?:(?<=[”\"»] )|(?<=[\w\ue000-\ue00a] ))(?:Dialogue|Process|Initiative|[Ff]ormat|[Mm]echanism)[”\"»]?(?!\w)",
    0,
)
NAMED_AFTER = (("of", SERIES_NAME), ("of", HISTORY), ("of", FORUM))
SAID_AFTER = (("persons", PERSONS), ("parties", PARTIES), ("topic", TOPIC))
"""What may continue a phrase before, and after, those who meet are named."""
