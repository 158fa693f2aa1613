"""Who acts in a stretch of text about documents: parties, and the organisation whose members act as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.extract.document_acts import EXCEPT, GROUPED, NOT_PARTY, OFFICE_OF, WITH_NAME
from sco_graph.nlp.blocs import organization_kind
from sco_graph.nlp.mentions import Form, Mention, mentions
from sco_graph.nlp.skeleton import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from sco_graph.nlp.mentions import Referent
    from sco_graph.nlp.skeleton import Skeleton

_OFFICERS = grammar(
    r"(?P<whose><J>(?:(?:, | and |, and )(?:<J>|<S>))*),? (?:\w+[ -]){0,4}?(?:leaders|presidents|ministers|premiers|"
    r"governments?|ministries|officials|delegations|sides?|representatives|authorities|chiefs|heads|envoys|parliaments)\b"
)
"""Of "the Russian, Chinese and Indian foreign ministers": for whom they act."""
_OFFICE = re.compile(r"(?:the )?(?:secretariat|executive|permanent)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:on|concerning|regarding|about|for|in the (?:field|sphere|area))\b")
_COUNCIL = re.compile(r"\b(?:council|assembly|conference|congress|heads of (?:state|government))\b", re.IGNORECASE)

_ENDS = frozenset({"", " ", ",", ".", ";", ":"})
"""What may follow the name of a party; "the SCO's" is none, nor is "(SCO)"."""
_HEADS_OF = re.compile(
    r"\b(?:heads|chiefs|directors|representatives|secretaries[- ]general|ministers|leaders|chairmen|governments) "
    r"of (?:the )?$",
    re.IGNORECASE,
)
_ITS_BODY = grammar(r"[’']s? <O>(?! (?:chief|head|minister|secretary|director|leader)\b)")
_AND_BODY = grammar(r",? and (?:the )?<O>")
_OTHER_VERB = re.compile(
    r"\b(?:met|meets|meeting|held|said|told|attended|arrived|visited|discussed|talks|noted|agreed|two sides|both|"
    r"which|that|during|after|while|when|where|presence|witnessed|behalf|in charge|following)\b",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(r", (?:the|all|its|their|representatives|leaders|officials|ministers)\b")
_APPOSED = re.compile(
    r", (?:the|all|who|both|heads|leaders|presidents)\b[^.;]{1,160}, ?(?:(?:have|has|had|also|jointly|then) ){0,2}$"
)
"""Of "<N> and <N>, the presidents at the summit, signed": who they are."""
_UNDERTAKES = re.compile(r"\b(?:obligations?|commitments?|status|accession|membership)\b", re.IGNORECASE)
_WITH = re.compile(r"\bwith (?:the )?(?:governments? of (?:the )?)?")
_WITH_AFTER = grammar(
    r"(?: in <WHERE>)? with (?:the )?(?:governments? of (?:the )?)?(?P<who><SO>)(?! [a-z]*(?:in|ing)\b)"
)


def inside(view: Skeleton, first: int, last: int) -> Iterator[Mention]:
    """The mentions between two indices of a skeleton, in order."""
    return (m for i in range(first, last) if isinstance(m := view.items.get(i), Mention))


def agents(view: Skeleton, first: int, last: int) -> tuple[list[Referent], Referent | None]:
    """The states and organisations that act in a stretch, and the organisation whose members act as one."""
    parties: dict[Referent, None] = {}
    owner: Referent | None = None
    text = view.text
    excepted = {i for match in EXCEPT.finditer(text, first, last) for i in range(*match.span())}
    for index in range(first, last):
        if index in excepted:
            continue
        item = view.items.get(index)
        if not isinstance(item, Mention) or not item.referent.is_a("State", "Organization"):
            continue
        grouped = item.referent.is_a("Organization") and GROUPED.match(text, index + 1)
        unfit = NOT_PARTY.search(text[max(first, index - 24) : index])
        heads = _HEADS_OF.search(text, max(first, index - 40), index) and (grouped or _AND_BODY.match(text, index + 1))
        if unfit and not heads and item.form is not Form.METONYM:
            continue
        if OFFICE_OF.search(text[max(first, index - 40) : index]) or WITH_NAME.match(text, index + 1):
            continue  # whose officer signs, not who does
        if _ITS_BODY.match(text, index + 1):
            continue  # "India's Ministry of Defence" signs, not India
        if organization_kind(item.referent.id) == "news_agency":
            continue
        if grouped:
            owner = item.referent
        elif _COUNCIL.search(item.text) and not _OFFICE.match(item.text):
            owner = owner or root(item.referent)
        elif (
            item.referent.is_a("Organization")
            and not heads
            and re.search(r"\bof (?:the )?$", text[max(first, index - 9) : index])
        ):
            owner = owner or item.referent
        elif item.referent.cls == "State" or text[index + 1 : index + 2] in _ENDS:
            parties.setdefault(item.referent)
    found = [p for p in parties if p is not owner]
    if owner is None and not any(p.is_a("Organization") for p in found):
        found = list(dict.fromkeys([*_of_officers(view, first, last), *found]))
    return found, owner


def _of_officers(view: Skeleton, first: int, last: int) -> list[Referent]:
    """The states whose officers act: "the Russian and Chinese ministers", "Russian Minister <N> and his ..."."""
    found = [m.referent for match in _OFFICERS.finditer(view.text, first, last) for m in view.found(match, "whose")]
    counterparts = [m.referent for m in inside(view, first, last) if m.form is Form.DEMONYM]
    if any(m.referent.cls == "Person" for m in inside(view, first, last)) and len(set(counterparts)) == 2:
        return counterparts
    return found


def root(body: Referent) -> Referent:
    """The organisation that a council of heads or ministers speaks for, as far as the text or the tables say."""
    for _ in range(4):
        if body.cls != "OrganizationBody" or not _COUNCIL.search(body.label):
            break
        body = body.links.get("body_of") or body.links.get("parent") or body
    return body


def between(doc: Doc, m: Mention) -> list[Referent]:
    """The parties that a title names: "Memorandum between the SCO Secretariat and UNESCO"."""
    opening = re.search(r"\b(?:between|among)\b|^[Jj]oint (?:\w+ ){1,2}of(?= .{3,80}? and )", m.text)
    if opening is None or re.search(r"\b[Mm]ember (?:[Ss]tates|[Cc]ountries)", m.text):
        return []
    subject = next(
        (s.start() for s in _SUBJECT.finditer(m.text, opening.end()) if " and " in m.text[: s.start()]), None
    )
    last = m.end if subject is None else m.start + subject
    named = mentions(doc, "State", "Organization", start=m.start + opening.end(), end=last)
    outer = [i for i in named if i.form is not Form.DEMONYM]
    outer = [i for i in outer if not any(o is not i and o.start <= i.start and i.end <= o.end for o in outer)]
    found = list(dict.fromkeys(i.referent for i in outer))
    wider = any(mentions(doc, "Place", start=m.start + opening.end(), end=last))  # "states of Central Asia and China"
    return found if len(found) > 1 or wider else []


def signers(view: Skeleton, first: int, last: int) -> list[Referent]:
    """The persons who sign, in a stretch before the verb or after "by": "Presidents <N>, <N> and <N>"."""
    found: list[Referent] = []
    text, at = view.text, first
    for index in range(first, last):
        item = view.items.get(index)
        if not isinstance(item, Mention) or item.referent.cls != "Person":
            continue
        if _OTHER_VERB.search(text, at, index) or NOT_PARTY.search(text[max(first, index - 24) : index]):
            found = []
        found.append(item.referent)
        at = index + 1
    apposed = _APPOSED.search(text, at, last)
    last = apposed.start() if apposed else last
    other = _OTHER_VERB.search(text, at, last) or _OTHER_SUBJECT.search(text, at, last)
    return [] if other else list(dict.fromkeys(found))


def titular(doc: Doc, m: Mention) -> list[Referent]:
    """The states that take on what a memorandum names: "Memorandum of Commitments of the Republic of India"."""
    if m.referent.cls != "Memorandum" or not _UNDERTAKES.search(m.text):
        return []
    named = mentions(doc, "State", start=m.start, end=m.end)
    return list(dict.fromkeys(i.referent for i in named if i.form is not Form.DEMONYM))


def with_whom(doc: Doc, view: Skeleton, m: Mention) -> list[Referent]:
    """The other side of "signed an agreement with ...", in the phrase or right after it."""
    inner = _WITH.search(m.text)
    if inner:
        named = list(mentions(doc, "State", "Organization", start=m.start + inner.end(), end=m.end))
        outer = [i for i in named if not any(o is not i and o.start <= i.start and i.end <= o.end for o in named)]
        return [i.referent for i in outer[:1] if i.form is not Form.DEMONYM and i.start - m.start - inner.end() < 6]
    index = next((i for i, item in view.items.items() if item is m), None)
    after = _WITH_AFTER.match(view.text, index + 1) if index is not None else None
    return [view.one(after, "who").referent] if after else []


def represented(found: Sequence[Claim]) -> Iterator[Claim]:
    """For whom persons sign: the states and organisations whose office-holders they are.

    Args:
        found: The claims of all families.
    """
    whom = {c.subject: c.value for c in found if c.predicate == "represents"}
    for claim in found:
        signer = claim.value
        if claim.predicate != "party" or isinstance(signer, str) or signer.cls != "Person":
            continue
        state = whom.get(signer)
        if state is not None and not isinstance(state, str):
            yield Claim(claim.subject, "party", state, claim.start, claim.end, "agreements.signer", 0.85)
