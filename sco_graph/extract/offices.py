"""How news English words an office, and where it stands beside the name of the person who holds it.

The patterns run over skeletons (``sco_graph.nlp.skeleton``), in which a state, an organisation or a person is one
character: to the left of a person they are searched back from the name, to the right forward from it.
"""

from __future__ import annotations

import re

from sco_graph.nlp.skeleton import grammar

_UP = r"[A-ZÀ-ÖØ-ÞŞĞİÇŽŠČ][\w’'&.-]*(?<!['’]s)(?<!\.)"
_NO_START = (
    r"(?!(?:The|A|An|In|At|On|And|But|For|From|With|Of|To|By|As|When|While|After|Before|Under|That|This|These|Both|"
    r"Also|"
    r"Visiting|Attending|Addressing|Meanwhile|Earlier|Then|Former|Ex|Outgoing|Late|New|Welcoming|Monday|Tuesday|"
    r"Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|Photo|According|Among|Other|Present|Its|His|Her|Their|Our|Last|Next|Since|If|"
    r"Mr|Mrs|"
    r"Ms|Dr|He|She|It|They|We|Between|During|Speaking|Meeting|Met)\b)"
)
_RANK = (
    r"(?:(?:[Cc]ol(?:onel|\.)|[Ll]t\.?|[Ll]ieutenant|[Mm]aj(?:or|\.)|[Gg]eneral|[Gg]en\.|[Aa]rmy [Gg]eneral|"
    r"[Gg]eneral of the [Aa]rmy|[Aa]dm(?:iral|\.)|[Vv]ice[- ][Aa]dmiral|[Rr]ear [Aa]dmiral|[Bb]rigadier|[Bb]rig\.|"
    r"[Cc]apt(?:ain|\.)|[Mm]arshal|[Cc]ommodore|[Ss]ergeant|[Aa]ir (?:[Cc]hief |[Vv]ice )?[Mm]arshal)(?: [Gg]eneral| "
    r"[Cc]olonel| [Gg]en\.|-[Gg]eneral)?|(?<!Crown )Prince|Datuk|Tan Sri|"
    r"Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Prof\.?|Sir|H\.? ?E\.?|His Excellency|Shri|Smt\.?|"
    r"Sheikh|Imam|Hon(?:ou?rable)?\.?|\([A-Z]{2,6}\))"
)
RANKS = rf"(?:{_RANK}[, ] ?)*"
_SMALL = (
    r"acting|caretaker|interim|first|deputy|vice|senior|special|permanent|executive|assistant|foreign|defen[cs]e|"
    r"interior|"
    r"internal|prime|national|security|external|affairs|trade|transport|finance|economy|economic|energy|health|culture|"
    r"agriculture|justice|state|public|emergency|emergencies|top|chief|general|federal|customs|press|army|police|under|"
    r"co-?operation|information|education|tourism|environment|labou?r|industry|commerce|communications|railways|water|"
    r"honorary|managing|founding|military|presidential|parliamentary|anti-terrorism|counter-terrorism|border|drug|"
    r"exercise|joint|staff|operations|training|political|humanitarian|legal|scientific|research|media|protocol|"
    r"regional|ministry|department|policy|opposite|petroleum|commercial|consumer|social|religious|cultural|digital"
)
_HEAD = (
    r"(?:vice[- ]president|president|prime[- ]minister|premier|chancellor|minister|under-?secretary[- ]general|"
    r"secretary[- ]general|secretary|director[- ]general|director|chair(?:man|woman|person)?-in-office|"
    r"chairman|chairwoman|chairperson|chair|chief|head|"
    r"commander(?:-in-chief)?|governor|mayor|ambassador(?:-at-large)?|envoy|representative|advis[eo]r|councill?or|"
    r"co-?ordinator|speaker|spokes(?:man|woman|person)|king|emir|sultan|crown prince|commissioner|prosecutor[- "
    r"]general|"
    r"attorney[- ]general|supreme leader|leader|diplomat|managing partner|rector|negotiator|counsellor|inspector[- "
    r"]general|"
    r"auditor[- ]general|solicitor[- ]general|comptroller|dean|ombudsman|executive director|vice[- ]chair(?:man|"
    r"person)?|"
    r"assistant(?= (?:to|of|secretary)\b)|aide(?= (?:to|of)\b)|(?<=presidential )aide|(?<=residential )assistant|"
    r"charg[eé] d['’]affaires(?: ad interim| a\.i\.)?|plenipotentiary|inspector|head of state|head of government)"
)
_HEAD = f"(?:(?i:{_HEAD})|NSA|PM|FM|DPM|EAM)"
_PLURALS = (
    r"(?:vice[- ])?presidents|prime[- ]ministers|premiers|ministers|secretaries[- ]general|secretaries|directors|"
    r"heads of (?:state|government)|heads|"
    r"chiefs|leaders|chairmen|chairpersons|advis[eo]rs|ambassadors|envoys|speakers|chairs"
)
_HEADS = f"(?i:{_PLURALS})"
_STAFF = (
    r"(?:President|Prime Minister|Premier|Governor)['’]s (?:Executive )?(?:Office|Administration|Staff|Secretariat)"
)
_PRE = rf"(?:{_NO_START}(?:{_UP}|(?:{_SMALL})) (?:(?:and|&|of|for) )?|(?i:vice|deputy|first|co)-)"
_TAIL_WORD = rf"(?:(?!{_RANK} ){_UP}|(?:{_SMALL}|exercises|drills)(?![\w]))"
_TAIL = (
    rf"(?: (?:of|for|to|on|in charge of) (?:the )?(?:{_STAFF}|{_TAIL_WORD})(?:(?:,? (?:and |& )|, | ){_TAIL_WORD})*?)"
)
_BOSS = r"(?:(?:Secretary[- ]General|President|Prime Minister|Premier)['’]s )?"
_JOINED = rf"(?:,? and (?:{_PRE}){{0,4}}?{_HEAD})?"
OFFICE = rf"{_BOSS}(?:{_PRE}){{0,7}}?\b{_HEAD}(?: \((?![A-Z]{{2,6}}\))[A-Za-z &]{{3,40}}\))?{_JOINED}{_TAIL}{{0,2}}"
_PLURAL = rf"(?:{_PRE}){{0,6}}?\b{_HEADS}{_TAIL}{{0,2}}"
_POSS = r"(?:['’]s?)?"
_THE = r"(?:the |its |their |his |her |our |newly[- ](?:elected|appointed) |new |current |incumbent |visiting )*"
_OF = r"(?:of|for|at|to|in)"
_BODY = r"(?:(?P<nation><S>)['’]s? |(?P<nation2><J>) )?"

