from decimal import Decimal

import pytest

from crawler.records import Availability, Confidence, OfferSource, PriceState, PriceType
from tests.crawler.extract.pages import amount, facts, offer, page, product_json

BUY = "<button class=add-to-cart>Add to cart</button>"


def shown(html: str, lang: str = "en") -> str:
    """A product page without markup, only what a shopper sees."""
    return page(f"<h1>Mug</h1>{html}{BUY}", lang=lang)


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ('{"price":"12.50","priceCurrency":"EUR"}', "12.50"),
        ('[{"price":12.5,"priceCurrency":"EUR"}]', "12.5"),
        ('{"@type":"AggregateOffer","lowPrice":"9","highPrice":"20","priceCurrency":"EUR"}', "9"),
        ('{"@type":"AggregateOffer","priceCurrency":"EUR",'
         '"offers":[{"price":"8"},{"price":"9"}]}', "8"),
        ('[{"priceSpecification":[{"price":"18","priceCurrency":"EUR"},'
         '{"price":"20","priceType":"https://schema.org/ListPrice"}]}]', "18"),
        ('{"price":"10","priceCurrency":"EUR","priceSpecification":'
         '{"price":"8","validForMemberTier":{"@type":"MemberProgramTier"}}}', "10"),
        ('{"lowprice":{"sales":{"value":3499,"currency":"EUR"}},"priceCurrency":"EUR"}', "3499"),
        ('{"minPrice":"5","maxPrice":"7","priceCurrency":"EUR"}', "5"),
        ('[{"price":"5","priceCurrency":"EUR","availability":"OutOfStock"},'
         '{"price":"7","availability":"InStock"}]', "7"),
        ('{"price":"1.299,00 €"}', "1299.00"),
    ],
)  # fmt: skip
def test_json_ld_prices_in_every_shape(offers: str, expected: str) -> None:
    found = offer(page("<h1>Mug</h1>", head=product_json(offers)))
    assert amount(found) == Decimal(expected)
    assert found.price is not None
    assert found.price.currency == "EUR"
    assert (found.name, found.sku, found.state) == ("Mug", "M-1", PriceState.SHOWN)


def test_a_list_price_in_markup_is_kept_apart() -> None:
    found = offer(page("<h1>Mug</h1>", head=product_json(
        '{"priceSpecification":[{"price":"20","priceType":"https://schema.org/StrikethroughPrice"},'
        '{"price":"18"}],"priceCurrency":"EUR"}')))  # fmt: skip
    assert amount(found) == 18
    assert found.list_price is not None
    assert found.list_price.amount == 20


def test_markup_that_breaks_the_number_format_says_so() -> None:
    found = offer(page("<h1>Mug</h1>", head=product_json('{"price":"26,00"}')))
    assert [(c.amount, c.conforms) for c in found.candidates] == [(Decimal("26.00"), False)]


def test_variants_of_a_product_group_and_their_range() -> None:
    block = (
        '<script type="application/ld+json">{"@type":"ProductGroup","name":"Mug","hasVariant":['
        '{"@type":"Product","sku":"A","name":"Mug S","offers":{"price":"10","priceCurrency":"EUR",'
        '"availability":"http://schema.org/ instock "}},'
        '{"@type":"Product","sku":"B","offers":{"price":"14","priceCurrency":"EUR",'
        '"availability":"http://schema.org/OutOfStock"}}]}</script>'
    )
    found = offer(page("<h1>Mug</h1>", head=block))
    assert [(v.sku, v.availability) for v in found.variants] == [
        ("A", Availability.IN_STOCK), ("B", Availability.OUT_OF_STOCK),
    ]  # fmt: skip
    assert found.price_high is not None
    assert (amount(found), found.price_high.amount) == (Decimal(10), Decimal(14))
    assert found.availability is Availability.IN_STOCK


def test_references_in_a_graph_are_followed() -> None:
    block = (
        '<script type="application/ld+json">{"@graph":[{"@type":"Product","name":"Mug",'
        '"offers":{"@id":"#o"}},{"@type":"Offer","@id":"#o","price":"4","priceCurrency":"EUR"}]}'
        "</script>"
    )
    assert amount(offer(page("<h1>Mug</h1>", head=block))) == 4


