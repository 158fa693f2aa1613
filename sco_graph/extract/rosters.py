"""Groups that a text lists somewhere and elsewhere calls by their number: "the six countries", "all member states".

Who belongs to such a group takes part in an event only if the text says that all of them do, and lists them once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.nlp.mentions import Mention, Referent
from sco_graph.nlp.skeleton import Skeleton, grammar, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

_WORDS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
_NUMBER = {word: n for n, word in enumerate(_WORDS, 3)}
_COUNT = rf"{'|'.join(_WORDS)}|\d{{1,2}}"
_STATES = r"(?:states|countries|nations|members|republics|participants|parties)"
_LISTED = grammar(
    rf"\b(?:compris\w*|consist\w*|group(?:s|ing)|includ\w*|made up|composed|unit(?:es|ing)|namely|{_STATES})\b"
    r"(?P<gap>[^.;\ue000]{0,40}?)(?P<list><S>(?:(?:,|,? and|,? as well as) (?:the )?<S>){2,})"
)
_ROW = grammar(r"<S>(?:(?:,|,? and|,? as well as) (?:the )?<S>)+")
THOSE = re.compile(r"\b[Tt](?:hose|hese|he above|he listed|he mentioned)(?: \w+){0,2} (?:countries|states|nations)\b")
_WHOLE = grammar(
    rf"\b(?:(?P<all>all) (?:of )?(?:(?:the|its|their) )?)?(?P<n>{_COUNT})? ?"
    rf"(?:(?:<O>(?:[’']s?)?|member|full|observer|founding|participating|regional|central|asian|"
    rf"<P>|[\w-]+ese|heads|leaders|presidents|of|state|the) ){{0,6}}?{_STATES}\b"
)


class Rosters:
    """The lists of states of a document.

    Args:
        doc: The document.
    """

    def __init__(self, doc: Doc) -> None:
        self._lists: list[tuple[Referent, ...]] = []
        self._latest: list[tuple[int, tuple[Referent, ...]]] = []
        self._segments = doc._.segments
        for segment in doc._.segments:
            view = skeleton(doc, segment.start, segment.end)
            latest = {
                m.referent: None
                for match in _ROW.finditer(view.text)
                for m in view.found(match)
                if isinstance(m, Mention)
            }
            if latest:
                self._latest.append((segment.start, tuple(latest)))
            for match in _LISTED.finditer(view.text):
                states = tuple(dict.fromkeys(m.referent for m in view.found(match, "list") if isinstance(m, Mention)))
                if len(states) >= 3 and set(states) not in [set(known) for known in self._lists]:
                    self._lists.append(states)

    def those(self, start: int) -> tuple[Referent, ...]:
        """The states that the sentences just before one list, as "those countries" or "they" mean them.

        Args:
            start: Where the sentence begins.
        """
        numbers = {segment.start: segment.number for segment in self._segments}
        at = numbers.get(start, 0)
        out: list[Referent] = []
        for begin, states in reversed(self._latest):
            if numbers[begin] == at - 1:
                out, at = [*states, *out], at - 1
        return tuple(dict.fromkeys(out))

    def meant(self, view: Skeleton) -> Iterator[tuple[int, tuple[Referent, ...]]]:
        """Groups that a sentence calls by number or as a whole, with the index after their words.

        Args:
            view: The sentence.
        """
        for match in _WHOLE.finditer(view.text) if self._lists else ():
            count = match["n"] and (_NUMBER.get(match["n"].lower()) or int(match["n"]))
            if not match["all"] and not count:
                continue
            fitting = [states for states in self._lists if not count or len(states) == count]
            if len(fitting) == 1 and not re.match(r"[^.;]{0,20}[\ue000]", view.text[match.end() :]):
                yield match.end(), fitting[0]
