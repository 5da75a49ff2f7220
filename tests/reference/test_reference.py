"""A shop by the book gives no finding, not even a notice, whichever check looks."""

from collections import Counter

import pytest

from crawler.records import PageState, RunDir
from tests.crawler.fetch.helpers import command, settings, written
from tests.reference.shop import ReferenceShop

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunDir:
    """The shop walked, rendered and checked by the real command."""
    folder = tmp_path_factory.mktemp("reference")
    with ReferenceShop() as shop:
        config = settings(shop, store={"name": "Kiln Lane"}, browser="auto", phone_pages=3)
        config["render"] = {"max_pages": 12, "devices": ["phone", "phone-small", "tablet"]}
        done = command(
            "run", "-c", written(folder, config), "--run-dir", folder / "run", "--rate", "200",
            cwd=folder,
        )  # fmt: skip
        assert done.code in (0, 1), done.text
    return RunDir(folder / "run")


def test_nothing_is_found(run: RunDir) -> None:
    assert [f"{one.check} on {one.url}: {one.message}" for one in run.findings()] == []


def test_the_whole_shop_was_looked_at(run: RunDir) -> None:
    pages = Counter(page.state for page in run.pages())
    assert pages == {PageState.OK: 63}
    assert len(run.all_renders()) == 12
    assert all(len(looks) == 3 for looks in run.all_renders().values())
    assert len(run.phones()) > 5


def test_the_checks_looked_and_none_failed(run: RunDir) -> None:
    tallies = run.tallies()
    assert [tally.first_crash for tally in tallies if tally.crashed] == []
    assert sum(bool(tally.passed) for tally in tallies) > 170
