"""The table of what every side says, and the lists it was read from."""

from pathlib import Path

from crawler.records import FeedFile, PageKind, PageState, TruthRow, codec
from reports.model.night import Night, read_night
from reports.model.prices.truth import lists_table, truth_sentence, truth_table
from tests.reports.factory import Sample, build


def night(folder: Path, *rows: TruthRow, feeds: tuple[FeedFile, ...] = ()) -> Night:
    made = build(folder, Sample())
    codec.write_lines(made.run.truth_path, rows)
    own, *others = made.run.sites()
    made.run.write_sites((own.model_copy(update={"feeds": feeds}), *others))
    return read_night(made.run, made.history, made.config)


def test_contradictions_come_first_and_sides_have_a_column_each(tmp_path: Path) -> None:
    same = TruthRow(site="blue-mug", url="https://shop.example/a", name="A",
                    price={"json_ld": "20", "dom": "20.00"},
                    currency={"json_ld": "EUR", "dom": "EUR"})  # fmt: skip
    apart = TruthRow(site="blue-mug", url="https://shop.example/b", name="B",
                     price={"dom": "1299.00", "feed": "25.00"}, currency={"dom": "EUR"},
                     gtin={"feed": "4006381333931"}, differs=("price",))  # fmt: skip
    table = truth_table(night(tmp_path, same, apart))
    assert [(row["name"], row["field"], row["verdict"]) for row in table.rows] == [
        ("B", "price", "differs"), ("A", "price", "same"), ("B", "gtin", "one"),
    ]  # fmt: skip
    assert (table.rows[0]["dom"], table.rows[0]["feed"]) == ("1,299.00 EUR", "25.00")
    assert table.rows[1]["json_ld"] == "20.00 EUR"
    assert [column.label for column in table.columns][3:] == [
        "Page (no scripts)", "JSON-LD", "Feed",
    ]  # fmt: skip
    assert truth_sentence(table).startswith("On 1 product the sides contradict")


def test_a_currency_that_differs_is_a_price_that_differs(tmp_path: Path) -> None:
    row = TruthRow(site="blue-mug", url="https://shop.example/a", name="A",
                   price={"dom": "20", "meta": "20"}, currency={"dom": "EUR", "meta": "USD"},
                   differs=("currency",))  # fmt: skip
    (shown,) = truth_table(night(tmp_path, row)).rows
    assert (shown["verdict"], shown["meta"]) == ("differs", "20.00 USD")


def test_pages_that_were_read_are_linked_to_their_detail(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    page = next(p for p in made.run.pages()
                if p.state is PageState.OK and p.kind is PageKind.PRODUCT)  # fmt: skip
    row = TruthRow(site=page.site, url=page.url, price={"dom": "20"})
    codec.write_lines(made.run.truth_path, [row])
    (shown,) = truth_table(read_night(made.run, made.history, made.config)).rows
    assert shown["page"]
    assert shown["name"] == page.url


def test_a_run_without_truth_says_so(tmp_path: Path) -> None:
    table = truth_table(night(tmp_path))
    assert (table.rows, table.empty) == ((), "No product page was read tonight.")
    assert truth_sentence(table) == ""


def test_lists_tell_how_far_they_were_read(tmp_path: Path) -> None:
    feeds = (
        FeedFile(url="https://shop.example/feed.xml", kind="xml", rows=12),
        FeedFile(url="b.csv", kind="csv", rows=3, error="the table breaks at line 5: x"),
        FeedFile(url="c.csv", error="the file cannot be read"),
    )
    table = lists_table(night(tmp_path, feeds=feeds))
    assert [(row["list"], row["state"]) for row in table.rows] == [
        ("https://shop.example/feed.xml", "read"), ("b.csv", "cut"), ("c.csv", "unread"),
    ]  # fmt: skip
