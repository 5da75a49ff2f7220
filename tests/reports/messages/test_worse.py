"""When a message is due, with made-up histories."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from crawler.config.messages import ChannelMute, QuietHours
from crawler.records import ChangeKind, Loss, Severity
from reports.messages.worse import (
    DOWN,
    UNTRUSTED,
    Decision,
    Open,
    Policy,
    Told,
    Tonight,
    Trouble,
    decide,
    flaps,
)
from reports.model.history import EventLine

RUN = "2026-08-22T021000Z"  # a Saturday
NOON = datetime(2026, 8, 22, 12, tzinfo=UTC)
NIGHT = datetime(2026, 8, 22, 2, 30, tzinfo=UTC)
QUIET = QuietHours.model_validate({"from": "22:00", "until": "07:00", "zone": "Europe/Berlin"})
ERROR = Open("a" * 16, "seo/title-missing", Severity.ERROR, ChangeKind.PERSISTING)
PRICE = replace(ERROR, id="b" * 16, kind=ChangeKind.NEW, loss=Loss.PRICE)
BASKET = replace(PRICE, id="c" * 16, loss=Loss.BASKET)
IS_DOWN = Trouble(DOWN, "No page of the shop could be read.")
IS_UNSOUND = Trouble(UNTRUSTED, "412 of 640 pages answered 429.")


def decided(
    *found: Open,
    told: Told | None = None,
    now: datetime = NOON,
    trouble: Trouble | None = None,
    **policy: Any,
) -> Decision:
    return decide(Tonight(RUN, found, trouble), told or Told(), Policy(**policy), now)


def told(*ids: str, last: str = "2026-08-21T021000Z") -> Told:
    return Told(frozenset(ids), unclear=True, last=last)


def test_an_error_is_told_when_it_stayed_for_two_runs_and_not_before() -> None:
    first = decided(replace(ERROR, kind=ChangeKind.NEW))
    assert (first.kind, first.left_out) == ("nothing", {"first": 1})
    assert decided(replace(ERROR, kind=ChangeKind.REOPENED)).kind == "nothing"
    second = decided(ERROR)
    assert (second.kind, second.due, second.held) == ("worse", (ERROR,), "")
    assert second.ids == second.standing_ids == (ERROR.id,)


@pytest.mark.parametrize("finding", [PRICE, BASKET])
def test_a_wrong_price_and_a_broken_basket_are_told_at_once(finding: Open) -> None:
    assert decided(finding).due == (finding,)
    assert decided(replace(finding, loss=Loss.HIDDEN)).kind == "nothing"


def test_nothing_is_told_twice() -> None:
    again = decided(ERROR, told=told(ERROR.id))
    assert (again.kind, again.left_out) == ("nothing", {"told": 1})
    assert again.standing == (ERROR,)
    assert again.mended == ()


@pytest.mark.parametrize("loss", [Loss.NONE, Loss.PRICE])
def test_what_comes_and_goes_is_never_told_however_grave(loss: Loss) -> None:
    noisy = replace(ERROR, loss=loss, flaps=3)
    assert decided(noisy).left_out == {"flapping": 1}
    assert decided(replace(noisy, flaps=2)).kind == "worse"


def test_flips_count_within_fourteen_runs_only() -> None:
    runs = [f"2026-08-{day:02}T021000Z" for day in range(1, 23)]
    events = [EventLine(run, event, "x", "c", "", "", "error") for run, event in (
        (runs[0], "opened"), (runs[7], "fixed"), (runs[8], "reopened"), (runs[9], "fixed"),
        (runs[10], "unseen"), (runs[11], "seen"), (runs[21], "reopened"))]  # fmt: skip
    assert flaps(events, runs) == {"x": 3}
    assert flaps(events, runs[:9]) == {"x": 2}, "to come for the first time is none"
    assert flaps(events, runs[:8]) == {"x": 1}


def test_warnings_are_told_only_when_the_limit_is_lowered() -> None:
    warning = replace(ERROR, severity=Severity.WARNING)
    assert decided(warning).left_out == {"mild": 1}
    assert decided(replace(PRICE, severity=Severity.WARNING)).kind == "nothing"
    assert decided(warning, severity=Severity.WARNING).kind == "worse"
    assert decided(replace(ERROR, severity=Severity.NOTICE), severity=Severity.WARNING).due == ()


def test_what_nobody_looked_at_tonight_is_neither_told_nor_mended() -> None:
    unseen = replace(ERROR, kind=ChangeKind.NOT_RECHECKED)
    assert decided(unseen).left_out == {"unseen": 1}
    known = decided(unseen, told=told(ERROR.id))
    assert (known.kind, known.mended, known.standing_ids) == ("nothing", (), (ERROR.id,))


def test_an_unsound_run_tells_only_that_and_only_once() -> None:
    first = decided(ERROR, PRICE, trouble=IS_UNSOUND, told=told("d" * 16))
    assert (first.kind, first.due, first.ids) == ("untrusted", (), (UNTRUSTED,))
    assert first.mended == (), "what was not found may not have been looked at"
    again = decided(PRICE, trouble=IS_UNSOUND, told=told(UNTRUSTED))
    assert (again.kind, again.ids) == ("nothing", ())


def test_a_shop_that_is_down_is_told_at_once_and_its_return_is_the_all_clear() -> None:
    assert decided(trouble=IS_DOWN).kind == "down"
    assert decided(trouble=IS_DOWN, told=told(DOWN)).kind == "nothing"
    back = decided(told=told(DOWN))
    assert (back.kind, back.mended, back.standing_ids) == ("clear", (DOWN,), ())


def test_all_clear_comes_once_and_only_when_everything_is_mended() -> None:
    half = decided(ERROR, told=told(ERROR.id, "d" * 16))
    assert (half.kind, half.mended) == ("nothing", ("d" * 16,))
    assert decided(told=told(ERROR.id)).kind == "clear"
    assert decided(told=Told(unclear=True)).kind == "clear", "it could not be sent the last time"
    assert decided(told=Told(unclear=False, last=RUN)).kind == "nothing"
    assert decided(PRICE, told=told("d" * 16)).kind == "worse", "no all-clear beside something new"


def test_a_mended_error_that_comes_back_is_told_anew() -> None:
    assert decided(ERROR, told=told("d" * 16)).ids == (ERROR.id,)


@pytest.mark.parametrize(
    ("clock", "held"),
    [(time(19, 59), ""), (time(20), "quiet"), (time(4, 59), "quiet"), (time(5), "")],
)
def test_quiet_hours_are_those_of_their_zone_over_midnight(clock: time, held: str) -> None:
    now = datetime.combine(date(2026, 8, 22), clock, UTC)  # Berlin is two hours ahead in summer
    found = decided(ERROR, now=now, quiet=QUIET)
    assert found.held == held
    assert found.kind == "worse"
    assert found.standing_ids == (() if held else (ERROR.id,))


def test_quiet_hours_hold_back_everything_that_would_wake_somebody() -> None:
    assert decided(PRICE, now=NIGHT, quiet=QUIET).held == "quiet"
    assert decided(trouble=IS_DOWN, now=NIGHT, quiet=QUIET).held == "quiet"
    assert decided(told=told(DOWN), now=NIGHT, quiet=QUIET).held == "quiet"
    assert decided(now=NIGHT, quiet=QUIET).held == "", "there is nothing to hold"
    assert decided(ERROR, now=NIGHT, quiet=QUIET, every_run=True).held == ""


@pytest.mark.parametrize(
    ("digest", "last", "held"),
    [
        ("weekly", "2026-08-17T021000Z", "digest"),
        ("weekly", "2026-08-16T021000Z", ""),
        ("weekly", "", ""),
        ("daily", "2026-08-22T001000Z", "digest"),
        ("daily", "2026-08-21T021000Z", ""),
    ],
)
def test_a_digest_is_one_message_a_week_or_day(digest: str, last: str, held: str) -> None:
    assert decided(ERROR, told=told("d" * 16, last=last), digest=digest).held == held


def test_what_is_urgent_does_not_wait_for_the_digest_and_takes_nothing_else_along() -> None:
    this_week = told("d" * 16, last="2026-08-20T021000Z")
    both = decided(ERROR, PRICE, told=this_week, digest="weekly")
    assert (both.due, both.held) == ((PRICE,), "")
    assert decided(trouble=IS_DOWN, told=this_week, digest="weekly").held == ""


def test_a_muted_way_is_silent_until_its_last_day() -> None:
    mute = ChannelMute(reason="relaunch", until=date(2026, 8, 22))
    assert decided(ERROR, mute=mute).held == "muted"
    assert decided(ERROR, mute=mute, every_run=True).held == "muted"
    past = ChannelMute(reason="relaunch", until=date(2026, 8, 21))
    assert decided(ERROR, mute=past).held == ""


def test_the_gravest_comes_first() -> None:
    warning = replace(ERROR, id="e" * 16, severity=Severity.WARNING)
    found = decided(warning, ERROR, PRICE, BASKET, severity=Severity.NOTICE)
    assert found.due == (BASKET, PRICE, ERROR, warning)
