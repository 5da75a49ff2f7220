"""Templates by what pages are built of, with names that say which pages are meant."""

import gzip
import json
import os
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from crawler.extract.document import parse
from crawler.extract.kind import kind_of
from crawler.extract.shape import shape_of
from crawler.extract.templates import Built, pattern_of, templates_of
from crawler.platforms.detect import adapter
from crawler.records import PageKind

ROOT = Path(__file__).parents[3]
CORPORA = Path(os.environ.get("STOREWALK_CORPORA", ROOT.parent / "shared" / "corpora"))
SHOP = "https://shop.example"
FRAME = '<header class="site-header"><nav class="menu"></nav></header><main class="page">{}</main>'
PRODUCT = """<div class="gallery"><img class="photo"></div><h1 class="name">{0}</h1>
<p class="price">9</p><form class="buy" id="product-{0}"><button class="add">Buy</button></form>"""
LIST = """<h1 class="list-title">{0}</h1><ul class="tiles"><li class="tile"><a class="tile-link">x
</a></li></ul><ol class="pages"></ol>"""


def built(path: str, html: str, kind: PageKind) -> Built:
    document = parse(FRAME.format(html), SHOP + path)
    return Built(SHOP + path, kind, shape_of(document))


def named(*pages: Built) -> dict[str, str]:
    return {url.removeprefix(SHOP): name for url, name in templates_of(pages).items()}


def test_one_template_for_products_and_one_for_lists() -> None:
    pages = [built(f"/products/{n}", PRODUCT.format(n), PageKind.PRODUCT) for n in range(4)]
    pages += [built(f"/shop/{n}/all", LIST.format(n), PageKind.CATEGORY) for n in range(3)]
    assert Counter(named(*pages).values()) == {"/products/*": 4, "/shop/*/all": 3}


def test_a_block_that_only_some_pages_have_is_the_same_template() -> None:
    extra = PRODUCT + '<p class="sale">-10 %</p>'
    pages = [built(f"/p/{n}", PRODUCT.format(n), PageKind.PRODUCT) for n in range(4)]
    pages.append(built("/p/sale", extra.format("sale"), PageKind.PRODUCT))
    assert set(named(*pages).values()) == {"/p/*"}


def test_a_page_taken_for_another_kind_keeps_its_template() -> None:
    pages = [built(f"/p/{n}", PRODUCT.format(n), PageKind.PRODUCT) for n in range(4)]
    pages.append(built("/p/9", PRODUCT.format(9), PageKind.OTHER))
    assert named(*pages)["/p/9"] == "/p/*"


def test_a_page_of_its_own_and_a_page_not_looked_at_have_none() -> None:
    pages = [built(f"/p/{n}", PRODUCT.format(n), PageKind.PRODUCT) for n in range(2)]
    pages += [built("/shop", LIST, PageKind.CATEGORY), Built(SHOP + "/x", PageKind.PRODUCT, "")]
    assert set(named(*pages)) == {"/p/0", "/p/1"}


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (["/products/a", "/products/b/"], "/products/*"),
        (["/a.html", "/b-2.html"], "/*.html"),
        (["/de/p/a", "/de/p/b", "/de/p/c"], "/de/p/*"),
        (["/shop/", "/shop/page/2/", "/shop/hats/"], "/shop/…"),
        (["/index.php?route=product&id=1", "/index.php?route=product&id=2"],
         "/index.php?route=product&id=*"),
        (["/caf%C3%A9/a", "/caf%C3%A9/b"], "/café/*"),
    ],
)  # fmt: skip
def test_names_show_what_addresses_share(paths: list[str], pattern: str) -> None:
    assert pattern_of([SHOP + path for path in paths]) == pattern


def test_names_that_say_too_little_name_the_kind() -> None:
    pages = [built(f"/{n}", PRODUCT.format(n), PageKind.PRODUCT) for n in "ab"]
    pages += [built(f"/{n}", LIST.format(n), PageKind.CATEGORY) for n in "cd"]
    assert set(named(*pages).values()) == {"/* (product)", "/* (category)"}


@pytest.mark.skipif(
    not (CORPORA / "shop-snapshots").is_dir(),
    reason="the saved shops are not here; set STOREWALK_CORPORA to the folder of the corpora",
)
@pytest.mark.parametrize(
    ("shop", "template", "products"),
    [
        ("django-oscar", "/en-gb/catalogue/*", 56),
        ("woocommerce-storefront", "/product/*", 30),
        ("shopify-dawn", "/products/*", 8),
        ("opencart", "/index.php?route=product/product&language=en-gb&product_id=*", 19),
    ],
)
def test_saved_shops_have_one_product_template(shop: str, template: str, products: int) -> None:
    folder = CORPORA / "shop-snapshots" / shop
    pages, kinds = [], {}
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("file"):
            continue
        url = row["final_url"]
        document = parse(gzip.decompress((folder / row["file"]).read_bytes()), url)
        home = "/".join(url.split("/")[:3]) + "/"
        kinds[url] = kind_of(document, platform=adapter("generic"), home_url=home)
        pages.append(Built(url, kinds[url], shape_of(document)))
    found: dict[str, Counter[PageKind]] = defaultdict(Counter)
    for url, name in templates_of(pages).items():
        found[name][kinds[url]] += 1
    assert found[template] == {PageKind.PRODUCT: products}
