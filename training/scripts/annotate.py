"""Annotate Docs with the fine-tuned network: what the small pipeline learns from beside gold.

``--trees`` replaces or adds tags, features, lemmas, trees and sentences; ``--names`` adds names where the gold says
"missing", or everywhere if the input has none.  Tokens whose names the network is unsure of stay missing.
"""

import argparse
from pathlib import Path

import numpy as np
import spacy
import torch
from joint_data import NAME_TAGS, Labels, apply_rule, load_tokenizer, to_example
from joint_model import Joint, Sizes
from spacy.tokens import Doc, DocBin, Span
from train_joint import predict

BLANK = spacy.blank("en")


def load_network(folder: Path, minilm: Path) -> tuple[Joint, Labels]:
    """The network that train_joint.py saved."""
    labels = Labels.load(folder / "labels.json")
    sizes = Sizes(*(len(getattr(labels, k)) for k in ("tag", "morph", "lemma", "name", "dep")))
    model = Joint(load_tokenizer(minilm).get_vocab_size(), sizes)
    model.load_state_dict(torch.load(folder / "model.pt"))
    return model.eval(), labels


def with_trees(doc: Doc, row: dict, labels: Labels) -> Doc:
    """A new Doc with the network's tags and trees."""
    words = [token.text for token in doc]
    pos, _, morphs = zip(*(labels.morph[k].partition("|") for k in row["morph"]), strict=True)
    heads = [int(h) for h in row["head"]]
    deps = ["ROOT" if h == i else labels.dep[k] for i, (h, k) in enumerate(zip(heads, row["dep"], strict=True))]
    deps = ["dep" if dep == "ROOT" and heads[i] != i else dep for i, dep in enumerate(deps)]
    return Doc(
        BLANK.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[labels.tag[k] for k in row["tag"]],
        pos=list(pos),
        morphs=list(morphs),
        lemmas=[apply_rule(word, labels.lemma[k]) for word, k in zip(words, row["lemma"], strict=True)],
        heads=heads,
        deps=deps,
        sent_starts=[bool(k) for k in row["start"]],
    )


def add_names(doc: Doc, gold: Doc | None, row: dict, least: float) -> None:
    """Set the network's names; keep the gold's where it has any say."""
    scores = np.exp(row["name_scores"] - row["name_scores"].max(-1, keepdims=True))
    sure = (scores / scores.sum(-1, keepdims=True)).max(-1) >= least
    spans = [Span(doc, a, b, label) for a, b, label in row["names"] if sure[a:b].all()]
    missing = {i for i in range(len(doc)) if not sure[i]}
    if gold is not None:
        known = {token.i for token in gold if token.ent_iob != 0}
        spans = [span for span in spans if known.isdisjoint(range(span.start, span.end))]
        missing -= known
        spans += [Span(doc, ent.start, ent.end, ent.label_) for ent in gold.ents]
    covered = {token.i for span in spans for token in span}
    doc.set_ents(spans, missing=[doc[i : i + 1] for i in sorted(missing - covered)], default="outside")


def main() -> None:
    """Annotate one DocBin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--names-from", choices=("gold", "both", "network"), default="both")
    parser.add_argument("--least", type=float, default=0.8, help="probability below which a name's token is missing")
    a = parser.parse_args()
    model, labels = load_network(a.network, a.minilm)
    tokenizer = load_tokenizer(a.minilm)
    docs = [doc for doc in DocBin().from_disk(a.source).get_docs(BLANK.vocab) if len(doc)]
    out = []
    for start in range(0, len(docs), 2000):
        part = docs[start : start + 2000]
        examples = [to_example(doc, tokenizer, labels, trees=False) for doc in part]
        keep = [i for i, example in enumerate(examples) if len(example.pieces.ids) <= 500]
        part = [part[i] for i in keep]
        for doc, row in zip(part, predict(model, [examples[i] for i in keep]), strict=True):
            new = with_trees(doc, row, labels)
            if a.names_from == "gold":
                new.set_ents(
                    list(doc.ents), missing=[doc[t.i : t.i + 1] for t in doc if t.ent_iob == 0], default="outside"
                )
            else:
                add_names(new, doc if a.names_from == "both" else None, row, a.least)
            out.append(new)
        print(len(out), flush=True)
    attrs = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    DocBin(docs=out, attrs=attrs).to_disk(a.out)
    assert len(NAME_TAGS) == len(labels.name)


if __name__ == "__main__":
    main()
