"""The fork of the engine builds the same tree to the same bytes."""

import sys
from pathlib import Path

import pytest

from reports.site import mkdocs
from tests.reports.conftest import build_sample
from tests.reports.factory import Sample


def test_properdocs_builds_the_same_html(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = Sample(hostile=True, pages=12)
    ours = build_sample(tmp_path / "mkdocs", sample).site
    monkeypatch.setattr(mkdocs, "ENGINE", "properdocs")
    theirs = build_sample(tmp_path / "properdocs", sample).site
    assert "properdocs.commands.build" in sys.modules
    files = {path.relative_to(ours) for path in ours.rglob("*") if path.is_file()}
    assert files == {path.relative_to(theirs) for path in theirs.rglob("*") if path.is_file()}
    different = [
        name for name in files if (ours / name).read_bytes() != (theirs / name).read_bytes()
    ]
    assert different == []
