"""Watched products side by side: which of the rivals' pages belong to them."""

from collections.abc import Mapping

import pytest

from crawler.checks.products import OfferBook, ProductGroup
from crawler.config import WatchedProduct
from crawler.config.products import Pair
from crawler.records import (
    HttpFacts,
    OfferFacts,
    PageKind,
    PageRecord,
    PageState,
    PriceState,
    Role,
    SiteFacts,
    page_key,
)

URLS = {"shop": "https://shop.example/mug", "rival": "https://rival.example/mug"}


def group(pairs: Mapping[str, Pair]) -> ProductGroup:
    sites = {
        site: SiteFacts(
            id=site, name=site, role=Role.OWN if site == "shop" else Role.COMPETITOR, url=url
        )
        for site, url in URLS.items()
    }
    book = OfferBook((WatchedProduct("MUG", "Mug", URLS, pairs=pairs),), sites)
    for site, url in URLS.items():
        book.add(
            PageRecord(
                key=page_key(site, url), site=site, url=url, state=PageState.OK,
                http=HttpFacts(status=200), kind=PageKind.PRODUCT,
                offer=OfferFacts(name="Mug", state=PriceState.SHOWN),
            )
        )  # fmt: skip
    (found,) = book.finish()[1]
    return found


@pytest.mark.parametrize("pairs", [{}, {"rival": Pair("accepted")}, {"rival": Pair("confirmed")}])
def test_a_rivals_page_stands_beside_ours(pairs: Mapping[str, Pair]) -> None:
    assert [rival.site for rival in group(pairs).rivals] == ["rival"]


def test_a_page_that_shows_another_product_now_is_left_out() -> None:
    found = group({"rival": Pair("accepted", stale=True)})
    assert found.own is not None
    assert found.rivals == ()
