"""GUM's Entity= annotation of every mention -> the names among them."""

import re

from conllu import Sentence
from lexicon import LAW_WORD, TITLES, is_norp, place_label

_NAME_TAGS = ("NNP", "NNPS")
_LINKS = {
    "organization": {"of", "for", "on", "the", "&", "-", "'s", "’s", "to", "'", "’"},
    "place": {"of", "the", "-", "'s", "’s", "&", "'", "’"},
    "event": {"of", "for", "on", "the", "-", "'s", "’s", "to", "in", "'", "’"},
    "person": {"-", "."},
    "abstract": {"of", "for", "on", "the", "-", "to", "and"},
}
_NO_PERSON = re.compile(
    r"\b(?:Party|University|Department|Company|Corporation|Committee|Council|Agency|Army|Force|Ministry|Court|Institute|"
    r"Association|League|Team)\b"
)
Mention = tuple[int, int, str, str, str]  # first, last, type, minimal span, identity


def mentions(sentence: Sentence) -> list[Mention]:
    """All mentions, names or not."""
    out: list[Mention] = []
    stack: list[tuple[str, int, str, str, str]] = []
    for i, row in enumerate(sentence.rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", match.group(1)) if match else ():
            if part.startswith("("):
                fields = part.strip("()").split("-")
                opened = (fields[0], i, fields[1], fields[5], "-".join(fields[7:]))
                if part.endswith(")"):
                    out.append((i, i, *opened[2:]))
                else:
                    stack.append(opened)
                continue
            for k in range(len(stack) - 1, -1, -1):
                if stack[k][0] == part[:-1]:
                    opened = stack.pop(k)
                    out.append((opened[1], i, *opened[2:]))
                    break
    return out


class _Names:
    """Names found in one sentence."""

    def __init__(self, sentence: Sentence, countries: frozenset[str]) -> None:
        self.words = sentence.words()
        self.tags = [row[4] for row in sentence.rows]
        self.countries = countries
        self.names: list[tuple[int, int, str]] = []
        self.unsure: list[int] = []

    def add(self, mention: Mention) -> None:
        first, last, kind, minimal, identity = mention
        if kind not in _LINKS:
            return
        numbers = [int(number) for number in minimal.split(",") if number.isdigit()]
        heads = [first + n - 1 for n in numbers if first + n - 1 <= last]
        heads = [head for head in heads if self.tags[head] in _NAME_TAGS]
        if kind == "abstract" and not any(LAW_WORD.search(self.words[head]) for head in heads):
            return
        begin = first + numbers[0] - 1 if minimal.split(",")[0].isdigit() else first
        named = bool(heads) and (self.tags[begin] in (*_NAME_TAGS, "CD") or heads[0] == begin)
        if not named:
            self.unsure += [k for k in range(first, last + 1) if self.tags[k] in _NAME_TAGS]
            return
        low, high = self._grow(heads[0], mention)
        self._label(low, high, kind, identity)

    def _grow(self, head: int, mention: Mention) -> tuple[int, int]:
        first, last, kind, _, identity = mention
        links = set(_LINKS[kind])
        if "and" in identity.replace("_", " ").lower().split():
            links.add("and")
        if kind == "person" and " of " in identity.replace("_", " "):
            links |= {"of", "the"}
        low = high = head
        while low > first:
            k = j = low - 1
            if self.tags[k] in _NAME_TAGS or (kind == "event" and self.tags[k] == "CD"):
                low = k
                continue
            while j >= first and self.words[j].lower() in links:
                j -= 1
            if not (first <= j < k and self.tags[j] in _NAME_TAGS):
                break
            low = j
        while high < last:
            k = j = high + 1
            if self.tags[k] in _NAME_TAGS or (kind == "event" and self.tags[k] == "CD"):
                high = k
                continue
            while j <= last and self.words[j].lower() in links:
                j += 1
            if not (k < j <= last and self.tags[j] in _NAME_TAGS):
                break
            high = j
        return low, high

    def _label(self, low: int, high: int, kind: str, identity: str) -> None:
        text = " ".join(self.words[low : high + 1])
        if is_norp(text):
            self.names.append((low, high, "NORP"))
        elif kind == "person":
            self._label_person(low, high)
        elif kind == "place":
            self.names.append((low, high, place_label(text)))
        elif kind == "organization":
            self.names.append((low, high, "GPE" if text in self.countries else "ORG"))
        elif kind == "abstract":
            self.names.append((low, high, "LAW"))
        elif low == high and not identity:
            self.unsure.append(low)
        else:
            self.names.append((low, high, "EVENT"))

    def _label_person(self, low: int, high: int) -> None:
        inside = range(low, high + 1)
        if any(self.tags[k] == "NNPS" for k in inside):
            self.unsure += inside
            return
        titles = [k for k in inside if self.words[k] in TITLES]
        low = titles[-1] + 1 if titles else low
        if low > high:
            return
        if _NO_PERSON.search(" ".join(self.words[low : high + 1])):
            self.unsure += range(low, high + 1)
        else:
            self.names.append((low, high, "PERSON"))


def gum_names(sentence: Sentence, countries: frozenset[str]) -> tuple[list[tuple[int, int, str]], list[int]]:
    """Names as (first token, token after, label), and tokens of which one cannot be sure."""
    found = _Names(sentence, countries)
    for mention in mentions(sentence):
        found.add(mention)
    taken: set[int] = set()
    names = []
    for low, high, label in sorted(dict.fromkeys(found.names), key=lambda name: (name[0] - name[1], name[0])):
        if taken.isdisjoint(range(low, high + 1)):
            names.append((low, high + 1, label))
            taken |= set(range(low, high + 1))
    return names, [k for k in found.unsure if k not in taken]
