"""What a worker works out once a snapshot, from the whole graph: description, network with positions, search index."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sco_graph.errors import LimitError, NotFoundError, StoreError
from sco_graph.iris import ID
from sco_graph.naming import rows
from sco_graph.store import OxigraphStore
from sco_graph.web import placing
from sco_graph.web.answering import Forms, Limits, write_answer
from sco_graph.web.asking import Reader, as_json, reply
from sco_graph.web.description import Described
from sco_graph.web.search import NAME, IndexWriter
from sco_graph.web.worker import Reply

if TYPE_CHECKING:
    import networkx as nx

    from sco_graph.network import Overview, Positions

# sco_graph.network brings networkx and igraph: it is imported when the first network is asked for, so that a service
# starts at once.

_MOST_NODES = 50_000
_MOST_NEIGHBOURS = 2_000
_MOST_MEMBERS = 10_000
_QUOTES = "SELECT DISTINCT ?thing ?quote WHERE { GRAPH ?g { ?m sco:refersTo ?thing ; sco:quote ?quote } }"
_SENTENCES = "SELECT DISTINCT ?thing ?quote WHERE { GRAPH ?g { ?e rdf:subject ?thing ; sco:quote ?quote } }"
_ARTICLES = """
SELECT ?a ?title ?issued ?publisher ?source ?text WHERE { ?a a sco:Article .
  OPTIONAL { ?a dcterms:title ?title } OPTIONAL { ?a dcterms:issued ?issued }
  OPTIONAL { ?a dcterms:publisher ?publisher } OPTIONAL { ?a dcterms:source ?source }
  OPTIONAL { ?a schema:articleBody ?text } }"""
_FACTS = """
SELECT ?g (COUNT(*) AS ?n) WHERE { { SELECT DISTINCT ?g ?s ?p ?o WHERE {
  GRAPH ?g { ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } } } } GROUP BY ?g"""


class Surveyor(Reader):
    """Answers what needs a look at the whole graph; keeps it until the next snapshot.

    Args:
        options: As ``Reader``; also ``max_rows``, ``max_bytes`` and ``scratch``, a folder to write to.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self._limits = Limits(options["max_rows"], options["max_bytes"])
        self._scratch = Path(options["scratch"])
        self._described: dict[str, Described] = {}
        self._network: nx.MultiDiGraph | None = None
        self._former: Positions = {}  # of the snapshot before
        self._placed: Positions = {}
        self._overview: Overview | None = None
        self.kinds |= {
            "describe": self._describe,
            "ask_description": self._ask_description,
            "index": self._index,
            "network": self._whole,
            "community": self._community,
            "neighbours": self._neighbours,
            "path": self._path,
            "export": self._export,
        }

    def renew(self) -> None:
        """Forget what was worked out from the former snapshot."""
        self._described.clear()
        self._network, self._former, self._placed = None, self._placed or self._former, {}
        self._overview = None

    def _description(self, base: str) -> Described:
        if base not in self._described:
            self._described.clear()  # the base is what a client calls us: do not collect them
            self._described[base] = Described(self.store, base)
        return self._described[base]

    def _describe(self, question: dict[str, Any]) -> Reply:
        document = self._description(question["base_url"]).document(question["graph_form"], void=question["void"])
        return {"form": question["graph_form"]}, document

    def _ask_description(self, question: dict[str, Any]) -> Reply:
        store = self._description(question["base_url"]).store
        return reply(write_answer(store, question["query"], Forms.of(question), self._limits))

    @property
    def network(self) -> nx.MultiDiGraph:
        """The snapshot as a network, without evidence."""
        if self._network is None:
            from sco_graph.network import read_network

            self._network = read_network(self.graph, evidence=False)
        return self._network

    def _positions(self) -> Positions:
        """Where the things stand that the explorer shows when it opens."""
        if not self._placed:
            from sco_graph.network import largest_part

            files = [folder / placing.NAME for folder in self._folders()]
            former = next(filter(None, map(placing.load, files)), None) or self._former
            self._placed = placing.place(largest_part(self.network, _MOST_NODES), former)
            for file in files:
                with contextlib.suppress(StoreError):  # a store that we may only read
                    placing.save(file, self._placed)
                    break
        return self._placed

    def _folders(self) -> list[Path]:
        """Where to keep what belongs to this snapshot, the best first."""
        kept = self._scratch / self.store.version
        kept.mkdir(exist_ok=True)
        return [self.store.folder, kept] if isinstance(self.store, OxigraphStore) else [kept]

    def _whole(self, question: dict[str, Any]) -> Reply:
        from sco_graph.network import between, largest_part, to_columns

        span = question["first"], question["last"]
        network = self.network if span == (None, None) else between(self.network, *span)
        if question.get("communities") and len(network) > min(question["limit"], _MOST_NODES):
            return self._communities()
        part = largest_part(network, min(question["limit"], _MOST_NODES))
        positions = self._beside(part) if question.get("places", True) else dict.fromkeys(part, (0.0, 0.0))
        return {}, as_json(to_columns(part, positions, total=network))

    @property
    def overview(self) -> Overview:
        """The communities of the snapshot."""
        if self._overview is None:
            from sco_graph.network import overview

            self._overview = overview(self.network)
        return self._overview

    def _communities(self) -> Reply:
        from sco_graph.network import layout, to_columns

        made = self.overview.network
        columns = to_columns(made, layout(made), total=self.network)
        return {}, as_json({**columns, "communities": True})

    def _community(self, question: dict[str, Any]) -> Reply:
        """The best connected things of a community."""
        from sco_graph.network import layout, to_columns

        things = self.overview.members.get(f"community:{question['number']}")
        if things is None:
            raise NotFoundError(f"there is no community {question['number']}")
        part = self.network.subgraph(things[:_MOST_MEMBERS]).copy()
        return {}, as_json(to_columns(part, layout(part), total=self.network.subgraph(things)))

    def _beside(self, part: nx.MultiDiGraph) -> Positions:
        """The positions of a part of the network."""
        return placing.beside(part, self._positions())

    def _near(self, part: nx.MultiDiGraph) -> Positions:
        """The same, without waiting for those of a whole that is not shown: it opens on its communities."""
        from sco_graph.network import layout

        return layout(part, "circle") if len(self.network) > _MOST_NODES else self._beside(part)

    def _neighbours(self, question: dict[str, Any]) -> Reply:
        from sco_graph.network import find_thing, largest_part, neighbourhood, to_columns

        thing = find_thing(self.network, question["id"])
        whole = neighbourhood(self.network, [thing])
        part = whole
        if len(whole) > _MOST_NEIGHBOURS:
            kept = {thing, *largest_part(whole, _MOST_NEIGHBOURS)}
            part = whole.subgraph(kept).copy()
        return {}, as_json(to_columns(part, self._near(part), total=whole))

    def _path(self, question: dict[str, Any]) -> Reply:
        from sco_graph.network import shortest_path, to_columns

        part = shortest_path(self.network, question["start"], question["goal"])
        return {}, as_json(to_columns(part, self._near(part)))

    def _export(self, question: dict[str, Any]) -> Reply:
        """The chosen things with the evidence of their facts."""
        from sco_graph.network import between, export, read_network

        network = between(read_network(self.graph), question["first"], question["last"])
        part = network.subgraph([name for name in question["ids"] if name in network]).copy()
        written = export(part, question["format"])
        body = written.encode("utf-8", "replace") if isinstance(written, str) else written
        if len(body) > 4 * self._limits.bytes:
            raise LimitError(f"the file would have {len(body):,} bytes: choose fewer things")
        return {}, body

    def _index(self, _: dict[str, Any]) -> Reply:
        """Make sure that the snapshot has a search index; gives its place."""
        paths = [folder / NAME for folder in self._folders()]
        for path in paths:
            if path.is_file():
                return {"index": str(path)}, b""
        try:
            path = self._write_index(paths[0])
        except StoreError:  # a store that we may only read
            path = self._write_index(paths[-1])
        return {"index": str(path)}, b""

    def _write_index(self, path: Path) -> Path:
        writer = IndexWriter(path)
        writer.things(
            (
                name,
                about["label"],
                about["class"],
                about.get("start"),
                self.network.degree(name),
                about.get("alt_labels", ()),
            )
            for name, about in self.network.nodes(data=True)
        )
        writer.names(self._about_things(_QUOTES))
        writer.sentences(self._about_things(_SENTENCES))
        writer.articles(self._about_articles())
        writer.publish()
        return path

    def _about_things(self, query: str) -> Iterator[tuple[str, str]]:
        for row in rows(self.store, query):
            if (thing := row["thing"].value.removeprefix(ID)) in self.network:
                yield thing, row["quote"].value

    def _about_articles(self) -> Iterator[tuple[Any, ...]]:
        facts = {row["g"].value: int(row["n"].value) for row in rows(self.store, _FACTS)}
        for row in rows(self.store, _ARTICLES):
            about = [
                None if row[name] is None else row[name].value for name in ("title", "issued", "publisher", "source")
            ]
            text = "" if row["text"] is None else row["text"].value
            yield row["a"].value.removeprefix(ID), *about, facts.get(row["a"].value, 0), text