def test_identity_comes_from_markup() -> None:
    more = ',"gtin13":"40 12345-678901","mpn":"X1","brand":{"@type":"Brand","name":"A &amp; B"}'
    found = offer(page("<h1>Mug</h1>", head=product_json('{"price":"1"}', more)))
    assert (found.gtin, found.mpn, found.brand) == ("4012345678901", "X1", "A & B")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div class=price>€12.50</div>", "12.50"),
        ("<div class=price><del>€20.00</del> <ins>€15.00</ins></div>", "15.00"),
        ("<div class=price><span class=old-price>€20</span>"
         "<span class=special-price>€15</span></div>",
         "15"),
        ("<p class=price>173<sup>34</sup> Lei</p>", "173.34"),
        ("<p class=price><small>$</small><span>31</span><span>57</span></p>", "31.57"),
        ("<p class=price><span>€</span>31<span class=price-fraction>50</span></p>", "31.50"),
        ("<p class=price>€10.00</p><p>or 9 x €1.21 with Klarna</p>", "10.00"),
        ("<p class=price>€10.00</p><p class=unit-price>€40.00 / kg</p>", "10.00"),
        ("<p class=save-price>You save €5.00</p><p class=price>€10.00</p>", "10.00"),
        ("<p class=price><span class=sr-only>Price €99.00</span><span>€10.00</span></p>", "10.00"),
        ("<p class=price hidden>€99.00</p><p class=price style='display: none'>€98</p>"
         "<p class=price>€10.00</p>", "10.00"),
        ("<p class=price><span aria-hidden=true>€10.00</span></p>", "10.00"),
        ("<p class='text-3xl'>€10.00</p>", "10.00"),
        ("<p class=price>$1200 $960</p>", "960"),
        ("<p class=shipping-price>€4.90</p><p class=price>€10.00</p>", "10.00"),
        ("<p class=price>€10.00</p><section class=related-products>"
         "<div class=price>€5.00</div><div class=price>€5.00</div></section>", "10.00"),
    ],
)  # fmt: skip
def test_the_visible_price_is_the_one_of_the_buy_box(html: str, expected: str) -> None:
    assert amount(offer(shown(html))) == Decimal(expected)


def test_a_struck_price_beside_it_is_the_list_price() -> None:
    found = offer(shown("<div class=price><del>€20.00</del> <ins>€15.00</ins></div>"))
    assert found.list_price is not None
    assert found.list_price.amount == Decimal("20.00")
    assert {c.type for c in found.candidates} == {PriceType.CURRENT, PriceType.WAS}


def test_a_range_keeps_its_ends() -> None:
    found = offer(shown("<p class=price>€15.00 – €20.00</p>"))
    assert found.price_high is not None
    assert (amount(found), found.price_high.amount) == (Decimal("15.00"), Decimal("20.00"))


def test_sources_that_agree_confirm_and_those_that_differ_conflict() -> None:
    head = product_json('{"price":"12.00","priceCurrency":"EUR"}')
    same = offer(page("<h1>Mug</h1><p class=price>€12.00</p>", head=head))
    other = offer(page("<h1>Mug</h1><p class=price>€13.00</p>", head=head))
    alone = offer(page("<h1>Mug</h1>", head=head))
    assert [f.confidence for f in (same, other, alone)] == [
        Confidence.CONFIRMED, Confidence.CONFLICTING, Confidence.SINGLE,
    ]  # fmt: skip
    assert {c.source for c in other.candidates} == {OfferSource.JSON_LD, OfferSource.DOM}


def test_the_majority_of_three_sources_wins() -> None:
    head = product_json('{"price":"12.00","priceCurrency":"EUR"}') + (
        "<meta property=product:price:amount content=13.00>"
    )
    found = offer(page("<h1>Mug</h1><p class=price>€13.00</p>", head=head))
    assert (amount(found), found.confidence) == (Decimal("13.00"), Confidence.CONFLICTING)


def test_markup_that_holds_the_struck_price_loses_to_the_price_shown() -> None:
    head = product_json('{"price":"20.00","priceCurrency":"EUR"}')
    found = offer(page("<h1>Mug</h1><p class=price><del>€20.00</del> €15.00</p>", head=head))
    assert amount(found) == Decimal("15.00")


def test_where_markup_differs_by_the_tax_the_price_shown_wins() -> None:
    head = product_json('{"price":"100.00","priceCurrency":"EUR"}')
    found = offer(page("<h1>Mug</h1><p class=price>€119.00</p>", head=head))
    assert amount(found) == Decimal("119.00")


def test_a_dollar_sign_alone_stays_without_currency() -> None:
    found = offer(shown("<p class=price>$12.00</p>"))
    assert found.price is not None
    assert found.price.currency is None


