"""``watch``: asks feeds for what is new, and adds it to a store, until it is stopped."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sco_graph.articles.values import Fault, Record
from sco_graph.build import add, known_articles
from sco_graph.errors import InputError
from sco_graph.extracting import Extractor
from sco_graph.model import Article
from sco_graph.watching import pages
from sco_graph.watching.network import Client, FetchError, Guard
from sco_graph.watching.polite import Fetcher
from sco_graph.watching.reprints import Stories, signature
from sco_graph.watching.state import Entry, Feed, State

if TYPE_CHECKING:
    from sco_graph.build import BuildReport

EVERY = 900.0
"""Seconds between two looks at a feed."""

_TOGETHER = 64  # articles that are added at once at most
_TRIES = 6  # at a page, before the entry's own text is taken
_LONGEST = 24 * 3600.0
_REMEMBERED = 60 * 24 * 3600.0  # how long a story's reprints are looked for
_FIRST_LOOK = 2000  # articles of the store whose reprints are looked for, when a store is first watched


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What a watch did.

    Attributes:
        polls: Looks at feeds.
        added: Articles that are new in the store.
        changed: Articles that were in the store in another form.
        reprints: Articles that added a source to another.
        failed: Requests and inputs that gave nothing.
    """

    polls: int
    added: int
    changed: int
    reprints: int
    failed: int

    def as_dict(self) -> dict[str, Any]:
        """The report for a program."""
        return asdict(self)

    def summary(self) -> str:
        """The report in a line for a person."""
        return (
            f"{self.polls:,} looks at feeds: {self.added:,} new articles, {self.changed:,} changed, "
            f"{self.reprints:,} reprints, {self.failed:,} failures"
        )


class _StoppedError(Exception):
    pass


