"""Entity corpora -> texts with named spans, in our nine labels.

A span whose type cannot be mapped is *missing*: it costs nothing in training and is not scored.  NORP beside what a
corpus says comes from a list of demonyms, DATE from a pattern, FAC from words like "Airport" in the name of a place.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from lexicon import DATE, EVENT_WORD, LAW_WORD, REGION, TITLES, is_norp, place_label
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

BLANK = spacy.blank("en")
Place = tuple[int, int]
Name = tuple[int, int, str]


@dataclass
class Text:
    """A text with character spans: ``names`` carry a label, ``missing`` are of unknown type."""

    text: str
    names: list[Name] = field(default_factory=list)
    missing: list[Place] = field(default_factory=list)
    laws_and_events: bool = True  # whether the corpus annotates them at all
    dates: bool = True  # whether dates are to be found by pattern


_CAPITALISED = re.compile(r"(?:(?:[A-Z0-9][\w.'’-]*|of|the|for|on|and)\s+)*[A-Z][\w.'’-]*")


def to_doc(text: Text) -> Doc:
    """Tokenise and set the entities."""
    return set_names(BLANK.make_doc(text.text), text)


def set_names(doc: Doc, text: Text) -> Doc:
    """Set the entities of a Doc whose text is ``text.text``."""
    spans: list[Span] = []
    missing: list[Span] = []
    for start, end, label in text.names:
        span = doc.char_span(start, end, label=label)
        if span is not None:
            spans.append(span)
        else:
            missing.append(doc.char_span(start, end, alignment_mode="expand"))
    spans = filter_spans(spans)
    missing += [doc.char_span(start, end, alignment_mode="expand") for start, end in text.missing]
    if not text.laws_and_events:
        for match in _CAPITALISED.finditer(text.text):
            name = match.group(0)
            if " " in name and (EVENT_WORD.search(name) or LAW_WORD.search(name)):
                missing.append(doc.char_span(match.start(), match.end(), alignment_mode="expand"))
    used = {token.i for span in spans for token in span}
    unknown = {token.i for span in missing if span is not None for token in span}
    _add_norp(doc, spans, used, unknown)
    if text.dates:
        _add_dates(doc, spans, used, unknown)
    blanks = [doc[i : i + 1] for i in sorted(unknown - used)]
    doc.set_ents(sorted(spans, key=lambda span: span.start), missing=blanks, default="outside")
    return doc


def _add_norp(doc: Doc, spans: list[Span], used: set[int], unknown: set[int]) -> None:
    i = 0
    while i < len(doc):
        step = 1
        for n in (2, 1):
            window = set(range(i, i + n))
            if i + n > len(doc) or window & used or (n == 2 and window & unknown):
                continue
            if is_norp(doc[i : i + n].text) and not doc[i].text[:1].islower():
                spans.append(Span(doc, i, i + n, label="NORP"))
                used |= window
                unknown -= window
                step = n
                break
        i += step


def _add_dates(doc: Doc, spans: list[Span], used: set[int], unknown: set[int]) -> None:
    for match in DATE.finditer(doc.text):
        span = doc.char_span(match.start(), match.end(), label="DATE")
        if span is not None and not {token.i for token in span} & (used | unknown):
            spans.append(span)
            used |= {token.i for token in span}


def strip_article(text: str, start: int, end: int) -> Place:
    """A name without its article."""
    match = re.match(r"(?:the|The|THE|a|an)\s+", text[start:end])
    return (start + match.end(), end) if match else (start, end)


# Column files: one token a line, a blank line between sentences, the BIO tag in the last column


def read_columns(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, tag)."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf8").split("\n"):
        if not line.strip() or line.startswith("-DOCSTART-"):
            sentences.append([])
            continue
        columns = line.split("\t") if "\t" in line else line.split()
        sentences[-1].append((columns[0], columns[-1]))
    return [sentence for sentence in sentences if sentence]


def bio_spans(tags: list[str]) -> Iterator[Name]:
    """Spans of a row of B-/I-/O tags."""
    i = 0
    while i < len(tags):
        end = i + 1
        if tags[i][:2] in ("B-", "I-"):
            while end < len(tags) and tags[end] == "I-" + tags[i][2:]:
                end += 1
            yield i, end, tags[i][2:]
        i = end


_NO_SPACE_BEFORE = re.compile(r"[,.;:!?%)\]}]|\.\.\.|'s|'S|’s|n't|n’t|'re|'ve|'ll|'d|'m|''")


def detokenise(words: list[str]) -> tuple[str, list[Place]]:
    """Text as it may have been, and where each word is in it."""
    out = ""
    places: list[Place] = []
    quoted = False
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        space = " " if out else ""
        if (
            _NO_SPACE_BEFORE.fullmatch(word)
            or before in ("(", "[", "{", "$", "£", "€", "``", "#")
            or "/" in (word, before)
        ):
            space = ""
        if word == '"':
            space = "" if quoted else space
            quoted = not quoted
        elif before == '"' and quoted:
            space = ""
        following = words[i + 1][:1] if i + 1 < len(words) else ""
        if word == "-" and before[-1:].isdigit() and following.isdigit():
            space = ""
        if before == "-" and i > 1 and words[i - 2][-1:].isdigit() and word[:1].isdigit():
            space = ""
        shown = '"' if word in ("``", "''") else word
        out += space
        places.append((len(out), len(out) + len(shown)))
        out += shown
    return out, places


_PERSON = {"politician", "person", "scientist", "musicalartist", "writer", "researcher", "PER", "Person"}
_ORG = {"organisation", "politicalparty", "university", "band", "ORG", "Organisation"}
_EVENT = {"event", "election", "conference"}
_NOT_OURS = set(
    "song album book poem literarygenre musicgenre musicalinstrument field task algorithm metrics programlang "
    "chemicalcompound chemicalelement protein enzyme theory discipline award product".split()
)


def map_label(label: str, name: str) -> str | None:
    """Our label, "O" for what is no name to us, None for what cannot be told."""
    norp = is_norp(name)
    if label in _NOT_OURS:
        return "O"
    if label in _EVENT:
        return "EVENT"
    if label in _ORG:
        return "NORP" if norp and " " not in name else "ORG"
    if label not in _PERSON | {"country", "location", "LOC", "misc", "MISC", "OTH"}:
        return None
    if norp:
        return "NORP"
    if label in _PERSON:
        return "PERSON"
    if label == "country":
        return "LOC" if re.sub("^the ", "", name) in REGION else "GPE"
    if label in ("location", "LOC"):
        return place_label(name)
    if " " in name and (name[:1].isupper() or name[:1].isdigit()):
        if LAW_WORD.search(name):
            return "LAW"
        if EVENT_WORD.search(name) and label == "MISC":
            return "EVENT"
    return None


def _labelled(text: str, places: list[Place], tags: list[str]) -> tuple[list[Name], list[Place]]:
    names: list[Name] = []
    missing: list[Place] = []
    for first, after, label in bio_spans(tags):
        start, end = strip_article(text, places[first][0], places[after - 1][1])
        ours = map_label(label, text[start:end])
        if ours is None:
            missing.append((start, end))
        elif ours != "O":
            names.append((start, end, ours))
    return names, missing


def column_texts(path: Path) -> list[Text]:
    """CrossNER or wikigold: one text a sentence."""
    texts = []
    for sentence in read_columns(path):
        text, places = detokenise([word for word, _ in sentence])
        texts.append(Text(text, *_labelled(text, places, [tag for _, tag in sentence])))
    return texts


@functools.cache
def countries(corpora: Path) -> frozenset[str]:
    """Names that CrossNER's training and development parts call a country."""
    files = sorted((corpora / "crossner").glob("*/*.txt"))
    found = {
        " ".join(word for word, _ in sentence[first:after])
        for file in files
        for sentence in read_columns(file)
        for first, after, label in bio_spans([tag for _, tag in sentence])
        if label == "country"
    }
    return frozenset({name for name in found if not is_norp(name) and len(name) > 1} | {"US", "U.S.", "UK", "U.K."})


