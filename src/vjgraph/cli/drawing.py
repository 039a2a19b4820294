"""The commands that carry the graph elsewhere: network, view, export."""

from __future__ import annotations

from pathlib import Path

import click

from vjgraph.cli.options import OUTPUT, built_project, endpoint, opened, period
from vjgraph.errors import UsageError


@click.command(short_help="Who met whom, as a network to compute with.")
@click.argument("projection", default="people", metavar="[people|ministries|bodies|topics]")
@period
@click.option("--weight", default="count", metavar="[count|newman]", help="newman shares a meeting out among those who met.")
@click.option("--measures", is_flag=True, help="The nodes, how central each is, and who links the sides.")
@click.option("--by", metavar="MEASURE", help="The measure that --measures sorts by (default: degree).")
@click.option("-o", "--output", type=OUTPUT, metavar="FILE", help="Write .graphml, .gexf, .cyjs, .json or .csv.")
@endpoint
@built_project
def network(
    projection: str,
    year: str | None,
    from_: str | None,
    to: str | None,
    weight: str,
    measures: bool,
    by: str | None,
    output: Path | None,
    endpoint: str | None,
    project: Path,
) -> None:
    """Who met whom, which bodies met or share an instrument, who spoke of what.

    Files are for Gephi and yEd (.graphml, .gexf), Cytoscape (.cyjs), networkx and d3 (.json); .csv holds the table.

    \b
    vjgraph network --year 2019
    vjgraph network --measures --by broker
    vjgraph network bodies --weight newman --measures -o bodies.gexf
    """
    from vjgraph.interchange import check_measure, report_edges, report_measures, write_network
    from vjgraph.network import check_projection
    from vjgraph.rendering import terminal_width

    check_projection(projection, weight)
    if by and not measures:
        raise UsageError("--by sorts what --measures prints: add --measures")
    check_measure(by := by or "degree", projection)
    found = opened(project, endpoint).network(projection, year=year, from_=from_, to=to, weight=weight, measures=measures)
    if output:
        write_network(output, found)
        click.echo(f"{output}: {found.number_of_nodes():,} nodes, {found.number_of_edges():,} edges")
    elif measures:
        click.echo(report_measures(found, by=by, width=terminal_width()), nl=False)
    else:
        click.echo(report_edges(found, width=terminal_width()), nl=False)
    for note in found.graph["notes"]:
        click.echo(f"note: {note}", err=True)


@click.command(short_help="Write the map as one offline HTML page.")
@click.argument("name", default="", metavar="[NAME]")
@click.option("--hops", type=int, metavar="N", help="Steps around NAME: 1, 2 (default) or 3.")
@period
@click.option("-o", "--output", default="graph.html", type=OUTPUT, metavar="FILE", help="The file (default: graph.html).")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@endpoint
@built_project
def view(
    name: str,
    hops: int | None,
    year: str | None,
    from_: str | None,
    to: str | None,
    output: Path,
    open_: bool,
    endpoint: str | None,
    project: Path,
) -> None:
    """Write the interactive map of the graph: one file, no network needed.

    It opens with everything, or around NAME and in a period; the rest of the graph is in it too.

    \b
    vjgraph view --open
    vjgraph view "Jane Roe" --hops 1 --year 2019 -o roe.html
    vjgraph view --endpoint https://example.org/sparql
    """
    target = opened(project, endpoint).view(name, hops=hops, year=year, from_=from_, to=to).write(output)
    click.echo(f"{target}: open it in a browser")
    if open_:
        click.launch(target.resolve().as_uri())


@click.command(short_help="Write the graph for another store: .ttl, .trig, .nq, .nt.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--parts", type=click.Choice(["nq", "nt"]), help="Write gzipped parts for bulk loaders into the folder FILE.")
@built_project
def export(file: Path, parts: str | None, project: Path) -> None:
    """Write the graph to FILE in the format of its ending: .ttl or .nt, .trig or .nq with one graph a source.

    \b
    vjgraph export graph.ttl
    vjgraph export graph.nq
    vjgraph export --parts nq parts/
    """
    target = opened(project).export(file, parts=parts)
    if parts:
        number = sum(1 for path in target.iterdir() if path.name.startswith("part-"))
        click.echo(f"{target}: {number:,} part{'' if number == 1 else 's'}, listed in {target / 'manifest.json'}")
    else:
        click.echo(f"{target}: {target.stat().st_size:,} bytes")
