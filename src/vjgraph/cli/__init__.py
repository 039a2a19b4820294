"""The command line: one verb a command, each the same as in Python."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from typing import Any

import click

from vjgraph.cli.asking import query, show
from vjgraph.cli.comparing import diff
from vjgraph.cli.drawing import export, network, view
from vjgraph.cli.making import build, check, init
from vjgraph.errors import UsageError, VjgraphError


class Commands(click.Group):
    """Prints what vjgraph refuses as plain lines, with the exit code of the refusal."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that lacks a letter shows its code instead.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        # Looking through all that a command has loaded for what could be freed costs a tenth of its time, and makes its end
        # longer than it need be: there is next to nothing.
        gc.set_threshold(100_000)
        atexit.register(gc.freeze)
        try:
            return super().invoke(ctx)
        except VjgraphError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)
        except click.UsageError as error:
            click.echo(_misused(error), err=True)
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
            from vjgraph.nearness import nearest

            hint = nearest(args[0], list(self.commands)) or f"there are {', '.join(self.commands)}"
            raise UsageError(f"no command is called '{args[0]}': {hint}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


def _misused(error: click.UsageError) -> str:
    """What click refuses, in one line and with the nearest valid thing."""
    command = error.ctx.command_path if error.ctx else "vjgraph"
    if isinstance(error, click.NoSuchOption):
        near = f"did you mean {' or '.join(sorted(error.possibilities))}?" if error.possibilities else f"{command} --help"
        return f"no option is called '{error.option_name}': {near}"
    message = error.format_message().rstrip(".")
    hint = "put a name of several words in quotes" if "extra argument" in message else f"{command} --help"
    return f"{message[0].lower()}{message[1:]}: {hint}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="vjgraph", message="vjgraph %(version)s")
def main() -> None:
    """Diplomatic news as a graph that names its words and says how sure it is.

    \b
    vjgraph init demo && cd demo            a first project
    vjgraph build                           sources/ -> build/
    vjgraph query who-met-whom --year 2019
    vjgraph show "Jane Roe"
    vjgraph view --open                     the map, in your browser
    """


for _command in (build, check, query, show, diff, network, view, export, init):
    main.add_command(_command)
