"""What the page shows, asked of a real page: the same meetings as the queries answer, filters, steps, paths, groups, measures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise, product
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page

import vjgraph
from vjgraph.explorer import write_page
from vjgraph.vocabulary import DATA, KIND, expand

Built = tuple[vjgraph.Graph, Path]
Show = Callable[[Path], Page]
Shown = dict[str, set[tuple[str, str, str]]]
ROE, DOE, POE, FOE, MOE = (f"person/{id}" for id in ("jane-roe", "john-doe", "ann-poe", "rob-foe", "max-moe"))
YEARS: tuple[int | None, ...] = (None, *range(2014, 2026))
CERTAINTY = ("certain", "possible")

# Edges as what they rest on: [one end, the other, what it counts as] by certainty.
TIES = """() => {
  const found = { certain: [], possible: [], undated: [] };
  for (const { from, to, units } of vjgraph.scene().edges) {
    for (const { sure, item } of units) found[sure].push([from, to, item.unit, item.sort]);
  }
  return found;
}"""
TOPICS = "vjgraph.data.projections.topics.nodes.filter(({ cls }) => cls === 'topic').map(({ id }) => id)"
SCENE = "() => { const { nodes, edges } = vjgraph.scene(); return [nodes.map((n) => n.id), edges.map((e) => e.id)]; }"


@pytest.fixture(scope="module")
def show(browser: Browser) -> Iterator[Show]:
    """Open the file of a page once for all tests, with all shown."""
    context = browser.new_context(offline=True)
    pages: dict[Path, Page] = {}

    def shown(file: Path) -> Page:
        if file not in pages:
            pages[file] = context.new_page()
            pages[file].goto(file.resolve().as_uri())
            pages[file].wait_for_function("window.vjgraph !== undefined")
        choose(pages[file])
        return pages[file]

    yield shown
    context.close()


@pytest.fixture(params=["five", "example"])
def built(request: pytest.FixtureRequest) -> Built:
    """A graph and its page."""
    return request.getfixturevalue(f"{request.param}_graph"), request.getfixturevalue(f"{request.param}_page")


def choose(page: Page, **patch: object) -> None:
    """Put the state into a view, unseen: everything at its default but what is given; what is hidden is a list."""
    page.evaluate(
        """({ hide, ...patch }) => {
          const { view, weight } = { view: "people", weight: "count", ...patch };
          const times = { from: "", to: "", undated: true };
          const none = { ...times, topic: "", ministry: "", sure: "", around: "", hops: 1, path: "", group: "" };
          Object.assign(vjgraph.state, none, patch, { view, weight, hide: new Set(hide ?? []) });
        }""",
        patch,
    )


def period(year: int | None) -> dict[str, str]:
    return {"from": f"{year}-01-01", "to": f"{year}-12-31"} if year else {}


def ties(page: Page, *, sorts: tuple[str, ...] = ("meeting", "statement")) -> Shown:
    found = page.evaluate(TIES)
    return {sure: {(*sorted(ends), unit) for *ends, unit, sort in rows if sort in sorts} for sure, rows in found.items()}


def nodes(page: Page) -> set[str]:
    return set(page.evaluate(SCENE)[0])


def rows(graph: vjgraph.Graph, query: str, ends: tuple[str, str], item: str, year: int | None, **how: str) -> Shown:
    """The answer of a query in the same form."""
    found: Shown = defaultdict(set)
    for row in graph.query(query, year=year, **how):
        short = [row[column].removeprefix(graph.settings.base) for column in (*ends, item)]
        found[row["certainty"]].add((*sorted(short[:2]), short[2]))
    return found


# --- What the queries answer ---


def test_in_every_year_those_met_whom_the_query_answers(built: Built, show: Show) -> None:
    graph, file = built
    page = show(file)
    total = 0
    for year in YEARS:
        choose(page, **period(year))
        shown, asked = ties(page), rows(graph, "who-met-whom", ("a_id", "b_id"), "meeting", year, of="all")
        assert {sure: shown[sure] for sure in CERTAINTY} == {sure: asked[sure] for sure in CERTAINTY}, year
        total += len(asked["certain"]) + len(asked["possible"])
    assert total > 20


def test_in_every_year_bodies_came_together_as_the_query_answers(built: Built, show: Show) -> None:
    graph, file = built
    page = show(file)
    for year in YEARS:
        choose(page, view="bodies", **period(year))
        shown, asked = ties(page), rows(graph, "ministries-that-met", ("a_id", "b_id"), "meeting", year, of="bodies")
        assert {sure: shown[sure] for sure in CERTAINTY} == {sure: asked[sure] for sure in CERTAINTY}, year


def test_in_every_year_each_spoke_of_the_topics_that_the_query_answers(built: Built, show: Show) -> None:
    graph, file = built
    page = show(file)
    cards = {f"{graph.settings.base}{id}" for id in page.evaluate(TOPICS)}
    above: dict[str, set[str]] = defaultdict(set)
    for row in graph.query("SELECT ?a ?b WHERE { ?a a vj:Topic ; skos:broader* ?b }"):
        above[row["a"]] |= {row["b"]} & cards
    # Of the cards above a topic that one which is above no other.
    nearest = {
        topic: {card for card in found if not any(card in above[other] for other in found - {card})}
        for topic, found in above.items()
    }
    for year in YEARS:
        choose(page, view="topics", **period(year))
        asked: Shown = {sure: set() for sure in CERTAINTY}
        for row in graph.query("speakers-and-topics", year=year):
            for card in nearest.get(row["topic_id"], ()):
                ends = sorted(end.removeprefix(graph.settings.base) for end in (row["speaker_id"], card))
                asked[row["certainty"]].add((*ends, row["statement"].removeprefix(graph.settings.base)))
        shown = ties(page)
        assert {sure: shown[sure] for sure in CERTAINTY} == asked, year
    assert cards


def test_what_has_no_day_is_undated_in_a_period_and_can_be_left_out(five_page: Path, show: Show) -> None:
    page = show(five_page)
    always = ties(page)
    assert not always["undated"]
    choose(page, **period(2022))
    undated = {tie[2] for tie in ties(page)["undated"]}
    assert len(undated) == page.evaluate("vjgraph.scene().undated") > 0
    assert undated <= {tie[2] for sure in CERTAINTY for tie in always[sure]}
    choose(page, undated=False, **period(2022))
    assert not ties(page)["undated"]
    choose(page, undated=False)
    assert {tie[2] for tie in always["certain"]} - {tie[2] for tie in ties(page)["certain"]} <= undated
    assert not undated & {tie[2] for sure in CERTAINTY for tie in ties(page)[sure]}


def test_only_what_is_certain_is_shown_when_asked_for(example_page: Path, show: Show) -> None:
    page = show(example_page)
    choose(page, **period(2021))
    before = ties(page)
    choose(page, sure="certain", **period(2021))
    assert before["possible"]
    assert ties(page) == {"certain": before["certain"], "possible": set(), "undated": set()}


# --- Who is left ---


def test_who_met_nobody_is_shown_until_something_is_asked_for(five_graph: vjgraph.Graph, five_page: Path, show: Show) -> None:
    page = show(five_page)
    everybody = {row["p"].removeprefix(five_graph.settings.base) for row in five_graph.query("SELECT ?p { ?p a vj:Person }")}
    everything = nodes(page)
    assert everybody <= everything
    assert page.evaluate("vjgraph.scene().hidden") == 0
    choose(page, **period(2022))
    left = nodes(page)
    assert left == {end for found in ties(page).values() for tie in found for end in tie[:2]}
    assert page.evaluate("vjgraph.scene().hidden") == len(everything - left) > 0


def test_a_side_and_a_class_can_be_hidden(five_page: Path, show: Show) -> None:
    page = show(five_page)
    before = nodes(page)
    sides = page.evaluate("vjgraph.filterOptions().sides")
    choose(page, hide=[sides[0]["key"]])
    assert len(before - nodes(page)) == sides[0]["count"] > 0
    choose(page, hide=["class:body"])
    assert {id.split("/")[0] for id in before} > {id.split("/")[0] for id in nodes(page)} == {"person"}


def test_an_occasion_goes_with_the_last_of_those_who_were_there(five_page: Path, show: Show) -> None:
    page = show(five_page)
    choose(page, view="meetings")
    sides = [option["key"] for option in page.evaluate("vjgraph.filterOptions().sides")]
    choose(page, view="meetings", hide=sides)
    had = set(page.evaluate("vjgraph.data.projections.meetings.edges.map((edge) => edge.to)"))
    assert nodes(page) == {id for id in nodes(page) if id.startswith("event/")}
    assert not nodes(page) & had


def test_choosing_one_value_of_a_filter_leaves_as_many_as_it_tells(five_page: Path, show: Show) -> None:
    page = show(five_page)
    for view in ("people", "bodies", "topics", "meetings"):
        for more in ({}, period(2023)):
            choose(page, view=view, **more)
            options = page.evaluate("(() => { const o = vjgraph.filterOptions(); return { ...o }; })()")
            kinds = [option["key"] for option in options["kinds"]]
            for option in options["kinds"]:
                if options["acts"]:
                    break
                choose(page, view=view, hide=[key for key in kinds if key != option["key"]], **more)
                assert counted(page) == option["count"], (view, option)
            for field, group in (("topic", "topics"), ("ministry", "ministries")):
                for option in options[group][::9]:
                    choose(page, view=view, **{field: option["id"]}, **more)
                    assert counted(page) == option["count"] > 0, (view, option)


def counted(page: Page) -> int:
    """How many occasions, agreements and statements the view counts."""
    return int(page.evaluate("vjgraph.filterOptions().all"))


def test_without_a_source_what_it_alone_tells_is_gone(example_graph: vjgraph.Graph, example_page: Path, show: Show) -> None:
    page = show(example_page)
    told: dict[str, set[str]] = defaultdict(set)
    for row in example_graph.query("SELECT ?m ?s { ?e a vj:Encounter ; vj:meeting ?m . ?m vj:evidence/vj:source ?s }"):
        told[row["m"].removeprefix(example_graph.settings.base)].add(row["s"].removeprefix(example_graph.settings.base))
    alone = {meeting: found for meeting, found in told.items() if len(found) == 1}
    assert alone
    for (source,) in alone.values():
        choose(page, hide=[f"source:{source}"])
        left = {tie[2] for found in ties(page).values() for tie in found}
        assert not left & {meeting for meeting, found in alone.items() if found == {source}}
        assert {meeting for meeting, found in alone.items() if found != {source}} <= left


def test_a_topic_takes_its_narrower_ones_along_and_stands_alone_among_topics(five_page: Path, show: Show) -> None:
    page = show(five_page)
    choose(page, view="topics")
    everything = ties(page)
    root = page.evaluate(TOPICS)[0]
    choose(page, view="topics", topic=root)
    asked = {tie for found in everything.values() for tie in found if root in tie}
    assert {tie for found in ties(page).values() for tie in found} == asked
    assert {id for id in nodes(page) if id.startswith("topic/")} == {root}


# --- Steps and paths ---


def test_around_somebody_stand_those_so_many_steps_away(built: Built, show: Show) -> None:
    page = show(built[1])
    whole = network(page)
    for person in sorted(whole)[::3]:
        for hops in (1, 2, 3):
            choose(page, around=person, hops=hops)
            assert nodes(page) == set(nx.ego_graph(whole, person, radius=hops)), (person, hops)


def network(page: Page) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes(page))
    graph.add_edges_from(page.evaluate("vjgraph.scene().edges.map((e) => [e.from, e.to])"))
    return graph


def test_the_time_of_what_is_around_somebody_is_that_of_their_meetings(five_page: Path, show: Show) -> None:
    page = show(five_page)
    person = max(network(page).degree, key=lambda found: (found[1], found[0]))[0]
    whole = page.evaluate("vjgraph.histogram().reduce((sum, bin) => sum + bin.certain, 0)")
    choose(page, view="meetings", around=person)
    own = page.evaluate("vjgraph.histogram().filter((bin) => bin.certain).map(({ from, to }) => [from, to])")
    assert 0 < len(own) < whole
    for start, end in own:
        choose(page, view="meetings", around=person, **{"from": start, "to": end})
        assert person in nodes(page)
        assert any(id.startswith("event/") for id in nodes(page))


def test_one_step_from_somebody_leads_through_a_meeting_to_all_who_were_there(five_page: Path, show: Show) -> None:
    page = show(five_page)
    choose(page, view="meetings")
    whole = network(page)
    person = max((id for id in whole if id.startswith("person/")), key=lambda id: (whole.degree(id), id))
    choose(page, view="meetings", around=person)
    assert nodes(page) == set(nx.ego_graph(whole, person, radius=2))
    meeting = next(iter(sorted(whole[person])))
    choose(page, view="meetings", around=meeting)
    assert set(whole[meeting]) | {meeting} <= nodes(page)


def test_a_path_is_as_short_as_can_be(built: Built, show: Show) -> None:
    _, file = built
    page = show(file)
    whole = network(page)
    lengths = dict(nx.all_pairs_shortest_path_length(whole))
    for a, b in list(combinations(sorted(whole), 2))[::7]:
        way = page.evaluate("([a, b]) => vjgraph.wayBetween(a, b)?.ids ?? null", [a, b])
        assert (way is None) == (b not in lengths[a]), (a, b)
        if way:
            assert (way[0], way[-1], len(way) - 1) == (a, b, lengths[a][b])
            assert all(whole.has_edge(*step) for step in pairwise(way))


MET = """
  - {{id: {id}, date: "{on}", participants: {{guest: {guest}, host: {host}}}{more}}}"""


def say(*meetings: str) -> tuple[str, str]:
    people = "people:\n  Jane Roe: {}\n  John Doe: {}\n  Ann Poe: {}\n  Rob Foe: {}\n  Max Moe: {}\n"
    return "2020-07-02", people + "meetings:" + "".join(meetings)


def met(guest: str, host: str, on: str, more: str = "") -> str:
    return MET.format(id=f"{guest}-{host}-{on}".lower().replace(" ", "-"), on=on, guest=guest, host=host, more=more)


Told = Callable[..., vjgraph.Graph]


def page_of(graph: vjgraph.Graph) -> Path:
    return graph.project / "build" / "graph.html"


def test_of_two_ways_the_certain_one_is_taken_and_then_the_later(graph: Told, show: Show) -> None:
    doubtful = ", inferred: {participants: nobody else could have}"
    told = say(
        met("Jane Roe", "John Doe", "2019-03-01", doubtful),
        met("John Doe", "Rob Foe", "2019-03-02"),
        met("Jane Roe", "Ann Poe", "2018-03-01"),
        met("Ann Poe", "Rob Foe", "2018-03-02"),
    )
    page = show(page_of(graph(told)))
    assert page.evaluate("([a, b]) => vjgraph.wayBetween(a, b).ids", [ROE, FOE]) == [ROE, POE, FOE]
    assert page.evaluate("([a, b]) => vjgraph.wayBetween(a, b).alternatives", [ROE, FOE]) == 1
    choose(page, **period(2019))
    assert page.evaluate("([a, b]) => vjgraph.shortestPath(a, b)", [ROE, FOE]) == [ROE, DOE, FOE]


def test_of_two_certain_ways_the_later_is_taken(graph: Told, show: Show) -> None:
    told = say(
        met("Jane Roe", "Ann Poe", "2018-03-01"),
        met("Ann Poe", "Rob Foe", "2018-03-02"),
        met("Jane Roe", "John Doe", "2019-03-01"),
        met("John Doe", "Rob Foe", "2019-03-02"),
    )
    page = show(page_of(graph(told)))
    choose(page, path=f"{ROE}~{FOE}")
    assert nodes(page) == {ROE, DOE, FOE}
    assert page.evaluate("vjgraph.scene().edges.length") == 2
    choose(page, view="meetings", path=f"{ROE}~{FOE}")
    assert nodes(page) == {ROE, DOE, FOE, "event/jane-roe-john-doe-2019-03-01", "event/john-doe-rob-foe-2019-03-02"}


def test_where_no_way_leads_there_is_none(graph: Told, show: Show) -> None:
    page = show(page_of(graph(say(met("Jane Roe", "John Doe", "2019-03-01"), met("Ann Poe", "Rob Foe", "2019-03-02")))))
    assert page.evaluate("([a, b]) => vjgraph.wayBetween(a, b)", [ROE, FOE]) is None
    choose(page, path=f"{FOE}~{ROE}")
    assert nodes(page) == {ROE, FOE}
    assert page.evaluate("vjgraph.scene().edges") == []


def test_a_way_between_bodies_leads_over_meetings_not_over_instruments_alone(five_page: Path, show: Show) -> None:
    page = show(five_page)
    choose(page, view="bodies")
    a, b = page.evaluate("(() => { const { from, to } = vjgraph.scene().edges.find((e) => e.meetings); return [from, to]; })()")
    assert page.evaluate("([a, b]) => vjgraph.shortestPath(a, b)", [a, b]) == [a, b]
    assert page.evaluate("([a, b]) => vjgraph.wayBetween(a, b).view", [a, b]) == "bodies"


# --- Measures ---


@pytest.mark.parametrize("view", ["people", "bodies"])
def test_the_page_measures_as_the_network_does(built: Built, show: Show, view: str) -> None:
    graph, file = built
    page = show(file)
    choose(page, view=view, hide=["class:body"] if view == "people" else [])
    measured = dict(page.evaluate("[...vjgraph.measures()]"))
    asked = graph.network(view, measures=True)
    newman = graph.network(view, weight="newman", measures=True)
    assert len(asked) > 5
    for iri, values in asked.nodes(data=True):
        own = measured[iri.removeprefix(graph.settings.base)]
        for name in ("degree", "meetings", "betweenness", "broker"):
            assert own[name] == pytest.approx(values[name], abs=1e-9), (iri, name)
        assert own["newman"] == pytest.approx(newman.nodes[iri]["strength"], abs=1e-9)
    alone = set(measured) - {iri.removeprefix(graph.settings.base) for iri in asked}
    assert all(not any(measured[id].values()) for id in alone)


def test_edges_weigh_as_in_the_network(built: Built, show: Show) -> None:
    graph, file = built
    page = show(file)
    for weight in ("count", "newman"):
        for view in ("people", "bodies"):
            choose(page, view=view, weight=weight, hide=["class:body"] if view == "people" else [])
            weights = page.evaluate("vjgraph.scene().edges.map((e) => [e.from, e.to, e.weight])")
            shown = {frozenset((a, b)): value for a, b, value in weights}
            asked = graph.network(view, weight=weight).edges(data="weight")
            found = {frozenset(end.removeprefix(graph.settings.base) for end in ends): value for *ends, value in asked}
            assert shown == pytest.approx(found)


# --- Time ---


def test_each_bar_is_as_high_as_what_its_time_shows(built: Built, show: Show) -> None:
    _, file = built
    page = show(file)
    for view in ("people", "bodies", "topics", "meetings"):
        choose(page, view=view)
        bins = page.evaluate("vjgraph.histogram()")
        assert all(one["to"] < other["from"] for one, other in pairwise(bins))
        assert any(bin["certain"] for bin in bins)
        for bin in bins:
            choose(page, view=view, **{"from": bin["from"], "to": bin["to"]})
            options = page.evaluate("(() => { const o = vjgraph.filterOptions(); return [o.certain, o.possible]; })()")
            assert options == [bin[sure] for sure in CERTAINTY], (view, bin)
            assert page.evaluate("vjgraph.histogram()") == bins


def test_the_bars_go_from_the_first_to_the_last_day_without_a_gap(five_page: Path, show: Show) -> None:
    page = show(five_page)
    bins, span = page.evaluate("[vjgraph.histogram(), vjgraph.timeSpan()]")
    months = [bin["month"] for bin in bins]
    assert bins[0]["from"] <= span["from"]
    assert span["to"] <= bins[-1]["to"]
    assert len(months) == (int(months[-1][:4]) - int(months[0][:4])) * 12 + int(months[-1][5:]) - int(months[0][5:]) + 1


# --- What is told of it ---


def test_a_community_can_be_shown_alone_and_is_measured_alone(five_page: Path, show: Show) -> None:
    page = show(five_page)
    members = set(page.evaluate("vjgraph.scene().nodes.filter(({ community }) => community === 0).map(({ id }) => id)"))
    people = {id for id in members if id.startswith("person/")}
    whole = network(page).subgraph(people)
    assert people < members
    choose(page, group="0")
    assert nodes(page) == members
    assert {id: values["degree"] for id, values in page.evaluate("[...vjgraph.measures()]")} == dict(whole.degree)
    assert page.evaluate("vjgraph.scene().hidden") > 0


def test_a_sentence_tells_what_is_shown(graph: Told, show: Show) -> None:
    doubtful = ", inferred: {participants: nobody else could have}"
    told = say(
        met("Jane Roe", "John Doe", "2019-03-01"),
        met("Jane Roe", "Ann Poe", "2019-03-02", doubtful),
        met("Rob Foe", "John Doe", "XXXX-03-04"),
    )
    page = show(page_of(graph(told)))
    assert page.evaluate("vjgraph.describeView()") == "5 people, 3 meetings, 1 of them only possible, 1 undated"
    choose(page, undated=False, sure="certain")
    assert page.evaluate("vjgraph.describeView()") == "2 people, 1 meeting"
    choose(page, **period(1990), undated=False)
    assert page.evaluate("vjgraph.describeView()") == "nothing"


# --- Large graphs ---

PEOPLE, CIRCLE = 2_040, 60


def many() -> ox.Store:
    """People of two sides in circles of sixty, in which each met four others; one of each circle met one of the next."""
    store = ox.Store()

    def tell(subject: str, term: str, value: ox.NamedNode | ox.Literal) -> None:
        store.add(ox.Quad(ox.NamedNode(DATA + subject), ox.NamedNode(expand(term)[1:-1]), value))

    def class_of(subject: str, name: str, label: str = "") -> None:
        tell(subject, "rdf:type", ox.NamedNode(expand(name)[1:-1]))
        if label:
            tell(subject, "rdfs:label", ox.Literal(label, language="en"))

    for side in ("aland", "beland"):
        class_of(f"organisation/{side}", "vj:Organization", side.title())
        tell(f"organisation/{side}", "vj:kind", ox.NamedNode(f"{KIND}body/state"))
    for number in range(PEOPLE):
        class_of(f"person/p{number}", "vj:Person", f"Person {number}")
        tell(f"person/p{number}", "vj:country", ox.NamedNode(f"{DATA}organisation/{('aland', 'beland')[number % 2]}"))
    for one, other, year in meetings():
        event, encounter = f"event/{one}-{other}", f"event/{one}-{other}/met/{one}/{other}"
        class_of(event, "vj:Meeting", "meeting")
        class_of(encounter, "vj:Encounter")
        tell(encounter, "vj:meeting", ox.NamedNode(DATA + event))
        tell(encounter, "vj:first", ox.NamedNode(f"{DATA}person/p{one}"))
        tell(encounter, "vj:second", ox.NamedNode(f"{DATA}person/p{other}"))
        for thing, term in product((event, encounter), ("vj:earliest", "vj:latest")):
            tell(thing, term, ox.Literal(f"{year}-05-01", datatype=ox.NamedNode(expand("xsd:date")[1:-1])))
    return store


def meetings() -> Iterator[tuple[int, int, int]]:
    for number in range(PEOPLE):
        circle = number // CIRCLE * CIRCLE
        for step in (1, 7):
            yield number, circle + (number - circle + step) % CIRCLE, 2010 + number % 10
        if number == circle:
            yield number, (number + CIRCLE) % PEOPLE, 2015


@pytest.fixture(scope="module")
def many_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a large graph."""
    file = tmp_path_factory.mktemp("many") / "graph.html"
    write_page(file, many(), base=DATA, title="many")
    return file


