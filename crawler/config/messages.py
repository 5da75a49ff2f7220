"""Who is told, by which way and when, that something got worse. Secrets stay in the environment."""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from crawler.config.strict import Strict
from crawler.records import Severity

_VARIABLE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")


def _from_environment(value: str) -> str:
    if value and not _VARIABLE.fullmatch(value):
        raise ValueError(
            "is a secret: put it into an environment variable and write ${ITS_NAME} here"
        )
    return value


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("may not hold line breaks or other control characters")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is no time zone such as Europe/Berlin") from None
    return value


def _clock(value: Any) -> Any:
    # 22:00 without quotes is a number of minutes to YAML 1.1.
    if isinstance(value, int) and 0 <= value < 24 * 60:
        return f"{value // 60:02}:{value % 60:02}"
    return value


Secret = Annotated[str, AfterValidator(_from_environment)]
Line = Annotated[str, AfterValidator(_one_line)]
Clock = Annotated[time, BeforeValidator(_clock)]
Digest = Literal["", "daily", "weekly"]


class QuietHours(Strict):
    """When nobody wants to be woken."""

    start: Clock = Field(alias="from", description='"22:00"')
    until: Clock = Field(description='"07:00"')
    zone: Annotated[str, AfterValidator(_zone)] = Field(
        "UTC", description="Time zone of the clock: Europe/Berlin."
    )

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.start == self.until:
            raise ValueError("`from` and `until` are the same time")
        return self


class ChannelMute(Strict):
    """A way that is silent for a while."""

    reason: str = Field(min_length=3, description="Why.")
    until: date = Field(description="Last day on which it is silent.")


class _Channel(Strict):
    name: str = Field(
        "",
        pattern=r"^[a-z0-9\-]*$",
        description="What this way is called in history/told.jsonl; absent: its type. What was "
        "told is remembered under this name, so do not change it.",
    )
    severity: Severity | None = Field(None, description="Absent: messages.severity.")
    quiet: QuietHours | None = Field(None, description="Absent: messages.quiet.")
    digest: Digest | None = Field(None, description="Absent: messages.digest.")
    mute: ChannelMute | None = Field(None, description="Silent until a day, with the reason.")


class JobSummaryChannel(_Channel):
    """The summary of a GitHub Actions job: written by every run."""

    type: Literal["job_summary"]


class AnnotationsChannel(_Channel):
    """Errors on the page of a GitHub Actions run."""

    type: Literal["annotations"]
    top: int = Field(10, ge=1, le=50, description="How many, the worst first. GitHub shows ten.")


class IssueChannel(_Channel):
    """One GitHub issue, kept up to date: opened, commented, closed and reopened as needed."""

    type: Literal["issue"]
    repository: str = Field(
        "",
        pattern=r"^([A-Za-z0-9_.\-]+/[A-Za-z0-9_.\-]+)?$",
        description="owner/name; absent: the one in which the workflow runs.",
    )
    token: Secret = Field(
        "${GITHUB_TOKEN}", description="Needs the permission `issues: write`: ${GITHUB_TOKEN}"
    )
    label: Line = Field(
        "storewalk", pattern="^[^,]+$", max_length=50, description="Finds the issue."
    )
    api: str = Field(
        "",
        pattern=r"^(https?://.+)?$",
        description="Address of the API of GitHub Enterprise; absent: that of the workflow.",
    )


class ChatChannel(_Channel):
    """Slack, Teams, Discord and any other service that Apprise knows."""

    type: Literal["chat"]
    url: Secret = Field(
        min_length=1,
        description="Webhook of the service or an address as Apprise writes them: "
        "${SLACK_WEBHOOK}. Needs pip install 'storewalk[messages]'.",
    )


class MailChannel(_Channel):
    """E-mail as text and HTML, with the trend as a picture."""

    type: Literal["mail"]
    host: Line = Field(min_length=1, description="Mail server: smtp.shop.example")
    port: int = Field(587, ge=1, le=65535, description="587 for STARTTLS, 465 for SSL.")
    security: Literal["starttls", "ssl", "none"] = Field(
        "starttls", description="How the line is closed to others. none: only without a login."
    )
    login: Secret = Field("", description="user:password: ${SMTP_LOGIN}")
    sender: Line = Field(pattern="@", description="reports@shop.example")
    to: tuple[Annotated[Line, Field(pattern="@")], ...] = Field(
        min_length=1, description="Who gets it."
    )

    @model_validator(mode="after")
    def _closed(self) -> Self:
        if self.login and self.security == "none":
            raise ValueError("a login is never sent in the clear: set security to starttls or ssl")
        return self


class WebhookChannel(_Channel):
    """The message as JSON to an address of yours; `storewalk schema message` describes it."""

    type: Literal["webhook"]
    url: str = Field(
        pattern=r"^(https?://.+|\$\{[A-Za-z_][A-Za-z0-9_]*\})$",
        description="Gets a POST; may hold `${NAME}`: ${WEBHOOK}",
    )
    headers: dict[Line, Line] = Field(
        {}, description='Sent with it: {Authorization: "Bearer ${TOKEN}"}'
    )


Channel = Annotated[
    JobSummaryChannel
    | AnnotationsChannel
    | IssueChannel
    | ChatChannel
    | MailChannel
    | WebhookChannel,
    Field(discriminator="type"),
]


class MessagesConfig(Strict):
    """Messages when something got worse and stayed so in two runs, or at once when it is grave."""

    severity: Severity = Field(
        Severity.ERROR, description="Findings below this are never told: error, warning or notice."
    )
    quiet: QuietHours | None = Field(
        None,
        description="Held back at these hours, and sent by the first `storewalk run` or "
        "`storewalk notify` after them.",
    )
    digest: Digest = Field(
        "",
        description="daily or weekly: at most one message in that time with all that was "
        "collected. A shop that is down and wrong prices do not wait for it.",
    )
    channels: tuple[Channel, ...] = Field((), description="Ways to tell. None: nobody is told.")

    @model_validator(mode="after")
    def _named_apart(self) -> Self:
        names = [channel.name or channel.type for channel in self.channels]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"channels: {name!r} is there twice; give each a `name`")
        return self
