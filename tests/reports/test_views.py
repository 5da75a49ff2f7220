"""Two views of a page side by side: what differs is said, what is alike is not repeated."""

from pathlib import Path

from crawler.records import HeadFacts, PageKind, PageState, PageView, PhoneViews, codec
from reports.model.night import read_night
from reports.model.views import SAME, views_table
from tests.reports.factory import Sample, build


def view(title: str, words: int) -> PageView:
    return PageView(head=HeadFacts(titles=(title,)), kind=PageKind.PRODUCT, word_count=words)


def test_a_phone_that_gets_something_else_is_told(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    pages = [page for page in made.run.pages() if page.state is PageState.OK][:2]
    views = [
        PhoneViews(key=pages[0].key, desktop=view("Mug", 200), phone=view("m.Mug", 90)),
        PhoneViews(key=pages[1].key, desktop=view("Cup", 50), phone=view(" CUP", 50)),
    ]
    codec.write_lines(made.run.phones_path, views)
    table = views_table(read_night(made.run, made.history, made.config))
    rows = [row for row in table.rows if row["compared"] == "phone"]
    assert [row["url"] for row in rows] == [pages[0].url, pages[1].url]
    assert (rows[0]["title"], rows[0]["differs"]) == ("Mug → m.Mug", 1)
    assert rows[0]["words"] == "200 → 90"
    assert rows[0]["robots"] == SAME
    assert (rows[1]["title"], rows[1]["differs"]) == (SAME, 0)
