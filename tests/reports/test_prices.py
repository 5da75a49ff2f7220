"""The price pages: numbers of the tables, each a link to exactly its list."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from crawler.records import Excluded, MarketRow, OmnibusRow, OmnibusState, PriceState, QuoteRow
from reports.model.build import build_model
from reports.model.night import Night
from reports.model.pages import ReportModel
from reports.model.parts import Row, Table, Tile
from reports.model.prices.market import EXCLUDED_WORDS, MOVED_WORDS, _sides, position, why_not
from reports.model.prices.products import _points, holes_of, product_details, product_sentence
from reports.model.prices.rules import AID, calculation
from tests.reports.factory import Sample, build

Built = tuple[ReportModel, Night]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    made = build(tmp_path_factory.mktemp("prices"), Sample())
    return build_model(made.run, made.history, made.config)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Built:
    settings = {"products": Path("products.csv")}
    made = build(tmp_path_factory.mktemp("old"), Sample(market=False, config=settings))
    return build_model(made.run, made.history, made.config)


def tables(model: ReportModel) -> dict[tuple[str, str], Table]:
    return {
        ("prices.html", "products"): model.prices.products,
        ("prices/market.html", "matrix"): model.matrix.matrix,
        ("prices/market.html", "offers"): model.matrix.offers,
        ("prices/moves.html", "moves"): model.moves.moves,
        ("prices/rules.html", "limits"): model.rules.limits,
        ("prices/rules.html", "omnibus"): model.rules.omnibus,
    }


def rows_behind(model: ReportModel, href: str) -> list[Row]:
    """What the table shows when the address is opened, worked out as table.js does it."""
    page, _, state = href.partition("#")
    facets: dict[str, set[str]] = {}
    name = ""
    for part in state.split("&"):
        key, _, value = part.partition("=")
        name, _, setting = key.partition(".")
        if setting.startswith("f."):
            facets[setting[2:]] = {unquote(text) for text in value.split(",")}
    table = tables(model)[page, name]
    columns = {column.name for column in table.columns if column.facet}
    assert set(facets) <= columns, "a filter that readers can see and take back"
    return [
        row
        for row in table.rows
        if all(str(row[column] or "") in chosen for column, chosen in facets.items())
    ]


def price_tiles(model: ReportModel) -> Iterator[Tile]:
    yield from model.prices.tiles
    yield from model.moves.tiles
    yield from model.rules.tiles


def test_the_number_of_a_tile_is_the_number_of_rows_behind_it(built: Built) -> None:
    model, _ = built
    counted = [tile for tile in price_tiles(model) if tile.label != "Price index"]
    assert len(counted) == 16
    for tile in counted:
        assert len(rows_behind(model, tile.href)) == int(tile.value), tile.label


def test_every_number_of_the_totals_links_to_its_list(built: Built) -> None:
    model, _ = built
    looked = 0
    for table in (model.totals.rivals, model.totals.brands, model.totals.categories):
        for row in table.rows:
            for column in table.columns:
                if column.kind == "count" and row[column.name]:
                    href = str(row[f"{column.name}_href"])
                    rows = len(rows_behind(model, href))
                    assert rows == row[column.name], (row["name"], column.name)
                    looked += 1
    assert looked > 60


def test_the_pages_take_their_numbers_from_the_tables(built: Built) -> None:
    model, night = built
    total = night.market.total
    tiles = {tile.label: tile for tile in model.prices.tiles}
    assert tiles["Price index"].value == total.index
    assert tiles["Compared"].value == str(total.compared)
    assert f"of {total.products} watched" in tiles["Compared"].note
    assert {tile.label: tile.value for tile in model.overview.tiles}["Price index"] == total.index
    assert model.summary["prices"]["index"] == total.index
    assert model.summary["prices"]["undercut"] == total.cheaper
    shown = {row["sku"]: row["index"] for row in model.prices.products.rows}
    assert shown == {row.sku: row.index for row in night.market.rows}


def test_the_sentence_says_it_in_plain_words(built: Built) -> None:
    model, _ = built
    assert model.prices.sentence == (
        "Blue Mug has or shares the lowest price on 6 of 12 products compared and is undercut on "
        "6; on average it asks 3.9 % below the market."
    )


def test_what_is_not_compared_says_why(built: Built) -> None:
    model, night = built
    places = {row["sku"]: row["position"] for row in model.prices.products.rows}
    assert places["A-9"] == "no_pair"
    assert places["A-10"] == "no_own"
    assert {"first", "shared", "undercut"} < set(places.values())
    cells = {row["sku"]: row for row in model.matrix.matrix.rows}
    assert cells["A-9"]["at_tassenhaus_text"] is None
    assert cells["A-3"]["at_tassenhaus_text"] == "Blocked"
    assert cells["A-11"]["at_tassenhaus_text"] == "Price on request"
    assert cells["A-4"]["at_tassenhaus_note"] == "Suspect"
    assert cells["A-4"]["at_tassenhaus"] is None, "it does not sort among the prices that count"
    assert cells["A-2"]["at_kettle-co_note"] == "Sold out"
    assert cells["A-6"]["at_filter_note"] == "Another product now"
    row = night.market.row_of["A-9"]
    assert product_sentence(night, row).startswith("No competitor has a pair")


def test_what_the_settings_call_equal_is_equal() -> None:
    row = MarketRow(
        sku="A", name="Mug", site="own", price="10.00", paired=3, compared=3, rank=2, of=4,
        cheaper=1, equal=1, dearer=1,
    )  # fmt: skip
    offers = [
        QuoteRow(sku="A", site=site, role="competitor", url="u", amount=amount)
        for site, amount in (("a", "9.00"), ("b", "10.04"), ("c", "11.00"))
    ]
    found = _sides(row, offers)
    assert [found["A", site, "u"] for site in "abc"] == ["cheaper", "same", "dearer"]
    assert position(row) == "undercut"
    assert position(row.model_copy(update={"cheaper": 0})) == "shared"


def test_a_time_without_a_walk_is_a_hole() -> None:
    nights = {"2026-08-01", "2026-08-02", "2026-08-03", "2026-08-09", "2026-08-10"}
    assert holes_of(nights) == (("2026-08-03", "2026-08-09"),)
    assert holes_of({"2026-08-01", "2026-08-08", "2026-08-15"}) == ()
    assert holes_of({"2026-08-01"}) == ()


def test_a_price_is_not_drawn_through_a_time_without_a_walk(built: Built) -> None:
    _, night = built
    quote = next(q for q in night.market.quotes if q.site == "tassenhaus" and q.sku == "A-2")
    lines = [line for line in night.history.prices if line.url == quote.url]
    whole = _points(night, quote, "EUR", lines, ())
    holes = (("2026-08-15", "2026-08-20"),)
    parted = _points(night, quote, "EUR", lines, holes)
    assert len({point[3] for point in parted}) == len({point[3] for point in whole}) + 1
    ends = [point for point in parted if point[0] in holes[0]]
    assert [point[0] for point in ends] == list(holes[0])
    assert ends[0][3] != ends[1][3]


def test_every_reason_and_move_has_words() -> None:
    quote = QuoteRow(sku="x", site="s", role="competitor", url="u")
    for reason in Excluded:
        assert reason.value in EXCLUDED_WORDS
        text = why_not(quote.model_copy(update={"excluded": reason, "state": PriceState.SHOWN}))
        assert bool(text) is (reason is not Excluded.NO)
    assert set(MOVED_WORDS) == {"up", "down", "same", "first", "unknown"}


def test_a_price_that_does_not_count_is_on_no_side(built: Built) -> None:
    _, night = built
    for quote in night.market.quotes:
        compared = night.market.side(quote)
        if quote.role != "own" and quote.excluded is not Excluded.NO:
            assert compared == ""


def test_the_largest_moves_that_count_come_first(built: Built) -> None:
    model, _ = built
    assert len(model.prices.movers) == 6
    assert model.prices.movers[0].note == "−7.4 %"
    assert "suspect" not in model.prices.movers[0].detail
    assert "→" in model.prices.movers[0].detail


def test_a_run_without_tables_says_that_nothing_was_compared(old: Built) -> None:
    model, night = old
    assert not night.market.there
    told = "Nothing was compared in this run"
    assert model.prices.sentence.startswith(told)
    for table in tables(model).values():
        assert table.rows == ()
        assert told in table.empty
    assert not list(price_tiles(model))
    assert list(product_details(night)) == []
    assert model.product.products == 0
    assert all(tile.label != "Undercut" for tile in model.overview.tiles)
    assert {row["compared"] for row in model.offers} == {False}


def test_the_first_night_has_no_index_over_time(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(first_night=True))
    model, _ = build_model(made.run, made.history, made.config)
    assert model.prices.trend == ()
    assert model.prices.trend_note == "The index over time is drawn from the second night on."
    assert model.prices.movers == ()
    assert "first night" in model.prices.movers_empty


def test_the_index_over_time_has_a_gap_where_there_was_none(built: Built) -> None:
    model, _ = built
    (chart,) = model.prices.trend
    assert chart.title == "Price index, last 30 nights"
    assert chart.headings[:2] == ("Night", "Whole market")
    assert chart.rows[0][1] == "96.1"
    assert "2.1 points down from 98.2" in chart.conclusion


def test_the_price_history_is_drawn_with_gaps_and_stock(built: Built) -> None:
    _, night = built
    details = {facts["sku"]: facts for _, facts in product_details(night)}
    chart = details["A-1"]["chart"]
    assert chart["text"] == (
        "4 shops, 2026-07-23 to 2026-08-22, in EUR. Dotted: out of stock. "
        "A gap: the price is not known."
    )
    assert "<title" in chart["svg"]
    assert "<desc" in chart["svg"]
    assert "stroke-dasharray" in chart["svg"]
    blocked = [row for row in details["A-1"]["history"] if row[4] == "Blocked"]
    assert blocked
    assert {row[2] for row in blocked} == {"Not known"}
    assert details["A-14"]["chart"] is None, "one night is no history"


def test_the_evidence_tells_pair_conversion_and_freshness(built: Built) -> None:
    _, night = built
    details = {facts["sku"]: facts for _, facts in product_details(night)}
    offers = {offer["site"]: offer for offer in details["A-13"]["offers"]}
    facts = {name: value for name, value, *_ in offers["kettle-co"]["facts"]}
    assert facts["Same product because"] == "listed in products.csv"
    assert "GTIN" in facts["Evidence of the pair"]
    assert facts["Converted"] == "£219.79 × 1.17 = €257.15"
    assert facts["Last seen"] == "2026-08-22"
    blocked = {offer["site"]: offer for offer in details["A-3"]["offers"]}["tassenhaus"]
    assert blocked["price"] == "Blocked"
    assert blocked["counts"] == ["Blocked", "muted"]
    assert blocked["stock"] == "Not said"
    assert ["Last seen", "2026-08-21"] in blocked["facts"]


def test_a_reduction_is_told_with_its_calculation() -> None:
    row = OmnibusRow(
        sku="A", site="s", role="own", url="u", state=OmnibusState.TOO_HIGH, currency="EUR",
        price="34.90", announced="54.90", began="2026-08-12", lowest="33.90",
        lowest_on="2026-08-02", days_known=30, announced_percent="36.4", true_percent="-2.9",
    )  # fmt: skip
    assert calculation(row) == (
        "€34.90 since 2026-08-12 beside a struck €54.90 promises 36.4 % off. The lowest of the 30 "
        "days before was €33.90, last on 2026-08-02: now it is 2.9 % more. 30 of those 30 days "
        "are known."
    )
    short = row.model_copy(update={"state": OmnibusState.TOO_SHORT, "days_known": 9})
    assert "9 of those 30 days are known: no verdict." in calculation(short)
    assert calculation(row.model_copy(update={"role": "competitor"})).endswith(AID)


def test_competitors_reductions_are_a_reading_aid(built: Built) -> None:
    model, _ = built
    theirs = [row for row in model.rules.omnibus.rows if row["whose"] == "competitor"]
    assert theirs
    assert all(str(row["state"]).startswith("aid_") for row in theirs)
    assert all(AID in str(row["calculation"]) for row in theirs)


def test_positions_are_those_of_the_totals(built: Built) -> None:
    _, night = built
    found = [position(row) for row in night.market.rows]
    total = night.market.total
    assert found.count("undercut") == total.cheaper
    assert found.count("shared") == total.equal
    assert found.count("first") == total.dearer
