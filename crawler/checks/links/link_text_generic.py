"""links/link-text-generic"""

import re
from collections.abc import Iterator
from functools import lru_cache

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import group, internal, not_system, place
from crawler.records import LinkFacts, PageRecord, Problem, Severity

_TEXTS = frozenset(
    {
        "click here", "click", "here", "more", "read more", "learn more", "see more", "more info",
        "more information", "this page", "this link", "link", "details", "continue", "go",
        "start", "hier", "hier klicken", "klicken sie hier", "mehr", "mehr lesen", "weiterlesen",
        "mehr erfahren", "mehr informationen", "mehr infos", "weiter", "diese seite", "ici",
        "cliquez ici", "cliquer ici", "plus", "lire plus", "lire la suite", "en savoir plus",
        "voir plus", "plus d'infos", "suite", "détails", "aquí", "haz clic aquí",
        "haga clic aquí", "pulse aquí", "más", "leer más", "ver más", "saber más",
        "más información", "más info", "detalles", "qui", "clicca qui", "clicca", "altro",
        "leggi", "leggi di più", "scopri di più", "leggi tutto", "di più",
        "maggiori informazioni", "dettagli", "klik hier", "klik", "meer", "lees meer",
        "lees verder", "meer lezen", "meer informatie", "meer info", "bekijk meer", "verder",
        "tutaj", "kliknij", "kliknij tutaj", "więcej", "czytaj więcej", "czytaj dalej",
        "dowiedz się więcej", "zobacz więcej", "szczegóły", "dalej", "aqui", "clique aqui",
        "clica aqui", "mais", "leia mais", "ler mais", "saiba mais", "saber mais", "ver mais",
        "mais informações", "detalhes",
    }
)  # fmt: skip
"""Our own list for en, de, fr, es, it, nl, pl and pt; in lower case."""
_ENDS = re.compile(r"^[^\w]+|[^\w]+$")


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/links-crawlable"
        " (read 2026-11-23)",
        "our own list of texts",
    ),
    also=(
        "Screaming Frog: Links: Non-Descriptive Anchor Text In Internal Outlinks",
        "Semrush: Links with non-descriptive anchor text",
        "Lighthouse: link-text",
        "squirrelscan: links/anchor-text",
    ),
)
def link_text_generic(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """A link text does not say where the link leads

    ## Why it matters
    "Click here" tells neither Google nor a screen reader what is behind the link. The words of a
    link help the page behind it to be found.

    ## How to fix
    Name the target: "Care for cast iron" instead of "Read more". Where a tile has no room, add an
    `aria-label` with the full name. The texts stand in the page's editor or in the theme's language
    file. Shopify: Online Store > Themes > Edit default theme content. Magento: the theme's i18n
    file. WooCommerce, BigCommerce and Salesforce Commerce Cloud: the theme's templates.

    ## What is not checked
    Languages other than English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
    Links to other sites, links with an `aria-label`, and links whose address another link of the
    page names better. Basket, account and search pages.
    """
    not_system(page)
    own = internal(page, links)
    if not own:
        raise NotApplicable
    named = {url for url, link in own if link.text and _plain(link.text) not in _TEXTS}
    seen: set[str] = set()
    for url, link in own:
        text = _plain(link.text)
        if text not in _TEXTS or link.label or link.control or url in named or text in seen:
            continue
        if url == page.url:
            continue
        seen.add(text)
        yield Problem(
            message=f'The link text "{link.text[:60]}" does not say where the link leads.',
            about=text,
            cause=group(page, link, text) + f': "{text}"',
            evidence=place(page, link) | {"target": url},
        )


@lru_cache(maxsize=4096)  # the texts of menus repeat on every page
def _plain(text: str) -> str:
    return _ENDS.sub("", text.replace("’", "'").casefold())
