"""A run: its manifest, its health, and typed access to the files in its directory."""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from crawler.errors import RunDirError
from crawler.records import codec
from crawler.records.base import Record
from crawler.records.changes import Change, RunDiff
from crawler.records.consent import ConsentFacts
from crawler.records.finding import CheckCard, CheckTally, Finding
from crawler.records.journey import JourneyFacts, JourneyRecord
from crawler.records.listing import Listing
from crawler.records.looks import Likeness
from crawler.records.market import MarketRow, MarketTotal, OmnibusRow, QuoteRow
from crawler.records.offer import MoneyHabits, OfferRow
from crawler.records.page import PageLinks, PageRecord
from crawler.records.render import RenderFacts, RenderRecord
from crawler.records.site import LinkTarget, PagePlace, SiteFacts
from crawler.records.truth import TruthRow
from crawler.records.view import PhoneViews

SCHEMA_VERSION = 1
"""Of the run directory. A reader refuses what is newer and upgrades what is older."""


_BESIDE_THE_WALK = frozenset(
    {"render-failed", "journey-failed", "run-without-state", "state-damaged"}
)


class HealthNote(Record):
    """One thing that was wrong with the walk itself."""

    code: str
    """run-incomplete, run-blocked, run-throttled, run-truncated, run-outage, run-section,
    run-scripts, run-part-missing, run-without-state, run-damaged, run-disk-full, state-damaged,
    robots-5xx, render-failed or journey-failed."""
    site: str
    """Empty: it is about no site, such as damage of the history."""
    message: str
    hint: str = ""
    fatal: bool = False
    """True: what is missing tonight must not be called fixed."""

    @property
    def cuts(self) -> bool:
        """Whether it means that some pages were not walked."""
        return self.code not in _BESIDE_THE_WALK


class RunHealth(Record):
    """What was wrong with the walk of one site; empty when it was sound."""

    notes: tuple[HealthNote, ...] = ()

    @property
    def cut(self) -> bool:
        """Whether some pages were not walked."""
        return any(note.cuts for note in self.notes)

    def of(self, *codes: str) -> tuple[HealthNote, ...]:
        """The notes with one of these codes."""
        return tuple(note for note in self.notes if note.code in codes)


class StageTime(Record):
    """How long a stage took."""

    name: str
    """crawl, render, journeys, check, remember, report."""
    started_at: datetime
    seconds: float


class PartLost(StrEnum):
    """Why a part of a walk is not whole."""

    ABSENT = "absent"
    CUT = "cut"
    """It ended early: what it had collected is there."""


class RunManifest(Record):
    """run.json"""

    schema_version: int = SCHEMA_VERSION
    tool_version: str
    run: str
    """Run id: UTC time of the start, 2026-08-22T021000Z."""
    started_at: datetime
    """UTC."""
    finished_crawl: bool = False
    """False while crawling; a run that was killed is resumed when this is False."""
    settings_digest: str = ""
    """Of the settings that decide what is collected; a resumed run must have the same."""
    user_agent: str = ""
    accept_language: str = ""
    time_zone: str = "UTC"
    devices: tuple[str, ...] = ()
    """Device profiles in their order; the first is the one that the report shows."""
    viewport: str = ""
    """Of the browser, in CSS pixels: 390x844."""
    browser: str = ""
    """Name and version. Empty when nothing was rendered."""
    own: str = ""
    """Site id of the own shop."""
    health: tuple[HealthNote, ...] = ()
    stages: tuple[StageTime, ...] = ()
    part: str = ""
    """2/4: this is the second of four parts of a walk. Empty: a whole one."""
    lost: dict[str, PartLost] = {}
    """Parts that a merged walk does without, by their name: {"2/4": "absent"}."""

    @property
    def healthy_sites(self) -> bool:
        """Whether nothing fatal happened on any site."""
        return not any(note.fatal for note in self.health)


class CoverageLine(Record):
    """A line of coverage.jsonl.gz: which checks gave a verdict on a subject."""

    subject: str
    ran: str
    """Hexadecimal bit mask; bit i is the i-th card of checks.json."""
    gone: bool = False
    """The page answers 404 or 410."""


