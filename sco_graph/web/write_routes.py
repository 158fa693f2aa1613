"""Changing the graph: SPARQL updates and new articles, for who has the token."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sco_graph.web.failures import HttpError
from sco_graph.web.protocol import media_type, read_update
from sco_graph.web.service import Service, read_body, respond

router = APIRouter(tags=["Changing the graph"])

_ENDINGS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
}


@router.post("/update", summary="Change the graph by a SPARQL update, all of it or nothing")
async def update(request: Request) -> Response:
    """The update is a field of a form, or the body itself as application/sparql-update."""
    service: Service = request.app.state.service
    service.authorize(request)
    body = await read_body(request, service.settings)
    operation = read_update(request.scope["query_string"], request.headers.get("content-type"), body)
    question = {
        "kind": "update",
        "update": operation.text,
        "default_graphs": operation.default_graphs,
        "named_graphs": operation.named_graphs,
    }
    head, answer = await service.write(question)
    return respond(head, answer, media="application/json")


@router.post("/articles", summary="Read articles into the graph")
async def add_articles(request: Request, issued: str | None = None, publisher: str | None = None) -> Response:
    """The body is an article as text or HTML, or articles as JSON, JSON lines or CSV.

    An answer of 201 or 200 means that they are in the graph, on the disk.
    """
    service: Service = request.app.state.service
    service.authorize(request)
    media, _ = media_type(request.headers.get("content-type"))
    if media not in _ENDINGS:
        raise HttpError(415, "bad_request", f"send an article as one of {', '.join(_ENDINGS)}")
    body = await read_body(request, service.settings)
    question = {"kind": "articles", "ending": _ENDINGS[media], "issued": issued, "publisher": publisher, "body": body}
    head, answer = await service.write(question)
    if not head["read"]:
        return respond(head, answer, media="application/json", status=422)
    return respond(head, answer, media="application/json", status=201)
