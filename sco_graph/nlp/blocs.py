"""Which organisations have states as members, and which of them a text is mostly about."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

from sco_graph.reference import load_reference

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sco_graph.nlp.mentions import Referent

_NAMED_SO = re.compile(
    r"\b(?:Organi[sz]ation|Union|Community|Council|Association|Conference|Forum|League|Alliance|Pact|Initiative|Group|"
    r"Commonwealth|Cooperation|Treaty|Grouping|Bloc)\b"
)
_NEVER = re.compile(
    r"\b(?:Ministry|Department|Bank|Company|Corporation|University|Institute|Academy|Centre|Center|Committee|Agency|"
    r"Office|Party|Chamber|Fund|Police|Forces?|Army|Court|Service|Services|"
    r"Council of (?:the )?(?:Heads|Elders|[\w ]*Ministers)|"
    r"(?:Security|State|Business|Ministerial|Youth|Permanent) Council)\b"
)


@functools.cache
def _kinds() -> dict[str, str]:
    return {row.id: row.kind for row in load_reference().organizations}


def organization_kind(organization: str) -> str:
    """Kind of an organisation of the reference tables; empty if it is not in them."""
    return _kinds().get(organization, "")


def international(referent: Referent) -> bool:
    """Tell whether a referent is an organisation that can have states as members."""
    if referent.cls != "Organization":
        return False
    if referent.known:
        return organization_kind(referent.id) == "international_organization"
    if "state" in referent.links or "body_of" in referent.links or _NEVER.search(referent.label):
        return False
    acronym = any(name.isupper() and 2 < len(name) < 8 for name in referent.names)
    return acronym or bool(_NAMED_SO.search(referent.label))


def dominant(doc: Doc) -> Referent | None:
    """The international organisation that a text is mostly about: the one it names most often, the first of equals."""
    counts = Counter(m.referent for m in doc._.mentions if international(m.referent))
    return max(counts, key=lambda referent: counts[referent], default=None)
