"""The catalogue that the street hands to tests is what its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.street import Street
from tests.street.judge import sold_out, visible_price
from tests.street.walk import Seen, ask

pytestmark = pytest.mark.shop


@pytest.fixture(scope="module")
def street() -> Iterator[Street]:
    """An open street; each test sets the night it needs."""
    with Street(night=1) as opened:
        yield opened


@pytest.mark.parametrize("night", [1, 2])
def test_own_pages_show_price_and_stock_of_the_catalogue(street: Street, night: int) -> None:
    street.night = night
    unpriced = {f.path for f in street.truth.with_check("price/price-missing", night)}
    for item in street.own.products():
        page = Seen(item.path, 200, ask(street.own.url + item.path)[2].decode())
        if item.path in unpriced:
            assert visible_price(page) is None
            continue
        assert visible_price(page) == item.price, item.path
        assert sold_out(page) != item.in_stock, item.path
        assert ("price--on-sale" in _around_price(page)) == (item.list_price is not None)
        if item.list_price:
            assert f'<s class="price-item price-item--regular">€{item.list_price:,.2f}' in page.html


@pytest.mark.parametrize("night", [1, 2])
def test_kettle_pages_show_price_and_stock_of_the_catalogue(street: Street, night: int) -> None:
    street.night = night
    for item in street.rivals[0].products():
        html = ask(street.rivals[0].url + item.path)[2].decode()
        line = html.partition('<p class="price">')[2].partition("</p>")[0]
        amounts = [
            Decimal(text.replace(",", ""))
            for text in re.findall(r"Symbol\">&euro;</span>([\d,.]+)</bdi>", line)
        ]
        assert amounts == [price for price in (item.list_price, item.price) if price], item.path
        assert f'"availability": "https://schema.org/{item.availability}"' in html, item.path
        assert f'"price": "{item.price}"' in html
        assert ("single_add_to_cart_button" in html) == item.in_stock


@pytest.mark.parametrize("night", [1, 2])
def test_tassenhaus_pages_show_price_and_stock_of_the_catalogue(street: Street, night: int) -> None:
    street.night = night
    for item in street.rivals[1].products():
        html = ask(street.rivals[1].url + item.path)[2].decode()
        box = html.partition("product-info-price")[2].partition("attribute sku")[0]
        german = f"{item.price:,.2f}".translate(str.maketrans(",.", ".,")) + "\u00a0€"
        assert german in box, item.path
        amounts = re.findall(r'data-price-amount="([\d.]+)" data-price-type="(\w+)"', box)
        assert {kind: Decimal(amount) for amount, kind in amounts} == {
            "finalPrice": item.price,
            **({"oldPrice": item.list_price} if item.list_price else {}),
        }
        assert f'itemprop="availability" href="http://schema.org/{item.availability}"' in html


def test_prices_move_with_the_night_as_the_truth_says(street: Street) -> None:
    for shop in (street.own, *street.rivals):
        last = {item.sku: item for item in shop.products(1)}
        tonight = {item.sku: item for item in shop.products(2)}
        moved = {sku for sku in last if last[sku].price != tonight[sku].price}
        told = set(street.truth.prices(shop.id, 2))
        zero = {f.path for f in street.truth.with_check("price/price-zero", 2)}
        assert moved == told | {i.sku for i in last.values() if i.path in zero and "BM" in i.sku}
        for sku in told:
            assert tonight[sku].price == street.truth.prices(shop.id, 2)[sku]


def test_sixty_own_products_are_sold_by_a_rival_too(street: Street) -> None:
    own = {item.sku: item for item in street.own.products()}
    twins = {i.twin for rival in street.rivals for i in rival.products() if i.twin}

    assert len(own) == 150
    assert len(twins) == 60
    assert [len(rival.products()) for rival in street.rivals] == [80, 80]
    for rival in street.rivals:
        for item in rival.products():
            if item.twin:
                assert item.gtin in (None, own[item.twin].gtin)
                assert item.mpn == own[item.twin].mpn
                assert item.name != own[item.twin].name


def _around_price(page: Seen) -> str:
    return page.html.partition('class="product__info-container"')[2].partition("product__tax")[0]
