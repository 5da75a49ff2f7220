"""The action in a repository that has its own workflow: the lines of the README, run."""

import re
from pathlib import Path

import pytest
import yaml

from tests.command import ROOT, Done
from tests.server import Shop
from tests.workflows.act import Platform, git

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shop,
]
THEIRS = "OWNER/storewalk/.github/actions/storewalk@COMMIT"


def lines_of_the_readme() -> str:
    """The workflow in the README, with the action of this very repository."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(rf"^    on: .*?{re.escape(THEIRS)}$", text, re.M | re.S)
    assert block is not None
    lines = [line.removeprefix("    ") for line in block[0].splitlines()]
    assert len(lines) <= 10, "ten lines"
    return "\n".join(lines).replace(THEIRS, "./.github/actions/storewalk") + "\n"


@pytest.fixture(scope="module")
def nights(platform: Platform, shop: Shop) -> list[Done]:
    """Two nights by that workflow; the second cannot bring its history."""
    path = platform.repository / ".github" / "workflows" / "mine.yml"
    path.write_text(lines_of_the_readme())
    platform.push()
    first = platform.act("schedule", "mine.yml")
    keep(platform)
    workflow = yaml.safe_load(path.read_text())
    workflow["on"] = workflow.pop(True)  # YAML reads the word as true
    workflow["jobs"]["night"]["steps"][-1]["with"] = {"state": "git:not..a..branch"}
    path.write_text(yaml.safe_dump(workflow))
    return [first, platform.act("schedule", "mine.yml")]


def keep(platform: Platform) -> None:
    """The site of the first night, beside that of the second."""
    platform.artifacts.rename(platform.root / "first")


def runs_page(folder: Path) -> str:
    return (folder / "site" / "runs.html").read_text()


def test_ten_lines_make_a_night(platform: Platform, nights: list[Done]) -> None:
    assert nights[0].code == 0, nights[0].text[-5000:]
    assert (platform.root / "first" / "site" / "index.html").exists()
    assert "could not be read" not in runs_page(platform.root / "first")
    assert git(platform.origin, "show", "storewalk-data:runs.jsonl").count("\n") == 1


def test_without_the_state_there_is_a_site_all_the_same(
    platform: Platform, nights: list[Done]
) -> None:
    assert nights[1].code != 0, "what failed is red"
    assert "The history could not be read" in runs_page(platform.artifacts)
    assert git(platform.origin, "show", "storewalk-data:runs.jsonl").count("\n") == 1
