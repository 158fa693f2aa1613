"""How news English says that states are members, observers or dialogue partners of an organisation.

Each pattern runs over a skeleton and names its states ``states`` (one or a list), its organisation ``org`` (absent
where the text says "the organisation" or nothing) and its standing: the group ``member``, ``observer`` or ``partner``.
"""

from __future__ import annotations

import re

from sco_graph.nlp.skeleton import grammar

NUMBERS = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
ORGWORD = (
    r"(?:organi[sz]ation|bloc|group(?:ing)?|alliance|union|association|league|community|pact|forum|partnership|club)"
)
ORG = (
    rf"(?:(?:the |an? )?[\"“]?(?P<org>(?!<O>(?:['’]s)? (?:{NUMBER} )?(?:member|observer|dialogue))<O>)[\"”]?|"
    rf"(?:the|this|that) (?:(?:<P>|\w+)-based )?(?:[\w-]+ ){{0,2}}?{ORGWORD}\b|it\b)"
)
_OF = rf"(?: (?:of|in|to|at|within|with) {ORG})?"
_OF_NEEDED = rf" (?:of|in|to|at|within|with) {ORG}"
_COUNTRY = r"(?:[ -](?:states?|countries|country|nations?))"
_ADJ = (
    r"(?:(?:full|permanent|founding|new|newest|latest|fellow|current|associate|official|full-?fledged|fully[- ]fledged|"
    r"full-scale) )"
)
_NATIONS = r"(?:countries|states|nations|republics|newcomers|neighbou?rs)"
_NTH = r"(?:(?:\w+(?:st|nd|rd|th)|first|only|second-\w+|\w+est) )?"
_OWN = r"(?:organi[sz]ation|bloc|group|grouping|alliance|union|association)['’]s"
_MOD = (
    rf"(?:(?:an?|the|its|their|this|both|all|also|now|currently|already|{NUMBER}|"
    rf"(?!and |with )\w+(?:st|nd|rd|th)|first|only|"
    rf"second-\w+|\w+est|{_OWN}) )*(?:(?P<org2><O>)(?:['’]s?)? (?:{NUMBER} )?)?"
)
"""What may stand between "are" and "observer states": articles, numbers, whose they are."""
MEMBER = rf"(?P<member>{_ADJ}?member{_COUNTRY}?s?)"
OBSERVER = rf"(?P<observer>observer{_COUNTRY}?s?)"
PARTNER = (
    r"(?P<partner>dialog(?:ue)?[- ]partner(?:[ -](?:states?|countries|country|nations?))?s?|"
    r"partner[ -](?:states|countries|nations)|partners? in dialogue)"
)
STATUS = rf"(?:{MEMBER}|{OBSERVER}|{PARTNER})"
_SEATS = (
    r"(?:(?:the )?(?:status(?:es)?|standing|rank|rights) (?:of |as )?(?:an? |the )?(?:<O> )?)?"
    rf"(?:{STATUS})(?: (?:status|standing))?"
)
_SEATS2 = (
    _SEATS.replace("P<member", "P<member2").replace("P<observer", "P<observer2").replace("P<partner", "P<partner2")
)
_AUX = (
    r"(?: (?:has|have|had|is|are|was|were|been|being|now|also|then|officially|formally|finally|jointly|currently|both|"
    r"today|<D>))*"
)
_GAP = r"(?:,? (?:too|<D>),?|, [^.;]{1,80},| \([^)]*\)| ?[-–—]+|,)?"
DASH = r"(?: ?[-–—:]+ ?| \(|,? (?:namely|i\.e\.|including|such as|like|among (?:them|which|these)(?: are)?),? |, )"
_BY_THE_WAY = (
    r"(?:<P>|<J>(?: <J>| (?-i:[A-Z])\w+)?|(?-i:[A-Z])[\w.]+(?: (?-i:[A-Z])[\w.]+){0,2})(?: \([^()]{0,30}\))?"
    r"(?:,? and |, )(?:the )?"
)
LIST = (
    rf"(?P<states>(?:the )?<S+>(?:(?:, and |, | and )(?:the )?(?:{_BY_THE_WAY}){{1,2}}<S+>)*"
    r"(?:,? (?:and|as well as|plus) (?:the )?(?:[\w-]+ ){0,3}(?:states|countries|republics|nations)(?: of| like| such "
    r"as|,? including)? (?:the )?<S+>)?)"
)
"""States in a list, among which may stand what is none: Hong Kong, the Palestinians."""
_WHO_ALSO = r"(?: (?:that|who|which) [^.;()–—:\ue000]{1,60}?(?= ?(?:--|[–—:(])))?"
FIRST = r"(?<!<S>, )(?<!<S> and )(?<!<P>, )(?<!<P> and )"
"""A list is begun at its first state alone: linear time on long ones."""
_WHOSE = rf"{FIRST}{LIST}"
_PAIR = (
    rf"(?P<pair>both|(?:the |these |all )?{NUMBER}|(?:the|these)(?= \w+,? (?:which|who|that) are (?:all|both)))"
    rf"(?: new)?(?: of (?:them|which|whom)| {_NATIONS})"
)
_WHO = rf"(?:{FIRST}(?P<states>(?:the )?<S+>|<P>)|{_PAIR})"  # a capital may stand for its state
"""Who has a standing: states, or so many of them as were listed before."""

