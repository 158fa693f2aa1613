"""Write the reference pages from the code itself, so that they cannot fall behind it.

Run by MkDocs (gen-files).  ``pages()`` is what the tests look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def commands() -> str:
    """Every CLI command with its help and options, as Markdown."""
    import typer

    from sco_graph.cli import app

    lines = ["# Commands", ""]
    for path, command in _walk(typer.main.get_command(app), "sco-graph"):
        lines += [f"## `{path}`", "", (command.help or "").strip(), ""]
        for parameter in command.params:
            names = ", ".join(f"`{name}`" for name in [*parameter.opts, *parameter.secondary_opts])
            text = getattr(parameter, "help", None) or ""
            lines.append(f"- {names}: {text}")
        lines.append("")
    return "\n".join(lines)


def _walk(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    children = getattr(command, "commands", None)
    if not children:
        yield path, command
        return
    for name, child in children.items():
        yield from _walk(child, f"{path} {name}")


def queries() -> str:
    """Every named query: its question, parameters and SPARQL, as Markdown."""
    from sco_graph.queries import named_queries

    lines = ["# Named queries", "", "`sco-graph query NAME --PARAMETER VALUE`; in Python `graph.query(NAME, ...)`.", ""]
    for query in named_queries().values():
        lines += [f"## {query.name}", "", f"**{query.title}.** {query.question}", ""]
        lines += [f"- `{p.name}` ({p.type}), e.g. `{p.example}`" for p in query.parameters]
        lines += ["", "```sparql", query.text.strip(), "```", ""]
    return "\n".join(lines)


def vocabulary() -> str:
    """Every term of the ontology with its comment and alignment, as Markdown."""
    import rdflib

    from sco_graph.iris import SCO, shorten
    from sco_graph.resources import ontology_file

    graph = rdflib.Graph().parse(ontology_file("sco.ttl"))
    kinds = (
        ("Classes", rdflib.OWL.Class),
        ("Properties", rdflib.OWL.ObjectProperty),
        ("", rdflib.OWL.DatatypeProperty),
    )
    lines = ["# Vocabulary", ""]
    for title, kind in kinds:
        lines += [f"## {title}", ""] if title else []
        for term in sorted(t for t in graph.subjects(rdflib.RDF.type, kind) if str(t).startswith(SCO)):
            comment = graph.value(term, rdflib.RDFS.comment) or ""
            aligned = [
                shorten(str(other))
                for relation in (rdflib.RDFS.subClassOf, rdflib.RDFS.subPropertyOf, rdflib.SKOS.exactMatch)
                for other in graph.objects(term, relation)
                if isinstance(other, rdflib.URIRef)
            ]
            lines.append(
                f"- **`{shorten(str(term))}`** {comment}" + (f" ({', '.join(sorted(aligned))})" if aligned else "")
            )
        lines.append("")
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """Path below docs/ -> Markdown."""
    return {
        "reference/commands.md": commands(),
        "reference/queries.md": queries(),
        "reference/vocabulary.md": vocabulary(),
    }


if __name__ == "<run_path>":  # how gen-files runs a script
    import mkdocs_gen_files

    for name, text in pages().items():
        with mkdocs_gen_files.open(name, "w") as page:
            page.write(text)
