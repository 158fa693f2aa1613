"""Places that no table knows, venues and regions by their head nouns, and capitals by description.

"Spassk training ground", "Karaganda region", "the city of Sochi", "in Hamburg, Germany", "the Kyrgyz capital".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from sco_graph.gazetteer import Gazetteer
from sco_graph.names import name_key
from sco_graph.nlp.mentions import Form, Mention, Referent, mention, text_of
from sco_graph.nlp.organizations import title_case
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_UP = "A-ZÀ-ÖØ-ÞŞĞİÇŽŠČĆŁÜ"
_WORD = rf"[{_UP}][\w]*(?:[’'](?!s\b)\w+)?(?:-\w+)*"
_FACILITY = (
    r"(?:joint |military |central |combined[- ]arms |tactical |mountain )?(?:training|proving|firing|shooting|test|"
    r"testing|exercise)"
    r" (?:ground|range|base|area|site|field|cent(?:re|er)|camp|polygon)s?|polygon|range|(?:military |air |naval )?base|"
    r"garrison|airfield|air ?base|aerodrome|cosmodrome|barracks|(?:[Jj]oint )?(?:Training|Proving|Firing|Exercise) "
    r"(?:Ground|Range|Base|Area|Cent(?:re|er)|Camp)s?|(?:Military |Air |Naval |Army )?Base|Air ?[Ff]ield|Garrison|"
    r"Air ?[Bb]ase|Barracks"
)
_REGION = (
    r"[Rr]egion|[Pp]rovince|[Oo]blast|[Kk]rai|[Tt]erritory|[Dd]istrict|[Cc]ounty|[Pp]refecture|[Gg]overnorate|"
    r"(?:[A-Z]\w+ )?[Aa]utonomous [Rr]egion|(?:[A-Z]\w+ )?[Aa]utonomous [Pp]refecture|[Mm]unicipality"
)
_WATER = r"[Pp]eninsula|[Ii]slands?|[Vv]alley|[Ss]ea|[Gg]ulf|[Ss]trait|[Rr]iver|[Mm]ountains|[Dd]esert|[Bb]ay"
_NAMED = grammar(
    rf"(?P<base><P>|<S>(?= (?:{_WATER}))|(?!(?:The|This|That|In|At|On|Its|Our|Military|Eastern|Western|Northern|"
    rf"Southern|"
    rf"Central)\b){_WORD}(?: {_WORD}){{0,2}}?)"
    rf" (?P<head>{_FACILITY}|{_REGION}|{_WATER})\b(?! (?:[Cc]ommand|[Oo]rgani|[Cc]ouncil|[Gg]overn|[Cc]ourt|"
    rf"[Pp]olice))",
    flags=0,
)
_WATER_OF = grammar(rf"\b(?P<name>(?:Gulf|Sea|Bay|Straits?|Cape) of (?:<S>|<P>|{_WORD}))", flags=0)
_OF = grammar(
    rf"\b(?:[Cc]it(?:y|ies)|[Tt]own|[Vv]illage|[Pp]ort|[Rr]esort|[Ss]tate|[Pp]rovince|[Rr]egion|[Dd]istrict|[Ii]sland|"
    rf"[Ss]uburb|[Ss]ettlement|{_FACILITY}) (?:of|at|in|near|called|named) (?P<name>{_WORD}(?: {_WORD}){{0,2}})",
    flags=0,
)
_CAPITAL = grammar(
    r"\b(?P<whole>[Tt]he (?:(?P<who><J>)|(?P<owner><S>)[’']s?) capital|(?P<who2><S>)[’']s capital|"
    r"[Tt]he capital (?:city )?of (?P<who3><S>))(?! (?:city )?of| city|-| market| flow)(?! <P>)",
    flags=0,
)
_BARE = grammar(
    rf"(?<![\w’'])(?:in|at|near|outside|inside) (?P<name>(?:[Tt]he Hague|{_WORD}(?: {_WORD}){{0,2}}))"
    r"(?=,? <S>|,? <P>| \((?:<S>|<P>)|[.,;)]| (?:on|in|from|at|and|to|this|last|next|today|yesterday|later|earlier|"
    r"where|which|between|with|"
    r"under|for|will|was|has|as|city|town|aimag)\b| <D>|$)",
    flags=0,
)
_BEFORE_STATE = grammar(
    rf"(?:(?<![\w’'] )|(?<=<S> and ))(?P<name>{_WORD}(?: {_WORD})?)(?<!\d)"
    rf"(?=, (?:in )?(?:north|south|east|west)?\w* ?<S>[,.;) ])",
    flags=0,
)
_VENUE = (
    r"(?:Cent(?:re|er)|Dockyard|[Aa]irport|Palace|Hall|Hotel|Stadium|House|Museum|[Rr]anges?|Theat(?:re|er)|Complex|"
    r"Residence|Castle|Arena|Pavilion|Resort|Club|[Hh]arbou?r|Shipyard|Park|Library)"
)
_VENUES = grammar(
    rf"\b(?:held|hosted|opened|began|started|conducted|staged|concluded|kicked off|closed|organi[sz]ed|visited|"
    rf"took place|"
    rf"takes? place|taking place|taken place|convened|met|gathered|meet|gather)\b(?:[^.;]|"
    rf"\.(?! [A-Z])){{0,80}}?\b(?:at|in|"
    rf"inside) (?:the )?"
    rf"(?P<v>(?:(?:<P>|<S>|<J>|<O>)(?:[’']s)? |{_WORD} ){{0,5}}?(?:<O>(?: {_VENUE})?|(?<= ){_VENUE}))(?: \((?:<O>|"
    rf"[A-Z]{{2,6}})\))?(?![\w’'])",
    flags=0,
)
_IS_VENUE = re.compile(rf"(?:\w+[ -])+{_VENUE}(?: \([A-Z]{{2,6}}\))?")
"""A body by its form, a venue by its use: "was held at the Counter Terrorism Centre"."""
_LANDMARK = re.compile(
    r"\b(?:[Tt]he )?((?:Russian )?Far East|Arctic|Baltic Sea|Black Sea|South China Sea|Indian Ocean|Persian Gulf)\b"
)
_STOP = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|English|Parliament|Congress|"
    r"Government|Council|President|Prime|Foreign|Minister|Defen[cs]e|The|This|That|His|Her|Its|Their|Article|"
    r"Phase|Stage|"
    r"Chapter|World|Summit|Meeting|Conference|Soviet|Christmas|Easter|Ramadan|Internet|Facebook|Twitter|"
    r"Telegram|YouTube|"
    r"Islam|Mr|Mrs|Ms|Dr|First|Second|Third|Part|Annex|Peace|Operation|Exercise|AD|BC|GMT|Section|Sector|"
    r"Paragraph|I|US|UN|"
    r"Asia|Europe|Africa|America|Latin|Q[1-4]|Beijing[’']s|State|Parties?)(?: |$|[’'])"
)


class PlaceFinder:
    """Finds places by head noun, apposition or preposition; the language model decides where it has a say."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer.default()

    def __call__(self, doc: Doc) -> Doc:
        """Add or widen a mention for each place."""
        known: dict[str, Referent] = {}
        for m in doc._.mentions:
            if m.referent.is_a("Place"):
                known.setdefault(m.referent.id or name_key(m.text), m.referent)
        labels = {ent.start_char: ent.label_ for ent in doc.ents}
        for segment in doc._.segments:
            view = skeleton(doc, segment.start, segment.end)
            if title_case(view.text):
                continue
            _replace(doc, list(self._named(doc, view, known)))
            view = skeleton(doc, segment.start, segment.end)
            self._venues(doc, view, known)
            view = skeleton(doc, segment.start, segment.end)
            _replace(doc, list(self._plain(doc, view, known, labels)))
        _the_city(doc)
        return doc

    def _named(self, doc: Doc, view: Skeleton, known: dict[str, Referent]) -> Iterator[Mention]:
        for match in _NAMED.finditer(view.text):
            if _STOP.match(match["base"]):
                continue
            start, end = view.offset(match.start()), view.offset(match.end())
            base = view.one(match, "base")
            if (
                base is None
                and re.fullmatch(r"range|base|polygon|[Dd]istrict|[Tt]erritory|[Ss]ea|[Bb]ay", match["head"])
                and (not re.search(r"\b(?:at|in|near|to|of|from) (?:the )?$", view.text[: match.start()]))
            ):
                continue
            text = text_of(doc)[start:end]
            referent = self._referent(text, known)
            record = self._gazetteer.record(base.referent.id) if base is not None else None
            if base is not None and not referent.known and getattr(record, "kind", "") in {"training_ground", "region"}:
                referent = base.referent  # "Zhurihe proving ground" is Zhurihe
            elif base is not None and not referent.known and re.fullmatch(_FACILITY, match["head"]):
                referent.links.setdefault("near", base.referent)
            known.setdefault(referent.id or name_key(text), referent)
            yield mention(doc, start, end, referent, Form.NAME)
        for match in _WATER_OF.finditer(view.text):  # "Gulf of Guinea" is no Guinea
            start, last = view.offset(match.start()), view.items.get(match.end() - 1)
            end = last.end if isinstance(last, Mention) else view.offset(match.end() - 1) + 1
            referent = self._referent(text_of(doc)[start:end], known)
            known.setdefault(referent.id or name_key(text_of(doc)[start:end]), referent)
            yield mention(doc, start, end, referent, Form.NAME)
        for match in _CAPITAL.finditer(view.text):
            state = next((view.one(match, g) for g in ("who", "owner", "who2", "who3") if match[g]), None)
            row = self._gazetteer.record(state.referent.id) if state is not None else None
            capital = self._gazetteer.record(getattr(row, "capital", None) or "")
            if state is None or capital is None:
                continue
            referent = known.setdefault(capital.id, Referent("Place", capital.label, capital.id, known=True))
            referent.links.setdefault("capital_of", state.referent)
            yield mention(
                doc,
                view.offset(match.start("whole")),
                view.offset(match.end("whole") - 1) + 1,
                referent,
                Form.DESCRIPTION,
            )

    def _venues(self, doc: Doc, view: Skeleton, known: dict[str, Referent]) -> None:
        """Take the name of a hall or a centre in which something is held for the place that it is there."""
        for match in _VENUES.finditer(view.text):
            last = view.items.get(match.end("v") - 1)
            start, end = view.offset(match.start("v")), last.end if last else view.offset(match.end("v") - 1) + 1
            text = text_of(doc)[start:end]
            if not _IS_VENUE.fullmatch(text):
                continue
            referent = known.setdefault(name_key(text), Referent("Place", re.sub(r" \([A-Z]+\)$", "", text)))
            bodies = {m.referent for m in doc._.mentions if start <= m.start and m.end <= end and m.end - m.start > 1}
            bodies = {r for r in bodies if r.is_a("Organization") and _IS_VENUE.fullmatch(r.label.split(" (")[0])}
            kept = [m for m in doc._.mentions if not (start <= m.start and m.end <= end)]
            kept = [Mention(m.start, m.end, referent, m.form, m.text) if m.referent in bodies else m for m in kept]
            named = mention(doc, start, end, referent, Form.NAME)
            doc._.mentions = sorted([*kept, named], key=lambda m: (m.start, -m.end))

    def _plain(self, doc: Doc, view: Skeleton, known: dict[str, Referent], labels: dict[int, str]) -> Iterator[Mention]:
        end = 0
        spans = {m.span("name") for pattern in (_OF, _BARE, _BEFORE_STATE) for m in pattern.finditer(view.text)}
        spans |= {m.span(1) for m in _LANDMARK.finditer(view.text)}
        for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start < end or _STOP.match(view.text[start:stop] + " "):
                continue
            first, last = view.offset(start), view.offset(stop - 1) + 1
            if labels.get(first) in {"PERSON", "ORG", "EVENT", "LAW", "NORP"}:
                continue
            end = stop
            text = text_of(doc)[first:last]
            referent = self._referent(text, known)
            known.setdefault(referent.id or name_key(text), referent)
            yield mention(doc, first, last, referent, Form.NAME)

    def _referent(self, text: str, known: dict[str, Referent]) -> Referent:
        entries = [e for e in self._gazetteer.lookup(text) if e.type in {"Place", "State"}]
        if len(entries) == 1:
            entry = entries[0]
            return known.get(entry.id) or Referent(entry.type, entry.label, entry.id, known=True)
        return known.get(name_key(text)) or Referent("Place", text)


