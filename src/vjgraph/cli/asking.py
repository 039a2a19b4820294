"""The commands that answer: query and show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from vjgraph.cli.options import built_project, endpoint, folder, opened, period, read_parameter


@click.command(short_help="Ask a named query, a .rq file or SPARQL.")
@click.argument("question", required=False, metavar="[NAME|FILE|SPARQL]")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT]...")
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query, as of=organisations.")
@period
@click.option("--format", "format", default="table", metavar="FORMAT", help="table, csv, json or md.")
@click.option("--evidence", is_flag=True, help="Below each row the words behind it, ready to cite.")
@endpoint
@built_project
def query(
    question: str | None,
    arguments: tuple[str, ...],
    parameters: tuple[str, ...],
    year: str | None,
    from_: str | None,
    to: str | None,
    format: str,
    evidence: bool,
    endpoint: str | None,
    project: Path,
) -> None:
    """Answer a question about the graph; without one, list the named queries.

    Names of people, bodies, events ... follow the name of the query, in quotes where they have several words.

    \b
    vjgraph query
    vjgraph query who-met-whom "Jane Roe" --year 2019
    vjgraph query who-met-whom --year 2019 --evidence
    vjgraph query meetings --format json
    vjgraph query 'SELECT ?m { ?m a vj:Meeting }'
    """
    from vjgraph.rendering import check_format, render, terminal_width

    check_format(format)
    if question is None:
        from vjgraph.questions import read_queries
        from vjgraph.reporting import report_queries

        click.echo(report_queries(read_queries(folder(project)), format=format, width=terminal_width()), nl=False)
        return
    given = dict(read_parameter(text) for text in parameters)
    asked = opened(project, endpoint)
    answer = asked.query(question, *arguments, year=year, from_=from_, to=to, parameters=given, evidence=evidence)
    click.echo(render(answer, format=format, width=terminal_width()), nl=False)
    _note(answer.notes)


@click.command(short_help="Everything known of one person, office, body, meeting ...")
@click.argument("name", required=False)
@click.option("--why", is_flag=True, help="Say why NAME means what it means, or what is nearest.")
@click.option("--format", "format", default="table", metavar="FORMAT", help="table, json or md.")
@endpoint
@built_project
def show(name: str | None, why: bool, format: str, endpoint: str | None, project: Path) -> None:
    """Show all that is known of NAME, with the words behind it; without NAME, list what there is.

    NAME is any form of the name of a person, office, body, agreement, topic, place or event, or an id, also that of a source.

    \b
    vjgraph show "Jane Roe"
    vjgraph show roe-doe-2019
    vjgraph show --why Roe
    """
    from vjgraph.rendering import terminal_width
    from vjgraph.reporting import report_names, report_shown, report_why

    graph = opened(project, endpoint)
    if name is None and why:
        raise click.UsageError("--why explains a NAME: write one")
    if format != "table" and (name is None or why):
        raise click.UsageError("--format is for all that is known of a NAME")
    if name is None:
        click.echo(report_names(graph.names.listing()), nl=False)
    elif why:
        click.echo(report_why(graph.why(name)), nl=False)
    else:
        shown = graph.show(name)
        click.echo(report_shown(shown, format=format, width=terminal_width()), nl=False)
        _note(shown.notes)


def _note(notes: Sequence[str]) -> None:
    """What to know beside an answer, where it is in nobody's way who reads on what is printed."""
    for note in notes:
        click.echo(f"note: {note}", err=True)
