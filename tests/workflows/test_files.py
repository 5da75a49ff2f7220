"""What must be true of every workflow and action: pins, permissions, limits."""

import re
from typing import Any

import pytest

from tests.workflows.act import files, steps_of
from tests.workflows.runner import ACTIONS

FILES = files()
WORKFLOWS = {path: file for path, file in FILES.items() if "/workflows/" in path}
EVERY = pytest.mark.parametrize("path", sorted(FILES))
EVERY_WORKFLOW = pytest.mark.parametrize("path", sorted(WORKFLOWS))
OURS = re.compile(r"storewalk|make|\.ci/run|gh api")


def test_the_workflows_are_there() -> None:
    names = {path.rsplit("/", 1)[1] for path in WORKFLOWS}
    assert names == {"ci.yml", "nightly.yml", "launch.yml"}


@EVERY
def test_actions_of_others_are_pinned_by_commit(path: str) -> None:
    used = [step["uses"] for step in steps_of(FILES[path]) if "uses" in step]
    others = [name for name in used if not name.startswith("./")]
    assert [name for name in others if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []
    assert {name.partition("@")[0] for name in others} <= set(ACTIONS), "each has its stub"


@EVERY
def test_no_expression_stands_in_a_script(path: str) -> None:
    """Values reach a script through its environment, where they cannot become code."""
    assert [step["run"] for step in steps_of(FILES[path]) if "${{" in step.get("run", "")] == []


@EVERY_WORKFLOW
def test_every_job_has_least_permissions_and_a_limit(path: str) -> None:
    file = WORKFLOWS[path]
    assert file["permissions"] == {}
    assert file["concurrency"]["cancel-in-progress"] is (path == ".github/workflows/ci.yml")
    for name, job in file["jobs"].items():
        assert job["permissions"], name
        assert job["timeout-minutes"] < 360, "the platform's limit"
        assert job["runs-on"] == "ubuntu-24.04"
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert step.get("timeout-minutes", 0) < job["timeout-minutes"]


@EVERY_WORKFLOW
def test_every_step_is_a_call_of_our_command(path: str) -> None:
    scripts = [step["run"] for step in steps_of(WORKFLOWS[path]) if "run" in step]
    assert [script for script in scripts if not OURS.match(script)] == []


def nightly() -> dict[Any, Any]:
    return WORKFLOWS[".github/workflows/nightly.yml"]


def test_only_the_report_may_write_to_the_repository() -> None:
    rights = {name: job["permissions"] for name, job in nightly()["jobs"].items()}
    assert rights == {
        "plan": {"contents": "read"},
        "crawl": {"contents": "read"},
        "report": {"contents": "write", "issues": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
        "keepalive": {"actions": "write"},
    }


def test_the_night_begins_at_an_odd_minute_of_a_time_zone() -> None:
    triggers = next(value for key, value in nightly().items() if key is True)  # `on`, as YAML
    (when,) = triggers["schedule"]
    minute = int(when["cron"].split()[0])
    assert minute % 5, "round minutes are crowded"
    assert "/" in when["timezone"]


def test_nothing_is_published_unasked() -> None:
    jobs = nightly()["jobs"]
    pages = [step for step in jobs["report"]["steps"] if "pages-artifact" in step.get("uses", "")]
    for asked in (jobs["deploy"], *pages):
        assert "vars.STOREWALK_PAGES == 'true'" in asked["if"]
    assert "vars.STOREWALK_KEEPALIVE == 'true'" in jobs["keepalive"]["if"]


def test_the_report_goes_on_after_any_failure() -> None:
    steps = nightly()["jobs"]["report"]["steps"]
    names = [step.get("run", step.get("uses", "")) for step in steps]
    first = names.index("storewalk state pull")
    assert all("!cancelled()" in step["if"] for step in steps[first + 1 :])
    walked = next(n for n, name in enumerate(names) if name.startswith("storewalk run"))
    assert walked < names.index("storewalk state push")
