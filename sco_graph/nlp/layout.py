"""The text that the pipeline reads: the article's own, with its layout undone, character for character.

Agencies' wires, mail and old web pages break lines after 60 to 80 characters.  For the rules a line break ends a
sentence (headlines and lists have no full stop), so breaks that only wrap are read as spaces.  And no word is longer
than a tokenizer can bear: spaCy's, and some rules, take time that grows with the square of a word's length, which a
hostile text could use.  The text keeps its length, and offsets stay those of the article's own text.
"""

from __future__ import annotations

import functools
import itertools
import re

from sco_graph.reference import load_reference

_BREAK = re.compile(r"(?<=\S)[ \t]?\n(?=[ \t]{0,3}\S)")
_MARK = re.compile(r"[ \t]*(?:[-–—*•·▪]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
"""What begins an item of a list."""
_OPEN = re.compile(
    r"(?:,|\b(?:a|an|the|of|on|in|at|to|for|by|from|with|and|or|between|under|into|as|its|their|his|her|is|are|was|"
    r"were|"
    r"has|have|had|be|been|will|would|that|which|who|this|Mr|Mrs|Gen|Col|Dr))\s*\Z"
)
"""A line that cannot be the end of a sentence."""
_WIDTHS = range(45, 111)
_MOST_ODD = 0.2
"""Share of lines that may break early in a text that is wrapped (agencies break before long words and after dashes)."""
_FEWEST = 3
"""Breaks that show that a text is wrapped."""
_ENDS = re.compile(r"[.!?:][\"”’')\]]*\s*\Z")
"""A line that ends a sentence: where it is short, a paragraph ends."""


_SLASHES = re.compile(r"(?<=[^\W\d] )/(?=[A-Z])[^/\n()]{2,300}(?<=\w)/(?=[\s,.;:]|\Z)")
"""Slashes that agencies in Moscow use as brackets."""
_ROLL = re.compile(
    r"\b(?:[Pp]resent|[Aa]ttend\w*|[Pp]articipants?|[Pp]articipat(?:ed|ing)|(?:took|taking) part|[Dd]elegat\w+|"
    r"[Gg]uests?)\b[^\n:.]{0,60}:[ \t]*\n\s*(?:[^\n]{3,200}[,;][ \t]*\n\s*){2,60}[^\n]{3,200}"
)
"""A sentence that tells who was present, each on a line of their own, a comma after each."""
_DASH_AFTER = re.compile(r"(?<=\w)--(?=\s)")
"""A dash that no space parts from the word before it."""
_LONG_WORD = re.compile(r"\S{201,}")
_WORD = 200
"""Characters of the longest word; addresses of pages are shorter."""


def readable(text: str) -> str:
    """The text as the pipeline reads it.

    Args:
        text: An article's text.

    Returns:
        A text of the same length: wrapped lines and lists of those present joined, slashes that are brackets read as
        such, dashes parted from the word before them, endless words cut by spaces.
    """
    return _LONG_WORD.sub(_cut, _DASH_AFTER.sub(" –", _SLASHES.sub(_brackets, _ROLL.sub(_one_line, unwrap(text)))))


def _brackets(slashes: re.Match[str]) -> str:
    return f"({slashes.group()[1:-1]})"


def _one_line(items: re.Match[str]) -> str:
    return re.sub(r"\s", " ", items.group())


def _cut(word: re.Match[str]) -> str:
    return "".join(" " if number % _WORD == _WORD - 1 else letter for number, letter in enumerate(word.group()))


def unwrap(text: str) -> str:
    """Turn the line breaks that only wrap into spaces.

    Args:
        text: An article's text.

    Returns:
        A text of the same length, that differs from it in line breaks alone.
    """
    breaks = [(found, *_lines(text, found)) for found in _BREAK.finditer(text)]
    if not breaks:
        return text
    lines = [(line, following) for _, line, following in breaks]
    width = max(len(line.rstrip()) for line, _ in lines) if _is_wrapped(lines) else 0
    letters = list(text)
    for found, line, following in breaks:
        if _joins(line, following, width=width):
            letters[found.end() - 1] = " "
    return "".join(letters)


def _lines(text: str, found: re.Match[str]) -> tuple[str, str]:
    """The line before a break and the one after it."""
    end = text.find("\n", found.end())
    first = text.rfind("\n", 0, found.start()) + 1
    return text[first : found.end() - 1], text[found.end() : len(text) if end < 0 else end]


def _is_wrapped(breaks: list[tuple[str, str]]) -> bool:
    """Whether lines are broken where the next word would not have fitted."""
    width = max(len(line.rstrip()) for line, _ in breaks)
    if len(breaks) < _FEWEST or width not in _WIDTHS:
        return False
    odd = sum(_is_short(line, following, width) and not _ENDS.search(line) for line, following in breaks)
    full = sum(not _is_short(line, following, width) for line, following in breaks)
    return odd <= _MOST_ODD * len(breaks) and full >= _FEWEST


def _is_short(line: str, following: str, width: int) -> bool:
    """Whether the next word would have fitted in a line."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) < width - 2


def _joins(line: str, following: str, *, width: int) -> bool:
    """Whether a break only wraps; ``width`` is that of a wrapped text, else 0."""
    if _MARK.match(following):
        return False
    if width and not (_is_short(line, following, width) and _ENDS.search(line)):
        return True
    if following.lstrip()[0].islower() or _OPEN.search(line) is not None:
        return True
    return (line.rsplit(maxsplit=1)[-1], following.split(maxsplit=1)[0].rstrip(",.;:")) in _pairs()


@functools.cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Words that follow one another in the name of an organisation: between them no line ends."""
    names = [name.split() for row in load_reference().organizations for name in (row.label, *row.alt_labels)]
    return frozenset(pair for words in names for pair in itertools.pairwise(words) if pair[0][0].isupper())
