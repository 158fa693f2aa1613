"""What the explorer asks of one snapshot: a thing, the evidence of a fact, an article, figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from pyoxigraph import NamedNode

from sco_graph.contradictions import contradicts
from sco_graph.errors import NotFoundError
from sco_graph.explanation import ExplainedFact
from sco_graph.graph import Graph
from sco_graph.iris import ID, PREFIXES, REFERENCE_GRAPH, SCO
from sco_graph.model import PROPERTIES, STANDINGS
from sco_graph.naming import rows
from sco_graph.rdf_terms import SAFE
from sco_graph.web.refs import article_about, local, property_name, references

_MOST_FACTS = 5000
_MOST_SENTENCES = 200
_AROUND = 200  # characters beside a quote

_NOT_SHOWN = "sco:refersTo sco:member sco:organization sco:quote sco:start sco:end sco:confidence sco:extractedBy"
_SHOWN = f"FILTER(STRSTARTS(STR(?p), STR(sco:)) && ?p NOT IN ({', '.join(_NOT_SHOWN.split())}) || ?p = skos:narrower)"
_COUNTED = "(COUNT(DISTINCT ?g) AS ?graphs) (SUM(IF(?g = id:graph_reference, 1, 0)) AS ?reference)"
_OUT = f"""
SELECT ?p ?o {_COUNTED} WHERE {{ GRAPH ?g {{ $thing ?p ?o }} {_SHOWN} }} GROUP BY ?p ?o LIMIT {_MOST_FACTS + 1}"""
_IN = f"""
SELECT ?s ?p {_COUNTED} WHERE {{ GRAPH ?g {{ ?s ?p $thing }} {_SHOWN} }} GROUP BY ?s ?p LIMIT {_MOST_FACTS + 1}"""
_SURE = """
SELECT ?s ?p ?o (MAX(?c) AS ?sure) WHERE {
  { ?e rdf:subject $thing . BIND($thing AS ?s) ?e rdf:object ?o } UNION
  { ?e rdf:object $thing . BIND($thing AS ?o) ?e rdf:subject ?s }
  ?e rdf:predicate ?p ; sco:confidence ?c } GROUP BY ?s ?p ?o"""
_SPANS = """
SELECT ?g ?s ?o ?status ?from ?until WHERE { GRAPH ?g {
  { ?m sco:member $thing } UNION { ?m sco:organization $thing }
  ?m sco:member ?o ; sco:organization ?s ; sco:status ?status .
  OPTIONAL { ?m sco:from ?from } OPTIONAL { ?m sco:until ?until } } }"""
_NAMES = """
SELECT DISTINCT ?p ?o WHERE {
  VALUES ?p { rdfs:label skos:altLabel skos:exactMatch geo:lat geo:long sco:endDate } $thing ?p ?o }"""
_STATED = """
SELECT ?s ?p ?o ?start ?end ?quote ?rule ?c WHERE { GRAPH $article {
  ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sco:start ?start ; sco:end ?end ; sco:quote ?quote .
  OPTIONAL { ?e sco:extractedBy ?rule } OPTIONAL { ?e sco:confidence ?c } } }"""
_ALSO = f"""
SELECT ?s ?p ?o {_COUNTED} WHERE {{ {{ SELECT DISTINCT ?s ?p ?o WHERE {{
  GRAPH $article {{ ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }} }} }} GRAPH ?g {{ ?s ?p ?o }} }}
