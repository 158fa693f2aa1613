"""Names folded so that spellings of one name meet: accents, Cyrillic, and the ways of writing it in Latin letters."""

from __future__ import annotations

import functools
import re
import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўқғҳҷңөүұәһ",
        (
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
            " i yi ye g u q gh h j ng o u u a h"
        ).split(),
        strict=True,
    )
)
_LETTERS = str.maketrans(
    {**{letter: latin.replace("_", "") for letter, latin in _CYRILLIC.items()}, "ı": "i", "ł": "l", "ø": "o", "đ": "d"}
)
_WORD = re.compile(r"[^\W_]+")
# Ways of writing one sound: the left becomes the right, in this order.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("dzh|dj|zh|tsz", "j"),  # the last is how Russian writes the Chinese j
        (r"\bx", "s"),
        ("shch|sch", "sh"),
        ("kh|gh", "h"),
        ("tch", "ch"),
        ("tz", "ts"),
        ("ph", "f"),
        ("ck|q", "k"),
        ("ou|oo", "u"),
        ("oe", "o"),
        ("ee", "i"),
        ("w", "v"),
        ("y", "i"),
        (r"ii+", "i"),
        (r"i(?=[aeou])", ""),  # Nazarbayev, Nazarbaev; Tatiana, Tatyana
        (r"(.)\1", r"\1"),
        (r"ov(?=\b)|off(?=\b)", "of"),
    )
)


def fold(text: str) -> str:
    """Small Latin letters without accents, words apart by one space."""
    # Once before and once after the capitals: U+3390 holds one ("Hz"), and small letters may be told in two signs.
    small = unicodedata.normalize("NFKD", text).casefold()
    latin = unicodedata.normalize("NFKD", small.translate(_LETTERS))
    plain = "".join(ch for ch in latin if not unicodedata.combining(ch)).translate(_LETTERS)
    return " ".join(_WORD.findall(plain.replace("'", "").replace("\u2019", "")))


@functools.lru_cache(20_000)
def sound(folded: str) -> str:
    """A folded text with the ways of writing one sound made one."""
    for pattern, one in _SOUNDS:
        folded = pattern.sub(one, folded)
    return folded


def likeness(word: str, other: str) -> float:
    """How alike two words are, by the pairs of letters that they share: 0 to 1."""
    if word == other:
        return 1.0
    a, b = _pairs(word), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b))


@functools.lru_cache(20_000)
def _pairs(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))
