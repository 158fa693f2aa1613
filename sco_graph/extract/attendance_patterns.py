"""How news English says who takes part in an event."""

from __future__ import annotations

import re

from sco_graph.nlp.skeleton import grammar

TROOPS = (
    r"(?:troops|servicemen|servicewomen|soldiers|officers|military personnel|personnel|units?|forces|teams?|"
    r"contingents?|delegates|representative|"
    r"delegations?|representatives|participants|experts|officials|commandos|service members|airmen|sailors|"
    r"(?:\w+ )?ministers|"
    r"heads of (?:the )?(?:[\w-]+ ){0,2}(?:delegations?|agencies|ministries|departments|services|staffs?)|"
    r"specialists|border guards|observers|presidents|premiers|leaders|secretaries|"
    r"diplomats|scholars|journalists|"
    r"athletes|students|law enforcers|chiefs of staff|members|states|countries|nations|delegation)"
)


FROM = grammar(
    rf"\b{TROOPS}(?: of [\w ]{{1,30}})?,? (?:[\w-]+ ){{0,5}}?(?:from|of|[-–—]+) (?:the )?(?:[\w-]+ ){{0,4}}?"
    r"(?P<who><S+>)(?P<host>,? (?:and|as well as) the host (?:country|nation|state))?"
)


NATIONAL = grammar(rf"(?P<who><J>(?:(?:, | and |, and |-)<J>)+) (?:[\w-]+ ){{0,3}}?{TROOPS}")


WIDE = (
    r"(?:took part|takes? part|taking part|to take part|participat(?:e|es|ed|ing)|(?:were|was|are|is|be) "
    r"(?:also )?(?:present|represented|in attendance|"
    r"invited|there)|sat around the table|joined in|conferred|gather(?:ed)?|confirmed (?:their|his|her) "
    r"participation|were among (?:them|those|the)|"
    r"(?:also )?attend(?:s|ed|ing)?|are (?:coming|expected)|spoke|are sending|will field|join(?:s|ed|ing)? the "
    r"(?:deliberations|discussions?|event|work|talks)|"
    r"joined (?:it|them|online)|will train|train(?:ed)? (?:together|side by side)|sen[dt] [\w, ]{0,40}(?:troops|"
    r"delegation|minister|representatives?)\w*|"
    r"trained|proclaimed|took the floor|takes? the floor|deliver(?:s|ed) (?:a |an )?(?:speech|address|report)s?|"
    r"(?:was|were) there|joined by video)"
)


ON_EVENT = (
    r"(?:took part in|takes? part in|taking part in|participat(?:e|es|ed|ing) (?:in|at)|attend(?:s|ed|ing)?|"
    r"join(?:s|ed|ing)?|chair(?:s|ed|ing)?|"
    r"co-?chair(?:s|ed)?|open(?:s|ed|ing)?|clos(?:es|ed)|address(?:es|ed|ing)?|inaugurat(?:es|ed)|presid(?:es|"
    r"ed|ing) over|spoke at|speak(?:s|ing)? at|"
    r"told|host(?:s|ed|ing)?|stag(?:es|ed)|conduct(?:s|ed)?|launch(?:es|ed)?|beg[ai]n(?:s)?|start(?:s|ed)?|"
    r"h[eo]ld(?:s|ing)?|had|have|having|"
    r"send troops|send|meet|gathered for|met for|conferred at|lead(?:s|ing)?|led|(?:delivered?|gave|made) (?:a |"
    r"the )?(?:keynote )?(?:speech|remarks|address) at|"
    r"represent(?:s|ed|ing)?|is (?:attending|chairing)|are (?:attending|holding)|staged|at|watched)"
)


WIDE_CUE = re.compile(rf"\b{WIDE}\b")


EVENT_CUE = grammar(
    rf"\b(?P<act>{ON_EVENT})(?P<gap> (?:(?:the|an?|its|their|this|his|her)\b)?(?: ?[\w’'-]+){{0,5}}? ?)(?P<e><E>)"
)


