"""Around every request: whose address it was sent to, CORS, the access log, figures, and the last line for errors."""

from __future__ import annotations

import ipaddress
import logging
import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from sco_graph.text import one_line
from sco_graph.web.failures import HttpError
from sco_graph.web.metrics import Metrics
from sco_graph.web.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SECURITY = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
)
"""Sent with every answer, also with those that the HTTP server itself gives to what is no request."""

_CORS = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"X-Truncated, X-Snapshot, Retry-After"),
)
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type"),
    (b"access-control-max-age", b"86400"),
)
_OPEN = frozenset({"sparql", "queries", "id", "data", ".well-known", "health", "openapi.json"})
_ROUTES = _OPEN | {"", "update", "api", "articles", "assets", "editor", "docs", "metrics"}
_CHUNK = 256 * 1024

access_log = logging.getLogger("sco_graph.web.access")
error_log = logging.getLogger("sco_graph.web.error")


class Outside:
    """The outermost layer: nothing that goes wrong inside leaves as more than a number to look up in the log.

    Args:
        app: What is inside.
        settings: What the service allows.
        metrics: Where to count.
    """

    def __init__(self, app: App, settings: Settings, metrics: Metrics) -> None:
        self._app, self._settings, self._metrics = app, settings, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, answer = time.perf_counter(), _Answer(send, _cors(scope) if self._settings.cors else ())
        try:
            if not self._is_ours(scope):
                await _fail(
                    answer, HttpError(421, "bad_host", "the service is not known by this name: see --host-name")
                )
            elif _head_size(scope) > self._settings.max_head:
                await _fail(answer, HttpError(431, "too_large", "the address and headers are too large: send a POST"))
            elif scope["method"] == "OPTIONS":
                await _options(answer, _first_part(scope) in _OPEN and self._settings.cors)
            else:  # the HTTP server leaves out the body of an answer to HEAD
                inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
                await self._app(inner, receive, answer)
        except Exception:  # noqa: BLE001 - the last line: it is logged, and the client learns no more than its number
            number = uuid.uuid4().hex[:12]
            error_log.exception("internal error %s", number)
            if not answer.status:
                await _fail(answer, HttpError(500, "internal", f"internal error {number}: see the server's log"))
        finally:
            seconds = time.perf_counter() - began
            self._metrics.request(_first_part(scope), answer.status, seconds)
            access_log.info("%s", _line(scope, answer, seconds))

    def _is_ours(self, scope: Scope) -> bool:
        """Whether the Host header names this service: a page elsewhere could have its own name point at us.

        An IP address is no name that anybody could point elsewhere.
        """
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        host = hosts[0].decode("latin-1").lower() if len(hosts) == 1 else ""
        name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        if name == "localhost" or name in self._settings.hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class _Answer:
    """What is sent, on its way: headers are added, large bodies cut, so that a client shows that it takes them in."""

    def __init__(self, send: Send, headers: tuple[tuple[bytes, bytes], ...]) -> None:
        self._send, self._headers = send, headers
        self.status = self.bytes = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            await self._send({**message, "headers": [*message.get("headers", ()), *self._headers]})
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        self.bytes += len(body)
        view = memoryview(body)
        for start in range(0, len(body) - _CHUNK, _CHUNK):
            await self._send({**message, "body": bytes(view[start : start + _CHUNK]), "more_body": True})
        rest = (len(body) - 1) // _CHUNK * _CHUNK if len(body) > _CHUNK else 0
        await self._send({**message, "body": bytes(view[rest:]) if rest else body, "more_body": more})


def _head_size(scope: Scope) -> int:
    return len(scope["path"]) + len(scope["query_string"]) + sum(len(n) + len(v) for n, v in scope["headers"])


def _first_part(scope: Scope) -> str:
    """The first part of a path, as far as it is ours, so that a stranger's paths do not fill the metrics."""
    first = scope["path"].split("/", 2)[1] if scope["path"].startswith("/") else ""
    return first if first in _ROUTES else "other"


def _cors(scope: Scope) -> tuple[tuple[bytes, bytes], ...]:
    """Anyone may read from a page of theirs; never with credentials, so never with the token."""
    return _CORS if _first_part(scope) in _OPEN else ()


async def _options(answer: _Answer, cors: bool) -> None:
    headers = [(b"allow", b"GET, HEAD, POST, OPTIONS"), *(_PREFLIGHT if cors else ())]
    await answer({"type": "http.response.start", "status": 204, "headers": headers})
    await answer({"type": "http.response.body"})


async def _fail(answer: _Answer, error: HttpError) -> None:
    body = error.body()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await answer({"type": "http.response.start", "status": error.status, "headers": headers})
    await answer({"type": "http.response.body", "body": body})


def _line(scope: Scope, answer: _Answer, seconds: float) -> str:
    """One line; what the client wrote cannot begin another."""
    client = (scope.get("client") or ("-",))[0]
    target = one_line(scope["path"], 200).replace('"', "%22")
    return f'{client} {scope["method"]} "{target}" {answer.status} {answer.bytes} {seconds * 1000:.1f}ms'
