"""Accessibility: axe's own pages through our browser, and every rule of axe told once."""

import importlib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from crawler.checks.access.findings import TOLD_ELSEWHERE, UNDECIDED
from crawler.checks.registry import all_checks, find_check
from crawler.records import AxeFacts
from crawler.render.axe import MOST_ELEMENTS, TAGS, engine
from tests.checks.shown import screens, whole
from tests.command import ROOT

pytestmark = pytest.mark.browser

CORPORA = Path(os.environ.get("STOREWALK_CORPORA", ROOT.parent / "shared" / "corpora"))
PAGES = CORPORA / "mobile"
TITLE = "<title>t</title><meta name=viewport content='width=device-width'>"

DIFFERENT = {
    # It stands in the page of a frame, and frames are not looked into.
    ("frame-title", "violation2"),
    # Its picture is on the internet, which tests do not reach; without it the link is smaller.
    ("target-size", "incomplete8"),
}
"""Where our pipeline and axe's own expectations of 4.11.4 differ: rule and id of the element."""


def expectations() -> list[dict[str, Any]]:
    if not PAGES.exists():
        return []
    rows = json.loads((PAGES / "index.json").read_text(encoding="utf-8"))
    return [row for row in rows if row["suite"] == "axe-core"]


async def rules_asked(page: Page) -> set[str]:
    await page.evaluate(engine())
    rules = await page.evaluate(f"axe.getRules({list(TAGS)})")
    left_out = {"experimental", "deprecated"}
    return {rule["ruleId"] for rule in rules if not left_out & set(rule["tags"])}


def looked_at(html: str) -> AxeFacts:
    facts = screens().show(whole(html), axe=True)
    assert facts.axe is not None, facts.note
    return facts.axe


@pytest.mark.skipif(
    not PAGES.exists(),
    reason="axe's own pages are not here; set STOREWALK_CORPORA to the folder of the corpora",
)
def test_the_pages_of_axe_itself_are_judged_as_its_makers_expect() -> None:
    rows = expectations()
    assert len(rows) == 26
    differences = set()
    for row in rows:
        rule = row["check"]
        html = (PAGES / row["page"]).read_text(encoding="utf-8")
        if "<html" not in html:
            html = f'<!doctype html><html lang="en"><head>{TITLE}</head><body>{html}</body></html>'
        found = [one for one in looked_at(html).findings if one.rule == rule]
        expected = {target[-1] for target in row["expected"].get("violations", [])}
        tags = [item.html for one in found for item in one.nodes.items]
        ids = set(re.findall(r'\sid="([^"]+)"', " ".join(tags)))
        named = {target.removeprefix("#") for target in expected if target.startswith("#")}
        if sum(one.nodes.count for one in found) == len(tags):
            differences |= {(rule, name) for name in ids ^ named}
        known = sum(1 for name, _ in DIFFERENT if name == rule)
        assert abs(sum(one.nodes.count for one in found) - len(expected)) <= known, row["page"]
    assert differences == DIFFERENT


def test_every_rule_of_axe_is_told_by_exactly_one_check() -> None:
    told = [*TOLD_ELSEWHERE, *UNDECIDED]
    for check in all_checks():
        if check.card.family == "access":
            told += importlib.import_module(check.function.__module__).RULES
    assert sorted(told) == sorted(set(told)), "a rule is told twice"
    assert set(told) == screens().visit("phone", rules_asked)
    for other in TOLD_ELSEWHERE.values():
        assert find_check(other), other


def test_one_theme_fault_is_one_finding_however_often_it_stands_there() -> None:
    cards = "".join(
        f'<li class="card"><p class="was" style="color:#ccc">€{n}</p></li>' for n in range(40)
    )
    (found,) = looked_at(f"<h1>Mugs</h1><ul>{cards}</ul>").findings
    assert (found.rule, found.component, found.nodes.count) == ("color-contrast", "p.was", 40)
    assert len(found.nodes.items) == 20
    box = found.nodes.items[0].box
    assert box is not None
    assert box.width > 100


def test_a_page_that_sabotages_the_dom_is_judged_all_the_same() -> None:
    facts = looked_at(
        "<h1>Blue mug</h1><button class=x></button><script>window.axe = null;"
        "Element.prototype.getAttribute = () => { throw 1 };"
        "Element.prototype.matches = () => { throw 2 }; Array.prototype.map = null;</script>"
    )
    assert [one.rule for one in facts.findings] == ["button-name"]


def test_a_page_too_large_for_axe_is_not_called_accessible() -> None:
    facts = screens().show(f"<h1>Large</h1>{'<i></i>' * MOST_ELEMENTS}", axe=True)
    assert facts.axe is None
    assert "accessibility" in facts.note
