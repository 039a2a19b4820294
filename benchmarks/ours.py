"""What is measured of vjgraph: each a job that calls public functions only."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def compile_quads(clock: Any, *, project: str, out: str) -> dict[str, int]:
    """The sources of a project into N-Quads on one core: read, checked, compiled, written; one graph a source."""
    from vjgraph.authorities import read_authorities
    from vjgraph.compiling import compile_source
    from vjgraph.exporting import to_nquads
    from vjgraph.identifying import Resolver
    from vjgraph.kinds import read_kinds
    from vjgraph.streaming import iter_documents

    root = Path(project)
    quads = 0
    with clock:
        authorities, findings = read_authorities(root / "sources" / "authorities", root=root)
        resolver, kinds = Resolver(authorities), read_kinds(root)
        with Path(out).open("wb") as file:
            for document, found in iter_documents(root / "sources", root=root):
                if document is None:
                    raise SystemExit(f"{found}")
                fragment, errors, _ = compile_source(document, resolver=resolver, kinds=kinds)
                if fragment is None:
                    raise SystemExit(f"{errors}")
                quads += len(fragment.triples)
                file.write(to_nquads({fragment.source: fragment.triples}))
    return {"quads": quads, "findings": len(findings)}
