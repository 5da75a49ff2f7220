"""Addresses without end are walked while they bring news, and no longer."""

from itertools import count

import pytest

from crawler.fetch.traps import (
    FRUITLESS,
    FRUITLESS_FOLDER,
    FRUITLESS_SITE,
    Traps,
    family_of,
    news_of,
)
from crawler.records import PageKind

BASE = "https://shop.example"


def visit(
    traps: Traps,
    path: str,
    kind: PageKind = PageKind.CATEGORY,
    *,
    text: str = "same",
    start: str = "",
    links: tuple[str, ...] = (),
) -> None:
    targets = frozenset(BASE + link for link in links)
    traps.learn(BASE + path, news_of(BASE + path, kind, text, start, targets))


def test_facets_that_only_lead_to_facets_are_closed_and_counted() -> None:
    traps = Traps()
    visit(traps, "/3-clothes", links=("/1-shirt", "/2-hat"))
    for number in range(FRUITLESS):
        path = f"/3-clothes?q=Colour-{number}"
        assert not traps.closed(BASE + path)
        visit(traps, path, links=("/1-shirt", f"/3-clothes?q=Colour-{number}-Size"))
    assert traps.closed(BASE + "/3-clothes?q=Colour-99")
    assert not traps.closed(BASE + "/3-clothes"), "the list itself stays"
    for number in range(500):
        traps.leave_out(f"{BASE}/3-clothes?q=Colour-{number}")
    (trap,) = traps.found()
    assert (trap.kind, trap.parameters, trap.left_out) == ("parameters", ("q",), 500)
    assert trap.walked == FRUITLESS


def test_combinations_share_the_fate_of_what_they_extend() -> None:
    traps = Traps()
    for number in range(FRUITLESS):
        visit(traps, f"/c?colour={number}")
    asked = 0
    for names in ("size", "size&brand", "brand", "brand&price", "size&price"):
        for number in range(30):
            path = f"/c?colour={number}&" + "&".join(f"{n}={number}" for n in names.split("&"))
            if not traps.closed(BASE + path):
                visit(traps, path)
                asked += 1
    assert asked <= 5 * 2


def test_pages_of_a_list_are_walked_while_they_bring_products_and_then_end() -> None:
    traps = Traps()
    for page in range(1, 200):
        visit(traps, f"/collections/all?page={page}", links=(f"/products/{page}",))
    assert not traps.closed(BASE + "/collections/all?page=200")
    for page in count(200):
        if traps.closed(f"{BASE}/collections/all?page={page}"):
            break
        visit(traps, f"/collections/all?page={page}", links=("/products/199",))
    assert page <= 210
    assert not traps.closed(BASE + "/collections/other?page=2"), "another list has its own end"


@pytest.mark.parametrize("path", ["/p.php?id={}", "/index.php?route=product&product_id={}"])
def test_products_that_differ_by_a_parameter_are_no_trap(path: str) -> None:
    traps = Traps()
    for number in range(300):
        assert not traps.closed(BASE + path.format(number))
        visit(traps, path.format(number), PageKind.PRODUCT, text=f"product {number}")


def test_a_session_in_the_address_shows_the_same_products_again() -> None:
    traps = Traps()
    for number in range(FRUITLESS + 1):
        visit(traps, f"/products/mug?xid={number}", PageKind.PRODUCT, text="the mug")
    assert traps.closed(BASE + "/products/mug?xid=999")
    assert not traps.closed(BASE + "/products/mug")


def test_a_calendar_ends_and_a_magazine_does_not() -> None:
    traps = Traps()
    months = ("January", "February", "March", "April", "October", "November", "December")
    for number in range(FRUITLESS_FOLDER + 20):
        path = f"/events/{2026 + number // 12}/{number % 12 + 1}"
        if traps.closed(BASE + path):
            break
        words = f"Events {months[number % 7]} Monday Tuesday"
        visit(traps, path, PageKind.CONTENT, text=str(number), start=words)
    else:
        pytest.fail("the calendar never ended")
    for number in range(300):
        path = f"/blog/{number}"
        assert not traps.closed(BASE + path)
        letters = "".join(chr(97 + int(digit)) for digit in str(number))
        start = f"wordsa{letters} wordsb{letters} wordsc{letters}"
        visit(traps, path, PageKind.CONTENT, text=str(number), start=start)


def test_relative_links_gone_wrong_are_left_out_by_depth() -> None:
    traps = Traps()
    assert traps.closed(BASE + "/shop/list" * 8)
    traps.leave_out(BASE + "/shop/list" * 8)
    assert traps.found()[0].kind == "endless"


def test_numbered_lists_are_one_family_whatever_their_spelling() -> None:
    same = {family_of(f"{BASE}/blog{tail}").folder for tail in ("/page/2/", "/page/3", "?page=4")}
    assert same == {"/blog"}


def test_a_list_filtered_anew_is_no_news_to_a_list_filtered_and_numbered() -> None:
    traps = Traps()
    for number in range(FRUITLESS + 1):
        here = f"/c?q={number}&page=2"
        visit(traps, here, links=(f"/c?q={number}-x", f"/c?q={number}&view=grid", "/hat"))
        visit(traps, f"/c?q={number}", links=(f"/c?q={number}&page=2", "/hat"))
    assert traps.closed(BASE + "/c?q=new")
    assert traps.closed(BASE + "/c?q=new&page=2")


def test_one_script_for_the_whole_shop_has_lists_that_bring_products() -> None:
    traps = Traps()
    for number in range(100):
        path = f"/index.php?route=product/category&path={number}"
        assert not traps.closed(BASE + path)
        item = f"/index.php?route=product/product&path={number}&product_id={number}"
        visit(traps, path, links=(item,))


def test_a_session_handed_out_by_every_page_is_known_by_its_name_alone() -> None:
    traps = Traps()
    for number in range(FRUITLESS_SITE):
        path = f"/product-{number}"
        visit(traps, path, PageKind.PRODUCT, text=f"product {number}")
        assert not traps.closed(f"{BASE}{path}?visit={number}")
        visit(traps, f"{path}?visit={number}", PageKind.PRODUCT, text=f"product {number}")
    assert traps.closed(BASE + "/product-999?visit=1"), "on a product never seen with it, too"
    assert not traps.closed(BASE + "/product-999")
