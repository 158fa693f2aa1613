"""Organisations and organs that no table knows, found by the form of their names.

"State Customs Service of the Kyrgyz Republic", "National People's Congress (NPC) Standing Committee", "Special Working
Group on Customs Cooperation of the SCO": a head noun with capitals, what stands before it, and "of", "for" or "on"
phrases after it.  What a name says about its parent ("of the SCO", "the SCO's") is kept as a link.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.gazetteer import Gazetteer
from sco_graph.names import name_key
from sco_graph.nlp.abbreviations import abbreviations, merge, spelt_out
from sco_graph.nlp.blocs import dominant, international, organization_kind
from sco_graph.nlp.entities import generic_organ
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton
from sco_graph.reference import Organization, load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

_BODY = (
    r"Council|Committee|Commission|Secretariat|Structure|Directorate|Bureau|Contact Group|(?:[A-Z]\w+ )?Working Group|"
    r"Expert Group|Group of Experts|Task Force|Presidium|Assembly|Section|Division|General Staff|Joint Staff|Chamber|"
    r"Parliament|Congress|Senate|State Duma|Duma|Majilis|Mejlis|Majlis|Cabinet of Ministers|Cabinet"
)
_BODY_END = re.compile(rf"(?:{_BODY}|[a-z]+ (?:committee|council|consortium)|secretariat)$")
_HEAD = (
    r"Ministry|Agency|Administration|Authority|Service|Services|Office|Bank|Fund|Foundation|Party|Movement|Army|Navy|"
    r"Air Force|Armed Forces|Forces?|Guards?|Police|Corps|Fleet|Brigade|Regiment|Battalion|Military District|Union|"
    r"Organi[sz]ation|"
    r"Association|Alliance|League|Community|University|Institute|Academy|College|Federation Council|Department|"
    r"(?<!Congress )(?<!Convention )(?<!Conference )(?<!Exhibition )(?<!Training )Cent(?:re|er)|Supreme Court|Court|"
    r"Tribunal|Prosecutor(?:[- ]General)?[’']s Office|Company|Corporation|Holding|Consortium|Network|Society|"
    r"Mission(?= to )|"
    r"Embassy|Consulate|Command|News Agency|Press Service|Airlines|Railways|Red Cross|Front|Think Tank|Inc|Ltd|Corp|"
    r"Television|television|TV|Headquarters"
)
_STOP = (
    r"The|A|An|In|At|On|For|And|But|While|When|As|By|From|With|Under|After|Before|During|Since|Until|Its|Their|His|Her|"
    r"This|That|These|Those|Both|All|Some|Many|Earlier|Later|Meanwhile|However|Also|If|It|He|She|They|We|"
    r"According|To|Of|"
    r"Over|Deputy|Acting|Former|President|Prime|Premier|Chairman|Chairperson|Chairwoman|Minister|Ministers|Secretary|"
    r"Secretaries|Director|Head|Chief|Ambassador|Spokesman|Spokeswoman|Spokesperson|General(?! (?:Staff|Assembly|"
    r"Administration|Department|Directorate|Secretariat))|Colonel|Admiral|Lieutenant|Major|Commander|Governor|"
    r"Mr|Mrs|Ms|"
    r"Dr|Representative|Representatives|Member|Members|Experts|Officers|Read|Photo|Joint(?= Commission)|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_WORD = r"[A-ZÀ-ÖØ-ÞŞĞİÇŽŠČ]\w*(?:[’'](?!s\b)\w+)?(?:-\w+)*(?:[’']s|(?<=s)[’'])?"
_CAP = rf"(?!(?:{_STOP})\b){_WORD}"
_NOUN = _CAP.replace("|Ministers|", "|").replace("|Secretaries|", "|")  # "Council of Foreign Ministers"
_SEQ = rf"{_NOUN}(?: {_NOUN}|(?:, {_NOUN})+,? and {_NOUN}| and (?!(?:{_HEAD}|{_BODY})\b){_NOUN}| \(Prime Ministers\))*"
_ACRONYM = r"(?: \([“\"]?(?P<{}>[A-Z][A-Za-z&-]{{1,9}})[”\"]?\))?"
_STATES = r"(?:[Mm]ember[- ][Ss]tates of (?:the )?)?"
_NAME = grammar(
    rf"(?P<owner><SO>(?: \([A-Z]+\))?[’']s? |<SO> |<J> )?"
    rf"(?P<core>(?:(?:executive committee|secretariat)(?= of )|(?<=its )secretariat|(?<=of the )secretariat|"
    rf"(?:{_CAP} (?:and (?=[A-Z])|\d+ (?=[Tt]ele))?)*?(?:{_BODY}|{_HEAD})\b(?: (?:{_BODY}|{_HEAD})\b)*))"
    + _ACRONYM.format("acr1")
    + rf"(?P<tail>(?: (?:of|for|on|to|against) (?:the |all )?{_SEQ})*)"
    + _ACRONYM.format("acr2")
    + rf"(?P<parent>(?: (?:of|to) (?:the |its )?(?:organi[sz]ation[’']s )?{_STATES}"
    r"(?:<SO>(?: \([A-Z]+\))?[’']s )?(?:<SO>)"
    r"(?P<states>[’']?s? [Mm]ember[- ][Ss]tates)?)?)" + _ACRONYM.format("acr3"),
    flags=0,
)
_HAS_HEAD = re.compile(rf"\b(?:{_BODY}|{_HEAD}|executive committee|secretariat)\b")
_NO_NAME_AFTER = re.compile(r"[’']?s? [Ss]ecretar(?:y\b(?! of)|ies)|-|[’']s? (?:Ministers?|Heads)\b")
_OFFICE_BEFORE = re.compile(
    r"(?:Secretary|Assistant|[Aa]dvis[eo]r|Premier|Minister|Chairman|[Hh]ead|[Dd]irector|[Mm]ember)(?:-General)? "
    r"(?:of|to) (?:the )?$"
)
_EVERY_STATE = re.compile(
    r"(?:National |State )?(?:Security Council|Council|Cabinet|Parliament|General Staff|Ministry)\b"
)
_FORCES = re.compile(r"(?:Defen[cs]e|Armed|Army|Naval|Air) (?:Forces?|Staff)")
_NO_FORCES = re.compile(
    r"(?:Anti-)?(?:(?:Two|Three|Four|Five|Evil|Dark|Hostile|Enemy|Terrorist|Separatist|Extremist|Radical|Foreign|External|"
    r"Opposition|Rebel|Insurgent|Militant|Reactionary|Criminal|Destructive|Political|Market|Driving) )+Forces?\Z"
)
"""Forces that no staff commands: counted, or called by what they are against or for."""
_OPENED = grammar(
    r"(?:(?P<owner><O>)(?: [a-z]+| <D>|,){0,8}? )?(?:inaugurated|opened|launched|established|created|founded) an? "
    r"(?:new |joint |permanent |special )*$"
)
"""Before a body that is new in the text because it was new in the world."""
_ASIDE = re.compile(r" \([^)]*\)")
_NAMED_LAST = re.compile(
    r" [A-Z][a-z]+ [A-Z][a-z]+(?:[oe]va?|sk(?:iy?|y|aya)|enko|y[ae]n|dze|shvili|zo(?:da|hir)|ba[iy]ev|uly|evich|ovich)$"
)
"""How surnames of the region end, after a first name and a body's own."""
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Ss]ome|[Nn]o|[Aa]nother)(?: (?:new|joint|permanent|special|proposed))* $")


