"""A project as it stood at a git revision: its sources, kinds and settings, taken out into a folder of their own."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vjgraph.errors import UsageError, VjgraphError
from vjgraph.nearness import nearest

_INPUTS = ("sources", "ontology", "vjgraph.yaml")
"""What a graph is made of, of all that lies in a project's folder."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit and the folder of a project in it."""

    top: Path
    """Where the repository's work tree begins."""
    tree: str
    """The project's folder, as git writes it: `<commit>:<path>`."""
    name: str
    """What a reader calls it: as it was asked for, with its short hash and its day."""


def find_revision(text: str, *, project: Path) -> Revision:
    """The revision a text names: `HEAD~1`, a tag, a hash, of the project's own folder; `v0.1:demo` of another, from the top.

    Raises `UsageError` where there is no repository, no such revision, or no project in it.
    """
    top, prefix = _repository(project)
    commit, path = _commit(text, top), prefix
    if not commit:
        # A colon may also be part of the revision, as in HEAD@{2020-01-01 10:00}.
        text_revision, colon, written = text.partition(":")
        commit = _commit(text_revision, top) if colon else ""
        if not commit:
            raise UsageError(_unknown(text_revision or text, top))
        path = f"{prefix}{written[2:]}" if written.startswith("./") else written
    path = path.strip("/")
    path = "" if path == "." else path
    short, day = _git(top, "log", "-1", "--format=%h %cs", commit).split()
    name = f"{text} ({day})" if commit.startswith(text) else f"{text} ({short}, {day})"
    listed = _run(top, "ls-tree", "-z", "--full-tree", "--name-only", f"{commit}:{path}")
    if listed.returncode or "sources" not in listed.stdout.decode("utf-8", "replace").split("\0"):
        raise UsageError(f"{name}: no project stood in {path or 'the top folder'} then: there is no sources/ folder in it")
    return Revision(top, f"{commit}:{path}", name)


@contextmanager
def taken_out(revision: Revision) -> Iterator[Path]:
    """A temporary folder with the project as it stood; nothing in the work tree is touched."""
    listed = _git(revision.top, "ls-tree", "-r", "-z", "--full-tree", revision.tree, "--", *_INPUTS)
    files = [line.partition("\t") for line in listed.split("\0") if line]
    there = [name for name in _INPUTS if any(path == name or path.startswith(f"{name}/") for _, _, path in files)]
    archive = _run(revision.top, "archive", "--format=tar", revision.tree, *there)
    if archive.returncode:
        raise VjgraphError(f"{revision.name}: git could not take it out: {_first_line(archive.stderr)}")
    with tempfile.TemporaryDirectory(prefix="vjgraph-") as folder:
        _unpack(archive.stdout, Path(folder), revision)
        # What .gitattributes keeps out of archives would look like a fact that was taken back.
        lost = [path for mode, _, path in files if mode.startswith("100") and not (Path(folder) / path).is_file()]
        if lost:
            raise VjgraphError(f"{revision.name}: {lost[0]} is kept out of git archives by .gitattributes (export-ignore)")
        yield Path(folder)


def _unpack(archive: bytes, folder: Path, revision: Revision) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        # Nothing may be written outside the folder; Pythons before 3.11.4 do not know how to say so.
        if hasattr(tarfile, "data_filter"):
            tar.extraction_filter = tarfile.data_filter
        try:
            tar.extractall(folder)
        except tarfile.TarError as error:
            raise VjgraphError(f"{revision.name}: {error}") from error


def _repository(project: Path) -> tuple[Path, str]:
    """The top of the work tree that a folder is in, and the folder's path from there."""
    found = _run(project, "rev-parse", "--show-toplevel", "--show-prefix")
    if found.returncode:
        said = _first_line(found.stderr)
        why = "it is in no git repository" if "not a git repository" in said else said
        raise UsageError(f"{project}: {why}, so no revision of it is known: name what to compare as files or folders")
    top, prefix = found.stdout.decode().split("\n")[:2]
    return Path(top), prefix


def _commit(text: str, top: Path) -> str:
    """The hash of the commit that a text names; empty where there is none."""
    if not text:
        return ""
    found = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
    return "" if found.returncode else found.stdout.decode().strip()


def _unknown(text: str, top: Path) -> str:
    """Why a text names no commit, and what is near."""
    message = f"'{text}' is no file or folder, and no git revision of {top.name}"
    if not _commit("HEAD", top):
        return f"{message}: nothing is committed yet"
    if hint := nearest(text, _git(top, "for-each-ref", "--format=%(refname:short)").split()):
        return f"{message}: {hint}"
    if _git(top, "rev-parse", "--is-shallow-repository") == "true":
        return f"{message}: this clone holds only the last commits, 'git fetch --unshallow' brings the rest"
    return f"{message}: 'git log --oneline' lists them"


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; raise `VjgraphError` where it fails."""
    done = _run(folder, *arguments)
    if done.returncode:
        raise VjgraphError(f"git {arguments[0]}: {_first_line(done.stderr)}")
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    import os

    command = ["git", "--no-optional-locks", *arguments]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"})
    except FileNotFoundError as error:
        raise VjgraphError("git is not installed here: name what to compare as files or folders") from error


def _first_line(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "it does not say why"
