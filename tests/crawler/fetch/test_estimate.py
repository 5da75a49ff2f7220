"""How a night is planned: politeness decides, and nobody is asked by two machines."""

from typing import Any

import pytest

from crawler.config import Config
from crawler.fetch.estimate import JOB_MINUTES, plan_night
from crawler.fetch.parts import Parts


def config(**crawl: Any) -> Config:
    return Config.model_validate(
        {
            "store": {"name": "Mugs", "url": "https://shop.example"},
            "competitors": [
                {"name": f"R{n}", "url": f"https://{n}.example", "max_pages": 600} for n in range(5)
            ],
            "crawl": crawl,
            "render": {"enabled": False},
        }
    )


def test_a_shop_that_fits_one_machine_is_not_divided() -> None:
    night = plan_night(config(max_pages=3_000), {}, {})
    assert (night.parts, night.together) == (1, 1)
    assert [round(site.minutes) for site in night.sites] == [10, 10, 10, 10, 10, 10]
    assert night.walk_minutes == pytest.approx(10)


def test_what_is_known_counts_up_to_the_budget() -> None:
    night = plan_night(config(max_pages=3_000), {"mugs": 1_200, "r0": 9_999}, {})
    assert [site.pages for site in night.sites[:2]] == [1_200, 600]
    assert night.sites[0].known == 1_200
    assert night.sites[2].known is None


def test_a_crawl_delay_makes_the_night_longer() -> None:
    slow = plan_night(config(max_pages=3_000), {}, {"mugs": 2.0})
    assert slow.sites[0].minutes == pytest.approx(100)


def test_a_large_shop_is_divided_so_that_every_part_fits_a_machine() -> None:
    settings = config(max_pages=200_000, max_minutes=1_000)
    night = plan_night(settings, {}, {})
    assert night.sites[0].minutes == pytest.approx(200_000 / 5 / 60)
    assert night.parts == 5
    assert max(night.part_minutes) <= JOB_MINUTES
    assert night.walk_minutes >= night.sites[0].minutes, "parts share the pace and gain no time"


def test_the_time_that_the_owner_allows_is_kept_whatever_the_parts() -> None:
    for parts in (None, 1, 2, 7):
        night = plan_night(config(max_pages=200_000, max_minutes=120), {}, {}, parts=parts)
        assert night.sites[0].minutes == 120
        assert night.parts == (parts or 1)


def test_every_shop_but_the_own_one_is_walked_by_one_part() -> None:
    night = plan_night(config(max_pages=3_000), {}, {}, parts=3)
    assert night.sites[0].part is None
    for site in night.sites[1:]:
        host = f"{site.id.removeprefix('r')}.example"
        walking = [n for n in (1, 2, 3) if Parts.one(n, 3).has_host(host)]
        assert walking == [site.part]
        assert Parts.one(walking[0], 3).has_host(f"www.{host}")


def test_parts_share_addresses_budget_pace_and_time() -> None:
    parts = [Parts.one(n, 4, together=2) for n in (1, 2, 3, 4)]
    for n in range(100):
        assert sum(one.has(f"https://shop.example/{n}") for one in parts) == 1
    assert [one.share_of(1_001) for one in parts] == [251] * 4
    assert [one.share_of_time for one in parts] == [0.5] * 4
    rest = Parts.all_but(frozenset({2}), 4)
    assert rest.final
    assert [rest.has(f"https://shop.example/{n}") for n in range(100)] == [
        not parts[1].has(f"https://shop.example/{n}") for n in range(100)
    ]
