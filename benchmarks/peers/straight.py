"""JSON Lines into N-Quads as straight as Python goes: names are found in dicts, templates are filled, nothing is checked.

What is wrong in a source is not noticed, and nothing is kept of it but its quads, sorted, each once: a program on the same
interpreter that looks for faults, or keeps facts for what follows from them, takes more time and memory than this one. Asked
to, it reads its lines as vjgraph reads them, so that types and doubled keys are checked, by msgspec's compiled code: the first
check of any compiler, and the cheapest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import yaml

Record = dict[str, Any]
PREFIXES = {
    "vj": "https://w3id.org/vjgraph/ns#", "k": "https://w3id.org/vjgraph/kinds/", "e": "https://w3id.org/vjgraph/id/event/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "dcterms": "http://purl.org/dc/terms/", "sdo": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#", "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "edtf": "http://id.loc.gov/datatypes/edtf/",
}  # fmt: skip
CLASSES = {
    "people": "person", "organisations": "organisation", "offices": "office", "agreements": "agreement", "topics": "topic",
    "places": "place",
}  # fmt: skip
SECTIONS = (("visits", "Visit", "visit"), ("meetings", "Meeting", "meeting"), ("events", "OtherEvent", "event"))
COUNTS = {"host", "guest"}


def quads(told: str, *fields: str) -> Callable[..., str]:
    """What makes the quads of a subject `{s}` in a graph `{g}`, of these two and what else stands in braces: an f-string.

    Predicate and object stand between semicolons, with a subject of their own where they begin with a brace.
    """
    text = "".join(f"{one if one[0] == '{' else '{s} ' + one} {{g}} .\n" for one in told.split(" ; "))
    text = text.replace(" a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ")
    text = re.sub(r"(?<=[ ^])([a-z]+):([\w/{}-]*)", lambda found: f"<{PREFIXES[found[1]]}{found[2]}>", text)
    made: Callable[..., str] = eval(f"lambda {', '.join(('s', 'g', *fields))}: f{text!r}")
    return made


HEADER = quads(
    'a vj:Source ; a sdo:NewsArticle ; a prov:Entity ; rdfs:label "{title}"@{lang} ; dcterms:title "{title}"@{lang} ; '
    'dcterms:identifier "{id}" ; dcterms:issued "{day}"^^edtf:EDTF ; dcterms:language "{lang}"', "title", "lang", "id", "day"
)  # fmt: skip
OPTIONAL = {
    "publisher": quads('dcterms:publisher "{o}"', "o"), "text_sha256": quads('vj:textHash "{o}"', "o"),
    "address": quads("sdo:url <{o}>", "o"), "derived_from": quads('vj:derivedFrom "{o}"', "o"),
}  # fmt: skip
EVIDENCE = quads(
    'a vj:Evidence ; vj:source {g} ; vj:quote "{quote}"@{lang} ; rdfs:label "“{quote}”"@{lang} ; '
    'vj:paragraph "{par}"^^xsd:integer', "quote", "lang", "par"
)  # fmt: skip
POSITION = quads('vj:position "{o}"^^xsd:integer', "o")
NAMED = quads("vj:evidence {words} ; {g} vj:mentions {s}", "words")
ATTESTATION = quads(
    'a vj:Attestation ; rdfs:label "{label}"@en ; vj:person {who} ; vj:office {office} ; {g} vj:mentions {office} ; '
    "vj:holding k:holding/{how} ; vj:source {g} ; vj:evidence {words}", "label", "who", "office", "how", "words"
)  # fmt: skip
ATTESTED_ON = quads('vj:attestedOn "{o}"^^edtf:EDTF', "o")
BODY, RANK = quads("{g} vj:mentions {o}", "o"), quads('vj:rank "{o}"', "o")
EVENT = quads(
    "a vj:{type} ; a vj:Event ; a sdo:Event ; a sem:Event ; vj:evidence {words} ; {g} vj:mentions {s} ; "
    "vj:kind k:{scheme}/{kind} ; vj:status k:status/{status}", "type", "words", "scheme", "kind", "status"
)  # fmt: skip
DATE, DURING = quads('vj:date "{o}"^^edtf:EDTF', "o"), quads("vj:during e:{o}", "o")
PLACE, PLACE_REASON = quads("vj:place {o} ; {g} vj:mentions {o}", "o"), quads('vj:placeReason "{o}"@en', "o")
AFTER, HANDLES = quads("{o} vj:before {s}", "o"), quads("vj:handles {o} ; {g} vj:mentions {o}", "o")
PARTICIPATION = quads(
    "a vj:Participation ; vj:event {event} ; vj:participant {who} ; vj:role k:role/{role} ; vj:side {side} ; "
    "vj:evidence {words}", "event", "who", "role", "side", "words"
)  # fmt: skip
CAPACITY, REPRESENTS = quads("vj:inCapacity {o}", "o"), quads("vj:represents {o}", "o")
DELEGATION = quads(
    'vj:asDelegation "true"^^xsd:boolean ; vj:represents {body} ; {g} vj:mentions {body} ; {leader} vj:leads {s} ; '
    '{leader} vj:reason "as the named head of the delegation of {label}"@en', "body", "leader", "label"
)  # fmt: skip
STATEMENT = quads(
    'a vj:Statement ; vj:event {event} ; vj:act k:act/{act} ; rdfs:label "{label}"@en ; vj:evidence {words}',
    "event", "act", "label", "words"
)  # fmt: skip
SPEAKER, JOINT = quads("vj:speaker {o}", "o"), quads('vj:joint "true"^^xsd:boolean')
ADDRESSEE = quads('vj:addressee {o} ; vj:addresseeReason "not told, taken as the counterpart on the other side"@en', "o")
SAYS, ANSWERS = quads('vj:says "{o}"@en', "o"), quads("vj:answers {o}", "o")
ABOUT = quads("vj:about {o} ; {g} vj:mentions {o}", "o")
QUANTITY = quads(
    'a vj:Quantity ; rdfs:label "{value} {unit} of {of}"@en ; {statement} vj:quantity {s} ; '
    'vj:value "{value}"^^xsd:decimal ; vj:unit "{unit}"@en ; vj:counted "{of}"@en', "statement", "value", "unit", "of"
)  # fmt: skip
MILESTONE = quads(
    'a vj:Milestone ; rdfs:label "{label}"@en ; vj:agreement {agreement} ; vj:kind k:milestone/{state} ; '
    'vj:date "{date}"^^edtf:EDTF ; vj:evidence {words}', "label", "agreement", "state", "date", "words"
)  # fmt: skip
MILESTONE_AT, SIGNATORY = quads("vj:event e:{o}", "o"), quads("vj:signatory {o}", "o")


class Known:
    """Who is who: the IRI of each name by class; and by IRI its label, state, last segment, and the body of an office."""

    def __init__(self, folder: Path) -> None:
        self.named: dict[str, dict[str, str]] = {}
        entries: dict[str, Record] = {}
        for group, path in CLASSES.items():
            names = self.named[group] = {}
            for id, entry in (yaml.load((folder / f"{group}.yaml").read_bytes(), Loader=yaml.CSafeLoader) or {}).items():
                iri = f"<https://w3id.org/vjgraph/id/{path}/{id}>"
                entries[iri] = entry
                names |= dict.fromkeys((id, entry["en"], *entry.get("aliases", ())), iri)
        bodies = self.named["organisations"]
        self.label = {iri: entry["en"] for iri, entry in entries.items()}
        self.family = {iri: entry.get("family", "") for iri, entry in entries.items()}
        self.state = {iri: bodies.get(entry.get("country", ""), "") for iri, entry in entries.items()}
        self.body = {iri: bodies.get(entry.get("body", ""), "") for iri, entry in entries.items()}
        self.tail = {iri: iri[iri.rindex("/") + 1 : -1] for iri in entries}


def escaped(text: str) -> str:
    """A text as it stands in a literal."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


