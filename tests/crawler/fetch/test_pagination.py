"""The shop is asked for the page after the last one of a list."""

from pathlib import Path

import pytest

from crawler.fetch.pagination import MOST_PATTERNS, series_of
from crawler.records import PastEnd
from tests.crawler.fetch.helpers import BusyShop, Walked, crawled, settings, text
from tests.server import Answer, Route, html, links

BASE = "https://shop.example"
WORDS = "<p>Mugs for tea and coffee, made by hand.</p>"


def ends(walked: Walked) -> tuple[PastEnd, ...]:
    """What was found out."""
    host = walked.site().host
    assert host is not None
    assert host.past_end is not None
    return host.past_end


def mugs(*others: str, start: str = "/mugs?page=") -> dict[str, Route]:
    """A shop with one list of three pages, and `others` linked from its home page."""
    first = start.partition("?")[0].partition("/page")[0]
    numbered = [first, f"{start}2", f"{start}3"]
    pages: dict[str, Route] = {"/": html(links(first, *others))}
    for number, path in enumerate(numbered):
        pages[path] = html(WORDS + links(*numbered, f"/mug-{number}"))
        pages[f"/mug-{number}"] = html(f"{WORDS} Mug {number}")
    return pages


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (["/mugs", "/mugs?page=2", "/mugs?page=12"], [("?page=", "/mugs?page=13")]),
        (["/mugs/page/2/"], [("/page/", "/mugs/page/3/")]),
        (["/mugs/page-2"], [("/page-", "/mugs/page-3")]),
        (["/a?p=2", "/b?p=3"], [("?p=", "/a?p=3"), ("?p=", "/b?p=4")]),
        (["/?page=2"], [("?page=", "/?page=3")]),
        (["/?p=12"], []),
        (["/mugs?page=1"], []),
        (["/mugs?color=red&page=2"], []),
        (["/mugs?start=24"], []),
        (["/mugs/page/2/?sort=price"], []),
        (["/homepage/2", "/mugs/2"], []),
        (["/mugs?page=20260101"], []),
    ],
)
def test_lists_are_known_by_their_page_numbers(
    urls: list[str], expected: list[tuple[str, str]]
) -> None:
    found = [(series.pattern, series.after) for series in series_of(BASE + url for url in urls)]
    assert found == [(pattern, BASE + after) for pattern, after in expected]


@pytest.mark.parametrize(
    ("beyond", "status", "noindex"),
    [
        (Answer(html(WORDS)), 200, False),
        (Answer(html(WORDS), headers={"X-Robots-Tag": "noindex"}), 200, True),
        (Answer(html("gone"), status=404), 404, False),
        (Answer(status=302, headers={"Location": "/mugs"}), 302, False),
    ],
)
def test_the_page_after_the_last_is_asked_once(
    tmp_path: Path, beyond: Answer, status: int, noindex: bool
) -> None:
    with BusyShop(mugs() | {"/mugs?page=4": beyond}) as shop:
        walked = crawled(tmp_path, settings(shop))
        (end,) = ends(walked)
        assert len(shop.of("/mugs?page=4")) == 1
        assert (end.pattern, end.probe.status, end.noindex) == ("?page=", status, noindex)
        assert end.last == f"{shop.url}mugs?page=3"
        assert end.words == (8 if status == 200 else 0)
        assert "/mugs?page=4" not in walked.pages(shop), "a probe is no page of the walk"


def test_a_page_of_the_list_that_nothing_links_to_brings_news(tmp_path: Path) -> None:
    more = html(WORDS + links("/mugs", "/mug-4", "/mug-5"))
    with BusyShop(mugs() | {"/mugs?page=4": more}) as shop:
        assert [end.news for end in ends(crawled(tmp_path, settings(shop)))] == [2]
        assert shop.of("/mug-4") == []


def test_no_more_than_one_list_of_each_numbering_is_asked(tmp_path: Path) -> None:
    lists = [
        "/cups?page=2",
        "/pots?page=2",
        "/tea/page/2",
        "/pans?p=2",
        "/jars?pg=2",
        "/tins?seite=2",
    ]
    pages = {path: html(WORDS + path) for path in lists}
    with BusyShop(mugs(*lists) | pages) as shop:
        found = ends(crawled(tmp_path, settings(shop)))
        asked = {"/mugs?page=4", "/cups?page=3", "/pots?page=3", "/tea/page/3", "/pans?p=3",
                 "/jars?pg=3", "/tins?seite=3"}  # fmt: skip
        assert sum(len(shop.of(path)) for path in asked) == MOST_PATTERNS
    assert len({end.pattern for end in found}) == len(found) == MOST_PATTERNS


@pytest.mark.parametrize("why", ["robots", "exclude", "linked", "wall", "no answer", "empty"])
def test_nothing_is_said_where_it_cannot_be_known(tmp_path: Path, why: str) -> None:
    pages = mugs("/mugs?page=4") if why == "linked" else mugs()
    pages["/mugs?page=4"] = html(WORDS)
    asked, store = 1, {}
    if why == "robots":
        pages["/robots.txt"] = text("User-agent: *\nDisallow: /*page=4\n")
        asked = 0
    elif why == "exclude":
        store, asked = {"exclude": ["/mugs"]}, 0
    elif why == "linked":
        pages["/mugs?page=5"] = Answer(status=403)
    elif why == "wall":
        pages["/mugs?page=4"] = Answer("no", status=403)
    elif why == "no answer":
        pages["/mugs?page=4"] = Answer(status=500)
    else:
        pages["/mugs?page=4"] = html("<div id=app></div><script src=/a.js></script>")
    with BusyShop(pages) as shop:
        assert ends(crawled(tmp_path, settings(shop, store=store))) == ()
        assert len(shop.of("/mugs?page=4")) == asked
