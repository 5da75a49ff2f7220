"""The market through the engine and the history: two nights of two shops, from pages to tables."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.checks.engine import Engine
from crawler.checks.market import MarketInput
from crawler.config import Config, Pair, WatchedProduct
from crawler.history import History, remember
from crawler.records import (
    Availability,
    Excluded,
    HealthNote,
    HttpFacts,
    Money,
    OfferFacts,
    PageKind,
    PageRecord,
    PageState,
    PriceState,
    Role,
    RunDir,
    RunManifest,
    SiteFacts,
    page_key,
)
from crawler.records.codec import write_lines

SHOPS = {"own": "https://own.example/", "kettle": "https://kettle.example/"}
CONFIG = Config.model_validate(
    {
        "store": {"name": "own", "url": SHOPS["own"]},
        "competitors": [{"name": "kettle", "url": SHOPS["kettle"]}],
        "render": {"enabled": False},
    }
)
PRODUCT = WatchedProduct(
    sku="M-1", name="Mug", urls={site: f"{url}mug" for site, url in SHOPS.items()}
)


def page(site: str, price: str | None, stock: str = "InStock") -> PageRecord:
    url = f"{SHOPS[site]}mug"
    record = PageRecord(
        key=page_key(site, url), site=site, url=url, state=PageState.OK, kind=PageKind.PRODUCT,
        http=HttpFacts(status=200),
    )  # fmt: skip
    if price is None:
        return record.model_copy(update={"state": PageState.BLOCKED, "kind": PageKind.OTHER})
    offer = OfferFacts(
        state=PriceState.SHOWN, name="Mug", availability=Availability(stock),
        price=Money(amount=Decimal(price), currency="EUR"),
    )  # fmt: skip
    return record.model_copy(update={"offer": offer})


def walk(
    folder: Path,
    day: int,
    *pages: PageRecord,
    products: tuple[WatchedProduct, ...] = (PRODUCT,),
    health: tuple[HealthNote, ...] = (),
) -> RunDir:
    began = datetime(2026, 11, day, 2, 10, tzinfo=UTC)
    name = began.strftime("%Y-%m-%dT%H%M%SZ")
    run, history = RunDir(folder / name), History(folder / "history")
    run.write_manifest(
        RunManifest(tool_version="0", run=name, own="own", started_at=began, health=health)
    )
    run.write_sites(
        tuple(
            SiteFacts(id=site, name=site, url=url,
                      role=Role.OWN if site == "own" else Role.COMPETITOR)
            for site, url in SHOPS.items()
        )
    )  # fmt: skip
    write_lines(run.pages_path, pages)
    known = MarketInput(history.prices(before=name))
    Engine(run, CONFIG, products, market=known).judge()
    remember(run, folder / "history", score=lambda diff: None)
    return run


def checks(run: RunDir) -> set[str]:
    return {finding.check for finding in run.findings() if finding.check.startswith("price/")}


def test_a_night_leaves_all_tables_and_the_next_one_knows_it(tmp_path: Path) -> None:
    first = walk(tmp_path, 1, page("own", "10"), page("kettle", "12"))
    assert [quote.site for quote in first.quotes()] == ["own", "kettle"]
    second = walk(tmp_path, 2, page("own", "10"), page("kettle", "9"))
    (row,) = second.market()
    assert (row.rank, row.rank_before, row.index, row.index_before) == (2, 1, "111.1", "83.3")
    assert next(second.market_totals()).down == 1
    assert {"price/undercut", "price/first-position-lost", "price/price-war"} <= checks(second)
    lines = (tmp_path / "history" / "market-2026.csv").read_text().splitlines()
    assert "2026-11-02T021000Z,all,,index,111.1" in lines


def test_a_slip_is_suspect_counts_for_nothing_and_is_no_change(tmp_path: Path) -> None:
    walk(tmp_path, 1, page("own", "10"), page("kettle", "12"))
    slip = walk(tmp_path, 2, page("own", "10"), page("kettle", "1.20"))
    assert [quote.excluded for quote in slip.quotes()] == [Excluded.NO, Excluded.SUSPECT]
    assert "price/price-suspect" in checks(slip)
    assert "price/undercut" not in checks(slip)
    diff = slip.diff()
    assert diff is not None
    assert diff.prices == ()
    back = walk(tmp_path, 3, page("own", "10"), page("kettle", "12"))
    assert next(back.market_totals()).unchanged == 1


def test_a_night_that_is_checked_and_remembered_twice_leaves_the_same(tmp_path: Path) -> None:
    walk(tmp_path, 1, page("own", "10"), page("kettle", "12"))
    first = walk(tmp_path, 2, page("own", "10"), page("kettle", None))
    files = {
        path.name: path.read_bytes()
        for path in (tmp_path / "history").glob("*.csv")
    }  # fmt: skip
    rows = list(first.market())
    again = walk(tmp_path, 2, page("own", "10"), page("kettle", None))
    assert list(again.market()) == rows
    assert {path.name: path.read_bytes() for path in (tmp_path / "history").glob("*.csv")} == files


def test_pairs_of_matches_csv_are_joined_in(tmp_path: Path) -> None:
    pages = (page("own", "10"), page("kettle", "9"))
    matched = replace(PRODUCT, pairs={"kettle": Pair("confirmed", "Same GTIN.")})
    run = walk(tmp_path, 1, *pages, products=(matched,))
    own, theirs = run.quotes()
    assert (own.pair, theirs.pair, theirs.reasons) == ("own", "confirmed", "Same GTIN.")
    assert "price/undercut" in checks(run)
    assert [offer.watched for offer in run.offers()] == ["M-1", "M-1"]


def test_without_watched_products_the_tables_are_empty(tmp_path: Path) -> None:
    run = walk(tmp_path, 1, page("own", "10"), products=())
    assert not [*run.quotes(), *run.market(), *run.omnibus()]
    assert not (tmp_path / "history" / "market-2026.csv").exists()


@pytest.mark.parametrize("stock", ["OutOfStock", "SoldOut"])
def test_a_rival_that_went_out_of_stock_is_told_once_as_a_chance(
    tmp_path: Path, stock: str
) -> None:
    walk(tmp_path, 1, page("own", "10"), page("kettle", "12"))
    out = walk(tmp_path, 2, page("own", "10"), page("kettle", "12", stock))
    assert "price/rival-out-of-stock" in checks(out)
    assert next(out.market_totals()).went_out == 1
    later = walk(tmp_path, 3, page("own", "10"), page("kettle", "12", stock))
    assert "price/rival-out-of-stock" not in checks(later)
