"""Every mistake at once, each with its place and its mend."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crawler.checks.registry import all_checks
from crawler.config import Config, default_config, load_config
from crawler.config.schema import config_schema
from crawler.errors import ConfigError

GOOD = """\
store: {name: Blue Mug, url: https://shop.example}
competitors:
  - {name: Rival, url: https://rival.example}
checks:
  ignore: {seo/title-missing: "our titles come from a script"}
mute: [{check: "*", url: /blog/*, reason: archive}]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "storewalk.yml"
    path.write_text(text, encoding="utf-8")
    return path


def errors(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(write(folder, text))
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_a_good_file_gives_frozen_settings_with_defaults(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, GOOD))
    assert config.store.id == "blue-mug"
    assert config.store.url == "https://shop.example/"
    assert config.crawl.requests_per_second == 5.0
    assert [shop.id for shop in config.shops] == ["blue-mug", "rival"]


def test_all_mistakes_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = errors(
        tmp_path,
        "store: {name: Blue Mug, url: 'not an address'}\n"
        "competitors:\n"
        "  - {name: Rival, urll: https://rival.example}\n"
        "crawl:\n"
        "  max_page: 3\n"
        "  requests_per_second: fast\n",
    )
    places = [line.split(": ")[0].rsplit("/", 1)[-1] for line in text.splitlines()[1:-1]]
    assert places == [
        "storewalk.yml:1:25", "storewalk.yml:3:5", "storewalk.yml:3:19", "storewalk.yml:5:3",
        "storewalk.yml:6:3",
    ]  # fmt: skip
    assert "competitors[0].urll: is not a setting; did you mean 'url'?" in text
    assert "crawl.max_page: is not a setting; did you mean 'max_pages'?" in text
    assert "store.url: is not a web address" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("store: [1, 2\n", "not YAML"),
        ("a: b: c\n", "storewalk.yml:1:"),
        ("", "store: is missing"),
        ("- 1\n", "found [1]"),
        ("store: {name: A, url: https://a.example, name: B}\n", "store.name: is there twice"),
        (
            "store: {name: A, url: https://a.example}\n"
            "competitors: [{name: A, url: https://b.example}]\n",
            "'a' is used twice",
        ),
        (
            "store: {name: A, url: https://a.example}\nmute: [{check: seo/x}]\n",
            "mute[0].reason: is missing",
        ),
    ],
)
def test_broken_files_name_the_place(tmp_path: Path, text: str, said: str) -> None:
    assert said in errors(tmp_path, text)


def test_a_missing_file_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="storewalk init"):
        load_config(tmp_path / "none.yml")


def test_a_local_shop_needs_no_scheme() -> None:
    assert default_config("127.0.0.1:8000").store.url == "http://127.0.0.1:8000/"
    assert default_config("shop.example").store.url == "https://shop.example/"
    with pytest.raises(ConfigError):
        default_config("no address at all")


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    schema = config_schema(all_checks())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    good = {"store": {"name": "A", "url": "https://a.example"}}
    assert validator.is_valid(good)
    assert not validator.is_valid({"store": {"name": "A", "url": "x", "nmae": "B"}})
    assert not validator.is_valid(good | {"checks": {"ignore": {"seo/none-such": "why"}}})
    assert "description" in json.dumps(schema["properties"]["store"])


def test_competitors_are_asked_once_a_second_unless_told_otherwise() -> None:
    config = Config.model_validate(
        {
            "store": {"name": "Own", "url": "https://own.example", "country": "DE"},
            "competitors": [
                {"name": "Slow", "url": "https://slow.example"},
                {"name": "Told", "url": "https://told.example", "requests_per_second": 3},
            ],
        }
    )
    assert [config.pace(shop) for shop in config.shops] == [5.0, 1.0, 3.0]
    assert config.accept_language(config.store) == "en-DE"


def test_rates_and_shipping_are_exact_amounts(tmp_path: Path) -> None:
    text = GOOD.replace(
        "url: https://rival.example}",
        'url: https://rival.example, shipping: {flat: "4.90", free_from: 50}}',
    )
    config = load_config(write(tmp_path, text + "market: {rates: {USD: 0.92}, tax_percent: 19}\n"))
    assert config.market.rates == {"USD": Decimal("0.92")}
    assert config.market.equal_within == Decimal("0.005")
    shipping = config.competitors[0].shipping
    assert shipping is not None
    assert (shipping.flat, shipping.free_from) == (Decimal("4.90"), Decimal(50))
    assert config.store.shipping is None


def test_a_rate_of_nothing_and_a_misspelt_currency_are_refused(tmp_path: Path) -> None:
    text = errors(tmp_path, GOOD + "market: {rates: {USD: 0, euro: 1}}\n")
    assert "market.rates.USD: Input should be greater than 0" in text
    assert "market.rates.euro" in text
