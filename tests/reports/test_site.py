"""The built site: complete, inert, linked, repeatable."""

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from crawler.errors import RunDirError, StorewalkError
from crawler.records import RunDir
from reports.build import MARKER, build_site
from reports.folders import templates_folder
from reports.group import build_group
from reports.site.check import broken_links
from reports.site.write import front_matter, site_pages
from tests.reports.conftest import BuiltSite, build_sample
from tests.reports.factory import HOSTILE, Sample, build

PAGES = (
    "index.html", "changes.html", "issues/index.html", "issues/causes.html", "issues/areas.html",
    "seo.html", "trends.html", "pages.html", "page.html", "prices.html",
    "links.html", "mobile.html", "phone/changes.html", "phone/journeys.html",
    "phone/speed.html", "phone/tags.html", "phone/coverage.html", "runs.html", "downloads.html",
    "about.html", "tools.html", "prices/market.html", "prices/moves.html", "prices/totals.html",
    "prices/rules.html", "prices/truth.html", "product.html",
)  # fmt: skip


class Reader(HTMLParser):
    """Collects scripts, addresses and event attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str | None] = []
        self.inline = ""
        self.hrefs: list[str] = []
        self.handlers: list[str] = []
        self.images: list[str] = []
        self.text = ""
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._script = tag == "script"
        if tag == "script":
            self.scripts.append(values.get("src"))
        if tag == "img":
            self.images.append(values.get("src") or "")
        self.hrefs += [value or "" for name, value in attrs if name in ("href", "src")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script:
            self.inline += data
        self.text += data


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def text_of(site: Path, name: str) -> str:
    return " ".join(Reader((site / name).read_text("utf-8")).text.split())


def test_every_page_is_there(ordinary: BuiltSite) -> None:
    for name in PAGES:
        assert (ordinary.site / name).is_file(), name
    assert (ordinary.site / "issues" / "seo-title-missing.html").is_file()
    assert ordinary.result.index == ordinary.site / "index.html"
    assert ordinary.result.pages == len(html_files(ordinary.site))
    assert ordinary.result.bytes > 0
    assert ordinary.said


def test_the_overview_says_what_happened_in_one_sentence(ordinary: BuiltSite) -> None:
    text = text_of(ordinary.site, "index.html")
    assert "Blue Mug lost ground last night: 12 new problems, 3 fixed;" in text
    assert "pages without an error ÷ pages that answered with HTML × 100" in text
    assert "What costs money now" in text


def test_all_links_of_the_site_lead_somewhere(ordinary: BuiltSite, hostile: BuiltSite) -> None:
    assert broken_links(ordinary.site) == []
    assert broken_links(hostile.site) == []


def test_the_link_checker_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<p id="x"><a href="#x">ok</a><a href="#y"></a><a href="b.html"></a>'
        '<a href="/abs.html"></a><a href="javascript:1"></a><a href="https://h.example/"></a>'
        '<div data-shard="data/t" data-parts="2"></div>'
    )
    assert [line.split(": ", 1)[1] for line in broken_links(tmp_path)] == [
        "#y: has no such place",
        "b.html: is not there",
        "/abs.html: is absolute",
        "javascript:1: is not a web address",
        "data/t-0.js: is not there",
        "data/t-1.js: is not there",
    ]


def test_hostile_text_is_inert_in_every_page(hostile: BuiltSite) -> None:
    for path in html_files(hostile.site):
        page = Reader(path.read_text("utf-8"))
        depth = "../" * (len(path.relative_to(hostile.site).parts) - 1)
        assert all(src and src.startswith(f"{depth}assets/") for src in page.scripts), path
        assert page.inline.strip() == "", path
        assert page.handlers == [], path
        ours = (f"{depth}shots/", f"{depth}badge/")
        assert all(image.startswith(ours) for image in page.images), path
        bad = [href for href in page.hrefs if re.match(r"\s*(javascript|data|vbscript):", href)]
        assert bad == [], path


def test_hostile_text_is_shown_as_it_was_written(hostile: BuiltSite) -> None:
    text = (hostile.site / "issues" / "seo-title-missing.html").read_text("utf-8")
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "{{ 7 * 7 }}" in Reader(text).text
    assert "שלום" in text


def test_hostile_text_cannot_leave_a_data_file(hostile: BuiltSite) -> None:
    for path in sorted((hostile.site / "data").rglob("*.js")):
        source = path.read_text("utf-8")
        assert source.startswith("SW.data("), path
        assert "</script" not in source, path
        assert "<!--" not in source, path
        assert "\u2028" not in source, path
        assert "\u2029" not in source, path


def test_no_page_runs_inline_scripts_or_asks_other_hosts(ordinary: BuiltSite) -> None:
    for path in html_files(ordinary.site):
        text = path.read_text("utf-8")
        assert "script-src 'self'" in text
        assert "connect-src 'self'" in text
        assert "noindex" in text
        page = Reader(text)
        assert not [src for src in page.scripts if src is None or "//" in src]


def test_links_to_other_hosts_give_nothing_away(ordinary: BuiltSite) -> None:
    for path in html_files(ordinary.site):
        for link in re.findall(r"<a [^>]*href=\"https?://[^>]*>", path.read_text("utf-8")):
            assert 'rel="noopener noreferrer nofollow"' in link


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_survives_any_text(text: str) -> None:
    # No key of ours is crawled text; YAML allows 1,024 characters in one.
    data = {"title": text, "rows": [{text[:200]: text}], "n": None}
    assert get_data(front_matter(data)) == ("", data)


def test_the_first_night_needs_no_history(tmp_path: Path) -> None:
    built = build_sample(tmp_path, Sample(first_night=True))
    assert "First look at Blue Mug" in text_of(built.site, "index.html")
    assert "this is the first night" in text_of(built.site, "changes.html").lower()
    assert broken_links(built.site) == []


def test_an_unhealthy_run_says_so_on_every_page(tmp_path: Path) -> None:
    built = build_sample(tmp_path, Sample(healthy=False))
    for name in PAGES:
        text = text_of(built.site, name)
        assert "The walk itself was not sound." in text, name
        assert "Nothing that is missing tonight counts as fixed." in text, name
    assert "412 of 640 pages" in text_of(built.site, "index.html")
    assert built.result.summary["healthy"] is False


def test_a_run_without_a_page_has_no_score(tmp_path: Path) -> None:
    built = build_sample(tmp_path, Sample(pages=0))
    assert built.result.summary["score"]["value"] is None
    assert "No page of Blue Mug could be looked at" in text_of(built.site, "index.html")
    assert broken_links(built.site) == []


def test_a_night_without_findings_is_a_good_night(tmp_path: Path) -> None:
    built = build_sample(tmp_path, Sample(findings=False))
    assert built.result.summary["score"]["value"] == 100
    assert "Nothing is open." in text_of(built.site, "index.html")
    assert "All it looked at passed: 68 pages." in text_of(
        built.site, "issues/seo-title-missing.html"
    )


def test_not_checked_is_told_apart_from_passed(ordinary: BuiltSite) -> None:
    passed = text_of(ordinary.site, "issues/links-link-to-redirect.html")
    skipped = text_of(ordinary.site, "issues/seo-hreflang-invalid-code.html")
    nothing = text_of(ordinary.site, "issues/data-sd-gtin-invalid.html")
    assert "Passed. All it looked at passed: 68 pages." in passed
    assert "No verdict. Not checked tonight. That is no pass" in skipped
    assert "No verdict. Not applicable" in nothing
    assert "Passed." not in skipped


def test_the_platform_adapter_says_where_to_mend_it(ordinary: BuiltSite) -> None:
    text = text_of(ordinary.site, "issues/seo-h1-missing.html")
    assert "Online Store > Themes > Edit code > h1" in text
    assert "Search engine listing" not in text


def test_a_crash_is_shown_where_the_check_is(ordinary: BuiltSite) -> None:
    text = text_of(ordinary.site, "issues/seo-canonical-to-home.html")
    assert "It could not run on 2 pages." in text
    assert "ValueError: <b>bad</b> URL" in text


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        made = build(tmp_path / name, Sample(hostile=True))
        out = tmp_path / name / "site"
        build_site(made.run, made.history, made.config, out, progress=lambda _: None)
        digests.append(
            {
                path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sorted(out.rglob("*"))
                if path.is_file()
            }
        )
    assert digests[0] == digests[1]


def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("keep me")
    with pytest.raises(StorewalkError, match="holds other files"):
        build_site(made.run, made.history, made.config, out, progress=lambda _: None)
    assert (out / "letter.txt").read_text() == "keep me"


def test_an_earlier_report_is_replaced_whole(tmp_path: Path) -> None:
    built = build_sample(tmp_path, Sample(pages=4, nights=2, watched=2))
    (built.site / "stale.html").write_text("old")
    made = built.made
    build_site(made.run, made.history, made.config, built.site, progress=lambda _: None)
    assert not (built.site / "stale.html").exists()
    assert (built.site / MARKER).exists()


def test_a_folder_without_a_run_is_an_error_with_a_hint(tmp_path: Path) -> None:
    config = build(tmp_path, Sample()).config
    with pytest.raises(RunDirError, match="no run here"):
        build_site(RunDir(tmp_path / "no"), tmp_path, config, tmp_path / "s", progress=print)


def test_eight_thousand_findings_stay_out_of_the_pages(tmp_path: Path) -> None:
    built = build_sample(tmp_path, Sample(extra_findings=8_000))
    assert built.result.pages < 60
    largest = max(path.stat().st_size for path in html_files(built.site))
    assert largest < 150_000
    shards = list((built.site / "data").rglob("*.js"))
    assert max(path.stat().st_size for path in shards) < 2_600_000
    assert "8,0" in text_of(built.site, "issues/index.html")


def test_every_template_is_used_or_a_partial() -> None:
    modules = (site_pages, build_group)
    source = "".join(Path(one.__code__.co_filename).read_text("utf-8") for one in modules)
    for path in templates_folder().glob("*.html"):
        assert path.name == "base.html" or f'"{path.name}"' in source, path.name


def test_every_chart_colour_has_a_name_in_the_style_sheet() -> None:
    from reports.charts.theme import COLOURS

    css = (templates_folder() / "assets" / "charts.css").read_text("utf-8")
    for colour in COLOURS.values():
        assert f'[stroke="{colour}"]' in css
        assert f'[fill="{colour}"]' in css


def test_a_text_of_a_megabyte_breaks_no_page(tmp_path: Path) -> None:
    """Evidence and titles are cut where they are shown; a message is shown whole, once a table."""
    made = build(tmp_path, Sample(pages=6))
    huge = "<script>alert(9)</script>" * 40_000
    found = [
        finding.model_copy(
            update={"message": huge, "evidence": {"found": huge}, "about": huge, "cause": huge,
                    "selector": huge}
        ) if number == 0 else finding
        for number, finding in enumerate(made.run.findings())
    ]  # fmt: skip
    made.run.write_judgement(found, list(made.run.offers()), tuple(made.run.cards()),
                             tuple(made.run.tallies()))  # fmt: skip
    site = tmp_path / "site"
    build_site(made.run, made.history, made.config, site, progress=print)
    assert broken_links(site) == []
    home = (site / "index.html").read_text("utf-8")
    assert len(home) < 150_000
    for path in html_files(site):
        assert "<script>alert(9)" not in path.read_text("utf-8"), path
