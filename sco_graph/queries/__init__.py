"""Named queries: one ``.rq`` file each, with a header that says what it answers and what it takes.

    #+ title: Members of an organisation on a date
    #+ question: Which states were members of an organisation on a date, and since when?
    #+ param: date | date | | 2016-01-01 | the day; without it, today's members

A ``param`` line has the name, the type, the default, an example and what it means.  An empty default leaves the
variable unbound; ``required`` means what it says.  The query names a parameter ``$date`` and its own variables
``?date``, so the file is valid SPARQL as it stands.

``virtuoso/`` has another wording, without header, of the queries that Virtuoso 7 answers wrongly or not at all: it
mistakes EXISTS and BIND inside sub-queries.  The tests see to it that both wordings give the same answers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import NamedNode

from sco_graph.errors import InternalError, NotFoundError, QueryError
from sco_graph.iris import prefix_lines
from sco_graph.parameters import TYPES, loose_term, plain_thing, typed_term
from sco_graph.sparql import Term, bind

Resolve = Callable[[str], NamedNode]

_FOLDER = Path(__file__).resolve().parent
_HEADER = re.compile(r"#\+\s*(\w+):\s*(.*)")
_NAME = re.compile(r"[A-Za-z_]\w*")
_REQUIRED = "required"
_DIALECTS = ("virtuoso",)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query takes.

    Attributes:
        name: Its name.
        type: One of ``parameters.TYPES``.
        default: As text; None leaves it open, unless it is required.
        example: As text.
        meaning: A few words.
        required: Whether it must be given.
    """

    name: str
    type: str
    default: str | None
    example: str
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its SPARQL.

    Attributes:
        name: Name of its file without the ending.
        title: A headline.
        question: The question in a sentence.
        parameters: What it takes.
        text: The SPARQL, without PREFIX lines: ours are always known.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    text: str

    def wording(self, product: str) -> str:
        """The SPARQL for a store.

        Args:
            product: What the store says it is, e.g. ``Virtuoso/07.20``; anything else is taken for a sound one.
        """
        for dialect in _DIALECTS:
            if product.lower().startswith(dialect):
                return _other_wordings(dialect).get(self.name, self.text)
        return self.text

    def as_dict(self) -> dict[str, Any]:
        """For a program: plain values only."""
        return asdict(self) | {"parameters": [asdict(parameter) for parameter in self.parameters]}

    def terms(self, params: Mapping[str, Any], resolve: Resolve = plain_thing) -> dict[str, Term]:
        """The terms to bind: what was given, and the defaults.

        Args:
            params: Name -> value, as text or as a Python value.
            resolve: Finds the IRI of a thing by its name.

        Raises:
            QueryError: if a parameter is unknown, missing or of the wrong type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(set(params) - set(known)):
            takes = ", ".join(known) or "none"
            raise QueryError(f"the query {self.name} has no parameter {unknown[0]}: it takes {takes}")
        terms: dict[str, Term] = {}
        for parameter in self.parameters:
            value = params.get(parameter.name, parameter.default)
            if value is None or value == "":
                if parameter.required:
                    raise QueryError(f"the query {self.name} needs {parameter.name}, e.g. {parameter.example}")
                continue
            terms[parameter.name] = typed_term(parameter.name, parameter.type, value, resolve)
        return terms


@functools.cache
def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries, by name, in alphabetical order."""
    found = {path.stem: _parse(path.stem, path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.rq"))}
    return MappingProxyType(found)


@functools.cache
def _other_wordings(dialect: str) -> Mapping[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((_FOLDER / dialect).glob("*.rq"))}


def _parse(name: str, text: str) -> NamedQuery:
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = text.splitlines()
    while lines and (match := _HEADER.match(lines[0])):
        lines.pop(0)
        if match[1] == "param":
            parameters.append(_parameter(name, match[2]))
        else:
            fields[match[1]] = match[2].strip()
    if not {"title", "question"} <= set(fields):
        raise InternalError(f"the query {name} has no title or no question")
    return NamedQuery(name, fields["title"], fields["question"], tuple(parameters), "\n".join(lines).strip() + "\n")


def _parameter(query: str, line: str) -> Parameter:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 5 or not _NAME.fullmatch(parts[0]) or parts[1] not in TYPES:
        raise InternalError(f"the query {query} has a malformed parameter: {line}")
    name, kind, default, example, meaning = parts
    required = default == _REQUIRED
    return Parameter(name, kind, None if required or not default else default, example, meaning, required)


def is_name(text: str) -> bool:
    """Whether a text can only be the name of a query, not SPARQL."""
    return text.strip().isidentifier()


def find(name: str) -> NamedQuery:
    """Find a query by name.

    Raises:
        NotFoundError: if there is none, with the nearest names.
    """
    import difflib

    queries = named_queries()
    if name in queries:
        return queries[name]
    near = " or ".join(difflib.get_close_matches(name, queries, n=3))
    hint = f"did you mean {near}?" if near else "`sco-graph queries` lists them"
    raise NotFoundError(f"there is no query named {name}: {hint}")


def prepare(
    name_or_text: str, params: Mapping[str, Any], resolve: Resolve = plain_thing, *, product: str = ""
) -> tuple[str, dict[str, Term]]:
    """The text and the terms to bind, of a named query or of any SPARQL text.

    Args:
        name_or_text: Name of a query, or SPARQL.
        params: Name -> value.
        resolve: Finds the IRI of a thing by its name.
        product: What the store says it is (see ``NamedQuery.wording``).

    Raises:
        NotFoundError: if there is no query of that name.
        QueryError: if a parameter is unknown, missing or of the wrong type.
    """
    if is_name(name_or_text):
        query = find(name_or_text.strip())
        return query.wording(product), query.terms(params, resolve)
    return name_or_text, {name: loose_term(name, value) for name, value in params.items() if value is not None}


def sparql_of(name_or_text: str, /, **params: Any) -> str:
    """The whole SPARQL of a query with its values in place, to run anywhere else.

    Raises:
        NotFoundError: if there is no query of that name.
        QueryError: if a parameter is unknown, missing or of the wrong type.
    """
    text, terms = prepare(name_or_text, params)
    return (prefix_lines() if is_name(name_or_text) else "") + bind(text, terms)
