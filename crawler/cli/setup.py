"""`storewalk init` and `storewalk doctor`: the first two things a new user types."""

import json
import platform
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from crawler.checks.registry import all_checks
from crawler.cli.browser import page_browser
from crawler.cli.checks import SCHEMA_PATH, schema_text
from crawler.cli.github import NEXT, write_github
from crawler.cli.pairs import products_of
from crawler.cli.plan import actions_line, night_plan
from crawler.cli.progress import Talk
from crawler.cli.walk import CONFIG_FILE, config_option
from crawler.config import Config, default_config, load_config
from crawler.config.schema import config_schema
from crawler.errors import BrowserError, ConfigError, StorewalkError, WalkError
from crawler.records import PageState, RunDir, SiteFacts

LOOK_PAGES = 8
"""Pages that `init` looks at to find currency and language."""
LEAST_DISK_MB = 500
"""A night of 2,000 pages with screenshots takes about a tenth of this."""


@dataclass(frozen=True, slots=True)
class ShopLook:
    """What a short look at a shop told."""

    site: SiteFacts
    pages_listed: int
    currency: str | None
    language: str | None
    crawl_delay_s: float | None


def look_at(config: Config) -> ShopLook:
    """Walk a few pages. Raises WalkError when the shop does not answer."""
    from crawler.fetch.run import CrawlPlan, crawl  # noqa: PLC0415 - starts the reactor

    limits = config.crawl.model_copy(
        update={"max_pages": LOOK_PAGES, "max_targets": 0, "max_minutes": 3}
    )
    config = config.model_copy(update={"crawl": limits, "competitors": ()})
    with tempfile.TemporaryDirectory() as folder:
        run = RunDir(Path(folder))
        outcome = crawl(CrawlPlan(config, (), run, browser=page_browser(config)))
        site = run.sites()[0]
        pages = [page for page in run.pages() if page.state is PageState.OK]
    if not pages:
        note = next(iter(outcome.health), None)
        raise WalkError(
            note.message if note else "the shop did not answer",
            where=config.store.url,
            hint=note.hint if note else "Is the address right?",
        )
    currencies = Counter(
        page.offer.price.currency
        for page in pages
        if page.offer and page.offer.price and page.offer.price.currency
    )
    languages = Counter(page.head.lang for page in pages if page.head and page.head.lang)
    return ShopLook(
        site=site,
        pages_listed=sum(file.entries for file in site.sitemaps if file.kind != "index"),
        currency=currencies.most_common(1)[0][0] if currencies else None,
        language=languages.most_common(1)[0][0] if languages else None,
        crawl_delay_s=site.robots.crawl_delay_s if site.robots else None,
    )


@click.command()
@click.argument("url")
@click.option("--competitor", multiple=True, help="Address of a competitor. Repeatable.")
@click.option("--contact", default="", help="Mail address for the user agent.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option(
    "--github", is_flag=True,
    help="Also write the workflows that walk the shop every night on GitHub Actions.",
)  # fmt: skip
@click.option("--to", "target", type=click.Path(path_type=Path), default=CONFIG_FILE, hidden=True)
def init(
    url: str, competitor: tuple[str, ...], contact: str, force: bool, github: bool, target: Path
) -> None:
    """Look at the shop at URL and write a configuration that fits it.

    With --github in the folder of your repository: also the workflows. A configuration that is
    there already is then kept.
    """
    if github:
        written = write_github(Path(), force=force)
        click.echo("Wrote " + ", ".join(map(str, written)))
        if not Path(".git").exists():
            click.echo("GitHub reads them only at the top of a repository: move them there.")
    if target.exists() and not force:
        if not github:
            raise ConfigError("there is a configuration already", where=str(target), hint="--force")
        click.echo(f"Kept {target}")
    else:
        _configure(url, competitor, contact, target, force=force, github=github)
    click.echo(NEXT if github else "Next: storewalk doctor, then storewalk run")


def _configure(
    url: str,
    competitor: tuple[str, ...],
    contact: str,
    target: Path,
    *,
    force: bool,
    github: bool,
) -> None:
    talk = Talk()
    config = default_config(url)
    with talk.stage(f"Looking at {config.store.url}"):
        look = look_at(config)
    names = {name: default_config(name).store for name in competitor}
    text = _config_text(config, look, [(shop.name, shop.url) for shop in names.values()], contact)
    text += _MESSAGES if github else ""
    products = target.parent / "products.csv"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    # Its first line names this file: editors explain and complete every setting with it.
    explained = target.parent / SCHEMA_PATH.name
    explained.write_text(schema_text(config_schema(all_checks())), encoding="utf-8")
    if force or not products.exists():
        columns = ["sku", "name", "url", *(shop.id for shop in names.values())]
        products.write_text(",".join(columns) + "\n", encoding="utf-8")
    load_config(target)
    click.echo(f"Wrote {target} and {products}")
    for line in _told(look):
        click.echo(f"  {line}")


