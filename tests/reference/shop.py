"""A shop without a fault, to show what our checks say of one: nothing.

Three languages with complete hreflang sets, lists with pages of their own, filters that only a
form makes and robots.txt closes, product groups with variants, and everything Google's pages on
titles, canonicals, structured data, pagination, facets and pictures ask for. Loopback has no https,
so what https brings is left out.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from tests.reference.goods import BOWLS, COLOURS, GOODS, LANGUAGES, MUGS, Goods
from tests.reference.words import WORDS, Words
from tests.server import Answer, Asked, Route, Shop
from tests.street.pictures import product_picture, shelf_picture

ON_A_PAGE = 4
"""Products of one page of a list."""
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "public, max-age=600",
    "Vary": "Accept-Encoding",
}
STYLE = """
*{box-sizing:border-box}body{margin:0;font:16px/1.5 sans-serif;color:#222;background:#fff}
a{color:#0b4f8a}nav ul,.tiles,.pages,.crumbs{list-style:none;margin:0;padding:0}
nav li,.pages li,.crumbs li{display:inline-block}
nav a,.pages a,.crumbs a,footer a{display:inline-block;padding:12px 14px;min-width:48px}
.skip{display:block;padding:12px}main{padding:0 16px}h1{font-size:22px;margin:8px 0}
.tiles li{margin:0 0 24px}.tiles a{display:block;padding:8px 0}img{max-width:100%;height:auto}
.product img{width:200px;height:200px}.tiles img{width:180px}.price{font-size:20px;font-weight:bold}
button,select{min-height:48px;min-width:48px;padding:0 20px;font-size:16px}
label{display:inline-block;padding:12px 0}
"""


class ReferenceShop(Shop):
    """Serves the shop on 127.0.0.1 until the end of the `with` block."""

    def __init__(self) -> None:
        super().__init__({})
        self.routes = {path: _packed(route) for path, route in _routes(self.url.rstrip("/"))}


def _packed(answer: Answer) -> Route:
    """The answer, compressed where the asker can unpack it."""
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    if answer.type.startswith("image/"):
        return answer
    small = gzip.compress(body, mtime=0)

    def route(asked: Asked) -> Answer:
        if "gzip" not in asked.headers.get("Accept-Encoding", ""):
            return answer
        headers = {**answer.headers, "Content-Encoding": "gzip"}
        return Answer(small, answer.status, headers, answer.type)

    return route


def _routes(base: str) -> Iterator[tuple[str, Answer]]:
    for language in LANGUAGES:
        words = WORDS[language]
        yield _home(base, language, words)
        for kind, goods in (("mugs", MUGS), ("bowls", BOWLS)):
            for number in range(-(-len(goods) // ON_A_PAGE)):
                yield _list(base, language, words, kind, goods, number + 1)
        for one in GOODS:
            yield _product(base, language, words, one)
        for number in range(len(words.policies)):
            yield _policy(base, language, words, number)
        yield _basket(base, language, words)
    for one in GOODS:
        for colour in one.colours:
            picture = product_picture(one.shape, colour)
            yield f"/img/{one.key}-{colour}.png", Answer(picture, type="image/png")
        wide = shelf_picture((one.shape,), one.colours[0], 1200, 630)
        yield f"/img/{one.key}-wide.png", Answer(wide, type="image/png")
    shared = shelf_picture(("mug", "bowl", "cup"), "teal", 1200, 630)
    yield "/img/share.png", Answer(shared, type="image/png")
    yield "/img/icon.png", Answer(product_picture("mug", "teal", size=48), type="image/png")
    yield "/s.css", Answer(STYLE, headers={"Cache-Control": "public, max-age=31536000"},
                           type="text/css; charset=utf-8")  # fmt: skip
    yield (
        "/robots.txt",
        Answer(
            f"User-agent: *\nDisallow: /*?colour=\nSitemap: {base}/sitemap.xml\n",
            type="text/plain; charset=utf-8",
        ),
    )
    yield "/sitemap.xml", Answer(_sitemap(base), type="application/xml; charset=utf-8")


def root(language: str) -> str:
    """Path of a language's home page."""
    return "/" if language == "en" else f"/{language}/"


def _list_path(language: str, kind: str) -> str:
    words = WORDS[language]
    return root(language) + (words.mugs_path if kind == "mugs" else words.bowls_path)


def _product_path(language: str, goods: Goods) -> str:
    return f"{root(language)}p/{goods.key}"


def _all(base: str, paths: Mapping[str, str]) -> str:
    """Language versions of a page, itself and the default included."""
    rows = [*paths.items(), ("x-default", paths["en"])]
    return "".join(
        f'<link rel="alternate" hreflang="{code}" href="{base}{path}">' for code, path in rows
    )


def _page(
    base: str, language: str, words: Words, paths: Mapping[str, str], *, title: str,
    description: str, main: str, data: tuple[Mapping[str, Any], ...] = (), kind: str = "website",
    picture: str = "/img/share.png", robots: str = "", alternates: bool = True,
) -> tuple[str, Answer]:  # fmt: skip
    path = paths[language]
    meta = {
        "og:title": title, "og:type": kind, "og:url": base + path, "og:image": base + picture,
        "og:image:width": "1200", "og:image:height": "630",
        "og:description": description, "og:locale": words.locale,
    }  # fmt: skip
    blocks = "".join(
        f'<script type="application/ld+json">{json.dumps(one, ensure_ascii=False)}</script>'
        for one in data
    )
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>"
        f'<meta name="description" content="{escape(description)}">'
        + (f'<meta name="robots" content="{robots}">' if robots else "")
        + f'<link rel="canonical" href="{base}{path}">'
        + (_all(base, paths) if alternates else "")
        + "".join(f'<meta property="{k}" content="{escape(v)}">' for k, v in meta.items())
        + '<meta name="twitter:card" content="summary_large_image">'
        '<link rel="icon" href="/img/icon.png"><link rel="stylesheet" href="/s.css">' + blocks
    )
    html = (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body>'
        f'<a class="skip" href="#content">{words.skip}</a>'
        f"<header>{_navigation(language, words, paths, alternates=alternates)}</header>"
        f'<main id="content">{main}</main><footer>{_footer(language, words)}</footer></body></html>'
    )
    return path, Answer(html, headers=HEADERS)


def _navigation(language: str, words: Words, paths: Mapping[str, str], *, alternates: bool) -> str:
    entries = [
        (root(language), words.home), (_list_path(language, "mugs"), words.mugs),
        (_list_path(language, "bowls"), words.bowls), (f"{root(language)}basket", words.basket),
    ]  # fmt: skip
    names = {"en": "English", "de": "Deutsch", "fr": "Français"}
    if alternates:
        entries += [(paths[code], names[code]) for code in LANGUAGES if code != language]
    return _menu(_MENUS[language][0], entries)


def _footer(language: str, words: Words) -> str:
    pages = [(root(language) + path, title) for path, title, _, _ in words.policies]
    return _menu(_MENUS[language][1], pages)


def _menu(name: str, entries: list[tuple[str, str]]) -> str:
    items = "".join(_item(*entry) for entry in entries)
    return f'<nav aria-label="{name}"><ul>{items}</ul></nav>'


_MENUS = {"en": ("Shop", "Help"), "de": ("Laden", "Hilfe"), "fr": ("Boutique", "Aide")}
"""What screen readers call the two menus."""


def _item(path: str, name: str) -> str:
    return f'<li><a href="{path}">{escape(name)}</a></li>'


def _home(base: str, language: str, words: Words) -> tuple[str, Answer]:
    chosen = (GOODS[0], GOODS[2], GOODS[7], GOODS[9])
    name = words.home_title.partition(":")[0].strip()
    returns = base + root(language) + words.policies[0][0]
    organization = {
        "@context": "https://schema.org", "@type": "OnlineStore", "name": name,
        "url": base + root(language), "logo": f"{base}/img/share.png",
        "address": {
            "@type": "PostalAddress", "streetAddress": "4 Kiln Lane",
            "addressLocality": "Dublin", "postalCode": "D02 X285", "addressCountry": "IE",
        },
        "contactPoint": {"@type": "ContactPoint", "telephone": "+353-1-555-0100",
                         "email": "hello@kiln-lane.example"},
        "hasMerchantReturnPolicy": {
            "@type": "MerchantReturnPolicy", "applicableCountry": ["IE", "DE", "FR"],
            "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": 30, "returnMethod": "https://schema.org/ReturnByMail",
            "returnFees": "https://schema.org/FreeReturn", "merchantReturnLink": returns,
        },
    }  # fmt: skip
    main = (
        f"<h1>{escape(words.home_title)}</h1><p>{escape(words.home_text)}</p>"
        f"<h2>{escape(words.mugs)}, {escape(words.bowls)}</h2>"
        + _tiles(language, chosen, first=True)
    )
    return _page(
        base, language, words, {code: root(code) for code in LANGUAGES}, title=words.home_title,
        description=words.home_description, main=main, data=(organization,),
    )  # fmt: skip


def _tiles(language: str, goods: tuple[Goods, ...], *, first: bool = False) -> str:
    """`first`: the tiles begin on the first screen, so their pictures load at once."""
    when = ("fetchpriority=high", "", "", "") if first else ("loading=lazy",) * len(goods)
    rows = "".join(
        f'<li class="product-card"><a href="{_product_path(language, one)}">'
        f'<img src="/img/{one.key}-{one.colours[0]}.png" alt="{escape(one.name(language))}"'
        f' width="480" height="480" {how}><h3>{escape(one.name(language))}</h3>'
        f'<span class="price">{_money(one.price, language)}</span></a></li>'
        for one, how in zip(goods, when, strict=False)
    )
    return f'<ul class="tiles">{rows}</ul>'


def _list(
    base: str, language: str, words: Words, kind: str, goods: tuple[Goods, ...], number: int
) -> tuple[str, Answer]:
    name, description = getattr(words, kind), getattr(words, f"{kind}_description")
    here = goods[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    last = -(-len(goods) // ON_A_PAGE)
    tail = f"?page={number}" if number > 1 else ""
    paths = {code: _list_path(code, kind) + tail for code in LANGUAGES}
    plain = _list_path(language, kind)
    which = f", {words.page.format(number)}" if number > 1 else ""
    colours = sorted({colour for one in goods for colour in one.colours})
    place = LANGUAGES.index(language)
    options = "".join(f'<option value="{c}">{COLOURS[c][place]}</option>' for c in colours)
    links = ""
    if number > 1:
        before = plain if number == 2 else f"{plain}?page={number - 1}"
        links += _item(before, words.previous)
    if number < last:
        links += _item(f"{plain}?page={number + 1}", words.next)
    main = (
        _crumbs(language, words, ((plain, name),))
        + f"<h1>{escape(name + which)}</h1>"
        + (f"<p>{escape(description)}</p>" if number == 1 else "")
        + f'<form action="{plain}" method="get"><label for="colour">{words.colour}</label> '
        f'<select id="colour" name="colour">{options}</select> <button>{words.filter}</button>'
        "</form><h2>" + escape(", ".join(one.name(language) for one in here[:2])) + "</h2>"
        + _tiles(language, here, first=True)
        + (f'<ul class="pages">{links}</ul>' if links else "")
    )  # fmt: skip
    shop = words.home_title.partition(":")[0].strip()
    first = ", ".join(one.name(language) for one in here)
    return _page(
        base, language, words, paths, title=f"{name}{which} | {shop}",
        description=description if number == 1 else f"{words.page.format(number)}: {first}. "
        f"{description.partition('. ')[2]}",
        main=main, data=(_crumb_data(base, language, words, ((plain, name),)),),
    )  # fmt: skip


def _crumbs(language: str, words: Words, steps: tuple[tuple[str, str], ...]) -> str:
    rows = [(root(language), words.home), *steps[:-1]]
    items = "".join(_item(path, name) for path, name in rows)
    return f'<ol class="crumbs">{items}<li>{escape(steps[-1][1])}</li></ol>'


def _crumb_data(
    base: str, language: str, words: Words, steps: tuple[tuple[str, str], ...]
) -> dict[str, Any]:
    rows = [(root(language), words.home), *steps]
    return {
        "@context": "https://schema.org", "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": base + path}
            for number, (path, name) in enumerate(rows, 1)
        ],
    }  # fmt: skip


def _product(base: str, language: str, words: Words, goods: Goods) -> tuple[str, Answer]:
    place = LANGUAGES.index(language)
    name, path = goods.name(language), _product_path(language, goods)
    one, other = (COLOURS[colour][place] for colour in goods.colours)
    kind = "mugs" if goods in MUGS else "bowls"
    steps = ((_list_path(language, kind), getattr(words, kind)), (path, name))
    text = words.product_text.format(name, goods.millilitres, goods.said[place], one, other)
    options = "".join(
        f'<option value="{goods.sku(c)}">{COLOURS[c][place]}</option>' for c in goods.colours
    )
    related = [g for g in (MUGS if kind == "mugs" else BOWLS) if g is not goods][:2]
    main = (
        _crumbs(language, words, steps) + f'<article class="product"><h1>{escape(name)}</h1>'
        f'<img src="/img/{goods.key}-{goods.colours[0]}.png" alt="{escape(name)}, {one}"'
        ' width="480" height="480" fetchpriority="high">'
        f'<p class="price">{_money(goods.price, language)}</p>'
        f'<p class="stock">{words.in_stock}</p>'
        f'<form action="{root(language)}basket" method="post"><label for="sku">{words.colour}'
        f'</label> <select id="sku" name="sku">{options}</select> '
        f'<button class="add-to-cart">{words.buy}</button></form>'
        f"<p>{words.stars.format(_decimal(goods.rating, language), goods.ratings)}</p>"
        f"<p>{escape(text)}</p></article><h2>{escape(getattr(words, kind))}</h2>"
        + _tiles(language, tuple(related))
    )
    return _page(
        base, language, words, {code: _product_path(code, goods) for code in LANGUAGES},
        title=words.product.format(name, goods.millilitres),
        description=words.product_description.format(name, goods.millilitres, one, other),
        main=main, kind="product", picture=f"/img/{goods.key}-wide.png",
        data=(_group(base, language, goods, text), _crumb_data(base, language, words, steps)),
    )  # fmt: skip


def _group(base: str, language: str, goods: Goods, text: str) -> dict[str, Any]:
    place = LANGUAGES.index(language)
    path, name = _product_path(language, goods), goods.name(language)
    variants = [
        {
            "@type": "Product", "name": f"{name}, {COLOURS[colour][place]}",
            "sku": goods.sku(colour), "gtin13": goods.gtin(colour),
            "color": COLOURS[colour][place], "image": f"{base}/img/{goods.key}-{colour}.png",
            "description": text,
            "offers": {
                "@type": "Offer", "url": f"{base}{path}?sku={goods.sku(colour)}",
                "price": f"{goods.price / 100:.2f}", "priceCurrency": "EUR",
                "availability": "https://schema.org/InStock",
                "itemCondition": "https://schema.org/NewCondition",
                "shippingDetails": {
                    "@type": "OfferShippingDetails",
                    "shippingRate": {"@type": "MonetaryAmount", "value": 4.9, "currency": "EUR"},
                    "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "IE"},
                    "deliveryTime": {
                        "@type": "ShippingDeliveryTime",
                        "handlingTime": {"@type": "QuantitativeValue", "minValue": 0,
                                         "maxValue": 2, "unitCode": "DAY"},
                        "transitTime": {"@type": "QuantitativeValue", "minValue": 2,
                                        "maxValue": 4, "unitCode": "DAY"},
                    },
                },
            },
        }
        for colour in goods.colours
    ]  # fmt: skip
    return {
        "@context": "https://schema.org", "@type": "ProductGroup", "name": name,
        "description": text, "url": base + path, "productGroupID": goods.key.upper(),
        "brand": {"@type": "Brand", "name": "Kiln Lane"}, "mpn": goods.key.upper(),
        "variesBy": ["https://schema.org/color"],
        "image": f"{base}/img/{goods.key}-{goods.colours[0]}.png",
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": goods.rating,
                            "reviewCount": goods.ratings, "bestRating": "5"},
        "hasVariant": variants,
    }  # fmt: skip


