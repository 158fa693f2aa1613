"""Addresses that are answered without the framework around them, whose parts cost more than a small query does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sco_graph.web.failures import HttpError
from sco_graph.web.middleware import App, Receive, Scope, Send

Endpoint = Callable[[Request], Awaitable[Response]]


class Direct:
    """Calls some endpoints itself and hands every other request on.

    Args:
        app: The framework's application, which also describes these endpoints.
        endpoints: By method and path.
    """

    def __init__(self, app: Any, endpoints: Mapping[tuple[str, str], Endpoint]) -> None:
        self._app: App = app
        self._endpoints = endpoints

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        endpoint = self._endpoints.get((scope.get("method", ""), scope.get("path", "")))
        if endpoint is None:
            await self._app(scope, receive, send)
            return
        scope["app"] = self._app
        try:
            response = await endpoint(Request(scope, receive))
        except HttpError as error:
            response = failed(error)
        await response(scope, receive, send)


def failed(error: HttpError) -> Response:
    """A failure as an answer."""
    return Response(error.body(), error.status, error.headers, "application/json")
