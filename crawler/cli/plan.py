"""`storewalk plan`: how long a night takes, and in how many parts it is walked."""

import json
import os
from pathlib import Path

import click

from crawler.cli.walk import CONFIG_FILE, config_option
from crawler.config import Config, load_config
from crawler.errors import ConfigError
from crawler.fetch.estimate import MOST_PARTS, NightPlan, SiteEstimate, plan_night
from crawler.history import Seen
from crawler.records import RunDir, SiteFacts

NIGHTS_A_MONTH = 30
FREE_MINUTES = 2_000
"""A month, private repositories, Free plan (docs.github.com, "About billing for GitHub Actions",
read 2026-11-23)."""
_PUBLIC = (
    "::warning title=The report is public::STOREWALK_PAGES is true: the report goes to GitHub "
    "Pages, which anybody can read on most plans. Prices, costs and faults stand in it."
)


@click.command()
@config_option
@click.option(
    "--history", type=click.Path(path_type=Path), default=Path("history"), show_default=True,
    help="History folder.",
)  # fmt: skip
@click.option(
    "--parts", type=click.IntRange(1, MOST_PARTS), envvar="STOREWALK_PARTS",
    help="So many parts, whatever the time says. The environment variable STOREWALK_PARTS says "
    "the same.",
)  # fmt: skip
@click.option(
    "--github",
    is_flag=True,
    help="Also write `parts` (the matrix of a job, as JSON) and `together` to GITHUB_OUTPUT.",
)
def plan(config_path: Path | None, history: Path, parts: int | None, github: bool) -> None:
    """Say how long a night takes and in how many parts it is walked.

    Another shop is always walked by one part; only your own is divided, and only when its walk
    takes longer than one machine may work. Parts share the pace: nobody is asked faster.
    """
    config = load_config(config_path or CONFIG_FILE)
    night = night_plan(config, history, parts)
    for line in _told(night):
        click.echo(line)
    if github:
        _hand_over(night)


def night_plan(config: Config, history: Path, parts: int | None = None) -> NightPlan:
    """The plan of the next night by what was seen last: in the history, else in the last run."""
    seen = _last_seen(history)
    # A shop that nobody walked last time has no pages that are known.
    known = {name: number for name, site in seen.items() if (number := site.counts.get("known"))}
    delays = {
        name: site.robots.crawl_delay_s
        for name, site in seen.items()
        if site.robots and site.robots.crawl_delay_s
    }
    return plan_night(config, known, delays, parts=parts)


def actions_line(night: NightPlan) -> str:
    """What a month of nights costs on GitHub, in a sentence."""
    month = night.billed_minutes * NIGHTS_A_MONTH
    return (
        f"about {month:,} minutes of GitHub Actions a month ({night.billed_minutes} a night); "
        f"public repositories pay none, private ones have {FREE_MINUTES:,} on the Free plan"
    )


def _last_seen(history: Path) -> dict[str, SiteFacts]:
    seen = Seen(history).sites(before="~")
    if seen:
        return dict(seen)
    runs = sorted(Path("runs").glob("*/sites.json"))
    return {site.id: site for site in RunDir(runs[-1].parent).sites()} if runs else {}


def _told(night: NightPlan) -> list[str]:
    rows: list[tuple[str, ...]] = [("Shop", "Pages", "Known", "A second", "Minutes", "Walked by")]
    rows += [_row(site, night.parts) for site in night.sites]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    parts = "1 part" if night.parts == 1 else f"{night.parts} parts, {night.together} at a time"
    whole = night.walk_minutes + night.after_minutes
    return [
        *lines,
        f"{parts}: at least {_minutes(night.walk_minutes)} of walking, "
        f"about {_minutes(whole)} with phone, checks and report",
        actions_line(night),
    ]


def _row(site: SiteEstimate, parts: int) -> tuple[str, ...]:
    by = f"part {site.part} of {parts}" if site.part else "every part"
    return (
        _plain(site.name),
        f"{site.pages:,}",
        "?" if site.known is None else f"{site.known:,}",
        f"{site.rate:g}",
        f"{site.minutes:.0f}",
        by if parts > 1 else "",
    )


def _plain(name: str) -> str:
    """A shop's name in one line; a CI runner takes lines that begin with :: for commands."""
    return " ".join(name.replace("::", ": :").split())


def _minutes(number: float) -> str:
    return "a minute" if number < 1.5 else f"{number:.0f} minutes"


def _hand_over(night: NightPlan) -> None:
    """Outputs of a step, one a line: JSON holds no line break."""
    names = range(1, night.parts + 1)
    jobs = [{"part": f"{n}/{night.parts}", "name": f"{n}-of-{night.parts}"} for n in names]
    text = f"parts={json.dumps(jobs)}\ntogether={night.together}\n"
    file = os.environ.get("GITHUB_OUTPUT", "")
    if file:
        try:
            with Path(file).open("a", encoding="utf-8") as to:
                to.write(text)
        except OSError as error:
            raise ConfigError(
                f"it cannot be written: {error.strerror}", where="GITHUB_OUTPUT"
            ) from None
    else:
        click.echo(text, nl=False)
    if os.environ.get("STOREWALK_PAGES") == "true":
        click.echo(_PUBLIC)
