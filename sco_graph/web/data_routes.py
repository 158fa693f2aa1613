"""Named queries and linked data."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sco_graph.queries import named_queries
from sco_graph.rdf_terms import SAFE
from sco_graph.web.failures import HttpError
from sco_graph.web.negotiation import GRAPHS, choose, prefers_html
from sco_graph.web.protocol import fields
from sco_graph.web.service import Service, respond
from sco_graph.web.sparql_routes import forms_of

router = APIRouter()

_ENDINGS = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "jsonld": "jsonld"}
_ENDING_OF = {form: ending for ending, form in _ENDINGS.items()}


@router.get("/queries", tags=["Named queries"], summary="List the named queries")
async def list_queries() -> Response:
    """Each with the question that it answers, its parameters and its SPARQL."""
    return JSONResponse({"queries": [query.as_dict() for query in named_queries().values()]})


@router.get("/queries/{name}", tags=["Named queries"], summary="Ask a named query")
async def ask_query(request: Request, name: str) -> Response:
    """Its parameters are fields of the address; answers come in the formats of /sparql."""
    service: Service = request.app.state.service
    params: dict[str, str] = {}
    for field, value in fields(request.scope["query_string"]):
        if field in params:
            raise HttpError(400, "bad_request", f"the parameter {field} is given twice")
        params[field] = value
    question = {"kind": "named", "name": name, "params": params, **forms_of(request)}
    return respond(*await service.ask("asking", question, request))


@router.get("/id/{name:path}", tags=["Linked data"], summary="A thing")
async def thing(request: Request, name: str) -> Response:
    """Leads on to a page about it, or to its triples, as the Accept header wishes."""
    accept = request.headers.get("accept")
    headers = {"Vary": "Accept"}
    if prefers_html(accept):
        page = "article" if name.startswith("article_") else "thing"
        return RedirectResponse(f"/#/{page}/{quote(quote(name, safe=SAFE), safe='')}", 303, headers)
    form = choose(accept, GRAPHS)
    if form is None:
        raise HttpError(406, "not_acceptable", f"things come as text/html, {', '.join(GRAPHS)}", headers=headers)
    return RedirectResponse(f"/data/{quote(name, safe='')}.{_ENDING_OF[form]}", 303, headers)


@router.get("/data/{name:path}", tags=["Linked data"], summary="Triples about a thing")
async def data(request: Request, name: str) -> Response:
    """`/data/NAME.ttl`, `.nt`, `.rdf` or `.jsonld`."""
    service: Service = request.app.state.service
    stem, _, ending = name.rpartition(".")
    if ending not in _ENDINGS:
        raise HttpError(404, "not_found", f"data come as {', '.join('.' + ending for ending in _ENDINGS)}")
    question = {"kind": "data", "name": quote(stem, safe=SAFE), "graph_form": _ENDINGS[ending]}
    return respond(*await service.ask("asking", question, request))
