"""`python -m vjgraph`: the command line, where its own program is not on the path."""

from __future__ import annotations

from vjgraph.cli import main

# A process that a build starts may read this module again, under another name.
if __name__ == "__main__":
    main(prog_name="vjgraph")