def _bodies() -> dict[tuple[str, str], str]:
    """(parent, key of the name without the parent's) -> organ, from the reference tables."""
    out: dict[tuple[str, str], str] = {}
    rows = {row.id: row for row in load_reference().organizations}
    for row in rows.values():
        if row.body_of:
            for name in (row.label, *row.alt_labels):
                out.setdefault((row.body_of, _core_key(name, _owner_names(row, rows))), row.id)
    return out


_bodies_once = functools.cache(_bodies)


def _owner_names(row: Organization, rows: dict[str, Organization]) -> list[str]:
    """Keys of the names of an organ's parents, longest first."""
    keys: set[str] = set()
    parent = row.body_of
    while parent:
        keys |= {name_key(name) for name in (rows[parent].label, *rows[parent].alt_labels)}
        parent = rows[parent].body_of
    return sorted(keys, key=lambda key: (-len(key), key))


def _core_key(name: str, owners: Iterable[str] = ()) -> str:
    """Key of an organ's name without its owners' names, in one order for "X Council" and "Council of X"."""
    text = f" {name_key(name)} "
    for owner in owners:
        text = text.replace(f" {owner} ", " ")
    words = [w for w in text.split() if w not in {"of", "the", "member", "states", "prime", "ministers", "for", "and"}]
    if "foreign" in text and "minister" in text.replace("ministers", "minister"):
        return "council foreign ministers"
    return " ".join(sorted(words))


