"""A small, realistic run directory with history, written through the record types.

`python -m tests.reports.factory OUT` builds it and the report of it, for looking at.
"""

import sys
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.config.model import CheckSettings, CompetitorConfig, Config, MuteRule, StoreConfig
from crawler.records import (
    Change,
    ChangeKind,
    CheckCard,
    CheckTally,
    EarlierPage,
    Finding,
    JourneyRecord,
    LinkTarget,
    OfferRow,
    PageRecord,
    PageState,
    PriceChange,
    RenderRecord,
    RunDiff,
    RunDir,
    RunManifest,
    Severity,
    StageTime,
    codec,
    fingerprint,
    run_id,
)
from crawler.records.run import HealthNote
from tests.reports import goods, lines, market, phone

STARTED = datetime(2026, 8, 22, 2, 10, tzinfo=UTC)
RUN = run_id(STARTED)
WAITING = {"https://shop.example/products/waiting-mug": 1,
           "https://shop.example/products/waiting-cup": 3}  # fmt: skip
"""Pages that have their turn on another night, and how many nights ago they were seen."""
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "=cmd()|' /C calc'!A0",
    "a | pipe | table",
    "line\u2028separator\u2029here",
    "\N{TEAPOT} emoji \U0001f680 and \u202eright to left\u202c שלום",
    "{{ 7 * 7 }} {% raw %} ---\n---\ntemplate: x",
    "T" * 2000,
    "javascript:alert(3)",
    "]]> <!-- comment --> &amp; \x07 \x85 \ufeff",
)


@dataclass
class Sample:
    """What to build; the defaults are an ordinary night."""

    hostile: bool = False
    healthy: bool = True
    first_night: bool = False
    pages: int = 60
    findings: bool = True
    extra_findings: int = 0
    nights: int = 30
    market: bool = True
    """Whether the run holds the tables of the market."""
    watched: int = 14
    waiting: bool = True
    """Whether the shop is walked in turns: two known pages were not read tonight."""
    config: dict[str, Any] = field(default_factory=dict)


@dataclass
class Built:
    """Where the sample is."""

    run: RunDir
    history: Path
    config: Config


def build(folder: Path, sample: Sample | None = None) -> Built:
    """Write the run directory and the history below `folder`."""
    sample = sample or Sample()
    run = RunDir(folder / "runs" / RUN)
    run.write_manifest(_manifest(sample))
    pages = goods.pages(sample.pages, HOSTILE if sample.hostile else ())
    codec.write_lines(run.pages_path, pages)
    run.write_sites(goods.sites(pages) if sample.pages else goods.sites([]))
    words = HOSTILE if sample.hostile else ()
    renders = [
        line.model_copy(update={"render": phone.dressed(line.render, number, words)})
        for number, line in enumerate(goods.renders(pages) if sample.pages else [])
    ]
    walked = phone.journeys(words) if sample.pages else ()
    codec.write_lines(run.renders_path, renders)
    codec.write_lines(run.journeys_path, walked)
    if sample.pages:
        codec.write_lines(run.consent_path, [phone.consent(words)])
    _shots(run, renders, walked)
    codec.write_table(run.targets_table, goods.targets(sample.pages > 0, sample.hostile),
                      LinkTarget)  # fmt: skip
    cards = goods.cards()
    findings = _findings(sample, pages, cards)
    offers = goods.offers(sample.hostile) if sample.pages else []
    run.write_judgement(findings, offers, cards, _tallies(findings, cards, len(pages)))
    if sample.market and sample.pages:
        market.tables(sample.first_night, HOSTILE if sample.hostile else (),
                      sample.watched).write(run)  # fmt: skip
    history = folder / "history"
    if not sample.first_night:
        lines.write_history(history, STARTED, sample.nights, [card.id for card in cards])
        if pages and sample.waiting:
            _write_seen(history / "seen", pages)
    run.write_diff(_diff(sample, findings, offers))
    return Built(run, history, config(**sample.config))


def _write_seen(folder: Path, pages: list[PageRecord]) -> None:
    """What the history knows after this night: two pages wait for their turn."""
    folder.mkdir()
    rows = [EarlierPage.of(page) for page in pages]
    rows += [
        EarlierPage(
            site="blue-mug", url=url, state=PageState.OK, last=run_id(STARTED - timedelta(days=ago))
        )
        for url, ago in WAITING.items()
    ]
    codec.write_lines(folder / f"{RUN}.jsonl.gz", rows)