def _the_city(doc: Doc) -> None:
    """Mark "in the city" as the city named last."""
    found: list[Mention] = []
    for match in re.finditer(
        r"\b(?:in|at|to|from) (the (?:same )?(?:city|town|resort))\b(?! of| hall| council)", text_of(doc)
    ):
        before = [m for m in doc._.mentions if m.end <= match.start() and m.referent.cls == "Place"]
        if before and not re.search(r"[Rr]egion|[Pp]rovince|Asia|[Oo]blast", before[-1].referent.label):
            found.append(Mention(match.start(1), match.end(1), before[-1].referent, Form.DESCRIPTION, match[1]))
    if found:
        doc._.mentions = sorted([*doc._.mentions, *found], key=lambda m: (m.start, -m.end))


def _replace(doc: Doc, found: list[Mention]) -> None:
    """Add mentions; those that they cover are absorbed, those inside organisations are left alone."""
    if not found:
        return
    fresh = [
        new
        for new in found
        if not any(
            old.start < new.end and new.start < old.end and not (new.start <= old.start and old.end <= new.end)
            for old in doc._.mentions
        )
    ]
    kept = [
        old
        for old in doc._.mentions
        if not any(new.start <= old.start and old.end <= new.end and old.referent.is_a("Place") for new in fresh)
    ]
    doc._.mentions = sorted([*kept, *fresh], key=lambda m: (m.start, -m.end))


@Language.factory("sco_places", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def sco_places(nlp: Language, name: str) -> PlaceFinder:
    """Make the component that finds places."""
    del nlp, name
    return PlaceFinder()
