"""Invented news: each story that happens is told by one to four sources, with offices, statements, words and paragraphs."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from typing import Any

from happenings import Happenings, Met, Story, iso
from world import DAYS, Instrument, Person, World, invent_world, pick

Record = dict[str, Any]
"""One source, as the format has it."""

_TELLINGS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)
_ACTS = (
    ("states", "spoke of"), ("affirms", "affirmed"), ("stresses", "stressed"), ("recalls", "recalled"), ("hopes", "hoped for"),
    ("supports", "supported"), ("welcomes", "welcomed"), ("proposes", "proposed"), ("requests", "asked for"),
    ("offers", "offered"), ("pledges", "pledged"), ("announces", "announced"), ("thanks", "gave thanks for"),
)  # fmt: skip
_ANSWERS = (("accepts", "accepted the proposal on"), ("agrees-to-consider", "agreed to consider"), ("thanks", "gave thanks for"))
_MET = ("met", "held talks with", "called on", "was received by", "sat down with", "saw")
_WHEN = ("this year", "next year", "soon", "in coming months", "as planned", "before long", "without delay")


def write_news(*, sources: int, seed: int = 1, world: World | None = None) -> Iterator[tuple[str, Record]]:
    """So many sources in the order of their days, each with its id; the same ones for the same numbers."""
    return _Newsroom(world or invent_world(sources=sources, seed=seed), sources, seed).write()


class _Newsroom:
    """Tells the stories; state is what has happened, and the day on which the last source was published."""

    def __init__(self, world: World, sources: int, seed: int) -> None:
        self.world, self.sources = world, sources
        self.chance = random.Random(f"news {seed}")
        self.happenings = Happenings(world, sources=sources, chance=self.chance)
        self.published = 0

    def write(self) -> Iterator[tuple[str, Record]]:
        """All sources, each with its id."""
        written = number = 0
        while written < self.sources:
            day = written * DAYS // self.sources
            if not (story := self.happenings.happen(number, day)):
                continue
            number += 1
            if number % 1000 == 0:
                self.happenings.forget(day)
            first = ""
            apart = self.chance.random() < 0.035
            for telling in range(min(self.chance.choice(_TELLINGS), self.sources - written)):
                id, record = self._tell(story, telling, first, written, apart and telling == 1)
                first = first or id
                written += 1
                yield id, record

    def _tell(self, story: Story, telling: int, first: str, written: int, apart: bool) -> tuple[str, Record]:
        chance = self.chance
        published = self.published = max(self.published, story.day + chance.choice((0, 0, 1, 1, 2)))
        id = f"{iso(published)}-{written:07}"
        sheet = _Sheet(shared=written % 7 == 0)
        told = story.meetings
        if telling and len(told) > 1:
            told = chance.sample(told, len(told) - 1)
        people = {one.number: one for met in told for one in (met.guest, met.host, *met.others)}
        if chance.random() < 0.05 and (named := self.world.holder(pick(chance, self.world.weights), story.day)):
            people.setdefault(named.number, named)
        body: Record = {"people": {one.name: self._person(one, sheet) for one in people.values()}}
        if story.visit and (telling == 0 or chance.random() < 0.4):
            place = story.visit["place"]
            body["visits"] = [story.visit | sheet.words(f"on a visit to {place}")]
        families = [one.family for one in people.values()]
        short = {one.number: one.family for one in people.values() if families.count(one.family) == 1}
        body["meetings"] = [self._met(met, story, sheet, short, apart) for met in told]
        if story.signing:
            body["events"] = [self._signing(story, story.signing, told[0], sheet)]
        if instruments := self._instruments(story, told[0], sheet):
            body["agreements"] = instruments
        if chance.random() < 0.1:
            name = chance.choice(self.world.topics)[0]
            body["mentions"] = [{"name": name} | sheet.words(f"a word on {name}")]
        return id, {"source": self._header(id, published, told[0], first, sheet)} | body

    def _header(self, id: str, published: int, met: Met, first: str, sheet: _Sheet) -> Record:
        chance = self.chance
        header: Record = {"format": "1"}
        if chance.random() < 0.85:
            header["publisher"] = self.world.publishers[min(int(chance.expovariate(0.15)), len(self.world.publishers) - 1)]
        header["title"] = f"{met.guest.name} meets {met.host.name}"
        header["published"] = iso(published)
        header["language"] = chance.choices(("en", "vi", "ja"), (80, 13, 7))[0]
        if chance.random() < 0.3:
            header["address"] = f"https://news.example.org/{id}"
        if sheet.shared:
            header["text"] = "\n\n".join(sheet.paragraphs) + "\n"
        else:
            header["text_sha256"] = hashlib.sha256(id.encode()).hexdigest()
        if first and chance.random() < 0.1:
            header["derived_from"] = first
        return header

    def _person(self, one: Person, sheet: _Sheet) -> Record:
        office = self.world.offices[one.office]
        entry: Record = {"acting" if one.acting and not office.single else "as": office.name}
        if " of Defence of " in office.name:
            entry["rank"] = "General"
        return entry | sheet.words(f"{office.rank} {one.name}")

    def _met(self, met: Met, story: Story, sheet: _Sheet, short: dict[int, str], apart: bool) -> Record:
        chance, world = self.chance, self.world
        entry: Record = {"id": met.id, "kind": met.kind}
        if met.status != "held":
            entry["status"] = met.status
        day, place = met.date, met.place
        if apart and met is story.meetings[0] and len(met.date) == 10 and not any(one.after for one in story.meetings):
            # One source in a hundred errs on the day or on the place.
            if chance.random() < 0.5:
                day = iso(met.day + 1)
            else:
                place = chance.choice([town for town in world.states[met.host.state].towns if town != met.place])
        elif chance.random() < 0.05:
            place = world.states[met.host.state].name
        entry |= {"date": day, "place": place}
        if story.visit:
            entry["during"] = story.visit["id"]
        if met.after:
            entry["after"] = met.after
        if chance.random() < 0.06:
            entry["inferred"] = {"place": "the hosts are at home there"}
        guest: Any = met.guest.name
        if met.delegation:
            guest = {"delegation_of": world.offices[met.guest.office].ministry, "head": guest}
        entry["participants"] = {"guest": guest, "host": met.host.name}
        if met.others:
            entry["participants"]["attendee"] = [one.name for one in met.others]
        entry |= sheet.words(f"{chance.choice(_MET)} {met.host.name}")
        if met.status == "held" and (statements := self._statements(met, sheet, short)):
            entry["statements"] = statements
        return entry

    def _statements(self, met: Met, sheet: _Sheet, short: dict[int, str]) -> list[Record]:
        chance, said = self.chance, []
        for number in range(chance.choice((0, 0, 1, 1))):
            speaker, other = (met.guest, met.host) if chance.random() < 0.5 else (met.host, met.guest)
            name = short.get(speaker.number, speaker.name) if chance.random() < 0.3 else speaker.name
            topic = self.world.topics[min(int(chance.paretovariate(0.6)) - 1, len(self.world.topics) - 1)][0]
            act, verb = chance.choice(_ACTS)
            one: Record = {"by": "both" if chance.random() < 0.08 else name, "act": act, "about": [topic]}
            if chance.random() < 0.5:
                one["says"] = f"{verb} more {topic} between the two countries"
            if chance.random() < 0.05:
                one["quantity"] = [{"value": str(chance.randint(2, 900)), "unit": "million", "of": topic}]
            said.append(one | sheet.words(f"{verb} {topic} {chance.choice(_WHEN)}"))
            if number == 0 and chance.random() < 0.25:
                said[0] = {"id": "first"} | said[0]
                act, verb = chance.choice(_ANSWERS)
                answer: Record = {"by": other.name, "act": act, "answers": "first", "about": [topic]}
                said.append(answer | sheet.words(f"{verb} {topic}"))
        return said

    def _signing(self, story: Story, signing: Instrument, met: Met, sheet: _Sheet) -> Record:
        found = next(id for instrument, _, id in self.happenings.signed if instrument is signing)
        entry: Record = {"id": found, "kind": "signing-ceremony", "date": iso(story.day), "place": met.place}
        entry["participants"] = {"signatory": [met.guest.name], "witness": met.host.name}
        return entry | {"agreements": [signing.name]} | sheet.words(f"the signing of the {signing.name}")

    def _instruments(self, story: Story, met: Met, sheet: _Sheet) -> list[Record]:
        chance = self.chance
        if story.signing:
            day, (_, _, event) = iso(story.day), self.happenings.signed[-1]
            name = story.signing.name
            signed = {"date": day, "at": event, "by": met.guest.name}
            return [{"name": name, "signed": signed} | sheet.words(f"signed the {name}")]
        if not self.happenings.signed or chance.random() > 0.08:
            return []
        instrument, day, _ = chance.choice(self.happenings.signed[-50:])
        told: Record = {"name": instrument.name}
        if chance.random() < 0.5:
            told["signed"] = iso(day)
        elif day + 90 < story.day:
            told["in_force"] = f"{iso(day + 90)[:7]}"
        return [told | sheet.words(f"under the {instrument.name}")]


class _Sheet:
    """The paragraphs of one document: each fact has one, so that its words stand there once. State is what was written."""

    def __init__(self, *, shared: bool) -> None:
        self.shared = shared
        self.paragraphs: list[str] = []

    def words(self, quote: str) -> Record:
        """The words of a fact and the number of their paragraph; of a text that is there the number may be left out."""
        number = len(self.paragraphs) + 1
        self.paragraphs.append(f"Then {quote}, line {number} says.")
        return {"quote": quote, "par": str(number)}