BY = grammar(
    r"\b(?:attended|joined|opened|(?:co-?)?chaired|addressed|hosted|led|presided over|observed|inaugurated|"
    r"moderated|represented|conducted) (?:\w+ )?by "
    r"(?P<rest>.+)"
)


INVOLVING = grammar(
    r"(?:brings? together|brought together|bringing together|with the participation of|involv(?:es|ed|ing)|"
    r"featur(?:es|ed|ing)|drew|attracts?|"
    r"gather(?:s|ed) together|among the participants (?:were|are)|participants (?:are|were|include[d]?)|will receive|"
    r"under the chairmanship of|presided over by|at the invitation of) (?P<rest>[^;\n]+)"
)


PRESENT = grammar(
    r"^(?:It was )?(?:[Aa]ttending|[Aa]lso attending|[Aa]lso present|[Pp]resent|[Tt]aking part|[Aa]lso taking "
    r"part|[Aa]mong (?:those|the|them)(?: \w+)*)"
    r"[^.;\n]{0,40}? ?(?:were|was|are) (?P<rest>.+)$",
    0,
)


SO_DID = grammar(r"\b(?:as|so) (?:did|was|were|had|has) (?P<rest>[^.;]+)")


PARTICIPLE = grammar(
    r"^(?:\w+ )?(?:Addressing|Speaking at|Opening|Chairing|Attending|Closing|Speaking during) (?:the |an? |its "
    r")?(?P<e><E>)[^.;]{0,60}?, (?:[^.;]{0,80}?)(?P<who><N>)"
)


BOTH = re.compile(
    r"\b(?:[Bb]oth (?:men|leaders|ministers|officials|sides|presidents|diplomats)|[Tt]he two (?:men|leaders|"
    r"ministers|officials|presidents|diplomats|sides)?|[Tt]he pair|[Tt]hey)\b"
)


FIELD = grammar(
    r"\b(?:field|send|contribute|sent|fielded|contributed|sending)\b[^.;]{0,40}?\d(?P<rest>(?:,? (?:and "
    r")?<S>(?: with| by)? (?:some |about |around )?[\d,]+(?: \w+)?)+)"
)


PRESIDED = grammar(r"^(?P<who><N>) (?:presided|was in the chair|chaired|moderated)\b")


ABSENT = re.compile(
    r"\b(?:did not|does not|will not|not take part|not attend|stayed away|stays away|skipp?(?:ed|s)?|boycott\w*|"
    r"but not|but <S>|but \ue000|except|excluding|"
    r"apart from|sent written|declin\w+|refus\w+|(?:was|were) (?:absent|not)|without|nor|neither|no one|nobody|"
    r"not represented)\b"
)


MAYBE = re.compile(
    r"\b(?:may|might|could|if|whether|would|is likely to|are likely to|likely to|not yet known|hopes? to|wants? "
    r"to)\b(?! \d)"
)


FOLLOWING = re.compile(
    r"(?:took part|attended|participants were|participated|delegations? (?:were|are|was)|by|present|(?:meeting|"
    r"event|session) (?:was|were)|attendance)"
    r"[^:]{0,60}:\s*$"
)


BULLET = re.compile(r"\s*(?:[-–—•*·]+|\d+[.)]) ")


OWNER_OFFICE = re.compile(
    r"\b(?:[Mm]inisters?|[Pp]residents?|[Ss]ecretar(?:y|ies)|[Pp]remiers?|[Cc]hiefs?|[Dd]irectors?|[Aa]dviser|"
    r"[Cc]hairman|[Aa]mbassador|[Cc]ouncil|[Aa]ffairs|"
    r"[Dd]efen[cs]e|[Hh]ead|[Ss]taff|[Gg]eneral|[Cc]ommander|[Ll]eader|[Ee]mir|[Kk]ing|[Ss]peaker)(?: of [\w "
    r"]{0,20})? (?:of|for|to) (?:the )?$"
)


ASIDE = re.compile(
    r"\b(?:since|after|before|ahead of|prior to|following|until) (?:the |an? |its |their )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)


SPLIT = re.compile(r";|, (?:while|whereas|but) |(?<=[a-z]) (?:while|whereas) ")
