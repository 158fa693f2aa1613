"""Text that strangers wrote: made safe to print, and told headline from sentence."""

from __future__ import annotations

import unicodedata

# Cc: control characters, among them ESC, which starts a terminal command.  Cf: format characters, among them the
# bidirectional overrides that make a line read other than it is stored.  Joiners carry meaning in Persian and Indic.
_KEPT = frozenset("\n\t\u200c\u200d")


def printable(text: str) -> str:
    """Replace what could command a terminal or reorder a line with U+FFFD.

    Args:
        text: Any text.

    Returns:
        A text of the same length.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "\ufffd" if ch not in _KEPT and unicodedata.category(ch) in {"Cc", "Cf", "Cs"} else ch for ch in text
    )


def one_line(text: str, width: int | None = None) -> str:
    """Fold white space and make printable; cut at ``width`` characters with an ellipsis."""
    folded = printable(" ".join(text.split()))
    return folded if width is None or len(folded) <= width else folded[: width - 1].rstrip() + "…"


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; headlines and items of lists end without a mark."""
    return text.rstrip().rstrip("\"'”’)]").endswith((".", "!", "?", "…"))
