"""run/tag-changed"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import (
    EarlierPage,
    HeadFacts,
    OutlineFacts,
    PageRecord,
    PageState,
    Problem,
    Severity,
    StructuredFacts,
)


@check(
    Severity.NOTICE,
    since="0.1",
    news=True,
    sources=(
        "our own rule: what changed last night is the first thing to look at (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Change Detection",
        "Ahrefs: Title tag changed",
        "Ahrefs: Meta description changed",
        "Ahrefs: H1 tag changed",
        "Ahrefs: Canonical URL changed",
    ),
)
def tag_changed(
    page: PageRecord,
    head: HeadFacts,
    outline: OutlineFacts,
    structured: StructuredFacts,
    earlier: EarlierPage,
) -> Iterator[Problem]:
    """A tag of the page is not what it was the last night

    ## Why it matters
    Title, description, heading, canonical, robots or the kinds of structured data changed since the
    last night. If somebody meant it, good; if a release did it, this is the earliest sign.

    ## How to fix
    Nothing, if the change was meant. Else look at what was released since: theme, app or plugin
    updates, imports.

    ## What is not checked
    Prices and stock: the page of price changes and price/price-jump tell those. Pages that were not
    read both nights.
    """
    if earlier.state is not PageState.OK:
        raise NotApplicable
    now = EarlierPage.of(page)
    for name, old, new in (
        ("title", earlier.title, now.title),
        ("description", earlier.description, now.description),
        ("main heading", earlier.h1, now.h1),
        ("canonical address", earlier.canonical or "", now.canonical or ""),
        ("robots tag", ", ".join(earlier.robots), ", ".join(now.robots)),
        ("structured data", ", ".join(earlier.types), ", ".join(now.types)),
    ):
        if old != new:
            yield Problem(
                message=f"The {name} was {_quoted(old)} and is {_quoted(new)}.",
                about=name,
                cause=f"changed: {name}",
                evidence={"before": old[:500], "now": new[:500]},
            )


def _quoted(text: str) -> str:
    return f'"{text[:120]}"' if text else "missing"