def watch(
    feeds: Iterable[str],
    store: str | Path,
    *,
    every: float = EVERY,
    once: bool = False,
    follow: bool = True,
    allow_private: bool = False,
    model: str | None = None,
    stop: threading.Event | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> WatchReport:
    """Add what is new in some feeds to a store, until it is stopped.

    Servers are asked as their robots.txt allows, with the pause that it asks for, and less often while they fail.  What
    repeats an article of the store under another head adds its address to that article.  A watch that is stopped or
    killed goes on where it was.

    Args:
        feeds: http(s) addresses of RSS or Atom.
        store: Folder of the store; made if it does not exist.
        every: Seconds between two looks at a feed.
        once: Look at each feed once, and end.
        follow: Fetch the page of an entry that is an excerpt; else the feed's text is all that is read.
        allow_private: Let entries lead to machines on private networks, beside those that the feeds are on.
        model: Name or path of a spaCy pipeline; None for the bundled one.
        stop: Ends the watch when it is set.
        tell: Is told in a line what happens.

    Raises:
        InputError: if a feed is no http(s) address.
        StoreError: if the store cannot be written, or another watch has it.
        ModelError: if ``model`` cannot be used.
    """
    wanted = list(dict.fromkeys(feeds))
    guard = Guard(allow_private=allow_private)
    for url in wanted:
        if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
            raise InputError(f"{url} is no http(s) address of a feed")
        guard.trust(urlsplit(url).hostname or "")
    with State(Path(store)) as state:
        watcher = _Watcher(state, Path(store), guard, stop or threading.Event(), tell)
        watcher.extractor = Extractor(1, model)
        watcher.every, watcher.once, watcher.follow = every, once, follow
        try:
            watcher.run(wanted)
        except _StoppedError:
            tell("stopped")
        finally:
            watcher.client.close()
    counts = watcher.counts
    return WatchReport(*(counts[name] for name in WatchReport.__dataclass_fields__))


class _Watcher:
    every: float
    once: bool
    follow: bool
    extractor: Extractor

    def __init__(
        self, state: State, store: Path, guard: Guard, stop: threading.Event, tell: Callable[[str], None]
    ) -> None:
        self.client = Client(guard)
        self.counts: Counter[str] = Counter()
        self._state, self._store, self._stop, self._tell = state, store, stop, tell
        self._fetcher = Fetcher(self.client, self._wait)
        self._ready: dict[str, Article] = {}  # key of the entry -> its article
        self._fresh: dict[str, Article] = {}  # the articles that are being added, by identifier
        self._stories = self._remembered()

    def run(self, urls: list[str]) -> None:
        """Do what is due, wait, and again."""
        feeds = {url: self._state.feed(url) for url in urls}
        if self.once:  # a feed that failed is left alone as long as it would be otherwise
            feeds = {url: feed if feed.failures else replace(feed, due=0.0) for url, feed in feeds.items()}
        entries = {entry.key: entry for entry in self._state.waiting()}
        while not self._stop.is_set():
            tasks: list[Feed | Entry] = [*feeds.values(), *entries.values()]
            task = min(tasks, key=self._when, default=None)
            left = self._when(task) - time.time() if task else _LONGEST
            if self._ready and (left > 0 or len(self._ready) >= _TOGETHER):
                self._flush()
            elif self.once and all(task.due > time.time() for task in tasks):
                return
            elif task is None or left > 0:
                self._wait(left)
            elif isinstance(task, Feed):
                after = self._look(task)
                if self.once:
                    del feeds[task.url]
                else:
                    feeds[task.url] = after
                entries = {e.key: e for e in self._state.waiting() if e.key not in self._ready}
            else:
                del entries[task.key]
                if again := self._read(task):
                    entries[task.key] = again

    def _when(self, task: Feed | Entry) -> float:
        """When something can be done: it is due, and the server has had its pause."""
        url = task.url if isinstance(task, Feed) else task.record.source if self._follows(task) else None
        return max(task.due, time.time() + self._fetcher.pause(url)) if url else task.due

    def _follows(self, entry: Entry) -> bool:
        return self.follow and entry.failures < _TRIES and pages.has_page(entry)

    def _look(self, feed: Feed) -> Feed:
        """Ask for a feed, and note what is new in it."""
        self.counts["polls"] += 1
        conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        try:
            reply = self._fetcher.get(feed.url, {name: value for name, value in conditions.items() if value})
        except FetchError as trouble:
            return self._failed(feed, str(trouble), trouble.after)
        after = replace(feed, due=time.time() + self.every, failures=0)
        if reply.status == 304:
            self._state.keep_feed(after)
            return after
        items = list(pages.entries_of(reply, feed.url))
        found = [item for item in items if isinstance(item, Entry)]
        faults = [item.message for item in items if isinstance(item, Fault)]
        if faults and not found:
            return self._failed(feed, faults[0], None)
        for message in faults:
            self._fault(feed.url, message)
        if not faults:  # else the next look is to get all of it again
            after = replace(after, etag=reply.headers.get("etag"), modified=reply.headers.get("last-modified"))
        new = self._state.keep_feed(after, found)
        self._tell(f"{feed.url}: {new} new of {len(found)} entries")
        return after

    def _failed(self, feed: Feed, message: str, after: float | None) -> Feed:
        """Leave a feed alone for twice as long as the last time."""
        wait = min(max(self.every, 1.0) * 2**feed.failures, _LONGEST) * random.uniform(1.0, 1.1)  # noqa: S311 - no secret
        later = replace(feed, due=time.time() + max(wait, after or 0.0), failures=feed.failures + 1)
        self._state.keep_feed(later)
        self._fault(feed.url, message)
        return later

    def _read(self, entry: Entry) -> Entry | None:
        """Make an entry's article; or give the entry as it is to be tried again."""
        record: Record | None = None
        if self._follows(entry):
            url = entry.record.source or ""
            try:
                record = pages.from_page(entry, self._fetcher.get(url))
                if record is None:
                    self._fault(url, "no article was found in the page: the feed's text is taken")
            except FetchError as trouble:
                if trouble.again:
                    wait = max(60.0 * 4**entry.failures, trouble.after or 0.0)
                    later = replace(entry, due=time.time() + min(wait, _LONGEST), failures=entry.failures + 1)
                    self._state.keep_entry(later)
                    self._fault(url, str(trouble))
                    return later
                self._fault(url, f"{trouble}: the feed's text is taken")
        articles = []
        for item in pages.article_of(entry, record or entry.record):
            if isinstance(item, Article):
                articles.append(item)
            else:
                self._fault(entry.record.source or entry.feed, item.message)
        if articles:
            self._ready[entry.key] = articles[-1]
        else:
            self._state.done([entry.key], [])
        return None

    def _flush(self) -> None:
        """Put the articles that are ready into the store, reprints as sources of what they reprint."""
        fresh: dict[str, Article] = {}
        sources: list[tuple[str, str]] = []
        stories: list[tuple[str, bytes, float]] = []
        for article in self._ready.values():
            hashes = signature(article)
            original = self._stories.original(article, hashes)
            if original is not None:
                sources.append((original, article.source or ""))
                self._tell(f"{article.source}: a reprint of {original}")
                continue
            fresh[article.id] = article
            self._fresh[article.id] = article
            self._stories.add(article.id, hashes)
            stories.append((article.id, hashes, time.time()))
        report = add(fresh.values(), self._store, extractor=self.extractor, sources=sources)
        self._state.done(list(self._ready), stories)
        self._ready, self._fresh = {}, {}
        self._count(report, len(sources))

    def _count(self, report: BuildReport, reprints: int) -> None:
        self.counts.update(added=report.added, changed=report.changed, reprints=reprints, failed=len(report.skipped))
        for error in report.skipped:
            self._tell(str(error))
        self._tell(report.summary())

    def _remembered(self) -> Stories:
        """The stories of the last weeks; at a store's first watch, those that were added to it last."""

        def find(article_id: str) -> Article | None:
            if article_id in self._fresh:
                return self._fresh[article_id]
            return next(known_articles(self._store, [article_id]), None)

        stories = Stories(find)
        known = list(self._state.stories(time.time() - _REMEMBERED))
        if not known:
            last = list(known_articles(self._store, last=_FIRST_LOOK))
            known = [(article.id, signature(article)) for article in last]
            self._state.done([], [(article_id, hashes, time.time()) for article_id, hashes in known])
        for article_id, hashes in known:
            stories.add(article_id, hashes)
        return stories

    def _fault(self, where: str, message: str) -> None:
        self.counts["failed"] += 1
        self._tell(f"{where}: {message}")

    def _wait(self, seconds: float) -> None:
        """Wait, and end the watch at once when it is to stop."""
        if self._stop.wait(max(0.0, seconds)):
            raise _StoppedError
