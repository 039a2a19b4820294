"""How long the page of a large graph takes: 5,000 people of five states who met in 10,000 meetings, all invented.

    python benchmarks/explorer.py [FOLDER]

The graph is built in FOLDER, or taken from there if it has been (building it takes a minute). Each stage is timed in
processor seconds, so that other work on the machine does not count, and beside it pyvis alone with the same nodes and
edges. Then Chromium opens the page five times, where it is installed (`CHROMIUM`, else `/usr/bin/chromium`).
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, TypeVar

import vjgraph
from vjgraph.explorer.drawing import to_network
from vjgraph.explorer.layout import Placing, place, place_all, tied_communities
from vjgraph.explorer.page import render_page
from vjgraph.explorer.projecting import read_projections
from vjgraph.explorer.projections import Projection
from vjgraph.explorer.reader import Reader
from vjgraph.exporting import write_bytes

PEOPLE, MEETINGS = 5000, 10_000
STATES = {"Aland": 40, "Beland": 30, "Celand": 15, "Deland": 10, "Eland": 5}
"""The states, and the people of each of a hundred."""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
OPENINGS = 5
WATCH = """
    let made;
    Object.defineProperty(window, "vjgraph", { configurable: true, get: () => made, set(value) {
      made = value;
      requestAnimationFrame(() => requestAnimationFrame(() => (window.drawnAfter = performance.now())));
    } });
"""
"""Notes when the page has been drawn: it tells of itself when all has started, and the second frame after shows it."""

T = TypeVar("T")


def invent(folder: Path, *, people: int = PEOPLE, meetings: int = MEETINGS) -> None:
    """Write a project: few people meet often and most seldom, and mostly within circles; ten meetings a source."""
    chance = random.Random(5)
    names = _names(chance, people)
    side = dict(zip(names, chance.choices(list(STATES), list(STATES.values()), k=people), strict=True))
    weight = {name: (rank + 1) ** -0.7 for rank, name in enumerate(chance.sample(names, people))}
    circles: dict[str, list[str]] = {}
    rings: list[list[str]] = [[] for _ in range(max(1, people // 80))]
    for name in names:
        circles[name] = chance.choice(rings)
        circles[name].append(name)
    authorities = folder / "sources" / "authorities"
    authorities.mkdir(parents=True)
    states = "".join(f"{state.lower()}: {{en: {state}, kind: state}}\n" for state in STATES)
    (authorities / "organisations.yaml").write_text(states, encoding="utf-8")
    known = "".join(f"{name.lower().replace(' ', '-')}: {{en: {name}, country: {side[name]}}}\n" for name in names)
    (authorities / "people.yaml").write_text(known, encoding="utf-8")

    def pair() -> tuple[str, str]:
        while True:
            (guest,) = chance.choices(names, list(weight.values()))
            near = circles[guest] if chance.random() < 0.8 else names
            (host,) = chance.choices(near, [weight[name] for name in near])
            if side[guest] != side[host]:
                return guest, host

    unmet = list(names)
    with (folder / "sources" / "all.jsonl").open("w", encoding="utf-8") as file:
        for number in range(meetings // 10):
            held = [pair() for _ in range(10)]
            day = f"20{10 + number % 12}-{1 + number % 12:02}-{1 + number % 28:02}"
            # Everybody is named by some source, also who met nobody.
            named = {name for met in held for name in met} | {
                unmet.pop() for _ in range(min(len(unmet), -(-people * 10 // meetings)))
            }
            record = {
                "id": f"source-{number}",
                "source": {"format": 1, "published": day, "language": "en"},
                "people": {name: {"quote": "someone", "par": 1} for name in sorted(named)},
                "meetings": [
                    {
                        "id": f"meeting-{number}-{at}",
                        "date": day,
                        "participants": {"guest": guest, "host": host},
                        "quote": "met",
                        "par": 1,
                    }
                    for at, (guest, host) in enumerate(held)
                ],
            }
            file.write(json.dumps(record) + "\n")


def _names(chance: random.Random, number: int) -> list[str]:
    syllables = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "or")]
    found: set[str] = set()
    while len(found) < number:
        words = ("".join(chance.choices(syllables, k=chance.randint(2, 3))).capitalize() for _ in range(2))
        found.add(" ".join(words))
    return sorted(found)


def timed(what: str, do: Callable[[], T]) -> tuple[T, float]:
    """What came of something, and the processor seconds that it took, printed."""
    start = process_time()
    result = do()
    took = process_time() - start
    print(f"  {what:58}{took:7.2f} s", flush=True)
    return result, took


def by_pyvis_alone(projection: Projection, placing: Placing) -> Any:
    """The same nodes and edges, added one by one."""
    from pyvis.network import Network

    network = Network()
    for node in projection.nodes:
        at = placing.places[node.id].wide
        network.add_node(node.id, label=node.label, x=at.x, y=at.y, physics=False)
    for edge in projection.edges:
        network.add_edge(edge.start, edge.end, width=len(edge.items))
    return network


def holds(network: Any) -> tuple[list[str], list[frozenset[str]]]:
    """The nodes and edges of a network, to be held against those of another."""
    return sorted(network.get_nodes()), sorted(
        (frozenset((edge["from"], edge["to"])) for edge in network.get_edges()), key=sorted
    )


def open_page(page: Path) -> list[tuple[float, float]]:
    """Open a page in Chromium: how long until it was drawn, and the main thread's work on it, in milliseconds, each time."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(OPENINGS):
            context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
            tab = context.new_page()
            tab.add_init_script(WATCH)
            session = context.new_cdp_session(tab)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            tab.goto(page.as_uri(), wait_until="commit")
            while not (after := tab.evaluate("window.drawnAfter ?? 0")):
                tab.wait_for_timeout(20)
            metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
            found.append((after, 1000 * metrics["TaskDuration"]))
            context.close()
        browser.close()
    return found


