"""Where a malformed query or update goes wrong, in words for whoever wrote it.

The parser's own message names a place beyond the mistake (a keyword's length beyond it, or the end of the text) and
every rule that it tried there.  The place is found by asking how much of the text could still be continued: that part
the parser reads to its very end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sco_graph.errors import QueryError
from sco_graph.sparql import Token, tokens

_PAD = "\n" + " " * 40  # ends a comment, and is longer than any keyword that the parser tries
_NEVER = "\0"  # so that no part is ever a whole query, which would be run
_LONGEST = 20_000
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_TOLD = {".": ".", ";": ";", ",": ",", ")": ")", "}": "}", "{": "{", "(": "(", "?": "a variable", ":": "a name"}
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_CLASSES = re.compile(r"\[[^\]]*\]")
_MARK = re.compile(r'"([^"\\]+)"')
_SENTENCE = re.compile(r"(?:expected |one of |, )([A-Z]\w+ [a-zS][^,]+)")

Parse = Callable[[str], object]


def malformed(what: str, text: str, error: SyntaxError, parse: Parse) -> QueryError:
    """The error to raise.

    Args:
        what: ``query`` or ``update``.
        text: The text.
        error: What the parser said.
        parse: Reads a text, with the same prefixes, or raises SyntaxError.

    Returns:
        An error whose message and ``place`` tell where (line and column, from 1) and what is wrong.
    """
    listed = list(tokens(text)) if len(text) < _LONGEST else []
    if not text.strip():
        return QueryError(f"the {what} is empty")
    if not listed:
        found = _PLACE.match(str(error))
        made = QueryError(f"the {what} is malformed: {_short(error)}")
        made.place = (int(found[1]), int(found[2])) if found else None
        return made
    good = _readable(text, listed, parse)
    at = listed[good].start if good < len(listed) else len(text.rstrip())
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    said = _SENTENCE.findall(_CLASSES.sub("", str(error)))
    wrong = _wrong(listed[good] if good < len(listed) else None, said, _expected(text[:at], listed[:good], parse))
    made = QueryError(f"the {what} is malformed at line {line}, column {column}: {wrong}")
    made.place = line, column
    return made


def _readable(text: str, listed: Sequence[Token], parse: Parse) -> int:
    """How many tokens are the beginning of a text that could be continued."""
    low, high = 0, len(listed)
    while low < high:
        middle = (low + high + 1) // 2
        token = listed[middle - 1]
        if _reaches_the_end(text[: token.start + len(token.text)], parse):
            low = middle
        else:
            high = middle - 1
    return low


def _reaches_the_end(part: str, parse: Parse) -> bool:
    try:
        parse(part + _PAD + _NEVER)
    except SyntaxError as error:
        found = _PLACE.match(str(error))
        return found is not None and (int(found[1]), int(found[2])) >= (part.count("\n") + 2, len(_PAD))
    except ValueError:  # a name of a graph that is none
        return False
    return False


def _expected(part: str, listed: Sequence[Token], parse: Parse) -> str:
    """What could follow a beginning, in a few words."""
    depth = 0
    for token in listed:
        depth = token.depth + (token.text in _OPENING) - (token.text in _CLOSING)
    if depth <= 0 and any(token.text == "}" for token in listed):
        return ""  # it may be whole already, and must not be run
    try:
        parse(part + _PAD)
    except SyntaxError as error:
        found = _PLACE.match(str(error))
        marks = set(_MARK.findall(_CLASSES.sub("", found[3]))) if found else set()
        if ":" in marks:
            marks.discard(".")  # of a number
        told = [words for mark, words in _TOLD.items() if mark in marks]
        return f"; expected {' or '.join(told)}" if told else ""
    return ""


def _wrong(token: Token | None, said: Sequence[str], expected: str) -> str:
    """What is wrong with a token that cannot stand where it does, or with the end; ``said`` is the parser's reason."""
    if token is not None and token.text in {"'", '"'}:
        return "the string that begins here does not end"
    if token is not None and token.kind == "name" and any("refix" in sentence for sentence in said):
        return f"the prefix {token.text.partition(':')[0]}: is not declared"
    why = f" ({said[0].strip().lower()})" if said else expected
    return f"{token.text[:40]!r} cannot stand here{why}" if token else f"it ends too early{why}"


def _short(error: SyntaxError) -> str:
    found = _PLACE.match(str(error))
    return f"line {found[1]}, column {found[2]}" if found else str(error).splitlines()[0]
