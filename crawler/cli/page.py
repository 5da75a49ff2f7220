"""`storewalk page`: one page, its facts, its price with the evidence, and what is wrong with it."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from crawler.cli.browser import page_browser
from crawler.cli.evidence import evidence_lines, sure
from crawler.cli.progress import Talk
from crawler.config import Config, default_config
from crawler.errors import ConfigError, WalkError
from crawler.records import (
    Finding,
    HttpFacts,
    OfferFacts,
    PageRecord,
    PageState,
    PlatformFacts,
    Role,
    RunDir,
    SiteFacts,
    page_key,
)
from crawler.records.base import Record

SCHEMA_VERSION = 1


class CheckOutcome(Record):
    """What one check said about the page."""

    check: str
    outcome: str
    """passed, flagged, not_applicable, crashed or muted."""


class PageReport(Record):
    """What `storewalk page --json` prints."""

    schema_version: int = SCHEMA_VERSION
    url: str
    kind: str
    """home, category, product, search, system, policy, content or other."""
    platform: PlatformFacts
    product: OfferFacts | None
    """The product with its price, the confidence in it, and every sighting as evidence. None when
    the page could not be read."""
    findings: tuple[Finding, ...]
    checks: tuple[CheckOutcome, ...]
    """Every page check; checks that compare pages or shops need a whole walk."""
    page: PageRecord
    """All facts, links included."""


@click.command()
@click.argument("source")
@click.option("--url", help="The address of a saved file, to resolve its links.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON (schema page).")
@click.option("--currency", help="Currency where the page does not say: EUR.")
@click.option("--platform", default="auto", help="Shop system, when the page does not show it.")
def page(source: str, url: str | None, as_json: bool, currency: str | None, platform: str) -> None:
    """Look at one page: SOURCE is an address, or a saved HTML file (no network then).

    Prints what was read, the price with its evidence, and the findings.
    """
    path = Path(source)
    if path.is_file():
        if url is None:
            raise ConfigError("a saved file needs --url, its address on the web", where=source)
        config = config_of_page(url, currency, platform)
        record, site = read_saved(path, url, config)
    elif "://" in source:
        config = config_of_page(source, currency, platform)
        with Talk().stage(f"Reading {source}"):
            record, site = fetch_page(source, config)
    else:
        raise ConfigError(
            "neither a file nor a web address",
            where=source,
            hint="An address starts with https://",
        )
    result = report_on(record, site, config, datetime.now(UTC).date())
    if as_json:
        click.echo(result.model_dump_json(indent=2, exclude_none=False))
    else:
        _print(result)


def read_saved(path: Path, url: str, config: Config) -> tuple[PageRecord, SiteFacts]:
    """A page record from a saved file; gzip is unpacked. Pure but for reading the file."""
    import gzip  # noqa: PLC0415 - only for saved files

    from crawler.extract.document import parse  # noqa: PLC0415
    from crawler.extract.page import extract_page  # noqa: PLC0415
    from crawler.platforms.detect import adapter, detect  # noqa: PLC0415
    from crawler.records import normalise_url  # noqa: PLC0415

    body = path.read_bytes()
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    address = normalise_url(url)
    document = parse(body, address)
    named = config.store.platform
    platform = PlatformFacts(name=named) if named != "auto" else detect(document, {})
    http = HttpFacts(status=200, content_type="text/html", size_bytes=len(body))
    facts = extract_page(
        document,
        platform=adapter(platform.name),
        home_url=config.store.url,
        currency_hint=config.store.currency,
        http=http,
    )
    record = PageRecord(
        key=page_key(config.store.id, address),
        site=config.store.id,
        url=address,
        state=PageState.OK,
        kind=facts.kind,
        http=http,
        head=facts.head,
        outline=facts.outline,
        images=facts.images,
        structured=facts.structured,
        offer=facts.offer,
        tiles=facts.tiles,
        links=facts.links,
    )
    return record, _site(config, platform)


def fetch_page(url: str, config: Config) -> tuple[PageRecord, SiteFacts]:
    """A page record from the web, with the same politeness as a walk. Raises WalkError."""
    from crawler.fetch.run import CrawlPlan, crawl  # noqa: PLC0415 - starts the reactor

    only = {"max_pages": 1, "max_targets": 0, "discover": "list", "urls": (_normal(url),)}
    config = config.model_copy(update={"crawl": config.crawl.model_copy(update=only)})
    with tempfile.TemporaryDirectory() as folder:
        run = RunDir(Path(folder))
        crawl(CrawlPlan(config, (), run, browser=page_browser(config)))
        record = next((p for p in run.pages_with_links() if p.url == _normal(url)), None)
        site = run.sites()[0]
    if record is None or record.state in (PageState.FAILED, PageState.ROBOTS):
        reason = "was not fetched"
        if record is not None:
            said = record.http.failure or "no answer"
            reason = "robots.txt asks us not to" if record.state is PageState.ROBOTS else said
        raise WalkError(f"the page could not be read: {reason}", where=url)
    return record, site


def report_on(page: PageRecord, site: SiteFacts, config: Config, today: date) -> PageReport:
    """Run the page checks over one record."""
    from crawler.checks.engine import check_page  # noqa: PLC0415 - loads every check

    findings, outcomes = check_page(page, site, config, today)
    return PageReport(
        url=page.url,
        kind=page.kind,
        platform=site.platform,
        product=page.offer,
        findings=tuple(findings),
        checks=tuple(CheckOutcome(check=name, outcome=said) for name, said in outcomes),
        page=page,
    )


def schemas() -> dict[str, type[BaseModel]]:
    """Documents whose JSON Schema can be printed."""
    return {"page": PageReport}


def config_of_page(url: str, currency: str | None, platform: str) -> Config:
    """What is known of the shop of one page."""
    from urllib.parse import urlsplit  # noqa: PLC0415

    parts = urlsplit(url)
    config = default_config(f"{parts.scheme or 'https'}://{parts.netloc}/")
    store: dict[str, Any] = {"currency": currency, "platform": platform}
    return config.model_copy(update={"store": config.store.model_copy(update=store)})


def _normal(url: str) -> str:
    from crawler.records import normalise_url  # noqa: PLC0415

    return normalise_url(url)


def _site(config: Config, platform: PlatformFacts) -> SiteFacts:
    return SiteFacts(
        id=config.store.id,
        name=config.store.name,
        role=Role.OWN,
        url=config.store.url,
        platform=platform,
        currency=config.store.currency,
    )


def _print(result: PageReport) -> None:
    talk = Talk()
    page = result.page
    click.echo(f"{result.url}\n  {page.http.status} · {result.kind} · {result.platform.name}")
    if page.head:
        click.echo(f"  title        {next(iter(page.head.titles), '(none)')}")
        click.echo(f"  description  {next(iter(page.head.descriptions), '(none)')}")
        click.echo(f"  canonical    {', '.join(c.href for c in page.head.canonicals) or '(none)'}")
    product = result.product
    if product is not None and product.state != "not_product":
        price = product.price
        shown = f"{price.amount} {price.currency or '(currency unknown)'}" if price else "(none)"
        click.echo(f"  product      {product.name or '(no name)'}")
        click.echo(f"  price        {shown} · {sure(product)}")
        if product.list_price:
            click.echo(f"  before       {product.list_price.amount}")
        if product.price_low and product.price_high:
            click.echo(f"  variants     {product.price_low.amount} to {product.price_high.amount}")
        click.echo(f"  stock        {product.availability or '(not said)'}")
        for name in ("sku", "gtin", "mpn", "brand"):
            value = getattr(product, name)
            if value:
                click.echo(f"  {name:12} {value}")
        click.echo("")
        for line in evidence_lines(product):
            click.echo(f"  {line}")
        click.echo("")
    passed = sum(1 for item in result.checks if item.outcome == "passed")
    click.echo(f"  {len(result.findings)} findings, {passed} checks passed")
    for finding in result.findings:
        click.echo(f"  {finding.severity:8} {finding.check}: {finding.message}")
    talk.say("Checks that compare pages, and the phone view, need a whole walk: storewalk run")
