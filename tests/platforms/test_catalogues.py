"""What shop systems answer as data, one test per field of `output.json`.

A case is a folder `<platform>/<case>/` with catalogue.json (the body), meta.json (url) and
output.json: a list per field with an entry per product, `more`, `error`, and `count`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.platforms import adapter, adapters
from crawler.platforms.base import CataloguePage
from crawler.records import Listing, Money, OfferSource

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/catalogue.json"))
FIELDS = [
    pytest.param(case, field, id=f"{case.parent.name}-{case.name}-{field}")
    for case in CASES
    for field in json.loads((case / "output.json").read_text(encoding="utf-8"))
]


def answered(case: Path) -> CataloguePage:
    catalogue = adapter(case.parent.name).catalogue
    assert catalogue is not None
    url = json.loads((case / "meta.json").read_text(encoding="utf-8"))["url"]
    return catalogue.read((case / "catalogue.json").read_bytes(), url)


def shown(listing: Listing, field: str) -> Any:
    if field == "currency":
        return listing.price.currency if listing.price else None
    value = getattr(listing, field)
    if field == "variants":
        return [f"{v.sku} {v.price.amount if v.price else None} {v.availability}" for v in value]
    return str(value.amount) if isinstance(value, Money) else value


@pytest.mark.parametrize(("case", "field"), FIELDS)
def test_field(case: Path, field: str) -> None:
    expected = json.loads((case / "output.json").read_text(encoding="utf-8"))[field]
    found = answered(case)
    if field == "count":
        assert len(found.listings) == expected
    elif field in ("more", "error"):
        assert getattr(found, field) == expected
    else:
        assert [shown(listing, field) for listing in found.listings] == expected


def test_the_next_page_of_magento_asks_the_same_for_the_next_number() -> None:
    catalogue = adapter("magento").catalogue
    assert catalogue is not None
    more = answered(HERE / "magento" / "graphql").more
    assert more == catalogue.first.replace("currentPage%3A1%29", "currentPage%3A2%29")


@pytest.mark.parametrize("name", [n for n, found in adapters().items() if found.catalogue])
@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b"[[]]", b'{"products": {}}', b'{"data": {"products": 7}}', b"<x>",
     b'[{"prices": []}]', b'{"product": {"price": [1]}}', b"\xff\xfe\x00", b"[" * 100_000,
     b'{"products":[{"handle":"a","variants":[{"price":"9e999999"}]}]}'],
)  # fmt: skip
def test_no_answer_raises(name: str, body: bytes) -> None:
    catalogue = adapter(name).catalogue
    assert catalogue is not None
    found = catalogue.read(body, "https://shop.example/data")
    assert found.listings or found.error or body in (b"[]", b"[[]]", b'{"products": {}}')
    for listing in found.listings:
        assert listing.source is OfferSource.PLATFORM
        assert listing.price is None


@pytest.mark.parametrize(
    ("name", "page", "data"),
    [
        ("shopify", "/products/mug", "/products/mug.js"),
        ("shopify", "/de/collections/all/products/mug?variant=1", "/de/products/mug.js"),
        ("shopify", "/collections/all", None),
        ("sfcc", "/on/demandware.store/Sites-S-Site/en_GB/Product-Show?pid=A%2F1",
         "/on/demandware.store/Sites-S-Site/en_GB/Product-Variation?pid=A%2F1&quantity=1&format=ajax"),
        ("sfcc", "/mug/MUG.html", None),
        ("woocommerce", "/product/mug/", None),
    ],
)  # fmt: skip
def test_where_the_data_of_one_product_is(name: str, page: str, data: str | None) -> None:
    catalogue = adapter(name).catalogue
    assert catalogue is not None
    assert catalogue.product(f"https://shop.example{page}") == data
