"""A check is found by every name of ours."""

import pytest

from crawler.checks.registry import all_checks, find_check


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mobile/console-error", "mobile/console-error"),
        ("console-error", "mobile/console-error"),
        ("js-error", "mobile/console-error"),
        ("buy-button-missing", "mobile/atc-missing"),
        ("feed-url-problem", "data/feed-landing-broken"),
        ("sd-rating-not-visible", "data/sd-rating-not-visible"),
        ("sd-variant-url-price", "data/sd-variant-url-price"),
        ("pagination-past-end-200", "seo/pagination-past-end-200"),
        ("competitor-markup-gap", "data/competitor-markup-gap"),
    ],
)
def test_a_check_is_found_by_every_name_of_ours(name: str, expected: str) -> None:
    found = find_check(name)
    assert found is not None
    assert found.card.id == expected


def test_no_name_stands_for_two_checks() -> None:
    names = [name for check in all_checks() for name in (check.card.id, *check.card.replaces)]
    ends = {check.card.id.rpartition("/")[2] for check in all_checks()}
    assert len(names) == len(set(names))
    assert not ends & {name for check in all_checks() for name in check.card.replaces}
