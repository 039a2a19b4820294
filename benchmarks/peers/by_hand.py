"""Sources into quads as a program of a day's work does it: PyYAML's C loader (or json), pydantic models, an rdflib dataset.

It knows what the corpora use of the format and no more, and says nothing of what is wrong in a source but what pydantic says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from rdflib import RDF, RDFS, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS, XSD

from peers.records import Agreement, Delegation, Grounded, Milestone, Occasion, Participants, Source, Statement

DATA, KIND = "https://w3id.org/vjgraph/id/", "https://w3id.org/vjgraph/kinds/"
VJ = Namespace("https://w3id.org/vjgraph/ns#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
CLASSES = {
    "people": "person", "organisations": "organisation", "offices": "office", "agreements": "agreement", "topics": "topic",
    "places": "place",
}  # fmt: skip
COUNTS = {"host", "guest"}
STATUS = "status"
UNTOLD = "not told, taken as the counterpart on the other side"


class Known:
    """Who is who: the IRI of each name of each class, and the entry behind each IRI."""

    def __init__(self, folder: Path) -> None:
        self.named: dict[str, dict[str, URIRef]] = {}
        self.entries: dict[URIRef, dict[str, Any]] = {}
        for group, path in CLASSES.items():
            names = self.named[group] = {}
            entries = yaml.load((folder / f"{group}.yaml").read_bytes(), Loader=yaml.CSafeLoader) or {}
            for id, entry in entries.items():
                iri = URIRef(f"{DATA}{path}/{id}")
                self.entries[iri] = entry
                for name in (id, entry["en"], *entry.get("aliases", ())):
                    names[name] = iri

    def label(self, iri: URIRef) -> str:
        return str(self.entries[iri]["en"])

    def state(self, iri: URIRef) -> URIRef:
        return self.named["organisations"][self.entries[iri]["country"]]


def read_verbs(kinds: Path) -> dict[str, str]:
    """How each act is called in a sentence."""
    graph = Graph().parse(kinds)
    acts = f"{KIND}act/"
    return {str(act)[len(acts) :]: str(name) for act, name in graph.subject_objects(SKOS.prefLabel) if str(act).startswith(acts)}


def read_sources(folder: Path) -> Iterator[tuple[str, Source]]:
    """Each source with its id, YAML and JSON Lines."""
    for path in sorted(folder.glob("*.yaml")):
        yield path.stem, Source.model_validate(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                yield record.pop("id"), Source.model_validate(record)


class Writer:
    """Adds what one source says to the graph of that source."""

    def __init__(self, id: str, record: Source, known: Known, verbs: dict[str, str], dataset: Dataset) -> None:
        self.id, self.record, self.known, self.verbs = id, record, known, verbs
        self.source = URIRef(f"{DATA}source/{quote(id, safe='-._~')}")
        self.graph = dataset.graph(self.source)
        self.paragraphs = record.source.text.strip().split("\n\n")
        self.people = {name: known.named["people"][name] for name in record.people}
        self.short: dict[str, URIRef] = {}
        for iri in self.people.values():
            self.short[known.entries[iri]["family"]] = iri
        self.offices: dict[URIRef, URIRef] = {}

    def add(self, subject: URIRef, predicate: URIRef, object: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, object))

    def mention(self, group: str, name: str) -> URIRef:
        """What a name means, of which the source then tells."""
        named = self.known.named[group][name]
        self.add(self.source, VJ.mentions, named)
        return named

    def person(self, name: str) -> URIRef:
        return self.people.get(name) or self.short.get(name) or self.known.named["people"][name]

    def write(self) -> None:
        self.header()
        for name, person in self.record.people.items():
            self.introduce(name, person)
        for kind, section in (("Visit", "visits"), ("Meeting", "meetings"), ("OtherEvent", "events")):
            for occasion in getattr(self.record, section):
                self.occasion(kind, occasion)
        for agreement in self.record.agreements:
            self.agreement(agreement)
        for mention in self.record.mentions:
            self.add(self.mention("topics", mention.name), VJ.evidence, self.evidence(mention))

    def header(self) -> None:
        header, source = self.record.source, self.source
        for cls in (VJ.Source, SCHEMA.NewsArticle, PROV.Entity):
            self.add(source, RDF.type, cls)
        self.add(source, RDFS.label, Literal(header.title or self.id, lang=header.language or "en"))
        self.add(source, DCTERMS.identifier, Literal(self.id))
        self.add(source, DCTERMS.title, Literal(header.title, lang=header.language))
        self.add(source, DCTERMS.issued, Literal(header.published, datatype=EDTF))
        self.add(source, DCTERMS.language, Literal(header.language))
        if header.publisher:
            self.add(source, DCTERMS.publisher, Literal(header.publisher))
        if header.text_sha256:
            self.add(source, VJ.textHash, Literal(header.text_sha256))
        if header.address:
            self.add(source, SCHEMA.url, URIRef(header.address))
        if header.derived_from:
            self.add(source, VJ.derivedFrom, Literal(header.derived_from))

    def evidence(self, entry: Grounded) -> URIRef:
        digest = hashlib.sha256(f"{entry.par}\x1f{entry.quote}".encode()).hexdigest()[:12]
        node, language = URIRef(f"{self.source}/e-{digest}"), self.record.source.language
        self.add(node, RDF.type, VJ.Evidence)
        self.add(node, VJ.source, self.source)
        self.add(node, VJ.quote, Literal(entry.quote, lang=language))
        self.add(node, RDFS.label, Literal(f"“{entry.quote}”", lang=language))
        self.add(node, VJ.paragraph, Literal(entry.par))
        if self.record.source.text:
            self.add(node, VJ.position, Literal(self.paragraphs[entry.par - 1].index(entry.quote)))
        return node

    def introduce(self, name: str, entry: Any) -> None:
        known, person, evidence = self.known, self.people[name], self.evidence(entry)
        self.add(person, VJ.evidence, evidence)
        self.add(self.source, VJ.mentions, person)
        office = self.offices[person] = self.mention("offices", entry.as_ or entry.acting)
        if body := known.entries[office].get("body"):
            self.mention("organisations", body)
        node = URIRef(f"{self.source}/{person.rpartition('/')[2]}/{office.rpartition('/')[2]}")
        holds = "acts as" if entry.acting else "holds"
        self.add(node, RDF.type, VJ.Attestation)
        self.add(node, RDFS.label, Literal(f"{known.label(person)} {holds} {known.label(office)}", lang="en"))
        self.add(node, VJ.person, person)
        self.add(node, VJ.office, office)
        self.add(node, VJ.holding, URIRef(f"{KIND}holding/{'acting' if entry.acting else 'holds'}"))
        self.add(node, VJ.source, self.source)
        if not self.record.source.derived_from:
            self.add(node, VJ.attestedOn, Literal(self.record.source.published, datatype=EDTF))
        if entry.rank:
            self.add(node, VJ.rank, Literal(entry.rank))
        self.add(node, VJ.evidence, evidence)

    def occasion(self, type: str, entry: Occasion) -> None:
        event, evidence, known = URIRef(f"{DATA}event/{entry.id}"), self.evidence(entry), self.known
        for cls in (VJ[type], VJ.Event, SCHEMA.Event, SEM.Event):
            self.add(event, RDF.type, cls)
        self.add(self.source, VJ.mentions, event)
        self.add(event, VJ.evidence, evidence)
        scheme = {"Visit": "visit", "Meeting": "meeting", "OtherEvent": "event"}[type]
        self.add(event, VJ.kind, URIRef(f"{KIND}{scheme}/{entry.kind}"))
        self.add(event, VJ.status, URIRef(f"{KIND}status/{entry.status}"))
        if entry.date:
            self.add(event, VJ.date, Literal(entry.date, datatype=EDTF))
        if entry.place:
            self.add(event, VJ.place, self.mention("places", entry.place))
        if entry.inferred:
            self.add(event, VJ.placeReason, Literal(entry.inferred["place"], lang="en"))
        if entry.during:
            self.add(event, VJ.during, URIRef(f"{DATA}event/{entry.during}"))
        if entry.after:
            self.add(URIRef(f"{DATA}event/{entry.after}"), VJ.before, event)
        for name in entry.agreements:
            self.add(event, VJ.handles, self.mention("agreements", name))
        roles: dict[str, Participants] = {"visitor": entry.visitor} if entry.visitor else entry.participants
        parties: list[tuple[URIRef, URIRef, bool]] = []
        for role, listed in roles.items():
            for who in listed if isinstance(listed, list) else [listed]:
                for one in self.participate(event, role, who, evidence):
                    parties.append((one, known.state(one), role in COUNTS))
        self.statements(event, entry.statements, parties)

    def participate(self, event: URIRef, role: str, who: str | Delegation, evidence: URIRef) -> list[URIRef]:
        known = self.known
        if isinstance(who, str):
            person = self.person(who)
            self.participation(event, role, person, evidence)
            return [person]
        body, head = self.mention("organisations", who.delegation_of), self.person(who.head)
        led = self.participation(event, role, body, evidence)
        self.add(led, VJ.asDelegation, Literal(True))
        self.add(led, VJ.represents, body)
        leader = self.participation(event, role, head, evidence)
        self.add(leader, VJ.leads, led)
        self.add(leader, VJ.reason, Literal(f"as the named head of the delegation of {known.label(body)}", lang="en"))
        return [body, head]

    def participation(self, event: URIRef, role: str, who: URIRef, evidence: URIRef) -> URIRef:
        known, node = self.known, URIRef(f"{event}/{who.rpartition('/')[2]}")
        self.add(node, RDF.type, VJ.Participation)
        self.add(node, VJ.event, event)
        self.add(node, VJ.participant, who)
        self.add(node, VJ.role, URIRef(f"{KIND}role/{role}"))
        self.add(node, VJ.side, known.state(who))
        self.add(node, VJ.evidence, evidence)
        if office := self.offices.get(who):
            self.add(node, VJ.inCapacity, office)
            if body := known.entries[office].get("body"):
                self.add(node, VJ.represents, known.named["organisations"][body])
        return node

    def statements(self, event: URIRef, entries: list[Statement], parties: list[tuple[URIRef, URIRef, bool]]) -> None:
        known, nodes, taken = self.known, {}, set()
        for entry in entries:
            both = entry.by == "both"
            sides = sorted({state for _, state, counts in parties if counts})
            speakers = sides if both else [self.person(entry.by)]
            tails = sorted(speaker.rpartition("/")[2] for speaker in speakers)
            digest = hashlib.sha256("\x1f".join((self.id, *tails, entry.act, entry.quote)).encode()).hexdigest()[:12]
            number, node = 1, URIRef(f"{event}/s-{digest}")
            while node in taken:
                number += 1
                node = URIRef(f"{event}/s-{digest}-{number}")
            taken.add(node)
            nodes[entry.id] = node
            self.add(node, RDF.type, VJ.Statement)
            self.add(node, VJ.event, event)
            self.add(node, VJ.act, URIRef(f"{KIND}act/{entry.act}"))
            for speaker in speakers:
                self.add(node, VJ.speaker, speaker)
            said = entry.says or ", ".join(entry.about)
            names = " and ".join(sorted(map(known.label, speakers)))
            verb = re.sub("^(\\w+?)(?:(?<=ss)e)?s\\b", r"\1", self.verbs[entry.act]) if both else self.verbs[entry.act]
            self.add(node, RDFS.label, Literal(f"{names} {verb}: {said}", lang="en"))
            if both:
                self.add(node, VJ.joint, Literal(True))
            else:
                own = known.state(speakers[0])
                for one, state, counts in parties:
                    if counts and state != own:
                        self.add(node, VJ.addressee, one)
                        self.add(node, VJ.addresseeReason, Literal(UNTOLD, lang="en"))
            if entry.says:
                self.add(node, VJ.says, Literal(entry.says, lang="en"))
            for topic in entry.about:
                self.add(node, VJ.about, self.mention("topics", topic))
            if entry.answers:
                self.add(node, VJ.answers, nodes[entry.answers])
            for at, quantity in enumerate(entry.quantity, start=1):
                part = URIRef(f"{node}/q-{at}")
                self.add(part, RDF.type, VJ.Quantity)
                words = f"{quantity.value} {quantity.unit} of {quantity.of}"
                self.add(part, RDFS.label, Literal(words, lang="en"))
                self.add(node, VJ.quantity, part)
                self.add(part, VJ.value, Literal(str(quantity.value), datatype=XSD.decimal))
                self.add(part, VJ.unit, Literal(quantity.unit, lang="en"))
                self.add(part, VJ.counted, Literal(quantity.of, lang="en"))
            self.add(node, VJ.evidence, self.evidence(entry))

    def agreement(self, entry: Agreement) -> None:
        agreement, evidence = self.mention("agreements", entry.name), self.evidence(entry)
        self.add(agreement, VJ.evidence, evidence)
        for state, written in (("signed", entry.signed), ("in-force", entry.in_force)):
            if not written:
                continue
            told = written if isinstance(written, Milestone) else Milestone(date=written)
            node = URIRef(f"{agreement}/{state}")
            self.add(node, RDF.type, VJ.Milestone)
            self.add(node, RDFS.label, Literal(f"{entry.name}: {state.replace('-', ' ')}", lang="en"))
            self.add(node, VJ.agreement, agreement)
            self.add(node, VJ.kind, URIRef(f"{KIND}milestone/{state}"))
            self.add(node, VJ.date, Literal(told.date, datatype=EDTF))
            if told.at:
                self.add(node, VJ.event, URIRef(f"{DATA}event/{told.at}"))
            if told.by:
                self.add(node, VJ.signatory, self.person(told.by))
            self.add(node, VJ.evidence, evidence)


def convert(clock: Any, *, project: str, kinds: str, out: str) -> None:
    """Write the quads of a project's sources; the kinds are read before the clock runs."""
    folder, verbs = Path(project) / "sources", read_verbs(Path(kinds))
    with clock:
        known, dataset = Known(folder / "authorities"), Dataset()
        for id, record in read_sources(folder):
            Writer(id, record, known, verbs, dataset).write()
        dataset.serialize(out, format="nquads", encoding="utf-8")
