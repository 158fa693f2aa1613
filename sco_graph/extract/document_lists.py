"""Lists of documents: the line that opens one, its items, and documents told as a package ("including ...")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_graph.nlp.mentions import Mention
from sco_graph.nlp.skeleton import Skeleton, grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAPERS = r"(?:documents?|agreements?|papers|memorand(?:a|ums)|package|list|statements|decisions)"
_DONE = r"(?:adopted|signed|approved|concluded|issued|inked|endorsed|released)"
HEADER = grammar(
    rf"\b{_PAPERS}\b[^.]{{0,120}}?\b{_DONE}\b[^.]{{0,140}}:\s*$"
    rf"|\b{_DONE}\b[^.]{{0,60}}?\b(?:following|{_PAPERS})\b[^.]{{0,80}}:\s*$"
    rf"|\b(?:also|jointly|have|has|they|sides|parties|participants|countries|delegations|presidents|leaders|heads|"
    rf"ministers) {_DONE}:\s*$"
)
"""The line that opens a list of adopted documents."""
GOES_ON = re.compile(
    r"(?:these are|these include|among them(?: are| is)?|they are|they include|namely|in particular|"
    r"(?:the|these) documents? (?:are|include))[\s:]*$",
    re.IGNORECASE,
)
"""A line that opens a list of the documents of which the sentence before tells that they were adopted."""
PACKAGE = grammar(
    rf"\b(?:{_DONE}[^.;:]{{0,60}}?\b{_PAPERS}|{_PAPERS}[^.;:]{{0,60}}?\b{_DONE}|"
    rf"(?:signing|adoption|conclusion|approval)(?: ceremony)? of [^.;:]{{0,60}}?\b{_PAPERS})\b"
)
"""A sentence that tells that documents were adopted, without saying which."""
MORE = grammar(
    r"^\W*(?:(?:the|these|those|other|signed|adopted|all|key|main|among|two|three|four|five|six|seven|eight|nine|ten|"
    r"\d{1,2}) ){1,4}(?:documents|papers|agreements)\b"
    r"[^.;:\ue008]{0,40}?\b(?:include[sd]?|are|were|comprise[sd]?|featured?|contain(?:s|ed)?)\b:?(?P<docs>[^.;]*<A>)"
    r"|^\W*(?:among (?:them|these|those|the documents)(?:,| is| are| was| were)|"
    r"they (?:also )?(?:include[sd]?|are|were)\b)"
    r"(?P<docs2>[^.;]*<A>)"
)
"""A sentence that goes on with the documents that the one before told of."""
BULLET = re.compile(r"\s{0,40}(?:[-*•·–—]{1,2}|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_ITEM = grammar(r"^\W*(?:\(?\d{1,2}[.)]\W*)?(?:(?:the|an?|new|updated) )*[\"“«]?<A>")
_DECIDED = grammar(
    r"^\W*(?:\(?\d{1,2}[.)]\W*)?(?:the |an? )?(?:decision|resolution|decree|order)\b[^:;]{0,160}?"
    r"\b(?:approv(?:al of|ing)|adopti(?:on of|ng)|sign(?:ing of|ing)|endors(?:ement of|ing)|conclu(?:sion of|ding)) "
    r"(?:(?:the|an?|new|updated|edition|version|text|of|draft) ){0,6}[\"“«]?<A>"
)
_MEANT = re.compile(
    r"\b(?:implement(?:ing|ation of)?|amend\w* to|changes to|draft(?: of)?|under|within|accordance with|protocol to|"
    r"framework of|join(?:ing)?|accession to|participa\w+ in|anniversary of|provisions of|progress of|based on) "
    r"(?:the |an? |their |its )?[\"“«]?$",
    re.IGNORECASE,
)


def opens(view: Skeleton) -> bool:
    """Tell whether a sentence opens a list of documents that were adopted."""
    return HEADER.search(view.text) is not None


def item(view: Skeleton) -> Mention | None:
    """The document that an item of a list names, or that a decision in it approves; not one that it only mentions."""
    for pattern in (_ITEM, _DECIDED):
        match = pattern.match(view.text)
        if match:
            found = view.items.get(match.end() - 1)
            return found if isinstance(found, Mention) else None
    return None


def packed(view: Skeleton, first: int, last: int) -> Iterator[Mention]:
    """The documents that a stretch lists, without those that it only mentions ("to implement the Treaty")."""
    for index in range(first, last):
        found = view.items.get(index)
        if not isinstance(found, Mention) or not found.referent.is_a("Agreement"):
            continue
        if not _MEANT.search(view.text[max(first, index - 40) : index]):
            yield found
