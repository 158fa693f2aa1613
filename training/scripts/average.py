"""The mean of two trained pipelines' weights: one component of two runs on the same network, by shares.

Where a second run goes on from the first with other data, the mean keeps most of what each is good at
(Wortsman and others, "Model soups", ICML 2022).
"""

import argparse
import itertools
from pathlib import Path
from typing import Any

import spacy
from thinc.api import Model


def average(first: Model[Any, Any], second: Model[Any, Any], share: float) -> None:
    """Put the mean of both networks' weights into the first.

    Args:
        first: Changed in place.
        second: A network of the same layers and sizes.
        share: The second one's part, from 0 to 1.

    Raises:
        ValueError: if layers or sizes differ.
    """
    for node, other in itertools.zip_longest(first.walk(), second.walk()):
        if node is None or other is None or node.param_names != other.param_names:
            raise ValueError("the networks are not of one kind")
        for name in node.param_names:
            if node.has_param(name):
                mine, theirs = node.get_param(name), other.get_param(name)
                if mine.shape != theirs.shape:
                    raise ValueError("the networks are not of one kind")
                node.set_param(name, (1 - share) * mine + share * theirs)


def main() -> None:
    """Write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, required=True, help="the second one's part")
    a = parser.parse_args()
    nlp, other = spacy.load(a.first), spacy.load(a.second)
    for name in nlp.pipe_names:
        average(nlp.get_pipe(name).model, other.get_pipe(name).model, a.share)
    nlp.to_disk(a.out)


if __name__ == "__main__":
    main()
