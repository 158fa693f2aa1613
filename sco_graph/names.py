"""Keys under which spellings of one name fall together.

A key is for comparing, never for showing: ``name_key("Organisation's anti-terror Centre") == "organization
antiterror center"``.  ``person_key`` folds more, since one Cyrillic name is written in Latin letters in many ways.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "a"})
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼʻ´`ʿʾ", "'"))
_POSSESSIVE = re.compile(r"'s?(?=\W|$)")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_ROMAN = re.compile(r"(?<=[\w] )(?:III|II|IV|VIII|VII|VI|IX|I|V|X)\b")
_ROMAN_VALUES = {r: str(i) for i, r in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}
_NOT_WORD = re.compile(r"[^\w]+|_")
_PREFIX = re.compile(r"\b(anti|counter|co|multi|inter|non) (?=[^\W\d])")
_SPELLING = (
    (re.compile(r"(organ|recogn|digital|radical|jeopard|util|modern|normal|liberal|ur?ban)is(?=e|a|i)"), r"\1iz"),
    (re.compile(r"\b(de|of)fence"), r"\1fense"),
    (re.compile(r"\bprogramme"), "program"),
    (re.compile(r"\bcentre"), "center"),
    (re.compile(r"(neighb|lab|col|hon|harb)our"), r"\1or"),
    (re.compile(r"\bcombatt"), "combat"),
    (re.compile(r"\bcyber(?=\w)"), "cyber "),
    (re.compile(r"\bu[iy]gh?ur"), "uygur"),
)


def plain(text: str) -> str:
    """Strip diacritics, and make apostrophes and dashes those of ASCII; case and all else stay."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_LETTERS))
    return "".join(ch for ch in folded if not unicodedata.combining(ch))


def name_key(name: str) -> str:
    """Fold what does not tell one name from another.

    Case, diacritics, quotes, hyphens, possessive endings, a leading "the", British and American spelling, and Roman
    numerals that end a name ("Tianshan-II", "Tianshan 2").

    Args:
        name: Any name as a text writes it.

    Returns:
        Lower-case words joined by single spaces; empty if the name has no letter or digit.
    """
    text = _POSSESSIVE.sub("", plain(name)).replace("'", "")
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = _NOT_WORD.sub(" ", text).strip()
    text = _ROMAN.sub(lambda match: _ROMAN_VALUES[match[0]], text)
    words = _PREFIX.sub(r"\1", text.lower().removeprefix("the ")).split()
    return " ".join(map(_spelling, words)).replace("st petersburg", "saint petersburg")


@functools.lru_cache(maxsize=8192)
def _spelling(word: str) -> str:
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


_SOUNDS = (
    (re.compile(r"dzh|zh"), "j"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"tch|tsch"), "ch"),
    (re.compile(r"ye|je(?=v)"), "e"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def person_key(name: str) -> str:
    """Fold the ways of writing one person's name in Latin letters.

    "Sergey Shoygu", "Sergei Shoigu"; "Nurgaliyev", "Nurgaliev"; "Dzhumanbekov", "Zhumanbekov", "Jumanbekov".

    Args:
        name: A person's name without titles.

    Returns:
        Words in their order; empty if the name has no letter.
    """
    return " ".join(map(_sound, name_key(name).split()))


@functools.lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word
