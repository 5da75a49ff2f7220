"""Three nights on the street: what Storewalk reports is what the truth file says, no more, no less.

Storewalk runs as its users run it, as a command in a process of its own, and never sees the truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.config import MatchRow, load_matches
from crawler.records import (
    ChangeKind,
    Finding,
    PageRecord,
    PriceState,
    Role,
    RunDiff,
    RunDir,
    page_key,
)
from tests.command import storewalk
from tests.street import Street, market
from tests.street.goods import Product, watched
from tests.street.street import Shop

pytestmark = pytest.mark.shop

NIGHTS = (
    0,
    pytest.param(1, marks=pytest.mark.browser),
    pytest.param(2, marks=pytest.mark.browser),
)
"""Night 0 is walked without a phone, the others with one."""
UNDERCUT = "price/undercut"
Row = tuple[str, str]


class Nights:
    """The runs of one street, walked in order and only as far as somebody asks."""

    def __init__(self, street: Street, folder: Path) -> None:
        self.street = street
        self._folder = folder
        self._config = street.write_config(folder)
        self._runs: list[RunDir] = []

    def run(self, night: int) -> RunDir:
        """The run of a night, after those before it."""
        while len(self._runs) <= night:
            self._runs.append(self._walk(len(self._runs)))
        return self._runs[night]

    def findings(self, night: int) -> list[Finding]:
        """Everything reported on a night."""
        return list(self.run(night).findings())

    def matches(self) -> tuple[MatchRow, ...]:
        """What the last run wrote for people to review."""
        return load_matches(self._folder / "matches.csv")

    def diff(self, night: int) -> RunDiff:
        """What changed since the night before."""
        diff = self.run(night).diff()
        assert diff is not None
        return diff

    def pages(self, night: int) -> dict[str, PageRecord]:
        """Every page of a night by its key."""
        return {page.key: page for page in self.run(night).pages()}

    def _walk(self, night: int) -> RunDir:
        self.street.night = night
        path = self._folder / "runs" / str(night)
        done = storewalk(
            "run", "--config", self._config, "--run-dir", path,
            "--history", self._folder / "history", "--site", self._folder / "site",
            "--as-of", f"2026-11-{21 + night}T03:00:00Z",
            *(["--no-render"] if night == 0 else ["--render"]),
            cwd=self._folder, timeout=600,
        )  # fmt: skip
        assert done.code == 0, done.text
        return RunDir(path)


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """The street, open for three nights."""
    with Street(night=0) as street:
        yield Nights(street, tmp_path_factory.mktemp("street"))


@pytest.mark.parametrize("night", NIGHTS)
def test_every_fault_is_found_and_none_invented(nights: Nights, night: int) -> None:
    told = (finding for finding in nights.findings(night) if finding.check not in market.CHECKS)
    found = {_row(finding) for finding in told}

    truth = nights.street.truth
    assert _difference(found, truth.expected(night, rendered=night > 0) | truth.news[night]) == []


@pytest.mark.parametrize("night", NIGHTS)
def test_one_fault_is_reported_once(nights: Nights, night: int) -> None:
    rows = [_row(finding) for finding in nights.findings(night)]

    assert sorted(row for row in set(rows) if rows.count(row) > 1) == []


@pytest.mark.parametrize("night", NIGHTS)
def test_no_check_crashes(nights: Nights, night: int) -> None:
    crashed = [tally for tally in nights.run(night).tallies() if tally.crashed]

    assert [f"{tally.check}: {tally.first_crash}" for tally in crashed] == []


@pytest.mark.parametrize("night", NIGHTS)
def test_cheaper_rivals_are_those_of_the_catalogues(nights: Nights, night: int) -> None:
    found = {
        finding.subject.rpartition(":sku:")[2]: (
            Decimal(finding.evidence["ours"]),
            Decimal(finding.evidence["rivals"][0]["amount"]),
        )
        for finding in nights.findings(night)
        if finding.check == UNDERCUT
    }

    listed = {item.sku for item in watched()}
    true = _undercut(nights.street, night)
    assert {sku: pair for sku, pair in found.items() if true.get(sku) != pair} == {}
    assert {sku for sku in true if sku in listed} <= found.keys(), "those of products.csv"
    assert len(true.keys() - found.keys()) <= 2, "the others were found by matching"
    assert found, "the street has no cheaper rival"


def test_the_rivals_products_are_matched_with_ours(nights: Nights) -> None:
    """Nothing wrong is confirmed; of 45 articles beside products.csv that have a twin 43 are."""
    nights.run(0)
    rows = [row for row in nights.matches() if row.counts]
    twins = {
        (rival.url.rstrip("/") + item.path): item.twin
        for rival in nights.street.rivals
        for item in rival.products(0)
    }
    wrong = [(row.own_sku, row.url) for row in rows if twins.get(row.url) != row.own_sku]
    assert wrong == []
    listed = {item.sku for item in watched()}
    beside = {url for url, twin in twins.items() if twin and twin not in listed}
    assert len(beside) >= 45
    assert len({row.url for row in rows} & beside) >= 43


@pytest.mark.parametrize("night", NIGHTS)
def test_what_the_market_did_is_what_the_catalogues_say(nights: Nights, night: int) -> None:
    checks = market.CHECKS - {UNDERCUT}
    found = {_row(finding) for finding in nights.findings(night) if finding.check in checks}

    quotes = nights.run(night).quotes()
    pairs = frozenset((quote.sku, quote.site) for quote in quotes if quote.role == Role.COMPETITOR)
    assert {item.sku for item in watched()} < {sku for sku, _ in pairs}
    assert _difference(found, market.expected(nights.street, night, pairs)) == []
    assert found or night < 2, "nothing happens on the street"


@pytest.mark.parametrize("night", NIGHTS)
def test_every_watched_product_stands_where_the_catalogues_put_it(
    nights: Nights, night: int
) -> None:
    rows = {row.sku: row for row in nights.run(night).market()}
    assert {item.sku for item in watched()} < set(rows), "matching finds more than the list"
    undercut = _undercut(nights.street, night)
    for sku, (ours, lowest) in ((sku, undercut[sku]) for sku in undercut.keys() & rows.keys()):
        row = rows[sku]
        assert (row.price, row.lowest) == (str(ours), str(lowest))
        assert row.rank == row.cheaper + 1 > 1
        assert Decimal(row.gap_cheapest or 0) == ours - lowest


@pytest.mark.parametrize("night", NIGHTS)
def test_every_product_page_equals_the_catalogue(nights: Nights, night: int) -> None:
    pages = nights.pages(night)
    street = nights.street
    wrong = [
        (shop.id, item.path, *difference)
        for shop in (street.own, *street.rivals)
        for item in shop.products(night)
        for difference in _differences(street, shop, item, pages, night)
    ]

    assert wrong == []


@pytest.mark.browser
def test_the_second_night_knows_what_is_new_fixed_and_back(nights: Nights) -> None:
    truth = nights.street.truth
    before, last, tonight = (truth.expected(night, rendered=night > 0) for night in (0, 1, 2))
    expected = {
        ChangeKind.NEW: (tonight - last - before) | truth.news[2],
        ChangeKind.REOPENED: (tonight & before) - last,
        ChangeKind.FIXED: last - tonight,
        ChangeKind.PERSISTING: last & tonight,
    }
    diff = nights.diff(2)
    changes = [change for change in diff.changes if change.check not in market.CHECKS]
    found: dict[ChangeKind, set[Row]] = {kind: set() for kind in expected}
    for change in changes:
        found.setdefault(change.kind, set()).add((change.check, _path(change.url)))

    assert found == expected
    assert diff.trusted


@pytest.mark.browser
def test_prices_that_moved_overnight_are_those_of_the_catalogues(nights: Nights) -> None:
    street = nights.street
    shops = {shop.id: shop for shop in (street.own, *street.rivals)}
    expected: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for shop in shops.values():
        last = {item.path: item.price for item in shop.products(1)}
        for item in shop.products(2):
            if item.price and last[item.path] != item.price:
                expected[shop.id, item.path] = (last[item.path], item.price)
    found = {
        (change.site, _path(change.url)): (Decimal(change.before), Decimal(change.now))
        for change in nights.diff(2).prices
        if change.before and change.now and change.before != change.now
    }

    # A page whose data contradicts it has no price to compare: its faults are reported instead.
    for fault in street.truth.with_check("price/price-visible-vs-markup", 2):
        found.pop((street.own.id, fault.path), None)
    assert found == expected


@pytest.mark.parametrize("night", NIGHTS)
def test_evidence_of_links_says_where_they_are(nights: Nights, night: int) -> None:
    truth = nights.street.truth
    places = {
        (fault.check, fault.path): (set(fault.on_pages), fault.text)
        for fault in truth.rows(night)
        if fault.check.startswith("links/link-") and fault.on_pages and not fault.effect_of
    }
    for finding in nights.findings(night):
        if _row(finding) in places:
            pages, text = places[_row(finding)]
            sources = finding.evidence["sources"]
            assert {_path(source["url"]) for source in sources} == pages, finding.message
            assert {source["text"] for source in sources} == {text}, finding.message


@pytest.mark.parametrize("night", NIGHTS)
def test_names_of_findings_hold_nothing_that_changes_nightly(nights: Nights, night: int) -> None:
    for finding in nights.findings(night):
        if "://" not in finding.about:
            about = re.sub(r"\bBM-\d+\b", "", finding.about)  # an article number stays
            assert not re.search(r"\d{3,}|\d[.,]\d", about), finding.about


def _row(finding: Finding) -> Row:
    return finding.check, _path(finding.url)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _difference(found: set[Row], expected: set[Row]) -> list[str]:
    invented = [f"invented: {check} {path}" for check, path in sorted(found - expected)]
    missing = [f"not found: {check} {path}" for check, path in sorted(expected - found)]
    return invented + missing


def _undercut(street: Street, night: int) -> dict[str, tuple[Decimal, Decimal]]:
    """Own price and the cheapest rival's, by sku, where that is cheaper by more than 1 %."""
    own = {item.sku: item for item in street.own.products(night)}
    cheaper: dict[str, tuple[Decimal, Decimal]] = {}
    for sku, mine in own.items():
        prices = [
            item.price
            for rival in street.rivals
            for item in rival.products(night)
            if item.twin == sku and item.in_stock
        ]
        ours = mine.price
        if prices and ours and (ours - min(prices)) / ours > Decimal("0.01"):
            cheaper[sku] = (ours, min(prices))
    return cheaper


