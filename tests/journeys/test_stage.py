"""Journeys as a part of a run: switched on by the owner, judged, told, and never fatal."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.config import Config
from crawler.journeys.goal import goal_of, search_words
from crawler.records import Finding, JourneyState, RunDir, StepName
from tests.command import Done, storewalk
from tests.journeys.shop import MUG, DemoShop, opened
from tests.journeys.systems import WooCommerce

pytestmark = pytest.mark.browser

FAULTS = ("price-changes", "field-unlabelled", "field-type", "input-small", "console-error")


class Walked:
    """A shop, its configuration, and a run."""

    def __init__(self, shop: DemoShop, folder: Path, **settings: Any) -> None:
        self.shop = shop
        self.folder = folder
        self.config = folder / "storewalk.yml"
        text: dict[str, Any] = {
            "store": {"name": "Demo", "url": shop.url, "platform": "woocommerce"},
            "crawl": {"requests_per_second": 100, "phone_pages": 0},
            "render": {"enabled": False},
            **settings,
        }
        self.config.write_text(yaml.safe_dump(text), encoding="utf-8")
        self.run = RunDir(folder / "run")

    def call(self, verb: str, *more: str | Path) -> Done:
        place = ("--run-dir", self.run.path) if verb == "run" else (self.run.path,)
        return storewalk(
            verb, *place, "--config", self.config, "--history", self.folder / "history",
            "--site", self.folder / "site", *more, cwd=self.folder,
        )  # fmt: skip

    def findings(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.run.findings():
            if finding.check.startswith("journey/"):
                found.setdefault(finding.check, []).append(finding)
        return found


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with opened(WooCommerce()) as shop:
        shop.again(*FAULTS)
        journeys = {"enabled": True, "step_timeout_s": 4, "product": "blue-mug"}
        case = Walked(shop, tmp_path_factory.mktemp("journeys"), journeys=journeys)
        done = case.call("run")
        assert done.code == 0, done.text
        assert "Walking to the checkout" in done.text
        assert "woocommerce: reached the checkout's first form in" in done.text
        yield case


def test_the_record_holds_a_filmstrip(walked: Walked) -> None:
    facts = walked.run.journeys("demo")
    assert facts is not None
    (record,) = facts.journeys
    assert (record.name, record.state, record.device) == ("woocommerce", JourneyState.OK, "phone")
    assert record.product_url.endswith("/product/blue-mug/")
    assert [step.name for step in record.steps] == list(StepName)
    for step in record.steps:
        for shot in (step.before, step.screenshot):
            if shot is not None:
                assert (walked.run.shots / shot.file).stat().st_size > 200
    assert [step.at_ms for step in record.steps] == sorted(step.at_ms for step in record.steps)
    assert any(stage.name == "journeys" for stage in walked.run.manifest().stages)


def test_each_fault_is_one_finding_and_nothing_is_invented(walked: Walked) -> None:
    found = {name: [one.about for one in rows] for name, rows in walked.findings().items()}
    assert found == {
        "journey/basket-price-changed": [f"{walked.shop.url}product/blue-mug/"],
        "journey/checkout-field-unlabelled": ["billing_city"],
        "journey/checkout-field-type": ["billing_phone"],
        "journey/checkout-autocomplete-missing": ["billing_phone"],
        "journey/checkout-input-zoom": ["zoom"],
        "journey/script-error": found["journey/script-error"],
    }
    assert len(found["journey/script-error"]) == 1


def test_fields_are_written_down_with_their_faults(walked: Walked) -> None:
    facts = walked.run.journeys("demo")
    assert facts is not None
    checkout = facts.journeys[0].step(StepName.CHECKOUT)
    assert checkout is not None
    fields = {field.name: field for field in checkout.fields}
    assert (fields["billing_city"].named_by, fields["billing_city"].visible) == ("", True)
    assert (fields["billing_phone"].type, fields["billing_phone"].autocomplete) == ("text", None)
    assert fields["billing_email"].font_px == 13
    assert not fields["password"].visible, "the login that WooCommerce keeps folded"


def test_the_basket_is_a_column_of_the_truth(walked: Walked) -> None:
    rows = {row.url.split("/")[-2]: row for row in walked.run.truth()}
    assert Decimal(rows["blue-mug"].price["basket"]) == Decimal("14.90")
    assert "price" in rows["blue-mug"].differs
    assert "basket" not in rows["red-kettle"].price


def test_a_walked_journey_is_not_walked_again(walked: Walked) -> None:
    before = len(walked.shop.asked)
    assert walked.call("journey").code == 0
    assert len(walked.shop.asked) == before


def test_the_product_is_found_by_sku_address_and_by_itself(walked: Walked) -> None:
    def goal(**journeys: Any) -> str | None:
        settings = {"store": {"name": "Demo", "url": walked.shop.url}, "journeys": journeys}
        found = goal_of(Config.model_validate(settings), (), walked.run)
        return found.url.removeprefix(walked.shop.url) if found else None

    assert goal(product="red-kettle") == "product/red-kettle/"
    assert goal(product=f"{walked.shop.url}product/linen-shirt/") == "product/linen-shirt/"
    assert goal(product="gone") is None
    assert goal() == "product/blue-mug/"


def test_a_search_uses_the_first_words_of_a_name() -> None:
    assert search_words("Blue mug, 300 ml") == "Blue mug"
    assert search_words("Emaillierter Wasserkessel mit Deckel und Pfeife (rot)") == (
        "Emaillierter Wasserkessel mit Deckel"
    )
    assert search_words("T-Shirt – Größe M") == "T-Shirt"


def test_journeys_are_walked_only_when_switched_on(tmp_path: Path) -> None:
    with opened(WooCommerce()) as shop:
        case = Walked(shop, tmp_path)
        assert case.call("run").code == 0
        assert case.run.journeys("demo") is None
        assert case.findings() == {}
        assert shop.posts() == []
        tallies = [one for one in case.run.tallies() if one.check.startswith("journey/")]
        assert tallies
        assert all((one.passed, one.flagged, one.not_applicable) == (0, 0, 1) for one in tallies)
        refused = case.call("journey")
        assert refused.code == 2
        assert "journeys: {enabled: true}" in refused.text

        missing = {"enabled": False, "executable_path": str(tmp_path / "no-browser")}
        case = Walked(shop, tmp_path, journeys={"enabled": True}, render=missing)
        done = case.call("journey")
        assert done.code == 0, done.text
        assert "No journey was walked: no browser starts here" in done.text
        (note,) = case.run.manifest().health
        assert (note.code, note.fatal) == ("journey-failed", False)
        assert shop.posts() == []


def test_a_mistake_in_a_journey_ends_the_run_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "mine.yml").write_text("stepps: {}\n", encoding="utf-8")
    with opened(WooCommerce()) as shop:
        case = Walked(shop, tmp_path, journeys={"enabled": True})
        done = case.call("run")
    assert done.code == 2
    assert "mine.yml:1:1: stepps: is not a setting; did you mean 'steps'?" in done.text
    assert shop.asked == []
    assert MUG.name not in done.text
