"""The brand as a page tells it to people."""

import pytest

from tests.crawler.extract.pages import offer, page, product_json

BUY = "<p class=price>€5.00</p><button>Add to cart</button>"


@pytest.mark.parametrize(
    ("html", "brand"),
    [
        ("<p>Brand: Kiln</p>", "Kiln"),
        ("<dl><dt>Marke</dt><dd>Weleda</dd></dl>", "Weleda"),
        ("<tr><th>Hersteller:</th><td>R.K.</td></tr>", "R.K."),
        ("<span>ブランド：</span><span>UNIFLAME</span>", "UNIFLAME"),
        ("<a class=product-brand href=/b>De’Longhi</a>", "De’Longhi"),
        ("<p>Brand: unknown</p>", None),
        ("<p>Brand warranty: two years of care for every pot we sell</p>", None),
        ("<h2>Our brand</h2><p>We make pots by hand in a small town near the sea.</p>", None),
        ("<section class=related-products><p>Brand: Other</p></section>", None),
        ("", None),
    ],
)
def test_the_brand_in_text_and_named_elements(html: str, brand: str | None) -> None:
    assert offer(page(f"<h1>Mug</h1>{html}{BUY}")).brand == brand


def test_data_for_machines_comes_first() -> None:
    head = product_json('{"price":"5","priceCurrency":"EUR"}', ',"brand":{"name":"Kiln"}')
    assert offer(page(f"<h1>Mug</h1><p>Brand: Other</p>{BUY}", head=head)).brand == "Kiln"
