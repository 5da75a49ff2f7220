"""A year of nights of a large shop: how the data branch grows, and how long a replay takes.

Every night is written by `crawler.history.remember` from the files of a run, and committed by
`crawler.state`. The shop is walked in turns, a tenth of it a night, or whole.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from crawler import __version__
from crawler.history import History, remember
from crawler.history.events import Event, EventKind, write_events
from crawler.records import (
    CanonicalLink,
    CheckCard,
    CheckTally,
    Confidence,
    CoverageLine,
    Finding,
    HeadFacts,
    HealthNote,
    HttpFacts,
    LinkTarget,
    Money,
    OfferFacts,
    OfferRow,
    PageKind,
    PageRecord,
    PageState,
    PriceState,
    Role,
    RunDir,
    RunManifest,
    Scope,
    Severity,
    SiteFacts,
    TargetState,
    fingerprint,
    page_key,
    run_id,
)
from crawler.records.codec import dump_line, write_lines, write_raw_lines
from crawler.state import Places, Stored, read
from crawler.state.git import GitStore
from tests.bench.table import markdown

PAGES_KNOWN, OPEN, NIGHTS, WALKED = 100_000, 20_000, 365, 10_000
CHANGED = 0.02
"""Of the findings, and of the pages that are asked, each night."""
CHECKS = 150
LINKS = 2_000
"""To other hosts."""
MOST_MB, MOST_REPLAY_S = 150.0, 3.0
BASELINE_NIGHTS = 3
"""The baseline grows so fast that a year of it would fill a disk."""
BEGAN = datetime(2026, 1, 1, 2, 17, tzinfo=UTC)
HOME = "https://shop.example/"


@dataclass(frozen=True, slots=True)
class YearPoint:
    """The data branch after so many nights."""

    what: str
    nights: int
    branch_mb: float
    """After `git gc`, in MB of 1,000,000 bytes."""
    largest_mb: float
    """Largest file on the branch: GitHub refuses 100 MB."""
    replay_s: float
    """The fastest of three."""
    night_s: float
    """Seconds that `remember` took, on average."""


@dataclass(slots=True)
class _Shop:
    """The shop, and what is wrong with it."""

    pages: int
    findings: int
    chance: random.Random = field(default_factory=lambda: random.Random(11))
    versions: dict[int, int] = field(default_factory=dict)
    """How often a page was changed."""
    open: dict[int, int] = field(default_factory=dict)
    """Number of a finding and its page."""
    count: int = 0

    def begin(self) -> None:
        while len(self.open) < self.findings:
            self._open(self.chance.randrange(self.pages))

    def change(self, asked: list[int]) -> None:
        """2 % of the pages that are asked, and so many findings, of pages that are asked."""
        for page in self.chance.sample(asked, int(len(asked) * CHANGED)):
            self.versions[page] = self.versions.get(page, 0) + 1
        here = set(asked)
        ended = [number for number, page in self.open.items() if page in here]
        self.chance.shuffle(ended)
        for number in ended[: int(self.findings * CHANGED)]:
            del self.open[number]
            self._open(self.chance.choice(asked))

    def _open(self, page: int) -> None:
        self.open[self.count] = page
        self.count += 1


def measure_year(
    pages: int = PAGES_KNOWN,
    findings: int = OPEN,
    nights: int = NIGHTS,
    walked: int = WALKED,
) -> list[YearPoint]:
    """The branch after each fifth of the nights, and a baseline after three."""
    points: list[YearPoint] = []
    with tempfile.TemporaryDirectory(prefix="bench-year-") as name:
        home = Path(name)
        year, dump = _Branch(home / "storewalk"), _Branch(home / "dump")
        shop = _Shop(pages, findings)
        shop.begin()
        spent = 0.0
        for night in range(nights):
            run = _run(home / "run", shop, night, walked)
            before = time.perf_counter()
            remember(run, year.history, score=lambda diff: 80.0)
            spent += time.perf_counter() - before
            year.commit(run.manifest().run)
            if night < BASELINE_NIGHTS:
                _dump(dump.history, shop, run.manifest().run)
                dump.commit(run.manifest().run)
            if night + 1 == BASELINE_NIGHTS:
                points.append(dump.point("nightly-dump", night + 1, 0.0))
            if (night + 1) % max(1, nights // 5) == 0 or night + 1 in (BASELINE_NIGHTS, nights):
                points.append(year.point("storewalk", night + 1, spent / (night + 1)))
                print(points[-1], file=sys.stderr, flush=True)
    points.append(_events_alone(findings))
    return points


def _events_alone(findings: int) -> YearPoint:
    """The log of events of a whole year, whatever was measured before, and its replay."""
    with tempfile.TemporaryDirectory(prefix="bench-year-") as name:
        folder = Path(name)
        shop = _Shop(findings * 5, findings)
        shop.begin()
        opened: dict[str, Finding] = {}
        for night in range(NIGHTS):
            if night:
                shop.change(list(range(shop.pages)))
            found = {finding.id: finding for finding in _findings(shop)}
            run = run_id(BEGAN + timedelta(days=night))
            ended = [opened[one] for one in opened.keys() - found.keys()]
            new = [found[one] for one in found.keys() - opened.keys()]
            events = [_event(run, EventKind.OPENED, one) for one in new]
            write_events(folder, run, [*events, *(_event(run, EventKind.FIXED, x) for x in ended)])
            opened = found
        size = sum(path.stat().st_size for path in folder.iterdir())
        return YearPoint("events alone", NIGHTS, 0.0, size / 1e6, _replayed(folder), 0.0)


def _event(run: str, kind: EventKind, finding: Finding) -> Event:
    """As `crawler.history.diff` writes it."""
    return Event(
        run=run, event=kind, id=finding.id, check=finding.check, subject=finding.subject,
        url=finding.url, about=finding.about, severity=finding.severity, site=finding.site,
        message=finding.message if kind is EventKind.OPENED else "",
    )  # fmt: skip


def year_table(points: list[YearPoint]) -> str:
    """Markdown: each point beside the baseline's growth."""
    base = next(point for point in points if point.what == "nightly-dump")
    rows = [
        (
            point.what,
            str(point.nights),
            f"{point.branch_mb:.1f}" if point.branch_mb else "",
            f"{base.branch_mb / base.nights / (point.branch_mb / point.nights):.1f}x"
            if point.branch_mb
            else "",
            f"{point.largest_mb:.1f}",
            f"{point.replay_s:.2f}",
            f"{point.night_s:.1f}",
        )
        for point in points
    ]
    head = ("what", "nights", "branch MB", "smaller than nightly-dump", "largest file MB",
            "replay s", "remember s")  # fmt: skip
    return markdown([head, *rows])


