"""Pages for people: the explorer and the editor, where they are built; health, figures, and the list of addresses."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from sco_graph.errors import ResourceError
from sco_graph.resources import explorer_dir
from sco_graph.web.service import Service

router = APIRouter()
_PAGES = {"": "index.html", "editor": "editor.html"}

# No style and no script: the content policy allows neither in a page, and these few pages need none.
_FRAME = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{{ title }} · sco-graph</title></head>
<body><main>
<h1>{{ title }}</h1>
{% if message %}<p>{{ message }}</p>
<p>The graph can be asked all the same: <a href="/docs">addresses</a>, <a href="/queries">named queries</a>,
<a href="/sparql">SPARQL</a>.</p>{% endif %}
{% for tag, operations in groups %}<h2>{{ tag }}</h2>
{% for operation in operations %}<h3><code>{{ operation.method }} {{ operation.path }}</code></h3>
<p>{{ operation.summary }}{% if operation.description %}<br>{{ operation.description }}{% endif %}</p>
{% if operation.parameters %}<table><thead><tr><th>parameter</th><th>type</th><th>meaning</th></tr></thead><tbody>
{% for parameter in operation.parameters %}<tr><td><code>{{ parameter.name }}</code>{% if parameter.required %}
(required){% endif %}</td><td>{{ parameter.schema.format or parameter.schema.type }}</td><td>{{ parameter.description }}
{% if parameter.example %}, e.g. <code>{{ parameter.example }}</code>{% endif %}</td></tr>
{% endfor %}</tbody></table>{% endif %}
{% endfor %}{% endfor %}
{% if groups %}<p>For programs: <a href="/openapi.json">openapi.json</a>.</p>{% endif %}
</main></body></html>
"""
_template = Environment(autoescape=True).from_string(_FRAME)


@router.get("/health", tags=["Operation"], summary="Whether the service answers from its store")
async def health(request: Request) -> Response:
    """Asks a worker; 200 with the snapshot's name, or an error."""
    service: Service = request.app.state.service
    head, _ = await service.ask("asking", {"kind": "ping"}, request)
    return JSONResponse({"status": "ok", "snapshot": head["version"]}, headers={"Cache-Control": "no-store"})


@router.get("/metrics", tags=["Operation"], summary="Figures for Prometheus")
async def metrics(request: Request) -> Response:
    """Requests, times, workers killed and why, what waits."""
    service: Service = request.app.state.service
    connections = len(request.app.state.guard.open) if request.app.state.guard else 0
    text = service.metrics.text(service.pools, snapshot=service.snapshot(), connections=connections)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/docs", tags=["Operation"], summary="This list")
async def docs(request: Request) -> Response:
    """The addresses, for people."""
    return HTMLResponse(_template.render(title="Addresses", groups=_grouped(request.app.openapi())))


def built() -> bool:
    """Whether the explorer's pages are there."""
    try:
        explorer_dir()
    except ResourceError:
        return False
    return True


def _grouped(description: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            listed = groups.setdefault(operation["tags"][0], [])
            listed.append({**operation, "method": method.upper(), "path": path})
    return list(groups.items())


@router.get("/{path:path}", include_in_schema=False)
async def page(request: Request, path: str) -> Response:
    """The explorer's files."""
    try:
        folder = explorer_dir()
    except ResourceError as error:
        if path not in _PAGES:
            raise HTTPException(404) from error
        return HTMLResponse(_template.render(title="The pages are not built", message=str(error), groups=[]), 503)
    files = StaticFiles(directory=folder)
    answer = await files.get_response(_PAGES.get(path, path), request.scope)
    unchanging = path.startswith("assets/")  # their names hold a digest of their content
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if unchanging else "no-cache"
    return answer
