"""The front door: a graph, wherever its quads are kept.

graph = sco_graph.open("build/demo")
graph.query("members_on", date="2016-01-01").to_pandas()
graph.explain("Peace Mission 2014").table()
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pyoxigraph import NamedNode, Quad

from sco_graph.errors import InputError, NotFoundError
from sco_graph.explanation import Explanation, explain
from sco_graph.naming import find_labels, find_thing
from sco_graph.queries import prepare
from sco_graph.rdf import FORMATS, serialize_quads, write_quads
from sco_graph.results import Results
from sco_graph.store import MemoryStore, OxigraphStore, Store

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from sco_graph.shapes import Report
    from sco_graph.views import View

_REMEMBERED = 10_000
_NETWORK_FORMATS = ("graphml", "gexf", "csv", "cytoscape")
_ENDINGS = {
    ".nq": "nq",
    ".trig": "trig",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".zip": "csv",
    ".csv": "csv",
    ".json": "cytoscape",
}


class Graph:
    """A graph to ask, see and hand on.

    Args:
        store: Where its quads are.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._found: dict[tuple[str, str], NamedNode] = {}

    def query(self, name_or_text: str, /, *, limit: int | None = None, **params: Any) -> Results:
        """Ask a named question, or any SPARQL query over the union of all graphs.

        Args:
            name_or_text: Name of a query (``members_on``) or SPARQL text; our prefixes need no declaration.
            limit: At most so many rows; ``Results.truncated`` says whether there were more.
            **params: A named query's parameters, or values for variables of the text: ``$place`` for ``place=``.

        Raises:
            NotFoundError: if there is no query, or no thing, of that name.
            QueryError: if the query is malformed or a parameter has the wrong type.
            RefusedError: if the query would call other machines.
            StoreError: if the store cannot be read.
        """
        text, terms = prepare(name_or_text, params, self.find, product=getattr(self.store, "product", ""))
        return Results(lambda: self.store.query(text, values=terms), limit=limit, labels=self.labels)

    def find(self, name: str) -> NamedNode:
        """The IRI of a thing by its local name, prefixed name, IRI, label or other name.

        Raises:
            NotFoundError: if nothing is called that, with the nearest names.
        """
        key = (self.store.version, name)  # a snapshot never changes, and an IRI of a remote store rarely goes
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = find_thing(self.store, name)
        return self._found[key]

    def labels(self, iris: Iterable[str]) -> Mapping[str, str]:
        """The label of each thing that has one: the reference's, else the one that most articles use."""
        return find_labels(self.store, iris)

    def explain(self, thing: str, predicate: str | None = None) -> Explanation:
        """Every fact about a thing with the sentences that state it, and what other articles contradict.

        Args:
            thing: Its name, as ``find`` takes it.
            predicate: Only facts with this property, e.g. ``place``.

        Raises:
            NotFoundError: if nothing is called that.
            QueryError: if the vocabulary has no such property.
        """
        return explain(self.store, self.find(thing), predicate)

    def stats(self) -> dict[str, int | str]:
        """Figures of the graph: quads, articles, facts, evidence, and things by class."""
        return {**self._totals, **{row["class"].rpartition("#")[2]: row["things"] for row in self.query("statistics")}}

    @cached_property
    def _totals(self) -> dict[str, int | str]:
        row = next(iter(self.query("totals")))
        return {"snapshot": self.store.version, **{name: row[name] for name in row}}

    def validate(self) -> Report:
        """Check the graph against the SHACL shapes."""
        from sco_graph.shapes import validate

        return validate(self.rdflib())

    def rdflib(self) -> rdflib.Dataset:
        """The same quads as an rdflib.Dataset with our prefixes bound.

        Over a local store, queries run in Oxigraph on the open snapshot; of a remote one this is a copy in memory.
        """
        from sco_graph.rdflib_bridge import copied, dataset

        if isinstance(self.store, (MemoryStore, OxigraphStore)):
            return dataset(self.store.database)
        return copied(self.store.quads())

    def network(self, *, topics: bool = True, evidence: bool = True) -> nx.MultiDiGraph:
        """The graph as a networkx.MultiDiGraph (see ``sco_graph.network.read_network``)."""
        from sco_graph.network import read_network

        return read_network(self, topics=topics, evidence=evidence)

    def view(
        self,
        around: str | None = None,
        *,
        hops: int = 2,
        since: str | None = None,
        until: str | None = None,
        form: str | None = None,
    ) -> View:
        """Draw the graph, or what lies around one thing, as one HTML page that opens offline.

        Args:
            around: Name of the thing to stand in the middle.
            hops: How far from it.
            since: First year.
            until: Last year.
            form: ``pyvis`` (up to 2,000 things) or ``explorer`` (up to 50,000); by size if None.

        Raises:
            InputError: if there is no such form.
            LimitError: if there is more than one page can draw.
            NotFoundError: if nothing is called that.
            ResourceError: if the explorer's pages are needed and were not built.
        """
        from sco_graph.views import view

        part, middle = self._part(around, hops, since, until)
        title = self.labels([middle]).get(middle, str(around)) if middle else "sco-graph"
        return view(part, title=title, around=middle, form=form)

    def widget(
        self,
        around: str | None = None,
        *,
        hops: int = 2,
        since: str | None = None,
        until: str | None = None,
        **options: Any,
    ) -> Any:
        """The same for notebooks as an ipysigma widget, with ``options`` of ``ipysigma.Sigma``.

        Raises:
            ExtraError: if ipysigma is not installed.
            NotFoundError: if nothing is called as ``around`` says.
        """
        from sco_graph.views import widget

        return widget(self._part(around, hops, since, until)[0], **options)

    def plot(
        self,
        kind: str,
        path: str | Path,
        *,
        around: str | None = None,
        hops: int = 2,
        since: str | None = None,
        until: str | None = None,
        title: str | None = None,
    ) -> Path:
        """Draw a picture for a paper, readable in black and white, and return its path.

        Args:
            kind: ``timeline``, ``map``, ``matrix`` or ``network``.
            path: File to write; ``.svg``, ``.pdf`` or ``.png``.
            around: Name of a thing; only what lies around it is drawn.
            hops: How far from it.
            since: First year.
            until: Last year.
            title: Heading; none if None.

        Raises:
            ExtraError: if matplotlib is not installed.
            InputError: if there is no such kind, the name has another end, or there is nothing to draw.
            NotFoundError: if nothing is called as ``around`` says.
        """
        from sco_graph.plots import plot

        part, _ = self._part(around, hops, since, until)
        return plot(part, kind, path, title=title)

    def _part(
        self, around: str | None, hops: int, since: str | None, until: str | None
    ) -> tuple[nx.MultiDiGraph, str | None]:
        """The network of some years, around a thing; and that thing's IRI."""
        from sco_graph.network import between, neighbourhood

        network = self.network()
        if since or until:
            network = between(network, _year(since), _year(until))
        if around is None:
            return network, None
        middle = self.find(around).value
        return neighbourhood(network, middle, hops=hops), middle

    def export(self, form: str) -> bytes | str:
        """Write the whole graph.

        Args:
            form: An RDF format (nq, trig, turtle, ntriples, jsonld) or one for networks (graphml, gexf, csv,
                cytoscape).

        Raises:
            InputError: if the format is unknown.
        """
        if form == "nq":
            return write_quads(self.store.quads())
        if form in FORMATS:
            return serialize_quads(self.store.quads(), form)
        if form in _NETWORK_FORMATS:
            from sco_graph.network import export

            return export(self.network(), form)
        raise _unknown_format(form)

    def quads(self) -> Iterable[Quad]:
        """Every quad."""
        return self.store.quads()

    def __len__(self) -> int:
        """How many quads the graph holds."""
        return len(self.store)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open(  # noqa: A001 - sco_graph.open reads best as the front door
    path_or_url: str | Path | None = None,
    *,
    update_url: str | None = None,
    user: str | None = None,
    password: str | None = None,
    token: str | None = None,
    timeout: float = 60.0,
) -> Graph:
    """Open a graph.

    Args:
        path_or_url: Folder of a store, or the URL of any SPARQL 1.1 endpoint; None is the bundled reference graph.
        update_url: The endpoint for updates, where it is another.
        user: For an endpoint with user and password.
        password: As above.
        token: For an endpoint with a bearer token.
        timeout: Seconds that a remote answer may take.

    Raises:
        NotFoundError: if there is no store.
        StoreError: if it cannot be read.
    """
    if path_or_url is None:
        return Graph(MemoryStore.reference())
    text = str(path_or_url)
    if text.startswith(("http://", "https://")):
        from sco_graph.remote import SparqlStore

        return Graph(SparqlStore(text, update_url, user=user, password=password, token=token, timeout=timeout))
    if not Path(text).is_dir():
        raise NotFoundError(f"{text} is no store: build one with `sco-graph build --store {text} ARTICLES`")
    return Graph(OxigraphStore(text))


def export_format(form: str | None, out: Path | None) -> str:
    """The format to export: the one named, else the one that the file's ending tells, else N-Quads.

    Raises:
        InputError: if neither is known.
    """
    if form is None:
        if out is None:
            return "nq"
        form = _ENDINGS.get(out.suffix.lower(), out.suffix)
    if form not in FORMATS and form not in _NETWORK_FORMATS:
        raise _unknown_format(form)
    return form


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text[:4].isascii() and text[:4].isdigit()):
        raise InputError(f"{text!r} is no year: write 2012")
    return int(text[:4])


def _unknown_format(form: str) -> InputError:
    return InputError(f"the format {form!r} is unknown: take one of {', '.join((*FORMATS, *_NETWORK_FORMATS))}")
