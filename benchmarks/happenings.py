"""What happens in an invented world: visits and meetings, one story after the other through twenty years, and signings."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from world import DAYS, FIRST_DAY, Instrument, Person, World, pick

_KINDS = ("meeting", "meeting", "talks", "courtesy-call", "working-session", "dialogue", "reception", "phone-call")
_MONTH = timedelta(days=31)  # from the first of a month, a day of the next


@dataclass(slots=True)
class Met:
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
class Story:
    """What some sources tell of: meetings, perhaps during a visit, perhaps the signing of an instrument."""

    number: int
    day: int
    meetings: list[Met]
    visit: dict[str, Any] | None = None
    signing: Instrument | None = None


class Happenings:
    """Lets stories happen; state is what has happened so far, as far as it bears on what may happen next."""

    def __init__(self, world: World, *, sources: int, chance: random.Random) -> None:
        self.world, self.sources, self.chance = world, sources, chance
        self.busy: dict[int, int] = {}
        """The last day on which a person is taken."""
        self.met: dict[tuple[int, int], int] = {}
        """The last day on which two people may have met, so that no two meetings look like one."""
        self.visited: dict[int, int] = {}
        """The last day on which a person may still have been abroad."""
        self.signed: list[tuple[Instrument, int, str]] = []
        """Each instrument that was signed, the day and the event."""

    def forget(self, day: int) -> None:
        """Forget who met before a day: that bears on nothing any more."""
        self.met = {pair: last for pair, last in self.met.items() if last >= day}

    def happen(self, number: int, day: int) -> Story | None:
        """A story about somebody on a day; nothing where there is no such story."""
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
            story = Story(number, day, [met])
        else:
            for part in range(chance.choice((1, 1, 2, 3))):
                if met := self._meeting(f"{number}-{part + 1}", guest, at, day + part // 2):
                    meetings.append(met)
            if not meetings:
                return None
            story = Story(number, meetings[-1].day, meetings, self._visit(number, guest, at, meetings))
        self.busy[guest.number] = max(self.busy.get(guest.number, 0), story.day + (2 if visiting else 0))
        due = len(self.signed) * self.sources // len(world.instruments) + 20 if world.instruments else 0
        if len(self.signed) < len(world.instruments) and day * self.sources // DAYS >= due:
            story.signing = world.instruments[len(self.signed)]
            self.signed.append((story.signing, story.day, f"signing-{number}"))
        return story

    def _meeting(self, id: str, guest: Person, at: int, day: int, *, dated: bool = True) -> Met | None:
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
        met = Met(f"meeting-{id}", chance.choice(_KINDS), day, iso(day), place, guest, host)
        self.met[pair] = day if dated else self._date(met, before)
        for side, known in ((at, host), (guest.state, guest)):
            if chance.random() < 0.15:
                offices = world.states[side]
                other = world.holder(offices.offices[pick(chance, offices.weights)], day)
                if other and other not in (known, *met.others):
                    met.others.append(other)
        met.delegation = bool(world.offices[guest.office].ministry) and chance.random() < 0.06
        return met

    def _date(self, met: Met, before: int) -> int:
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
            f"[{met.date}, {iso(met.day + 1)}]": (3, day, day + timedelta(days=1)),
            f"{day:%Y}": (2, year, year.replace(month=12, day=31)),
        }
        told = chance.choices(list(ways), [weight for weight, _, _ in ways.values()])[0]
        _, first, last = ways[told]
        if _number(first) <= before:
            return met.day
        met.date = told
        return _number(last)

    def _visit(self, number: int, guest: Person, at: int, meetings: list[Met]) -> dict[str, Any]:
        chance, world = self.chance, self.world
        days = f"{iso(meetings[0].day)}/{iso(meetings[-1].day + 1)}"
        visit: dict[str, Any] = {"id": f"visit-{number}", "kind": chance.choice(("visit", "official-visit", "working-visit"))}
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


def iso(day: int) -> str:
    """A day, counted from the first, as it is written."""
    return (FIRST_DAY + timedelta(days=day)).isoformat()


def _number(day: date) -> int:
    return (day - FIRST_DAY).days
