"""A whole real shop walked: what we read equals what its own database says."""

from decimal import Decimal

import pytest

from crawler.records import PageKind, PageRecord, PageState, RunDir, TargetState
from tests.command import pages, storewalk
from tests.stores.oscar.fixture import OscarShop

pytestmark = pytest.mark.shop


@pytest.fixture(scope="module")
def run(oscar: OscarShop, tmp_path_factory: pytest.TempPathFactory) -> RunDir:
    """The shop as shipped, walked without a configuration."""
    folder = tmp_path_factory.mktemp("oscar-walk")
    done = storewalk(
        "run", oscar.url, "--run-dir", folder / "run", "--no-render", "--max-pages", "4000",
        cwd=folder, timeout=900,
    )  # fmt: skip
    assert done.code == 0, done.text
    return RunDir(folder / "run")


@pytest.fixture(scope="module")
def seen(run: RunDir) -> dict[str, PageRecord]:
    return pages(run.path)


def test_the_walk_reaches_every_product(oscar: OscarShop, seen: dict[str, PageRecord]) -> None:
    missing = [p.path for p in oscar.products if p.path not in seen]
    assert missing == []
    states = {seen[p.path].state for p in oscar.products}
    assert states == {PageState.OK}


def test_every_product_page_equals_the_database(
    oscar: OscarShop, seen: dict[str, PageRecord]
) -> None:
    wrong = []
    for true in oscar.products:
        page = seen[true.path]
        offer = page.offer
        assert offer is not None
        read = {
            "kind": page.kind,
            "name": offer.name,
            "price": offer.price.amount if offer.price else None,
            "currency": offer.price.currency if offer.price else None,
            "availability": offer.availability,
            "sku": offer.sku,
            "list_price": offer.list_price.amount if offer.list_price else None,
        }
        truth = {
            "kind": PageKind.PRODUCT,
            "name": true.name,
            "price": Decimal(true.price),
            "currency": true.currency,
            "availability": true.availability,
            "sku": true.sku,
            "list_price": Decimal(true.list_price) if true.list_price else None,
        }
        wrong += [
            (true.path, key, read[key], truth[key]) for key in truth if read[key] != truth[key]
        ]
    assert wrong[:20] == []


def test_lists_are_not_taken_for_products(oscar: OscarShop, seen: dict[str, PageRecord]) -> None:
    products = {p.path for p in oscar.products}
    others = [p for path, p in seen.items() if path not in products and p.state is PageState.OK]
    assert [p.url for p in others if p.kind is PageKind.PRODUCT] == []
    assert len([p for p in others if p.kind is PageKind.CATEGORY]) >= 60


def test_no_link_of_the_shop_is_called_broken(run: RunDir) -> None:
    broken = [t.url for t in run.targets() if t.internal and t.state is TargetState.BROKEN]
    assert broken == []
