"""A shop with addresses without end is walked to its end."""

from collections.abc import Iterator

import pytest

from crawler.records import PageKind, PageState
from tests.crawler.fetch.helpers import Walked, crawled, settings
from tests.facets.shop import CATEGORIES, PRODUCTS, FacetShop, product

Found = tuple[FacetShop, Walked]

BOUND = 800
"""Requests, where 10^5 addresses and more are linked. By the limits of crawler/fetch/traps.py the
calendar may take 60 and some, the session 60, the five numbered lists 5 each, and the four lists
60 each with facets and with facets and a page number. What the session still hides as news until
it is known for what it is comes on top: 520 were counted on 2026-11-24."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    with FacetShop() as shop:
        config = settings(shop, requests_per_second=400, max_pages=50_000)
        yield shop, crawled(tmp_path_factory.mktemp("facets"), config)


def test_the_walk_ends_within_a_bounded_number_of_requests(found: Found) -> None:
    shop, walked = found
    assert len(shop.asked) <= BOUND
    assert walked.site().counts["left"] == 0


def test_every_product_and_category_is_found(found: Found) -> None:
    shop, walked = found
    pages = walked.pages(shop)
    for number in PRODUCTS:
        page = pages[product(number)]
        assert (page.kind, page.state) == (PageKind.PRODUCT, PageState.OK)
    assert {f"/{name}" for name in CATEGORIES} <= set(pages)
    assert {"/news", "/news?page=2", "/news?page=3"} <= set(pages)


def test_nothing_that_changes_something_is_ever_asked_for(found: Found) -> None:
    assert found[0].side_effects() == []


def test_the_traps_are_named_with_what_was_left_out(found: Found) -> None:
    _, walked = found
    traps = walked.site().traps
    facets = max((trap for trap in traps if "q" in trap.parameters), key=lambda t: t.left_out)
    assert facets.parameters[0] == "q"
    assert facets.left_out > 100
    assert any("zvisit" in trap.parameters for trap in traps)
    assert {trap.kind for trap in traps} >= {"parameters", "pagination", "folder"}
    assert sum(trap.left_out for trap in traps) <= walked.site().counts["traps"]
    said = f"{facets.left_out:,} addresses under {facets.folder} ({', '.join(facets.parameters)})"
    assert said in walked.done.err
