"""Whether a text is in the language that a pipeline reads, told by the function words of its sentences.

In running text about two words in five are function words ("the", "of", "was"), whatever it is about; spaCy lists them
for each language.  Names, headlines and tables have none in any language, so that only what is told in sentences is
judged; and a text that holds a stretch of English is English enough to be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.language import Language

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s|$)")
_LATIN = "\u024f"  # the last letter of Latin Extended-B
_VIETNAMESE = "\u1e00", "\u1eff"  # Latin Extended Additional
_STRETCH = 60
"""Words in which a passage in English shows."""
_ENOUGH = 20
"""Words in small letters, below which a share says nothing."""
_FEW = 0.18
"""Of 270 English news texts the lowest share was 0.36 (0.21 in a paragraph of theirs); of 14 passages in ten other
languages that are written in Latin letters the highest was 0.17 (Dutch and German)."""
_MANY = 0.25
_LETTERS = 20
_MOST = 0.75
_LONGEST = 100
"""Words a full stop: more are no sentences, but a table or a list."""


def foreign(nlp: Language, text: str) -> str:
    """Tell that a text is not in the pipeline's language; an empty text if it is, or if nothing shows that it is not.

    Args:
        nlp: The pipeline; only English ones are told from others.
        text: Any text.

    Returns:
        Why, for a message.
    """
    if nlp.lang != "en":
        return ""
    words, function_words = _WORD.findall(text), nlp.Defaults.stop_words
    for first in range(0, len(words), _STRETCH):
        if (_share(words[first : first + _STRETCH], function_words) or 0.0) >= _MANY:
            return ""
    letters = sum(map(len, words))
    other = sum(len(word) for word in words if _other_script(word[0]))
    if letters >= _LETTERS and other > _MOST * letters:
        return f"{other / letters:.0%} of its letters are not Latin"
    share = _share(words, function_words)
    if share is not None and share < _FEW and len(_SENTENCE_END.findall(text)) * _LONGEST >= len(words):
        return f"{share:.0%} of its words are English function words, where English has about 40%"
    return ""


def _share(words: list[str], function_words: Collection[str]) -> float | None:
    """The share of function words among those in small Latin letters; None if these are too few to tell."""
    small = [word for word in words if word.islower() and not _other_script(word[0])]
    return sum(word in function_words for word in small) / len(small) if len(small) >= _ENOUGH else None


def _other_script(letter: str) -> bool:
    return letter > _LATIN and not _VIETNAMESE[0] <= letter <= _VIETNAMESE[1]
