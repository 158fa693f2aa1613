"""Persons that no table knows: by title, apposition, possessive or verb of saying, and by the language model.

A surname (or a Chinese family name, or "Mr X") after the full name is a short mention of the same person.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.gazetteer import Gazetteer
from sco_graph.names import person_key
from sco_graph.nlp.mentions import Form, Mention, Referent, add, mention, text_of
from sco_graph.nlp.organizations import title_case
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton
from sco_graph.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_UP = "A-ZÀ-ÖØ-ÞŞĞİÇŽŠČĆŁÜ"
_TITLE_WORD = (
    r"President|Vice[- ]?President|Prime Minister|Premier|Vice[- ]Premier|Chancellor|Minister|Ministers|Secretary|"
    r"Secretary[- ]General|Secretaries[- ]General|Director|Director[- ]General|Chairman|Chairwoman|Chairperson|Chair|"
    r"Chief|Head|Commander|Governor|Mayor|Ambassador|Envoy|Representative|Adviser|Advisor|Councillor|Councilor|"
    r"Coordinator|Speaker|Spokesman|Spokeswoman|Spokesperson|General|Colonel|Lieutenant|Major|Captain|Admiral|Marshal|"
    r"Brigadier|Commodore|Sergeant|King|Queen|Sultan|Emir|Sheikh|Prince|Ayatollah|Professor|Academician|Senator|Judge|"
    r"Justice|Prosecutor|Deputy|Commissioner|Inspector|Leader|Member|Officer|Counsellor|Counselor|Diplomat|Expert|"
    r"Analyst|Aide|Assistant|Solicitor|Attorney|Undersecretary|Under-Secretary|Plenipotentiary|Affaires|Rector|Dean|"
    r"Chancellor|Negotiator|Official|NSA|PM|FM|DPM|EAM"
)
_TITLE_LOWER = (
    _TITLE_WORD.lower()
    + r"|diplomat|counterparts|counterpart|colleagues|colleague|predecessor|successor|economist|scholar|trainer|analyst"
)
_HONORIFIC = (
    r"Engineer|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|H\.E|HE|Gen|Col|Lt|Maj|Capt|Adm|Brig|Sen|Rep|Gov|Amb|Shri|Smt|Engr|Eng"
)
_NOT_NAME = (
    r"(?:The|A|An|In|At|On|And|But|For|From|With|Of|To|By|As|It|He|She|They|We|If|When|While|After|Before|Under|This|"
    r"That|These|Those|Both|Also|Our|His|Her|Its|Their|New|North|South|East|West|Central|Asian?|Eurasian?|"
    r"January|February|March|April|May(?! \w+,)|June|July|August|September|October|November|December|Jan|Feb|Mar|"
    r"Apr|Jun|"
    r"Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Council|Committee|Ministry|Organi[sz]ation|Summit|Meeting|Forum|Conference|Agreement|Convention|Declaration|"
    r"Treaty|Memorandum|Protocol|Statement|Charter|Plan|Programme|Program|Mission|Exercise|Drill|Security|Foreign|"
    r"Defen[cs]e|Interior|Internal|External|Affairs|National|International|Regional|Joint|State|States|Republic|Union|"
    r"Heads?|Government|Members?|Cooperation|Economic|Trade|Bank|Army|Air|Force|Group|Center|Centre|University|"
    r"Staff|Vice|Vice-Presidents?|Presidents|Premiers|Former|Ex|Acting|Then|Senior|Top|Mutual|Assistance|Status|"
    r"Observer|Partner|Dialogue|Strategic|"
    r"Intelligence|Personnel|Natural|Gas|Oil|Petroleum|Energy|Power|Resources|Industry|Industries|Commerce|Transport\w*|Railways?|Aviation|"
    r"Communications?|Development|Planning|Finances?|Justice|Culture|Education|Science|Technology|Technologies|Health|"
    r"Labou?r|Agriculture|Agricultural|Environment|Emergency|Emergencies|Situations|Tourism|Sports?|Youth|Housing|"
    r"Infrastructure|Digital|Innovations?|Information|Public|Presidential|Special|Permanent|Social|Religious|"
    r"Administration|Mines|Minerals|Customs|Taxation|Revenue|Rights|Investments?|Division|Department|Directorate|"
    r"Board|Pacific|Smart|Courts|League|Cup|Team|Over|Municipality|Prefecture|County|Island|River|Hotel|Palace|"
    r"Airport|Stadium|"
    r"Hall|Square|Street|"
    r"Visits?|Meets|Arrives|Attends|Hosts?|Receives|Embassy|Supreme|Court|Procuratorate|Collegium|Association|"
    r"Read|Photo|Click|Subscribe|Press|News|Agency|Region|Province|City|District|Base|Range|Silk|Belt|Road|Peace|"
    rf"Anti\w*|Counter\w*|Research|Studies|Analysis|Strategy|Polic(?:y|ies)|Reforms?|Relations|Projects?|"
    rf"(?!Sultan \w+(?:[eo]va?|in|li|bek)\b|Sheikh \w+(?:[,.;]| and\b))(?:{_TITLE_WORD})|"
    rf"(?!(?:Sen|Eng|Col|Rep|Maj)\b(?!\.))(?:{_HONORIFIC}))\b"
)
_PART = rf"(?:(?:ul|al|el|ur|ud|as|ash|ad|az)-)?(?!{_NOT_NAME})[{_UP}][\w’'-]*(?<![’']s)(?<![’'])"
_INITIAL = rf"(?:(?!(?:Dr|Mr|Ms|Lt|Sr|Jr|St|No)\.)[{_UP}][a-z]?\.-? ?)"
_PARTICLE = r"(?:de|da|del|di|van|von|bin|bint|ibn|al|el|ul|ur|oglu|uulu|kyzy|la|le|du|dos) "
_FULL = (
    rf"(?![A-Z]{{3,5}} [A-Z][a-z])(?!H\.? ?E\b)(?:{_INITIAL}{{1,4}}(?:[{_UP}] )?{_PART}|"
    rf"{_PART}(?: (?:{_PARTICLE}){{0,2}}(?:{_INITIAL}|{_PART})){{1,3}}(?: (?:bin|ibn|bint|[Aa]l|[Uu]l) {_PART})*(?<! ))"
)
_OFFICE = rf"(?:(?:[Vv]ice|[Dd]eputy|[Cc]o|[Ff]irst)-)?(?:(?:{_TITLE_WORD})|(?:{_TITLE_LOWER}))"
_CONTEXTS = tuple(
    grammar(pattern, flags=0)
    for pattern in (
        # "Foreign Minister Sergei Lavrov", "Col. Gen. Ruslan Zhaksylykov", "spokesperson Aman Anand"
        rf"\b(?:{_OFFICE}|(?:{_HONORIFIC})\.?),? (?:\([A-Z]{{2,6}}\) )?(?P<n>{_FULL})",
        # "Secretary of the Security Council of Kazakhstan Nurlan Yermekbayev"
        rf"\b{_OFFICE}(?: [Aa]d [Ii]nterim)?(?: (?:of|for|to|at) [^.;:\ue000-\ue00a]{{0,60}}<SO>(?: Region| Office)?)"
        r"(?: \([^)]*\))?"
        rf"(?: (?:on|for|at|in)(?: the)?(?: [{_UP}][\w-]+| <SO>| of| and){{1,5}}?)?,? (?P<n>{_FULL})",
        # "ministers of Tajikistan (Ramazon Rahimzoda) and Russia (Vladimir Kolokoltsev)"
        rf"<S> \((?P<n>{_FULL})\)",
        # "the presidents of Russia Vladimir Putin, China Xi Jinping and Tajikistan Emomali Rahmon"
        rf"<N>(?:,| and|, and|, as well as)(?: the)? (?:<S>|<J>) (?P<n>{_FULL})(?=[,.;]| and |,? as well| have| "
        rf"will| were| took)",
        # "Secretary of State Marco Rubio", "Minister of Defence Colonel General X"
        rf"\b{_OFFICE} (?:of|for|on) (?:the )?(?:[{_UP}][\w-]+(?:,? and |, | )){{1,6}}?(?P<n>{_FULL})",
        # "Kazakhstan's Nurlan Yermekbayev"
        rf"<SO>[’']s? (?P<n>{_FULL})",
        # "Ruslan Mirzaev, Director of ...", "Dmitry Mezentsev, a former governor", "Asset Issekeshev, Secretary of"
        rf"(?:^|[\s(“\"—–-])(?P<n>{_FULL}),? \(?(?:who (?:is|was|served|had|has|chaired|led)\b|(?:the |a |an |"
        rf"its |his |then |"
        rf"acting |[a-z]+ |<SO>[’']s? |<J> |"
        rf"[{_UP}][\w-]+[’']?s? ){{0,5}}{_OFFICE}\b)",
        # "said Tom Harkness", "Sergei Lavrov said"
        rf"\b(?:said|says|told|added|noted|according to|succeeds?|succeeded|replac(?:es|ed|ing)|took over from|by|met|"
        rf"with|appointed|named|elected|as did|jockey|trainer) (?P<n>{_FULL})(?=,? (?:said|told|who|of <SO>|as |is |"
        rf"was |and |in |"
        rf"on |at |to |for )|[.,;:)\"”]|$)",
        rf"(?:^|[.”\"] )(?P<n>{_FULL}),? (?:said|says|told|added|noted|stressed|spoke|chaired|presided|opened|attended|"
        rf"thanked|welcomed|represented|headed|led|took (?:over|office|part)|became|has assumed|assumed|and <N>)\b",
        rf"\b(?:when|whom|while|after|before|where|that) (?P<n>{_FULL}) (?:[a-z]+ed|met|held|took|gave|made|went|"
        rf"came|spoke|"
        rf"left|led|won|ran|sent|paid|flew|became)\b",
        # "the Presidents of Lithuania and Poland, Valdas Adamkus and ..."
        rf"\b(?:[Pp]residents|[Mm]inisters|[Pp]remiers|[Ss]ecretaries|[Cc]hiefs|[Hh]eads) (?:of "
        rf"[^.;\ue000-\ue00a]{{0,40}})?of "
        rf"(?:the )?<S+>, (?P<n>{_FULL})",
        # lists: "Li Gang, <N> and <N>", "<N>, <N> and Fang Fenghui"
        rf"(?:^|[;(“\"] ?)(?P<n>{_FULL})(?=(?:,| and|, and) <N>)",
        rf"<N>(?:,| and|, and| as well as) (?P<n>{_FULL})(?=[.,;)]| and | (?:took|were|attended|signed|said|who|met|"
        rf"discussed))",
    )
)
_LISTED = grammar(
    rf"(?:^|[\s(“\"—–-])(?P<n>{_FULL})(?=(?: of (?:the )?<S>| \(<S>\))(?: \((?:<D>|\d{{4}})\))?"
    r"(?:[,;.)]|$| and\b| took\b| were\b| attended\b))",
    flags=0,
)
_AMONG = grammar(
    r"\b(?:[Pp]residents|[Mm]inisters|[Pp]remiers|[Cc]ounterparts|[Ll]eaders|[Ss]ecretaries|[Hh]eads|[Cc]hiefs|"
    r"[Aa]dvis[eo]rs|"
    r"[Oo]fficials|[Dd]elegates)\b|<N>",
    flags=0,
)
_PLACE_NAMED = grammar(rf"\b(?:{_TITLE_WORD}),? (?P<n><P> (?!{_NOT_NAME})[{_UP}][\w’'-]+)(?=[,.;)]| [a-z])", flags=0)
_CUE = re.compile(rf"[{_UP}][\w’'.-]+ (?:\w+ )?[{_UP}]")
_CHINESE = frozenset(
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Deng "
    "Feng Han Cao Zeng Peng Xiao Cai Pan Tian Dong Yuan Yu Ye Du Su Wei Cheng Lu Ding Ren Yao Shen Jiang Cui Tan Fan "
    "Wen Hao Qin Xi Fang Meng Dai Bai Shi Xia Qian Wan Yin Geng Hua Ling Chang Mao Kang Qi Ni Jin Kim Park Lee Ban Bo "
    "Zou Shang Xing Lyu Leng Chi Xiong Ran".split()
)


class PersonFinder:
    """Finds persons by the company their names keep, then their later short names."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer.default()

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each person found."""
        people: dict[str, Referent] = {
            person_key(name): m.referent
            for m in doc._.mentions
            if m.referent.cls == "Person"
            for name in m.referent.names
        }
        for segment in doc._.segments:
            if not _CUE.search(text_of(doc), segment.start, segment.end):
                continue
            for _ in range(12):  # lists grow by what was found before
                view = skeleton(doc, segment.start, segment.end)
                if title_case(view.text):
                    break
                found = list(self._segment(doc, view, people))
                if not found:
                    break
                add(doc, found)
        self._model(doc, people)
        _short_names(doc)
        self._titled(doc)
        return doc

    def _segment(self, doc: Doc, view: Skeleton, people: dict[str, Referent]) -> Iterator[Mention]:
        end = 0
        patterns = (*_CONTEXTS, _LISTED) if _AMONG.search(view.text) else _CONTEXTS
        for match in _PLACE_NAMED.finditer(view.text):  # "Secretary General Baghdad Amreyev"
            first, last = view.offset(match.start("n")), view.offset(match.end("n") - 1) + 1
            doc._.mentions = [m for m in doc._.mentions if not first <= m.start < last]
            yield self._person(doc, first, last, people)
        spans = sorted({m.span("n") for pattern in patterns for m in pattern.finditer(view.text)})
        for start, stop in spans:
            if start < end:
                continue
            end = stop
            yield self._person(doc, view.offset(start), view.offset(stop - 1) + 1, people)

    def _person(self, doc: Doc, start: int, end: int, people: dict[str, Referent]) -> Mention:
        text = text_of(doc)[start:end].rstrip(".")
        end = start + len(text)
        key = person_key(text)
        referent = people.get(key) or next((r for k, r in people.items() if k.endswith(f" {key}")), None)
        if referent is None:
            entries = [e for e in self._gazetteer.lookup(text) if e.type == "Person"]
            if len(entries) == 1:
                referent = next((r for r in people.values() if r.id == entries[0].id), None) or Referent(
                    "Person", entries[0].label, entries[0].id, known=True
                )
            else:
                referent = Referent("Person", text)
            people[key] = referent
        return mention(doc, start, end, referent, Form.NAME)

    def _model(self, doc: Doc, people: dict[str, Referent]) -> None:
        """Take the model's persons of two words or more that overlap nothing known."""
        found: list[Mention] = []
        taken = [(m.start, m.end) for m in doc._.mentions]
        for ent in doc.ents:
            if ent.label_ not in {"PERSON", "PER"} or not re.fullmatch(_FULL, ent.text):
                continue
            if re.search(r"\b(?:in|at|near) $", text_of(doc)[max(0, ent.start_char - 5) : ent.start_char]):
                continue  # where, not who
            if not any(s < ent.end_char and ent.start_char < e for s, e in taken):
                found.append(self._person(doc, ent.start_char, ent.end_char, people))
        if found:
            add(doc, found)

    def _titled(self, doc: Doc) -> None:
        """Mark "President Putin" when the text never gives the full name; known if one person alone fits."""
        found: list[Mention] = []
        people: dict[str, Referent] = {}
        taken = {m.start for m in doc._.mentions}
        states = {m.end: m.referent for m in doc._.mentions if m.referent.is_a("State", "Organization")}
        for match in _TITLED.finditer(text_of(doc)):
            start, name = match.start("n"), match["n"]
            if start in taken or any(m.start <= start < m.end for m in doc._.mentions if m.start <= start):
                continue
            state = states.get(match.start() - 1) or states.get(match.start() - 3)
            referent = people.get(name)
            if referent is None:
                known = _by_surname().get(person_key(name), ())
                if state is not None:
                    known = tuple(p for p in known if state.id in p[1])
                row = self._gazetteer.record(known[0][0]) if len(known) == 1 else None
                referent = Referent("Person", row.label if row else name, row.id if row else "", known=bool(row))
                people[name] = referent
            found.append(mention(doc, start, start + len(name), referent, Form.NAME if referent.known else Form.SHORT))
        if found:
            add(doc, [*found, *_untitled(doc, people, found)])


