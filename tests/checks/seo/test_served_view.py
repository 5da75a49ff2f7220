"""Checks that compare what the server sent with what scripts made of it."""

from crawler.checks.api import PageContext, RunClock
from crawler.checks.registry import find_check
from crawler.records import PageRecord, PageView, SiteFacts
from tests.checks import cases

SHELL = '<html><head><title>Shop</title></head><body><div id="app">Wait</div></body></html>'
WHOLE = (
    '<html><head><title>Blue mug</title><meta name="robots" content="noindex"></head><body><main>'
    "<h1>Blue mug</h1><p>It is blue and holds 300 ml.</p></main></body></html>"
)


def said(check: str, served: str, seen: str) -> list[str] | None:
    found = find_check(check)
    assert found is not None
    page = record(seen)
    was = record(served)
    assert was.head is not None
    assert was.outline is not None
    view = PageView(head=was.head, kind=was.kind, word_count=was.outline.word_count)
    page = page.model_copy(update={"served": view})
    site = SiteFacts.model_validate(
        {"id": "shop", "name": "Shop", "role": "own", "url": cases.SHOP}
    )
    context = PageContext(page, site, RunClock(cases.TODAY))
    problems = found.run(context, None)
    return None if problems is None else sorted(problem.message for problem in problems)


def record(html: str) -> PageRecord:
    return cases._page(cases.Block("html", {"kind": "product"}, html, 0, 0), {})


def test_scripts_that_change_title_and_robots_are_named() -> None:
    assert said("seo/rendered-tag-differs", SHELL, WHOLE) == [
        'Scripts change the robots rules from "none" to "noindex".',
        'Scripts change the title from "Shop" to "Blue mug".',
    ]
    assert said("seo/rendered-tag-differs", WHOLE, WHOLE) == []


def test_words_that_only_scripts_bring_are_named() -> None:
    assert said("seo/content-needs-javascript", SHELL, WHOLE) == [
        "Only scripts bring more than half of the words into this product page."
    ]
    assert said("seo/content-needs-javascript", WHOLE, WHOLE) == []


def test_the_head_is_judged_as_the_server_sent_it() -> None:
    moved = WHOLE.replace("<title>", "<iframe></iframe><title>")
    assert said("seo/head-broken", WHOLE, moved) == []
    assert said("seo/title-outside-head", WHOLE, moved) == []
    assert said("seo/head-broken", moved, WHOLE) == [
        "The element <iframe> ends the head too early; behind it: title."
    ]
