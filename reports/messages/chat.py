"""Slack, Teams, Discord and what else Apprise knows, by one address each."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reports.messages.base import Message, Result, Retries, SendError
from reports.messages.body import plain_text
from reports.messages.escape import chat
from reports.messages.http import passing

MOST_CHARACTERS = 1_900
"""Title and text: Discord refuses more than 2,000 (developer documentation, "Execute Webhook")."""
LINES = 5
_NO_ANSWER = ("connection error", "connection issue", "timed out", "timeout")


@dataclass(frozen=True, slots=True)
class Chat:
    """One service."""

    url: str = field(repr=False)
    retries: Retries = field(default_factory=Retries)

    def emit(self, message: Message) -> Result:
        """Post it as plain text."""
        apprise = _library()
        asset = apprise.AppriseAsset(
            app_id="Storewalk", app_desc="Storewalk", app_url="", image_url_mask="",
            image_url_logo="", async_mode=False, secure_logging=True,
        )  # fmt: skip
        service = apprise.Apprise.instantiate(self.url, asset=asset, suppress_exceptions=True)
        if service is None:
            raise SendError(
                "Apprise does not know such an address: is the variable the service's webhook?"
            )
        service.request_rate_per_sec = 0.0  # one message a run; pauses between tries are ours
        title = chat(message.title, 150)
        body = chat_text(message)[: MOST_CHARACTERS - len(title)]
        tone = {"clear": "success", "nothing": "info"}.get(message.kind, "failure")
        return self.retries.run(lambda: _post(service, title, body, tone))


def chat_text(message: Message) -> str:
    """The message in a few lines."""
    return plain_text(message, most=LINES, clean=chat)


def _post(service: Any, title: str, body: str, tone: str) -> Result:
    with _said() as lines:
        done = service.notify(body=body, title=title, notify_type=tone, body_format="text")
    if done:
        return Result(True, (f"taken by {service.service_name}"))
    text = "; ".join(lines) or ("the service refused it and did not say why")
    found = re.search(r"error=(\d{3})", text)
    lost = any(words in text.lower() for words in _NO_ANSWER)
    raise SendError(text, again=lost or bool(found and passing(int(found[1]))))


@contextmanager
def _said() -> Iterator[list[str]]:
    """What Apprise logs meanwhile: it returns only yes or no."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(" ".join(record.getMessage().split()))

    logger, keeper = logging.getLogger("apprise"), Keeper(logging.WARNING)
    spread = logger.propagate
    logger.addHandler(keeper)
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(keeper)
        logger.propagate = spread


def _library() -> Any:
    try:
        import apprise  # noqa: PLC0415 - an extra
    except ImportError:
        raise SendError("chats need Apprise: pip install 'storewalk[messages]'") from None
    return apprise
