"""The bundle: the whole report in one file."""

import zipfile
from pathlib import Path

import pytest

from reports.model.pages import ReportModel
from reports.outputs.bundle import bundle_files
from reports.site.check import broken_links
from tests.reports.conftest import BuiltSite, build_sample, take_away
from tests.reports.factory import RUN, Sample

NAME = f"storewalk-{RUN[:10]}"


def unpacked(site: Path, folder: Path) -> Path:
    with zipfile.ZipFile(site / "downloads" / f"{NAME}.zip") as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    return folder / NAME


def test_the_bundle_is_the_site(hostile: BuiltSite, tmp_path: Path) -> None:
    root = unpacked(hostile.site, tmp_path)
    assert broken_links(root) == []
    own = {name for name, _ in bundle_files(hostile.site, [f"downloads/{NAME}.zip"])}
    assert {name for name, _ in bundle_files(root, [])} == own
    for name in own - {"downloads.html"}:
        assert (root / name).read_bytes() == (hostile.site / name).read_bytes(), name
    assert f"{NAME}.zip" not in (root / "downloads.html").read_text("utf-8")
    assert f'href="downloads/{NAME}.zip"' in (hostile.site / "downloads.html").read_text("utf-8")


def test_the_same_outputs_are_the_same_bundle(model: ReportModel, tmp_path: Path) -> None:
    one, two = (take_away(model, tmp_path / name) for name in ("one", "two"))
    names = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    assert Path("downloads", f"{NAME}.zip") in names
    for name in names:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


@pytest.mark.parametrize(
    ("bundle", "limit", "reason"),
    [
        (False, 25_000_000, "because report.bundle is false"),
        (None, 1000, "because it is larger than 1 KB"),
        (True, 1000, ""),
    ],
)
def test_whether_there_is_a_bundle_is_said(
    model: ReportModel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bundle: bool | None,
    limit: int,
    reason: str,
) -> None:
    for module in ("bundle", "page"):
        monkeypatch.setattr(f"reports.outputs.{module}.SITE_BYTES", limit)
    site = take_away(model, tmp_path, bundle=bundle)
    page = (site / "downloads.html").read_text("utf-8")
    assert (site / "downloads" / f"{NAME}.zip").is_file() is (not reason)
    assert reason in page
    assert ("is not packed" in page) is bool(reason)


def test_large_downloads_stay_out_of_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("bundle", "page"):
        monkeypatch.setattr(f"reports.outputs.{module}.FILE_BYTES", 30_000)
    built = build_sample(tmp_path / "built", Sample())
    root = unpacked(built.site, tmp_path)
    assert broken_links(root) == []
    assert not (root / "downloads" / "storewalk.xlsx").exists()
    assert (root / "downloads" / "prices.csv").exists()
    said = "Without storewalk.xlsx, market.json, findings.json: downloads above 30 KB"
    assert said in (root / "downloads.html").read_text("utf-8")
    assert said in (built.site / "downloads.html").read_text("utf-8")
    assert broken_links(built.site) == []
