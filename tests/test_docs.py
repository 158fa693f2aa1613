"""The pages in docs/: those that are written by a script are current, and the index leads to each."""

import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.mark.parametrize("name", ["queries", "commands", "vocabulary"])
def test_a_page_of_reference_is_current(name: str) -> None:
    """``python docs/generate.py`` writes it anew."""
    code = (
        f"import generate as g, sys; path = g.HERE / '{name}.md'; sys.exit(g.pages()[path] != path.read_text('utf-8'))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=DOCS, check=False)
    assert 0 == done.returncode, f"docs/{name}.md is not current: run python docs/generate.py"


def test_the_index_leads_to_every_page() -> None:
    """A page that nothing leads to is not read."""
    index = (DOCS / "index.md").read_text("utf-8")
    assert [] == [page.name for page in DOCS.glob("*.md") if page.name != "index.md" and f"({page.name})" not in index]
