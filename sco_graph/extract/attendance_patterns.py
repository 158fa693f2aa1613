"""How news English says who takes part in an event: verbs before and after which the participants stand."""

from __future__ import annotations

import re

from sco_graph.nlp.skeleton import grammar

_BE = r"(?:was|were|is|are|be|been|being)"
_GOES = r"(?:arriv|fl[ey]w?|travel|c[ao]m|head|mee?t|visit|land|gather|sen[dt]|dispatch|deploy|contribut|left|leav)"
_ARMS = (
    r"contingents?|detachments?|personnel|teams?|compan(?:y|ies)|battalions?|ships?|(?:war|air)ships?|vessels?|frigates?|"
    r"destroyers?|corvettes?|submarines?|aircraft|helicopters?|(?:war)?planes?|(?:fighter )?jets?|tanks"
)
_IN_TIME = r"(?:(?:\w+ ){0,2}(?:also |both |jointly |now |too )?)?"
ATTEND = grammar(
    rf"\b(?:(?:took|takes?|taking|taken) (?:an active |active )?part|partook|participat(?:e|es|ed)|"
    rf"participating(?! (?:countries|states|nations|parties|sides|units|troops|forces|teams|leaders|delegations))|"
    rf"attend(?:s|ed|ing)?(?! by\b)|"
    rf"{_BE} (?:\w+ ){{0,2}}?(?:present|represented|in attendance|on hand|invited|there(?=[ .,;])|participants|"
    rf"among (?:(?=<E>)|them|those|the (?:[\w-]+ )?(?:participants|guests|attendees|speakers|leaders|delegates|"
    rf"dignitaries|ministers|heads|presidents|officials|invitees)))|"
    rf"(?<=[Dd]elegation )(?:{_BE} |will be )?(?:led|headed) by|(?<=[Dd]elegation of <S> )(?:{_BE} |will be )?(?:led|"
    rf"headed) by|"
    rf"{_BE} (?:also |now |already )?(?:(?:due|expected|scheduled|set) )?"
    rf"(?:at|(?:here|(?:in|at) (?:the )?(?:<J> )?(?:capital )?<WHERE>),? (?:<D> )?(?:for|to attend)) "
    rf"(?:the )?(?=<E>)|join(?:s|ed) (?:to )?(?=<E>)|sat around the table|conferred|gather(?:s|ed)?|"
    rf"assembled|convened|"
    rf"(?:confirmed|announced) (?:their|his|her|its) (?:participation|attendance|readiness to (?:attend|take part))|"
    rf"{_BE} (?:coming|expected(?= to (?:attend|take part|join|participate|come)|[.,;]| as | for | at | here))|"
    rf"joined in|accompan(?:y|ies|ied|ying) [^.;\ue004]{{0,30}}<N> (?:at|to|during) (?:the |an? )?(?=<E>)|"
    rf"(?:headed|heads|leads|led) (?:the |an? |<S>[’']s )?(?:<J> |[\w-]+ )?delegations?|"
    rf"address(?:ed|es) (?:the )?(?:participants|audience|delegates|gathering|forum|attendees|event)|"
    rf"watch(?:ed|es)? (?:the |its )?(?:\w+ )?(?:finale|opening|closing|stage|phase|exercises?|drills?)|joined (?:it|"
    rf"them) (?:online|by video\w*)|joined (?:online|by video|via)|"
    rf"join(?:s|ed|ing)? the (?:deliberations|discussions?|event|work|talks)|"
    rf"(?:took|takes?|taking) the floor|(?:deliver(?:s|ed)|presented|gave|made|read) "
    rf"(?:an? |the |his |her |their )?(?:[\w-]+ )?(?:speech|address|report|remarks|presentation)(?:es|s)?|"
    rf"pos(?:e|es|ed|ing) for (?:an? |the )?(?:[\w-]+ ){{0,2}}(?:photo|picture)\w*|"
    rf"proclaimed|train(?:ed)? (?:together|side by side)|will train|trained|will field|{_BE} sending|"
    rf"spoke\b(?! (?:to|with|about|of|on|by phone)\b)|"
    rf"(?:sen[dt]s?|dispatch(?:ed)?|contribut(?:ed?|ing)|deploy(?:ed)?) [\w, -]{{0,40}}?"
    rf"(?:troops|delegations?|ministers?|representatives?|soldiers|servicemen|people|units|forces|{_ARMS})|"
    rf"{_GOES}(?:e|es|ed|t|n|ing|s|led|ling|ted|d)?\b[^.;:\ue004\ue005\ue006]{{0,50}}? "
    rf"(?:for|to attend|to observe|to watch|to take part in|to participate in|to join) (?:the |an? |its |this )?"
    rf"(?:[\w-]+ ){{0,3}}?(?:of (?:the )?)?(?=<E>))"
)
"""Verbs of which the participants are the subject."""

