"""Putting data and scripts into a page so that neither can become anything else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from importlib import resources
from typing import Any

from sco_graph.errors import InternalError

MAX_LABEL, MAX_TEXT = 38, 700
"""Characters of a name beside a mark, and of any text in a page."""

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: object, longest: int = MAX_TEXT) -> str:
    """A text as a page may show it: no control or direction characters, and no more than a reader takes in."""
    plain = _BIDI.sub("", str(text)[: 2 * longest])
    plain = "".join(" " if unicodedata.category(ch) in ("Cc", "Cs") else ch for ch in plain)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def short_label(label: str, longest: int = MAX_LABEL) -> str:
    """A name as a picture has room for it, in one line and without control or direction characters."""
    plain = " ".join(clean(label).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def json_block(data: Any) -> str:
    """JSON that cannot end the block it stands in, whatever it holds."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def script_block(text: str, name: str) -> str:
    """A script as it may stand in a page.

    The address of a source map goes, since a browser's tools would ask for it; carriage returns go, since they do not
    survive HTML parsing, so that a hash would not fit.

    Args:
        text: The script.
        name: What it is, for the error.

    Raises:
        InternalError: if the script holds words that would end its block.
    """
    text = re.sub(r"\n//# sourceMappingURL=.*", "\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    if re.search(r"</script|<!--", text, re.IGNORECASE):
        raise InternalError(f"this release of {name} cannot stand inside a page")
    return text


def sources(*texts: str) -> str:
    """Scripts or styles as a content policy names them, by hash."""
    return " ".join(f"'sha256-{_digest(text)}'" for text in texts)


def policy(scripts: Iterable[str], style: str, **more: str) -> str:
    """A content policy that lets these scripts run and nothing be loaded or sent.

    Args:
        scripts: All that may run.
        style: The ``style-src`` part.
        **more: Further parts: ``connect_src="data:"``.
    """
    parts = {"default-src": "'none'", "script-src": sources(*scripts), "style-src": style, "img-src": "data: blob:"}
    parts |= {name.replace("_", "-"): value for name, value in more.items()}
    parts |= {"base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def render(template: str, **values: Any) -> str:
    """Fill one of ``templates/`` in; what is not marked safe there is escaped."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(asset(template)).render(**values)


def asset(name: str) -> str:
    """A file of ``templates/``."""
    return (resources.files("sco_graph") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
