"""The terms that a query can use, for the editor's offers."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import Any

from pyoxigraph import RdfFormat, parse

from sco_graph.iris import PREFIXES, shorten
from sco_graph.resources import ontology_file

_KINDS = {"Class": "class", "ObjectProperty": "property", "DatatypeProperty": "property", "NamedIndividual": "value"}


@functools.cache
def vocabulary() -> dict[str, Any]:
    """``prefixes`` (name -> namespace) and ``terms`` of the ontology (``name``, ``kind``, ``label``, ``comment``).

    Raises:
        ResourceError: if the installation lacks the ontology.
    """
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(ontology_file("sco.ttl")), format=RdfFormat.TURTLE):
        about[getattr(quad.subject, "value", "")][quad.predicate.value.rpartition("#")[2]].append(
            getattr(quad.object, "value", "")
        )
    terms = []
    for iri, said in sorted(about.items()):
        kinds = [_KINDS[name] for t in said["type"] if (name := t.rpartition("#")[2]) in _KINDS]
        if kinds and iri.startswith(PREFIXES["sco"]):
            label, comment = ("".join(said[key][:1]) for key in ("label", "comment"))
            terms.append({"name": shorten(iri), "kind": kinds[0], "label": label, "comment": comment})
    return {"prefixes": dict(PREFIXES), "terms": terms}