class Sheet:
    """What one source says, as text."""

    def __init__(self, record: Record, known: Known, verbs: dict[str, str]) -> None:
        header = record["source"]
        self.record, self.known, self.verbs = record, known, verbs
        self.graph = f"<https://w3id.org/vjgraph/id/source/{record['id']}>"
        self.language, self.day = header["language"], header["published"]
        self.paragraphs = header["text"].strip().split("\n\n") if "text" in header else []
        self.people = {name: known.named["people"][name] for name in record["people"]}
        self.people |= {known.family[iri]: iri for iri in self.people.values()}
        self.offices: dict[str, str] = {}
        self.told: list[str] = []

    def add(self, template: Callable[..., str], subject: str, *fields: object) -> None:
        self.told.append(template(subject, self.graph, *fields))

    def named(self, group: str, name: str) -> str:
        return self.known.named[group][name]

    def write(self) -> bytes:
        """Its quads, sorted, each once."""
        record, header = self.record, self.record["source"]
        title = escaped(header.get("title") or record["id"])
        self.add(HEADER, self.graph, title, self.language, record["id"], self.day)
        for key in OPTIONAL.keys() & header.keys():
            self.add(OPTIONAL[key], self.graph, escaped(header[key]))
        for name, entry in record["people"].items():
            self.person(self.people[name], entry)
        for section, type, scheme in SECTIONS:
            for entry in record.get(section, ()):
                self.occasion(entry, type, scheme)
        for entry in record.get("agreements", ()):
            self.agreement(entry)
        for entry in record.get("mentions", ()):
            self.add(NAMED, self.named("topics", entry["name"]), self.words(entry))
        return "".join(sorted(set("".join(self.told).splitlines(keepends=True)))).encode()

    def words(self, entry: Record) -> str:
        quote, par = entry["quote"], entry["par"]
        node = f"{self.graph[:-1]}/e-{digest(par, quote)}>"
        self.add(EVIDENCE, node, escaped(quote), self.language, par)
        if self.paragraphs:
            self.add(POSITION, node, self.paragraphs[int(par) - 1].index(quote))
        return node

    def person(self, person: str, entry: Record) -> None:
        known, words = self.known, self.words(entry)
        office = self.offices[person] = self.named("offices", entry.get("as") or entry["acting"])
        how, says = ("acting", "acts as") if "acting" in entry else ("holds", "holds")
        node = f"{self.graph[:-1]}/{known.tail[person]}/{known.tail[office]}>"
        label = f"{known.label[person]} {says} {known.label[office]}"
        self.add(NAMED, person, words)
        self.add(ATTESTATION, node, label, person, office, how, words)
        # Of a copy the day follows from what it was taken from.
        if "derived_from" not in self.record["source"]:
            self.add(ATTESTED_ON, node, self.day)
        if body := known.body[office]:
            self.add(BODY, office, body)
        if "rank" in entry:
            self.add(RANK, node, entry["rank"])

    def occasion(self, entry: Record, type: str, scheme: str) -> None:
        event, words = f"<https://w3id.org/vjgraph/id/event/{entry['id']}>", self.words(entry)
        kind, status = entry["kind"], entry.get("status", "held")
        self.add(EVENT, event, type, words, scheme, kind, status)
        if "date" in entry:
            self.add(DATE, event, entry["date"])
        if "place" in entry:
            self.add(PLACE, event, self.named("places", entry["place"]))
        if "inferred" in entry:
            self.add(PLACE_REASON, event, escaped(entry["inferred"]["place"]))
        if "during" in entry:
            self.add(DURING, event, entry["during"])
        if "after" in entry:
            self.add(AFTER, event, f"<https://w3id.org/vjgraph/id/event/{entry['after']}>")
        for name in entry.get("agreements", ()):
            self.add(HANDLES, event, self.named("agreements", name))
        roles = {"visitor": entry["visitor"]} if "visitor" in entry else entry.get("participants", {})
        parties: list[tuple[str, str]] = []
        for role, listed in roles.items():
            for who in listed if isinstance(listed, list) else [listed]:
                present = self.delegation(event, role, who, words) if isinstance(who, dict) else [self.people[who]]
                if isinstance(who, str):
                    self.participation(event, role, present[0], words)
                if role in COUNTS:
                    parties += [(one, self.known.state[one]) for one in present]
        self.statements(event, entry.get("statements", ()), parties)

    def delegation(self, event: str, role: str, who: Record, words: str) -> list[str]:
        body, head = self.named("organisations", who["delegation_of"]), self.people[who["head"]]
        led, leader = (self.participation(event, role, one, words) for one in (body, head))
        self.add(DELEGATION, led, body, leader, self.known.label[body])
        return [body, head]

    def participation(self, event: str, role: str, who: str, words: str) -> str:
        node = f"{event[:-1]}/{self.known.tail[who]}>"
        self.add(PARTICIPATION, node, event, who, role, self.known.state[who], words)
        if office := self.offices.get(who):
            self.add(CAPACITY, node, office)
            if body := self.known.body[office]:
                self.add(REPRESENTS, node, body)
        return node

    def statements(self, event: str, entries: list[Record], parties: list[tuple[str, str]]) -> None:
        known, nodes, taken = self.known, {}, set()
        for entry in entries:
            both, act = entry["by"] == "both", entry["act"]
            speakers = sorted({state for _, state in parties}) if both else [self.people[entry["by"]]]
            name = digest(self.record["id"], *sorted(known.tail[one] for one in speakers), act, entry["quote"])
            number, node = 1, f"{event[:-1]}/s-{name}>"
            while node in taken:
                number += 1
                node = f"{event[:-1]}/s-{name}-{number}>"
            taken.add(node)
            nodes[entry.get("id")] = node
            verb = re.sub("^(\\w+?)(?:(?<=ss)e)?s\\b", r"\1", self.verbs[act]) if both else self.verbs[act]
            said = entry.get("says") or ", ".join(entry["about"])
            label = f"{' and '.join(sorted(known.label[one] for one in speakers))} {verb}: {escaped(said)}"
            self.add(STATEMENT, node, event, act, label, self.words(entry))
            for one in speakers:
                self.add(SPEAKER, node, one)
            if both:
                self.add(JOINT, node)
            for one, state in () if both else parties:
                if state != known.state[speakers[0]]:
                    self.add(ADDRESSEE, node, one)
            if "says" in entry:
                self.add(SAYS, node, escaped(entry["says"]))
            for topic in entry.get("about", ()):
                self.add(ABOUT, node, self.named("topics", topic))
            if "answers" in entry:
                self.add(ANSWERS, node, nodes[entry["answers"]])
            for at, quantity in enumerate(entry.get("quantity", ()), start=1):
                self.add(QUANTITY, f"{node[:-1]}/q-{at}>", node, quantity["value"], quantity["unit"], quantity["of"])

    def agreement(self, entry: Record) -> None:
        agreement, words = self.named("agreements", entry["name"]), self.words(entry)
        self.add(NAMED, agreement, words)
        for key in entry.keys() & {"signed", "in_force"}:
            told = entry[key] if isinstance(entry[key], dict) else {"date": entry[key]}
            state = key.replace("_", "-")
            node, label = f"{agreement[:-1]}/{state}>", f"{entry['name']}: {state.replace('-', ' ')}"
            self.add(MILESTONE, node, label, agreement, state, told["date"], words)
            if "at" in told:
                self.add(MILESTONE_AT, node, told["at"])
            if "by" in told:
                self.add(SIGNATORY, node, self.people[told["by"]])


def convert(clock: Any, *, project: str, kinds: str, out: str, typed: bool = False) -> None:
    """Write the quads of a project's JSON Lines, of `typed` records; what acts are called is read before the clock runs."""
    said = re.findall(r'kinds/act/(\S+)> a skos:Concept ;.*?skos:prefLabel "(.*?)"', Path(kinds).read_text("utf-8"), re.DOTALL)
    folder, verbs, decode = Path(project) / "sources", dict(said), msgspec.json.Decoder().decode
    if typed:
        from vjgraph.jsonlines import read_line
    with clock, Path(out).open("wb") as file:
        known = Known(folder / "authorities")
        for path in sorted(folder.glob("*.jsonl")):
            with path.open("rb") as lines:
                for line in lines:
                    if typed and read_line(line, id="", file="", number=1)[1]:
                        raise ValueError(line)
                    file.write(Sheet(decode(line), known, verbs).write())