_UNDER = r"(?: under the (?:President|Government|Cabinet of Ministers|Prime Minister) of (?:the )?(?P<nation4><S>))?"
_REST = (
    rf"(?P<rest>(?: (?:at|on|for|in|in charge of) (?:the )?(?:{_UP}|<SO>)(?:(?: of| and| the| for|,)* (?:{_UP}|<SO>))*)"
    r"{0,2})"
)
"""What may follow an office's state: "Adviser to the President of <S> on National Security"."""

LEFT = tuple(
    (name, grammar(pattern + "$", flags=0))
    for name, pattern in (
        (
            "counterpart",
            r"\b(?P<of>[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)(?: (?P<who><SJ>|<O>)(?:['’]s)?)? (?:counterpart|colleague)s?"
            rf"(?: (?:from|in) (?:the )?(?P<who2><SO>))?,? {RANKS}",
        ),
        ("its_office", rf"(?P<who><SO>)[^.;\ue004]{{0,60}}?\b(?:its|whose) {_THE}(?P<office>{OFFICE}),? {RANKS}"),
        ("is_person", rf"(?P<who><SJ>|<O>){_POSS} {_THE}(?P<office>{OFFICE}) is (?:currently |now )?{RANKS}"),
        ("whose", rf"(?P<who><SO>),? whose (?P<office>{OFFICE}) is {RANKS}"),
        (
            "envoy",
            rf"(?P<who><SJ>|<O>){_POSS} {_THE}(?P<office>{OFFICE}) to (?:the )?(?P<host><SO>),? {RANKS}",
        ),
        ("state_office", rf"(?P<who><SJ>|<O>){_POSS} {_THE}(?P<office>{OFFICE}),? {RANKS}"),
        (
            "office_of",
            rf"(?:(?P<nation3><S>) ?[-–—] ?|(?P<lead><O>) )?(?P<office>{OFFICE})(?: \([^)]*\))? {_OF} (?:the )?{_BODY}"
            rf"(?P<who><SO>)(?: \([^)]*\))?(?: [Rr]egion)?{_UNDER}{_REST},? {RANKS}",
        ),
        ("from_state", rf"\bfrom (?:the )?(?P<who><S>) ?(?:[-–—:]+|,) ?(?:the )?(?P<office>{OFFICE}),? {RANKS}"),
        (
            "state_dash",
            rf"(?P<who><S>) ?(?:[-–—:]+|\() ?(?:(?:led |headed |"
            rf"represented )?by )?(?:the )?(?P<office>{OFFICE}),? {RANKS}",
        ),
        ("office", rf"(?P<office>{OFFICE}),? {RANKS}"),
        ("possessive", rf"(?P<who><S>)['’]s? {RANKS}"),
    )
)
"""Patterns that end where the person's name begins; the first that fits counts."""

