"""Journeys as data: built in, extended, and every mistake told with its place."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crawler.config import Config, complete_plan, load_plans
from crawler.config.schema import plan_schema
from crawler.errors import ConfigError
from crawler.journeys.library import BUILTIN, plans_of, require_plans


def config(folder: Path, **journeys: object) -> Config:
    settings = {"enabled": True, "folder": folder, **journeys}
    store = {"name": "Shop", "url": "https://shop.example"}
    return Config.model_validate({"store": store, "journeys": settings})


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_journey_built_in_is_complete() -> None:
    plans = load_plans(BUILTIN)
    assert {"generic", "woocommerce", "shopify", "magento", "prestashop", "opencart", "evershop",
            "oscar"} <= set(plans)  # fmt: skip
    for name in plans:
        steps = complete_plan(name, plans).steps
        for needed in (steps.search, steps.add, steps.basket, steps.checkout, steps.guest):
            assert needed.ways, name
    Draft202012Validator.check_schema(plan_schema())


def test_the_shop_system_decides_and_generic_is_the_rest(tmp_path: Path) -> None:
    assert list(plans_of(config(tmp_path), "woocommerce")) == ["woocommerce"]
    assert list(plans_of(config(tmp_path), "bigcommerce")) == ["generic"]


def test_an_own_journey_goes_first_and_keeps_the_rest(tmp_path: Path) -> None:
    write(
        tmp_path,
        "mine",
        "extends: woocommerce\nplatforms: [woocommerce]\n"
        "steps:\n  add: {ways: [{css: '#kaufen'}]}\n  filter: {leave_out: true}\n",
    )
    ((name, plan),) = plans_of(config(tmp_path), "woocommerce").items()
    assert name == "mine"
    assert plan.steps.add.ways[0].css == "#kaufen"
    assert plan.steps.add.ways[1].css == "button.single_add_to_cart_button"
    assert plan.steps.add.ways[-1].words == "buy", "and generic's after those"
    assert plan.steps.filter.leave_out
    assert plan.steps.checkout.ways[0].css.startswith("a.checkout-button")


def test_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, "mine", "extends: woocommerce\nstep:\n  add: {ways: []}\n")
    with pytest.raises(ConfigError) as caught:
        require_plans(config(tmp_path))
    assert "mine.yml:2:1: step: is not a setting; did you mean 'steps'?" in str(caught.value)

    write(tmp_path, "mine", "steps:\n  add:\n    ways: [{role: button}, {css: a, href: b}]\n")
    with pytest.raises(ConfigError) as caught:
        require_plans(config(tmp_path))
    text = str(caught.value)
    assert "mine.yml:3:12: steps.add.ways[0]: a button needs `name` or `words`" in text
    assert "mine.yml:3:28: steps.add.ways[1]: needs exactly one of" in text


def test_a_name_that_there_is_not_and_a_circle(tmp_path: Path) -> None:
    write(tmp_path, "mine", "extends: woocomerce\n")
    with pytest.raises(ConfigError, match="no journey 'woocomerce', which 'mine' extends"):
        require_plans(config(tmp_path))
    write(tmp_path, "mine", "extends: yours\n")
    write(tmp_path, "yours", "extends: mine\n")
    with pytest.raises(ConfigError, match="in a circle: mine > yours > mine"):
        require_plans(config(tmp_path))
    with pytest.raises(ConfigError, match="no journey 'hers'"):
        require_plans(config(tmp_path, use=["hers"]))


def test_nothing_is_read_while_journeys_are_off(tmp_path: Path) -> None:
    write(tmp_path, "mine", "nonsense: true\n")
    require_plans(config(tmp_path, enabled=False))


def test_journeys_are_off_unless_switched_on() -> None:
    store = {"name": "Shop", "url": "https://shop.example"}
    assert not Config.model_validate({"store": store}).journeys.enabled