def main(arguments: list[str]) -> int:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0] if arguments else scratch)
        if not (folder / "build" / "store").is_dir():
            invent(folder)
            vjgraph.build(folder)
        graph = vjgraph.load(folder)
        print("\nThe page, in processor seconds")
        reader = Reader(graph.store, base=graph.settings.base)
        projections, _ = timed("read people, bodies, topics, meetings from the store", lambda: read_projections(reader))
        people = projections["people"]
        communities, _ = timed("communities among the people", lambda: tied_communities(people))
        placing, _ = timed("layout of the people, communities given", lambda: place(people, communities=communities))
        _, layout = timed("layout of all four, with communities", lambda: place_all(projections))
        text, whole = timed(
            "the page as text, layout and communities included", lambda: render_page(reader, projections, title="5,000 people")
        )
        page = folder / "page.html"
        timed("written to a file", lambda: write_bytes(page, text.encode()))
        print(f"  {'beyond the layout':58}{whole - layout:7.2f} s")
        size = f"{len(graph.store):,} triples; {len(text.encode()) / 1e6:.1f} MB"
        print(f"  {len(people.nodes):,} people, {len(people.edges):,} pairs who met; {size}")
        import pyvis.network  # noqa: F401  what is imported first is not timed

        print("\nA pyvis network of the people and its own page, in processor seconds")
        ours, handed = timed("lists handed whole", lambda: to_network(people, placing))
        theirs, added = timed("pyvis alone, add_node and add_edge", lambda: by_pyvis_alone(people, placing))
        if holds(ours) != holds(theirs):
            print("the two networks differ: no ratio is told", file=sys.stderr)
            return 1
        _, first = timed("page of lists handed whole", ours.generate_html)
        _, second = timed("page of pyvis alone", theirs.generate_html)
        print(f"  the same nodes and edges, {(added + second) / (handed + first):.0f} times as fast")

        if not Path(CHROMIUM).exists():
            print(f"\nno Chromium at {CHROMIUM}: the page was not opened")
            return 0
        opened = open_page(page)
        print(f"\nThe page in Chromium, median of {len(opened)}")
        print(f"  {'drawn after':58}{median(after for after, _ in opened):7.0f} ms")
        print(f"  {'work of the main thread until then, in processor time':58}{median(work for _, work in opened):7.0f} ms")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
