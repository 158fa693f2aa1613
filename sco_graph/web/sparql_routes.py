"""The SPARQL 1.1 Protocol's query operation, and what the service says about itself."""

from __future__ import annotations

import functools
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sco_graph.web.description import asks_about_service
from sco_graph.web.failures import HttpError
from sco_graph.web.negotiation import GRAPHS, ROWS, choose, prefers_html
from sco_graph.web.protocol import Operation, read_query
from sco_graph.web.service import Service, read_body, respond

router = APIRouter(tags=["SPARQL"])


def forms_of(request: Request) -> dict[str, str | None]:
    """The formats that a client takes, for rows and for triples.

    Raises:
        HttpError: if it takes none that there is.
    """
    rows, graph = _chosen(request.headers.get("accept"))
    if rows is None and graph is None:
        offered = ", ".join(dict.fromkeys([*ROWS, *GRAPHS]))
        raise HttpError(406, "not_acceptable", f"none of the formats that you accept is offered: take one of {offered}")
    return {"rows_form": rows, "graph_form": graph}


@functools.lru_cache(maxsize=64)  # a client accepts the same each time
def _chosen(accept: str | None) -> tuple[str | None, str | None]:
    return choose(accept, ROWS), choose(accept, GRAPHS)


@router.get("/sparql", summary="Ask a SPARQL query, or read the service description")
async def query_by_get(request: Request) -> Response:
    """`query` holds the SPARQL; `default-graph-uri` and `named-graph-uri` choose graphs.

    Without a query: the service description, or for a browser the editor.
    """
    if not request.scope["query_string"]:
        return await _describe(request, void=False, page="/editor")
    return await _answer(request, read_query("GET", request.scope["query_string"], None, b""))


@router.post("/sparql", summary="Ask a SPARQL query that is too long for an address")
async def query_by_post(request: Request) -> Response:
    """The query is a field of a form, or the body itself as application/sparql-query."""
    service: Service = request.app.state.service
    body = await read_body(request, service.settings)
    content_type = request.headers.get("content-type")
    return await _answer(request, read_query("POST", request.scope["query_string"], content_type, body))


async def _answer(request: Request, operation: Operation) -> Response:
    service: Service = request.app.state.service
    question: dict[str, Any] = {"kind": "sparql", "query": operation.text, **forms_of(request)}
    if operation.default_graphs or operation.named_graphs:
        question |= {"default_graphs": operation.default_graphs, "named_graphs": operation.named_graphs}
    elif asks_about_service(operation.text):
        question |= {"kind": "ask_description", "base_url": service.base_url(request)}
        return respond(*await service.ask("surveying", question, request))
    return respond(*await service.query(question, request))


@router.get("/.well-known/void", summary="What the graph holds, as VoID")
async def void(request: Request) -> Response:
    """Statistics by class, property and what they join, in Turtle, N-Triples, RDF/XML or JSON-LD."""
    return await _describe(request, void=True)


async def _describe(request: Request, *, void: bool, page: str | None = None) -> Response:
    service: Service = request.app.state.service
    accept = request.headers.get("accept")
    if page and prefers_html(accept):
        return RedirectResponse(page, 303)
    form = choose(accept, GRAPHS)
    if form is None:
        raise HttpError(406, "not_acceptable", f"the description comes as {', '.join(GRAPHS)}")
    question = {"kind": "describe", "graph_form": form, "void": void, "base_url": service.base_url(request)}
    return respond(*await service.ask("surveying", question, request))
