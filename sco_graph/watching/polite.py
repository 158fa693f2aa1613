"""Fetching as a guest: robots.txt, a pause between requests to one server, redirections that are checked again."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from protego import Protego

from sco_graph.watching.network import Client, FetchError, Reply

NAME = "sco-graph"
"""What robots.txt calls us."""

_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429})
_ROBOTS_BYTES = 512 * 2**10  # RFC 9309: at least 500 KiB are to be read
_ROBOTS_SECONDS = 24 * 3600.0  # RFC 9309: no longer than a day
_FAILED_SECONDS = 120.0
_PAUSE = 1.0


class Fetcher:
    """Asks servers for pages, as their robots.txt allows and not too often.

    Args:
        client: Does the single request.
        wait: Waits some seconds, or raises whatever ends the waiting.
    """

    def __init__(self, client: Client, wait: Callable[[float], None] = time.sleep) -> None:
        self._client, self._wait = client, wait
        self._rules: dict[str, tuple[Protego | FetchError, float]] = {}
        self._free: dict[str, float] = {}

    def pause(self, url: str) -> float:
        """Seconds until the server of an address may be asked again."""
        return max(0.0, self._free.get(_origin(url), 0.0) - time.monotonic())

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Fetch an address: an answer 200, or 304 where ``headers`` ask for changes alone.

        Raises:
            FetchError: if it may not be read, or gives nothing that can be used.
        """
        for _ in range(_REDIRECTS + 1):
            rules = self._robots(_origin(url))
            if not rules.can_fetch(url, NAME):
                raise FetchError("its robots.txt asks us not to read it", again=False)
            self._wait(self.pause(url))
            try:
                reply = self._client.get(url, headers)
            finally:
                self._free[_origin(url)] = time.monotonic() + _delay(rules)
            if reply.status not in _MOVED:
                return _good(reply)
            url = _target(reply)
        raise FetchError(f"more than {_REDIRECTS} redirections", again=False)

    def _robots(self, origin: str) -> Protego:
        known, until = self._rules.get(origin, (None, 0.0))
        if known is None or until < time.monotonic():
            known, seconds = self._fetch_robots(f"{origin}/robots.txt")
            self._rules[origin] = known, time.monotonic() + seconds
        if isinstance(known, FetchError):
            raise known
        return known

    def _fetch_robots(self, url: str) -> tuple[Protego | FetchError, float]:
        """The rules of a server: none if it has none, and nothing may be read while it does not tell (RFC 9309)."""
        try:
            for _ in range(_REDIRECTS + 1):
                reply = self._client.get(url, limit=_ROBOTS_BYTES)
                if reply.status not in _MOVED:
                    break
                url = _target(reply)
        except FetchError as trouble:
            return FetchError(f"its robots.txt: {trouble}", again=trouble.again, after=trouble.after), _FAILED_SECONDS
        if reply.status == 200:
            return Protego.parse(reply.body.decode("utf-8", "replace")), _ROBOTS_SECONDS
        if 400 <= reply.status < 500 and reply.status not in _LATER:
            return Protego.parse(""), _ROBOTS_SECONDS
        said = f"its robots.txt cannot be had (the server answered {reply.status})"
        return FetchError(said, again=True, after=_retry_after(reply)), _FAILED_SECONDS


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def _delay(rules: Protego) -> float:
    rate = rules.request_rate(NAME)
    return max(_PAUSE, rules.crawl_delay(NAME) or 0.0, rate.seconds / max(rate.requests, 1) if rate else 0.0)


def _good(reply: Reply) -> Reply:
    if reply.status in {200, 304}:
        return reply
    again = reply.status >= 500 or reply.status in _LATER
    raise FetchError(f"the server answered {reply.status}", again=again, after=_retry_after(reply))


def _target(reply: Reply) -> str:
    target = reply.headers.get("location")
    if not target:
        raise FetchError(f"the server answered {reply.status} without saying where to", again=False)
    try:
        return urljoin(reply.url, target)
    except ValueError as error:
        raise FetchError(f"a redirection to {target[:120]!r}, which is no address", again=False) from error


def _retry_after(reply: Reply) -> float | None:
    """Seconds that the server asks to wait: a number, or a date."""
    value = reply.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time()) if value else None
    except (ValueError, OverflowError):
        return None
