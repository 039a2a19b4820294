"""What several commands take: folders, periods, files, and what they are made into."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vjgraph.errors import UsageError

if TYPE_CHECKING:
    from vjgraph.graph import Graph

FOLDER = click.Path(path_type=Path)
OUTPUT = click.Path(path_type=Path, dir_okay=False)


def project_to_make(command: Callable[..., None]) -> Any:
    """The project to work on as an argument or, as other commands have it, as `--project`; here where neither is given."""

    @wraps(command)
    def with_project(project: Path | None, named: Path | None, **options: Any) -> None:
        if project and named and project.resolve() != named.resolve():
            raise UsageError(f"two projects are given, {project} and --project {named}: give one")
        command(project=project or named or Path(), **options)

    option = click.option("--project", "named", metavar="DIR", type=FOLDER, help="The same as PROJECT.")
    return click.argument("project", required=False, type=FOLDER)(option(with_project))


def period(command: Any) -> Any:
    """The options that bound an answer in time."""
    year = click.option("--year", metavar="YEAR", help="Ask about one year.")
    first = click.option("--from", "from_", metavar="DATE", help="First day asked about: 2023-04-04, 2023-04 or 2023.")
    last = click.option("--to", metavar="DATE", help="Last day asked about.")
    return year(first(last(command)))


built_project = click.option("--project", default=".", metavar="DIR", type=FOLDER, help="The built project (default: here).")
endpoint = click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a build.")
texts_folder = click.option("--texts", type=FOLDER, metavar="DIR", help="Texts kept outside, to verify the quotes by.")


def opened(project: Path, endpoint: str | None = None) -> Graph:
    """The built graph of a project, or the one behind an endpoint."""
    from vjgraph.graph import Graph

    return Graph(folder(project), endpoint=endpoint)


def folder(path: Path) -> Path:
    """A folder that exists, resolved; raise `UsageError` where it does not."""
    if not path.is_dir():
        raise UsageError(f"{path}: there is no such folder")
    return path.resolve()


def read_parameter(text: str) -> tuple[str, str]:
    """`KEY=VALUE` as a pair."""
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise UsageError(f"-p wants KEY=VALUE, not '{text}'")
    return key, value
