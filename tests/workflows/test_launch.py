"""The gate before a launch, as somebody starts it by hand on GitHub: two demo shops, as shipped."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from crawler.records.launch import LaunchFacts
from crawler.records.launch_kinds import LaunchKind as K
from tests.chromium import require_browser
from tests.street import Street
from tests.workflows.act import Platform

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shop,
    pytest.mark.browser,
]

TONIGHT = {
    (K.NOINDEX_LEFT, "/collections/glasses", ""),
    (K.TITLE_LOST, "/products/dex-coffee-grinder-30-g", ""),
    (K.TITLE_CHANGED, "/products/dora-coffee-dripper-2-cups", ""),
    (K.H1_LOST, "/products/fern-teapot-0-6-l", ""),
    (K.PRICE_LOST, "/products/haze-glass-200-ml", ""),
    (K.PRICE_CHANGED, "/products/alba-espresso-maker-3-cups", ""),
    (K.PRICE_CHANGED, "/products/anvil-stew-pot-18-cm", ""),
    (K.STOCK_LOST, "/products/acacia-chopping-board-30-cm", ""),
    (K.DATA_CHANGED, "/products/fuga-espresso-cup-80-ml", ""),
    (K.SCREEN_CHANGED, "/products/acacia-chopping-board-30-cm", ""),
    (K.SCREEN_CHANGED, "/products/arc-bowl-14-cm", ""),
    *(
        (K.NEW_FINDING, path, check)
        for path, check in (
            ("/pages/brew-calculator", "links/link-broken-internal"),
            ("/pages/winter-sale", "seo/sitemap-url-broken"),
            ("/products/acacia-chopping-board-30-cm", "mobile/text-clipped"),
            ("/products/acre-teapot-0-6-l", "mobile/overflow-x"),
            ("/products/arc-bowl-14-cm", "mobile/price-covered"),
            ("/products/dex-coffee-grinder-30-g", "seo/title-missing"),
            ("/products/fern-teapot-0-6-l", "seo/h1-missing"),
            ("/products/ferry-travel-cup-250-ml", "links/link-localhost"),
            ("/products/fuga-espresso-cup-80-ml", "data/gtin-sources-disagree"),
            ("/products/fuga-espresso-cup-80-ml", "data/sd-gtin-invalid"),
            ("/products/grain-stew-pot-18-cm", "price/price-visible-vs-markup"),
            ("/products/haze-glass-200-ml", "data/sd-offer-price-invalid"),
            ("/products/haze-glass-200-ml", "price/price-zero"),
            ("/products/kiln-stew-pot-18-cm", "data/sd-parse-error"),
        )
    ),
}
"""What truth.yml plants or changes between last night and tonight, where the own pages show it."""


@dataclass(frozen=True)
class Gate:
    """One run of the workflow."""

    code: int
    facts: LaunchFacts
    failures: tuple[str, ...]
    """Of the JUnit file."""

    @property
    def found(self) -> set[tuple[K, str, str]]:
        """Kind, path and, for findings, the check."""
        return {
            (one.kind, urlsplit(one.live or one.staging).path,
             one.about if one.kind is K.NEW_FINDING else "")
            for one in self.facts.differences
        }  # fmt: skip


@dataclass(frozen=True)
class Owner:
    """The person who watches the live shop with a repository."""

    live: Street
    platform: Platform

    def gate(self, staging: Street) -> Gate:
        """Start the workflow and read its artifact."""
        inputs = {"staging": staging.own.url, "live": self.live.own.url, "redirects": ""}
        done = self.platform.act("workflow_dispatch", "launch.yml", inputs=inputs)
        artifact = self.platform.artifacts / "launch"
        assert (artifact / "launch" / "index.html").exists(), done.text[-5000:]
        return Gate(done.code, _facts(artifact), _failures(artifact / "launch.xml"))


def _facts(artifact: Path) -> LaunchFacts:
    path = artifact / "launch" / "downloads" / "launch.json"
    return LaunchFacts.model_validate_json(path.read_text(encoding="utf-8"))


def _failures(junit: Path) -> tuple[str, ...]:
    cases = etree.parse(junit).iter("testcase")
    closed = [case for case in cases if case.find("failure") is not None]
    return tuple(str(etree.tostring(case, encoding="unicode")) for case in closed)


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    require_browser()
    with Street(night=1) as live:
        platform = Platform.begin(tmp_path_factory.mktemp("platform"), live.own.url)
        live.write_config(platform.repository / "config")
        platform.push()
        yield Owner(live, platform)


def test_a_twin_of_the_live_shop_may_go_live(owner: Owner) -> None:
    with Street(night=1) as staging:
        gate = owner.gate(staging)
    assert gate.found == set()
    assert gate.code == 0
    assert gate.failures == ()
    assert gate.facts.live_pages > 150
    assert gate.facts.screens_compared > 10


def test_what_tonight_breaks_closes_the_gate(owner: Owner) -> None:
    with Street(night=2) as staging:
        gate = owner.gate(staging)
    assert gate.found == TONIGHT
    assert gate.code != 0
    assert any("/products/haze-glass-200-ml" in text for text in gate.failures)
    assert not any("screen-changed" in text for text in gate.failures), "a notice is no failure"
