"""Small extractions and stores that the graph side's tests share."""

from __future__ import annotations

from pathlib import Path

from sco_graph import rdf
from sco_graph.graph import Graph
from sco_graph.iris import article_iri
from sco_graph.model import Article, Entity, Evidence, Extraction, Fact, Mention
from sco_graph.store import OxigraphStore, replace

DRILL = Entity("Peace_Mission_2014", "Exercise", "Peace Mission 2014", ("Peace Mission-2014 drill",))
ZHURIHE = Entity("Zhurihe", "Place", "Zhurihe")
TEXT = "Peace Mission 2014 opened in Zhurihe on August 24."


def extraction(
    article: str = "one",
    facts: tuple[tuple[str, str, str], ...] = (("Peace_Mission_2014", "startDate", "2014-08-24"),),
    *,
    entities: tuple[Entity, ...] = (DRILL, ZHURIHE),
    text: str = TEXT,
    issued: str | None = "2014-08-25",
    confidence: float = 0.9,
    resolved_from: str | None = None,
) -> Extraction:
    """An extraction whose facts all rest on the whole text."""
    why = Evidence(0, len(text), text, "test.rule", confidence, resolved_from)
    return Extraction(
        Article(
            article, text, title=f"Title of {article}", issued=issued, publisher="Agency", source="https://news.test/1"
        ),
        entities,
        (Mention(0, 18, "Peace_Mission_2014", text[0:18]),),
        tuple(Fact(*fact, evidence=(why,)) for fact in facts),
    )


def content(*extractions: Extraction) -> list[tuple[str, bytes]]:
    """Extractions as ``store.replace`` takes them."""
    return [(article_iri(item.article.id), rdf.nquads(item)) for item in extractions]


def graph_of(folder: Path, *extractions: Extraction) -> Graph:
    """A store in a folder, opened."""
    replace(folder, content(*extractions))
    return Graph(OxigraphStore(folder))
