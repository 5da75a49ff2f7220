"""mobile/console-error"""

import re
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import require_opened
from crawler.records import ConsoleEntry, Problem, RenderFacts, Severity

_KINDS = frozenset({"error", "uncaught"})
OURS = ("ERR_BLOCKED_BY_CLIENT", "ERR_BLOCKED_BY_INSPECTOR")
"""Marks of requests that we refused ourselves."""


@check(
    Severity.WARNING,
    since="0.1",
    replaces=("js-error",),
    sources=(
        "convention, not a Google rule: a script that stops half way leaves something undone",
        "https://developer.mozilla.org/en-US/docs/Web/API/Window/error_event (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: JavaScript: Pages with JavaScript Errors",
        "Lighthouse: errors-in-console",
    ),
)
def console_error(render: RenderFacts) -> Iterator[Problem]:
    """A script of the page fails

    ## Why it matters
    The program stops where it fails. Often that is harmless; sometimes it is the size selector, the
    basket or the payment button.

    ## How to fix
    Hand the message and the file to whoever maintains the theme or the app that owns the file.
    Shopify: Apps, and Online Store > Themes > App embeds. WooCommerce: switch plugins off one by
    one on a copy of the shop. Magento: the extension whose name is in the path. BigCommerce:
    Storefront > Script Manager. Salesforce Commerce Cloud: the cartridge whose name is in the path.

    ## What is not checked
    Warnings, files that did not load (see mobile/failed-request), and errors that appear only after
    a tap.
    """
    require_opened(render)
    found: dict[str, list[ConsoleEntry]] = {}
    for entry in render.console:
        if entry.kind in _KINDS and not any(mark in entry.text for mark in OURS):
            found.setdefault(steady(entry.text), []).append(entry)
    for text, entries in found.items():
        first = entries[0]
        where = f" in {first.source}" if first.source else ""
        kind = "A script stops" if first.kind == "uncaught" else "A script reports an error"
        yield Problem(
            message=f"{kind}{where}: {first.text[:200]}",
            about=text,
            cause=f"console: {text}",
            evidence={
                "found": first.text,
                "kind": first.kind,
                "places": list(dict.fromkeys(e.source for e in entries if e.source))[:10],
                "times": len(entries),
            },
        )


def steady(text: str) -> str:
    """The message without what changes from night to night: numbers, ids, query strings."""
    plain = re.sub(r"\?[^\s\"')]*", "", text)
    plain = re.sub(r"\b[0-9a-f]{8,}\b", "#", plain, flags=re.IGNORECASE)
    return re.sub(r"\d+", "#", plain)[:160]