PATTERNS = tuple(
    (name, grammar(pattern))
    for name, pattern in (
        # "member states -- <S>, <S> and <S>", "the four observer states of the <O> (<S> and <S>)"
        ("listed", rf"\b{STATUS}(?: status|['’\"”])*{_OF}{_WHO_ALSO}{DASH}(?:currently |now )?{LIST}"),
        # "the observer states and organisations (the EBRD, <S> and <S>)"
        (
            "listed_among",
            rf"\b{OBSERVER} and (?:observer )?organi[sz]ations{_OF} ?[(:–-] ?(?:[^().;:\ue000]{{0,160}}?, )?{LIST}",
        ),
        # "members are <S>", "its member states include <S> and <S>"
        (
            "are",
            rf"(?:(?<!\w)(?:besides|in addition to|along with|apart from) (?P<besides><S+>),? (?:the )?(?:other )?)?"
            rf"(?<!\w)(?:(?P<org2><O>)['’]?s? )?{STATUS}{_OF}(?:,? which)? (?:now |currently |also )?(?:are|is|"
            rf"includ(?:e|es|ing)|"
            rf"comprise[sd]?)(?: currently| now)?:? {LIST}",
        ),
        # "<O> members <S> and <S>", "fellow member <S>", "observer states <S> and <S>"
        ("beside", rf"(?<!\w)(?:(?P<org2><O>)['’]?s? )?{STATUS},? {LIST}(?!['’])"),
        # "the <O> member states' leaders: <S> and <S>"
        (
            "leaders_of",
            rf"(?<!\w)(?:(?P<org2><O>)(?:['’]s?)?[- ])?{STATUS}['’]? (?:leaders|presidents|heads of (?:state|"
            rf"government)|(?:foreign |defen[cs]e |prime )?ministers|delegations|representatives)(?: ?[-–—:]+ ?| \()"
            rf"{LIST}",
        ),
        # "the eight dialogue partners of <S>, <S> and <S>"
        (
            "counted_of",
            rf"\b{NUMBER} (?:(?P<org2><O>) )?{STATUS} of "
            r"(?P<states>(?:the )?<S>(?:, (?:the )?<S>)+,? and (?:the )?<S>)",
        ),
        # "the accession of <S> and <S>", "expanded to include <S>"
        (
            "accession",
            rf"\b(?:with|after|since|following) the (?P<member>accession|admission|entry|inclusion) of {LIST}(?: "
            rf"(?:to|into) {ORG})?",
        ),
        # "<S> and <S> joined in 2017, <S> in 2023"
        (
            "joined_on",
            rf"{_WHO}{_GAP}{_AUX} (?P<member>joined)(?: {ORG})?(?: as (?:an? )?(?:full )?members?)?(?=,? <D>|[.;])",
        ),
        ("joined_too", rf"\b(?P<member>joined)(?: {ORG})? <D>,? (?:and |followed by ){LIST} <D>"),
        (
            "followed",
            rf"(?:became|become|joined|admitted|acceded)[^.;]{{0,80}}?\b(?:{STATUS}|<O>)[^.;]{{0,20}}?,? followed by "
            r"(?P<states><S>(?:,? <D>)?(?:(?:,| and|, and) <S>(?:,? <D>)?)*)",
        ),
        (
            "included",
            rf"\bthe (?P<member>accession|admission|inclusion|entry) of {LIST} (?:to|into|in) {ORG} (?:<D> )?"
            r"(?:has|have|made|marked|opened|lifted|strengthened|changed|turned|brought|gave|expanded|"
            r"enlarged|doubled|boosted)\b(?! (?:by|in|at|during)\b)",
        ),
        (
            "then",
            rf"{_WHO}{_GAP} became [^.;]{{0,60}}? and (?:later |then )?(?:obtained|received|gained|"
            rf"was granted) (?:the )?"
            rf"{_SEATS}",
        ),
        (
            "admitted_new",
            rf"\b(?:admitted|accepted|welcomed|inducted|took in|taken in) {LIST} as (?:(?:a|its|the) )?{_ADJ}?{STATUS}",
        ),
        ("joined_next", rf"\b(?P<member>joined)(?: {ORG})? <D>, {LIST} <D>"),
        # "<S>, <S> and other <O> member states"
        (
            "other",
            rf"{FIRST}{LIST},? (?:and|as well as) (?:the |all )?(?:{NUMBER} )?other (?:(?P<org2><O>) )?{STATUS}{_OF}",
        ),
        # "<S> is a full member of the <O>", "<S> became its tenth member", "<S> and <S> remain observers"
        (
            "is",
            rf"{_WHO}\)?{_GAP}(?:,? which)?{_AUX} (?:is|are|remains?|stays?|been|became|becom(?:es|ing)|constitutes?|"
            rf"forms?|(?:serves?|acts?|attends?|participates?) as|having become|become(?= (?:an? |the )?<D>))(?: <D>)?"
            rf"(?: now| also| currently| formally| officially)? {_MOD}{STATUS}(?! of (?:the |a )?(?:delegation|team))"
            rf"{_OF}",
        ),
        # "<S> became an observer and <S> a dialogue partner"
        (
            "gapped",
            rf"(?:became|is|are|remains?|as|become) (?:an? )?(?:{_ADJ}?member|observer|dialogue partner)s?(?: state)"
            rf"?{_OF},?(?: and| while)? "
            rf"{LIST},? (?:an? )?{STATUS}",
        ),
        # "<S>, a full member since 2017, ...", "<S>, an observer state at the <O>"
        (
            "apposed",
            rf"{_WHOSE}(?:,| ?[-–—]+| \() ?(?:(?:which is |which are |who are |themselves |itself )?(?:an? |the )|"
            rf"which are |both |"
            rf"all )?{_MOD}{STATUS}{_OF}(?=[,.;)]| since| that| which| <D>| [-–—]|$)",
        ),
        ("whose", rf"(?P<states><J>)[^.;]{{0,80}}, whose country is (?:an? |the )(?:(?P<org2><O>) )?{STATUS}{_OF}"),
        # "<S> was granted observer status in the <O>", "<S> and <S> were given the status of dialogue partner"
        (
            "granted",
            rf"{_WHOSE}{_GAP}{_AUX} (?:was|were|been|being)(?: <D>)?(?: also| formally| officially| each| both)? "
            rf"(?:granted|given|"
            rf"accorded|awarded|conferred) (?:an? |the )?(?:(?P<org2><O>) )?{_SEATS}{_OF}",
        ),
        # "gave <S> the status of dialogue partners", "granted observer status to <S>"
        (
            "gave",
            rf"(?:gave|granted|has granted|have granted|accorded|awarded|had granted) {LIST} (?:an? |the )"
            rf"?(?:(?P<org2><O>) )?{_SEATS}{_OF}",
        ),
        (
            "gave_to",
            rf"(?:gave|granted|has granted|have granted|accorded|awarded) (?:an? |the )?(?:(?P<org2><O>) )?{_SEATS} "
            rf"to {LIST}",
        ),
        # "signed a decision on granting <S> the status of a member", "decided to grant <S> the status of partner"
        (
            "decided",
            rf"(?:decided to grant|(?:signed|adopted|approved|passed|issued|endorsed) (?:an?|the) (?:\w+ )?(?:decision|"
            rf"resolution|document|decree) (?:on|to) (?:grant|giv)(?:e|ing)?) (?:{LIST} (?:an? |the )?"
            rf"(?:(?P<org2><O>)(?:['’]s)? )?{_SEATS}|(?:an? |the )?{_SEATS2}(?: (?:of|in|at|within) (?:the )?<O>)? "
            rf"to (?P<states2><S+>)){_OF}",
        ),
        (
            "decided_as",
            rf"(?:signed|adopted|approved|passed|issued|endorsed) (?:(?:an?|the) (?:\w+ )?(?:decision|resolution|"
            rf"document) (?:on|to) )?(?:admit|admitting|accept|accepting|(?:the )?(?:admission|accession|entry) of) "
            rf"{LIST}(?: (?:to|into) {ORG})? as (?:an? |the |its )?{_NTH}{STATUS}",
        ),
        # "<S>'s membership of the <O> was restored", "the ministers decided to restore <S>'s membership"
        (
            "restored",
            rf"(?P<states><S>)['’]s? (?P<member>membership|seat)(?: (?:of|in|at|to) {ORG})? (?:was|has been|is) "
            rf"re(?:stored|instated)|\b(?:re(?:stored|instated)|(?:decided|agreed|voted)(?: [^.;,]{{0,100}})? to "
            rf"re(?:store|instate)) (?P<states2><S>)['’]s? (?P<member2>membership|seat)(?: (?:of|in|at|to) "
            rf"(?:the )?(?P<org3><O>))?",
        ),
        ("readmitted", rf"(?P<org><O>) (?:\w+ )?(?P<member>readmitted|re-admitted|took back|welcomed back) {LIST}"),
        # "the <O> has been joined by <S>"
        (
            "joined_by",
            rf"(?P<org><O>) (?:has|was|have|were) (?:since |later |also )*(?:been )?(?P<member>joined) by {LIST}"
            r"(?= <D>|[.;]| as (?:an? )?(?:full |new )*members?)",
        ),
        ("newcomer", rf"(?P<org2><O>)(?:['’]s?)? (?P<member>newcomers?|new entrants?) {LIST}"),
        # "the founding members of the <O> were <S>"
        (
            "founders_were",
            rf"\b(?:founding|original|founder|initial) (?P<member>members?)(?:[ -]states)?{_OF} (?:were|are|"
            rf"include[sd]?) {LIST}",
        ),
        # "<S> has observer status", "<S> enjoys the status of a dialogue partner"
        (
            "has",
            rf"{_WHOSE}\)?{_GAP}(?:,? which)?(?: (?:now|also|currently|both|each))* (?:has(?: had)?|have(?: had)?|"
            rf"enjoys?|holds?|"
            rf"obtained|"
            rf"received|acquired|gained|got|"
            rf"(?:has|have) (?:obtained|received|acquired|gained)) (?:an? |the )?(?:(?P<org2><O>) )?{_SEATS}{_OF}",
        ),
        # "groups <S> and <S>, with <S> as observers and <S> as dialogue partners"
        (
            "with",
            rf"(?:\bwith|(?<!<S> )\band|(?<!<S>),|\bwhile|\bhas|\bhave) {LIST} (?:as|being|having|holding|"
            rf"enjoying) (?:an? |the )?(?:its )?"
            rf"(?:(?P<org2><O>) )?{_SEATS}",
        ),
        # "<S> was admitted to the <O> as a full member", "<S> and <S> were accepted as members"
        (
            "admitted_as",
            rf"{_WHOSE}{_GAP}{_AUX} (?:was|were|been)(?: <D>)?(?: also| formally| officially)? (?:[a-z]+ly )?(?:re-?)?"
            rf"(?:admitted|elected|accepted|inducted|"
            rf"welcomed|taken in|elevated|upgraded)(?: <D>)?(?: (?:to|into) {ORG})?(?: <D>)? (?:as|to) (?:an? |the |"
            rf"its )?{_NTH}"
            rf"(?:(?P<org2><O>)['’]?s? )?{STATUS}",
        ),
        # "<S> was admitted to the <O>", "<S>, too, was inducted"
        (
            "admitted",
            rf"{_WHOSE}{_GAP}{_AUX} (?:was|were|been)(?: also| formally| officially)? (?:re-?)?(?P<member>admitted|"
            rf"inducted|accepted(?= (?:in)?to))\b"
            rf"(?: (?:to|into) {ORG})?(?! (?:to|as|into))",
        ),
        (
            "admitting",
            rf"\bafter (?:re-?)?(?P<member>admitting) {LIST}(?! (?:as|to))|\b(?:re-?)?(?P<member2>admitted) "
            rf"{LIST.replace('states', 'states2')}"
            rf"(?: to {ORG.replace('org>', 'org3>')})? as (?:an? |the |its )?(?:full )?(?:members?|member states?)",
        ),
        # "<S> joined the <O> as its tenth member", "<S> joined as a full member"
        (
            "joined_as",
            rf"{_WHO}{_GAP}{_AUX} (?:joined|entered|acceded to)(?: {ORG})?(?: at <P> [\w ]+)?(?: at the [\w "
            rf"]{{0,20}}<P>[\w ]{{0,20}})?(?: <D>)?"
            rf"(?: in <P>)? as (?:an? |the |its )?{_NTH}{STATUS}",
        ),
        (
            "joined",
            rf"{_WHO}{_GAP}{_AUX} (?P<member>joined|acceded to|entered) (?:the )?(?P<org2><O>)"
            rf"(?! (?:in |at )?(?:the )?\w* "
            rf"?(?:summit|meeting|drill|exercise|as)\b)",
        ),
        # "It will be attended by the presidents of <S>, <S> and <S> as its permanent members"
        (
            "attend_as",
            rf"\b(?:leaders|presidents|heads of (?:state|government)|premiers|ministers|delegations|representatives) "
            rf"(?:of|from) {LIST} as (?:its |the )?(?:(?P<org2><O>)(?:['’]s)? )?{STATUS}",
        ),
        # "observer status is held by <S> and <S>"
        (
            "held_by",
            rf"{STATUS} status{_OF} (?:is|was|has been) (?:now |currently |also )?(?:held|enjoyed|granted|given|"
            rf"obtained|received|accorded)(?: by| to) {LIST}",
        ),
        # "<S> and <S> take part in the <O> as observers"
        (
            "in_as",
            rf"{_WHOSE}{_GAP}{_AUX} (?:participates?|takes? part|(?:are|is) represented|cooperates?|works?) "
            rf"(?:in|with|at) {ORG} (?:as|in the capacity of|with the status of) (?:an? |the |its )?{STATUS}",
        ),
        # "<S>'s accession to the <O> was completed", "after <S>'s admission"
        (
            "possessed",
            rf"{FIRST}(?P<states><S+>)['’]s? (?:full )?(?P<member>accession|admission|entry|membership)"
            rf"(?: (?:to|into|in|of) {ORG})?"
            r" (?:(?:was|were|has been) (?:formali[sz]ed|completed|finali[sz]ed|confirmed|sealed)|took (?:place|"
            r"effect)|came into (?:force|effect)|became (?:official|effective))",
        ),
        (
            "after_own",
            rf"\b(?:since|after|following) (?P<states><S+>)['’]s? (?:full )?(?P<member>accession|admission|entry)"
            rf"(?: (?:to|into) {ORG})?(?=[ ,](?:<D>|,))",
        ),
        # "<S>'s membership of the <O>" tells nothing; "all members but <S>" does
        ("all_but", rf"\ball (?:the )?(?:other )?{MEMBER}{_OF},? (?:but|except|save|except for|apart from) {LIST}"),
    )
)
"""Patterns of statements; the first word of a name is its rule."""

