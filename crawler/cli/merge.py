"""`storewalk merge`: the parts of a walk by several machines become one run."""

from pathlib import Path

import click

from crawler.records import RunDir
from crawler.records.merge import merge as merge_runs


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The new run.")
def merge(parts: tuple[Path, ...], into: Path) -> None:
    """Join run directories of one walk: shards, or workers with one --frontier.

    The new run is unfinished. `storewalk run --run-dir` goes on with it: it asks for what no part
    has asked for, probes the links, checks, and builds the site.
    """
    pages = merge_runs([RunDir(part) for part in parts], RunDir(into))
    click.echo(f"{pages} pages of {len(parts)} parts are in {into}")
    click.echo(f"Next: storewalk run --run-dir {into}", err=True)
