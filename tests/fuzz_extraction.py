"""Fuzzing with atheris: ``make fuzz`` (an hour by default; SECONDS=60 for less).

Coverage-guided over the rules' own code.  The property is that of ``test_any_text``; a text that takes more than a
minute counts as a crash too (libFuzzer's ``-timeout``).  What it finds lands in ``build/fuzz``.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["sco_graph"]):
    from test_any_text import check


def one(data: bytes) -> None:
    """Read one text made of the fuzzer's bytes."""
    check(atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(len(data)).replace("\0", " "))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
