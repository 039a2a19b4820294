"""From `sources/` to `build/`: what changed is compiled, what it touches is settled again, and the next build stands at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vjgraph.building.project import LARGE, Built, build_project

__all__ = ["LARGE", "Built", "build_project"]


def __getattr__(name: str) -> object:
    # Imported when first asked for, so that who works in a crew imports only what that work needs.
    if name in __all__:
        from vjgraph.building import project

        return getattr(project, name)
    raise AttributeError(f"module 'vjgraph.building' has no attribute '{name}'")
