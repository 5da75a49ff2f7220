"""The catalogue of what can be wrong on a phone, and which check of ours says so."""

import pytest

from crawler.checks.registry import all_checks

CATALOGUE: dict[str, tuple[str, ...] | str] = {
    # What is wrong: the checks that say so, or a sentence why none does.
    "viewport-missing": ("mobile/viewport-missing",),
    "viewport-empty": ("mobile/viewport-empty",),
    "viewport-fixed-width": ("mobile/viewport-fixed-width",),
    "viewport-initial-scale": ("mobile/viewport-initial-scale",),
    "viewport-invalid": ("mobile/viewport-invalid",),
    "viewport-multiple": ("mobile/viewport-multiple",),
    "zoom-disabled": ("mobile/zoom-disabled",),
    "zoom-limited": ("mobile/zoom-limited",),
    "zoomed-out-layout": ("mobile/zoomed-out-layout",),
    "overflow-x": ("mobile/overflow-x",),
    "content-cut": ("mobile/content-cut",),
    "media-too-wide": ("mobile/media-too-wide",),
    "text-clipped": ("mobile/text-clipped",),
    "text-overlap": ("mobile/text-overlap",),
    "blank-first-screen": ("mobile/blank-first-screen",),
    "blank-page": ("mobile/blank-page",),
    "scroll-locked": ("mobile/scroll-locked",),
    "fixed-coverage": ("mobile/fixed-coverage",),
    "overlay": ("mobile/overlay",),
    "consent-wall": ("mobile/consent-wall", "mobile/reject-missing"),
    "overlay-close-small": ("mobile/overlay-close-small",),
    "orientation-lock": ("mobile/orientation-lock",),
    "page-length": ("mobile/page-length",),
    "dom-size": ("mobile/dom-size",),
    "font-small": ("mobile/font-small",),
    "font-small-share": ("mobile/font-small-share",),
    "body-text-small": ("mobile/body-text-small",),
    "line-height-tight": ("mobile/line-height-tight",),
    "fonts-pending": ("mobile/fonts-pending",),
    "contrast": ("access/contrast-low",),
    "tap-crowded": ("mobile/tap-crowded",),
    "tap-under-24": ("mobile/tap-under-24",),
    "tap-under-44": ("mobile/tap-under-44",),
    "tap-gap": ("mobile/tap-gap",),
    "tap-edge": ("mobile/tap-edge",),
    "tel-not-link": ("mobile/tel-not-link",),
    "img-broken": ("mobile/img-broken",),
    "img-distorted": ("mobile/img-distorted",),
    "img-lowres": ("mobile/img-lowres",),
    "img-oversized": ("mobile/img-oversized",),
    "img-unsized": ("mobile/img-unsized",),
    "lazy-above-fold": ("mobile/lazy-above-fold",),
    "lcp-lazy": ("mobile/lcp-lazy",),
    "lcp-priority": ("mobile/lcp-priority",),
    "lazy-never-loads": ("mobile/lazy-never-loads",),
    "gallery-no-swipe": ("mobile/gallery-no-swipe",),
    "input-zoom": ("mobile/input-zoom", "journey/checkout-input-zoom"),
    "input-type": ("mobile/input-type", "journey/checkout-field-type"),
    "autocomplete-missing": (
        "mobile/autocomplete-missing", "journey/checkout-autocomplete-missing",
    ),
    "autocomplete-off": ("mobile/autocomplete-off",),
    "autocorrect-on": ("mobile/autocorrect-on",),
    "placeholder-label": ("mobile/placeholder-label", "mobile/field-unlabelled"),
    "paste-blocked": ("mobile/paste-blocked",),
    "price-below-fold": ("mobile/price-below-fold",),
    "price-not-visible": ("mobile/price-not-visible",),
    "price-covered": ("mobile/price-covered",),
    "atc-missing": ("mobile/atc-missing",),
    "atc-hidden": ("mobile/atc-hidden",),
    "atc-disabled": ("mobile/atc-disabled",),
    "atc-below-fold": ("mobile/atc-below-fold",),
    "atc-covered": ("mobile/atc-covered",),
    "atc-small": ("mobile/atc-small",),
    "title-below-fold": ("mobile/title-below-fold",),
    "no-image-first-screen": ("mobile/picture-below-fold",),
    "price-mismatch": ("mobile/price-mismatch", "price/price-visible-vs-markup"),
    "parity-*": ("seo/mobile-desktop-parity",),
    "raw-vs-rendered-*": (
        "seo/rendered-tag-differs", "seo/canonical-js-changed", "seo/content-needs-javascript",
        "price/price-needs-scripts", "data/sd-product-js-only",
    ),
    "nav-search": ("mobile/nav-search",),
    "nav-cart": ("mobile/nav-cart",),
    "nav-menu": ("mobile/nav-menu",),
    "lcp": ("mobile/lcp-slow",),
    "fcp": ("mobile/fcp-slow",),
    "ttfb": ("server/ttfb-slow",),
    "cls": ("mobile/cls-high",),
    "tbt": ("mobile/tbt-high",),
    "tap-latency": ("journey/tap-slow",),
    "weight": ("mobile/weight-high", "mobile/third-party-share"),
    "console-error": ("mobile/console-error", "journey/script-error"),
    "uncaught": ("mobile/console-error", "journey/script-error"),
    "failed-request": (
        "mobile/failed-request", "mobile/third-party-failed", "journey/request-failed",
    ),
    "pending-forever": ("mobile/pending-forever",),
    "mixed-content": ("server/mixed-content", "mobile/insecure-request"),
    "http-form": ("server/form-insecure",),
    "redirect-to-app-or-m": ("mobile/redirect-to-app-or-m",),
    "dialog-on-load": ("mobile/dialog-on-load",),
    "tag-missing": ("mobile/tag-missing",),
    "tag-duplicate": ("mobile/tag-duplicate",),
    "tag-dead": ("mobile/tag-dead",),
    "tracking-before-consent": ("mobile/tracking-before-consent", "mobile/tracking-after-reject"),
    "journey-search": ("journey/search-broken", "journey/listing-broken"),
    "journey-product": ("journey/product-unreachable", "journey/variant-broken"),
    "journey-cart": ("journey/basket-broken", "journey/basket-price-changed"),
    "journey-checkout": ("journey/checkout-unreachable",),
    "journey-cart-feedback": ("journey/basket-feedback-slow",),
    "visual-change": ("mobile/visual-change", "mobile/unlike-its-template"),
    "layout-change": ("mobile/layout-change",),
    # What was asked for beside the catalogue.
    "text over images": ("mobile/text-over-image",),
    "dark mode": ("mobile/dark-mode-broken",),
    "right-to-left": ("mobile/rtl-broken",),
    "sticky buy bar": ("mobile/fixed-coverage", "mobile/atc-below-fold", "mobile/atc-covered"),
    "blocked requests": (
        "mobile/failed-request", "mobile/third-party-failed", "seo/robots-blocks-resources",
    ),
    "third parties": (
        "mobile/third-party-failed", "mobile/third-party-share", "mobile/weight-high",
    ),
    "INP proxy": ("journey/tap-slow", "mobile/tbt-high"),
}  # fmt: skip

KNOWN = {check.card.id for check in all_checks()}


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_can_be_wrong_on_a_phone_has_its_check(name: str) -> None:
    answer = CATALOGUE[name]
    if isinstance(answer, str):
        assert len(answer.split()) > 8, "a reason in words"
    else:
        assert answer, "at least one check"
        assert set(answer) <= KNOWN


def test_no_check_of_the_phone_is_outside_the_catalogue() -> None:
    named = {one for answer in CATALOGUE.values() if isinstance(answer, tuple) for one in answer}
    assert {one for one in KNOWN if one.startswith("mobile/")} <= named