class OrganizationFinder:
    """Finds organisations by the form of their names, and the abbreviations that brackets introduce."""

    def __init__(self) -> None:
        self._bodies = _bodies_once()
        self._gazetteer = Gazetteer.default()

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each name found and for each later use of its abbreviation."""
        known: dict[str, Referent] = {m.referent.id: m.referent for m in doc._.mentions if m.referent.id}
        main = dominant(doc)
        for segment in doc._.segments:
            if not _HAS_HEAD.search(text_of(doc), segment.start, segment.end):
                continue
            for _ in range(2):  # "National People's Congress (NPC) Standing Committee": the owner first, then its organ
                view = skeleton(doc, segment.start, segment.end)
                if title_case(view.text):
                    break
                _join(view)
                named = (match for match in _NAME.finditer(view.text) if not _no_body(view.text, match))
                found = [m for match in named for m in self._read(doc, view, match, known, main)]
                if not found:
                    break
                merge(doc, found)
        spelt_out(doc, known)
        abbreviations(doc)
        self._secretariats(doc, known, main)
        self._small(doc, known)
        _parents(doc, main)
        return doc

    def _read(  # noqa: PLR0912 - each branch is a form of name
        self, doc: Doc, view: Skeleton, match: re.Match[str], known: dict[str, Referent], main: Referent | None
    ) -> Iterator[Mention]:
        core = match["core"]
        if _NO_NAME_AFTER.match(view.text, match.end("core")) and not match["tail"]:
            return
        if match["states"] and "Council" not in core:
            return  # "chiefs of General Staff of the member states" is no one body
        parent = next((m.referent for m in reversed(list(view.found(match, "parent")))), None)
        owner = next((m.referent for m in view.found(match, "owner")), None)
        start = view.offset(match.start("core"))
        end = view.offset(
            match.end("parent") if match["parent"] else match.end("tail") if match["tail"] else match.end("core")
        )
        if match["tail"] and not match["parent"]:
            end = _before_person(doc, start, end)
        short = text_of(doc)[start : min(end, view.offset(match.end("tail")))]
        lone = " " not in core and not match["tail"] and (not match["owner"] or match["owner"].endswith("s "))
        of_state = (parent or owner) is not None and (parent or owner).is_a("State")  # type: ignore[union-attr]
        whose = parent or owner
        organ = self._organ(whose, main, _ASIDE.sub("", short))
        if lone and organ is None and not (match["acr1"] or match["acr2"]):
            return
        if lone and whose is None and text_of(doc)[max(0, start - 4) : start].lower() not in {"the ", "its ", " its"}:
            return
        before = view.text[max(0, match.start("core") - 40) : match.start("core")]
        if _FORCES.fullmatch(short) and before.endswith(("Chief of ", "Chief of the ", "chief of ", "chief of the ")):
            return  # "Kenya's Chief of Defence Forces" is an office
        opened = _OPENED.search(before)
        if opened is not None and whose is None and opened["owner"]:
            whose = view.items[match.start("core") - len(before) + opened.start("owner")].referent
        if organ is None and (
            (opened is None and _INDEFINITE.search(before)) or (core == "State Council" and before.endswith("eads of "))
        ):
            return
        if match["owner"] and not match["owner"].rstrip().endswith(("'s", "’s", "'", "’")):
            start = view.offset(match.start("owner"))
        name = text_of(doc)[start:end]
        key = organ or self._lookup(name, main) or (None if generic_organ(short) else self._lookup(short, main))
        referent = known.get(key or name_key(name))
        if referent is None:
            cls = "OrganizationBody" if whose is not None and _is_organ(whose, core, match["tail"]) else "Organization"
            referent = known[key or name_key(name)] = self._referent(name, key, cls)
            if not (of_state and _EVERY_STATE.match(short)):
                known[name_key(short)] = referent
        if whose is not None and whose is not referent:
            referent.links.setdefault("state" if of_state else "body_of", whose)
            referent.names.setdefault(short)
        elif organ and main is not None:
            referent.links.setdefault("body_of", main)
        office = whose is None and _OFFICE_BEFORE.search(before)
        if office and re.search(r"Security Council|State Council|Cabinet", core):
            referent.attrs.setdefault("hidden", "office")
        yield mention(doc, start, end, referent, Form.NAME)
        for group in ("acr1", "acr2", "acr3"):
            if match[group]:
                at = view.offset(match.start(group))
                yield mention(doc, at, at + len(match[group]), referent, Form.SHORT)

    def _referent(self, name: str, key: str | None, cls: str) -> Referent:
        """What a name stands for: as the tables have it if they know it, else of the class that is supposed."""
        record = self._gazetteer.record(key) if key else None
        label = record.label if record else name
        return Referent(getattr(record, "type", cls), label, key or "", known=bool(key))

    def _secretariats(self, doc: Doc, known: dict[str, Referent], main: Referent | None) -> None:
        """Mark "its secretariat", "the Secretariat": an organ of the organisation named last, or of the text's own."""
        spans = [(m.start, m.end) for m in doc._.mentions]
        found: list[Mention] = []
        for use in _SECRETARIAT.finditer(text_of(doc)):
            start = use.start(1)
            if any(s < use.end() and start < e for s, e in spans):
                continue
            owner = next((m.referent for m in reversed(doc._.mentions) if m.start < start and _bloc(m.referent)), None)
            owner = main if use[2] else owner
            if owner is not None:
                referent = self._organ_of(owner, "Secretariat", use[1], known)
                found.append(mention(doc, start, use.end(), referent, Form.NAME))
        if found:
            merge(doc, found)

    def _small(self, doc: Doc, known: dict[str, Referent]) -> None:
        """Mark organs written small beside their organisation: "SAARC standing committee", "the council of the SCO"."""
        found: list[Mention] = []
        for segment in doc._.segments:
            view = skeleton(doc, segment.start, segment.end)
            for match in _SMALL.finditer(view.text):
                core, owner = ("core", "owner") if match["core"] else ("core2", "parent")
                whose = view.one(match, owner).referent
                if not international(whose):
                    continue
                start = view.offset(match.start("owner") if match["core"] else match.start("core2"))
                end = view.offset(match.end(core) - 1) + 1 if match["core"] else view.one(match, "parent").end
                referent = self._organ_of(whose, match[core], text_of(doc)[start:end], known)
                found.append(mention(doc, start, end, referent, Form.NAME))
        if found:
            merge(doc, found)

    def _organ_of(self, owner: Referent, name: str, label: str, known: dict[str, Referent]) -> Referent:
        """The organ of an organisation that a name without its owner's means."""
        key = self._organ(owner, None, name) or f"{name_key(owner.label)} {_core_key(name)}"
        record = self._gazetteer.record(key)
        referent = known.get(key)
        if referent is None:
            label = record.label if record else label
            referent = Referent("OrganizationBody", label, key if record else "", known=record is not None)
            referent.links["body_of"] = owner
            known[key] = referent
        return referent

    def _organ(self, whose: Referent | None, main: Referent | None, name: str) -> str | None:
        """The organ of the reference tables that a name means, if its owner has one so called."""
        owner = whose or main
        return self._bodies.get((owner.id, _core_key(name))) if owner is not None and owner.id else None

    def _lookup(self, name: str, main: Referent | None) -> str | None:
        """The one organisation so called; a name that many have ("Council of Heads of State") means the text's own."""
        entries = [e for e in self._gazetteer.lookup(name) if e.type in {"Organization", "OrganizationBody"}]
        if len(entries) != 1 or (generic_organ(name) and main is not None and main.id not in _owners(entries[0].id)):
            return None
        return entries[0].id


