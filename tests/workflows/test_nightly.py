"""The nightly workflow, from plan to the published site, as a machine of GitHub's would run it."""

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.command import Done
from tests.crawler.state.servers import releases
from tests.reports.messages.services import GitHub, Reply, Service
from tests.street import Street
from tests.workflows.act import TOKEN, Platform, git

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shop,
]

TWO_PARTS = {"STOREWALK_PARTS": "2", "STOREWALK_PAGES": "true"}


@dataclass
class Town:
    """The street, a repository that watches it, and the issues of that repository."""

    street: Street
    platform: Platform
    github: GitHub

    def night(self, number: int, *, loses: str = "", api: str = "", state: str = "") -> Done:
        """One night's workflow."""
        self.street.night = number
        environment = {"GITHUB_API_URL": api} if api else {}
        variables = TWO_PARTS | {"STOREWALK_STATE": state}
        return self.platform.act(
            "schedule", "nightly.yml", loses=loses, environment=environment, variables=variables
        )

    @property
    def nights(self) -> list[str]:
        """Runs on the data branch."""
        text = git(self.platform.origin, "show", "storewalk-data:runs.jsonl")
        return [json.loads(line)["run"] for line in text.splitlines()]

    @property
    def site(self) -> Path:
        """The artifact of the last night."""
        return self.platform.artifacts / "site"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    github = GitHub(TOKEN)
    with Street(night=0) as street, Service(github) as api:
        platform = Platform.begin(tmp_path_factory.mktemp("platform"), street.own.url)
        path = street.write_config(platform.repository / "config")
        settings = yaml.safe_load(path.read_text())
        # What the browser sees has its own tests; here it would only take time.
        settings |= {"render": {"enabled": False}, "journeys": {"enabled": False}}
        channels = [{"type": "job_summary"}, {"type": "issue", "api": api.url}]
        path.write_text(yaml.safe_dump(settings | {"messages": {"channels": channels}}))
        platform.push()
        yield Town(street, platform, github)


def test_three_nights_in_a_row(town: Town) -> None:
    for number in range(3):
        done = town.night(number)
        assert done.code == 0, done.text[-5000:]
        assert "2 parts, 2 at a time" in done.text
        assert "Traceback" not in done.text
        assert TOKEN not in done.text
        assert len(town.nights) == number + 1
    assert len(set(town.nights)) == 3
    summary = json.loads((town.site / "downloads" / "summary.json").read_text())
    assert summary["changes"]["persisting"] > 50
    assert (town.platform.root / "published" / "index.html").exists()
    assert len(town.github.issues) == 1, "one message, kept up to date"
    parts = [path.name for path in town.platform.artifacts.glob("crawl-*")]
    assert sorted(parts) == ["crawl-1-of-2", "crawl-2-of-2"]


def test_a_night_on_which_much_goes_wrong_still_has_its_site(town: Town) -> None:
    """A part is lost, nobody can be told, and the push is refused to its end."""
    before = town.nights or pytest.fail("the nights before are missing")
    asked = len(town.street.requests)
    hook = town.platform.origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho the branch is locked\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    town.github.failures = [Reply(500, b"{}")] * 20
    try:
        done = town.night(2, loses="crawl-2-of-2")
    finally:
        hook.unlink()
        town.github.failures = []
    assert done.code != 0, "what failed is red"
    assert "the branch is locked" in done.text
    assert "not told, and stays due" in done.text
    assert town.nights == before
    page = (town.site / "runs.html").read_text()
    assert "Part 2 of 2 of the walk did not arrive" in page
    summary = json.loads((town.site / "downloads" / "summary.json").read_text())
    assert summary["changes"]["not_rechecked"] > 10
    assert summary["changes"]["gone"] == 0, "what nobody looked at is not gone"
    history = town.platform.artifacts / "history" / "history" / "runs.jsonl"
    assert len(history.read_text().splitlines()) == len(before) + 1, "kept beside the site"
    assert len(town.street.requests) > asked


def test_with_a_token_that_has_expired_there_is_a_site_without_a_past(town: Town) -> None:
    before, issues = town.nights, json.dumps(town.github.issues)
    with releases() as refusing:
        done = town.night(2, api=refusing.url, state="release:acme/shop")
    assert done.code != 0, "what failed is red"
    assert "it may have expired" in done.text
    assert "The history could not be read" in (town.site / "runs.html").read_text()
    assert town.nights == before
    assert json.dumps(town.github.issues) == issues, "what is old must not be told as new"
