"""Names -> things, from the reference tables.

Only names and strings here: the spaCy component that marks them in a text compiles ``Gazetteer.phrases()`` and asks
``lookup`` about what it found.  A name that several things bear is decided by what stands near it, by the year, or by
the kind of thing that is asked for; where that does not tell, ``decide`` answers None rather than guess.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sco_graph.model import is_a
from sco_graph.names import name_key, person_key
from sco_graph.reference import (
    Agreement,
    Event,
    Organization,
    Person,
    Place,
    Record,
    Reference,
    Series,
    State,
    Topic,
    load_reference,
)


class NameKind(enum.Enum):
    """What sort of name a name is."""

    FULL = "full"  # the label
    ALIAS = "alias"  # another name
    ACRONYM = "acronym"  # SCO, RATS: counts only as it is written
    DEMONYM = "demonym"  # Kazakh, Uzbeks: the state, seen through its people


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One name of one thing.

    Attributes:
        id: Local name of the thing.
        type: Its class; of a series, ``EventSeries``.
        label: Its reference name.
        kind: What sort of name this is.
        cased: The name counts only with its capitals: "Turkey" is a state, "turkey" is not.
        owner: The organisation or state whose organ, series, event or document it is, if any.
        generic: The name alone does not tell whose it is ("Council of Foreign Ministers"): it holds only in a text
            that names the owner.
    """

    id: str
    type: str
    label: str
    kind: NameKind
    cased: bool
    owner: str | None = None
    generic: bool = False

    @property
    def is_demonym(self) -> bool:
        """Tell whether the name is an adjective or a people's name."""
        return self.kind is NameKind.DEMONYM


_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}|[A-Z][A-Z0-9-]+(?:[ -][A-Z0-9-]+)*|G-?\d+|(?:[A-Z][a-z]?){3,}[A-Z]")
_NOT_BEFORE = {
    "SCO": re.compile(
        r"\s*(?:group|unix|linux|server|openserver|plots?|showrooms?|booths?|sites?|shops?|sector)\b", re.IGNORECASE
    ),
    "ECO": re.compile(r"\s*-?(?:friendly|system|tourism|city|park|mode)\b", re.IGNORECASE),
    "UN": re.compile(r"\s*-?\s*(?:certain|able)\b"),
    "WHO": re.compile(r"\s+(?:is|was|are|were|has|had|will|WE|IS|ARE)\s+(?:a|an|the)?\s*(?:who|WHO)\b"),
    "OTS": re.compile(r"\s+(?:contract|mortgage|thrift|software|product)s?\b", re.IGNORECASE),
    "US": re.compile(r"\s+(?:ALL|AND THEM)\b"),
    "CIS": re.compile(r"[ -](?:gender|women|men|male|female)", re.IGNORECASE),
}
_WATERS = re.compile(r"\s+(?:Ocean|Seas?|Gulf|Peninsula)\b")
"""What is called after a state, and is none: "South China Sea", "Indian Ocean"."""
_NOT_AFTER = {
    "SCO": re.compile(r"(?:shop[- ]cum[- ]office|commercial|Scottish Chamber Orchestra)\W*$", re.IGNORECASE),
    "US": re.compile(r"\b(?:LET|JOIN|CONTACT|ABOUT|WITH|FOLLOW|OF)\s+$"),
    "Georgia": re.compile(r"(?:Atlanta|Savannah|Augusta|Athens|state of|University of),?\s+$"),
}
_WORD_NAMES = frozenset({"Male", "Kant", "Turk", "Turks", "Emirates", "Indo", "Russo", "Pak", "Sino"})
"""Names that are common words or prefixes: never offered for matching on their own, but found when asked for."""


