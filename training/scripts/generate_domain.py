"""Sentences made from the patterns of ``assets/templates.cfg`` with a seed -> the DocBin name_generated.

They are for training only; the held-out sentences are all written by hand.
"""

import argparse
import configparser
import random
import re
from pathlib import Path

from names import to_doc
from prepare_domain import parse
from prepare_trees import write

SEED = 11


class Generator:
    """Fills slots at random."""

    def __init__(self, path: Path) -> None:
        config = configparser.ConfigParser(interpolation=None, comment_prefixes=("#",), delimiters=("=",))
        config.read(path, encoding="utf8")
        self.slots = {}
        for key, values in config["slots"].items():
            name, _, code = key.partition(".")
            self.slots[name] = (code.upper(), [value.strip() for value in values.split(";")])
        self.patterns = list(config["patterns"].values())
        self.random = random.Random(SEED)

    def sentence(self) -> str:
        """One sentence with the assets' markup."""
        return re.sub(
            r"<(\w+)>", lambda match: self.fill(match.group(1), marked=True), self.random.choice(self.patterns)
        )

    def fill(self, slot: str, *, marked: bool) -> str:
        """One value of a slot; the slots inside a name are not marked."""
        code, values = self.slots[slot.lower()]
        value = re.sub(r"<(\w+)>", lambda match: self.fill(match.group(1), marked=False), self.random.choice(values))
        value = value.upper() if slot.isupper() else value
        return f"{{{code}:{value}}}" if marked and code != "X" else value


def main() -> None:
    """Write the DocBin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assets", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sentences", type=int, default=1200)
    arguments = parser.parse_args()
    generator = Generator(arguments.assets / "templates.cfg")
    docs = []
    for _ in range(arguments.sentences):
        text, starts = parse(generator.sentence())
        doc = to_doc(text)
        for token in doc:
            token.is_sent_start = token.idx in starts
        docs.append(doc)
    write(arguments.out / "name_generated.spacy", docs)


if __name__ == "__main__":
    main()
