"""Several shops in one site: an overview, and each shop's report below it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.cli import main
from crawler.config import folder_name, load_group
from crawler.config.model import ReportConfig
from crawler.errors import ConfigError
from reports.group import ShopSource, build_group
from reports.site.check import broken_links
from tests.reports.factory import Sample, build
from tests.reports.test_site import text_of


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("group")
    made = {name: build(folder / name, Sample(hostile=name == "Austria", pages=30))
            for name in ("Germany", "Austria")}  # fmt: skip
    shops = [ShopSource(name, one.run, one.history, one.config) for name, one in made.items()]
    shops.append(ShopSource("Switzerland", None, folder / "no", made["Germany"].config))
    out = folder / "site"
    build_group(shops, ReportConfig(title="Blue Mug worldwide"), out, progress=lambda text: None)
    return out


def test_every_shop_has_its_report_and_the_overview_names_them_all(site: Path) -> None:
    assert (site / "germany" / "index.html").is_file()
    assert (site / "austria" / "issues" / "seo-title-missing.html").is_file()
    text = text_of(site, "index.html")
    assert "Germany, Austria lost ground last night" in text
    assert "No report of Switzerland." in text
    assert "It was not walked yet." in text
    assert broken_links(site) == []


def test_a_shop_without_a_report_is_no_zero(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    row = html[html.rindex("Switzerland", 0, html.index("It was not walked yet.")) :]
    row = row[: row.index("</tr>")]
    assert ">0<" not in row
    assert row.count("\u2013") > 5


def test_the_switch_leads_from_shop_to_shop(site: Path) -> None:
    html = (site / "germany" / "issues" / "index.html").read_text("utf-8")
    assert '<a href="../../index.html">All shops</a>' in html
    assert '<a href="../../austria/index.html">Austria</a>' in html
    assert '<a href="../index.html" aria-current="true">Germany</a>' in html
    assert "Switzerland" not in html


def test_shared_problems_stand_together_with_links_into_each_shop(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    common = html[html.index('id="common"') :]
    assert 'href="germany/issues/seo-title-missing.html"' in common
    assert 'href="austria/issues/seo-title-missing.html"' in common


def test_one_shop_alone_shows_no_switch(tmp_path: Path) -> None:
    from tests.reports.conftest import build_sample

    assert 'class="shops"' not in (
        build_sample(tmp_path, Sample(pages=8)).site / "index.html"
    ).read_text("utf-8")


def test_the_command_builds_it_from_the_folders_of_the_shops(tmp_path: Path) -> None:
    for name in ("de", "at"):
        made = build(tmp_path / name, Sample(pages=8))
        assert made.run.path.parent == tmp_path / name / "runs"
        (tmp_path / name / "config").mkdir()
        (tmp_path / name / "config" / "storewalk.yml").write_text(
            f"store: {{name: Mug {name}, url: 'https://shop.example/'}}"
        )
    group = tmp_path / "group.yml"
    group.write_text("report: {title: Mugs}\nshops: [{folder: de, name: Germany}, {folder: at}]")
    told = CliRunner().invoke(
        main, ["group", "--config", str(group), "--site", str(tmp_path / "site")]
    )
    assert told.exit_code == 0, told.output
    assert (tmp_path / "site" / "germany" / "index.html").is_file()
    assert (tmp_path / "site" / "mug-at" / "index.html").is_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shops: [{folder: a}]", "shops"),
        ("shops: [{folder: a}, {folder: a}]", "there twice"),
        ("shops: [{folder: a}, {folder: b}]", "no config/storewalk.yml"),
        ("shops: [{path: a}, {folder: b}]", "group.yml:1:"),
    ],
)
def test_a_wrong_group_names_the_place_and_the_mend(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "group.yml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_group(path)
    assert said in str(caught.value)


def test_names_become_folders_that_do_not_meet() -> None:
    assert folder_name("Blue Mug \u00d6sterreich!") == "blue-mug-sterreich"
    assert folder_name("data", frozenset({"data"})) == "data-2"
    assert folder_name("\u202e") == "shop"
