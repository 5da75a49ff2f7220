"""Search from anywhere, and the keys that can be switched off again."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.test_site import address
from tests.browser.test_sweep import COLOURS, axe
from tests.reports.conftest import BuiltSite
from tests.reports.factory import HOSTILE

pytestmark = pytest.mark.browser


def test_a_slash_opens_the_search_and_enter_goes_to_the_first(
    page: Page, report: BuiltSite
) -> None:
    page.goto(address(report, "issues/index.html"))
    page.keyboard.press("/")
    page.keyboard.type("no title")
    expect(page.locator(".finder-list h3").first).to_have_text("Checks")
    page.keyboard.press("Enter")
    page.wait_for_url("**/issues/seo-title-missing.html")


@pytest.mark.parametrize(
    ("asked", "group", "href"),
    [
        ("seo/title-missing", "Checks", "issues/seo-title-missing.html"),
        ("A-10", "Products", "product.html#p="),
        ("cedar-kettle-3", "Pages", "page.html#u="),
        ("canonical", "Glossary", "glossary.html#canonical"),
        ("downl", "Report", "downloads.html"),
    ],
)
def test_everything_is_found_from_anywhere(
    page: Page, report: BuiltSite, asked: str, group: str, href: str
) -> None:
    page.goto(address(report, "prices/market.html"))
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Search the report").fill(asked)
    section = page.locator(".finder-list section", has=page.get_by_role("heading", name=group))
    expect(section.locator(f"a[href*='{href}']").first).to_be_visible()


def test_nothing_found_is_said(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "index.html"))
    page.keyboard.press("/")
    page.keyboard.type("zzzz")
    expect(page.locator(".finder-foot")).to_have_text("Nothing found.")


def test_arrows_walk_through_what_was_found_and_escape_gives_the_focus_back(
    page: Page, report: BuiltSite
) -> None:
    page.goto(address(report, "index.html"))
    button = page.get_by_role("button", name="Search")
    button.click()
    page.keyboard.type("kettle")
    expect(page.locator(".finder-list a").nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".finder-list a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Search the report")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_hostile_titles_are_text_in_the_search(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "index.html"))
    page.keyboard.press("/")
    page.keyboard.type("alert(")
    expect(page.locator(".finder-list")).to_contain_text(HOSTILE[0])
    assert page.locator(".finder-list script, .finder-list img").count() == 0


def test_a_key_right_after_the_search_was_closed_is_a_shortcut_again(
    page: Page, report: BuiltSite
) -> None:
    page.goto(address(report, "index.html"))
    page.keyboard.press("/")
    expect(page.get_by_label("Search the report")).to_be_focused()
    # In one task: the browser takes the focus out of a closed dialog only when it paints again.
    page.evaluate(
        """() => {
            document.querySelector("dialog.finder").close();
            document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key: "?", bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("dialog.keys")).to_be_visible()


def test_axe_finds_nothing_in_the_search_and_the_help(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "index.html"))
    page.evaluate(AXE_SCRIPT + "; 0")
    page.keyboard.press("/")
    page.keyboard.type("kettle")
    expect(page.locator(".finder-list a").first).to_be_visible()
    for dialog in (".finder", ".keys"):
        expect(page.locator(f"dialog{dialog}")).to_be_visible()
        page.emulate_media(color_scheme="light")
        assert page.evaluate(axe()) == []
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(axe(*COLOURS)) == []
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        page.keyboard.press("?")


def test_keys_lead_to_pages_until_they_are_switched_off(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "index.html"))
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/issues/index.html")
    page.keyboard.press("?")
    page.get_by_role("button", name="Switch shortcuts off").click()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    page.reload()
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
