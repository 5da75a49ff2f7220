"""seo/became-non-indexable"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import shown
from crawler.records import EarlierPage, Loss, PageKind, PageRecord, PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    news=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"
        " (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    states=frozenset({PageState.OK, PageState.ROBOTS, PageState.REDIRECT}),
    also=("Ahrefs: Indexable page became non-indexable",),
    costs=Loss.HIDDEN,
)
def became_non_indexable(page: PageRecord, earlier: EarlierPage) -> Iterator[Problem]:
    """Since the last night Google may not index the page any more

    ## Why it matters
    The page was open to Google the last time and is closed now. Usually a release, an app or an
    import did it yesterday, and often to many pages at once. Found today, nothing is lost yet.

    ## How to fix
    Look at what was changed since the last night. Shopify: Online Store > Themes > Edit code >
    robots.txt.liquid. WooCommerce: the SEO plugin's file editor. Magento: Content > Design >
    Configuration > (store) > Search Engine Robots. BigCommerce: Settings > SEO > robots.txt.
    Salesforce Commerce Cloud: Merchant Tools > SEO > Robots. For noindex and canonicals look at the
    theme and the SEO plugin or app.

    ## What is not checked
    Pages that were not open the last time. Pages that do not answer, and pages that are gone: other
    checks say so.
    """
    if not earlier.indexable or page.kind in (PageKind.SYSTEM, PageKind.SEARCH):
        raise NotApplicable
    reason = _reason(page)
    if reason:
        yield Problem(
            message=f"Google could index the page the last time; now it {reason}.",
            cause=f"closed since the last night: {reason.split(' /')[0]}",
            evidence={"now": reason},
        )


def _reason(page: PageRecord) -> str:
    if page.state is PageState.REDIRECT:
        return f"redirects to {shown(page.http.location or 'nowhere', page.url)}"
    if page.state is PageState.ROBOTS or not page.googlebot_allowed:
        return "is forbidden by robots.txt"
    if page.head is None:
        return ""
    if page.head.noindex:
        return "is marked noindex"
    target = page.head.canonical
    if target not in (None, page.url):
        return f"names {shown(target or '', page.url)} as its canonical address"
    return ""
