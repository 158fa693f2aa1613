"""The service behind the addresses: its pools of workers, and how a question is put to them."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
from pathlib import Path
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from sco_graph.errors import LimitError, StoreError
from sco_graph.scratch import Scratch
from sco_graph.snapshots import Snapshots
from sco_graph.web.failures import HttpError
from sco_graph.web.keeping import Answer, Cache, Keeper
from sco_graph.web.metrics import Metrics
from sco_graph.web.negotiation import MEDIA
from sco_graph.web.pool import BusyError, DeadlineError, GoneError, Job, Pool, nobody
from sco_graph.web.settings import Settings

MOST_NODES = 50_000
"""More than this a browser neither holds nor draws well."""

_RETRY_AFTER = {"Retry-After": "2"}


def network_question(
    *,
    first: int | None = None,
    last: int | None = None,
    limit: int = MOST_NODES,
    communities: bool = False,
    places: bool = True,
) -> dict[str, Any]:
    """What is asked of the surveyor for a network; equal questions are answered once a snapshot."""
    about = {"first": first, "last": last, "limit": limit, "communities": communities, "places": places}
    return {"kind": "network", **about}


class Service:
    """Pools of workers over one store.

    Args:
        settings: What it promises and allows.
    """

    def __init__(self, settings: Settings) -> None:
        settings.check()
        self.settings, self.metrics = settings, Metrics()
        self.version = ""
        self._snapshots = Snapshots(settings.store) if settings.store is not None else None
        self._scratch = Scratch()
        self.pools = {job.name: Pool(job, self.metrics) for job in _jobs(settings, str(self._scratch.path))}
        self._keeper, self._cache = Keeper(), Cache()

    async def start(self) -> None:
        """Start the workers.

        Raises:
            StoreError: if the store cannot be opened.
        """
        await asyncio.gather(*(pool.start() for pool in self.pools.values()))

    async def close(self) -> None:
        """End the workers."""
        self._keeper.close()
        await asyncio.gather(*(pool.close() for pool in self.pools.values()))
        self._scratch.close()

    async def ask(self, pool: str, question: dict[str, Any], request: Request | None) -> Answer:
        """Put a question, and give it up if the client goes.

        Raises:
            HttpError: if there is no answer.
        """
        gone = nobody if request is None else request.is_disconnected
        return await self._translated(self.pools[pool].ask(question, gone))

    async def prepare(self) -> None:
        """Work out what the explorer asks for first, before it does."""
        with contextlib.suppress(HttpError):  # whoever asks will be told
            await self.index()
            await self.survey(network_question(communities=True))

    async def index(self) -> str:
        """Path of a search index, of the current snapshot if it can be had soon.

        Raises:
            HttpError: if it cannot be made.
        """
        for _ in range(2):
            head, _body = await self.survey({"kind": "index"})
            if Path(head["index"]).is_file():
                return str(head["index"])
            self._keeper.forget((("kind", "index"),))  # its snapshot has been removed
        raise HttpError(503, "busy", "the search index is being made: try again in a moment", headers=_RETRY_AFTER)

    async def survey(self, question: dict[str, Any]) -> Answer:
        """An answer of the surveyor, kept as long as the snapshot is the current one.

        Raises:
            HttpError: if there is no answer.
        """
        return await self._keeper.get(
            tuple(question.items()), self.snapshot(), lambda: self.ask("surveying", question, None)
        )

    async def query(self, question: dict[str, Any], request: Request) -> Answer:
        """An answer to a query, perhaps from the last time that it was asked of this snapshot.

        Raises:
            HttpError: if there is no answer.
        """
        snapshot = self.snapshot()
        key = Cache.key(snapshot, question)
        kept = self._cache.get(key) if key is not None else None
        if kept is None:
            kept = await self.ask("asking", question, request)
            if key is not None and kept[0]["version"] == snapshot:
                self._cache.put(key, kept)
        return kept

    async def write(self, question: dict[str, Any]) -> Answer:
        """Put a question to the writer, and see it through even if the client goes.

        Raises:
            HttpError: if nothing was written.
        """
        task = asyncio.ensure_future(self.pools["writing"].ask(question))
        return await self._translated(asyncio.shield(task))

    async def _translated(self, asked: Any) -> Answer:
        try:
            head, body = await asked
        except BusyError as error:
            raise HttpError(503, "busy", str(error), headers=_RETRY_AFTER) from error
        except GoneError as error:
            raise HttpError(400, "gone", str(error)) from error
        except DeadlineError as error:
            raise HttpError(504, "deadline", str(error)) from error
        except LimitError as error:
            raise HttpError(507, "too_large", str(error)) from error
        if head["status"] != "ok":
            raise HttpError.of(head)
        self.version = head["version"]
        if head.get("truncated"):
            self.metrics.truncated(head["truncated"])
        return head, body

    def snapshot(self) -> str:
        """Name of the current snapshot, as far as is known here."""
        if self._snapshots is not None:
            with contextlib.suppress(StoreError):
                return self._snapshots.current() or ""
        return self.version

    def base_url(self, request: Request) -> str:
        """Address of the service, without a slash at the end."""
        return (self.settings.base_url or str(request.base_url)).rstrip("/")

    def authorize(self, request: Request) -> None:
        """Make sure that the client may write.

        Raises:
            HttpError: if nobody may, or the token is not the right one.
        """
        if not self.settings.allow_update:
            raise HttpError(403, "refused", "this service is read-only: start it with --allow-update to change that")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(_digest(given), _digest(self.settings.token or "")):
            headers = {"WWW-Authenticate": 'Bearer realm="sco-graph"'}
            raise HttpError(401, "unauthorized", "send the token: Authorization: Bearer TOKEN", headers=headers)


def _digest(text: str) -> bytes:
    """Of equal length whatever the text, so that comparing tells nothing about its length either."""
    return hashlib.sha256(text.strip().encode("utf-8", "surrogateescape")).digest()


def _jobs(settings: Settings, scratch: str) -> list[Job]:
    options = {
        "store": str(settings.store.absolute()) if settings.store else None,
        "max_rows": settings.max_rows,
        "max_bytes": settings.max_bytes,
        "services": sorted(settings.services),
        "scratch": scratch,
    }
    jobs = [
        Job("asking", options, settings.workers, settings.queue, settings.deadline, settings.memory, spare=True),
        Job("surveying", options, 1, settings.queue, settings.slow_deadline, settings.slow_memory, keeps=True),
    ]
    if settings.allow_update:
        jobs.append(
            Job("writing", options, 1, settings.queue, settings.write_deadline, settings.slow_memory, keeps=True)
        )
    return jobs


async def read_body(request: Request, settings: Settings) -> bytes:
    """The request's body, within its limits.

    Raises:
        HttpError: if it is too large, compressed, or too slow in coming.
    """
    most = settings.max_request
    too_large = HttpError(
        413, "too_large", f"the request is larger than {most:,} bytes", headers={"Connection": "close"}
    )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HttpError(415, "bad_request", "send the request's body uncompressed")
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > most:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(settings.request_timeout):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise too_large
    except ClientDisconnect as error:
        raise HttpError(400, "gone", "the client went away") from error
    except TimeoutError as error:
        headers = {"Connection": "close"}
        raise HttpError(408, "too_slow", "the request's body was too slow in coming", headers=headers) from error
    return bytes(body)


def respond(head: dict[str, Any], body: bytes, *, media: str | None = None, status: int = 200) -> Response:
    """An answer of a worker as an HTTP response; that a limit cut it is said in X-Truncated."""
    headers = {"Content-Type": media or MEDIA[head["form"]], "X-Snapshot": head["version"], "Vary": "Accept"}
    if head.get("truncated"):
        headers["X-Truncated"] = head["truncated"]
    return Response(body, status_code=status, headers=headers)