def config(**changes: Any) -> Config:
    """The settings of the sample shop."""
    values: dict[str, Any] = {
        "store": StoreConfig(name="Blue Mug", url="https://shop.example/", id="blue-mug"),
        "competitors": (
            CompetitorConfig(name="Kettle & Co", url="https://kettle.example/", id="kettle-co"),
            CompetitorConfig(name="Filter & Bean", url="https://filter.example/", id="filter"),
            CompetitorConfig(name="Tassenhaus", url="https://tassen.example/", id="tassenhaus"),
        ),
        "checks": CheckSettings(ignore={"seo/keywords-present": "we do not use them"}),
        "mute": (MuteRule(check="links/link-broken-internal", url="/blog/*", reason="archive"),),
    }
    return Config(**(values | changes))


def _manifest(sample: Sample) -> RunManifest:
    health = () if sample.healthy else (
        HealthNote(code="run-blocked", site="blue-mug", fatal=True,
                   message="412 of 640 pages of Blue Mug answered 429.",
                   hint="Set crawl.requests_per_second: 0.5"),
    )  # fmt: skip
    stages = []
    at = STARTED
    for name, seconds in (("crawl", 1284.2), ("render", 402.9), ("check", 9.4), ("remember", 0.6)):
        stages.append(StageTime(name=name, started_at=at, seconds=seconds))
        at += timedelta(seconds=seconds)
    return RunManifest(
        tool_version="0.1.0",
        run=RUN,
        started_at=STARTED,
        finished_crawl=True,
        user_agent="Storewalk/0.1 (+mailto:ops@shop.example)",
        accept_language="en",
        browser="Chromium 156.0",
        own="blue-mug",
        health=health,
        stages=tuple(stages),
    )


def _findings(
    sample: Sample, pages: list[PageRecord], cards: tuple[CheckCard, ...]
) -> list[Finding]:
    if not sample.findings or not pages:
        return []
    found = goods.findings(pages, cards, HOSTILE if sample.hostile else ())
    card = cards[0]
    for number in range(sample.extra_findings):
        page = pages[number % len(pages)]
        found.append(_finding(card, page, f"extra-{number}", f"Extra finding number {number}."))
    return sorted(found, key=lambda f: (f.severity.rank, f.check, f.url, f.about))


def _finding(card: CheckCard, page: PageRecord, about: str, message: str) -> Finding:
    return Finding(
        id=fingerprint(card.id, page.key, about), check=card.id, severity=card.severity,
        site=page.site, subject=page.key, url=page.url, kind=page.kind.value, about=about,
        message=message,
    )  # fmt: skip


def _tallies(
    findings: list[Finding], cards: tuple[CheckCard, ...], pages: int
) -> tuple[CheckTally, ...]:
    tallies = []
    for card in cards:
        if card.id == "seo/hreflang-invalid-code":
            continue  # it did not run tonight
        flagged = len({f.subject for f in findings if f.check == card.id})
        kind = card.id == "data/sd-gtin-invalid"
        tallies.append(CheckTally(
            check=card.id, site="blue-mug", passed=0 if kind else max(0, pages - flagged),
            flagged=flagged, problems=sum(f.check == card.id for f in findings),
            not_applicable=pages if kind else 3,
            crashed=2 if card.id == "seo/canonical-to-home" else 0,
            muted=1 if card.id == "links/link-broken-internal" else 0,
            first_crash="Traceback (most recent call last):\n  ...\nValueError: <b>bad</b> URL"
            if card.id == "seo/canonical-to-home" else "",
        ))  # fmt: skip
    return tuple(tallies)


