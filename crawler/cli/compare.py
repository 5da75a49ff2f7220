"""`storewalk compare`: the gate before a launch, staging against the live shop."""

import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from crawler.cli.launch import Walks
from crawler.cli.progress import Talk
from crawler.cli.stages import timed
from crawler.cli.walk import CONFIG_FILE, LOCAL_RATE, config_option
from crawler.config import Config, default_config, load_config
from crawler.config.access import opened
from crawler.config.model import Access
from crawler.errors import ConfigError, GateClosed
from crawler.launch.compare import compare_runs, home_of, hosts_of
from crawler.launch.hosts import Hosts
from crawler.launch.redirect_map import MapRow, read_map
from crawler.records import RunDir, Severity, normalise_url
from crawler.records.launch import LaunchFacts
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchGroup

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a header or cookie: a token of RFC 9110, section 5.6.2."""
LINES = 10
"""Kinds of differences that the terminal lists; the report has all."""


@click.command()
@click.argument("staging", required=False)
@click.argument("live", required=False)
@config_option
@click.option(
    "--redirects",
    "map_path",
    type=click.Path(path_type=Path),
    help="CSV of addresses that are to lead elsewhere (from,to,status); every line is tested.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "notice"]),
    help="End with exit code 10 when something this severe differs.",
)
@click.option("--junit", type=click.Path(path_type=Path), help="Write the result as JUnit XML.")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("launch"),
    show_default=True,
    help="Where the report goes.",
)
@click.option("--max-pages", type=click.IntRange(1), help="Pages of the live shop, at most.")
@click.option("--rate", type=click.FloatRange(0.01, 1000), help="Requests a second, at most.")
@click.option("--render/--no-render", default=None, help="Compare pages on a phone, or not.")
@click.option(
    "--login-from",
    metavar="NAME",
    help="Environment variable with staging's user:password (HTTP basic).",
)
@click.option(
    "--header-from",
    multiple=True,
    metavar="HEADER=NAME",
    help="A header for staging, its value from an environment variable. Repeatable.",
)
@click.option(
    "--cookie-from",
    multiple=True,
    metavar="COOKIE=NAME",
    help="A cookie for staging, its value from an environment variable. Repeatable.",
)
@click.option(
    "--obey-robots",
    is_flag=True,
    help="Keep to staging's robots.txt, which mostly closes everything. Live's is kept to.",
)
@click.option(
    "--live-run", type=click.Path(path_type=Path), help="Take this run instead of walking live."
)
@click.option(
    "--staging-run",
    type=click.Path(path_type=Path),
    help="Take this run instead of walking staging.",
)
@click.option(
    "--runs", type=click.Path(path_type=Path), default=Path("runs/launch"), show_default=True,
    help="Where both walks are kept.",
)  # fmt: skip
def compare(
    staging: str | None,
    live: str | None,
    config_path: Path | None,
    map_path: Path | None,
    fail_on: str | None,
    junit: Path | None,
    site: Path,
    **given: Any,
) -> None:
    """Compare a new shop on STAGING with the LIVE one before it goes live.

    Walks both, checks both, and reports what would get lost or wrong: pages, redirects, titles,
    prices, pictures, what a phone shows. Nothing is remembered in the history.
    """
    from reports.launch import build_launch, write_junit  # noqa: PLC0415 - composition root
    from reports.launch import guard as guard_site  # noqa: PLC0415 - as above

    talk = Talk()
    guard_site(site)
    plan = Plan.of(staging, live, config_path, map_path, given, talk)
    one, other = plan.runs()
    with talk.stage("Comparing"):
        facts = compare_runs(
            one, other, plan.rows, map_file=map_path.name if map_path is not None else ""
        )
    with talk.stage("Building the report"), ExitStack() as stack:
        for run in plan.walked(one, other):
            stack.enter_context(timed(run, "report"))
        index = build_launch(facts, other.shots, plan.config.report, site)
    if junit is not None:
        write_junit(facts, junit, Severity(fail_on or "error"))
    _summary(facts, one, other, index)
    _gate(facts, fail_on, index)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is compared, and how what is missing is walked."""

    config: Config
    rows: tuple[MapRow, ...]
    live_run: RunDir | None
    staging_run: RunDir | None
    walks: Walks

    @classmethod
    def of(
        cls,
        staging: str | None,
        live: str | None,
        config_path: Path | None,
        map_path: Path | None,
        given: dict[str, Any],
        talk: Talk,
    ) -> "Plan":
        """Everything that can be wrong is told here, before the first request."""
        access = access_from(given["login_from"], given["header_from"], given["cookie_from"])
        login = opened(access, "what opens staging").login
        if login and ":" not in login:
            raise ConfigError(
                "its value is no user:password", where=f"{given['login_from']} (--login-from)"
            )
        live_run, staging_run = _run(given["live_run"]), _run(given["staging_run"])
        hosts = _hosts(staging, live, live_run, staging_run)
        config = _settings(hosts.live, config_path, given)
        rows = read_map(map_path, hosts) if map_path is not None else ()
        walks = Walks(config, hosts, rows, access, given["obey_robots"], given["runs"], talk)
        return cls(config, rows, live_run, staging_run, walks)

    def runs(self) -> tuple[RunDir, RunDir]:
        """Live and staging, walked where no run was named."""
        live = self.live_run or self.walks.live()
        return live, self.staging_run or self.walks.staging(live)

    def walked(self, live: RunDir, staging: RunDir) -> list[RunDir]:
        """Those of the two that were walked for it; named runs are left as they are."""
        return [run for run in (live, staging) if run not in (self.live_run, self.staging_run)]


