"""mobile/reject-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Choice, ConsentFacts, Problem, Severity

_SHRUGS = frozenset({"ok", "okay", "got it"})
"""Words that stand on buttons in any language: whether another one refuses cannot be told then."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://www.edpb.europa.eu/our-work-tools/our-documents/other/"
        "report-work-undertaken-cookie-banner-taskforce_en (read 2026-11-23)",
    ),
)
def reject_missing(consent: ConsentFacts) -> Iterator[Problem]:
    """The cookie banner can be accepted at once but not refused

    ## Why it matters
    Data protection offices in Europe ask for a way to refuse beside the one to accept. This is what
    we observed and no legal advice.

    ## How to fix
    Switch the button to refuse on in the consent tool. Shopify: Settings > Customer privacy >
    Cookie banner. WooCommerce: the settings of the cookie plugin. Magento: the extension's page
    under Stores > Configuration. BigCommerce: Settings > Security & privacy. Salesforce Commerce
    Cloud: the consent tool's own administration.

    ## What is not checked
    Banners that cover the page: mobile/consent-wall tells of those. Banners in a frame, and ways to
    refuse in a language that we do not read or on a second level.
    """
    untouched = consent.phase(Choice.NONE)
    if untouched is None or not untouched.complete or consent.wall:
        raise NotApplicable
    if not consent.refuse and consent.accept.lower().strip(" .!") in {"", *_SHRUGS}:
        raise NotApplicable
    if not consent.refuse:
        yield Problem(
            message=f'The cookie banner offers "{consent.accept}" and no button that refuses.',
            page=consent.url,
            cause="consent: no way to refuse",
            evidence={"found": consent.accept, "consent tool": consent.cmp},
        )
