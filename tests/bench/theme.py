"""What all pages of the generated shop share: head, navigation, footer, inline theme code."""

import random
from dataclasses import dataclass
from html import escape

from tests.bench.catalogue import Catalogue, Product

NAVIGATION_LINKS = 40
FOOTER_LINKS = 25

_ICON = (
    '<svg class="icon icon--{name}" width="20" height="20" viewBox="0 0 24 24" fill="none" '
    'aria-hidden="true" focusable="false"><path d="M4 6h16M4 12h16M4 18h7" stroke="currentColor" '
    'stroke-width="1.5" stroke-linecap="round"/><circle cx="18" cy="18" r="3.25"/></svg>'
)
_WORDS = (
    "made by hand in small runs from wood and fibre that grow near the workshop the surface is "
    "oiled not lacquered so that it ages well and can be repaired at home with a soft cloth warm "
    "water and patience every piece differs a little in colour and grain which we think is how "
    "things for daily use should be packed without plastic and sent within two working days"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """The parts that are the same on every page, made once."""

    base: str
    """Scheme, host and port without a slash at the end."""
    header: str
    footer: str


def theme(shop: Catalogue, base: str) -> Theme:
    """The chrome of one shop."""
    return Theme(base.rstrip("/"), _header(shop), _footer(shop))


def document(theme: Theme, *, path: str, title: str, ld: str, main: str, size: int) -> str:
    """A whole page of about `size` characters: what is missing is filled with theme code."""
    start = (
        "<!doctype html>\n"
        '<html lang="en" class="no-js">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)} | Bench Shop</title>\n"
        f'<meta name="description" content="{escape(title)}: well made, in stock and sent within '
        'two working days. Returns are free for thirty days.">\n'
        f'<link rel="canonical" href="{theme.base}{path}">\n'
        '<meta property="og:site_name" content="Bench Shop">\n'
        f'<meta property="og:title" content="{escape(title)}">\n'
        f'<meta property="og:url" content="{theme.base}{path}">\n'
        '<meta property="og:type" content="website">\n'
        f'<meta property="og:image" content="{theme.base}/media/item-00.png">\n'
        '<link rel="stylesheet" href="/assets/theme.css">\n'
        '<script src="/assets/theme.js" defer></script>\n'
        f'<script type="application/ld+json">{ld}</script>\n'
    )
    body = f'</head>\n<body class="template">\n{theme.header}{main}{theme.footer}'
    end = "</body>\n</html>\n"
    room = max(0, size - len(start) - len(body) - len(end) - 80)
    styles = _cut(_STYLES, room * 6 // 10, "}\n")
    script = _cut(_SCRIPT, room - len(styles), ";\n")
    return f"{start}<style>\n{styles}</style>\n{body}<script>\n{script}</script>\n{end}"


def paragraphs(rng: random.Random, number: int) -> str:
    """Text of about 60 words a paragraph."""
    words = _WORDS.split()
    found = []
    for _ in range(number):
        at = rng.randrange(len(words))
        text = " ".join((words[at:] + words)[: rng.randrange(45, 75)])
        found.append(f"<p>{text.capitalize()}.</p>\n")
    return "".join(found)


def tile(product: Product, links: int = 3) -> str:
    """A small card of a product with one link or with three: picture, name, reviews."""
    name, path = escape(product.name), product.path
    picture = (
        f'<img class="card__image" src="{product.image}" srcset="{product.image} 1x, '
        f'{product.image} 2x" alt="{name}" width="200" height="200" loading="lazy">'
    )
    if links == 1:
        inner = f'<a class="card__link" href="{path}">{picture}<span>{name}</span></a>'
    else:
        inner = (
            f'<a class="card__media" href="{path}" tabindex="-1" aria-hidden="true">{picture}</a>'
            f'<h3 class="card__heading"><a href="{path}">{name}</a></h3>'
            f'<a class="card__rating" href="{path}#reviews">Reviews</a>'
        )
    return (
        f'<li class="grid__item"><div class="card card--product" data-sku="{product.sku}">{inner}'
        '<div class="card__information"><div class="price price--small"><span class="price__label">'
        f'Price</span> <span class="price__value">€{product.price}</span></div>'
        f"{_ICON.format(name='heart')}</div></div></li>\n"
    )


def _header(shop: Catalogue) -> str:
    targets = [("Home", "/"), *((page.name, page.path) for page in shop.first_pages)]
    items = [
        f'<li class="menu__item menu__item--{number % 5}" role="none"><a class="menu__link '
        f'link link--text focus-inset" href="{path}" role="menuitem">'
        f'<span class="menu__label">{name}</span>{_ICON.format(name="arrow")}</a></li>\n'
        for number, (name, path) in _cycle(targets, NAVIGATION_LINKS)
    ]
    return (
        '<header class="header header--sticky"><div class="header__inner">\n'
        '<form class="search" action="/search" role="search"><label for="q">Search</label>'
        '<input id="q" name="q" type="search"><button type="submit">Search</button></form>\n'
        f'<nav aria-label="Main"><ul class="menu" role="menubar">\n{"".join(items)}</ul></nav>\n'
        "</div></header>\n"
    )


def _footer(shop: Catalogue) -> str:
    targets = [("Start", "/"), *((f"All {page.name}", page.path) for page in shop.first_pages)]
    items = [
        f'<li class="footer__item"><a class="footer__link" href="{path}">{name}</a></li>\n'
        for _, (name, path) in _cycle(targets, FOOTER_LINKS)
    ]
    return (
        '<footer class="footer"><div class="footer__columns"><h2>Bench Shop</h2>'
        f'<ul class="footer__list">\n{"".join(items)}</ul>\n'
        "<p>All prices include tax; shipping is added.</p></div></footer>\n"
    )


def _cycle(targets: list[tuple[str, str]], number: int) -> list[tuple[int, tuple[str, str]]]:
    return [(index, targets[index % len(targets)]) for index in range(number)]


def _cut(text: str, length: int, end: str) -> str:
    at = text.rfind(end, 0, length)
    return "" if at < 0 else text[: at + len(end)]


_STYLES = "".join(
    f".section-{index} .card--product{{display:grid;grid-template-columns:repeat({index % 6 + 1},"
    f"minmax(0,1fr));gap:{index % 9}px;color:rgb({index % 256},{index * 7 % 256},80)}}\n"
    for index in range(600)
)
_SCRIPT = "".join(
    f"(function(){{var node=document.querySelector('.section-{index}');if(node&&node.dataset.ready"
    f"!=='1'){{node.dataset.ready='1';node.addEventListener('click',function(){{}});}}}})();\n"
    for index in range(600)
)