GROUPS = "(() => vjgraph.scene().nodes.filter(({ cls }) => cls === 'group'))()"
COUNT = "(() => vjgraph.scene().edges.reduce((sum, { count }) => sum + count, 0))()"


def test_a_large_graph_stands_in_groups_that_hold_everybody(many_page: Path, show: Show) -> None:
    page = show(many_page)
    groups = page.evaluate(GROUPS)
    assert nodes(page) == {group["id"] for group in groups}
    assert sum(group["count"] for group in groups) == PEOPLE
    for column in (-1, 1):
        standing = [group for group in groups if group["column"] == column]
        assert 2 < len(standing) <= 16
        assert len({group["side"] for group in standing}) == 1
    assert {group["label"].split(" · ")[1] for group in groups} == {"Aland", "Beland"}


def test_the_edges_between_groups_count_all_that_is_between_their_members(many_page: Path, show: Show) -> None:
    page = show(many_page)
    choose(page, group="all")
    everybody, edges = page.evaluate(SCENE)
    assert len(everybody) == PEOPLE
    assert page.evaluate(COUNT) == len(edges) == len(list(meetings()))
    choose(page)
    members = page.evaluate("vjgraph.scene().nodes.map(({ id }) => [id, vjgraph.membersOf(id).map((node) => node.id)])")
    group = {person: id for id, people in members for person in people}
    ends = [sorted((group[f"person/p{one}"], group[f"person/p{other}"])) for one, other, _ in meetings()]
    across = Counter(tuple(pair) for pair in ends if pair[0] != pair[1])
    found = page.evaluate("vjgraph.scene().edges.map(({ from, to, count, certain }) => [from, to, count, certain])")
    assert {(a, b): count for a, b, count, _ in found} == across
    assert all(count == certain for *_, count, certain in found)


def test_a_group_opens_to_its_members_and_the_groups_they_have_to_do_with(many_page: Path, show: Show) -> None:
    page = show(many_page)
    opened = page.evaluate(GROUPS)[0]["community"]
    choose(page, group=str(opened))
    people = {id for id in nodes(page) if id.startswith("person/")}
    assert len(people) >= CIRCLE
    all_people = page.evaluate("vjgraph.data.projections.people.nodes.map(({ id, community }) => [id, community])")
    assert people == {id for id, community in all_people if community == opened}
    assert nodes(page) - people
    for one, other in page.evaluate("vjgraph.scene().edges.map(({ from, to }) => [from, to])"):
        assert one in people or other in people


def test_a_large_graph_that_filters_make_small_is_shown_one_by_one(many_page: Path, show: Show) -> None:
    page = show(many_page)
    choose(page, **period(2015))
    assert {id.split("/")[0] for id in nodes(page)} == {"person"}
    choose(page, around="person/p0", hops=2)
    assert "person/p60" in nodes(page) < {f"person/p{number}" for number in range(PEOPLE)}
