"""What hosts say about their own limits."""

from datetime import UTC, datetime

import pytest

from crawler.fetch.limits import allowed_rate, asked_wait_s

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "Tue, 24 Nov 2026 03:01:30 GMT"}, 90),
        ({"retry-after": "Tue, 24 Nov 2026 02:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
        # EverShop says both, and they disagree: the longer one counts.
        ({"retry-after": "60", "ratelimit-reset": "9", "ratelimit-remaining": "0"}, 60),
        ({"retry-after": "2", "ratelimit-reset": "9", "ratelimit-remaining": "0"}, 9),
        ({"ratelimit": "limit=300, remaining=0, reset=12"}, 12),
        ({"ratelimit": '"default";r=0;t=30'}, 30),
        ({"ratelimit": '"default";r=20;t=30'}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 45)}, 45),
        ({"ratelimit-remaining": "4", "ratelimit-reset": "9"}, None),
        ({}, None),
    ],
)
def test_the_longest_wait_that_a_host_asks_for_counts(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert asked_wait_s(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("policy", "rate"),
    [
        ("300;w=60", 4.5),
        ("300;w=60;burst=1000", 4.5),
        ('"default";q=100;w=60', 1.5),
        ('"burst";q=10;w=1, "daily";q=1000;w=86400', 9.0),
        ("nonsense", None),
        ("0;w=60", None),
    ],
)
def test_an_announced_limit_bounds_the_rate(policy: str, rate: float | None) -> None:
    assert allowed_rate({"ratelimit-policy": policy}) == (
        None if rate is None else pytest.approx(rate)
    )