BY = grammar(
    r"\b(?:attended|joined|opened|(?:co-?)?chaired|addressed|(?:co-?)?hosted|led|headed|presided over|observed|"
    r"inaugurated|moderated|represented|conducted|visited|watched) (?:\w+ |(?:at|in) <E> )?by "
    r"(?P<rest>.+)|\bwhich was attended (?P<rest2>(?!by)[^;\n]+)"
)
"""Passives, after which the participants stand."""

_WHO = (
    r"\b(?:those|leaders|ministers|officials|dignitaries|delegates|delegations|guests|presidents|premiers|participants|"
    r"representatives)"
)
INVOLVING = grammar(
    r"(?:<M>,?(?: (?:also|held))?(?: <D>|(?:,? (?:in|at) (?:the )?(?:[\w-]+ ){0,2}?<P>){1,2},?){0,2} "
    r"(?:gathered|gathers|unit(?:es|ed)|assembl(?:es|ed)|included|includes)|"
    r"\b(?:(?:brings?|brought|bringing|gather(?:s|ed|ing)?) together|"
    r"(?:with|in|under) (?:the )?(?:[\w-]+ )?(?:participation|attendance|presence|involvement|chairmanship|"
    r"chairpersonship|presidency|chair|leadership|guidance|direction|command|supervision) (?:of|by)|"
    r"involv(?:es?|ed|ing)|featur(?:es|ed|ing)|drew|attract(?:s|ed)|(?:saw|sees|witnessed|marked) the (?:attendance|"
    r"participation|presence) of|"
    r"with (?:about |some |over |more than |nearly |around |up to )?[\d,]+ (?:troops|soldiers|servicemen|personnel|"
    r"military|people) (?:of|from)|welcoming(?= (?:[\w-]+ ){0,3}?(?:ministers|leaders|presidents|delegations?|"
    r"delegates|guests|colleagues) "
    r"(?:from|of) )|(?:together|along) with|alongside|accompanied by|handshakes (?:between|among|with)|"
    r"(?:countries|states|nations|bodies|organi[sz]ations) (?:[\w-]+ ){0,3}?(?:represented|attending|present)"
    r"(?: (?:in|at) (?:<WHERE>|(?:the )?<E>))? (?:include[sd]?|were|are)|"
    r"among the (?:participants|guests|attendees) (?:were|are|was)|"
    r"(?:participants|attendees|guests|speakers)(?: of the event| (?:of|in|at|to) (?:the |this )?<E>)? (?:also )?"
    r"(?:are|were|(?:will )?include[ds]?)|"
    r"participating (?:[\w-]+ )?(?:countries|nations|states|armies|navies|forces) (?:are|were)|"
    rf"(?:units|troops|forces|contingents|teams|{_ARMS}|participating (?:countries|nations|states|troops|forces|units))"
    r"(?: (?:of|in|at) (?:the |this )?(?:event|<E>))? (?:also |will |will also )?include[ds]?|"
    r"(?:those|leaders|ministers|officials|heads \w+ \w+) (?:attending|taking part in|participating in|present at) "
    r"(?:the )?(?:[\w-]+ )?(?:<E>|event|forum|meeting)(?: (?:are|were|include[ds]?|will be|is))?|"
    rf"{_WHO}(?: (?:from|of) (?:the )?(?:<O> |[\w-]+ ){{0,3}}?(?:states|countries|nations|organi[sz]ations))?,? "
    r"(?:(?:who|that) (?:(?:will|have|had|are) )?)?(?:attend(?:ed|ing)?|(?:take|taking|took) part in|"
    r"participat(?:ed?|ing) in|present at|"
    r"in attendance at) (?:the )?(?:[\w-]+ )?(?:<E>|event|forum|meeting|moot),? (?:are|were|will be|"
    r"(?:will )?include[ds]?)|"
    r"those attending (?:will be|were|are|include)|"
    r"will receive|presided over by|at the invitation of))[:]? (?P<rest>[^\n]+)"
)
"""Phrases after which the participants stand."""