# re3d: spans are noun phrases, names are what is capitalised in them

_PRONOUNS = set("he she they we i his her their our it its you who this these".split())
_SMALL = {"of", "the", "and", "for", "on", "in", "al", "de", "'s", "to"}


def re3d_texts(folder: Path, countries: frozenset[str]) -> list[Text]:
    """re3d's sentences without the part of the BBC."""
    texts = []
    for file in sorted(folder.glob("*/*.conll")):
        if file.parent.name == "BBC_Online":
            continue
        for sentence in read_columns(file):
            words = [word for word, _ in sentence]
            text, places = detokenise(words)
            out = Text(text, laws_and_events=False)
            for first, after, label in bio_spans([tag for _, tag in sentence]):
                _add_re3d(out, words, places, (first, after, label), countries)
            texts.append(out)
    return texts


def _add_re3d(out: Text, words: list[str], places: list[Place], span: Name, countries: frozenset[str]) -> None:
    first, after, label = span
    if label not in ("Person", "Organisation", "Location", "Nationality"):
        return
    while first < after and words[first].lower() in ("the", "a", "an"):
        first += 1
    if label == "Person":
        titles = [i for i in range(first, after) if words[i] in TITLES or words[i].endswith("Secretary")]
        first = titles[-1] + 1 if titles else first
    if first == after:
        return
    inner = words[first:after]
    place = (places[first][0], places[after - 1][1])
    name = out.text[slice(*place)]
    lower = any(word[:1].islower() and word not in _SMALL for word in inner)
    proper = inner[0][:1].isupper() and (inner[-1][:1].isupper() or inner[-1][:1].isdigit())
    if any(re.fullmatch(r'[(),;:"]', word) for word in inner):
        out.missing.append(place)
    elif lower or not proper:
        if any(word[:1].isupper() for word in inner):
            out.missing.append(place)
    elif inner[0].lower() in _PRONOUNS:
        return
    elif is_norp(name):
        out.names.append((*place, "NORP"))
    elif name in countries:
        out.names.append((*place, "GPE"))
    elif label == "Nationality":
        out.missing.append(place)
    else:
        out.names.append((*place, {"Person": "PERSON", "Organisation": "ORG"}.get(label) or place_label(name)))


# Universal NER over EWT: tags for each token of the treebank


def read_uner(path: Path) -> dict[str, list[str]]:
    """Tags by sentence id."""
    tags: dict[str, list[str]] = {}
    sent_id = ""
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# sent_id"):
            sent_id = line.partition("=")[2].strip()
            tags[sent_id] = []
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if "-" not in columns[0] and "." not in columns[0]:
                tags[sent_id].append("O" if columns[2] in ("B-O", "I-O") else columns[2])
    return tags


def uner_names(words: list[str], tags: list[str]) -> tuple[list[Name], list[Place]]:
    """Token spans, and token spans of unknown type."""
    places = list(itertools.pairwise(itertools.accumulate((len(word) + 1 for word in words), initial=0)))
    text = " ".join(words)
    starts = {start: i for i, (start, _) in enumerate(places)}
    ends = {end - 1: i + 1 for i, (_, end) in enumerate(places)}
    names, missing = _labelled(text, [(start, end - 1) for start, end in places], tags)
    return [(starts[a], ends[b], label) for a, b, label in names], [(starts[a], ends[b]) for a, b in missing]
