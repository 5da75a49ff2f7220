"""seo/robots-syntax"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Problem, Severity, SiteFacts

_KNOWN = frozenset(
    {
        "user-agent", "disallow", "allow", "sitemap", "crawl-delay", "host", "clean-param",
        "request-rate", "visit-time", "noindex", "content-signal", "useragent", "user agent",
    }
)  # fmt: skip
"""RFC 9309, Google's sitemap line, and what other search engines read. Google reads "useragent"
and "user agent" as the real word (its open-source parser)."""
_MOST = 20
_DIRECTIVE = re.compile(r"^([^:\s]+(?: agent)?)\s*(:?)\s*(.*)$")


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.rfc-editor.org/rfc/rfc9309 (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=(
        "Ahrefs: Robots.txt has syntax error",
        "Semrush: Invalid robots.txt format",
        "Lighthouse: robots-txt",
        "squirrelscan: crawl/robots-txt",
    ),
)
def robots_syntax(site: SiteFacts) -> Iterator[Problem]:
    """robots.txt has a line that search engines cannot read

    ## Why it matters
    A rule with a typing error is skipped: what it should close stays open, or what it should open
    stays closed. Nobody tells you.

    ## How to fix
    Correct the line. Shopify: Online Store > Themes > Edit code > robots.txt.liquid. WooCommerce:
    the SEO plugin's file editor. Magento: Content > Design > Configuration > Search Engine Robots.
    BigCommerce: Settings > SEO > robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO >
    Robots.

    ## What is not checked
    Whether the rules are what you want: see the other checks of robots.txt. Lines for other search
    engines that Google does not know, as Crawl-delay, Host and Clean-param.
    """
    facts = site.robots
    if facts is None or facts.status != 200 or not facts.body.strip():
        raise NotApplicable
    for number, said, line in faults(facts.body):
        yield Problem(
            message=f'Line {number} of robots.txt {said}: "{line[:80]}".',
            about=line[:200],
            cause="robots.txt",
            evidence={"line": number, "text": line[:300]},
        )


def faults(body: str) -> Iterator[tuple[int, str, str]]:
    """Line number, what is wrong, and the line; at most 20."""
    found = 0
    in_group = False
    for number, raw in enumerate(body.removeprefix("\ufeff").splitlines(), 1):
        line = raw.partition("#")[0].strip()
        match = _DIRECTIVE.match(line)
        if not line or match is None:
            continue
        name, colon, value = match[1].lower(), match[2], match[3].strip()
        said = _fault(name, colon, value, in_group=in_group)
        in_group = in_group or name.replace("-", "").replace(" ", "") == "useragent"
        if said and found < _MOST:
            found += 1
            yield number, said, line


def _fault(name: str, colon: str, value: str, *, in_group: bool) -> str:
    if name not in _KNOWN:
        return "is no instruction that search engines know"
    if not colon:
        return "lacks the colon"
    if name in ("allow", "disallow"):
        if not in_group:
            return "stands before any User-agent line"
        if value and value[0] not in "/*$":
            return "does not begin with / or *"
        if "$" in value[:-1]:
            return "has a $ that is not at its end"
    if name == "sitemap" and not value.lower().startswith(("http://", "https://")):
        return "names a sitemap without https://"
    return ""
