"""How far a phrase about an event reaches: its noun phrase, by closed-class words and by the nouns of those who meet.

To the left of the head noun everything qualifies that is no function word and no verb: "the regular SCO defence
ministers' meeting".  To the right, "of", "between" and their like join those who meet: "of the heads of the defence
departments of the SCO member states responsible for international cooperation".  Such a group reaches as far as its
last noun that can meet (an officer, an organ, a state, an organisation), whatever its modifiers are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.nlp.blocs import organization_kind
from sco_graph.nlp.event_heads import HEAD, MODIFIER_STOP, ordinal
from sco_graph.nlp.event_patterns import CALLED, COLLEGES, MENTION, NAMED_AFTER, OFFICERS, OPEN, SAID_AFTER, WORD
from sco_graph.nlp.mentions import Mention, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sco_graph.nlp.skeleton import Skeleton

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "each", "every", "another"})
_OPENER = re.compile(r" (?:of|between|among|for|at the level of|from|within|involving)(?= )")
_TOKEN = re.compile(r",? ?(?P<word>\([^()]{1,40}\)|[^\s(),;:]*[^\s(),;:.])(?=[\s,.;:()]|$)")
_ANCHOR = re.compile(
    rf"(?:{OFFICERS}|[Ss]tates|[Cc]ountries|[Nn]ations|[Mm]embers|[\ue000\ue002\ue003\ue007\ue009](?:[’']s?)?)\Z"
)
_COLLEGE = re.compile(rf"{COLLEGES}|[Cc]ouncil|[Cc]ommittee")
_PREPOSED = re.compile(r"(?:in|on|at|from|since|until|by|for|during|between|after|before) ")
_LINKS = frozenset({"of", "the", "and", "&", "all", "its", "their", "from"})
_VERB = re.compile(r"(?!(?:united|armed|combined|related|extended|expanded|enlarged|authori[sz]ed|speciali[sz]ed)\b)"
                   r"[a-z]+(?:ed|ly)\Z|(?!working|training|steering|drafting|banking|founding|planning|participating|"
                   r"observing|acceding|belonging|standing)[a-z]+ing\Z")  # fmt: skip
_CHARGE = re.compile(
    r" (?:responsible|in charge|for|on)(?: (?:for|of|on))?(?: the)?(?: (?!the\b)[\w’'-]+){1,4}?"
    r"(?= (?:of|in|at|to|is|was|are|were|will|held|took|takes|opened|opens|began|begins|ended|ends|and the|that|which|"
    r"has|had|on)\b| [\ue000-\ue00a]|[,.;:)]|$)"
)
_RESPONSIBLE = re.compile(r" (?:responsible for|in charge of)\b")
_PORTFOLIO = re.compile(r"(?:[Mm]inisters|[Mm]inistries|[Aa]gencies|[Cc]ouncils?|[Cc]ommittee|[Gg]roup)\Z")


def left(view: Skeleton, head: int) -> int:
    """Where the phrase begins: it grows to the left of its head over what may qualify it.

    Args:
        view: A skeleton.
        head: Where the head noun begins, in its text.
    """
    text, start = view.text, head
    for index in range(head - 1, max(-1, head - 200), -1):
        if _agency(view.items.get(index)):  # "KAZINFORM Heads of government ...": whose news it is
            text = f"{text[:index]};{text[index + 1 :]}"
            break
    words = [(m.start(), m.group()) for m in WORD.finditer(text, max(0, head - 200), head)]
    words.reverse()
    for count, (at, word) in enumerate(words):
        before = words[count + 1][1] if count + 1 < len(words) else ""
        if count >= 16 or not (
            (word == "such" and ordinal(before) and text[:at].strip() == f"The {before}")
            or _qualifies(word, text[at + len(word) : start])
            or _joins(word, before, text[start:head])
        ):
            break
        if _VERB.fullmatch(word) and re.fullmatch(r"[\ue000-\ue004\ue00a]|(?:who|it|they|he|she|we|and)", before):
            break
        start = at
        if (span := view.items.get(at)) is not None and _PREPOSED.match(text_of(view.doc), span.start):
            break  # "participation in today's session": the date has its preposition
        if word.lower() in _DETERMINERS or word[0] in OPEN[:5]:
            break
    # "of", "and", "on" join modifiers ("heads of state summit"); they do not begin a phrase
    opener = re.match(r"(?:(?:and|of|&|-|–|on|to|or|in) )+", text[start:head])
    return start + (opener.end() if opener else 0)


def _agency(item: object) -> bool:
    """Whether a mention is of a news agency."""
    return (
        isinstance(item, Mention)
        and item.referent.cls == "Organization"
        and organization_kind(item.referent.id) == "news_agency"
    )


def _qualifies(word: str, gap: str) -> bool:
    if gap.strip():
        return False
    bare = word.strip('"“”‘«»()').lower()
    if word.endswith((",", ".", ";", ":", "!", "?", ")")) and not re.fullmatch(r"[\"“‘'«]?[\ue006],?[\"”’'»]?", word):
        return False
    if MENTION.search(word):
        return word[0] != "(" and "\ue005" not in word and "\ue008" not in word
    return bool(bare) and not MODIFIER_STOP.fullmatch(bare)


def _joins(word: str, before: str, after: str) -> bool:
    """Whether "of" or "and" stands inside a modifier: "Heads of Government meeting", "command and staff drills"."""
    if not after:
        return word == "of" and before in {"council", "Council", "committee", "Committee"}  # "council of ministers"
    if after.split(" ", 1)[0].lower() in _DETERMINERS:
        return False
    if word == "of":
        return bool(_COLLEGE.fullmatch(before))
    if word in {"and", "&"}:
        plain = re.fullmatch(r"[a-z-]+", before) and not before.endswith("s") and not HEAD.fullmatch(before)
        return bool(plain) and not MODIFIER_STOP.fullmatch(before) and not _VERB.fullmatch(before)
    return False


def right(text: str, end: int) -> tuple[int, list[tuple[str, int, int]]]:
    """Where the phrase ends, and which stretch of it says what ("of", "parties", "topic", "code").

    Args:
        text: A skeleton's text.
        end: One past the head noun.
    """
    parts: list[tuple[str, int, int]] = []
    while len(parts) < 5:
        found = next(((kind, reach) for kind, reach in _reaches(text, end) if reach > end), None)
        if found is None:
            break
        parts.append((found[0], end, found[1]))
        end = found[1]
    called = CALLED.match(text, end)
    if called:
        parts.append(("code", end, called.end("x")))
        end = called.end("x")
        for kind, reach in (("of", group(text, end)), *((k, p.match(text, end)) for k, p in SAID_AFTER[:2])):
            stop = reach if isinstance(reach, int) else reach.end() if reach else end
            if stop > end:
                parts.append((kind, end, stop))
                return stop, parts
    return end, parts


def _reaches(text: str, at: int) -> Iterator[tuple[str, int]]:
    """What may continue the phrase at an index, the surest first."""
    for kind, pattern in NAMED_AFTER:
        match = pattern.match(text, at)
        if match:
            yield kind, match.end()
    yield "of", group(text, at)
    for kind, pattern in SAID_AFTER:
        match = pattern.match(text, at)
        if match:
            yield kind, match.end()


def group(text: str, start: int) -> int:
    """One past those who meet, named after "of" or a like word; ``start`` if nobody is.

    Args:
        text: A skeleton's text.
        start: Where the preposition would begin.
    """
    opener = _OPENER.match(text, start)
    if not opener:
        return start
    end, at = start, opener.end()
    word = text[:start].rsplit(" ", 1)[-1]  # the word last read
    office = bool(_COLLEGE.fullmatch(word))  # an office that is told what it is of: "ministers of culture"
    for _ in range(24):
        token = _TOKEN.match(text, at)
        if not token or not _continues(token["word"], word, text[token.end() :], comma=token.group().startswith(",")):
            break
        previous, word = word, token["word"]
        if _COLLEGE.fullmatch(previous) and word in {"of", "for"}:
            office = True
        if word.startswith("(") and end == token.start():
            end = token.end()  # "(Prime Ministers)", "(CICA)"
        elif _meets(word) or (office and word.lower() not in _LINKS and not MENTION.search(word)):
            end = token.end()
        at = token.end()
        charge = _charge(text, at, word)
        if charge > at:
            at = end = charge
    # "the meeting of the secretaries and the defence ministers' meeting" are two
    if HEAD.match(text, end + 1) and not text.startswith(" meet ", end):
        end = max(text.rfind(" and ", start, end), text.rfind(", ", start, end), start)
    return end


def _meets(word: str) -> bool:
    """Whether a word names somebody who can meet and is no mere owner: "ministers", a state, but not "the SCO's"."""
    if word[0] in "\ue000\ue002\ue003\ue009":
        return len(word) == 1 and word != "\ue009"
    return bool(_ANCHOR.fullmatch(word.strip("\"“”«»’'")))


def _charge(text: str, at: int, word: str) -> int:
    """One past "responsible for justice", or "for emergencies" after ministers; ``at`` if none follows."""
    if not (_RESPONSIBLE.match(text, at) or (_PORTFOLIO.fullmatch(word) and text.startswith(" for ", at))):
        return at
    match = _CHARGE.match(text, at)
    return match.end() if match else at


def _continues(word: str, previous: str, after: str, *, comma: bool) -> bool:
    """Whether a word may stand in the group of those who meet."""
    listed = after if word == "and" else word
    if comma and not (re.match(r" ?[\ue000\ue009]", listed) and re.match(r"[\ue000\ue009]", previous)):
        return False
    if word == "to" or word.startswith("("):
        return previous == "belonging" if word == "to" else not re.search(r"\d|[\ue001\ue00a]|\ue000.*\ue000", word)
    if word.lower() in _LINKS:
        return not (word in {"and", "&"} and previous in {"of", "the"}) and (previous, word) != ("and", "of")
    if re.search(r"[\ue001\ue004-\ue006\ue008\ue00a]|^[-–—]+$", word) or HEAD.fullmatch(word):
        return False
    if MENTION.search(word):
        return True
    participle = _VERB.fullmatch(word) and (word.endswith("ly") or previous.lower() not in {"of", "the", "all"})
    return not MODIFIER_STOP.fullmatch(word.lower()) and not participle
