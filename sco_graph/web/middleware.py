"""Around every request: security headers, CORS, limits on what is sent, the access log, figures."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from sco_graph.text import one_line
from sco_graph.web.metrics import Metrics

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_EXPOSED = b"X-Truncated, X-Snapshot, ETag, Retry-After"
_EDITOR_PATHS = frozenset({"/sparql-editor", "/editor.html"})

access_log = logging.getLogger("sco_graph.web.access")
error_log = logging.getLogger("sco_graph.web.error")


class Outside:
    """The outermost layer: nothing that goes wrong inside leaves as more than a number to look up in the log."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, told = time.perf_counter(), {"status": 0, "bytes": 0}

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), *_headers(scope)]}
            elif message["type"] == "http.response.body":
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, tell)
        except Exception:  # noqa: BLE001 - the last line: it is logged, and the client learns no more than its number
            await _apologise(tell, started=bool(told["status"]))
            told["status"] = told["status"] or 500
        finally:
            seconds = time.perf_counter() - began
            self._metrics.request(_route(scope["path"]), told["status"], seconds)
            access_log.info("%s", _line(scope, told, seconds))


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    style = " 'unsafe-inline'" if scope["path"] in _EDITOR_PATHS else ""
    headers = [*_SECURITY, (b"content-security-policy", _POLICY.format(style=style).encode())]
    if not scope["path"].startswith("/articles"):
        # Anyone may read from a page of theirs; never with credentials, so never with the token.
        headers += [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", _EXPOSED)]
    return headers


async def _apologise(send: Send, *, started: bool) -> None:
    number = uuid.uuid4().hex[:12]
    error_log.exception("internal error %s", number)
    if started:
        return
    body = f'{{"error":{{"code":"internal","message":"internal error {number}: see the log of the server"}}}}'.encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _route(path: str) -> str:
    """The first part of a path, so that a stranger's paths do not fill the metrics."""
    first = path.split("/", 2)[1] if "/" in path else ""
    return first if first in _ROUTES else "other"


_ROUTES = frozenset({"", "sparql", "update", "queries", "api", "id", "data", "articles", "health", "metrics", "docs"})


def _line(scope: Scope, told: MutableMapping[str, int], seconds: float) -> str:
    """One line; what the client wrote cannot begin another."""
    client = (scope.get("client") or ("-",))[0]
    target = one_line(scope["path"], 200)
    return f'{client} {scope["method"]} "{target}" {told["status"]} {told["bytes"]} {seconds * 1000:.1f}ms'
