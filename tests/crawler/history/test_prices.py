"""The price log: a row for every change, and silence that is never taken for a price."""

from decimal import Decimal
from pathlib import Path

from crawler.history.prices import PriceLog, read_prices
from crawler.records import OfferRow, PriceState, Role

NIGHTS = [f"2026-11-{day:02d}T021000Z" for day in range(1, 12)]
NOBODY: frozenset[str] = frozenset()
MUG = ("kettle", "https://kettle.example/mug")


def offer(price: str | None, state: str = "shown", watched: str | None = "M-1") -> OfferRow:
    return OfferRow(
        site=MUG[0], role=Role.COMPETITOR, url=MUG[1], state=PriceState(state), price=price,
        currency="EUR" if price else None, watched=watched,
    )  # fmt: skip


def walk(folder: Path, *nights: OfferRow, suspect: int = 99) -> list[list[str]]:
    """Remember night after night; per night the prices that were told as changed."""
    told = []
    for number, seen in enumerate(nights):
        doubtful = frozenset({MUG}) if number == suspect else frozenset()
        changes = PriceLog(folder, NIGHTS[number]).compare([seen], NOBODY, doubtful)
        told.append([f"{change.before}>{change.now}" for change in changes])
    return told


def rows(folder: Path) -> list[str]:
    lines = (folder / "prices-2026-11.csv").read_text().splitlines()[1:]
    return [
        f"{line.split(',')[0][8:10]} {line.split(',')[5]} {line.split(',')[-1]}" for line in lines
    ]


def test_a_row_is_written_only_when_something_changed(tmp_path: Path) -> None:
    told = walk(tmp_path, offer("10"), offer("10"), offer("9"), offer("9"))
    assert rows(tmp_path) == ["01 10 shown", "03 9 shown"]
    assert told == [[], [], ["10>9"], []]


def test_a_blocked_night_is_remembered_and_is_no_change_of_price(tmp_path: Path) -> None:
    gap = offer(None, "blocked")
    told = walk(tmp_path, offer("10"), gap, gap, offer("10"), offer(None, "not_seen"), offer("9"))
    assert rows(tmp_path) == [
        "01 10 shown", "02  blocked", "04 10 shown", "05  not_seen", "06 9 shown",
    ]  # fmt: skip
    assert told == [[], [], [], [], [], ["10>9"]]


def test_the_old_price_is_as_old_as_it_is_and_not_as_the_gap(tmp_path: Path) -> None:
    walk(tmp_path, offer("10"), offer(None, "blocked"), offer("10"))
    (change,) = PriceLog(tmp_path, NIGHTS[3]).compare([offer("9")], NOBODY)
    assert change.since == NIGHTS[0]


def test_a_page_that_nobody_watches_writes_nothing_while_it_is_unseen(tmp_path: Path) -> None:
    walk(tmp_path, offer("10", watched=None), offer(None, "blocked", watched=None))
    assert rows(tmp_path) == ["01 10 shown"]


def test_a_suspect_price_is_a_change_only_when_the_next_night_repeats_it(tmp_path: Path) -> None:
    told = walk(tmp_path, offer("10"), offer("100"), offer("100"), suspect=1)
    assert rows(tmp_path) == ["01 10 shown", "02 100 suspect", "03 100 shown"]
    assert told == [[], [], ["10>100"]]


def test_a_slip_of_one_night_is_never_a_change(tmp_path: Path) -> None:
    assert walk(tmp_path, offer("10"), offer("100"), offer("10"), suspect=1) == [[], [], []]
    known = read_prices(tmp_path, NIGHTS, before=NIGHTS[5]).page(*MUG)
    assert [night.price for night in known.each()] == [Decimal(10), None, *[Decimal(10)] * 3]


def test_remembering_a_night_twice_leaves_the_same_file(tmp_path: Path) -> None:
    walk(tmp_path, offer("10"), offer(None, "blocked"), offer("9"))
    once = (tmp_path / "prices-2026-11.csv").read_bytes()
    PriceLog(tmp_path, NIGHTS[2]).compare([offer("9")], NOBODY)
    assert (tmp_path / "prices-2026-11.csv").read_bytes() == once


def test_of_an_untrusted_site_only_watched_pages_are_remembered(tmp_path: Path) -> None:
    PriceLog(tmp_path, NIGHTS[0]).compare([offer("10", watched=None)], frozenset({"kettle"}))
    assert not (tmp_path / "prices-2026-11.csv").exists()
    PriceLog(tmp_path, NIGHTS[0]).compare([offer("10")], frozenset({"kettle"}))
    assert rows(tmp_path) == ["01 10 shown"]


def test_files_of_before_the_column_state_are_read_as_shown(tmp_path: Path) -> None:
    (tmp_path / "prices-2026-11.csv").write_text(
        "run,site,url,sku,name,price,currency,list_price,availability,confidence\n"
        f"{NIGHTS[0]},{MUG[0]},{MUG[1]},,,10,EUR,12,InStock,confirmed\n"
    )
    (row,) = read_prices(tmp_path, NIGHTS, before=NIGHTS[2]).rows[MUG]
    assert (row.state, row.price, row.list_price) == ("shown", Decimal(10), Decimal(12))
    PriceLog(tmp_path, NIGHTS[1]).compare([offer(None, "blocked")], NOBODY)
    assert rows(tmp_path) == ["01 10 shown", "02  blocked"]


def test_how_fresh_a_price_is_comes_out_of_the_log(tmp_path: Path) -> None:
    walk(tmp_path, offer("10"), offer("10"), offer(None, "not_seen"), offer(None, "not_seen"))
    page = read_prices(tmp_path, NIGHTS[:4], before=NIGHTS[4]).page(*MUG)
    assert page.last_seen() == NIGHTS[1]
    assert read_prices(tmp_path, NIGHTS, before=NIGHTS[0]).page(*MUG).last_seen() == ""
    assert read_prices(tmp_path / "none", [], before=NIGHTS[0]).rows == {}
