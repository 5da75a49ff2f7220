"""The report as a person opens it: by a double click on index.html."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from crawler.records import file_key
from tests.reports.conftest import BuiltSite
from tests.reports.factory import WAITING

pytestmark = pytest.mark.browser


def address(report: BuiltSite, name: str, state: str = "") -> str:
    return (report.site / name).as_uri() + (f"#{state}" if state else "")


def ready(page: Page, table: str) -> None:
    """Go to a table and wait for its rows: a click on one that is replaced meanwhile is lost."""
    page.locator(f"#{table}").scroll_into_view_if_needed()
    expect(page.locator(f"#{table} .sw-table")).to_have_attribute("data-ready", "")


def column(page: Page, table: str, label: str) -> list[str]:
    cells = page.locator(f'#{table} tbody td[data-label="{label}"]')
    return [text.strip() for text in cells.all_inner_texts()]


def test_the_theme_button_switches_and_is_remembered(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "index.html"))
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    button = page.get_by_role("button", name="Switch to the dark theme")
    button.focus()
    page.keyboard.press("Enter")
    expect(root).to_have_attribute("data-theme", "dark")
    page.goto(address(report, "prices.html"))
    expect(root).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Switch to the light theme")).to_be_visible()


def test_a_table_sorts_by_keyboard_and_says_so(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "issues/index.html"))
    ready(page, "open")
    head = page.locator('#open th[data-column="pages"]')
    head.locator("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    numbers = [int(text) for text in column(page, "open", "Pages")]
    assert numbers == sorted(numbers, reverse=True)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    numbers = [int(text) for text in column(page, "open", "Pages")]
    assert numbers == sorted(numbers)
    assert "open.sort=pages" in page.url


def test_a_second_column_sorts_within_the_first(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "issues/index.html"))
    ready(page, "open")
    page.locator('#open th[data-column="severity"] button').click()
    page.locator('#open th[data-column="findings"] button').click(modifiers=["Shift"])
    rank = ["Error", "Warning", "Notice"]
    pairs = [
        (rank.index(severity), -int(findings))
        for severity, findings in zip(
            column(page, "open", "Severity"), column(page, "open", "Findings"), strict=True
        )
    ]
    assert pairs == sorted(pairs)
    assert page.locator("#open th[aria-sort]").count() == 2


def test_searching_counts_aloud_and_can_find_nothing(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "pages.html"))
    ready(page, "pages")
    status = page.locator("#pages [role=status]")
    expect(status).to_contain_text("Rows 1 to 50 of")
    page.get_by_role("searchbox").fill("teapot")
    expect(status).to_contain_text("24 of 198 rows")
    assert all("teapot" in text for text in column(page, "pages", "Page"))
    page.get_by_role("searchbox").fill("no such thing")
    expect(status).to_contain_text("None of")


def test_pages_of_a_table_are_turned_by_keyboard(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "pages.html"))
    ready(page, "pages")
    first = column(page, "pages", "Page")
    page.locator("#pages").get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pages [role=status]")).to_contain_text("Rows 51 to 100")
    assert not set(first) & set(column(page, "pages", "Page"))
    page.locator("#pages").get_by_label("Rows on a page").select_option("500")
    expect(page.locator("#pages tbody tr")).to_have_count(
        int(page.locator("#pages .sw-table").get_attribute("data-total") or 0)
    )


def test_a_filter_narrows_and_its_address_can_be_shared(
    page: Page, report: BuiltSite, browser: Browser
) -> None:
    page.goto(address(report, "changes.html"))
    ready(page, "changes")
    chip = page.locator("#changes").get_by_role("button", name="Fixed")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert set(column(page, "changes", "State")) == {"Fixed"}
    shared = page.url
    assert "changes.f.state=fixed" in shared
    other = browser.new_page()
    other.goto(shared)
    ready(other, "changes")
    assert set(column(other, "changes", "State")) == {"Fixed"}
    other.close()


def test_a_tile_opens_the_rows_behind_its_number(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "index.html"))
    page.locator(".tile", has_text="Errors").locator("a").click()
    ready(page, "open")
    assert set(column(page, "open", "Severity")) == {"Error"}


def test_the_csv_of_a_filtered_table_is_guarded(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "issues/seo-title-missing.html", "findings.q=" + quote("=cmd")))
    ready(page, "findings")
    with page.expect_download() as download:
        page.locator("#findings").get_by_role("button", name="Save as CSV").click()
    assert download.value.suggested_filename == "seo-title-missing.csv"
    path = download.value.path()
    text = Path(path).read_bytes().decode("utf-8-sig")
    assert "\"'=cmd()" in text
    assert len(text.split("\r\n")) == 3


def test_one_page_shows_everything_known_about_a_url(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "pages.html"))
    ready(page, "pages")
    page.get_by_role("searchbox").fill("alba-espresso-maker")
    expect(page.locator("#pages tbody tr").first).to_contain_text("alba-espresso-maker")
    page.locator("#pages tbody tr").first.get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("alba-espresso-maker")
    expect(page.get_by_role("heading", name="Price and its evidence")).to_be_visible()
    expect(page.locator("#url-page")).to_contain_text("Product.offers.price")


def test_an_unknown_page_is_an_answer_not_a_blank(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "page.html"))
    expect(page.locator("#url-page")).to_contain_text("Choose a page in the list of pages.")


def test_a_page_that_waits_for_its_turn_says_when_it_was_seen(
    page: Page, report: BuiltSite
) -> None:
    url = next(iter(WAITING))
    page.goto(f"file://{report.site}/page.html#u={file_key(f'blue-mug:{url}')}")
    expect(page.locator("#url-page")).to_contain_text("It was last seen on 2026-08-21.")


def test_the_age_of_the_report_is_told_in_the_browser(page: Page, report: BuiltSite) -> None:
    page.clock.set_fixed_time("2026-08-22T12:00:00Z")
    page.goto(address(report, "index.html"))
    expect(page.locator("[data-stale]")).to_be_hidden()
    page.clock.set_fixed_time("2026-08-24T02:10:00Z")
    page.reload()
    expect(page.locator("[data-stale]")).to_contain_text("48 hours ago")


def test_explore_turns_the_drawing_into_an_interactive_chart(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "index.html"))
    page.get_by_role("button", name="Explore").click()
    expect(page.locator("#trend .canvas.vega-embed svg.marks")).to_be_visible()


def test_a_number_of_a_page_opens_the_rows_behind_it(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "seo.html"))
    ready(page, "lengths")
    link = page.locator("#lengths a").first
    number = int(link.inner_text())
    link.click()
    page.wait_for_url("**/pages.html#*")
    expect(page.locator("#pages .sw-table")).to_have_attribute("data-ready", "")
    expect(page.locator("#pages [role=status]")).to_contain_text(f"{number} of ")
    page.goto(address(report, "issues/areas.html"))
    ready(page, "kinds")
    total = int(page.locator('#kinds td[data-label="Errors"] a').first.inner_text())
    page.locator('#kinds td[data-label="Errors"] a').first.click()
    expect(page.locator("#where .sw-table")).to_have_attribute("data-ready", "")
    expect(page.locator('#where .chip[aria-pressed="true"]').first).to_be_visible()
    assert sum(int(text) for text in column(page, "where", "Findings")) == total


def test_columns_can_be_left_out_and_the_address_says_so(
    page: Page, report: BuiltSite, browser: Browser
) -> None:
    page.goto(address(report, "pages.html"))
    ready(page, "pages")
    page.locator("#pages .chooser summary").click()
    page.get_by_label("Notices", exact=True).last.uncheck()
    expect(page.locator('#pages th[data-column="notice"]')).to_be_hidden()
    assert "pages.h=notice" in page.url
    page.reload()
    ready(page, "pages")
    expect(page.locator('#pages th[data-column="notice"]')).to_be_hidden()
    assert page.locator('#pages tbody td[data-label="Notices"]').count() == 0


def test_a_filter_counts_what_the_other_filters_let_through(page: Page, report: BuiltSite) -> None:
    page.goto(address(report, "pages.html", "pages.f.worst=error"))
    ready(page, "pages")
    answers = page.get_by_role("group", name="Answer").get_by_role("button")
    counts = [int(text) for text in answers.locator(".n").all_inner_texts()]
    worst = page.get_by_role("group", name="Worst finding").get_by_role("button")
    chosen = worst.and_(page.locator('[aria-pressed="true"]')).locator(".n").inner_text()
    assert sum(counts) == int(chosen)
    assert sum(int(n) for n in worst.locator(".n").all_inner_texts()) > int(chosen)
