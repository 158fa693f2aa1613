"""Commands that check: validate, model."""

from __future__ import annotations

from typing import Annotated

import typer

from sco_graph.cli.common import JsonOption, StoreOption, open_graph, print_json

model_app = typer.Typer(help="The bundled language model.", no_args_is_help=True)


def validate(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Check the graph against the SHACL shapes; the exit code is 1 if it does not conform."""
    report = open_graph(store).validate()
    if as_json:
        print_json(report.as_dict())
    else:
        typer.echo(str(report))
    if not report.conforms:
        raise typer.Exit(1)


@model_app.command()
def info(
    figures: Annotated[bool, typer.Option("--figures", help="Only the figures.")] = False,
) -> None:
    """Print the model's card: data with licences, figures per label, known weaknesses."""
    from sco_graph.nlp.model import model_card

    card = model_card()
    typer.echo(card if not figures else card.partition("## Figures")[2].partition("\n## ")[0])


def register(app: typer.Typer) -> None:
    """Add this module's commands to the app."""
    app.command()(validate)
    app.add_typer(model_app, name="model")
