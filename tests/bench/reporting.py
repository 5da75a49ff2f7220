"""The report of a big shop: 100,000 addresses with 500,000 findings, made up, then built.

The run is made up to the last file that `report` reads: pages as the real reader writes them, and
findings of 60 real checks spread over the pages as checks spread them: some on every page, most on
a few, in a hundred causes each.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.checks.registry import all_checks
from crawler.records import (
    Change,
    ChangeKind,
    CheckCard,
    CheckTally,
    Finding,
    RunDiff,
    RunDir,
    Scope,
    fingerprint,
    page_key,
)
from tests.bench.install import ROOT
from tests.bench.measure import weigh
from tests.bench.synthetic import settings, url_of, write_run
from tests.bench.table import markdown

ADDRESSES = 100_000
FINDINGS = 500_000
CHECKS = 60
LIMIT_S = 1800.0


@dataclass(frozen=True, slots=True)
class Built:
    """One step over one size."""

    step: str
    addresses: int
    findings: int
    seconds: float
    peak_mb: float
    site_mb: float = 0.0
    home_kb: float = 0.0
    pages: int = 0
    biggest_shard_mb: float = 0.0


def measure_reporting(addresses: int, findings: int, rounds: int) -> list[Built]:
    """The baseline and the report in turn, `rounds` times, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-report-") as name:
        home = Path(name)
        made_up(home / "run", addresses, findings)
        return [
            _weighed(home, step, addresses, findings)
            for _ in range(rounds)
            for step in ("baseline", "report")
        ]


def made_up(folder: Path, addresses: int, findings: int) -> RunDir:
    """Write the run."""
    run = write_run(folder, addresses)
    cards = tuple(
        check.card for check in all_checks() if check.card.scope is Scope.PAGE
    )[:CHECKS]  # fmt: skip
    found = list(_findings(cards, addresses, findings))
    tallies = tuple(
        CheckTally(check=card.id, site=found[0].site, passed=addresses // 2, flagged=addresses // 9)
        for card in cards
    )
    run.write_judgement(found, [], cards, tallies)
    before = "2026-11-23T021000Z"
    run.write_diff(
        RunDiff(run="2026-11-24T021000Z", previous=before, changes=tuple(_changes(found, before)))
    )
    return run


def _findings(cards: tuple[CheckCard, ...], addresses: int, findings: int) -> Iterator[Finding]:
    site = settings().store.id
    rng = random.Random(8)
    weights = [1 / (place + 1) for place in range(len(cards))]
    counts = [max(1, round(findings * weight / sum(weights))) for weight in weights]
    for card, wanted in zip(cards, counts, strict=True):
        for number in sorted(rng.choices(range(addresses), k=wanted)):
            url = url_of(number)
            about = f"part {number % 7} {rng.randrange(10**6)}"
            subject = page_key(site, url)
            yield Finding(
                id=fingerprint(card.id, subject, about),
                check=card.id,
                severity=card.severity,
                site=site,
                subject=subject,
                url=url,
                kind="product",
                about=about,
                message=f"The {card.title.lower()}: {number % 90} of {number % 400} characters.",
                evidence={"found": f"Item {number} in colour {number % 11}", "limit": 60},
                cause=f"template {number % 100}",
                template="product",
            )


def _changes(found: list[Finding], before: str) -> Iterator[Change]:
    for number, finding in enumerate(found):
        new = number % 50 == 0
        yield Change(
            kind=ChangeKind.NEW if new else ChangeKind.PERSISTING,
            id=finding.id, check=finding.check, severity=finding.severity, site=finding.site,
            subject=finding.subject, url=finding.url, about=finding.about, message=finding.message,
            first_seen="2026-11-24T021000Z" if new else before, last_seen="2026-11-24T021000Z",
            times_seen=1 if new else 9,
        )  # fmt: skip


def _weighed(home: Path, step: str, addresses: int, findings: int) -> Built:
    weight = weigh(
        [sys.executable, "-m", "tests.bench.reporting", step, str(home)],
        folder=home,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        limit_s=LIMIT_S,
    )
    if weight.exit_code != 0:
        raise SystemExit(f"{step} ended with {weight.exit_code}: {weight.said}")
    taken = json.loads((home / "stdout.txt").read_text("utf-8"))
    built = Built(step, addresses, findings, peak_mb=weight.peak_mb, **taken)
    print(built, file=sys.stderr)
    return built


def reporting_table(built: list[Built]) -> str:
    """Every round, and the report against the baseline."""
    head = ["step", "seconds", "peak MB", "site MB", "home KB", "HTML pages", "biggest shard MB"]
    rows = [head, *(_cells(one) for one in built)]
    base = sorted(one.seconds for one in built if one.step == "baseline")
    ours = sorted(one.seconds for one in built if one.step == "report")
    ratio = ours[len(ours) // 2] / base[len(base) // 2]
    size = f"{built[0].findings:,} findings on {built[0].addresses:,} addresses"
    return (
        f"{markdown(rows)}\n\n{size}. The report takes {ratio:.1f} times the baseline (medians): "
        "the same findings read into pandas and written as one CSV file."
    )


def _cells(one: Built) -> list[str]:
    figures = (one.site_mb, one.home_kb, one.pages, one.biggest_shard_mb)
    shown = [f"{value:,.1f}" if value else "" for value in figures]
    return [one.step, f"{one.seconds:.1f}", f"{one.peak_mb:,.0f}", *shown]


def _baseline(home: Path) -> dict[str, float]:
    import pandas as pd

    started = time.perf_counter()
    pd.read_parquet(home / "run" / "findings.parquet").to_csv(home / "findings.csv", index=False)
    return {"seconds": time.perf_counter() - started}


def _report(home: Path) -> dict[str, float]:
    from reports.build import build_site

    started = time.perf_counter()
    result = build_site(
        RunDir(home / "run"), home / "history", settings(), home / "site",
        progress=lambda text: print(f"{time.perf_counter() - started:.1f} {text}", file=sys.stderr),
    )  # fmt: skip
    seconds = time.perf_counter() - started
    shards = [path.stat().st_size for path in (home / "site" / "data").rglob("*.js")]
    return {
        "seconds": seconds,
        "site_mb": result.bytes / 1e6,
        "home_kb": (home / "site" / "index.html").stat().st_size / 1e3,
        "pages": result.pages,
        "biggest_shard_mb": max(shards) / 1e6,
    }


if __name__ == "__main__":
    work = {"baseline": _baseline, "report": _report}[sys.argv[1]]
    print(json.dumps(work(Path(sys.argv[2]))))
