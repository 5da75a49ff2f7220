"""Ninety nights through the real price log give what pandas works out from the plain nights."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest

from crawler.history.prices import PriceLog, read_prices
from crawler.market import Market, market_of, terms_of, watches
from crawler.records import Excluded, Moved, OfferRow
from tests.crawler.market import expected
from tests.crawler.market.world import CONFIG, NIGHTS, SITES, World


@dataclass
class Walked:
    """All nights, as they were read and as they were worked out."""

    table: expected.Frame
    market: expected.Frame
    nights: dict[str, Market] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    folder = tmp_path_factory.mktemp("history")
    world = World(seed=2026)
    seen: list[tuple[str, list[OfferRow]]] = []
    nights: dict[str, Market] = {}
    changes: dict[str, int] = {}
    watched = watches(world.products, "own")
    for run, offers in world.nights():
        history = read_prices(folder, nights, before=run)
        found = market_of(watched, offers, history, terms_of(CONFIG, SITES, offers), run)
        suspect = frozenset((q.site, q.url) for q in found.quotes if q.excluded is Excluded.SUSPECT)
        changes[run] = len(PriceLog(folder, run).compare(offers, frozenset(), suspect))
        nights[run] = found
        seen.append((run, offers))
    table = expected.judge(expected.frame(seen))
    return Walked(table, expected.market(table), nights, changes)


def number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def test_every_kind_of_trouble_happened(walked: Walked) -> None:
    quotes = [quote for night in walked.nights.values() for quote in night.quotes]
    assert len(walked.nights) == NIGHTS - 2
    reasons = {Excluded.NO, Excluded.NOT_SEEN, Excluded.NO_PRICE, Excluded.SUSPECT,
               Excluded.OUT_OF_STOCK}  # fmt: skip
    assert {quote.excluded for quote in quotes} == reasons
    assert {quote.moved for quote in quotes} == set(Moved)
    states = [row.state for night in walked.nights.values() for row in night.omnibus]
    assert {"fair", "too_high", "too_short"} == set(states)
    assert min(states.count(state) for state in set(states)) > 20


def test_quotes_are_what_the_nights_say(walked: Walked) -> None:
    for run, group in walked.table.groupby("run"):
        quotes = {(q.sku, q.site): q for q in walked.nights[str(run)].quotes}
        assert len(quotes) == len(group)
        for row in group.itertuples():
            quote = quotes[str(row.sku), str(row.site)]
            reason = "not_seen"
            if row.seen:
                reason = "out_of_stock" if row.stock == "OutOfStock" else ""
                reason = "suspect" if row.suspect else reason
                reason = "no_price" if row.price is None else reason
            assert quote.excluded == reason, (run, quote)
            assert number(quote.amount) == row.amount
            assert quote.since == row.since
            assert quote.seen == row.fresh, (run, quote)
            assert (quote.before_availability or None) == row.before_stock
            if row.believed and row.before is not None:
                change = (row.price - row.before) / row.before * 100
                moved = "same" if change == 0 else "up" if change > 0 else "down"
                assert quote.moved == moved
                assert number(quote.change_percent) == expected.half_up(change, 1)


def test_index_rank_and_gaps_are_those_of_pandas(walked: Walked) -> None:
    for run, group in walked.market.groupby("run"):
        rows = {row.sku: row for row in walked.nights[str(run)].rows}
        for want in group.to_dict("records"):
            row = rows[want["sku"]]
            got = {
                "own": number(row.price), "compared": row.compared,
                "average": number(row.average), "lowest": number(row.lowest),
                "highest": number(row.highest), "index": number(row.index), "rank": row.rank,
                "of": row.of, "gap": number(row.gap_cheapest),
                "gap_percent": number(row.gap_cheapest_percent), "next": number(row.gap_next),
                "cheaper": row.cheaper, "equal": row.equal, "dearer": row.dearer,
                "landed_rank": row.landed_rank, "rank_before": row.rank_before,
                "index_before": number(row.index_before),
            }  # fmt: skip
            for name, value in got.items():
                assert value == (want[name] or 0 if value == 0 else want[name]), (run, name, want)


def test_totals_of_brands_categories_and_competitors_are_those_of_pandas(walked: Walked) -> None:
    skus = {row.sku: row for row in next(iter(walked.nights.values())).rows}
    positions = dict(iter(walked.market.groupby("run")))
    rivals = dict(iter(walked.table[walked.table["site"] != "own"].groupby("run")))
    for run, night in walked.nights.items():
        rows, offers = positions[run], rivals[run]
        for total in night.totals:
            if total.scope == "competitor":
                _is_the_duel(total, rows, offers[offers["site"] == total.name])
                continue
            inside = [
                sku for sku, row in skus.items()
                if total.scope == "all" or getattr(row, total.scope) == total.name
            ]  # fmt: skip
            want = expected.totals(rows[rows["sku"].isin(inside)])
            want |= expected.moves(offers[offers["sku"].isin(inside)])
            _same(total, want)


def _is_the_duel(total: Any, rows: expected.Frame, offers: expected.Frame) -> None:
    met = offers[offers["sold"]].merge(rows[rows["own"].notna()], on="sku")
    pairs = list(zip(met["own"], met["amount"], strict=True))
    indices = [expected.half_up(own / amount * 100, 1) for own, amount in pairs]
    want = {
        "products": len(offers), "paired": len(offers), "compared": len(met),
        "index": expected.half_up(sum(indices, Fraction(0)) / len(indices), 1) if indices else None,
        "first": int((met["rank"] == 1).sum()),
        "cheaper": sum(amount < own for own, amount in pairs),
        "equal": sum(amount == own for own, amount in pairs),
        "dearer": sum(amount > own for own, amount in pairs),
    }  # fmt: skip
    _same(total, want | expected.moves(offers))


def _same(total: Any, want: dict[str, Any]) -> None:
    for name, value in want.items():
        got = getattr(total, name)
        assert (number(got) if isinstance(got, str) else got) == value, (total, name, value)


def test_prior_prices_are_those_of_pandas(walked: Walked) -> None:
    pages = dict(iter(walked.table.groupby(["sku", "site"])))
    checked = 0
    for run, night in walked.nights.items():
        rows = {(row.sku, row.site): row for row in night.omnibus}
        tonight = walked.table[(walked.table["run"] == run) & walked.table["believed"]]
        announced = {
            (row.sku, row.site)
            for row in tonight.itertuples()
            if row.struck is not None and row.struck > row.price
        }
        assert set(rows) == announced
        for page, row in rows.items():
            checked += 1
            if row.role != "own" and checked % 8:
                continue  # every own one and an eighth of the others: pandas takes its time
            group = pages[page]
            want = expected.prior(group[group["run"] <= run])
            for name, value in want.items():
                got = getattr(row, name)
                numeric = isinstance(value, Fraction)
                assert (number(got) if numeric else got) == value, (run, row, name, value)
    assert checked > 500


def test_a_blocked_night_and_a_slip_of_one_night_are_no_change_of_price(walked: Walked) -> None:
    told = sum(walked.changes.values())
    table = walked.table[walked.table["believed"]]
    page = table.groupby(["sku", "site"])
    moved = [
        (a, b) != (c, d)
        for _, group in page
        for a, b, c, d in zip(group["price"][1:], group["stock"][1:], group["price"][:-1],
                              group["stock"][:-1], strict=True)
    ]  # fmt: skip
    assert told == sum(moved)
