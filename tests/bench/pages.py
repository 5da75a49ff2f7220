"""The pages of the generated shop: home, category, product; each with the same number of links."""

import random
from collections.abc import Iterable, Iterator
from html import escape
from itertools import cycle, islice

import orjson

from tests.bench.catalogue import LINKS_A_PAGE, Catalogue, CategoryPage, Product
from tests.bench.theme import (
    FOOTER_LINKS,
    NAVIGATION_LINKS,
    Theme,
    document,
    paragraphs,
    tile,
)

MAIN_LINKS = LINKS_A_PAGE - NAVIGATION_LINKS - FOOTER_LINKS
"""Links that the middle of a page has to hold."""
SMALLEST_KB, LARGEST_KB = 60, 120
"""Size of a page in kilobytes of 1,000; spread evenly between the two."""


def pages(shop: Catalogue, theme: Theme) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every page, home first."""
    yield "/", _home(shop, theme)
    for page, shelf in zip(shop.categories, shop.shelves, strict=True):
        yield page.path, _category(shop, theme, page, shelf)
    for product in shop.products:
        yield product.path, _product(shop, theme, product)


def _home(shop: Catalogue, theme: Theme) -> str:
    rng = random.Random("home")
    tiles = islice(cycle(shop.products), MAIN_LINKS // 3)
    rest = _links(shop.first_pages, MAIN_LINKS % 3)
    main = (
        '<main id="main"><h1>Things for every day</h1>'
        f'<ul class="grid">{"".join(map(tile, tiles))}</ul>{rest}{paragraphs(rng, 6)}</main>\n'
    )
    site = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Bench Shop",
        "url": f"{theme.base}/",
    }
    title = "Things for every day"
    return document(theme, path="/", title=title, ld=_json(site), main=main, size=_size(rng))


def _category(shop: Catalogue, theme: Theme, page: CategoryPage, shelf: tuple[Product, ...]) -> str:
    rng = random.Random(page.path)
    pager = [n for n in (page.number - 1, page.number + 1, page.of) if 1 <= n <= page.of]
    numbers = "".join(
        f'<a class="pager__link" href="{page.path_of(number)}">Page {number}</a> '
        for number in pager
    )
    rest = MAIN_LINKS - 2 - len(shelf) - len(pager)
    main = (
        f'<main id="main"><nav aria-label="Breadcrumb"><a href="/">Home</a> '
        f'<a href="{page.path_of(1)}">{page.name}</a></nav><h1>{page.name}</h1>\n'
        f'<ul class="grid">{"".join(tile(product, links=1) for product in shelf)}</ul>'
        f'<nav class="pager">{numbers}</nav>{_links(shop.first_pages, rest)}'
        f"{paragraphs(rng, 3)}</main>\n"
    )
    title = page.name if page.number == 1 else f"{page.name}, page {page.number}"
    ld = _json(_breadcrumbs(theme, [("Home", "/"), (page.name, page.path_of(1))]))
    return document(theme, path=page.path, title=title, ld=ld, main=main, size=_size(rng))


def _product(shop: Catalogue, theme: Theme, product: Product) -> str:
    rng = random.Random(product.sku)
    number = len(shop.products)
    at = product.index
    related = [shop.products[(at * 7 + step * 131 + 1) % number] for step in range(12)]
    seen = [shop.products[(at * 3 + step * 17 + 5) % number] for step in range(10)]
    before, after = shop.products[at - 1], shop.products[(at + 1) % number]
    shelf = product.category
    tags = _links(shop.first_pages, MAIN_LINKS - 3 - 12 * 3 - 10 - 2)
    main = (
        f'<main id="main"><nav aria-label="Breadcrumb"><ol class="breadcrumb">'
        f'<li><a href="/">Home</a></li><li><a href="{shelf.path_of(1)}">{shelf.name}</a></li>'
        f'<li><a href="{shelf.path}">Page {shelf.number}</a></li></ol></nav>\n'
        f"{_buy_box(product)}"
        f'<section class="description"><h2>Description</h2>{paragraphs(rng, 8)}</section>\n'
        f"{_specification(rng)}"
        f'<p><a rel="prev" href="{before.path}">Previous</a> '
        f'<a rel="next" href="{after.path}">Next</a></p>{tags}\n'
        f'<section><h2>You may also like</h2><ul class="grid">{"".join(map(tile, related))}</ul>'
        "</section>\n<section><h2>Recently seen</h2>"
        f'<ul class="grid">{"".join(tile(other, links=1) for other in seen)}</ul></section>\n'
        f'<section id="reviews"><h2>Reviews</h2>{paragraphs(rng, 4)}</section></main>\n'
    )
    trail = [("Home", "/"), (shelf.name, shelf.path_of(1)), (product.name, product.path)]
    ld = _json([_product_ld(theme, product), _breadcrumbs(theme, trail)])
    name = product.name
    return document(theme, path=product.path, title=name, ld=ld, main=main, size=_size(rng))


def _buy_box(product: Product) -> str:
    gallery = "".join(
        f'<li class="gallery__item"><img src="{product.image}" alt="{escape(product.name)}, view '
        f'{view}" width="200" height="200"></li>'
        for view in range(1, 7)
    )
    stock = "In stock" if product.in_stock else "Sold out"
    disabled = "" if product.in_stock else " disabled"
    options = "".join(f'<option value="{size}">{size}</option>' for size in ("S", "M", "L"))
    return (
        f'<div class="product"><ul class="gallery">{gallery}</ul><div class="product__info">'
        f'<h1 class="product__title">{escape(product.name)}</h1>'
        f'<div class="product__price price"><span class="price__value">€{product.price}</span>'
        f'</div><p class="product__stock">{stock}</p><p>SKU: <span>{product.sku}</span></p>'
        f'<form class="product__form" method="post" action="/cart/add"><input type="hidden" '
        f'name="id" value="{product.index}"><label>Size <select name="size">{options}</select>'
        f'</label><label>Quantity <input type="number" name="quantity" value="1" min="1"></label>'
        f'<button type="submit" name="add"{disabled}>Add to cart</button></form></div></div>\n'
    )


def _specification(rng: random.Random) -> str:
    names = ("Width", "Height", "Depth", "Weight", "Colour", "Material", "Care", "Origin",
             "Warranty", "Packaging", "Delivery", "Assembly")  # fmt: skip
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td>{rng.randrange(1, 200)}</td></tr>' for name in names
    )
    return f'<section><h2>Details</h2><table class="specification">{rows}</table></section>\n'


def _product_ld(theme: Theme, product: Product) -> dict[str, object]:
    stock = "InStock" if product.in_stock else "OutOfStock"
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "sku": product.sku,
        "image": [f"{theme.base}{product.image}"],
        "brand": {"@type": "Brand", "name": "Bench"},
        "description": "Made by hand in small runs, packed without plastic.",
        "offers": {
            "@type": "Offer",
            "url": f"{theme.base}{product.path}",
            "price": product.price,
            "priceCurrency": "EUR",
            "availability": f"https://schema.org/{stock}",
        },
    }


def _breadcrumbs(theme: Theme, trail: list[tuple[str, str]]) -> dict[str, object]:
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": f"{theme.base}{path}"}
        for place, (name, path) in enumerate(trail, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }


def _links(targets: Iterable[CategoryPage], number: int) -> str:
    chosen = islice(cycle(targets), number)
    items = (f'<li><a class="tag" href="{page.path}">{page.name}</a></li>' for page in chosen)
    return f'<ul class="tags">{"".join(items)}</ul>'


def _size(rng: random.Random) -> int:
    return rng.randrange(SMALLEST_KB * 1000 + 500, LARGEST_KB * 1000 - 500)


def _json(value: object) -> str:
    return orjson.dumps(value).decode().replace("</", "<\\/")
