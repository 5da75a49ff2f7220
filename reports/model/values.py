"""Words for the values that records hold: kinds of pages, devices, sources, answers.

Tables keep the value and show its word, so that filters and exports stay the same in every
language. A value that has no word here is shown as it is.
"""

from collections.abc import Mapping

from reports.language import N_, _

Words = Mapping[str, tuple[str, str]]
"""Value to (label, tone), as columns want it."""

KIND_WORDS: Words = {
    "home": (N_("home"), ""),
    "category": (N_("category"), ""),
    "product": (N_("product"), ""),
    "search": (N_("search"), ""),
    "system": (N_("system"), ""),
    "policy": (N_("policy"), ""),
    "content": (N_("content"), ""),
    "other": (N_("other"), ""),
}
"""Kinds of pages."""

KIND_SENTENCES = {
    "home": N_("{shop}, home page"),
    "category": N_("{shop}, category page"),
    "product": N_("{shop}, product page"),
    "search": N_("{shop}, search page"),
    "system": N_("{shop}, system page"),
    "policy": N_("{shop}, policy page"),
    "content": N_("{shop}, content page"),
    "other": N_("{shop}, other page"),
}
"""Whose page it is, and of which kind."""

TARGET_WORDS: Words = {
    "page": (N_("page"), ""),
    "image": (N_("image"), ""),
    "script": (N_("script"), ""),
    "stylesheet": (N_("stylesheet"), ""),
    "other": (N_("other"), ""),
}
"""Kinds of link targets."""

DEVICE_WORDS: Words = {
    "phone": (N_("phone"), ""),
    "phone-small": (N_("small phone"), ""),
    "phone-large": (N_("large phone"), ""),
    "tablet": (N_("tablet"), ""),
    "desktop": (N_("desktop"), ""),
}

SCREEN_TITLES = {
    "phone": N_("On the phone"),
    "phone-small": N_("On the small phone"),
    "phone-large": N_("On the large phone"),
    "tablet": N_("On the tablet"),
    "desktop": N_("On the desktop"),
}

LOOK_WORDS = {
    "ok": N_("Yes"),
    "partial": N_("Yes, but it did not settle"),
    "failed": N_("No, it did not open"),
    "crashed": N_("No, it crashed"),
}
"""Whether a browser saw a page."""

READ_WORDS = {
    "platform": N_("shop system"),
    "json_ld": N_("JSON-LD"),
    "microdata": N_("microdata"),
    "rdfa": N_("RDFa"),
    "state": N_("data of the page"),
    "meta": N_("Open Graph"),
    "dom": N_("page"),
    "rendered": N_("page on a phone"),
    "feed": N_("feed"),
    "basket": N_("basket"),
}
"""Where a price was read."""

AMOUNT_WORDS = {
    "current": N_("current"),
    "list": N_("list price"),
    "was": N_("price before"),
    "member": N_("for members"),
    "unit": N_("per unit"),
    "from": N_("from"),
    "high": N_("up to"),
    "instalment": N_("instalment"),
    "bundle": N_("bundle"),
}
"""What an amount on a page is."""

EVENT_WORDS = {
    "opened": N_("found"),
    "reopened": N_("came back"),
    "fixed": N_("fixed"),
    "gone": N_("gone"),
}
"""What happened to a finding in an earlier night."""

STAGE_WORDS = {
    "crawl": N_("Crawl"),
    "render": N_("Render"),
    "journeys": N_("Journeys"),
    "match": N_("Match"),
    "check": N_("Check"),
    "remember": N_("Remember"),
    "report": N_("Report"),
}

REQUEST_WORDS = {
    "document": N_("document"),
    "stylesheet": N_("stylesheet"),
    "image": N_("image"),
    "media": N_("media"),
    "font": N_("font"),
    "script": N_("script"),
    "xhr": N_("request of a script"),
    "fetch": N_("request of a script"),
    "other": N_("other"),
}
"""What a browser asked for."""


FAILURE_WORDS = {
    "dns": N_("The host does not exist"),
    "refused": N_("The host refuses connections"),
    "timeout": N_("No answer in time"),
    "tls": N_("The certificate is not valid"),
    "reset": N_("The connection broke off"),
    "private_address": N_("A private address, not asked"),
    "too_large": N_("The answer is too large"),
}


def word(words: Mapping[str, str], value: str) -> str:
    """The value in the language spoken now; without underscores where it has no word."""
    return _(words[value]) if value in words else value.replace("_", " ")


def label(words: Words, value: str) -> str:
    """The label of a value of a column, in the language spoken now."""
    return _(words[value][0]) if value in words else value.replace("_", " ")


def tag(words: Words, value: str) -> tuple[str, str]:
    """Label, in the language spoken now, and tone of one value of a column."""
    return label(words, value), words[value][1] if value in words else ""


def yes_no(value: bool) -> str:
    """`yes` or `no`, in the language spoken now."""
    return _("yes") if value else _("no")