_APPOSED = r"(?:(?:, \d\d)?,| \(|,? who (?:is|serves as),?) "
_ARTICLE = rf"(?:an? )?{_THE}"
RIGHT = tuple(
    (name, grammar(pattern, flags=0))
    for name, pattern in (
        (
            "national",
            rf"{_APPOSED}{_ARTICLE}(?P<office>{OFFICE}) {_OF} (?:the )?(?P<body><O>)(?:, | of )(?:the )?(?P<who><S>)"
            r"(?=[;,.)]|$| and\b)",
        ),
        (
            "office_of",
            rf"{_APPOSED}{_ARTICLE}(?P<office>{OFFICE}) {_OF} (?:the )?{_BODY}(?P<who><SO>)(?! [–—-] )",
        ),
        ("no_comma", rf" (?P<office>(?=[A-Z]){OFFICE}) of (?:the )?(?P<who><S>)(?=[,.;)]|$| [a-z])"),
        ("list_line", rf"(?:, \d\d)?, (?P<office>{OFFICE}),? (?:the )?(?P<who><SO>)(?=[;,.)]|$| and\b)"),
        (
            "state_office",
            rf"{_APPOSED}{_ARTICLE}(?P<who><SJ>|<O>){_POSS} {_ARTICLE}(?P<office>{OFFICE})(?=\W|$)",
        ),
        ("office", rf"(?:,| \() {_ARTICLE}(?P<office>{OFFICE})(?=[,.;)]|$)"),
        ("from_body", r"(?:,? who is)? from (?:the )?(?P<who><O>)(?=[,.;)]|$| [a-z])"),
        ("of_state", r"(?: of (?:the )?|,? \(|, )(?P<who><S>)(?=\)|[,;.]|$| )(?!['’]s)"),
    )
)
"""Patterns that begin where the person's name ends."""

_TOOK = (
    r"(?:takes?|took|taken|taking|assum(?:es?|ed|ing)|began|begins|starts?|started|becom(?:es|e|ing)|became|"
    r"enter(?:s|ed)|(?:was|were|is|been|being) inaugurated|"
    r"(?:was|were|is|been|being) (?:\w+ )?(?:appointed|elected|named|chosen|re-?elected|sworn in|confirmed)|"
    r"serv(?:es|ing))"
)
_INTO = (
    r"(?:(?:office|charge|work|duties|over|up (?:his |her |the )?(?:post|office|duties|position)|(?:the |his |her )"
    r"?(?:office|post|"
    r"position|duties|helm)|in) )?(?:<D> )?(?:in <WHERE> )?(?:<D> )?(?:as |of |to the (?:post|position|office) of |"
    r"to )?"
)
PREDICATES = tuple(
    (name, grammar(pattern, flags=0))
    for name, pattern in (
        (
            "took_office",
            rf"(?: of (?:the )?<S>)?(?:, [^;.\ue004]{{0,80}},|,)? (?:has |have |had |formally |officially |also |<D> )"
            rf"*{_TOOK} {_INTO}{_THE}"
            rf"(?:(?P<who2><O>|<SJ>){_POSS} )?(?P<office>{OFFICE})(?: {_OF} (?:the )?(?P<who><SO>))?(?=\W|$)",
        ),
        (
            "succeeded",
            rf",? (?:who )?(?:succeed(?:s|ed)|replac(?:es|ed)|took over from|takes over from) <N> as "
            rf"{_THE}(?P<office>{OFFICE})"
            rf"(?: {_OF} (?:the )?(?P<who><SO>))?(?=\W|$)",
        ),
        (
            "delegation",
            r"[^.;\ue004]{0,50}? (?:heads?|headed|leads?|led) (?:the |an? )?(?P<who><SJ>)(?:['’]s?)? (?:\w+ )?"
            r"delegation",
        ),
        (
            "beside_delegation",
            r",? (?:and|with|leading|heading|at the head of|accompanied by) (?:the |an? )(?P<who><SJ>)(?:['’]s?)? "
            r"(?:[\w-]+ )?delegation\b",
        ),
        (
            "is_office",
            rf",? (?:is|serves as) (?:the |also )?(?:(?P<who2><O>|<SJ>){_POSS} )?(?P<office>{OFFICE}) {_OF} (?:the )?"
            r"(?P<who><SO>)(?=\W|$)",
        ),
    )
)
"""A person who takes an office."""

