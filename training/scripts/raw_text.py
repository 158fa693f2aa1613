"""Free text from Debian's packages -> a DocBin of unannotated paragraphs, to be annotated by the large network.

``apt-get download anarchism debian-history fortunes sword-text-web gnome-user-docs debian-faq developers-reference
harden-doc``, unpack each with ``dpkg-deb -x`` into one folder, and give that folder.  Nothing of it is committed, and a
model trained without it differs by little (see metrics.json).
"""

import argparse
import html
import random
import re
from pathlib import Path

from names import BLANK
from spacy.tokens import DocBin

SEED = 3
_TAGS = re.compile(r"<(?:script|style|pre|code)\b.*?</(?:script|style|pre|code)>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,} .*[a-z]{3,}[.!?]")


def paragraphs(path: Path) -> list[str]:
    """Paragraphs of running text of one file."""
    text = path.read_text(encoding="utf8", errors="ignore")
    if path.suffix in (".html", ".htm", ".page", ".xml"):
        text = re.sub(r"</?(?:p|li|h\d|div|td|blockquote|title|br)\b[^>]*>", "\n\n", text, flags=re.IGNORECASE)
        text = html.unescape(_TAGS.sub("", text))
    elif path.suffix == ".md":
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"[*_#>`]+", "", text))
    out = []
    for block in re.split(r"\n\s*\n|\n%\n", text):
        block = re.sub(r"\s+", " ", block).strip()
        letters = sum(c.isalpha() or c == " " for c in block)
        if 60 <= len(block) <= 1500 and _SENTENCE.search(block) and letters > 0.85 * len(block):
            out.append(block)
    return out


def main() -> None:
    """Write the DocBin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=600_000)
    arguments = parser.parse_args()
    found: dict[str, None] = {}
    suffixes = {"", ".md", ".page", ".txt"}
    for path in sorted(arguments.folder.rglob("*")):
        english = not re.search(r"/[a-z]{2}(?:[-_][A-Z]{2})?/", str(path).replace("/en-US/", "/").replace("/C/", "/"))
        if path.is_file() and not path.is_symlink() and english and path.suffix in suffixes | {".html"}:
            if path.suffix == ".html" and "anarchism" in path.parts:
                continue  # there as Markdown too
            if b"\0" not in path.read_bytes()[:4000]:
                found.update(dict.fromkeys(paragraphs(path)))
    texts = list(found)
    random.Random(SEED).shuffle(texts)
    docs, words = [], 0
    for text in texts:
        if words > arguments.words:
            break
        docs.append(BLANK.make_doc(text))
        words += len(docs[-1])
    DocBin(docs=docs, attrs=["ORTH", "SPACY"]).to_disk(arguments.out)
    print(f"{len(docs)} of {len(texts)} paragraphs, {words} words")


if __name__ == "__main__":
    main()
