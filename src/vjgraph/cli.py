"""The command line: one verb a command, each the same as in Python."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vjgraph.errors import UsageError, VjgraphError

if TYPE_CHECKING:
    from vjgraph.graph import Graph

FOLDER = click.Path(path_type=Path)
OUTPUT = click.Path(path_type=Path, dir_okay=False)
PROJECT = click.argument("project", default=".", type=FOLDER)


class Commands(click.Group):
    """Prints what vjgraph refuses as plain lines, with the exit code of the refusal."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that lacks a letter shows its code instead.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except VjgraphError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)
        except BrokenPipeError:
            # The reader of a pipe went away (as in `| head`): nothing is left to say, and to nobody.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            click.echo(f"{error.filename or 'the file'}: {error.strerror or error}", err=True)
            sys.exit(1)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from vjgraph.diagnosing import nearest

            hint = nearest(args[0], list(self.commands)) or f"there are {', '.join(self.commands)}"
            raise UsageError(f"no command is called '{args[0]}': {hint}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


def period(command: Any) -> Any:
    """The options that bound an answer in time."""
    year = click.option("--year", metavar="YEAR", help="Ask about one year.")
    first = click.option("--from", "from_", metavar="DATE", help="First day asked about: 2023-04-04, 2023-04 or 2023.")
    last = click.option("--to", metavar="DATE", help="Last day asked about.")
    return year(first(last(command)))


built_project = click.option("--project", default=".", metavar="DIR", type=FOLDER, help="The built project (default: here).")
texts_folder = click.option("--texts", type=FOLDER, metavar="DIR", help="Texts kept outside, to hold quotes against.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="vjgraph", message="vjgraph %(version)s")
def main() -> None:
    """Annotated diplomatic news as a knowledge graph: every edge names its words, every answer how sure it is.

    \b
    vjgraph init demo && cd demo            a first project
    vjgraph build                           sources/ -> build/
    vjgraph query who-met-whom --year 2019
    vjgraph show "Jane Roe"
    vjgraph view --open                     the map, in your browser
    """


@main.command(short_help="Build the graph of a project: sources/ -> build/.")
@PROJECT
@texts_folder
def build(project: Path, texts: Path | None) -> None:
    """Build PROJECT (default: here): store, graph.ttl, graph.trig, graph.html and findings.txt in build/.

    A build with errors changes nothing: the last good one stays.

    \b
    vjgraph build
    vjgraph build demo --texts ~/articles
    """
    import time

    from vjgraph.building import build_project
    from vjgraph.errors import FindingsError
    from vjgraph.reporting import report_build, report_refusal

    started = time.perf_counter()
    try:
        built = build_project(folder(project), texts=texts and folder(texts))
    except FindingsError as error:
        click.echo(f"{error}\n{report_refusal(error)}", err=True)
        sys.exit(error.exit_code)
    for finding in built.findings:
        if finding.severity == "warning":
            click.echo(str(finding), err=True)
    click.echo(report_build(built, seconds=time.perf_counter() - started), nl=False)


@main.command(short_help="Judge sources and authorities: findings as file:line:col.")
@PROJECT
@texts_folder
@click.option("--propose", is_flag=True, help="Add a stub for each unknown name to the authorities.")
@click.option("--shapes", is_flag=True, help="Judge the graph by its SHACL shapes (needs vjgraph[shapes]).")
def check(project: Path, texts: Path | None, propose: bool, shapes: bool) -> None:
    """Print every finding of PROJECT (default: here); exit 1 if one is an error.

    \b
    vjgraph check --texts ~/articles
    vjgraph check --propose
    """
    from vjgraph.pipeline import check_project, derive
    from vjgraph.proposing import propose_unknown
    from vjgraph.reporting import report_check
    from vjgraph.settings import read_settings

    root, outside = folder(project), texts and folder(texts)
    base = read_settings(root).base
    if propose:
        for file, names in propose_unknown(root, texts=outside, base=base).items():
            click.echo(f"{file}: proposed {', '.join(names)}")
    checked = check_project(root, texts=outside, base=base)
    findings = list(checked.findings)
    if shapes and not checked.errors:
        from vjgraph.exporting import to_turtle
        from vjgraph.shapes import check_shapes

        findings += check_shapes(to_turtle(derive(checked, project=root, base=base).ntriples, base=base))
    click.echo("".join(f"{finding}\n" for finding in findings) + report_check(checked))
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)


@main.command(short_help="Ask a named query, a .rq file or SPARQL.")
@click.argument("question", required=False, metavar="[NAME|FILE|SPARQL]")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT]...")
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query.")
@period
@click.option("--format", "format", default="table", metavar="FORMAT", help="table, csv, json or md.")
@built_project
def query(
    question: str | None,
    arguments: tuple[str, ...],
    parameters: tuple[str, ...],
    year: str | None,
    from_: str | None,
    to: str | None,
    format: str,
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
    answer = opened(project).query(question, *arguments, year=year, from_=from_, to=to, parameters=given)
    click.echo(render(answer, format=format, width=terminal_width()), nl=False)
    for note in answer.notes:
        click.echo(f"note: {note}", err=True)


@main.command(short_help="Everything known of one person, office, body, meeting ...")
@click.argument("name", required=False)
@built_project
def show(name: str | None, project: Path) -> None:
    """Show all that is known of NAME, with the words behind it; without NAME, list what there is.

    NAME is any form of the name of a person, office, body, agreement, topic, place or event, or an id.

    \b
    vjgraph show "Jane Roe"
    vjgraph show roe-doe-2019
    """
    from vjgraph.rendering import terminal_width
    from vjgraph.reporting import report_names, report_shown

    graph = opened(project)
    if name is None:
        click.echo(report_names(graph.names.listing()), nl=False)
    else:
        click.echo(report_shown(graph.show(name), width=terminal_width()), nl=False)


@main.command(short_help="Who met whom, as a network to compute with.")
@click.argument("projection", default="people", metavar="[people|ministries|topics]")
@period
@click.option("-o", "--output", type=OUTPUT, metavar="FILE", help="Write .graphml, .gexf, .json or .csv.")
@built_project
def network(projection: str, year: str | None, from_: str | None, to: str | None, output: Path | None, project: Path) -> None:
    """Project the graph to people who met, ministries that came together, or speakers and their topics.

    \b
    vjgraph network --year 2019
    vjgraph network ministries -o ministries.graphml
    """
    from vjgraph.network import edge_rows, write_network
    from vjgraph.rendering import render, terminal_width

    found = opened(project).network(projection, year=year, from_=from_, to=to)
    if output:
        write_network(output, found)
        click.echo(f"{output}: {found.number_of_nodes():,} nodes, {found.number_of_edges():,} edges")
    else:
        click.echo(render(edge_rows(found), width=terminal_width()), nl=False)


@main.command(short_help="Write the map as one offline HTML page.")
@click.option("-o", "--output", default="graph.html", type=OUTPUT, metavar="FILE", help="The file (default: graph.html).")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@built_project
def view(output: Path, open_: bool, project: Path) -> None:
    """Write the interactive map of the graph: one file, no network needed.

    \b
    vjgraph view --open
    vjgraph view -o map.html
    """
    target = opened(project).view(output)
    click.echo(f"{target}: open it in a browser")
    if open_:
        click.launch(target.resolve().as_uri())


@main.command(short_help="Write the graph for another store: .ttl, .trig, .nq, .nt.")
@click.argument("file", type=OUTPUT)
@built_project
def export(file: Path, project: Path) -> None:
    """Write the graph to FILE in the format of its ending; .trig and .nq have one graph a source.

    \b
    vjgraph export graph.ttl
    vjgraph export graph.nq
    """
    target = opened(project).export(file)
    click.echo(f"{target}: {target.stat().st_size:,} bytes")


@main.command(short_help="Make a new project that builds at once.")
@click.argument("folder_", metavar="DIR", type=FOLDER)
def init(folder_: Path) -> None:
    """Make a project in DIR: one invented source, its authorities, and a README on what to do next.

    \b
    vjgraph init demo && cd demo && vjgraph build
    """
    import shlex

    from vjgraph.starting import start_project

    written = "".join(f"{path}\n" for path in start_project(folder_))
    click.echo(f"{written}now: cd {shlex.quote(str(folder_))} && vjgraph build")


def opened(project: Path) -> Graph:
    """The built graph of a project."""
    from vjgraph.graph import Graph

    return Graph(folder(project))


def folder(path: Path) -> Path:
    """A folder that exists, resolved; raise `UsageError` where it does not."""
    if not path.is_dir():
        raise UsageError(f"{path}: there is no such folder")
    return path.resolve()


def read_parameter(text: str) -> tuple[str, str]:
    """`KEY=VALUE` as a pair."""
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"-p wants KEY=VALUE, not '{text}'")
    return key, value