def _untitled(doc: Doc, people: dict[str, Referent], found: list[Mention]) -> Iterator[Mention]:
    """The surname alone, after "President Putin"."""
    names = "|".join(map(re.escape, sorted(people, key=len, reverse=True)))
    spans = [(m.start, m.end) for m in (*doc._.mentions, *found)]
    for use in re.finditer(rf"(?<![\w-])(?<![{_UP}][\w.] )(?:{names})\b(?!-\w| [{_UP}])", text_of(doc)):
        if not any(start < use.end() and use.start() < end for start, end in spans):
            yield mention(doc, use.start(), use.end(), people[use.group()], Form.SHORT)


_TITLED = re.compile(
    rf"\b(?:President|Prime Minister|Premier|Chancellor|Foreign Minister|Defen[cs]e Minister|Minister|"
    rf"Secretary of (?:State|Defen[cs]e)|Secretary[- ]General|General|Ambassador|(?:Mr|Mrs|Ms|"
    rf"Dr)\.?) (?P<n>{_PART})\b(?! [{_UP}])(?!-)"
)


@functools.cache
def _by_surname() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Key of a surname -> (person, whom they represented) of the reference tables."""
    out: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for person in load_reference().people:
        words = person.label.split()
        name = words[0] if words[0] in _CHINESE and len(words) == 2 else words[-1]
        out[person_key(name)].append((person.id, frozenset(term.represents for term in person.terms)))
    return {key: tuple(found) for key, found in out.items()}


def _short_names(doc: Doc) -> None:
    """Mark surnames after full names; a word that several persons share marks none."""
    owners: dict[str, set[Referent]] = defaultdict(set)
    for m in doc._.mentions:
        if m.referent.cls == "Person" and m.form is Form.NAME:
            for word in _short_forms(m.text):
                owners[word].add(m.referent)
    words = [word for word, referents in owners.items() if len(referents) == 1]
    if not words:
        return
    spans = [(m.start, m.end) for m in doc._.mentions]
    found: list[Mention] = []
    for use in re.finditer(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b(?!-\w)", text_of(doc)):
        if any(s < use.end() and use.start() < e for s, e in spans):
            continue
        (referent,) = owners[use.group()]
        found.append(mention(doc, use.start(), use.end(), referent, Form.SHORT))
    if found:
        add(doc, found)


def _short_forms(name: str) -> Iterator[str]:
    words = [w for w in name.split() if not w.endswith(".") and len(w) > 1]
    if len(words) < 2:
        if words and len(name.split()) > 1 and len(words[0]) > 3:
            yield words[0]  # "Jaishankar", after "S. Jaishankar"
        return
    if words[0] in _CHINESE and len(words) == 2:
        yield words[0]
        return
    yield words[-1]
    if len(words) > 2:
        yield " ".join(words[1:])
    if len(words[0]) > 4:
        yield words[0]


@Language.factory("sco_persons", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_persons(nlp: Language, name: str) -> PersonFinder:
    """Make the component that finds persons."""
    del nlp, name
    return PersonFinder()