def _told(look: ShopLook) -> Iterator[str]:
    found = ", ".join(look.site.platform.evidence) or "nothing typical"
    yield f"platform: {look.site.platform.name} ({found})"
    readable = [file for file in look.site.sitemaps if not file.error]
    yield f"sitemaps: {len(readable)} with {look.pages_listed:,} pages"
    yield f"currency: {look.currency or 'not found; set store.currency'}"
    yield f"language: {look.language or 'not found'}"


_MESSAGES = """\
messages:
  # One message when something got worse: on the page of the night's job, and as one issue of the
  # repository, which is closed when all of it is mended.
  channels: [{type: job_summary}, {type: issue}]
"""


def _config_text(
    config: Config, look: ShopLook, competitors: list[tuple[str, str]], contact: str
) -> str:
    pages = max(200, min(20_000, int(round(look.pages_listed * 1.3 + 50, -2))))
    rate = min(1.0, 1 / look.crawl_delay_s) if look.crawl_delay_s else 1.0
    quoted = json.dumps
    shops = "".join(
        f"  - {{name: {quoted(name)}, url: {quoted(address)}}}\n" for name, address in competitors
    )
    return f"""\
# yaml-language-server: $schema=storewalk.schema.json
# What to walk every night. Every setting is explained in storewalk.schema.json.
store:
  name: {quoted(config.store.name)}
  url: {quoted(config.store.url)}
  platform: {look.site.platform.name}
{f"  currency: {quoted(look.currency)}" if look.currency else "  # currency: EUR"}
{f"  language: {quoted(look.language)}" if look.language else "  # language: en"}
  # feeds: ["https://.../google.xml"]   # product feeds, to hold against the pages
competitors:{" []" if not shops else ""}
{shops}products: products.csv   # watched products: sku, name, url, then a column a competitor
crawl:
  max_pages: {pages:d}          # {look.pages_listed:,} are in the sitemaps
  requests_per_second: {rate:g}
  contact: {quoted(contact)}          # a mail address, so that the shop's admin can reach you
render:
  devices: [phone]
  max_pages: 100
# A shopper's way to the checkout, walked on a phone: a product of yours is put into the basket and
# taken out again; nothing is ordered or paid. robots.txt closes baskets to programs, so only you
# can allow it for your own shop: take the # away.
# journeys: {{enabled: true}}
report:
  title: {quoted(config.store.name)}
"""


@click.command()
@config_option
def doctor(config_path: Path | None) -> None:
    """Say what is missing for a good walk, and how to get it."""
    problems = 0
    for name, work in (
        ("Python", _python),
        ("disk", _disk),
        ("browser", lambda: _browser(_quiet_config(config_path))),
        ("configuration", lambda: _configuration(config_path)),
        ("shop", lambda: _shop(load_config(config_path or CONFIG_FILE))),
        ("nights", lambda: _nights(load_config(config_path or CONFIG_FILE))),
    ):
        try:
            click.echo(f"ok       {name}: {work()}")
        except StorewalkError as error:
            problems += 1
            click.echo(f"PROBLEM  {name}: {error}")
            if name == "configuration":
                break
    if problems:
        sys.exit(2)
    click.echo("All is well: storewalk run")


def _python() -> str:
    return f"{platform.python_version()} on {platform.system()}"


def _disk() -> str:
    free = shutil.disk_usage(Path.cwd()).free // 2**20
    if free < LEAST_DISK_MB:
        raise ConfigError(f"only {free} MB are free here", hint=f"{LEAST_DISK_MB} MB are needed.")
    return f"{free:,} MB free"


def _quiet_config(path: Path | None) -> Config | None:
    try:
        return load_config(path or CONFIG_FILE)
    except ConfigError:
        return None  # told below, with the reason


def _browser(config: Config | None) -> str:
    from crawler.render.browser import find_browser  # noqa: PLC0415 - loads Playwright

    try:
        found = find_browser(config.render.executable_path if config else None)
    except BrowserError as error:
        raise ConfigError(error.message, hint=error.hint) from None
    return f"{found.name} {found.version}"


def _configuration(path: Path | None) -> str:
    from crawler.checks.selection import select_checks  # noqa: PLC0415 - loads every check

    config = load_config(path or CONFIG_FILE)
    checks, _ = select_checks(config)
    products = products_of(config)
    seconds = config.crawl.max_pages / config.pace(config.store)
    return (
        f"{len(config.shops)} shops, {len(products)} watched products, {len(checks)} checks; "
        f"at most {min(seconds / 60, config.crawl.max_minutes):.0f} minutes of walking"
    )


def _nights(config: Config) -> str:
    return actions_line(night_plan(config, Path("history")))


def _shop(config: Config) -> str:
    look = look_at(config)
    return f"{config.store.url} answers ({look.site.platform.name}, {look.pages_listed:,} listed)"