AMONG = grammar(
    r"\b(?:countries|nations|states|members|partners|militaries|navies|armies|delegations?|teams|officials|leaders|"
    r"ministers|representatives|organi[sz]ations|participants|forces|personnel|contingents)\b[^.;:]{0,60}?\b"
    r"(?:t(?:ake|aking|ook) (?:an active |active )?part|participat(?:e|es|ed|ing)|attend(?:ed|ing)?|join(?:ed|ing)?)\b"
    r"[^.;:\ue000\ue004]{0,60}?,? (?:including|among them|such as|namely)(?: those (?:of|from))?:? (?P<rest>[^\n]+)"
)
"""Some of those who take part, named after the event: "nine nations joined <E>, including <S>, <S> and <S>"."""

NAMELY = grammar(
    r"<E>[^.,;:–—(<E>]{0,70}(?:,? (?:[–—]|--?|namely|i\.e\.)|:| \() ?"
    r"(?P<rest><S>(?:(?:,|,? and|,? as well as) (?:the )?<S>){2,})"
)
"""States in apposition to those who meet: "the summit of the five countries of the region – A, B and C"."""

ALONG = re.compile(r"(?:together|along) with|alongside|accompanied by", re.IGNORECASE)
"""Such phrases as need an attendance in the same sentence."""

PRESENT = grammar(
    r"^(?:[^.;]{0,40}[,.] )?(?:It was )?(?:[Aa]lso )?(?:[Aa]ttending|[Pp]articipating|[Tt]aking part|[Pp]resent|"
    r"[Ii]n attendance|[Ss]peaking|[Aa]ddressing|[Aa]mong (?:those|the|them)(?: \w+)*)"
    r"[^.;:\n\ue000\ue004]{0,70}? ?(?:were|was|are|is|will be)(?: also)?:? (?P<rest>.+)$",
    0,
)
"""Sentences that begin with the predicate: "Also taking part in <E> were ..."."""

COLON = grammar(
    r"\b(?:[Tt]he following [^.:]{0,60}?(?:took part|participat\w+|attend\w+|spoke|present)|"
    r"(?:t(?:ook|akes?|aking) part|attend(?:ed|s|ing)?|participants were|participat(?:ed|es?|ing)|involv(?:ed|es?|ing)|"
    r"delegations? (?:were|are|was)|present|participants|"
    r"(?:meeting|event|session|summit) (?:was|were)|attendance|"
    r"(?:members|guests|attendees|[Rr]epresentatives of [^.:]{1,50}|[Dd]elegations|speakers) (?:included?|were|are)))"
    r"[^:.]{0,90}: ?(?P<rest>.*)$",
    0,
)
"""A list after a colon, in the sentence or in the lines below."""

SO_DID = grammar(r"\b(?:as|so) (?:did|was|were|had|has) (?P<rest>[^.;]+)")

SIGNED = grammar(r"\b(?:was|were|been) (?:signed|adopted|inked) (?:[\w ]{1,20} )?by (?P<rest>.+)")
"""Signatories of what the meeting spoken of adopted."""

SIGNING = grammar(r"^(?P<rest>[^;]*?<N>[^;]{0,60}?) (?:signed|inked|put their signatures|adopted) ")
"""Signatories, named before what they sign."""

SIGNED_AT = grammar(
    r"^(?:The|All|Both|These) (?:[\w-]+ ){0,3}?(?:documents?|agreements?|treat(?:y|ies)|declarations?|papers|"
    r"memorand\w+)[^.;<E>]{0,30} (?:was|were) (?:signed|adopted|inked|sealed) (?:\w+ )?"
    r"(?:at|during|following|after|within the framework of|as part of) (?:the |an? )?(?P<e><E>)"
)
"""Where what was signed in the sentence before was signed."""

ACCOMPANIED = grammar(
    r"\baccompan(?:y|ies|ied|ying) (?P<rest>[^.;\ue004]{0,30}<N>) (?:at|to|during) (?:the |an? )?(?=<E>)"
)

