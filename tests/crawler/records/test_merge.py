"""Parts of a walk become one run: the same bytes in any order, and what is missing is said."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.errors import RunDirError
from crawler.records import (
    HttpFacts,
    PageKind,
    PageRecord,
    PageState,
    PartLost,
    Role,
    RunDir,
    RunManifest,
    SiteFacts,
    StageTime,
)
from crawler.records.codec import write_lines
from crawler.records.merge import merge

BEGUN = datetime(2026, 11, 30, 2, 17, tzinfo=UTC)


def part(folder: Path, name: str, paths: Sequence[str], *, whole: bool = True) -> RunDir:
    """A part as a machine leaves it; one that was killed has no time of its walk."""
    run = RunDir(folder)
    number = int(name.partition("/")[0] or 0)
    begun = BEGUN.replace(second=number)
    stages = (StageTime(name="crawl", started_at=begun, seconds=1.0),) if whole else ()
    run.write_manifest(
        RunManifest(
            tool_version="0.1", run="r", started_at=begun, own="shop", part=name, stages=stages
        )
    )
    write_lines(
        run.pages_path,
        (
            PageRecord(
                key=f"shop:https://shop.example{path}", site="shop", depth=0, found_on=None,
                url=f"https://shop.example{path}", state=PageState.OK, kind=PageKind.OTHER,
                fetched_at=BEGUN, http=HttpFacts(status=200),
            )
            for path in paths
        ),
    )  # fmt: skip
    run.write_sites((SiteFacts(id="shop", name="S", role=Role.OWN, url="https://shop.example/"),))
    return run


def contents(run: RunDir) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in run.path.iterdir()}


@pytest.fixture
def parts(tmp_path: Path) -> list[RunDir]:
    names = {"1/3": ["/", "/a"], "2/3": ["/", "/b"], "3/3": ["/", "/c"]}
    return [part(tmp_path / f"p{n[0]}", n, paths) for n, paths in names.items()]


def test_the_order_of_the_parts_and_their_folders_do_not_matter(
    tmp_path: Path, parts: list[RunDir]
) -> None:
    assert merge(parts, RunDir(tmp_path / "all")) == 4
    expected = contents(RunDir(tmp_path / "all"))
    elsewhere = RunDir(shutil.copytree(parts[0].path, tmp_path / "z"))
    for number, order in enumerate([parts[::-1], [parts[2], parts[1], elsewhere, parts[0]]]):
        into = RunDir(tmp_path / f"again{number}")
        merge(order, into)
        assert contents(into) == expected
    assert RunDir(tmp_path / "all").manifest().lost == {}


def test_merging_twice_into_one_place_changes_nothing(tmp_path: Path, parts: list[RunDir]) -> None:
    into = RunDir(tmp_path / "all")
    merge(parts, into)
    before = contents(into)
    merge(parts, into)
    assert contents(into) == before
    assert not (tmp_path / "all.new").exists()


def test_a_place_that_holds_something_else_is_left_alone(
    tmp_path: Path, parts: list[RunDir]
) -> None:
    into = RunDir(tmp_path / "all")
    merge(parts[:2], into)
    before = contents(into)
    with pytest.raises(RunDirError, match="something else already"):
        merge(parts, into)
    assert contents(into) == before


def test_parts_that_are_absent_or_were_cut_off_are_written_down(
    tmp_path: Path, parts: list[RunDir]
) -> None:
    cut = part(tmp_path / "cut", "3/3", ["/c"], whole=False)
    merge([parts[0], cut], RunDir(tmp_path / "all"))
    lost = RunDir(tmp_path / "all").manifest().lost
    assert lost == {"2/3": PartLost.ABSENT, "3/3": PartLost.CUT}


def test_parts_of_another_division_are_refused(tmp_path: Path, parts: list[RunDir]) -> None:
    other = part(tmp_path / "other", "4/4", ["/d"])
    with pytest.raises(RunDirError, match="not parts of one walk: 1/3, 4/4"):
        merge([parts[0], other], RunDir(tmp_path / "all"))


def test_a_walk_in_one_part_is_taken_as_it_is(tmp_path: Path) -> None:
    one = part(tmp_path / "one", "", ["/", "/a"])
    one.write_manifest(one.manifest().model_copy(update={"finished_crawl": True}))
    merge([one], RunDir(tmp_path / "all"))
    assert contents(RunDir(tmp_path / "all")) == contents(one)