AS_ITS_MEMBERS = re.compile(r"\bas (?:its|the) (?:\w+ )?members?\b")
"""What shows that "as observers" is no meeting's own word: "S as its members, S as observers"."""
COMPANY = re.compile(
    r"\b(?:members?|compris\w+|groups|includes|consist\w*|observers?|br(?:ings|inging|ought) together|composed of|"
    r"made up of|unit(?:es|ing)|formed (?:by|of))\b",
    re.IGNORECASE,
)
"""Words before "with <S> as observers" that show that standings are spoken of, and no meeting's guests."""

HEDGED = re.compile(
    r"(?:\b(?:if|whether|unless|until|once|should|rumou?r\w*|denied|denies|deny|false|speculat\w+|suggest\w*|hopes?|"
    r"hoped|"
    r"wish\w*|wants?|wanted|procedure|process|application|bid|possib\w+|prospect\w*|proposal|proposed|plans?|"
    r"planned|may|"
    r"might|could|would|will|to be|cannot|can|not|never|neither|nor|no|without|before|candidate|aspir\w+|call\w* for|"
    r"urg\w+|support\w*|discuss\w*|consider\w*|decision to|decided to|agreed to|ready to|in favou?r of)\b|n['’]t)"
    r"[^.;,]{0,70}$",
    re.IGNORECASE,
)
"""Words before a statement that make it a wish, a doubt, a denial or a plan."""