def _no_body(text: str, match: re.Match[str]) -> bool:
    """Tell what is no body: that of "the <S>-<S> Alliance Treaty", "the Three Evil Forces", "Hostile Forces"."""
    if _NO_FORCES.match(match["core"]):
        return True
    return match["core"] == "Alliance" and text[max(0, match.start() - 2) : match.start()] in {"\ue000-", "\ue000–"}


def _is_organ(whose: Referent, core: str, tail: str) -> bool:
    """Tell whether a body named beside its owner is an organ: by its noun, or as a bloc's "Crisis Response Centre"."""
    return bool(_BODY_END.search(core)) or ((" " in core or bool(tail)) and international(whose))


def _owners(organ: str) -> Iterator[str]:
    """The organisations above an organ of the reference tables, nearest first."""
    rows = load_reference().by_id
    owner = getattr(rows.get(organ), "body_of", None)
    while owner:
        yield owner
        owner = getattr(rows.get(owner), "body_of", None)


def _before_person(doc: Doc, start: int, end: int) -> int:
    """Where a body's name ends, if what the model takes for a person's name was read as its last words."""
    for ent in doc.ents:
        if ent.label_ in {"PERSON", "PER"} and start < ent.start_char < end <= ent.end_char and " " in ent.text:
            return start + len(text_of(doc)[start : ent.start_char].rstrip())
    named = _NAMED_LAST.search(text_of(doc)[start:end])
    return start + named.start() if named else end