GROUP BY ?s ?p ?o"""
_MENTIONS = """
SELECT ?thing ?start ?end WHERE { GRAPH $article { ?m sco:refersTo ?thing ; sco:start ?start ; sco:end ?end } }"""
_THINGS = """
SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {
  VALUES ?c { sco:Agent sco:Place sco:Event sco:EventSeries sco:Agreement sco:Topic } ?s a ?c }"""

_Key = tuple[str, str, Any]  # subject, predicate, object
_Stated = tuple[int, bool]  # by how many articles, and whether by the reference tables


class Explorer:
    """Answers of one snapshot.

    Args:
        graph: The snapshot.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph, self._store = graph, graph.store

    def stats(self) -> dict[str, Any]:
        """How many things, facts and articles there are."""
        (count,) = rows(self._store, _THINGS)
        totals = next(iter(self._graph.query("totals")))
        return {"things": int(count["n"].value), "facts": totals["facts"], "articles": totals["articles"]}

    def thing(self, name: str) -> dict[str, Any]:
        """A thing with its facts in both directions.

        Raises:
            NotFoundError: if there is none of that name.
        """
        thing = self._existing(name)
        stated: dict[_Key, _Stated] = {}
        out, into = list(rows(self._store, _OUT, thing=thing)), list(rows(self._store, _IN, thing=thing))
        for row in out[:_MOST_FACTS]:
            stated[thing.value, row["p"].value, row["o"]] = _by_whom(row)
        for row in into[:_MOST_FACTS]:
            stated[row["s"].value, row["p"].value, thing] = _by_whom(row)
        spans = self._spans(thing)
        for key, span in spans.items():
            in_reference = span["graph"] == REFERENCE_GRAPH
            stated.setdefault(key, (int(not in_reference), in_reference))
        return {
            **references(self._store, [thing.value])[thing.value],
            "iri": thing.value,
            **self._about(thing),
            "facts": self._facts(stated, self._sure(thing), spans),
            "truncated": max(len(out), len(into)) > _MOST_FACTS,
        }

    def _existing(self, name: str) -> NamedNode:
        iri = name if "://" in name else ID + quote(name, safe=SAFE + "%")
        try:
            thing = NamedNode(iri)
        except ValueError as error:
            raise NotFoundError(f"nothing is called {name[:200]!r}") from error
        if not self._store.query("ASK { { $thing ?p ?o } UNION { ?s ?p $thing } }", values={"thing": thing}):
            raise NotFoundError(f"nothing is called {name[:200]!r}")
        return thing

    def _about(self, thing: NamedNode) -> dict[str, Any]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in rows(self._store, _NAMES, thing=thing):
            found[row["p"].value.rpartition("#")[2]].append(row["o"].value)
        labels = sorted(set(found["label"] + found["altLabel"]))
        chosen = self._graph.labels([thing.value]).get(thing.value)
        wikidata = [iri.removeprefix(PREFIXES["wd"]) for iri in found["exactMatch"] if iri.startswith(PREFIXES["wd"])]
        return {
            "alt_labels": [label for label in labels if label != chosen],
            "end": min(found["endDate"], default=None),
            "wikidata": min(wikidata, default=None),
            "lat": _number(found["lat"]),
            "long": _number(found["long"]),
        }

    def _sure(self, thing: NamedNode) -> dict[_Key, float]:
        found = rows(self._store, _SURE, thing=thing)
        return {(row["s"].value, row["p"].value, row["o"]): _number([row["sure"].value]) or 0.0 for row in found}

    def _spans(self, thing: NamedNode) -> dict[_Key, dict[str, Any]]:
        """Memberships as facts with a span; the latest span of each."""
        spans: dict[_Key, dict[str, Any]] = {}
        for row in rows(self._store, _SPANS, thing=thing):
            predicate = STANDINGS.get(row["status"].value.removeprefix(SCO))
            if predicate is None:
                continue
            first, last = (row[name].value if row[name] is not None else None for name in ("from", "until"))
            key = (row["s"].value, SCO + predicate, row["o"])
            span = {"from": first, "until": last, "graph": row["g"].value}
            if key not in spans or (first or "") >= (spans[key]["from"] or ""):
                spans[key] = span
        return spans

    def _facts(
        self,
        stated: Mapping[_Key, _Stated],
        sure: Mapping[_Key, float],
        spans: Mapping[_Key, Mapping[str, Any]],
    ) -> list[dict[str, Any]]:
        refs = references(self._store, _named(stated))
        values: dict[tuple[str, str], set[str]] = defaultdict(set)
        for subject, predicate, value in stated:
            values[subject, predicate].add(_text(value))
        facts = []
        for key, by_whom in sorted(stated.items(), key=lambda item: (item[0][0], item[0][1], str(item[0][2]))):
            subject, predicate, value = key
            fact = _fact(refs, key, by_whom, sure.get(key))
            fact |= {name: spans[key][name] for name in ("from", "until") if key in spans}
            others = values[subject, predicate]
            fact["contradicted"] = any(contradicts(fact["predicate"], _text(value), other) for other in others)
            facts.append(fact)
        return facts

    def evidence(self, subject: str, predicate: str, value: str) -> dict[str, Any]:
        """The sentences that state a fact, where the tables have it from, and what contradicts it.

        Raises:
            NotFoundError: if there is no such thing.
        """
        thing = self._existing(subject)
        explained = self._graph.explain(thing.value, predicate).facts if predicate in PROPERTIES else ()
        fact = next((fact for fact in explained if fact.value in {value, SCO + value}), None)
        if fact is None:
            return {"evidence": [], "sources": [], "contradictions": []}
        shown = fact.evidence[:_MOST_SENTENCES]
        articles = article_about(self._store, {ID + sentence.article for sentence in shown})
        refs = references(self._store, [thing.value])
        return {
            "evidence": [_sentence(sentence, articles[ID + sentence.article]) for sentence in shown],
            "sources": list(fact.sources),
            "contradictions": [
                _other(refs[thing.value], other) for other in explained if other.value in fact.contradicted_by
            ],
            "total": len(fact.evidence),
        }

    def article(self, name: str) -> dict[str, Any]:
        """An article with its mentions and what it states.

        Raises:
            NotFoundError: if there is none of that name.
        """
        iri = self._existing(name)
        about = article_about(self._store, [iri.value])[iri.value]
        if about["text"] is None:
            raise NotFoundError(f"there is no article {name[:200]!r}")
        why: dict[_Key, list[dict[str, Any]]] = defaultdict(list)
        for row in rows(self._store, _STATED, article=iri):
            why[row["s"].value, row["p"].value, row["o"]].append(
                {
                    "start": int(row["start"].value),
                    "end": int(row["end"].value),
                    "quote": row["quote"].value,
                    "rule": row["rule"].value if row["rule"] is not None else None,
                    "confidence": _number([row["c"].value]) if row["c"] is not None else None,
                }
            )
        stated: dict[_Key, _Stated] = dict.fromkeys(why, (0, False))
        for row in rows(self._store, _ALSO, article=iri):
            stated[row["s"].value, row["p"].value, row["o"]] = _by_whom(row)
        mentions = list(rows(self._store, _MENTIONS, article=iri))
        refs = references(self._store, [*_named(stated), *(row["thing"].value for row in mentions)])
        facts = []
        for key, reasons in why.items():
            reasons.sort(key=lambda reason: (reason["start"], reason["end"]))
            surest = max((reason["confidence"] for reason in reasons if reason["confidence"] is not None), default=None)
            facts.append(_fact(refs, key, stated[key], surest) | {"evidence": reasons})
        facts.sort(key=lambda fact: (fact["evidence"][0]["start"], fact["subject"]["id"], fact["predicate"]))
        places = [
            {"start": int(row["start"].value), "end": int(row["end"].value), "thing": refs[row["thing"].value]}
            for row in mentions
        ]
        return {**about, "mentions": sorted(places, key=lambda m: (m["start"], m["end"])), "facts": facts}


