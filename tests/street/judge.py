"""What is wrong with the own shop, judged from its pages alone and as simply as can be.

This shares no code with Storewalk and none with the shop. If it and the truth file agree, the
street shows its faults and no others.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.street.walk import Seen, ask, final, inside, sitemap, walk

FORBIDDEN = (r"^/(cart|checkout|account|search)", r"^/collections/.*[?&](filter|sort_by)")
MARKS = {
    'class="crowded"': "mobile/tap-crowded",
    'role="dialog"': "mobile/overlay",
    "height: 120px": "mobile/img-distorted",
    "white-space: nowrap": "mobile/text-clipped",
    "font-size: 10px": "mobile/font-small",
    "color: #c9c4b8": "access/contrast-low",
    'class="sticker"': "mobile/price-covered",
    'class="shield"': "mobile/atc-covered",
}
"""What a page holds that is wrong on a phone. The clean pages hold none of these."""
Found = Iterator[tuple[str, str]]


def judge(base: str, outside: str) -> set[tuple[str, str]]:
    """(check id, path) of everything wrong with the own shop tonight."""
    rules = re.findall(r"Disallow: (\S+)", ask(base + "/robots.txt")[2].decode())
    blocked = [rule for rule in rules if rule.startswith("/products/")]
    pages = walk(base, (*FORBIDDEN, *(f"^{rule}$" for rule in blocked)))
    good = [page for page in pages.values() if page.status == 200]
    found: set[tuple[str, str]] = {("seo/robots-blocks-money-page", path) for path in blocked}
    found |= set(_titles(good, base)) | set(_targets(pages, base)) | set(_outside(good, outside))
    for page in good:
        found |= set(_head(page, base)) | set(_phone(page))
        if page.path.startswith("/products/"):
            found |= set(_product(page))
    found |= set(_lists(base, good))
    for path in sitemap(base):
        if ask(base + path)[0] != 200:
            found.add(("seo/sitemap-url-broken", path))
    return found | set(_pictures(good, base)) | set(_checkout(pages, base))


def _lists(base: str, good: list[Seen]) -> Found:
    """The feed and the shop system's data, against what the pages show."""
    shown = {page.path: page for page in good if page.path.startswith("/products/")}
    feed = ask(base + "/feeds/google.xml")[2].decode()
    for item in re.findall(r"<item>(.*?)</item>", feed):
        row = dict(re.findall(r"<g:(\w+)>([^<]*)</g:", item))
        path = row["link"].removeprefix(base)
        if "image_link" not in row:
            yield "data/feed-required-missing", path
        if not re.fullmatch(r"\d+\.\d\d EUR", row["price"]):
            yield "data/feed-price-invalid", path
        if ask(row["link"])[0] != 200:
            yield "data/feed-landing-broken", path
        asked = str(row.get("sale_price") or row["price"]).replace(",", ".").split()[0]
        if path in shown and visible_price(shown[path]) not in (Decimal(asked), None):
            yield "price/feed-price-differs", path
        if path in shown and (row["availability"] == "in_stock") is sold_out(shown[path]):
            yield "price/feed-stock-differs", path
    for product in json.loads(ask(base + "/products.json")[2])["products"]:
        path = f"/products/{product['handle']}"
        prices = {Decimal(variant["price"]) for variant in product["variants"]}
        if path in shown and visible_price(shown[path]) not in (*prices, None):
            yield "price/shop-data-differs", path


def _titles(good: list[Seen], base: str) -> Found:
    by_title: dict[str, list[str]] = defaultdict(list)
    for page in good:
        title = "".join(page.titles)
        if not title:
            yield "seo/title-missing", page.path
        elif "{{" in title or title == "undefined":
            yield "seo/title-placeholder", page.path
        elif "robots" not in page.meta and page.canonicals == [base + page.path]:
            by_title[title].append(page.path)
    for paths in by_title.values():
        if len(paths) > 1:
            yield from (("seo/title-duplicate", path) for path in paths)


def _head(page: Seen, base: str) -> Found:
    money = page.path == "/" or page.path.startswith(("/products/", "/collections/"))
    if money and not page.meta.get("description"):
        yield "seo/description-missing", page.path
    if page.h1 != 1:
        yield "seo/h1-missing", page.path
    if len(page.canonicals) > 1:
        yield "seo/canonical-multiple", page.path
    for address in page.canonicals:
        if not address.startswith(base):
            yield "seo/canonical-other-host", page.path
        elif address == base + "/" and page.path != "/":
            yield "seo/canonical-to-home", page.path
        elif ask(address)[0] == 404:
            yield "seo/canonical-target-broken", page.path
    if money and "noindex" in page.meta.get("robots", ""):
        yield "seo/noindex-money-page", page.path
    if set(page.languages) - {"en", "de", "x-default"}:
        yield "seo/hreflang-invalid-code", page.path
    if "http://localhost" in page.html:
        yield "links/link-localhost", page.path
    assert [i for i, n in Counter(page.ids).items() if n > 1] == [], page.path


def _targets(pages: dict[str, Seen], base: str) -> Found:
    """Links inside the shop that do not lead straight to a page."""
    linked = {path for page in pages.values() for path in inside(base, page)}
    for path in linked & set(pages):
        status, hops = final(base, path)
        if status == -1:
            yield "links/redirect-loop", path
            continue
        if hops:
            yield "links/link-to-redirect", path
        if hops > 1:
            yield "links/redirect-chain", path
        if status >= 400:
            yield "links/link-broken-internal", path
        if status >= 500:
            yield "seo/page-5xx", path


