"""The commands that answer: query and show."""

from __future__ import annotations

from pathlib import Path

import click

from vjgraph.cli.options import built_project, endpoint, folder, opened, period, read_parameter


@click.command(short_help="Ask a named query, a .rq file or SPARQL.")
@click.argument("question", required=False, metavar="[NAME|FILE|SPARQL]")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT]...")
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query.")
@period
@click.option("--format", "format", default="table", metavar="FORMAT", help="table, csv, json or md.")
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
    endpoint: str | None,
    project: Path,
) -> None:
    """Answer a question about the graph; without one, list the named queries.

    \b
    vjgraph query
    vjgraph query who-met-whom "Jane Roe" --year 2019
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
    answer = opened(project, endpoint).query(question, *arguments, year=year, from_=from_, to=to, parameters=given)
    click.echo(render(answer, format=format, width=terminal_width()), nl=False)
    for note in answer.notes:
        click.echo(f"note: {note}", err=True)


@click.command(short_help="Everything known of one person, office, body, meeting ...")
@click.argument("name", required=False)
@endpoint
@built_project
def show(name: str | None, endpoint: str | None, project: Path) -> None:
    """Show all that is known of NAME, with the words behind it; without NAME, list what there is.

    NAME is any form of the name of a person, office, body, agreement, topic, place or event, or an id.

    \b
    vjgraph show "Jane Roe"
    vjgraph show roe-doe-2019
    """
    from vjgraph.rendering import terminal_width
    from vjgraph.reporting import report_names, report_shown

    graph = opened(project, endpoint)
    if name is None:
        click.echo(report_names(graph.names.listing()), nl=False)
    else:
        click.echo(report_shown(graph.show(name), width=terminal_width()), nl=False)
