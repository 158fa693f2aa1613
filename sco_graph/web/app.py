"""The application: routes, errors in one form, and the description of its addresses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sco_graph.queries import NamedQuery, named_queries
from sco_graph.version import __version__
from sco_graph.web import data_routes, explorer_routes, pages, sparql_routes, write_routes
from sco_graph.web.connections import Guard
from sco_graph.web.direct import Direct, failed
from sco_graph.web.failures import HttpError
from sco_graph.web.middleware import App, Outside
from sco_graph.web.service import Service
from sco_graph.web.settings import Settings

_TYPES = {
    "date": {"type": "string", "format": "date"},
    "year": {"type": "string", "format": "year"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "iri": {"type": "string", "format": "iri"},
}
_CODES = {404: "not_found", 405: "method_not_allowed"}


class Described(FastAPI):
    """FastAPI whose description lists each named query with its own parameters."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        if self.openapi_schema is None:
            document = super().openapi()
            any_query = document["paths"].pop("/queries/{name}")["get"]
            for query in named_queries().values():
                document["paths"][f"/queries/{query.name}"] = {"get": _operation(query, any_query)}
        return super().openapi()


def _operation(query: NamedQuery, any_query: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        {
            "name": parameter.name,
            "in": "query",
            "required": parameter.required,
            "description": parameter.meaning,
            "example": parameter.example,
            "schema": _TYPES.get(parameter.type, {"type": "string"}),
        }
        for parameter in query.parameters
    ]
    about = {"summary": query.title, "description": query.question, "operationId": f"query_{query.name}"}
    return {**any_query, **about, "parameters": parameters}


def create_app(settings: Settings, guard: Guard | None = None) -> App:
    """Make the application; it starts its workers when the server starts it.

    Args:
        settings: What it promises and allows.
        guard: The open connections, for the figures.

    Raises:
        InputError: if the settings make no sense together.
    """
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        preparing: asyncio.Task[None] | None = None
        try:
            await service.start()
            if pages.built():
                preparing = asyncio.create_task(service.prepare())
            yield
        finally:
            if preparing is not None:
                preparing.cancel()
            await service.close()

    app = Described(
        title="sco-graph",
        version=__version__,
        description="News about the SCO and bodies like it, as an RDF knowledge graph with evidence.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.service, app.state.guard = service, guard
    app.add_exception_handler(HttpError, _fail)
    app.add_exception_handler(HTTPException, _fail_plainly)
    app.add_exception_handler(RequestValidationError, _fail_plainly)
    for module in (sparql_routes, data_routes, explorer_routes, write_routes, pages):
        app.include_router(module.router)
    direct = {("GET", "/sparql"): sparql_routes.query_by_get, ("POST", "/sparql"): sparql_routes.query_by_post}
    return Outside(Direct(app, direct), settings, service.metrics)


async def _fail(_: Request, error: Exception) -> Response:
    assert isinstance(error, HttpError)  # noqa: S101 - for the type checker
    return failed(error)


async def _fail_plainly(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: an unknown address, a method that is none of an address's."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    said = "there is nothing at this address: see /docs" if status == 404 else "the request cannot be served as it is"
    return await _fail(request, HttpError(status, _CODES.get(status, "bad_request"), said, headers=headers))
