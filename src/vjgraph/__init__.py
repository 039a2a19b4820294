"""vjgraph: annotated diplomatic news as a knowledge graph; every edge names its source, paragraph and words.

>>> import vjgraph
>>> sorted(vjgraph.__all__)
['Change', 'Finding', 'FindingsError', 'Graph', 'StoreError', 'UsageError', 'VjgraphError', 'build', 'connect', 'diff', 'load']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vjgraph.changes import Change
    from vjgraph.comparing import diff
    from vjgraph.errors import Finding, FindingsError, StoreError, UsageError, VjgraphError
    from vjgraph.graph import Graph, connect, load
    from vjgraph.making import build

__all__ = [
    "Change", "Finding", "FindingsError", "Graph", "StoreError", "UsageError", "VjgraphError", "build", "connect", "diff", "load",
]  # fmt: skip

_HOME = {"Change": "changes", "Graph": "graph", "build": "making", "connect": "graph", "diff": "comparing", "load": "graph"}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    # Imported when first asked for, so that `import vjgraph` does nothing.
    if name in __all__:
        return getattr(import_module(f"vjgraph.{_HOME.get(name, 'errors')}"), name)
    raise AttributeError(f"module 'vjgraph' has no attribute '{name}'")
