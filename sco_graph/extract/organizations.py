"""Whose organ a body is, where an organisation has its seat, and when it was founded.

The organ's organisation follows from its name ("SCO Secretariat") or the reference tables; seat and founding are read
where the text states them outright.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sco_graph.extract.claims import Claim
from sco_graph.extract.plain import plain_views
from sco_graph.nlp.blocs import dominant, international
from sco_graph.nlp.mentions import Form, Mention, Referent
from sco_graph.nlp.segments import segment_at
from sco_graph.nlp.skeleton import Skeleton, grammar
from sco_graph.reference import Organization, load_reference

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.model import Article
    from sco_graph.nlp.dates import DateSpan
    from sco_graph.nlp.segments import Segment

_ORGANIZATION = r"(?:organi[sz]ation|bloc|grouping|group|alliance|union|association|body)"
_ASIDE = r"(?: \([^)]*\))?"
_OWNER = rf"(?P<owner>{_ASIDE} of (?:the )?<O>{_ASIDE})?"
_SEAT = r"(?:seat|headquarters|head office|main office|permanent seat|headquarter|HQ)"
_WHERE = r"(?:the (?:city|town) of )?(?P<place><P>)"
_OPENED = r"(?:opened|inaugurated|set up|established|launched)"
SEATS = tuple(
    (name, grammar(pattern))
    for name, pattern in (
        # "the SCO Secretariat, headquartered in Beijing", "is based in", "which is located in", "will be based in"
        (
            "based",
            rf"(?P<org><O>){_OWNER}(?:, [^.;\ue000-\ue00a]{{0,40}},)?,? (?:(?:which|that) )?(?:(?:is|are|was|has "
            rf"been|will be|being) )?"
            rf"(?:now |currently |also |permanently )?(?:headquartered|based|seated|located|situated) in {_WHERE}",
        ),
        # "Headquartered in Minsk, the CIS ..."
        (
            "based_first",
            rf"(?:^|[.;] )(?:Headquartered|Based|Seated|With (?:its )?{_SEAT}) in {_WHERE}, (?:the )?(?P<org><O>)",
        ),
        # "The SCO Secretariat was opened in Beijing", "inaugurated an anti-terrorist centre in Tashkent"
        (
            "opened",
            rf"(?:(?P<org><O>),? (?:which )?(?:was|were|has been) (?:[a-z]+ly )?{_OPENED}|<O>[^.;<O>]{{0,60}} "
            rf"{_OPENED} an? (?P<org2><O>)),? in (?:<WHERE>, )?(?:the (?:<J> capital|city|town)(?: of|,) )?{_WHERE}",
        ),
        # "with its seat in Tashkent", "has its headquarters in", "has had its seat in"
        (
            "seat",
            rf"(?P<org><O>){_OWNER}[^.;\ue001\ue002\ue003]{{0,60}}?\b(?:with|has|having|had|maintains?|at|to|into) "
            rf"(?:had )?(?:its |a |the )?(?:new |permanent |main )?{_SEAT} (?:and \w+ )?"
            rf"(?:is )?in {_WHERE}",
        ),
        (
            "its_seat",
            rf"(?:^|[.] )It (?:has|had|has had|is) (?:(?:its|a) {_SEAT}|headquartered|based|located) in {_WHERE}",
        ),
        # "the Tashkent-based RATS"
        ("place_based", rf"(?P<place><P>)[ -](?:based|headquartered) (?:(?P<org><O>)|{_ORGANIZATION}\b)"),
        # "the headquarters of the SCO is in Beijing", "the SCO's headquarters in Beijing"
        (
            "headquarters_of",
            rf"\b{_SEAT} of (?:the )?(?P<org><O>){_ASIDE}(?: is| are|,)? (?:located |situated )?in {_WHERE}",
        ),
        ("headquarters_in", rf"(?P<org><O>)(?:['’]s?)? {_SEAT}(?: is| are|,)? (?:located |situated )?in {_WHERE}"),
        # "Ashgabat is the seat of the centre"
        (
            "seat_of",
            rf"(?P<place><P>) (?:is|serves as|hosts|houses|has been|has hosted|is home to) (?:also )?(?:the )"
            rf"?(?:{_SEAT} of )(?:the )?"
            r"(?P<org><O>)",
        ),
        ("bracketed", rf"(?P<org><O>) \([^()]{{0,40}}?{_SEAT}(?:,|:| in| is in) {_WHERE}[,;)]"),
        (
            "hosts",
            rf"(?P<place><P>),? (?:which |where )?(?:is home to|hosts|houses) (?:the )?(?P<org><O>)(?:['’]s?)? {_SEAT}",
        ),
        ("home_to", r"(?P<place><P>),? (?:which )?(?:is home to|houses) (?:the )?(?P<org><O>)(?=[.,;]|$)"),
        # "at the Secretariat in Beijing"
        (
            "organ_in",
            r"(?P<org><O>)(?<=[\ue003]) in (?P<place><P>)(?=[\s.,;])",
        ),
    )
)
"""Patterns of seats."""

_FOUND = r"(?:founded|established|set up|created|formed|launched|instituted|inaugurated|opened|born|constituted)"
_BY = r"(?: by (?:the leaders of |the heads of state of )?(?:the )?<S+>)?"
_WHEN = r"(?: [^.;,\ue002\ue003\ue00a]{0,45})?,? (?P<date><D>)"
FOUNDINGS = tuple(
    (name, grammar(pattern))
    for name, pattern in (
        # "The SCO was founded in Shanghai in 2001"
        (
            "was_founded",
            rf"(?P<org><O>){_OWNER}(?:, (?:which [^.;\ue002\ue003\ue00a]{{1,200}}?, |whose [^.;\ue002\ue003\ue00a]"
            rf"{{1,200}}?, |with [^.;\ue002\ue003\ue00a]{{1,60}}?, |which |headquartered in <P>, |"
            rf"based in <P>, )?)?(?: (?:which|that))?,? "
            rf"?(?:(?:was|were|has been|"
            rf"is) (?:officially |formally |first |an? [\w -]{{3,50}} )?)?{_FOUND}{_BY}(?! (?:by|with|under|to|"
            rf"between|for)\b(?! the "
            rf"(?:heads|leaders))){_WHEN}",
        ),
        # "the CSTO, a bloc created in 2002"
        (
            "bloc_founded",
            rf"(?P<org><O>){_OWNER}(?: \([^)]*\))?, an? (?:(?:[\w-]+|<O>) ){{1,10}}?{_FOUND}{_BY}"
            rf"(?! (?:by|to|for)\b){_WHEN}",
        ),
        # "the CSTO dates from 2002", "has existed since 2002"
        (
            "dates",
            r"(?P<org><O>),? (?:which )?(?:dates(?: back)?(?: to)?|has existed|has been in existence|"
            r"traces its \w+ (?:back )?(?:to)?) ?(?P<date><D>)",
        ),
        ("saw_birth", r"(?P<date><D>) saw the (?:birth|creation|founding|establishment) of (?:the )?(?P<org><O>)"),
        (
            "came_into_being",
            rf"(?P<org><O>){_OWNER}(?:, [^.;]{{1,60}},)?,? (?:which )?(?:came into (?:being|existence|effect|force)|"
            rf"was born|began (?:its )?(?:work|operations|operating)|became operational|"
            rf"opened (?:for business|its doors)|started (?:its )?work){_WHEN}",
        ),
        # "on June 15, 2001, the very day on which the SCO came into being"
        (
            "the_day",
            r"(?P<date><D>),? (?:the )?(?:very |same )?(?:day|year|month|when)(?: on which| in which| when| that)? "
            r"(?:the )?(?P<org><O>) (?:came "
            rf"into (?:being|existence)|was (?:officially |formally )?{_FOUND})",
        ),
        # "since its establishment in 2001, the SCO has ...", "the founding of the SCO in 2001"
        (
            "since_its",
            rf"\b(?:since|after|following|from) its (?:establishment|foundation|founding|inception|creation|"
            rf"formation|launch){_WHEN},? (?:the )?"
            r"(?P<org><O>)",
        ),
        # "Founded on June 15, 2001 by China and Russia, the SCO has ..."
        (
            "participle",
            rf"^(?:[^.;]{{0,30}}, )?{_FOUND}(?: in <WHERE>)?{_BY} (?P<date><D>)[^.;\ue002\ue003\ue00a]{{0,160}}, "
            r"(?:the (?:[\w-]+ ){0,6}?)?(?P<org><O>)",
        ),
        (
            "possessed",
            rf"(?P<org><O>)['’]s? (?:establishment|foundation|founding|inception|creation|formation|launch){_WHEN}",
        ),
        (
            "it",
            rf"^It was (?:officially |formally )?{_FOUND}{_BY}(?: (?:on|by|under) the (?:decision|initiative|proposal|"
            rf"agreement) of (?:the )?<O>)?(?! (?:by|with|to)\b){_WHEN}",
        ),
        (
            "its",
            rf"(?P<org><O>)[^.;\ue002\ue003]{{0,120}}\b(?:since|anniversary of) its (?:establishment|foundation|"
            rf"founding|inception|creation|formation){_WHEN}",
        ),
        (
            "since_it",
            rf"(?P<org><O>)[^.;\ue002\ue003]{{0,120}}\bsince it was {_FOUND}{_WHEN}",
        ),
        (
            "founding_of",
            rf"\b(?:establishment|foundation|founding|inception|creation|formation) of (?:the )?(?P<org><O>)"
            rf"{_ASIDE}{_WHEN}",
        ),
        # "In 2001 China and Russia founded the SCO", "the leaders established the RATS in 2004"
        (
            "date_founded",
            rf"(?P<date><D>),? [^.;\ue002\ue003\ue00a]{{3,80}}? (?:jointly |officially |formally )?{_FOUND} (?:the )"
            rf"?(?P<org><O>)(?! <D>)",
        ),
        (
            "founded_it",
            rf"(?:<S>|<O>|leaders|heads of state|presidents|states|countries|,? and) (?:jointly |officially |formally )"
            rf"?{_FOUND} (?:the |an? )?(?P<org><O>)"
            rf"{_WHEN}",
        ),
        ("it_was", rf"\bthe (?:<P>-based )?{_ORGANIZATION},? (?:was )?{_FOUND}{_WHEN}"),
        # "the SCO Interbank Consortium, the latter founded in Moscow on 26 October 2005"
        ("latter", rf"(?P<org><O>){_ASIDE}[,;]? the latter (?:of which )?(?:was |being )?{_FOUND}{_WHEN}"),
    )
)
"""Patterns of foundings."""

_HEDGED = re.compile(
    r"(?:\b(?:if|may|might|could|would|should|proposal|proposed|propos\w+|suggest\w*|plan\w*|will|to be|not|never|"
    r"denied|"
    r"rumou?r\w*|idea|wish\w*|hopes?|consider\w*|possib\w+|whether)\b|n['’]t)[^.;,]{0,60}$",
    re.IGNORECASE,
)
_WILL = re.compile(r"\bwill be$", re.IGNORECASE)
_RESIDENT = re.compile(
    r"(?:Secretariat|Executive Committee|Headquarters|Bureau|Office|Cent(?:re|er)|Structure|Bank|Institute)\b",
    re.IGNORECASE,
)
_NO_ORGAN = re.compile(r"\b(?:University|Bank|Fund|Club|Forum)\b")
_RECALLED = re.compile(r"\b[Ii]t (?:should|must|may|can|will) be \w+ that\b")
_OBJECT = re.compile(r"\b(?:of|by|in|with|for|from|to) (?:the )?$")
_TITLED = re.compile(r"\b(?:[Tt]reaty|[Aa]greement|[Cc]harter|[Cc]onvention|[Pp]rotocol)\b[^.;,]{0,40}$")
_ROUND = re.compile(
    r"(?:a |some |about |nearly |over )?(?:\d*[05]|ten|fifteen|twenty|thirty|forty|fifty|decade)\b", re.IGNORECASE
)
"""Years counted in round numbers, which tell none: "ten years ago"."""
_SOURCES = frozenset({"news_agency"})


def claims(article: Article, doc: Doc) -> Iterator[Claim]:
    """Read organs, seats and foundings.

    Args:
        article: The source.
        doc: Its document, with mentions, dates and segments.
    """
    del article  # the document's dates are resolved already
    yield from _bodies(doc)
    main = dominant(doc)
    bloc = topic = main
    for segment, view in plain_views(doc):
        for rule, pattern in SEATS:
            for match in pattern.finditer(view.text):
                yield from _seat(segment, view, match, rule, topic if rule == "its_seat" else bloc)
        for rule, pattern in FOUNDINGS:
            for match in pattern.finditer(view.text):
                yield from _founding(segment, view, match, rule, topic if rule == "it" else bloc)
        named = [item.referent for item in view.items.values() if _named_body(item)]
        topic = named[0] if named else topic  # what "it" is in the next sentence
        bloc = next((referent for referent in reversed(named) if international(referent)), bloc)


def _named_body(item: object) -> bool:
    if not isinstance(item, Mention) or item.form is Form.PRONOUN:
        return False
    return international(item.referent) or item.referent.cls == "OrganizationBody"


def _bodies(doc: Doc) -> Iterator[Claim]:
    """``bodyOf``: from the name, else from the tables."""
    rows = load_reference().by_id
    seen: dict[int, Referent] = {}
    by_id = {m.referent.id: m.referent for m in doc._.mentions if m.referent.known}
    queue = [(m.referent, m) for m in doc._.mentions if m.referent.is_a("Organization") and m.form is not Form.PRONOUN]
    for referent, mention in queue:
        if id(referent) in seen:
            continue
        seen[id(referent)] = referent
        owner = referent.links.get("body_of")
        row = rows.get(referent.id) if referent.known else None
        if isinstance(row, Organization) and row.body_of:
            parent_row = rows.get(row.body_of)
            owner = by_id.get(row.body_of) or owner
            if owner is None and isinstance(parent_row, Organization):
                owner = by_id[row.body_of] = Referent(parent_row.type, parent_row.label, row.body_of, known=True)
        if owner is None or owner is referent or not owner.is_a("Organization") or _NO_ORGAN.search(referent.label):
            continue
        if referent.cls != "OrganizationBody" and row is None:
            continue
        segment = segment_at(doc, mention.start)
        yield Claim(referent, "bodyOf", owner, segment.start, segment.end, "organizations.name", 0.95)
        queue.append((owner, mention))


def _seat(segment: Segment, view: Skeleton, match: re.Match[str], rule: str, last: Referent | None) -> Iterator[Claim]:
    org = _named(view, match, last)
    place = view.one(match, "place").referent
    head = _RECALLED.sub("", view.text[: match.start()])
    if org is None or place.cls != "Place" or _HEDGED.search(head) or _hedged_inside(match):
        return
    if rule in {"organ_in", "opened"} and not (_RESIDENT.search(org.label) and org.cls == "OrganizationBody"):
        return
    if not _seated(org):
        return
    confidence = 0.85 if rule in {"organ_in", "its_seat", "home_to"} else 0.94
    yield Claim(org, "headquarters", place, segment.start, segment.end, f"organizations.{rule}", confidence)
    parent = org.links.get("body_of")
    if parent is not None and parent.cls == "OrganizationBody" and _RESIDENT.search(org.label):
        yield Claim(parent, "headquarters", place, segment.start, segment.end, f"organizations.{rule}", 0.8)


def _named(view: Skeleton, match: re.Match[str], last: Referent | None) -> Referent | None:
    """The organisation that a match names, else the one named last."""
    named = next((name for name in ("org2", "org") if match.groupdict().get(name)), None)
    if named is None:
        return last
    found: Referent = view.one(match, named).referent
    return found


def _hedged_inside(match: re.Match[str]) -> bool:
    inner = match.string[match.end("org") : match.start("place")] if match.groupdict().get("org") else ""
    return bool(re.search(r"\b(?:may|might|could|would|should|not|proposed)\b", inner))


def _seated(org: Referent) -> bool:
    """News agencies and state bodies are not asked for their seat; those with an international role are."""
    row = load_reference().by_id.get(org.id) if org.known else None
    return not (isinstance(row, Organization) and row.kind in _SOURCES)


def _founding(
    segment: Segment, view: Skeleton, match: re.Match[str], rule: str, last: Referent | None
) -> Iterator[Claim]:
    org = _named(view, match, last)
    date: DateSpan = view.one(match, "date")
    if (
        org is None
        or date.begin is None
        or date.finish is not None
        or (date.approximate and (len(date.begin.iso) > 4 or _ROUND.match(date.resolved_from or "")))
        or date.kind not in {"date", "since", "dateline"}
    ):
        return
    head = _RECALLED.sub("", view.text[: match.start()])
    if _HEDGED.search(head) or _HEDGED.search(match.group()[:-1]):
        return
    if rule == "came_into_being" and _TITLED.search(head):
        return  # "the Treaty on the Union came into force"
    began = re.search(r"\b(?:opened|launched|inaugurated|formed)\b", match.group())
    if rule == "was_founded" and began and _OBJECT.search(head) and not match.string.startswith(",", match.end("org")):
        return  # "the meeting of the SCO that opened on Monday"
    if date.kind == "since" and rule not in {"came_into_being", "since_it", "dates"}:
        return
    if org.is_a("OrganizationBody") or international(org) or not org.known:
        yield Claim(
            org,
            "established",
            date.begin.iso,
            segment.start,
            segment.end,
            f"organizations.{rule}",
            0.93 * date.certainty,
            date.resolved_from,
        )
