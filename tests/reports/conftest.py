"""Built samples that several tests look at; built once for each test process."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.config.model import ReportConfig
from reports.build import SiteResult, build_site
from reports.model.build import build_model
from reports.model.pages import ReportModel
from reports.outputs.all import page_with_bundle, write_outputs
from reports.site.late import rewrite
from reports.site.write import site_pages
from tests.reports.factory import Built, Sample, build


@dataclass
class BuiltSite:
    """A sample and its report."""

    made: Built
    site: Path
    result: SiteResult
    said: list[str]


def build_sample(folder: Path, sample: Sample) -> BuiltSite:
    """Build the sample and its site below `folder`."""
    made = build(folder, sample)
    said: list[str] = []
    result = build_site(made.run, made.history, made.config, folder / "site", progress=said.append)
    return BuiltSite(made, folder / "site", result, said)


def model_of(made: Built) -> ReportModel:
    """The report's model alone: a tenth of the time of a site."""
    return build_model(made.run, made.history, made.config)[0]


def xml_of(path: Path) -> ET.Element:
    """The root of an XML file that was written here."""
    return ET.parse(path).getroot()  # noqa: S314 - our own file


def take_away(report: ReportModel, folder: Path, **settings: Any) -> Path:
    """The outputs of a model and the page that lists them, below `folder`, without other pages."""
    report_settings = ReportConfig(**settings)
    site = folder / "site"
    files = write_outputs(report, site, report_settings)
    listed = page_with_bundle(report, files, report_settings, site, folder)
    page = next(p for p in site_pages(report, listed) if p.file == "downloads.html")
    rewrite(site, page, report.shell)
    return site


@pytest.fixture(scope="session")
def model(ordinary: BuiltSite) -> ReportModel:
    """The model of the ordinary night."""
    return model_of(ordinary.made)


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """An ordinary night."""
    return build_sample(tmp_path_factory.mktemp("ordinary"), Sample())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A night on which every text is an attack."""
    return build_sample(tmp_path_factory.mktemp("hostile"), Sample(hostile=True))
