"""`storewalk group`: the reports of several shops as one site."""

from collections.abc import Callable
from pathlib import Path

import click

from crawler.cli.paper import printer
from crawler.cli.progress import Talk
from crawler.config import Config, load_config, load_group
from crawler.records import RunDir


@click.command()
@click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default=Path("config/group.yml"),
    show_default=True,
    help="The shops of the group.",
)
@click.option("--site", type=click.Path(path_type=Path), default=Path("site"), show_default=True,
              help="Where the site goes.")  # fmt: skip
def group(path: Path, site: Path) -> None:
    """Build one site of several shops: an overview, and each shop's report below it.

    Walk each shop in its own folder first, with `storewalk run`. What is shown is its latest run.
    """
    from reports.group import ShopSource, build_group  # noqa: PLC0415 - composition root

    settings = load_group(path)
    talk = Talk()
    shops = []
    for shop in settings.shops:
        config = load_config(shop.folder / "config" / "storewalk.yml")
        run = latest_run(shop.folder / "runs")
        shops.append(
            ShopSource(
                name=shop.name or config.store.name,
                run=run,
                history=shop.folder / "history",
                config=config,
                printer=_printer(config, settings.report.pdf, run, talk),
            )
        )
    with talk.stage("Building the site"):
        result = build_group(shops, settings.report, site, progress=lambda text: None)
    click.echo(result.index)


def latest_run(runs: Path) -> RunDir | None:
    """The newest run of a folder that was checked. None: there is none."""
    for found in sorted(runs.glob("*/run.json"), reverse=True):
        run = RunDir(found.parent)
        if run.findings_path.exists():
            return run
    return None


def _printer(
    config: Config, wanted: bool, run: RunDir | None, talk: Talk
) -> Callable[[Path, Path], None] | None:
    if run is None:
        return None
    report = config.report.model_copy(update={"pdf": config.report.pdf or wanted})
    return printer(config.model_copy(update={"report": report}), run, talk)
