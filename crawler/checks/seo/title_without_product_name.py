"""seo/title-without-product-name"""

import re
import unicodedata
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.placeholders import placeholder
from crawler.records import (
    HeadFacts,
    OutlineFacts,
    PageKind,
    PageRecord,
    Problem,
    Severity,
    SiteFacts,
    StructuredFacts,
)

_WORD = re.compile(r"\w+")
_WIDE = frozenset("WF")


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",),
)
def title_without_product_name(
    page: PageRecord,
    head: HeadFacts,
    outline: OutlineFacts,
    structured: StructuredFacts,
    site: SiteFacts,
) -> Iterator[Problem]:
    """The title does not name the product

    ## Why it matters
    The title is the headline of the search result. When it names something else than the page
    sells, shoppers who look for this product do not click. Often an import or a template has mixed
    two products up.

    ## How to fix
    Start the title with the name of the product. Shopify: Products > (product) > Search engine
    listing > Page title. WooCommerce: the SEO plugin's title field below the product. Magento:
    Catalog > Products > (product) > Search Engine Optimization > Meta Title. BigCommerce: Products
    > (product) > SEO > Page Title. Salesforce Commerce Cloud: Products > (product) > Search Engine
    Optimization > Page Title. When many products are concerned, look at the template or the import
    that makes the titles.

    ## What is not checked
    Products without a main heading and without a name in structured data, or with several products
    in it. The title names the product when half of the words of either name are in it; short words
    and accents do not count.
    """
    title = next((text for text in head.titles if text), "")
    names = _names(outline, structured, site.name)
    if not title or not names or placeholder(title, site.name):
        raise NotApplicable
    if any(_share(name, title) >= 0.5 for name in names):
        return
    yield Problem(
        message=f'The title "{title[:120]}" does not name the product "{names[0][:120]}".',
        evidence={"title": title[:300], "names": [name[:300] for name in names]},
    )


def _names(outline: OutlineFacts, structured: StructuredFacts, shop: str) -> list[str]:
    headings = [h.text for h in outline.headings if h.level == 1 and h.text and not h.hidden]
    products = structured.of_type("Product", "ProductGroup")
    named = [products[0].data.get("name")] if len(products) == 1 else []
    texts = [*headings, *(name for name in named if isinstance(name, str))]
    kept = [text for text in texts if _words(text) and text.casefold() != shop.casefold()]
    return list(dict.fromkeys(kept))


def _share(name: str, title: str) -> float:
    """Share of the name's words that are in the title, 0 to 1."""
    text = _plain(title)
    others = [word for word in _WORD.findall(text) if len(word) > 3]
    words = _words(name)
    hits = [w for w in words if w in text or any(other in w for other in others)]
    return len(hits) / len(words)


def _words(text: str) -> set[str]:
    """Words of three letters or more, or with a digit; pairs of signs where no spaces are used."""
    words: set[str] = set()
    for word in _WORD.findall(_plain(text)):
        if any(unicodedata.east_asian_width(sign) in _WIDE for sign in word):
            words |= {word[i : i + 2] for i in range(max(1, len(word) - 1))}
        elif len(word) > 2 or any(sign.isdigit() for sign in word):
            words.add(word)
    return words


def _plain(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))
