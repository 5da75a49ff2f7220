"""The shop itself: it starts, and its pages show what its truth file says."""

from __future__ import annotations

import html
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from tests.stores.oscar.fixture import OscarShop, TrueProduct
from tests.street.goods import own_goods
from tests.street.walk import ask, sitemap

pytestmark = pytest.mark.shop


def test_the_catalogue_has_what_a_crawler_should_meet(oscar: OscarShop) -> None:
    products = oscar.products
    titles = Counter(product.name for product in products)
    alone = [product for product in products if product.structure != "child"]

    assert len(alone) >= 500
    assert len(products) >= 600
    assert {product.structure for product in products} == {"standalone", "parent", "child"}
    assert [title for title, count in titles.items() if count > 1] == ["Blue saucepan"]
    assert max(map(len, titles)) == 130
    assert any(not title.isascii() for title in titles)
    assert {Decimal("0.99"), Decimal("1299.00")} <= {product.price for product in products}
    assert 0.03 < sum(p.availability == "OutOfStock" for p in products) / len(products) < 0.08
    assert 0.07 < sum(p.list_price is not None for p in products) / len(products) < 0.13


def test_half_of_the_articles_it_shares_with_the_demo_carry_their_barcode(
    oscar: OscarShop,
) -> None:
    ours = {item.sku: item for item in own_goods()}
    twins = [product for product in oscar.products if product.twin]
    coded = [product for product in twins if product.sku == ours[product.twin or ""].gtin]

    assert len({product.twin for product in twins}) == len(twins) == 42
    assert len(coded) == 21
    assert {ours[p.near].name for p in oscar.products if p.near}.isdisjoint(
        product.name for product in oscar.products
    )
    assert len({product.near for product in oscar.products if product.near}) == 69


def test_product_pages_show_the_price_of_the_truth(oscar: OscarShop) -> None:
    for product in _sample(oscar):
        status, _, body = ask(oscar.url + product.path)
        text = html.unescape(body.decode())
        main = text.partition("product_main")[2].partition("<hr")[0]

        assert status == 200, product.path
        assert _amount(r'<p class="price_color">([^<]+)</p>', main) == product.price, product.path
        assert _amount(r'<del class="was-price">([^<]+)</del>', main) == product.list_price
        assert ("outofstock" in main) == (product.availability == "OutOfStock"), product.path
        assert product.sku in text.partition("Product Information")[2]
        assert product.name in text


def test_lists_name_products_with_their_prices(oscar: OscarShop) -> None:
    pages = [ask(f"{oscar.url}/catalogue/?page={at}")[2].decode() for at in range(1, 8)]

    assert {body.count('<article class="product_pod">') for body in pages} == {20}
    assert {body.count('<p class="price_color">€') for body in pages} == {20}
    assert any('class="was-price"' in body for body in pages)


def test_several_visitors_at_once_meet_no_error(oscar: OscarShop) -> None:
    some = [oscar.url + product.path for product in oscar.products[::10]]
    with ThreadPoolExecutor(4) as visitors:
        assert set(visitors.map(lambda url: ask(url)[0], some)) == {200}


def test_robots_and_sitemap_lead_to_every_product(oscar: OscarShop) -> None:
    robots = ask(oscar.url + "/robots.txt")[2].decode()
    paths = sitemap(oscar.url)

    assert "Disallow: /checkout/" in robots
    assert f"Sitemap: {oscar.url}/sitemap.xml" in robots
    assert {product.path for product in oscar.products} <= set(paths)
    assert sum(path.startswith("/catalogue/category/") for path in paths) == 65


def test_pictures_and_style_sheets_are_served(oscar: OscarShop) -> None:
    body = ask(oscar.url + oscar.products[0].path)[2].decode()
    files = [
        urlsplit(src).path for src in re.findall(r'(?:src|href)="(/(?:media|static)[^"]+)', body)
    ]

    assert len(files) > 3
    assert {path for path in files if ask(oscar.url + path)[0] != 200} == set()


def _sample(oscar: OscarShop) -> list[TrueProduct]:
    """Twenty pages: the odd ones first, then some of each sort from all over the catalogue."""
    odd = [
        p
        for p in oscar.products
        if not p.name.isascii() or len(p.name) > 100 or p.price in (Decimal("0.99"), Decimal(1299))
    ]
    step = len(oscar.products) // 12
    return (odd + list(oscar.products[::step]))[:20]


def _amount(pattern: str, text: str) -> Decimal | None:
    """The first price that a pattern finds. None means: it finds nothing."""
    found = re.search(pattern, text)
    return Decimal(found[1].strip().lstrip("€").replace(",", "")) if found else None