def access_from(login: str | None, headers: tuple[str, ...], cookies: tuple[str, ...]) -> Access:
    """What opens staging, as names of environment variables.

    Raises ConfigError for what is no name; it never repeats what was given, which may be the
    secret itself.
    """
    return Access(
        login=_variable(login, "--login-from") if login is not None else "",
        headers=dict(_assigned(text, "--header-from") for text in headers),
        cookies=dict(_assigned(text, "--cookie-from") for text in cookies),
    )


def _assigned(text: str, option: str) -> tuple[str, str]:
    name, _, variable = text.partition("=")
    if not _HEADER.fullmatch(name):
        raise ConfigError(
            "it must be NAME=VARIABLE", where=option, hint=f"{option} X-Staging=STAGING_TOKEN"
        )
    return name, _variable(variable, option)


def _variable(name: str, option: str) -> str:
    if not _NAME.fullmatch(name):
        raise ConfigError(
            "it takes the name of an environment variable, not the secret itself",
            where=option,
            hint="Set it first (export STAGING_LOGIN=...), then: --login-from STAGING_LOGIN. What "
            "stands on a command line is seen by others and kept by the shell.",
        )
    return f"${{{name}}}"


def _run(path: Path | None) -> RunDir | None:
    if path is None:
        return None
    run = RunDir(path)
    run.manifest()
    return run


def _hosts(
    staging: str | None, live: str | None, live_run: RunDir | None, staging_run: RunDir | None
) -> Hosts:
    if live_run is not None and staging_run is not None:
        hosts = hosts_of(live_run, staging_run)
    else:
        one = home_of(live_run) if live_run is not None else live
        other = home_of(staging_run) if staging_run is not None else staging
        if one is None or other is None:
            raise ConfigError(
                "two shops are needed",
                hint="storewalk compare https://staging.shop.example https://shop.example",
            )
        hosts = Hosts(_address(one, "LIVE"), _address(other, "STAGING"))
        if hosts.folder and "?" not in hosts.staging:  # a folder's own address ends with a slash
            hosts = Hosts(hosts.live, f"{hosts.staging.removesuffix('/')}/")
    if hosts.on_staging(hosts.live):
        raise ConfigError("both addresses are of one shop", where=hosts.staging)
    return hosts


def _address(text: str, which: str) -> str:
    if urlsplit(text if "://" in text else f"//{text}").username is not None:
        raise ConfigError(
            "it holds a user or a password",
            where=which,
            hint="Put user:password into an environment variable and name it with --login-from.",
        )
    return normalise_url(default_config(text).store.url)


def _settings(live: str, path: Path | None, given: dict[str, Any]) -> Config:
    named = path is not None or CONFIG_FILE.exists()
    config = load_config(path or CONFIG_FILE) if named else default_config(live)
    crawl: dict[str, Any] = {}
    if not named and config.local(config.store):
        crawl["requests_per_second"] = LOCAL_RATE
    named_here = {"max_pages": given["max_pages"], "requests_per_second": given["rate"]}
    asked = {name: value for name, value in named_here.items() if value is not None}
    shown = config.render.enabled if given["render"] is None else given["render"]
    return config.model_copy(
        update={
            "crawl": config.crawl.model_copy(update=crawl | asked),
            # What the settings say of the shop alone would win over the command line.
            "store": config.store.model_copy(update=dict.fromkeys(asked)),
            "render": config.render.model_copy(update={"enabled": shown}),
        }
    )


def _summary(facts: LaunchFacts, live: RunDir, staging: RunDir, index: Path) -> None:
    counts = [f"{facts.count(severity)} {severity}s" for severity in Severity]
    together = sum(facts.paired.values())
    click.echo(", ".join(counts))
    click.echo(f"{together} of {facts.live_pages} live pages have a page on staging")
    found: dict[str, int] = {}
    for one in facts.differences:
        name = f"{one.severity:8} {LAUNCH_CARDS[one.kind].title}"
        found[name] = found.get(name, 0) + 1
    for name, number in list(found.items())[:LINES]:
        click.echo(f"{number:6}  {name}")
    if len(found) > LINES:
        click.echo(f"        and {len(found) - LINES} kinds more")
    blind = {LAUNCH_CARDS[kind].group for kind in facts.unlooked}
    for group, text in _BLIND.items():
        if group in blind:
            click.echo(f"Not looked at: {text}")
    click.echo(f"Report: {index}")
    click.echo(f"Again without walking: --live-run {live.path} --staging-run {staging.path}")


_BLIND = {
    LaunchGroup.MAP: "a redirect map (--redirects)",
    LaunchGroup.PHONE: "pages on a phone",
    LaunchGroup.SEARCH: "robots.txt, which did not answer on one side",
}


def _gate(facts: LaunchFacts, fail_on: str | None, index: Path) -> None:
    if not fail_on:
        return
    limit = Severity(fail_on).rank
    closed = sum(one.severity.rank <= limit for one in facts.differences)
    if closed:
        raise GateClosed(
            f"{closed} difference(s) at or above --fail-on {fail_on}", where=str(index)
        )
