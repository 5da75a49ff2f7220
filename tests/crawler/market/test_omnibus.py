"""The lowest price of the 30 days before a reduction, and the reductions that pretend."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crawler.market.omnibus import omnibus_row
from crawler.market.series import PriceHistory, PriceRow
from crawler.market.terms import Terms
from crawler.records import OmnibusRow, OmnibusState, PriceState, QuoteRow

TERMS = Terms(own="own", currency="EUR")
PAGE = ("own", "https://own.example/mug")
TODAY = date(2026, 11, 29)


def reduction(
    text: str,
    price: str,
    struck: str | None = None,
    missing: tuple[int, ...] = (),
    terms: Terms = TERMS,
) -> OmnibusRow | None:
    """Tonight's row after nights as `40x100 5x80/100 3x?`: count x price / struck price.

    `missing`: nights, from 0, on which nobody walked.
    """
    states: list[PriceRow] = []
    parts = text.split()
    days = sum(int(part.split("x")[0]) for part in parts)
    for part in parts:
        count, _, value = part.partition("x")
        now, _, was = value.partition("/")
        for _ in range(int(count)):
            run = _run(TODAY - timedelta(days=days - len(states)))
            states.append(
                PriceRow(run, PriceState.BLOCKED) if now == "?" else
                PriceRow(run, PriceState.SHOWN, Decimal(now), "EUR", Decimal(was) if was else None)
            )  # fmt: skip
    rows = [
        row for place, row in enumerate(states)
        if not place or (row.state, row.price, row.list_price)
        != (states[place - 1].state, states[place - 1].price, states[place - 1].list_price)
    ]  # fmt: skip
    nights = tuple(row.run for place, row in enumerate(states) if place not in missing)
    quote = QuoteRow(
        sku="M-1", site=PAGE[0], role="own", url=PAGE[1], state=PriceState.SHOWN, price=price,
        currency="EUR", list_price=struck, seen=_run(TODAY),
        promo_percent="20" if struck and Decimal(struck) > Decimal(price) else None,
    )  # fmt: skip
    return omnibus_row(quote, "Mug", PriceHistory(nights, {PAGE: tuple(rows)}), terms)


def _run(day: date) -> str:
    return f"{day}T021000Z"


def test_an_honest_reduction_is_fair() -> None:
    row = reduction("40x100 5x80/100", "80", "100")
    assert row is not None
    assert (row.state, row.began, row.days_known) == (OmnibusState.FAIR, "2026-11-24", 30)
    assert (row.lowest, row.lowest_on) == ("100", "2026-11-23")
    assert (row.announced_percent, row.true_percent) == ("20.0", "20.0")


def test_a_price_that_was_raised_before_it_was_cut_is_too_high() -> None:
    row = reduction("40x80 10x100 5x80/100", "80", "100")
    assert row is not None
    assert (row.state, row.lowest, row.lowest_on) == (OmnibusState.TOO_HIGH, "80", "2026-11-13")
    assert (row.announced_percent, row.true_percent) == ("20.0", "0.0")


def test_a_low_price_of_more_than_30_days_ago_is_forgotten() -> None:
    row = reduction("40x80 31x100", "80", "100")
    assert row is not None
    assert (row.state, row.lowest, row.began) == (OmnibusState.FAIR, "100", "2026-11-29")


def test_a_reduction_may_be_dearer_than_before() -> None:
    row = reduction("20x60 15x100", "80", "100")
    assert row is not None
    assert (row.state, row.true_percent) == (OmnibusState.TOO_HIGH, "-33.3")


@pytest.mark.parametrize("known", ["29x100", "30x100 5x80/100 1x?", "20x100 1x? 15x100"])
def test_fewer_than_30_known_days_before_it_allow_no_verdict(known: str) -> None:
    row = reduction(known, "80", "100")
    assert row is not None
    assert (row.state is OmnibusState.TOO_SHORT) == (known != "30x100 5x80/100 1x?")


def test_a_night_that_nobody_walked_is_not_known() -> None:
    row = reduction("40x100", "80", "100", missing=(25,))
    assert row is not None
    assert (row.state, row.days_known) == (OmnibusState.TOO_SHORT, 29)


def test_a_struck_price_over_an_unchanged_one_announces_what_never_was() -> None:
    row = reduction("40x80 5x80/100", "80", "100")
    assert row is not None
    assert (row.state, row.began, row.lowest) == (OmnibusState.TOO_HIGH, "2026-11-24", "80")


def test_a_struck_price_long_after_the_drop_is_an_announcement_of_its_own() -> None:
    row = reduction("40x100 31x80 2x80/100", "80", "100")
    assert row is not None
    assert (row.state, row.began, row.lowest) == (OmnibusState.TOO_HIGH, "2026-11-27", "80")
    soon = reduction("40x100 5x80 2x80/100", "80", "100")
    assert soon is not None
    assert soon.state is OmnibusState.FAIR


def test_a_struck_price_that_was_not_read_one_night_begins_nothing_anew() -> None:
    row = reduction("40x100 5x80/100 1x80 5x80/100", "80", "100")
    assert row is not None
    assert (row.state, row.began) == (OmnibusState.FAIR, "2026-11-18")


def test_a_price_that_rose_during_the_reduction_begins_another_one() -> None:
    row = reduction("40x100 5x80/100 2x90/100", "90", "100")
    assert row is not None
    assert (row.state, row.began, row.lowest) == (OmnibusState.TOO_HIGH, "2026-11-27", "80")


def test_every_step_of_a_growing_reduction_has_its_own_days_unless_the_settings_say_not() -> None:
    nights = "40x100 5x80/100 3x70/100"
    strict = reduction(nights, "70", "100")
    assert strict is not None
    assert (strict.state, strict.began, strict.lowest) == (
        OmnibusState.TOO_HIGH,
        "2026-11-26",
        "80",
    )
    lenient = reduction(nights, "70", "100", terms=replace(TERMS, stepwise=True))
    assert lenient is not None
    assert (lenient.state, lenient.began) == (OmnibusState.FAIR, "2026-11-21")
    assert lenient.true_percent == "30.0"


def test_a_drop_that_announced_nothing_is_no_step() -> None:
    row = reduction("40x100 5x80 3x70/80", "70", "80", terms=replace(TERMS, stepwise=True))
    assert row is not None
    assert (row.state, row.began, row.lowest) == (OmnibusState.FAIR, "2026-11-26", "80")


def test_after_unknown_days_it_began_when_it_was_first_seen() -> None:
    row = reduction("40x100 3x? 2x80/100", "80", "100")
    assert row is not None
    assert (row.state, row.began, row.days_known) == (OmnibusState.TOO_SHORT, "2026-11-27", 27)


def test_without_a_struck_price_there_is_no_reduction() -> None:
    row = reduction("40x100", "80")
    assert row is not None
    assert row.state is OmnibusState.NO_REDUCTION
    lower = reduction("40x100", "80", "70")
    assert lower is not None
    assert lower.state is OmnibusState.NO_REDUCTION


def test_a_first_night_knows_nothing() -> None:
    row = reduction("", "80", "100")
    assert row is not None
    assert (row.state, row.lowest, row.days_known) == (OmnibusState.TOO_SHORT, None, 0)
