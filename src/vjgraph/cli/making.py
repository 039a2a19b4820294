"""The commands that make a graph: init, build, check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from vjgraph.cli.options import FOLDER, folder, project_to_make, texts_folder


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
@texts_folder
@click.option("--exports/--no-exports", default=None, help="Write graph.* too (default: to 100,000 triples).")
@click.option("--keep-going", is_flag=True, help="Build without the sources that hold errors.")
@click.option(
    "--on-unknown", type=click.Choice(["refuse", "mint"]), default="refuse", help="mint: add unknown names, for review."
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes (default: as many as cores).")
@click.option("--cluster", metavar="ADDRESS", help="Compile on a Dask cluster, as tcp://host:8786.")
@click.option("--watch", is_flag=True, help="Go on, and build whenever a file changes.")
@project_to_make
def build(project: Path, watch: bool, texts: Path | None, **options: Any) -> None:
    """Build PROJECT (default: here): store, graph.ttl, graph.trig, graph.html and findings.txt in build/.

    Only what changed is compiled. With errors nothing is built, and the last build stays.

    \b
    vjgraph build
    vjgraph build --watch
    vjgraph build --on-unknown mint --keep-going
    vjgraph build demo --texts ~/articles
    """
    from functools import partial

    from vjgraph.cli.builds import build_and_watch, build_once, make

    root, outside = folder(project), texts and folder(texts)
    making = partial(make, root, texts=outside, **options)
    sys.exit(build_and_watch(root, making, texts=outside) if watch else build_once(root, making))


@click.command(short_help="Judge sources and authorities: findings as file:line:col.")
@texts_folder
@click.option("--propose", is_flag=True, help="Add a stub for each unknown name to the authorities.")
@click.option("--shapes", is_flag=True, help="Judge the graph by its SHACL shapes (needs vjgraph[shapes]).")
@project_to_make
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
