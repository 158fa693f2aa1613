"""What HTTP hands over, read as fields."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, quote_plus

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sco_graph.web.failures import HttpError
from sco_graph.web.protocol import fields

PIECES = st.sampled_from(
    [b"%", b"%2", b"%25", b"%5Cx41", b"\\", b"\\x41", b"\\u0041", b"%C3%A9", b"\xc3\xa9", b"%c3", b"+", b"&", b"="]
)


@given(st.lists(st.one_of(PIECES, st.binary(max_size=4)), max_size=12).map(b"".join))
@example(b"query=%C3%A9%41+b\\n\\N{BULLET}&&=&a")
@settings(max_examples=500, deadline=None)
def test_fields_are_read_as_the_standard_library_reads_them(raw: bytes) -> None:
    """Whatever the bytes: also percent signs that escape nothing, and backslashes."""
    try:
        expected = parse_qsl(raw.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(HttpError):
            fields(raw)
    else:
        assert expected == fields(raw)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_quoted_text_comes_back(text: str) -> None:
    """In both ways of quoting that clients use."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    assert [("query", plain)] == fields(f"query={quote(plain, safe='')}".encode())
    assert [("query", plain)] == fields(f"query={quote_plus(plain)}".encode())


def test_a_thousand_fields_are_enough() -> None:
    """One more is refused."""
    assert 1000 == len(fields(b"&".join([b"a=1"] * 1000)))
    with pytest.raises(HttpError, match="1000 fields"):
        fields(b"&".join([b"a=1"] * 1001))
