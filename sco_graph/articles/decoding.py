"""From bytes to text: UTF-8, what a mark or a declaration says, and else only what is certain."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARY = (
    (b"%PDF-", "a PDF file: save its text and read that"),
    (b"PK\x03\x04", "a ZIP archive (or an office document): unpack it, or save its text"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
    (b"BZh", "bzip2 data: unpack them"),
    (b"\xfd7zXZ", "xz data: unpack them"),
    (b"(\xb5/\xfd", "zstd data: unpack them"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# Encodings of DOS and of old Macintoshes are left out: they are likely for nearly every text, and hardly ever true.
_IN_USE = ("cp125", "iso8859", "latin_1", "koi8", "gb", "big5", "shift_jis", "euc_")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


class UndecodableError(ValueError):
    """The bytes are no text that can be read with certainty; the message says what they look like."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Read bytes as text.

    Args:
        data: The whole document.
        declared: The encoding that a server or the document declares; UTF-8 is tried before it, as a text that is
            valid UTF-8 by chance does not occur.

    Raises:
        UndecodableError: if they are not text, or their encoding can only be guessed.
    """
    for magic, what in _KNOWN_BINARY:
        if data.startswith(magic):
            raise UndecodableError(what)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    text = _strictly(data, marked or "utf-8")
    if text is None and not marked:
        if b"\0" in data:
            raise UndecodableError("binary data, not text")
        text = (_strictly(data, declared) if declared else None) or _detected(data)
    if text is None:
        raise UndecodableError("not UTF-8, and its encoding can only be guessed: convert it to UTF-8")
    if "\0" in text or len(_CONTROLS.findall(text, 0, 4096)) > 40:
        raise UndecodableError("binary data, not text")
    return text


def meta_charset(data: bytes) -> str | None:
    """The encoding that an HTML page declares in its head."""
    match = _META_CHARSET.search(data, 0, 4096)
    return match.group(1).decode("ascii", "replace") if match else None


def newlines(text: str) -> str:
    """Write every line end as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).decode(data, "strict")[0]
    except (UnicodeError, LookupError, TypeError):
        return None  # an encoding that Python lacks (or no text encoding at all) is as good as none


def _detected(data: bytes) -> str | None:
    """The text if every encoding in use that is likely reads the same one, else None."""
    import charset_normalizer

    matches = charset_normalizer.from_bytes(data[: 2**20])
    best = matches.best()
    if best is None or best.chaos > 0.05:
        return None
    likely = [match for match in matches if match.chaos <= best.chaos + 0.02]
    names = {name for match in likely for name in match.could_be_from_charset if name.startswith(_IN_USE)}
    readings = {_strictly(data, name) for name in names} - {None}
    return readings.pop() if len(readings) == 1 else None
