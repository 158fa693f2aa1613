"""SHACL validation: is a graph what ontology/shapes.ttl says?

Each named graph is validated by itself, so that a breach names the article it is in.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import rdflib
from rdflib import RDFS, SH
from rdflib.term import Node

from sco_graph.errors import InternalError, ResourceError
from sco_graph.iris import SCO, shorten
from sco_graph.model import CLASSES
from sco_graph.resources import ontology_file


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One thing that is not as the shapes say; IRIs are written with their prefixes.

    Attributes:
        graph: The named graph, or an empty text for a graph without a name.
        focus: The thing.
        path: The property, or an empty text where the breach is not about one.
        value: The offending value, or an empty text where it is a missing one.
        message: What should hold.
    """

    graph: str
    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        """One line for a person to read."""
        about = " ".join(part for part in (self.focus, self.path, self.value) if part)
        return f"{self.graph}: {about}: {self.message}" if self.graph else f"{about}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation.

    Attributes:
        graphs: Number of graphs that were validated.
        triples: Number of statements in them.
        breaches: Sorted.
    """

    graphs: int
    triples: int
    breaches: tuple[Breach, ...] = ()

    @property
    def conforms(self) -> bool:
        """Tell whether nothing is amiss."""
        return not self.breaches

    def as_dict(self) -> dict[str, Any]:
        """The report for a program."""
        return asdict(self) | {"conforms": self.conforms, "breaches": [asdict(breach) for breach in self.breaches]}

    def __str__(self) -> str:
        """A summary line, then one line a breach."""
        size = f"{self.triples:,} statements in {self.graphs:,} graph{'' if self.graphs == 1 else 's'}"
        if self.conforms:
            return f"conforms: {size}"
        count = len(self.breaches)
        return "\n".join([f"does not conform: {count:,} in {size}", *map(str, self.breaches)])


def validate(data: rdflib.Graph) -> Report:
    """Check a graph, or each named graph of a dataset, against the shapes.

    Args:
        data: An rdflib Graph, or a Dataset; it is not changed.

    Raises:
        ResourceError: if the installation lacks the shapes.
    """
    import pyshacl

    breaches: set[Breach] = set()
    graphs = triples = 0
    for name, graph in _graphs(data):
        graphs, triples = graphs + 1, triples + len(graph)
        conforms, results, text = pyshacl.validate(
            graph + _hierarchy(), shacl_graph=_shapes(), inference="none", advanced=False, inplace=True
        )
        if isinstance(results, Exception) or not hasattr(results, "triples"):
            raise InternalError(f"the shapes cannot be applied: {text}")
        if not conforms:
            breaches.update(_breaches(name, results))
    return Report(graphs, triples, tuple(sorted(breaches)))


def _graphs(data: rdflib.Graph) -> Iterator[tuple[str, rdflib.Graph]]:
    """Copies in memory, as pySHACL asks many small questions, which a foreign store answers slowly."""
    parts = list(data.graphs()) if isinstance(data, rdflib.Dataset) else [data]
    for part in parts:
        if len(part):
            copy = rdflib.Graph()
            for triple in part:
                copy.add(triple)
            named = isinstance(data, rdflib.Dataset) and isinstance(part.identifier, rdflib.URIRef)
            yield (shorten(str(part.identifier)) if named else ""), copy


@functools.cache
def _shapes() -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(ontology_file("shapes.ttl"), format="turtle")
    except OSError as error:
        raise ResourceError(f"ontology/shapes.ttl cannot be read: {error}") from error


@functools.cache
def _hierarchy() -> rdflib.Graph:
    """The subclass statements, without which a summit would be no event to the shapes."""
    graph = rdflib.Graph()
    for cls, parent in (*CLASSES.items(), ("State", "Agent")):
        if parent is not None:
            graph.add((rdflib.URIRef(SCO + cls), RDFS.subClassOf, rdflib.URIRef(SCO + parent)))
    return graph


def _breaches(graph: str, results: rdflib.Graph) -> Iterator[Breach]:
    for result in results.objects(None, SH.result):
        yield from _breach(graph, results, result)


def _breach(graph: str, results: rdflib.Graph, result: Node) -> Iterator[Breach]:
    """One breach; a shape that is shared by several says in its details, which can be nested, what is amiss."""
    message = str(results.value(result, SH.resultMessage))
    details = list(results.objects(result, SH.detail))
    if details and message.endswith("See details for more information."):
        for detail in details:
            yield from _breach(graph, results, detail)
    else:
        focus, path, value = (results.value(result, term) for term in (SH.focusNode, SH.resultPath, SH.value))
        yield Breach(graph, _show(focus), _show(path), _show(value), message)


def _show(node: Node | None) -> str:
    if isinstance(node, rdflib.URIRef):
        return shorten(str(node))
    if isinstance(node, rdflib.BNode) or node is None:
        return ""
    text = str(node)
    return repr(text if len(text) <= 80 else text[:79] + "…")
