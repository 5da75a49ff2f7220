"""Pages and their links out of two files, whole or in part."""

from pathlib import Path

import pytest

from crawler.errors import RunDirError
from crawler.records import HeadFacts, HttpFacts, Link, LinkFacts, PageLinks, PageRecord, RunDir
from crawler.records.codec import LineWriter, dump_line
from crawler.records.page import PageState

SHOP = "https://shop.example"


def page(number: int, *, html: bool = True) -> PageRecord:
    url = f"{SHOP}/{number}"
    return PageRecord(
        key=f"shop:{url}", site="shop", url=url, state=PageState.OK, http=HttpFacts(status=200),
        head=HeadFacts() if html else None,
    )  # fmt: skip


def links(number: int) -> PageLinks:
    found = LinkFacts(links=(Link(url=f"{SHOP}/{number + 1}", href="x"),))
    return PageLinks(key=f"shop:{SHOP}/{number}", links=found)


def written(folder: Path, pages: list[PageRecord], rows: list[PageLinks]) -> RunDir:
    run = RunDir(folder)
    with LineWriter(run.pages_path) as writer:
        for one in pages:
            writer.write(one)
    with LineWriter(run.links_path) as writer:
        for row in rows:
            writer.write(row)
    return run


def read(run: RunDir, part: int = 1) -> dict[int, int | None]:
    """Number of each page to the number that it links to; every `part`-th page."""
    found: dict[int, int | None] = {}
    for record in run.pages_with_links(lambda number: number % part == 0):
        target = record.links.links[0].url if record.links else None
        number = int(record.url.rpartition("/")[2])
        found[number] = int(target.rpartition("/")[2]) if target else None
    return found


def test_every_page_gets_its_own_links(tmp_path: Path) -> None:
    pages = [page(n, html=n != 2) for n in range(6)]
    run = written(tmp_path, pages, [links(n) for n in range(6) if n != 2])
    assert read(run) == {0: 1, 1: 2, 2: None, 3: 4, 4: 5, 5: 6}
    assert read(run, 2) == {0: 1, 2: None, 4: 5}


def test_another_order_and_a_page_twice_change_nothing(tmp_path: Path) -> None:
    run = written(tmp_path, [page(0), page(1), page(0), page(2)], [links(n) for n in (2, 1, 1, 0)])
    assert read(run) == {0: 1, 1: 2, 2: 3}
    assert read(run, 2) == {0: 1, 2: 3}


def test_links_that_a_kill_lost_are_missing_and_nothing_else(tmp_path: Path) -> None:
    run = written(tmp_path, [page(n) for n in range(3)], [links(0), links(2)])
    assert read(run) == {0: 1, 1: None, 2: 3}


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    run = written(tmp_path, [page(0)], [])
    with LineWriter(run.pages_path) as writer:
        writer.write_line(dump_line(page(1)).replace(b'"state":"ok"', b'"state":"odd"'))
    with pytest.raises(RunDirError, match=r"not a PageRecord: state"):
        read(run)