def _diff(sample: Sample, findings: list[Finding], offers: list[OfferRow]) -> RunDiff:
    before = run_id(STARTED - timedelta(days=1))
    old = run_id(STARTED - timedelta(days=12))
    changes = []
    for number, finding in enumerate(findings):
        kind = ChangeKind.NEW if number % 7 == 0 else ChangeKind.PERSISTING
        kind = ChangeKind.REOPENED if number % 23 == 5 else kind
        new = sample.first_night or kind is ChangeKind.NEW
        changes.append(_change(finding, ChangeKind.NEW if new else kind, RUN if new else old))
    if findings and not sample.first_night:
        ended = (ChangeKind.FIXED, ChangeKind.FIXED, ChangeKind.FIXED, ChangeKind.NOT_RECHECKED,
                 ChangeKind.GONE)  # fmt: skip
        for number, kind in enumerate(ended):
            template = findings[number * 2 % len(findings)]
            copy = template.model_copy(update={"id": fingerprint("old", str(number)),
                                               "about": f"ended-{number}"})  # fmt: skip
            changes.append(_change(copy, kind, old))
        switched_off = findings[0].model_copy(update={"id": fingerprint("old", "retired"),
                                                      "check": "seo/switched-off"})  # fmt: skip
        changes.append(_change(switched_off, ChangeKind.RETIRED, old))
    prices = () if sample.first_night or not offers else (
        PriceChange(site="blue-mug", url=offers[0].url, sku="A-1", name=offers[0].watched_name,
                    currency="EUR", before="36.90", now=offers[0].price, since=old,
                    availability_before="InStock", availability_now="InStock"),
        PriceChange(site="kettle-co", url=offers[1].url, name="Duna espresso maker",
                    currency="EUR", before="119.00", now="109.00", since=old,
                    availability_before="InStock", availability_now="OutOfStock"),
    )  # fmt: skip
    return RunDiff(
        run=RUN,
        previous=None if sample.first_night else before,
        trusted=sample.healthy,
        changes=tuple(changes),
        prices=prices,
    )


def _change(finding: Finding, kind: ChangeKind, first: str) -> Change:
    return Change(
        kind=kind, id=finding.id, check=finding.check, severity=Severity(finding.severity),
        site=finding.site, subject=finding.subject, url=finding.url, about=finding.about,
        message=finding.message, first_seen=first, last_seen=RUN,
        times_seen=1 if kind is ChangeKind.NEW else 12,
    )  # fmt: skip


def _shots(run: RunDir, renders: list[RenderRecord], walked: tuple[JourneyRecord, ...]) -> None:
    run.shots.mkdir(parents=True, exist_ok=True)
    for step in (step for journey in walked for step in journey.steps):
        if step.screenshot:
            (run.shots / step.screenshot.file).write_bytes(picture(412, 823, step.elapsed_ms))
    for number, line in enumerate(renders):
        shot = line.render.screenshot
        if shot:
            (run.shots / shot.file).write_bytes(picture(shot.width, shot.height, number))
        change = line.render.picture_change
        if shot and change:
            for file in filter(None, (change.before, change.difference)):
                (run.shots / file).write_bytes(picture(shot.width, shot.height, number + 50))


def picture(width: int, height: int, seed: int) -> bytes:
    """A PNG that looks faintly like a shop page: a bar, a picture, lines of text, a button."""
    paper, ink, bar = (252, 251, 249), (205, 208, 212), (38 + seed * 9 % 90, 78, 104)
    rows = []
    for y in range(height):
        line = bytearray(bytes(paper) * width)
        if y < 52:
            line = bytearray(bytes(bar) * width)
        elif 90 <= y < 380:
            fill = bytes((226 - seed * 3 % 30, 214, 198))
            line[3 * 20 : 3 * (width - 20)] = fill * (width - 40)
        elif 400 <= y < 640 and y % 26 < 11:
            length = 250 - (y // 26 * 37 + seed * 11) % 120
            line[3 * 20 : 3 * (20 + length)] = bytes(ink) * length
        elif 664 <= y < 712:
            line[3 * 20 : 3 * (width - 20)] = bytes((11, 106, 106)) * (width - 40)
        rows.append(b"\0" + bytes(line))
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    body = zlib.compress(b"".join(rows), 6)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data) for name, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + name + data + check


def main() -> None:
    """Build the sample and its report into the folder named on the command line."""
    from reports.build import build_site

    out = Path(sys.argv[1])
    options = dict.fromkeys(sys.argv[2:], True)
    made = build(out, Sample(**options))  # type: ignore[arg-type]
    result = build_site(made.run, made.history, made.config, out / "site", progress=print)
    print(result.index, result.pages, "pages", result.bytes, "bytes", result.seconds, "s")


if __name__ == "__main__":
    main()