FIELD = grammar(
    r"\b(?:field|send|contribute|sent|fielded|contributed|sending)\b[^.;]{0,40}?\d(?P<rest>(?:,? (?:and "
    r")?<S>(?: with| by)? (?:some |about |around )?[\d,]+(?: \w+)?)+)"
)

ON_EVENT = (
    r"(?:took part in|takes? part in|taking part in|participat(?:e|es|ed|ing) (?:in|at)|attend(?:s|ed|ing)?|"
    r"join(?:s|ed|ing)?|chair(?:s|ed|ing)?|"
    r"co-?chair(?:s|ed)?|open(?:s|ed|ing)?|clos(?:es|ed)|address(?:es|ed|ing)?|inaugurat(?:es|ed)|presid(?:e|es|"
    r"ed|ing) over|spoke at|speak(?:s|ing)? at|"
    r"told|(?:co-?)?host(?:s|ed|ing)?|stag(?:es|ed|ing)|conduct(?:s|ed|ing)?|launch(?:es|ed|ing)?|beg[ai]n(?:s)?|"
    r"start(?:s|ed)?|kick(?:s|ed) off|conven(?:es|ed|ing)|summed up|arrang(?:es|ed|ing)|"
    r"(?:co-?)?organi[sz](?:es|ed|ing)|"
    r"carr(?:y|ies|ied) out|commenc(?:e|es|ed)|complet(?:e|es|ed)|conclud(?:e|es|ed)|finish(?:es|ed)?|wrap(?:s|"
    r"ped)? up|"
    r"h[eo]ld(?:s|ing)?|had|have|having|"
    r"send troops|send|sent|meet|me?et (?:in|at|during)|gathered for|met for|conferred at|lead(?:s|ing)?|led|"
    r"(?:delivered?|gave|made) (?:a |the )?(?:keynote )?(?:speech|remarks|address) at|"
    r"represent(?:s|ed|ing)?|is (?:attending|chairing)|are (?:attending|holding)|staged|at|watched|observ(?:e|ed|es))"
)

EVENT_CUE = grammar(
    rf"\b(?P<act>{ON_EVENT})(?P<gap> (?:(?:the|an?|its|their|this|his|her)\b)?(?: ?[\w’'-]++){{0,5}}? ?)(?P<e><E>)"
)

CONFER = re.compile(
    r"\b(?:discuss(?:ed|es|ing)?|consider(?:ed|s)?|exchang(?:e|ed) (?:views|opinions)|sign(?:ed|s)?|adopt(?:ed|s)?|"
    r"approv(?:ed|es)|review(?:ed|s)?|agreed|conven(?:e|ed)|gather\w*|open(?:ed)?|beg[au]n|start(?:ed)?|"
    r"join\w*|finish\w*|complet\w+|conclud\w+|commenc\w+|wrap\w*|ended|"
    r"launch(?:ed)?|conduct(?:ed|ing)?|practi[sc]ed?|rehears\w+|hold|held|holding|involv\w+|includ\w+|arriv\w+|"
    r"focus(?:ed)? on|endorsed|issued|will join|are joining|trained|have been dispatched)\b"
)
"""Verbs of which those who take part in an event are the subject, whatever their object."""

INCLUDES = grammar(r"<E>[^.;]{0,60}\b(?:includ(?:e|es|ed|ing)|saw|sees|will see|unit(?:es|ed)|gather(?:s|ed))\b")
"""An event that has those who take part in it as its object."""

PARTICIPLE = grammar(
    r"^(?:(?:Taking part|Participating|Attending|Speaking)\b(?: (?!to\b|about\b|on\b|of\b)[\w’'-]+){0,14}, |"
    r"(?:\w+ )?(?:Addressing|Speaking|Opening|Chairing|Attending|Closing|(?:In|During) (?:his|her) "
    r"(?:\w+ )?(?:speech|remarks|address|statement)) ?(?:at|to|during|before)? ?(?:the |an? |its )?"
    r"(?:(?:opening|beginning|start) of )?(?:the )?"
    r"(?:(?P<e><E>)|event|meeting|forum|session|gathering|conference|opening|participants|delegates|attendees|audience)"
    r"[^.;]{0,60}?, )(?:[^.;\ue004]{0,80}?)(?P<who><N>)"
)

