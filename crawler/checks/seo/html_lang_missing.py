"""seo/html-lang-missing"""

import re
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.languages import languages, likely, regions, scripts
from crawler.checks.seo.tags import (
    not_fragment,
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(?:-[a-z0-9](?:-[a-z0-9]{2,8})+)*",
    re.IGNORECASE,
)
"""RFC 5646, section 2.1, without private and grandfathered tags."""

_OLD = frozenset({"in", "iw", "ji", "jw", "mo", "sh"})
"""Deprecated codes, which are still valid."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/International/questions/qa-html-language-declarations"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc5646 (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: HTML lang attribute missing",
        "Semrush: Missing hreflang and lang attributes",
        "Lighthouse: html-has-lang",
        "seonaut: Pages missing the language attribute",
        "squirrelscan: i18n/lang-attribute",
    ),
)
def html_lang_missing(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The page does not say which language it is in

    ## Why it matters
    Screen readers choose their voice by the language of the page, browsers offer a translation by
    it. Without a valid one a German text may be read out in English.

    ## How to fix
    Print the language in the first tag, as `<html lang="de">` or `<html lang="en-GB">`. Shopify:
    theme.liquid, `{{ request.locale.iso_code }}`. WooCommerce: header.php, `language_attributes()`.
    Magento: Stores > Configuration > General > Locale Options. BigCommerce: Storefront > Themes >
    Edit theme files > layout/base.html. Salesforce Commerce Cloud: the page decorator template.

    ## What is not checked
    Basket, account, checkout and search pages. Whether the text is in that language. Languages with
    a code of three letters are taken as they are.
    Pieces of HTML that scripts ask for: no head, no body, no title.
    """
    not_system(page)
    not_fragment(head)
    written = (head.lang or "").strip()
    if not written:
        yield Problem(message="The page names no language.", cause="no language")
    elif not _is_valid(written):
        meant = likely(written)
        hint = f'; "{meant}" is probably meant' if meant and meant != written else ""
        yield Problem(
            message=f'The language "{written[:40]}" of the page is not valid{hint}.',
            cause=f"language: {written[:40]}",
            evidence={"found": written[:100], "likely": meant},
        )


def _is_valid(tag: str) -> bool:
    match = _TAG.fullmatch(tag)
    if match is None:
        return False
    language, script, region = (
        match["language"].lower(),
        match["script"],
        match["region"] or "",
    )
    if len(language) == 2 and language not in languages() and language not in _OLD:
        return False
    if script and script.title() not in scripts():
        return False
    return len(region) != 2 or region.upper() in regions()
