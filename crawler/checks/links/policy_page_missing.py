"""links/policy-page-missing"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.links.words import path_of
from crawler.checks.seo.answers import broken_status
from crawler.records import PageState, Problem, RunHealth, Severity, TargetState

_TOPICS = {
    "returns": r"return|refund|widerruf|r(?:ü|ue)ck(?:gabe|send|tritt)|"
    r"r[ée]tract|retour|devoluci|reembolso|"
    r"reso\b|resi\b|recesso|rimborso|herroep|zwrot|devolu[çc]|warranty",
    "shipping": r"shipping|delivery|dispatch|versand|liefer|livraison|"
    r"exp[ée]dition|env[íi]o|entrega|"
    r"spedizion|consegn|verzend|bezorg|levering|dostaw|wysy[łl]k|envio",
    "terms": r"terms|conditions|\bagb\b|gesch(?:ä|ae)ftsbeding|\bcg[vu]\b|condicion|condizion|"
    r"voorwaarden|regulamin|condi[çc]|termos|t[ée]rminos|termini|\blegal",
    "privacy": r"privacy|data protection|datenschutz|confidentialit|"
    r"donn[ée]es personnelles|privacidad|"
    r"protecci[óo]n de datos|prywatno|rodo\b|privacidade",
    "contact or imprint": r"contact|kontakt|impressum|imprint|mentions l[ée]gales|"
    r"mentions-legales|aviso-legal|"
    r"aviso legal|contatt|note legali|colofon|get in touch|"
    r"about us|qui sommes|über uns|customer service",
}  # fmt: skip
_WORDS = {topic: re.compile(words) for topic, words in _TOPICS.items()}
_ANY_WORD = re.compile("|".join(_TOPICS.values()))
_LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "nl", "pl", "pt"})
_MANY = (TargetState.OK, TargetState.REDIRECT, TargetState.UNVERIFIED, TargetState.NOT_CHECKED)


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://support.google.com/merchants/answer/9158778 (read 2026-11-23)",
        "https://support.google.com/merchants/answer/6150127 (read 2026-11-23)",
    ),
    also=(
        "squirrelscan: legal/privacy-policy",
        "squirrelscan: legal/terms-of-service",
    ),
)
def policy_page_missing(index: SiteIndex, health: RunHealth) -> Iterator[Problem]:
    """A page about returns, shipping, terms, privacy or contact cannot be found

    ## Why it matters
    Shoppers look for these pages before they pay, and the law asks for most of them. Google's
    Merchant Center can suspend a shop where returns or a way of contact are missing.

    ## How to fix
    Write the page and link to it from the footer. Shopify: Settings > Policies, then Content >
    Menus > Footer. WooCommerce: WooCommerce > Settings > Advanced, and Appearance > Menus. Magento:
    Content > Pages, and the footer block. BigCommerce: Storefront > Web Pages. Salesforce Commerce
    Cloud: Merchant Tools > Content > Content Assets.

    ## What is not checked
    What the pages say, and whether the link stands in the footer. Nights on which not the whole
    shop was walked. Shops in other languages than English, German, French, Spanish, Italian, Dutch,
    Polish and Portuguese, and shops where not one such page is found: their footer is made by a
    script.
    """
    language = (index.site.language or _language(index)).lower()[:2]
    if health.cut or index.site.counts.get("left", 0) or language not in _LANGUAGES:
        raise NotApplicable
    missing = _missing(index)
    if len(missing) == len(_WORDS):
        raise NotApplicable
    for topic in missing:
        yield Problem(
            message=f"No page about {topic} is linked anywhere in the shop, or it does not answer.",
            about=topic,
            cause=f"no page about {topic}",
        )


def _language(index: SiteIndex) -> str:
    home = index.page(index.site.url)
    return home.lang if home is not None else ""


def _missing(index: SiteIndex) -> list[str]:
    """Topics that neither the address, the title nor the link text of a living page names."""
    left = dict(_WORDS)

    def read(text: str) -> bool:
        text = text.casefold()
        if _ANY_WORD.search(text) is None:
            return False
        for topic in [topic for topic, words in left.items() if words.search(text)]:
            del left[topic]
        return not left

    for row in index.pages(PageState.OK, PageState.NOT_HTML, PageState.BLOCKED, PageState.ROBOTS):
        if read(f"{unquote(path_of(row.url))} {row.title}"):
            return []
    for target in index.targets(*_MANY, kind="page"):
        if broken_status(index, target.url) is None:
            texts = " ".join(source.text for source in target.sources)
            if read(f"{unquote(path_of(target.url))} {texts}"):
                return []
    return list(left)
