"""What a shop always does, learnt from many pages and applied to the one that leaves it open."""

from decimal import Decimal

from crawler.extract.habits import ENOUGH, learn, settled
from crawler.records import Confidence, OfferFacts
from tests.crawler.extract.pages import offer, page, product_json

BUY = "<button class=add-to-cart>Add to cart</button>"


def shown(price: str, data: str = "") -> OfferFacts:
    return offer(page(f"<h1>Mug</h1><p class=price>{price}</p>{BUY}", head=data))


def marked(price: str, amount: str, currency: str = "EUR") -> OfferFacts:
    return shown(price, product_json(f'{{"price":"{amount}","priceCurrency":"{currency}"}}'))


def test_the_mark_of_most_pages_reads_the_page_that_can_be_read_two_ways() -> None:
    some = [marked(f"{number}.50 €", f"{number}.50") for number in range(10, 20)]
    habits = learn("shop", some)
    assert (habits.decimal, habits.currency, habits.pages) == (".", "EUR", 10)
    alone = shown("0.035 €")
    assert settled(alone, habits).price == alone.price
    # "1,250" can only be a thousand here, "1.250" only one and a quarter.
    assert settled(shown("1,250 €"), habits).price == shown("1250 €").price
    assert settled(shown("1.250 €"), habits).price == shown("1.25 €").price


def test_a_thousand_that_markup_confirms_teaches_the_other_mark() -> None:
    habits = learn("shop", [marked(f"1.{n}00 €", f"1{n}00") for n in range(1, 9)])
    assert habits.decimal == ","


def test_the_currency_of_the_shop_settles_a_bare_or_shared_sign() -> None:
    habits = learn("shop", [marked(f"${n}.50", f"{n}.50", "CAD") for n in range(10, 20)])
    found = settled(shown("$12.50"), habits)
    assert found.price is not None
    assert found.price.currency == "CAD"
    # A sign of its own is no open question.
    euro = settled(shown("€12.50"), habits).price
    assert euro is not None
    assert euro.currency == "EUR"


def test_taxes_are_learnt_from_the_pages_that_speak_of_them() -> None:
    habits = learn("shop", [shown(f"{n},50 € inkl. MwSt.") for n in range(10, 20)])
    quiet = shown("12,50 €")
    assert (quiet.tax_included, settled(quiet, habits).tax_included) == (None, True)


def test_few_or_divided_pages_teach_nothing() -> None:
    few = [marked("12,50 €", "12.50")] * (ENOUGH - 1)
    divided = [marked("12,50 €", "12.50"), marked("12.50 €", "12.50")] * ENOUGH
    for sample in ([], few, divided):
        assert learn("shop", sample).decimal is None
    page_ = shown("1.250 €")
    assert settled(page_, learn("shop", few)) is page_


def test_a_price_that_markup_confirms_is_not_read_again() -> None:
    habits = learn("shop", [marked(f"{n}.50 €", f"{n}.50") for n in range(10, 20)])
    sure = marked("1.250 €", "1250")
    assert settled(sure, habits).price == sure.price
    assert sure.price is not None
    assert sure.price.amount == Decimal(1250)
    assert settled(sure, habits).confidence is Confidence.CONFIRMED


def layered(script: str, price: str = "€12.50") -> OfferFacts:
    return shown(price, f"<script>{script}</script>")


def test_a_data_layer_that_agrees_confirms_the_visible_price() -> None:
    for script in (
        "dataLayer = [{productPrice: '12.50', sku: 'M-1'}]",
        'window.state = {"product": {"price": 12.5}}',
        'var meta = {"product": {"variants": [{"price": 1250}]}}',  # cents
    ):
        found = layered(script)
        assert found.confidence is Confidence.CONFIRMED, script
        assert {c.source for c in found.candidates} == {"dom", "state"}


def test_a_data_layer_alone_or_of_other_products_decides_nothing() -> None:
    assert layered("x = {price: 99}", "on request").price is None
    assert layered("x = {productPrice: 99}").confidence is Confidence.SINGLE
    several = layered('x = [{"price": 12.5}, {"price": 99}]')
    assert (several.confidence, len(several.candidates)) == (Confidence.SINGLE, 1)
