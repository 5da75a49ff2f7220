"""The made-up data of the scale benchmark is a run like any other, and its table is honest."""

import os
import sys
from pathlib import Path

import pytest

from crawler.checks.engine import Engine
from crawler.errors import StorewalkError
from crawler.fetch.frontier import SiteFrontier
from crawler.records import PageState, Severity, TargetState
from tests.bench.measure import weigh
from tests.bench.scale import Bench, Cell, expected, scale_table, stages_named
from tests.bench.stages import links, walked
from tests.bench.synthetic import LINKS, settings, write_run

PAGES = 50


def test_a_synthetic_run_is_read_and_judged_like_a_real_one(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", PAGES)
    links(PAGES, tmp_path)
    pages = list(run.pages_with_links())
    assert len({page.key for page in pages}) == PAGES
    assert {page.state for page in pages} == {PageState.OK, PageState.ERROR, PageState.REDIRECT}
    assert {len(page.links.links) for page in pages if page.links} == {LINKS}
    targets = list(run.targets())
    assert {TargetState.OK, TargetState.REDIRECT} <= {target.state for target in targets}
    said = Engine(run, settings()).judge()
    assert not [tally.first_crash for tally in said.tallies if tally.crashed]
    found = {finding.check for finding in said.findings}
    assert {"seo/title-missing", "seo/description-missing", "price/price-missing"} <= found
    # The generated theme has notices of its own on every page; errors are as rare as planted.
    errors = {finding.url for finding in said.findings if finding.severity is Severity.ERROR}
    assert 0 < len(errors) < PAGES / 2
    assert list(run.findings()) == said.findings


def test_a_simulated_walk_takes_every_address_once(tmp_path: Path) -> None:
    frontier = SiteFrontier(500, tmp_path / "frontier.sqlite")
    assert walked(frontier, 500) == {"pages": 500}
    assert frontier.taken == 500
    frontier.close()


def test_a_size_out_of_reach_is_worked_out_and_marked() -> None:
    cells = [Cell("check", 10, 1.0, 2.0, 100.0, 5.0), Cell("check", 100, 10.0, 20.0, 190.0, 50.0)]
    far = expected(cells, 1000)
    assert (far.seconds, far.peak_mb, far.disk_mb) == (100.0, 1090.0, 500.0)
    text = scale_table([*cells, far])
    assert "~200 |  ~1,090 |    ~500 |" in text
    assert "check at 1,000: ~200,000 µs CPU a page" in text
    assert "worked out from 100 pages" in text


def test_a_stage_that_takes_too_much_is_a_line_and_not_a_crash(tmp_path: Path) -> None:
    assert Bench(tmp_path, 0.05, 8000).cell("frontier", 1000).trouble == "over 0.05 s"


def test_what_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "x = bytearray(90_000_000); import time; time.sleep(60)"]
    taken = weigh(command, folder=tmp_path, env=os.environ, limit_s=60, limit_mb=50)
    assert taken.too_big
    assert taken.exit_code is None


def test_an_unknown_stage_is_named() -> None:
    assert stages_named(["report", "frontier"]) == ["frontier", "report"]
    with pytest.raises(StorewalkError, match="there is no stage backup"):
        stages_named(["backup"])
