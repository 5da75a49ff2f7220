"""What others know of viewport tags and of targets: Chromium measured, webhint, axe-core."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import Page

from crawler.checks.api import NotApplicable
from crawler.checks.mobile.view import zoom_limit
from crawler.checks.registry import find_check
from crawler.extract.document import parse
from crawler.extract.page import extract_page
from crawler.platforms import adapter
from crawler.records import (
    HttpFacts,
    PageKind,
    PageRecord,
    PageState,
    RenderFacts,
    RenderState,
    ViewportFacts,
    page_key,
)
from crawler.render.views import zoom
from crawler.render.world import MEASURE, World, prepare
from tests.checks.shown import screens

ROOT = Path(__file__).parents[3]
CORPORA = Path(os.environ.get("STOREWALK_CORPORA", ROOT.parent / "shared" / "corpora"))
TRUTH = CORPORA / "mobile"

pytestmark = pytest.mark.skipif(
    not TRUTH.is_dir(),
    reason="the truth for phones is not here; set STOREWALK_CORPORA to the folder of the corpora",
)

WORDS = "width=device-width, initial-scale=1"
WEBHINT = {
    "not-specified": "viewport-missing",
    "empty": "viewport-empty",
    "unknown-property:warning": "viewport-invalid",
    "invalid-value": "viewport-invalid",
    "disallowed-property": "zoom-disabled",
    "not-device-width": "viewport-fixed-width",
    "initial-scale-not-1": "viewport-initial-scale",
    "multiple:warning": "viewport-multiple",
    "in-body": "viewport-multiple",
}
"""Our check for each message of webhint. It asks for an initial scale for iOS 8 and 9 only, which
no shopper uses any more: the thirteenth message has no check."""


def _rows(suite: str, *checks: str) -> list[dict[str, Any]]:
    rows = json.loads((TRUTH / "index.json").read_text(encoding="utf-8"))
    return [row for row in rows if row["suite"] == suite and (not checks or row["check"] in checks)]


def _said(viewports: list[str], in_body: int = 0) -> set[str]:
    """The checks that find something in these viewport tags."""
    facts = RenderFacts(
        device="phone", state=RenderState.OK, device_width=412, device_height=823, layout_width=412,
        viewport=viewports[-1] if viewports else None,
        viewports=ViewportFacts(tags=tuple(viewports), in_body=in_body),
    )  # fmt: skip
    page = PageRecord(
        key=page_key("shop", "https://shop.example/"), site="shop", url="https://shop.example/",
        state=PageState.OK, kind=PageKind.OTHER, render=facts, http=HttpFacts(status=200),
    )  # fmt: skip
    found = set()
    for name in ["zoom-limited", *WEBHINT.values()]:
        check = find_check(f"mobile/{name}")
        assert check is not None
        given = (page, facts.viewports) if name == "viewport-multiple" else (facts,)
        with suppress(NotApplicable):
            if list(check(*given)):
                found.add(name)
    return found


def test_a_page_can_be_enlarged_as_far_as_chromium_was_measured() -> None:
    rows = _rows("measured-chromium-156")
    assert len(rows) == 16
    tags = [row["page"]["viewport"] for row in rows]

    async def look(page: Page) -> list[float | None]:
        cdp = await page.context.new_cdp_session(page)
        await prepare(cdp, "observe.js", ())
        found = []
        for tag in tags:
            html = f'<meta name="viewport" content="{tag}"><h1>Blue mug</h1>'
            await page.goto(f"data:text/html,{quote(html)}")
            world = await World.open(cdp, MEASURE)
            found.append(await zoom(cdp, world))
        return found

    measured = screens().visit("phone", look)
    assert measured == [row["expected"][1] for row in rows]
    parsed = [zoom_limit(tag) < 2 for tag in tags]
    assert parsed == [row["expected"][0] < 2 for row in rows]


def test_webhint_s_viewport_tags_get_the_same_verdict() -> None:
    rows = _rows("webhint")
    assert len(rows) == 13
    for row in rows:
        content = row["page"]["viewport"]
        kind, _, rest = (content or "").rpartition(":")
        tags = [] if content is None else [rest]
        if content == "NO_CONTENT_ATTR":
            tags = [""]
        if kind == "TWO_TAGS":
            tags = [rest, rest]
        expected = {WEBHINT[name] for name in row["expected"] if name in WEBHINT}
        assert _said(tags, in_body=int(kind == "IN_BODY")) == expected, row


def test_axe_s_pages_about_zooming_get_the_same_verdict() -> None:
    ours = {
        "meta-viewport": {"zoom-disabled"},
        "meta-viewport-large": {"zoom-limited"},
    }
    rows = _rows("axe-core", *ours)
    assert len(rows) == 11
    for row in rows:
        path = TRUTH / row["page"]
        if not path.exists():
            continue
        document = parse(path.read_bytes(), "https://shop.example/")
        facts = extract_page(
            document, platform=adapter("generic"), home_url="https://shop.example/",
            http=HttpFacts(status=200, content_type="text/html"),
        )  # fmt: skip
        found = _said(list(facts.head.viewports)) & ours[row["check"]]
        assert bool(found) == ("violations" in row["expected"]), row["page"]


def test_targets_are_too_small_where_axe_says_so() -> None:
    """Those that axe leaves open (off the tab order, or pictures that stand out of their links) are
    not compared."""
    path = TRUTH / "axe-core/test/integration/rules/target-size/target-size"
    body = path.with_suffix(".html").read_text(encoding="utf-8")
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    html = f'<!doctype html><html lang="en"><meta name="viewport" content="{WORDS}">{body}</html>'
    facts = screens().show(html, "tablet")
    assert facts.taps is not None
    found = {item.selector for item in facts.taps.small.items}
    assert facts.taps.small.count == len(found)
    assert {one for (one,) in expected["violations"]} - found == set()
    assert {one for (one,) in expected["passes"]} & found == set()
