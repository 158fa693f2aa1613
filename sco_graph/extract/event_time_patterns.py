"""How news English says when and where an event is."""

from __future__ import annotations

import re

from sco_graph.nlp.skeleton import grammar

PLACE = grammar(
    r"(?P<prep>\b(?:in|at|near|outside|on|to the|from)) (?P<the>the )?"
    r"(?:(?:<J>|(?!(?:with|from|to|by|for|and|or|as|that|which|who|between|against)\b)[\w’'-]+) ){0,4}?"
    r"(?:<S>[’']s? (?:[\w’'-]+,? ){0,3}?)?(?P<p><WHERE>)(?![’']s )"
    r"(?P<more>(?:(?:,| and|, and| as well as)(?: in| near| at| outside| on)? (?:the )?(?:[\w’'-]+ "
    r"){0,2}?(?:<S>[’']s (?:[\w’'-]+ ){0,2}?)?<WHERE>)*)"
)


BESIDE = grammar(
    r";|\b(?:which|who|whose|that|where) (?!(?:[\ue000\ue001](?:, [^,]{0,30},)? (?:will|is to|hosted|is due))|"
    r"(?:was|were|is|are|will be|has been|had been|to be|would be|is being|are being)(?: also| now| <D>)? "
    r"(?:held|due|to|scheduled|set|slated|planned|taking|hosted|convened|conducted|running|under ?way|opening|"
    r"expected|staged|in)\b|will (?!be\b)|(?:has|had) (?:opened|begun|started|ended|been)|took|takes|opened|began|"
    r"starts|started|ended|begins|opens|ends|runs|ran|concluded|would (?!be\b)|kicked|got|lasted|lasts|wound|wrapped)"
)
"""A relative clause that speaks of something else than when and where the event is."""


_HOSTS = (
    r"(?: in (?:<S>[’']s (?:[\w’'-]+ ){0,2}?)?<WHERE>|,? (?:in )?(?:the )?<S>)?(?:,? [^.;<E>]{0,60}?,)?,? "
    r"(?:which |that |is |was |will |is to |is set to |is due to |was to |would |has |had |also |again |and )*"
    r"(?:hosts?|hosted|hosting|host|"
    r"be hosting|hosting|to host|will be the venue (?:for|of)|was the venue (?:for|of)|"
    r"(?:was|is|will be) the (?:scene|site) of|be the venue for|receive[sd]?|welcome[sd]?|"
    r"be the (?:host|venue) (?:of|for)|is the venue (?:of|for)|"
    r"(?:plays?|played|playing|will play) host to) (?:the |its |their |his |an? |<D> |[\w’'-]+ "
    r"){0,5}?(?:[^.;<E>]{0,110}? for (?:the |their |its |an? )?)?(?P<e><E>)"
)
HOSTED = grammar(rf"(?P<p><P>){_HOSTS}")
HOSTED_STATE = grammar(rf"(?P<p><S>){_HOSTS}")


HELD_IN = grammar(r"(?P<p><P>) (?:has |will |is to )?(?:hold|holds|held) (?:the |an? |its |[\w’'-]+ ){0,4}?(?P<e><E>)")
HOSTED_BY = grammar(r"(?P<e><E>)[^.;<E>]{0,40}? (?:was|were|is|will be|to be|being) hosted by (?:the )?(?P<p><WHERE>)")


NEAR_EVENT = grammar(
    r"(?:in|from|at|to) (?:the )?(?:(?:<J>|[\w’'-]+) ){0,4}?(?P<p><P>)(?:,? (?:in (?:the )?)?(?:[\w’'-]+ "
    r"){0,2}?(?:<S>[’']s (?:[\w’'-]+ ){0,2}?)?<WHERE>){0,3},?(?: <D>)?,? (?:for|after|to attend|"
    r"attending|during|"
    r"where [^.;<E>]{0,50}?(?:host|hold|held|stage|attend|convene|take part in)\w*|on the sidelines of|ahead "
    r"of) (?:the |an? |its |their )?(?P<e><E>)"
    r"|\b(?:visit(?:s|ed)?|travel(?:s|led)? to|arrived? in|flew to) (?P<p2><P>) (?:for|to attend) (?:the |an? "
    r")?(?P<e2><E>)"
)


