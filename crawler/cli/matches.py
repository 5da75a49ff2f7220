"""`storewalk matches`: which product is which of a competitor's, and pairs given in a table."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.pairs import listed_products
from crawler.cli.progress import Talk
from crawler.cli.walk import config_of, config_option, run_of
from crawler.config import load_matches, write_matches
from crawler.config.matches import MatchRow
from crawler.errors import RunDirError

_SHOWN = 9


class _Group(click.Group):
    """`storewalk matches RUN` is `storewalk matches list RUN`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*self.commands, "--help", "-h"}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Group)
def matches() -> None:
    """Find each product at the competitors: `matches [RUN]`, or `matches score PAIRS.csv`.

    `matches [RUN]` writes matches.csv beside the configuration: open it in a spreadsheet, write
    accept or reject into the column decision, and save it. Decisions are kept. Only confirmed and
    accepted pairs count.
    """


@matches.command("list")
@click.argument("run_path", type=click.Path(path_type=Path), required=False)
@config_option
@click.option(
    "--file", "path", type=click.Path(path_type=Path), default=None,
    help="The list to write (default: matches.csv beside the configuration).",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_matches(
    run_path: Path | None, config_path: Path | None, path: Path | None, as_json: bool
) -> None:
    """Match the products of a run (default: the latest) and write matches.csv."""
    from crawler.matching import model, review  # noqa: PLC0415 - loads scipy

    run = run_of(run_path)
    config = config_of(run, config_path)
    if not (run.path / "offers.parquet").exists():
        raise RunDirError(
            "the run was not checked yet", where=str(run.path), hint="storewalk check"
        )
    path = path or config.matches
    before = load_matches(path, [shop.id for shop in config.competitors] or None)
    products = listed_products(config)
    own, rivals = review.shelves(run.offers(), products)
    talk = Talk()
    with talk.stage("Matching the products"):
        rows = review.review(
            own, rivals, model.load(),
            products=products, before=before,
            names={shop.id: shop.name for shop in config.shops},
        )  # fmt: skip
    write_matches(path, rows)
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
        return
    _show(rows, path, len(own.goods), [len(rival.goods) for rival in rivals])


@matches.command("score")
@click.argument("pairs", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, one object a row.")
def score_pairs(pairs: Path, as_json: bool) -> None:
    """How likely the pairs of a table are one product: columns left_title, right_title, ...

    Any of title (or name), brand, mpn (or modelno), gtin, sku, price, currency, description,
    category, colour, size, condition and url, with left_ and right_ before it. Other columns are
    not looked at.
    """
    from crawler.matching import catalogue, model  # noqa: PLC0415 - loads scipy
    from crawler.matching.pairs import read_pairs  # noqa: PLC0415

    table = read_pairs(pairs)
    found = list(catalogue.match_pairs(table, model.load()))
    if as_json:
        data = [
            {"row": number, "probability": match.probability, "state": match.state,
             "reasons": match.reasons, "runner_up": match.runner_up}
            for number, match in enumerate(found, 1)
        ]  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    states = Counter(str(match.state) for match in found)
    click.echo(
        f"{len(found)} pairs: {states['confirmed']} confirmed, {states['proposed']} proposed, "
        f"{states['rejected']} rejected"
    )
    for number, match in enumerate(found, 1):
        click.echo(
            f"{number:6}  {match.probability:.3f}  {match.state:9}  {' '.join(match.reasons)}"
        )


def _show(rows: tuple[MatchRow, ...], path: Path, own: int, rivals: list[int]) -> None:
    counting = sum(row.counts for row in rows)
    waiting = [row for row in rows if not row.decision and row.state == "proposed"]
    stale = [row for row in rows if row.link == "stale"]
    click.echo(f"{counting} pairs count, {len(waiting)} wait for you, {len(stale)} stale: {path}")
    if not own or not rivals:
        click.echo("There are no products of ours or no competitors' in this run.")
    for row in (stale + waiting)[:_SHOWN]:
        what = "stale" if row.link == "stale" else row.probability
        click.echo(f"{what:>6}  {row.own_name[:44]:44}  {row.competitor}: {row.name[:44]}")
    if waiting or stale:
        click.echo("Write accept or reject into the column decision, then: storewalk matches")
