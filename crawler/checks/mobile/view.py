"""Whether what a phone showed may be judged, and how evidence of it is written down."""

from typing import Any

from crawler.checks.api import NotApplicable
from crawler.records import ElementEvidence, RenderFacts, SpeedFacts


def require_opened(render: RenderFacts) -> None:
    """Raise NotApplicable unless the page itself opened: no error page, no crash."""
    if not render.opened:
        raise NotApplicable


def require_layout(render: RenderFacts) -> None:
    """Raise NotApplicable unless the page was laid out for this phone with its style sheets.

    A page that is laid out wider than the phone has one fault, its viewport: everything on it is
    small then, and none of it is a finding of its own.
    """
    require_opened(render)
    if not render.laid_out:
        raise NotApplicable


def speed_of(render: RenderFacts) -> SpeedFacts:
    """The times to be judged: those of a slow phone where they were measured.

    Raises NotApplicable unless the page opened with its style sheets: without them it is another
    page.
    """
    require_opened(render)
    if render.stylesheets_failed:
        raise NotApplicable
    if render.throttled is not None:
        return render.throttled
    return render.speed or SpeedFacts(
        ttfb_ms=render.ttfb_ms,
        fcp_ms=render.fcp_ms,
        lcp_ms=render.lcp_ms,
        tbt_ms=render.tbt_ms,
        cls=render.cls,
    )


def elements(found: tuple[ElementEvidence, ...]) -> list[dict[str, Any]]:
    """Evidence: elements with what was measured."""
    return [item.model_dump(mode="json", exclude_defaults=True) for item in found]


def viewport_settings(content: str) -> dict[str, str]:
    """Keys and values of a viewport tag in lower case; a later value replaces an earlier one.

    Commas, semicolons and spaces divide, as browsers read it
    (https://drafts.csswg.org/css-viewport/#parsing-algorithm, read 2026-11-23).
    """
    settings: dict[str, str] = {}
    for part in content.lower().replace(";", ",").split(","):
        for pair in part.replace(" =", "=").replace("= ", "=").split():
            name, equals, value = pair.partition("=")
            if equals:
                settings[name.strip()] = value.strip()
    return settings