def test_a_shared_sign_is_settled_by_language_script_or_switcher() -> None:
    price = "<p class=price>$12.00</p>"
    pages = (
        shown(price, lang="en-CA"),
        shown(price + '<script>var s={"currency":"CAD"}</script>'),
        shown(price + "<ul id=currency><li data-code=CAD>$ Dollar</li>"
        "<li data-code=EUR>€ Euro</li></ul>"),
    )  # fmt: skip
    for html in pages:
        found = offer(html)
        assert found.price is not None
        assert found.price.currency == "CAD"


@pytest.mark.parametrize(
    ("html", "state"),
    [
        ("<p>Price on request</p>", PriceState.HIDDEN),
        ("<p>Preis auf Anfrage</p>", PriceState.HIDDEN),
        ("<p>Prix sur demande</p>", PriceState.HIDDEN),
        ("<p>Log in to see prices</p>", PriceState.LOGIN_ONLY), ("<p>Nice</p>", PriceState.MISSING),
        ("<p class=price>€0.00</p>", PriceState.MISSING),
    ],
)  # fmt: skip
def test_no_price_is_a_state_and_never_zero(html: str, state: PriceState) -> None:
    found = offer(page(f"<h1>Mug</h1>{html}"))
    assert (found.state, found.price) == (state, None)


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [("10", "EUR", "10.00"), ("10.00", "JPY", "10"), ("1.25", "KWD", "1.250")],
)
def test_money_has_the_decimals_of_its_currency(value: str, currency: str, text: str) -> None:
    head = product_json(f'{{"price":"{value}","priceCurrency":"{currency}"}}')
    assert str(amount(offer(page("<h1>Mug</h1>", head=head)))) == text


def test_a_price_of_zero_in_markup_stays_visible_as_evidence() -> None:
    found = offer(page("<h1>Mug</h1>", head=product_json('{"price":0,"priceCurrency":"EUR"}')))
    assert found.price is None
    assert [c.amount for c in found.candidates] == [0]


def test_a_bot_wall_is_blocked_and_a_text_page_is_no_product() -> None:
    wall = "<title>Just a moment...</title><div id=challenge-form>Checking</div>"
    assert offer(wall).state is PriceState.BLOCKED
    assert facts(page("<h1>About us</h1>")).offer.state is PriceState.NOT_PRODUCT


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p class=stock>In stock</p>", Availability.IN_STOCK),
        ("<p class=stock>Out of stock</p>", Availability.OUT_OF_STOCK),
        ("<p class=availability>Nicht lieferbar</p>", Availability.OUT_OF_STOCK),
        ("<p class=availability>Sofort lieferbar</p>", Availability.IN_STOCK),
        ("<p class=stock>Rupture de stock</p>", Availability.OUT_OF_STOCK),
        ("<p class=stock>Agotado</p>", Availability.OUT_OF_STOCK),
        ("<p class=stock>Non disponibile</p>", Availability.OUT_OF_STOCK),
        ("<p class=stock>Niet op voorraad</p>", Availability.OUT_OF_STOCK),
        ("<p class=stock>Produkt niedostępny</p>", Availability.OUT_OF_STOCK),
        ("<ul><li>Availability: Out Of Stock</li></ul>", Availability.OUT_OF_STOCK),
        ("<p class=stock>Available on backorder</p>", Availability.BACK_ORDER),
        ("<p class=stock>Pre-order now</p>", Availability.PRE_ORDER),
    ],
)  # fmt: skip
def test_stock_words_in_many_languages(html: str, expected: Availability) -> None:
    found = offer(page(f"<h1>Mug</h1><p class=price>€5</p>{html}"))
    assert found.availability is expected
    assert (OfferSource.DOM, expected) in found.availability_sources


@pytest.mark.parametrize(
    ("button", "state", "availability"),
    [
        (BUY, True, Availability.IN_STOCK),
        (
            "<button class=add-to-cart disabled>Add to cart</button>",
            False,
            Availability.OUT_OF_STOCK,
        ),
        ("<button disabled class=add-to-cart>Sold out</button>", False, Availability.OUT_OF_STOCK),
        ("<input type=submit value='In den Warenkorb'>", True, Availability.IN_STOCK),
        ("<button>Newsletter</button>", None, None),
    ],
)
def test_the_buy_button(button: str, state: bool | None, availability: Availability | None) -> None:
    found = offer(page(f"<h1>Mug</h1><p class=price>€5</p>{button}"))
    assert (found.buy_button, found.availability) == (state, availability)


