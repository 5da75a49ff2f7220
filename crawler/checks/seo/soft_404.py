"""seo/soft-404"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import (
    HeadFacts,
    OutlineFacts,
    PageKind,
    PageRecord,
    Problem,
    Severity,
    SiteFacts,
)

FEW_WORDS = 25
_MISSING = re.compile(
    r"^404(?:$|[\s|:.!–-])|\b(?:error|fehler|erreur|errore)\s*404\b|"
    r"\b(?:page|product|item)\b.{0,20}\b(?:not (?:be )?found|does(?: not|n't) exist)\b|"
    r"^not found\b|\b(?:seite|produkt|artikel)\b.{0,20}\b(?:nicht gefunden|existiert nicht)\b|"
    r"\b(?:page|produit)\b.{0,20}\b(?:introuvable|n'existe pas)\b|"
    r"\b(?:p[áa]gina|producto)\b.{0,20}\bno (?:encontrad[ao]|existe)\b|"
    r"\b(?:pagina|prodotto)\b.{0,20}\bnon (?:trovat[ao]|esiste)\b|"
    r"\b(?:pagina|product)\b.{0,20}\bniet gevonden\b|nie znaleziono",
    re.IGNORECASE,
)
"""What shops write on their error pages, in seven languages."""


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Content: Soft 404 Pages",
        "squirrelscan: crawl/soft-404",
    ),
)
def soft_404(
    page: PageRecord, head: HeadFacts, outline: OutlineFacts, site: SiteFacts
) -> Iterator[Problem]:
    """The page says that it does not exist, and answers as if it did

    ## Why it matters
    People read "not found", and Google is told that all is well. Such pages stay in the search
    results and in the sitemap, and take the place of products that can be bought.

    ## How to fix
    Let the server answer 404 (or 410) for what is gone, or redirect to a successor. Shopify: an app
    or theme code that shows the error page itself. WooCommerce: plugins that replace the 404 page.
    Magento: CMS pages used as error pages. BigCommerce: scripts in the theme. Salesforce Commerce
    Cloud: the error handling of the storefront cartridge.

    ## What is not checked
    Pages with only one sign. Two are needed, and one must be strong: a title or main heading that
    says so, or the text of the shop's answer to an address that cannot exist. Weak ones are noindex
    and 25 words or fewer.
    """
    if page.kind is PageKind.HOME:
        raise NotApplicable
    headings = [heading.text for heading in outline.headings if heading.level == 1]
    strong = []
    if any(says_missing(title) for title in head.titles):
        strong.append("its title says so")
    if any(says_missing(text) for text in headings):
        strong.append("its heading says so")
    missing = site.host.missing if site.host is not None else None
    if missing is not None and missing.text_digest and missing.text_digest == outline.text_digest:
        strong.append("its text is that of an address that cannot exist")
    weak = []
    if head.noindex:
        weak.append("it is marked noindex")
    if outline.word_count <= FEW_WORDS:
        weak.append("it holds hardly any text")
    if strong and len(strong) + len(weak) > 1:
        yield Problem(
            message=f"The page does not exist but answers 200: {', '.join([*strong, *weak])}.",
            cause="soft 404",
            evidence={"title": head.titles[:1], "headings": headings[:3]},
        )


def says_missing(text: str) -> bool:
    """Whether a title or heading says that the page does not exist."""
    return _MISSING.search(text) is not None
