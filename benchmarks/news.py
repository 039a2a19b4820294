"""Invented news, one story after the other through twenty years: each a visit or a meeting that one to four sources tell of."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from world import DAYS, FIRST_DAY, Instrument, Person, World, invent_world, pick

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
_KINDS = ("meeting", "meeting", "talks", "courtesy-call", "working-session", "dialogue", "reception", "phone-call")
_WHEN = ("this year", "next year", "soon", "in coming months", "as planned", "before long", "without delay")
_MONTH = timedelta(days=31)  # from the first of a month, a day of the next


@dataclass(slots=True)
class _Met:
    """A meeting as it was: who met whom when and where, beside the words for its day."""

    id: str
    kind: str
    day: int
    date: str
    place: str
    guest: Person
    host: Person
    others: list[Person] = field(default_factory=list)
    delegation: bool = False
    status: str = "held"
    after: str = ""


@dataclass(slots=True)
class _Story:
    """What some sources tell of: meetings, perhaps during a visit, perhaps the signing of an instrument."""

    number: int
    day: int
    meetings: list[_Met]
    visit: Record | None = None
    signing: Instrument | None = None


def write_news(*, sources: int, seed: int = 1, world: World | None = None) -> Iterator[tuple[str, Record]]:
    """So many sources in the order of their days, each with its id; the same ones for the same numbers."""
    return _Newsroom(world or invent_world(sources=sources, seed=seed), sources, seed).write()


class _Newsroom:
    """Tells the stories; state is what has happened so far, as far as it bears on what may happen next."""

    def __init__(self, world: World, sources: int, seed: int) -> None:
        self.world, self.sources = world, sources
        self.chance = random.Random(f"news {seed}")
        self.busy: dict[int, int] = {}
        """The last day on which a person is taken."""
        self.met: dict[tuple[int, int], int] = {}
        """The last day on which two people may have met, so that no two meetings look like one."""
        self.visited: dict[int, int] = {}
        """The last day on which a person may still have been abroad."""
        self.published = 0
        self.signed: list[tuple[Instrument, int, str]] = []

    def write(self) -> Iterator[tuple[str, Record]]:
        """All sources, each with its id."""
        written = number = 0
        while written < self.sources:
            day = written * DAYS // self.sources
            if not (story := self._story(number, day)):
                continue
            number += 1
            if number % 1000 == 0:
                self.met = {pair: last for pair, last in self.met.items() if last >= day}
            first = ""
            apart = self.chance.random() < 0.035
            for telling in range(min(self.chance.choice(_TELLINGS), self.sources - written)):
                id, record = self._tell(story, telling, first, written, apart and telling == 1)
                first = first or id
                written += 1
                yield id, record

    # --- what happens ---------------------------------------------------------------------------------------------

    def _story(self, number: int, day: int) -> _Story | None:
        chance, world = self.chance, self.world
        guest = world.holder(pick(chance, world.weights), day)
        if not guest or self.busy.get(guest.number, -1) >= day:
            return None
        at = chance.choice([one for one in range(len(world.states)) if one != guest.state])
        meetings = []
        visiting = chance.random() < 0.3 and self.visited.get(guest.number, -1) < day
        if not visiting:
            if not (met := self._meeting(f"{number}", guest, at, day, dated=False)):
                return None
            story = _Story(number, day, [met])
        else:
            for part in range(chance.choice((1, 1, 2, 3))):
                if met := self._meeting(f"{number}-{part + 1}", guest, at, day + part // 2):
                    meetings.append(met)
            if not meetings:
                return None
            story = _Story(number, meetings[-1].day, meetings, self._visit(number, guest, at, meetings))
        self.busy[guest.number] = max(self.busy.get(guest.number, 0), story.day + (2 if visiting else 0))
        due = len(self.signed) * self.sources // len(world.instruments) + 20 if world.instruments else 0
        if len(self.signed) < len(world.instruments) and day * self.sources // DAYS >= due:
            story.signing = world.instruments[len(self.signed)]
            self.signed.append((story.signing, story.day, f"signing-{number}"))
        return story

    def _meeting(self, id: str, guest: Person, at: int, day: int, *, dated: bool = True) -> _Met | None:
        chance, world, state = self.chance, self.world, self.world.states[at]
        host = world.holder(state.offices[pick(chance, state.weights)], day)
        if not host or self.busy.get(host.number, -1) >= day:
            return None
        pair = min(guest.number, host.number), max(guest.number, host.number)
        before = self.met.get(pair, -1)
        if before >= day:
            return None
        self.busy[host.number] = day
        place = state.towns[0] if chance.random() < 0.8 else chance.choice(state.towns)
        met = _Met(f"meeting-{id}", chance.choice(_KINDS), day, _iso(day), place, guest, host)
        self.met[pair] = day if dated else self._date(met, before)
        for side, known in ((at, host), (guest.state, guest)):
            if chance.random() < 0.15:
                offices = world.states[side]
                other = world.holder(offices.offices[pick(chance, offices.weights)], day)
                if other and other not in (known, *met.others):
                    met.others.append(other)
        met.delegation = bool(world.offices[guest.office].ministry) and chance.random() < 0.06
        return met

    def _date(self, met: _Met, before: int) -> int:
        """Now and then a meeting that is only planned, and a day that is told as less than a day: its last one.

        Two who may have met `before` within these days are told to have met on a day of their own.
        """
        chance, day = self.chance, FIRST_DAY + timedelta(days=met.day)
        if chance.random() < 0.02:
            met.status = chance.choice(("planned", "planned", "cancelled"))
        month, year = day.replace(day=1), day.replace(month=1, day=1)
        ways = {
            met.date: (87, day, day),
            f"{day:%Y-%m}": (5, month, (month + _MONTH).replace(day=1)),
            f"{met.date}?": (2, day, day),
            f"{met.date}~": (1, day, day),
            f"[{met.date}, {_iso(met.day + 1)}]": (3, day, day + timedelta(days=1)),
            f"{day:%Y}": (2, year, year.replace(month=12, day=31)),
        }
        told = chance.choices(list(ways), [weight for weight, _, _ in ways.values()])[0]
        _, first, last = ways[told]
        if _number(first) <= before:
            return met.day
        met.date = told
        return _number(last)

    def _visit(self, number: int, guest: Person, at: int, meetings: list[_Met]) -> Record:
        chance, world = self.chance, self.world
        days = f"{_iso(meetings[0].day)}/{_iso(meetings[-1].day + 1)}"
        visit: Record = {"id": f"visit-{number}", "kind": chance.choice(("visit", "official-visit", "working-visit"))}
        first, last = (FIRST_DAY + timedelta(days=one) for one in (meetings[0].day, meetings[-1].day + 1))
        month_end = (last.replace(day=1) + _MONTH).replace(day=1)
        undated = chance.random() < 0.2 and self.visited.get(guest.number, -1) < _number(first.replace(day=1))
        self.visited[guest.number] = _number(month_end if undated else last)
        if not undated:
            visit["date"] = days
            if chance.random() < 0.15:
                meetings[0].date = f"[..{meetings[0].date}]"
        visit |= {"visitor": guest.name, "place": world.states[at].name}
        for earlier, later in pairwise(meetings):
            if chance.random() < 0.3:
                later.after = earlier.id
        return visit

    # --- how it is told -------------------------------------------------------------------------------------------

    def _tell(self, story: _Story, telling: int, first: str, written: int, apart: bool) -> tuple[str, Record]:
        chance = self.chance
        published = self.published = max(self.published, story.day + chance.choice((0, 0, 1, 1, 2)))
        id = f"{_iso(published)}-{written:07}"
        sheet = _Sheet(chance, shared=written % 7 == 0)
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

    def _header(self, id: str, published: int, met: _Met, first: str, sheet: _Sheet) -> Record:
        chance = self.chance
        header: Record = {"format": "1"}
        if chance.random() < 0.85:
            header["publisher"] = self.world.publishers[min(int(chance.expovariate(0.15)), len(self.world.publishers) - 1)]
        header["title"] = f"{met.guest.name} meets {met.host.name}"
        header["published"] = _iso(published)
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

    def _met(self, met: _Met, story: _Story, sheet: _Sheet, short: dict[int, str], apart: bool) -> Record:
        chance, world = self.chance, self.world
        entry: Record = {"id": met.id, "kind": met.kind}
        if met.status != "held":
            entry["status"] = met.status
        day, place = met.date, met.place
        if apart and met is story.meetings[0] and len(met.date) == 10 and not any(one.after for one in story.meetings):
            # One source in a hundred errs on the day or on the place.
            if chance.random() < 0.5:
                day = _iso(met.day + 1)
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

    def _statements(self, met: _Met, sheet: _Sheet, short: dict[int, str]) -> list[Record]:
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

    def _signing(self, story: _Story, signing: Instrument, met: _Met, sheet: _Sheet) -> Record:
        found = next(id for instrument, _, id in self.signed if instrument is signing)
        entry: Record = {"id": found, "kind": "signing-ceremony", "date": _iso(story.day), "place": met.place}
        entry["participants"] = {"signatory": [met.guest.name], "witness": met.host.name}
        return entry | {"agreements": [signing.name]} | sheet.words(f"the signing of the {signing.name}")

    def _instruments(self, story: _Story, met: _Met, sheet: _Sheet) -> list[Record]:
        chance = self.chance
        if story.signing:
            day, (_, _, event) = _iso(story.day), self.signed[-1]
            name = story.signing.name
            signed = {"date": day, "at": event, "by": met.guest.name}
            return [{"name": name, "signed": signed} | sheet.words(f"signed the {name}")]
        if not self.signed or chance.random() > 0.08:
            return []
        instrument, day, _ = chance.choice(self.signed[-50:])
        told: Record = {"name": instrument.name}
        if chance.random() < 0.5:
            told["signed"] = _iso(day)
        elif day + 90 < story.day:
            told["in_force"] = f"{_iso(day + 90)[:7]}"
        return [told | sheet.words(f"under the {instrument.name}")]


class _Sheet:
    """The paragraphs of one document: each fact has one, so that its words stand there once. State is what was written."""

    def __init__(self, chance: random.Random, *, shared: bool) -> None:
        self.shared, self._chance = shared, chance
        self.paragraphs: list[str] = []

    def words(self, quote: str) -> Record:
        """The words of a fact and the number of their paragraph; of a text that is there the number may be left out."""
        number = len(self.paragraphs) + 1
        self.paragraphs.append(f"Then {quote}, line {number} says.")
        return {"quote": quote, "par": str(number)}


def _iso(day: int) -> str:
    return (FIRST_DAY + timedelta(days=day)).isoformat()


def _number(day: date) -> int:
    return (day - FIRST_DAY).days
