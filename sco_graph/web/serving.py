"""Serve a store over HTTP."""

from __future__ import annotations

import logging
import resource
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sco_graph.errors import ExtraError, InputError, StoreError
from sco_graph.web.settings import Settings

_SAFE = Settings()
_BACKLOG = 256
_FILES = 4096
_OPTIONS: dict[str, Any] = {
    "ws": "none",
    "log_config": None,
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "timeout_graceful_shutdown": 5,
    "backlog": _BACKLOG,
}


def serve(
    store: str | Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    settings: Settings = _SAFE,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a store over HTTP until told to stop: SPARQL, named queries, linked data and the explorer.

    Args:
        store: Folder of the store; None is the bundled reference graph.
        host: Address to listen at; only this machine's by default.
        port: Port to listen at; 0 takes a free one.
        settings: What the service promises and allows; its ``store`` is the one named here.
        ready: Is told the service's address once it listens.

    Raises:
        InputError: if the settings make no sense together, or the address cannot be listened at.
        NotFoundError: if there is no store.
        StoreError: if the store cannot be opened.
        ExtraError: if the extra ``web`` is not installed.
    """
    try:
        import uvicorn

        from sco_graph.web.app import create_app
        from sco_graph.web.connections import guarded
        from sco_graph.web.middleware import SECURITY
    except ImportError as error:
        raise ExtraError("sco-graph serve", "web") from error
    settings = replace(settings, store=None if store is None else Path(store))
    _open_store(settings)
    guard, protocol = guarded(settings)
    app: Any = create_app(settings, guard)
    listener = _listen(host, port)
    _log_to_stderr()
    server = uvicorn.Server(uvicorn.Config(app, http=protocol, headers=list(SECURITY), **_OPTIONS))
    started = server.startup

    async def startup(sockets: list[socket.socket] | None = None) -> None:
        await started(sockets)
        if server.started:
            ready(_address(listener))

    server.startup = startup  # type: ignore[method-assign]
    with listener:
        server.run(sockets=[listener])
    if not server.started:
        raise StoreError("the service could not be started: see the messages above")


def _open_store(settings: Settings) -> None:
    """Fail early, and in words, if there is no store."""
    from sco_graph.store import OxigraphStore

    if settings.store is not None:
        OxigraphStore(settings.store).close()


def _listen(host: str, port: int) -> socket.socket:
    # 10,000 clients must not use up the file descriptors that the workers need.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(_FILES, hard) if hard > 0 else _FILES, hard))
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise InputError(f"{host}:{port} cannot be listened at: {error}") from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for name, level in (("sco_graph.web", logging.INFO), ("uvicorn.error", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