NOUN_RULES = frozenset(
    {
        "listed_states",
        "listed",
        "beside",
        "other",
        "apposed",
        "whose",
        "numbered",
        "with",
        "are",
        "comprising",
        "described",
        "leaders_of",
        "counted_of",
        "bracketed",
        "of_its_states",
        "decided",
        "decided_as",
        "newcomer",
        "attend_as",
    }
)
"""Rules whose standing is said in passing, whatever the sentence's own verb hopes or denies."""

NOUN_HEDGED = re.compile(
    r"\b(?:non|not|no|future|potential|prospective|possible|would-be|aspiring|candidate|if)[- ](?:the |an? )?$",
    re.IGNORECASE,
)

PAST = re.compile(r"\b(?:had been|used to be|was once|were once|formerly|no longer)\b", re.IGNORECASE)
"""A standing that is over."""

COUNTED = grammar(
    rf"\b(?P<count>{NUMBER}) (?:full )?(?:member{_COUNTRY}s?|members)(?: (?:of|in) {ORG})?|"
    rf"\b(?P<count2>{NUMBER}) (?P<org2><O>) (?:full )?(?:members?(?:[ -](?:states|countries|nations))?|states|"
    rf"countries|nations)"
)
"""How many members are spoken of: a list of just so many states, near by, lists them."""
STATES = grammar(r"(?P<states><S>(?:, (?:the )?<S>)+,? and (?:the )?<S>)")
PAIR = grammar(_PAIR)
SEVERAL = grammar(r"(?<!<S>, )(?<!<S> and )<S>(?:, (?:the )?<S>)*,? and (?:the )?<S>")
LEADERS = grammar(
    rf"\b{STATUS}{_OF}(?: \([^)]*\))?(?: were)?(?: ?[-–—:]+ ?| \(|,? (?:namely|including|represented by|led by),? |, )"
    r"(?P<list>(?:(?:(?!as well as|along with)[^.;\ue004]){0,70}<N>(?: of <S>)?(?:,|;)?(?: and)?){2,})"
)
"""The leaders of states that have one standing: "observer states: Mongolian President N, Iranian President N"."""
HOLDERS = grammar(
    r"(?P<org><O>) (?:countries|states|nations|members|member states),? (?P<list><N> \(<S>\)(?:(?:,| and|, and) <N> "
    r"\(<S>\))+)"
)
"""The leaders of all members, each with the state in brackets."""
