"""Which stories are another's under a new head: the same words, and nothing said that the other does not say.

MinHash finds candidates; then the two texts are laid side by side.  A correction, or the next report of the same form
("the 6th meeting" for "the 5th"), shares nearly all its words with the first and is another testimony all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import numpy as np
from datasketch import MinHash, MinHashLSH

from sco_graph.dateline import find_dateline
from sco_graph.model import Article

_PERMUTATIONS = 128
_SCHEME = "affine32"  # of the hash values, as they are kept
_LIKE = 0.5  # Jaccard likeness at which a look is worth while: a story cut by half is a reprint still
_SHINGLE = 5
_RUN = 4  # words that must agree to be more than chance
_COMMON = 0.8  # share of the shorter text that must be in the other
_FEWEST, _MOST = 30, 5000  # words
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def words(article: Article) -> list[str]:
    """The words of a story without its title and dateline."""
    text = article.text
    if article.title and text.startswith(article.title):
        text = text[len(article.title) :]
    dateline = find_dateline(text)
    return _WORD.findall(text[dateline.end :] if dateline else text)


def signature(article: Article) -> bytes:
    """What MinHash keeps of a story."""
    made = MinHash(num_perm=_PERMUTATIONS, scheme=_SCHEME)
    made.update_batch(list(_shingles([word.lower() for word in words(article)])))
    return bytes(made.digest().astype("<u4").tobytes())


def is_reprint(original: Article, other: Article) -> bool:
    """Tell whether a story says what another says, in its words, and nothing else.

    Args:
        original: The story.
        other: The supposed reprint: it may be cut, and have other lines at its head and end.
    """
    one, two = words(original), words(other)
    shorter = min(len(one), len(two))
    if shorter < _FEWEST or max(len(one), len(two)) > _MOST:
        return False
    matcher = SequenceMatcher(None, [w.lower() for w in one], [w.lower() for w in two], autojunk=False)
    runs = [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size >= _RUN]
    if sum(size for _, _, size in runs) < _COMMON * shorter:
        return False
    agencies = {word for article in (original, other) for word in _WORD.findall(article.publisher or "")}
    starts = [(0, 0), *((a + size, b + size) for a, b, size in runs)]
    ends = [*((a, b) for a, b, _ in runs), (len(one), len(two))]
    for place, ((a, b), (a_end, b_end)) in enumerate(zip(starts, ends, strict=True)):
        new = _telling(two[b:b_end], agencies)
        old = _telling(one[a:a_end], agencies)
        at_the_edge = place in {0, len(runs)}
        if new and (old or not at_the_edge):
            return False
    return True


def _telling(gap: list[str], agencies: set[str]) -> set[str]:
    """The words of a gap that may tell something else: numbers and names."""
    return {word for word in gap if (word[0].isupper() or any(ch.isdigit() for ch in word))} - agencies


def _shingles(lowered: list[str]) -> Iterator[bytes]:
    for start in range(max(1, len(lowered) - _SHINGLE + 1)):
        yield " ".join(lowered[start : start + _SHINGLE]).encode("utf-8", "surrogatepass")


class Stories:
    """The stories among which reprints are looked for.

    Args:
        find: Gives an article by its identifier, or None if it is gone.
    """

    def __init__(self, find: Callable[[str], Article | None]) -> None:
        self._find = find
        self._index = MinHashLSH(threshold=_LIKE, num_perm=_PERMUTATIONS)

    def add(self, article_id: str, hashes: bytes) -> None:
        """Take a story in, or anew."""
        if article_id in self._index:
            self._index.remove(article_id)
        self._index.insert(article_id, _minhash(hashes))

    def original(self, article: Article, hashes: bytes) -> str | None:
        """The story that an article reprints, or None."""
        for candidate in sorted(self._index.query(_minhash(hashes))):
            known = self._find(candidate) if candidate != article.id else None
            if known is not None and is_reprint(known, article):
                return str(candidate)
        return None


def _minhash(hashes: bytes) -> MinHash:
    return MinHash(num_perm=_PERMUTATIONS, scheme=_SCHEME, hashvalues=np.frombuffer(hashes, "<u4"))