class RunDir:
    """The files of one run. Opening it neither creates nor reads anything."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pages_path = path / "pages.jsonl.gz"
        self.links_path = path / "links.jsonl.gz"
        self.probes_path = path / "probes.jsonl.gz"
        self.targets_path = path / "targets.jsonl.gz"
        self.targets_table = path / "targets.parquet"
        self.renders_path = path / "renders.jsonl.gz"
        self.likeness_path = path / "likeness.jsonl.gz"
        self.phones_path = path / "phones.jsonl.gz"
        self.journeys_path = path / "journeys.jsonl.gz"
        self.consent_path = path / "consent.jsonl.gz"
        self.listings_path = path / "listings.jsonl.gz"
        self.truth_path = path / "truth.jsonl.gz"
        self.places_path = path / "places.parquet"
        self.findings_path = path / "findings.parquet"
        self.changes_path = path / "changes.parquet"
        self.coverage_path = path / "coverage.jsonl.gz"
        self.shots = path / "shots"

    @property
    def exists(self) -> bool:
        """Whether a run was begun here."""
        return (self.path / "run.json").exists()

    def manifest(self) -> RunManifest:
        """Raises RunDirError when there is no run, or a newer Storewalk wrote it."""
        if not self.exists:
            raise RunDirError(
                "there is no run here (run.json is missing)",
                where=str(self.path),
                hint="Walk the shop first: storewalk run",
            )
        manifest = codec.read_json(self.path / "run.json", RunManifest)
        if manifest.schema_version > SCHEMA_VERSION:
            raise RunDirError(
                f"the run has schema version {manifest.schema_version}, "
                f"this Storewalk reads up to {SCHEMA_VERSION}",
                where=str(self.path / "run.json"),
                hint="Update Storewalk.",
            )
        return manifest

    def write_manifest(self, manifest: RunManifest) -> None:
        """Create or replace run.json."""
        self.path.mkdir(parents=True, exist_ok=True)
        codec.write_json(self.path / "run.json", manifest)

    def pages(self) -> Iterator[PageRecord]:
        """Every page record, one alive at a time, each key once."""
        seen: set[int] = set()
        for record in codec.read_lines(self.pages_path, PageRecord):
            if hash(record.key) not in seen:
                seen.add(hash(record.key))
                yield record

    def links(self) -> Iterator[PageLinks]:
        """Links per page, each key once, in the order of `pages`."""
        seen: set[int] = set()
        for line in codec.read_lines(self.links_path, PageLinks):
            if hash(line.key) not in seen:
                seen.add(hash(line.key))
                yield line

    def pages_with_links(
        self, wanted: Callable[[int], bool] = lambda number: True
    ) -> Iterator[PageRecord]:
        """Page records with `links` attached. Both files are in the same order.

        `wanted` says of a page's number, from 0, whether to read it: others cost hardly anything.
        """
        lines = codec.keyed_lines(self.links_path)
        waiting: dict[bytes, bytes] = {}
        ahead = next(lines, None)
        for number, (key, line) in enumerate(codec.keyed_lines(self.pages_path)):
            links = waiting.pop(key, None)
            if ahead is not None and ahead[0] == key:
                links, ahead = ahead[1], next(lines, None)
            if not wanted(number):
                continue
            record = codec.read_line(line, PageRecord, f"{self.pages_path}:{number + 1}")
            if record.head is None:
                yield record
                continue
            while links is None and ahead is not None:
                waiting[ahead[0]] = ahead[1]
                ahead = next(lines, None)
                links = waiting.pop(key, None)
            if links is None:
                yield record
                continue
            found = codec.read_line(links, PageLinks, f"{self.links_path}: {record.key}")
            yield record.model_copy(update={"links": found.links})

    def renders(self) -> dict[str, RenderFacts]:
        """Render facts by page key, of the first device: at most a few thousand."""
        return {key: facts[0] for key, facts in self.all_renders().items()}

    def all_renders(self) -> dict[str, tuple[RenderFacts, ...]]:
        """Render facts of all devices by page key, in the order of the devices."""
        facts: dict[str, list[RenderFacts]] = {}
        for line in codec.read_lines(self.renders_path, RenderRecord):
            facts.setdefault(line.key, []).append(line.render)
        order = {name: rank for rank, name in enumerate(self.manifest().devices)}
        return {
            key: tuple(sorted(found, key=lambda item: order.get(item.device, len(order))))
            for key, found in facts.items()
        }

    def likenesses(self) -> dict[tuple[str, str], Likeness]:
        """How pages look beside others of their template, by page key and device."""
        return {
            (line.key, line.device): line for line in codec.read_lines(self.likeness_path, Likeness)
        }

    def phones(self) -> dict[str, PhoneViews]:
        """Pages that were asked for by a phone as well, by page key: at most a dozen."""
        return {line.key: line for line in codec.read_lines(self.phones_path, PhoneViews)}

    def journeys(self, site: str) -> JourneyFacts | None:
        """The journeys through a site in the order in which they were walked. None: no journey
        was walked there."""
        lines = codec.read_lines(self.journeys_path, JourneyRecord)
        found = tuple(line for line in lines if line.site == site)
        return JourneyFacts(journeys=found) if found else None

    def consent(self, site: str) -> ConsentFacts | None:
        """What a choice about cookies changes on a site. None: nobody looked."""
        lines = codec.read_lines(self.consent_path, ConsentFacts)
        return next((line for line in lines if line.site == site), None)

    def listings(self) -> Iterator[Listing]:
        """Products as feeds and shop systems list them, in the order in which they were read."""
        return codec.read_lines(self.listings_path, Listing)

    def truth(self) -> Iterator[TruthRow]:
        """What every side says of each own product, in the order of the pages."""
        return codec.read_lines(self.truth_path, TruthRow)

    def habits(self) -> tuple[MoneyHabits, ...]:
        """How each shop writes its prices; empty before the checks ran."""
        return codec.read_json_list(self.path / "habits.json", MoneyHabits)

    def write_habits(self, habits: tuple[MoneyHabits, ...]) -> None:
        """Create or replace habits.json."""
        codec.write_json(self.path / "habits.json", habits)

    def sites(self) -> tuple[SiteFacts, ...]:
        """The sites walked, own shop first."""
        return codec.read_json_list(self.path / "sites.json", SiteFacts)

    def write_sites(self, sites: tuple[SiteFacts, ...]) -> None:
        """Create or replace sites.json."""
        codec.write_json(self.path / "sites.json", sites)

    def targets(self) -> Iterator[LinkTarget]:
        """Every link target, sorted by URL."""
        if self.targets_path.exists():
            return codec.read_lines(self.targets_path, LinkTarget)
        return codec.read_table(self.targets_table, LinkTarget)  # a run of before 2026-11-24

    def target_lines(self) -> Iterator[bytes]:
        """The same as JSON, for who looks only some of them up."""
        if self.targets_path.exists():
            return codec.raw_lines(self.targets_path)
        return (codec.dump_line(target) for target in self.targets())

    def places(self) -> Iterator[PagePlace]:
        """Where each page that answered stands among the others, by site and URL."""
        return codec.read_table(self.places_path, PagePlace)

    def findings(self) -> Iterator[Finding]:
        """Every finding, errors first."""
        return codec.read_table(self.findings_path, Finding)

    def offers(self) -> Iterator[OfferRow]:
        """Every product page seen, and the watched pages that were not."""
        return codec.read_table(self.path / "offers.parquet", OfferRow)

    def quotes(self) -> Iterator[QuoteRow]:
        """Every watched product in every shop, by SKU, the own shop first."""
        return codec.read_table(self.path / "quotes.parquet", QuoteRow)

    def market(self) -> Iterator[MarketRow]:
        """Every watched product against its market, by SKU."""
        return codec.read_table(self.path / "market.parquet", MarketRow)

    def market_totals(self) -> Iterator[MarketTotal]:
        """The market as a whole, then by brand, category and competitor."""
        return codec.read_table(self.path / "market-totals.parquet", MarketTotal)

    def omnibus(self) -> Iterator[OmnibusRow]:
        """Announced reductions, the own shop's first."""
        return codec.read_table(self.path / "omnibus.parquet", OmnibusRow)

    def write_market(
        self,
        quotes: list[QuoteRow],
        market: list[MarketRow],
        totals: list[MarketTotal],
        omnibus: list[OmnibusRow],
    ) -> None:
        """Create or replace the four tables of the market."""
        codec.write_table(self.path / "quotes.parquet", quotes, QuoteRow)
        codec.write_table(self.path / "market.parquet", market, MarketRow)
        codec.write_table(self.path / "market-totals.parquet", totals, MarketTotal)
        codec.write_table(self.path / "omnibus.parquet", omnibus, OmnibusRow)

    def cards(self) -> tuple[CheckCard, ...]:
        """The checks that ran, sorted by id."""
        return codec.read_json_list(self.path / "checks.json", CheckCard)

    def tallies(self) -> tuple[CheckTally, ...]:
        """What became of each check on each site."""
        return codec.read_json_list(self.path / "tallies.json", CheckTally)

    def coverage(self) -> Iterator[CoverageLine]:
        """Which checks gave a verdict on which subject."""
        return codec.read_lines(self.coverage_path, CoverageLine)

    def diff(self) -> RunDiff | None:
        """What changed since the last run; None before `remember` ran."""
        diff = self.diff_head()
        if diff is None or not self.changes_path.exists():
            return diff
        changes = tuple(codec.read_table(self.changes_path, Change))
        return diff.model_copy(update={"changes": changes})

    def diff_head(self) -> RunDiff | None:
        """The same without the changes, which stand in a table; with them in older runs."""
        path = self.path / "changes.json"
        return codec.read_json(path, RunDiff) if path.exists() else None

    def write_judgement(
        self,
        findings: list[Finding],
        offers: list[OfferRow],
        cards: tuple[CheckCard, ...],
        tallies: tuple[CheckTally, ...],
    ) -> None:
        """Write what the checks said (coverage is streamed by the engine).

        Also the link targets once more as a table, for pandas and spreadsheets: the walk itself
        writes lines, because a library for tables takes as much memory as a whole walk.
        """
        if self.targets_path.exists():
            codec.tabulate(self.targets_path, self.targets_table, LinkTarget)
        codec.write_table(self.findings_path, findings, Finding)
        codec.write_table(self.path / "offers.parquet", offers, OfferRow)
        codec.write_json(self.path / "checks.json", cards)
        codec.write_json(self.path / "tallies.json", tallies)

    def write_diff(self, diff: RunDiff) -> None:
        """Create or replace changes.json, and changes.parquet with a row for each change."""
        codec.write_table(self.changes_path, list(diff.changes), Change)
        codec.write_json(self.path / "changes.json", diff.model_copy(update={"changes": ()}))


def run_id(started_at: datetime) -> str:
    """2026-08-22T021000Z, from a time in UTC."""
    return started_at.strftime("%Y-%m-%dT%H%M%SZ")
