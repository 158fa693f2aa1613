"""sco-graph: news about the SCO and bodies like it, as an RDF knowledge graph with evidence.

``sco_graph.open(path_or_url)`` is the front door.  Importing this package imports neither spaCy nor any RDF library:
each public name is fetched from its module when it is first used.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sco_graph.version import __version__

if TYPE_CHECKING:
    from sco_graph.articles import read_articles
    from sco_graph.build import build
    from sco_graph.extract import extract
    from sco_graph.graph import Graph, open  # noqa: A004 - sco_graph.open reads best as the front door
    from sco_graph.loading import load
    from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
    from sco_graph.nlp.pipeline import build_pipeline, read

__all__ = [
    "Article",
    "Entity",
    "Evidence",
    "Extraction",
    "Fact",
    "Graph",
    "Mention",
    "__version__",
    "build",
    "build_pipeline",
    "extract",
    "load",
    "open",
    "read",
    "read_articles",
]

_HOME = {
    "Article": "model",
    "Entity": "model",
    "Evidence": "model",
    "Extraction": "model",
    "Fact": "model",
    "Graph": "graph",
    "Mention": "model",
    "build": "build",
    "build_pipeline": "nlp.pipeline",
    "extract": "extract",
    "load": "loading",
    "open": "graph",
    "read": "nlp.pipeline",
    "read_articles": "articles",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name from the module that defines it, on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """The package, in which ``build`` and ``extract`` stay functions.

    Importing the module ``sco_graph.build`` would else put the module under the function's name.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