def test_the_page_overrules_markup_that_says_in_stock_when_nothing_can_be_bought() -> None:
    head = product_json('{"price":"5","priceCurrency":"EUR","availability":"InStock"}')
    found = offer(page("<h1>Mug</h1><p class=stock>Sold out</p>", head=head))
    assert found.availability is Availability.OUT_OF_STOCK
    assert found.availability_sources == (
        (OfferSource.JSON_LD, Availability.IN_STOCK), (OfferSource.DOM, Availability.OUT_OF_STOCK),
    )  # fmt: skip


PRICE = '<p class="price">€20.00</p>'


@pytest.mark.parametrize(
    "beside",
    [
        '<p class="price">2 for €5</p>',
        '<p class="price">Any 3 for €12.00</p>',
        '<p class="price">Free delivery on orders over €15</p>',
        '<span class="price">or 3 x €6.66 without interest</span>',
        '<span class="price">od 5,00 € měsíčně na splátky</span>',
        '<p class="price">€4.00 / 100 g</p>',
        '<p class="price-save">You save €9.99</p>',
        '<p class="price">RRP €29.99</p>',
        '<p class="price">Was €29.99 (from 25/03/20 to 27/11/20)</p>',
        '<div class="related-products"><a href="/p/2">Cup</a><p class="price">€3.00</p></div>',
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_amounts_that_are_not_the_price(beside: str, first: bool) -> None:
    found = offer(shown(beside + PRICE if first else PRICE + beside))
    assert amount(found) == 20


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="price">€173<sup>34</sup></p>', "173.34"),
        ('<p class="price">$<span>31</span><span>57</span></p>', "31.57"),
        ('<p class="price"><span>1.299</span><span class="cents">90</span> €</p>', "1299.90"),
        ('<p class="price">£<span>12</span><span class="decimal">.50</span></p>', "12.50"),
        ('<p class="price">12<sup>€50</sup></p>', "12.50"),
        ('<p class="price">99<span class="fraction">,-</span> Kč</p>', "99"),
    ],
)  # fmt: skip
def test_prices_that_are_split_over_elements(html: str, expected: str) -> None:
    assert amount(offer(shown(html))) == Decimal(expected)


def test_the_days_of_an_old_price_are_no_amounts() -> None:
    was = '<div class="was-price">Was €29.99 <span class="price-range">(from 25/03/20)</span></div>'
    found = offer(shown(PRICE + was))
    assert found.list_price is not None
    assert (amount(found), found.list_price.amount) == (Decimal(20), Decimal("29.99"))


def test_a_range_in_markup_is_not_overruled_by_one_variant_on_the_page() -> None:
    data = product_json('[{"@type":"AggregateOffer","lowPrice":"5.29","highPrice":"9.56",'
                        '"priceCurrency":"EUR"},{"price":"9.56"}]')  # fmt: skip
    body = f'<h1>Mug</h1><p class="price">€9.56</p>{BUY}'
    found = offer(page(body, head=data))
    assert amount(found) == Decimal("5.29")
    assert found.confidence is not Confidence.CONFIRMED


def test_a_type_in_lower_case_is_evidence_though_google_does_not_know_it() -> None:
    data = product_json('{"price":"20","priceCurrency":"EUR"}').replace('"Product"', '"product"')
    found = offer(page(f"<h1>Mug</h1>{PRICE}{BUY}", head=data))
    assert (amount(found), found.confidence) == (Decimal(20), Confidence.CONFIRMED)


@pytest.mark.parametrize(
    ("tail", "said"),
    [("<p>Sold out.</p><p>We do not know when or whether this comes back to our shelves, so ask"
      " for a letter when it does, or look at what others bought instead.</p>", "OutOfStock"),
     ('<script>var long = "in stock";</script>Available at these sellers', None)],
)  # fmt: skip
def test_long_texts_about_stock(tail: str, said: str | None) -> None:
    found = offer(page(f'<h1>Mug</h1>{PRICE}<div id="availability">{tail}</div>'))
    assert found.availability == said


def test_a_picture_that_calls_a_script_is_a_buy_button() -> None:
    button = "<a href=\"javascript:buy_process('a')\"><img src=buy.gif></a>"
    assert offer(page(f"<h1>Mug</h1>{PRICE}{button}")).buy_button is True


