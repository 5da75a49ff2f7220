"""The table of an own product: what every side says, and which fields contradict each other."""

from decimal import Decimal

from crawler.checks.price.truth import truth_of
from crawler.extract import extract_page, parse
from crawler.platforms import adapter
from crawler.records import (
    HttpFacts,
    Listing,
    Money,
    OfferSource,
    PageRecord,
    PageState,
    TruthRow,
    page_key,
)

URL = "https://shop.example/products/mug"
DATA = (
    '<script type="application/ld+json">{{"@type":"Product","name":"Mug","gtin":"4006381333931",'
    '"offers":{{"price":"{}","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}}}'
    "</script>"
)
PAGE = "<h1>Mug</h1><p class=price>{}</p><button>Add to cart</button>"


def page(html: str, *listings: Listing) -> PageRecord:
    facts = extract_page(
        parse(html, URL), platform=adapter("generic"), home_url="https://shop.example/",
        http=HttpFacts(status=200),
    )  # fmt: skip
    return PageRecord(
        key=page_key("shop", URL), site="shop", url=URL, state=PageState.OK, kind=facts.kind,
        http=HttpFacts(status=200), offer=facts.offer, structured=facts.structured,
        listings=listings,
    )  # fmt: skip


def feed(price: str, **more: object) -> Listing:
    return Listing.model_validate(
        {"site": "shop", "source": OfferSource.FEED, "place": "feed.xml, line 3", "url": URL,
         "price": Money(amount=Decimal(price), currency="EUR")} | more
    )  # fmt: skip


def row(html: str, *listings: Listing) -> TruthRow:
    return truth_of(page(html, *listings))


def test_sides_that_agree() -> None:
    found = row(DATA.format("20") + PAGE.format("€20.00"), feed("20", gtin="04006381333931"))
    assert found.price == {"json_ld": "20", "dom": "20.00", "feed": "20"}
    assert set(found.currency.values()) == {"EUR"}
    assert found.gtin == {"json_ld": "4006381333931", "feed": "04006381333931"}
    assert found.availability == {"json_ld": "InStock", "dom": "InStock"}
    assert (found.differs, found.name, found.confidence) == ((), "Mug", "confirmed")


def test_every_field_that_differs_is_named() -> None:
    found = row(
        DATA.format("20") + PAGE.format("<del>€29.00</del> <ins>€20.00</ins>"),
        feed("25", sale_price=Money(amount=Decimal("21"), currency="USD"), gtin="4006381333948",
             availability="OutOfStock"),
    )  # fmt: skip
    assert found.differs == ("price", "currency", "availability", "was", "gtin")
    assert found.was == {"dom": "29.00", "feed": "25"}


def test_a_range_holds_the_prices_in_it_and_the_tax_explains_its_difference() -> None:
    ranged = row(PAGE.format("€15.00 – €25.00"), feed("20"))
    assert ranged.differs == ()
    taxed = row(DATA.format("10") + PAGE.format("€11.90 incl. VAT"), feed("11.90"))
    assert taxed.differs == ()


def test_a_list_with_rows_for_variants_is_held_only_against_the_variant_shown() -> None:
    other = feed("35", id="MUG-XL", sku="MUG-XL")
    same = feed("20", id="MUG-S", sku="MUG-S")
    shown = DATA.format("20").replace('"name"', '"sku":"MUG-S","name"') + PAGE.format("€20.00")
    assert row(shown, other, same).price["feed"] == "20"
    assert row(shown, other, same).differs == ()
    assert "feed" not in row(DATA.format("20") + PAGE.format("€20.00"), other, same).price


def test_a_page_without_any_price_has_a_row_all_the_same() -> None:
    found = row("<h1>Mug</h1><p>Price on request</p><button>Add to cart</button>", feed("20"))
    assert (found.price, found.confidence) == ({"feed": "20"}, "unknown")


def test_the_basket_is_a_side_like_the_others() -> None:
    def in_basket(amount: str, currency: str | None = "EUR") -> TruthRow:
        seen = page(DATA.format("20") + PAGE.format("€20.00"))
        money = Money(amount=Decimal(amount), currency=currency)
        return truth_of(seen.model_copy(update={"basket": money}))

    assert in_basket("20").price["basket"] == "20"
    assert in_basket("20").differs == ()
    assert in_basket("22").differs == ("price",)
    assert in_basket("20", "USD").differs == ("currency",)
    assert "basket" not in in_basket("20", None).currency
