"""One version of a graph as plain values, read from a project, a build, a file or a git revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vjgraph.errors import FindingsError, UsageError, VjgraphError
from vjgraph.exporting import FORMATS
from vjgraph.graph import Graph
from vjgraph.pipeline import check_project, derive
from vjgraph.revisions import find_revision, taken_out
from vjgraph.settings import read_settings
from vjgraph.store import FOLDER, Queryable, read_store
from vjgraph.terms import value
from vjgraph.vocabulary import DATA, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

_SETTLED = ("date", "dateReason", "placeReason", "orderReason", "duringReason", "reason")
Facts = Mapping[str, Mapping[str, frozenset[str]]]
"""What each thing has: its values by property; identifiers are without their base, properties and kinds as `vj:date`."""


@dataclass(frozen=True, slots=True)
class Version:
    """A graph at one time: what to call it, the base of its identifiers, and all it says."""

    name: str
    base: str
    facts: Facts
    by_source: bool = False
    """Whether it holds all that each source says, and not only what stands where they differ."""


def read_version(what: str | Path | Graph | None, *, project: Path) -> Version:
    """The graph that is meant: a project's or its build's folder, a file, a git revision; `None` for the sources as they stand.

    A project's folder means its build, and its sources where nothing is built. Raises `UsageError` for what is none of these.
    """
    if what is None:
        if not (project / "sources").is_dir():
            raise UsageError(f"{project}: no project: it holds no sources/; name what to compare with, or another --project")
        return _compiled(project, f"the sources of {project.name} as they stand")
    if isinstance(what, Graph):
        return _stored(what.store, str(what.project))
    path = Path(what)
    if path.is_dir():
        return _folder(path)
    if path.is_file():
        return _file(path)
    if isinstance(what, Path) or path.suffix.lower() in FORMATS:
        raise UsageError(f"{what}: there is no such file or folder")
    revision = find_revision(what, project=project)
    with taken_out(revision) as folder:
        return _compiled(folder, revision.name)


def _folder(path: Path) -> Version:
    for build in (path, path / FOLDER):
        if (build / "store").is_dir():
            return _stored(read_store(build / "store"), str(build))
        if (build / "graph.ttl").is_file():
            return _file(build / "graph.ttl")
    if (path / "sources").is_dir():
        return _compiled(path.resolve(), f"the sources of {path} as they stand")
    raise UsageError(f"{path}: neither a project nor a build: it holds no sources/, store/ or graph.ttl")


def _compiled(project: Path, name: str) -> Version:
    """What a project's sources say, as a build would have it; nothing is written."""
    try:
        base = read_settings(project).base
        checked = check_project(project, base=base)
        if checked.errors:
            raise FindingsError(checked.errors)
    except FindingsError as error:
        more = f", and {len(error.findings) - 1} more" if len(error.findings) > 1 else ""
        first = str(error.findings[0]).splitlines()[0]
        raise VjgraphError(f"{name}: an error keeps them from being read: {first}{more}") from error
    graph = derive(checked)
    standing = (triple for triples in graph.graphs.values() for triple in triples if triple not in graph.overruled)
    return Version(name, base, _gather(((value(s), value(p), value(o)) for s, p, o in standing), base))


def _stored(store: Queryable, name: str) -> Version:
    found = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    return _version((tuple(solution) for solution in found), name)  # type: ignore[union-attr]


def _file(path: Path) -> Version:
    import pyoxigraph as ox

    format = FORMATS.get(path.suffix.lower())
    if not format:
        raise UsageError(f"{path}: no graph: a file to compare ends in {', '.join(FORMATS)}")
    try:
        parsed = ox.parse(path=str(path), format=getattr(ox.RdfFormat, format))
        version = replace(_version(_standing(list(parsed)), str(path)), by_source=format in ("TRIG", "N_QUADS"))
    except SyntaxError as error:
        raise UsageError(f"{path}: it cannot be read: {error.msg}") from error
    if not any(name.startswith("vj:") for values in version.facts.values() for name in values.get("rdf:type", ())):
        raise UsageError(f"{path}: no graph of vjgraph: nothing in it is of a class of its ontology")
    return version


def _standing(quads: list[ox.Quad]) -> list[tuple[object, object, object]]:
    """The triples of a file; where it has a graph for what was settled, that stands in place of what each source says."""
    settled = {(quad.subject, quad.predicate) for quad in quads if _is_settled(quad)}
    return [
        (quad.subject, quad.predicate, quad.object)
        for quad in quads
        if (quad.subject, quad.predicate) not in settled or _is_settled(quad)
    ]


def _is_settled(quad: ox.Quad) -> bool:
    derived = getattr(quad.graph_name, "value", "").endswith("graph/derived")
    return derived and quad.predicate.value.removeprefix(PREFIXES["vj"]) in _SETTLED


def _version(triples: Iterable[tuple[object, object, object]], name: str) -> Version:
    """A version of triples of any store; a document's identifier tells the base of all."""
    said = [tuple(str(getattr(term, "value", term)) for term in triple) for triple in triples]
    documents = [s for s, p, o in said if o == f"{PREFIXES['vj']}Source" and p == f"{PREFIXES['rdf']}type"]
    base = min((document.rpartition("source/")[0] for document in documents), default="") or DATA
    return Version(name, base, _gather(((s, p, o) for s, p, o in said), base))


def _gather(triples: Iterable[tuple[str, str, str]], base: str) -> Facts:
    names: dict[str, str] = {}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for s, p, o in triples:
        if p not in names:
            names[p] = _short(p, base)
        found[_short(s, base)][names[p]].add(_short(o, base))
    return {s: {p: frozenset(values) for p, values in has.items()} for s, has in found.items()}


def _short(iri: str, base: str) -> str:
    if iri.startswith(base):
        return iri.removeprefix(base)
    if not iri.startswith("http"):
        return iri
    prefix = max((prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)), key=_length, default="")
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}" if prefix else iri


def _length(prefix: str) -> int:
    return len(PREFIXES[prefix])
