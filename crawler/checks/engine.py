"""Runs every check over a run directory: pure, repeatable, no network.

Pages stream by once; a crash of one check on one subject is counted, kept for the report, and
blocks "fixed" there, but never ends the run.
"""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from crawler.checks.api import (
    ANSWERED,
    Check,
    Context,
    PageContext,
    ProductContext,
    RunClock,
    SiteContext,
)
from crawler.checks.attach import Attachments, habits_of
from crawler.checks.findings import FindingBook, stamp
from crawler.checks.index import IndexBuilder
from crawler.checks.market import MarketInput, coverage_of, joined, write_market
from crawler.checks.plan import PagePlans
from crawler.checks.price.truth import truth_of
from crawler.checks.products import OfferBook, ProductGroup, is_product
from crawler.checks.screens import verdict
from crawler.checks.selection import in_force, mutes, select_checks
from crawler.checks.tallies import Tallies
from crawler.collector import calm_collector
from crawler.config import Config, WatchedProduct
from crawler.market import MarketCoverage, watches
from crawler.records import (
    CheckCard,
    CheckTally,
    CoverageLine,
    EarlierSite,
    Finding,
    PagePlace,
    PageRecord,
    PageState,
    Problem,
    Role,
    RunDir,
    RunHealth,
    Scope,
    SiteFacts,
    TargetState,
    codec,
    page_key,
    product_key,
    split_page_key,
)
from crawler.records.codec import LineWriter

log = logging.getLogger(__name__)

LARGE_BYTES = 10_000_000
"""Of pages.jsonl.gz: from about 10,000 pages on a second process is worth its start."""


def helps_with(number: int) -> bool:
    """Whether a page, from 0, belongs to the second process: five of seven, because the first one
    also counts all of them, compares them, and runs the checks of whole shops meanwhile."""
    return number % 7 < 5


class Share(NamedTuple):
    """What the page checks said of some of the pages."""

    masks: dict[str, int]
    """Bits of the checks that gave a verdict, by page key."""
    tallies: Tallies
    book: FindingBook


