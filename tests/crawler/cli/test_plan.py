"""`storewalk plan`: the length of a night in words, and the matrix of its jobs."""

import json
from pathlib import Path

import pytest

from crawler.records import PageState, Role, RunDir, SiteFacts
from tests.command import storewalk

SHOPS = """\
store: {name: "Mugs ::set-output::", url: https://shop.example}
competitors: [{name: Rival, url: https://rival.example}]
crawl: {max_pages: 3000}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "storewalk.yml").write_text(SHOPS)
    for name in ("GITHUB_OUTPUT", "STOREWALK_PARTS", "STOREWALK_PAGES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_it_says_how_long_a_night_takes(folder: Path) -> None:
    done = storewalk("plan", cwd=folder)
    assert done.code == 0, done.text
    shop, rival = done.out.splitlines()[1:3]
    assert shop.split()[-4:] == ["3,000", "?", "5", "10"]
    assert rival.split()[-4:] == ["3,000", "?", "1", "50"]
    assert "1 part: at least 50 minutes of walking" in done.out
    assert "minutes of GitHub Actions a month" in done.out
    assert not [line for line in done.out.splitlines() if line.startswith("::")]


def test_the_last_run_says_how_many_pages_there_are(folder: Path) -> None:
    run = RunDir(folder / "runs" / "2026-11-29T021700Z")
    run.path.mkdir(parents=True)
    counts = {"known": 300, str(PageState.OK): 290}
    own = SiteFacts(
        id="mugs-set-output", name="M", role=Role.OWN, url="https://shop.example/", counts=counts
    )
    run.write_sites((own,))
    done = storewalk("plan", cwd=folder)
    assert done.out.splitlines()[1].split()[-4:] == ["300", "300", "5", "1"]


def test_the_matrix_is_handed_to_the_next_job(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(folder / "output"))
    monkeypatch.setenv("STOREWALK_PARTS", "3")
    monkeypatch.setenv("STOREWALK_PAGES", "true")
    done = storewalk("plan", "--github", cwd=folder)
    assert done.code == 0, done.text
    lines = (folder / "output").read_text().splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    assert outputs["together"] == "2"
    jobs = json.loads(outputs["parts"])
    assert [job["part"] for job in jobs] == ["1/3", "2/3", "3/3"]
    assert jobs[0]["name"] == "1-of-3"
    assert "::warning title=The report is public::" in done.out


def test_an_empty_number_of_parts_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOREWALK_PARTS", "")
    assert "1 part:" in storewalk("plan", cwd=folder).out
