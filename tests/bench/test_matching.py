"""The made-up market has a truth, and the table says what was measured."""

from crawler.matching.codes import gtin14
from tests.bench.goods import market
from tests.bench.matching import Matched, matching_table
from tests.bench.measure import Weight


def test_a_market_is_always_the_same_and_knows_its_truth() -> None:
    one, again = market(60, 2), market(60, 2)
    assert one == again
    assert [len(rival) for rival in one.rivals] == [60, 60]
    assert [len(truth) for truth in one.truth] == [36, 36]
    for rival, truth in zip(one.rivals, one.truth, strict=True):
        for own, other in truth.items():
            assert rival[other].gtin in ("", one.own[own].gtin)
            assert not rival[other].gtin or gtin14(rival[other].gtin)


def test_the_table_says_whether_the_limits_were_kept() -> None:
    weight = Weight(wall_s=700.0, cpu_s=900.0, peak_mb=800.0, exit_code=0, said="")
    one = Matched("storewalk", 20_000, 5, weight, found=90, right=81, confirmed=50,
                  confirmed_right=50, matches=100)  # fmt: skip
    text = matching_table([one])
    assert "90.0%" in text
    assert "81.0%" in text
    assert "NOT kept" in text
