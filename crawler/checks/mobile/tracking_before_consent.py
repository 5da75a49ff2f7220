"""mobile/tracking-before-consent"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Problem, RenderFacts, RenderState, Severity, TagFacts

_KINDS = frozenset({"analytics", "marketing"})


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention: looked at like the EDPS Website Evidence Collector, without any interaction",
    ),
)
def tracking_before_consent(tags: TagFacts, render: RenderFacts) -> Iterator[Problem]:
    """A tag is active before the shopper has chosen

    ## Why it matters
    We opened the page and tapped nothing, and the tag sent something or stored a cookie. Many
    countries ask for a choice first. This is what we observed and no legal advice.

    ## How to fix
    Let the consent tool start the tag. Google's tags: set the default of consent mode to denied
    before the tag. Shopify: Settings > Customer events, and Online Store > Preferences.
    WooCommerce: the plugin of the tag, or the theme's header. Magento: Stores > Configuration >
    Sales > Google API, and Content > Design > Configuration > HTML Head. BigCommerce: Settings >
    Analytics, and Storefront > Script Manager. Salesforce Commerce Cloud: the cartridge's templates
    and the tag manager.

    ## What is not checked
    What happens after a choice. Hits that say that consent is denied (Google's `gcs=G100`), and
    programs that are loaded but send nothing. Pages that did not finish loading pass for unknown.
    """
    active = [tag for tag in tags.tags if tag.kind in _KINDS and tag.free_hits]
    names = dict.fromkeys([tag.tag for tag in active] + list(tags.cookies.values()))
    if not names and (not tags.complete or render.state is not RenderState.OK):
        raise NotApplicable
    for name in names:
        hits = sum(tag.free_hits for tag in active if tag.tag == name)
        cookies = sorted(cookie for cookie, owner in tags.cookies.items() if owner == name)
        done = ["sends data"] if hits else []
        if cookies:
            done.append(f"stores {'the cookie' if len(cookies) == 1 else 'cookies'}")
        stored = f" ({', '.join(cookies[:3])})" if cookies else ""
        yield Problem(
            message=f"{name} {' and '.join(done)}{stored} before any choice was made.",
            about=name,
            cause=f"before consent: {name}",
            evidence={"times": hits, "cookies": cookies},
        )
