"""What is asserted, what is planned, and what is only wished, denied, rumoured or proposed.

One place for all families: ``standing(text, start, end)`` looks at the clause around a phrase and says how its author
stands to it.  Only ``HELD`` and ``PLANNED`` are facts.
"""

from __future__ import annotations

import enum
import re


class Standing(enum.Enum):
    """How an author stands to what a clause says."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    NONE = "none"  # wished, proposed, denied, rumoured, conditional


_BREAK = re.compile(
    r"[;:\n]|[.!?][\"”’')]*(?=\s)|,? (?:but|while|whereas|although|though|yet)\b|,? and (?=(?:the |they |it |he "
    r"|she |we )\w+ "
    r"(?:\w+ )?(?:is|are|was|were|will|has|have|had)\b)"
)
_UNREAL_BEFORE = re.compile(
    r"\b(?:no such|instead of|rather than|"
    r"may|might|could|would(?! (?:also )?(?:be (?:held|attended)|take (?:place|part)|attend|participate)\b)|should|"
    r"if|unless|whether|in case|possible|"
    r"possibly|possibility|potential|eventual|"
    r"hypothetical|propos(?:e|es|ed|al|als|ing)|suggest(?:s|ed|ing|ion|ions)?|call(?:s|ed|ing)? (?:for|on)|"
    r"urg(?:e|es|ed|ing)|"
    r"hop(?:e|es|ed|ing)|wish(?:es|ed)?|want(?:s|ed)?(?: to)?|would like|dream|consider(?:s|ed|ing)|mull(?:s|ed|"
    r"ing)|ponder\w*|"
    r"weigh(?:s|ed|ing)?|speculat\w+|rumou?r\w*|allege\w*|unconfirmed|talk of|talks about holding|idea of|notion of|"
    r"in favou?r of|rule[sd]? out|ruling out|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|"
    r"refus(?:e|es|ed|ing)|"
    r"declin(?:e|es|ed|ing)|fail(?:s|ed)? to|yet to|unlikely|unclear|uncertain|seek(?:s|ing)?|sought|ask(?:s|ed)? for|"
    r"request(?:s|ed|ing)?|advocat\w+|recommend\w*|support(?:s|ed)? the (?:idea|proposal|creation)|"
    r"discuss(?:es|ed|ing)? (?:the (?:possibility|prospects?|idea)|a possible|holding|plans?|whether)|"
    r"under consideration|prospects? (?:of|for)|read it as|is not a|need (?:for|of)|necessity of|ready to "
    r"(?:host|hold)|"
    r"offer(?:s|ed)? to (?:host|hold)|invit(?:es|ed|ing|ation) to hold|bid to (?:host|hold)|wish to)\b",
    re.IGNORECASE,
)
_UNREAL_AFTER = re.compile(
    r"^[^.;\n]{0,80}?\b(?:(?:is|was|are|were|has been|will be|had been|be) (?:not|never)|did not|does not|do "
    r"not|will not|won[’']t|"
    r"wasn[’']t|didn[’']t|has not|have not|had not|never|may|might|could|would(?! (?:also |then )?(?:be (?:held|"
    r"attended|hosted|opened|chaired|"
    r"joined)|take place|open|begin|start|last|focus|bring)\b)|should be held|"
    r"(?:is|was|are|were) (?:under consideration|not ruled out|denied|rejected|proposed|possible|unlikely|"
    r"mooted|being considered)|"
    r"(?:has|have) (?:yet to|not been)|is being considered|been proposed|been suggested|be considered|"
    r"remains? (?:a|an|the|only a) (?:wish|dream|hope|idea|proposal|possibility)|was on the cards|were on the "
    r"cards|was dropped|rumou?red)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no(?! doubt| longer| stranger)|not|never|nor|neither|without|n[’']t)\b(?:(?! and | but |, | which | "
    r"who | that ).)*$",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    r"\b(?:cancel(?:s|led|ed|lation)|call(?:s|ed) off|postpon(?:e|es|ed)|suspend(?:s|ed)|put off|scrapp(?:ed|s))\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|is to|are to|to be held|is due|are due|due (?:in|on|to|for)|scheduled|slated|set to|set "
    r"for|plan(?:s|ned)? to|"
    r"planned for|expected to|upcoming|forthcoming|coming|next (?:year|month|week|summit|meeting|session)|is going to|"
    r"prepar(?:es|ing|ations?) (?:to|for)|intends? to|ahead of|agreed to (?:hold|host|meet)|opens? (?:in|on)|"
    r"begins? (?:in|on))\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"(?:(?!\b(?:will|to|due|expected|ahead|before|after|since|when|not|may|might|would)\b)[^.;\n]){0,60}?\b"
    r"(?:began|opened|started|kicked off|got under ?way|(?:has|have) (?:begun|opened|started|kicked off)|"
    r"(?:is|are|was|were) (?:currently |now |already )?(?:under ?way|in progress|being held|taking place|running))\b"
)
"""What follows an event that goes on, and whose end alone is to come: "began on Monday and will last five days"."""
_ASIDE = re.compile(r", (?:which|who|whose|where)\b[^,;]{1,120},")
_PRESUPPOSED = re.compile(
    r"\b(?:at|during|since|after|following|from|on the (?:sidelines|margins|eve) of|day of|within|ahead of|"
    r"before|participants (?:of|in)) "
    r"(?:the |this |that |its |their |last |an? )?$",
    re.IGNORECASE,
)
_FACED = re.compile(r"\b(?:address|attend|chair|open)(?:ing|ed|es) (?:the |this )?$", re.IGNORECASE)
"""What is addressed or attended is there, whatever is said at it: "Addressing the summit, he said it might ..."."""
_SAID_TO_BE = re.compile(
    r",? (?:which|that) (?:will (?:be held|take place|open|begin|start)|(?:is|are) (?:due|scheduled|slated|to be held|"
    r"expected to (?:be held|take place|open|begin)|set (?:for|to))|"
    r"(?:was|were|is being) held|took place|opened|began)\b"
)
"""What an author adds to an event that is certain, whatever the sentence says of it: "the need to prepare for ..."."""
_NEGATED_SUBJECT = re.compile(r"^(?:no|neither|none|nobody)\b", re.IGNORECASE)
_HARMLESS = re.compile(
    r"\b(?:not only|no doubt|if only|whether or not|no third|not (?:directed|aimed|targeted)|without "
    r"(?:ceremony|prior)|"
    r"as if|even if|no longer|not to mention|may \d|may (?=\d)|call(?:s|ed|ing) (?:on|for) (?=.*\b(?:at|"
    r"during)\b)|not by)\b",
    re.IGNORECASE,
)
_MONTH_MAY = re.compile(
    r"(?:\b(?:in|of|on|last|this|next|early|late|since|until|by)|\d(?:st|nd|rd|th)?) May\b|\bMay \d"
)


def clause(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """The stretch around a phrase up to the next strong break, inside [floor, ceiling).

    Args:
        text: The whole text.
        start: First character of the phrase.
        end: One past its last.
        floor: First character of its sentence.
        ceiling: One past its sentence.
    """
    left = floor
    for found in _BREAK.finditer(text, floor, start):
        left = found.end()
    right = next((m.start() for m in _BREAK.finditer(text, end, ceiling)), ceiling)
    return left, right


def begun(text: str, end: int) -> bool:
    """Tell whether the words after a phrase say that its event has begun.

    Args:
        text: The whole text.
        end: One past the phrase.
    """
    return _BEGUN.match(text, end) is not None


_DID = re.compile(
    r"(?: (?:in|at) (?:[A-Z][\w’'-]+ ?){1,3})?\b ?(?:(?:also|then|\w+ly) ){0,2}"
    r"(?:(?:was|were) (?!announced|agreed|due|expected|plann|postponed|proposed|scheduled|set|slated)(?:\w+ed|held)\b|"
    r"(?!agreed|expected|plann|postponed|proposed|scheduled|slated)\w+ed\b"
    r"(?! (?:at|by|for|from|in|of|on|to|under|with)\b)|focused on\b|took place\b)(?! to\b)"
)
"""After an event that opens its clause and did something, whatever it looked ahead to: "The meeting reviewed plans"."""


def standing(text: str, start: int, end: int, floor: int, ceiling: int) -> Standing:  # noqa: PLR0911 - cue by cue
    """How the author stands to an event or document that a phrase names.

    Args:
        text: The whole text.
        start: First character of the phrase.
        end: One past its last.
        floor: First character of its sentence.
        ceiling: One past its sentence.
    """
    left, right = clause(text, start, end, floor, ceiling)
    before, after, phrase = _quiet(_ASIDE.sub(",", text[left:start])), _quiet(text[end:right]), text[start:end]
    whole = f"{before}{phrase}{after}"
    if _CANCELLED.search(whole):
        return Standing.CANCELLED
    if re.match(r"(?:no|any|neither)\b", phrase, re.IGNORECASE) or re.search(
        r"\b(?:possible|proposed|potential|mooted)\b", phrase
    ):
        return Standing.NONE
    if re.search(r"\b(?:is|are) (?:due|scheduled|slated|set|expected)\b", phrase):
        return Standing.PLANNED
    if _SAID_TO_BE.match(text, end) and not re.match(r"an? ", phrase, re.IGNORECASE):
        return Standing.PLANNED if _PLANNED.search(after) else Standing.HELD
    told = _FACED.search(before) and not re.match(r"an? ", phrase, re.IGNORECASE)
    if (told or _PRESUPPOSED.search(before)) and not re.search(r"\bno\b", phrase):
        return Standing.PLANNED if _PLANNED.search(phrase) else Standing.HELD
    if _UNREAL_BEFORE.search(before[-150:]) or _NEGATED.search(before[-90:]) or _UNREAL_AFTER.search(after[:110]):
        return Standing.NONE
    if _DID.match(after) and not before.strip():
        return Standing.HELD
    if re.match(r"(?:the )?(?:next|upcoming|forthcoming|coming)\b", phrase, re.IGNORECASE) or _PLANNED.search(whole):
        return Standing.PLANNED
    return Standing.HELD


def _quiet(text: str) -> str:
    """Blank out what looks like a hedge and is none: the month of May, "not only"."""
    for pattern in (_HARMLESS, _MONTH_MAY):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text
