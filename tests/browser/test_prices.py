"""The price pages in a browser: filters, evidence, one product."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from reports.model.prices.market import product_hash
from tests.browser.conftest import Watch
from tests.browser.test_site import address, column, ready
from tests.browser.test_sweep import axe
from tests.reports.conftest import BuiltSite
from tests.reports.factory import HOSTILE

pytestmark = pytest.mark.browser


def product(sku: str, site: str = "") -> str:
    return f"p={product_hash(sku)}" + (f"&s={site}" if site else "")


@pytest.mark.parametrize("label", ["Compared", "First place", "Undercut"])
def test_a_tile_shows_its_list_and_the_filter_that_made_it(
    page: Page, report: BuiltSite, label: str
) -> None:
    page.goto(address(report, "prices.html"))
    tile = page.locator(".tile", has_text=label)
    number = tile.locator(".tile-value").inner_text().strip()
    tile.locator("a").click()
    ready(page, "products")
    expect(page.locator("#products tbody tr")).to_have_count(int(number))
    expect(page.locator('#products .chip[aria-pressed="true"]').first).to_be_visible()


def test_a_tile_leads_to_another_page_with_its_filters_open(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "prices.html"))
    page.locator(".tile", has_text="Moved").locator("a").click()
    ready(page, "offers")
    changes = column(page, "offers", "Change")
    assert changes
    assert all(text.startswith(("+", "−")) for text in changes)
    chip = page.locator("#offers").get_by_role("button", name="Competitors")
    expect(chip).to_be_visible()
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")


def test_the_matrix_can_show_one_competitor_alone(
    page: Page, report: BuiltSite, browser: Browser
) -> None:
    page.goto(address(report, "prices/market.html"))
    ready(page, "matrix")
    all_rows = page.locator("#matrix tbody tr").count()
    page.locator("#matrix .chip", has_text="Filter & Bean").click()
    expect(page.locator('#matrix th[data-column="at_tassenhaus"]')).to_be_hidden()
    expect(page.locator('#matrix th[data-column="at_filter"]')).to_be_visible()
    assert 0 < page.locator("#matrix tbody tr").count() < all_rows, "only what it has a pair for"
    assert "No pair" not in column(page, "matrix", "Filter & Bean")
    assert "matrix.c=at_filter" in page.url
    other = browser.new_page()
    other.goto(page.url)
    ready(other, "matrix")
    expect(other.locator('#matrix th[data-column="at_tassenhaus"]')).to_be_hidden()
    other.close()


def test_the_evidence_opens_by_keyboard_and_gives_the_focus_back(
    page: Page, report: BuiltSite
) -> None:
    page.goto(address(report, "prices/market.html"))
    ready(page, "matrix")
    link = page.locator('#matrix td[data-label="Kettle & Co"] a[data-evidence]').first
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Evidence of the pair")
    expect(dialog.get_by_role("link", name="Open in the shop")).to_have_attribute(
        "rel", "noopener noreferrer nofollow"
    )
    page.evaluate(AXE_SCRIPT + "; 0")
    assert page.evaluate(axe()) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


def test_one_product_shows_every_shop_and_its_history(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "product.html", product("A-1")))
    expect(page.locator("h1")).to_have_text("Alba espresso maker")
    expect(page.locator("#product-page section").filter(has_text="In every shop")).to_contain_text(
        "Tassenhaus"
    )
    expect(page.locator("#history svg[role=img] title")).to_have_count(1)
    expect(page.locator("#changes").locator("..")).to_contain_text("Blocked")


def test_paper_shows_the_prices_that_do_not_count(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "prices/market.html"))
    page.emulate_media(media="print")
    expect(page.locator("#matrix .offer.idle").first).to_be_visible()
    expect(page.locator("#matrix")).to_contain_text("Another product now")
    expect(page.locator(".tabs")).to_be_hidden()


def test_an_address_can_name_the_evidence_itself(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "product.html", product("A-3", "tassenhaus")))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Blocked")
    expect(dialog).to_contain_text("Last seen")
    dialog.get_by_role("button", name="Close the evidence").click()
    expect(dialog).to_have_count(0)


def test_hostile_names_are_text_on_the_product_page(page: Page, report: BuiltSite) -> None:
    for index in range(len(HOSTILE)):
        page.goto("about:blank")
        page.goto(address(report, "product.html", product(f"A-{index + 1}", "kettle-co")))
        if index != 8:
            expect(page.get_by_role("dialog")).to_be_visible()
        for link in page.locator("#product-page a, dialog a").all():
            assert (link.get_attribute("href") or "").startswith(("http", "product", "page", "pri"))
    page.goto(address(report, "index.html"))
    page.goto(address(report, "product.html", product("A-2")))
    expect(page.locator("h1")).to_have_text(HOSTILE[1])


def test_an_unknown_product_is_an_answer_not_a_blank(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "product.html"))
    expect(page.locator("#product-page")).to_contain_text("Choose one of 14 watched products")
    page.goto(address(report, "product.html", f"p={product_hash('A-1')[:2]}" + "0" * 14))
    page.reload()
    expect(page.locator("#product-page")).to_contain_text("This product is not watched")


def test_a_phone_shows_a_product_without_sideways_scrolling(
    browser: Browser, report: BuiltSite
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    phone = context.new_page()
    watch = Watch(phone)
    phone.goto(address(report, "product.html", product("A-1")))
    expect(phone.locator("#history svg")).to_be_attached()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator("a[data-evidence]").first.click()
    expect(phone.get_by_role("dialog")).to_be_visible()
    assert watch.faults == []
    context.close()
