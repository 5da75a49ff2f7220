"""Pages in the shape that each platform ships, one test per field of `output.json`.

A case is a folder `<platform>/<case>/` with page.html, meta.json (url, headers) and output.json.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.errors import ConfigError
from crawler.extract import extract_page, parse
from crawler.platforms import adapter, adapters, detect
from crawler.records import HttpFacts, Money, PageKind

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/page.html"))
FIELDS = [
    pytest.param(case, field, id=f"{case.parent.name}-{case.name}-{field}")
    for case in CASES
    for field in json.loads((case / "output.json").read_text(encoding="utf-8"))
]


def seen(case: Path) -> dict[str, Any]:
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    document = parse((case / "page.html").read_bytes(), meta["url"], headers=meta["headers"])
    platform = detect(document, meta["headers"])
    scheme, _, rest = meta["url"].partition("://")
    facts = extract_page(
        document,
        platform=adapter(platform.name),
        home_url=f"{scheme}://{rest.split('/')[0]}/",
        http=HttpFacts(status=200, headers=meta["headers"]),
    )
    return {**dict(facts.offer), "platform": platform.name, "kind": facts.kind}


@pytest.mark.parametrize(("case", "field"), FIELDS)
def test_field(case: Path, field: str) -> None:
    expected = json.loads((case / "output.json").read_text(encoding="utf-8"))[field]
    found = seen(case)
    value = found["price"].currency if field == "currency" else found[field]
    assert (str(value.amount) if isinstance(value, Money) else value) == expected


def test_every_platform_has_a_case_and_hints() -> None:
    assert {case.parent.name for case in CASES} == set(adapters())
    for name, found in adapters().items():
        assert found.name == name
        if name != "generic":
            assert len(found.fix_hints) >= 12
            assert all(hint.endswith(".") for hint in found.fix_hints.values())


@pytest.mark.parametrize("name", sorted(adapters()))
def test_sitemap_guesses_are_addresses_of_the_shop(name: str) -> None:
    seeds = adapter(name).seeds("https://shop.example/")
    assert seeds
    assert all(seed.startswith("https://shop.example/") for seed in seeds)


@pytest.mark.parametrize(
    ("name", "url", "kind"),
    [
        ("shopify", "/products/mug", PageKind.PRODUCT),
        ("shopify", "/collections/all", PageKind.CATEGORY),
        ("shopify", "/en-ca/collections/a/products/b", PageKind.PRODUCT),
        ("shopify", "/policies/refund-policy", PageKind.POLICY), ("shopify", "/pages/x", None),
        ("woocommerce", "/product/mug/", PageKind.PRODUCT),
        ("woocommerce", "/my-account/", PageKind.SYSTEM),
        ("woocommerce", "/product-category/mugs/", PageKind.CATEGORY),
        ("magento", "/catalog/product/view/id/1", PageKind.PRODUCT), ("magento", "/mug.html", None),
        ("magento", "/catalogsearch/result/?q=x", PageKind.SEARCH),
        ("prestashop", "/en/home/1-2-mug.html", PageKind.PRODUCT),
        ("prestashop", "/en/3-mugs", PageKind.CATEGORY),
        ("prestashop", "/en/cart?action=show", PageKind.SYSTEM),
        ("opencart", "/index.php?route=product/product&product_id=4", PageKind.PRODUCT),
        ("opencart", "/index.php?route=checkout/cart", PageKind.SYSTEM),
        ("sfcc", "/on/demandware.store/S/Product-Show?pid=1", PageKind.PRODUCT),
        ("shopware", "/checkout/cart", PageKind.SYSTEM),
        ("bigcommerce", "/cart.php", PageKind.SYSTEM),
    ],
)  # fmt: skip
def test_addresses_that_tell_the_kind(name: str, url: str, kind: PageKind | None) -> None:
    assert adapter(name).kind_of(f"https://shop.example{url}") is kind


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("generic", "/?add-to-cart=5"), ("generic", "/mugs?sort=price"),
        ("generic", "/a;jsessionid=1"),
        ("generic", "/logout"), ("generic", "/a/b/b/b/c"),
        ("woocommerce", "/shop/?filter_color=red"),
        ("shopify", "/cart"), ("shopify", "/collections/all?filter.v.price.gte=1"),
        ("magento", "/checkout/cart"), ("prestashop", "/en/3-mugs?q=Size-S"),
        ("opencart", "/index.php?route=account/login"), ("sfcc", "/mugs?prefn1=color&prefv1=red"),
        ("shopware", "/widgets/cms/1"), ("bigcommerce", "/cart.php?action=add&product_id=1"),
    ],
)  # fmt: skip
def test_addresses_that_must_not_be_followed(name: str, url: str) -> None:
    assert adapter(name).is_trap(f"https://shop.example{url}")


@pytest.mark.parametrize("name", sorted(adapters()))
@pytest.mark.parametrize(
    "url", ["/", "/products/mug", "/mugs?page=2", "/blog/sorting-mugs", "/mug.html"]
)
def test_plain_pages_are_no_traps(name: str, url: str) -> None:
    assert not adapter(name).is_trap(f"https://shop.example{url}")


def test_an_unknown_platform_is_a_sentence_for_people() -> None:
    with pytest.raises(ConfigError, match="there is no platform 'shopfy'"):
        adapter("shopfy")


def test_a_page_without_signs_is_generic() -> None:
    assert detect(parse("<img src=/image/mage.js>", "https://shop.example/"), {}).name == "generic"