def _policy(base: str, language: str, words: Words, number: int) -> tuple[str, Answer]:
    _, title, description, text = words.policies[number]
    paths = {code: root(code) + WORDS[code].policies[number][0] for code in LANGUAGES}
    shop = words.home_title.partition(":")[0].strip()
    steps = ((paths[language], title),)
    return _page(
        base, language, words, paths, title=f"{title} | {shop}", description=description,
        main=_crumbs(language, words, steps) + f"<h1>{escape(title)}</h1><p>{escape(text)}</p>",
        data=(_crumb_data(base, language, words, steps),),
    )  # fmt: skip


def _basket(base: str, language: str, words: Words) -> tuple[str, Answer]:
    paths = {code: f"{root(code)}basket" for code in LANGUAGES}
    return _page(
        base, language, words, paths, title=words.basket, description=words.basket,
        robots="noindex", main=f"<h1>{words.basket}</h1><p>0 {words.mugs}</p>", alternates=False,
    )  # fmt: skip


def _sitemap(base: str) -> str:
    rows = ""
    for language in LANGUAGES:
        words = WORDS[language]
        paths = [root(language), _list_path(language, "mugs"), _list_path(language, "bowls")]
        paths += [f"{_list_path(language, 'mugs')}?page=2"]
        paths += [_product_path(language, one) for one in GOODS]
        paths += [root(language) + path for path, *_ in words.policies]
        for number, path in enumerate(paths, 1):
            rows += f"<url><loc>{base}{path}</loc><lastmod>2026-10-{number:02d}</lastmod></url>"
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def _decimal(number: str, language: str) -> str:
    return number if language == "en" else number.replace(".", ",")


def _money(cents: int, language: str) -> str:
    amount = f"{cents / 100:.2f}"
    return f"€{amount}" if language == "en" else f"{amount.replace('.', ',')} €"
