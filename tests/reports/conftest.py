"""Built samples that several tests look at; built once for each test process."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from reports.build import SiteResult, build_site
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


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """An ordinary night."""
    return build_sample(tmp_path_factory.mktemp("ordinary"), Sample())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A night on which every text is an attack."""
    return build_sample(tmp_path_factory.mktemp("hostile"), Sample(hostile=True))
