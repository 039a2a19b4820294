"""The sheet one source is compiled on: its triples so far, its problems, and the lookups every section shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import attrgetter

from vjgraph.authorities import is_slug
from vjgraph.consulting import Answer, Pair, Register, register
from vjgraph.dates import Bounds, meet, parse_date
from vjgraph.diagnosing import Problem
from vjgraph.errors import DateError
from vjgraph.facts import AttestationFact, MilestoneFact, OccasionFact, Reference
from vjgraph.identifying import LocalNames, Resolver
from vjgraph.kinds import Kinds
from vjgraph.model import Grounded, Names, StatementEntry
from vjgraph.nearness import nearest
from vjgraph.quoting import MAX_WORDS, Found, count_words, is_long, locate, plain
from vjgraph.reading import Document
from vjgraph.terms import Triple, entity, integer, kind, passage, text
from vjgraph.vocabulary import LABEL, TYPE, expand, vj
from vjgraph.yamltext import KEY, Path

UNKNOWN = ""
"""The id of those a document introduces and nobody knows, which is said once, where they are introduced."""
ANYBODY = ("people", "organisations")
ANYTHING = ("topics", "agreements", "organisations", "people", "places", "offices")


def begin(document: Document, *, resolver: Resolver, kinds: Kinds, base: str, paragraphs: Sequence[str] | None = None) -> Draft:
    """An empty sheet for a document."""
    return Draft(document, entity(base, "sources", document.id), register(resolver, base), kinds, paragraphs)


@dataclass(slots=True)
class Draft:
    """State of compiling one document."""

    document: Document
    source: str
    """The IRI of the document."""
    register: Register
    kinds: Kinds
    paragraphs: Sequence[str] | None = None
    """The document's text where it is at hand; quotes are held against it."""
    written: date | None = None
    """The last day on which the document can have been written: the one after it was published, for days begin elsewhere."""
    local: LocalNames = field(default_factory=LocalNames)
    capacities: dict[str, list[str]] = field(default_factory=dict)
    """The offices each person holds or acts in, as this document says."""
    elsewhen: dict[tuple[str, str], Bounds] = field(default_factory=dict)
    """The days of the offices, each with its person, that this document attests only for days of their own."""
    when: Bounds = field(default_factory=Bounds)
    """The days of the occasion that is being compiled, as far as this document tells them."""
    local_occasions: dict[str, list[str]] = field(default_factory=dict)
    """The ids of the occasions of this document by id, and by title where that is no id."""
    triples: list[Triple] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    used_kinds: set[Pair] = field(default_factory=set)
    taken: dict[int, Answer] = field(default_factory=dict)
    """The answers of the authorities, each once."""
    consulted: set[Pair] = field(default_factory=set)
    """The entries that are read besides, and the occasions decided on."""
    mentioned: set[str] = field(default_factory=set)
    """The people, bodies, offices, instruments, topics and places that the document's facts name, and the bodies of offices."""
    occasions: list[OccasionFact] = field(default_factory=list)
    attestations: list[AttestationFact] = field(default_factory=list)
    milestones: list[MilestoneFact] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    quotes: int = 0
    verified: int = 0
    covered: list[Found] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, object: str) -> None:
        """Add one triple; the predicate is a prefixed name."""
        self.triples.append((subject, expand(predicate), object))

    def type(self, subject: str, *types: str) -> None:
        """Say of what classes something is."""
        self.triples += [(subject, TYPE, expand(name)) for name in types]

    def problem(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Note an error at a path of the source."""
        self.problems.append(Problem(path, code, message, hint))

    def take(self, answer: Answer) -> str:
        """An answer of the authorities; what it rests on is what this document owes to them."""
        self.taken[id(answer)] = answer  # the register mostly gives the same one each time
        return answer.value

    def owed(self) -> tuple[frozenset[Pair], frozenset[Pair], frozenset[Pair]]:
        """What was looked up, consulted and brought in by all answers taken."""
        answers = self.taken.values()
        return (
            frozenset(chain.from_iterable(map(attrgetter("lookups"), answers))),
            frozenset(chain(self.consulted, chain.from_iterable(map(attrgetter("consulted"), answers)))),
            frozenset(chain.from_iterable(map(attrgetter("entities"), answers))),
        )

    def introduce(self, name: str, id: str, *, called: Sequence[str] = ()) -> None:
        """Make an entry of the authorities known in this document under its names, the one given here and others."""
        self.consulted.add(("people", id))
        self.local.add(self.register.introduced(id, (name, *called)))

    def find(self, path: Path, groups: tuple[str, ...], name: str, *, mention: bool = True) -> tuple[str, str] | None:
        """The class and IRI of what a name means; short forms count for the people this document introduces.

        Who is not told of, but told apart, is no `mention`.
        """
        if not name.strip():
            self.problem(path, "unknown-name", "there is no name here", "write one, or leave the key out")
            return None
        if ids := self._introduced(groups, name) if "people" in groups else ():
            if UNKNOWN in ids:
                return None
            if len(ids) > 1:
                message = f"'{name}' can be {' or '.join(ids)} in this source"
                self.problem(path, "ambiguous-name", message, "write the full name, or the id")
                return None
            return "people", entity(self.register.base, "people", ids[0])
        answer = self.register.named(groups, name)
        if iri := self.take(answer):
            if mention:
                self.mentioned.add(iri)
                # Who names an office names the body it is in.
                if answer.entities[0][0] == "offices" and (body := self.take(self.register.body(iri))):
                    self.mentioned.add(body)
            return answer.entities[0][0], iri
        self.problems.append(self.register.resolver.problem(groups, name)._replace(path=path))
        return None

    def _introduced(self, groups: tuple[str, ...], name: str) -> Sequence[str]:
        """The people of this document a name can mean; a short form gives way to what bears the name in full."""
        if ids := self.local.find(name):
            return ids
        return [] if self.take(self.register.besides_people(groups, name)) else self.local.find_short(name)

    def named(self, path: Path, groups: tuple[str, ...], names: Names, *, mention: bool = True) -> list[str]:
        """The IRIs of one name or several."""
        if not names:
            return []
        listed = [(path, names)] if isinstance(names, str) else [((*path, i), name) for i, name in enumerate(names)]
        return [pair[1] for at, name in listed if (pair := self.find(at, groups, name, mention=mention))]

    def offices(self, person: str) -> Sequence[str]:
        """The offices somebody holds or acts in, as this document says, where they can be those of the occasion's days."""
        offices = self.capacities.get(person, ())
        if not self.elsewhen:
            return offices
        return [office for office in offices if meet(self.elsewhen.get((person, office), Bounds()), self.when)]

    def label(self, iri: str) -> str:
        """The English name of an entity."""
        return self.take(self.register.label(iri))

    def kind(self, path: Path, scheme: str, name: str) -> str | None:
        """The IRI of a kind, which is then used with all that is broader."""
        if (scheme, name) in self.used_kinds:
            return kind(scheme, name)
        known = self.kinds.of[scheme]
        if name not in known:
            # Who wrote 'promises' did not mean 'proposes'.
            hint = f"{nearest(name, list(known), least=85)}\nkinds: {', '.join(known)}".strip()
            self.problem(path, f"unknown-{scheme}", f"no kind of {scheme} is called '{name}'", hint)
            return None
        broader = name
        while broader and (scheme, broader) not in self.used_kinds:
            self.used_kinds.add((scheme, broader))
            broader = known[broader].broader
        return kind(scheme, name)

    def slug(self, path: Path, id: str) -> bool:
        """Whether a text can be the id of an occasion; a problem where it cannot."""
        if is_slug(id):
            return True
        self.problem(path, "id", f"'{id}' is no id", "use small letters, digits and hyphens, as 'roe-doe-2019'")
        return False

    def occasion(self, id: str) -> str:
        """The IRI of an occasion by its id, or by another id that was decided to be the same."""
        self.consulted.add(("occasions", id))
        return entity(self.register.base, "occasions", self.register.resolver.authorities.standing("occasions", id))

    def refer(self, path: Path, subject: str, predicate: str, id: str, *, inverse: bool = False) -> None:
        """Point to an occasion by its id (or from it); whether there is one is known when all sources are compiled."""
        if self.slug(path, id):
            target = self.occasion(id)
            self.add(*((target, predicate, subject) if inverse else (subject, predicate, target)))
            self.references.append(Reference(path, target))

    def date(self, path: Path, value: str) -> Bounds | None:
        """The bounds of a date; `None` and a problem where it is none."""
        try:
            return parse_date(value)
        except DateError as error:
            self.problem(path, "date", error.message, error.hint)
            return None

    def evidence(self, entry: Grounded, path: Path, inherited: Sequence[str] = ()) -> Sequence[str]:
        """The evidence nodes of an entry's passages, else those of what holds it."""
        if entry.inferred:
            self._reasons(entry, path)
        if entry.par and not entry.quote:
            self.problem((*path, "par"), "paragraph", "a paragraph without a quote", "add 'quote: …', its words")
            return [self._passage("", entry.par, path)]
        if not entry.also and entry.quote and not entry.quote.isspace():
            return [self._passage(entry.quote, entry.par, path)]
        passages = [(path, entry.quote, entry.par)] if entry.quote else []
        passages += [((*path, "also", index), one.quote, one.par) for index, one in enumerate(entry.also)]
        for at, quote, _ in passages:
            if not quote.strip():
                self.problem((*at, "quote"), "paragraph", "a passage without a quote", "add its words, or leave it out")
        if passages:
            return [self._passage(quote, par, at) for at, quote, par in passages]
        if inherited:
            return inherited
        self.warnings.append(Problem(path, "no-quote", "no words of the document stand behind this", "add 'quote: …'"))
        return [self._passage("", 0, path)]

    def _reasons(self, entry: Grounded, path: Path) -> None:
        """What is inferred is a field of the entry, and inferred for a reason."""
        fields = {*entry.__struct_encode_fields__, "role", "office", *getattr(entry, "participants", ())}
        if isinstance(entry, StatementEntry):
            fields.add("occasion")
        for name, why in entry.inferred.items():
            at = (*path, "inferred", name)
            if name not in fields:
                hint = nearest(name, sorted(fields)) or "name the key whose value is not written down in the document"
                self.problem((*at, KEY), "inferred", f"there is no '{name}' here that could be inferred", hint)
            elif not why.strip():
                self.problem(at, "inferred", f"'{name}' is inferred, and nothing says why", "say why in a few words")

    def _passage(self, written: str, par: int, path: Path) -> str:
        quote = plain(written)
        header = self.document.record.source
        position = None
        if quote:
            self.quotes += 1
            if self.paragraphs is not None:
                found = locate(quote, par, self.paragraphs, path)
                if isinstance(found, Problem):
                    self.problems.append(found)
                else:
                    self.verified += 1
                    self.covered.append(found)
                    par, position = found.par, found.start
            elif par < 1:
                self.problem(
                    (*path, "par"), "paragraph", "the paragraph is not told", "add 'par: …', the number of the non-empty line"
                )
            if not header.text and is_long(quote):
                hint = "keep the words that find the place; ' ... ' stands for a gap"
                self.problem(
                    (*path, "quote"),
                    "quote-long",
                    f"{count_words(quote)} words are quoted of a text that is not shared; {MAX_WORDS} may be",
                    hint,
                )
        # A language that is not told is undetermined, as BCP 47 has it.
        language = header.language or "und"
        node = passage(self.source, par, quote)
        label = text(f"“{quote}”", language) if quote else text(f"the whole of {self.document.id}", "en")
        self.triples += ((node, TYPE, vj.Evidence), (node, vj.source, self.source), (node, LABEL, label))
        if quote:
            self.triples.append((node, vj.quote, text(quote, language)))
        if par:
            self.triples.append((node, vj.paragraph, integer(par)))
        if position is not None and header.text:
            self.triples.append((node, vj.position, integer(position)))
        return node

    def ground(self, subject: str, evidence: Sequence[str]) -> None:
        """Say on what evidence something stands."""
        self.triples += [(subject, vj.evidence, node) for node in evidence]
