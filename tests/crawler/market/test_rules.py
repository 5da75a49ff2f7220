"""What counts and what does not: every rule of the market on one product."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from crawler.config import Contents, Pair, Shipping, WatchedProduct
from crawler.market import Market, PriceHistory, PriceRow, Terms, market_of, watches
from crawler.records import Excluded, MarketRow, Moved, OfferRow, QuoteRow, Role

SITES = ("kettle", "tassen", "maison", "yankee")
PRODUCT = WatchedProduct(
    sku="M-1", name="Mug", urls={site: f"https://{site}.example/mug" for site in ("own", *SITES)}
)
TERMS = Terms(own="own", currency="EUR")
TONIGHT = "2026-11-10T021000Z"
NIGHTS = tuple(f"2026-11-{day:02d}T021000Z" for day in range(1, 10))


def offer(site: str, price: str | None = None, **more: Any) -> OfferRow:
    base: dict[str, Any] = {
        "site": site, "url": f"https://{site}.example/mug", "price": price, "watched": "M-1",
        "state": "shown" if price else "missing", "currency": "EUR" if price else None,
        "role": Role.OWN if site == "own" else Role.COMPETITOR,
    }  # fmt: skip
    return OfferRow.model_validate(base | more)


def work_out(
    *offers: OfferRow,
    product: WatchedProduct = PRODUCT,
    history: Mapping[str, Sequence[PriceRow]] | None = None,
    terms: Terms = TERMS,
) -> Market:
    rows = {
        (site, f"https://{site}.example/mug"): tuple(known)
        for site, known in (history or {}).items()
    }
    known = PriceHistory(NIGHTS, rows)
    return market_of(watches((product,), "own"), offers, known, terms, TONIGHT)


def quote(market: Market, site: str = "kettle") -> QuoteRow:
    return next(quote for quote in market.quotes if quote.site == site)


def row(market: Market) -> MarketRow:
    return market.rows[0]


def night(day: int, price: str | None, **more: Any) -> PriceRow:
    base = PriceRow(NIGHTS[day - 1], price=Decimal(price) if price else None, currency="EUR")
    return replace(base, **more)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (offer("kettle", "9.90"), Excluded.NO),
        (offer("kettle", "9.90", availability="InStock"), Excluded.NO),
        (offer("kettle", state="blocked"), Excluded.NOT_SEEN),
        (offer("kettle", state="not_seen"), Excluded.NOT_SEEN),
        (offer("tassen", "1"), Excluded.NOT_SEEN),
        (offer("kettle", availability="OutOfStock"), Excluded.NO_PRICE),
        (offer("kettle", state="hidden"), Excluded.NO_PRICE),
        (offer("kettle", "0.00"), Excluded.NO_PRICE),
        (offer("kettle", "9.90", currency="USD", availability="OutOfStock"), Excluded.CURRENCY),
        (offer("kettle", "9.90", currency=None), Excluded.CURRENCY),
        (offer("kettle", "99", availability="OutOfStock"), Excluded.SUSPECT),
        (offer("kettle", "9.90", availability="SoldOut"), Excluded.OUT_OF_STOCK),
    ],
)
def test_the_first_reason_that_holds_is_told(seen: OfferRow, reason: Excluded) -> None:
    market = work_out(offer("own", "10"), seen, history={"kettle": [night(1, "9.90")]})
    assert quote(market).excluded is reason
    assert row(market).compared == (1 if reason is Excluded.NO else seen.site == "tassen")


def test_a_stale_pair_counts_neither_as_a_pair_nor_as_a_price() -> None:
    pages = {site: f"https://{site}.example/mug" for site in ("own", "kettle")}
    product = replace(PRODUCT, urls=pages, pairs={"kettle": Pair("accepted", stale=True)})
    market = work_out(offer("own", "10"), offer("kettle", "5"), product=product)
    assert quote(market).excluded is Excluded.STALE
    assert (row(market).paired, row(market).compared, row(market).index) == (0, 0, None)
    unseen = work_out(offer("own", "10"), product=product)
    assert quote(unseen).excluded is Excluded.NOT_SEEN


def test_another_currency_counts_by_the_rate_of_the_settings() -> None:
    terms = replace(TERMS, rates={"USD": Decimal("0.9235")})
    market = work_out(offer("own", "10"), offer("yankee", "10.01", currency="USD"), terms=terms)
    found = quote(market, "yankee")
    assert (found.price, found.rate, found.amount) == ("10.01", "0.9235", "9.24")
    assert row(market).lowest == "9.24"
    assert quote(market, "own").rate is None


def test_a_page_that_names_no_currency_has_its_shops() -> None:
    terms = replace(TERMS, currencies={"kettle": "EUR"})
    before = {"kettle": [night(1, "9", currency=None)]}
    seen = offer("kettle", "9.90", currency=None)
    market = work_out(offer("own", "10"), seen, terms=terms, history=before)
    assert (quote(market).excluded, quote(market).moved) == (Excluded.NO, Moved.UP)


def test_shipping_is_flat_until_it_is_free() -> None:
    terms = replace(
        TERMS,
        shipping={"own": Shipping(flat=Decimal("4.90"), free_from=Decimal(10)),
                  "kettle": Shipping(flat=Decimal("2"))},
    )  # fmt: skip
    market = work_out(
        offer("own", "10.00"), offer("kettle", "9"), offer("tassen", "1"), terms=terms
    )
    assert (quote(market, "own").shipping, quote(market, "own").landed) == ("0", "10.00")
    assert (quote(market).shipping, quote(market).landed) == ("2", "11")
    assert quote(market, "tassen").landed is None
    assert (row(market).rank, row(market).of) == (3, 3)
    assert (row(market).landed_rank, row(market).landed_of) == (1, 2)


def test_a_unit_price_is_for_what_the_list_or_the_name_says() -> None:
    market = work_out(
        offer("own", "10"), offer("kettle", "9.99", name="Beans 2 x 500 g"), offer("tassen", "8")
    )
    assert (quote(market).unit_price, quote(market).unit) == ("9.9900", "kg")
    assert quote(market, "tassen").unit_price is None
    listed = replace(PRODUCT, contents=Contents(Decimal("0.3"), "l"))
    market = work_out(offer("own", "10"), product=listed)
    assert (quote(market, "own").unit_price, quote(market, "own").unit) == ("33.3333", "l")


def test_equal_prices_share_the_best_place() -> None:
    market = work_out(offer("own", "10"), offer("kettle", "10.00"), offer("tassen", "12.40"))
    found = row(market)
    assert (found.rank, found.of, found.cheaper, found.equal, found.dearer) == (1, 3, 0, 1, 1)
    assert found.cheapest == ("own", "kettle")
    assert (found.gap_cheapest, found.gap_next) == ("0.00", "2.40")
    assert (found.average, found.index) == ("11.20", "89.3")


def test_what_equal_means_is_a_setting() -> None:
    seen = (offer("own", "9.99"), offer("kettle", "9.90"))
    assert row(work_out(*seen)).rank == 2
    wide = replace(TERMS, equal_within=Decimal("0.10"))
    assert (row(work_out(*seen, terms=wide)).rank, row(work_out(*seen, terms=wide)).equal) == (1, 1)
    exact = replace(TERMS, equal_within=Decimal(0))
    assert row(work_out(offer("own", "9.9"), offer("kettle", "9.90"), terms=exact)).equal == 1


def test_our_own_price_is_placed_while_we_are_sold_out() -> None:
    market = work_out(offer("own", "10", availability="OutOfStock"), offer("kettle", "8"))
    assert quote(market, "own").excluded is Excluded.OUT_OF_STOCK
    assert (row(market).price, row(market).rank, row(market).index) == ("10", 2, "125.0")


def test_the_margin_is_without_tax() -> None:
    product = replace(PRODUCT, cost=Decimal(6))
    terms = replace(TERMS, tax_percent=Decimal(19))
    found = row(work_out(offer("own", "11.90"), product=product, terms=terms))
    assert (found.cost, found.margin, found.margin_percent) == ("6", "4.00", "40.0")
    gross = row(work_out(offer("own", "11.90"), product=product))
    assert (gross.margin, gross.margin_percent) == ("5.90", "49.6")


def test_floor_and_ceiling_are_passed_only_beyond_them() -> None:
    product = replace(PRODUCT, floor=Decimal(9), ceiling=Decimal(10))
    market = work_out(
        offer("own", "10.01"), offer("kettle", "9.00"), offer("tassen", "8.99"),
        offer("maison", "10.00"), product=product,
    )  # fmt: skip
    assert [q.site for q in market.quotes if q.below_floor] == ["tassen"]
    assert [q.site for q in market.quotes if q.above_ceiling] == ["own"]


def test_a_price_far_from_its_last_one_waits_for_a_second_night() -> None:
    for price in ("30", "3.33"):
        first = quote(work_out(offer("kettle", price), history={"kettle": [night(9, "10")]}))
        assert (first.excluded, first.moved, first.before) == (
            Excluded.SUSPECT,
            Moved.UNKNOWN,
            "10",
        )
        known = [night(8, "10"), night(9, price, state="suspect")]
        second = quote(work_out(offer("kettle", price), history={"kettle": known}))
        assert second.excluded is Excluded.NO
        assert second.moved is (Moved.UP if price == "30" else Moved.DOWN)
        assert second.since == NIGHTS[8]
    near = quote(work_out(offer("kettle", "29.99"), history={"kettle": [night(9, "10")]}))
    assert near.excluded is Excluded.NO


def test_a_second_slip_that_is_another_one_waits_again() -> None:
    known = [night(8, "10"), night(9, "100", state="suspect")]
    found = quote(work_out(offer("kettle", "1000"), history={"kettle": known}))
    assert found.excluded is Excluded.SUSPECT
    gap = [*known, night(9, None, state="blocked")]
    assert quote(work_out(offer("kettle", "100"), history={"kettle": gap})).excluded is Excluded.NO


def test_a_first_price_far_from_the_market_needs_three_others() -> None:
    three = [offer("own", "10"), offer("tassen", "11"), offer("maison", "9")]
    assert quote(work_out(offer("kettle", "40"), *three)).excluded is Excluded.SUSPECT
    assert quote(work_out(offer("kettle", "2.50"), *three)).excluded is Excluded.SUSPECT
    assert quote(work_out(offer("kettle", "39.99"), *three)).excluded is Excluded.NO
    assert quote(work_out(offer("kettle", "40"), *three[:2])).excluded is Excluded.NO


def test_a_shop_that_always_stood_far_off_is_not_suspected_for_moving() -> None:
    three = [offer("own", "10"), offer("tassen", "11"), offer("maison", "9")]
    market = work_out(offer("kettle", "41"), *three, history={"kettle": [night(3, "40")]})
    assert (quote(market).excluded, quote(market).moved) == (Excluded.NO, Moved.UP)


def test_our_own_price_is_never_suspect() -> None:
    market = work_out(offer("own", "100"), history={"own": [night(9, "10")]})
    assert quote(market, "own").excluded is Excluded.NO


def test_a_price_that_is_not_seen_keeps_what_was_known_of_it() -> None:
    known = [night(2, "10", availability="InStock"), night(6, None, state="blocked", currency=None)]
    found = quote(work_out(offer("own", "10"), history={"kettle": known}))
    assert (found.excluded, found.moved) == (Excluded.NOT_SEEN, Moved.UNKNOWN)
    assert (found.before, found.currency, found.seen) == ("10", "EUR", NIGHTS[4])
    assert (found.price, found.since) == (None, "")
    never = quote(work_out(offer("own", "10")))
    assert (never.before, never.seen) == (None, "")


def test_stock_is_compared_with_when_the_page_was_last_seen() -> None:
    known = {"kettle": [night(2, "10", availability="InStock"), night(9, None, state="blocked")]}
    sold_out = offer("kettle", availability="OutOfStock")
    market = work_out(offer("own", "10"), sold_out, history=known)
    assert (market.totals[0].went_out, market.totals[0].out_of_stock) == (1, 1)
    silent = work_out(offer("own", "10"), offer("kettle", "10"), history=known)
    assert (silent.totals[0].went_out, silent.totals[0].came_back) == (0, 0)


def test_the_last_nights_rank_is_that_of_the_same_shops() -> None:
    known = {
        "own": [night(1, "10")],
        "kettle": [night(1, "12")],
        "tassen": [night(1, "9", availability="OutOfStock")],
        "maison": [night(1, "8", state="suspect")],
    }
    market = work_out(offer("own", "10"), offer("kettle", "9"), history=known)
    assert (row(market).rank_before, row(market).rank) == (1, 2)
    assert row(market).index_before == "83.3"
    assert [night.rivals for night in market.products["M-1"].past] == [{"kettle": Decimal(12)}] * 7


def test_coverage_is_of_the_pairs_that_were_known_then() -> None:
    known = {"kettle": [night(3, "10"), night(6, None, state="blocked")]}
    market = work_out(offer("kettle", "10"), history=known)
    kettle = next(item for item in market.coverage.shops if item.site == "kettle")
    assert (kettle.pairs, kettle.seen, kettle.percent) == (1, 1, Decimal(100))
    assert [int(share) for share in kettle.before] == [100, 100, 100, 0, 0, 0, 0]
    assert kettle.usual == 0
    assert next(item for item in market.coverage.shops if item.site == "tassen").usual is None


def test_without_a_known_own_currency_nothing_is_compared() -> None:
    market = work_out(offer("own", "10"), offer("kettle", "9"), terms=replace(TERMS, currency=None))
    assert (row(market).price, row(market).compared) == (None, 0)
