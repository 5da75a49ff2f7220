"""robots.txt as Google reads it: Protego, with the lines tidied first."""

import re
from urllib.parse import quote, urlsplit

from protego import Protego

MAX_BYTES = 512_000
"""Google ignores what stands after 500 KiB (developers.google.com, robots.txt introduction)."""

_AGENT_LINE = re.compile(r"^\s*user[- ]?agent\s*:?\s*(.*)$", re.IGNORECASE)
_RULE_LINE = re.compile(
    r"^(\s*(?:allow|disallow|dissallow|dissalow|disalow|diasllow|disallaw)\b\s*:?)(.*)$",
    re.IGNORECASE,
)
"""A rule with the misspellings that Google's parser forgives (robots.cc, KeyIsDisallow)."""
_TOKEN = re.compile(r"[A-Za-z_\-]+")
_MAX_LINE = 2083 * 8 - 1
"""Bytes of a line that Google's parser keeps (robots.cc, kMaxLineLen with its closing zero)."""


class Robots:
    """The rules of one host. Unreadable rules allow everything, as RFC 9309 says."""

    def __init__(self, rules: Protego, rest: Protego) -> None:
        self._rules = rules
        self._rest = rest

    @classmethod
    def parse(cls, body: bytes | str) -> "Robots":
        """Read robots.txt; never raises."""
        text = body[:MAX_BYTES]
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig", "replace")
        lines = [_tidy(line) for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))]
        return cls(_parsed(_rules(lines)), _parsed("\n".join(lines)))

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` may fetch the URL, which is written as it is sent: percent-encoded.

        Only the product token of `agent` counts; a name that is no token obeys the rules for all.
        """
        parts = urlsplit(url)
        address = _literal(parts.path or "/")
        if parts.query:
            address += "?" + _literal(parts.query)
        host = parts.netloc or "host.example"
        return bool(self._rules.can_fetch(f"http://{host}{address}", agent_token(agent) or "*"))

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds between requests. None: not said, or not a number."""
        delay = self._rest.crawl_delay(agent_token(agent) or "*")
        return float(delay) if delay is not None else None

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of Sitemap lines, as written."""
        return tuple(self._rest.sitemaps)


def agent_token(agent: str) -> str:
    """`Googlebot` from `Googlebot/2.1 (+https://...)`; empty where the name is no token."""
    match = _TOKEN.fullmatch(agent.partition("/")[0].strip())
    return match[0] if match else ""


def _parsed(text: str) -> Protego:
    try:
        return Protego.parse(text)
    except ValueError:
        return Protego.parse("")


def _tidy(line: str) -> str:
    """A line cut as Google cuts it: long ones, and agents at the first character of no token."""
    kept = line.encode()[:_MAX_LINE].decode("utf-8", "ignore").partition("#")[0]
    match = _AGENT_LINE.match(kept)
    if not match:
        return kept
    name = match[1].strip()
    token = _TOKEN.match(name)
    everyone = name == "*" or name.startswith("* ")
    return f"User-agent: {'*' if everyone else token[0] if token else '-'}"


def _rules(lines: list[str]) -> str:
    """Agents and rules alone: for Google no other line ends a group, for Protego every one does."""
    kept: list[str] = []
    for line in lines:
        rule = _RULE_LINE.match(line)
        if rule:
            kept.append(rule[1] + _literal(_escaped(rule[2])))
        elif _AGENT_LINE.match(line):
            kept.append(line)
    return "\n".join(kept)


def _escaped(pattern: str) -> str:
    """Bytes beyond ASCII as `%E3`: Google encodes patterns, never addresses."""
    return "".join(c if c.isascii() else quote(c) for c in pattern)


def _literal(text: str) -> str:
    """Escapes as text that Protego leaves alone: `%62` and `b` are not the same to Google."""
    upper = re.sub(r"%[0-9a-fA-F]{2}", lambda escape: escape[0].upper(), text)
    return upper.replace("~", "~-").replace("%", "~.")
