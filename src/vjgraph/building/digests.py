"""What a build was made by and of, as digests: where one is another, what was kept is not asked."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from vjgraph.vocabulary import ontology_folder


def known_digest(project: Path) -> bytes:
    """A digest of all that knowledge is read from: the code with its kinds, the project's own kinds, the authority files."""
    found = hashlib.sha256(code_digest())
    own = project / "ontology" / "kinds.ttl"
    for path in [*([own] if own.is_file() else []), *sorted((project / "sources" / "authorities").glob("[!.]*.y*ml"))]:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.digest()


@cache
def code_digest() -> bytes:
    """A digest of this package: what another version compiles may be another graph."""
    found = hashlib.sha256()
    for path in [*sorted(Path(__file__).parents[1].rglob("*.py")), ontology_folder() / "kinds.ttl"]:
        found.update(path.read_bytes())
    return found.digest()
