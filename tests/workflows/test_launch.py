"""The gate before a launch, as somebody starts it by hand on GitHub."""

from pathlib import Path

import pytest
from lxml import etree

from tests.server import Shop
from tests.workflows.act import Platform
from tests.workflows.conftest import PAGES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shop,
]


def gate(platform: Platform, live: Shop, staging: Shop) -> tuple[int, Path]:
    inputs = {"staging": staging.url, "live": live.url, "redirects": ""}
    done = platform.act("workflow_dispatch", "launch.yml", inputs=inputs)
    launch = platform.artifacts / "launch"
    assert (launch / "launch" / "index.html").exists(), done.text[-5000:]
    return done.code, launch / "launch.xml"


def test_a_page_that_is_missing_on_staging_closes_the_gate(platform: Platform, shop: Shop) -> None:
    with Shop({path: page for path, page in PAGES.items() if path != "/cup"}) as staging:
        code, junit = gate(platform, shop, staging)
    assert code != 0
    failures = etree.parse(junit).findall(".//failure")
    assert any("/cup" in etree.tostring(one, encoding="unicode") for one in failures)


def test_a_staging_shop_that_is_the_live_one_may_go_live(platform: Platform, shop: Shop) -> None:
    with Shop(PAGES) as staging:
        code, junit = gate(platform, shop, staging)
    assert code == 0
    assert etree.parse(junit).findall(".//failure") == []