class _Branch:
    """A history, and the branch to which it is committed."""

    def __init__(self, folder: Path) -> None:
        self.history = folder / "history"
        self.history.mkdir(parents=True)
        self.origin = folder / "origin.git"
        checkout = folder / "checkout"
        _git("init", "--quiet", "--bare", str(self.origin))
        _git("init", "--quiet", str(checkout))
        _git("-C", str(checkout), "remote", "add", "origin", str(self.origin))
        self.store = GitStore("storewalk-data", checkout)
        self.before: Stored | None = None

    def commit(self, run: str) -> None:
        """As `storewalk state push`, without reading back what was just written."""
        files = read(Places(self.history, self.history / "matches.csv"))
        self.store.save(files, self.before, run)
        commit = _git("-C", str(self.origin), "rev-parse", "refs/heads/storewalk-data")
        self.before = Stored(files, commit.strip())

    def point(self, what: str, nights: int, night_s: float) -> YearPoint:
        """Measure; the copy of the store's own folder is not the branch."""
        _git("-C", str(self.origin), "gc", "--quiet", "--prune=now")
        packed = sum(path.stat().st_size for path in self.origin.rglob("*") if path.is_file())
        tree = _git("-C", str(self.origin), "ls-tree", "-r", "-l", "refs/heads/storewalk-data")
        replay = _replayed(self.history)
        largest = max(int(line.split()[3]) for line in tree.splitlines())
        return YearPoint(what, nights, packed / 1e6, largest / 1e6, replay, night_s)


def _replayed(history: Path) -> float:
    def once() -> float:
        before = time.perf_counter()
        History(history).known(before="~")
        return time.perf_counter() - before

    return min(once() for _ in range(3))


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def _dump(folder: Path, shop: _Shop, run: str) -> None:
    """What a script would keep: all that is known, each line with the night of its last sight."""
    numbers = list(range(shop.pages))
    shop.chance.shuffle(numbers)  # a walk answers in another order every night
    lines = (dump_line(_page(shop, number, run)) for number in numbers)
    write_raw_lines(folder / "pages.jsonl.gz", lines)
    write_raw_lines(folder / "findings.jsonl.gz", map(dump_line, _findings(shop)))
    (folder / "schema_version").write_text("1\n")


