"""``tests/tables/office_wordings.txt``: a sentence, and under it who is what, for whom; the case of offices apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import document

from sco_graph.extract.people import claims
from sco_graph.model import Article
from sco_graph.nlp.mentions import Referent


def _rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    lines = (Path(__file__).parent / "tables/office_wordings.txt").read_text("utf-8").splitlines()[1:]
    starts = [*(number for number, line in enumerate(lines) if line[0] != " "), len(lines)]
    for start, stop in itertools.pairwise(starts):
        yield lines[start], tuple(line.strip() for line in lines[start + 1 : stop])


@pytest.mark.parametrize(("text", "rows"), list(_rows()), ids=[text[:50] for text, _ in _rows()])
def test_offices_in_many_wordings(text: str, rows: tuple[str, ...]) -> None:
    """Titles, appositions, articles, ranks and lists before and after names."""
    found = set()
    for claim in claims(Article("t", text, issued="2010-01-01"), document(text)):
        value = claim.value.label if isinstance(claim.value, Referent) else claim.value.lower()
        found.add((claim.subject.label, value))
    expected = set()
    for row in rows:
        name, office, whom = row.split(" | ")
        expected |= {(name, office.lower()), (name, whom)}
    assert found == expected
