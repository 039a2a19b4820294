"""The command line: one verb a command, each the same as in Python."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vjgraph.errors import VjgraphError


class Commands(click.Group):
    """Prints what vjgraph refuses as plain lines, with the exit code of the refusal."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except VjgraphError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)


PROJECT = click.argument("project", default=".", type=click.Path(path_type=Path, file_okay=False, exists=True))


@click.group(cls=Commands)
def main() -> None:
    """Build and ask a knowledge graph."""


@main.command()
@PROJECT
@click.option("--texts", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the documents themselves.")
def check(project: Path, texts: Path | None) -> None:
    """Print every finding as file:line:col; exit 1 if one is an error."""
    from vjgraph.pipeline import check_project

    checked = check_project(project.resolve(), texts=texts)
    for finding in checked.findings:
        click.echo(str(finding))
    click.echo(f"{len(checked.documents)} sources, {len(checked.errors)} errors, {len(checked.findings) - len(checked.errors)} warnings and notes")
    if checked.errors:
        sys.exit(1)
