"""From `sources/` to `build/`: what changed is compiled, what it touches is settled again, and the next build stands at once."""

from vjgraph.building.project import LARGE, Built, build_project

__all__ = ["LARGE", "Built", "build_project"]
