"""Reading articles: files of many formats, folders of them, standard input and addresses.

``read_articles`` is the front door.  One module a format; each is a function ``(Input) -> Iterator[Record | Fault]`` in
the table ``READERS``, and knows nothing of identifiers, datelines or options, which ``making`` adds for all of them.
"""

from __future__ import annotations

from sco_graph.articles.counting import estimate
from sco_graph.articles.making import Ids
from sco_graph.articles.reading import READERS, read_articles

__all__ = ["READERS", "Ids", "estimate", "read_articles"]
