"""Talking to a SPARQL server over HTTP: credentials, retries, time-outs, answers that are none."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence

import httpx

from sco_graph.errors import LimitError, QueryError, RefusedError, StoreError

_PAUSES = (0.2, 1.0, 3.0)
_PASSING = frozenset({429, 502, 503, 504})
_LONGEST_PAUSE = 30.0


class Credentials(httpx.Auth):
    """User and password by the scheme that the server asks for, Digest (Virtuoso) or Basic; sent when it asks.

    Args:
        user: The user.
        password: The password.
    """

    requires_response_body = True

    def __init__(self, user: str, password: str) -> None:
        self._pair = (user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask without credentials first, then as the server wants them; later requests begin with what it wanted."""
        if self._chosen is None:
            response = yield request
            if response.status_code not in {401, 403}:
                return
            wanted = response.headers.get("www-authenticate", "").lower()
            self._chosen = (httpx.DigestAuth if wanted.startswith("digest") else httpx.BasicAuth)(*self._pair)
        yield from self._chosen.auth_flow(request)


class Transport:
    """One HTTP client for all requests to a server.

    Args:
        user: For a server with user and password.
        password: As above.
        token: For a server with a bearer token.
        timeout: Seconds that an answer may take.
    """

    def __init__(self, *, user: str | None, password: str | None, token: str | None, timeout: float) -> None:
        auth = None if user is None else Credentials(user, password or "")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # No redirects: a token must not travel to where another machine points.
        self._client = httpx.Client(auth=auth, headers=headers, timeout=timeout, follow_redirects=False)

    def form(self, url: str, fields: Sequence[tuple[str, str]], accept: str) -> httpx.Response:
        """Post a form.

        Raises:
            QueryError: if the server finds the query malformed.
            RefusedError: if it does not allow it.
            LimitError: if it takes too long, or gives less than was asked for.
            StoreError: if it cannot be reached or fails.
        """
        body = str(httpx.QueryParams(list(fields))).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", url, body, headers)

    def send(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], params: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Send a request, again after a pause where the server was only busy (see ``form`` for what is raised)."""
        for pause in (*_PAUSES, None):
            wait = pause
            try:
                response = self._client.request(method, url, content=body, headers=headers, params=params)
            except httpx.TimeoutException as error:
                raise LimitError(f"{url} did not answer in time: ask for less, or give a longer timeout") from error
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                if pause is None or not isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
                    raise StoreError(f"{url} cannot be reached: {error or type(error).__name__}") from error
            else:
                if response.status_code not in _PASSING or pause is None:
                    return checked(response)
                wait = _retry_after(response, pause)
            time.sleep(wait or 0)
        raise AssertionError("the last pause is None, which returns or raises")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _retry_after(response: httpx.Response, pause: float | None) -> float:
    """Seconds to wait: what the server says, within reason."""
    said = response.headers.get("retry-after", "")
    return min(float(said), _LONGEST_PAUSE) if said.isdecimal() else pause or 0.0


def checked(response: httpx.Response) -> httpx.Response:
    """The response, if it is a good and whole one (see ``Transport.form`` for what is raised)."""
    status = response.status_code
    url = str(response.request.url.copy_with(query=None, userinfo=b""))
    if 200 <= status < 300:
        _refuse_part(response, url)
        return response
    said = " ".join(response.text[:500].split())
    where = f"{url} answered {status}"
    if status == 400 or "SPARQL compiler" in said:  # Virtuoso gives 400 or 500
        raise QueryError(f"{where}: {said}")
    if status in {401, 403}:
        raise RefusedError(f"{where}: give a user and password, or a token, that may do this")
    if status in {404, 405, 501}:
        raise StoreError(f"{where}: there is no such service at this address, or it cannot do this: {said}")
    if 300 <= status < 400:
        raise StoreError(f"{where}: it has moved to {response.headers.get('location', 'elsewhere')}; open that address")
    raise StoreError(f"{where}: {said}")


def _refuse_part(response: httpx.Response, url: str) -> None:
    """Virtuoso gives a part of the answer with status 200 and says so in headers alone."""
    if rows := response.headers.get("x-sparql-maxrows"):
        raise LimitError(
            f"{url} gives at most {rows} rows and cut the answer: ask for fewer, or raise ResultSetMaxRows there"
        )
    if message := response.headers.get("x-sql-message"):
        raise LimitError(f"{url} gave a part of the answer: {message[:200]}")
