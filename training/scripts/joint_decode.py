"""Scores of the large network -> names and trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]
    Indices = NDArray[np.int64]

NAME_LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "LAW", "DATE", "FAC")
NAME_TAGS = ("O", *(f"{part}-{label}" for label in NAME_LABELS for part in "BILU"))
_NEVER = -1e4


def _transitions() -> Scores:
    """0 where one tag may follow another, else a large penalty; the last row is the start's."""
    allowed = np.full((len(NAME_TAGS) + 1, len(NAME_TAGS)), _NEVER, dtype="float32")
    for i, before in enumerate([*NAME_TAGS, "O"]):
        for j, tag in enumerate(NAME_TAGS):
            legal = tag[0] in "IL" and tag[2:] == before[2:] if before[0] in "BI" else tag[0] in "OBU"
            if legal:
                allowed[i, j] = 0
    return allowed


_ALLOWED = _transitions()
_FINAL = np.array([0.0 if tag[0] in "OLU" else _NEVER for tag in NAME_TAGS], dtype="float32")


def decode_names(scores: Scores) -> list[tuple[int, int, str]]:
    """The names of the best legal row of tags.

    Args:
        scores: (words, tags).

    Returns:
        First word, word after the last, label.
    """
    if bool((scores.argmax(1) == 0).all()):
        return []
    best = _ALLOWED[-1] + scores[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        through = best[:, None] + _ALLOWED[:-1]
        back[i] = through.argmax(0)
        best = through.max(0) + scores[i]
    tag = int((best + _FINAL).argmax())
    row = [tag]
    for i in range(len(scores) - 1, 0, -1):
        tag = int(back[i, tag])
        row.append(tag)
    return _spans([NAME_TAGS[tag] for tag in reversed(row)])


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    spans, first = [], 0
    for i, tag in enumerate(tags):
        if tag[0] in "BU":
            first = i
        if tag[0] in "LU":
            spans.append((first, i + 1, tag[2:]))
    return spans


def decode_tree(scores: Scores) -> Indices:
    """The heads of one sentence: a tree with one root, by the best head of each word, cycles broken at the least loss.

    Args:
        scores: (words, words): how well the second is the head of the first; the diagonal is the root's.

    Returns:
        The index of each word's head; the root's is its own.
    """
    root = int(np.diagonal(scores).argmax())
    free = scores.copy()
    np.fill_diagonal(free, -1e9)
    heads: Indices = free.argmax(1).astype(np.int64)
    heads[root] = root
    while cycle := _cycle(heads, root):
        members = set(cycle)
        outside = np.array([i for i in range(len(heads)) if not _leads_to(heads, i, members, root)])
        loss = free[cycle][:, outside] - free[cycle, heads[cycle]][:, None]
        row, column = np.unravel_index(int(loss.argmax()), loss.shape)
        heads[cycle[row]] = outside[column]
    return heads


def _leads_to(heads: Indices, node: int, members: set[int], root: int) -> bool:
    """Whether a word hangs below one of the members, or in a cycle of its own."""
    seen: set[int] = set()
    while node != root:
        if node in members or node in seen:
            return True
        seen.add(node)
        node = int(heads[node])
    return False


def _cycle(heads: Indices, root: int) -> list[int]:
    """The words of one cycle; empty if there is none."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return []
