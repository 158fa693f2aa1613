"""Whether a word that may head a phrase about an event is such a noun where it stands, or a verb, or something else."""

from __future__ import annotations

import re

from sco_graph.nlp.event_heads import HEAD, SHOW_HEAD, ordinal
from sco_graph.nlp.event_patterns import CALLED
from sco_graph.nlp.skeleton import grammar

_INSTITUTION = grammar(
    r" (?:of|for) (?:the |its |their |an? )?(?:[\w’'-]+ ){0,4}?(?:<O>|(?:secretariat|headquarters|cent(?:re|er)|office|"
    r"bank|university|institute|academy|structure|branch|bureau)\b)"
)
"""What is inaugurated once: its ceremony is an event, that of a meeting or a drill a part of it."""
_WORK = frozenset({"meetings", "sittings", "proceedings"})
_OF_ANOTHER = re.compile(rf" of (?:the )?(?:[\w\ue000-\ue00a-]+ ){{0,3}}?(?:{HEAD.pattern})(?<!s)", re.IGNORECASE)
"""After "the meetings": what they are the work of, "the meetings of the 32nd session"."""


def is_noun(  # noqa: PLR0911, PLR0912 - noun by noun
    noun: str, left: str, text: str, head: re.Match[str]
) -> bool:
    """Tell the noun from the verb and from other senses of the word.

    Args:
        noun: The head, in lower case.
        left: What stands before it in its phrase.
        text: The skeleton's text.
        head: The head's match in it.
    """
    after = text[head.end() : head.end() + 40]
    if noun in _WORK and _OF_ANOTHER.match(text, head.end()):
        return False
    if noun in {"meet", "drill", "exercise", "exercises", "drills", "round", "dialogue", "forum", "event", "session"}:
        if not left.strip() and noun not in {"drills", "exercises"} and not CALLED.match(text, head.end()):
            return False
        if re.match(r" (?:caution|restraint|control|power|authority|right|its|their|influence)\b", after):
            return False
    if noun == "meet":
        if re.search(r"\b(?:of|from) (?:the )?$", text[: head.start() - len(left)]):
            return False  # "the leaders of the SCO meet in Osh"
        return bool(
            re.search(r"(?:[’']s?|ministers|leaders|secretaries|<|[\ue002\ue003]) ?$", left.strip())
        ) and not re.match(r" (?:with|the|their|its|again|regularly|for|at|every|once|this|next|today)\b", after)
    if (
        noun.startswith("summit")
        and re.match(
            r" (?:of|push|ridge|crater|cross|camp)\b(?: (?:a|the) (?:\w+ " r")?(?:peak|mountain|hill|volcano|mount))?",
            after,
        )
        and re.match(r" (?:push|ridge|crater|cross|camp)|.{0,30}\b(?:peak|mountain|hill|volcano|Mount)\b", after)
    ):
        return False
    if noun in {"drill", "exercise"} and re.match(
        r" (?:of|in) (?:daily|patience|futility|power|democracy|" r"restraint)\b", after
    ):
        return False
    if noun.startswith("gathering") and re.match(r" in\b", after):
        return False
    if noun.startswith("conference") and re.search(r"\b(?:press|news|media) $", left, re.IGNORECASE):
        return False
    if noun == "ceremony":
        return bool(_INSTITUTION.match(text, head.end())) and not HEAD.search(text[head.end() : head.end() + 80])
    if SHOW_HEAD.fullmatch(noun):
        named = re.sub(r"^(?:An?|The|Its?|This|Their) ", "", left)
        return bool(ordinal(named) or re.search(r"[A-Z\ue002\ue003\ue00a]", named))
    if noun.startswith("round"):
        return bool(re.match(r" of (?:the )?(?:[\w-]+ )*(?:talks|consultations|negotiations|dialogue)", after)) or (
            noun.startswith(("round table", "round-table"))
        )
    if noun.startswith("dialogue"):
        return bool(re.search(r"[A-Z\ue000-\ue00a]", left)) and not re.match(r" (?:partner|Partner)", after)
    if noun == "talks" and re.search(r"\b(?:he|she|it|who) $", text[: head.start()]):
        return False
    return not re.match(r"(?:[’']s)? (?:rooms?|halls?|venue|point|minutes|place\b)", after) and not re.match(
        r"-\w", after
    )
