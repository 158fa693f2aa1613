"""The package as a whole: what importing it costs, what it exports."""

import ast
import subprocess
import sys
from pathlib import Path

import sco_graph

PACKAGE = Path(sco_graph.__file__).parent


def _modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_importing_the_package_loads_no_heavy_library() -> None:
    """``import sco_graph`` is cheap: spaCy and the RDF libraries wait until they are used."""
    assert not {"spacy", "rdflib", "pyoxigraph", "networkx", "pandas"} & _modules_after("import sco_graph")


def test_the_command_line_starts_without_heavy_libraries() -> None:
    """``sco-graph --help`` answers at once."""
    heavy = {"spacy", "rdflib", "pyoxigraph", "networkx", "pandas", "trafilatura", "httpx", "igraph"}
    assert not heavy & _modules_after("import sco_graph.cli")


def test_every_public_name_can_be_fetched_and_is_listed_in_order() -> None:
    """``__all__`` equals what is exported."""
    assert sorted(sco_graph.__all__) == sco_graph.__all__
    assert [name for name in sco_graph.__all__ if not hasattr(sco_graph, name)] == []


def test_no_module_prints_outside_the_command_line() -> None:
    """A library does not talk to its user's terminal."""
    printing = [
        f"{path.name}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if not path.is_relative_to(PACKAGE / "cli")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []
