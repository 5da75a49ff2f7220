"""An address that shows another product than the one accepted."""

import pytest

from crawler.matching.stale import stale


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Sony DSC-W150 camera", "Canon PowerShot SX110"),
        ("Sony DSC-W150 camera red", "Sony DSC-W170 camera red"),
        ("Seagate Backup 1TB", "Seagate Backup 2 TB"),
        ("Mug red", "Mug blue"),
        ("Cola 6er Pack", "Cola 12er Pack"),
    ],
)
def test_another_name_is_another_product(then: str, now: str) -> None:
    assert now in stale(then, "", now, "")


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Sony DSC-W150 camera", "Sony DSC-W150 Cyber-shot digital camera, red, NEW"),
        ("Seagate Backup 1TB", "Seagate Backup 1000 GB"),
        ("Blue mug", "Blue Mug | Rival shop"),
        ("", "Blue mug"),
        ("Blue mug", ""),
    ],
)
def test_another_wording_is_the_same_product(then: str, now: str) -> None:
    assert stale(then, "", now, "") == ""


def test_numbers_settle_it() -> None:
    assert stale("Mug", "4006381333931", "Cup of tea", "04006381333931") == ""
    assert "00036000291452" in stale("Mug", "4006381333931", "Mug", "036000291452")
    assert stale("Mug", "4006381333931", "Mug", "4006381333932") == "", "not a valid number"