def _run(folder: Path, shop: _Shop, night: int, walked: int) -> RunDir:
    """The files of a checked run, as far as `remember` reads them."""
    shutil.rmtree(folder, ignore_errors=True)
    at = BEGAN + timedelta(days=night)
    run = RunDir(folder)
    asked = [(night * walked + n) % shop.pages for n in range(min(walked, shop.pages))]
    if night == 0:
        asked = list(range(shop.pages))  # begin with everything known
    else:
        shop.change(asked)
    here = set(asked)
    left = shop.pages - len(here)
    run.write_manifest(
        RunManifest(tool_version=__version__, run=run_id(at), started_at=at, own="shop",
            health=(HealthNote(code="run-truncated", site="shop", message=""),) if left else (),
                    finished_crawl=True)
    )  # fmt: skip
    run.write_sites(
        (SiteFacts(id="shop", name="Shop", role=Role.OWN, url=HOME,
                   counts={"ok": len(here), "left": left}),)
    )  # fmt: skip
    write_lines(run.pages_path, (_page(shop, number, run_id(at)) for number in asked))
    ran = f"{(1 << CHECKS) - 1:x}"
    lines = (CoverageLine(subject=page_key("shop", _url(n)), ran=ran) for n in asked)
    write_lines(run.coverage_path, lines)
    write_lines(run.targets_path, _targets(night, at))
    found = [finding for finding in _findings(shop) if _number(finding.url) in here]
    offers = [_offer(shop, number) for number in asked]
    tallies = tuple(CheckTally(check=card.id, site="shop", passed=len(here)) for card in _CARDS)
    run.write_judgement(found, offers, _CARDS, tallies)
    return run


def _page(shop: _Shop, number: int, run: str) -> PageRecord:
    version = shop.versions.get(number, 0)
    url = _url(number)
    words = random.Random(number + version * 1_000_003)
    name = f"{words.choice(_WORDS)} {words.choice(_WORDS)} {words.choice(_WORDS)} {number}"
    return PageRecord(
        key=page_key("shop", url), site="shop", url=url, state=PageState.OK,
        kind=PageKind.PRODUCT, lastmod=f"2026-01-{version % 28 + 1:02}",
        http=HttpFacts(status=200, headers={"etag": f'"{words.getrandbits(64):016x}"', "x": run}),
        head=HeadFacts(
            titles=(f"{name} | Shop",),
            descriptions=(" ".join(words.choices(_WORDS, k=18)),),
            canonicals=(CanonicalLink(href=url, url=url),),
        ),
        offer=OfferFacts(
            state=PriceState.SHOWN, name=name,
            price=Money(amount=Decimal(words.randrange(100, 90000)) / 100, currency="EUR"),
        ),
    )  # fmt: skip


def _offer(shop: _Shop, number: int) -> OfferRow:
    page = _page(shop, number, "")
    assert page.offer is not None
    assert page.offer.price is not None
    return OfferRow(
        site="shop", role=Role.OWN, url=page.url, name=page.offer.name, sku=f"S{number}",
        price=str(page.offer.price.amount), currency="EUR", confidence=Confidence.CONFIRMED,
        state=PriceState.SHOWN,
    )  # fmt: skip


def _findings(shop: _Shop) -> Iterator[Finding]:
    for number, page in shop.open.items():
        card = _CARDS[number % CHECKS]
        subject = page_key("shop", _url(page))
        yield Finding(
            id=fingerprint(card.id, subject, str(number)), check=card.id, severity=card.severity,
            site="shop", subject=subject, url=_url(page), about=str(number),
            message=f"The element number {number} of this page lacks what shoppers look for.",
            cause=card.id,
        )  # fmt: skip


def _targets(night: int, at: datetime) -> Iterator[LinkTarget]:
    for number in range(LINKS):
        asked = at - timedelta(days=(night + number) % 7)
        yield LinkTarget(
            site="shop", url=f"https://elsewhere.example/{number:05}", internal=False,
            state=TargetState.OK, status=200, method="HEAD", checked_at=asked,
        )  # fmt: skip


def _url(number: int) -> str:
    return f"{HOME}products/{_WORDS[number % len(_WORDS)]}-{number:06}"


def _number(url: str) -> int:
    return int(url[-6:])


_WORDS = """
amber basin cedar delft ember fjord grove hazel ivory jolly kettle linen maple noble ochre
pearl quilt raven slate thyme umber velvet willow yarrow zinc
""".split()  # noqa: SIM905 - a list of words
_CARDS = tuple(
    CheckCard(
        id=f"made/up-{number:03}", title="Made up", family="made", scope=Scope.PAGE,
        severity=list(Severity)[number % 3], why="", fix="", since="0.1",
    )
    for number in range(CHECKS)
)  # fmt: skip
