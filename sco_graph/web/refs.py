"""Things as the explorer shows them: label, class and date of each, found for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode

from sco_graph.iris import ID, PREFIXES, SCO, shorten
from sco_graph.model import CLASSES
from sco_graph.naming import find_labels, rows
from sco_graph.store import Store

_BATCH = 400
_ABOUT = """
SELECT ?s ?c ?date WHERE { VALUES ?s { %s } { ?s a ?c } UNION { ?s sco:startDate|sco:adoptedOn ?date } }"""


def local(iri: str) -> str:
    """The name by which the explorer knows a thing: its local name, or the whole IRI of what is not ours."""
    return iri.removeprefix(ID)


def property_name(iri: str) -> str:
    """The local name of a property."""
    return iri.removeprefix(SCO) if iri.startswith(SCO) else iri.rpartition("#")[2]


def references(store: Store, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """IRI -> ``id``, ``label``, ``class`` and ``start`` of a thing."""
    wanted = sorted(set(iris))
    labels = find_labels(store, wanted)
    classes: dict[str, set[str]] = defaultdict(set)
    dates: dict[str, set[str]] = defaultdict(set)
    for index in range(0, len(wanted), _BATCH):
        names = " ".join(str(NamedNode(iri)) for iri in wanted[index : index + _BATCH])
        for row in rows(store, _ABOUT % names):
            if row["c"] is not None:
                classes[row["s"].value].add(row["c"].value.removeprefix(SCO))
            else:
                dates[row["s"].value].add(row["date"].value)
    return {
        iri: {
            "id": local(iri),
            "label": labels.get(iri) or shorten(iri).removeprefix("id:"),
            "class": most_specific(classes[iri]),
            "start": min(dates[iri], default=None),
        }
        for iri in wanted
    }


def most_specific(names: Iterable[str]) -> str:
    """The class that says most; ``Thing`` if none of them is ours."""
    return min((name for name in names if name in CLASSES), key=lambda name: (-_depth(name), name), default="Thing")


def _depth(name: str) -> int:
    parent = CLASSES[name]
    return 0 if parent is None else 1 + _depth(parent)


def article_about(store: Store, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """IRI of an article -> ``id``, ``title``, ``issued``, ``publisher``, ``source``, ``language``, ``text``."""
    keys = {PREFIXES["dcterms"] + key: key for key in ("title", "issued", "publisher", "source", "language")}
    keys[PREFIXES["schema"] + "articleBody"] = "text"
    properties = " ".join(f"<{iri}>" for iri in keys)
    found: dict[str, dict[str, Any]] = {}
    for iri in sorted(set(iris)):
        about: dict[str, Any] = dict.fromkeys(keys.values())
        query = f"SELECT ?p ?o WHERE {{ VALUES ?p {{ {properties} }} GRAPH $article {{ $article ?p ?o }} }}"
        for row in rows(store, query, article=NamedNode(iri)):
            about[keys[row["p"].value]] = row["o"].value
        found[iri] = {"id": local(iri), **about}
    return found