def _differences(
    street: Street, shop: Shop, item: Product, pages: dict[str, PageRecord], night: int
) -> Iterator[tuple[str, Any, Any]]:
    """(field, what the page record says, what the catalogue says) wherever they differ."""
    faults = {f.check for f in street.truth.on_page(item.path, night)}
    if shop is not street.own:
        faults = set()
    page = pages.get(page_key(shop.id, shop.url + item.path))
    if "seo/robots-blocks-money-page" in faults:
        return
    if page is None or page.offer is None:
        yield "page", page and page.state, "ok"
        return
    offer = page.offer
    compared: dict[str, tuple[Any, Any]] = {
        "name": (offer.name, item.name),
        "availability": (offer.availability and offer.availability.value, item.availability),
    }
    if "data/sd-product-missing" not in faults:
        compared["sku"] = (offer.sku, item.sku)
    if faults & {"price/price-missing", "price/price-zero"}:
        compared["state"] = (offer.state, PriceState.MISSING)
        compared["price"] = (offer.price, None)
    else:
        price = offer.price
        compared["state"] = (offer.state, PriceState.SHOWN)
        compared["currency"] = (price and price.currency, item.currency)
        # Where the planted fault is that page and data differ, nothing says which one is right.
        if "price/price-visible-vs-markup" not in faults:
            compared["price"] = (price and price.amount, item.price)
    for field, (said, true) in compared.items():
        if said != true:
            yield field, said, true
