"""The commands that make a graph: init, build, check."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vjgraph.cli.options import FOLDER, PROJECT, folder, texts_folder


@click.command(short_help="Make a new project that builds at once.")
@click.argument("folder_", metavar="DIR", type=FOLDER)
@click.option("--example", is_flag=True, help="23 sources that overlap, copy and contradict one another, to try things out on.")
def init(folder_: Path, example: bool) -> None:
    """Make a project in DIR: one invented source, its authorities, and a README on what to do next.

    \b
    vjgraph init demo && cd demo && vjgraph build
    vjgraph init strait --example && cd strait && vjgraph build
    """
    import shlex

    from vjgraph.starting import start_project

    written = "".join(f"{path}\n" for path in start_project(folder_, example=example))
    click.echo(f"{written}now: cd {shlex.quote(str(folder_))} && vjgraph build")


@click.command(short_help="Build the graph of a project: sources/ -> build/.")
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
        # On what the sources differ is no fault of the project, and is told in one line of the summary.
        if finding.severity == "warning" and finding.code != "contested":
            click.echo(str(finding), err=True)
    click.echo(report_build(built, seconds=time.perf_counter() - started), nl=False)


@click.command(short_help="Judge sources and authorities: findings as file:line:col.")
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

        findings += check_shapes(to_turtle(derive(checked).ntriples, base=base))
    click.echo("".join(f"{finding}\n" for finding in findings) + report_check(checked))
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)