def _outside(good: list[Seen], outside: str) -> Found:
    for url in {link for page in good for link in page.links if link.startswith(outside)}:
        status = {ask(url)[0], ask(url, "HEAD")[0]}
        if status == {404}:
            yield "links/link-broken-external", url.removeprefix(outside)
        elif status == {403}:
            yield "links/link-unverified", url.removeprefix(outside)
        else:
            assert status == {200}, url


def _pictures(good: list[Seen], base: str) -> Found:
    on: dict[str, set[str]] = defaultdict(set)
    for page in good:
        for path in page.images:
            on[path].add(page.path)
    for path, places in on.items():
        if ask(base + path)[0] != 200:
            yield "links/resource-broken", path
            for place in places:
                yield "mobile/img-broken", place


def _phone(page: Seen) -> Found:
    viewport = page.meta.get("viewport")
    if viewport is None:
        yield "mobile/viewport-missing", page.path
    elif "user-scalable=no" in viewport:
        yield "mobile/zoom-disabled", page.path
    if re.search(r'style="width: \d{3,}px', page.html):
        yield "mobile/overflow-x", page.path
    if 'class="tiny"' in page.html:
        yield "mobile/tap-under-24", page.path
    for mark, check in MARKS.items():
        if mark in page.html:
            yield check, page.path
    if any("Widget" in script for script in page.scripts):
        yield "mobile/console-error", page.path
    if page.path.startswith("/products/") and 'name="add"' not in page.html:
        yield "mobile/atc-missing", page.path


def _checkout(pages: dict[str, Seen], base: str) -> Found:
    """What happens to the first product of the home page on its way to the checkout."""
    path = next(path for path in inside(base, pages["/"]) if path.startswith("/products/"))
    sku = re.findall(r'name="id" value="([^"]+)"', pages[path].html)[0]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    _, headers, _ = ask(base + "/cart/add", "POST", f"id={sku}&quantity=1", form)
    basket, checkout = (
        ask(base + place, headers={"Cookie": headers["set-cookie"].split(";")[0]})[2].decode()
        for place in ("/cart", "/checkout")
    )
    amount = re.findall(r'cart-item__total">€([\d,.]+)<', basket)[0]
    if Decimal(amount.replace(",", "")) != visible_price(pages[path]):
        yield "journey/basket-price-changed", "/"
    fields = set(re.findall(r'<input id="(\w+)"', checkout))
    if fields - set(re.findall(r'<label for="(\w+)"', checkout)):
        yield "journey/checkout-field-unlabelled", "/"


def _product(page: Seen) -> Found:
    blocks = []
    for text in page.data:
        try:
            blocks.append(json.loads(text))
        except ValueError:
            yield "data/sd-parse-error", page.path
            blocks.append(json.loads(re.sub(r",\s*}", "}", text)))
    products = [block for block in blocks if block["@type"] == "Product"]
    if not products:
        yield "data/sd-product-missing", page.path
        return
    product = products[0]
    if not product.get("image") or not product.get("offers"):
        yield "data/sd-product-required-missing", page.path
    digits = [int(digit) for digit in product["gtin13"]]
    if sum(d * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10:
        yield "data/sd-gtin-invalid", page.path
    if str(product.get("aggregateRating", {}).get("ratingValue", "")) not in visible_text(page):
        yield "data/sd-rating-not-visible", page.path
    offers = product.get("offers", [])
    yield from _offer(page, offers if isinstance(offers, list) else [offers])


def _offer(page: Seen, offers: list[dict[str, Any]]) -> Found:
    """Offers of a product, and what the page says next to them."""
    shown = visible_price(page)
    if not offers and shown is None:
        yield "price/price-missing", page.path
        return
    assert shown is not None, page.path
    if shown == 0:
        yield "price/price-zero", page.path
    for offer in offers:
        if offer["priceCurrency"] != "EUR":
            yield "data/sd-offer-currency-invalid", page.path
        if offer["availability"] not in (
            "http://schema.org/InStock",
            "http://schema.org/OutOfStock",
        ):
            yield "data/sd-offer-availability-invalid", page.path
        if offer.get("priceValidUntil", "9999") < "2025":
            yield "data/sd-price-valid-until", page.path
    if "OutOfStock" not in offers[0]["availability"] and sold_out(page):
        yield "price/stock-visible-vs-markup", page.path
    if not re.fullmatch(r"\d+\.\d\d", offers[0]["price"]) or not Decimal(offers[0]["price"]):
        yield "data/sd-offer-price-invalid", page.path
    elif Decimal(offers[0]["price"]) != shown:
        yield "price/price-visible-vs-markup", page.path
    og = page.meta.get("og:price:amount")
    if og is not None and Decimal(og.replace(",", "")) != shown:
        yield "price/price-sources-disagree", page.path


def visible_price(page: Seen) -> Decimal | None:
    """What a shopper sees on a product page of the own shop. None means: no price."""
    around = page.html.partition('class="product__info-container"')[2].partition("<h2>")[0]
    half = "price__sale" if "price--on-sale" in around else "price__regular"
    prices = re.findall(r"€([\d,.]+)</span>", around.partition(f'class="{half}"')[2])
    return Decimal(prices[0].replace(",", "")) if prices else None


def visible_text(page: Seen) -> str:
    """The words of a page, without its scripts."""
    return re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<script.*?</script>", "", page.html))


def sold_out(page: Seen) -> bool:
    """Whether the button of a product page of the own shop is off."""
    return bool(re.search(r'name="add" disabled', page.html))
