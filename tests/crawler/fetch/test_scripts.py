"""Shops that scripts fill: read in a browser where, and only where, the server's HTML is empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.errors import StorewalkError
from crawler.records import PageKind
from tests.crawler.fetch.helpers import Walked, crawled, settings
from tests.scripted.shop import Scripted

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def browser() -> None:
    """Skips with the reason where there is none."""
    from crawler.render.browser import find_browser

    try:
        find_browser(None)
    except StorewalkError as error:
        pytest.skip(str(error))


def walk(shop: Scripted, folder: Path, **crawl: object) -> Walked:
    config = settings(shop, None, {"currency": "USD"}, requests_per_second=50, **crawl)
    return crawled(folder, config)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Scripted, Walked]]:
    """The shop whose every page is the same empty shell."""
    with Scripted() as shop:
        yield shop, walk(shop, tmp_path_factory.mktemp("client"), browser="auto")


@pytest.fixture(scope="module")
def hybrid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Scripted, Walked]]:
    """The shop of which only the lists are empty."""
    with Scripted(hybrid=True) as shop:
        yield shop, walk(shop, tmp_path_factory.mktemp("hybrid"), browser="auto")


@pytest.mark.parametrize("which", ["client", "hybrid"])
def test_every_product_is_found_with_its_name_and_price(
    which: str, request: pytest.FixtureRequest
) -> None:
    shop, walked = request.getfixturevalue(which)
    pages = {page.url: page for page in walked.run.pages()}
    wrong = []
    for url, truth in shop.truth().items():
        page = pages.get(url)
        offer = page.offer if page else None
        price = offer.price if offer else None
        read = (page.kind if page else None, offer.name if offer else None, price and price.amount)
        if read != (PageKind.PRODUCT, truth.name, truth.price):
            wrong.append((url, read, truth))
    assert wrong == []


def test_both_views_of_a_rendered_page_are_kept(client: tuple[Scripted, Walked]) -> None:
    shop, walked = client
    pages = {page.url: page for page in walked.run.pages()}
    for url in shop.truth():
        page = pages[url]
        assert page.served is not None
        assert page.outline is not None
        assert page.served.word_count < page.outline.word_count
        assert page.served.head != page.head
    assert walked.site().counts["rendered"] >= len(shop.truth()) + len(shop.lists())


def test_pages_that_are_whole_without_scripts_are_not_rendered(
    hybrid: tuple[Scripted, Walked],
) -> None:
    shop, walked = hybrid
    pages = {page.url: page for page in walked.run.pages()}
    for url in shop.truth():
        assert pages[url].served is None
        assert shop.rendered("/" + url.removeprefix(shop.url)) == 0
    for url in shop.lists():
        assert pages[url].served is not None
    assert shop.rendered("/pages/terms") == 0


def test_never_renders_nothing_and_says_what_looks_empty(tmp_path: Path) -> None:
    with Scripted(hybrid=True) as shop:
        walked = walk(shop, tmp_path, browser="never")
        assert not any("Chrome" in asked.headers["User-Agent"] for asked in shop.asked)
    assert walked.site().counts["rendered"] == 0
    empty = [url for url in shop.lists() if "?" not in url]
    assert f"{len(empty)} pages look empty without scripts" in walked.done.err
    assert "crawl.browser" in walked.done.err
