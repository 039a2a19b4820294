"""The command line: one verb a command, each the same as in Python."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vjgraph.errors import UsageError, VjgraphError

if TYPE_CHECKING:
    from vjgraph.graph import Graph

FOLDER = click.Path(path_type=Path, file_okay=False)
PROJECT = click.argument("project", default=".", type=click.Path(path_type=Path))


class Commands(click.Group):
    """Prints what vjgraph refuses as plain lines, with the exit code of the refusal."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VjgraphError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)
        except BrokenPipeError:
            # The reader of a pipe went away (as in `| head`): nothing is left to say, and to nobody.
            sys.stderr.close()
            sys.exit(0)

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
    for name, text in (
        ("--to", "Last day asked about (EDTF)."),
        ("--from", "First day asked about: 2023-04-04, 2023-04 or 2023."),
    ):
        command = click.option(name, "to" if name == "--to" else "from_", help=text)(command)
    return click.option("--year", help="Ask about one year.")(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="vjgraph", message="vjgraph %(version)s")
def main() -> None:
    """Annotated diplomatic news as a knowledge graph.

    Every edge names its source, its paragraph and its words; every answer says how sure it is.

    \b
    vjgraph init demo && cd demo       a first project
    vjgraph build                      sources/ -> build/
    vjgraph query who-met-whom --year 2019
    vjgraph show "Jane Roe"
    vjgraph view --open                the map, in your browser
    """


@main.command(short_help="Build the graph of a project: sources/ -> build/.")
@PROJECT
@click.option("--texts", type=FOLDER, help="Folder of documents that may not be shared; quotes are held against them.")
def build(project: Path, texts: Path | None) -> None:
    """Build PROJECT (default: here): store, graph.ttl, graph.trig, graph.html and findings.txt in build/.

    A build with errors changes nothing: the last good one stays.
    """
    import time

    from vjgraph.building import build_project
    from vjgraph.reporting import report_build

    started = time.perf_counter()
    built = build_project(folder(project), texts=texts and folder(texts))
    for finding in built.findings:
        if finding.severity == "warning":
            click.echo(str(finding), err=True)
    click.echo(report_build(built, seconds=time.perf_counter() - started), nl=False)


@main.command(short_help="Judge sources and authorities: findings as file:line:col.")
@PROJECT
@click.option("--texts", type=FOLDER, help="Folder of documents that may not be shared; quotes are held against them.")
@click.option("--propose", is_flag=True, help="Write a stub for each unknown name into the authorities, for review.")
@click.option("--shapes", is_flag=True, help="Hold the graph against the SHACL shapes too (needs vjgraph[shapes]).")
def check(project: Path, texts: Path | None, propose: bool, shapes: bool) -> None:
    """Print every finding of PROJECT (default: here); exit 1 if one is an error."""
    from vjgraph.pipeline import check_project, derive
    from vjgraph.reporting import report_check
    from vjgraph.settings import read_settings

    root = folder(project)
    settings = read_settings(root)
    checked = check_project(root, texts=texts and folder(texts), base=settings.base)
    if propose and checked.unknown:
        from vjgraph.proposing import propose as write_stubs

        for file, names in write_stubs(checked.unknown, authorities=checked.authorities, project=root).items():
            click.echo(f"{file}: proposed {', '.join(names)}")
        checked = check_project(root, texts=texts and folder(texts), base=settings.base)
    for finding in checked.findings:
        click.echo(str(finding))
    broken: list[str] = []
    if shapes and not checked.errors:
        from vjgraph.exporting import to_turtle
        from vjgraph.shapes import check_shapes

        broken = [
            str(line)
            for line in check_shapes(to_turtle(derive(checked, project=root, base=settings.base).ntriples, base=settings.base))
        ]
        click.echo("".join(f"{line}\n" for line in broken), nl=False)
    click.echo(report_check(checked))
    if checked.errors or broken:
        sys.exit(1)


