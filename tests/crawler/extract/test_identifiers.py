"""Article numbers: from what people read, from data for machines, from the address."""

import pytest

from crawler.records import OfferFacts, OfferSource
from tests.crawler.extract.pages import facts

BUY = '<h1>Blue Mug</h1>{}<p class="price">€12.50</p><button>Add to cart</button>'


def offer(inner: str, url: str = "https://shop.example/products/blue-mug") -> OfferFacts:
    return facts(f"<main>{BUY.format(inner)}</main>", url=url).offer


@pytest.mark.parametrize(
    ("inner", "sku"),
    [
        ("<p>SKU: M-100</p>", "M-100"),
        ("<p><b>Product code</b> M-100</p>", "M-100"),
        ("<table><tr><th>Kód produktu:</th><td>M-100</td></tr></table>", "M-100"),
        ("<dl><dt>Artikelnummer</dt><dd>100200</dd></dl>", "100200"),
        ("<p>〈商品編號：M100200〉</p>", "M100200"),
        ("<li><strong>Product Code - </strong>39139301</li>", "39139301"),
        ("<p>Ref : <span>VE900</span></p>", "VE900"),
        ('<p><span class="product-reference">1002/710</span></p>', "1002/710"),
        ('<input type="hidden" name="sku" value="M-100">', "M-100"),
        ('<div data-product-code="46286401"></div>', "46286401"),
        # Words that only look like labels, and a label without a number behind it.
        ("<p>Product code of conduct</p><p>Reference: see below</p>", None),
        ("<p>Model: Large</p>", None),
    ],
)
def test_the_number_that_people_read(inner: str, sku: str | None) -> None:
    assert offer(inner).sku == sku


def test_what_people_read_goes_before_what_machines_are_told_and_all_is_kept() -> None:
    data = '<script type="application/ld+json">{"@type":"Product","name":"Blue Mug","sku":"84518"}'
    found = offer(f"{data}</script><p>Item no. 1002</p>")
    assert found.sku == "1002"
    seen = [(number.source, number.value) for number in found.identifiers]
    assert seen == [(OfferSource.DOM, "1002"), (OfferSource.JSON_LD, "84518")]


def test_the_makers_number_is_not_the_shops() -> None:
    found = offer("<p>Manufacturer part number: QB-737</p><p>EAN: 4006381333931</p>")
    assert (found.sku, found.mpn, found.gtin) == (None, "QB-737", "4006381333931")


def test_numbers_of_other_products_are_left_out() -> None:
    tile = '<div class="related-products"><a href="/p/2">Cup</a><p>SKU: CUP-2</p></div>'
    assert offer(tile).sku is None


@pytest.mark.parametrize(
    ("url", "picture", "sku"),
    [
        ("https://shop.example/blue-mug-p400105394.html", "/img/400105394.jpg", "400105394"),
        ("https://shop.example/item?pid=260591", "/p/260591/a.jpg", "260591"),
        # Nothing else on the page knows the number: it may be anything.
        ("https://shop.example/blue-mug-p400105394.html", "/img/mug.jpg", None),
    ],
)
def test_the_number_in_the_address(url: str, picture: str, sku: str | None) -> None:
    assert offer(f'<img src="{picture}">', url).sku == sku
