"""Crawled texts made harmless for each place a message goes to.

Whoever writes a competitor's page, or a review in our own shop, may put anything into a title: a
mention that wakes a whole channel, a command to the runner, a link that looks like ours.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from reports.model.words import clip, is_web

JOINER = "\u2060"
"""WORD JOINER: no width, and no service takes what stands behind it for a name."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that are not there, or turn the text around."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~&$])")


def plain(text: str, limit: int = 300) -> str:
    """One line without control characters, with nothing that a runner takes for a command.

    GitHub's runner looks for `##[` anywhere in a line, and for `::` at its start.
    """
    shown = "".join(
        " " if unicodedata.category(one) in _UNSEEN and one != "\u200d" else one for one in text
    )
    return clip(shown, limit).replace("##[", "# #[")


def link_of(url: str) -> str:
    """The address with everything percent-encoded that could end it early; empty for no web page.

    `@` too: it begins a mention, and hides the real host from who reads only the start.
    """
    try:
        if not is_web(url) or not urlsplit(url).hostname:
            return ""
    except ValueError:
        return ""
    shown = "".join(one for one in url if unicodedata.category(one) not in ("Cc", "Cs"))
    return quote(shown, safe="%/:=&?~#+!$,;.-_")


def markdown(text: str, limit: int = 300) -> str:
    """Text between other Markdown of GitHub: no mark, no mention, no reference, no HTML."""
    # A backslash does not stop a mention (@team) or a reference (#1, GH-1): a joiner does.
    calm = re.sub(r"(?i)@|#(?=\d)|\bgh-(?=\d)|\bwww(?=\.)", rf"\g<0>{JOINER}", plain(text, limit))
    return _MARKDOWN.sub(r"\\\1", calm).replace("://", "\\://")


def code(text: str, limit: int = 300) -> str:
    """Crawled text as a code span of Markdown, in which nothing is a mark, a mention or a link."""
    shown = plain(text, limit)
    if not shown:
        return ""
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    room = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{room}{shown}{room}{fence}"


def chat(text: str, limit: int = 300) -> str:
    """Text for chats, whose marks differ: no mention, no special token, no link with another name.

    Slack reads `<!channel>` and `<@U1>`, Discord `@everyone`, `<@1>` and `[name](address)`.
    """
    shown = plain(text, limit).replace("<", "‹").replace(">", "›")
    return shown.replace("@", f"@{JOINER}").replace("](", f"]{JOINER}(").replace("`", "'")


def command_data(text: str) -> str:
    """The message of a workflow command (toolkit of GitHub Actions, command.ts: escapeData)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """A property of a workflow command (the same file: escapeProperty)."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def header(text: str, limit: int = 200) -> str:
    """A line of a mail's head: what would begin another line is gone."""
    return plain(text, limit)