APPOINTED = re.compile(
    r"\b(?:appoint(?:ed|s|ing)|elect(?:ed|s|ing)|nam(?:ed|es)|confirmed|nominated|chose) \S{0,12}(?:[\w-]+ ){0,3}?$"
)
"""Words before a name that make what follows it an office: "appointed N deputy head of <O>"."""
INTO_OFFICE = grammar(
    rf"(?: \(<S>\)| of (?:the )?<S>)?,? (?:as |to be |to the (?:post|position) of )?{_THE}(?:(?P<who2><O>|"
    rf"<SJ>){_POSS} )?"
    rf"(?P<office>{OFFICE})(?: {_OF} (?:the )?(?P<who><SO>))?(?=[\s,.;]|$)",
    flags=0,
)

_SEP = r"(?:,|;)? ?(?:and |as well as |or |& )?"
_BESIDE = rf"{RANKS}<N>(?: of (?:the )?<S>| \(<S>\))?"
_ELEMENT = rf"(?:{_BESIDE}|(?:the )?<S>(?:['’]s?)? {RANKS}<N>|(?:the )?<S> (?:\({RANKS}<N>\)|[–—-] {RANKS}<N>))"
_MORE = rf"{_ELEMENT}(?:{_SEP}{_ELEMENT})*"
LISTS = tuple(
    grammar(pattern, flags=0)
    for pattern in (
        # "Presidents <N> of <S> and <N> of <S>"; "the Presidents of the four countries, <N> (<S>), <N> (<S>)";
        # "the Vice Presidents of <S> and <S>, <N> and <N>"
        rf"(?P<office>{_PLURAL})(?: of (?:the )?(?P<states><S+>))?[^.;\ue000-\ue00a]{{0,40}}?(?: ?[,:–-]+ ?| )"
        rf"(?P<list>{_MORE})",
        # "the presidents of <S> <N>, <S> <N> and <S> <N>"
        rf"(?P<office>{_PLURAL}) of (?:the )?(?P<list>{_MORE})",
        # "the presidents of <S>, <N>, and <S>, <N>"
        rf"(?P<office>{_PLURAL}) of (?:the )?(?P<list><S>, {RANKS}<N>(?:,? (?:and )?<S>, {RANKS}<N>)+)",
        # "<N> and <N>, the presidents of <S> and <S>"
        rf"(?<!<N>, )(?<!<N> and )(?P<list>{RANKS}<N>(?:{_SEP}{RANKS}<N>)+), (?:the |who are (?:the )?)?"
        rf"(?P<office>{_PLURAL}) of (?:the )?(?P<states><S+>)",
        # "his counterparts <N> of <S> and <N> of <S>"
        rf"(?P<other>[Hh]is|[Hh]er|[Tt]heir) (?P<states><J>(?:(?:,| and|, and) <J>)*)? ?(?:counterparts|colleagues),? "
        rf"(?:from <S+>,? )?(?P<list>{_MORE})",
        # "Secretary of the Security Council of <S> <N>, <S>'s <N> and <S>'s <N>"
        rf"(?P<office>{OFFICE}) (?:of (?:the )?<SO>)?,? ?{RANKS}<N>(?P<list>(?:{_SEP}<SJ>['’]s? <N>)+)",
        rf"<SJ>{_POSS} (?P<office>{OFFICE}),? {RANKS}<N>(?P<list>(?:{_SEP}<S>['’]s? <N>)+)",
    )
)
"""One office for a list of persons, each perhaps with a state beside the name."""

