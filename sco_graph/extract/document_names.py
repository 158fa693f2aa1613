"""Local names for documents: the reference tables' where they hold it, else minted from its title and its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.formats import title_words
from sco_graph.iris import local_name
from sco_graph.resolve import match_agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sco_graph.extract.claims import Claim
    from sco_graph.model import Article
    from sco_graph.nlp.mentions import Referent


def document_name(article: Article, document: Referent, said: Sequence[Claim]) -> str:
    """Mint the local name of a document.

    Args:
        article: The source; its date tells apart what nothing else does.
        document: What is named; the events and organisations that claims name have their local names already.
        said: The claims about it.

    Returns:
        The reference tables' name if they hold it.  A title of its own ("Istanbul Declaration") is told from its
        namesakes by the year; a plain one ("joint communiqué") by its event, its date and parties, or the article.
    """
    owners, events, parties = (_things(said, p) for p in ("adoptedBy", "adoptedAt", "party"))
    date = next((str(c.value) for c in said if c.predicate == "adoptedOn"), document.attrs.get("year"))
    known = match_agreement(
        document.cls,
        list(dict.fromkeys([document.label, *document.names])),
        adopted_by=owners[0] if owners else None,
        adopted_at=events[0] if events else None,
        adopted_on=date,
        parties=parties,
    )
    if known:
        return known
    label = re.sub(r"\s*\([^)]*\)", "", document.label)
    year = (date or "")[:4]
    if title_words(label) or "title" in document.attrs:
        return local_name(label if not year or year in label else f"{label} {year}")
    tail = events[:1] or [*sorted(parties)[:3], date or ""] if events or parties or date else [article.id]
    return local_name(" ".join([label, *tail]))


def _things(said: Sequence[Claim], predicate: str) -> list[str]:
    return sorted(
        {c.value.id for c in said if c.predicate == predicate and not isinstance(c.value, str) and c.value.id}
    )
