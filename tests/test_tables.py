"""Tables of sentences: ``tests/tables/NAME.txt`` holds what the rules of one property must read, and must not.

    # property: frequency
    The SCO drill mechanism is held every two years.
        every two years
    The SCO summit was held in Ufa in 2015.

A sentence, and under it, indented, the values that it gives the property (things by their local names).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import said

_HEADER = "# property: "


def _rows() -> Iterator[tuple[str, str, frozenset[str]]]:
    for path in sorted((Path(__file__).parent / "tables").glob("*.txt")):
        first, *lines = path.read_text("utf-8").splitlines()
        if not first.startswith(_HEADER):
            continue
        rows: list[tuple[str, set[str]]] = []
        for line in lines:
            if line[:1] == " ":
                rows[-1][1].add(line.strip())
            elif line.strip() and not line.startswith("#"):
                rows.append((line, set()))
        yield from ((first.removeprefix(_HEADER), text, frozenset(values)) for text, values in rows)


@pytest.mark.parametrize(("predicate", "text", "expected"), list(_rows()))
def test_a_sentence_gives_what_stands_under_it(predicate: str, text: str, expected: frozenset[str]) -> None:
    """Each sentence of each table."""
    assert set(expected) == said(text, predicate)
