"""The page about search: every page in one class, and every number leads to as many rows."""

from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest

from crawler.records import CanonicalLink, HeadFacts, PageRecord, PageState, RobotsDirective, codec
from reports.charts.search import index_chart, length_chart
from reports.model.build import build_model
from reports.model.findable import findable
from reports.model.findlook import index_of, width
from reports.model.night import read_night
from reports.model.pages import ReportModel
from reports.model.parts import Row, Table
from tests.reports.conftest import BuiltSite
from tests.reports.factory import Built, Sample, build
from tests.reports.test_site import text_of


def rows_behind(table: Table, href: str) -> list[Row]:
    """The rows that the table component shows for an address, by its filters."""
    filters = {}
    for part in href.partition("#")[2].split("&"):
        name, _, values = part.partition("=")
        assert name.startswith(f"{table.id}.f."), href
        filters[name.removeprefix(f"{table.id}.f.")] = {unquote(v) for v in values.split(",")}
    facets = {column.name for column in table.columns if column.facet}
    assert filters.keys() <= facets, "a filter that the table does not have would show nothing"
    return [
        row
        for row in table.rows
        if all(str(row.get(name) or "") in chosen for name, chosen in filters.items())
    ]


def model_of(made: Built) -> ReportModel:
    return build_model(made.run, made.history, made.config)[0]


@pytest.fixture(scope="module")
def model(ordinary: BuiltSite) -> ReportModel:
    return model_of(ordinary.made)


def record(made: Built, **changes: object) -> PageRecord:
    page = next(page for page in made.run.pages() if page.state is PageState.OK)
    return page.model_copy(update=changes)


def test_a_page_is_indexable_only_when_nothing_speaks_against_it(ordinary: BuiltSite) -> None:
    made = ordinary.made
    noindex = HeadFacts(robots=(RobotsDirective(agent="googlebot", content="noindex"),))
    elsewhere = HeadFacts(canonicals=(CanonicalLink(href="/x", url="https://shop.example/x"),))
    assert index_of(record(made)) == "indexable"
    assert index_of(record(made, head=noindex)) == "noindex"
    assert index_of(record(made, head=elsewhere)) == "canonical"
    assert index_of(record(made, googlebot_allowed=False)) == "robots"
    assert index_of(record(made, state=PageState.REDIRECT)) == "redirect"
    assert index_of(record(made, state=PageState.FAILED)) == "error"
    assert index_of(record(made, state=PageState.BLOCKED)) == "unknown"
    assert index_of(record(made, state=PageState.ROBOTS)) == "unknown", "Google may be let in"
    assert index_of(record(made, state=PageState.NOT_HTML)) == ""


def test_every_number_of_the_search_page_leads_to_as_many_pages(model: ReportModel) -> None:
    pages, seo = model.explorer.pages, model.seo
    numbers = 0
    for table in (seo.index, seo.lengths, seo.markup, seo.sitemaps):
        for row in table.rows:
            for column in table.columns:
                if column.kind == "count" and row[column.name]:
                    href = row[f"{column.name}_href"]
                    assert len(rows_behind(pages, href)) == row[column.name], (table.id, row)
                    numbers += 1
    assert numbers > 20
    counted = [tile for tile in seo.tiles if tile.href and not tile.value.endswith("%")]
    assert len(counted) == 6
    for tile in counted:
        assert len(rows_behind(pages, tile.href)) == int(tile.value), tile.label


def test_hostile_types_can_be_filtered_by(hostile: BuiltSite) -> None:
    model = model_of(hostile.made)
    rows = [row for row in model.seo.markup.rows if row["kind"] == "content" and row["pages_href"]]
    assert len(rows) > 8
    for row in rows:
        assert len(rows_behind(model.explorer.pages, row["pages_href"])) == row["pages"], row


def test_the_share_of_products_with_data_leads_to_those_without(model: ReportModel) -> None:
    tile = model.seo.tiles[-1]
    without = rows_behind(model.explorer.pages, tile.href)
    assert tile.note == "37 of 52 product pages have it"
    assert tile.value == "71.2 %"
    assert len(without) == 15


def test_titles_are_judged_by_class_and_the_double_ones_first(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    pages = list(made.run.pages())
    own = [i for i, p in enumerate(pages) if p.site == "blue-mug" and index_of(p) == "indexable"]
    titles = ("", "Mug", "Tea", "Tea", "M" * 61, "A mug that is just right")
    for at, title in zip(own, titles, strict=False):
        head = pages[at].head.model_copy(update={"titles": (title,) if title else ()})  # type: ignore[union-attr]
        pages[at] = pages[at].model_copy(update={"head": head})
    codec.write_lines(made.run.pages_path, pages)
    found = findable(read_night(made.run, made.history, made.config))
    classes = [found.looks[pages[at].key].title for at in own[: len(titles)]]
    assert classes == ["missing", "short", "duplicate", "duplicate", "long", "good"]
    assert found.widths[61] == 1
    assert sum(found.widths.values()) == len(own) - 1, "a page without a title has no width"


def test_wide_characters_count_double_and_marks_not_at_all() -> None:
    assert width("mug") == 3
    assert width("急須") == 4
    assert width("e\u0301") == 1


def test_without_a_sitemap_nothing_is_said_about_sitemaps(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    sites = tuple(site.model_copy(update={"sitemaps": ()}) for site in made.run.sites())
    made.run.write_sites(sites)
    seo = model_of(made).seo
    assert seo.sitemaps.rows == ()
    assert seo.sitemaps.empty == "Not looked at: no sitemap could be read tonight."
    assert seo.sitemaps_note == ""


def test_a_night_without_pages_knows_nothing(tmp_path: Path) -> None:
    seo = model_of(build(tmp_path, Sample(pages=0))).seo
    assert seo.sentence == (
        "No page of Blue Mug could be looked at tonight: nobody knows what Google finds."
    )
    assert (seo.tiles, seo.charts) == ((), ())


def test_the_search_page_says_it_in_a_sentence(ordinary: BuiltSite) -> None:
    text = text_of(ordinary.site, "seo.html")
    assert "Google may show 42 of 59 pages of Blue Mug." in text
    assert "No page that earns money is kept from it. One more page could not be looked at." in text
    assert "12 known pages were not asked for tonight" in text


def test_the_bars_of_indexability_are_told_in_words_beside_them() -> None:
    counted = {("product", "indexable"): 8, ("product", "noindex"): 2, ("home", ""): 1}
    words = {"indexable": "Open", "noindex": "Shut"} | dict.fromkeys(
        ("canonical", "robots", "redirect", "error", "unknown"), "x"
    )
    (chart,) = index_chart(counted, [("home", "Home"), ("product", "Products")], words)
    assert "Open 8 · Shut 2" in chart.svg
    assert chart.conclusion == "8 of 10 pages that are known are indexable."
    assert [row[:3] for row in chart.rows] == [("Products", "8", "2")]
    assert index_chart({("home", ""): 1}, [("home", "Home")], words) == ()


def test_the_lengths_of_titles_name_their_classes() -> None:
    (chart,) = length_chart({14: 1, 15: 2, 60: 3, 61: 4, 900: 1}, (15, 60))
    assert chart.conclusion == "5 of 11 titles have 15 to 60 characters."
    assert chart.rows[0] == ("11 to 15", "2", "Good")
    assert chart.rows[-1] == ("more than 120", "1", "Long")
    assert sum(Decimal(row[1]) for row in chart.rows) == 11
    assert length_chart({20: 4}, (15, 60)) == (), "a handful is read faster in the table"
