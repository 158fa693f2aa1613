"""Why the graph holds what it holds about a thing: the sentences, the articles, and who says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from sco_graph.contradictions import contradicted
from sco_graph.iris import ID, PREFIXES, REFERENCE_GRAPH, SCO, shorten
from sco_graph.model import PROPERTIES
from sco_graph.naming import find_labels, rows
from sco_graph.parameters import typed_term
from sco_graph.store import Store
from sco_graph.text import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

_FACTS = "SELECT ?g ?p ?o WHERE { GRAPH ?g { $thing ?p ?o } FILTER(STRSTARTS(STR(?p), STR(sco:))) }"
_EVIDENCE = """
SELECT ?g ?p ?o ?quote ?start ?end ?confidence ?rule ?from WHERE { GRAPH ?g {
  ?e rdf:subject $thing ; rdf:predicate ?p ; rdf:object ?o ; sco:quote ?quote ; sco:start ?start ; sco:end ?end .
  OPTIONAL { ?e sco:confidence ?confidence } OPTIONAL { ?e sco:extractedBy ?rule }
  OPTIONAL { ?e sco:resolvedFrom ?from } } }"""
_ARTICLES = """
SELECT ?s ?p ?o WHERE { VALUES ?s { %s } VALUES ?p { dcterms:title dcterms:issued dcterms:publisher dcterms:source }
  ?s ?p ?o }"""
_SOURCES = "SELECT DISTINCT ?o WHERE { GRAPH id:graph_reference { $thing dcterms:source ?o } }"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that states a fact.

    Attributes:
        article: Local name of the article.
        title: Its headline, if known.
        issued: Its date, if known.
        publisher: Its publisher, if known.
        quote: The exact words.
        start: Their offset in the article's text.
        end: One past their last character.
        rule: Name of the rule or model that read them.
        confidence: Probability that the fact holds.
        resolved_from: The words of a relative date and what they were counted from.
    """

    article: str
    title: str | None
    issued: str | None
    publisher: str | None
    quote: str
    start: int
    end: int
    rule: str
    confidence: float | None
    resolved_from: str | None


@dataclass(slots=True)
class ExplainedFact:
    """One fact with its reasons.

    Attributes:
        predicate: Local name of the property.
        value: Local name of a thing, or the text of a literal.
        label: What to show: the thing's label, or the literal.
        reference: Whether the curated tables say so.
        sources: Where the tables have it from.
        evidence: The sentences that state it, the surest first.
        contradicted_by: Other values of a property that has only one in the world.
    """

    predicate: str
    value: str
    label: str
    reference: bool
    sources: tuple[str, ...] = ()
    evidence: tuple[Sentence, ...] = ()
    contradicted_by: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the graph holds about a thing, and why."""

    thing: str
    label: str
    facts: tuple[ExplainedFact, ...]

    def as_dict(self) -> dict[str, Any]:
        """For a program: plain values only."""
        return asdict(self)

    def table(self) -> RenderableType:
        """For the terminal: a row for each fact and sentence."""
        from rich.table import Table
        from rich.text import Text

        table = Table(title=Text(one_line(self.label)), title_justify="left")
        for heading in ("fact", "stated by", "in these words"):
            table.add_column(heading, overflow="fold")  # addresses and articles' names are there to be copied whole
        for fact in self.facts:
            said = Text(one_line(f"{fact.predicate} {fact.label}", 120))
            if fact.contradicted_by:
                said.append(one_line(f"\nbut also: {', '.join(fact.contradicted_by)}", 120), style="bold red")
            if fact.reference:
                table.add_row(said, Text("reference tables"), Text(one_line(" ".join(fact.sources), 200)))
                said = Text("")
            for sentence in fact.evidence:
                by = ", ".join(part for part in (sentence.publisher, sentence.issued, sentence.article) if part)
                table.add_row(said, Text(one_line(by, 100)), Text(one_line(sentence.quote, 400)))
                said = Text("")
        return table


def explain(store: Store, thing: NamedNode, predicate: str | None = None) -> Explanation:
    """Gather every fact about a thing with its reasons.

    Raises:
        QueryError: if the vocabulary has no such property.
    """
    only = typed_term("predicate", "property", predicate, NamedNode).value if predicate else None
    graphs: dict[tuple[str, Any], set[str]] = defaultdict(set)
    for row in rows(store, _FACTS, thing=thing):
        if only in {None, row["p"].value}:
            graphs[row["p"].value, row["o"]].add(row["g"].value)
    labels = find_labels(store, [thing.value, *(o.value for _, o in graphs if isinstance(o, NamedNode))])
    reasons = _sentences(store, thing)
    sources = tuple(sorted(row["o"].value for row in rows(store, _SOURCES, thing=thing)))
    facts = [
        ExplainedFact(
            predicate=iri.removeprefix(SCO),
            value=value.value.removeprefix(ID),
            label=labels.get(value.value, shorten(value.value)) if isinstance(value, NamedNode) else value.value,
            reference=REFERENCE_GRAPH in named,
            sources=sources if REFERENCE_GRAPH in named else (),
            evidence=reasons.get((iri, value), ()),
        )
        for (iri, value), named in graphs.items()
    ]
    facts.sort(key=lambda fact: (_rank(fact.predicate), fact.predicate, fact.label, fact.value))
    _mark_contradictions(facts)
    return Explanation(thing.value.removeprefix(ID), labels.get(thing.value, shorten(thing.value)), tuple(facts))


def _rank(predicate: str) -> int:
    order = list(PROPERTIES)
    return order.index(predicate) if predicate in order else len(order)


def _sentences(store: Store, thing: NamedNode) -> dict[tuple[str, Any], tuple[Sentence, ...]]:
    found = list(rows(store, _EVIDENCE, thing=thing))
    about = _about_articles(store, {row["g"].value for row in found})
    reasons: dict[tuple[str, Any], set[Sentence]] = defaultdict(set)
    for row in found:
        article = about.get(row["g"].value, {})
        reasons[row["p"].value, row["o"]].add(
            Sentence(
                article=row["g"].value.removeprefix(ID),
                title=article.get("title"),
                issued=article.get("issued"),
                publisher=article.get("publisher"),
                quote=row["quote"].value,
                start=int(row["start"].value),
                end=int(row["end"].value),
                rule=row["rule"].value if row["rule"] else "",
                confidence=float(row["confidence"].value) if row["confidence"] else None,
                resolved_from=row["from"].value if row["from"] else None,
            )
        )
    return {key: tuple(sorted(said, key=_surest)) for key, said in reasons.items()}


def _surest(sentence: Sentence) -> tuple[Any, ...]:
    return -(sentence.confidence or 0), sentence.issued or "9999", sentence.article, sentence.start


def _about_articles(store: Store, iris: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    listed = sorted(iris)
    about: dict[str, dict[str, str]] = defaultdict(dict)
    for index in range(0, len(listed), 400):
        names = " ".join(str(NamedNode(iri)) for iri in listed[index : index + 400])
        for row in rows(store, _ARTICLES % names):
            about[row["s"].value][row["p"].value.removeprefix(PREFIXES["dcterms"])] = row["o"].value
    return about


def _mark_contradictions(facts: list[ExplainedFact]) -> None:
    values: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        values[fact.predicate].add(fact.value)
    others = {predicate: contradicted(predicate, found) for predicate, found in values.items()}
    for fact in facts:
        fact.contradicted_by = tuple(others[fact.predicate].get(fact.value, ()))


__all__ = ["ExplainedFact", "Explanation", "Sentence", "explain"]
