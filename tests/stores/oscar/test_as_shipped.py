"""Oscar as shipped answers 500 under parallel requests; the walk finds what it finds when tuned."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import pytest

from crawler.records import PageState, RunDir
from tests.command import storewalk
from tests.stores.oscar.fixture import OscarShop, running
from tests.street.walk import ask

pytestmark = [pytest.mark.shop, pytest.mark.slow]

ARTICLES = "24"


@dataclass(frozen=True)
class Seen:
    """One of the two shops and what a run kept of it."""

    shop: OscarShop
    run: RunDir

    def path(self, url: str) -> str:
        return url.removeprefix(self.shop.url)

    def text(self, message: str) -> str:
        return message.replace(self.shop.url, "").replace(self.shop.url.split("//")[1], "")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Seen, Seen]]:
    """The shop as shipped, and tuned."""
    folder = tmp_path_factory.mktemp("pair")
    with (
        running(folder / "shipped", "--articles", ARTICLES, "--as-shipped") as shipped,
        running(folder / "tuned", "--articles", ARTICLES) as tuned,
    ):
        seen = []
        for name, shop in (("shipped", shipped), ("tuned", tuned)):
            run = folder / name / "run"
            done = storewalk(
                "run", shop.url, "--run-dir", run, "--no-render", cwd=folder / name, timeout=600
            )
            assert done.code == 0, done.text
            seen.append(Seen(shop, RunDir(run)))
        yield seen[0], seen[1]


def test_as_shipped_it_fails_under_four_requests_at_once(pair: tuple[Seen, Seen]) -> None:
    shop = pair[0].shop
    paths = [product.path for product in shop.products] * 20
    with ThreadPoolExecutor(4) as visitors:
        answers = visitors.map(lambda path: ask(shop.url + path)[0], paths)
        assert 500 in islice(answers, len(paths))
    assert {ask(shop.url + product.path)[0] for product in shop.products[:10]} == {200}


def test_both_walks_see_the_same_pages(pair: tuple[Seen, Seen]) -> None:
    def pages(seen: Seen) -> dict[str, object]:
        return {
            seen.path(page.url): (page.state, page.kind, page.offer.price if page.offer else None)
            for page in seen.run.pages()
        }

    shipped, tuned = map(pages, pair)
    assert shipped == tuned
    assert {product.path for product in pair[0].shop.products} <= set(shipped)
    errors = [page.url for page in pair[0].run.pages() if page.state is PageState.ERROR]
    assert errors == []


def test_both_walks_lead_to_the_same_findings(pair: tuple[Seen, Seen]) -> None:
    def findings(seen: Seen) -> list[tuple[str, str, str, int]]:
        return sorted(
            (found.check, seen.path(found.url), seen.text(found.message), found.count)
            for found in seen.run.findings()
        )

    shipped, tuned = map(findings, pair)
    assert shipped == tuned
