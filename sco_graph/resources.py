"""The one place that finds what ships beside the code: ontology, data and the language model.

In a checkout they lie in the repository's folders; in a wheel, under ``sco_graph/_resources``.
"""

from __future__ import annotations

from pathlib import Path

from sco_graph.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Find a file or folder that belongs to the installation.

    Args:
        name: Path below the repository's root, with forward slashes: ``ontology/sco.ttl``.

    Raises:
        ResourceError: if the installation lacks it.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent):
        path = root / name
        if path.exists():
            return path
    raise ResourceError(f"the installation lacks {name}: reinstall sco-graph")


def reference_dir() -> Path:
    """Folder of the curated tables (``*.csv``)."""
    return resource("data/reference")


def articles_dir() -> Path:
    """Folder of the sample articles."""
    return resource("data/articles")


def model_dir() -> Path:
    """Folder of the bundled spaCy pipeline."""
    return resource("data/model/en_sco_news")


def ontology_file(name: str) -> Path:
    """One of ``sco.ttl``, ``shapes.ttl``, ``topics.ttl``."""
    return resource(f"ontology/{name}")


def explorer_dir() -> Path:
    """Folder of the explorer's built assets.

    Raises:
        ResourceError: if they were not built.
    """
    path = _PACKAGE / "web" / "static"
    if not (path / "index.html").is_file():
        raise ResourceError("the explorer's pages are not built: run `make explorer` (needs Node) or install the wheel")
    return path