class Gazetteer:
    """Names of the things that the reference tables hold.

    Args:
        reference: The tables; each label, other name and demonym in them becomes a name here.
    """

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._phrases: dict[str, list[Entry]] = {}
        self._by_key: dict[str, list[Entry]] = {}
        self._people: dict[str, list[Entry]] = {}
        for record in reference.by_id.values():
            if not isinstance(record, Topic):
                self._add(record)
        for person in reference.people:
            for name in (person.label, *person.alt_labels):
                for key in _person_keys(name):
                    _append(self._people, key, Entry(person.id, "Person", person.label, NameKind.ALIAS, cased=True))

    @classmethod
    def default(cls) -> Gazetteer:
        """The gazetteer of the tables that ship with the installation (built once).

        Raises:
            ResourceError: if a table is missing or malformed.
        """
        return _default()

    def _add(self, record: Record) -> None:
        names = [(record.label, NameKind.FULL), *((name, NameKind.ALIAS) for name in record.alt_labels)]
        if isinstance(record, State):
            names += [(name, NameKind.DEMONYM) for name in record.demonyms]
        if isinstance(record, Event) and record.code_name:
            names.append((record.code_name, NameKind.ALIAS))
        type_, owner = class_of(record), self._owner(record)
        for name, kind in names:
            exact = NameKind.ACRONYM if kind is not NameKind.DEMONYM and _ACRONYM.fullmatch(name) else kind
            cased = exact is NameKind.ACRONYM or _needs_capitals(record, name)
            generic = owner is not None and not self._tells_owner(record, name, exact)
            entry = Entry(record.id, type_, record.label, exact, cased, owner, generic)
            _append(self._phrases, name, entry)
            _append(self._by_key, name_key(name), entry)

    def _owner(self, record: Record) -> str | None:
        if isinstance(record, Organization):
            seat = self._reference.by_id.get(record.headquarters or "")
            national = record.kind in ("ministry", "agency", "armed_forces") and isinstance(seat, Place)
            return seat.located_in if national and isinstance(seat, Place) else record.body_of
        if isinstance(record, (Series, Event)):
            return record.organized_by
        return record.adopted_by if isinstance(record, Agreement) else None

    def _tells_owner(self, record: Record, name: str, kind: NameKind) -> bool:
        if isinstance(record, (Series, Event)) and "Exercise" in (class_of(record), getattr(record, "event_type", "")):
            return name[:1].isupper()
        if kind is NameKind.ACRONYM and len(name) > 3:
            return True
        key = f" {name_key(name)} "
        owner: str | None = self._owner(record)
        while owner is not None:
            above = self._reference.by_id[owner]
            known = (above.label, *above.alt_labels, *(above.demonyms if isinstance(above, State) else ()))
            if any(f" {name_key(n)} " in key for n in known):
                return True
            owner = self._owner(above)
        return False

    def record(self, thing: str) -> Record | None:
        """The row of a thing, by its local name."""
        return self._reference.by_id.get(thing)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Find what a name may mean.

        Args:
            name: The name as the text writes it; case, spelling and punctuation may differ from the table's.

        Returns:
            One entry a thing, in the tables' order; empty if the name is unknown.  Proper names need their capitals,
            acronyms all of them.
        """
        found: dict[str, Entry] = {}
        for entry in self._by_key.get(name_key(name), ()):
            if _written_right(entry, name):
                found.setdefault(entry.id, entry)
        if not found and name[:1].isupper():
            key = _initials_key(name) if _INITIALS.match(name) else person_key(name)
            for entry in self._people.get(key, ()):
                found.setdefault(entry.id, entry)
        return tuple(found.values())

    def decide(
        self,
        name: str,
        *,
        types: Collection[str] = (),
        near: Collection[str] = (),
        year: str | None = None,
    ) -> Entry | None:
        """Find the one thing that a name means here.

        Args:
            name: The name as the text writes it.
            types: Classes that would fit (their subclasses fit too); empty for any.
            near: Local names of states, places and organisations that the same passage names.
            year: Of the event or document, ISO text (more precise dates are cut), if known.

        Returns:
            The thing, or None if the name is unknown or nothing tells its bearers apart.
        """
        entries = [e for e in self.lookup(name) if not types or any(is_a(e.type, t) for t in types)]
        if year is not None:
            entries = [e for e in entries if self._year(e) in (None, year[:4])]
        if len(entries) <= 1:
            return entries[0] if entries else None
        around = [e for e in entries if self._surroundings(e.id) & set(near)]
        if around:
            entries = around
        best = min(_rank(e) for e in entries)
        kept = [e for e in entries if _rank(e) == best]
        return kept[0] if len(kept) == 1 else None

    def fits(self, name: str, before: str = "", after: str = "") -> bool:
        """Tell whether a name that is also a word, or another body's acronym, is meant here.

        Args:
            name: The name as found.
            before: Some text that precedes it (a few words suffice).
            after: Some text that follows it.
        """
        ahead, behind = _NOT_BEFORE.get(name, _WATERS), _NOT_AFTER.get(name)
        return not (ahead and ahead.match(after)) and not (behind and behind.search(before))

    def phrases(self) -> Iterator[tuple[str, Entry]]:
        """All names with the spellings that texts vary, to be matched without regard to case.

        A match is to be confirmed with ``lookup(matched text)``, which heeds the case.
        """
        for name, entries in self._phrases.items():
            if name in _WORD_NAMES:
                continue
            for spelling in variants(name):
                for entry in entries:
                    yield spelling, entry

    def __len__(self) -> int:
        """Number of names."""
        return len(self._phrases)

    def ambiguous(self) -> Mapping[str, tuple[Entry, ...]]:
        """Keys of names that several things bear."""
        return {
            key: tuple(entries) for key, entries in self._by_key.items() if len({entry.id for entry in entries}) > 1
        }

    def _year(self, entry: Entry) -> str | None:
        record = self._reference.by_id[entry.id]
        date = record.start if isinstance(record, Event) else None
        if isinstance(record, Agreement):
            date = record.adopted_on
        return date[:4] if date else None

    def _surroundings(self, thing: str) -> frozenset[str]:
        """What a thing lies in, belongs to or is held by, and where an event or document was; itself left out."""
        found: set[str] = set()
        queue = [thing]
        while queue:
            record = self._reference.by_id.get(queue.pop())
            for other in _links(record) if record else ():
                if other not in found:
                    found.add(other)
                    queue.append(other)
        return frozenset(found - {thing})


@functools.cache
def _default() -> Gazetteer:
    return Gazetteer(load_reference())


def class_of(record: Record) -> str:
    """The class in ``sco:`` of a row's thing."""
    if isinstance(record, (Organization, Event, Agreement)):
        return record.type
    if isinstance(record, Series):
        return "EventSeries"
    names = {State: "State", Place: "Place", Person: "Person", Topic: "Topic"}
    return names[type(record)]


