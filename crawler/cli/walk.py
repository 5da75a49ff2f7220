"""The verbs of a walk: `run` and its stages one by one."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from crawler.cli import pairs, stages
from crawler.cli.options import Shard, WalkOptions, walk_options
from crawler.cli.progress import Talk
from crawler.cli.stages import Places
from crawler.cli.usable import say_stateless
from crawler.config import Config, default_config, load_config
from crawler.errors import ConfigError, GateClosed, RunDirError, WalkError
from crawler.fetch.parts import Parts
from crawler.journeys.library import require_plans
from crawler.records import RunDiff, RunDir

F = TypeVar("F", bound=Callable[..., Any])

CONFIG_FILE = Path("config/storewalk.yml")
LOCAL_RATE = 50.0
"""Requests a second to a shop on this machine or network when no file sets a pace."""


def config_option(function: F) -> F:
    """--config, shared by every verb that needs the configuration."""
    return click.option(
        "--config", "-c", "config_path", type=click.Path(path_type=Path), default=None,
        help=f"Configuration file (default: {CONFIG_FILE}).",
    )(function)  # fmt: skip


def place_options(function: F) -> F:
    """--history and --site."""
    history = click.option("--history", type=click.Path(path_type=Path), help="History folder.")
    site = click.option("--site", type=click.Path(path_type=Path), help="Where the site goes.")
    return history(site(function))


def run_argument(function: F) -> F:
    """A run directory; the latest one when it is left out."""
    return click.argument("run_path", type=click.Path(path_type=Path), required=False)(function)


@click.command()
@click.argument("url", required=False)
@config_option
@click.option("--run-dir", type=click.Path(path_type=Path), help="Where this run is kept.")
@place_options
@walk_options
@click.option(
    "--render/--no-render",
    default=None,
    help="Look at pages and walk to the checkout on a phone, or not.",
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "notice"]),
    help="End with exit code 10 when there are findings this severe.",
)  # fmt: skip
@click.option(
    "--with-state/--without-state", default=True,
    help="Without: the history could not be brought here. Then everything looks new, the report "
    "says so, nobody is told, and nothing is remembered.",
)  # fmt: skip
@click.option("--as-of", hidden=True, help="Date the run so (ISO time, UTC); for demos and tests.")
def run(
    url: str | None,
    config_path: Path | None,
    run_dir: Path | None,
    history: Path | None,
    site: Path | None,
    options: WalkOptions,
    render: bool | None,
    fail_on: str | None,
    with_state: bool,
    as_of: str | None,
) -> None:
    """Walk the shops, check them, build the site, and tell who has to know.

    Without URL the configuration says what to walk. With URL that one shop is walked without any
    file. A walk that was interrupted goes on where it was.
    """
    from crawler.cli.notify import notify_stage  # noqa: PLC0415 - which needs this file

    talk = Talk()
    config = options.apply(_config(url, config_path))
    require_plans(config)
    if render is not None:
        shown = config.render.model_copy(update={"enabled": render})
        way = config.journeys.model_copy(update={"enabled": config.journeys.enabled and render})
        config = config.model_copy(update={"render": shown, "journeys": way})
    products = pairs.products_of(config)
    run = stages.open_run(config, products, run_dir, started_at=time_of(as_of), talk=talk)
    base = run.path if url and run_dir else Path()
    history = (history or base / "history") if with_state else run.path / "history"
    places = Places(run, history, site or base / "site")
    try:
        stages.crawl_stage(config, products, places, talk, paired=pairs.paired(config))
    except WalkError as error:
        if with_state:
            notify_stage(config, places, talk, down=error.message)
        raise
    if not with_state:
        say_stateless(run)
    stages.render_stage(config, products, places, talk)
    stages.journey_stage(config, products, places, talk)
    stages.check_stage(config, products, places, talk)
    if pairs.match_stage(config, places, talk):
        stages.check_stage(config, pairs.products_of(config), places, talk)
    result = stages.remember_stage(places, talk)
    index = stages.report_stage(config, places, talk)
    _summary(run, result, index)
    if with_state:
        notify_stage(config, places, talk)
    failed = stages.gate(run, fail_on)
    if failed:
        raise GateClosed(
            f"{failed} finding(s) at or above --fail-on {fail_on}", where=str(run.path)
        )


@click.command()
@click.argument("url", required=False)
@config_option
@click.option("--run-dir", type=click.Path(path_type=Path), help="Where this run is kept.")
@place_options
@walk_options
@click.option(
    "--resume", is_flag=True,
    help="Go on with an unfinished walk, or fail. (Without it one is gone on with if there is.)",
)  # fmt: skip
@click.option(
    "--frontier", default="", metavar="redis://HOST",
    help="Share the walk with other machines that name the same Redis; merge the parts after.",
)  # fmt: skip
@click.option(
    "--shard", type=Shard(), default="1/1", show_default=True,
    help="Walk one part of the addresses (2/4); merge the parts after. storewalk plan says how "
    "many there should be.",
)  # fmt: skip
@click.option(
    "--together", type=click.IntRange(1), default=None,
    help="Parts that walk at the same time and share the pace (default: all of them).",
)  # fmt: skip
def crawl(
    url: str | None,
    config_path: Path | None,
    run_dir: Path | None,
    history: Path | None,
    site: Path | None,
    options: WalkOptions,
    resume: bool,
    frontier: str,
    shard: tuple[int, int],
    together: int | None,
) -> None:
    """Only walk: collect facts into a run directory."""
    talk = Talk()
    config = options.apply(_config(url, config_path))
    products = pairs.products_of(config)
    run = stages.open_run(config, products, run_dir, started_at=None, talk=talk, resume=resume)
    places = _places(run, history, site)
    stages.crawl_stage(
        config, products, places, talk,
        frontier=frontier, shard=Parts.one(*shard, together), paired=pairs.paired(config),
    )  # fmt: skip
    click.echo(run.path)


def _stage_verb(name: str, text: str, work: Callable[[Config, Places, Talk], None]) -> Any:
    @click.command(name, help=text)
    @run_argument
    @config_option
    @place_options
    def verb(
        run_path: Path | None, config_path: Path | None, history: Path | None, site: Path | None
    ) -> None:
        places = _places(run_of(run_path), history, site)
        config = config_of(places.run, config_path)
        work(config, places, Talk())

    return verb


def _check(config: Config, places: Places, talk: Talk) -> None:
    stages.check_stage(config, pairs.products_of(config), places, talk)
    found: dict[str, int] = {}
    for finding in places.run.findings():
        found[finding.check] = found.get(finding.check, 0) + finding.count
    for check_id, number in sorted(found.items()):
        click.echo(f"{number:6}  {check_id}")


def _render(config: Config, places: Places, talk: Talk) -> None:
    stages.render_stage(config, pairs.products_of(config), places, talk)


def _journey(config: Config, places: Places, talk: Talk) -> None:
    if not config.journeys.enabled:
        raise ConfigError(
            "journeys are switched off",
            where="journeys.enabled",
            hint="They put a product of your own shop into the basket. Switch them on with "
            "journeys: {enabled: true} in the configuration.",
        )
    stages.journey_stage(config, pairs.products_of(config), places, talk)


def _remember(config: Config, places: Places, talk: Talk) -> None:
    _show_counts(stages.remember_stage(places, talk))


@click.command()
@run_argument
@config_option
@place_options
@click.option(
    "--pdf", is_flag=True, help="Print the summary for management, too: two sheets of A4."
)
def report(
    run_path: Path | None,
    config_path: Path | None,
    history: Path | None,
    site: Path | None,
    pdf: bool,
) -> None:
    """Build the site of a run again."""
    places = _places(run_of(run_path), history, site)
    config = config_of(places.run, config_path)
    if pdf:
        config = config.model_copy(
            update={"report": config.report.model_copy(update={"pdf": True})}
        )
    talk = Talk()
    click.echo(stages.report_stage(config, places, talk))


render = _stage_verb("render", "Look at the pages of a run on a phone.", _render)
journey = _stage_verb("journey", "Walk the way to the checkout's first form, on a phone.", _journey)
check = _stage_verb("check", "Check a run again, without walking.", _check)
remember = _stage_verb("remember", "Compare a run with the history and keep it.", _remember)


@click.command()
@run_argument
@click.option("--json", "as_json", is_flag=True, help="Print changes.json.")
def diff(run_path: Path | None, as_json: bool) -> None:
    """What changed in a run since the one before it."""
    run = run_of(run_path)
    result = run.diff()
    if result is None:
        raise RunDirError(
            "the run was not compared yet", where=str(run.path), hint="storewalk remember"
        )
    if as_json:
        click.echo(result.model_dump_json(indent=2))
        return
    _show_counts(result)
    for change in result.changes:
        if change.kind != "persisting":
            click.echo(f"{change.kind:14} {change.check:32} {change.url}\n{'':15}{change.message}")


def _config(url: str | None, path: Path | None) -> Config:
    if url is None:
        return load_config(path or CONFIG_FILE)
    if path is not None:
        raise ConfigError("give either an address or --config, not both")
    config = default_config(url)
    if config.local(config.store):
        pace = config.crawl.model_copy(update={"requests_per_second": LOCAL_RATE})
        return config.model_copy(update={"crawl": pace})
    return config


def config_of(run: RunDir, path: Path | None) -> Config:
    """The configuration file, or one from the run itself when it was walked without a file."""
    if path is not None or CONFIG_FILE.exists():
        return load_config(path or CONFIG_FILE)
    return default_config(run.sites()[0].url)


def _places(run: RunDir, history: Path | None, site: Path | None) -> Places:
    return Places(run, history or Path("history"), site or Path("site"))


def run_of(path: Path | None) -> RunDir:
    """The run there, or the latest one. Raises RunDirError when there is none."""
    if path is not None:
        run = RunDir(path)
        run.manifest()
        return run
    found = sorted(Path("runs").glob("*/run.json"))
    if not found:
        raise RunDirError("there is no run yet", where="runs/", hint="storewalk run")
    return RunDir(found[-1].parent)


def time_of(text: str | None) -> datetime | None:
    """The time of a hidden `--as-of`, in UTC. Raises ConfigError for what is none."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"not an ISO time: {text!r}", where="--as-of") from None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _summary(run: RunDir, result: RunDiff, index: Path) -> None:
    found: dict[str, int] = {}
    for finding in run.findings():
        found[finding.severity] = found.get(finding.severity, 0) + finding.count
    errors, warnings, notices = (found.get(name, 0) for name in ("error", "warning", "notice"))
    click.echo(f"{errors} errors, {warnings} warnings, {notices} notices")
    _show_counts(result)
    click.echo(f"Site: {index}")


def _show_counts(result: RunDiff) -> None:
    if result.previous is None:
        click.echo("First night: everything is new.")
        return
    shown = {name.replace("_", " "): number for name, number in result.counts.items() if number}
    click.echo(f"Since {result.previous}: " + ", ".join(f"{n} {name}" for name, n in shown.items()))
    if not result.trusted:
        click.echo("The walk was not sound, so nothing was closed.")