APPOSED = grammar(
    rf"(?P<office>{OFFICE}) {_OF} (?:the )?(?P<who><SO>), (?:<SJ>{_POSS} (?:{OFFICE},? )?|{OFFICE},? ){RANKS}$", flags=0
)
"""A second office before the first: "the new chairman of the AU, Guinea's President <N>"."""

COUNTERPART = grammar(
    r",? (?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) (?:(?P<who><SJ>|<O>)(?:['’]s)? )?(?:counterpart|colleague)\b(?:"
    r" (?:from|in) (?:the )?(?P<who2><SO>))?",
    flags=0,
)
"""After a name: "<N>, his <J> counterpart"."""

ALSO = grammar(rf",? and (?:with )?(?P<who><S>)['’]s? {RANKS}(?P<n><N>)", flags=0)
"""After that: "and with Russia's <N>"."""

FORMER = re.compile(
    r"(?:\b(?:[Ff]ormer|[Ee]x|[Tt]hen|[Oo]utgoing|[Ll]ate|[Oo]ne-time|[Oo]ne time|[Pp]revious|[Rr]etired|[Ee]rstwhile|"
    r"[Dd]eposed|[Oo]usted)(?: (?:<J>|\w+))?|\b[Ee]x-|\bno longer|\bwas not|\bnot)[ -]?$"
)
"""Words before an office that a person no longer holds."""

NATIONAL = re.compile(
    r"(?:Security Council|State Council|General Staff|Joint Staff|Chiefs of Staff|Cabinet|Council of Ministers|"
    r"Government|People[’']s (?:Council|Congress|Procuratorate|Court)|Procuratorate|House of (?:Representatives|"
    r"Commons|"
    r"Lords)|Federation Council|Knesset|Bundestag|Oliy Majlis|Khural|Hural|Jirga|Verkhovna Rada|Milli M[ae]jlis|"
    r"(?:Air|Ground|Land|Naval|Airborne|Assault|Armed|Border) (?:\w+ )?Forces|Navy|Executive Office|"
    r"Presidential Office|"
    r"Office of the President|Council of State|National Council|Supreme Council|"
    r"Central Military Commission|Parliament|National Assembly|Senate|Duma|Majilis|Majlis|Mejlis|Jogorku Kenesh|"
    r"Supreme "
    r"Court|Presidential Administration|Administration of the President)"
)
"""Bodies of a state whose officers act for the state: the office keeps their name."""

NEXT_OFFICE = grammar(
    rf"(?:,|;|,? and|,? as well as) (?:the |its |also |his |her )*{OFFICE}(?: of the <O>)?,? {RANKS}",
    flags=0,
)
"""Between two names of a list: the second one's office, which names no state."""

SHORT = {"pm": "prime minister", "fm": "foreign minister", "nsa": "national security adviser"}
"""What abbreviated offices stand for."""

OF_A_STATE = re.compile(
    r"\b(?:minister|premier|Security Council|General Staff|State Secretary|attorney general|prosecutor general|"
    r"ambassador|parliament|speaker)\b",
    re.IGNORECASE,
)
"""Offices of a state, which need not name it again in a list."""


def singular(office: str) -> str:
    """Write a plural office in the singular: "foreign ministers" -> "foreign minister"."""
    office = re.sub(r"\b([Ss])ecretaries\b", r"\1ecretary", office)
    office = re.sub(r"\b([Hh])eads of\b", r"\1ead of", office)
    office = re.sub(r"\b([Cc])hairmen\b", r"\1hairman", office)
    office = re.sub(r"\bSecurity Councils\b", "Security Council", office)
    return re.sub(rf"\b({_PLURALS})\b", lambda m: m[1].removesuffix("s"), office, count=1, flags=re.IGNORECASE)
