"""The golden run, checked, remembered and reported again without a walk."""

import json
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.checks import engine
from tests.golden.replay import EXPECTED, dump, replay


def test_the_golden_run_gives_what_it_gave(tmp_path: Path) -> None:
    found = dump(replay(tmp_path)).splitlines()
    expected = EXPECTED.read_text("utf-8").splitlines()
    assert found == expected, "python -m tests.golden.update makes expected.json anew; review it"


def test_the_golden_run_holds_every_state_of_a_finding() -> None:
    expected = json.loads(EXPECTED.read_text("utf-8"))
    for kind in ("new", "fixed", "reopened", "persisting"):
        assert expected["changes"][kind] > 0, kind
    assert expected["prices"]
    assert not any("crashed" in tally for tally in expected["tallies"].values())


def test_checking_twice_says_the_same(tmp_path: Path) -> None:
    first = replay(tmp_path / "a")
    second = replay(tmp_path / "b")
    assert dump(first) == dump(second)


def test_two_processes_say_what_one_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = dump(replay(tmp_path / "alone"))
    monkeypatch.setattr(engine, "LARGE_BYTES", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert dump(replay(tmp_path / "both")) == alone


class _Killed:
    """A second process that does not live to the end."""

    def result(self) -> engine.Share:
        raise BrokenProcessPool


@contextmanager
def _no_helper(self: engine.Engine) -> Iterator[_Killed]:
    yield _Killed()


def test_a_second_process_that_is_killed_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = dump(replay(tmp_path / "alone"))
    monkeypatch.setattr(engine.Engine, "_helper", _no_helper)
    assert dump(replay(tmp_path / "killed")) == alone
