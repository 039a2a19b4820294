"""A built graph in Python: the same verbs as the command line, over one store opened for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vjgraph.citing import Passage, find_evidence, with_evidence
from vjgraph.errors import UsageError
from vjgraph.generations import open_generation
from vjgraph.meeting import QUERY, who_met_whom
from vjgraph.naming import CLASSES, NameIndex
from vjgraph.noting import notes_on_period
from vjgraph.periods import read_period, within
from vjgraph.querying import Answer, ask, select
from vjgraph.questions import Query, find_query, read_queries, read_query_file
from vjgraph.settings import read_settings
from vjgraph.sparql import is_sparql
from vjgraph.store import Queryable, dump_ntriples, read_store
from vjgraph.vetting import vet

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox
    import rdflib
    from pyvis.network import Network

    from vjgraph.building import Built
    from vjgraph.endpoint import Endpoint
    from vjgraph.explaining import Why
    from vjgraph.explorer.opening import Page
    from vjgraph.showing import Shown
    from vjgraph.ties import Ties


class Graph:
    """The graph of a project that was built; state is the open store and the index of names."""

    def __init__(self, project: str | Path = ".", *, built: Built | None = None, endpoint: str | None = None) -> None:
        """Open the graph in a project's `build/`; raise `StoreError` where there is none.

        With `endpoint`, the address of a SPARQL endpoint, that is asked instead, and the project needs no build.
        """
        self.project = Path(project).resolve()
        self.built = built
        self.settings = read_settings(self.project)
        self.endpoint = _endpoint(endpoint) if endpoint is not None else None
        # What is read of one build is read below its folder: build/ may hold the next one a moment later.
        self.folder = None if self.endpoint else open_generation(self.project)
        self._store = read_store(self.folder / "store") if self.folder else None

    @property
    def store(self) -> ox.Store:
        """The built store; raise `UsageError` where an endpoint is asked instead."""
        if self._store is None:
            raise UsageError("an endpoint answers query, show, network and view: for anything else build the graph here")
        return self._store

    @property
    def asked(self) -> Queryable:
        """What answers: the endpoint where one was named, else the built store."""
        return self.endpoint or self.store

    @cached_property
    def base(self) -> str:
        """The base of the graph's identifiers; raise `StoreError` where an endpoint holds no graph of vjgraph."""
        if self.endpoint is None:
            return self.settings.base
        from vjgraph.remote import read_base

        return read_base(self.endpoint, default=self.settings.base)

    @property
    def title(self) -> str:
        """What the graph is called: in the project's settings, else after its folder or the endpoint."""
        return self.settings.title or (self.endpoint.shown if self.endpoint else self.project.name)

    @cached_property
    def names(self) -> NameIndex:
        """Every name in the graph; reading the base refuses an endpoint that holds none."""
        _ = self.base
        return NameIndex(self.asked, alike=self.endpoint is None)

    @cached_property
    def queries(self) -> Mapping[str, Query]:
        """The named queries, those of the project's `queries/` included."""
        return read_queries(self.project)

    def query(
        self,
        question: str,
        *arguments: str,
        year: str | int | None = None,
        from_: str | int | None = None,
        to: str | int | None = None,
        parameters: Mapping[str, str] | None = None,
        evidence: bool = False,
        **more: str,
    ) -> Answer:
        """Answer a named query, a `.rq` file or SPARQL; raise `UsageError` for what cannot be asked.

        A query's parameters are given by name, as `of="organisations"`, or all together as `parameters`. With `evidence`,
        each row has the passages behind it in `row["evidence"]`.
        """
        answer = self._answer(question, arguments, year, from_, to, {**(parameters or {}), **more})
        return with_evidence(self.asked, answer) if evidence else answer

    def evidence(self, row: Mapping[str, Any]) -> list[Passage]:
        """The passages behind one row of an answer: quote, paragraph, document, and the rule where it is concluded."""
        return find_evidence(self.asked, [row])[0]

    def _answer(
        self,
        question: str,
        arguments: Sequence[str],
        year: str | int | None,
        from_: str | int | None,
        to: str | int | None,
        given: Mapping[str, str],
    ) -> Answer:
        if odd := [name for name in arguments if not isinstance(name, (str, int))]:
            raise UsageError(f"a name is a text, and {odd[0]!r} is none")
        arguments, period = [*map(str, arguments)], read_period(year, from_, to)
        if is_sparql(question):
            if period:
                raise UsageError("--year, --from and --to belong to named queries: write a FILTER on vj:earliest and vj:latest")
            if arguments or given:
                raise UsageError("SPARQL takes no names or parameters here: write them into it, or save it as a .rq file")
            notes = vet(question, project=self.project)
            answer = select(self.asked, question)
            return replace(answer, notes=(*answer.notes, *notes))
        query = read_query_file(Path(question)) if question.endswith(".rq") else find_query(self.queries, question)
        notes = vet(query.text, project=self.project) if query.own else ()
        names = self.names if arguments else None
        query = within(query, self.folder, period=period)
        met = who_met_whom(self.folder, query, arguments, store=self.asked, names=names, parameters=given, period=period)
        answer = met or ask(self.asked, query, arguments, names=names, parameters=given, period=period)
        if not answer.rows:
            # Where an endpoint holds no graph, that is no answer.
            _ = self.base
        # Asked about a name, an answer says itself what of it the period leaves out.
        left_out = notes_on_period(self.asked, answer.rows) if period and not arguments else ()
        return replace(answer, notes=(*answer.notes, *notes, *left_out))

    def show(self, name: str) -> Shown:
        """Everything known of a person, office, body, agreement, topic, place or event, or of a source by its id."""
        from vjgraph.showing import show

        return show(self.asked, name, names=self.names, queries=self.queries)

    def why(self, name: str) -> Why:
        """What a written name means here, by which recorded form and rules; what is nearest where it means nothing."""
        from vjgraph.explaining import explain

        return explain(self.asked, name, names=self.names)

    def network(
        self,
        projection: str = "people",
        *,
        year: str | int | None = None,
        from_: str | int | None = None,
        to: str | int | None = None,
        weight: str = "count",
        measures: bool = False,
        multi: bool = False,
    ) -> nx.Graph[str]:
        """A projection as a networkx graph: `people`, `ministries`, `bodies` or `topics`.

        A period holds before anything is counted. `weight` is `count` or `newman`; with `measures` every node carries those of
        `vjgraph.measures`; with `multi` there is an edge for each meeting in place of one for each pair. `graph.graph["notes"]`
        says what was left out or estimated.
        """
        from vjgraph import network

        query, parameters = network.check_projection(projection, weight)
        answer = self.query(query, year=year, from_=from_, to=to, parameters=parameters)
        nodes = network.describe_nodes(select(self.asked, network.nodes_query(projection)), select(self.asked, network.SEATS))
        topics = projection == "topics"
        graph = network.topic_network(answer, nodes) if topics else network.meeting_network(answer, nodes, weight=weight)
        if projection in network.BODIES:
            dated = year is not None or from_ is not None or to is not None
            told = self.query("milestones", year=year, from_=from_, to=to) if dated else self.query("agreements", of="all")
            network.add_instruments(graph, select(self.asked, network.PARTIES), told, nodes, among=projection)
        notes = [*answer.notes]
        if measures:
            from vjgraph.measures import measure

            measured = measure(graph)
            for node, values in measured.of.items():
                graph.nodes[node].update(values)
            notes += measured.notes
        graph.graph |= {"projection": projection, "notes": notes}
        return network.parallel(graph) if multi else graph

    def ties(self, *, year: str | int | None = None, from_: str | int | None = None, to: str | int | None = None) -> Ties:
        """How often people met, as columns of numbers (`vjgraph.ties`): the edges of `network()` without their meetings."""
        from vjgraph.ties import count_ties, number_encounters, read_encountered

        period = read_period(year, from_, to)
        met = [*read_encountered(self.folder, period=period)] if self.folder else []
        if not met:
            rows = self.query(QUERY, year=year, from_=from_, to=to)
            met = [(row["a_id"], row["b_id"], row["a"], row["b"], row["certainty"] == "certain") for row in rows]
        return count_ties(number_encounters(met))

    def to_pyvis(self, projection: str = "people") -> Network:
        """What the page draws as a pyvis `Network`: `people`, `bodies`, `topics` or `meetings`, every node placed."""
        from vjgraph.explorer import to_pyvis

        return to_pyvis(self.asked, base=self.base, projection=projection)

    def view(
        self,
        name: str = "",
        *,
        hops: int | None = None,
        year: str | int | None = None,
        from_: str | int | None = None,
        to: str | int | None = None,
    ) -> Page:
        """The page, which a notebook shows and `.write("map.html")` makes a file of.

        It opens with the whole graph, or around a named thing (1 to 3 steps), and in a period; all else is a click away.
        """
        from vjgraph.explorer import render
        from vjgraph.explorer.opening import Page

        if name.endswith(".html"):
            raise UsageError(f"view() takes a name: .view().write('{name}') writes the page to a file")
        iri = self.names.resolve(tuple(CLASSES), name) if name else ""
        period = read_period(year, from_, to)
        page = render(self.asked, base=self.base, title=self.title, thing=iri, hops=hops, period=period)
        return Page(page, self.title)

    def export(self, path: str | Path, *, parts: str | None = None) -> Path:
        """Write the graph in the format of the file's ending; quads have one graph a source. What was written.

        With `parts` it is a folder of sorted, gzipped parts for bulk loaders, and their list: quads (`nq`), or triples (`nt`).
        """
        target, store = Path(path), self.store
        if parts is not None:
            from vjgraph.building.publishing import export_parts

            export_parts(target, self.folder or open_generation(self.project), ending=parts, base=self.settings.base)
            return target
        from vjgraph.exporting import export_format, to_turtle, write_bytes

        format = export_format(target)
        if format in ("TRIG", "N_QUADS"):
            write_bytes(target, self._quads(format))
        else:
            ntriples = dump_ntriples(store)
            write_bytes(target, to_turtle(ntriples, base=self.settings.base) if format == "TURTLE" else ntriples)
        return target

    def _quads(self, format: str) -> bytes:
        from vjgraph.building.publishing import read_nquads
        from vjgraph.exporting import to_trig

        folder = self.folder or open_generation(self.project)
        quads = b"".join(read_nquads(folder, base=self.settings.base))
        return to_trig(quads, base=self.settings.base) if format == "TRIG" else b"".join(sorted(quads.splitlines(keepends=True)))

    @cached_property
    def rdflib(self) -> rdflib.Dataset:
        """An rdflib Dataset over the same store; it is read-only."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store))

    def __repr__(self) -> str:
        if self.endpoint:
            return f"<vjgraph.Graph at {self.endpoint.shown}>"
        # How many triples a store holds takes it long to say.
        return f"<vjgraph.Graph of {self.project.name}>"


def load(project: str | Path = ".") -> Graph:
    """Open the graph a project was last built to; raise `StoreError` where there is none."""
    return Graph(project)


def connect(address: str, *, project: str | Path = ".") -> Graph:
    """Ask the graph behind a SPARQL endpoint, with the named queries and those of a project's `queries/`.

    Nothing is asked yet. Raises `UsageError` for what is no web address.
    """
    return Graph(project, endpoint=address)


def _endpoint(address: str) -> Endpoint:
    # What speaks HTTP costs only those who ask elsewhere.
    from vjgraph.endpoint import Endpoint

    return Endpoint(address)
