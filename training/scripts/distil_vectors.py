"""Static word vectors from MiniLM: each word by itself, its dimensions cut by principal components.

With ``--network`` half of the dimensions come from the fine-tuned network's output for the word alone, which knows what
its part of speech and its name's type tend to be.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
from joint_data import load_tokenizer, to_pieces
from spacy.tokens import DocBin
from spacy.vectors import Vectors

WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def words_of(corpus: Path, minilm: Path, most: int) -> list[str]:
    """Lower-cased words: those of our corpora that came twice, then those of the tokenizer's vocabulary."""
    counts: Counter[str] = Counter()
    vocab = spacy.blank("en").vocab
    for file in sorted(corpus.glob("*.spacy")):
        if "dev" not in file.name:
            for doc in DocBin().from_disk(file).get_docs(vocab):
                counts.update(token.lower_ for token in doc if WORD.fullmatch(token.lower_))
    known = load_tokenizer(minilm).get_vocab()
    common = [word for word, n in counts.most_common() if n >= 3]
    rest = [word for word in sorted(known, key=known.get) if WORD.fullmatch(word) and word.isascii() and len(word) > 1]
    return list(dict.fromkeys([*common[: most * 2 // 3], *rest]))[:most]


def components(matrix: np.ndarray, dimensions: int) -> np.ndarray:
    """Principal components, scaled to about unit size."""
    centred = matrix - matrix.mean(0)
    _, _, axes = np.linalg.svd(centred[:: max(1, len(centred) // 8000)], full_matrices=False)
    reduced = centred @ axes[:dimensions].T
    return reduced / reduced.std() * 0.5


def main() -> None:
    """Write a spaCy pipeline that holds nothing but the vectors."""
    import torch
    from joint_data import Labels
    from joint_model import Joint, Sizes

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--network", type=Path, help="folder of train_joint.py's output")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--dimensions", type=int, default=96)
    a = parser.parse_args()
    words = words_of(a.corpus, a.minilm, a.words)
    tokenizer = load_tokenizer(a.minilm)
    pieces = [to_pieces(tokenizer, [word], [True]) for word in words]
    sizes = Sizes(1, 1, 1, 1, 1)
    if a.network:
        labels = Labels.load(a.network / "labels.json")
        sizes = Sizes(*(len(getattr(labels, k)) for k in ("tag", "morph", "lemma", "name", "dep")))
    model = Joint(tokenizer.get_vocab_size(), sizes)
    model.encoder.load_minilm(a.minilm)
    if a.network:
        model.load_state_dict(torch.load(a.network / "model.pt"))
    model.eval()
    table = model.encoder.piece.weight.detach().numpy()
    plain = np.stack([table[p.ids].mean(0) for p in pieces])
    if not a.network:
        matrix = components(plain, a.dimensions)
    else:
        rows = []
        with torch.no_grad():
            for p in pieces:
                inputs = [torch.tensor([row]) for row in (p.ids, p.shapes, p.spaces, p.first, p.last)]
                rows.append(model.encoder(*inputs)[0, 0].numpy())
        half = a.dimensions // 2
        matrix = np.concatenate([components(plain, a.dimensions - half), components(np.stack(rows), half)], 1)
    matrix = matrix.astype("float16").astype("float32")
    nlp = spacy.blank("en")
    keys = [nlp.vocab.strings.add(word) for word in words]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=matrix, keys=keys, name="en_sco_news", attr="LOWER")
    nlp.to_disk(a.out)
    print(matrix.shape)


if __name__ == "__main__":
    main()
