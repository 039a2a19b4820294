"""What an import costs: a package that only says its name, and heavy parts loaded by those who use them."""

import subprocess
import sys

import pytest

HEAVY = {"pyoxigraph", "oxrdflib", "rdflib", "networkx", "pyvis", "yaml", "msgspec", "rich", "rapidfuzz", "click", "jinja2"}


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds after a statement."""
    run = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_import_vjgraph_loads_nothing():
    loaded = loaded_by("import vjgraph")
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("vjgraph")} == {"vjgraph"}


@pytest.mark.parametrize("module", ["errors", "dates", "names", "vocabulary", "terms"])
def test_the_plain_modules_need_no_package_at_all(module):
    assert not loaded_by(f"import vjgraph.{module}") & HEAVY


@pytest.mark.parametrize("module", ["kinds", "exporting", "store", "identifying"])
def test_a_store_and_likeness_are_loaded_only_when_they_are_used(module):
    assert not loaded_by(f"import vjgraph.{module}") & {"pyoxigraph", "rdflib", "rapidfuzz", "networkx", "pyvis", "rich"}


def test_a_whole_build_needs_no_rdflib_and_no_picture():
    assert not loaded_by("import vjgraph.pipeline") & {"rdflib", "networkx", "pyvis", "rich", "click"}


def test_a_query_needs_nothing_that_reads_or_checks_sources():
    loaded = loaded_by("import vjgraph.cli, vjgraph.rendering, vjgraph.graph")
    assert loaded & HEAVY == {"click"}
    others = ("reading", "authorities", "network", "showing", "explaining", "exporting")
    assert not loaded & {f"vjgraph.{name}" for name in others}