CEREMONY = grammar(
    r"^(?:[Aa]t|[Dd]uring|[Ii]n) (?:the |his |her |its )?(?:\w+ )?(?:opening|closing|inaugural|plenary)"
    r"(?: (?:ceremony|session|meeting|speech|remarks|address|statement))?(?: of (?:the )?(?P<e><E>))?,? "
    r"(?:(?!(?:of|to|for|by|with)\b)[^.;\ue004]){0,80}?(?P<who><N>)",
    0,
)
"""Who speaks at a part of an event: "At the opening ceremony, President N said"."""

BOTH = re.compile(
    r"\b(?:[Bb]oth (?:men|leaders|ministers|officials|sides|presidents|diplomats)|[Tt]he two (?:men|leaders|"
    r"ministers|officials|presidents|diplomats|sides)?|[Tt]he pair|[Tt]hey)\b"
)

THEY = re.compile(
    r"^[\"“]?(?:They|The (?:two|three|four|five|six) (?:countries|states|nations|neighbou?rs|sides|armies|navies|"
    r"parties)|"
    r"Both (?:countries|states|nations|sides|armies|navies))\b"
)
"""Who acts, if the sentence before lists states."""

PRESIDED = grammar(r"^(?P<who><N>) (?:presided|was in the chair|chaired|moderated)\b")

ABSENT = re.compile(
    r"\b(?:did not|does not|will not|not take part|not attend|stayed away|stays away|skipp?(?:ed|s)?|boycott\w*|"
    r"but not|but <S>|but \ue000|except|excluding|"
    r"apart from|sent written|declin\w+|refus\w+|(?:was|were) (?:absent|not)|without|nor|neither|no one|nobody|"
    r"not represented|not(?! only))\b|n[’']t\b"
)

EXCEPT = re.compile(r", (?:but not|except|excluding|apart from|without|minus) [^,;]{1,60},")
"""Who is left out of those named before."""

MAYBE = re.compile(
    r"\b(?:may|might|could|if|whether|would|is likely to|are likely to|likely to|not yet known|hopes? to|wants? "
    r"to|unclear|should|in doubt|(?:asked|urged|called on|inviting) [^.;]{0,40} to|provid\w+ for)\b(?! \d)"
)

WOULD = re.compile(
    r"\bwould (?:also |then |both )?(?:be )?$|"
    r"(?<=\b)(?:said|told|announced|confirmed|added|reported)\b[^.;]{0,80}?\bwould (?=(?:also |then |"
    r"both )?(?:be )?[a-z]+)"
)
"""The future as seen from a past: "said that the ministers would attend"."""

VERB = re.compile(
    r"\b(?:was|were|is|are|be|has|have|had|will|would|said|told|took|discuss\w*|sign\w*|adopt\w*|met|held|made|"
    r"agreed)\b"
)
"""What a line that only lists names lacks."""

BULLET = re.compile(r"\s*(?:[-–—•*·]+|\d+[.)]) ")

ASIDE = re.compile(
    r"\b(?:since|after|before|ahead of|prior to|following|until) (?:the |an? |its |their )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)

SPLIT = re.compile(
    r";(?! (?:and |as well as )?(?:[A-Z][\w.]* ){0,3}\ue004,(?! who\b))|, (?:while|whereas|but(?! not\b)) |"
    r"(?<=[a-z]) (?:while|whereas) |"
    r"(?<!Mr)(?<!\.[A-Z])(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Gen)(?<!Col)(?<!Brig)(?<!Lt)(?<!Maj)(?<!Adm)"
    r"(?<!Capt)(?<!Prof)[.:!?][”\"]? "
    r"(?=[A-Z\ue000-\ue009“\"])|"
    r"\b(?P<said>said|says|announced|reported|added|noted|stressed|confirmed) (?:that |on \ue00a that |"
    r"\ue00a that )?(?=[\w\ue000-\ue009])|"
    r" that (?=(?:the )?[\ue000-\ue009A-Z])"
)
"""Where a clause ends, so that what stands before it is no subject of what stands behind."""

WHO = re.compile(r",? (?:who|which)(?:,[^,]{1,60},)? (?:\w+ ){0,2}$")
"""Before a verb whose subject is the name just before."""
