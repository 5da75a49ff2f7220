"""Whether what a phone showed may be judged, and how evidence of it is written down."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from crawler.checks.api import NotApplicable
from crawler.records import (
    ElementEvidence,
    Marks,
    Problem,
    RenderFacts,
    Severity,
    SpeedFacts,
    WidthLook,
)

LEAST_LETTERS = 100
"""Characters without which the size of a page's text cannot be judged: our own limit."""


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


def called(element: ElementEvidence) -> str:
    """An element in a sentence: its words, or the last step of its path."""
    if not element.text:
        return element.selector.rpartition(" > ")[2]
    words = element.text
    if len(words) > 40:
        words = words[:40].rpartition(" ")[0] or words[:40]
        words += "…"
    return f'"{words}"'


def marked(
    kind: str, marks: Marks, message: str, *, severity: Severity | None = None, **more: Any
) -> Problem:
    """A problem of several elements; those of one theme have one cause, its kind and the first.

    `more` is put beside the elements: what was found and what was expected.
    """
    first = marks.items[0]
    return Problem(
        message=message,
        selector=first.selector,
        cause=f"{kind}: {first.selector}",
        evidence={"elements": elements(marks.items), **more},
        severity=severity,
    )


def narrower(
    render: RenderFacts, broken: Callable[[WidthLook], bool]
) -> Iterator[tuple[WidthLook, str]]:
    """The narrowest of the other widths on which something is broken, with all of them as text.

    For what is not broken on the width of the phone itself: "320 and 360".
    """
    found = [look for look in (render.widths.looks if render.widths else ()) if broken(look)]
    if found:
        yield found[0], " and ".join(str(look.width) for look in found)


def viewport_number(value: str) -> float | None:
    """A number of a viewport tag as browsers read it: digits in front count, words are None."""
    match = re.match(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", value)
    return float(match[0]) if match else None


def fixed_width(content: str) -> float | None:
    """The width in px that a viewport tag asks for on every phone; None: the phone's own."""
    number = viewport_number(viewport_settings(content).get("width", ""))
    return number if number is not None and number >= 1 else None


def says_width(content: str) -> bool:
    """Whether a viewport tag names a width that browsers understand."""
    words = ("device-width", "device-height")
    return viewport_settings(content).get("width") in words or fixed_width(content) is not None


def says_scale(content: str) -> float | None:
    """The initial scale of a viewport tag; None: it has none that browsers understand."""
    number = viewport_number(viewport_settings(content).get("initial-scale", ""))
    return number if number is not None and number > 0 else None


def laid_out_wide(render: RenderFacts) -> str:
    """The end of a sentence where the page is wider than the phone, else nothing."""
    if render.layout_width <= render.device_width + 1:
        return ""
    return f"; it is laid out {render.layout_width} px wide for a {render.device_width} px screen"


def measured_zoom(render: RenderFacts) -> float:
    """How many times a page can be enlarged: what the browser did, else what the tag allows.

    Raises NotApplicable without a page or a tag.
    """
    require_opened(render)
    if render.viewport is None:
        raise NotApplicable
    tried = render.viewports.zoom if render.viewports else None
    return tried if tried is not None else zoom_limit(render.viewport)


def zoom_limit(content: str) -> float:
    """How far a viewport tag lets people zoom, 1 to 10, as Blink reads it.

    Of `user-scalable`, yes is 1 and device-width 10, other words are 0, and less than 1 forbids; of
    `maximum-scale` negative values are ignored. Measured with Chromium 156 (2026-11-23).
    """

    def number(value: str) -> float:
        words = {"yes": 1.0, "device-width": 10.0, "device-height": 10.0}
        return words.get(value, viewport_number(value) or 0.0)

    settings = viewport_settings(content)
    scalable, most = settings.get("user-scalable"), settings.get("maximum-scale")
    if scalable and abs(number(scalable)) < 1:
        return 1.0
    if most and number(most) >= 0:
        return max(1.0, min(10.0, number(most)))
    return 10.0


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
