"""What axe-core found, as problems: one for each rule and component of the theme."""

from collections.abc import Iterator, Mapping

from crawler.checks.api import NotApplicable
from crawler.checks.mobile.view import elements
from crawler.records import AxeFacts, AxeFinding, Problem, RenderFacts, Severity

SEVERITIES = {
    "critical": Severity.ERROR,
    "serious": Severity.WARNING,
    "moderate": Severity.NOTICE,
    "minor": Severity.NOTICE,
}
"""axe's rating of how much a fault keeps people out. Our own translation."""

TOLD_ELSEWHERE = {
    "autocomplete-valid": "mobile/autocomplete-missing",
    "document-title": "seo/title-missing",
    "heading-order": "seo/heading-level-skipped",
    "html-has-lang": "seo/html-lang-missing",
    "html-lang-valid": "seo/html-lang-missing",
    "image-alt": "images/image-alt-missing",
    "label": "mobile/field-unlabelled",
    "meta-viewport": "mobile/zoom-disabled",
    "meta-viewport-large": "mobile/zoom-limited",
    "page-has-heading-one": "seo/h1-missing",
    "select-name": "mobile/field-unlabelled",
    "target-size": "mobile/tap-under-24",
}
"""Rules of axe whose fault one of our other checks tells."""

UNDECIDED = {
    "duplicate-id-aria": "axe leaves it to a person",
    "frame-focusable-content": "it needs the engine inside frames",
    "frame-tested": "it says that frames were not looked into, which we know",
}
"""Rules of axe that give no finding here, and why."""


def broken_rules(
    axe: AxeFacts, render: RenderFacts, sentences: Mapping[str, str]
) -> Iterator[Problem]:
    """A problem for each component that breaks one of the rules.

    `sentences`: rule of axe and what it means, without the full stop. Raises NotApplicable where
    the style sheets did not load: what they hide would be judged.
    """
    if render.stylesheets_failed:
        raise NotApplicable
    for found in axe.findings:
        if found.rule in sentences:
            yield problem(found, sentences[found.rule], axe.engine)


def problem(found: AxeFinding, sentence: str, engine: str) -> Problem:
    """One finding of axe in our words."""
    first = found.nodes.items[0]
    places = "1 place" if found.nodes.count == 1 else f"{found.nodes.count:,} places"
    note = f", {first.note}" if first.note else ""
    return Problem(
        message=f"{sentence} ({places}: {found.component}{note}).",
        about=f"{found.rule} {found.component}",
        cause=f"axe: {found.rule}: {found.component}",
        selector=first.selector,
        severity=SEVERITIES.get(found.impact, Severity.NOTICE),
        evidence={
            "elements": elements(found.nodes.items),
            "count": found.nodes.count,
            "rule": found.rule,
            "said": found.help,
            "engine": engine,
        },
    )
