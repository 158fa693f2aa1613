"""Read CoNLL-U into sentences, with the spaces between words worked out through multiword tokens."""

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """One sentence: its ten-column rows without ranges and empty nodes, and whether a space follows each word."""

    document: str
    new_document: bool
    text: str = ""
    sent_id: str = ""
    rows: list[list[str]] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    ranges: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def words(self) -> list[str]:
        """The words."""
        return [row[1] for row in self.rows]

    def finish(self) -> "Sentence":
        """Work out the spaces once all rows are in."""
        inside = {i: (last, space) for first, (last, space) in self.ranges.items() for i in range(first, last + 1)}
        for row in self.rows:
            number = int(row[0])
            if number in inside:
                last, space = inside[number]
                self.spaces.append(number == last and space)
            else:
                self.spaces.append("SpaceAfter=No" not in row[9])
        return self


def read_conllu(path: Path) -> list[Sentence]:
    """All sentences of one file."""
    sentences: list[Sentence] = []
    document = path.stem
    new_document = True
    current = Sentence(document, new_document)
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if not line.strip():
            if current.rows:
                sentences.append(current.finish())
                new_document = False
            current = Sentence(document, new_document)
        elif line.startswith("# newdoc"):
            match = re.match(r"# newdoc id = (.*)", line)
            document = match.group(1) if match else document
            current.document, current.new_document, new_document = document, True, True
        elif line.startswith("# sent_id"):
            current.sent_id = line.split("=", 1)[1].strip()
        elif line.startswith("# text ="):
            current.text = line.partition("=")[2].strip()
        elif not line.startswith("#"):
            columns = line.split("\t")
            if "." in columns[0]:
                continue
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                current.ranges[first] = (last, "SpaceAfter=No" not in columns[9])
            else:
                current.rows.append(columns)
    return sentences


def read_many(path: Path) -> list[Sentence]:
    """One file, or every ``*.conllu`` of a folder in order of name."""
    files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    return [sentence for file in files for sentence in read_conllu(file)]


def runs(sentences: list[Sentence], longest: int = 8) -> list[list[Sentence]]:
    """Cut into runs of up to ``longest`` sentences that do not cross documents."""
    out: list[list[Sentence]] = []
    for sentence in sentences:
        if out and not sentence.new_document and len(out[-1]) < longest and out[-1][-1].document == sentence.document:
            out[-1].append(sentence)
        else:
            out.append([sentence])
    return out
