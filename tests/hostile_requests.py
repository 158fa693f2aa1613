"""Requests that are none, or that mean no good, with the status that each is to be given."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

_HOST = b"Host: localhost\r\n"
_QUERY = b"application/sparql-query"
_FORM = b"application/x-www-form-urlencoded"


def _get(target: bytes, headers: bytes = b"", *, host: bytes = _HOST) -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\n" + host + headers + b"\r\n"


def _post(body: bytes, media: bytes = _QUERY, headers: bytes = b"") -> bytes:
    head = b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Type: " + media + b"\r\n"
    return head + b"Content-Length: %d\r\n" % len(body) + headers + b"\r\n" + body


def _chunked(body: bytes, coding: bytes = b"chunked") -> bytes:
    head = b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Type: " + _QUERY + b"\r\n"
    return head + b"Transfer-Encoding: " + coding + b"\r\n\r\n" + body


_ASK = b"ASK%20%7B%7D"

ODD: Mapping[str, tuple[bytes, int]] = {
    "nonsense": (b"nonsense\r\n\r\n", 400),
    "the beginning of TLS": (bytes.fromhex("16030100a5010000a10303") + bytes(160), 400),
    "the beginning of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "another version": (b"GET /health HTTP/9.9\r\n" + _HOST + b"\r\n", 400),
    "bare line ends": (b"GET /health HTTP/1.1\nHost: localhost\n\n", 400),
    "a raw zero": (_get(b"/sparql?query=ASK\0"), 400),
    "a long method": (b"A" * 70_000 + b" / HTTP/1.1\r\n" + _HOST + b"\r\n", 400),
    "a method of another's": (b"TRACE / HTTP/1.1\r\n" + _HOST + b"\r\n", 405),
    "a proxy's method": (b"CONNECT evil.example:443 HTTP/1.1\r\n" + _HOST + b"\r\n", 400),
    "a header that is none": (_get(b"/health", b"nonsense\r\n"), 400),
    "a folded header": (_get(b"/health", b"X-A: b\r\n c\r\n"), 400),
    "a websocket": (_get(b"/health", b"Upgrade: websocket\r\nConnection: Upgrade\r\n"), 200),
    "a websocket in earnest": (
        _get(
            b"/health",
            b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        ),
        200,
    ),
    "a negative length": (_get(b"/", b"Content-Length: -1\r\n"), 400),
    "two lengths": (_post(b"ASK {}", headers=b"Content-Length: 7\r\n"), 400),
    "a length and chunks": (_post(b"6\r\nASK {}\r\n0\r\n\r\n", headers=b"Transfer-Encoding: chunked\r\n"), 400),
    "chunks by another name": (_chunked(b"6\r\nASK {}\r\n0\r\n\r\n", b"xchunked"), 400),
    "chunks within something": (_chunked(b"6\r\nASK {}\r\n0\r\n\r\n", b"chunked, identity"), 400),
    "a chunk larger than numbers": (_chunked(b"F" * 17 + b"\r\nASK {}\r\n0\r\n\r\n"), 400),
    "a chunk of each byte": (
        _chunked(b"".join(b"1\r\n%c\r\n" % c for c in b"ASK {}" + b" " * 5000) + b"0\r\n\r\n"),
        200,
    ),
    "a long address": (_get(b"/sparql?query=" + b"x" * 64_500), 431),
    "a longer address": (_get(b"/sparql?query=" + b"x" * 100_000), 400),
    "a long header": (_get(b"/", b"X-Long: %s\r\n" % (b"x" * 100_000)), 431),
    "many trailers": (_chunked(b"6\r\nASK {}\r\n0\r\n" + b"X-Y: z\r\n" * 20_000 + b"\r\n"), 431),
    "another's name": (_get(b"/health", host=b"Host: rebound.example\r\n"), 421),
    "a name that begins like ours": (_get(b"/health", host=b"Host: localhost.evil.example\r\n"), 421),
    "a name with ours before it": (_get(b"/health", host=b"Host: localhost@evil.example\r\n"), 421),
    "no name": (_get(b"/health", host=b""), 421),
    "two names": (_get(b"/health", host=_HOST + b"Host: rebound.example\r\n"), 421),
    "our name in capitals": (_get(b"/health", host=b"Host: LOCALHOST:1234\r\n"), 200),
    "an address": (_get(b"/health", host=b"Host: [::1]:80\r\n"), 200),
    "a body that is told to be large": (
        _get(b"/health").replace(b"GET /health", b"POST /sparql")[:-2]
        + b"Content-Type: application/sparql-query\r\nContent-Length: 99999999\r\n\r\n",
        413,
    ),
    "a large body in a chunk": (_chunked(b"200000\r\n%s\r\n" % (b"x" * 0x200000) + b"0\r\n\r\n"), 413),
    "a packed body": (_post(gzip.compress(b"ASK {}"), headers=b"Content-Encoding: gzip\r\n"), 415),
    "a packed bomb": (_post(gzip.compress(b"ASK {}" + bytes(9_000_000)), headers=b"Content-Encoding: gzip\r\n"), 415),
    "a body of parts": (_post(b"--x\r\n\r\nASK {}\r\n--x--", b"multipart/form-data; boundary=x"), 415),
    "UTF-16": (_post("ASK {}".encode("utf-16"), b"application/sparql-query; charset=utf-16"), 415),
    "a charset that is none": (_post(b"ASK {}", b"application/sparql-query; charset*=utf-8'en'%FF"), 415),
    "UTF-16 in an address": (_get(b"/sparql?query=%FF%FEA%00S%00K%00"), 400),
    "half a pair of UTF-16": (_get(b"/sparql?query=%ED%A0%80"), 400),
    "an overlong character": (_get(b"/sparql?query=%C0%AE"), 400),
    "a zero": (_get(b"/sparql?query=ASK%00%7B%7D"), 400),
    "two queries": (_get(b"/sparql?query=" + _ASK + b"&query=" + _ASK), 400),
    "a parameter twice": (_get(b"/queries/members_on?date=2016-01-01&date=2017-01-01"), 400),
    "a parameter that ends early": (_get(b"/queries/participants?event=%3E%20%7D%20UNION%20%7B%20?s%20?p%20?o"), 404),
    "a number that is none": (_get(b"/queries/doubtful_facts?below=nan"), 400),
    "a number beyond numbers": (_get(b"/queries/corroborated_facts?least=" + b"9" * 5000), 400),
    "a year beyond years": (_get(b"/queries/exercises?first=1e400"), 400),
    "fields without end": (_post(b"&" * 1_500_000, _FORM), 400),
    "a thousand graphs": (_get(b"/sparql?query=" + _ASK + b"&default-graph-uri=http://x/" * 900), 403),
    "a graph that is a file": (_get(b"/sparql?query=" + _ASK + b"&named-graph-uri=file:///etc/passwd"), 403),
    "a graph that is none": (_get(b"/sparql?query=" + _ASK + b"&default-graph-uri=%3E%20x"), 400),
    "an odd wish": (
        _get(b"/sparql?query=" + _ASK, b"Accept: text/csv;q=nan, application/json;q=inf, */*;q=-1\r\n"),
        200,
    ),
    "a wish list": (_get(b"/sparql?query=" + _ASK, b"Accept: " + b"a/b;q=0.1," * 6000 + b"*/*\r\n"), 406),
    "folders above": (b"GET /../../etc/passwd HTTP/1.1\r\n" + _HOST + b"\r\n", 404),
    "folders above, escaped": (_get(b"/assets/..%2f..%2f__init__.py"), 404),
    "a thing in folders above": (_get(b"/data/..%2f..%2f..%2fetc%2fpasswd.ttl"), 404),
    "a thing that is no text": (_get(b"/data/%ff.ttl"), 404),
    "a header in a name": (_get(b"/id/a%0d%0aX-Forged:%20yes", b"Accept: text/turtle\r\n"), 404),
    "a value that is no text": (_get(b"/queries/members_on?date=%ff"), 400),
    "a query of zeros": (_get(b"/queries/%00"), 404),
}
"""By what is odd about it: the bytes, and the status."""

HEAVY: Mapping[str, bytes] = {
    "percent signs": _post(b"query=" + b"%" * 1_500_000, _FORM),
    "equals signs": _post(b"query=" + b"=" * 1_500_000, _FORM),
    "backslashes": _post(b"query=" + b"\\N{BULLET}\\x\\u" * 100_000, _FORM),
    "a question about the service, and much else": _post(b"# http://www.w3.org/ns/shacl# \n" + b"- " * 700_000),
}
"""Each is a body that takes long to look through; meanwhile others must be answered."""