def variants(name: str) -> tuple[str, ...]:
    """Spellings of one name: British and American, hyphens and apostrophes; the name itself comes first."""
    out = {name: None}
    for british, american in _PAIRS:
        for known in tuple(out):
            out.setdefault(known.replace(british, american))
            out.setdefault(known.replace(american, british))
    for known in tuple(out):
        for prefix in ("Anti-", "anti-", "Counter-", "counter-"):
            if prefix in known:
                out.setdefault(known.replace(prefix, prefix[:-1]))
        if "-" in known:
            out.setdefault(known.replace("-", " "))
        if "'" in known:
            out.setdefault(known.replace("'", "’"))
    for known in tuple(out):
        if known.startswith("the "):
            out.setdefault(known[4:])
    return tuple(out)


_PAIRS = (
    ("rganis", "rganiz"),
    ("efence", "efense"),
    ("entre", "enter"),
    ("ogramme ", "ogram "),
    ("eighbour", "eighbor"),
    ("igitalis", "igitaliz"),
    ("adicalis", "adicaliz"),
)


def _append(table: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    entries = table.setdefault(key, [])
    if key and entry not in entries:
        entries.append(entry)


def _written_right(entry: Entry, name: str) -> bool:
    letters = [ch for ch in name if ch.isalpha()]
    if entry.kind is NameKind.ACRONYM:
        return sum(ch.isupper() for ch in letters) * 2 > len(letters)
    if not entry.cased:
        return True
    bare = name[4:] if name[:4].lower() == "the " else name
    return any(ch.isupper() for ch in bare)


def _needs_capitals(record: Record, name: str) -> bool:
    """Names of series and documents, and of bodies when they are long, are often written small."""
    descriptive = isinstance(record, Organization) and len(name.split()) > 2
    return not descriptive and not isinstance(record, (Series, Agreement, Event))


_INITIALS = re.compile(r"(?:[A-Z][a-z]{0,2}\. ?-?)+[A-Z][a-z]")


def _initials_key(name: str) -> str:
    words = person_key(name).split()
    return f"{words[0][:1]}. {words[-1]}"


def _person_keys(name: str) -> Iterator[str]:
    """The folded name, without the names between the first and the last, and with an initial for the first."""
    words = person_key(name).split()
    yield " ".join(words)
    if len(words) > 2 and all(len(word) > 2 for word in words):
        yield f"{words[0]} {words[-1]}"
    if len(words) > 1:
        yield _initials_key(name)


def _links(record: Record) -> Iterator[str]:
    if isinstance(record, Place) and record.located_in:
        yield record.located_in
    elif isinstance(record, Organization) and record.body_of:
        yield record.body_of
    elif isinstance(record, Series) and record.organized_by:
        yield record.organized_by
    elif isinstance(record, Event):
        yield from record.places
        yield from filter(None, (record.organized_by, record.series))
    elif isinstance(record, Agreement):
        yield from filter(None, (record.place, record.adopted_by, record.adopted_at))
        yield from record.parties
    elif isinstance(record, Person):
        yield from (term.represents for term in record.terms)


def _rank(entry: Entry) -> int:
    """A state before its namesakes, an organisation before a series that is called after it; else no precedence."""
    order = ("State", "Organization", "EventSeries")
    return next((i for i, cls in enumerate(order) if is_a(entry.type, cls)), len(order))
