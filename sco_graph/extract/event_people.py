"""Who takes part in an event: lists of states, delegations, persons who attend, chair, open or address it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.nlp.mentions import Form, Mention, Referent
from sco_graph.nlp.skeleton import Skeleton, grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

_TROOPS = (
    r"(?:troops|servicemen|servicewomen|soldiers|officers|military personnel|personnel|units?|forces|teams?|contingents?|delegates|"
    r"delegations?|representatives|representations?|participants|experts|officials|law enforcers|commandos|service members|"
    r"airmen|sailors|heads of delegations?|ministers|specialists|border guards|observers)"
)
_FROM = grammar(rf"\b{_TROOPS},? (?:[\w-]+ ){{0,5}}?(?:from|of) (?:the )?(?:[\w-]+ ){{0,4}}?(?P<who><S+>(?:,? (?:and|as well as) the host (?:country|nation))?)")
_NATIONAL = grammar(rf"(?P<who><J>(?:(?:, | and |, and |-)<J>)+) (?:[\w-]+ ){{0,3}}?{_TROOPS}")
_ACT = (
    r"(?:took part|takes? part|taking part|participat(?:e|es|ed|ing)|attend(?:s|ed|ing)?|join(?:s|ed|ing)?|sen[dt]s?|field(?:s|ed)?|"
    r"contribut(?:e|es|ed)|dispatch(?:es|ed)?|staged?|conduct(?:s|ed)?|launch(?:es|ed)?|beg[au]n|open(?:s|ed)?|held|hold|co-?chair(?:s|ed)?|"
    r"chair(?:s|ed|ing)?|hosted|(?:were|was|are|is) (?:also )?(?:present|represented)|train(?:s|ed)?|met|send(?:ing)?|are sending|"
    r"address(?:es|ed)|presid(?:es|ed) over|spoke|speaks|meet|sat around the table|agreed to attend|had|have|have agreed to send)"
)
_SUBJECTS = grammar(
    rf"(?P<who><AGENT+>)(?:,? [^.;<E>]{{0,60}}?,)?(?: \w+ly| also| both| all| each| together| jointly| will| are to| is to| have| has| had| on <D>| <D>| are| were){{0,4}} "
    rf"(?P<act>{_ACT})\b(?P<rest>[^.;]{{0,120}})"
)
_BY = grammar(
    r"(?:attended|joined|opened|chaired|co-?chaired|addressed|watched|hosted|led|presided over|observed|inaugurated) by (?P<rest>[^;\n]+)"
)
_INVOLVING = grammar(
    r"(?:brings? together|brought together|bringing together|with the participation of|involv(?:es|ed|ing)|featur(?:es|ed|ing)|drew|attracts?|"
    r"gather(?:s|ed)|among the participants (?:were|are)|participants (?:are|were|include[d]?)) (?P<rest>[^.;\n]+)"
)
_PRESENT = grammar(
    r"^(?:Attending|Also attending|Also present|Present|Taking part|Also taking part|Among (?:those|the) (?:present|participants|attendees|guests))"
    r"[^.;\n]{0,30}? (?:were|was|are) (?P<rest>.+)$"
)
_CO_CHAIR = grammar(r"(?P<who><AGENT+>)(?: \w+){0,6}? co-?chair(?:s|ed)? (?:the )?(?P<e><E>)")
_ABSENT = re.compile(
    r"\b(?:did not|does not|will not|not take part|not attend|stayed away|stays away|skipped|boycott\w*|but|except|excluding|"
    r"apart from|sent written|declined|refused|was absent|were absent|without|nor|neither)\b"
)
_MAYBE = re.compile(r"\b(?:may|might|could|if|whether|would)\b")
_FOLLOWING = re.compile(r"(?:took part|attended|participants were|delegations? (?:were|are))[^:]{0,60}:\s*$")


class Attendance:
    """Gathers participants over a document."""

    def __init__(self) -> None:
        self.current: Referent | None = None
        self._list: Referent | None = None

    def read(self, view: Skeleton, start: int, end: int, skip: set[Referent]) -> Iterator[Claim]:
        """Participants that one sentence names.

        Args:
            view: Its skeleton.
            start: Its first character.
            end: One past its last.
            skip: Events that it does not assert.
        """
        events = [(i, m.referent) for i, m in sorted(view.items.items()) if isinstance(m, Mention) and m.referent.is_a("Event")]
        real = [(i, e) for i, e in events if e not in skip]
        for _, event in real:
            for key, other in event.links.items():
                if key.startswith("party") or key == "owner":
                    yield Claim(event, "participant", other, start, end, "events.party", 0.9)
        if self._list is not None and re.match(r"\s*[-–—•*]+ ", view.text):
            for m in view.items.values():
                if isinstance(m, Mention) and m.referent.cls == "Person":
                    yield Claim(self._list, "participant", m.referent, start, end, "events.list", 0.93)
            return
        self._list = None
        target = real[0][1] if real else None if events else self.current
        if target is not None:
            yield from self._sentence(view, start, end, target, real)
            if _FOLLOWING.search(view.text):
                self._list = target
        if real:
            self.current = real[0][1]

    def _sentence(
        self, view: Skeleton, start: int, end: int, target: Referent, real: list[tuple[int, Referent]]
    ) -> Iterator[Claim]:
        text = view.text
        for pattern in (_FROM, _NATIONAL):
            for match in pattern.finditer(text):
                clause = text[max(text.rfind(";", 0, match.start()), 0) : match.end() + 90]
                if _ABSENT.search(text[match.end() : match.end() + 40]) or _MAYBE.search(clause):
                    continue
                if not real and not re.search(rf"\b{_ACT}\b", text):
                    continue
                event = _nearest(match.end(), real) or target
                for m in view.found(match, "who"):
                    if m.referent.is_a("State"):
                        yield Claim(event, "participant", m.referent, start, end, "events.delegation", 0.92)
        for match in _SUBJECTS.finditer(text):
            yield from self._subject(view, match, start, end, target, real)
        for pattern in (_BY, _INVOLVING, _PRESENT):
            for match in pattern.finditer(text):
                if pattern is not _PRESENT and not real and not re.match(r"(?:It|The event|This)\b", text):
                    continue
                event = _nearest(match.start(), real) or target
                stop = _break(text, match.start("rest"), match.end("rest"))
                for index in range(match.start("rest"), stop):
                    m = view.items.get(index)
                    if isinstance(m, Mention) and _takes_part(view, index, m):
                        yield Claim(event, "participant", m.referent, start, end, "events.attended", 0.9)

    def _subject(
        self, view: Skeleton, match: re.Match[str], start: int, end: int, target: Referent, real: list[tuple[int, Referent]]
    ) -> Iterator[Claim]:
        text = view.text
        act, rest = match["act"], match["rest"]
        if _MAYBE.search(text[match.start() : match.end("act")]) or _ABSENT.search(text[match.start() : match.end("act")]):
            return
        event = next((e for i, e in real if match.end("act") <= i <= match.end("act") + 90), None)
        wide = re.match(r"(?:took part|take|taking part|participat|attend|join|were|was|is|are)", act)
        if event is None:
            if not wide or re.match(r" (?:the |a |an )?(?:SCO|\ue002|\ue003|organi[sz]ation|club|bloc|forces|service)\b", rest):
                return
            if real and not re.match(r"(?:took part|take|taking part|participat|were|was)", act):
                return
            if act.startswith(("were", "was", "are", "is")) and "present" not in act and "represented" not in act:
                return
            if act.startswith(("attend", "join")) and not re.match(r"(?:,|\.| online| (?:it|the (?:event|deliberations|discussion|meeting|ceremony|opening))\b|$| as )", rest):
                return
            event = target
        elif re.search(r"\b(?:of|from|by|for|with|that|which|to)\b", rest[: max(0, 0)]):
            return
        if re.match(r"(?:had|have|met|meet|held|hold|open|beg|launch|sen|field|hosted)", act) and not wide:
            gap = text[match.end("act") : next((i for i, e in real if e is event), match.end("act"))]
            if re.search(r"\b(?:since|that|which|because|after|before|at|during|in)\b", gap):
                return
        for m in view.found(match, "who"):
            if isinstance(m, Mention) and not m.referent.is_a("Organization"):
                yield Claim(event, "participant", m.referent, start, end, "events.takes_part", 0.9)


def _takes_part(view: Skeleton, index: int, m: Mention) -> bool:
    """A person, or a state that is not only whose office-holder a person is."""
    if m.referent.cls == "Person":
        return True
    if m.form is Form.DEMONYM or not m.referent.is_a("State", "Organization"):
        return False
    after, before = view.text[index + 1 : index + 40], view.text[max(0, index - 45) : index]
    if re.match(r"(?:[’']s?)? ?(?:[\w-]+ ){0,5}\ue004|[’']s? ", after) or re.match(r",? \ue004|-", after):
        return False
    if m.referent.is_a("Organization"):
        return bool(re.search(r"representatives? of (?:the )?$", before))
    return not re.search(
        r"\b(?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Pp]remier|[Cc]hief|[Dd]irector|[Aa]dviser|[Cc]hairman|[Aa]mbassador|[Cc]ouncil|[Aa]ffairs|"
        r"[Dd]efen[cs]e|[Hh]ead|[Ss]taff|[Gg]eneral|[Pp]remier|[Cc]ommander)(?: of [\w ]{0,20})? (?:of|for|to) (?:the )?$", before
    )


def _nearest(index: int, real: list[tuple[int, Referent]]) -> Referent | None:
    return min(real, key=lambda pair: abs(pair[0] - index))[1] if real else None


def _break(text: str, start: int, end: int) -> int:
    match = re.compile(r"[;\n]|\. (?=[A-Z])|, which\b|, where\b|, and (?:said|discussed|adopted|signed)\b| on the sidelines| to discuss").search(text, start, end)
    return match.start() if match else end
