"""The values that travel through the house: Article in, Extraction out.

All are frozen.  Offsets are half-open character offsets into ``Article.text``, counted in Unicode code points.
A thing (entity) is named by its local name in the ``id:`` namespace, e.g. ``Shanghai_Cooperation_Organisation``; a
class or property by its local name in ``sco:``, e.g. ``startDate``.  ``CLASSES`` and ``PROPERTIES`` are the contract
of the vocabulary in code; ``ontology/sco.ttl`` says the same to RDF tools.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

CLASSES: Mapping[str, str | None] = MappingProxyType(
    {
        "Agent": None,
        "Place": None,
        "Event": None,
        "EventSeries": None,
        "Agreement": None,
        "Topic": None,
        "Membership": None,
        "Article": None,
        "Mention": None,
        "Evidence": None,
        "Organization": "Agent",
        "OrganizationBody": "Organization",
        "State": "Place",  # also an Agent: see ``is_a``
        "Person": "Agent",
        "Meeting": "Event",
        "Summit": "Meeting",
        "MinisterialMeeting": "Meeting",
        "Exercise": "Event",
        "Treaty": "Agreement",
        "Convention": "Agreement",
        "Charter": "Agreement",
        "Protocol": "Agreement",
        "Memorandum": "Agreement",
        "Declaration": "Agreement",
        "Statement": "Agreement",
        "Programme": "Agreement",
    }
)
"""Class -> its parent class (None for a root)."""


class Kind(enum.Enum):
    """What the value of a property is."""

    THING = "thing"  # the local name of an entity
    TOPIC = "topic"  # the local name of a topic of the closed list
    DATE = "date"  # ISO text at its precision: 2012, 2012-04 or 2012-04-11
    TEXT = "text"  # plain text
    INTEGER = "integer"  # decimal digits
    TERM = "term"  # the local name of a ``sco:`` individual, e.g. ``planned``


PROPERTIES: Mapping[str, Kind] = MappingProxyType(
    {
        "organizedBy": Kind.THING,
        "inSeries": Kind.THING,
        "place": Kind.THING,
        "startDate": Kind.DATE,
        "endDate": Kind.DATE,
        "edition": Kind.INTEGER,
        "codeName": Kind.TEXT,
        "participant": Kind.THING,
        "topic": Kind.TOPIC,
        "party": Kind.THING,
        "adoptedBy": Kind.THING,
        "adoptedAt": Kind.THING,
        "adoptedOn": Kind.DATE,
        "enteredIntoForce": Kind.DATE,
        "hasMember": Kind.THING,
        "hasObserver": Kind.THING,
        "hasDialoguePartner": Kind.THING,
        "established": Kind.DATE,
        "headquarters": Kind.THING,
        "bodyOf": Kind.THING,
        "locatedIn": Kind.THING,
        "position": Kind.TEXT,
        "represents": Kind.THING,
        "status": Kind.TERM,  # of an Event: planned, held, cancelled; of a Membership: FullMember, Observer, ...
        "frequency": Kind.TEXT,
        "member": Kind.THING,
        "organization": Kind.THING,
        "from": Kind.DATE,
        "until": Kind.DATE,
    }
)
"""Property -> what its value is."""

STANDINGS: Mapping[str, str] = MappingProxyType(
    {"FullMember": "hasMember", "Observer": "hasObserver", "DialoguePartner": "hasDialoguePartner"}
)
"""Standing of a Membership -> the property that says the same without a span."""

TOPICS = frozenset(
    {
        "afghanistan",
        "agriculture",
        "arms_trafficking",
        "border_security",
        "culture",
        "digital_economy",
        "disaster_relief",
        "drug_trafficking",
        "education",
        "energy",
        "enlargement",
        "environment",
        "extremism",
        "finance",
        "health",
        "information_security",
        "investment",
        "law_enforcement",
        "military_cooperation",
        "nuclear_security",
        "organized_crime",
        "regional_security",
        "science_technology",
        "separatism",
        "space",
        "terrorism",
        "tourism",
        "trade",
        "transport",
        "youth",
    }
)
"""The closed list of topics, by local name."""


@functools.cache
def is_a(cls: str, ancestor: str) -> bool:
    """Tell whether a class is, or specialises, another.

    Args:
        cls: Local name of a class.
        ancestor: Local name of the class it may specialise.
    """
    if cls == "State" and ancestor == "Agent":
        return True
    step: str | None = cls
    while step is not None and step != ancestor:
        step = CLASSES.get(step)
    return step is not None


@dataclass(frozen=True, slots=True)
class Article:
    """One source text.

    Attributes:
        id: Short readable name, unique in a build; the article's IRI is made from it.
        text: The whole text, title included if the source shows it as part of the text.
        title: Headline, if known.
        issued: ISO date at the precision known (``2012-04-11``, ``2012-04`` or ``2012``), or None.  A dateline without
            a year that nothing in the text completes leaves None.
        publisher: Name of the agency or paper, if known.
        source: URL or path it was read from, if known.
        language: BCP 47 tag.
    """

    id: str
    text: str
    title: str | None = None
    issued: str | None = None
    publisher: str | None = None
    source: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that an article names.

    Attributes:
        id: Local name in ``id:``; the same for the same thing, whichever article names it.
        type: Most specific class the text supports.
        label: Fullest name in the text, or the reference name.
        alt_labels: Other names in the text, sorted.
    """

    id: str
    type: str
    label: str
    alt_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Where an article names a thing; ``quote == article.text[start:end]``."""

    start: int
    end: int
    entity: str
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The sentence or clause that states a fact; ``quote == article.text[start:end]``.

    Attributes:
        start: First character.
        end: One past the last character.
        quote: The exact words.
        rule: Name of the rule or model that read it.
        confidence: Probability that the fact holds, 0..1.
        resolved_from: For a relative date or an anaphor: the words and what they were counted from.
    """

    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    resolved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of an article, with why.

    Attributes:
        subject: Local name of an entity.
        predicate: Local name of a property in ``PROPERTIES``.
        value: Local name of an entity, topic or term, ISO date, text or digits: ``PROPERTIES[predicate]`` says which.
        evidence: At least one, in order of offset.
    """

    subject: str
    predicate: str
    value: str
    evidence: tuple[Evidence, ...]


def joined(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence for one fact in order, once for each stretch of text: of two rules that read the same words, the surer.

    Args:
        evidence: All evidence found for one fact, in any order.
    """
    best: dict[tuple[int, int], Evidence] = {}
    for item in sorted(evidence, key=lambda e: (-e.confidence, e.rule, e.resolved_from or "")):
        best.setdefault((item.start, item.end), item)
    return tuple(best[span] for span in sorted(best))


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one article; its parts are sorted, so that equal input gives equal bytes.

    Attributes:
        article: The source.
        entities: Sorted by id; every subject and every thing that a fact or mention names has one.
        mentions: Sorted by offset.
        facts: Sorted by subject, predicate, value.
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
