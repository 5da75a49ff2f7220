"""seo/robots-ai-search-blocked"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.extract.robots import Robots
from crawler.records import Problem, Severity, SiteFacts

AGENTS = (
    "bingbot", "DuckDuckBot", "Applebot", "OAI-SearchBot", "GPTBot", "ChatGPT-User", "ClaudeBot",
    "Claude-User", "PerplexityBot", "Google-Extended", "Amazonbot", "meta-externalagent",
)  # fmt: skip
"""Robots of search engines and assistants, by the names that their makers publish."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://www.rfc-editor.org/rfc/rfc9309 (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/overview-google-crawlers"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=(
        "Ahrefs: Indexable page blocked from some AI search bots",
        "squirrelscan: ax/ai-crawlers",
    ),
)
def robots_ai_search_blocked(site: SiteFacts) -> Iterator[Problem]:
    """robots.txt keeps search engines or shopping assistants out

    ## Why it matters
    Besides Google, other search engines and assistants send shoppers to the pages that they may
    read. Keeping them out can be right; somebody should have decided it.

    ## How to fix
    Nothing, if that is meant: mute this check with the reason. Else allow them in robots.txt.
    Shopify: Online Store > Themes > Edit code > robots.txt.liquid. WooCommerce: the SEO plugin's
    file editor. Magento: Content > Design > Configuration > (store) > Search Engine Robots.
    BigCommerce: Settings > SEO > robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO >
    Robots.

    ## What is not checked
    Whether these robots keep to robots.txt. Google itself: see seo/robots-blocks-site.
    """
    robots = site.robots
    if robots is None or robots.status != 200:
        raise NotApplicable
    rules = Robots.parse(robots.body)
    shut = [agent for agent in AGENTS if not rules.allows(site.url, agent)]
    if shut and rules.allows(site.url, "Googlebot"):
        yield Problem(
            message=f"robots.txt keeps out {', '.join(shut)}.",
            evidence={"url": robots.url, "agents": shut},
        )
