"""Numbers of a night: what nobody looked at has none."""

import csv
from pathlib import Path

from crawler.history import remember
from tests.reports.factory import STARTED, Sample, build


def test_a_check_that_looked_at_nothing_has_no_number(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(first_night=True))
    remember(made.run, tmp_path / "remembered", score=lambda diff: 70.0)
    path = tmp_path / "remembered" / f"metrics-{STARTED:%Y}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        found = {row["check"]: row["value"] for row in csv.DictReader(file)
                 if row["measure"] == "findings"}  # fmt: skip
    assert found["seo/title-missing"] == "4"
    assert found["price/own-out-of-stock"] == "0", "it looked and found nothing"
    assert "data/sd-gtin-invalid" not in found, "no page was of its kind"
    assert "seo/hreflang-invalid-code" not in found, "it did not run"
