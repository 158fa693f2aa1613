"""Temporary folders, also of processes that were killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sco_graph.errors import StoreError
from sco_graph.scratch import Scratch, scratch

LIVING = "from sco_graph.scratch import Scratch; made = Scratch(); print(made.path, flush=True); input()"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary folders are made in a folder of the test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def started() -> tuple[subprocess.Popen[str], Path]:
    """Another process, and its temporary folder."""
    process = subprocess.Popen([sys.executable, "-c", LIVING], stdin=-1, stdout=-1, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def ended(process: subprocess.Popen[str], how: signal.Signals) -> None:
    """The process is no more."""
    process.send_signal(how)
    process.communicate()


def fail() -> None:
    """A block that fails."""
    with scratch() as folder:
        (folder / "file").write_text("some", "ascii")
        raise ZeroDivisionError


def test_a_folder_goes_with_its_block(here: Path) -> None:
    """Nothing is left, also if the block fails."""
    with scratch() as folder:
        (folder / "file").write_text("some", "ascii")
    with pytest.raises(ZeroDivisionError):
        fail()
    assert [] == list(here.iterdir())


def test_what_a_killed_process_left_is_removed_by_the_next(here: Path) -> None:
    """A living one's folder stays, and so does a folder of the same name that is none of ours."""
    killed, left = started()
    living, used = started()
    other = here / "sco-graph-scratch-of-mine"
    other.mkdir()
    (left / "big").write_bytes(b"x" * 1000)
    ended(killed, signal.SIGKILL)
    assert left.exists()
    with scratch():
        assert not left.parent.exists()
        assert used.exists()
        assert other.exists()
    ended(living, signal.SIGKILL)


def test_a_full_or_forbidden_place_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    """It says where, and what to do."""
    monkeypatch.setattr(tempfile, "tempdir", str(here / "missing"))
    with pytest.raises(StoreError, match=r"missing.*set TMPDIR"):
        Scratch()
