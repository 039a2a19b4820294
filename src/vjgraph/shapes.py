"""A graph held against the SHACL shapes of the ontology: what of the published contract it breaks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vjgraph.errors import Finding, UsageError
from vjgraph.vocabulary import PREFIXES, ontology_folder

if TYPE_CHECKING:
    import rdflib

SHAPES = "https://w3id.org/vjgraph/shapes#"
FILE = "build/graph.ttl"
"""Where a build puts the graph: what findings call it unless told otherwise."""

_SH = "http://www.w3.org/ns/shacl#"
_PREFIX = re.compile(r"@prefix\s+(\S*):\s+<([^>]*)>")


def check_shapes(turtle: bytes, *, file: str = FILE) -> list[Finding]:
    """What of the contract a graph breaks: for each fault the shape's name as code, and the line where the node begins.

    The graph is judged by itself: no ontology is added and nothing inferred, since its readers may have neither. Needs
    the extra `shapes`; raises `UsageError` without it, and for what is no Turtle.
    """
    try:
        import pyshacl
    except ImportError:
        raise UsageError("the shapes are checked by pyshacl, which is not here: pip install 'vjgraph[shapes]'") from None
    data = _read(turtle, file)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_contract(), inference="none", do_owl_imports=False)
    return [] if conforms else _findings(report, turtle.decode("utf-8"), file)


@cache
def _contract() -> rdflib.Graph:
    """The shapes. To check with them adds two axioms of OWL at the first time, and nothing after it."""
    return _read((ontology_folder() / "shapes.ttl").read_bytes(), "shapes.ttl")


def _read(turtle: bytes, file: str) -> rdflib.Graph:
    """Turtle in rdflib's own memory graph: over other stores pyshacl was seen to give false results."""
    import pyoxigraph as ox
    import rdflib

    try:
        # Read by the faster parser, whose errors say where they are.
        ntriples = ox.serialize(
            (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)), format=ox.RdfFormat.N_TRIPLES
        )
    except SyntaxError as error:
        raise UsageError(f"{file}: this is no Turtle: {error}") from None
    return rdflib.Graph().parse(data=ntriples or b"", format="nt")


def _findings(report: Any, turtle: str, file: str) -> list[Finding]:
    import rdflib

    lines, names = _lines(turtle), _names()
    sh = rdflib.Namespace(_SH)
    findings = set()
    for result in report.objects(None, sh.result):
        node, value = report.value(result, sh.focusNode), report.value(result, sh.value)
        code = str(report.value(result, sh.sourceShape)).removeprefix(SHAPES)
        line = lines.get(str(node), 1) if isinstance(node, rdflib.URIRef) else 1
        where = "at a blank node" if isinstance(node, rdflib.BNode) else f"at {node.n3(names)}"
        found = "" if value is None or value == node or isinstance(value, rdflib.BNode) else f", which has {value.n3(names)}"
        findings.add(Finding(file, line, 1, "error", code, str(report.value(result, sh.resultMessage)), where + found))
    return sorted(findings)


def _names() -> Any:
    """Our own words under their prefixes; what is not ours keeps its whole IRI."""
    import rdflib

    names = rdflib.namespace.NamespaceManager(rdflib.Graph(), bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        names.bind(prefix, namespace)
    return names


def _lines(turtle: str) -> dict[str, int]:
    """The line on which each subject begins, in Turtle that begins every subject on a line of its own."""
    prefixes = dict(_PREFIX.findall(turtle))
    lines: dict[str, int] = {}
    for number, line in enumerate(turtle.splitlines(), start=1):
        subject = line.split(" ", 1)[0]
        if subject.startswith("<"):
            lines.setdefault(subject.strip("<>"), number)
        elif ":" in subject and line[0] not in "@#\t":
            prefix, _, local = subject.partition(":")
            lines.setdefault(prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local), number)
    return lines
