"""Fetching one address, within limits."""

from __future__ import annotations

from dataclasses import dataclass

from sco_graph.articles.values import MAX_FILE
from sco_graph.version import __version__

USER_AGENT = f"sco-graph/{__version__}"
TIMEOUT = 20.0
"""Seconds to connect, and between two pieces of an answer."""

_DEADLINE = 120.0  # seconds for the whole answer: a server that drips bytes must not hold us
_REDIRECTS = 5
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/json": "json",
    "application/ld+json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "text/csv": "csv",
    "application/warc": "warc",
}


class FetchError(Exception):
    """The address gave nothing that can be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave.

    Attributes:
        url: The address that answered, after redirections.
        data: Its body.
        format: The format that its content type tells, or None.
        charset: The encoding that it declares, or None.
    """

    url: str
    data: bytes
    format: str | None
    charset: str | None


def fetch(url: str, *, limit: int = MAX_FILE, timeout: float = TIMEOUT) -> Answer:
    """Fetch an http(s) address.

    Raises:
        FetchError: if it cannot be reached, answers with an error, redirects too often or gives too much.
    """
    import time

    import httpx  # 0.1 s, and only addresses need it

    started = time.monotonic()
    data = bytearray()
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=_REDIRECTS, timeout=timeout, headers={"User-Agent": USER_AGENT}
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code != 200:
                raise FetchError(f"the server answered {response.status_code} {response.reason_phrase}")
            for piece in response.iter_bytes():
                data += piece
                if len(data) > limit:
                    raise FetchError(f"more than {limit // 2**20} MiB")
                if time.monotonic() - started > _DEADLINE:
                    raise FetchError(f"not complete after {_DEADLINE:.0f} s")
            mime = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Answer(str(response.url), bytes(data), _TYPES.get(mime), response.charset_encoding)
    except httpx.TimeoutException as error:
        raise FetchError("no answer in time") from error
    except httpx.TooManyRedirects as error:
        raise FetchError(f"more than {_REDIRECTS} redirections") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"cannot be fetched ({str(error)[:120] or type(error).__name__})") from error
