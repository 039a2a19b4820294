"""The command that compares: diff."""

from __future__ import annotations

from pathlib import Path

import click

from vjgraph.cli.options import FOLDER, folder


@click.command(short_help="What changed between two graphs or revisions, in words.")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--project", default=".", metavar="DIR", type=FOLDER, help="The project whose revisions are meant (default: here).")
@click.option("--format", "format", default="table", metavar="FORMAT", help="table (in words), csv, json or md.")
def diff(old: str | None, new: str | None, project: Path, format: str) -> None:
    """Say what changed from OLD to NEW: meetings, dates, participants, statements, offices, names ...

    OLD and NEW are each a built project or its build/ folder, a file (.ttl, .nt, .trig, .nq), or a git revision of the
    project: HEAD~1, a tag, v0.1:path/to/project. Revisions are read from their sources; nothing is built or checked out.
    Without NEW: the sources as they stand. Without OLD: the last commit (HEAD).

    \b
    vjgraph diff
    vjgraph diff HEAD~3 --format md
    vjgraph diff ../last-month/build build
    """
    from vjgraph.comparing import compare
    from vjgraph.rendering import check_format, render, terminal_width
    from vjgraph.telling import answer_changes, tell_changes
    from vjgraph.versions import read_version

    check_format(format)
    root = folder(project)
    first, second = read_version(old or "HEAD", project=root), read_version(new, project=root)
    changes = compare(first, second)
    for one, other in ((first, second), (second, first)):
        if one.by_source and not other.by_source:
            all_said = f"{one.name} holds all that each source says, also where others tell better"
            click.echo(f"note: {all_said}: compare it with a .trig or .nq", err=True)
    if format != "table":
        click.echo(render(answer_changes(changes, whole=format == "md"), format=format), nl=False)
    elif changes:
        click.echo(tell_changes(changes, old=first.name, new=second.name, width=terminal_width()), nl=False)
    else:
        rest = "" if first.facts == second.facts else ": they differ only in how they are written down"
        click.echo(f"nothing changed from {first.name} to {second.name}{rest}")
