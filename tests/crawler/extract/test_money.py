from decimal import Decimal

import pytest

from crawler.extract import parse_price
from crawler.extract.currencies import country_of, iso_code
from crawler.extract.money import machine_amount, price_range


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,049.50", "1049.50"), ("1.049,50 €", "1049.50"), ("1\u202f249,50\xa0€", "1249.50"),
        ("€1.299", "1299"), ("12,345", "12345"), ("$18", "18"), ("2 for £5", "5"),
        ("€ 0,99", "0.99"), ("CHF 1'299.00", "1299.00"), ("Rs. 1,50,000", "150000"),
        ("35€99", "35.99"), ("Buy now: 2 l, was $120 now $60", "60"),
        ("٣٤٫٥٠ د.ك", "34.50"), ("¥2,200", "2200"),
    ],
)  # fmt: skip
def test_reads_numbers_as_shops_write_them(text: str, amount: str) -> None:
    assert parse_price(text).amount == Decimal(amount)


def test_three_digits_are_thousands_unless_the_currency_has_three_decimals() -> None:
    assert parse_price("3.350 EUR").amount == Decimal(3350)
    assert parse_price("KD 1.250").amount == Decimal("1.250")
    assert parse_price("1.250", currency_hint="KWD").amount == Decimal("1.250")
    assert parse_price("$3.340", country="CL").amount == Decimal(3340)


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("C $ 5", None, "CAD"), ("A$ 5", "US", "AUD"), ("US$ 5", "CA", "USD"),
        ("5 zł", None, "PLN"),
        ("$5", "AU", "AUD"), ("$5", None, None), ("99 kr", "SE", "SEK"), ("99 kr.", "DK", "DKK"),
        ("RUR 5", None, "RUB"), ("£5", None, "GBP"), ("5", None, None), ("NT$ 50", None, "TWD"),
    ],
)  # fmt: skip
def test_a_shared_sign_needs_the_country_and_never_becomes_usd(
    text: str, country: str | None, currency: str | None
) -> None:
    assert parse_price(text, country=country).currency == currency


@pytest.mark.parametrize("text", ["", None, "Call us", "9" * 400, "€", "²"])
def test_what_is_no_price_gives_no_amount_and_a_reason(text: str | None) -> None:
    parsed = parse_price(text)
    assert parsed.amount is None or parsed.reason
    assert parsed.reason


@pytest.mark.parametrize(
    ("value", "amount", "conforms"),
    [
        ("1299.00", "1299.00", True), (34.8, "34.8", True), (18, "18", True),
        ("1.299", "1.299", True),
        ("1.299,00", "1299.00", False), ("€26,00", "26.00", False), ("", None, True),
        (True, None, True), (None, None, True), ("on request", None, False),
    ],
)  # fmt: skip
def test_markup_values_keep_schema_orgs_number_format(
    value: object, amount: str | None, conforms: bool
) -> None:
    assert machine_amount(value) == (Decimal(amount) if amount else None, conforms)


def test_a_range_has_two_ends() -> None:
    assert price_range("$15.00 – $20.00") == (Decimal(15), Decimal(20))
    assert price_range("$15.00") is None


def test_the_country_comes_from_the_domain_and_then_the_language() -> None:
    assert country_of("shop.co.nz", "en-US") == "NZ"
    assert country_of("shop.com", "en-CA") == "CA"
    assert country_of("shop.com", "en") is None
    assert country_of("127.0.0.1", None) is None


def test_iso_codes_are_told_from_signs_and_old_names() -> None:
    assert [iso_code(v) for v in ("eur", "€", "HRK", "XXX", "", None, "EURO")] == [
        "EUR", "EUR", "EUR", None, None, None, "EUR",
    ]  # fmt: skip
