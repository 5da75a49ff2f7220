"""How each check's fault is put into a page. The rows of truth.yml say where and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import cast

from tests.street.own.basket import Line
from tests.street.own.page import JsonObject, Link, Page
from tests.street.truth import Fault

Applier = Callable[[Page, Fault, str], None]
IN_FEED = frozenset(
    {
        "price/feed-price-differs",
        "price/feed-stock-differs",
        "data/feed-landing-broken",
        "data/feed-required-missing",
        "data/feed-price-invalid",
    }
)
IN_DATA = frozenset({"price/shop-data-differs"})
# These live in robots.txt, in the sitemap or in the catalogue, not in a page.
ELSEWHERE = frozenset(
    {"seo/robots-blocks-money-page", "seo/sitemap-url-broken", "price/price-zero"}
    | IN_FEED
    | IN_DATA
)


def apply(page: Page, faults: tuple[Fault, ...], base: str) -> None:
    """Changes a clean page so that it shows the faults.

    `base` is the address of the shop. A link to another site has its whole address as `value`.
    """
    for fault in faults:
        if fault.check not in ELSEWHERE:
            APPLIERS[fault.check](page, fault, base)


def product_data(page: Page) -> JsonObject:
    """The JSON-LD Product of a product page."""
    return page.data[0]


def first_offer(page: Page) -> JsonObject:
    """The first JSON-LD Offer of a product page; of a product with a choice, its first size."""
    offers = product_data(page)["offers"]
    return cast(JsonObject, offers[0] if isinstance(offers, list) else offers)


def _title(page: Page, fault: Fault, base: str) -> None:
    page.title = fault.value or None


def _description(page: Page, fault: Fault, base: str) -> None:
    page.description = None


def _h1(page: Page, fault: Fault, base: str) -> None:
    page.heading_tag = "div"


def _canonical(page: Page, fault: Fault, base: str) -> None:
    target = fault.value if "://" in fault.value else base + fault.value
    page.canonicals = [*page.canonicals, target] if "multiple" in fault.check else [target]


def _noindex(page: Page, fault: Fault, base: str) -> None:
    page.robots = "noindex, follow"


def _hreflang(page: Page, fault: Fault, base: str) -> None:
    page.alternates.append((fault.value, base + page.path))


def _comma(page: Page, fault: Fault, base: str) -> None:
    page.data_has_comma = True


def _no_product_data(page: Page, fault: Fault, base: str) -> None:
    del page.data[0]


def _no_image_data(page: Page, fault: Fault, base: str) -> None:
    del product_data(page)["image"]


def _offer_field(name: str) -> Applier:
    def put(page: Page, fault: Fault, base: str) -> None:
        first_offer(page)[name] = fault.value

    return put


def _gtin(page: Page, fault: Fault, base: str) -> None:
    product_data(page)["gtin13"] = fault.value


def _rating_data(page: Page, fault: Fault, base: str) -> None:
    product_data(page)["aggregateRating"] = {
        "@type": "AggregateRating",
        "ratingValue": fault.value,
        "reviewCount": 58,
    }


def _link(page: Page, fault: Fault, base: str) -> None:
    target = fault.value or fault.path
    links = page.footer_links if fault.place == "footer" else page.more_links
    links.append(Link(target, fault.text))


def _picture(page: Page, fault: Fault, base: str) -> None:
    page.pictures[1] = (fault.path, page.pictures[1][1])


def _no_price(page: Page, fault: Fault, base: str) -> None:
    assert page.buying is not None
    page.buying.price = page.buying.was = None
    del product_data(page)["offers"]
    _drop_og_price(page)


def _og_price(page: Page, fault: Fault, base: str) -> None:
    page.og["og:price:amount"] = fault.value


def _data_price(page: Page, fault: Fault, base: str) -> None:
    first_offer(page)["price"] = str(Decimal(fault.value))
    _drop_og_price(page)


def _drop_og_price(page: Page) -> None:
    page.og = {name: value for name, value in page.og.items() if "price" not in name}


def _data_in_stock(page: Page, fault: Fault, base: str) -> None:
    first_offer(page)["availability"] = "http://schema.org/InStock"


def _no_viewport(page: Page, fault: Fault, base: str) -> None:
    page.viewport = None


def _no_zoom(page: Page, fault: Fault, base: str) -> None:
    page.viewport = "width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no"


def _wide_table(page: Page, fault: Fault, base: str) -> None:
    page.wide_table = True


def _tiny_links(page: Page, fault: Fault, base: str) -> None:
    page.tiny_links = [
        Link("/pages/about", "About us"),
        Link("/pages/contact", "Contact"),
        Link("/pages/faq", "Questions and answers"),
        Link("/pages/care-guide", "Care guide"),
    ]


def _crowded_links(page: Page, fault: Fault, base: str) -> None:
    page.crowded_links = [
        Link("/policies/shipping-policy", "Delivery"),
        Link("/policies/refund-policy", "Sending back"),
        Link("/pages/care-guide", "Care"),
    ]


def _newsletter(page: Page, fault: Fault, base: str) -> None:
    page.newsletter = True


def _style(part: str) -> Applier:
    def put(page: Page, fault: Fault, base: str) -> None:
        page.styles[part] = fault.value

    return put


def _sticker(page: Page, fault: Fault, base: str) -> None:
    page.sticker = fault.value


def _shield(page: Page, fault: Fault, base: str) -> None:
    page.shield = True


def _basket_price(page: Page, fault: Fault, base: str) -> None:
    lines = cast(list[Line], page.view["lines"])
    page.view["lines"] = [replace(line, price=Decimal(fault.value)) for line in lines]


def _no_label(page: Page, fault: Fault, base: str) -> None:
    page.unlabelled = fault.value


def _script_error(page: Page, fault: Fault, base: str) -> None:
    page.script = "window.reviewWidget.start();"


def _no_form(page: Page, fault: Fault, base: str) -> None:
    assert page.buying is not None
    page.buying.form = False


APPLIERS: dict[str, Applier] = {
    "seo/title-missing": _title,
    "seo/title-duplicate": _title,
    "seo/title-placeholder": _title,
    "seo/description-missing": _description,
    "seo/h1-missing": _h1,
    "seo/canonical-multiple": _canonical,
    "seo/canonical-target-broken": _canonical,
    "seo/canonical-to-home": _canonical,
    "seo/canonical-other-host": _canonical,
    "seo/noindex-money-page": _noindex,
    "seo/hreflang-invalid-code": _hreflang,
    "seo/page-5xx": _link,
    "data/sd-parse-error": _comma,
    "data/sd-product-missing": _no_product_data,
    "data/sd-product-required-missing": _no_image_data,
    "data/sd-offer-price-invalid": _offer_field("price"),
    "data/sd-offer-currency-invalid": _offer_field("priceCurrency"),
    "data/sd-offer-availability-invalid": _offer_field("availability"),
    "data/sd-price-valid-until": _offer_field("priceValidUntil"),
    "data/sd-gtin-invalid": _gtin,
    "data/sd-rating-not-visible": _rating_data,
    "links/link-broken-internal": _link,
    "links/link-broken-external": _link,
    "links/link-unverified": _link,
    "links/link-to-redirect": _link,
    "links/redirect-chain": _link,
    "links/redirect-loop": _link,
    "links/link-localhost": _link,
    "links/resource-broken": _picture,
    "price/price-missing": _no_price,
    "price/price-sources-disagree": _og_price,
    "price/price-visible-vs-markup": _data_price,
    "price/stock-visible-vs-markup": _data_in_stock,
    "mobile/viewport-missing": _no_viewport,
    "mobile/zoom-disabled": _no_zoom,
    "mobile/overflow-x": _wide_table,
    "mobile/tap-under-24": _tiny_links,
    "mobile/tap-crowded": _crowded_links,
    "mobile/overlay": _newsletter,
    "mobile/font-small": _style("body"),
    "mobile/img-distorted": _style("picture"),
    "mobile/text-clipped": _style("title"),
    "access/contrast-low": _style("lead"),
    "mobile/price-covered": _sticker,
    "mobile/atc-covered": _shield,
    "journey/basket-price-changed": _basket_price,
    "journey/checkout-field-unlabelled": _no_label,
    "mobile/console-error": _script_error,
    "mobile/atc-missing": _no_form,
}
