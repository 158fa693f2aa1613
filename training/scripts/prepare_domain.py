"""Our own newswire sentences (``assets/*.txt``) -> DocBins: name_domain, and one text in seven held out as name_domain_dev.

Both carry sentence starts, which the assets mark by `` // ``.
"""

import argparse
import hashlib
import re
from pathlib import Path

from names import Text, to_doc
from prepare_trees import write
from spacy.tokens import Doc

CODES = {"P": "PERSON", "O": "ORG", "G": "GPE", "L": "LOC", "F": "FAC", "E": "EVENT", "W": "LAW"}
_NAME = re.compile(r"\{([A-Z]):([^{}]*)\}")


def parse(line: str) -> tuple[Text, list[int]]:
    """A text with its names, and where its sentences begin."""
    text = Text("")
    starts = [0]
    for part in re.split(r"( // |\{[A-Z]:[^{}]*\})", line.strip()):
        match = _NAME.fullmatch(part)
        if part == " // ":
            text.text += " "
            starts.append(len(text.text))
        elif match:
            start = len(text.text)
            text.text += match.group(2)
            text.names.append((start, len(text.text), CODES[match.group(1)]))
        else:
            text.text += part
    return text, starts


def held_out(line: str) -> bool:
    """One text in seven, by its bytes, so that a new text moves no other."""
    return hashlib.sha256(line.strip().encode()).digest()[0] % 7 == 0


def domain_docs(folder: Path) -> tuple[list[Doc], list[Doc]]:
    """Training and held-out texts."""
    parts: tuple[list[Doc], list[Doc]] = ([], [])
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            text, starts = parse(line)
            doc = to_doc(text)
            for token in doc:
                token.is_sent_start = token.idx in starts
            parts[held_out(line)].append(doc)
    return parts


def main() -> None:
    """Write the DocBins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assets", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    train, dev = domain_docs(arguments.assets)
    write(arguments.out / "name_domain.spacy", train)
    write(arguments.out / "name_domain_dev.spacy", dev)


if __name__ == "__main__":
    main()
