"""What structured data speaks of that search results can show."""

from crawler.extract.page import view_of
from tests.crawler.extract.pages import PRODUCT, facts, page, product_json


def test_features_are_found_wherever_they_stand() -> None:
    offer = (
        '{"@type":"Offer","price":"9","shippingDetails":{"@type":"OfferShippingDetails"},'
        '"hasMerchantReturnPolicy":{"@id":"#policy"}}'
    )
    rated = ',"gtin13":"4006381333931","review":[{"@type":"Review"}]'
    found = view_of(facts(page("<h1>Mug</h1>", head=product_json(offer, rated)), PRODUCT))
    assert found.features == ("gtin", "rating", "returns", "shipping")


def test_a_page_without_structured_data_has_no_features() -> None:
    assert view_of(facts(page("<h1>Mug</h1>"), PRODUCT)).features == ()


def test_a_group_and_a_path_are_told_by_their_types() -> None:
    head = (
        '<script type="application/ld+json">{"@graph":[{"@type":"ProductGroup","name":"Mug"},'
        '{"@type":"WebPage","breadcrumb":{"@type":"BreadcrumbList"}}]}</script>'
    )
    assert view_of(facts(page("", head=head), PRODUCT)).features == ("breadcrumb", "variants")