def _named(keys: Iterable[_Key]) -> Iterator[str]:
    """The IRIs of the things in facts."""
    for subject, _, value in keys:
        yield subject
        if isinstance(value, NamedNode):
            yield value.value


def _by_whom(row: Any) -> _Stated:
    in_reference = int(row["reference"].value) > 0
    return int(row["graphs"].value) - in_reference, in_reference


def _fact(refs: Mapping[str, Any], key: _Key, stated: _Stated, sure: float | None) -> dict[str, Any]:
    subject, predicate, value = key
    is_term = isinstance(value, NamedNode) and value.value.startswith(SCO)  # planned, held, ...: a word, not a thing
    return {
        "subject": refs[subject],
        "predicate": property_name(predicate),
        "object": refs[value.value] if isinstance(value, NamedNode) and not is_term else None,
        "value": value.value.removeprefix(SCO) if is_term or not isinstance(value, NamedNode) else None,
        "articles": stated[0],
        "confidence": sure,
        "reference": stated[1],
    }


def _other(subject: dict[str, Any], fact: ExplainedFact) -> dict[str, Any]:
    """A fact that contradicts another: properties that have one value have a literal one."""
    return {
        "subject": subject,
        "predicate": fact.predicate,
        "object": None,
        "value": fact.label,
        "articles": len({sentence.article for sentence in fact.evidence}),
        "confidence": max((s.confidence for s in fact.evidence if s.confidence is not None), default=None),
        "reference": fact.reference,
    }


def _sentence(sentence: Any, article: Mapping[str, Any]) -> dict[str, Any]:
    text = article["text"] or ""
    return {
        "article": {key: article[key] for key in ("id", "title", "issued", "publisher", "source")},
        "quote": sentence.quote,
        "start": sentence.start,
        "end": sentence.end,
        "before": text[max(0, sentence.start - _AROUND) : sentence.start],
        "after": text[sentence.end : sentence.end + _AROUND],
        "rule": sentence.rule or None,
        "confidence": sentence.confidence,
        "resolved_from": sentence.resolved_from,
    }


def _text(value: Any) -> str:
    return local(value.value) if isinstance(value, NamedNode) else str(value.value)


def _number(texts: list[str]) -> float | None:
    try:
        return float(texts[0]) if texts else None
    except ValueError:  # a store may hold anything
        return None
