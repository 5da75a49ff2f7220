"""What must be true of the whole house: layout, rooms, checks, documents."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from crawler.checks.registry import all_checks
from crawler.cli import main
from crawler.cli.checks import FORBIDDEN_WORDS
from crawler.platforms.detect import adapters
from crawler.records import keys
from tests.checks.cases import read_cases
from tests.command import ROOT

CHECKS = all_checks()
LIMIT = 400


def tracked() -> list[Path]:
    """Files of the project, without what git ignores."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).exists()]


def test_the_top_level_is_what_was_agreed() -> None:
    agreed = {"pyproject.toml", "crawler", "reports", "site_templates", "config", "tests",
              "README.md", "Makefile", "requirements.lock", "LICENSE"}  # fmt: skip
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} == agreed


@pytest.mark.parametrize("folder", ["crawler", "reports"])
def test_no_file_is_too_long(folder: str) -> None:
    long = {
        path.relative_to(ROOT): count
        for path in (ROOT / folder).rglob("*.py")
        if (count := len(path.read_text().splitlines())) > LIMIT
    }
    assert long == {}, "a file of more than 400 lines holds two ideas"


def test_every_room_stands_in_the_import_rules() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = config["tool"]["importlinter"]["contracts"]
    rooms = {f"crawler.{path.parent.name}" for path in (ROOT / "crawler").glob("*/__init__.py")}
    for name in ("Records are a leaf", "Reports read the run directory, never the crawler"):
        rule = next(item for item in contracts if item["name"] == name)
        open_rooms = rooms - set(rule["forbidden_modules"]) - set(rule["source_modules"])
        assert open_rooms <= {"crawler.records", "crawler.config"}, name


def test_the_lock_files_hold_no_address() -> None:
    for path in (ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock"):
        text = path.read_text()
        assert "://" not in text
        assert all("==" in line for line in text.splitlines() if re.match(r"[a-zA-Z]", line))
        assert text.count("--hash=sha256:") > 100


def test_nothing_names_a_registry_or_a_path_of_a_machine() -> None:
    hosts = re.compile(r"(pypi|pythonhosted|npmjs|deb\.debian)\.(org|com)|/" + "(work|root|farm)/")
    found = []
    for path in tracked():
        if path.suffix in {".png", ".webp", ".gz", ".parquet"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if hosts.search(line) and path != Path(__file__):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert found == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.card.id)
def test_a_check_is_one_file_and_one_fixture(check: object) -> None:
    card = check.card  # type: ignore[attr-defined]
    family, name = card.id.split("/")
    stem = name.replace("-", "_")
    assert (ROOT / "crawler" / "checks" / family / f"{stem}.py").exists()
    cases = read_cases(ROOT / "tests" / "checks" / family / f"{stem}.md")
    expected = [case.expected() for case in cases]
    assert [] in expected, "a passing case"
    assert any(lines and lines != ["not applicable"] for lines in expected), "a failing case"
    # The walk itself is always judged.
    assert ["not applicable"] in expected or card.family == "run", "a case without a verdict"
    assert name.split("-")[0] not in FORBIDDEN_WORDS, "named after the fault"
    assert card.sources, "a rule has a source"
    for source in card.sources:
        assert re.search(r"read \d{4}-\d\d-\d\d|convention|our own", source), source
    assert not card.title.endswith(".")
    assert len(card.title) <= 90


def test_every_fixture_belongs_to_a_check() -> None:
    ids = {check.card.id for check in CHECKS}
    for path in (ROOT / "tests" / "checks").rglob("*.md"):
        assert f"{path.parent.name}/{path.stem.replace('_', '-')}" in ids, path


def test_there_are_checks_over_every_family() -> None:
    assert len(CHECKS) >= 190
    families = {path.parent.name for path in (ROOT / "crawler" / "checks").glob("*/__init__.py")}
    assert {check.card.family for check in CHECKS} == families


def test_fix_hints_name_checks_that_exist() -> None:
    ids = {check.card.id for check in CHECKS}
    for name, found in adapters().items():
        assert set(found.fix_hints) <= ids, name


def test_the_readme_names_every_verb_and_exit_code() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for verb in main.commands:
        assert f"storewalk {verb}" in readme, verb
    for code in ("0", "1", "2", "3", "10", "130"):
        assert re.search(rf"^\| {code} \|", readme, re.M), code
    for command in ("make demo", "make test"):
        assert command in readme


def test_pure_rooms_ask_no_clock_and_no_network() -> None:
    for room in ("checks", "extract", "launch", "matching", "platforms"):
        for path in (ROOT / "crawler" / room).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            called = {
                node.func.attr
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            }
            assert not called & {"now", "utcnow", "today", "urlopen", "sleep"}, path


def test_tracking_parameters_are_sorted() -> None:
    text = Path(keys.__file__).read_text()
    block = text[text.index("frozenset(") : text.index(")  # fmt: skip")]
    listed = re.findall(r'"([a-z_]+)"', block)
    assert listed == sorted(listed)