def test_a_page_of_many_offers_is_available_where_nobody_says_so() -> None:
    data = product_json('{"@type":"AggregateOffer","lowPrice":"20","offerCount":"4",'
                        '"priceCurrency":"EUR"}')  # fmt: skip
    found = offer(page(f"<h1>Mug</h1>{PRICE}", head=data))
    assert (found.availability, found.availability_sources) == (Availability.IN_STOCK, ())


@pytest.mark.parametrize(
    ("html", "url", "product"),
    [
        ("<p>商品編號：M67296549</p><del>$420</del><p>294 元</p>", "/24h/M67296549.htm", True),
        ("<p>EAN13 : 9782365775717</p><p>22,50 €</p>", "/bd/la-legende", True),
        ("<p>EAN13 : 9782365775717</p><p>EAN13 : 4006381333931</p><p>22,50 €</p>", "/bd", False),
    ],
)
def test_a_page_with_one_article_number_is_a_products(html: str, url: str, product: bool) -> None:
    found = facts(page(f"<h1>Mug</h1>{html}"), "https://shop.example" + url)
    assert (found.kind == "product") is product
    assert (found.offer.price is not None) is product


@pytest.mark.parametrize(
    ("url", "body", "currency"),
    [
        ("https://shop.ch/products/mug", "<p class=price>19.50</p>", "CHF"),
        ("https://shop.example/nz/en/products/mug", "<p class=price>$19.50</p>", "NZD"),
        ("https://shop.example/en-ie/products/mug", "<p class=price>19.50</p>", "EUR"),
        ("https://shop.example/products/mug",
         "<p class=price>19.50</p><p>Delivery £3, free over £50</p>", "GBP"),
        ("https://shop.example/products/mug",
         "<p class=price>19.50</p><p>£3 here, €5 abroad</p>", None),
        ("https://shop.example/products/mug", "<p class=price>$19.50</p>", None),
        ("https://shop.example/products/mug",
         "<p class=price>$19.50</p><p>Made in Portland, USA</p>", "USD"),
        ("https://shop.example/products/mug",
         "<p class=price>$19.50</p><p>We ship to Canada and the United States</p>", None),
    ],
)  # fmt: skip
def test_the_currency_of_a_price_that_names_none_or_a_shared_one(
    url: str, body: str, currency: str | None
) -> None:
    found = offer(shown(body), url=url)
    assert found.price is not None
    assert (found.price.amount, found.price.currency) == (Decimal("19.50"), currency)


def test_a_currency_that_another_source_names_for_the_same_amount_counts() -> None:
    block = '<script>var product={"price":"1950"}</script>'
    found = offer(page(f"<h1>Mug</h1><p class=price>CHF 19.50</p>{BUY}", head=block))
    assert found.price is not None
    assert found.price.currency == "CHF"


def test_what_the_page_shows_wins_against_json_ld_alone() -> None:
    body = f"<h1>Mug</h1><p class=price>€20.00</p>{BUY}"
    found = offer(page(body, head=product_json('{"price":"15","priceCurrency":"EUR"}')))
    assert (amount(found), found.confidence) == (Decimal("20.00"), Confidence.CONFLICTING)
    meta = '<meta property="product:price:amount" content="15">'
    found = offer(page(body, head=meta + product_json('{"price":"15","priceCurrency":"EUR"}')))
    assert amount(found) == Decimal("15")


@pytest.mark.parametrize(
    ("button", "stock", "said"),
    [
        ("Lisää ostoskoriin", "Varastossa", Availability.IN_STOCK),
        ("Kosárba", "Nincs raktáron", Availability.OUT_OF_STOCK),
        ("Sepete ekle", "Stokta yok", Availability.OUT_OF_STOCK),
        ("В корзину", "Есть в наличии", Availability.IN_STOCK),
        ("カートに入れる", "在庫切れ", Availability.OUT_OF_STOCK),
        ("加入购物车", "有货", Availability.IN_STOCK),
        ("הוספה לסל", "אזל מהמלאי", Availability.OUT_OF_STOCK),
    ],
)
def test_buying_and_stock_in_more_languages(button: str, stock: str, said: Availability) -> None:
    found = facts(
        page(f"<h1>Mug</h1><p class=price>€5.00</p><p class=stock>{stock}</p>"
             f"<button>{button}</button>", lang="x")
    )  # fmt: skip
    assert (found.offer.state, found.offer.availability) == (PriceState.SHOWN, said)
