"""What is worked out once a snapshot and kept, so that nobody waits for it twice."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any

Answer = tuple[dict[str, Any], bytes]

_VOLATILE = ("now", "rand", "uuid", "bnode", "service", "\\")  # what may be answered otherwise the next time
_MOST_TEXT, _MOST_BODY, _MOST_BYTES = 20_000, 200_000, 64_000_000
_KEPT = 6
_PATIENCE = 5.0  # seconds that a reader waits for the new where the old is at hand


class Keeper:
    """Answers by what was asked, each of one snapshot.

    While an answer is worked out anew, because there is a newer snapshot, the old one is given to whoever does not
    get the new one within some seconds.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._making: dict[Hashable, asyncio.Task[Answer]] = {}

    async def get(self, key: Hashable, snapshot: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """An answer.

        Args:
            key: What was asked.
            snapshot: Name of the current snapshot.
            make: Works it out.

        Raises:
            Exception: whatever ``make`` raises.
        """
        kept = self._kept.get(key)
        if kept is not None and kept[0]["version"] == snapshot:
            self._kept.move_to_end(key)
            return kept
        task = self._making.get(key)
        if task is None:
            task = self._making[key] = asyncio.ensure_future(self._make(key, make))
            task.add_done_callback(lambda _: self._making.pop(key, None))
        if kept is None:
            return await asyncio.shield(task)
        await asyncio.wait({task}, timeout=_PATIENCE)
        return task.result() if task.done() else kept

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[Answer]]) -> Answer:
        answer = await make()
        self._kept[key] = answer
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return answer

    def forget(self, key: Hashable) -> None:
        """Let go of an answer that is of no use any more."""
        self._kept.pop(key, None)

    def close(self) -> None:
        """Stop working."""
        for task in list(self._making.values()):
            task.cancel()


class Cache:
    """Small answers to queries, as long as the snapshot is the current one: it cannot change, so they cannot either."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._bytes = 0

    @staticmethod
    def key(snapshot: str, question: Mapping[str, Any]) -> Hashable:
        """What tells one question from another; None if its answer is not to be kept."""
        text = question["query"]
        if len(text) > _MOST_TEXT:
            return None
        folded = text.casefold()
        if any(word in folded for word in _VOLATILE):
            return None
        return snapshot, *question.values()

    def get(self, key: Hashable) -> Answer | None:
        """The answer, if it is here."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer, in the place of those that were longest not asked for."""
        if len(answer[1]) > _MOST_BODY or key in self._answers:
            return
        self._answers[key] = answer
        self._bytes += len(answer[1]) + _MOST_TEXT // 10
        while self._bytes > _MOST_BYTES:
            _, (_, body) = self._answers.popitem(last=False)
            self._bytes -= len(body) + _MOST_TEXT // 10
