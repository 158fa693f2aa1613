"""Train one of the pipeline's halves from its config, or go on from a trained one with other data.

``spacy train`` does the same, but multiplies matrices half as fast as numpy's BLAS does.
"""

import argparse
import sys
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import use_ops


def main() -> None:
    """Train, and write ``model-best`` and ``model-last``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--train", required=True)
    parser.add_argument("--dev", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--from", dest="start", type=Path, help="folder of a trained one to go on from")
    parser.add_argument("--rate", type=float, help="the highest learning rate, if not the config's")
    parser.add_argument("--dropout", type=float, help="if not the config's")
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    changes = {"paths.train": a.train, "paths.dev": a.dev, "paths.vectors": a.vectors, "training.max_steps": a.steps}
    if a.rate:
        changes["training.optimizer.learn_rate.initial_rate"] = a.rate
    if a.dropout:
        changes["training.dropout"] = a.dropout
    config = load_config(a.config, overrides=changes, interpolate=False)
    if a.start:
        config["components"] = {name: {"source": str(a.start)} for name in config["components"]}
    with use_ops("numpy", use_blis=False):
        nlp = init_nlp(config)
        if "trainable_lemmatizer" in nlp.pipe_names:  # spaCy does not restore this table from disk
            lemmatizer = nlp.get_pipe("trainable_lemmatizer")
            lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
        train(nlp, a.out, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
