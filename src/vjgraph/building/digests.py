"""What a build was made by and of, as digests: where one is another, what was kept is not asked."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from vjgraph.vocabulary import ontology_folder


def known_digest(project: Path) -> bytes:
    """A digest of all that knowledge is read from: the code with its kinds, the project's own kinds, the authority files."""
    found = hashlib.sha256(code_digest())
    own = project / "ontology" / "kinds.ttl"
    for path in [*([own] if own.is_file() else []), *sorted((project / "sources" / "authorities").glob("[!.]*.y*ml"))]:
        found.update(os.fsencode(path.name) + b"\0" + _content(path) + b"\0")
    return found.digest()


def _content(path: Path) -> bytes:
    """A file's bytes; of one that cannot be read, which is a finding of its own, why it cannot."""
    try:
        return path.read_bytes()
    except OSError as error:
        return f"unreadable {error.errno}".encode()


@cache
def code_digest() -> bytes:
    """A digest of this package: what another version compiles may be another graph."""
    found = hashlib.sha256()
    for path in [*sorted(Path(__file__).parents[1].rglob("*.py")), ontology_folder() / "kinds.ttl"]:
        found.update(path.read_bytes())
    return found.digest()
