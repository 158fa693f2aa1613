"""Train one of the small pipeline's halves from its config.

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
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    changes = {"paths.train": a.train, "paths.dev": a.dev, "paths.vectors": a.vectors, "training.max_steps": a.steps}
    with use_ops("numpy", use_blis=False):
        nlp = init_nlp(load_config(a.config, overrides=changes, interpolate=False))
        train(nlp, a.out, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
