"""E-mail: text, HTML, and the trend as one picture inside it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from markupsafe import Markup

from reports.language import _, speech
from reports.messages.base import TIMEOUT_S, Line, Message, Result, Retries, SendError
from reports.messages.body import plain_text, severity_word
from reports.messages.chart import Picture, picture
from reports.messages.escape import header, link_of, plain
from reports.messages.words import address, place

_LATER = range(400, 500)
"""Answers of a mail server that say: try again (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to all readers."""

    host: str
    port: int
    security: Literal["starttls", "ssl", "none"]
    login: str = field(repr=False)
    """user:password; empty: none."""
    sender: str
    to: tuple[str, ...]
    retries: Retries = field(default_factory=Retries)
    timeout_s: float = TIMEOUT_S

    def emit(self, message: Message) -> Result:
        """Hand it to the mail server."""
        mail = mail_of(message, self.sender, self.to)
        return self.retries.run(lambda: self._send(mail))

    def _send(self, mail: EmailMessage) -> Result:
        with _in_words(), self._line() as server:
            if self.login:
                user, _colon, password = self.login.partition(":")
                server.login(user, password)
            refused = server.send_message(mail)
        taken = len(self.to) - len(refused)
        text = f"taken for {taken} of {len(self.to)} readers"
        return Result(taken > 0, text)

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        if self.security == "ssl":
            with smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout_s, context=context
            ) as server:
                yield server
            return
        with smtplib.SMTP(self.host, self.port, timeout=self.timeout_s) as server:
            if self.security == "starttls":
                server.starttls(context=context)
            yield server


@contextmanager
def _in_words() -> Iterator[None]:
    """A failure of the line or the server with its mend."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        text = "the mail server refused the login (status {status}): is it user:password?"
        raise SendError(text.format(status=error.smtp_code)) from None
    except smtplib.SMTPNotSupportedError:
        raise SendError(
            "the mail server offers no such thing: is `security` right for this port?"
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        status = max((code for code, _text in error.recipients.values()), default=0)
        text = "the mail server takes mail for none of the readers (status {status})"
        raise SendError(text.format(status=status), again=status in _LATER) from None
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(
            error.smtp_error, bytes
        ) else str(error.smtp_error)  # fmt: skip
        text = "the mail server answered {status}: {reason}"
        raise SendError(
            text.format(status=error.smtp_code, reason=plain(said, 200)),
            again=error.smtp_code in _LATER,
        ) from None
    except UnicodeError:  # its text would quote the password
        raise SendError("the login holds letters that the mail server does not take") from None
    except ssl.SSLError as error:
        text = "no safe line to the mail server: {reason}"
        raise SendError(text.format(reason=plain(str(error.reason or error), 200))) from None
    except (OSError, smtplib.SMTPException) as error:
        text = "no connection to the mail server: {reason}"
        raise SendError(text.format(reason=plain(str(error), 200)), again=True) from None


def mail_of(message: Message, sender: str, to: tuple[str, ...]) -> EmailMessage:
    """The whole mail, without date and id, which the server adds."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = header(message.title)
    mail["From"] = Address("Storewalk", addr_spec=sender)
    mail["To"] = ", ".join(to)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    mail.set_content(plain_text(message) + "\n")
    chart = picture(message.runs)
    mail.add_alternative(html_of(message, chart), subtype="html")
    if chart is not None:
        parts = mail.get_payload()
        html = parts[1] if isinstance(parts, list) else None
        if isinstance(html, EmailMessage):
            html.add_related(chart.png, "image", "png", cid="<trend@storewalk>",
                             filename="trend.png", disposition="inline")  # fmt: skip
    return mail


_PAGE = Markup(
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title>'
    '</head><body style="margin:0;padding:16px;background:#ffffff;color:#1d2226;'
    'font:16px/1.5 system-ui,sans-serif"><h1 style="font-size:22px;margin:0 0 8px">{title}</h1>'
    "<p>{intro}</p>{lines}<p>{facts}</p>{chart}{link}</body></html>"
)
_LINK = Markup('<a href="{href}" style="color:#0b6a6a">{text}</a>')
_ITEM = Markup(
    '<li style="margin:0 0 10px"><strong>{severity}: {title}</strong> {count}{rest}</li>'
)
_CHART = Markup(
    '<p><img src="cid:trend@storewalk" alt="{alt}" width="{width}" '
    'style="max-width:100%;height:auto"></p>'
)


def html_of(message: Message, chart: Picture | None) -> Markup:
    """The message as a page of HTML without anything from elsewhere; every text is escaped."""
    items = Markup().join(_item(message, line) for line in message.lines)
    more = Markup("<p>{}</p>").format(message.more) if message.more else ""
    lines = Markup('<ul style="padding-left:20px">{}</ul>{}').format(items, more) if items else ""
    href = link_of(message.link)
    link = _LINK.format(href=href, text=_("Open the report")) if href else Markup()
    return _PAGE.format(
        language=speech().language,
        title=plain(message.title),
        intro=plain(message.intro),
        lines=lines,
        facts=" · ".join(f"{label} {value}" for label, value in message.facts),
        chart=_CHART.format(alt=chart.alt, width=chart.width_px) if chart else "",
        link=Markup("<p>{}</p>").format(link) if href else "",
    )


def _item(message: Message, line: Line) -> Markup:
    title: str | Markup = plain(line.title, 200)
    if href := link_of(address(message, line)):
        title = _LINK.format(href=href, text=title)
    rest = Markup()
    if url := link_of(line.url):
        rest += Markup("<br>") + _LINK.format(href=url, text=plain(place(line), 100))
    if line.quote:
        rest += Markup("<br>{}").format(plain(line.quote, 200))
    count = f"({line.count})" if line.count else ""
    return _ITEM.format(severity=severity_word(line.severity), title=title, count=count, rest=rest)
