"""`storewalk notify`: tells the people of the settings that something got worse."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.cli.progress import Talk
from crawler.cli.stages import Places
from crawler.cli.walk import (
    config_of,
    config_option,
    place_options,
    run_argument,
    run_of,
    time_of,
)
from crawler.config import Config
from crawler.errors import ConfigError, RunDirError, StorewalkError
from crawler.records import RunDir

if TYPE_CHECKING:
    from reports.messages.all import Report

_LEFT_OUT = {
    "told": "told before",
    "mild": "below the severity that is told",
    "flapping": "come and go",
    "first": "found for the first time: told when they are still there in the next run",
    "unseen": "not looked at in this run",
}
_HELD = {
    "quiet": "held back: these are quiet hours; the first `storewalk notify` after them sends it",
    "digest": "collected for the next digest",
    "muted": "muted: {reason}, until {until}",
}
_KINDS = {
    "down": "the shop is down, which is told at once",
    "untrusted": "the walk was not sound, and nothing else is told of it",
    "worse": "{n} findings that were not told yet",
    "clear": "everything that was told is mended",
    "nothing": "nothing got worse",
}


@click.command()
@run_argument
@config_option
@place_options
@click.option("--dry-run", is_flag=True, help="Print what would be sent where, and why; send it "
              "nowhere.")  # fmt: skip
@click.option("--as-of", hidden=True, help="The time for quiet hours (ISO time); for tests.")
def notify(
    run_path: Path | None,
    config_path: Path | None,
    history: Path | None,
    site: Path | None,
    dry_run: bool,
    as_of: str | None,
) -> None:
    """Tell who has to know what got worse (`messages` in the configuration).

    `storewalk run` does so at its end. Errors are told once, when they stayed for two runs; a shop
    that is down and wrong prices at once. What could not be sent stays due.
    """
    run = run_of(run_path)
    config = config_of(run, config_path)
    if not config.messages.channels:
        raise ConfigError(
            "nobody is named who has to be told",
            where="messages.channels",
            hint="Name a channel: messages: {channels: [{type: job_summary}]}",
        )
    reports = _tell(run, history or Path("history"), config, as_of=as_of, dry=dry_run)
    for report in reports:
        click.echo(_line(report, config, dry=dry_run))
        if dry_run:
            for line in _preview(report):
                click.echo(line)


def notify_stage(config: Config, places: Places, talk: Talk, *, down: str = "") -> None:
    """Tell, when channels are configured. Whatever goes wrong is said and stops nothing."""
    if not config.messages.channels:
        return
    try:
        reports = _tell(places.run, places.history, config, down=down)
    except StorewalkError as error:
        talk.say(f"  ! Nobody could be told: {error}")
        return
    except Exception as error:  # noqa: BLE001 - the night is done, and no message is worth it
        talk.say(f"  ! Nobody could be told, a fault in Storewalk: {type(error).__name__}: {error}")
        return
    for report in reports:
        mark = "  ! " if report.result and not report.result.sent else "  "
        talk.say(f"{mark}{_line(report, config)}")


def _tell(
    run: RunDir,
    history: Path,
    config: Config,
    *,
    down: str = "",
    dry: bool = False,
    as_of: str | None = None,
) -> "tuple[Report, ...]":
    from reports.messages.all import Surroundings, tell  # noqa: PLC0415 - composition root

    now = time_of(as_of) or datetime.now(UTC)
    around = Surroundings(now, dict(os.environ), click.echo)
    return tell(run, history, config, around, down=down or _given_up(run), dry=dry)


def _given_up(run: RunDir) -> str:
    """Why a walk was given up, when it is told of later; empty when it was not.

    Raises RunDirError when the run was not compared yet.
    """
    if run.diff_head() is not None:
        return ""
    sites = run.sites()
    if run.manifest().finished_crawl and sites and not sites[0].counts.get("ok"):
        return "No page of the shop could be read."
    raise RunDirError(
        "the run was not compared yet", where=str(run.path), hint="storewalk remember"
    )


def _line(report: "Report", config: Config, *, dry: bool = False) -> str:
    decision, result = report.decision, report.result
    why = _KINDS[decision.kind].format(n=len(decision.due))
    if dry and result is not None:
        return f"{report.channel}: could not be told: {result.detail}"
    if decision.held:
        return f"{report.channel}: {why}; {_held(report, config)}"
    if result is None:
        would = "would send" if dry and decision.kind != "nothing" else "nothing to send"
        return f"{report.channel}: {would} ({why})"
    if result.sent:
        return f"{report.channel}: {result.detail} ({why})"
    return f"{report.channel}: not told, and stays due: {result.detail}"


def _held(report: "Report", config: Config) -> str:
    mutes = {(one.name or one.type): one.mute for one in config.messages.channels}
    mute: Any = mutes.get(report.channel)
    values = {"reason": mute.reason, "until": mute.until} if mute else {}
    return _HELD[report.decision.held].format(**values)


def _preview(report: "Report") -> list[str]:
    """The message as text, and what is left out. No line of it begins with crawled text: a CI
    runner takes lines that begin with :: for commands."""
    from reports.messages.body import plain_text  # noqa: PLC0415 - composition root

    lines = [
        f"  not told: {number}, {_LEFT_OUT[reason]}"
        for reason, number in sorted(report.decision.left_out.items())
    ]
    if report.decision.kind == "nothing":
        return lines
    text = [report.message.title, *plain_text(report.message).splitlines()]
    return [*lines, *(f"  | {line}".rstrip() for line in text)]
