"""CrossNER, wikigold, re3d -> DocBins with names on our own tokens.

Writes name_politics_dev (150 sentences held out of politics' dev part) and name_wiki, the training part.
"""

import argparse
import random
import re
from pathlib import Path

from names import Text, column_texts, countries, re3d_texts, to_doc
from prepare_trees import write

SEED = 1
HELD_OUT = 150


def _key(text: Text) -> str:
    return re.sub(r"\W+", "", text.text)


def held_out_politics(corpora: Path) -> tuple[list[Text], list[Text]]:
    """Politics' dev part in two: 150 sentences held out, and the others."""
    politics = column_texts(corpora / "crossner" / "politics" / "dev.txt")
    random.Random(SEED).shuffle(politics)
    return politics[:HELD_OUT], politics[HELD_OUT:]


def main() -> None:
    """Write the DocBins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    corpora, out = arguments.corpora, arguments.out
    out.mkdir(parents=True, exist_ok=True)
    held_out, texts = held_out_politics(corpora)
    texts += column_texts(corpora / "crossner" / "politics" / "train.txt")
    for domain in ("science", "literature", "music", "ai"):
        for part in ("train", "dev", "test"):
            texts += column_texts(corpora / "crossner" / domain / f"{part}.txt")
    texts += column_texts(corpora / "wikigold" / "wikigold.conll.txt")
    texts += re3d_texts(corpora / "re3d", countries(corpora))
    seen = {_key(text) for text in held_out}
    texts = [text for text in texts if _key(text) not in seen]
    random.Random(SEED).shuffle(texts)
    write(out / "name_wiki.spacy", [to_doc(text) for text in texts])
    write(out / "name_politics_dev.spacy", [to_doc(text) for text in held_out])


if __name__ == "__main__":
    main()
