"""A message as Markdown for GitHub, and as plain text."""

from collections.abc import Callable, Iterable

from reports.language import _, ngettext, number
from reports.messages.base import Line, Message
from reports.messages.escape import code, link_of, markdown, plain
from reports.messages.words import address, place

MARKS = {"error": "🔴", "warning": "🟠", "notice": "🔵"}
"""Beside the word, never instead of it."""


def severity_word(severity: str) -> str:
    """The severity of a line in the reader's language."""
    words = {"error": _("Error"), "warning": _("Warning"), "notice": _("Notice")}
    return words.get(severity, severity)


def markdown_head(message: Message) -> list[str]:
    """Title, first sentence, numbers and trend: one block each."""
    blocks = [f"## {markdown(message.title)}", markdown(message.intro)]
    facts = " · ".join(f"{markdown(label)} **{markdown(value)}**" for label, value in message.facts)
    if facts:
        blocks.append(facts)
    if message.trend:
        blocks.append(f"{markdown(message.trend_label)}: `{message.trend}`")
    if link := link_of(message.link):
        text = markdown(_("Open the report"))
        blocks.append(f"[{text}]({link})")
    return blocks


def markdown_lines(message: Message, lines: Iterable[Line], more: str) -> list[str]:
    """A list entry for each line; crawled text only in code spans and in encoded addresses."""
    shown = [_entry(message, line) for line in lines]
    return [*shown, f"- {markdown(more)}"] if more else shown


def _entry(message: Message, line: Line) -> str:
    title = markdown(line.title, 200)
    if href := link_of(address(message, line)):
        title = f"[{title}]({href})"
    head = f"- {MARKS.get(line.severity, '')} {markdown(severity_word(line.severity))}: **{title}**"
    parts = [head, markdown(line.count)] if line.count else [head]
    if link := link_of(line.url):
        parts.append(f"[{code(place(line), 100)}]({link})")
    if line.quote:
        parts.append(code(line.quote, 200))
    return " · ".join(parts)


def plain_text(
    message: Message, *, most: int = 10, clean: Callable[[str, int], str] = plain
) -> str:
    """Everything below the title as text, one line each; `clean` makes crawled text harmless."""
    lines = [clean(message.intro, 300)]
    for line in message.lines[:most]:
        count = f" ({line.count})" if line.count else ""
        lines.append(f"• {severity_word(line.severity)}: {clean(line.title, 200)}{count}")
        if line.quote:
            lines.append(f"  {clean(line.quote, 160)}")
        if link := link_of(line.url):
            lines.append(f"  {link}")
    rest = len(message.lines) - most
    if rest > 0 and not message.more:
        text = ngettext("and {n} other check", "and {n} other checks", rest)
        lines.append(text.format(n=number(rest)))
    elif message.more:
        lines.append(message.more)
    facts = " · ".join(f"{label} {value}" for label, value in message.facts)
    if facts:
        lines += ["", facts]
    if message.trend:
        lines.append(f"{message.trend_label}: {message.trend}")
    if link := link_of(message.link):
        lines += ["", _("Open the report: {link}").format(link=link)]
    return "\n".join(lines)
