"""Options of a walk, shared by `run` and `crawl`: what they are and what they change."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from crawler.config import Config
from crawler.config.paths import path_pattern
from crawler.errors import ConfigError

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """What the command line says about this one walk; None leaves the configuration as it is."""

    max_pages: int | None
    rate: float | None
    only: tuple[str, ...]
    exclude: tuple[str, ...]
    url_list: Path | None
    sitemap_only: bool
    browser: str | None
    keep_html: bool

    def apply(self, config: Config) -> Config:
        """The configuration with these options. Raises ConfigError for a list without addresses."""
        crawl: dict[str, Any] = {"max_pages": self.max_pages, "requests_per_second": self.rate}
        crawl |= {"browser": self.browser, "keep_html": self.keep_html or None}
        if self.sitemap_only:
            crawl["discover"] = "sitemap"
        if self.url_list is not None:
            if self.sitemap_only:
                raise ConfigError("give either --list or --sitemap-only, not both")
            crawl |= {"discover": "list", "urls": _addresses(self.url_list)}
        for name, patterns in (("--only", self.only), ("--not", self.exclude)):
            _require_paths(name, patterns)
        store = {"only": self.only, "exclude": self.exclude}
        return _changed(
            config,
            crawl={name: value for name, value in crawl.items() if value is not None},
            store={name: value for name, value in store.items() if value},
        )


class Shard(click.ParamType):  # type: ignore[type-arg]  # generic for mypy only
    """2/4: the second of four parts."""

    name = "part/parts"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Fails for what is not a part of a whole."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"(\d+)/(\d+)", value)
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            self.fail(f"{value!r} is not a part such as 2/4", param, ctx)
        return int(found[1]), int(found[2])


def walk_options(function: F) -> F:
    """Adds the options and hands them over as one `options`."""

    @wraps(function)
    def called(**given: Any) -> Any:
        names = WalkOptions.__dataclass_fields__
        mine = {name: given.pop(name) for name in names}
        return function(options=WalkOptions(**mine), **given)

    decorators = (
        click.option("--max-pages", type=click.IntRange(1), help="Pages of one shop, at most."),
        click.option(
            "--rate",
            type=click.FloatRange(0.01, 1000),
            help="Requests a second to one host, at most.",
        ),
        click.option(
            "--only",
            multiple=True,
            help="Only paths that start so, or are so: --only '/sale/*'. Repeatable. Quote "
            "patterns with a *, or your shell takes them for files.",
        ),
        click.option(
            "--not",
            "exclude",
            multiple=True,
            help="No paths that start so, or are so: --not '*/reviews'. Repeatable.",
        ),
        click.option(
            "--list",
            "url_list",
            type=click.Path(path_type=Path, allow_dash=True),
            help="Only the addresses in this file, one a line; - reads standard input.",
        ),
        click.option("--sitemap-only", is_flag=True, help="Only what the sitemaps list."),
        click.option(
            "--browser",
            type=click.Choice(["auto", "always", "never"]),
            help="Read pages in a browser where they are empty without scripts (auto).",
        ),
        click.option("--keep-html", is_flag=True, help="Keep every answer as pages.warc.gz."),
    )
    wrapped: Any = called
    for decorator in reversed(decorators):
        wrapped = decorator(wrapped)
    return wrapped  # type: ignore[no-any-return]


def _changed(config: Config, crawl: dict[str, Any], store: dict[str, Any]) -> Config:
    """Validated as if it had been written into the file."""
    update = {
        "crawl": type(config.crawl).model_validate(config.crawl.model_dump() | crawl),
        "store": config.store.model_copy(update=store),
    }
    return config.model_copy(update=update)


def _require_paths(option: str, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        try:
            path_pattern(pattern)
        except ValueError as error:
            raise ConfigError(
                f"{pattern[:100]!r} {error}",
                where=option,
                hint="Write the path behind the host, and a pattern in quotes: '/sale/*'.",
            ) from None


def _addresses(path: Path) -> tuple[str, ...]:
    text = sys.stdin.read() if str(path) == "-" else _read(path)
    lines = (line.strip() for line in text.splitlines())
    found = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    name = "standard input" if str(path) == "-" else str(path)
    if not found:
        raise ConfigError("there is no address in it", where=name, hint="One address a line.")
    for number, line in enumerate(found, 1):
        if not line.startswith(("http://", "https://")):
            raise ConfigError(
                f"not a web address: {line[:100]!r}",
                where=f"{name}, address {number}",
                hint="Write whole addresses: https://shop.example/page",
            )
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"it cannot be read: {error.strerror}", where=str(path)) from None
