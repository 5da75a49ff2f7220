"""What a page may load through our browser: our own privacy, the shop's figures, the user's wish.

All of it by the browser's own list of refused addresses, which leaves its cache on; refused
requests still show up as such, so a tag is seen although its hit never leaves.
"""

from urllib.parse import urlsplit

from playwright.async_api import CDPSession, Page

from crawler.addresses import is_address, is_private_host

ThirdParties = str | tuple[str, ...]
"""load, block, or the other hosts that may be asked."""

FILE_SERVERS = (
    "cdn.shopify.com", "bigcommerce.com", "demandware.net", "commercecloud.salesforce.com",
)  # fmt: skip
"""Where shop systems keep the files of a shop: they count as the shop's own."""
TRACKING = (
    "*/g/collect?*", "*google-analytics.com/*collect*", "*analytics.google.com/*collect*",
    "*googleads.g.doubleclick.net/pagead/*", "*/ccm/collect*", "*facebook.com/tr*",
    "*bat.bing.com/action*", "*clarity.ms/collect*", "*analytics.tiktok.com/api/*",
    "*ct.pinterest.com/*", "*tr.snapchat.com/p*", "*reddit.com/rp.gif*",
    "*px.ads.linkedin.com/collect*", "*/matomo.php*", "*/piwik.php*", "*doubleclick.net/activityi*",
    "*.hotjar.com/api/*", "*.hotjar.io/api/*", "*a.klaviyo.com/api/track*",
    "*a.klaviyo.com/client/*", "*sslwidget.criteo.com/event*",
)  # fmt: skip
"""A nightly walk is no visitor (addresses: mobile.md 1.9)."""
PRIVATE_PATTERNS = (
    "*://localhost*", "*://127.*", "*://10.*", "*://192.168.*", "*://169.254.*", "*://172.16.*",
    "*://172.17.*", "*://172.18.*", "*://172.19.*", "*://172.2*", "*://172.30.*", "*://172.31.*",
    "*://[*",
)  # fmt: skip
"""What a page on the public web may not load through our browser."""


def private_patterns(url: str) -> tuple[str, ...]:
    """Private addresses, unless the shop itself stands on one."""
    return () if is_private_host(urlsplit(url).hostname or "") else PRIVATE_PATTERNS


async def keep_out(page: Page, url: str, third_parties: ThirdParties) -> CDPSession | None:
    """Refuse the other companies' files of the page at `url` as the settings say.

    In a session of its own: a session has one list, and an address is refused when any list says
    so. The session lasts as long as the page. None: everything may be loaded.
    """
    if third_parties == "load":
        return None
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    wanted = () if isinstance(third_parties, str) else third_parties
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("Network.enable")
    # The first pattern that fits decides.
    allowed = [
        {"urlPattern": f"*://{_with_those_below(name)}:*/*", "block": False}
        for name in (host, *FILE_SERVERS, *wanted)
    ]
    rest = {"urlPattern": "*://*:*/*", "block": True}
    await cdp.send("Network.setBlockedURLs", {"urlPatterns": [*allowed, rest]})
    return cdp


def _with_those_below(host: str) -> str:
    """A host and all below it, as a pattern; an address has none below it."""
    if is_address(host):
        return f"[{host}]" if ":" in host else host
    return f"{{*.}}?{host}"
