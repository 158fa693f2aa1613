"""The explorer's own questions: /api/... as explorer/src/api.ts asks them."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sco_graph.network import FORMATS
from sco_graph.queries import named_queries, sparql_of
from sco_graph.web.failures import HttpError
from sco_graph.web.service import MOST_NODES, Service, network_question, read_body, respond
from sco_graph.web.vocabulary import vocabulary

router = APIRouter(prefix="/api", tags=["Explorer"])

_JSON = "application/json"
_Limit = Annotated[int, Query(ge=1, le=MOST_NODES)]
_Few = Annotated[int, Query(ge=1, le=100)]
_Offset = Annotated[int, Query(ge=0, le=10**9)]
_Year = Annotated[int | None, Query(ge=0, le=9999)]


async def _ask(request: Request, pool: str, kind: str, **about: Any) -> Response:
    service: Service = request.app.state.service
    return respond(*await service.ask(pool, {"kind": kind, **about}, request), media=_JSON)


@router.get("/stats", summary="How many things, facts and articles there are")
async def stats(request: Request) -> Response:
    """For the explorer's head."""
    return await _ask(request, "asking", "stats")


@router.get("/queries", summary="The named queries with their examples filled in")
async def queries() -> Response:
    """For the editor."""
    listed = [
        {
            "name": query.name,
            "title": query.title,
            "description": query.question,
            "text": sparql_of(query.name, **{item.name: item.example for item in query.parameters}),
        }
        for query in named_queries().values()
    ]
    return JSONResponse({"queries": listed})


@router.get("/vocabulary", summary="Prefixes, and the ontology's classes and properties in words")
async def terms() -> Response:
    """For the editor's offers."""
    return JSONResponse(vocabulary())


@router.get("/search", summary="Things by name, forgiving of spelling and transliteration, or by sentence")
async def search(request: Request, q: str = "", limit: _Few = 12) -> Response:
    """The best first; `matched` is the other name or the sentence that was found."""
    service: Service = request.app.state.service
    return await _ask(request, "asking", "search", q=q, limit=limit, index=await service.index())


@router.get("/articles", summary="Articles that hold all the words of a text, the newest first")
async def articles(request: Request, q: str = "", offset: _Offset = 0, limit: _Few = 50) -> Response:
    """All of them without a text."""
    service: Service = request.app.state.service
    index = await service.index()
    return await _ask(request, "asking", "articles", q=q, offset=offset, limit=limit, index=index)


@router.get("/articles/{name:path}", summary="An article with its mentions and what it states")
async def article(request: Request, name: str) -> Response:
    """Offsets count characters (code points), the end is exclusive."""
    return await _ask(request, "asking", "article", id=name)


@router.get("/things/{name:path}", summary="A thing with its facts in both directions")
async def thing(request: Request, name: str) -> Response:
    """At most 5,000 facts a direction; `truncated` says whether there are more."""
    return await _ask(request, "asking", "thing", id=name)


@router.get("/evidence", summary="Who states a fact, in which words, and who says otherwise")
async def evidence(request: Request, subject: str, predicate: str, value: str) -> Response:
    """At most 200 sentences; `total` says how many there are."""
    return await _ask(request, "asking", "evidence", fact=[subject, predicate, value])


@router.get("/network", summary="The network with positions, as columns")
async def network(
    request: Request,
    *,
    first: _Year = None,
    last: _Year = None,
    limit: _Limit = MOST_NODES,
    communities: bool = False,
    places: bool = True,
) -> Response:
    """The things that most facts touch, or with `communities` its communities, if there are more than the limit.

    `first` and `last` are years.  Without `places` all stand at (0, 0), and need not wait for their positions.
    """
    if first is not None and last is not None and first > last:
        raise HttpError(400, "bad_request", f"the span {first}-{last} ends before it begins")
    service: Service = request.app.state.service
    question = network_question(first=first, last=last, limit=limit, communities=communities, places=places)
    return respond(*await service.survey(question), media=_JSON)


@router.get("/communities/{number}", summary="The things of a community, as columns")
async def community(request: Request, number: Annotated[int, Path(ge=1, le=10**6)]) -> Response:
    """At most 10,000, the best connected; their numbers are those of `/api/network?communities=true`."""
    service: Service = request.app.state.service
    return respond(*await service.survey({"kind": "community", "number": number}), media=_JSON)


@router.get("/neighbours/{name:path}", summary="A thing and what is joined to it, as columns")
async def neighbours(request: Request, name: str) -> Response:
    """At most 2,000 things."""
    return await _ask(request, "surveying", "neighbours", id=name)


@router.get("/path", summary="A shortest chain of facts between two things, as columns")
async def path(request: Request, start: Annotated[str, Query(alias="from")], to: str) -> Response:
    """In the order of the chain."""
    return await _ask(request, "surveying", "path", start=start, goal=to)


@router.post("/export/{form}", summary="Chosen things as a file for other tools")
async def export(request: Request, form: str, first: _Year = None, last: _Year = None) -> Response:
    """The body is `{"ids": [...]}`."""
    service: Service = request.app.state.service
    if form not in FORMATS:
        raise HttpError(404, "not_found", f"files come as {', '.join(FORMATS)}")
    try:
        ids = json.loads(await read_body(request, service.settings))["ids"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise HttpError(400, "bad_request", 'send {"ids": [...]} as JSON') from error
    if not isinstance(ids, list) or not all(isinstance(name, str) for name in ids):
        raise HttpError(400, "bad_request", 'send {"ids": [...]} as JSON, a list of names')
    question = {"kind": "export", "format": form, "first": first, "last": last, "ids": ids}
    return respond(*await service.ask("surveying", question, request), media="application/octet-stream")
