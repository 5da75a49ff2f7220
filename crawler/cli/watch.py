"""`storewalk watch`: one page looked at again whenever it changes, while somebody edits it."""

import http.client
import signal
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from crawler.addresses import is_private_host
from crawler.cli.page import PageReport, config_of_page, fetch_page, read_saved, report_on
from crawler.cli.progress import Talk
from crawler.config import Config
from crawler.errors import ConfigError, StorewalkError
from crawler.records import HttpFacts, PageRecord, PageState, SiteFacts

LOCAL_S, POLITE_S = 0.5, 5.0
"""Seconds between two questions, at least: to a server on this machine or network, to any other."""
TIMEOUT_S = 20.0

Look = Callable[[], PageReport | None]
"""Looks at the page. None: it is as it was."""


@click.command()
@click.argument("source")
@click.option("--url", help="The address of a saved file, to resolve its links.")
@click.option("--every", type=click.FloatRange(0.1), help="Seconds between two looks.")
@click.option("--currency", help="Currency where the page does not say: EUR.")
@click.option("--platform", default="auto", help="Shop system, when the page does not show it.")
def watch(
    source: str, url: str | None, every: float | None, currency: str | None, platform: str
) -> None:
    """Look at one page again whenever it changes; Ctrl-C ends it.

    SOURCE is an address, or an HTML file with --url. Prints what was fixed and what is new. An
    address is asked by conditional request, so that a page that stays costs its server nothing.
    """
    path = Path(source)
    talk = Talk()
    if path.is_file():
        if url is None:
            raise ConfigError("a saved file needs --url, its address on the web", where=source)
        look: Look = SavedPage(path, url, config_of_page(url, currency, platform))
        least = 0.1
    elif "://" in source:
        config = config_of_page(source, currency, platform)
        with talk.stage(f"Reading {source}"):
            record, site = fetch_page(source, config)
        # Scrapy leaves its own handler behind, which would swallow a Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if record.served is not None:
            talk.say("  Scripts build this page; what is watched is what the server sends.")
        look = ServedPage(record.url, site, config)
        least = LOCAL_S if is_private_host(urlsplit(source).hostname or "") else POLITE_S
    else:
        raise ConfigError(
            "neither a file nor a web address", where=source,
            hint="An address starts with https://",
        )  # fmt: skip
    pause = max(every or least, least)
    never = threading.Event()
    try:
        for line in told(look, lambda: never.wait(pause)):
            click.echo(line)
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)


def told(look: Look, wait: Callable[[], object]) -> Iterator[str]:
    """What there is to say, line by line, for ever: everything first, then what changed.

    A look that fails is said once for each reason, and the next one goes on.
    """
    before: dict[str, str] | None = None
    trouble = ""
    while True:
        try:
            report = look()
            reason = ""
        except StorewalkError as error:
            report, reason = None, error.message
        if reason and reason != trouble:
            yield f"{_clock()}  ! {reason}"
        trouble = reason
        if report is not None:
            now = {f.id: f"{f.severity:8} {f.check}: {f.message}" for f in report.findings}
            yield from _first(report, now) if before is None else _differences(before, now)
            before = now
        wait()


def _first(report: PageReport, now: dict[str, str]) -> Iterator[str]:
    yield f"{report.url}: {len(now)} findings; waiting for changes, Ctrl-C ends it"
    yield from (f"  {line}" for line in now.values())


def _differences(before: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    fixed = [line for name, line in before.items() if name not in now]
    new = [line for name, line in now.items() if name not in before]
    yield f"{_clock()}  changed: {len(fixed)} fixed, {len(new)} new, {len(now)} open"
    yield from (f"  fixed  {line}" for line in fixed)
    yield from (f"  new    {line}" for line in new)


def _clock() -> str:
    return datetime.now(UTC).astimezone().strftime("%H:%M:%S")


class SavedPage:
    """A file, looked at when its time or size changes."""

    def __init__(self, path: Path, url: str, config: Config) -> None:
        self._path, self._url, self._config = path, url, config
        self._seen: tuple[int, int] | None = None

    def __call__(self) -> PageReport | None:
        """None while it stays, and in the moment in which an editor replaces it."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        if self._seen == (found.st_mtime_ns, found.st_size) or not found.st_size:
            return None
        self._seen = (found.st_mtime_ns, found.st_size)
        record, site = read_saved(self._path, self._url, self._config)
        return report_on(record, site, self._config, datetime.now(UTC).date())


class ServedPage:
    """An address, asked with the validators of its last answer. Redirects are not followed."""

    def __init__(self, url: str, site: SiteFacts, config: Config) -> None:
        self._url, self._site, self._config = url, site, config
        self._validators: dict[str, str] = {}
        self._digest = ""
        self._opener = urllib.request.build_opener(_NoRedirect)

    def __call__(self) -> PageReport | None:
        """None while it stays. Raises StorewalkError when it does not answer well."""
        answer = self._ask()
        if answer is None:
            return None
        record = self._read(*answer)
        if record.http.body_digest == self._digest:
            return None
        self._digest = record.http.body_digest
        return report_on(record, self._site, self._config, datetime.now(UTC).date())

    def _ask(self) -> tuple[dict[str, str], bytes] | None:
        headers = {"User-Agent": self._config.user_agent,
                   "Accept-Language": self._config.crawl.accept_language}  # fmt: skip
        request = urllib.request.Request(self._url, headers=headers | self._validators)  # noqa: S310
        most = int(self._config.crawl.max_page_mb * 1e6)
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as response:
                said = {name.lower(): value for name, value in response.headers.items()}
                body = response.read(most)
        except urllib.error.HTTPError as error:
            if error.code == http.client.NOT_MODIFIED:
                return None
            raise StorewalkError(f"it answers {error.code}", where=self._url) from None
        except (OSError, http.client.HTTPException) as error:
            raise StorewalkError(f"no answer: {error}", where=self._url) from None
        named = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
        self._validators = {ours: said[name] for ours, name in named.items() if name in said}
        return said, body

    def _read(self, headers: dict[str, str], body: bytes) -> PageRecord:
        from scrapy.http import HtmlResponse, Request  # noqa: PLC0415 - as everything that loads Scrapy

        from crawler.fetch import answer  # noqa: PLC0415
        from crawler.fetch.reader import PageReader  # noqa: PLC0415
        from crawler.fetch.scope import twins  # noqa: PLC0415
        from crawler.records import PageLinks, page_key  # noqa: PLC0415

        store = self._config.store
        request = Request(self._url)
        response = HtmlResponse(self._url, headers=headers, body=body, request=request)
        facts: HttpFacts = answer.http_facts(response)
        record = PageRecord(
            key=page_key(store.id, self._url), site=store.id, url=self._url,
            state=PageState.OK, http=facts,
        )  # fmt: skip
        hosts = twins(urlsplit(store.url).netloc)
        reader = PageReader(store.url, hosts, self._site.platform.name, currency=store.currency)
        reading = reader.read(record, body, facts.headers)
        read = PageRecord.model_validate_json(reading.page)
        links = PageLinks.model_validate_json(reading.links).links
        return read.model_copy(update={"links": links})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A page that moved is told, not followed: it may lead anywhere."""

    def redirect_request(self, *args: Any, **rest: Any) -> None:
        """Never another request."""