OPENING = grammar(r"\bIn (?:the <J> capital,? )?(?P<p><P>)(?:,? <D>)?, (?:the |an? |its )?(?P<e><E>)", 0)


MOVED = grammar(
    r",? (?:and |before |then )*(?:mov(?:ed|ing)|continu(?:ed|ing)|shift(?:ed|ing)|end(?:ed|ing)) (?:on |over "
    r")?(?:to|in|at) (?:the |a )?(?:[\w’'-]+ ){0,3}?(?P<p><P>)"
)


DREW = grammar(
    r"(?P<e><E>)[^.;<E>]{0,12} (?:drew|brought|moved|gathered|attracted|shifted)[^.;<E>]{0,140}? to (?:the |a "
    r")?(?:[\w’'-]+ ){0,2}?(?:(?:at|in) )?(?P<p><P>)"
)


AT_EVENT = grammar(
    r"\b(?:signed|adopted|approved|concluded|reached|taken|endorsed|announced|agreed|opened for "
    r"signature)\b[^.;<E>]{0,30}? in (?P<p><P>)[^.;<E>]{0,160}? "
    r"(?:at|during|of) (?:the |an? )?(?P<e><E>)"
)


STARTS = re.compile(
    r"\b(?:open(?:s|ed|ing)?|beg[iau]n(?:s|ning)?|start(?:s|ed|ing)?|kick(?:s|ed)? off|launch(?:es|ed)?|got "
    r"under way|gets under way)\b"
)


ENDS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|conclud(?:es?|ed|ing)|culminat(?:es?|ed)(?! in)|wrap(?:s|ped)? up|"
    r"w[io]u?nd up|clos(?:es|ed|ing)|last(?:s|ed)? "
    r"until|run(?:s)? (?:until|through|to)|"
    r"finish(?:es|ed)?|came to an end|draw(?:s|n)? to a close|will last until)\b"
)


HELD = re.compile(
    r"\b(?:held|take(?:s|n)? place|took place|taking place|convened?|conven(?:es|ing)|due|scheduled|slated|set "
    r"for|planned|conduct(?:s|ed)|staged|"
    r"hosted|to be|will be|was|were|is|are|met|gather(?:ed)?|happens?|last(?:s|ed|ing)?|runs?|ran|organi[sz]ed|"
    r"come(?:s)?|falls?)\b"
)


OTHER = re.compile(
    r"\b(?:said|told|reports?|reported|announced|sign(?:s|ed|ing)?|adopt(?:s|ed|ing)?|approv(?:es?|ed|ing)|arriv\w+|"
    r"flew|visit(?:s|ed)?|met with|appointed|born|proposed|established|founded|became|joined|will take effect|"
    r"took effect|entered|since|published|according|agreed|decided|assumed|succeeded|resigned|elected|admitted|"
    r"ratified|inducted|took over|takes over|received|watched)\b"
)


ADJUNCT = re.compile(
    r"(?:^|[.;] )[\"“«]?(?:During|At|In|After|Before|Following|Within|Under|As part of|On the sidelines of|Ahead of)"
    r"(?: the (?:course|framework|margins) of)? (?:the |this |that |an? |its )?(?:\w+ )?$"
)
"""Words before an event that is only the frame of what its sentence tells: "During the exercise, troops in ..."."""


GOVERNOR = re.compile(
    r"\b(?:w[io]u?nd(?:s|ing)? up|wrap(?:s|ped)? up|conclud(?:es|ed)|end(?:s|ed)|complet(?:es|ed)|clos(?:es|ed)|"
    r"finish(?:es|ed)|"
    r"open(?:s|ed)|beg[ai]n(?:s)?|start(?:s|ed)|launch(?:es|ed)|kick(?:s|ed) off) (?:(?:the|an?|its|their|"
    r"\w+-day|[\w’'-]+) ){0,5}$"
)