@main.command(short_help="Ask a named query, a .rq file or SPARQL.")
@click.argument("question", required=False, metavar="[NAME|FILE|SPARQL]")
@click.argument("arguments", nargs=-1)
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query.")
@period
@click.option("--format", "format", default="table", help="table, csv, json or md.")
@click.option("--project", default=".", type=click.Path(path_type=Path), help="The project that was built (default: here).")
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
    vjgraph query who-met-whom --year 2023
    vjgraph query meetings-of "To Lam" --format json
    vjgraph query 'SELECT ?m { ?m a vj:Meeting }'
    """
    from vjgraph.rendering import FORMATS, render

    if format not in FORMATS:
        from vjgraph.diagnosing import nearest

        raise UsageError(f"no format is called '{format}': {nearest(format, FORMATS) or 'there are ' + ', '.join(FORMATS)}")
    if question is None:
        from vjgraph.questions import read_queries
        from vjgraph.reporting import report_queries

        click.echo(report_queries(read_queries(folder(project)), width=width()), nl=False)
        return
    given = dict(read_parameter(text) for text in parameters)
    answer = opened(project).query(question, *arguments, year=year, from_=from_, to=to, **given)
    for note in answer.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(render(answer, format=format, width=width()), nl=False)


@main.command(short_help="Everything known of a person, office, body, agreement, topic or meeting.")
@click.argument("name", required=False)
@click.option("--project", default=".", type=click.Path(path_type=Path), help="The project that was built (default: here).")
def show(name: str | None, project: Path) -> None:
    """Show all that is known of NAME (any form of it, or its id), with its evidence; without NAME, list what there is."""
    from vjgraph.reporting import report_names, report_shown

    graph = opened(project)
    if name is None:
        click.echo(report_names(graph.names.listing()), nl=False)
    else:
        click.echo(report_shown(graph.show(name), width=width()), nl=False)


@main.command(short_help="Who met whom as a network.")
@click.argument("projection", default="people", metavar="[people|ministries|topics]")
@period
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write .graphml, .gexf, .json or .csv.")
@click.option("--project", default=".", type=click.Path(path_type=Path), help="The project that was built (default: here).")
def network(projection: str, year: str | None, from_: str | None, to: str | None, output: Path | None, project: Path) -> None:
    """Project the graph to people who met, ministries that came together, or speakers and their topics."""
    from vjgraph.network import edge_rows, write_network
    from vjgraph.rendering import render

    found = opened(project).network(projection, year=year, from_=from_, to=to)
    if output:
        write_network(output, found)
        click.echo(f"{output}: {found.number_of_nodes()} nodes, {found.number_of_edges()} edges")
    else:
        click.echo(render(edge_rows(found), width=width()), nl=False)


@main.command(short_help="Write the map as one offline HTML page.")
@click.option(
    "-o",
    "--output",
    default="graph.html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file (default: graph.html).",
)
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@click.option("--project", default=".", type=click.Path(path_type=Path), help="The project that was built (default: here).")
def view(output: Path, open_: bool, project: Path) -> None:
    """Write the interactive map of the graph: one file, no network needed."""
    target = opened(project).view(output)
    click.echo(f"{target}: open it in a browser")
    if open_:
        click.launch(target.resolve().as_uri())


@main.command(short_help="Write the graph for another store: .ttl, .trig, .nq, .nt.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--project", default=".", type=click.Path(path_type=Path), help="The project that was built (default: here).")
def export(file: Path, project: Path) -> None:
    """Write the graph to FILE in the format of its ending; .trig and .nq have one graph a source."""
    target = opened(project).export(file)
    click.echo(f"{target}: {target.stat().st_size:,} bytes")


@main.command(short_help="Make a new project that builds at once.")
@click.argument("folder_", metavar="DIR", type=click.Path(path_type=Path))
def init(folder_: Path) -> None:
    """Make a project in DIR: one invented source, its authorities, and a README on what to do next."""
    from vjgraph.starting import start_project

    for path in start_project(folder_):
        click.echo(path)
    click.echo(f"now: cd {folder_} && vjgraph build")


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


def width() -> int:
    """The width of the terminal written to, in characters; 0 where it is none."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
