"""The tables of the market come back as they were written."""

from pathlib import Path

from crawler.records import (
    Excluded,
    MarketRow,
    MarketTotal,
    Moved,
    OmnibusRow,
    OmnibusState,
    PriceState,
    QuoteRow,
    RunDir,
)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    quotes = [
        QuoteRow(sku="M-1", site="rival", role="competitor", url="https://rival.example/m",
                 state=PriceState.SHOWN, excluded=Excluded.SUSPECT, price="9.90", currency="EUR",
                 moved=Moved.DOWN, below_floor=True),
        QuoteRow(sku="M-2", site="rival", role="competitor", url="https://rival.example/n"),
    ]  # fmt: skip
    market = [MarketRow(sku="M-1", name="Mug", site="own", index="104.0", cheapest=("a", "b"))]
    totals = [MarketTotal(scope="all", products=2, index="104.0")]
    omnibus = [OmnibusRow(sku="M-1", site="own", role="own", url="u", state=OmnibusState.TOO_HIGH)]
    run = RunDir(tmp_path)
    run.write_market(quotes, market, totals, omnibus)
    assert list(run.quotes()) == quotes
    assert list(run.market()) == market
    assert list(run.market_totals()) == totals
    assert list(run.omnibus()) == omnibus


def test_a_run_of_before_the_market_has_empty_tables(tmp_path: Path) -> None:
    run = RunDir(tmp_path)
    assert not [*run.quotes(), *run.market(), *run.market_totals(), *run.omnibus()]