GOVERNING = re.compile(
    r"\b(?:open(?:s|ed)|beg[ai]ns?|start(?:s|ed)|launch(?:es|ed)|kick(?:s|ed) off|held|holds?|hosts?|hosted|"
    r"conven(?:es|ed)|"
    r"conduct(?:s|ed)|attend(?:s|ed)|chair(?:s|ed)|h[ao][sd]|have)(?: [\ue001\ue00a])? \(?\Z"
)
"""Before a date whose verb's object is the event: "opened on Friday its 32nd meeting"."""


PHASE = re.compile(r"\b(?:phase|stage|part|rehearsals?) of (?:the |an? )?(?:[\w-]+ ){0,4}$")


ASIDE = re.compile(r"\b(?:before|after|ahead of|following|prior to) (?:the |an? |its |their )?$", re.IGNORECASE)


BESIDES = re.compile(
    r"\b(?:sidelines|margins|fringes|framework|occasion|part) of (?:the |an? |its |their |this )?(?:\w+ )?$",
    re.IGNORECASE,
)
"""Before an event beside or within which another is: "on the sidelines of the summit, he met ..."."""


CLAUSE = re.compile(
    r"[;:\ue005\ue006]|\b(?:said|says|told|reports?|reported|announced|added|noted|that|which|where|when|after|before|since|"
    r"while|but|signed|adopted|arrived|held)\b"
)
"""What parts a date from the verb behind it."""


FRONTED = grammar(
    r"^(?:<D>,? (?:here )?)?in (?:the (?:<J> )?(?:capital|city)(?: of)?,? )?(?P<p><P>)(?:,? (?:in )?<WHERE>)?"
    r"(?:,? <D>)?, (?:(?:on|at|in|within|as|during) [^,;]{0,80}<E>[^,;]{0,40}, )?[^;:<E>]{0,160}?"
    r"(?:(?:held|holds?|hosted|hosts?|had|opened|chaired|attended|convened|started|began|launched) "
    r"(?:the |an? |his |her |its |their )?(?:[\w-]+ ){0,4}?|(?=[\ue005\ue006](?: with)? [^;]{0,80}?[<N><S>]))(?P<e><E>)"
)
"""The place that opens a sentence, before the verb of which the event is the object."""


SIDELINES = grammar(
    r"(?P<e><M>)[^.;<E>]{0,220}?\bon the (?:sidelines|margins|fringes) of (?:the |an? )?<E>[^.;<E>]{0,80}?"
    r" (?:in|at) (?:the )?"
    r"(?:[\w’'-]+ ){0,3}?(?P<p><P>)"
)
"""Where an event beside another is: "he met him on the sidelines of the summit in Samarkand"."""


LINKED = grammar(
    r"(?:,? (?:at|during)|(?: (?:again|also|once more|together))* (?:at|during|for|in)) (?:the |an? |its "
    r"|their )?(?:\w+ )?|,? when [^.;]{0,80}|"
    r"(?: (?:in|at) [^.;,]{0,60})? for (?:the |an? |its |their )?|(?: in)? <P>, where [^.;]{0,50}(?:host|hold|"
    r"stage|attend)\w* (?:the |an? |its )?"
)


LATER = re.compile(
    r"\b(?:after|since|following|despite|in the wake of)(?: (?:the|an?|its|their|last))? "
    r"(?!that\b|all\b)[\w’'-]+"
)
"""Before a date that is another event's: "the first of its kind after the enlargement last June"."""


SKIP = re.compile(
    r"\b(?:ahead of|before|after|following|since|until|prior to|preparations? for|on the eve of|until)\b[^,;]{0,20}$",
    re.IGNORECASE,
)
