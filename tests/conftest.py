"""Collects check fixtures (tests/checks/**/*.md) and the options of the suite."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.checks.cases import Case, beside, read_cases, run_case
from tests.checks.shown import close_screens

CHECKS = Path(__file__).parent / "checks"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-findings",
        action="store_true",
        help="Rewrite the findings blocks of check fixtures; review the diff.",
    )


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    if file_path.suffix == ".md" and CHECKS in file_path.parents:
        return CheckFile.from_parent(parent, path=file_path)
    return None


TOGETHER = ("tests/stores/oscar/", "tests/street/")
"""Folders whose tests share a shop that takes a minute to start and walk: one worker has them."""
FIRST = (*TOGETHER, "tests/browser/", "tests/journeys/", "tests/crawler/render/", "tests/scripted/",
         "tests/facets/", "tests/reference/")  # fmt: skip
"""What takes long begins first: at the end of a run no worker should wait for another's shop."""


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Each worker has a file, or a folder of TOGETHER, to itself."""

    def _split_scope(self, nodeid: str) -> str:
        place = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if place.startswith(folder)), place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Marks of groups (`--dist loadgroup`) are lost: xdist 3.8 writes them to a field that
    pytest 9.2 has no more."""
    return Together(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: walks wait for polite servers a third of their time."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long work first."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    turns = (turn for turn, folder in enumerate(FIRST) if item.nodeid.startswith(folder))
    return next(turns, len(FIRST))


def pytest_unconfigure() -> None:
    close_screens()


class CheckFile(pytest.File):
    """The fixture of one check."""

    def collect(self) -> Iterator[pytest.Item]:
        for case in read_cases(self.path):
            yield CheckItem.from_parent(self, name=case.name, case=case)


class CheckItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case

    def runtest(self) -> None:
        from crawler.checks.registry import find_check

        family, name = self.path.parent.name, self.path.stem.replace("_", "-")
        check = find_check(f"{family}/{name}")
        assert check is not None, f"there is no check {family}/{name}"
        found = {"findings": run_case(check, self.case)}
        if self.case.one("shown"):
            found["beside"] = beside(check, self.case)
        for kind, lines in found.items():
            if self.config.getoption("--update-findings"):
                _rewrite(self.path, self.case, kind, lines)
            else:
                said = self.case.expected(kind)
                assert lines == said, "(pytest --update-findings rewrites the block)"

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.line - 1, f"{self.path.stem}: {self.name}"


def _rewrite(path: Path, case: Case, kind: str, found: list[str]) -> None:
    block = case.one(kind)
    if block is None:  # nobody else found anything so far
        assert not found, f"{case.name}: add a {kind} block for\n" + "\n".join(found)
        return
    text = path.read_text(encoding="utf-8")
    start = text.index(f"```{kind}", text.index(f"## {case.name}\n"))
    start = text.index("\n", start) + 1
    end = start + len(block.text)
    path.write_text(text[:start] + "".join(f"{x}\n" for x in found) + text[end:], encoding="utf-8")