def _parents(doc: Doc, main: Referent | None) -> None:
    """Give the organs that the tables know their parents of this document."""
    present = {m.referent.id: m.referent for m in doc._.mentions if m.referent.id}
    rows = load_reference().by_id
    for referent in present.values():
        parent = getattr(rows.get(referent.id), "body_of", None) if referent.cls == "OrganizationBody" else None
        while parent:
            holder = present.get(parent) or (main if main is not None and main.id == parent else None)
            if holder is not None:
                referent.links.setdefault("parent", holder)
                break
            parent = getattr(rows.get(parent), "body_of", None)


_SECRETARIAT = re.compile(
    r"\b(?:[Ii]ts|[Aa]|[Tt]he|whose) (?:own |new )?"
    r"((?:(?<=ts )|(?<=se )|(?<= a )|permanent )[Ss]ecretariat|(?<=he )(Secretariat))\b(?! of)"
)


def _bloc(referent: Referent) -> bool:
    """Tell whether an organisation is likely to have states as members, and so a secretariat."""
    if referent.cls != "Organization" or "state" in referent.links:
        return False
    return not referent.known or organization_kind(referent.id) == "international_organization"


_SMALL_CORE = (
    r"(?:(?!(?:and|or|the|of|in|to|with|for|by|member|state|states|new|own|a|an|said|its|supreme|highest|main|"
    r"governing)\b)[a-z-]+ ){0,2}"
    r"(?:(?<!security )council|committee|commission|secretariat|bureau|assembly|consortium|(?:working|contact|expert) "
    r"group|body)(?: of (?:[a-z]+ ){0,4}(?:ministers|heads of (?:state|government)|experts|coordinators|secretaries|"
    r"services|agencies|authorities))?"
)
_SMALL = grammar(
    rf"(?P<owner><O>)(?: \([A-Z]+\))?(?:[’']s?)? (?P<core>{_SMALL_CORE})\b(?!s)|"
    rf"\b[Tt]he (?P<core2>{_SMALL_CORE}) of (?:the )?(?P<parent><O>)(?! (?:\(\w+\) )?[Mm]ember)",
    flags=0,
)
_OWNER_ORGAN = grammar(r"(<O>) (<O>)(?=\W|$)")


def _join(view: Skeleton) -> None:
    """Let an organ that follows its owner's name belong to it."""
    for match in _OWNER_ORGAN.finditer(view.text):
        owner, organ = view.one(match, 1).referent, view.one(match, 2).referent
        if not organ.known and "body_of" not in organ.links and _BODY_END.search(organ.label):
            organ.cls = "OrganizationBody"
            organ.links["body_of"] = owner
            organ.names.setdefault(f"{owner.label} {organ.label}")


def title_case(text: str) -> bool:
    """Tell whether a line is a headline with capitals throughout, in which capitals tell nothing."""
    if text.rstrip().endswith((".", "?", "!", ":", ";")):
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 3]
    return len(words) > 4 and sum(w[0].isupper() for w in words) > 0.8 * len(words)


@Language.factory("sco_organizations", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_organizations(nlp: Language, name: str) -> OrganizationFinder:
    """Make the component that finds organisations by the form of their names."""
    del nlp, name
    return OrganizationFinder()
