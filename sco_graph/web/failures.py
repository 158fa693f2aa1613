"""What goes wrong, as answers: a status, and a body in one form that programs can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_STATUS = {
    "bad_request": 400,
    "refused": 403,
    "not_found": 404,
    "not_acceptable": 406,
    "too_large": 507,
    "store": 500,
    "internal": 500,
}


class HttpError(Exception):
    """An answer that is no success.

    Args:
        status: The HTTP status.
        code: A word for programs.
        message: A sentence for people.
        headers: Further headers.
        place: Line and column in the query, where known.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        place: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers, self.place = dict(headers or {}), place

    @classmethod
    def of(cls, head: Mapping[str, Any]) -> HttpError:
        """The failure that a worker reports."""
        place = (head["line"], head["column"]) if "line" in head else None
        return cls(_STATUS.get(head["code"], 500), head["code"], head["message"], place=place)

    def body(self) -> bytes:
        """``{"error": {"code": ..., "message": ..., "line": ..., "column": ...}}``."""
        about: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.place:
            about["line"], about["column"] = self.place
        return json.dumps({"error": about}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
