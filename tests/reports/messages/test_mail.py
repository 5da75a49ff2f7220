"""Mail against a real SMTP server with STARTTLS, a login and refusals."""

import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from reports.messages.base import Retries, SendError
from reports.messages.mail import Mail, mail_of
from reports.model.history import RunLine
from tests.reports.messages.certificates import Authority
from tests.reports.messages.samples import SECRET, Pauses, hostile, message

aiosmtpd = pytest.importorskip(
    "aiosmtpd.controller", reason="aiosmtpd is missing, so no mail was sent to a real server"
)
LOGIN = f"reports:{SECRET}"
SENDER, READERS = "reports@shop.example", ("team@shop.example", "boss@shop.example")


class Inbox:
    """Keeps what the server took; refuses what a test wants refused."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse: list[str] = []
        """Answers to DATA, one after the other."""
        self.unknown: tuple[str, ...] = ()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str,  # noqa: N802
                          options: Any) -> str:  # fmt: skip
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            return self.refuse.pop(0)
        parsed = message_from_bytes(envelope.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        return "250 OK"


def login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> Any:
    from aiosmtpd.smtp import AuthResult

    fine = (data.login, data.password) == (b"reports", SECRET.encode())
    return AuthResult(success=fine, handled=fine)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), "127.0.0.1")


@pytest.fixture
def inbox(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Inbox, int]]:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate, authority.key)
    kept = Inbox()
    controller = aiosmtpd.Controller(
        kept, hostname="127.0.0.1", port=free_port(), tls_context=context, require_starttls=True,
        authenticator=login, auth_required=True,
    )  # fmt: skip
    controller.start()
    try:
        yield kept, controller.port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def mail_to(port: int, *, word: str = LOGIN, retries: Retries | None = None, **more: Any) -> Mail:
    values: dict[str, Any] = {"security": "starttls", "timeout_s": 15.0} | more
    return Mail("127.0.0.1", port, values["security"], word, SENDER, READERS,
                retries or Pauses().retries, values["timeout_s"])  # fmt: skip


def nights(number: int) -> tuple[tuple[str, RunLine], ...]:
    found = []
    for day in range(1, number + 1):
        run = f"2026-08-{day:02}T021000Z"
        findings = {"error": day, "warning": 3, "notice": 1}
        found.append((run[:10], RunLine(run, f"{run[:10]}T02:10:00+00:00", True, "0.1", {"ok": 9},
                                        findings, 1, 0, 0, 80.0)))  # fmt: skip
    return tuple(found)


def test_a_mail_has_text_html_and_the_trend_as_a_picture_inside(
    inbox: tuple[Inbox, int],
) -> None:
    from dataclasses import replace

    kept, port = inbox
    result = mail_to(port).emit(replace(message(), runs=nights(5)))
    assert result.detail == "taken for 2 of 2 readers"
    mail = kept.mails[0]
    assert mail["Subject"] == "Blue Mug: 3 errors to mend"
    assert mail["To"] == ", ".join(READERS)
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "• Error: Title missing 1 (3 findings)" in text.get_content()
    page = html.get_content()
    assert 'src="cid:trend@storewalk"' in page
    assert 'alt="Open findings, last 5 nights.' in page
    pictures = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert len(pictures) == 1
    assert pictures[0]["Content-ID"] == "<trend@storewalk>"
    png = pictures[0].get_content()
    assert png.startswith(b"\x89PNG")
    assert 5_000 < len(png) < 200_000


def test_a_first_night_has_no_trend_and_no_picture() -> None:
    mail = mail_of(message(), SENDER, READERS)
    assert not [part for part in mail.walk() if part.get_content_maintype() == "image"]
    html = mail.get_body(("html",))
    assert html is not None
    assert "<img" not in html.get_content()


def test_a_hostile_night_adds_no_header_no_reader_and_no_markup(inbox: tuple[Inbox, int]) -> None:
    kept, port = inbox
    mail_to(port).emit(hostile())
    mail = kept.mails[0]
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    html = mail.get_body(("html",))
    assert html is not None
    page = html.get_content()
    assert "<script" not in page
    assert "<img" not in page
    assert "<details" not in page


def test_a_wrong_password_is_told_without_it_and_not_tried_again(inbox: tuple[Inbox, int]) -> None:
    kept, port = inbox
    waited = Pauses()
    with pytest.raises(SendError, match="refused the login") as caught:
        mail_to(port, word="reports:wrong-password", retries=waited.retries).emit(message())
    assert "wrong-password" not in str(caught.value)
    assert waited.asked == []
    assert kept.mails == []


def test_a_password_that_cannot_be_sent_is_not_quoted(inbox: tuple[Inbox, int]) -> None:
    with pytest.raises(SendError, match="letters that the mail server") as caught:
        mail_to(inbox[1], word="reports:geheimnisvölle").emit(message())
    assert "ö" not in str(caught.value)


def test_what_a_server_puts_off_is_tried_again_and_what_it_refuses_is_not(
    inbox: tuple[Inbox, int],
) -> None:
    kept, port = inbox
    waited = Pauses()
    kept.refuse = ["451 try again later"]
    assert mail_to(port, retries=waited.retries).emit(message()).sent
    assert waited.asked == [1.0]
    kept.refuse = ["554 looks like spam"]
    with pytest.raises(SendError, match="554: looks like spam"):
        mail_to(port, retries=waited.retries).emit(message())
    assert waited.asked == [1.0]


def test_a_reader_that_is_gone_does_not_keep_the_mail_from_the_others(
    inbox: tuple[Inbox, int],
) -> None:
    kept, port = inbox
    kept.unknown = READERS[1:]
    assert mail_to(port).emit(message()).detail == "taken for 1 of 2 readers"
    kept.unknown = READERS
    with pytest.raises(SendError, match="none of the readers"):
        mail_to(port).emit(message())


def test_a_certificate_that_nobody_knows_is_no_safe_line(
    inbox: tuple[Inbox, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(stranger.certificate))
    with pytest.raises(SendError, match="no safe line"):
        mail_to(inbox[1]).emit(message())


def test_a_port_that_is_safe_from_the_start_takes_mail_too(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate, authority.key)
    kept, port = Inbox(), free_port()
    controller = aiosmtpd.Controller(kept, hostname="127.0.0.1", port=port, ssl_context=context)
    controller.start()
    try:
        assert mail_to(port, word="", security="ssl").emit(message()).sent
        with pytest.raises(SendError, match="no connection"):
            mail_to(port, word="", retries=Retries(()), timeout_s=0.3).emit(message())
    finally:
        controller.stop()
    assert len(kept.mails) == 1


def test_mail_never_goes_in_the_clear_because_a_server_offers_nothing_else() -> None:
    kept, port = Inbox(), free_port()
    controller = aiosmtpd.Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with pytest.raises(SendError, match="right for this port"):
            mail_to(port).emit(message())
    finally:
        controller.stop()
    assert kept.mails == []


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with pytest.raises(SendError, match="timed out") as caught:
            mail_to(port, retries=Retries(()), timeout_s=0.2).emit(message())
    assert caught.value.again


def test_a_server_that_is_down_or_no_mail_server_is_told() -> None:
    waited = Pauses()
    with pytest.raises(SendError, match="no connection"):
        mail_to(free_port(), retries=waited.retries).emit(message())
    assert waited.asked == [1.0, 5.0, 20.0]