class _Judged(NamedTuple):
    """What is kept of a page once its checks ran."""

    mask: int
    """Bits of the checks that gave a verdict."""
    site: str
    state: PageState
    gone: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checks said about a run."""

    findings: list[Finding]
    cards: tuple[CheckCard, ...]
    tallies: tuple[CheckTally, ...]


class Engine:
    """Checks one run with one configuration."""

    def __init__(
        self,
        run: RunDir,
        config: Config,
        products: tuple[WatchedProduct, ...] = (),
        *,
        failing_before: frozenset[str] = frozenset(),
        earlier: Path | None = None,
        earlier_sites: Mapping[str, EarlierSite] = MappingProxyType({}),
        market: MarketInput | None = None,
    ) -> None:
        """The last four are what the history knows; `earlier` is a file of EarlierPages."""
        self.run = run
        self.config = config
        self.products = products
        self.market = market or MarketInput()
        self.failing_before = failing_before
        self.earlier = earlier
        self.earlier_sites = earlier_sites
        self.checks, self.options = select_checks(config)
        self.bits = {check.card.id: 1 << number for number, check in enumerate(self.checks)}
        self.sites = {site.id: site for site in run.sites()}
        self.clock = RunClock(run.manifest().started_at.date())
        self.tallies = Tallies()
        self.plans = PagePlans(self.checks, self.options, self.bits, self.tallies)
        self.book = FindingBook()
        self.mutes = [rule for rule in config.mute if in_force(rule, self.clock)]

    def judge(self, progress: Callable[[int], None] = lambda pages: None) -> Judgement:
        """Run everything and write findings, offers, cards, tallies and coverage."""
        index = IndexBuilder(self.run.path / "index.sqlite")
        watched = watches(self.products, self.run.manifest().own or self.config.store.id)
        book = OfferBook(self.products, self.sites)
        self.run.write_habits(habits_of(self.run))
        self._read_before(index)
        attached = Attachments(self.run, index)
        self.run.coverage_path.unlink(missing_ok=True)
        self.run.truth_path.unlink(missing_ok=True)
        with (
            LineWriter(self.run.coverage_path) as coverage,
            LineWriter(self.run.truth_path) as truth,
            self._helper() as helper,
        ):
            judged: dict[str, _Judged] = {}
            for number, record in enumerate(self.run.pages_with_links()):
                page = attached.to(record)
                index.add_page(page)
                book.add(page)
                if self.sites[page.site].role is Role.OWN and is_product(page):
                    truth.write(truth_of(page))
                mask = 0 if helper and helps_with(number) else self._check_page(page, index)
                gone = page.http.status in (404, 410)
                judged[page.key] = _Judged(mask, page.site, page.state, gone)
                progress(number + 1)
            self.plans.close()
            for line in self.run.target_lines():
                index.add_target_line(line)
            rows, groups = book.finish()
            found = write_market(
                self.run, self.config, self.sites, watched, rows, self.market.prices
            )
            site_bits = self._check_sites(index, coverage_of(found))
            if helper is not None:
                self._take_over(self._share_of(helper), judged)
            self._write_page_coverage(coverage, judged, site_bits)
            self._write_target_coverage(coverage, index, judged, site_bits)
            self._check_products(joined(groups, found), coverage)
            codec.write_table(self.run.places_path, index.places(), PagePlace)
            findings = self.book.findings(index.template_of)
        index.close()
        (self.run.path / "index.sqlite").unlink(missing_ok=True)
        judgement = Judgement(
            findings=findings,
            cards=tuple(check.card for check in self.checks),
            tallies=self.tallies.records(),
        )
        self.run.write_judgement(judgement.findings, rows, judgement.cards, judgement.tallies)
        return judgement

    def judge_share(self, wanted: Callable[[int], bool], index: IndexBuilder) -> Share:
        """The page checks over some of the pages, and nothing else."""
        self._read_before(index)
        attached = Attachments(self.run, index)
        masks: dict[str, int] = {}
        for record in self.run.pages_with_links(wanted):
            page = attached.to(record)
            masks[page.key] = self._check_page(page, index)
        self.plans.close()
        return Share(masks, self.tallies, self.book)

    @contextmanager
    def _helper(self) -> Iterator["Future[Share] | None"]:
        """A second process that judges its share of a large run; None: not worth it."""
        large = self.run.pages_path.exists() and self.run.pages_path.stat().st_size >= LARGE_BYTES
        if not large or (os.cpu_count() or 1) < 2:
            yield None
            return
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            yield pool.submit(judge_share, self.run.path, self.config, self.earlier)

    def _share_of(self, helper: "Future[Share]") -> Share:
        try:
            return helper.result()
        except BrokenProcessPool:  # ended from outside, by a lack of memory for one
            log.warning("the second process of the checks ended; its pages are judged here")
            return judge_share(self.run.path, self.config, self.earlier)

    def _take_over(self, share: Share, judged: dict[str, "_Judged"]) -> None:
        for key, mask in share.masks.items():
            judged[key] = judged[key]._replace(mask=mask)
        self.tallies.merge(share.tallies)
        self.book.merge(share.book)

    def _read_before(self, index: IndexBuilder) -> None:
        for line in codec.raw_lines(self.earlier) if self.earlier else ():
            index.add_earlier(line)
        for line in codec.raw_lines(self.run.listings_path):
            index.listings.add_line(line)

    def _check_page(self, page: PageRecord, index: IndexBuilder) -> int:
        """Run page checks; returns the bits of those that gave a verdict."""
        mask = 0
        earlier = index.earlier(page.site, page.url)
        context = PageContext(page, self.sites[page.site], self.clock, earlier)
        for asked in self.plans.of(context).asked:
            try:
                problems = verdict(asked.check, context, asked.options)
            except Exception:  # noqa: BLE001 - one check's fault must not end the run; it is told
                asked.tally.crash()
                continue
            asked.tally.count(None if problems is None else len(problems))
            if problems is None:
                continue
            mask |= asked.bit
            for problem in problems:
                self._stamp(asked.check, page.site, page.key, problem, str(page.kind))
        return mask

    def _check_sites(self, index: IndexBuilder, pairs: MarketCoverage | None) -> dict[str, int]:
        """Run site checks; returns per site the bits of those that gave a verdict."""
        masks: dict[str, int] = defaultdict(int)
        for site in self.sites.values():
            notes = (note for note in self.run.manifest().health if note.site == site.id)
            context = SiteContext(
                index.index(site, self.failing_before),
                site,
                self.clock,
                RunHealth(notes=tuple(notes)),
                self.earlier_sites.get(site.id),
                pairs if site.role is Role.OWN else None,
                self.run.journeys(site.id),
                self.run.consent(site.id),
            )
            for check in self.checks:
                if check.card.scope is not Scope.SITE:
                    continue
                problems = self._outcome(check, context, site.id)
                if problems is None:
                    continue
                masks[site.id] |= self.bits[check.card.id]
                for problem in problems:
                    subject = page_key(site.id, problem.page) if problem.page else site.id
                    self._stamp(check, site.id, subject, problem, "")
        return masks

    def _check_products(self, groups: Iterable[ProductGroup], coverage: LineWriter) -> None:
        own = next((site for site in self.sites.values() if site.role is Role.OWN), None)
        if own is None:
            return
        for group in groups:
            mask = 0
            subject = product_key(own.id, group.sku)
            for check in self.checks:
                if check.card.scope is not Scope.PRODUCT:
                    continue
                problems = self._outcome(check, ProductContext(group, own, self.clock), own.id)
                if problems is None:
                    continue
                mask |= self.bits[check.card.id]
                for problem in problems:
                    page = group.own.url if group.own else own.url
                    shown = problem.model_copy(update={"page": problem.page or page})
                    self._stamp(check, own.id, subject, shown, "product")
            if mask:
                coverage.write(CoverageLine(subject=subject, ran=f"{mask:x}"))

    def _outcome(self, check: Check, context: Context, site: str) -> list[Problem] | None:
        """The problems, or None when the check gave no verdict (not applicable or crashed)."""
        tally = self.tallies.of(check.card.id, site)
        try:
            problems = check.run(context, self.options.get(check.card.id))
        except Exception:  # noqa: BLE001 - one check's fault must not end the run; it is reported
            tally.crash()
            return None
        tally.count(None if problems is None else len(problems))
        return problems

    def _stamp(self, check: Check, site: str, subject: str, problem: Problem, kind: str) -> None:
        card = check.card
        url = problem.page or split_page_key(subject)[1] or self.sites[site].url
        if any(mutes(rule, card.id, url) for rule in self.mutes):
            self.tallies.of(card.id, site).muted += 1
            return
        self.book.add(stamp(card, self.config, site, subject, url, problem, kind))

    def _write_page_coverage(
        self, coverage: LineWriter, judged: Mapping[str, "_Judged"], site_bits: dict[str, int]
    ) -> None:
        of_state = {state: self._bits_about(state) for state in PageState}
        for key, page in judged.items():
            mask = page.mask | of_state[page.state] & site_bits.get(page.site, 0)
            # A page without a verdict has a line too: it is known, only not judged tonight.
            coverage.write(CoverageLine(subject=key, ran=f"{mask:x}", gone=page.gone))

    def _bits_about(self, state: PageState) -> int:
        """Bits of the site checks whose problems may be about a page in a state."""
        answered = state in ANSWERED or state is PageState.FAILED
        return sum(
            self.bits[check.card.id]
            for check in self.checks
            if check.card.scope is Scope.SITE
            and (
                (check.subject == "page" and state in check.states)
                or (check.subject == "target" and answered)
            )
        )

    def _write_target_coverage(
        self,
        coverage: LineWriter,
        index: IndexBuilder,
        pages: Mapping[str, "_Judged"],
        site_bits: dict[str, int],
    ) -> None:
        target_bits = self._bits_of("target")
        for name, url, state in index.target_states():
            subject = f"{name}:{url}"
            if subject in pages or state == TargetState.NOT_CHECKED:
                continue
            mask = target_bits & site_bits.get(name, 0)
            if mask:
                coverage.write(CoverageLine(subject=subject, ran=f"{mask:x}"))
        whole = self._bits_of("site", "target")
        cut = {note.site for note in self.run.manifest().health if note.cuts}
        for site, bits in site_bits.items():
            # A target that nobody refers to any more has no line of its own: it is mended only
            # if the whole site was seen, so an incomplete walk keeps only the site's own bits.
            mask = bits & (self._bits_of("site") if site in cut else whole)
            if mask:
                coverage.write(CoverageLine(subject=site, ran=f"{mask:x}"))

    def _bits_of(self, *subjects: str) -> int:
        return sum(
            self.bits[check.card.id]
            for check in self.checks
            if check.card.scope is Scope.SITE and check.subject in subjects
        )


def judge_share(run: Path, config: Config, earlier: Path | None) -> Share:
    """What the second process does: its share of the pages of a run."""
    calm_collector()
    index = IndexBuilder(None)
    share = Engine(RunDir(run), config, earlier=earlier).judge_share(helps_with, index)
    index.close()
    return share


def check_page(
    page: PageRecord, site: SiteFacts, config: Config, today: date
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """The page checks over one record: findings, and (check id, outcome) of every check."""
    checks, options = select_checks(config)
    context = PageContext(page, site, RunClock(today))
    findings: list[Finding] = []
    outcomes: list[tuple[str, str]] = []
    for check in checks:
        if check.card.scope is not Scope.PAGE:
            continue
        try:
            fits = check.applies(context)
            problems = verdict(check, context, options.get(check.card.id)) if fits else None
        except Exception:  # noqa: BLE001 - one check's fault must not hide the others' verdicts
            outcomes.append((check.card.id, "crashed"))
            continue
        said = "not_applicable" if problems is None else "flagged" if problems else "passed"
        outcomes.append((check.card.id, said))
        findings += [
            stamp(check.card, config, page.site, page.key, page.url, problem, page.kind)
            for problem in problems or ()
        ]
    return sorted(findings, key=lambda item: (item.severity.rank, item.check)), outcomes
