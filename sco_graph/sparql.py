"""SPARQL text as tokens: what a query asks for, and values bound to its variables.

Nothing here looks for substrings: ``?service``, ``ex:service``, a string or a comment that holds the word are not the
keyword.  The grammar has one ambiguity for a tokeniser, ``<``: inside parentheses, after something that can be
compared, it is read as the comparison, as every parser must; in doubt a query is refused, never let through.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from sco_graph.errors import QueryError, RefusedError

Term = NamedNode | BlankNode | Literal

_TOKEN = re.compile(
    r"""
    (?P<space>[\s\ufeff]++|\#[^\n\r]*+)
  | (?P<string>'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}|"{3}(?:"{0,2}(?:[^"\\]|\\.))*+"{3}
      |'(?:[^'\\\n\r]|\\.)*+'|"(?:[^"\\\n\r]|\\.)*+")
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
  | (?P<variable>[?$]\w++)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<name>(?:[^\W\d][\w\-.\u00b7]*+)?:(?:[\w\-.:\u00b7]|%[0-9A-Fa-f]{2}|\\[^\w\s])*+)
  | (?P<run>[^\W\d][\w\-.\u00b7]*+)
  | (?P<number>\d++\.?\d*+(?:[eE][+-]?\d++)?|\.\d++(?:[eE][+-]?\d++)?)
  | (?P<mark>\^\^|&&|\|\||!=|<=|>=|<<|>>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# Most queries hold none of these words, and need not be split into tokens to know it.
_CALLS = ("service", "\\")
_NAMES_GRAPHS = ("load", "from", "using")
_MAY_NAME_GRAPHS = re.compile(r"(?<!:)(?:load|from|using)")  # sco:from is a name
_PROLOGUE = re.compile(r"(?:\s++|\#[^\n\r]*+|PREFIX\s++[^\s<#:]*+:\s*+<[^<>\s]*+>)*+", re.IGNORECASE)
_PIECE = re.compile(r"(?P<word>[^\W\d]\w*+)|(?P<number>\d++\.?\d*+(?:[eE][+-]?\d++)?)|(?P<mark>.)", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_QUERY_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATE_FORMS = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}  # how an update begins
)
_OPERAND_ENDS = frozenset(
    {"variable", "string", "number", "iri", "name", "language", "TRUE", "FALSE", ")", "}", "]", "*"}
)
_OPENING = frozenset("([{")
_BEFORE_GRAPH = frozenset({"GRAPH", "FROM", "NAMED", "DESCRIBE"})
_CLAUSES = frozenset({"SELECT", "WHERE", "FROM", "ORDER", "GROUP", "HAVING", "VALUES", "LIMIT", "OFFSET"})
_SHORT = 20_000
_CLOSING = {")": "(", "}": "{", "]": "["}


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: ``string``, ``iri``, ``variable``, ``language``, ``name`` (prefixed), ``number``, ``word`` or ``mark``.
        text: The exact characters.
        start: Offset of the first character in the query.
        inside: The bracket that it stands directly in: ``(``, ``{``, ``[``, or empty.
        depth: How many brackets are open before it.
    """

    kind: str
    text: str
    start: int
    inside: str
    depth: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or empty if this is no word."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> Iterator[Token]:
    """Split a query or update into tokens, without space and comments.

    Args:
        text: SPARQL text, well-formed or not.
    """
    # One text is read several times on its way, and asked again and again; a long one is not worth its memory.
    return iter(_remembered(text)) if len(text) < _SHORT else _read(text)


@functools.lru_cache(maxsize=256)
def _remembered(text: str) -> tuple[Token, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[Token]:
    open_brackets: list[str] = []
    for kind, found, start in _pieces(text, open_brackets):
        inside = open_brackets[-1] if open_brackets else ""
        token = Token(kind, found, start, inside, len(open_brackets))
        yield token
        if kind == "mark" and found in _OPENING:
            open_brackets.append(found)
        elif kind == "mark" and open_brackets and _CLOSING.get(found) == open_brackets[-1]:
            open_brackets.pop()


def _pieces(text: str, open_brackets: list[str]) -> Iterator[tuple[str, str, int]]:
    """Kind, characters and offset of each token; ``open_brackets`` is kept by the caller between two steps."""
    position, before = 0, ""
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:  # cannot be: the last alternative takes any character
            raise QueryError(f"the query cannot be read at character {position}")
        kind, found = match.lastgroup or "mark", match.group()
        if kind == "iri" and open_brackets[-1:] == ["("] and before in _OPERAND_ENDS:
            kind, found = "mark", "<"
        if kind == "name" and found.endswith("."):  # a full stop ends the triple, not the name
            found = found.rstrip(".")
        start, position = position, position + len(found)
        if kind == "space":
            continue
        if kind == "run":
            for piece in _PIECE.finditer(found):
                before = piece.group().upper()
                yield piece.lastgroup or "mark", piece.group(), start + piece.start()
            continue
        before = found if kind == "mark" else kind
        yield kind, found, start


def unescaped(text: str) -> str:
    r"""Resolve the escapes ``\uXXXX`` that SPARQL allows anywhere in a query."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"

    return _ESCAPE.sub(character, text) if "\\" in text else text


def form(text: str) -> str:
    """Tell what a text asks for: SELECT, ASK, CONSTRUCT, DESCRIBE, UPDATE, or empty if it says none of these."""
    prologue = _PROLOGUE.match(text)
    for token in _read(text[prologue.end() :] if prologue else text):  # the first few are enough
        if token.depth == 0 and token.keyword in _QUERY_FORMS:
            return token.keyword
        if token.depth == 0 and token.keyword in _UPDATE_FORMS:
            return "UPDATE"
    return ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query or update would reach for outside the store.

    Attributes:
        services: What follows each SERVICE: an IRI, a prefixed name or a variable.
        loads: What follows each LOAD.
        graphs: What follows each FROM, FROM NAMED, USING and USING NAMED.
    """

    services: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()


@functools.lru_cache(maxsize=256)
def asked(text: str) -> Asked:
    """Find SERVICE, LOAD and FROM among a text's tokens; prefixed names are written out where a prefix is declared."""
    found: dict[str, list[str]] = {"SERVICE": [], "LOAD": [], "FROM": [], "USING": []}
    prefixes: dict[str, str] = {}
    listed = list(tokens(text))
    for index, token in enumerate(listed):
        rest = listed[index + 1 : index + 4]
        if token.keyword == "PREFIX" and len(rest) > 1 and rest[1].kind == "iri":
            prefixes[rest[0].text] = rest[1].text[1:-1]
            continue
        keyword = _reaching(token, rest)
        if keyword and not (token.kind == "name" and index and listed[index - 1].keyword in _BEFORE_GRAPH):
            while rest and rest[0].keyword in {"SILENT", "NAMED"}:
                rest.pop(0)
            found[keyword].append(_written_out(rest[0].text, prefixes) if rest else "")
    return Asked(tuple(found["SERVICE"]), tuple(found["LOAD"]), tuple(found["FROM"] + found["USING"]))


def _reaching(token: Token, rest: list[Token]) -> str:
    """The keyword that a token is, or that a parser without a tokeniser could read in it, else empty.

    Such a parser takes ``trueSERVICE<x>{}`` and ``SERVICE:x{}`` for calls; no word of SPARQL and no prefixed name
    before a group or before another name looks like that otherwise.
    """
    if token.kind == "word":
        return next((keyword for keyword in ("SERVICE", "LOAD", "FROM", "USING") if keyword in token.keyword), "")
    if token.kind == "name" and rest and "service" in token.text.lower():
        prefix, _, local = token.text.lower().partition(":")
        if "service" in prefix and rest[0].text == "{":
            return "SERVICE"
        if local.endswith(".service") and len(rest) > 1 and rest[1].text == "{":
            return "SERVICE"
    return ""


def _written_out(name: str, prefixes: Mapping[str, str]) -> str:
    if name.startswith("<"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    return prefixes.get(prefix + colon, prefix + colon) + local if colon else name


def _may_reach(folded: str) -> bool:
    """Whether a text in small letters may reach for anything; said in many times less time than its tokens take."""
    if any(word in folded for word in _CALLS):
        return True
    return any(word in folded for word in _NAMES_GRAPHS) and _MAY_NAME_GRAPHS.search(folded) is not None


def refuse_outside(text: str, *, allowed: frozenset[str] = frozenset()) -> Asked:
    """Refuse a text that would make the store call other machines or read files.

    Args:
        text: A query or an update.
        allowed: Addresses that SERVICE and LOAD may name.

    Returns:
        What it asks for otherwise.

    Raises:
        RefusedError: if SERVICE or LOAD names another address, or a variable.
    """
    if not _may_reach(text.casefold()):
        return Asked()
    reached = asked(text)
    plain = unescaped(text)
    for found in (reached,) if plain == text else (reached, asked(plain)):
        for keyword, addresses in (("SERVICE", found.services), ("LOAD", found.loads)):
            for address in addresses:
                if address not in allowed:
                    raise RefusedError(f"{keyword} {address} is refused: a query may not call other machines from here")
    return reached


def bind(text: str, values: Mapping[str, Term]) -> str:
    """Put terms in the place of variables, as SPARQL's substitution of values does (SEP-0007).

    Only tokens that are variables are touched, and a term is written by its own serialisation, so no value can change
    what the query asks.  In a SELECT clause the variable stays as a column that holds the value; ``BOUND`` is true.

    Args:
        text: A query.
        values: Name of a variable -> the term.

    Raises:
        QueryError: if the query itself gives a value to one of the variables.
    """
    return _bound(text, tuple(values.items())) if values else text


@functools.lru_cache(maxsize=256)
def _bound(text: str, pairs: tuple[tuple[str, Term], ...]) -> str:
    values = dict(pairs)
    listed = list(tokens(text))
    parts: list[str] = []
    done, clause = 0, ""
    for index, token in enumerate(listed):
        if token.keyword in _CLAUSES or token.text == "{":
            clause = token.keyword
        if token.kind != "variable" or token.text[1:] not in values:
            continue
        start, end, written = token.start, token.start + len(token.text), str(values[token.text[1:]])
        before = [earlier.keyword or earlier.text for earlier in listed[max(0, index - 2) : index]]
        if before[-1:] == ["AS"] or clause == "VALUES":
            raise QueryError(f"{token.text} is a parameter, but the query gives it a value itself: rename one of them")
        if before == ["BOUND", "("]:
            start, end, written = listed[index - 2].start, listed[index + 1].start + 1, "true"
        elif clause == "SELECT" and token.inside != "(":
            written = f"({written} AS {token.text})"
        elif clause in {"ORDER", "GROUP"} and token.inside != "(":
            written = f"({written})"
        parts += text[done:start], written
        done = end
    return "".join(parts) + text[done:]
