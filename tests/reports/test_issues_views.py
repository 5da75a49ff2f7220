"""The issues by cause and by area: every number leads to as many findings."""

from pathlib import Path

import pytest

from crawler.records import CheckCard, Finding, Scope, Severity
from reports.model.areas import place_of
from reports.model.build import build_model
from reports.model.findings import slug
from reports.model.night import read_night
from reports.model.pages import ReportModel
from tests.reports.conftest import BuiltSite
from tests.reports.factory import Built, Sample, build
from tests.reports.test_causes import finding, linked, record
from tests.reports.test_seo import rows_behind
from tests.reports.test_site import text_of


def judged(made: Built, *found: Finding) -> ReportModel:
    """The sample with other findings, and its cards with a check of the whole shop."""
    cards = (*made.run.cards(), CheckCard(
        id="site/closed", family="site", title="The shop is closed", severity=Severity.ERROR,
        scope=Scope.SITE, why="", fix="", since="0.1"))  # fmt: skip
    made.run.write_judgement(
        list(found),
        list(made.run.offers()),
        cards,
        made.run.tallies(),
    )
    return build_model(made.run, made.history, made.config)[0]


@pytest.fixture(scope="module")
def model(ordinary: BuiltSite) -> ReportModel:
    made = ordinary.made
    return build_model(made.run, made.history, made.config)[0]


def test_every_number_by_cause_leads_to_its_findings(model: ReportModel) -> None:
    pages = {check.id: check for check in model.checks}
    assert len(model.causes.causes.rows) == 11
    for row in model.causes.causes.rows:
        behind = rows_behind(pages[row["check"]].findings, row["pages_href"])
        assert len(behind) == row["pages"], row
    sizes = [rows_behind(model.causes.causes, tile.href) for tile in model.causes.tiles]
    assert [len(rows) for rows in sizes] == [int(tile.value) for tile in model.causes.tiles]
    assert sum(map(len, sizes)) == len(model.causes.causes.rows)


def test_every_number_by_area_leads_to_its_findings(model: ReportModel) -> None:
    pages = {check.id: check for check in model.checks}
    areas = model.areas
    for row in areas.where.rows:
        assert row["findings_href"].startswith(f"issues/{slug(row['check'])}.html#")
        behind = rows_behind(pages[row["check"]].findings, row["findings_href"])
        assert len(behind) == row["findings"], row
    for table in (areas.kinds, areas.templates, areas.places):
        for row in table.rows:
            for name in ("error", "warning", "notice", "total"):
                behind = rows_behind(areas.where, row[f"{name}_href"])
                assert sum(found["findings"] for found in behind) == row[name], (table.id, row)
    assert sum(row["total"] for row in areas.kinds.rows) == len(model.findings)


def test_findings_without_a_kind_are_put_to_their_page_or_the_whole_shop(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    page = next(p for p in made.run.pages() if p.kind == "category")
    model = judged(
        made,
        record("https://shop.example/", site="blue-mug", subject="blue-mug", check="site/closed"),
        record(page.url, site="blue-mug", subject=page.key, check="site/closed",
                evidence={"region": "footer"}),
        record("https://shop.example/x", site="blue-mug", subject="blue-mug:x"),
    )  # fmt: skip
    kinds = {row["area"]: row["error"] for row in model.areas.kinds.rows}
    assert kinds == {"shop": 1, "category": 1, "other": 1}
    assert [row["area"] for row in model.areas.places.rows] == ["footer"]
    assert model.areas.sentence.startswith("3 errors were found; most of them, 1, are here:")


def test_a_check_about_the_whole_shop_was_not_found_on_a_page(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    model = judged(
        made,
        record("https://shop.example/", site="blue-mug", subject="blue-mug", check="site/closed"),
    )
    page = next(check for check in model.checks if check.id == "site/closed")
    assert page.sentence == "One finding. It concerns the whole shop, not a single page."


def test_findings_of_a_journey_lead_to_its_pictures(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    model = judged(
        made,
        record("https://shop.example/", site="blue-mug", check="journey/tap-slow"),
        record("https://shop.example/", site="blue-mug", check="seo/h1-missing"),
    )
    links = {check.id: [link.href for link in check.pictures] for check in model.checks}
    assert links["journey/tap-slow"] == ["phone/journeys.html"]
    assert links["seo/h1-missing"] == []


def test_links_say_in_which_part_of_the_page_they_are() -> None:
    one = finding("https://shop.example/x", evidence=linked("footer", "Imprint", 3))
    assert place_of(one) == "footer"
    two = linked("footer", "Imprint", 3)
    two["sources"][0]["region"] = "header"  # type: ignore[index]
    assert place_of(finding("https://shop.example/x", evidence=two)) == "several"
    assert place_of(finding("https://shop.example/x", evidence={"region": "<b>"})) == ""
    assert place_of(finding("https://shop.example/x")) == ""


def test_the_three_views_lead_to_each_other(ordinary: BuiltSite) -> None:
    for name in ("index", "causes", "areas"):
        html = (ordinary.site / "issues" / f"{name}.html").read_text("utf-8")
        for other in ("index", "causes", "areas"):
            assert f'href="../issues/{other}.html"' in html
    assert "11 mends would remove all 66 findings." in text_of(ordinary.site, "issues/causes.html")
    assert "most of them, 14, are here: Product pages." in text_of(
        ordinary.site, "issues/areas.html"
    )


def test_hostile_causes_can_be_filtered_by(hostile: BuiltSite) -> None:
    made = hostile.made
    night = read_night(made.run, made.history, made.config)
    assert night.findings
    model = build_model(made.run, made.history, made.config)[0]
    pages = {check.id: check for check in model.checks}
    for row in model.causes.causes.rows:
        assert len(rows_behind(pages[row["check"]].findings, row["pages_href"])) >= 1, row


def test_a_quiet_night_has_no_causes(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(findings=False))
    model = build_model(made.run, made.history, made.config)[0]
    assert model.causes.sentence == "No check found anything tonight."
    assert (model.causes.tiles, model.causes.causes.rows) == ((), ())
    assert model.areas.where.rows == ()
