"""Every way of the settings: what it is told of a run, and what became of that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crawler.config.access import filled
from crawler.config.messages import (
    AnnotationsChannel,
    ChatChannel,
    IssueChannel,
    JobSummaryChannel,
    MailChannel,
    WebhookChannel,
)
from crawler.config.messages import Channel as Settings
from crawler.config.model import Config
from crawler.errors import StorewalkError
from crawler.records import RunDir
from reports.language import speaking
from reports.language.speech import speech_of
from reports.messages.base import (
    Channel,
    Message,
    Result,
    Retries,
    SendError,
    secrets_in,
    without_secrets,
)
from reports.messages.chat import Chat
from reports.messages.issue import Issue
from reports.messages.mail import Mail
from reports.messages.situation import Situation, read_situation
from reports.messages.summary import Annotations, JobSummary
from reports.messages.told import read_told, write_told
from reports.messages.webhook import Webhook
from reports.messages.words import message_of
from reports.messages.worse import Decision, Policy, Told, decide

EVERY_RUN = ("job_summary", "annotations", "issue")
"""Types of channels that take note of every run; see `Policy.every_run`."""
PUBLIC_API = "https://api.github.com"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is outside: given by the command, and by tests."""

    now: datetime
    """Aware."""
    environment: Mapping[str, str] = field(repr=False)
    out: Callable[[str], None] = print
    """Prints a line on standard output."""
    retries: Retries = field(default_factory=Retries)


@dataclass(frozen=True, slots=True)
class Report:
    """What one way was told, or would be."""

    channel: str
    decision: Decision
    message: Message
    result: Result | None
    """None: nothing was handed over. On a dry run: what is missing for it."""


def tell(
    run: RunDir,
    history: Path,
    config: Config,
    around: Surroundings,
    *,
    down: str = "",
    dry: bool = False,
) -> tuple[Report, ...]:
    """Tell every way what is due of a run, and write down what was told.

    `down`: why the walk was given up, when it was. `dry`: nothing is sent or written down. A way
    that fails is reported and stops no other. Raises RunDirError when the run or the history
    cannot be read.
    """
    told = read_told(history)
    with speaking(speech_of(config.report.language, config.report.catalogue)):
        situation = read_situation(run, history, config, down=down)
        reports = []
        for settings in config.messages.channels:
            name = settings.name or settings.type
            before = told.get(name, Told())
            report = _one(name, settings, situation, before, around, dry=dry)
            reports.append(report)
            if not dry:
                _keep(history, report)
        return tuple(reports)


def _one(
    name: str,
    settings: Settings,
    situation: Situation,
    told: Told,
    around: Surroundings,
    *,
    dry: bool,
) -> Report:
    decision = decide(situation.tonight, told, policy_of(settings, situation.config), around.now)
    message = message_of(decision, situation, link=_link(situation.config, around))
    every_run = settings.type in EVERY_RUN
    quiet = decision.kind == "nothing" or bool(decision.held)
    if dry:
        return Report(name, decision, message, _ready(settings, around))
    if decision.held == "muted" or (quiet and not every_run):
        return Report(name, decision, message, None)
    return Report(name, decision, message, _hand_over(settings, message, around))


def _ready(settings: Settings, around: Surroundings) -> Result | None:
    """What is missing in the surroundings; None: nothing."""
    try:
        channel_of(settings, around)
    except StorewalkError as error:
        return Result(False, str(error))
    return None


def policy_of(settings: Settings, config: Config) -> Policy:
    """The settings of one way, with what it leaves to all."""
    common = config.messages
    return Policy(
        severity=common.severity if settings.severity is None else settings.severity,
        quiet=common.quiet if settings.quiet is None else settings.quiet,
        digest=common.digest if settings.digest is None else settings.digest,
        mute=settings.mute,
        every_run=settings.type in EVERY_RUN,
    )


def _hand_over(settings: Settings, message: Message, around: Surroundings) -> Result:
    secrets = secrets_in(_texts(settings), around.environment)
    try:
        result = channel_of(settings, around).emit(message)
    except SendError as error:
        result = Result(False, error.message)
    except StorewalkError as error:
        result = Result(False, str(error))
    except Exception as error:  # noqa: BLE001 - a fault in one way must not silence the others
        result = Result(False, f"{type(error).__name__}: {error}")
    return without_secrets(result, secrets)


def _texts(settings: Settings) -> Sequence[str]:
    """All texts of a channel's settings in which a variable may be named."""
    match settings:
        case IssueChannel():
            return (settings.token,)
        case ChatChannel():
            return (settings.url,)
        case MailChannel():
            return (settings.login,)
        case WebhookChannel():
            return (settings.url, *settings.headers.values())
        case _:
            return ()


def channel_of(settings: Settings, around: Surroundings) -> Channel:
    """The way itself, with secrets from the environment.

    Raises ConfigError that names a variable which is not set.
    """
    name = settings.name or settings.type
    environment = around.environment

    def fill(text: str) -> str:
        return filled(text, f"messages: {name}", environment).strip()

    match settings:
        case JobSummaryChannel():
            return JobSummary(environment.get("GITHUB_STEP_SUMMARY", ""))
        case AnnotationsChannel():
            there = environment.get("GITHUB_ACTIONS") == "true"
            return Annotations(there, settings.top, around.out)
        case IssueChannel():
            return Issue(
                api=(settings.api or environment.get("GITHUB_API_URL") or PUBLIC_API).rstrip("/"),
                repository=settings.repository or environment.get("GITHUB_REPOSITORY", ""),
                token=fill(settings.token),
                label=settings.label,
                retries=around.retries,
            )
        case ChatChannel():
            return Chat(fill(settings.url), around.retries)
        case MailChannel():
            return Mail(
                settings.host, settings.port, settings.security, fill(settings.login),
                settings.sender, settings.to, around.retries,
            )  # fmt: skip
        case WebhookChannel():
            headers = {key: fill(value) for key, value in settings.headers.items()}
            return Webhook(fill(settings.url), headers, around.retries)


def _link(config: Config, around: Surroundings) -> str:
    """Where the report can be read: where it is published, else the run that keeps it."""
    if config.report.site_url:
        return config.report.site_url
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    server, repository, run = (around.environment.get(name, "") for name in names)
    return f"{server}/{repository}/actions/runs/{run}" if server and repository and run else ""


def _keep(history: Path, report: Report) -> None:
    decision, run = report.decision, report.message.run
    sent = report.result is not None and report.result.sent and not decision.held
    write_told(
        history,
        report.channel,
        run,
        told=decision.ids if sent else (),
        mended=decision.mended,
        clear=sent and decision.kind == "clear",
    )
