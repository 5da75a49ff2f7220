"""robots.txt as Google reads it: Protego, with the lines tidied first."""

import re
from urllib.parse import quote, urlsplit

from protego import Protego

MAX_BYTES = 512_000
"""Google ignores what stands after 500 KiB (developers.google.com, robots.txt introduction)."""

_AGENT_LINE = re.compile(r"^\s*user-?\s?agent\s*:?\s*(.*)$", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_\-]+")
_MAX_LINE = 2083 * 8
"""Characters of a line that Google's parser reads (robots.cc, kMaxLineLen)."""


class Robots:
    """The rules of one host. Unreadable rules allow everything, as RFC 9309 says."""

    def __init__(self, rules: Protego) -> None:
        self._rules = rules

    @classmethod
    def parse(cls, body: bytes | str) -> "Robots":
        """Read robots.txt; never raises."""
        text = body[:MAX_BYTES]
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig", "replace")
        try:
            return cls(Protego.parse(_tidy(text.removeprefix("\ufeff"))))
        except ValueError:
            return cls(Protego.parse(""))

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` may fetch the URL. Only the product token of `agent` counts."""
        token = agent_token(agent)
        parts = urlsplit(url)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
        address = f"http://{parts.netloc or 'host.example'}{path}{query}"
        return bool(self._rules.can_fetch(address, token or "*"))

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds between requests. None: not said, or not a number."""
        delay = self._rules.crawl_delay(agent_token(agent) or "*")
        return float(delay) if delay is not None else None

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of Sitemap lines, as written."""
        return tuple(self._rules.sitemaps)


def agent_token(agent: str) -> str:
    """`Googlebot` from `Googlebot/2.1 (+https://...)`."""
    match = _TOKEN.match(agent.strip())
    return match[0] if match else ""


def _tidy(text: str) -> str:
    """One agent token a line, cut at the first character that no token has; long lines cut."""
    lines: list[str] = []
    for written in re.split(r"\r\n|\r|\n", text):
        line = written[:_MAX_LINE]
        match = _AGENT_LINE.match(line.partition("#")[0])
        if match:
            name = match[1].strip()
            token = "*" if name == "*" or name.startswith("* ") else agent_token(name)
            line = f"User-agent: {token or 'no-such-agent'}"
        lines.append(line)
    return "\n".join(lines)
